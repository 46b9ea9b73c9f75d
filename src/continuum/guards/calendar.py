"""The calendar: every sum over days that the library does, and the only file on pendulum.

Days are plain :class:`datetime.date` everywhere.  Of pendulum only the adding of months is used,
which is right and clamps to the end of a shorter month; its durations and its differences in
months are not, because they break the rule that a period must lead from its start to its end.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from continuum.errors import FactError
from continuum.guards.periods import Period, months

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "after",
    "as_day",
    "before",
    "days_between",
    "days_covered",
    "in_force",
    "portion",
    "whole_months_between",
]

# Python's own reader also takes `20240228` and `2024-W09-3`, which no document of ours should hold.
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_SHOWN: Final = 40
_HOW_TO_WRITE: Final = "write the day as YYYY-MM-DD, such as `2024-02-28`"

_DAYS_A_WEEK: Final = 7
_WORKING_DAYS_A_WEEK: Final = 5
_NO_REST_DAYS: Final[frozenset[date]] = frozenset()
# Law knows few periods and a case few anchors; this holds those of some hundred cases at once.
_REMEMBERED: Final = 16_384


def as_day(value: object, what: str = "day") -> date:
    """Read a day at the edge of the library, strictly.

    Args:
        value: ISO text ``YYYY-MM-DD``, a :class:`datetime.date` or a pendulum ``Date``.
        what: The name of what is read, for the message of a refusal.

    Returns:
        A plain :class:`datetime.date`.

    Raises:
        FactError: Anything else; moments (a day with a time) are refused rather than cut, because
            which day a moment falls on depends on a time zone.

    Example:
        >>> as_day("2024-02-29")
        datetime.date(2024, 2, 29)
    """
    if type(value) is date:
        return value
    if isinstance(value, datetime):
        raise FactError(
            f"`{what}` is the moment `{value}`, not a day",
            help="give the day alone, in the time zone of the authority: `moment.date()`",
        )
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        kind = type(value).__name__
        article = "an" if kind[0] in "aeiou" else "a"
        raise FactError(f"`{what}` is {article} {kind}, not a day", help=_HOW_TO_WRITE)
    if _ISO_DAY.fullmatch(value) is None:
        shown = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "..."
        raise FactError(f"`{what}` is `{repr(shown)[1:-1]}`, not a day", help=_HOW_TO_WRITE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise FactError(
            f"`{what}` is `{value}`, a day that the calendar does not have",
            help="check the year (from 0001), the month (to 12) and how many days the month has",
        ) from None


def after(day: date, period: Period, rest_days: frozenset[date] = _NO_REST_DAYS) -> date:
    """Give the day that lies a period after a day.

    Years and months are counted first, in one step from the anchor, and clamped to the end of a
    shorter month; then days; then working days, of which the first is the next one that follows.

    Args:
        day: The anchor; not counted itself.
        period: How far; working days are Monday to Friday.
        rest_days: Days that are no working days although they fall on Monday to Friday.

    Returns:
        The day reached.  Without working days it may be a rest day.

    Raises:
        FactError: The anchor is not a plain day, or the day reached is outside years 1 to 9999.

    Example:
        >>> after(date(2024, 1, 31), Period(months=1))
        datetime.date(2024, 2, 29)
        >>> after(date(2024, 3, 1), Period(working_days=1))  # from a Friday
        datetime.date(2024, 3, 4)
    """
    if rest_days:
        return _moved(day, period, 1, rest_days)
    return _moved_and_remembered(day, period, 1)


def before(day: date, period: Period, rest_days: frozenset[date] = _NO_REST_DAYS) -> date:
    """Give the day that lies a period before a day.

    The order is that of :func:`after`: years and months, then days, then working days.  Because of
    the clamp it does not undo :func:`after`: 31 March less one month is the end of February.

    Args:
        day: The anchor; not counted itself.
        period: How far back; working days are Monday to Friday.
        rest_days: Days that are no working days although they fall on Monday to Friday.

    Returns:
        The day reached.  Without working days it may be a rest day.

    Raises:
        FactError: The anchor is not a plain day, or the day reached is outside years 1 to 9999.

    Example:
        >>> before(date(2024, 3, 31), Period(months=1))
        datetime.date(2024, 2, 29)
    """
    if rest_days:
        return _moved(day, period, -1, rest_days)
    return _moved_and_remembered(day, period, -1)


def portion(start: date, end: date, share: Fraction) -> date:
    """Give the day on which a share of a term is served: start + ceil(total days * share).

    Args:
        start: First day of the term, inclusive.
        end: End of the term, exclusive.
        share: The share, from 0 to 1, as an exact :class:`fractions.Fraction`.

    Returns:
        The fraction point: the first day on which at least the share has passed.

    Raises:
        FactError: The end lies before the start, or the share is not a fraction from 0 to 1.

    Example:
        >>> portion(date(2024, 1, 1), date(2024, 1, 11), Fraction(2, 3))
        datetime.date(2024, 1, 8)
    """
    # A float would do the sum, and two thirds of a term would then depend on its rounding.
    if type(share) is not Fraction or not 0 <= share <= 1:
        raise FactError(
            f"the share of a term is `{share}`, not a fraction from 0 to 1",
            help="give an exact fraction, such as `Fraction(2, 3)`",
        )
    _check_order(start, end)
    total = days_between(start, end)
    return date.fromordinal(start.toordinal() + -(-total * share.numerator // share.denominator))


def days_covered(spans: Iterable[tuple[date, date]]) -> int:
    """Count the days that lie in any of some spans, each day once.

    Args:
        spans: From a first day to before a last one; a span that ends before it starts has no day.

    Example:
        >>> days_covered(
        ...     [(date(2024, 1, 1), date(2024, 1, 11)), (date(2024, 1, 6), date(2024, 1, 16))]
        ... )
        15
    """
    counted = 0
    until = date.min
    for start, end in sorted(spans):
        counted += max(0, (end - max(start, until)).days)
        until = max(until, end)
    return counted


def days_between(start: date, end: date) -> int:
    """Count the days from a start to an end.

    Args:
        start: First day, inclusive.
        end: Last day, exclusive.

    Returns:
        Whole days, end minus start; negative when the end lies before the start.

    Example:
        >>> days_between(date(2024, 2, 28), date(2024, 3, 1))
        2
    """
    return end.toordinal() - start.toordinal()


def in_force(day: date, start: date | None, end: date | None) -> bool:
    """Say whether something that holds from a start to an end holds on a day.

    Args:
        day: The day asked about.
        start: First day on which it holds, inclusive; None when it has always held.
        end: First day on which it no longer holds, exclusive; None when it is open-ended.

    Returns:
        True from the start on, False from the end on; never True when the end is not after the
        start.

    Example:
        >>> in_force(date(2024, 3, 1), start=date(2024, 1, 1), end=date(2024, 3, 1))
        False
    """
    return (start is None or start <= day) and (end is None or day < end)


def whole_months_between(start: date, end: date) -> int:
    """Count the whole months that have passed from a start to an end.

    Args:
        start: First day, inclusive.
        end: Last day, exclusive.

    Returns:
        The largest n for which ``after(start, months(n)) <= end``.

    Raises:
        FactError: The end lies before the start.

    Example:
        >>> whole_months_between(date(2022, 4, 2), date(2023, 4, 1))
        11
        >>> whole_months_between(date(2024, 1, 31), date(2024, 2, 29))
        1
    """
    _check_order(start, end)
    # The months by name, which lead into the month of the end: at most one too many.
    named = 12 * (end.year - start.year) + end.month - start.month
    return named if after(start, months(named)) <= end else named - 1


def _check_order(start: date, end: date) -> None:
    if end < start:
        raise FactError(
            f"the end `{end}` lies before the start `{start}`",
            help="give the earlier day as the start",
        )


@lru_cache(maxsize=_REMEMBERED)
def _moved_and_remembered(day: date, period: Period, direction: int) -> date:
    return _moved(day, period, direction, _NO_REST_DAYS)


def _moved(day: date, period: Period, direction: int, rest_days: frozenset[date]) -> date:
    """Move from a day by a period, forwards (1) or backwards (-1)."""
    anchor = as_day(day, "anchor of a period")
    try:
        moved = _moved_by_months(anchor, direction * (12 * period.years + period.months))
        ordinal = moved.toordinal() + direction * period.days
        return _moved_by_working_days(ordinal, period.working_days, direction, rest_days)
    except (ValueError, OverflowError):
        side = "after" if direction > 0 else "before"
        raise FactError(
            f"the day `{period}` {side} `{anchor}` is outside the years 1 to 9999",
            help="give a shorter period; for something without an end, leave the end out",
        ) from None


def _moved_by_months(day: date, count: int) -> date:
    if count == 0:
        return day
    # Imported here, so that reading a rulebook costs nothing before the first sum in months.
    from pendulum import Date

    # From a pendulum day: a plain one plus a pendulum duration would count a month as thirty days.
    return Date(day.year, day.month, day.day).add(months=count)


def _moved_by_working_days(
    ordinal: int, count: int, direction: int, rest_days: frozenset[date]
) -> date:
    # Whole weeks at one leap, so that a long period costs no more than a short one.  The last week
    # is walked even when it is whole: five working days after a Saturday is a Friday.
    weeks = max(count - 1, 0) // _WORKING_DAYS_A_WEEK
    if weeks:
        leap = ordinal + direction * weeks * _DAYS_A_WEEK
        first, last = sorted((ordinal + direction, leap))
        missed = sum(first <= rest.toordinal() <= last and _is_weekday(rest) for rest in rest_days)
        ordinal, count = leap, count - weeks * _WORKING_DAYS_A_WEEK + missed
    day = date.fromordinal(ordinal)
    while count:
        ordinal += direction
        day = date.fromordinal(ordinal)
        count -= _is_weekday(day) and day not in rest_days
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < _WORKING_DAYS_A_WEEK
