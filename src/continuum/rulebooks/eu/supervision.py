"""The track of supervision: who may set and check conditions in the community."""

from __future__ import annotations

from continuum.guards import during
from continuum.rulebook import Adds, Ends, Event, Region, Said, Sets, State, Transition, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    condition_asked,
    individual_reasons,
    strictly_necessary,
    support_was_offered,
    title_from,
    title_until,
    treatment_agreed,
)
from continuum.rulebooks.eu.legal import OTHERS, at_liberty, in_custody
from continuum.rulebooks.eu.registers import supervision_title, title

__all__ = [
    "EVENTS",
    "LEVELS",
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
            "intensive",
            "under intensive supervision",
            coercive=True,
            lawful_while=supervision_title,
            rule="GR-12",
            sources=("GK",),
        ),
        State(
            "active",
            "under supervision",
            "The standard level.",
            coercive=True,
            lawful_while=supervision_title,
            rule="GR-12",
            sources=("SEED:S57",),
        ),
        State(
            "reduced",
            "under reduced supervision",
            coercive=True,
            lawful_while=supervision_title,
            rule="GR-12",
            sources=("GK",),
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

LEVELS = ("intensive", "active", "reduced")
RUNNING = (*LEVELS, "breach_review", "suspended")
_LEFT = (Sets("free_since", the_day),)
supervised = during("supervision", *RUNNING, "transferred")
_NOT_SUPERVISED = (
    "none",
    "remand",
    "time_served",
    "released_no_conviction",
    "pardon_or_amnesty",
    "sentenced_at_liberty",
)

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
        asks=(
            title_from,
            title_until,
            individual_reasons,
            strictly_necessary,
            support_was_offered,
        ),
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
        asks=(title_until, individual_reasons, strictly_necessary, support_was_offered),
        needs="title_until",
        effects=(title("supervision"),),
        sources=("SEEN:fr-mjp", "SEEN:de-68f"),
    ),
    Event(
        "condition_imposed",
        "condition imposed",
        "sentence_court",
        adverse=True,
        asks=(condition_asked, title_until, treatment_agreed),
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
        "supervision_ended",
        "supervision ended",
        ("probation_officer", "sentence_court"),
        requires=~supervision_title,
        remedy="wait for the end of the title, or let the court lift the supervision",
        effects=(Ends("conditions"), *_LEFT),
        sources="GK",
    ),
    Event(
        "supervision_lifted",
        "supervision lifted early",
        "sentence_court",
        effects=(Ends("titles", {"kind": "supervision"}), Ends("conditions"), *_LEFT),
        sources="SEEN:de-68f",
    ),
    Event(
        "aftercare_offered",
        "what comes after supervision talked over and offered",
        ("probation_officer", "continuity_liaison"),
        "organisational",
        effects=(Sets("aftercare_offered", True),),
        sources=("SEED:S81",),
    ),
)


def _ends(event: str) -> tuple[Transition, ...]:
    return (
        Transition(event, "supervision", (*RUNNING, "transferred"), "ended"),
        Transition(event, "legal", "sentenced_at_liberty", "end_of_sentence"),
        stays(
            event,
            "legal",
            *(state for state in OTHERS if state not in _NOT_SUPERVISED),
            "immigration_detention",
        ),
    )


TRANSITIONS = (
    Transition("probation_attached", "supervision", ("none", "ended"), "planned"),
    Transition(
        "post_sentence_supervision_ordered", "supervision", ("none", "planned", "ended"), "planned"
    ),
    Transition("supervision_started", "supervision", ("none", "planned", "ended"), "active"),
    *_ends("supervision_ended"),
    *_ends("supervision_lifted"),
)
