"""The calendar over columns: the same sums as for one day, for many days at once.

Days are proleptic ordinals (``date.toordinal()``) in ``int64``; law 8 says that every day that
comes out is the day that :mod:`continuum.guards.calendar` gives.  A day that falls outside the
years 1 to 9999 is refused there; here it comes back as not known, because one person's absurd term
should not stop the other people.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from continuum.guards.milestones import Portion, Shifted
from continuum.guards.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.guards.language import Fact, Milestone
    from continuum.sim.columns.arrays import Mask, Numbers

__all__ = ["FIRST_DAY", "LAST_DAY", "Days", "after", "before", "milestone_days", "portion"]


FIRST_DAY: Final = 1
LAST_DAY: Final = 3_652_059
"""The ordinals of the first day of year 1 and of the last day of year 9999."""

# NumPy counts its days from 1 January 1970.
_EPOCH: Final = 719_163
_MONTHS_A_YEAR: Final = 12
_DAYS_A_WEEK: Final = 7
_WORKING_DAYS_A_WEEK: Final = 5
_SATURDAY: Final = 5


class Days(NamedTuple):
    """A column of days: ordinals, and where they are known."""

    ordinals: Numbers
    known: Mask


def after(days: Numbers, period: Period) -> Days:
    """Give the days that lie a period after each day; see :func:`continuum.guards.calendar.after`.

    Example:
        >>> from datetime import date
        >>> day = np.array([date(2024, 1, 31).toordinal()])
        >>> date.fromordinal(int(after(day, Period(months=1)).ordinals[0]))
        datetime.date(2024, 2, 29)
    """
    return _moved(days, period, 1)


def before(days: Numbers, period: Period) -> Days:
    """Give the days that lie a period before each day."""
    return _moved(days, period, -1)


def portion(starts: Numbers, ends: Numbers, share: Fraction) -> Days:
    """Give the day on which a share of each term is served: start + ceil(days * share)."""
    served = -(-(ends - starts) * share.numerator // share.denominator)
    return Days(starts + served, ends >= starts)


def _moved(days: Numbers, period: Period, direction: int) -> Days:
    months = direction * (_MONTHS_A_YEAR * period.years + period.months)
    moved, known = _by_months(days, np.int64(months)) if months else (days, _within(days))
    moved = moved + direction * period.days
    known = known & _within(moved)
    if period.working_days:
        moved = _by_working_days(np.where(known, moved, _EPOCH), period.working_days, direction)
        known = known & _within(moved)
    return Days(moved, known)


def _by_months(days: Numbers, months: Numbers | np.int64) -> Days:
    """Move each day by whole months, clamped to the end of a shorter month."""
    dates = (days - _EPOCH).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    offset = (dates - month).astype(np.int64)
    moved = month.astype(np.int64) + months
    first = _first_of(moved)
    length = _first_of(moved + 1) - first
    ordinals = first + np.minimum(offset, length - 1)
    return Days(ordinals, _within(days) & _within(ordinals))


def _first_of(months: Numbers) -> Numbers:
    """The ordinal of the first day of a month, counted from January 1970."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _EPOCH


def _within(days: Numbers) -> Mask:
    return (days >= FIRST_DAY) & (days <= LAST_DAY)


def _by_working_days(days: Numbers, count: int, direction: int) -> Numbers:
    """Move by days from Monday to Friday; the first one counted is the next that follows."""
    weekday = (days + 6) % _DAYS_A_WEEK
    over = np.maximum(weekday - (_SATURDAY - 1), 0)  # days past Friday: 0, 1 or 2
    if direction > 0:
        # From a weekend day, counting starts on the Friday before.
        start, place = days - over, np.minimum(weekday, _SATURDAY - 1)
        weeks, rest = divmod(count, _WORKING_DAYS_A_WEEK)
        bridged = np.where(place + rest > _SATURDAY - 1, 2, 0)
        return start + weeks * _DAYS_A_WEEK + rest + bridged
    # From a weekend day, counting starts on the Monday after.
    start = np.where(over > 0, days + (3 - over), days)
    place = np.where(over > 0, 0, weekday)
    weeks, rest = divmod(count, _WORKING_DAYS_A_WEEK)
    bridged = np.where(place - rest < 0, 2, 0)
    return start - weeks * _DAYS_A_WEEK - rest - bridged


def milestone_days(milestone: Milestone, read: Callable[[Fact], tuple[Numbers, Mask]]) -> Days:
    """Work out the day of a milestone for each person.

    Args:
        milestone: A day fact, a shifted milestone or a portion, parameters resolved.
        read: Gives the values of a fact, and where they are known.
    """
    match milestone:
        case Shifted(start=start, by=by, back=back):
            anchor = milestone_days(start, read)
            return _shifted(anchor, by, read, -1 if back else 1)
        case Portion(start=start, term=term, share=share):
            anchor = milestone_days(start, read)
            end = _shifted(anchor, term, read, 1)
            known = anchor.known & end.known
            found = portion(
                np.where(known, anchor.ordinals, FIRST_DAY),
                np.where(known, end.ordinals, FIRST_DAY),
                Fraction(share),  # type: ignore[arg-type]
            )
            return Days(found.ordinals, known & found.known)
        case _:
            return Days(*read(milestone))


def _shifted(
    anchor: Days,
    by: object,
    read: Callable[[Fact], tuple[Numbers, Mask]],
    direction: int,
) -> Days:
    if isinstance(by, Period):
        known = anchor.known
        moved = _moved(np.where(known, anchor.ordinals, _EPOCH), by, direction)
        return Days(moved.ordinals, known & moved.known)
    counts, counted = read(by)  # type: ignore[arg-type]
    known = anchor.known & counted
    days = np.where(known, anchor.ordinals, _EPOCH)
    steps = direction * np.where(known, counts, 0)
    unit = by.unit  # type: ignore[attr-defined]
    if unit == "days":
        moved = Days(days + steps, _within(days + steps))
    elif unit == "working_days":
        moved = _each_by_working_days(days, np.abs(steps), direction)
    else:
        moved = _by_months(days, steps * (_MONTHS_A_YEAR if unit == "years" else 1))
    return Days(moved.ordinals, known & moved.known)


def _each_by_working_days(days: Numbers, counts: Numbers, direction: int) -> Days:
    """Move each day by its own number of working days."""
    days, counts = np.broadcast_arrays(days, counts)
    moved = np.array(days)
    for count in np.unique(counts):
        rows = counts == count
        if count:
            moved[rows] = _by_working_days(days[rows], int(count), direction)
    return Days(moved, _within(moved))
