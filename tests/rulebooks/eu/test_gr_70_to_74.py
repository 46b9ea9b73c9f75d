"""Family, community, victims, stories: each rule in the way, and the same once it is met."""

from __future__ import annotations

import pytest

from continuum.guards import facts_in
from continuum.rulebooks import load

RELEASE = ("sentence_expired", "prison_governor", "2024-07-01")
FLAG = {"flag_reason_asked": "threat_from_others", "flag_source_asked": "police"}
ACTOR = {"actor_kind_asked": "neighbourhood", "contact_owner_asked": "municipality"}


@pytest.mark.parametrize("first", ["family_involvement", "relatives_side"])
def test_contact_with_the_family_needs_both_consents(told, first):
    made = ("family_contact_made", "person", "2022-03-01")
    second = {"family_involvement": "relatives_side", "relatives_side": "family_involvement"}
    assert told.against(*made) == ["GR-70"]
    told.consents(first)
    assert told.against(*made) == ["GR-70"]
    told.consents(second[first])
    assert told.against(*made) == []
    told.send(*made)
    assert told.state("family") == "in_contact"


def test_relatives_are_never_asked_to_observe(told):
    told.consents("family_involvement", "relatives_side")
    told.send("family_contact_made", "person", "2022-03-01")
    involved = ("family_involved", "continuity_liaison", "2022-03-02")
    assert told.against(*involved, family_tasked_to_observe=True) == ["GR-70.2"]
    assert told.against(*involved, family_tasked_to_observe=False) == []


def test_the_needs_of_relatives_hang_on_their_consent_alone(told):
    need = ("family_need_recorded", "family_supporter", "2022-03-01")
    assert told.against(*need, family_need_asked="housing") == ["GR-70.3"]
    told.consents("relatives_side")
    told.send("family_contact_declined", "person", "2022-03-01")
    told.send(*need, family_need_asked="housing")
    assert told.state("family") == "no_contact_wished"


def test_the_record_of_a_child_reaches_no_rule_at_all(told, words):
    book = load("eu")
    assert [fact.name for fact in book.every_fact if "child_records" in str(fact.derived)] == []
    alleged = ("protection_issue_raised", "child_protection_service", "2022-03-01")
    told.send("child_record_opened", "child_protection_service", "2022-03-01", legal_basis="C-1")
    assert told.against(*alleged, only_ground="child_record", **words) == ["GR-70.4"]
    assert told.against(*alleged, **words) == []


def test_protection_closes_contact_until_the_relative_is_asked_anew(told, words):
    told.consents("family_involvement", "relatives_side")
    told.send("family_contact_made", "person", "2022-03-01")
    told.send("protection_issue_raised", "child_protection_service", "2022-04-01", **words)
    told.send("protection_issue_cleared", "child_protection_service", "2022-05-01")
    again = ("family_contact_made", "person", "2022-05-02")
    assert told.against(*again) == ["GR-70"]
    told.consents("relatives_side", on="2022-05-02")
    assert told.against(*again) == []


def mapped(told, **actor):
    told.send(
        "community_actor_mapped",
        "municipality",
        "2022-12-01",
        **{"stance_asked": "neutral", "actor_consents_asked": True, **ACTOR, **actor},
    )
    told.send("community_mapped", "municipality", "2022-12-02")


def test_the_community_is_told_nothing_about_the_person_without_consent(told):
    mapped(told)
    briefed = ("community_briefed", "municipality", "2023-01-01")
    assert told.against(*briefed, personal_data_included=True) == ["GR-71"]
    assert told.against(*briefed, personal_data_included=False) == []
    told.consents("community_contact")
    assert told.against(*briefed, personal_data_included=True) == []


def test_a_plan_for_release_makes_the_map_of_the_community_owed(told):
    plan = ("plan_opened", "prison_case_manager", "2022-09-01")
    said = {"plan_asked": "release", "view_recorded": True}
    assert "GR-71.2" in told.owed(*plan, **said)
    assert "ST11" in told.due("2023-03-01")
    mapped(told)
    assert "GR-71.2" not in told.owed("plan_opened", *plan[1:2], "2022-12-03", **said)
    assert "ST11" not in told.due("2023-03-01")


