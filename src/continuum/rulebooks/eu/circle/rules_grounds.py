"""Rules on what is never a ground: a diagnosis, what a child's record holds, an incident alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import Known
from continuum.rulebook import Governs, Rule
from continuum.rulebooks.eu.programme.grounds import only_ground

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Guard
    from continuum.rulebook import Event

__all__ = ["rules_on_never_a_ground"]


def _never(ground: str) -> Guard:
    return ~(Known(only_ground) & only_ground.is_in(ground))


def rules_on_never_a_ground(events: Iterable[Event]) -> tuple[Rule, ...]:
    """Give the rules, over every adverse event that is asked for its only ground.

    Args:
        events: The events of a rulebook, as they are asked.

    Example:
        >>> from continuum.rulebook import Event
        >>> recalled = Event("recall_decided", adverse=True, asks=(only_ground,))
        >>> [rule.id for rule in rules_on_never_a_ground([recalled])]
        ['GR-62', 'GR-70.4', 'GR-80.5']
    """
    adverse = Governs(tuple(event.name for event in events if only_ground in event.asks))
    return (
        Rule(
            "GR-62",
            "A diagnosis is never a ground for a stricter step.",
            "Decide on what the person did or on what the law says; a need for care gets care.",
            guard=_never("diagnosis"),
            governs=adverse,
            precedence="rights",
            title="no diagnosis as a ground",
            sources=("SEED:S18", "SEED:S20"),
        ),
        Rule(
            "GR-70.4",
            "Children are not evidence: a child's record is no ground for anything against a parent.",
            "Decide on what the person did, and leave the child's record with child protection.",
            guard=_never("child_record"),
            governs=adverse,
            precedence="rights",
            title="children are not evidence",
            sources=("SEED:S65", "ASSUMPTION: ethical limit on children"),
        ),
        Rule(
            "GR-80.5",
            "A safety incident alone is no ground for recall, exclusion or anything stricter.",
            "Take measures on the side of the service first, and decide on conduct if there is any.",
            guard=_never("safety_incident"),
            governs=adverse,
            precedence="rights",
            title="no automatic answer to an incident",
            sources=("SEED:S40", "ASSUMPTION: measures act on the service first"),
        ),
    )
