"""The shape of a rulebook: regions, states, facts, names; and one chart for both of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import (
    ALWAYS,
    AtLeast,
    Choice,
    Flag,
    IsIn,
    Known,
    Number,
    Reached,
    facts_in,
    leaves,
)
from continuum.rulebook import PhaseForm
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.comparing.decided import guards_of
from continuum.verify.situations.cells import fact_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.verify.situations.cells import Cells

__all__ = ["every_guard", "knowing", "merged", "named_alike", "new_cuts"]


def named_alike(old: Chart, new: Chart) -> bool:
    """Whether two charts have the same regions, states, facts, registers, and names.

    Titles, sentences and sources aside; what guards say is not looked at.

    Args:
        old: The one chart.
        new: The other one.
    """
    return _shape(old) == _shape(new)


def _shape(chart: Chart) -> dict[str, Any]:
    regions = [
        (region.name, region.initial, [_state(state) for state in region.states])
        for region in chart.regions
    ]
    registers = {
        name: {_untitled(field) for field in register.fields}
        for name, register in chart.registers.items()
    }
    return {
        "regions": regions,
        "facts": {name: _untitled(fact) for name, fact in chart.facts.items()},
        "initially": dict(chart.initially),
        "registers": registers,
        "events": set(chart.events),
        "steps": [step.id for step in chart.steps],
        "handovers": [handover.id for handover in chart.handovers],
    }


def _state(state: Any) -> tuple[object, ...]:
    return (state.name, state.final, state.coercive, state.rule)


def _untitled(fact: Any) -> Any:
    return attrs.evolve(fact, title="")


def every_guard(chart: Chart) -> Iterator[Guard]:
    """Give every guard of a chart that says what a case may do, or what is owed in it.

    Args:
        chart: The chart.
    """
    for heard in chart.events.values():
        yield from guards_of(heard)
        for gate in (*heard.gates, *heard.owed):
            for form in gate.duty:
                yield form.met
                if form.lapses is not None:
                    yield form.lapses
    for states in chart.states.values():
        yield from (state.lawful_while for state in states.values())
    for step in chart.steps:
        yield from (step.available, step.done)
    for handover in chart.handovers:
        yield from (handover.available, handover.accepted, handover.effective)
    yield from (form.when for form in chart.phases)


def knowing(chart: Chart, guards: Iterable[Guard]) -> Chart:
    """Give the same chart with guards told beside it, so that their thresholds are known.

    Args:
        chart: The chart.
        guards: Guards that it does not have.
    """
    told = tuple(PhaseForm("", guard) for guard in guards if guard != ALWAYS)
    return attrs.evolve(
        chart, phases=(*chart.phases, *told), attached={}, configurations=chart.configurations
    )


def new_cuts(cells: Cells, known: Iterable[Guard], guards: Iterable[Guard]) -> list[Guard]:
    """Give the guards that tell apart what the cells of other guards do not.

    Args:
        cells: The cut of the facts at what is known.
        known: The guards that it was made for.
        guards: Other guards.
    """
    asked = {leaf for guard in known for leaf in leaves(guard)}
    return [g for g in guards if any(not _cut(cells, leaf, asked) for leaf in leaves(g))]


def _cut(cells: Cells, leaf: Guard, asked: set[Guard]) -> bool:
    if leaf in asked:
        return True
    if any(fact.of == "target" for fact in facts_in(leaf)):
        return False  # the cells of a record's facts come from what is asked of records
    match leaf:
        case IsIn(choice, tuple(among)):
            shape: dict[object, bool] = {}
            return all(
                shape.setdefault(cells.cell(fact_key(choice), option), option in among)
                == (option in among)
                for option in choice.options
            )
        case AtLeast(number, int(bound)):
            return bound <= number.low or cells.cell(fact_key(number), bound) == bound
        case Reached(milestone):
            return milestone in cells.milestones.values()
        case Flag(name="human_actor"):
            return cells.cell(ACTING_ROLE, "system") == "system"
        case Known(fact):
            return fact.of == "case"
        case _:
            return True


def merged(old: Chart, new: Chart) -> Chart:
    """Give one chart with the states, facts and events of both; those of the new one are primed.

    Args:
        old: The chart whose declarations count where both declare something.
        new: The other one.
    """
    regions = []
    for region in old.regions:
        more = [s for s in new.states.get(region.name, {}).values() if s.name not in region.names]
        regions.append(attrs.evolve(region, states=(*region.states, *more)))
    regions += [region for region in new.regions if region.name not in old.place]
    facts = {name: _joint(fact, new.facts.get(name)) for name, fact in old.facts.items()}
    primed = (
        attrs.evolve(heard, event=attrs.evolve(heard.event, name=f"{name}'"))
        for name, heard in new.events.items()
    )
    return attrs.evolve(
        old,
        regions=tuple(regions),
        place={region.name: place for place, region in enumerate(regions)},
        states={region.name: {s.name: s for s in region.states} for region in regions},
        initial=tuple(region.initial for region in regions),
        facts={**new.facts, **facts},
        initially={**new.initially, **old.initially},
        events={**old.events, **{heard.name: heard for heard in primed}},
        registers={**new.registers, **old.registers},
        attached={},
        configurations={},
    )


def _joint(fact: Any, other: Any) -> Any:
    """A fact with every value that one of two declarations allows."""
    if isinstance(fact, Choice) and isinstance(other, Choice):
        more = tuple(option for option in other.options if option not in fact.options)
        return attrs.evolve(fact, options=(*fact.options, *more)) if more else fact
    if isinstance(fact, Number) and isinstance(other, Number):
        low, high = min(fact.low, other.low), max(fact.high, other.high)
        return attrs.evolve(fact, low=low, high=high)
    return fact
