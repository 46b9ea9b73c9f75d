"""Which milestone comes before which, whatever the days are.

Only what the calendar makes certain: six months before a day comes before the day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from continuum.errors import FactError
from continuum.guards import Period, Portion, Shifted, day_of
from continuum.guards.calendar import days_between
from continuum.guards.walk import milestone_facts

if TYPE_CHECKING:
    from continuum.guards import Milestone

__all__ = ["come_by_its_day", "not_after"]

_SLACK: Final = 7
_ROUND: Final = 14  # a working day comes within so many days, whatever the holidays are
_STARTS: Final = tuple(
    date(year, month, day) for year in (2023, 2024) for month in range(1, 13) for day in (1, 15, 28)
)


def not_after(one: Milestone, other: Milestone) -> bool:
    """Say whether one milestone is reached on every day on which the other is.

    Args:
        one: A milestone, parameters resolved.
        other: Another.

    Returns:
        ``True`` only where it follows from the calendar; ``False`` where it may be otherwise.

    Example:
        >>> from continuum.guards import Day, days, months
        >>> release = Day("release_day")
        >>> not_after(release - months(6), release), not_after(release, release - months(6))
        (True, False)
        >>> not_after(release - months(6), release - days(1))
        True
    """
    return _by_form(one, other) or _by_days(one, other)


def _by_form(one: Milestone, other: Milestone) -> bool:
    """By how the two are built, whatever the lengths are."""
    if one == other:
        return True
    if isinstance(other, Portion) and _by_form(one, other.start):
        return True
    if isinstance(other, Shifted) and not other.back and _by_form(one, other.start):
        return True
    if isinstance(one, Shifted) and one.back and _by_form(one.start, other):
        return True
    if isinstance(one, Portion):
        if _by_form(Shifted(one.start, one.term), other):
            return True
        if isinstance(other, Portion) and (one.start, one.term) == (other.start, other.term):
            return one.share <= other.share  # type: ignore[operator]
        return False
    return isinstance(one, Shifted) and isinstance(other, Shifted) and _shorter(one, other)


def _shorter(one: Shifted, other: Shifted) -> bool:
    """Both are moved the same way, from starts in order, by lengths in order."""
    if one.back is not other.back or not _by_form(one.start, other.start):
        return False
    if one.by == other.by:
        return True
    less, more = (other.by, one.by) if one.back else (one.by, other.by)
    if not isinstance(less, Period) or not isinstance(more, Period):
        return False
    if all(a <= b for a, b in zip(_measures(less), _measures(more), strict=True)):
        return True
    return not less.working_days and _most_days(less) <= _fewest_days(more)


def _by_days(one: Milestone, other: Milestone) -> bool:
    """By how many days they lie from the same day: months differ by days, never by a week."""
    ends = _span(one), _span(other)
    if None in ends or {*milestone_facts(one)} != {*milestone_facts(other)}:
        return False
    (_, last), (first, _) = ends  # type: ignore[misc]
    return last + 2 * _SLACK < first


def come_by_its_day(milestone: Milestone) -> bool | None:
    """Say whether a milestone has come on the day from which it is counted, whatever day that is.

    Args:
        milestone: A milestone counted from one day by fixed lengths.

    Returns:
        ``None`` where it hangs on the day: a month and a day less than a month is long or short.

    Example:
        >>> from continuum.guards import Day, days, months
        >>> the_day = Day("the_day")
        >>> come_by_its_day(the_day - months(1)), come_by_its_day(the_day + days(1))
        (True, False)
        >>> come_by_its_day(the_day + months(1) - days(30)) is None
        True
    """
    first, last = _reach(milestone)
    return True if last <= 0 else False if first > 0 else None


def _reach(milestone: Milestone) -> tuple[int, int]:
    """The fewest and the most days after the day from which a milestone is counted."""
    match milestone:
        case Shifted(start, Period() as by, back):
            first, last = _reach(start)
            least, most = _fewest_days(by), _most_days(by) + _ROUND * by.working_days
            return (first - most, last - least) if back else (first + least, last + most)
        case Portion(start, Period() as term, _):
            first, last = _reach(start)
            return first, last + _most_days(term) + _ROUND * term.working_days
        case _:
            return 0, 0


@lru_cache(maxsize=1024)
def _span(milestone: Milestone) -> tuple[int, int] | None:
    """The fewest and the most days from the day it is counted from; only for fixed lengths."""
    if len({*milestone_facts(milestone)}) != 1:
        return None
    try:
        found = [days_between(day, day_of(milestone, lambda _, day=day: day)) for day in _STARTS]  # type: ignore[misc,arg-type]
    except FactError:
        return None
    return min(found), max(found)


def _measures(period: Period) -> tuple[int, int, int]:
    return 12 * period.years + period.months, period.days, period.working_days


def _most_days(period: Period) -> int:
    months, days, _ = _measures(period)
    return 31 * months + days


def _fewest_days(period: Period) -> int:
    months, days, working_days = _measures(period)
    return 28 * months + days + working_days
