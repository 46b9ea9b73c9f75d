"""Sums over days, judged by `whenever`, by dateutil's `relativedelta` and by a fixed table."""

import math
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pendulum
import pytest
import whenever
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from continuum.errors import FactError
from continuum.guards.calendar import (
    after,
    as_day,
    before,
    days_between,
    days_covered,
    in_force,
    portion,
    whole_months_between,
)
from continuum.guards.periods import Period, days, months, working_days, years

# Ends of months are where calendars disagree, so half of all days drawn lie near one.
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NEAR_ENDS = st.builds(
    lambda year, month, off: date(year, month, 1) + timedelta(days=off),
    st.integers(1900, 2100),
    st.integers(1, 12),
    st.integers(-4, 1),
)
ANCHORS = DAYS | NEAR_ENDS
REST_DAYS = st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 31)), max_size=12)
EASTER_2024 = frozenset({date(2024, 3, 29), date(2024, 4, 1)})


# ------------------------------------------------------------------------------ days come in


@pytest.mark.parametrize(
    "value", ["2024-02-29", date(2024, 2, 29), pendulum.Date(2024, 2, 29)], ids=repr
)
def test_a_day_comes_in_as_text_as_a_date_or_from_pendulum(value):
    """Whatever came in, a plain date goes on."""
    day = as_day(value)
    assert date(2024, 2, 29) == day
    assert type(day) is date


@given(st.dates())
def test_iso_text_and_day_are_exact_inverses(day):
    """Over all the years that there are."""
    assert day == as_day(day.isoformat())


@pytest.mark.parametrize(
    ("value", "message", "help_line"),
    [
        ("2024", "`release_day` is `2024`, not a day", "write the day as YYYY-MM-DD"),
        ("20240228", "`20240228`, not a day", "YYYY-MM-DD"),
        ("2024-W09-3", "`2024-W09-3`, not a day", "YYYY-MM-DD"),
        ("2024-2-28", "`2024-2-28`, not a day", "YYYY-MM-DD"),
        ("28-02-2024", "`28-02-2024`, not a day", "YYYY-MM-DD"),
        (" 2024-02-28", "` 2024-02-28`, not a day", "YYYY-MM-DD"),
        ("2024-02-28\n", r"`2024-02-28\n`, not a day", "YYYY-MM-DD"),
        ("2024-02-28T00:00:00", "`2024-02-28T00:00:00`, not a day", "YYYY-MM-DD"),
        ("٢٠٢٤-٠٢-٢٨", "not a day", "YYYY-MM-DD"),
        ("9" * 5000, "9...`, not a day", "YYYY-MM-DD"),
        ("", "``, not a day", "YYYY-MM-DD"),
        ("2024-02-30", "`2024-02-30`, a day that the calendar does not have", "how many days"),
        ("2024-13-01", "a day that the calendar does not have", "the month (to 12)"),
        ("0000-01-01", "a day that the calendar does not have", "from 0001"),
        (20240228, "`release_day` is an int, not a day", "YYYY-MM-DD"),
        (None, "`release_day` is a NoneType, not a day", "YYYY-MM-DD"),
        (b"2024-02-28", "is a bytes, not a day", "YYYY-MM-DD"),
        (datetime(2024, 2, 28, tzinfo=UTC), "is the moment `2024-02-28 00:00:00", "moment.date()"),
        (pendulum.datetime(2024, 2, 28), "is the moment `2024-02-28", "moment.date()"),
    ],
)
def test_what_is_not_surely_a_day_is_refused(value, message, help_line):
    """The message names the fact, quotes the value and says how to write it."""
    with pytest.raises(FactError) as caught:
        as_day(value, "release_day")
    assert message in caught.value.message
    assert "`release_day`" in caught.value.message
    assert help_line in caught.value.help
    assert len(caught.value.message) < 150


