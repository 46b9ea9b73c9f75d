"""The calendar and milestones for one person: the sums of ``columns.calendar``, one by one."""

# ruff: noqa: E741, N803, PLR2004 - rows of tables have one letter; the calendar has its numbers
from __future__ import annotations

from typing import Any, Final

from continuum.sim.queue.layout import (
    BY_NUMBER,
    BY_PERIOD,
    BY_SHARE_OF_PERIOD,
    DAYS,
    NOT_KNOWN,
    OP_WIDTH,
    WORKING,
    YEARS,
)
from continuum.sim.queue.registers import value_of

__all__ = ["by_months", "by_working_days", "milestone_day", "moved_by"]

_LAST_DAY: Final = 3_652_059
# The days from 1 March of year 0 to the day before 1 January of year 1.
_SHIFT: Final = 305


def by_months(day: int, months: int) -> int:
    """Move a day by whole months, clamped to the end of a shorter month."""
    if not 1 <= day <= _LAST_DAY:
        return NOT_KNOWN
    # Years are counted from March, so that the leap day comes last.
    z = day + _SHIFT
    era = z // 146097
    rest = z - era * 146097
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    of_year = rest - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    offset = of_year - (153 * month + 2) // 5
    number = (era * 400 + year) * 12 + month + months
    first = _first_of(number)
    last = _first_of(number + 1) - 1
    moved = min(first + offset, last)
    return moved if 1 <= moved <= _LAST_DAY else NOT_KNOWN


def _first_of(number: int) -> int:
    """The ordinal of the first day of a month, counted from March of year 0."""
    year = number // 12
    month = number - year * 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 - _SHIFT


def by_working_days(day: int, count: int, direction: int) -> int:
    """Move a day by days from Monday to Friday."""
    weekday = (day + 6) % 7
    over = max(weekday - 4, 0)
    weeks = count // 5
    rest = count - weeks * 5
    if direction > 0:
        bridged = 2 if min(weekday, 4) + rest > 4 else 0
        return day - over + weeks * 7 + rest + bridged
    start = day + (3 - over) if over > 0 else day
    place = 0 if over > 0 else weekday
    bridged = 2 if place - rest < 0 else 0
    return start - weeks * 7 - rest - bridged


def moved_by(day: int, months: int, days: int, working: int, direction: int) -> int:
    """Move a day by a period."""
    if months:
        day = by_months(day, direction * months)
        if day == NOT_KNOWN:
            return NOT_KNOWN
    elif not 1 <= day <= _LAST_DAY:
        return NOT_KNOWN
    day += direction * days
    if not 1 <= day <= _LAST_DAY:
        return NOT_KNOWN
    if working:
        day = by_working_days(day, working, direction)
        if not 1 <= day <= _LAST_DAY:
            return NOT_KNOWN
    return day


def _by_number(day: int, count: int, unit: int, direction: int) -> int:
    steps = direction * count
    if unit == DAYS:
        moved = day + steps
    elif unit == WORKING:
        moved = by_working_days(day, abs(steps), direction) if steps else day
    else:
        moved = by_months(day, steps * 12 if unit == YEARS else steps)
    return moved if 1 <= moved <= _LAST_DAY else NOT_KNOWN


def milestone_day(I: Any, X: Any, Q: Any, x: int, milestone: int) -> int:
    """Work out the day of a milestone for a person; ``NOT_KNOWN`` while a fact is not known.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens.
        x: Where the person's begin.
        milestone: Where the milestone stands.
    """
    day = value_of(I, X, Q, x, I[milestone])
    at = milestone + 2
    for _ in range(I[milestone + 1]):
        if day == NOT_KNOWN:
            return NOT_KNOWN
        kind = I[at]
        if kind == BY_PERIOD:
            day = moved_by(day, I[at + 1], I[at + 2], I[at + 3], I[at + 4])
        elif kind == BY_NUMBER:
            count = value_of(I, X, Q, x, I[at + 1])
            if count == NOT_KNOWN:
                return NOT_KNOWN
            day = _by_number(day, count, I[at + 2], I[at + 3])
        else:
            day = _by_share(I, X, Q, x, day, at)
        at += OP_WIDTH
    return day


def _by_share(I: Any, X: Any, Q: Any, x: int, day: int, at: int) -> int:  # noqa: PLR0917
    """Move a day by a share of a term."""
    if I[at] == BY_SHARE_OF_PERIOD:
        end = moved_by(day, I[at + 1], I[at + 2], I[at + 3], 1)
    else:
        count = value_of(I, X, Q, x, I[at + 1])
        if count == NOT_KNOWN:
            return NOT_KNOWN
        end = _by_number(day, count, I[at + 2], 1)
    if end == NOT_KNOWN or end < day:
        return NOT_KNOWN
    return day - (-(end - day) * I[at + 4] // I[at + 5])  # type: ignore[no-any-return]
