"""Legal status, supervision and residence: each rule stands in the way once, and then lets go."""

from __future__ import annotations

import pytest

from continuum.errors import InvalidRulebook
from continuum.rulebook import Governs, Rule
from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor

BOOK = load("eu")
WORDS = {
    "reasons": "on this person's own case",
    "remedy": "appeal court, two weeks",
    "authority": "district court",
    "legal_basis": "judgment 1",
}
COURT, PRISON = Actor("sentence_court", "SC-1"), Actor("prison_case_manager", "PCM-1")
GOVERNOR, PROBATION = Actor("prison_governor", "PG-1"), Actor("probation_officer", "PO-1")
OFFICER = Actor("immigration_case_officer", "IM-1")
JUDGE, ABROAD = (
    Actor("asylum_or_administrative_court", "AC-1"),
    Actor("executing_state_authority", "EX-1"),
)
MAYOR = Actor("municipality", "MU-1")
SHOWN = {"individual_reasons": True, "strictly_necessary": True, "support_was_offered": True}


def opened(**facts) -> Case:
    """Give a case of a third-country national on its first day."""
    known = {"third_country_national": True, "child_affected": False, "would_be_stateless": False}
    return Case.open(BOOK, on="2022-01-01", case_id="P-T", facts={**known, **facts})


def serving(**facts) -> Case:
    """Give a case that serves thirty months from 2022-01-01."""
    case = opened(**facts)
    case.send(
        "convicted", on="2022-01-01", by=COURT, counts_from="2022-01-01", term_in_months=30, **WORDS
    )
    return case


def handed_over(case: Case, name: str, sender: Actor, receiver: Actor, on: str, *last: str) -> None:
    """Lead a handover to its acceptance, or on to what is named."""
    for stage in ("prepared", "person_informed", "offered"):
        case.send(f"{name}_{stage}", on=on, by=sender)
    for stage in ("read", "accepted", *last):
        case.send(f"{name}_{stage}", on=on, by=receiver)


def supervised(**facts) -> Case:
    """Give a case that is conditionally released on 2023-09-01, until 2024-07-01."""
    case = serving(**facts)
    case.send("conditions_explained", on="2023-06-01", by=PROBATION)
    case.send("release_meeting_held", on="2023-06-01", by=PRISON)
    handed_over(case, "h5", PRISON, PROBATION, "2023-06-02", "effective")
    case.send("conditional_release_granted", on="2023-09-01", by=COURT, **WORDS)
    return case


def free() -> Case:
    """Give a case whose sentence has ended, with nothing after it."""
    case = serving()
    case.send("sentence_expired", on="2024-07-01", by=GOVERNOR)
    return case


def refused(case: Case, event: str, on: str, by: Actor, **said) -> list[str]:
    """Give the ids of what stands in the way, and make sure that each says what would help."""
    decision = case.ask(event, on=on, by=by, **said)
    assert decision.outcome != "allowed"
    assert all(against.sentence and against.remedy for against in decision.against)
    return sorted({against.id for against in decision.against})


def owed(case: Case, on: str) -> set[str]:
    """Give the rules and steps of what is owed on a day."""
    return {duty.rule for duty in case.due(on=on)}


@pytest.mark.parametrize(
    "place", ["assessment", "specialised_unit", "ordinary_unit", "low_security_or_leave"]
)
def test_a_person_is_placed_and_stays_held_until_the_hard_date(place):
    """Wherever somebody serves, conditional release and the end of the sentence stay open."""
    case = serving()
    case.send("placed", on="2022-02-01", by=GOVERNOR, placed_in=place, **WORDS)
    assert (case.state("legal"), case.phase) == (place, "sentence")
    assert ("ST05" in owed(case, "2022-02-02")) == (place == "assessment")
    assert case.ask("sentence_expired", on="2024-07-01", by=GOVERNOR).outcome == "allowed"


def test_a_minor_is_kept_apart_and_the_guardian_is_told():
    """B6.1 to B6.3 bite for a minor, and for nobody else."""
    case = serving(minor=True)
    assert {"B6.1", "B6.3"} <= owed(case, "2022-01-01")
    adults = {"placed_in": "ordinary_unit", "apart_from_adults": False, **WORDS}
    assert refused(case, "placed", "2022-02-01", GOVERNOR, **adults) == ["B6.2"]
    apart = {**adults, "apart_from_adults": True}
    assert case.ask("placed", on="2022-02-01", by=GOVERNOR, **apart).outcome == "allowed"
    assert serving().ask("placed", on="2022-02-01", by=GOVERNOR, **adults).outcome == "allowed"


