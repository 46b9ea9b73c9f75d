"""Limbs of rules, each under its own id: what they ask for, and the same once it is there."""

from __future__ import annotations

import pytest
from tests.rulebooks.test_status import (
    COURT,
    GOVERNOR,
    MAYOR,
    PRISON,
    PROBATION,
    SHOWN,
    WORDS,
    free,
    handed_over,
    opened,
    owed,
    refused,
    serving,
    supervised,
)

from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

CHAIR, YOUTH = Actor("case_conference_chair", "CH-1"), Actor("child_protection_service", "YS-1")
POLICE, BOARD = Actor("police_contact_point", "PC-1"), Actor("complaints_body", "CB-1")
AUDITOR, MANAGER = Actor("auditor", "AU-1"), Actor("manager", "MG-1")


def of(case: Case, rule: str) -> list:
    """Give the duties that events created by a rule."""
    return [duty for duty in case.snapshot.duties if duty.rule == rule]


def done(case: Case, rule: str, event: str, on: str, by: Actor, **said) -> bool:
    """Say with an event that the duties of a rule are done, and tell whether they were owed."""
    was_owed = rule in owed(case, on)
    case.send(event, on=on, by=by, meets=[duty.id for duty in of(case, rule)], **said)
    return was_owed and rule not in owed(case, on)


def test_a_measure_beside_supervision_is_warned_of():
    """GR-15.3 while both titles run; alone, the same measure passes without that warning."""
    said = {"measure_asked": "residence", "new_elements": False, **SHOWN, **WORDS}
    said.pop("support_was_offered")
    found = []
    for case, on, until in (
        (supervised(), "2023-09-10", "2023-12-10"),
        (free(), "2024-07-02", "2024-10-02"),
    ):
        decision = case.ask(
            "administrative_measure_imposed", on=on, by=MAYOR, title_until=until, **said
        )
        assert decision.outcome == "allowed", decision
        found.append("GR-15.3" in {warning.id for warning in decision.warnings})
    assert found == [True, False]


def test_an_agreement_is_whole_and_names_its_basis():
    """GR-40.10 for a form that is not filled in, and for one without a law behind it."""
    said = {"agreement_for_asked": "supervision", "agreement_regime": "led"}
    said |= {"agreement_until": "2023-02-01", "agreement_whole": True, "legal_basis": "act 1"}
    case = opened()
    for less in ({"agreement_whole": False}, {"legal_basis": ""}):
        left_out = {**said, **less}
        assert refused(case, "agreement_made", "2022-02-01", MANAGER, **left_out) == ["GR-40.10"]
    assert case.ask("agreement_made", on="2022-02-01", by=MANAGER, **said)


def test_when_a_pathway_closes_each_kind_of_records_has_its_day():
    """GR-48.3, met kind by kind; nothing of it is owed while the pathway goes on."""
    case = free()
    case.send("closure_reviewed", on="2024-07-10", by=CHAIR)
    assert "GR-48.3" not in owed(case, "2024-07-10")
    case.send("pathway_closed", on="2024-07-31", by=CHAIR, because="goals_reached")
    still = [len([duty for duty in of(case, "GR-48.3") if duty.open])]
    for kind in ("conference_notes", "plans_and_handovers", "logs"):
        case.send("records_deleted", on="2024-08-01", by=AUDITOR, record_kind=kind)
        still.append(len([duty for duty in of(case, "GR-48.3") if duty.open]))
    assert still == [3, 2, 1, 0]


def test_on_acquittal_what_belongs_to_coercion_is_erased():
    """GR-48.4 until the data are gone; nothing where they were erased before."""
    case, clean = opened(), opened()
    clean.send("records_deleted", on="2022-01-05", by=GOVERNOR, record_kind="coercion_data")
    for one in (case, clean):
        one.send("acquitted", on="2022-02-01", by=COURT, **WORDS)
    assert ("GR-48.4" in owed(case, "2022-02-01"), of(clean, "GR-48.4")) == (True, [])
    case.send("records_deleted", on="2022-02-02", by=GOVERNOR, record_kind="coercion_data")
    assert "GR-48.4" not in owed(case, "2022-02-02")


def test_supervision_that_no_court_confirms_in_time_has_to_end():
    """FR-6.2 three months after a suspension of more than six, unless the court confirms it."""
    case = Case.open(
        load("fr"),
        on="2024-01-01",
        case_id="P-FR",
        facts={"third_country_national": True, "child_affected": False},
    )
    said = {"title_until": "2027-01-01", "term_in_months": 36, **WORDS}
    case.send("sentenced_to_supervision", on="2024-01-01", by=COURT, **said)
    case.send("supervision_suspended", on="2024-02-01", by=PROBATION, **WORDS)
    case.send("suspending_detention_ended", on="2024-09-01", by=PROBATION)
    assert "FR-6.2" not in owed(case, "2024-11-30")
    assert "FR-6.2" in owed(case, "2024-12-01")
    confirmed = case.as_of("2024-09-01")
    confirmed.send("resumption_confirmed", on="2024-10-01", by=COURT, **WORDS)
    assert "FR-6.2" not in owed(confirmed, "2024-12-01")
    case.send("supervision_lifted", on="2024-12-01", by=COURT, **WORDS)
    assert "FR-6.2" not in owed(case, "2024-12-01")


