"""Where somebody serves, moves between prisons, and the handovers inside custody (H1 to H4)."""

from __future__ import annotations

from continuum.guards import Choice, Day, Flag, during, parameter
from continuum.rulebook import (
    Event,
    Governs,
    Handover,
    Rule,
    Sets,
    Step,
    Transition,
    stays,
)
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import apart_from_adults
from continuum.rulebooks.eu.legal import PLACES, SERVING, in_custody

__all__ = [
    "EVENTS",
    "FACTS",
    "H1",
    "H2",
    "H3",
    "H4",
    "HANDOVERS",
    "RULES",
    "STEPS",
    "TRANSITIONS",
    "placed_in",
    "placed_on",
    "placement_assessed",
    "prison_change_planned",
    "remanded_on",
]

placed_on = Day("placed_on", title="the day of the last placement", moves="step")
placement_assessed = Flag(
    "placement_assessed",
    title="the report of the assessment and the person's reply are there",
    moves="step",
    initially=False,
)
remanded_on = Day("remanded_on", title="the day on which remand began", moves="step")
prison_change_planned = Flag(
    "prison_change_planned",
    title="a move to another prison is planned",
    moves="step",
    initially=False,
)
FACTS = (placed_on, placement_assessed, remanded_on, prison_change_planned)

placed_in = Choice("placed_in", title="where the person is placed", of="request", options=PLACES)

H1 = Handover(
    "H1",
    "prosecutor",
    "prison_case_manager",
    ("title", "safety and health alerts", "language", "children at home"),
    due=remanded_on + parameter("reception_handover_time"),
    available=during("legal", "remand"),
    evidence="reception note",
    title="police and prosecution to prison",
    sources=("SEED:S55", "ASSUMPTION: three days"),
)
H2 = Handover(
    "H2",
    "sentence_court",
    "prison_case_manager",
    ("judgment", "conditions", "expulsion part", "requests of victims"),
    available=in_custody,
    evidence="reference of the judgment",
    title="court to prison",
    sources=("SEED:S55",),
)
H3 = Handover(
    "H3",
    "assessment_unit",
    "prison_case_manager",
    ("needs", "strengths", "assessment with its author", "the person's reply"),
    due=placed_on + parameter("assessment_time"),
    available=during("legal", "assessment"),
    evidence="signed report",
    title="assessment to placement",
    sources=("SEED:S55", "SEEN:fr-qer"),
)
H4 = Handover(
    "H4",
    "prison_case_manager",
    "incoming_case_manager",
    ("plan", "open offers", "care through clinicians", "the liaison stays"),
    available=prison_change_planned,
    evidence="acceptance",
    title="prison to prison",
    sources=("SEED:S55",),
)
HANDOVERS = (H1, H2, H3, H4)

EVENTS = (
    Event(
        "placed",
        "placed in a unit",
        "prison_governor",
        adverse=True,
        asks=(placed_in, apart_from_adults),
        needs="placed_in",
        effects=(Sets("placed_on", the_day),),
        about="In assessment, in a special or an ordinary unit, or in low security or on leave.",
        sources=("SEEN:fr-qer", "SEEN:nl-cvt", "SEEN:be-geens"),
    ),
    Event(
        "placement_assessed",
        "assessment for placement reported, with the person's reply",
        "assessment_unit",
        effects=(Sets("placement_assessed", True),),
        sources="SEEN:fr-qer",
    ),
    Event(
        "prison_change_planned",
        "move to another prison planned",
        "prison_governor",
        "organisational",
        effects=(Sets("prison_change_planned", True),),
        sources=("SEED:S55",),
    ),
    Event(
        "prison_changed",
        "moved to another prison",
        "prison_governor",
        "organisational",
        requires=prison_change_planned,
        remedy="the move must be planned first",
        effects=(Sets("prison_change_planned", False), Sets("h4", "not_started")),
        sources=("SEED:S55",),
    ),
)

TRANSITIONS = (
    *(
        Transition("placed", "legal", SERVING, place, placed_in.is_in(place), "ST05")
        for place in PLACES
    ),
    stays("placed", "legal", "recalled"),
)

RULES = (
    Rule(
        "GR-30.3",
        "A move to another prison comes after a handover that was accepted; the liaison stays.",
        "Let the case manager who takes over read and accept handover H4.",
        guard=H4.accepted,
        governs=Governs("prison_changed"),
        precedence="continuity",
        title="no hole between two prisons",
        sources=("SEED:S55", "SEED:S13"),
    ),
)

STEPS = (
    Step(
        "ST05",
        "Assess where the person is best placed; the person may decline the interviews and reply.",
        "statutory",
        "assessment_unit",
        "placement_assessed",
        placement_assessed,
        during("legal", "assessment"),
        placed_on + parameter("assessment_time"),
        "report and reply",
        sources=("SEEN:fr-qer", "SEEN:fr-afvt"),
    ),
)