def test_the_youth_service_hands_over_the_lead_half_a_year_before_coming_of_age():
    """H11 opens at seventeen and a half, and not a day before."""
    case = serving(minor=True, eighteenth_birthday="2022-12-01")
    youth = Actor("child_protection_service", "YS-1")
    case.send("youth_service_led", on="2022-01-02", by=youth)
    assert refused(case, "h11_prepared", "2022-05-31", youth) == ["requires"]
    handed_over(case, "h11", youth, PROBATION, "2022-06-01", "effective")
    assert case.as_of("2022-06-01").snapshot.facts["lead"] == "probation_officer"


def test_another_prison_needs_an_accepted_handover():
    """GR-30.3 keeps the plan, the offers and the liaison together on a move."""
    case = serving()
    case.send("prison_change_planned", on="2022-03-01", by=GOVERNOR)
    assert refused(case, "prison_changed", "2022-03-01", GOVERNOR) == ["GR-30.3"]
    handed_over(case, "h4", PRISON, Actor("incoming_case_manager", "PCM-2"), "2022-03-02")
    assert case.ask("prison_changed", on="2022-03-02", by=GOVERNOR).outcome == "allowed"


def test_a_breach_is_of_a_duty_and_is_heard_within_five_working_days():
    """A voluntary step is none (GR-11.2); ST23 says by when the person is heard."""
    case = supervised()
    left = {"breach_of": "voluntary_step", **WORDS}
    assert refused(case, "breach_alleged", "2023-10-02", PROBATION, **left) == ["GR-11.2"]
    case.send("breach_alleged", on="2023-10-02", by=PROBATION, breach_of="reporting", **WORDS)
    due = {duty.rule: str(duty.due) for duty in case.due(on="2023-10-02")}
    assert due["ST23"] == "2023-10-09"
    assert refused(
        case, "recall_requested", "2023-10-03", PROBATION, lesser_answers=False, **WORDS
    ) == ["GR-11", "GR-11.3"]
    case.send("person_heard", on="2023-10-04", by=PROBATION)
    told = case.ask(
        "recall_decided", on="2023-10-05", by=COURT, recall_power="breach_of_condition", **WORDS
    )
    assert [warning.id for warning in told.warnings] == ["GR-11.4"]
    case.send("recall_requested", on="2023-10-05", by=PROBATION, lesser_answers=True, **WORDS)
    power = {"recall_power": "none", **WORDS}
    assert refused(case, "recall_decided", "2023-10-06", COURT, **power) == ["GR-14.2"]
    decided = case.send(
        "recall_decided", on="2023-10-06", by=COURT, recall_power="breach_of_condition", **WORDS
    )
    assert (decided.outcome, list(decided.warnings)) == ("allowed", [])
    assert {"GR-11.5", "GR-93"} <= owed(case, "2023-10-06")
    case.send("recall_reviewed", on="2023-11-06", by=COURT)
    assert "GR-11.5" not in owed(case, "2023-11-06")


def test_an_answer_within_supervision_may_change_how_close_it_is():
    """A talk ends the review; where no level is said, supervision goes on as usual."""
    case = supervised()
    case.send("breach_alleged", on="2023-10-02", by=PROBATION, breach_of="curfew", **WORDS)
    near = case.as_of("2023-10-02")
    near.send("breach_answered", on="2023-10-03", by=PROBATION, level_asked="intensive")
    assert near.state("supervision") == "intensive"
    case.send("breach_answered", on="2023-10-03", by=PROBATION, response="talk")
    assert case.state("supervision") == "active"
    case.send("supervision_reduced", on="2023-11-03", by=PROBATION, level_asked="reduced")
    assert (case.state("supervision"), case.phase) == ("reduced", "probation")
    again = refused(
        case, "supervision_intensified", "2023-11-04", PROBATION, level_asked="reduced", **WORDS
    )
    assert "requires" in again
    case.send(
        "supervision_intensified", on="2023-11-04", by=PROBATION, level_asked="standard", **WORDS
    )
    assert "requires" in refused(
        case, "supervision_reduced", "2023-11-05", PROBATION, level_asked="intensive"
    )


