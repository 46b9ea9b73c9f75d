"""Safety flags with an end, incidents, contacts that go on elsewhere, and a protective plan."""

from __future__ import annotations

from continuum.guards import AnyInForce, Choice, Flag, parameter
from continuum.rulebook import Adds, Ends, Event, Register, Said, Sets
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.circle.asked import (
    FLAG_REASONS,
    FLAG_SOURCES,
    flag_reason_asked,
    flag_source_asked,
    workers,
)
from continuum.rulebooks.eu.circle.open_pathway import while_open

__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "REGISTERS",
    "SAFETY_FLAGS",
    "TRANSITIONS",
    "contact_goes_on",
    "protective_plan_made",
    "reprisal_risk",
    "safety_flag_reviewed",
    "safety_talk_held",
    "staff_measures_taken",
    "staff_safety_flag",
]

SAFETY_FLAGS = Register(
    "safety_flags",
    (
        Choice(
            "flag_about",
            title="who is in danger",
            options=("staff_or_third_party", "person"),
        ),
        Choice("flag_reason", title="why the flag is raised", options=FLAG_REASONS),
        Choice("flag_source", title="where it is known from", options=FLAG_SOURCES),
    ),
    title="safety flags",
    about="In words, without a number; each ends by itself, and a manager looks at it before.",
)
REGISTERS = (SAFETY_FLAGS,)

staff_safety_flag = Flag(
    "staff_safety_flag",
    title="a safety flag about danger to staff or others is in force",
    derived=AnyInForce("safety_flags", {"flag_about": "staff_or_third_party"}),
)
reprisal_risk = Flag(
    "reprisal_risk",
    title="a safety flag about danger to the person is in force",
    derived=AnyInForce("safety_flags", {"flag_about": "person"}),
)
DERIVED = (staff_safety_flag, reprisal_risk)


def _done(name: str, title: str) -> Flag:
    return Flag(name, title=title, moves="step", initially=False)


safety_flag_reviewed = _done("safety_flag_reviewed", "a manager looked at the last safety flag")
contact_goes_on = _done("contact_goes_on", "the contact was held after a visit was called off")
staff_measures_taken = _done(
    "staff_measures_taken", "measures on the side of the service followed the last incident"
)
protective_plan_made = _done("protective_plan_made", "a protective plan was made for the person")
safety_talk_held = _done("safety_talk_held", "safety was talked about with the person and staff")
FACTS = (
    safety_flag_reviewed,
    contact_goes_on,
    staff_measures_taken,
    protective_plan_made,
    safety_talk_held,
)

_STAFF = (
    "continuity_liaison",
    "probation_officer",
    "prison_case_manager",
    "ddr_practitioner",
    "municipality",
    "police_contact_point",
    "manager",
)
_VISITORS = ("probation_officer", "continuity_liaison", "ddr_practitioner", "municipality")


def _raised(about: str) -> Adds:
    return Adds(
        "safety_flags",
        {
            "flag_about": about,
            "flag_reason": Said("flag_reason_asked"),
            "flag_source": Said("flag_source_asked"),
        },
        end=the_day + parameter("safety_flag_time"),
    )


EVENTS = (
    Event(
        "safety_flag_raised",
        "safety flag raised about danger to staff or others",
        _STAFF,
        "organisational",
        asks=(flag_reason_asked, flag_source_asked),
        needs=("flag_reason_asked", "flag_source_asked"),
        effects=(_raised("staff_or_third_party"), Sets("safety_flag_reviewed", False)),
        sources=("SEED:S9", "SEED:S40"),
    ),
    Event(
        "reprisal_risk_raised",
        "safety flag raised about danger to the person",
        ("person", *_STAFF),
        "organisational",
        asks=(flag_reason_asked, flag_source_asked),
        needs=("flag_reason_asked", "flag_source_asked"),
        effects=(
            _raised("person"),
            Sets("safety_flag_reviewed", False),
            Sets("protective_plan_made", False),
        ),
        about="Kept in a compartment of its own; the address is masked while the flag is in force.",
        sources="SEED:S39",
    ),
    Event(
        "safety_flag_kept",
        "safety flag looked at and kept until it ends",
        "manager",
        "organisational",
        effects=(Sets("safety_flag_reviewed", True),),
        sources="SEED:S9",
    ),
    Event(
        "safety_flag_ended",
        "safety flag ended",
        "manager",
        "organisational",
        target="safety_flags",
        needs="target",
        effects=(Ends("safety_flags", target=True), Sets("safety_flag_reviewed", True)),
        sources="SEED:S9",
    ),
    Event(
        "home_visit_planned",
        "home visit planned",
        _VISITORS,
        "organisational",
        asks=(workers,),
        needs="workers",
        effects=(Sets("contact_goes_on", True),),
        sources="SEED:S9",
    ),
    Event(
        "home_visit_called_off",
        "home visit called off, since nobody can come along",
        _VISITORS,
        "organisational",
        effects=(Sets("contact_goes_on", False),),
        sources=("SEED:S9", "SEED:S40"),
    ),
    Event(
        "contact_moved",
        "contact held at a safe place or by phone",
        _VISITORS,
        "organisational",
        effects=(Sets("contact_goes_on", True),),
        sources=("SEED:S9", "SEED:S40"),
    ),
    Event(
        "safety_incident",
        "safety incident",
        _STAFF,
        "organisational",
        effects=(Sets("staff_measures_taken", False),),
        about="Measures act on the service first; nothing follows for the person by itself.",
        sources="SEED:S40",
    ),
    Event(
        "staff_measures_taken",
        "measures taken on the side of the service",
        "manager",
        "organisational",
        effects=(Sets("staff_measures_taken", True),),
        about="Another place, a second worker, check-in calls, a role code.",
        sources="SEED:S40",
    ),
    Event(
        "role_code_assigned",
        "staff appear under a role code",
        "manager",
        "organisational",
        effects=(Sets("staff_measures_taken", True),),
        sources=("SEED:S40", "ASSUMPTION: a role code in place of the name"),
    ),
    Event(
        "protective_plan_made",
        "protective plan made",
        ("police_contact_point", "continuity_liaison", "municipality"),
        "organisational",
        effects=(Sets("protective_plan_made", True),),
        sources="SEED:S39",
    ),
    Event(
        "safety_conversation_held",
        "safety talked about",
        ("continuity_liaison", "manager", "prison_case_manager"),
        "organisational",
        effects=(Sets("safety_talk_held", True),),
        sources=("SEED:S39", "SEED:S40"),
    ),
)
TRANSITIONS = while_open(EVENTS)
