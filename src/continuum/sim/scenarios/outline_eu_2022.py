"""Built-in scenarios: how the outline may be lived, with every delay an assumption that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.guards import months
from continuum.rulebooks.outline.words import (
    earliest_release,
    preparation_opens,
    sentence_end,
    supervision_until,
)
from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.distributions import Bernoulli, Exponential, LogNormal, Trait, Uniform
from continuum.sim.population.eu_2022 import eu_2022, ranges_2022
from continuum.sim.scenario.scenario import Scenario
from continuum.sim.scenario.uncertain import Uncertain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook import Handover
    from continuum.sim.behaviour.distributions import Spread

__all__ = ["outline_eu_2022"]

_GUESS: Final = "ASSUMPTION: no source found for this delay"
# What a decision against somebody carries: now and then one of the papers is missing.
_PAPERS: Final = {
    "authority": "a court or an agency",
    "legal_basis": "the law in force",
    "reasons": Bernoulli(0.98),
    "remedy": Bernoulli(0.95),
}
_CUSTODY: Final = {"pathway": ("sentence", "pre_release")}
_THIRD_COUNTRY: Final = {"third_country_national": True}


def outline_eu_2022(handover_days: float = 110) -> Scenario:
    """Give the scenario "380 people arrested in the EU in 2022, under the outline, for 15 years".

    Args:
        handover_days: The median of days after preparation opens in which the prison prepares the
            handover to probation.  When it comes late, conditional release waits for it (GR-30);
            the end of the sentence does not.

    Example:
        >>> outline_eu_2022().behaviour.attempts[0].event
        'convicted'
    """
    return Scenario(
        "outline_eu_2022",
        "outline",
        eu_2022(),
        [*_court(), *_prison(), *_handovers(handover_days), *_liberty(), *_residence()],
        start="2022-01-01",
        horizon="2037-01-01",
        title="380 people arrested in the EU in 2022, under the outline",
        sources=("SEEN:tesat23", "SEEN:tesat23b", "ASSUMPTION: every delay and every chance"),
        uncertain=(
            *ranges_2022(),
            Uncertain("behaviour.removed.chance", 0.05, 0.6, sources="ASSUMPTION: D28, none found"),
        ),
    )


def _guess(event: str, by: str, delay: Spread | float = 0, **more: Any) -> Attempt:
    return Attempt(event, by, delay, **{"sources": _GUESS, "clock": "restart", **more})


def _court() -> Iterator[Attempt]:
    yield _guess(
        "convicted",
        "sentence_court",
        LogNormal(400, 0.5),
        only={"convicted": True},
        learn={"term": Trait("term")},
        given=_PAPERS,
        retry=7,
    )
    yield _guess(
        "acquitted_or_charges_dropped",
        "sentence_court",
        LogNormal(300, 0.6),
        only={"convicted": False},
    )
    yield _guess(
        "conditional_release_granted",
        "sentence_court",
        LogNormal(10, 0.8),
        at=earliest_release,
        chance=0.8,
        during={"pathway": "pre_release"},
        given={"reasons": Bernoulli(0.98)},
        retry=14,
    )
    yield _guess(
        "recalled",
        "sentence_court",
        LogNormal(21, 0.5),
        after="person_heard",
        chance=0.3,
        during={"pathway": "probation"},
        given=_PAPERS,
    )


def _prison() -> Iterator[Attempt]:
    yield _guess("liaison_assigned", "case_conference_chair", LogNormal(20, 0.8), after="convicted")
    yield _guess("plan_agreed", "prison_case_manager", LogNormal(90, 0.7), after="convicted")
    yield _guess(
        "preparation_opened",
        "prison_case_manager",
        LogNormal(20, 0.8),
        at=preparation_opens,
        retry=14,
    )
    yield _guess(
        "conditions_explained",
        "probation_officer",
        LogNormal(150, 0.6),
        during={"pathway": "pre_release"},
    )
    # The hard date: on the day the sentence ends the doors open, whatever is not ready.
    yield _guess("sentence_expired", "prison_governor", 0, at=sentence_end, retry=1)
    yield _guess(
        "programme_joined",
        "person",
        LogNormal(240, 0.8),
        during=_CUSTODY,
        only={"consents": True},
        learn={"consent": True},
    )
    yield _guess(
        "programme_left", "person", LogNormal(200, 0.8), after="programme_joined", chance=0.15
    )


def _handovers(prison_prepares: float) -> Iterator[Attempt]:
    from continuum.rulebooks.outline.handovers import H5, H7, H8

    before_release = {"during": {"pathway": "pre_release"}}
    yield from _handover(H5, LogNormal(prison_prepares, 0.8), before_release)
    yield from _handover(H7, LogNormal(prison_prepares * 1.2, 0.8), before_release)
    on_probation = {
        "at": supervision_until - months(3),
        "during": {"pathway": "probation"},
    }
    yield from _handover(H8, LogNormal(30, 0.8), on_probation)


def _handover(handover: Handover, delay: Spread, begins: dict[str, Any]) -> Iterable[Attempt]:
    """The protocol of a handover, each stage some days after the one before."""
    stage, sender, receiver = handover.stage.name, handover.sender, handover.receiver
    said = {
        name: f"{stage}_{name}"
        for name in ("prepared", "person_informed", "offered", "read", "joint_meeting_held")
    }
    accepted, refused, effective = f"{stage}_accepted", f"{stage}_refused", f"{stage}_effective"
    again = _guess(
        said["prepared"], sender, LogNormal(21, 0.5), after=refused, label=f"{stage}_prepared_again"
    )
    return (
        _guess(said["prepared"], sender, delay, **begins),
        again,
        _guess(said["person_informed"], sender, LogNormal(10, 0.7), after=said["prepared"]),
        _guess(said["offered"], sender, LogNormal(4, 0.7), after=said["person_informed"]),
        _guess(said["read"], receiver, LogNormal(10, 0.8), after=said["offered"]),
        _guess(said["joint_meeting_held"], sender, LogNormal(14, 0.6), after=said["read"]),
        _guess(refused, receiver, LogNormal(5, 0.6), after=said["joint_meeting_held"], chance=0.1),
        _guess(accepted, receiver, LogNormal(14, 0.6), after=said["joint_meeting_held"]),
        _guess(effective, receiver, LogNormal(14, 0.6), after=accepted),
    )


def _liberty() -> Iterator[Attempt]:
    released = ("conditional_release_granted", "sentence_expired")
    yield _guess(
        "first_contact_made", "probation_officer", LogNormal(3, 1.0), after=released, retry=7
    )
    yield _guess("supervision_ended", "probation_officer", 0, at=supervision_until, retry=1)
    yield _guess(
        "breach_recorded",
        "probation_officer",
        Exponential(1460),
        during={"pathway": "probation"},
        given=_PAPERS,
        retry=7,
        again=Exponential(1460),
    )
    yield _guess("person_heard", "probation_officer", LogNormal(10, 0.6), after="breach_recorded")
    yield _guess(
        "pathway_closed",
        "case_conference_chair",
        LogNormal(730, 0.5),
        during={"pathway": ("reintegration", "deportation", "stay")},
        retry=90,
    )


def _residence() -> Iterator[Attempt]:
    yield _guess(
        "removal_checked",
        "immigration_case_officer",
        LogNormal(600, 0.6),
        only=_THIRD_COUNTRY,
        label="removal_checked_first",
    )
    yield _guess(
        "removal_started",
        "immigration_case_officer",
        LogNormal(700, 0.6),
        only=_THIRD_COUNTRY,
        chance=0.8,
        given=_PAPERS,
        retry=60,
    )
    yield _guess(
        "removal_checked",
        "immigration_case_officer",
        LogNormal(240, 0.7),
        after="removal_started",
        label="removal_checked_anew",
    )
    # First instance takes three to twelve months, second four to eighteen.
    yield _guess(
        "removal_barred",
        "asylum_or_administrative_court",
        Uniform(90, 900),
        after="removal_started",
        chance=0.35,
    )
    # Success of removal, 0.3; between 0.05 and 0.6.
    yield _guess(
        "removed",
        "removal_unit",
        LogNormal(500, 0.5),
        after="removal_started",
        chance=0.3,
        given=_PAPERS,
        retry=90,
    )
    yield _guess(
        "removal_prospect_lost",
        "immigration_case_officer",
        LogNormal(1100, 0.4),
        after="removal_started",
        chance=0.9,
    )
    yield _guess(
        "stay_granted",
        "immigration_case_officer",
        LogNormal(540, 0.5),
        after=("removal_prospect_lost", "removal_barred"),
        chance=0.4,
    )
    yield _guess(
        "reintegration_resumed",
        "case_conference_chair",
        LogNormal(21, 1.0),
        after=("removal_prospect_lost", "stay_granted"),
    )
