"""Pregnant women and people who care for children: what is arranged in custody."""

from __future__ import annotations

from continuum.guards import Flag
from continuum.rulebook import Event, Sets, Step
from continuum.rulebooks.eu.legal import in_custody

__all__ = ["EVENTS", "FACTS", "STEPS", "cares_for_child", "childcare_arranged"]

cares_for_child = Flag(
    "cares_for_child",
    title="the person is pregnant or cares for a child",
    recorded_by=("person", "prison_case_manager", "clinician", "continuity_liaison"),
    initially=False,
)
childcare_arranged = Flag(
    "childcare_arranged",
    title="childcare, contact and care in pregnancy are arranged",
    moves="step",
    initially=False,
)
FACTS = (cares_for_child, childcare_arranged)

EVENTS = (
    Event(
        "childcare_arranged",
        "childcare, contact and care in pregnancy arranged",
        ("prison_case_manager", "child_protection_service", "clinician"),
        "organisational",
        effects=(Sets("childcare_arranged", True),),
        about="What was suffered or forced is asked about, never assumed and never an excuse.",
        sources=("SEED:S53",),
    ),
)
STEPS = (
    Step(
        "ST05.2",
        "Arrange childcare, contact and care in pregnancy; each child has a record of its own.",
        "organisational",
        ("prison_case_manager", "child_protection_service"),
        "childcare_arranged",
        childcare_arranged,
        in_custody & cares_for_child,
        None,
        "what was arranged, seen by the person",
        sources=("SEED:S53",),
    ),
)
