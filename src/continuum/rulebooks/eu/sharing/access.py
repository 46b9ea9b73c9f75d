"""What the person may see and have corrected, and how that is limited."""

from __future__ import annotations

from continuum.guards import NEVER, Choice, Flag, parameter
from continuum.rulebook import DutyForm, Event, Governs, Rule, Sets
from continuum.rulebook.request import reasons_given, remedy_given, the_day

__all__ = [
    "EVENTS",
    "FACTS",
    "RULES",
    "access_for",
    "access_open",
    "limit_ground",
]

access_open = Flag(
    "access_open",
    title="the person waits for an answer on access, correction or reply",
    moves="step",
    initially=False,
)
access_for = Choice(
    "access_for",
    title="what the person asks for",
    of="request",
    options=("access", "correction", "reply"),
)
limit_ground = Choice(
    "limit_ground",
    title="the ground for a limit",
    of="request",
    options=("rights_of_others", "ongoing_inquiry", "safety", "security"),
)
FACTS = (access_open,)

_HOLDERS = (
    "prison_case_manager",
    "prison_governor",
    "probation_officer",
    "municipality",
    "case_conference_chair",
    "clinician",
    "immigration_case_officer",
    "auditor",
    "manager",
)

EVENTS = (
    Event(
        "access_requested",
        "access, correction or reply asked for",
        ("person", "lawyer"),
        asks=(access_for,),
        needs="access_for",
        effects=(Sets("access_open", True),),
        sources="GK: LED arts 14 to 16",
    ),
    Event(
        "access_answered",
        "access given, record corrected or reply added",
        _HOLDERS,
        effects=(Sets("access_open", False),),
        requires=access_open,
        remedy="the person must have asked for it",
        sources="GK: LED arts 14 to 16",
    ),
    Event(
        "access_limited",
        "access limited or refused in part",
        _HOLDERS,
        adverse=True,
        asks=(limit_ground,),
        effects=(Sets("access_open", False),),
        requires=access_open,
        remedy="the person must have asked for it",
        sources="GK: LED art 15",
    ),
)

RULES = (
    Rule(
        "GR-49",
        "The person sees what is kept, may have it corrected and may reply.",
        "Answer the person in time.",
        guard=NEVER,
        governs=Governs("access_requested"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "answer what the person asked for: access, correction or reply",
            "case_conference_chair",
            due=the_day + parameter("access_answer_time"),
            met=~access_open,
        ),
        title="access, correction, reply",
        sources="GK: LED arts 14 to 16",
    ),
    Rule(
        "GR-49.2",
        "Access is limited only on a stated ground, with reasons and a remedy.",
        "State the ground and the reasons, and say where the person may complain.",
        guard=limit_ground.known() & reasons_given & remedy_given,
        governs=Governs("access_limited"),
        precedence="rights",
        title="limits say why",
        sources="GK: LED art 15",
    ),
)
