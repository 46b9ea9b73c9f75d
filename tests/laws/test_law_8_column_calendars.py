"""Law 8: the calendar over columns gives the days that the calendar for one day gives."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuum.errors import FactError
from continuum.guards import Day, Number, Period, Portion, Shifted, calendar, day_of
from continuum.sim.columns import calendar as column_calendar
from continuum.sim.population.encoding import Column

AWKWARD = [
    date(year, month, day)
    for year in (1, 4, 1582, 1600, 1899, 1900, 1970, 1999, 2000, 2023, 2024, 2100, 9999)
    for month in (1, 2, 3, 4, 12)
    for day in (1, 15, 27, 28, 29, 30, 31)
    if not (month == 2 and day > 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)))
    and not (month == 4 and day == 31)
]
WEEK = [date(2024, 2, day) for day in range(19, 30)]
DAYS = st.lists(
    st.one_of(st.sampled_from(AWKWARD), st.sampled_from(WEEK), st.dates()), min_size=1, max_size=25
)
COUNTS = st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 13, 24, 29, 30, 31, 59, 366, 1200])
PERIODS = st.builds(
    Period,
    years=st.sampled_from([0, 0, 1, 4, 100]),
    months=COUNTS,
    days=COUNTS,
    working_days=COUNTS,
)
SHARES = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)])
START, TERM = (
    Day("start"),
    {unit: Number("term", unit=unit) for unit in ("days", "months", "years")},
)


def ordinals(days):
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def told(days):
    """What a column of days says; `None` where it is not known."""
    return [
        date.fromordinal(int(day)) if known else None
        for day, known in zip(
            days.ordinals, np.broadcast_to(days.known, days.ordinals.shape), strict=True
        )
    ]


def one_by_one(move, days):
    """What the calendar for one day says; `None` outside the years 1 to 9999."""
    found = []
    for day in days:
        try:
            found.append(move(day))
        except FactError:
            found.append(None)
    return found


@given(days=DAYS, period=PERIODS)
def test_a_period_after(days, period):
    """Years and months clamped to the end of the month, then days, then working days."""
    assert told(column_calendar.after(ordinals(days), period)) == one_by_one(
        lambda day: calendar.after(day, period), days
    )


@given(days=DAYS, period=PERIODS)
def test_a_period_before(days, period):
    """The same, backwards."""
    assert told(column_calendar.before(ordinals(days), period)) == one_by_one(
        lambda day: calendar.before(day, period), days
    )


@given(days=DAYS, lengths=st.lists(st.integers(0, 20_000), min_size=25, max_size=25), share=SHARES)
def test_a_share_of_a_term(days, lengths, share):
    """Whole days, rounded up, never by floating point."""
    starts = ordinals(days)
    ends = np.minimum(starts + np.array(lengths[: len(days)]), column_calendar.LAST_DAY)
    assert told(column_calendar.portion(starts, ends, share)) == [
        calendar.portion(date.fromordinal(int(a)), date.fromordinal(int(b)), share)
        for a, b in zip(starts, ends, strict=True)
    ]


@given(
    days=DAYS,
    unit=st.sampled_from(["days", "months", "years"]),
    counts=st.lists(st.one_of(st.none(), COUNTS), min_size=25, max_size=25),
    back=st.booleans(),
    share=SHARES,
)
def test_milestones_counted_from_a_number_of_each_person(days, unit, counts, back, share):
    """Shifted and portioned by everybody's own term, not known where the term is not known."""
    counts = counts[: len(days)]
    known = np.array([count is not None for count in counts])
    columns = {
        "start": Column(ordinals(days), np.ones(len(days), dtype=bool)),
        "term": Column(np.array([count or 0 for count in counts], dtype=np.int64), known),
    }
    for milestone in (Shifted(START, TERM[unit], back), Portion(START, TERM[unit], share)):
        found = column_calendar.milestone_days(milestone, lambda fact: columns[fact.name])
        want = []
        for day, count in zip(days, counts, strict=True):
            values = {"start": day, "term": count}
            want += one_by_one(
                lambda m, v=values: day_of(m, lambda fact: v[fact.name]), [milestone]
            )
        assert told(found) == want


@pytest.mark.parametrize(
    ("day", "period", "reached"),
    [
        (date(2024, 1, 31), Period(months=1), date(2024, 2, 29)),
        (date(2023, 1, 31), Period(months=1), date(2023, 2, 28)),
        (date(2024, 2, 29), Period(years=1), date(2025, 2, 28)),
        (date(2024, 3, 1), Period(working_days=1), date(2024, 3, 4)),
        (date(2024, 3, 2), Period(working_days=5), date(2024, 3, 8)),
        (date(2024, 3, 3), Period(working_days=6), date(2024, 3, 11)),
    ],
)
def test_days_that_are_easily_got_wrong(day, period, reached):
    """Ends of months, leap days, weekends."""
    assert told(column_calendar.after(ordinals([day]), period)) == [reached]
