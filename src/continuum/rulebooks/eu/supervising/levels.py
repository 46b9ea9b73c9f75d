"""How closely somebody is supervised, and when supervision rests."""

from __future__ import annotations

from continuum.guards import Choice, during
from continuum.rulebook import Event, Transition
from continuum.rulebooks.eu.legal import in_custody
from continuum.rulebooks.eu.registers import supervision_title
from continuum.rulebooks.eu.supervision import LEVELS

__all__ = [
    "EVENTS",
    "TRANSITIONS",
    "back_to_level",
    "level_asked",
]

_WORDS = ("intensive", "standard", "reduced")

level_asked = Choice(
    "level_asked", title="the level of supervision that is decided", of="request", options=_WORDS
)


_WAYS = (
    ("intensive", level_asked.known() & level_asked.is_in("intensive")),
    ("active", ~level_asked.known() | level_asked.is_in("standard")),
    ("reduced", level_asked.known() & level_asked.is_in("reduced")),
)


def back_to_level(event: str, *source: str) -> tuple[Transition, ...]:
    """Give the ways of an event back to the level that is said, or to the standard one."""
    return tuple(Transition(event, "supervision", source, state, when) for state, when in _WAYS)


_higher, _lower = level_asked.is_in("intensive"), level_asked.is_in("reduced")
_middle = level_asked.is_in("standard")

EVENTS = (
    Event(
        "supervision_intensified",
        "supervision made closer",
        ("probation_officer", "sentence_court"),
        adverse=True,
        requires=_higher | _middle & during("supervision", "reduced"),
        remedy="name a level that is closer than the present one",
        asks=(level_asked,),
        needs="level_asked",
        about="More contact under the same title; new conditions need a decision of their own.",
        sources="GK",
    ),
    Event(
        "supervision_reduced",
        "supervision made lighter",
        ("probation_officer", "sentence_court"),
        requires=_lower | _middle & during("supervision", "intensive"),
        remedy="name a level that is lighter than the present one",
        asks=(level_asked,),
        needs="level_asked",
        sources="GK",
    ),
    Event(
        "supervision_suspended",
        "supervision suspended",
        ("probation_officer", "sentence_court"),
        sources="SEEN:fr-mjp",
    ),
    Event(
        "supervision_resumed",
        "supervision resumed",
        ("probation_officer", "sentence_court"),
        requires=supervision_title & ~in_custody,
        remedy="a supervision title must still be in force, and the person must be out of custody",
        asks=(level_asked,),
        sources="SEEN:fr-mjp",
    ),
)
TRANSITIONS = (
    Transition("supervision_intensified", "supervision", "active", "intensive"),
    Transition("supervision_intensified", "supervision", "reduced", "intensive", _higher),
    Transition("supervision_intensified", "supervision", "reduced", "active", _middle),
    Transition("supervision_reduced", "supervision", "active", "reduced"),
    Transition("supervision_reduced", "supervision", "intensive", "reduced", _lower),
    Transition("supervision_reduced", "supervision", "intensive", "active", _middle),
    Transition("supervision_suspended", "supervision", LEVELS, "suspended"),
    *back_to_level("supervision_resumed", "suspended"),
)
