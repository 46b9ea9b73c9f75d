"""The values worth trying for a fact: those at the boundaries that the guards draw, first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from continuum.guards import (
    AtLeast,
    Choice,
    Day,
    During,
    Flag,
    IsIn,
    Known,
    Number,
    Reached,
    day_of,
    facts_in,
)
from continuum.guards.reductions import Earlier, Same
from continuum.guards.walk import milestone_facts
from continuum.verify.packing.scene import OPEN, DraftView, asked_by, key_of, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard, Milestone, Value
    from continuum.verify.packing.scene import Draft, Scene

__all__ = ["domain", "exact_days"]

_LENGTHS: Final = (24, 6, 60, 1, 120, 365)
_EARLIEST: Final = date(1900, 1, 1).toordinal()
_LATEST: Final = date(2300, 1, 1).toordinal()


def domain(
    scene: Scene, fact: Fact | str, view: DraftView, asked: list[Guard]
) -> tuple[Value | None, ...]:
    """Give the values worth trying, in the order in which they are tried.

    Args:
        scene: Where.
        fact: The fact, or the name of a region for its states.
        view: What was chosen already.
        asked: Every question that is to be answered, the one at whose boundary to begin first.
    """
    if isinstance(fact, str):
        region = scene.chart.regions[scene.chart.place[fact]]
        wanted = [
            s
            for leaf in asked
            if isinstance(leaf, During) and leaf.region == fact
            for s in leaf.states
        ]
        return tuple(dict.fromkeys((region.initial, *wanted, *region.names)))
    key = key_of(fact)
    mine = [
        leaf
        for leaf in asked
        if any(not isinstance(one, str) and key_of(one) == key for one in asked_by(scene, leaf))
    ]
    values = [*_values(scene, fact, view, mine)]
    if any(isinstance(leaf, Known) for leaf in mine) and fact.of != "target":
        values.append(None)
    return tuple(dict.fromkeys(values)) if values else (None,)


def _values(scene: Scene, fact: Fact, view: DraftView, mine: list[Guard]) -> Iterator[Value | None]:
    initial = scene.chart.initially.get(fact.name) if fact.of == "case" else None
    match fact:
        case Flag(name="human_actor") | Choice(name="acting_role"):
            may = scene.heard.event.decided_by if scene.heard is not None else ()
            yield from (*may, *(role.name for role in scene.chart.book.roles), "system")
        case Flag():
            first = initial if initial is not None else fact.name != "tool_output_only"
            yield from (first, not first)
        case Choice(options=options):
            named = [o for leaf in mine if isinstance(leaf, IsIn) for o in leaf.among]  # type: ignore[union-attr]
            yield from (*((initial,) if initial is not None else ()), *named, *options)
            if not options:
                yield "words"
        case Number(low=low, high=high):
            bounds = [leaf.bound for leaf in mine if isinstance(leaf, AtLeast)]
            near = [n for b in bounds for n in (b, b - 1, b + 1)]  # type: ignore[operator]
            counted = any(isinstance(leaf, Reached) for leaf in mine)
            lengths = _LENGTHS if counted or not near else ()
            yield from (n for n in (*near, *lengths, low, high) if low <= n <= high)
        case _:
            yield from _days(scene, fact, view, mine)


def _days(scene: Scene, fact: Fact, view: DraftView, mine: list[Guard]) -> Iterator[date]:
    found = []
    for leaf in mine:
        if isinstance(leaf, Reached):
            last = _last_reached(scene, leaf.milestone, fact, view)
            if last is not None:
                found += [last, moved(last, 1), moved(last, -1)]
    yield from found
    for leaf in mine:
        for other in facts_in(leaf):  # days that are compared with it
            if isinstance(other, Day) or other.derived is not None:
                how = other.derived
                names = (how.one, how.other) if isinstance(how, (Same, Earlier)) else ()
                for name in names:
                    named = scene.named(name)
                    value = None if named is None else view.read(named)
                    if isinstance(value, date):
                        yield from (value, moved(value, 1), moved(value, -1))
    yield from (moved(scene.on, -30), moved(scene.on, 30))


def _last_reached(scene: Scene, milestone: Milestone, fact: Fact, view: DraftView) -> date | None:
    """The last day from which counted the milestone has been reached."""
    key = key_of(fact)
    if key not in {key_of(one) for one in milestone_facts(milestone)}:
        return None

    def reached(ordinal: int) -> bool | None:
        def read(one: Fact) -> Any:
            if key_of(one) == key:
                return date.fromordinal(ordinal)
            value = view.read(one)
            return None if value is OPEN else value

        day = day_of(milestone, read)
        return None if day is None else scene.on >= day

    low, high = _EARLIEST, _LATEST
    if not reached(low) or reached(high) is not False:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reached(middle) else (low, middle)
    return date.fromordinal(low)


def exact_days(scene: Scene, draft: Draft, leaf: Reached) -> Iterator[tuple[Draft, int]]:
    """Move the day that a milestone is counted from, so that it falls just on, before and after.

    Args:
        scene: Where.
        draft: What was chosen.
        leaf: Whether the milestone is reached.

    Returns:
        Drafts that differ in that day alone, and by how many days the day asked about is past
        the milestone: -1, 0 or 1.
    """
    milestone = leaf.milestone
    for fact in dict.fromkeys(milestone_facts(milestone)):
        key = key_of(fact)
        if not isinstance(fact, Day) or fact.derived is not None or key not in draft:
            continue
        last = _last_reached(scene, milestone, fact, DraftView(scene, draft))
        if last is None:
            continue
        left = {-1, 0, 1}
        for away in (0, 1, -1, 2, -2, 3, -3, 4, -4):
            trial = {**draft, key: moved(last, away)}
            view = DraftView(scene, trial)
            day = day_of(milestone, view.known_value)
            past = None if day is None else (scene.on - day).days
            if past in left:
                left.discard(past)
                yield trial, past