# ------------------------------------------------------------------------------ periods counted


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2024-01-31", "P2M", "2024-03-31"),
        ("2024-03-31", "P1M", "2024-04-30"),
        ("2024-08-31", "P6M", "2025-02-28"),
        ("2023-08-31", "P6M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2096-02-29", "P4Y", "2100-02-28"),
        ("2024-02-29", "P12M", "2025-02-28"),
        ("2024-04-30", "P1M", "2024-05-30"),
        ("2024-12-31", "P2M", "2025-02-28"),
        ("2024-12-31", "P1D", "2025-01-01"),
        ("2024-02-28", "P1D", "2024-02-29"),
        # Months first, then days: the other way round would give 1 April.
        ("2024-01-31", "P1M1D", "2024-03-01"),
        ("2024-02-28", "P1M2D", "2024-03-30"),
        ("2024-01-31", "P0D", "2024-01-31"),
        # Years and months in one step: by way of 2025-02-28 it would be the 28th.
        ("2024-02-29", "P1Y1M", "2025-03-29"),
        ("2021-09-01", "P30M", "2024-03-01"),
    ],
)
def test_awkward_days_after(start, period, end):
    """Clamped to the end of a shorter month, from the anchor."""
    assert as_day(end) == after(as_day(start), Period.from_text(period))


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        ("2024-03-31", "P1M", "2024-02-29"),
        ("2023-03-31", "P1M", "2023-02-28"),
        ("2024-02-29", "P1Y", "2023-02-28"),
        ("2024-01-31", "P2M", "2023-11-30"),
        ("2024-08-31", "P6M", "2024-02-29"),
        ("2024-03-31", "P1M1D", "2024-02-28"),
        ("2024-03-01", "P1D", "2024-02-29"),
        ("2024-01-01", "P1M", "2023-12-01"),
        ("2024-05-31", "P1Y1M", "2023-04-30"),
    ],
)
def test_awkward_days_before(end, period, start):
    """The same rule backwards: which is not the inverse."""
    assert as_day(start) == before(as_day(end), Period.from_text(period))


@given(ANCHORS, st.integers(0, 60), st.integers(0, 900), st.integers(0, 900))
def test_months_and_days_agree_with_two_judges(anchor, some_years, some_months, some_days):
    """Forwards and backwards, against `whenever` and dateutil."""
    period = Period(years=some_years, months=some_months, days=some_days)
    months_in_all = 12 * some_years + some_months
    other = relativedelta(months=months_in_all)
    rest = timedelta(days=some_days)
    judge = whenever.Date(anchor)

    end = after(anchor, period)
    assert anchor + other + rest == end
    assert judge.add(months=months_in_all).add(days=some_days).to_stdlib() == end
    start = before(anchor, period)
    assert anchor - other - rest == start
    assert judge.subtract(months=months_in_all).subtract(days=some_days).to_stdlib() == start
    assert type(end) is type(start) is date


def test_a_day_from_pendulum_counts_the_same_and_comes_out_plain():
    """Equal days share a place in the cache, whichever came first."""
    end = after(pendulum.Date(2019, 1, 31), months(1))
    assert date(2019, 2, 28) == end
    assert type(end) is date
    assert end == after(date(2019, 1, 31), months(1))


@pytest.mark.parametrize("count", [after, before])
def test_a_moment_is_no_anchor(count):
    """A time of day would be lost without a word."""
    with pytest.raises(FactError, match="`anchor of a period` is the moment"):
        count(datetime(2024, 2, 28, 12, tzinfo=UTC), months(1))


@pytest.mark.parametrize(
    ("count", "day", "period"),
    [
        (after, date(9999, 12, 31), days(1)),
        (after, date(9999, 12, 31), months(1)),
        (after, date(9999, 12, 31), working_days(1)),
        (after, date(2024, 1, 1), Period(years=9_999_999, months=9_999_999)),
        (after, date(2024, 1, 1), days(9_999_999)),
        (after, date(2024, 1, 1), working_days(9_999_999)),
        (before, date(1, 1, 1), days(1)),
        (before, date(1, 1, 1), months(1)),
        (before, date(1, 1, 1), working_days(1)),
        (before, date(2024, 1, 1), working_days(9_999_999)),
    ],
)
def test_a_day_outside_the_calendar_is_refused(count, day, period):
    """The message names the anchor and the period."""
    with pytest.raises(FactError) as caught:
        count(day, period)
    place = f"the day `{period}` {count.__name__} `{day}` is outside the years 1 to 9999"
    assert place == caught.value.message
    assert "shorter period" in caught.value.help


