"""The track of care: offered to everybody, decided by clinicians, free to be declined."""

from __future__ import annotations

from continuum.guards import Flag, during
from continuum.rulebook import Event, Region, Sets, State, Transition, stays
from continuum.rulebooks.eu.circle.asked import decided_as
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.programme.consents import withdraws
from continuum.rulebooks.eu.programme.ddr import pauses

__all__ = [
    "CARE",
    "EVENTS",
    "FACTS",
    "IN_TREATMENT",
    "REGIONS",
    "TRANSITIONS",
    "aftercare_declined",
    "care_appointment",
    "in_treatment",
    "medicine_supplied",
    "screening_offered",
]

CARE = Region(
    "care",
    title="care",
    about="Which care is offered and running; a clinician decides, and the person may decline.",
    initial="none_known",
    states=(
        State("none_known", "no need known", sources=("SEED:S18",)),
        State("screening_offered", "screening offered", sources=("SEED:S18",)),
        State("screened", "screened", sources=("SEED:S18",)),
        State("referred", "referred", sources=("SEED:S18",)),
        State("in_treatment", "in treatment", sources=("SEED:S18",)),
        State("hospital", "in hospital", "Transfer, diversion or care order.", sources=("GK",)),
        State("care_handover_open", "care is handed over", sources=("SEED:S20",)),
        State("care_continued", "care goes on in the community", sources=("SEED:S20",)),
        State(
            "declined", "care declined", "Nothing follows; it is offered again.", sources=("GK",)
        ),
    ),
)
REGIONS = (CARE,)

IN_TREATMENT = ("in_treatment", "hospital", "care_handover_open")
in_treatment = during("care", *IN_TREATMENT)


def _done(name: str, title: str) -> Flag:
    return Flag(name, title=title, moves="step", initially=False)


screening_offered = _done("screening_offered", "a screening of health was offered")
care_appointment = _done("care_appointment", "there is an appointment for care after release")
medicine_supplied = _done("medicine_supplied", "medicine for the time after release is supplied")
aftercare_declined = _done(
    "aftercare_declined", "the person declined care after release, and that is documented"
)
FACTS = (screening_offered, care_appointment, medicine_supplied, aftercare_declined)

_CLINICIANS = ("clinician", "community_clinician")

EVENTS = (
    Event(
        "screening_offered",
        "screening of health and safety offered",
        ("clinician", "prison_governor", "prison_case_manager"),
        effects=(Sets("screening_offered", True),),
        sources=("SEED:S18", "GK"),
    ),
    Event("screened", "screened", _CLINICIANS, "voluntary", sources="SEED:S18"),
    Event("care_referred", "referred for care", _CLINICIANS, "voluntary", sources="SEED:S18"),
    Event(
        "treatment_started",
        "treatment started",
        _CLINICIANS,
        "voluntary",
        effects=(
            Sets("care_appointment", False),
            Sets("medicine_supplied", False),
            Sets("aftercare_declined", False),
        ),
        sources="SEED:S18",
    ),
    Event(
        "hospital_admitted",
        "admitted to hospital as the person wishes",
        _CLINICIANS,
        "voluntary",
        sources="GK",
    ),
    Event(
        "diverted_to_care",
        "diverted to hospital or care",
        ("clinician", "sentence_court", "prison_governor"),
        adverse=True,
        asks=(decided_as,),
        needs="decided_as",
        about="A clinician or a court decides; programme work is paused, not failed.",
        sources=("SEED:S48", "SEEN:nl-nctv", "GK"),
    ),
    Event("hospital_left", "hospital left", _CLINICIANS, sources="GK"),
    Event(
        "care_handover_opened",
        "handover of care opened",
        "clinician",
        "organisational",
        sources=("SEED:S20", "SEED:S55"),
    ),
    Event(
        "care_continued",
        "care goes on with the clinician outside",
        "community_clinician",
        "organisational",
        sources=("SEED:S20", "SEED:S55"),
    ),
    Event(
        "care_appointment_made",
        "appointment for care after release made",
        _CLINICIANS,
        "organisational",
        effects=(Sets("care_appointment", True),),
        sources=("SEED:S20", "SEED:S81"),
    ),
    Event(
        "medicine_supplied",
        "medicine for the time after release supplied",
        "clinician",
        "organisational",
        effects=(Sets("medicine_supplied", True),),
        sources=("SEED:S20", "SEED:S81"),
    ),
    Event(
        "aftercare_declined",
        "care after release declined",
        ("person", "clinician"),
        "voluntary",
        effects=(
            Sets("aftercare_declined", True),
            withdraws("care_information"),
        ),
        about="Documented by the clinician; nothing follows from it, and it may be taken up again.",
        sources="GK",
    ),
    Event(
        "care_declined",
        "care declined",
        ("person", *_CLINICIANS),
        "voluntary",
        effects=(withdraws("treatment"),),
        about="At any time outside hospital; nothing follows from it.",
        sources="GK",
    ),
    Event(
        "care_no_longer_needed",
        "care no longer needed",
        _CLINICIANS,
        "organisational",
        sources="GK",
    ),
)

_ANY = tuple(state.name for state in CARE.states)


def _but(*names: str) -> tuple[str, ...]:
    return tuple(name for name in _ANY if name not in names)


TRANSITIONS = (
    Transition(
        "screening_offered",
        "care",
        ("none_known", "declined"),
        "screening_offered",
    ),
    Transition("screened", "care", "screening_offered", "screened"),
    Transition("care_referred", "care", "screened", "referred"),
    Transition(
        "treatment_started", "care", ("screened", "referred", "care_continued"), "in_treatment"
    ),
    Transition("hospital_admitted", "care", _but("hospital", "declined"), "hospital"),
    Transition("diverted_to_care", "care", _but("hospital"), "hospital"),
    Transition("hospital_left", "care", "hospital", "in_treatment"),
    Transition("care_declined", "care", _but("none_known", "hospital", "declined"), "declined"),
    stays("care_declined", "care", "none_known"),
    Transition(
        "care_no_longer_needed",
        "care",
        ("screened", "referred", "in_treatment", "care_continued"),
        "none_known",
    ),
    Transition("care_order_made", "care", _but("hospital"), "hospital"),
    stays("care_order_made", "care", "hospital"),
    Transition("care_order_ended", "care", "hospital", "in_treatment"),
    stays("care_order_ended", "care", *_but("hospital")),
    Transition("care_handover_opened", "care", ("in_treatment", "hospital"), "care_handover_open"),
    Transition("care_continued", "care", "care_handover_open", "care_continued"),
    *pauses("diverted_to_care"),
    *pauses("care_order_made"),
    *while_open(EVENTS),
)
