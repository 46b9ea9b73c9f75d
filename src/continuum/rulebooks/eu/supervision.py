"""The track of supervision: who may set and check conditions in the community."""

from __future__ import annotations

from continuum.guards import during
from continuum.rulebook import Adds, Ends, Event, Region, Said, Sets, State, Transition, stays
from continuum.rulebooks.eu.asked import (
    condition_asked,
    consent_or_exception,
    title_from,
    title_until,
)
from continuum.rulebooks.eu.facts import condition_breached
from continuum.rulebooks.eu.legal import at_liberty, in_custody
from continuum.rulebooks.eu.registers import supervision_title, title

__all__ = [
    "EVENTS",
    "REGIONS",
    "RUNNING",
    "SUPERVISION",
    "TRANSITIONS",
    "supervised",
]

SUPERVISION = Region(
    "supervision",
    title="supervision",
    about="Who may set and check conditions in the community.",
    initial="none",
    states=(
        State("none", "no supervision", "Only voluntary offers.", sources=("SEEN:fr-seche",)),
        State(
            "planned",
            "supervision planned",
            "Probation is attached before release.",
            sources=("SEED:S57",),
        ),
        State(
            "active",
            "under supervision",
            coercive=True,
            lawful_while=supervision_title,
            rule="GR-12",
            sources=("SEED:S57",),
        ),
        State(
            "breach_review",
            "breach under review",
            "Not a sanction in itself.",
            coercive=True,
            lawful_while=supervision_title,
            rule="GR-12",
            sources=("GK",),
        ),
        State(
            "suspended",
            "supervision suspended",
            "During detention elsewhere, or hospital.",
            sources=("SEEN:fr-mjp",),
        ),
        State(
            "transferred",
            "supervision transferred",
            "Another State supervises.",
            sources=("SEEN:fd947-60", "SEEN:ie-947"),
        ),
        State("ended", "supervision ended", sources=("GK",)),
    ),
)
REGIONS = (SUPERVISION,)

RUNNING = ("active", "breach_review", "suspended")
supervised = during("supervision", *RUNNING, "transferred")

