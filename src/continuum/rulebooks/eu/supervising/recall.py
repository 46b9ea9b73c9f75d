"""The loop of a breach: alleged, heard, answered, and only then a recall and its review."""

from __future__ import annotations

from continuum.guards import Choice, Day, Flag, during, parameter
from continuum.rulebook import (
    DutyForm,
    Ends,
    Event,
    Governs,
    Rule,
    Sets,
    Step,
    Transition,
    stays,
)
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.facts import condition_breached, heard
from continuum.rulebooks.eu.registers import custody_title
from continuum.rulebooks.eu.sentence import AGAIN
from continuum.rulebooks.eu.supervising.levels import back_to_level, level_asked
from continuum.rulebooks.eu.supervision import LEVELS

__all__ = [
    "EVENTS",
    "FACTS",
    "RULES",
    "STEPS",
    "TRANSITIONS",
    "breach_alleged_on",
    "breach_of",
    "confirm_recall_by",
    "lesser_answers",
    "lesser_answers_weighed",
    "recall_power",
    "recall_reviewed",
    "response",
]

_COURT = ("sentence_court",)
_BREACHED = (
    Sets("condition_breached", True),
    Sets("heard", False),
    Sets("breach_alleged_on", the_day),
    Sets("lesser_answers_weighed", False),
)

breach_alleged_on = Day(
    "breach_alleged_on", title="the day on which a breach was last alleged", moves="step"
)
lesser_answers_weighed = Flag(
    "lesser_answers_weighed",
    title="lesser answers than recall were weighed by the supervisor who asks for it",
    moves="step",
    initially=False,
)
recall_reviewed = Flag(
    "recall_reviewed", title="the recall was reviewed", moves="step", initially=False
)
confirm_recall_by = Day(
    "confirm_recall_by",
    title="the day on which an emergency recall ends unless it was confirmed",
    moves="step",
)
FACTS = (breach_alleged_on, lesser_answers_weighed, recall_reviewed, confirm_recall_by)

breach_of = Choice(
    "breach_of",
    title="what is said to have been breached",
    of="request",
    options=(
        "reporting",
        "residence",
        "contact_ban",
        "area_ban",
        "curfew",
        "treatment",
        "meeting_with_supervisor",
        "voluntary_step",
    ),
)
response = Choice(
    "response",
    title="the answer to the breach",
    of="request",
    options=("talk", "conditions_adapted", "formal_warning", "no_breach_found"),
)
lesser_answers = Flag(
    "lesser_answers",
    title="it is said why a talk, adapted conditions or a warning do not suffice",
    of="request",
)
recall_power = Choice(
    "recall_power",
    title="the power on which the recall rests",
    of="request",
    options=("breach_of_condition", "arrest_pending_decision", "none"),
)

