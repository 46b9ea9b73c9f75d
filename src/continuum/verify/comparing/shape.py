"""The shape of a rulebook: regions, states, facts, names; and one chart for both of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS, AtLeast, Flag, IsIn, Known, Reached, facts_in, leaves
from continuum.rulebook import PhaseForm
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.comparing.decided import guards_of
from continuum.verify.situations.cells import fact_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.verify.situations.cells import Cells

__all__ = ["every_guard", "knowing", "named_alike", "new_cuts"]


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