EVENTS = (
    Event(
        "probation_attached",
        "probation attached before release",
        ("probation_officer", "prison_case_manager"),
        "organisational",
        requires=in_custody | during("legal", "remand"),
        remedy="probation is attached while the person is in custody",
        sources=("SEED:S57", "SEED:S54"),
    ),
    Event(
        "post_sentence_supervision_ordered",
        "supervision after the sentence ordered",
        "sentence_court",
        adverse=True,
        requires=in_custody,
        remedy="it is ordered before the sentence ends",
        asks=(title_from, title_until),
        needs=("title_from", "title_until"),
        effects=(
            Adds(
                "titles",
                {
                    "kind": "supervision",
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                start=Said("title_from"),
                end=Said("title_until"),
            ),
        ),
        sources=("SEEN:fr-mjp", "SEEN:de-68f"),
    ),
    Event(
        "supervision_started",
        "supervision started at liberty",
        "sentence_court",
        adverse=True,
        requires=during("legal", "end_of_sentence"),
        remedy="supervision starts by its own title once the sentence has ended",
        asks=(title_until,),
        needs="title_until",
        effects=(title("supervision"),),
        sources=("SEEN:fr-mjp", "SEEN:de-68f"),
    ),
    Event(
        "condition_imposed",
        "condition imposed",
        "sentence_court",
        adverse=True,
        asks=(condition_asked, title_until),
        needs=("condition_asked", "title_until"),
        effects=(
            Adds(
                "conditions",
                {
                    "condition_kind": Said("condition_asked"),
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                end=Said("title_until"),
            ),
        ),
        sources="GK",
    ),
    Event(
        "administrative_measure_imposed",
        "administrative measure imposed",
        ("municipality", "prosecutor"),
        adverse=True,
        requires=at_liberty,
        remedy="an administrative measure is for people at liberty",
        asks=(title_until,),
        needs="title_until",
        effects=(title("administrative_measure"),),
        about="A minister or prefect acts through the authority that is named.",
        sources="SEEN:fr-micas",
    ),
    Event(
        "first_contact_made",
        "first contact after release made",
        ("probation_officer", "continuity_liaison"),
        "mandatory",
        requires=at_liberty,
        remedy="the person must be released first",
        effects=(Sets("in_contact", True),),
        sources="SEED:S81",
    ),
    Event(
        "breach_alleged",
        "breach of a condition alleged",
        "probation_officer",
        adverse=True,
        effects=(Sets("condition_breached", True), Sets("heard", False)),
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
        effects=(Sets("condition_breached", False), Sets("heard", False)),
        about="A talk, adapted conditions, a formal warning.",
        sources="GK",
    ),
    Event(
        "supervision_suspended",
        "supervision suspended",
        ("probation_officer", "sentence_court"),
        sources="SEEN:fr-mjp",
    ),
    Event(
        "supervision_resumed",
        "supervision resumed",
        ("probation_officer", "sentence_court"),
        requires=supervision_title,
        remedy="a supervision title must still be in force",
        sources="SEEN:fr-mjp",
    ),
    Event(
        "supervision_transferred",
        "supervision recognised by another State",
        "sentence_court",
        adverse=True,
        asks=(consent_or_exception,),
        sources=("SEEN:fd947-60", "SEEN:fd947-oeil"),
    ),
    Event(
        "competence_reverted",
        "competence for supervision reverted",
        "sentence_court",
        requires=supervision_title,
        remedy="a supervision title must still be in force",
        sources="SEEN:ie-947",
    ),
    Event(
        "supervision_ended",
        "supervision ended",
        ("probation_officer", "sentence_court"),
        requires=~supervision_title,
        remedy="wait for the end of the title, or let the court lift the supervision",
        effects=(Ends("conditions"),),
        sources="GK",
    ),
    Event(
        "supervision_lifted",
        "supervision lifted early",
        "sentence_court",
        effects=(Ends("titles", {"kind": "supervision"}), Ends("conditions")),
        sources="SEEN:de-68f",
    ),
    Event(
        "coaching_joined",
        "coaching joined",
        ("person", "continuity_liaison", "ddr_practitioner"),
        "voluntary",
        effects=(Sets("coaching", True),),
        sources=("SEED:S60", "SEEN:vpn-phase"),
    ),
    Event(
        "coaching_left",
        "coaching declined or left",
        ("person", "continuity_liaison", "ddr_practitioner"),
        "voluntary",
        effects=(Sets("coaching", False), Sets("consent", False)),
        sources="SEED:S36",
    ),
)


def _ends(event: str) -> tuple[Transition, ...]:
    return (
        Transition(event, "supervision", (*RUNNING, "transferred"), "ended"),
        Transition(event, "legal", "sentenced_at_liberty", "end_of_sentence"),
        stays(event, "legal", "conditional_release", "end_of_sentence", "immigration_detention"),
    )


TRANSITIONS = (
    Transition("probation_attached", "supervision", ("none", "ended"), "planned"),
    Transition(
        "post_sentence_supervision_ordered", "supervision", ("none", "planned", "ended"), "planned"
    ),
    Transition("supervision_started", "supervision", ("none", "planned", "ended"), "active"),
    Transition("breach_alleged", "supervision", "active", "breach_review"),
    stays("person_heard", "supervision", "breach_review"),
    Transition("breach_answered", "supervision", "breach_review", "active"),
    Transition("supervision_suspended", "supervision", "active", "suspended"),
    Transition("supervision_resumed", "supervision", "suspended", "active"),
    Transition("supervision_transferred", "supervision", "active", "transferred"),
    Transition("competence_reverted", "supervision", "transferred", "active"),
    *_ends("supervision_ended"),
    *_ends("supervision_lifted"),
)