EVENTS = (
    Event(
        "breach_alleged",
        "breach of a condition alleged",
        "probation_officer",
        adverse=True,
        asks=(breach_of,),
        needs="breach_of",
        effects=_BREACHED,
        about="Not a sanction in itself; the person is told and heard.",
        sources=("SEED:S28", "GK"),
    ),
    Event(
        "person_heard",
        "person heard on the breach",
        ("probation_officer", "sentence_court"),
        requires=condition_breached,
        remedy="there must be a breach to be heard on",
        effects=(Sets("heard", True),),
        sources="GK",
    ),
    Event(
        "breach_answered",
        "breach answered within supervision",
        ("probation_officer", "sentence_court"),
        asks=(response, level_asked),
        effects=(Sets("condition_breached", False), Sets("heard", False)),
        about="A talk, adapted conditions, a formal warning, or no breach found.",
        sources="GK",
    ),
    Event(
        "breach_referred",
        "breach referred to the court",
        "probation_officer",
        adverse=True,
        requires=condition_breached,
        remedy="there must be a breach that was alleged",
        asks=(lesser_answers,),
        effects=(Sets("lesser_answers_weighed", True),),
        about="The court answers within supervision, or decides what follows.",
        sources="GK",
    ),
    Event(
        "recall_requested",
        "recall asked for by the supervisor",
        "probation_officer",
        adverse=True,
        requires=condition_breached,
        remedy="there must be a breach that was alleged",
        asks=(lesser_answers,),
        effects=(Sets("lesser_answers_weighed", True),),
        sources="GK",
    ),
    Event(
        "recall_decided",
        "recalled to custody",
        _COURT,
        adverse=True,
        asks=(recall_power,),
        needs="recall_power",
        effects=(
            *AGAIN,
            Sets("recall_reviewed", False),
            Ends("titles", {"kind": "supervision"}),
        ),
        sources="GK",
    ),
    Event(
        "emergency_recall_ordered",
        "recalled at once, for a court to confirm",
        ("probation_officer", "prosecutor", "police_contact_point"),
        adverse=True,
        asks=(recall_power, breach_of),
        needs=("recall_power", "breach_of"),
        effects=(
            *_BREACHED,
            Sets("confirm_recall_by", the_day + parameter("recall_confirmation_time")),
        ),
        about="Only where the law of the country gives the power, and only until a court decides.",
        sources="GK",
    ),
    Event(
        "recall_confirmed",
        "emergency recall confirmed",
        _COURT,
        adverse=True,
        requires=confirm_recall_by.known(),
        remedy="there must be an emergency recall that nobody has decided on yet",
        asks=(recall_power,),
        needs="recall_power",
        effects=(
            *AGAIN,
            Sets("recall_reviewed", False),
            Ends("titles", {"kind": "supervision"}),
        ),
        sources="GK",
    ),
    Event(
        "emergency_recall_ended",
        "released from an emergency recall",
        ("sentence_court", "prison_governor"),
        requires=confirm_recall_by.known(),
        remedy="the recall was confirmed, or it was no emergency recall",
        asks=(level_asked,),
        effects=(
            Sets("confirm_recall_by", None),
            Sets("condition_breached", False),
            Sets("heard", False),
        ),
        sources="GK",
    ),
    Event(
        "recall_reviewed",
        "recall reviewed",
        _COURT,
        effects=(Sets("recall_reviewed", True),),
        about="Release again, or serving on until the end of the sentence.",
        sources="GK",
    ),
)

TRANSITIONS = (
    Transition("breach_alleged", "supervision", LEVELS, "breach_review"),
    stays("person_heard", "supervision", "breach_review", "suspended"),
    *back_to_level("breach_answered", "breach_review"),
    stays("breach_referred", "supervision", "breach_review"),
    stays("recall_requested", "supervision", "breach_review"),
    Transition("recall_decided", "legal", "conditional_release", "recalled"),
    Transition("recall_decided", "supervision", "breach_review", "ended"),
    Transition("emergency_recall_ordered", "legal", "conditional_release", "recalled"),
    Transition("emergency_recall_ordered", "supervision", (*LEVELS, "breach_review"), "suspended"),
    stays("recall_confirmed", "legal", "recalled"),
    Transition("recall_confirmed", "supervision", "suspended", "ended"),
    Transition("emergency_recall_ended", "legal", "recalled", "conditional_release"),
    *back_to_level("emergency_recall_ended", "suspended"),
    stays("emergency_recall_ended", "supervision", "planned", "ended"),
)

_recalls = ("recall_decided", "recall_confirmed")
_answers = (*_recalls, "suspended_sentence_activated")

