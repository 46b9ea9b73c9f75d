"""The same guard about something else: another person's facts, or the case after an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import (
    ALWAYS,
    NEVER,
    All,
    AtLeast,
    AtLeastOf,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Portion,
    Reached,
    Shifted,
    Some,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from continuum.guards import Fact, Guard, Milestone

__all__ = ["mapped", "renamed", "with_places"]


def mapped(guard: Guard, change: Callable[[Guard], Guard]) -> Guard:
    """Give the same guard with every question changed.

    Args:
        guard: Any guard.
        change: Gives a guard for a question.
    """
    match guard:
        case All(parts):
            return All(mapped(part, change) for part in parts)
        case Some(parts):
            return Some(mapped(part, change) for part in parts)
        case AtLeastOf(count, parts):
            return AtLeastOf(count, (mapped(part, change) for part in parts))
        case Not(part):
            return Not(mapped(part, change))
        case _:
            return change(guard)


def renamed(guard: Guard, names: Mapping[str, str]) -> Guard:
    """Give the same guard about facts of other names.

    Example:
        >>> renamed(~Flag("a"), {"a": "b"})
        Not(part=Flag('b'))
    """

    def change(leaf: Guard) -> Guard:
        match leaf:
            case Flag():
                return leaf if leaf.name not in names else attrs.evolve(leaf, name=names[leaf.name])
            case IsIn(choice, among):
                return IsIn(_other(choice, names), among)
            case AtLeast(number, bound):
                return AtLeast(_other(number, names), bound)
            case Known(fact):
                return Known(_other(fact, names))
            case Reached(milestone):
                return Reached(_milestone(milestone, names))
            case _:
                return leaf

    return mapped(guard, change)


def _other(fact: Fact, names: Mapping[str, str]) -> Any:
    name = names.get(fact.name)
    return fact if name is None else attrs.evolve(fact, name=name)


def _milestone(milestone: Milestone, names: Mapping[str, str]) -> Milestone:
    match milestone:
        case Shifted(start, by, back):
            return Shifted(_milestone(start, names), _length(by, names), back)
        case Portion(start, term, share):
            return Portion(_milestone(start, names), _length(term, names), share)
        case _:
            return _other(milestone, names)  # type: ignore[no-any-return]


def _length(by: Any, names: Mapping[str, str]) -> Any:
    return _other(by, names) if hasattr(by, "at_least") else by


def with_places(guard: Guard, places: Mapping[str, str]) -> Guard:
    """Give the same guard where some regions are known to be in a state.

    Example:
        >>> from continuum.guards import during
        >>> with_places(during("legal", "custody"), {"legal": "custody"}) == ALWAYS
        True
    """
    match guard:
        case During(region, states):
            if region not in places:
                return guard
            return ALWAYS if places[region] in states else NEVER
        case All(parts):
            return _joined(parts, places, All, NEVER)
        case Some(parts):
            return _joined(parts, places, Some, ALWAYS)
        case AtLeastOf(count, parts):
            return AtLeastOf(count, (with_places(part, places) for part in parts))
        case Not(part):
            inner = with_places(part, places)
            return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else Not(inner)
        case _:
            return guard


def _joined(
    parts: Iterable[Guard], places: Mapping[str, str], kind: type[All | Some], settles: Guard
) -> Guard:
    """Join parts again, without those that change nothing; one may settle the whole."""
    neutral = ALWAYS if settles == NEVER else NEVER
    left: list[Guard] = []
    for part in parts:
        inner = with_places(part, places)
        if inner == settles:
            return settles
        if inner != neutral:
            left.append(inner)
    return left[0] if len(left) == 1 else kind(left)
