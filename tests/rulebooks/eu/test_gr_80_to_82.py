"""Safety of staff and of the person: each rule in the way, and the same once it is met."""

from __future__ import annotations

import pytest

FLAG = {"flag_reason_asked": "threat", "flag_source_asked": "staff"}
VISIT = ("home_visit_planned", "probation_officer")


def test_nobody_visits_a_home_alone_while_a_flag_is_in_force(told):
    assert told.against(*VISIT, "2022-03-01", workers=1) == []
    told.send("safety_flag_raised", "probation_officer", "2022-03-01", **FLAG)
    assert told.against(*VISIT, "2022-03-01", workers=1) == ["GR-80"]
    assert told.against(*VISIT, "2022-03-01", workers=2) == []


def test_a_flag_ends_by_itself_after_ninety_days(told):
    told.send("safety_flag_raised", "probation_officer", "2022-03-01", **FLAG)
    assert told.against(*VISIT, "2022-05-29", workers=1) == ["GR-80"]
    assert told.against(*VISIT, "2022-05-30", workers=1) == []


def test_the_service_goes_on_where_a_visit_is_called_off(told):
    assert "GR-80.2" in told.owed("home_visit_called_off", "probation_officer", "2022-03-01")
    told.send("home_visit_called_off", "probation_officer", "2022-03-01")
    (owed,) = (duty for duty in told.case.due(on="2022-03-01") if duty.rule == "GR-80.2")
    assert owed.due.isoformat() == "2022-03-03"
    told.send("contact_moved", "probation_officer", "2022-03-03")
    assert "GR-80.2" not in told.due("2022-03-03")


@pytest.mark.parametrize("answer", ["safety_flag_kept", "safety_flag_ended"])
def test_a_manager_looks_at_every_flag(told, answer):
    told.send("safety_flag_raised", "probation_officer", "2022-03-01", **FLAG)
    assert "GR-80.3" in told.due("2022-03-01")
    (flag,) = told.case.snapshot.records["safety_flags"]
    named = {"target": flag.id} if answer == "safety_flag_ended" else {}
    told.send(answer, "manager", "2022-03-10", **named)
    assert "GR-80.3" not in told.due("2022-03-10")
    alone = told.against(*VISIT, "2022-03-11", workers=1)
    assert alone == ([] if named else ["GR-80"])


def test_after_an_incident_the_service_acts_on_its_own_side_first(told, words):
    told.send("safety_incident", "prison_case_manager", "2022-03-01")
    assert "GR-80.4" in told.due("2022-03-01")
    told.send("staff_measures_taken", "manager", "2022-03-02")
    assert "GR-80.4" not in told.due("2022-03-02")
    assert told.state("legal") == "sentenced_custody"


def test_an_incident_alone_is_no_ground(told, words):
    alleged = ("protection_issue_raised", "police_contact_point", "2022-03-01")
    assert told.against(*alleged, only_ground="safety_incident", **words) == ["GR-80.5"]
    assert told.against(*alleged, **words) == []


def test_a_risk_of_reprisals_makes_a_protective_plan_owed(told):
    raised = ("reprisal_risk_raised", "person", "2022-03-01")
    said = {"flag_reason_asked": "honour_based_threat", "flag_source_asked": "person"}
    assert told.owed(*raised, **said) == {"GR-80.3", "GR-81"}
    told.send(*raised, **said)
    assert "GR-81" in told.due("2022-03-02")
    told.send("protective_plan_made", "police_contact_point", "2022-03-02")
    assert "GR-81" not in told.due("2022-03-02")


def test_a_risk_to_the_person_does_not_restrict_visits(told):
    said = {"flag_reason_asked": "former_associates", "flag_source_asked": "police"}
    told.send("reprisal_risk_raised", "person", "2022-03-01", **said)
    assert told.against(*VISIT, "2022-03-01", workers=1) == []


def test_a_role_code_needs_a_recorded_safety_reason(told):
    code = ("role_code_assigned", "manager", "2022-03-01")
    assert told.against(*code) == ["GR-82"]
    told.send("safety_flag_raised", "probation_officer", "2022-03-01", **FLAG)
    assert told.against(*code) == []


def test_safety_is_talked_about_before_release(told):
    assert "ST17" in told.due("2023-08-01")
    told.send("safety_conversation_held", "manager", "2023-07-15")
    assert "ST17" not in told.due("2023-08-01")