def test_a_new_arrest_gives_no_reason_to_withhold_and_another_may():
    """B5.1 is met by a pathway of its own; B5.2 lets go where the reason is another one."""
    case = supervised()
    case.send("arrested_new", on="2023-10-01", by=POLICE, **WORDS)
    assert "B5.1" in owed(case, "2023-10-01")
    withheld = {"on": "2023-10-02", "by": PRISON, **WORDS}
    against = case.ask("programme_withheld", because="new_arrest", **withheld).against
    other = case.ask("programme_withheld", because="other", **withheld).against
    assert ("B5.2" in {a.id for a in against}, "B5.2" in {a.id for a in other}) == (True, False)
    case.send("linked_pathway_opened", on="2023-10-05", by=CHAIR)
    assert "B5.1" not in owed(case, "2023-10-05")


def test_after_an_absence_each_duty_ends_once_it_is_done():
    """B5.3 ends with telling or with the return, B5.4 once the person was asked."""
    case = serving()
    case.send("absconded", on="2022-05-01", by=GOVERNOR)
    told = case.as_of("2022-05-01")
    assert done(told, "B5.3", "records_deleted", "2022-05-01", GOVERNOR, record_kind="other")
    case.send("taken_back", on="2022-05-10", by=GOVERNOR, **WORDS)
    assert "B5.3" not in owed(case, "2022-05-10")
    assert done(case, "B5.4", "release_meeting_held", "2022-05-11", PRISON)


def test_what_a_death_asks_for_is_owed_until_it_is_done():
    """B5.5 always, B5.6 in custody; each is met by whoever says that it is done."""
    case, at_liberty = serving(), free()
    at_liberty.send("died", on="2024-08-01", by=MAYOR)
    assert (len(of(at_liberty, "B5.5")), of(at_liberty, "B5.6")) == (3, [])
    case.send("died", on="2022-05-01", by=GOVERNOR)
    for rule in ("B5.5", "B5.6"):
        assert done(case, rule, "records_deleted", "2022-05-10", MANAGER, record_kind="other")


def test_what_a_minor_is_owed_ends_once_it_is_done_or_with_coming_of_age():
    """B6.1 and B6.3 for a minor only; B6.2 lets go once the place is apart from adults."""
    assert owed(serving(), "2022-01-01") & {"B6.1", "B6.3"} == set()
    case = serving(minor=True)
    grown = case.as_of("2022-01-01")
    assert done(case, "B6.3", "youth_service_led", "2022-01-02", YOUTH)
    assert case.lead == YOUTH.role
    grown.learn({"minor": False}, on="2022-01-03", by=YOUTH)
    assert owed(grown, "2022-01-03") & {"B6.1", "B6.3"} == set()
    adults = {"placed_in": "ordinary_unit", "apart_from_adults": False, **WORDS}
    assert refused(case, "placed", "2022-02-01", GOVERNOR, **adults) == ["B6.2"]
    assert case.ask("placed", on="2022-02-01", by=GOVERNOR, **{**adults, "apart_from_adults": True})
    assert done(case, "B6.1", "records_deleted", "2022-01-05", MANAGER, record_kind="other")


@pytest.mark.parametrize(
    "rule",
    [
        "H1-refused",
        "H2-refused",
        "H3-refused",
        "H4-refused",
        "H5-refused",
        "H6-refused",
        "H7-refused",
        "H8-refused",
        "H9-refused",
        "H10-refused",
        "H11-refused",
        "H12-refused",
    ],
)
def test_a_refused_handover_is_settled_by_the_managers_and_prepared_again(rule):
    """It is owed by the sender, who stays accountable, until the receiver accepts."""
    handover = load("eu").handover(rule.removesuffix("-refused"))
    name = handover.stage.name
    sender, receiver = Actor(handover.sender, "S-1"), Actor(handover.receiver, "R-1")
    case = opened(**{name: "offered"})
    lead = case.lead
    case.send(f"{name}_refused", on="2022-01-03", by=receiver)
    (duty,) = of(case, rule)
    assert (duty.owner, str(duty.due), case.lead) == (handover.sender, "2022-01-10", lead)
    accepted = opened(**{name: "offered"})
    accepted.send(f"{name}_read", on="2022-01-03", by=receiver)
    accepted.send(f"{name}_accepted", on="2022-01-03", by=receiver)
    assert of(accepted, rule) == []
    again = case.ask(f"{name}_prepared", on="2022-01-04", by=sender)
    if again:
        handed_over(case, name, sender, receiver, "2022-01-04")
        assert rule not in owed(case, "2022-01-04")
    else:  # where it would not be begun to-day, nothing of the protocol stands in the way
        assert {against.id for against in again.against} == {"requires"}
