"""Precedence: what a rule of the highest class demands, no rule and no requirement blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rulebooks, walks

import continuum as ct
from continuum.guards import weigh


@given(st.data())
def test_a_demanded_event_is_refused_by_nothing_but_its_role_its_way_and_a_record_unknown(
    data: st.DataObject,
) -> None:
    """In every drawn rulebook; what would have blocked is owed instead.

    A demand gives nobody a role, opens no way, and adds no record that somebody names in vain.
    """
    book = data.draw(rulebooks())
    walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    for asked in walk.asked:
        by = ct.Actor(asked.role, "A-1")
        try:
            decision = case.ask(asked.event, on=asked.on, by=by, **asked.given)
        except ct.FactError:
            continue
        heard = decision.view.heard
        assert heard is not None
        demanded = any(weigh(gate.guard, decision.view).holds for gate in heard.demands)
        if demanded:
            ids = {against.id for against in decision.against}
            assert not {i for i in ids - {"role", "target"} if not i.startswith("way:")}
        if demanded and decision:
            overridden = {
                gate.id
                for gate in heard.gates
                if gate.base is not None and not weigh(gate.base, decision.view).holds
            }
            assert overridden <= {duty.rule for duty in decision.duties}
            assert all(d.urgent for d in decision.duties if d.rule in overridden)


def test_the_last_day_of_a_sentence_is_hard_in_the_built_in_rulebooks() -> None:
    """No handover, no plan, no liaison: on the day the person is released all the same."""
    case = ct.Case.open(
        ct.load("outline"),
        on="2023-09-01",
        case_id="P-1",
        facts={"foreign_national": False, "sentence_start": "2023-09-01", "term": 12},
    )
    court, prison = ct.Actor("sentence_court", "J-1"), ct.Actor("prison_case_manager", "C-1")
    words = {"reasons": "r", "remedy": "appeal", "authority": "court", "legal_basis": "judgment"}
    case.send("convicted", on="2023-09-01", by=court, **words)
    assert not case.ask("sentence_expired", on="2024-08-31", by=prison)
    assert case.ask("sentence_expired", on="2024-09-01", by=prison)
