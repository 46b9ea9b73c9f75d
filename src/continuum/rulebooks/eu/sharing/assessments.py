"""Professional assessments: kept apart from facts, with author, grade and a day to run out."""

from __future__ import annotations

from continuum.guards import AnyInForce, Choice, Day, Flag, Known
from continuum.rulebook import Adds, Event, Governs, Register, Rule, Said
from continuum.rulebook.request import named_actor

__all__ = [
    "ASSESSMENTS",
    "DERIVED",
    "EVENTS",
    "REGISTERS",
    "RULES",
    "assessment_in_force",
    "expires_on",
    "kept_apart",
    "source_grade",
]

_GRADES = ("own_observation", "reported_by_others", "inferred")

ASSESSMENTS = Register(
    "assessments",
    (Choice("source_grade", title="what it rests on", options=_GRADES),),
    title="assessments",
    about="Each has an author and a date, and runs out; none of them is a number.",
)
REGISTERS = (ASSESSMENTS,)

source_grade = Choice(
    "source_grade", title="what the assessment rests on", of="request", options=_GRADES
)
expires_on = Day("expires_on", title="the day on which the assessment runs out", of="request")
kept_apart = Flag("kept_apart", title="facts and assessment are kept apart", of="request")

assessment_in_force = Flag(
    "assessment_in_force",
    title="an assessment is in force",
    derived=AnyInForce("assessments"),
)
DERIVED = (assessment_in_force,)

EVENTS = (
    Event(
        "assessment_attached",
        "professional assessment attached",
        (
            "assessment_unit",
            "prison_case_manager",
            "probation_officer",
            "clinician",
            "ddr_practitioner",
        ),
        asks=(source_grade, expires_on, kept_apart),
        effects=(
            Adds("assessments", {"source_grade": Said("source_grade")}, end=Said("expires_on")),
        ),
        about="Attributed, dated, running out, and open to the person within lawful limits.",
        sources="SEED:S20",
    ),
)

RULES = (
    Rule(
        "GR-41",
        "Facts and assessments are kept apart; each assessment has author, date, grade and end.",
        "Name the author, what it rests on and the day on which it runs out, apart from the facts.",
        guard=named_actor & Known(source_grade) & Known(expires_on) & kept_apart,
        governs=Governs("assessment_attached"),
        precedence="rights",
        title="facts and assessments apart",
        sources="GK: LED art 7",
    ),
)