def test_a_breach_goes_to_the_court_after_a_hearing_and_once_lesser_answers_are_weighed():
    """GR-11 and GR-11.3: a talk, adapted conditions and a warning come before the court."""
    case = supervised()
    case.send("breach_alleged", on="2023-10-02", by=PROBATION, breach_of="curfew", **WORDS)
    assert refused(case, "breach_referred", "2023-10-03", PROBATION, **WORDS) == [
        "GR-11",
        "GR-11.3",
    ]
    case.send("person_heard", on="2023-10-03", by=PROBATION)
    case.send("breach_referred", on="2023-10-04", by=PROBATION, lesser_answers=True, **WORDS)
    assert case.state("supervision") == "breach_review"
    case.send("breach_answered", on="2023-10-05", by=COURT, response="formal_warning")
    assert case.state("supervision") == "active"


def test_an_emergency_recall_that_nobody_confirms_ends_on_its_day():
    """GR-13: a power is needed; GR-13.2: two days later release is demanded, urgently."""
    case = supervised()
    said = {"breach_of": "residence", **WORDS}
    assert refused(
        case, "emergency_recall_ordered", "2023-10-02", PROBATION, recall_power="none", **said
    ) == ["GR-13"]
    case.send(
        "emergency_recall_ordered",
        on="2023-10-02",
        by=PROBATION,
        recall_power="arrest_pending_decision",
        **said,
    )
    assert (case.state("legal"), case.state("supervision")) == ("recalled", "suspended")
    assert "GR-13.2" not in owed(case, "2023-10-03")
    assert "GR-13.2" in owed(case, "2023-10-04")
    case.send("emergency_recall_ended", on="2023-10-04", by=GOVERNOR)
    assert (case.state("legal"), case.state("supervision")) == ("conditional_release", "active")


def test_an_emergency_recall_is_confirmed_by_a_court_that_has_heard_the_person():
    """Confirmed in time it becomes a recall like any other (GR-11)."""
    case = supervised()
    case.send(
        "emergency_recall_ordered",
        on="2023-10-02",
        by=PROBATION,
        recall_power="arrest_pending_decision",
        breach_of="residence",
        **WORDS,
    )
    said = {"recall_power": "breach_of_condition", **WORDS}
    assert refused(case, "recall_confirmed", "2023-10-03", COURT, **said) == ["GR-11"]
    case.send("person_heard", on="2023-10-03", by=COURT)
    case.send("recall_confirmed", on="2023-10-03", by=COURT, **said)
    assert "GR-13.2" not in owed(case, "2023-10-10")
    assert case.state("supervision") == "ended"


def test_nothing_is_recalled_where_nothing_is_left_to_serve():
    """GR-14 stands on the day on which the custody title has ended."""
    case = supervised()
    case.send("breach_alleged", on="2024-06-20", by=PROBATION, breach_of="reporting", **WORDS)
    case.send("person_heard", on="2024-06-25", by=PROBATION)
    said = {"recall_power": "breach_of_condition", **WORDS}
    assert refused(case, "recall_decided", "2024-07-01", COURT, **said) == ["GR-14"]


def test_supervision_is_renewed_before_its_last_day_or_not_at_all():
    """GR-12.2."""
    said = {"title_until": "2025-01-01", "renewal_basis": "new_elements", **WORDS}
    case = supervised()
    assert refused(case, "supervision_renewed", "2024-07-01", COURT, **said) == ["GR-12.2"]
    assert case.ask("supervision_renewed", on="2024-06-30", by=COURT, **said).outcome == "allowed"


