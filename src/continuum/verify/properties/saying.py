"""A property in the rulebook's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from continuum.guards import ALWAYS, Guard
from continuum.prose import say as say_guard
from continuum.prose import say_event, say_list, say_state
from continuum.verify.properties.forms import (
    FAIRNESS,
    Always,
    Eventually,
    Happens,
    NeverBefore,
    Possible,
    Sometimes,
    Until,
)

if TYPE_CHECKING:
    from continuum.rulebook import Governs, Rulebook
    from continuum.verify.properties.forms import Claim, Moment, Property

__all__ = ["say", "say_can_be", "say_claim", "say_moment"]

_KINDS: Final = {
    "statutory": "that is a duty of an agency",
    "mandatory": "that is a duty of the person",
    "voluntary": "that is voluntary",
    "organisational": "that an organisation owes",
}


def say(given: Property, book: Rulebook | None = None) -> str:
    """Say a property in plain English.

    Args:
        given: The property.
        book: The rulebook it is about, for titles.

    Returns:
        A clause without a capital and without a full stop, from the parts alone: the author's
        own sentence is not read.

    Example:
        >>> from continuum.guards import Flag
        >>> from continuum.verify.properties import always, happens, say
        >>> barred = Flag("barred", title="removal is barred")
        >>> say(always(~barred, happens("removed")))
        'whenever “removed” happens: removal is not barred'
    """
    match given:
        case Always(claim=claim, when=when):
            head = "always" if when == ALWAYS else _whenever(when, book)
            return f"{head}: {say_claim(claim, book)}"
        case Sometimes(claim=claim, when=when):
            at = "" if when == ALWAYS else f" at which {say_moment(when, book)}"
            return f"there is a case, and a moment in it{at}: {say_claim(claim, book)}"
        case Eventually(claim=claim, when=when, within=within, fair=fair):
            since = "once a case has opened" if when is None else _whenever(when, book)
            limit = "in the end" if within is None else f"within {within.words}"
            granted = "" if fair == "nothing" else f" (taken for granted: {FAIRNESS[fair]})"
            return f"{since}, {limit}: {say_claim(claim, book)}{granted}"
        case NeverBefore(first=first, second=second):
            return f"{_never(first, book)} before {say_moment(second, book)}"
        case Until(claim=claim, end=end, when=when):
            since = "once a case has opened" if when is None else _whenever(when, book)
            return f"{since}, until {say_moment(end, book)}: {say_claim(claim, book)}"
        case _:
            assert_never(given)


def say_claim(claim: Claim, book: Rulebook | None = None) -> str:
    """Say what a property claims of a situation."""
    if isinstance(claim, Possible):
        return f"“{say_event(claim.event, book)}” can happen"
    return say_guard(claim, book)


def say_moment(moment: Moment, book: Rulebook | None = None) -> str:
    """Say when something is: while a guard holds, or an event happens."""
    if not isinstance(moment, Happens):
        return say_guard(moment, book)
    return _say_happens(moment, book, "happens")


def say_can_be(moment: Moment, book: Rulebook | None = None) -> str:
    """Say that a moment can come: an event can happen, or a guard can hold."""
    if not isinstance(moment, Happens):
        return f"it can be so that {say_guard(moment, book)}"
    return _say_happens(moment, book, "can happen")


def _say_happens(moment: Happens, book: Rulebook | None, verb: str) -> str:
    given: Guard = moment.given
    while_ = "" if given == ALWAYS else f" while {say_guard(given, book)}"
    return f"{_say_events(moment.governs, book)} {verb}{while_}"


def _never(moment: Moment, book: Rulebook | None) -> str:
    if isinstance(moment, Happens):
        return _say_happens(moment, book, "never happens")
    return f"it never comes about that {say_moment(moment, book)}"


def _whenever(moment: Moment, book: Rulebook | None) -> str:
    return f"whenever {say_moment(moment, book)}"


def _say_events(governs: Governs, book: Rulebook | None) -> str:
    said = [f"“{say_event(name, book)}”" for name in governs.events]
    for place in governs.enters:
        region, _, state = place.partition(".")
        said.append(f"an event that leads to “{say_state(region, state, book)}”")
    if governs.by_attribute:
        which = []
        if governs.adverse is not None:
            which.append("that is adverse" if governs.adverse else "that is not adverse")
        if governs.kind is not None:
            which.append(_KINDS[governs.kind])
        if governs.coercive is not None:
            leads = "leads" if governs.coercive else "does not lead"
            which.append(f"that {leads} into a coercive state")
        said.append(f"an event {say_list(which)}")
    return say_list(said, "or")
