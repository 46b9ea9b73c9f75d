"""From arrest to release: courts, prison, and the handovers before the doors open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import months, parameter
from continuum.rulebooks.eu.continuity import earliest_release
from continuum.rulebooks.eu.legal import sentence_end
from continuum.sim.behaviour.distributions import Bernoulli, Choices, Fixed, LogNormal, Trait
from continuum.sim.scenarios.detailed.words import (
    CUSTODY,
    FOREIGN,
    guess,
    handover,
    ruling,
    taken_against,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.behaviour.attempts import Attempt

__all__ = ["court", "prison", "release"]

_PREPARATION = earliest_release - parameter("preparation_window")


def court(released: dict[str, Any]) -> Iterator[Attempt]:
    """Give what courts decide on guilt and release.

    Args:
        released: Who decides on conditional release, and what is said with it.

    Example:
        >>> next(court({"by": "sentence_court", "given": {}})).event
        'remanded'
    """
    yield taken_against(
        "remanded", "sentence_court", 3, given={"title_until": Fixed(1400)}, retry=1
    )
    yield taken_against(
        "convicted",
        "sentence_court",
        LogNormal(400, 0.5),
        only={"convicted": True},
        given={"counts_from": Fixed(0), "term_in_months": Trait("term")},
        retry=7,
    )
    yield guess("acquitted", "sentence_court", LogNormal(300, 0.6), only={"convicted": False})
    yield ruling(
        "conditional_release_granted",
        released["by"],
        LogNormal(10, 0.8),
        at=earliest_release,
        during=CUSTODY,
        chance=0.8,
        given=released["given"],
        retry=90,
    )


def prison() -> Iterator[Attempt]:
    """Give what happens in prison: placement, assessment, plans, the liaison.

    Example:
        >>> [attempt.event for attempt in prison()][0]
        'h1_prepared'
    """
    yield from handover("h1", "prosecutor", "prison_case_manager", 1, after="remanded")
    yield from handover("h2", "sentence_court", "prison_case_manager", 7, after="convicted")
    yield guess("liaison_assigned", "case_conference_chair", LogNormal(20, 0.8), after="convicted")
    yield taken_against(
        "placed",
        "prison_governor",
        LogNormal(14, 0.6),
        after="convicted",
        given={"placed_in": "assessment"},
        label="placed_for_assessment",
    )
    yield guess(
        "placement_assessed",
        "assessment_unit",
        LogNormal(119, 0.15),
        during={"legal": ("assessment",)},
        sources=("SEEN:fr-qer: seventeen weeks", "ASSUMPTION: the spread"),
    )
    yield from handover(
        "h3", "assessment_unit", "prison_case_manager", 7, after="placement_assessed"
    )
    yield taken_against(
        "placed",
        "prison_governor",
        LogNormal(21, 0.5),
        after="h3_accepted",
        given={"placed_in": Choices({"ordinary_unit": 85, "specialised_unit": 15})},
        label="placed_after_assessment",
        sources=("SEEN:fr-qer: 75, 10 and 15 in a hundred", "ASSUMPTION: care counts as ordinary"),
    )
    yield taken_against(
        "placed",
        "prison_governor",
        LogNormal(60, 0.5),
        at=_PREPARATION,
        during={"legal": ("ordinary_unit", "specialised_unit")},
        chance=0.5,
        given={"placed_in": "low_security_or_leave"},
        label="placed_in_low_security",
    )
    for plan, days in (("minimum", 30), ("stay", 60), ("leave", 75)):
        yield guess(
            "plan_opened",
            "prison_case_manager",
            LogNormal(days, 0.6),
            after="convicted",
            given={"plan_asked": plan, "view_recorded": Bernoulli(0.97)},
            label=f"plan_opened_{plan}",
            retry=14,
            **({"only": FOREIGN} if plan == "leave" else {}),
        )


def release(prison_prepares: float) -> Iterator[Attempt]:
    """Give what is done before release, and release by the calendar.

    Args:
        prison_prepares: The median of days after preparation opens in which the prison prepares
            the handover to probation.

    Example:
        >>> [attempt.event for attempt in release(60)][0]
        'probation_attached'
    """
    yield guess(
        "probation_attached",
        "probation_officer",
        LogNormal(20, 0.8),
        at=_PREPARATION,
        during=CUSTODY,
        retry=30,
    )
    yield guess(
        "plan_opened",
        "prison_case_manager",
        LogNormal(20, 0.6),
        at=_PREPARATION,
        during=CUSTODY,
        given={"plan_asked": "release", "view_recorded": Bernoulli(0.97)},
        label="plan_opened_release",
        retry=14,
    )
    yield guess(
        "conditions_explained",
        "probation_officer",
        LogNormal(150, 0.6),
        at=_PREPARATION,
        during=CUSTODY,
        retry=14,
    )
    yield guess(
        "release_meeting_held",
        "continuity_liaison",
        LogNormal(40, 0.7),
        at=earliest_release - months(3),
        during=CUSTODY,
        retry=14,
    )
    at = {"at": _PREPARATION, "during": CUSTODY}
    yield from handover(
        "h5", "prison_case_manager", "probation_officer", LogNormal(prison_prepares, 0.8), **at
    )
    yield from handover(
        "h7", "prison_case_manager", "municipality", LogNormal(prison_prepares * 1.2, 0.8), **at
    )
    # The hard date: on the day the sentence ends the doors open, whatever is not ready.
    yield guess("sentence_expired", "prison_governor", 0, at=sentence_end, retry=1)
    for need in ("home", "income", "identity"):
        yield guess(
            "release_need_answered",
            "municipality",
            LogNormal(60, 0.8),
            after="h7_accepted",
            chance=0.8,
            given={"release_need_asked": need, "release_answer_asked": "arranged"},
            label=f"release_need_answered_{need}",
        )
    yield guess(
        "met_at_the_gate",
        "continuity_liaison",
        0,
        after=("conditional_release_granted", "sentence_expired"),
        chance=0.7,
    )
