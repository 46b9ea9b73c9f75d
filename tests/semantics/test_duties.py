"""What is owed on a day, from whatever it comes."""

from __future__ import annotations

import pickle
from datetime import date

import attrs
from tests.books import JUDGE, MENTOR, OFFICER, handed_over, opened, ruritania

import continuum as ct


def _due(case: object, on: str) -> dict[str, str]:
    return {duty.rule: duty.status(date.fromisoformat(on)) for duty in case.due(on=on)}  # type: ignore[attr-defined]


def test_a_duty_is_open_then_due_then_overdue_then_met() -> None:
    """A deadline within N days is met on day N."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-01", by=OFFICER)
    assert _due(case, "2024-02-14")["GR-57"] == "open"
    assert _due(case, "2024-02-15")["GR-57"] == "due"
    assert _due(case, "2024-02-16")["GR-57"] == "overdue"
    case.learn({"heard": True}, on="2024-02-20", by=OFFICER)
    assert "GR-57" not in _due(case, "2024-02-20")
    assert case.snapshot.duties[0].met == date(2024, 2, 20)


def test_a_duty_can_be_met_by_naming_it() -> None:
    """For duties that no fact shows."""
    case = opened(barred=False)
    duty = case.send("removed", on="2024-02-01", by=OFFICER).changes.duties[0]
    case.send("place_found", on="2024-02-02", by=MENTOR, meets=duty.id)
    assert case.snapshot.duties[0].met == date(2024, 2, 2)


def test_what_a_rule_demands_is_due_from_its_day_on() -> None:
    """Custody ends on the last day, and shows as overdue the day after."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    assert "GR-03" not in _due(case, "2024-06-30")
    assert _due(case, "2024-07-01")["GR-03"] == "due"
    assert _due(case, "2024-07-02")["GR-03"] == "overdue"


def test_a_state_whose_title_has_lapsed_shows_as_unlawful_at_once() -> None:
    """On the end day the title no longer holds, without any event."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    assert "GR-01" not in _due(case, "2024-06-30")
    assert "GR-01" in _due(case, "2024-07-01")


def test_a_state_is_owed_its_end_from_the_day_on_which_its_basis_ended() -> None:
    """The title lapsed in July, however long ago the person was brought in."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    for on in ("2024-07-01", "2024-09-15"):
        (duty,) = (duty for duty in case.due(on=on) if duty.id == "GR-01:legal.custody")
        assert (duty.since, duty.due) == (date(2024, 7, 1), date(2024, 7, 1))


def test_a_basis_that_came_late_ended_or_came_back_dates_what_is_owed() -> None:
    """What was recorded on the way counts as it stood on each day; without it, records count."""
    basis = ct.Flag("basis", moves="live")
    titled = ct.Flag("titled", derived=ct.AnyInForce("titles"))
    states = (ct.State("held", lawful_while=basis | titled), ct.State("free"))
    until = ct.Day("until", of="request")
    book = ct.Rulebook(
        "door",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        facts=(basis, titled),
        registers=(ct.Register("titles"),),
        regions=(ct.Region("legal", states, "held"),),
        events=(
            ct.Event("given", decided_by="judge", asks=(until,), needs="until", sources="GK",
                     effects=(ct.Adds("titles", end=ct.Said("until")),)),
        ),
    )  # fmt: skip
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1")

    def since(on: str) -> list[str]:
        return [str(duty.since) for duty in case.due(on=on)]

    assert since("2024-01-09") == ["2024-01-01"]
    case.learn({"basis": True}, on="2024-01-10", by=JUDGE)
    assert since("2024-01-11") == []
    case.learn({"basis": False}, on="2024-02-01", by=JUDGE)
    assert since("2024-02-20") == ["2024-02-01"]
    case.send("given", on="2024-03-01", by=JUDGE, until="2024-04-01")
    assert since("2024-02-20") == ["2024-02-01"]
    assert since("2024-03-31") == []
    assert since("2024-06-01") == ["2024-04-01"]
    snapshot = case.as_of("2024-06-01").snapshot
    (duty,) = ct.semantics.duties_on(book.lower("2024-06-01"), snapshot, date(2024, 6, 1))
    assert str(duty.since) == "2024-04-01"


def test_a_handover_waits_with_the_receiver_once_it_is_offered() -> None:
    """The owner of the duty is whoever must act."""
    case = opened()
    owners = {duty.rule: duty.owner for duty in case.due(on="2024-02-01")}
    assert owners["H1"] == "officer"
    for stage in ("prepared", "person_informed", "offered"):
        case.send(f"h1_{stage}", on="2024-02-01", by=OFFICER)
    owners = {duty.rule: duty.owner for duty in case.due(on="2024-02-01")}
    assert owners["H1"] == "mentor"


def test_the_lead_changes_only_when_the_handover_is_effective() -> None:
    """Never empty, never doubled."""
    case = opened()
    handed_over(case, on="2024-02-01")
    assert case.lead == "officer"
    case.send("h1_effective", on="2024-02-02", by=MENTOR)
    assert case.lead == "mentor"


