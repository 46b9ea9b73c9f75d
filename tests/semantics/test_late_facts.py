"""Two days on every entry: when it was so, and when it was learned."""

from __future__ import annotations

import pytest
from tests.books import JUDGE, MENTOR, OFFICER, opened

import continuum as ct


def test_a_late_fact_opens_a_duty_to_reconsider_and_rewrites_nothing() -> None:
    """The bar stood all along; the decision remains, and somebody must look at it again."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-10", by=OFFICER)
    before = case.history
    entry = case.learn({"barred": True}, on="2024-02-01", recorded="2024-03-01", by=JUDGE)
    assert before == case.history[:-1]
    assert case.state("residence") == "gone"
    [duty] = [duty for duty in entry.changes.duties if duty.rule == "late_fact"]
    assert duty.owner == "officer"
    assert "refused (GR-51)" in duty.sentence
    assert duty in case.due(on="2024-03-01")


def test_a_late_fact_that_changes_no_outcome_opens_no_duty() -> None:
    """Only decisions that would come out differently are reopened."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-10", by=OFFICER)
    entry = case.learn({"barred": True}, on="2024-02-11", recorded="2024-03-01", by=JUDGE)
    assert entry.changes.duties == ()


def test_a_fixed_fact_that_was_wrong_reopens_what_read_it() -> None:
    """A fact that is fixed holds from the opening on, whenever it was learned."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-10", by=OFFICER)
    entry = case.learn({"foreign": False}, on="2024-03-01", by=OFFICER)
    assert [duty.rule for duty in entry.changes.duties] == ["late_fact"]


def test_the_case_can_be_seen_as_it_was_known() -> None:
    """`as_of` and `known_at` are two different days."""
    case = opened()
    case.learn({"barred": True}, on="2024-02-01", recorded="2024-03-01", by=JUDGE)
    assert case.as_of("2024-02-15").facts["barred"] is True
    assert "barred" not in case.as_of("2024-02-15", known_at="2024-02-28").facts
    assert "barred" not in case.as_of("2024-01-31").facts


def test_an_event_written_down_late_is_decided_on_the_state_of_its_day() -> None:
    """At that time the person was in custody."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    case.send("place_found", on="2024-03-01", by=MENTOR)
    entry = (
        case.send("removed", on="2024-03-02", recorded="2024-04-01", by=OFFICER)
        if case.learn({"barred": False}, on="2024-01-05", recorded="2024-03-03", by=JUDGE)
        else None
    )
    assert entry is not None
    assert entry.late
    assert case.state("residence") == "gone"


def test_an_event_may_not_move_what_has_moved_since() -> None:
    """Otherwise the later entry would speak of a state that never was."""
    case = opened()
    case.send("sentenced", on="2024-02-01", by=JUDGE, until="2024-07-01")
    with pytest.raises(ct.EventRefused) as caught:
        case.send("closed", on="2024-01-15", recorded="2024-02-02", by=OFFICER)
    assert [a.id for a in caught.value.decision.against] == ["order:legal"]


def test_reconsidering_can_be_recorded_as_done() -> None:
    """The duty is met by an entry that names it."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-10", by=OFFICER)
    entry = case.learn({"barred": True}, on="2024-02-01", recorded="2024-03-01", by=JUDGE)
    case.send("place_found", on="2024-03-02", by=MENTOR, meets=entry.changes.duties[0].id)
    assert not [duty for duty in case.due(on="2024-03-02") if duty.rule == "late_fact"]
