"""Law 4: the case on `transitions`, `semantics.step` and stock `transitions` agree."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import Walk, rulebooks, walks
from transitions import Machine, MachineError

import continuum as ct
from continuum.guards import weigh
from continuum.semantics import (
    CaseView,
    Snapshot,
    advance,
    decide,
    opening,
    request_for,
    route,
    step,
)


class _Model:
    """What stock `transitions` moves: a state, and the view that its conditions ask."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.view: CaseView | None = None


def _holds(guard: Any, event: Any) -> bool:
    return bool(weigh(guard, event.model.view).holds)


def _stock(chart: Any) -> dict[str, Machine]:
    """One stock machine a region, built from the same chart, conditions as plain callables."""
    machines = {}
    for region in chart.regions:
        machine = Machine(
            model=None,
            states=list(region.names),
            initial=region.initial,
            auto_transitions=False,
            send_event=True,
        )
        for heard in chart.events.values():
            for legs in heard.ways.get(region.name, {}).values():
                for leg in legs:
                    machine.add_transition(
                        leg.event, leg.source, leg.target, conditions=partial(_holds, leg.when)
                    )
        machines[region.name] = machine
    return machines


def _fire(machines: dict[str, Machine], view: CaseView, event: str) -> tuple[str, ...]:
    """Fire an allowed event on stock machines, all conditions asked of the state before it."""
    chart = view.chart
    after = []
    for region, state in zip(chart.regions, view.snapshot.configuration, strict=True):
        model = _Model(state)
        model.view = view
        if region.name in chart.events[event].ways:
            assert machines[region.name].events[event].trigger(model)
        after.append(model.state)
    return tuple(after)


@given(st.data())
def test_the_case_the_pure_step_and_stock_transitions_reach_the_same_states(
    data: st.DataObject,
) -> None:
    """Driven by the same events with the same facts."""
    book = data.draw(rulebooks())
    walk: Walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    pure: Snapshot = opening(book.lower(walk.on), walk.on, case.snapshot.facts)
    assert pure.configuration == case.snapshot.configuration
    for asked in walk.asked:
        chart = book.lower(asked.on)
        by = ct.Actor(asked.role, "A-1")
        try:
            request = request_for(chart.events[asked.event], asked.on, by, asked.given)
        except ct.FactError:
            with pytest.raises(ct.FactError):
                case.send(asked.event, on=asked.on, by=by, **asked.given)
            continue
        decision = decide(chart, pure, asked.event, asked.on, request, router=route)
        machines = _stock(chart)
        if decision:
            expected = _fire(machines, decision.view, asked.event)
            case.send(asked.event, on=asked.on, by=by, **asked.given)
            pure = step(chart, pure, decision)
            assert expected == pure.configuration
        else:
            with pytest.raises((ct.EventRefused, ct.EventUndetermined)) as caught:
                case.send(asked.event, on=asked.on, by=by, **asked.given)
            assert decision == caught.value.decision
        assert pure == case.snapshot


def test_stock_transitions_refuses_where_no_leg_leads_on() -> None:
    """The oracle itself can say no."""
    chart = ct.load("outline").lower("2024-01-01")
    machine = _stock(chart)["pathway"]
    model = _Model("closed")
    name = next(event for event, heard in chart.events.items() if "pathway" in heard.ways)
    with pytest.raises(MachineError):
        machine.events[name].trigger(model)


def test_advancing_by_what_a_decision_changes_is_the_step() -> None:
    """`step` is `advance` for an allowed decision."""
    book = ct.load("outline")
    chart = book.lower("2024-01-01")
    from datetime import date

    day = date(2024, 1, 1)
    snapshot = opening(chart, day)
    heard = chart.events["died"]
    request = request_for(heard, day, ct.Actor(heard.event.decided_by[0], "A-1"), {})
    decision = decide(chart, snapshot, "died", day, request)
    assert decision, decision
    assert advance(chart, snapshot, day, decision.changes) == step(chart, snapshot, decision)
