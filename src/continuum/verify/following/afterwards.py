"""What must hold before an event for a guard to hold after it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, FAILS, HOLDS, NEVER, facts_in, weigh
from continuum.rulebook import Adds, Ends, Said, Sets
from continuum.verify.following.solving import CellView, nothing_settled
from continuum.verify.situations.cells import MISSING
from continuum.verify.situations.rewriting import mapped, renamed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.situations.cells import Cells

__all__ = ["held_after", "routes", "written"]


def written(cells: Cells, heard: ChartEvent) -> set[str]:
    """Give the facts that may be otherwise after an event, places aside.

    Args:
        cells: The cut of the facts.
        heard: The event.
    """
    effects = heard.event.effects
    names = {effect.fact for effect in effects if isinstance(effect, Sets)}
    registers = {effect.register for effect in effects if isinstance(effect, (Adds, Ends))}
    derived = [fact for fact in cells.chart.facts.values() if fact.derived is not None]
    names |= {f.name for f in derived if getattr(f.derived, "register", "") in registers}
    return names | {
        fact.name
        for fact in derived
        if names & {getattr(fact.derived, "one", ""), getattr(fact.derived, "other", "")}
    }


def routes(heard: ChartEvent, regions: Collection[str]) -> Iterator[dict[str, Leg]]:
    """Give every way in which an event may lead through some regions together.

    Args:
        heard: The event.
        regions: The regions that matter; those that it does not move are left out.
    """
    names = [region for region in heard.ways if region in regions]
    choices = [[leg for legs in heard.ways[region].values() for leg in legs] for region in names]
    for legs in product(*choices):
        yield dict(zip(names, legs, strict=True))


def held_after(cells: Cells, heard: ChartEvent, guard: Guard) -> Guard:
    """Give what must hold before an event for a guard to hold after it, places aside.

    Where the event does not fix it, it is left open.

    Args:
        cells: The cut of the facts.
        heard: The event.
        guard: What holds after it.
    """
    constants = {}
    for effect in heard.event.effects:
        if isinstance(effect, Sets):
            plain = not isinstance(effect.to, Said) and not hasattr(effect.to, "reached")
            constants[effect.fact] = effect.to if plain and effect.to is not None else MISSING
    fixed = {name: value for name, value in constants.items() if value is not MISSING}
    view = CellView(cells, nothing_settled, fixed)  # type: ignore[arg-type]
    left = written(cells, heard) - fixed.keys()
    if not fixed and not left:
        return guard

    def change(leaf: Guard) -> Guard:
        if fixed.keys() & {fact.name for fact in facts_in(leaf)}:
            truth = weigh(leaf, view)
            if truth == HOLDS:
                return ALWAYS
            if truth == FAILS:
                return NEVER
        return renamed(leaf, {name: f"{name}''" for name in left})

    return mapped(guard, change)
