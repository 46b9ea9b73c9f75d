"""What the parts of the detailed behaviour share: marks, papers, and the protocol of handovers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.distributions import Bernoulli, LogNormal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.behaviour.distributions import Spread

__all__ = [
    "AT_LIBERTY",
    "CUSTODY",
    "FOREIGN",
    "guess",
    "handover",
    "ruling",
    "taken_against",
]

_GUESS: Final = "ASSUMPTION: no source found for this delay"

# What a decision against somebody carries: now and then one of the papers is missing.
_PAPERS: Final = {
    "authority": "a court or an agency",
    "legal_basis": "the law in force",
    "reasons": Bernoulli(0.98),
    "remedy": Bernoulli(0.96),
}
CUSTODY: Final = {
    "legal": (
        "sentenced_custody",
        "assessment",
        "specialised_unit",
        "ordinary_unit",
        "low_security_or_leave",
    )
}
"""Where somebody serves a sentence in prison."""
AT_LIBERTY: Final = {
    "legal": (
        "conditional_release",
        "end_of_sentence",
        "released_no_conviction",
        "sentenced_at_liberty",
    )
}
"""Where somebody lives outside."""
FOREIGN: Final = {"foreign": True}
"""The people whose stay the law on foreigners decides."""

_SAID: Final = ("prepared", "person_informed", "offered", "read", "joint_meeting_held")


def guess(event: str, by: str, delay: Spread | float = 0, **more: Any) -> Attempt:
    """Give an attempt whose numbers nobody has measured.

    Args:
        event: The event.
        by: Who attempts it.
        delay: The delay, in days.
        more: Anything else that an attempt has.

    Example:
        >>> str(guess("acquitted", "sentence_court", 300).sources[0])
        'ASSUMPTION: no source found for this delay'
    """
    return Attempt(event, by, delay, **{"sources": _GUESS, "clock": "restart", **more})


def taken_against(
    event: str, by: str, delay: Spread | float = 0, *, given: Any = (), **more: Any
) -> Attempt:
    """Give an attempt at a decision against somebody, with its papers.

    Args:
        event: The event.
        by: Who attempts it.
        delay: The delay, in days.
        given: What it carries beside the papers.
        more: Anything else that an attempt has; a refusal is mended within two weeks.

    Example:
        >>> attempt = taken_against("remanded", "sentence_court", given={"title_until": 90})
        >>> [name for name, _ in attempt.given]
        ['authority', 'legal_basis', 'reasons', 'remedy', 'title_until']
    """
    return guess(event, by, delay, given={**_PAPERS, **dict(given)}, **{"retry": 14, **more})


def ruling(
    event: str, by: str, delay: Spread | float = 0, *, given: Any = (), **more: Any
) -> Attempt:
    """Give an attempt at a decision that is not against somebody: with authority and reasons.

    Args:
        event: The event.
        by: Who attempts it.
        delay: The delay, in days.
        given: What it carries beside them.
        more: Anything else that an attempt has.

    Example:
        >>> [name for name, _ in ruling("regularised", "immigration_case_officer").given]
        ['authority', 'legal_basis', 'reasons']
    """
    said = {name: what for name, what in _PAPERS.items() if name != "remedy"}
    return guess(
        event, by, delay, given={**said, "reasons": "reasons of the day", **dict(given)}, **more
    )


def handover(
    stage: str, sender: str, receiver: str, delay: Spread | float, **begins: Any
) -> Iterator[Attempt]:
    """Give the protocol of a handover, each stage some days after the one before.

    Args:
        stage: The handover in small letters, such as ``h5``.
        sender: The role that hands over.
        receiver: The role that takes over.
        delay: How long after its beginning it is prepared.
        begins: When it begins: ``at``, ``after``, ``during``.

    Example:
        >>> [a.name for a in handover("h5", "prison_case_manager", "probation_officer", 30)][:2]
        ['h5_prepared', 'h5_prepared_again']
    """
    said = {name: f"{stage}_{name}" for name in _SAID}
    accepted, refused = f"{stage}_accepted", f"{stage}_refused"
    yield guess(said["prepared"], sender, delay, **{"retry": 30, **begins})
    yield guess(
        said["prepared"], sender, LogNormal(21, 0.5), after=refused, label=f"{stage}_prepared_again"
    )
    yield guess(said["person_informed"], sender, LogNormal(10, 0.7), after=said["prepared"])
    yield guess(said["offered"], sender, LogNormal(4, 0.7), after=said["person_informed"])
    yield guess(said["read"], receiver, LogNormal(10, 0.8), after=said["offered"])
    yield guess(said["joint_meeting_held"], sender, LogNormal(14, 0.6), after=said["read"])
    yield guess(
        refused,
        receiver,
        LogNormal(5, 0.6),
        after=said["joint_meeting_held"],
        chance=0.1,
        given={"reasons": "not complete"},
    )
    yield guess(accepted, receiver, LogNormal(14, 0.6), after=said["joint_meeting_held"])
    yield guess(f"{stage}_effective", receiver, LogNormal(14, 0.6), after=accepted)