def test_a_measure_keeps_to_its_longest_term_and_to_what_all_may_last_together():
    """GR-15 on both limits, GR-15.2 on new elements, and no second measure beside the first."""
    case = free()
    said = {"measure_asked": "reporting", "new_elements": False, **SHOWN, **WORDS}
    said.pop("support_was_offered")
    imposed = "administrative_measure_imposed"
    assert refused(case, imposed, "2024-08-01", MAYOR, title_until="2025-02-02", **said) == [
        "GR-15",
        "GR-15.2",
    ]
    assert refused(
        case,
        imposed,
        "2024-08-01",
        MAYOR,
        title_until="2025-02-01",
        **{**said, "individual_reasons": False},
    ) == ["GR-15"]
    case.send(imposed, on="2024-08-01", by=MAYOR, title_until="2025-02-01", **said)
    assert refused(case, imposed, "2024-09-01", MAYOR, title_until="2024-10-01", **said) == [
        "requires"
    ]
    again = "administrative_measure_renewed"
    assert refused(case, again, "2025-01-31", MAYOR, title_until="2025-07-31", **said) == [
        "GR-15.2"
    ]
    new = {**said, "new_elements": True}
    assert refused(case, again, "2025-02-01", MAYOR, title_until="2025-07-31", **new) == [
        "requires"
    ]
    case.send(again, on="2025-01-31", by=MAYOR, title_until="2025-07-31", **new)
    assert refused(case, again, "2025-07-30", MAYOR, title_until="2025-12-31", **new) == ["GR-15"]


def test_two_titles_that_ask_to_report_are_told_to_collide():
    """GR-10.3 warns, and a human settles it."""
    case = supervised()
    said = {"condition_asked": "reporting", "title_until": "2024-01-01", **WORDS}
    first = case.send("condition_imposed", on="2023-10-01", by=COURT, **said)
    assert list(first.warnings) == []
    second = case.ask("condition_imposed", on="2023-10-02", by=COURT, **said)
    assert [warning.id for warning in second.warnings] == ["GR-10.3"]


def test_treatment_is_a_condition_only_by_consent():
    """GR-10.2."""
    case = supervised()
    said = {"condition_asked": "treatment", "title_until": "2024-01-01", **WORDS}
    event = "condition_imposed"
    assert refused(case, event, "2023-10-01", COURT, treatment_agreed=False, **said) == ["GR-10.2"]
    yes = case.ask(event, on="2023-10-01", by=COURT, treatment_agreed=True, **said)
    assert yes.outcome == "allowed"


def test_supervision_after_the_sentence_is_strictly_necessary_and_support_was_on_offer():
    """GR-15.4."""
    case = serving()
    said = {"title_from": "2024-07-01", "title_until": "2025-07-01", **WORDS, **SHOWN}
    event = "post_sentence_supervision_ordered"
    without = {**said, "support_was_offered": False}
    assert refused(case, event, "2024-06-01", COURT, **without) == ["GR-15.4"]
    assert case.ask(event, on="2024-06-01", by=COURT, **said).outcome == "allowed"


def test_a_sentence_passes_the_border_with_its_clocks_and_without_a_hole():
    """GR-A0: opinion and ground; 90 and 30 days; H10 accepted; the lead passes on the same day."""
    case = serving()
    said = {"opinion_recorded": True, "consent_or_exception": True, "rehabilitation_reason": True}
    request, over = "custody_transfer_requested", "enforcement_taken_over"
    silent = {**said, "opinion_recorded": False, **WORDS}
    assert refused(case, request, "2022-03-01", COURT, **silent) == ["GR-A0"]
    case.send(request, on="2022-03-01", by=COURT, **said, **WORDS)
    due = {duty.rule: str(duty.due) for duty in case.due(on="2022-03-01")}
    assert due["GR-A0.2"] == "2022-05-30"
    assert refused(case, over, "2022-04-01", COURT, **said, **WORDS) == ["GR-A0.4"]
    case.send("custody_transfer_recognised", on="2022-04-01", by=ABROAD)
    due = {duty.rule: str(duty.due) for duty in case.due(on="2022-04-01")}
    assert due["GR-A0.3"] == "2022-05-01"
    handed_over(case, "h10", COURT, ABROAD, "2022-04-02")
    assert case.snapshot.facts["lead"] == "prison_case_manager"
    case.send(over, on="2022-04-20", by=COURT, **said, **WORDS)
    assert case.snapshot.facts["lead"] == "executing_state_authority"
    assert case.state("legal") == "transferred_out"