RULES = (
    Rule(
        "GR-11",
        "The person is heard before any adverse answer to a breach.",
        "Hear the person on the breach.",
        guard=heard,
        governs=Governs((*_answers, "breach_referred", "recall_requested")),
        precedence="rights",
        title="heard first",
        sources="GK",
    ),
    Rule(
        "GR-11.2",
        "A breach is recorded only against a duty that comes from a decision.",
        "Name the condition or the duty; leaving a voluntary step is none.",
        guard=~breach_of.is_in("voluntary_step"),
        governs=Governs(("breach_alleged", "emergency_recall_ordered")),
        precedence="rights",
        title="breach of what",
        sources=("SEED:S28", "GK"),
    ),
    Rule(
        "GR-11.3",
        "Recall is the last answer: a talk, adapted conditions and a warning are weighed first.",
        "Say why each lesser answer does not suffice, or choose one of them.",
        guard=lesser_answers,
        governs=Governs(("breach_referred", "recall_requested")),
        precedence="rights",
        title="lesser answers first",
        sources="GK",
    ),
    Rule(
        "GR-11.4",
        "A recall usually follows a request of the supervisor that weighs lesser answers.",
        "Let the supervisor ask for the recall first.",
        guard=lesser_answers_weighed,
        governs=Governs("recall_decided"),
        then="warns",
        precedence="rights",
        title="asked for by the supervisor",
        sources="GK",
    ),
    Rule(
        "GR-11.5",
        "A recall is reviewed, and leads to release again or to the end of the sentence.",
        "Review the recall.",
        guard=~during("legal", "conditional_release", "recalled"),
        governs=Governs(_recalls),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "review the recall: release again, or serve on",
            "sentence_court",
            due=the_day + parameter("recall_review_time"),
            met=recall_reviewed,
            lapses=~during("legal", "recalled"),
        ),
        title="review of a recall",
        sources=("GK", "ASSUMPTION: three months"),
    ),
    Rule(
        "GR-13",
        "An emergency recall needs a power in the law of the country.",
        "Name the power, or allege the breach and wait for the court.",
        guard=recall_power.is_in(parameter("emergency_recall_powers")),
        governs=Governs("emergency_recall_ordered"),
        force="profile",
        precedence="rights",
        title="power for an emergency recall",
        sources=("GK", "ASSUMPTION: by country"),
    ),
    Rule(
        "GR-13.2",
        "An emergency recall that no court has confirmed in time ends on that day.",
        "Let the person go today.",
        guard=during("legal", "recalled") & confirm_recall_by.known() & confirm_recall_by.reached(),
        governs=Governs("emergency_recall_ended"),
        then="demands",
        precedence="liberty",
        title="confirmed in time, or released",
        sources=("GK", "ASSUMPTION: by country"),
    ),
    Rule(
        "GR-14",
        "A recall needs a part of the sentence that is still to be served.",
        "Nothing is left to be served: only a new, separate procedure could follow.",
        guard=custody_title,
        governs=Governs((*_recalls, "emergency_recall_ordered")),
        precedence="rights",
        title="something left to serve",
        sources=("SEEN:de-145a", "GK"),
    ),
    Rule(
        "GR-14.2",
        "A recall rests on a power that the law of the country gives.",
        "Name the power; without one, only a new, separate procedure could follow.",
        guard=recall_power.is_in(parameter("recall_powers")),
        governs=Governs(_recalls),
        precedence="rights",
        title="power to recall",
        sources=("SEEN:de-145a", "GK"),
    ),
    Rule(
        "GR-21",
        "Only the breach of a condition counts; declining or leaving what is voluntary never does.",
        "Record the breach of a condition from a decision; there is no other ground.",
        guard=condition_breached,
        governs=Governs(_answers),
        precedence="rights",
        title="voluntary stays voluntary",
        sources="SEED:S28",
    ),
)

STEPS = (
    Step(
        "ST23",
        "Hear the person on a breach.",
        "statutory",
        "probation_officer",
        "person_heard",
        heard,
        during("supervision", "breach_review") & condition_breached,
        breach_alleged_on + parameter("hearing_time"),
        "hearing note",
        before="recall_decided",
        sources=("GK", "ASSUMPTION: five working days"),
    ),
)
