"""Several changes at once: which of them go together, and which only repeat what others say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Value
    from continuum.runtime.change import Change

__all__ = ["joined", "options_of"]


def joined(changes: Iterable[Change]) -> frozenset[Change] | None:
    """Leave out each change that another one implies; ``None`` where two contradict each other.

    Args:
        changes: Changes that are to be made together.
    """
    kept: list[Change] = []
    for _, together in _by_subject(changes):
        strictest: list[Change] = []
        for change in together:
            if not any(_implies(other, change) for other in strictest):
                strictest = [other for other in strictest if not _implies(change, other)]
                strictest.append(change)
        if not _common(strictest):
            return None
        kept += strictest
    return frozenset(kept)


def options_of(changes: Iterable[Change]) -> dict[str, tuple[Value, ...]]:
    """Give the values that would do, for each fact or region that changes to a value.

    Args:
        changes: Changes that go together.
    """
    return {
        about: _common(together)
        for about, together in _by_subject(changes)
        if all(change.to is not None for change in together)
    }


def _by_subject(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    ordered = sorted(changes, key=lambda change: (change.about, str(change)))
    for about, together in groupby(ordered, key=lambda change: change.about):
        yield about, list(together)


def _implies(one: Change, other: Change) -> bool:
    """Whether one change, made, is the other as well."""
    if other.to is None and one.to is not None:
        return True  # what is recorded as something is recorded
    if one.to is None or other.to is None:
        waits = one.about == other.about == "time" and one.to is other.to
        return (
            waits and one.earliest is not None and one.earliest >= (other.earliest or one.earliest)
        )
    first, second = _bound(one), _bound(other)
    if first is not None and second is not None:
        return one.or_less == other.or_less and (
            first <= second if one.or_less else first >= second
        )
    return set(_values(one)) <= set(_values(other))


def _common(changes: list[Change]) -> tuple[Value, ...]:
    """The values that all changes about one thing take; a day yet to come is any value."""
    valued = [change for change in changes if change.to is not None]
    if not valued:
        return (True,)
    bounds = [(change.or_less, bound) for change in valued if (bound := _bound(change)) is not None]
    if bounds:
        lowest = max((bound for or_less, bound in bounds if not or_less), default=None)
        highest = min((bound for or_less, bound in bounds if or_less), default=None)
        if lowest is None or highest is None:
            return tuple(bound for bound in (lowest, highest) if bound is not None)
        return (lowest,) if lowest <= highest else ()
    return tuple(
        value for value in _values(valued[0]) if all(value in _values(c) for c in valued[1:])
    )


def _bound(change: Change) -> int | None:
    return change.to if type(change.to) is int else None


def _values(change: Change) -> tuple[Value, ...]:
    if isinstance(change.to, tuple):
        return change.to
    return () if change.to is None else (change.to,)
