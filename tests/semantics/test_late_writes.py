"""What is written down late joins a history without disturbing what stands in it."""

from __future__ import annotations

import pytest
from tests.books import JUDGE, MENTOR, OFFICER, opened, ruritania

import continuum as ct


def test_a_fact_of_the_same_day_that_came_out_later_reopens_the_decision() -> None:
    """The bar stood on the day of the removal; that it was learned later is why it is late."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-10", by=OFFICER)
    entry = case.learn({"barred": True}, on="2024-02-10", recorded="2024-03-01", by=JUDGE)
    assert [duty.rule for duty in entry.changes.duties] == ["late_fact"]


def test_a_fact_learned_after_a_decision_of_the_same_day_reopens_nothing() -> None:
    """Whoever records what was missing and sends again has reconsidered already."""
    case = opened()
    with pytest.raises(ct.EventUndetermined):
        case.send("removed", on="2024-02-10", by=OFFICER)
    entry = case.learn({"barred": False}, on="2024-02-10", by=JUDGE)
    assert entry.changes.duties == ()


def test_what_is_learned_beside_a_fixed_fact_holds_from_its_own_day_only() -> None:
    """Only the fixed fact reaches back to the earlier decision."""
    case = opened()
    with pytest.raises(ct.EventUndetermined):
        case.send("supervised", on="2024-01-10", by=OFFICER)
    entry = case.learn({"foreign": True, "heard": True}, on="2024-02-01", by=OFFICER)
    assert entry.changes.duties == ()


def test_an_event_refused_for_its_order_is_not_reopened_by_the_next_late_entry() -> None:
    """The region has moved since, whatever else is learned."""
    case = opened()
    case.send("sentenced", on="2024-02-01", by=JUDGE, until="2024-07-01")
    with pytest.raises(ct.EventRefused):
        case.send("closed", on="2024-01-15", recorded="2024-02-02", by=OFFICER)
    entry = case.send("place_found", on="2024-01-10", recorded="2024-02-03", by=MENTOR)
    assert entry.changes.duties == ()


def test_an_event_refused_for_its_order_is_refused_alike_when_sent_again() -> None:
    """The first answer to a key, with what stood in the way then."""
    case = opened()
    case.send("sentenced", on="2024-02-01", by=JUDGE, until="2024-07-01")
    for _ in range(2):
        with pytest.raises(ct.EventRefused) as caught:
            case.send("closed", on="2024-01-15", recorded="2024-02-02", by=OFFICER, key="k")
        assert [against.id for against in caught.value.decision.against] == ["order:legal"]
    assert case.version == 3


def test_records_written_down_late_have_ids_of_their_own() -> None:
    """Two records with one id could not be told apart again."""
    case = opened()
    for day in ("2024-03-01", "2024-04-01", "2024-03-15"):
        case.send("measured", on=day, recorded="2024-05-01", by=JUDGE, until="2024-04-20")
    ids = [record.id for record in case.snapshot.records["measures"]]
    assert sorted(ids) == ["measures-1", "measures-2", "measures-3"]


def test_a_record_that_turns_out_to_have_ended_earlier_is_not_prolonged() -> None:
    """The later end ends nothing that had ended before."""
    lifted = ct.Event("lifted", decided_by="judge", effects=(ct.Ends("measures"),), sources="GK")
    case = ct.Case.open(ruritania().extend(events=lifted), on="2024-01-01", case_id="P-1")
    case.send("measured", on="2024-01-10", by=JUDGE, until="2024-03-20")
    case.send("lifted", on="2024-03-10", by=JUDGE)
    case.send("lifted", on="2024-02-10", recorded="2024-03-11", by=JUDGE)
    [record] = case.snapshot.records["measures"]
    assert str(record.end) == "2024-02-10"


def test_a_late_fact_is_learned_although_an_earlier_record_could_not_be_made_now() -> None:
    """What cannot be decided again is reconsidered; the fact is not turned away."""
    placed = ct.Event(
        "placed",
        decided_by="judge",
        asks=(ct.Day("until", of="request"),),
        effects=(
            ct.Adds(
                "measures",
                start=ct.Day("custody_start", moves="fixed"),
                end=ct.Said("until"),
            ),
        ),
        sources="GK",
    )
    case = ct.Case.open(
        ruritania().extend(events=placed),
        on="2024-01-01",
        case_id="P-1",
        facts={"custody_start": "2024-01-01"},
    )
    case.send("placed", on="2024-02-01", by=JUDGE, until="2024-02-02")
    entry = case.learn({"custody_start": "2024-02-20"}, on="2024-03-01", by=OFFICER)
    [duty] = entry.changes.duties
    assert "placed" in duty.sentence


def test_the_same_event_twice_on_one_day_owes_twice() -> None:
    """Each duty can be met by its own id."""
    logged = ct.Event("logged", decided_by="judge", effects=(ct.Adds("measures"),), sources="GK")
    owed = ct.Rule(
        "GR-99",
        "Each log is read.",
        "Read it.",
        guard=ct.NEVER,
        governs=ct.Governs("logged"),
        then="owes",
        duty=ct.DutyForm("read it", "officer"),
        sources="GK",
    )
    book = ruritania().extend(events=logged, rules=owed)
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1")
    first = case.send("logged", on="2024-01-02", by=JUDGE)
    second = case.send("logged", on="2024-01-02", by=JUDGE)
    case.send("place_found", on="2024-01-02", by=MENTOR, meets=first.duties)
    left = {duty.id for duty in case.due(on="2024-01-02") if duty.rule == "GR-99"}
    assert left == set(second.duties)
    assert first.duties != second.duties


def test_free_words_cannot_forge_a_line_of_the_story() -> None:
    """An actor's id, a source and reasons each stay on the line they were written for."""
    forged = "M-1\n\n2 January 2030\n- released by: judge\x1b[2J"
    case = opened()
    case.send("place_found", on="2024-01-02", by=ct.Actor("mentor", forged), reasons=forged)
    case.learn({"age": 35}, on="2024-01-03", by=ct.Actor("officer", forged), source=forged)
    lines = case.tell().splitlines()
    assert not [line for line in lines if line.startswith(("2 January 2030", "- released"))]
    assert "\x1b" not in case.tell()
