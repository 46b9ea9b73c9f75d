"""Care: who decides, what must be ready on release, and what a diagnosis never is."""

from __future__ import annotations

import pytest

from continuum.rulebooks import load

EXPIRY = "2024-07-01"


def in_treatment(told):
    told.consents("treatment")
    told.send("screening_offered", "clinician", "2022-01-01")
    told.send("screened", "clinician", "2022-02-02")
    told.send("treatment_started", "clinician", "2022-02-03")


def test_a_governor_does_not_divert_by_himself_and_a_clinician_may(told, words):
    diverted = ("diverted_to_care", "prison_governor", "2022-03-01")
    assert told.against(*diverted, decided_as="administrative", **words) == ["GR-60"]
    assert told.against(*diverted, decided_as="clinical", **words) == []


@pytest.mark.parametrize("event", ["diverted_to_care", "care_order_made"])
def test_programme_work_pauses_with_care_and_never_fails(event):
    ways = load("eu").lower("2024-01-01").events[event].ways["ddr"]
    moved = {state: {leg.target for leg in legs} - {state, None} for state, legs in ways.items()}
    running = {"active", "transition", "stabilisation"}
    assert moved == {state: {"paused"} if state in running else set() for state in moved}


def test_treatment_waits_for_consent_and_a_care_order_takes_its_place(told, words):
    told.send("screening_offered", "clinician", "2022-01-01")
    told.send("screened", "clinician", "2022-02-02")
    started = ("treatment_started", "clinician", "2022-02-03")
    assert told.against(*started) == ["GR-60.2"]
    told.consents("treatment")
    assert told.against(*started) == []


def test_release_into_a_gap_in_care_is_owed_for_and_never_held_up(told):
    in_treatment(told)
    ended = ("sentence_expired", "prison_governor", EXPIRY)
    assert "GR-61" in told.owed(*ended)
    told.send("care_appointment_made", "clinician", "2024-06-01")
    assert "GR-61" in told.owed(*ended)
    told.send("medicine_supplied", "clinician", "2024-06-30")
    assert "GR-61" not in told.owed(*ended)


def test_a_documented_refusal_is_enough_and_nothing_follows(told):
    in_treatment(told)
    told.send("sentence_expired", "prison_governor", EXPIRY)
    assert "GR-61" in told.due(EXPIRY)
    told.send("aftercare_declined", "person", EXPIRY)
    assert "GR-61" not in told.due(EXPIRY)
    assert told.state("legal") == "end_of_sentence"


def test_a_diagnosis_is_no_ground_and_conduct_may_be(told, words):
    alleged = ("protection_issue_raised", "child_protection_service", "2022-03-01")
    assert told.against(*alleged, only_ground="diagnosis", **words) == ["GR-62"]
    assert told.against(*alleged, **words) == []


def test_care_can_be_declined_wherever_it_is_offered_and_is_offered_again(told):
    in_treatment(told)
    told.send("care_declined", "person", "2022-03-01")
    assert told.state("care") == "declined"
    told.send("screening_offered", "clinician", "2022-04-01")
    assert told.state("care") == "screening_offered"


def test_care_passes_from_prison_to_the_community_before_release(told):
    in_treatment(told)
    assert {"H6", "ST16"} <= told.due("2023-08-02")
    told.send("care_handover_opened", "clinician", "2023-07-01")
    for stage in ("prepared", "person_informed", "offered"):
        told.send(f"h6_{stage}", "clinician", "2023-07-02")
    for stage in ("read", "accepted", "effective"):
        told.send(f"h6_{stage}", "community_clinician", "2023-07-03")
    told.send("care_continued", "community_clinician", "2023-07-03")
    assert told.due("2023-08-02") & {"H6", "ST16"} == set()
    assert told.state("care") == "care_continued"


def test_the_list_for_release_is_answered_item_by_item(told):
    assert {"ST12", "ST12.2"} <= told.due("2023-08-15")
    for item in ("home", "identity"):
        told.send(
            "release_need_answered",
            "municipality",
            "2023-06-01",
            release_need_asked=item,
            release_answer_asked="arranged",
        )
    assert told.due("2023-08-15") & {"ST12", "ST12.2"} == {"ST12"}
    for item in ("income", "health", "contact_person", "crisis_line"):
        told.send(
            "release_need_answered",
            "municipality",
            "2023-07-01",
            release_need_asked=item,
            release_answer_asked="declined",
        )
    assert "ST12" not in told.due("2023-08-15")