def test_somebody_takes_part_only_as_both_wish_and_safety_was_talked_about(told):
    mapped(told, actor_consents_asked=False)
    engaged = ("community_engaged", "person", "2023-01-01")
    assert told.against(*engaged) == ["GR-71.3", "GR-81.2"]
    told.consents("community_contact")
    told.send("safety_conversation_held", "continuity_liaison", "2023-01-01")
    assert told.against(*engaged) == ["GR-71.3"]
    told.send(
        "community_actor_mapped",
        "municipality",
        "2023-01-01",
        stance_asked="supportive",
        actor_consents_asked=True,
        **ACTOR,
    )
    assert told.against(*engaged) == []


def test_what_the_community_needs_is_pointed_out_at_release(told):
    told.send(
        "community_need_raised",
        "municipality",
        "2023-01-01",
        community_need_asked="contact_person",
        need_owner_asked="municipality",
    )
    assert "GR-71.4" in {item.id for item in told.ask(*RELEASE).warnings}
    (need,) = told.case.snapshot.records["community_needs"]
    told.send(
        "community_need_answered",
        "municipality",
        "2024-06-01",
        target=need.id,
        evidence="letter of 1 June",
    )
    assert "GR-71.4" not in {item.id for item in told.ask(*RELEASE).warnings}


def test_a_victim_who_asked_is_told_of_release(told):
    assert "GR-72" not in told.owed(*RELEASE)
    told.send("victim_information_requested", "victim_service", "2023-01-01")
    assert "GR-72" in told.owed(*RELEASE)
    assert "ST18" in told.due("2023-08-25")
    told.send("victim_notified", "victim_service", "2024-06-20")
    assert "GR-72" not in told.owed(*RELEASE)


def test_a_victim_who_asked_is_told_of_escape_though_told_of_something_before(told):
    escape = ("absconded", "prison_governor", "2023-03-01")
    told.send("victim_information_requested", "victim_service", "2023-01-01")
    told.send("victim_notified", "victim_service", "2023-02-01")
    told.send(*escape)
    assert "GR-72.2" in told.due("2023-03-01")
    told.send("victim_notified", "victim_service", "2023-03-01")
    assert "GR-72.2" not in told.due("2023-03-01")


def test_telling_is_withheld_only_for_a_recorded_risk(told):
    told.send("victim_information_requested", "victim_service", "2024-06-01")
    withheld = ("victim_notice_withheld", "prosecutor", "2024-06-10")
    assert told.against(*withheld, reasons="a threat") == ["GR-72.3"]
    told.send("reprisal_risk_raised", "police_contact_point", "2024-06-09", **FLAG)
    assert told.against(*withheld) == ["GR-72.3"]
    assert told.against(*withheld, reasons="a threat") == []


def test_a_public_story_waits_fourteen_days_for_a_safety_check_and_names_nobody_else(told):
    proposed = ("public_story_proposed", "person", "2023-01-01")
    assert told.against(*proposed, in_writing=True) == ["GR-73.2"]
    told.consents("public_story")
    assert told.against(*proposed, in_writing=False) == ["GR-73.2"]
    told.send(*proposed, in_writing=True)
    released = ("public_story_released", "manager")
    assert told.against(*released, "2023-01-15", third_party_details=False) == ["GR-73"]
    told.send("story_safety_checked", "manager", "2023-01-10")
    assert told.against(*released, "2023-01-14", third_party_details=False) == ["GR-73"]
    assert told.against(*released, "2023-01-15", third_party_details=True) == ["GR-73"]
    assert told.against(*released, "2023-01-15", third_party_details=False) == []
    told.send("public_story_withdrawn", "person", "2023-01-15")
    assert told.against(*released, "2023-01-16", third_party_details=False) == ["GR-73"]


def test_a_meeting_goes_through_a_victim_service_and_needs_both_sides(told):
    offered = ("restorative_offered", "probation_officer", "2023-01-01")
    assert told.against(*offered, through_victim_service=False) == ["GR-74"]
    told.send(*offered, through_victim_service=True)
    held = ("restorative_contact_held", "victim_service", "2023-02-01")
    assert told.against(*held, through_victim_service=True) == ["GR-74.2"]
    told.consents("restorative_contact", "victim_side")
    assert told.against(*held, through_victim_service=True) == []
    told.send("restorative_contact_ended", "person", "2023-02-01")
    assert told.state("victims") == "no_request"


def test_no_release_reads_whether_victim_and_person_met():
    for event in ("conditional_release_granted", "sentence_expired", "recall_decided"):
        heard = load("eu").lower("2024-01-01").events[event]
        assert "victims" not in heard.ways
        read = {fact.name for gate in heard.gates for fact in facts_in(gate.guard)}
        assert read & {"consents_to_restorative_contact", "consents_to_victim_side"} == set()
