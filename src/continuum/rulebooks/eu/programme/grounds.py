"""Grounds that can carry no decision: what was declined, what is believed, what is only supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Choice, Flag, Known
from continuum.rulebook import Governs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Guard
    from continuum.rulebook import Event

__all__ = [
    "NO_BELIEF",
    "carries_a_score",
    "change_of_belief_asked",
    "only_ground",
    "rules_on_grounds",
    "with_grounds_asked",
]

only_ground = Choice(
    "only_ground",
    title="the only ground of the decision",
    of="request",
    options=(
        "declined_or_left",
        "belief",
        "hypothesis",
        "diagnosis",
        "child_record",
        "safety_incident",
    ),
)
change_of_belief_asked = Flag(
    "change_of_belief_asked", title="it asks the person to change a belief", of="request"
)

carries_a_score = Flag(
    "carries_a_score", title="it holds a score or a rank, as a number or in words", of="request"
)

NO_BELIEF: Final = (
    "conditional_release_granted",
    "condition_imposed",
    "plan_opened",
    "programme_agreed",
)
"""What may ask for attendance and conduct, and never for a change of belief."""


_TRANSFERS: Final = (
    "custody_transfer_requested",
    "enforcement_taken_over",
    "supervision_transfer_requested",
    "supervision_transferred",
)
"""These rest on grounds of their own (GR-A0, GR-A1), and a country outside the Union has none."""


def with_grounds_asked(events: Iterable[Event]) -> tuple[Event, ...]:
    """Let adverse events be asked for their only ground, some for a belief or for a score.

    Example:
        >>> from continuum.rulebook import Event
        >>> [ask.name for ask in with_grounds_asked([Event("held", adverse=True)])[0].asks]
        ['only_ground']
    """
    return tuple(_asked(event) for event in events)


def _asked(event: Event) -> Event:
    more = (only_ground,) if event.adverse and event.name not in _TRANSFERS else ()
    if event.name in NO_BELIEF and change_of_belief_asked not in event.asks:
        more = (*more, change_of_belief_asked)
    if event.name == "assessment_attached":
        more = (*more, carries_a_score)
    return attrs.evolve(event, asks=(*event.asks, *more)) if more else event


def _alone(ground: str) -> Guard:
    return Known(only_ground) & only_ground.is_in(ground)


def rules_on_grounds(events: Iterable[Event]) -> tuple[Rule, ...]:
    """Give the rules on what can be no ground of a decision against the person.

    Example:
        >>> from continuum.rulebook import Event
        >>> [rule.id for rule in rules_on_grounds([Event("held", adverse=True)])][:2]
        ['GR-21.2', 'GR-22']
    """
    adverse = Governs(
        tuple(event.name for event in events if event.adverse and event.name not in _TRANSFERS)
    )
    return (
        Rule(
            "GR-21.2",
            "Having declined or left what is voluntary is no ground for anything adverse.",
            "Decide on other grounds, or leave the decision.",
            guard=~_alone("declined_or_left"),
            governs=adverse,
            precedence="rights",
            title="declining costs nothing",
            sources=("SEED:S28", "SEED:S36"),
        ),
        Rule(
            "GR-22",
            "No release, condition, plan or programme may ask for a change of belief.",
            "Ask for attendance or conduct only.",
            guard=~(Known(change_of_belief_asked) & change_of_belief_asked),
            governs=Governs(NO_BELIEF),
            precedence="rights",
            title="belief is free",
            sources=("SEED:S17", "SEEN:nl-2018", "GK: art 9 ECHR"),
        ),
        Rule(
            "GR-22.2",
            "What somebody believes is no ground for anything adverse.",
            "Decide on conduct, or leave the decision.",
            guard=~_alone("belief"),
            governs=adverse,
            precedence="rights",
            title="belief is no ground",
            sources=("SEED:S17", "SEEN:nl-2018", "GK: art 9 ECHR"),
        ),
        Rule(
            "GR-91",
            "No score is computed, kept or sorted on; an assessment is told in words.",
            "Take the number or the rank out, and attach the assessment in words.",
            guard=~(Known(carries_a_score) & carries_a_score),
            governs=Governs("assessment_attached"),
            precedence="rights",
            title="no score",
            sources=("SEEN:aiact-fpf (AI Act art 5(1)(d))", "SEEN:aiact-6d (Annex III 6(d))"),
        ),
        Rule(
            "GR-95.9",
            "A hypothesis about compliance is no ground for anything adverse by itself.",
            "Rest the decision on conduct that was observed, or leave it.",
            guard=~_alone("hypothesis"),
            governs=adverse,
            precedence="rights",
            title="a hypothesis decides nothing",
            sources=("SEED:S32", "SEEN:ran-false"),
        ),
    )
