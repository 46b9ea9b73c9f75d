"""Rules on care, its steps, and the handover between clinicians: GR-60, GR-61, H6."""

from __future__ import annotations

from typing import Final

from continuum.guards import during, parameter
from continuum.rulebook import DutyForm, Governs, Handover, Rule, Step
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.care.track import (
    aftercare_declined,
    care_appointment,
    in_treatment,
    medicine_supplied,
    screening_offered,
)
from continuum.rulebooks.eu.circle.agreed import consents_to_treatment
from continuum.rulebooks.eu.circle.asked import decided_as
from continuum.rulebooks.eu.continuity import earliest_release, left_the_country
from continuum.rulebooks.eu.facts import sentence_start
from continuum.rulebooks.eu.legal import at_liberty, in_custody
from continuum.rulebooks.eu.phases import window_open
from continuum.rulebooks.eu.registers import care_title

__all__ = ["H6", "HANDOVERS", "RULES", "STEPS"]

_RELEASES: Final = ("conditional_release_granted", "sentence_expired", "care_order_ended")
_free_already = during("legal", "conditional_release", "escaped_or_unlawfully_at_large")
_preparing = in_custody & window_open
_arranged = (care_appointment & medicine_supplied) | aftercare_declined

H6 = Handover(
    "H6",
    "clinician",
    "community_clinician",
    ("clinical summary", "consent", "medicine supply", "first appointment"),
    due=earliest_release - parameter("care_handover_lead"),
    available=(in_treatment | during("care", "referred")) & (_preparing | at_liberty),
    evidence="acceptance by the clinician",
    title="prison health to community health",
    sources=("SEED:S20", "SEED:S55", "ASSUMPTION: one month before release"),
)
HANDOVERS = (H6,)

RULES = (
    Rule(
        "GR-60",
        "Diversion to care is decided by a clinician or a court; programme work pauses.",
        "Let a clinician or a court decide.",
        guard=decided_as.is_in("clinical", "judicial"),
        governs=Governs("diverted_to_care"),
        precedence="rights",
        title="care is a clinical or judicial decision",
        sources=("SEED:S48", "SEEN:nl-nctv"),
    ),
    Rule(
        "GR-60.2",
        "Treatment needs consent, unless the law on compulsory treatment applies.",
        "Ask the person, who is free to decline.",
        guard=consents_to_treatment | care_title,
        governs=Governs(("treatment_started", "hospital_admitted")),
        precedence="rights",
        title="consent to treatment",
        sources=("SEED:S18", "GK"),
    ),
    Rule(
        "GR-61",
        "Whoever is in treatment leaves with an appointment and medicine, or a documented refusal.",
        "Make the appointment and supply the medicine; release never waits for it.",
        guard=~in_treatment | _arranged | _free_already,
        governs=Governs(_RELEASES),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "make the appointment for care and supply the medicine",
            "clinician",
            due=the_day,
            met=_arranged,
            lapses=during("care", "none_known", "declined", "care_continued") | left_the_country,
        ),
        title="no release into a gap in care",
        sources=("SEED:S20", "SEED:S81"),
    ),
)

STEPS = (
    Step(
        "ST01",
        "Offer a screening of health and safety on reception.",
        "statutory",
        ("clinician", "prison_governor"),
        "screening_offered",
        screening_offered,
        during("legal", "remand", "sentenced_custody"),
        sentence_start + parameter("reception_time"),
        "note",
        sources=("GK", "ASSUMPTION: day 0 to 1"),
    ),
    Step(
        "ST16",
        "Hand care over to the clinician outside.",
        "organisational",
        ("clinician", "community_clinician"),
        "h6_accepted",
        H6.accepted,
        _preparing & in_treatment,
        earliest_release - parameter("care_handover_lead"),
        "acceptance",
        sources=("SEED:S20", "ASSUMPTION: one month before release"),
    ),
)
