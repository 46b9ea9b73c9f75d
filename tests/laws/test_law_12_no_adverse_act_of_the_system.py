"""Law 12: no adverse entry has the system as its actor."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import rulebooks, walks

import continuum as ct

SYSTEM = ct.Actor("system", "scheduler")


@given(st.data())
def test_whatever_the_system_sends_nothing_adverse_comes_of_it(data: st.DataObject) -> None:
    """The system may remind and record; it never takes anything from a person."""
    book = data.draw(rulebooks())
    walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    for asked in walk.asked:
        with suppress(ct.CaseError, ct.FactError):
            case.send(asked.event, on=asked.on, by=SYSTEM, **asked.given)
    adverse = {event.name for event in book.every_event if event.adverse}
    assert not [
        e for e in case.history if e.event in adverse and e.outcome == "allowed" and not e.by.human
    ]


@pytest.mark.parametrize("name", ct.rulebooks())
def test_the_role_gate_of_every_adverse_event_keeps_the_system_out(name: str) -> None:
    """In the built-in rulebooks, whatever else stands in the way."""
    book = ct.load(name)
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1")
    answers = case.permitted(on="2024-01-01", by=SYSTEM)
    adverse = [event.name for event in book.every_event if event.adverse]
    assert adverse
    for event in adverse:
        assert answers[event].outcome == "refused"
        assert "role" in {against.id for against in answers[event].against}


def test_a_rulebook_that_lets_the_system_act_against_a_person_does_not_exist() -> None:
    """It is refused when it is written."""
    event = ct.Event("punished", decided_by="system", adverse=True, sources="ASSUMPTION")
    with pytest.raises(ct.InvalidRulebook) as caught:
        ct.load("outline").extend(name="cold", events=(event,))
    assert any(
        "punished" in fault.place and "system" in fault.what for fault in caught.value.faults
    )


def test_an_adverse_event_that_nobody_decides_does_not_exist_either() -> None:
    """Somebody must answer for it."""
    event = ct.Event("punished", adverse=True, sources="ASSUMPTION")
    with pytest.raises(ct.InvalidRulebook) as caught:
        ct.load("outline").extend(name="cold", events=(event,))
    assert any("punished" in fault.place for fault in caught.value.faults)


def test_nothing_adverse_can_be_demanded_so_no_rule_can_override_a_bar() -> None:
    """Not even a rule of the highest class, in an extension, may open a removal."""
    rule = ct.Rule(
        "GR-X",
        "A rule that must not be.",
        "Take it out.",
        governs=ct.Governs("removed"),
        then="demands",
        precedence="life",
        sources="ASSUMPTION",
    )
    with pytest.raises(ct.InvalidRulebook) as caught:
        ct.load("outline").extend(name="cold", rules=(rule,))
    assert [fault.place for fault in caught.value.faults] == ["rules[GR-X].governs"]
    assert "adverse" in caught.value.faults[0].what
