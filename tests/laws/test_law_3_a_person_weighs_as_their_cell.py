"""Law 3: a person weighs as the cell in which they stand, in the checker's own view."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rulebooks, values

import continuum as ct
from continuum.guards import Reached, facts_in, leaves, weigh
from continuum.semantics import CaseView, opening
from continuum.verify.following.solving import CellView, nothing_settled
from continuum.verify.situations.cells import Cells, fact_key, place

DAY = date(2024, 3, 1)


@given(st.data())
def test_every_guard_weighs_in_the_cell_as_it_weighs_in_the_case(data: st.DataObject) -> None:
    """Values drawn at the thresholds of the guards, one less and one more, and not known."""
    book = data.draw(rulebooks())
    chart = book.lower(DAY)
    cells = Cells(chart)
    guards = [
        guard
        for heard in chart.events.values()
        for guard in (
            *(gate.guard for gate in heard.gates),
            *(leg.when for ways in heard.ways.values() for legs in ways.values() for leg in legs),
        )
        if all(f.of == "case" and f.derived is None for f in facts_in(guard))
        and not any(isinstance(leaf, Reached) for leaf in leaves(guard))
    ]
    for guard in guards:
        known = {
            fact.name: data.draw(st.none() | values(fact, near=guard)) for fact in facts_in(guard)
        }
        snapshot = opening(chart, DAY, known)
        case = CaseView(chart, snapshot, DAY)
        chosen = {
            place(region.name): state
            for region, state in zip(chart.regions, snapshot.configuration, strict=True)
        }
        for fact in facts_in(guard):
            key = fact_key(fact)
            chosen[key] = cells.cell(key, case.value(fact))
        assert weigh(guard, CellView(cells, nothing_settled, chosen)) == weigh(guard, case)


def test_the_cell_of_a_bound_is_not_the_cell_below_it() -> None:
    """Eighteen and seventeen stand apart; eighteen and nineteen need not."""
    age = ct.Number("age", low=0, high=120, unit="years")
    book = ct.Rulebook(
        "grown",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        facts=(age,),
        regions=(ct.Region("legal", (ct.State("a"), ct.State("b", final=True)), "a"),),
        events=(ct.Event("freed", decided_by="judge", requires=age.at_least(18), sources="GK"),),
        transitions=(ct.Transition("freed", "legal", "a", "b"),),
    )
    cells = Cells(book.lower(DAY))
    seventeen, eighteen, nineteen = (cells.cell(fact_key(age), value) for value in (17, 18, 19))
    assert seventeen != eighteen == nineteen
