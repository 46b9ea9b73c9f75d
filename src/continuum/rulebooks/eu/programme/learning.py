"""Dilemmas that staff may raise without a price, and what they learn and try together."""

from __future__ import annotations

from typing import Final

from continuum.guards import NEVER, AnyInForce, Choice, Flag, parameter
from continuum.rulebook import Adds, DutyForm, Event, Governs, Register, Rule, Said, Sets
from continuum.rulebook.request import the_day

_STAFF: Final = (
    "prison_case_manager",
    "probation_officer",
    "ddr_practitioner",
    "continuity_liaison",
    "clinician",
    "chaplain",
    "municipality",
    "immigration_case_officer",
)
_TRAINED: Final = ("prison", "probation", "police", "municipality", "civil_society", "health")

TRAINING = Register(
    "training",
    (Choice("trained_with", title="whom it was held with", options=_TRAINED),),
    title="joint training",
    about="Who trained together with whom, and until when that counts.",
)
REGISTERS = (TRAINING,)

ethics_consulted = Flag(
    "ethics_consulted",
    title="somebody was consulted on the last dilemma that was raised",
    moves="step",
    initially=False,
)
FACTS = (ethics_consulted,)

trained_together = Flag(
    "trained_together",
    title="those who work with the person trained together",
    derived=AnyInForce("training"),
)
DERIVED = (trained_together,)

trained_with_asked = Choice(
    "trained_with_asked", title="whom it was held with", of="request", options=_TRAINED
)
dilemma = Choice(
    "dilemma",
    title="what the dilemma is about",
    of="request",
    options=(
        "what_to_report",
        "voluntary_or_mandatory",
        "trust_or_safety",
        "order_against_conscience",
        "other",
    ),
)

EVENTS = (
    Event(
        "dilemma_raised",
        "dilemma raised",
        _STAFF,
        "organisational",
        asks=(dilemma,),
        needs="dilemma",
        effects=(Sets("ethics_consulted", False),),
        about="Raising one has no price for anybody.",
        sources=("SEED:S27", "SEED:S31"),
    ),
    Event(
        "ethics_consulted",
        "dilemma talked over with somebody outside",
        ("manager", "complaints_body"),
        "organisational",
        effects=(Sets("ethics_consulted", True),),
        sources="SEED:S31",
    ),
    Event(
        "joint_training_held",
        "joint training held",
        ("manager", "case_conference_chair"),
        "organisational",
        asks=(trained_with_asked,),
        needs="trained_with_asked",
        effects=(
            Adds(
                "training",
                {"trained_with": Said("trained_with_asked")},
                end=the_day + parameter("training_lasts"),
            ),
        ),
        sources=("SEED:S56", "SEED:S79"),
    ),
)

RULES = (
    Rule(
        "S27",
        "A dilemma that is raised is talked over with somebody outside, and nobody pays for it.",
        "Talk the dilemma over with somebody who has no part in the case.",
        guard=NEVER,
        governs=Governs("dilemma_raised"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "arrange a talk on the dilemma with somebody outside the case",
            "manager",
            due=the_day + parameter("dilemma_time"),
            met=ethics_consulted,
        ),
        title="dilemmas are heard",
        sources=("SEED:S27", "SEED:S31", "ASSUMPTION: within fourteen days"),
    ),
    Rule(
        "S79",
        "Those who meet about a person should have trained together.",
        "Arrange a joint training.",
        guard=trained_together,
        governs=Governs("conference_opened"),
        then="warns",
        precedence="continuity",
        title="trained together",
        sources=("SEED:S56", "SEED:S79"),
    ),
)
__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "REGISTERS",
    "RULES",
    "TRAINING",
    "dilemma",
    "ethics_consulted",
    "trained_together",
    "trained_with_asked",
]
