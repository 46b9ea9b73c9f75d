"""Places that there are only so many of, and who waits for one: by date, never by a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import ScenarioError
from continuum.guards import as_day
from continuum.sim.behaviour.readings import (
    kept,
    read_choice,
    read_marks,
    read_names,
    read_places,
    read_text,
    read_when,
)

if TYPE_CHECKING:
    from datetime import date

    from continuum.guards.language import Milestone
    from continuum.rulebook.sources import Source

__all__ = ["Capacity", "Officers"]


_MOST: Final = 10_000_000


def _order(given: str) -> str:
    return read_choice(given, "first_come", "due_date")  # type: ignore[no-any-return]


def _whole(given: Any) -> int:
    if type(given) is not int or not 0 <= given <= _MOST:
        raise ScenarioError(
            f"this cannot be `{str(given)[:40]}`",
            help=f"give a whole number from 1 to {_MOST:,}",
        )
    return given


def _count(given: Any) -> int:
    def read(count: Any) -> Any:
        if _whole(count) == 0:
            raise ScenarioError(
                "there are 0, so nobody would ever be served",
                help="give 1 or more, or leave the attempts out",
            )
        return count

    return kept(read, given, "a whole number")  # type: ignore[no-any-return]


def _changes(changes: Any) -> tuple[tuple[date, int], ...]:
    def read(given: Any) -> Any:
        pairs = dict(given).items()
        listed = [(as_day(day, "the day of a change"), _whole(count)) for day, count in pairs]
        return tuple(sorted(listed))

    return kept(read, changes, "pairs of a day and a number")  # type: ignore[no-any-return]


@attrs.frozen
class Capacity:
    """Some places, the attempts that take one, and when a place is free again.

    When an attempt that takes a place is due and its gates are open, it is made if a place is
    free, and the place is taken from then on.  Otherwise the person joins the queue (in the log:
    ``waiting``) and tries again at the moment at which a place is given.  Whoever is refused then,
    or leaves where the attempt is possible, leaves the queue.  The place is free again when the
    person leaves ``held``, when an event of ``until`` is allowed, or when the pathway ends.

    Args:
        name: A short text.
        places: How many; 1 or more.
        takes: The attempts that take a place, by label, or by event for all of its attempts.
        held: Region to states; the place is held while the person is in one of each.
        until: Events that free the place.
        order: ``first_come``, or ``due_date``: the earliest ``due`` first, whoever has none last.
            Ties go by the number of the person.
        due: For ``due_date``: a day fact or a milestone.
        changes: Pairs of a day and the number of places from that day on.  Nobody is sent away
            when there are fewer; places that are given back are not filled again.
        sources: Where the numbers come from.

    Example:
        >>> Capacity("programme", 12, takes="programme_joined", until="programme_left").places
        12
    """

    name: str = attrs.field(converter=read_text)
    places: int = attrs.field(converter=_count)
    takes: tuple[str, ...] = attrs.field(converter=read_names)
    held: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=read_places)
    until: tuple[str, ...] = attrs.field(default=(), converter=read_names)
    order: str = attrs.field(default="first_come", converter=_order)
    due: str | Milestone | None = attrs.field(default=None, converter=read_when)
    changes: tuple[tuple[date, int], ...] = attrs.field(default=(), converter=_changes)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)

    @property
    def steps(self) -> tuple[tuple[date, int], ...]:
        """The days on which the number of places changes, each with the places from then on."""
        return self.changes


@attrs.frozen
class Officers:
    """So many officers with so many people each: a capacity of officers times caseload places.

    Args:
        name: A short text.
        officers: How many; 1 or more.
        caseload: How many people each of them takes; 1 or more.
        takes: As of :class:`Capacity`.
        held: As of :class:`Capacity`.
        until: As of :class:`Capacity`.
        order: As of :class:`Capacity`.
        due: As of :class:`Capacity`.
        changes: Pairs of a day and the number of officers from that day on.
        sources: Where the numbers come from.

    Example:
        >>> Officers("probation", 12, 9, takes="supervision_started").places
        108
    """

    name: str = attrs.field(converter=read_text)
    officers: int = attrs.field(converter=_count)
    caseload: int = attrs.field(converter=_count)
    takes: tuple[str, ...] = attrs.field(converter=read_names)
    held: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=read_places)
    until: tuple[str, ...] = attrs.field(default=(), converter=read_names)
    order: str = attrs.field(default="first_come", converter=_order)
    due: str | Milestone | None = attrs.field(default=None, converter=read_when)
    changes: tuple[tuple[date, int], ...] = attrs.field(default=(), converter=_changes)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)

    @property
    def places(self) -> int:
        """How many people all of them take."""
        return self.officers * self.caseload

    @property
    def steps(self) -> tuple[tuple[date, int], ...]:
        """The days on which the number of places changes, each with the places from then on."""
        return tuple((day, officers * self.caseload) for day, officers in self.changes)