def test_once_another_state_supervises_nobody_here_sets_conditions():
    """GR-A1.3, until competence reverts and the lead comes back."""
    case = supervised()
    case.send(
        "supervision_transfer_requested",
        on="2023-10-01",
        by=COURT,
        consent_or_exception=True,
        **WORDS,
    )
    due = {duty.rule: str(duty.due) for duty in case.due(on="2023-10-01")}
    assert due["GR-A1.2"] == "2023-11-30"
    moved = {"consent_or_exception": True, **WORDS}
    assert refused(case, "supervision_transferred", "2023-10-02", ABROAD, **moved) == ["GR-A1.4"]
    handed_over(case, "h10", COURT, ABROAD, "2023-10-03")
    case.send("supervision_transferred", on="2023-10-04", by=ABROAD, **moved)
    curfew = {"condition_asked": "curfew", "title_until": "2024-01-01", **WORDS}
    assert refused(case, "condition_imposed", "2023-10-05", COURT, **curfew) == ["GR-A1.3"]
    case.send("competence_reverted", on="2023-11-05", by=ABROAD)
    assert case.snapshot.facts["lead"] == "probation_officer"
    assert case.ask("condition_imposed", on="2023-11-06", by=COURT, **curfew).outcome == "allowed"


def test_status_is_withdrawn_only_after_hearing():
    """R1."""
    case = opened()
    case.send("lawful_stay_established", on="2022-01-02", by=OFFICER)
    said = {"individual_reasons": True, **WORDS}
    case.send("status_withdrawal_proposed", on="2022-02-01", by=OFFICER, **said)
    assert refused(case, "status_withdrawn", "2022-03-01", OFFICER, **said) == ["R1"]
    case.send("heard_on_status", on="2022-03-01", by=OFFICER)
    assert case.ask("status_withdrawn", on="2022-03-02", by=OFFICER, **said).outcome == "allowed"


def test_a_citizen_of_the_union_is_expelled_only_for_a_present_and_serious_threat():
    """GR-57.3; and no return decision is ever possible."""
    case = opened(third_country_national=False)
    case.send("eu_citizenship_established", on="2022-01-02", by=OFFICER)
    said = {"individual_reasons": True, "proportionate": True, "remedy_until": "2022-03-01"}
    event = "eu_expulsion_decided"
    past = {**said, "present_serious_threat": False, **WORDS}
    assert refused(case, event, "2022-02-01", OFFICER, **past) == ["GR-57.3"]
    issued = {"individual_reasons": True, "remedy_until": "2022-03-01", **WORDS}
    assert "way:residence" in refused(
        case, "return_decision_issued", "2022-02-01", OFFICER, **issued
    )
    case.send(event, on="2022-02-01", by=OFFICER, present_serious_threat=True, **said, **WORDS)
    case.send("eu_expulsion_annulled", on="2022-02-10", by=JUDGE)
    assert case.state("residence") == "eu_citizen"


def test_no_way_ever_leads_a_national_out():
    """No event takes somebody from `national` to removal, departure, or detention for removal."""
    ways = {move.target for move in BOOK.transitions if "national" in move.source}
    assert ways <= {"status_at_risk", None}


def test_a_postponement_is_confirmed_in_writing():
    """R18 owes the confirmation, and telling the person meets it."""
    case = opened()
    case.send("no_lawful_stay_established", on="2022-01-02", by=OFFICER)
    case.send("refoulement_examined", on="2022-01-02", by=OFFICER)
    said = {"individual_reasons": True, "remedy_until": "2022-01-20", **WORDS}
    case.send("return_decision_issued", on="2022-01-03", by=OFFICER, **said)
    case.send("removal_postponed", on="2022-02-01", by=OFFICER)
    assert "R18" in owed(case, "2022-02-01")
    duty = next(duty for duty in case.due(on="2022-02-01") if duty.rule == "R18")
    case.send("decision_explained", on="2022-02-02", by=OFFICER, meets=[duty.id])
    assert "R18" not in owed(case, "2022-02-02")
    assert case.ask("postponement_ended", on="2022-03-01", by=OFFICER, **WORDS).outcome == "allowed"


