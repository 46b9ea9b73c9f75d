"""What two rulebooks do differently, in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose import say_list
from continuum.semantics import route

if TYPE_CHECKING:
    from continuum.verify.comparing.differing import Otherwise
    from continuum.verify.comparing.losing import Direction, Lost

__all__ = ["say_added", "say_otherwise", "say_removed"]


def say_removed(direction: Direction, lost: Lost) -> str:
    """Say what is no longer allowed.

    Args:
        direction: The old rulebook as seen from the new one.
        lost: What only the old one allows.
    """
    if lost.cause == "gone":
        return f"there is no event `{lost.event}` any more, and cases needed it"
    if lost.cause == "needs":
        return f"`{lost.event}` must now be said more, and is refused without it"
    return f"`{lost.event}` is no longer allowed where {_stands(direction, lost)}"


def say_added(direction: Direction, lost: Lost) -> str:
    """Say what is now also allowed.

    Args:
        direction: The new rulebook as seen from the old one.
        lost: What only the new one allows.
    """
    if lost.cause == "gone":
        return f"the event `{lost.event}` is new"
    if lost.cause == "needs":
        return f"`{lost.event}` may now be said with less"
    return f"`{lost.event}` is now also allowed where {_stood(direction, lost)}"


def _stands(direction: Direction, lost: Lost) -> str:
    sentence = _sentence(direction, lost)
    if lost.cause.startswith("way:"):
        return _astray(direction, lost, "has", "is")
    if lost.cause == "role":
        return f"somebody else decided it: {sentence}"
    if lost.cause == "requires":
        return "what it now requires does not hold"
    return f"{lost.cause} stands in the way: {sentence}"


def _stood(direction: Direction, lost: Lost) -> str:
    sentence = _sentence(direction, lost)
    if lost.cause.startswith("way:"):
        return _astray(direction, lost, "had", "was")
    if lost.cause == "role":
        return f"it was said that {sentence}"
    if lost.cause == "requires":
        return "what it required did not hold"
    return f"{lost.cause} stood in the way: {sentence}"


def _astray(direction: Direction, lost: Lost, has: str, is_: str) -> str:
    """Say why an event found no single way, as the story shows it."""
    ends = None if lost.history is None else direction.both(lost.history)
    decision = None if ends is None else ends[1]
    if decision is None or decision.view.heard is None:
        return f"it {has} no single way on"
    found = route(decision.view.heard, decision.view).astray
    astray = next(one for one in found if f"way:{one.region}" == lost.cause)
    start = f"from `{astray.state}`"
    match astray.why:
        case "several":
            targets = say_list(f"`{leg.target}`" for leg in astray.legs)
            return f"it {has} several ways {start} at once, to {targets}"
        case "closed":
            return f"none of its ways {start} {is_} open"
        case "unknown":
            return f"it {is_} not known which way it takes {start}"
        case _:
            return f"it {has} no way {start}"


def _sentence(direction: Direction, lost: Lost) -> str:
    gates = direction.there[lost.event].gates
    said = next((gate.sentence for gate in gates if gate.id == lost.cause), "")
    return said.rstrip(".")


def say_otherwise(direction: Direction, one: Otherwise) -> str:
    """Say what both do, and not in the same way.

    Args:
        direction: The old rulebook as seen from the new one.
        one: What it is.
    """
    names = [f"`{name}`" for name in one.names]
    match one.sort:
        case "way" if len(names) == 3:  # noqa: PLR2004 - a region and two targets
            home = direction.terms.home(one.names[0], one.names[1])
            stands = "" if home == one.names[1] else f" (which is `{home}` now)"
            return f"`{one.event}` leads to {names[2]}, and led to {names[1]} before{stands}"
        case "way":
            return f"`{one.event}` moves {names[0]} in one of them only"
        case "recorded":
            return f"`{one.event}` records something else of {', '.join(names)}"
        case "duty":
            return f"what `{one.event}` lets be owed by {one.names[0]} is otherwise"
        case _:
            does = "lets something be owed" if one.sort == "owed" else "is warned of"
            when = "now" if one.now else "no longer"
            return f"`{one.event}` {when} {does} by {one.names[0]}"