# ------------------------------------------------------------------------------ working days


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-03-01", "P1WD", "2024-03-04"),  # Friday to Monday
        ("2024-03-02", "P1WD", "2024-03-04"),  # Saturday to Monday
        ("2024-03-03", "P1WD", "2024-03-04"),  # Sunday to Monday
        ("2024-03-04", "P1WD", "2024-03-05"),
        ("2024-03-04", "P5WD", "2024-03-11"),
        ("2024-03-02", "P5WD", "2024-03-08"),  # Saturday, a whole week, Friday
        ("2024-03-02", "P6WD", "2024-03-11"),
        ("2024-03-02", "P0D", "2024-03-02"),  # none leaves a Saturday a Saturday
        ("2024-03-28", "P1WD", "2024-04-02"),  # Maundy Thursday to Tuesday after Easter
        ("2024-03-28", "P6WD", "2024-04-09"),
        ("2024-02-28", "P1M1WD", "2024-04-02"),  # the month first
    ],
)
def test_working_days_after(start, period, end):
    """Counted from the next day; weekends and rest days do not count."""
    assert as_day(end) == after(as_day(start), Period.from_text(period), EASTER_2024)


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        ("2024-03-04", "P1WD", "2024-03-01"),
        ("2024-03-03", "P1WD", "2024-03-01"),
        ("2024-03-03", "P5WD", "2024-02-26"),
        ("2024-04-02", "P1WD", "2024-03-28"),
        ("2024-03-03", "P0D", "2024-03-03"),
    ],
)
def test_working_days_before(end, period, start):
    """The same, counted from the day before."""
    assert as_day(start) == before(as_day(end), Period.from_text(period), EASTER_2024)


@given(st.dates(date(2023, 12, 1), date(2024, 4, 30)), st.integers(0, 60), REST_DAYS)
@example(date(2024, 3, 2), 6, frozenset())
def test_working_days_agree_with_counting_on_the_fingers(anchor, count, rest_days):
    """One day at a time is slow and plainly right."""
    for move, step in ((after, timedelta(days=1)), (before, timedelta(days=-1))):
        day, left = anchor, count
        while left:
            day += step
            left -= day.isoweekday() <= 5 and day not in rest_days
        assert day == move(anchor, working_days(count), rest_days)


# ------------------------------------------------------------------------------ terms


def test_a_fraction_point_is_rounded_up_to_a_whole_day():
    """Two thirds of 912 days are 608; a half of 2 + 1 days is two days in."""
    start = date(2021, 9, 1)
    assert start + timedelta(days=608) == portion(start, date(2024, 3, 1), Fraction(2, 3))
    assert date(2024, 1, 3) == portion(date(2024, 1, 1), date(2024, 1, 4), Fraction(1, 2))


@given(ANCHORS, st.integers(0, 20_000), st.fractions(0, 1, max_denominator=60))
def test_a_fraction_point_is_the_first_day_with_the_share_served(start, total, share):
    """Neither a day early nor a day late."""
    point = portion(start, start + timedelta(days=total), share)
    assert start + timedelta(days=math.ceil(total * share)) == point
    assert days_between(start, point) >= total * share > days_between(start, point) - 1


@given(ANCHORS, st.integers(0, 20_000))
def test_none_and_all_of_a_term_are_its_ends(start, total):
    """Shares of 0 and 1 are lawful."""
    end = start + timedelta(days=total)
    assert (start, end) == (portion(start, end, Fraction(0)), portion(start, end, Fraction(1)))


@pytest.mark.parametrize("share", [2 / 3, Fraction(-1, 3), Fraction(4, 3), "2/3", 1, None])
def test_a_share_is_an_exact_fraction_from_zero_to_one(share):
    """Two thirds as a float is a little less."""
    with pytest.raises(FactError) as caught:
        portion(date(2024, 1, 1), date(2024, 2, 1), share)
    assert f"the share of a term is `{share}`" in caught.value.message
    assert "Fraction(2, 3)" in caught.value.help


