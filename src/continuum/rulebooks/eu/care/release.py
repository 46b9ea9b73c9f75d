"""What must be ready on the day of release: the list that is answered item by item."""

from __future__ import annotations

from continuum.guards import All, AnyInForce, Choice, Flag, during, parameter
from continuum.rulebook import Adds, Event, Register, Said, Sets, Step
from continuum.rulebooks.eu.circle.asked import (
    ANSWERS,
    RELEASE_NEEDS,
    release_answer_asked,
    release_need_asked,
)
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.continuity import earliest_release, left_the_country
from continuum.rulebooks.eu.legal import in_custody
from continuum.rulebooks.eu.phases import window_open

__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "NEEDS_REGISTER",
    "REGISTERS",
    "STEPS",
    "TRANSITIONS",
    "contact_person_answered",
    "crisis_line_answered",
    "every_need_answered",
    "health_answered",
    "home_answered",
    "identity_answered",
    "income_answered",
    "met_at_the_gate",
]

NEEDS_REGISTER = Register(
    "release_needs",
    (
        Choice("release_need", title="the item of the list", options=RELEASE_NEEDS),
        Choice("release_answer", title="how it is answered", options=ANSWERS),
    ),
    title="list for the day of release",
    about="Home, income, identity papers, health, contact person, crisis line: each is answered.",
)
REGISTERS = (NEEDS_REGISTER,)


def _answered(need: str, words: str) -> Flag:
    return Flag(
        f"{need}_answered",
        title=f"the item {words} is answered",
        derived=AnyInForce("release_needs", {"release_need": need}),
    )


home_answered = _answered("home", "home")
income_answered = _answered("income", "income")
identity_answered = _answered("identity", "identity papers")
health_answered = _answered("health", "health cover")
contact_person_answered = _answered("contact_person", "contact person")
crisis_line_answered = _answered("crisis_line", "crisis line")
DERIVED = (
    home_answered,
    income_answered,
    identity_answered,
    health_answered,
    contact_person_answered,
    crisis_line_answered,
)
every_need_answered = All(DERIVED)

met_at_the_gate = Flag(
    "met_at_the_gate",
    title="somebody met the person at the gate, as the person wished",
    moves="step",
    initially=False,
)
FACTS = (met_at_the_gate,)

EVENTS = (
    Event(
        "release_need_answered",
        "item of the list for release answered",
        ("municipality", "prison_case_manager", "continuity_liaison"),
        "organisational",
        asks=(release_need_asked, release_answer_asked),
        needs=("release_need_asked", "release_answer_asked"),
        effects=(
            Adds(
                "release_needs",
                {
                    "release_need": Said("release_need_asked"),
                    "release_answer": Said("release_answer_asked"),
                },
            ),
        ),
        about="Arranged, not needed, or declined by the person.",
        sources="SEED:S81",
    ),
    Event(
        "met_at_the_gate",
        "person met at the gate",
        ("continuity_liaison", "family_supporter", "probation_officer"),
        "voluntary",
        effects=(Sets("met_at_the_gate", True),),
        sources=("SEED:S81", "ASSUMPTION: on the day of release, if wished"),
    ),
)
TRANSITIONS = while_open(EVENTS)

_preparing = in_custody & window_open
_released = during("legal", "conditional_release", "end_of_sentence") & ~left_the_country

STEPS = (
    Step(
        "ST12",
        "Answer the list for release item by item: home, income, papers, health, contact, crisis.",
        "organisational",
        ("municipality", "prison_case_manager"),
        "release_need_answered",
        every_need_answered,
        _preparing | _released,
        earliest_release - parameter("release_needs_lead"),
        "checklist",
        sources=("SEED:S81", "ASSUMPTION: from nine months to one month before release"),
    ),
    Step(
        "ST12.2",
        "Take up housing and identity papers.",
        "organisational",
        ("municipality", "prison_case_manager"),
        "release_need_answered",
        home_answered & identity_answered,
        _preparing,
        earliest_release - parameter("housing_start_lead"),
        "checklist",
        sources=("SEED:S81", "ASSUMPTION: nine months before release"),
    ),
    Step(
        "ST12.3",
        "Meet the person at the gate, if wished.",
        "voluntary",
        ("continuity_liaison", "family_supporter"),
        "met_at_the_gate",
        met_at_the_gate,
        _released,
        None,
        "contact note",
        sources=("SEED:S81", "ASSUMPTION: on the day of release"),
    ),
)
