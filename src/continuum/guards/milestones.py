"""Days that the law counts to: a recorded day, moved by a period, or a share of a term."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.guards import calendar
from continuum.guards.parameters import ParameterRef
from continuum.guards.periods import Period
from continuum.guards.questions import Reached

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from continuum.guards.facts import Number
    from continuum.guards.language import Fact, Milestone

__all__ = [
    "Dated",
    "Portion",
    "ShareOf",
    "Shifted",
    "day_of",
    "half_of",
    "share_of",
    "two_thirds_of",
]


class Dated:
    """What ``+`` and ``-`` mean for a day, and how to ask whether it has come."""

    __slots__ = ()

    def __add__(self, by: Period | ParameterRef | Number | ShareOf) -> Milestone:
        """The day so much later; ``start + two_thirds_of(term)`` is a share of the term."""
        if isinstance(by, ShareOf):
            return Portion(self, by.term, by.share)  # type: ignore[arg-type]
        return Shifted(self, by, back=False)  # type: ignore[arg-type]

    def __sub__(self, by: Period | ParameterRef | Number) -> Milestone:
        """The day so much earlier."""
        return Shifted(self, by, back=True)  # type: ignore[arg-type]

    def reached(self) -> Reached:
        """Ask whether the day has come (on the day itself it has)."""
        return Reached(self)  # type: ignore[arg-type]


@attrs.frozen
class Shifted(Dated):
    """A milestone so much later or earlier than another.

    Args:
        start: The milestone it is counted from.
        by: A :class:`Period`, a parameter that holds one, or a number fact whose unit is
            ``days``, ``months``, ``years`` or ``working_days``.
        back: Count backwards.
    """

    start: Milestone
    by: Period | ParameterRef | Number
    back: bool = False


@attrs.frozen
class ShareOf:
    """A share of a term, waiting for the day on which the term starts."""

    term: Number | Period | ParameterRef
    share: Fraction | ParameterRef


@attrs.frozen
class Portion(Dated):
    """The day on which a share of a term has passed.

    The whole term is counted in calendar days from ``start``; the day is ``start`` plus the
    share of those days, rounded up.
    """

    start: Milestone
    term: Number | Period | ParameterRef
    share: Fraction | ParameterRef


def share_of(term: Number | Period | ParameterRef, share: Fraction | ParameterRef) -> ShareOf:
    """Name a share of a term, to be added to the day on which it starts.

    Example:
        >>> from continuum.guards import Day, months
        >>> Day("start") + share_of(months(30), Fraction(2, 3))
        Portion(start=Day('start'), term=Period('P30M'), share=Fraction(2, 3))
    """
    return ShareOf(term, share)


def half_of(term: Number | Period | ParameterRef) -> ShareOf:
    """Name half of a term."""
    return ShareOf(term, Fraction(1, 2))


def two_thirds_of(term: Number | Period | ParameterRef) -> ShareOf:
    """Name two thirds of a term."""
    return ShareOf(term, Fraction(2, 3))


def day_of(milestone: Milestone, read: Callable[[Fact], object]) -> date | None:
    """Work out the day of a milestone from the facts; ``None`` while one is not known.

    Args:
        milestone: A :class:`Day`, :class:`Shifted` or :class:`Portion`, parameters resolved.
        read: Gives the value of a fact, or ``None`` when it is not known.

    Example:
        >>> from datetime import date
        >>> from continuum.guards import Day, months
        >>> day_of(Day("release_day") - months(6), lambda fact: date(2024, 8, 31))
        datetime.date(2024, 2, 29)
    """
    match milestone:
        case Shifted(start=start, by=by, back=back):
            anchor, length = day_of(start, read), _length(by, read)
            if anchor is None or length is None:
                return None
            return _moved(anchor, length, back=back)
        case Portion(start=start, term=term, share=share):
            anchor, length = day_of(start, read), _length(term, read)
            if anchor is None or length is None or not isinstance(share, Fraction):
                return None
            end = _moved(anchor, length)
            return None if end is None else calendar.portion(anchor, end, share)
        case _:
            return read(milestone)  # type: ignore[return-value]


def _moved(anchor: date, length: Period, *, back: bool = False) -> date | None:
    """The day so much later or earlier; beyond the calendar there is none to be known."""
    try:
        return calendar.before(anchor, length) if back else calendar.after(anchor, length)
    except FactError:
        return None


def _length(by: Period | ParameterRef | Number, read: Callable[[Fact], object]) -> Period | None:
    if isinstance(by, Period):
        return by
    if isinstance(by, ParameterRef):
        raise FactError(
            f"parameter `{by.name}` has no value yet",
            help="lower the rulebook for a day first: `book.lower(on=...)`",
        )
    count = read(by)
    if not isinstance(count, int):
        return None
    match by.unit:
        case "months":
            return Period(months=count)
        case "years":
            return Period(years=count)
        case "working_days":
            return Period(working_days=count)
        case _:
            return Period(days=count)