@pytest.mark.parametrize(
    "ask",
    [lambda start, end: portion(start, end, Fraction(1, 2)), whole_months_between],
)
def test_a_term_that_ends_before_it_starts_is_refused(ask):
    """The message names both days."""
    with pytest.raises(FactError) as caught:
        ask(date(2024, 2, 1), date(2024, 1, 31))
    assert caught.value.message == "the end `2024-01-31` lies before the start `2024-02-01`"
    assert "the earlier day as the start" in caught.value.help


@given(ANCHORS, ANCHORS)
def test_days_between_are_end_minus_start(start, end):
    """Half-open, negative when turned round."""
    assert (end - start).days == days_between(start, end)
    assert days_between(start, end) == -days_between(end, start)


# ------------------------------------------------------------------------------ in force


@pytest.mark.parametrize(
    ("day", "start", "end", "holds"),
    [
        ("2024-01-01", "2024-01-01", "2024-03-01", True),
        ("2024-02-29", "2024-01-01", "2024-03-01", True),
        ("2024-03-01", "2024-01-01", "2024-03-01", False),
        ("2023-12-31", "2024-01-01", "2024-03-01", False),
        ("2999-01-01", "2024-01-01", None, True),
        ("2023-12-31", "2024-01-01", None, False),
        ("1999-01-01", None, "2024-03-01", True),
        ("2024-03-01", None, "2024-03-01", False),
        ("2024-03-01", None, None, True),
        ("2024-03-01", "2024-03-01", "2024-03-01", False),
        ("2024-02-15", "2024-03-01", "2024-02-01", False),
    ],
)
def test_what_is_in_force_no_longer_holds_on_its_end_day(day, start, end, holds):
    """From the start on, until the day before the end."""
    start, end = (edge and as_day(edge) for edge in (start, end))
    assert holds is in_force(as_day(day), start, end)


# ------------------------------------------------------------------------------ whole months


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2022-04-02", "2023-04-01", 11),  # pendulum counts 12 here
        ("2022-04-02", "2023-04-02", 12),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2023-01-31", "2023-02-28", 1),
        ("2024-01-31", "2024-04-30", 3),
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2024-03-28", 0),
        ("2024-04-30", "2024-05-29", 0),
        ("2024-04-30", "2024-05-30", 1),
        ("2024-05-15", "2024-05-15", 0),
        ("0001-01-01", "9999-12-31", 119_987),
    ],
)
def test_awkward_whole_months(start, end, count):
    """A month has passed once the day it leads to is there."""
    assert count == whole_months_between(as_day(start), as_day(end))


@given(ANCHORS, ANCHORS)
def test_whole_months_agree_with_two_judges(one, other):
    """Against `whenever` and dateutil, and against their own meaning."""
    start, end = sorted((one, other))
    count = whole_months_between(start, end)
    gap = relativedelta(end, start)
    assert 12 * gap.years + gap.months == count
    since = whenever.Date(end).since(whenever.Date(start), in_units=["months"])
    assert dict(since)["months"] == count
    assert after(start, months(count)) <= end < after(start, months(count + 1))


@given(ANCHORS, st.integers(0, 1200))
def test_months_counted_off_are_counted_back(start, count):
    """The period found leads from its start to its end again."""
    assert count == whole_months_between(start, after(start, months(count)))


# ------------------------------------------------------------------------------ lean


def test_pendulum_is_loaded_by_the_first_sum_in_months_and_not_before():
    """Whoever only reads days does not wait for a tenth of a second."""
    program = """
import sys
from datetime import date
from continuum.guards import calendar, periods
assert calendar.after(date(2024, 1, 1), periods.days(3)) == calendar.as_day("2024-01-04")
assert "pendulum" not in sys.modules
calendar.after(date(2024, 1, 1), periods.months(3))
assert "pendulum" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_years_are_twelve_months():
    """A year and twelve months differ as periods and lead to the same day."""
    assert after(date(2024, 2, 29), years(1)) == after(date(2024, 2, 29), months(12))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_covered_days_are_counted_one_by_one(spans):
    """Each day once, whichever spans it lies in; backward spans hold no day."""
    first = date(2024, 2, 1)
    days_of = [(first + timedelta(one), first + timedelta(other)) for one, other in spans]
    assert days_covered(days_of) == len({day for a, b in spans for day in range(a, b)})
