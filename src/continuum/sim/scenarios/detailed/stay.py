"""To stay or to leave: what the law on foreigners decides, and how often it turns round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.sim.behaviour.arrives import Arrives
from continuum.sim.behaviour.distributions import (
    Bernoulli,
    Choices,
    Exponential,
    Fixed,
    LogNormal,
    Uniform,
)
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

__all__ = ["arriving", "decided", "leaving", "reversed_"]

_OFFICER = "immigration_case_officer"
_COURT = "asylum_or_administrative_court"


def arriving() -> Iterator[Arrives]:
    """Give the facts that are learned on their own, late or never.

    Example:
        >>> [arrives.fact for arrives in arriving()]
        ['fit_to_travel', 'best_interests_assessed', 'interruption_decided']
    """
    marks = ("ASSUMPTION: no source found for this delay",)
    yield Arrives(
        "fit_to_travel",
        "clinician",
        LogNormal(25, 0.6),
        Bernoulli(0.9),
        after=("removal_prepared", "rule39_lifted"),
        sources=marks,
    )
    yield Arrives(
        "best_interests_assessed",
        "child_protection_service",
        LogNormal(60, 0.6),
        after="return_decision_issued",
        chance=0.7,
        sources=marks,
    )
    yield Arrives(
        "interruption_decided",
        "sentence_court",
        LogNormal(30, 0.5),
        after="removal_prepared",
        during=CUSTODY,
        chance=0.5,
        sources=marks,
    )


def decided() -> Iterator[Attempt]:
    """Give what is decided on somebody's stay.

    Example:
        >>> next(decided()).event
        'nationality_established'
    """
    yield guess(
        "nationality_established",
        _OFFICER,
        LogNormal(20, 0.5),
        only={"foreign": False},
    )
    yield guess(
        "lawful_stay_established", _OFFICER, LogNormal(30, 0.5), only={**FOREIGN, "permit": True}
    )
    yield guess(
        "no_lawful_stay_established",
        _OFFICER,
        LogNormal(30, 0.5),
        only={**FOREIGN, "permit": False},
    )
    yield guess("lawyer_engaged", "lawyer", LogNormal(10, 0.7), after="no_lawful_stay_established")
    yield taken_against(
        "status_withdrawal_proposed",
        _OFFICER,
        LogNormal(300, 0.5),
        after="convicted",
        only={**FOREIGN, "permit": True},
        chance=0.5,
        given={"individual_reasons": Bernoulli(0.9)},
    )
    yield guess("heard_on_status", _OFFICER, LogNormal(40, 0.5), after="status_withdrawal_proposed")
    yield taken_against(
        "status_withdrawn",
        _OFFICER,
        LogNormal(150, 0.5),
        after="heard_on_status",
        chance=0.6,
        given={"individual_reasons": Bernoulli(0.95)},
    )
    yield guess("status_kept", _OFFICER, LogNormal(260, 0.4), after="heard_on_status")
    yield guess(
        "refoulement_examined",
        _OFFICER,
        LogNormal(60, 0.5),
        after=("no_lawful_stay_established", "status_withdrawn", "rule39_lifted", "asylum_refused"),
        retry=30,
    )
    yield guess(
        "refoulement_bar_found",
        _COURT,
        LogNormal(400, 0.5),
        after="return_decision_issued",
        chance=0.12,
        given={"bar_duration": Choices({"until_review": 3, "indefinite": 1})},
    )
    yield taken_against(
        "return_decision_issued",
        _OFFICER,
        LogNormal(240, 0.5),
        during={"residence": ("no_lawful_stay",)},
        given={
            "individual_reasons": Bernoulli(0.95),
            "remedy_until": Fixed(14),
        },
        retry=30,
    )
    yield guess("decision_explained", _OFFICER, LogNormal(5, 0.8), after="return_decision_issued")
    yield guess("conference_told", _OFFICER, LogNormal(10, 0.8), after="return_decision_issued")
    yield guess(
        "appeal_lodged",
        "lawyer",
        LogNormal(7, 0.4),
        after="return_decision_issued",
        chance=0.7,
        given={"suspension": Choices({"automatic": 2, "none": 1}), "arguable_claim": True},
    )
    # First instance takes three to twelve months.
    yield taken_against(
        "appeal_dismissed", _COURT, Uniform(90, 365), after="appeal_lodged", chance=0.8
    )
    yield ruling(
        "appeal_allowed",
        _COURT,
        Uniform(120, 365),
        after="appeal_lodged",
        given={"appeal_outcome": Choices({"decision_annulled": 3, "stay_restored": 1})},
    )
    yield guess(
        "asylum_applied", "person", LogNormal(120, 0.8), after="appeal_dismissed", chance=0.3
    )
    yield ruling(
        "asylum_granted", _OFFICER, LogNormal(300, 0.4), after="asylum_applied", chance=0.15
    )
    yield taken_against(
        "asylum_refused",
        _COURT,
        LogNormal(330, 0.4),
        after="asylum_applied",
        given={"individual_reasons": True},
    )


def leaving() -> Iterator[Attempt]:
    """Give what is done towards departure.

    Example:
        >>> next(leaving()).event
        'voluntary_period_granted'
    """
    yield guess(
        "voluntary_period_granted",
        _OFFICER,
        LogNormal(30, 0.7),
        during={"residence": ("return_decision",)},
        chance=0.3,
        given={"voluntary_days": Fixed(30)},
        retry=30,
    )
    yield guess(
        "departed",
        _OFFICER,
        LogNormal(20, 0.6),
        during={"residence": ("voluntary_departure",)},
        chance=0.35,
        given={"evidence": "border stamp"},
    )
    yield taken_against(
        "voluntary_period_expired",
        _OFFICER,
        LogNormal(32, 0.05),
        during={"residence": ("voluntary_departure",)},
        retry=5,
    )
    yield guess(
        "travel_document_issued",
        "receiving_state_authority",
        LogNormal(300, 0.6),
        after="return_decision_issued",
        chance=0.5,
    )
    yield guess(
        "acceptance_given",
        "receiving_state_authority",
        LogNormal(200, 0.6),
        after="return_decision_issued",
        chance=0.5,
    )
    yield taken_against(
        "removal_prepared",
        "removal_unit",
        LogNormal(200, 0.5),
        during={"residence": ("return_decision",)},
        given={"planned_for": Fixed(40)},
        chance=0.7,
        retry=60,
    )
    yield from handover("h9", "removal_unit", "person", 5, after="removal_prepared")
    yield guess(
        "rule39_requested", "lawyer", LogNormal(5, 0.5), after="removal_prepared", chance=0.3
    )
    yield guess("removal_unit_told", "lawyer", 0, after="rule39_requested")
    yield guess(
        "rule39_indicated",
        "european_court_of_human_rights",
        LogNormal(4, 0.4),
        after="rule39_requested",
        chance=0.1,
        sources=("SEEN:echr39: exceptional", "ASSUMPTION: one in ten"),
    )
    # Three to twenty-four months.
    yield taken_against(
        "rule39_lifted",
        "european_court_of_human_rights",
        Uniform(90, 730),
        after="rule39_indicated",
    )
    # Success of removal, 0.3; between 0.05 and 0.6.
    yield taken_against(
        "removed",
        "removal_unit",
        LogNormal(40, 0.3),
        after="removal_prepared",
        chance=0.5,
        given={"monitor_recorded": True},
        retry=60,
    )
    yield taken_against(
        "pre_removal_detention_ordered",
        _OFFICER,
        LogNormal(15, 0.6),
        after="removal_prepared",
        during={"legal": ("end_of_sentence", "released_no_conviction")},
        chance=0.4,
        given={
            "detention_ground": Choices({"absconding_risk": 9, "hampers_return": 1}),
            "prospect_stated": True,
            "less_coercive_considered": Bernoulli(0.9),
            "extension_ground": False,
            "title_until": Fixed(90),
        },
    )
    yield guess(
        "detention_ended",
        _OFFICER,
        Uniform(20, 89),
        during={"legal": ("immigration_detention",)},
    )


def reversed_() -> Iterator[Attempt]:
    """Give how an expected removal turns into a stay.

    Example:
        >>> next(reversed_()).event
        'removal_prospect_lost'
    """
    yield guess(
        "removal_prospect_lost",
        _OFFICER,
        LogNormal(700, 0.4),
        after=("return_decision_issued", "refoulement_bar_found"),
        chance=0.7,
        given={"status_given": Choices({"none": 3, "tolerated": 2})},
    )
    yield ruling(
        "regularised",
        _OFFICER,
        LogNormal(540, 0.5),
        after=("removal_prospect_lost", "refoulement_bar_found"),
        chance=0.4,
    )
    yield guess(
        "conference_told",
        _OFFICER,
        LogNormal(5, 0.8),
        after=("removal_prospect_lost", "refoulement_bar_found", "regularised"),
        label="conference_told_of_the_reversal",
    )
    yield guess("permit_issued", _OFFICER, LogNormal(45, 0.5), after="regularised")
    yield guess(
        "returned",
        "police_contact_point",
        Exponential(3650),
        during={"residence": ("removed", "departed_voluntarily")},
    )
