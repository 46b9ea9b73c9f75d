"""At liberty: supervision and its answers, recall, aftercare, and the end of the pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import months
from continuum.rulebooks.eu.legal import sentence_end
from continuum.sim.behaviour.distributions import Exponential, LogNormal
from continuum.sim.scenarios.detailed.words import guess, handover, ruling, taken_against

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.behaviour.attempts import Attempt

__all__ = ["continuity", "ending", "supervision"]

_SUPERVISED = ("intensive", "active", "reduced")


def supervision() -> Iterator[Attempt]:
    """Give what probation and courts do while somebody is supervised.

    Example:
        >>> next(supervision()).event
        'first_contact_made'
    """
    yield guess(
        "first_contact_made",
        "probation_officer",
        LogNormal(3, 1.0),
        after=("conditional_release_granted", "sentence_expired", "acquitted"),
        retry=7,
    )
    yield guess(
        "supervision_reduced",
        "probation_officer",
        LogNormal(400, 0.5),
        during={"supervision": ("active",)},
        chance=0.4,
        given={"level_asked": "reduced"},
    )
    yield taken_against(
        "breach_alleged",
        "probation_officer",
        Exponential(1460),
        during={"supervision": _SUPERVISED},
        given={"breach_of": "reporting"},
        again=Exponential(1460),
    )
    yield guess(
        "person_heard", "probation_officer", LogNormal(10, 0.6), after="breach_alleged", retry=7
    )
    yield guess(
        "breach_answered",
        "probation_officer",
        LogNormal(21, 0.5),
        after="person_heard",
        chance=0.85,
        given={"response": "formal_warning", "level_asked": "standard"},
        retry=7,
    )
    yield taken_against(
        "recall_decided",
        "sentence_court",
        LogNormal(45, 0.5),
        after="person_heard",
        given={"recall_power": "breach_of_condition"},
        during={"legal": ("conditional_release",)},
        retry=None,
    )
    yield ruling(
        "supervision_ended",
        "probation_officer",
        0,
        at=sentence_end,
        during={"supervision": (*_SUPERVISED, "breach_review", "suspended")},
        retry=1,
    )
    yield guess("aftercare_offered", "probation_officer", LogNormal(20, 0.8), after="h8_prepared")
    yield from handover(
        "h8",
        "probation_officer",
        "municipality",
        LogNormal(30, 0.8),
        at=sentence_end - months(3),
        during={"supervision": _SUPERVISED},
    )


def continuity() -> Iterator[Attempt]:
    """Give the changes of the liaison: one in four years, ASSUMPTION of D33.

    Example:
        >>> next(continuity()).event
        'liaison_change_started'
    """
    yield guess(
        "liaison_change_started",
        "case_conference_chair",
        Exponential(1460),
        during={"continuity": ("liaison_assigned",)},
        sources=("ASSUMPTION: a change in four years",),
    )
    yield from handover(
        "h12", "continuity_liaison", "incoming_liaison", 3, after="liaison_change_started"
    )
    for k, days in enumerate((10, 24), start=1):
        yield guess(
            "liaisons_met",
            "continuity_liaison",
            LogNormal(days, 0.3),
            after="liaison_change_started",
            label=f"liaisons_met_{k}",
        )
    yield guess(
        "liaison_changed",
        "incoming_liaison",
        LogNormal(7, 0.3),
        after="h12_effective",
        given={"service_asked": "civil_society"},
        retry=7,
    )


def ending() -> Iterator[Attempt]:
    """Give what ends a pathway.

    Example:
        >>> [attempt.event for attempt in ending()]
        ['reintegration_resumed', 'closure_reviewed', 'pathway_closed', 'died']
    """
    yield guess(
        "reintegration_resumed",
        "case_conference_chair",
        LogNormal(21, 1.0),
        after=("removal_prospect_lost", "regularised", "permit_issued"),
    )
    yield guess(
        "closure_reviewed",
        "case_conference_chair",
        LogNormal(400, 0.4),
        after=("sentence_expired", "supervision_ended", "acquitted"),
    )
    yield guess(
        "pathway_closed",
        "case_conference_chair",
        LogNormal(500, 0.4),
        after=("sentence_expired", "supervision_ended", "acquitted"),
        given={"because": "goals_reached"},
        retry=90,
    )
    yield guess("died", "municipality", Exponential(36500))
