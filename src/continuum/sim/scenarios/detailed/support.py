"""What is offered and may be refused: programme, conference, family, community, care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import months
from continuum.rulebooks.eu.continuity import earliest_release
from continuum.sim.behaviour.distributions import Bernoulli, Fixed, LogNormal
from continuum.sim.scenarios.detailed.words import CUSTODY, guess, handover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.behaviour.attempts import Attempt

__all__ = ["care", "circle", "conference", "programme"]

_CONSENT = {"consent_informed": True, "consent_specific": True, "under_threat": Bernoulli(0.02)}
_MET = {
    f"{who}_part_asked": "attended"
    for who in ("prison", "probation", "municipality", "liaison", "person")
}


def _consents(to: str, delay: Any, **more: Any) -> Attempt:
    return guess(
        "consent_given",
        "person",
        delay,
        label=f"consent_given_{to}",
        given={**_CONSENT, "consent_for_asked": to},
        **more,
    )


def programme() -> Iterator[Attempt]:
    """Give the programme from offer to completion; leaving it is always open.

    Example:
        >>> next(programme()).event
        'programme_offered'
    """
    yield guess("programme_offered", "ddr_practitioner", LogNormal(90, 0.7), after="convicted")
    yield guess(
        "offer_explained",
        "ddr_practitioner",
        LogNormal(7, 0.6),
        after="programme_offered",
        given={"language_understood": Bernoulli(0.95), "who_pays_said": True},
        retry=14,
    )
    yield guess(
        "programme_declined",
        "person",
        LogNormal(30, 0.5),
        after="programme_offered",
        only={"consents": False},
    )
    yield guess(
        "needs_conversation_held",
        "person",
        LogNormal(40, 0.6),
        after="programme_offered",
        only={"consents": True},
    )
    yield guess(
        "reporting_agreement_shown",
        "ddr_practitioner",
        LogNormal(14, 0.6),
        after="needs_conversation_held",
        given={"beyond_attendance": False},
    )
    yield _consents("programme", LogNormal(20, 0.6), after="needs_conversation_held")
    yield guess(
        "programme_agreed",
        "ddr_practitioner",
        LogNormal(30, 0.6),
        after="needs_conversation_held",
        given={"view_recorded": Bernoulli(0.97)},
        retry=14,
    )
    yield guess(
        "programme_started", "ddr_practitioner", LogNormal(45, 0.7), after="programme_agreed"
    )
    for module, days in (("anti_violence", 10), ("biography", 120), ("relationship", 200)):
        yield guess(
            "module_started",
            "ddr_practitioner",
            LogNormal(days, 0.3),
            after="programme_started",
            given={"module_asked": module},
            label=f"module_started_{module}",
        )
        # Twenty-three weekly units, or fifteen single sessions and more.
        yield guess(
            "module_ended",
            "ddr_practitioner",
            LogNormal(days + 161, 0.2),
            after="programme_started",
            given={"module_asked": module},
            label=f"module_ended_{module}",
            retry=30,
        )
    yield guess(
        "programme_left",
        "person",
        LogNormal(200, 0.8),
        after="programme_started",
        chance=0.15,
        sources=("ASSUMPTION: fifteen in a hundred leave",),
    )
    yield guess(
        "programme_offered",
        "ddr_practitioner",
        LogNormal(120, 0.6),
        after="programme_left",
        chance=0.5,
        label="programme_offered_again",
        sources=("ASSUMPTION: half of them come back",),
    )
    yield guess(
        "programme_completed",
        "ddr_practitioner",
        LogNormal(540, 0.2),
        after="programme_started",
        given={"joint_review": Bernoulli(0.9)},
        retry=90,
    )
    yield _consents("coaching", LogNormal(20, 0.6), after="programme_completed", chance=0.6)
    yield guess(
        "coaching_joined", "person", LogNormal(60, 0.5), after="programme_completed", chance=0.6
    )


def conference() -> Iterator[Attempt]:
    """Give the case conference: opened before release, meeting every other month.

    Example:
        >>> next(conference()).event
        'agreement_made'
    """
    yield guess(
        "agreement_made",
        "case_conference_chair",
        LogNormal(30, 0.5),
        after="convicted",
        given={
            "agreement_for_asked": "reintegration",
            "agreement_regime": "gdpr",
            "agreement_until": Fixed(3650),
            "agreement_whole": True,
            "legal_basis": "the law on data protection",
        },
    )
    yield guess(
        "conference_opened",
        "case_conference_chair",
        LogNormal(30, 0.7),
        at=earliest_release - months(9),
        during=CUSTODY,
        given={
            "mode_asked": "handover",
            "purpose": "resocialisation",
            "legal_basis": "the conference act",
        },
        retry=30,
    )
    yield guess(
        "conference_met",
        "case_conference_chair",
        LogNormal(30, 0.4),
        during={"conference": ("opened", "running", "lead_changed", "aftercare_watch")},
        given={
            **_MET,
            "clinician_part_asked": "excused",
            "immigration_part_asked": "not_invited",
            "closed_part_held": Bernoulli(0.2),
            "closed_part_reason": Bernoulli(0.9),
        },
        again=LogNormal(60, 0.3),
        retry=14,
    )
    yield guess(
        "aftercare_watch_started",
        "case_conference_chair",
        LogNormal(120, 0.4),
        after=("conditional_release_granted", "sentence_expired"),
        retry=60,
    )
    yield guess(
        "review_held",
        "case_conference_chair",
        LogNormal(28, 0.2),
        after=("conditional_release_granted", "sentence_expired"),
    )


def circle() -> Iterator[Attempt]:
    """Give family and community.

    Example:
        >>> next(circle()).name
        'consent_given_family_involvement'
    """
    # Family contact: seventy in a hundred.
    yield _consents("family_involvement", LogNormal(60, 0.8), after="convicted", chance=0.7)
    yield _consents("relatives_side", LogNormal(70, 0.8), after="convicted", chance=0.7)
    yield guess(
        "family_contact_made",
        "family_supporter",
        LogNormal(100, 0.6),
        after="convicted",
        chance=0.7,
        given={"family_tasked_to_observe": Bernoulli(0.03)},
    )
    yield guess("family_involved", "person", LogNormal(200, 0.6), after="family_contact_made")
    yield guess(
        "community_actor_mapped",
        "municipality",
        LogNormal(60, 0.6),
        at=earliest_release - months(6),
        given={
            "actor_kind_asked": "sports_club",
            "stance_asked": "supportive",
            "actor_consents_asked": True,
            "contact_owner_asked": "municipality",
        },
    )
    yield guess(
        "community_mapped", "municipality", LogNormal(30, 0.5), after="community_actor_mapped"
    )
    yield _consents("community_contact", LogNormal(30, 0.5), after="community_mapped", chance=0.6)
    yield guess(
        "safety_conversation_held",
        "continuity_liaison",
        LogNormal(30, 0.5),
        after="community_mapped",
    )
    yield guess(
        "community_engaged", "person", LogNormal(90, 0.5), after="community_mapped", chance=0.6
    )


def care() -> Iterator[Attempt]:
    """Give care; half of the people need some, for tests of load (D19).

    Example:
        >>> next(care()).event
        'screening_offered'
    """
    yield guess("screening_offered", "clinician", LogNormal(14, 0.5), after="convicted")
    yield guess(
        "screened",
        "clinician",
        LogNormal(20, 0.6),
        after="screening_offered",
        chance=0.8,
    )
    yield guess(
        "care_referred",
        "clinician",
        LogNormal(20, 0.6),
        after="screened",
        only={"wants_care": True},
        sources=("SEED: many, if not most", "ASSUMPTION: a half"),
    )
    yield _consents("treatment", LogNormal(20, 0.6), after="care_referred", chance=0.8)
    yield guess("treatment_started", "clinician", LogNormal(60, 0.6), after="care_referred")
    yield guess(
        "care_handover_opened",
        "clinician",
        LogNormal(30, 0.5),
        at=earliest_release - months(3),
        during={"care": ("in_treatment",)},
    )
    yield from handover(
        "h6", "clinician", "community_clinician", LogNormal(15, 0.5), after="care_handover_opened"
    )
    yield guess("care_continued", "community_clinician", LogNormal(30, 0.5), after="h6_accepted")