def test_a_refused_handover_escalates_and_leaves_the_sender_in_charge() -> None:
    """It never leaves a hole."""
    case = opened()
    for stage, by in (
        ("prepared", OFFICER), ("person_informed", OFFICER), ("offered", OFFICER),
        ("refused", MENTOR),
    ):  # fmt: skip
        case.send(f"h1_{stage}", on="2024-02-01", by=by)
    duty = next(duty for duty in case.due(on="2024-02-01") if duty.rule == "H1-refused")
    assert duty.owner == "officer"
    assert duty.due == date(2024, 2, 8)
    assert case.lead == "officer"


def test_a_duty_whose_day_is_not_known_yet_is_open_and_never_late() -> None:
    """Not known is not overdue."""
    day = ct.Day("hearing_day", moves="live")
    rule = ct.Rule(
        "GR-8",
        "A report follows the hearing.",
        "Write it.",
        guard=ct.NEVER,
        governs=ct.Governs("place_found"),
        then="owes",
        duty=ct.DutyForm("write the report", "mentor", due=day + ct.days(7)),
        sources="GK",
    )
    book = ruritania().extend(name="waiting", facts=(day,), rules=(rule,))
    case = ct.Case.open(book, on="2024-01-01", case_id="P-1")
    duty = case.send("place_found", on="2024-02-01", by=MENTOR).changes.duties[0]
    assert duty.due is None
    assert duty.status("2025-02-01") == "open"


def test_a_handover_that_was_begun_stays_due_until_it_is_effective() -> None:
    """Also where it would not be begun any more: the lead is never left behind."""
    early = ct.Handover(
        "H2", "officer", "judge", ("file",), available=ct.during("legal", "liberty"), sources="GK"
    )
    case = ct.Case.open(
        ruritania().extend(name="begun", handovers=(early,)), on="2024-01-01", case_id="P-1"
    )
    case.send("h2_prepared", on="2024-01-02", by=OFFICER)
    case.send("sentenced", on="2024-01-03", by=JUDGE, until="2024-07-01")
    assert "H2" in _due(case, "2024-01-04")


def test_the_lead_passes_only_from_whoever_has_it() -> None:
    """A later handover cannot jump over an earlier one."""
    onward = ct.Handover("H2", "mentor", "judge", ("file",), leads=True, sources="GK")
    case = ct.Case.open(
        ruritania().extend(name="jumping", handovers=(onward,)), on="2024-01-01", case_id="P-1"
    )
    for stage, by in (
        ("prepared", MENTOR), ("person_informed", MENTOR), ("offered", MENTOR), ("read", JUDGE),
        ("accepted", JUDGE),
    ):  # fmt: skip
        case.send(f"h2_{stage}", on="2024-02-01", by=by)
    assert not case.ask("h2_effective", on="2024-02-01", by=JUDGE)
    assert case.lead == "officer"


def test_a_duty_speaks_for_itself() -> None:
    """Rule, owner, day and what is to be done."""
    case = opened(barred=False)
    duty = case.send("removed", on="2024-02-01", by=OFFICER).changes.duties[0]
    assert repr(duty) == "<Duty GR-57 of officer, by 2024-02-15: hear the person>"


def test_duties_of_one_day_keep_ids_of_their_own_and_end_together() -> None:
    """However many there are, what ends them is the same, and ends every one of them."""
    book = ruritania().extend(
        events=(ct.Event("sent_back", decided_by="officer", sources="GK"),),
        transitions=(ct.Transition("sent_back", "residence", "gone", "here"),),
    )
    facts = {"foreign": True, "age": 34, "barred": False}
    case = ct.Case.open(book, on="2024-01-01", case_id="P-RU-02", facts=facts)
    for _ in range(12):
        case.send("removed", on="2024-02-01", by=OFFICER)
        case.send("sent_back", on="2024-02-01", by=OFFICER)
    first, *more = [duty.id for duty in case.snapshot.duties]
    assert more == [f"{first}~{number}" for number in range(2, 13)]
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own
    for one in (case, again):
        one.learn({"heard": True}, on="2024-02-10", by=OFFICER)
        assert {duty.met for duty in one.snapshot.duties} == {date(2024, 2, 10)}
    assert again == case


def test_what_ends_open_duties_is_kept_once_and_forgotten_when_none_is_open() -> None:
    """Duties of one form share their guards: a case with many is as quick as with one."""
    case = opened(barred=False)
    case.send("removed", on="2024-02-01", by=OFFICER)
    awaited = case.snapshot.awaited
    assert awaited
    by_itself = attrs.evolve(case.snapshot, duties=case.snapshot.duties)
    assert by_itself.awaited == awaited
    case.learn({"heard": True}, on="2024-02-10", by=OFFICER)
    assert not case.snapshot.awaited
