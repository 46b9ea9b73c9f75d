"""What happens only as long as the pathway is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.rulebook import Transition, stays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Event

__all__ = ["while_open"]

_OPEN = ("liaison_unassigned", "liaison_assigned", "liaison_changing")


def while_open(events: Iterable[Event]) -> tuple[Transition, ...]:
    """Give the ways that leave the track of continuity as it is, and are gone once it is closed.

    Args:
        events: The events that nobody can bring after the pathway was closed.

    Example:
        >>> from continuum.rulebook import Event
        >>> while_open([Event("community_mapped")])[0].source
        ('liaison_unassigned', 'liaison_assigned', 'liaison_changing')
    """
    return tuple(stays(event.name, "continuity", *_OPEN) for event in events)
