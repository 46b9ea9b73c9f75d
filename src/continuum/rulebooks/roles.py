"""The roles that all built-in rulebooks share, with the codes of the sources."""

from __future__ import annotations

from continuum.rulebook.statechart import Role

__all__ = ["ROLES"]

ROLES: tuple[Role, ...] = (
    Role("person", "the person", "R00"),
    Role("continuity_liaison", "continuity liaison", "R01"),
    Role("incoming_liaison", "continuity liaison who takes over", "R01"),
    Role("prison_case_manager", "prison case manager", "R02"),
    Role("incoming_case_manager", "prison case manager who takes over", "R02"),
    Role("assessment_unit", "assessment unit of the prison service", "R03"),
    Role("prison_governor", "prison governor or prison authority", "R03"),
    Role("probation_officer", "probation officer", "R04"),
    Role("sentence_court", "sentence court, parole body or judge", "R05"),
    Role("prosecutor", "prosecutor", "R06"),
    Role("police_contact_point", "police contact point (not an investigator)", "R07"),
    Role("investigator", "investigator", "R08"),
    Role("intelligence_service", "intelligence or threat-assessment service", "R09"),
    Role("municipality", "municipality or local authority", "R10"),
    Role("immigration_case_officer", "immigration case officer", "R11"),
    Role("asylum_or_administrative_court", "asylum or administrative court", "R12"),
    Role("european_court_of_human_rights", "European Court of Human Rights", "R12"),
    Role("clinician", "clinician, in prison or in the community", "R13"),
    Role("community_clinician", "clinician who takes over in the community", "R13"),
    Role("ddr_practitioner", "disengagement practitioner or mentor", "R14"),
    Role("chaplain", "chaplain, religious or values counsellor", "R15"),
    Role("family_supporter", "family supporter", "R16"),
    Role("child_protection_service", "child-protection or youth service", "R17"),
    Role("victim_service", "victim service", "R18"),
    Role("lawyer", "lawyer, interpreter or guardian", "R19"),
    Role("complaints_body", "complaints body, ombudsman or data-protection authority", "R20"),
    Role("case_conference_chair", "chair of the case conference", "R21"),
    Role("community_actor", "community actor, employer, landlord or volunteer", "R22"),
    Role("receiving_state_authority", "authority of the receiving State", "R23"),
    Role("partner_abroad", "partner abroad whom the person chooses"),
    Role("executing_state_authority", "authority of the executing Member State"),
    Role("policy_audience", "researcher, policy maker or journalist"),
    Role("auditor", "data-protection officer or auditor", "R24"),
    Role("removal_unit", "removal unit"),
    Role("manager", "manager of a service"),
    Role("system", "the system, which never decides"),
)
"""Everybody who may act in a built-in rulebook.

The two liaisons of a change share the code ``R01``, a national court and the European Court of
Human Rights the code ``R12``.  Whoever takes over shares the code of whoever hands
over.  Some have no code in the sources; ``system`` is never a human and decides nothing adverse.
"""