def test_a_postponement_ends_into_what_protects_and_never_past_an_appeal_that_suspends():
    """R18.2 stops where removal would be open again; an asylum application stands by itself."""
    case = opened()
    case.send("no_lawful_stay_established", on="2022-01-02", by=OFFICER)
    case.send("refoulement_examined", on="2022-01-02", by=OFFICER)
    said = {"individual_reasons": True, "remedy_until": "2022-01-20", **WORDS}
    case.send("return_decision_issued", on="2022-01-03", by=OFFICER, **said)
    case.send("alternative_ordered", on="2022-01-04", by=OFFICER, **WORDS)
    appealed, person = case.as_of("2022-01-04"), Actor("person", "P-T")
    case.send("asylum_applied", on="2022-01-05", by=person)
    case.send("removal_postponed", on="2022-02-01", by=OFFICER)
    case.send("postponement_ended", on="2022-03-01", by=OFFICER, **WORDS)
    assert case.state("residence") == "asylum_pending"
    appealed.send("appeal_lodged", on="2022-01-05", by=person, suspension="automatic")
    appealed.send("removal_postponed", on="2022-02-01", by=OFFICER)
    assert refused(appealed, "postponement_ended", "2022-03-01", OFFICER, **WORDS) == ["R18.2"]


def test_an_arguable_claim_without_suspensive_effect_is_warned_of():
    """R5 warns, and never stands in the way of the person's appeal."""
    case = opened()
    case.send("no_lawful_stay_established", on="2022-01-02", by=OFFICER)
    appeal = {"arguable_claim": True, "suspension": "none"}
    lawyer = Actor("lawyer", "LW-1")
    told = case.ask("appeal_lodged", on="2022-01-10", by=lawyer, **appeal)
    assert (told.outcome, [warning.id for warning in told.warnings]) == ("allowed", ["R5"])
    told = case.ask(
        "appeal_lodged", on="2022-01-10", by=lawyer, arguable_claim=True, suspension="automatic"
    )
    assert list(told.warnings) == []


def test_what_the_receiving_state_answers_is_recorded_as_events():
    """R17."""
    case, state = opened(), Actor("receiving_state_authority", "RS-1")
    case.send("travel_document_refused", on="2022-02-01", by=state)
    case.send("acceptance_refused", on="2022-02-01", by=state)
    assert case.snapshot.facts["travel_document"] is False
    case.send("travel_document_issued", on="2022-03-01", by=state)
    case.send("acceptance_given", on="2022-03-01", by=state)
    assert case.snapshot.facts["acceptance_by_receiving_state"] is True


def test_a_new_arrest_opens_a_pathway_of_its_own_and_ends_no_offer():
    """B5.1 and B5.2; the conviction that stands, and its absence, are as before."""
    case = supervised()
    before = case.configuration
    case.send("arrested_new", on="2023-10-01", by=Actor("police_contact_point", "PC-1"), **WORDS)
    assert case.configuration == before
    assert "B5.1" in owed(case, "2023-10-01")
    withheld = {"because": "new_arrest", **WORDS}
    assert "B5.2" in refused(case, "programme_withheld", "2023-10-02", PRISON, **withheld)
    chair = Actor("case_conference_chair", "CH-1")
    case.send("linked_pathway_opened", on="2023-10-05", by=chair)
    assert "B5.1" not in owed(case, "2023-10-05")


def test_after_absconding_the_reason_comes_first():
    """B5.3 and B5.4."""
    case = serving()
    case.send("absconded", on="2022-05-01", by=GOVERNOR)
    assert "B5.3" in owed(case, "2022-05-01")
    case.send("taken_back", on="2022-05-10", by=GOVERNOR, **WORDS)
    assert "B5.4" in owed(case, "2022-05-10")
    assert "B5.3" not in owed(case, "2022-05-10")


def test_a_death_in_custody_is_inquired_into_and_met_with_dignity():
    """B5.5 always, B5.6 in custody only; nothing else is owed any more."""
    held, at_liberty = serving(), free()
    held.send("died", on="2022-05-01", by=GOVERNOR)
    at_liberty.send("died", on="2024-08-01", by=MAYOR)
    assert {"B5.5", "B5.6"} <= owed(held, "2022-05-01")
    assert "B5.6" not in owed(at_liberty, "2024-08-01")
    assert not any(rule.startswith("ST") for rule in owed(held, "2022-05-02"))


def test_closing_is_talked_over_with_the_person():
    """ST27 is owed once nothing is left, thirty days on, and met by the talk."""
    case = free()
    due = {duty.rule: str(duty.due) for duty in case.due(on="2024-07-02")}
    assert due["ST27"] == "2024-07-31"
    case.send("closure_reviewed", on="2024-07-10", by=Actor("case_conference_chair", "CH-1"))
    assert "ST27" not in owed(case, "2024-07-10")


def test_the_joint_meeting_can_be_made_up_for_after_a_hard_date():
    """GR-31 owes it after `sentence_expired`, and the meeting then meets the duty."""
    case = free()
    assert "GR-31" in owed(case, "2024-07-01")
    case.send("release_meeting_held", on="2024-07-02", by=PRISON)
    assert "GR-31" not in owed(case, "2024-07-02")


FIXED = sorted(rule.id for rule in BOOK.rules if rule.force == "fixed")


def said_of(caught) -> str:
    """Give all that an error says."""
    return "\n".join(str(fault) for fault in caught.value.exceptions)


def test_no_fixed_rule_can_be_left_out():
    """A profile that leaves them out is refused, with every rule by name."""
    with pytest.raises(InvalidRulebook) as caught:
        BOOK.extend(without={"rules": FIXED})
    told = said_of(caught)
    assert [rule for rule in FIXED if f"`{rule}` would be left out" not in told] == []


def test_no_fixed_rule_can_be_replaced():
    """Nothing softer takes the place of one, again with every rule by name."""
    softer = [
        Rule(
            rule,
            "Nothing is asked.",
            "Nothing is needed.",
            governs=Governs("lawyer_engaged"),
            force="profile",
            sources="ASSUMPTION",
        )
        for rule in FIXED
    ]
    with pytest.raises(InvalidRulebook) as caught:
        BOOK.extend(rules=softer)
    told = said_of(caught)
    assert [rule for rule in FIXED if f"`{rule}` would be replaced" not in told] == []


def test_no_override_moves_anything_or_sets_a_rule_aside():
    """GR-96: for removal or longer custody it is refused, and nothing changes."""
    case = supervised()
    said = {"second_person_named": True, "life_in_danger": True, "reasons": "urgent"}
    for reason in ("removal", "longer_custody"):
        assert refused(
            case, "emergency_override", "2023-10-01", GOVERNOR, override_for=reason, **said
        ) == ["GR-96"]
    before = case.configuration
    case.send(
        "emergency_override",
        on="2023-10-01",
        by=GOVERNOR,
        override_for="medical_emergency",
        **said,
    )
    assert case.configuration == before
    assert "GR-96.2" in owed(case, "2023-10-01")


def test_no_parameter_reaches_into_refoulement_or_the_interim_measure():
    """GR-50 and GR-51 read no parameter, so no number can relax them."""
    for name in ("GR-50", "GR-51"):
        assert "parameter" not in repr(BOOK.rule(name).guard).lower()


def test_a_hard_date_wins_over_a_missing_handover():
    """Liberty before continuity: GR-03 over GR-30, GR-12 over GR-30.2; the handover is owed."""
    case = serving()
    done = case.ask("sentence_expired", on="2024-07-01", by=GOVERNOR)
    assert {duty.rule for duty in done.duties if duty.urgent} >= {"GR-30"}
    ended = supervised().ask("supervision_ended", on="2024-07-01", by=PROBATION)
    assert [(duty.rule, duty.urgent) for duty in ended.duties] == [("GR-30.2", True)]


def test_refoulement_stands_whatever_liberty_or_continuity_ask():
    """Nothing of a lower class, and nothing that is demanded, opens a removal that is barred."""
    ranks = {rule.id: rule.rank for rule in BOOK.rules}
    assert ranks["GR-96"] < ranks["GR-51"] < ranks["GR-03"] < ranks["GR-11"] < ranks["GR-30"]
    demanded = {
        event for rule in BOOK.rules if rule.then == "demands" for event in rule.governs.events
    }
    assert "removed" not in demanded
    assert "return_decision_issued" not in demanded


def test_a_right_wins_over_continuity():
    """Recall without hearing is refused for the hearing, whatever handover is complete."""
    case = supervised()
    case.send("breach_alleged", on="2023-10-02", by=PROBATION, breach_of="reporting", **WORDS)
    said = {"recall_power": "breach_of_condition", **WORDS}
    assert refused(case, "recall_decided", "2023-10-03", COURT, **said) == ["GR-11"]
