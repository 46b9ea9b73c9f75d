"""Periods: what they hold, how they are written, and what is refused."""

import copy
import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuum.errors import FactError
from continuum.guards.periods import Period, days, months, working_days, years

COUNTS = st.integers(0, 9_999_999) | st.integers(0, 40)
PERIODS = st.builds(Period, years=COUNTS, months=COUNTS, days=COUNTS, working_days=COUNTS)
SMALL = st.integers(0, 1000)
SMALL_PERIODS = st.builds(Period, years=SMALL, months=SMALL, days=SMALL, working_days=SMALL)


# ------------------------------------------------------------------------------ written and read


@given(PERIODS)
def test_text_and_period_are_exact_inverses(period):
    """What is written is read back as the same period, and written the same again."""
    assert period == Period.from_text(str(period))
    assert str(period) == str(Period.from_text(str(period)))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P0D", Period()),
        ("P6M", months(6)),
        ("P1Y2M10D", Period(years=1, months=2, days=10)),
        ("P2WD", working_days(2)),
        ("P1M2WD", Period(months=1, working_days=2)),
        ("P1Y2M3D4WD", Period(years=1, months=2, days=3, working_days=4)),
        ("P9999999D", days(9_999_999)),
    ],
)
def test_the_canonical_text_has_no_zero_and_one_order(text, period):
    """Each period has one text, which is written and read."""
    assert text == str(period)
    assert period == Period.from_text(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("P2W", "P14D"), ("P0W", "P0D"), ("P0Y6M0D", "P6M"), ("P06M", "P6M"), ("P0WD", "P0D")],
)
def test_other_spellings_are_read_and_never_written(text, canonical):
    """Weeks, zeros and leading zeros are lawful ISO 8601, so they are understood."""
    assert canonical == str(Period.from_text(text))


def test_two_weeks_are_not_two_working_days():
    """`W` and `WD` differ by one letter and by twelve days."""
    assert days(14) == Period.from_text("P2W")
    assert working_days(2) == Period.from_text("P2WD")


@pytest.mark.parametrize(
    ("text", "message", "help_line"),
    [
        ("P12M4M", "`P12M4M`: `M` stands twice or out of order", "in the order `Y`, `M`"),
        ("P4D1M", "`M` stands twice or out of order", "in the order"),
        ("P2WD3D", "`D` stands twice or out of order", "in the order"),
        ("P2W2W", "`W` stands twice or out of order", "in the order"),
        ("P1M2W", "weeks stand beside other components", "write weeks as days"),
        ("P2W2WD", "weeks stand beside other components", "write weeks as days"),
        ("P", "`P`: this is not an ISO 8601 period", "write it like `P6M`"),
        ("", "``: this is not an ISO 8601 period", "write it like `P6M`"),
        ("6M", "not an ISO 8601 period", "write it like"),
        ("-P6M", "not an ISO 8601 period", "write it like"),
        (" P6M", "not an ISO 8601 period", "write it like"),
        ("p6m", "not an ISO 8601 period", "write it like"),
        ("P6M\n", r"`P6M\n`: it cannot be read from character 4 on", "write it like"),
        ("P6m", "cannot be read from character 2 on", "write it like"),
        ("P6", "cannot be read from character 2 on", "write it like"),
        ("PM", "cannot be read from character 2 on", "write it like"),
        ("P٣M", "cannot be read from character 2 on", "write it like"),
        ("PT6H", "it has a time of day", "keep to whole days"),
        ("P1DT6H", "it has a time of day", "keep to whole days"),
        ("P1Y-2M", "it has a negative number", "`before` the day"),
        ("P1.5M", "it has a decimal number", "whole numbers"),
        ("P1,5M", "it has a decimal number", "whole numbers"),
        ("P12345678D", "the number before `D` has over 7 digits", "write it like"),
        ("P" + "9" * 5000 + "D", "9...`: this is not an ISO 8601 period", "write it like"),
    ],
)
def test_a_text_in_doubt_is_refused_with_its_reason(text, message, help_line):
    """The message quotes the text and says why; the help says what to write."""
    with pytest.raises(FactError) as caught:
        Period.from_text(text)
    assert message in caught.value.message
    assert help_line in caught.value.help
    assert len(caught.value.message) < 150


@pytest.mark.parametrize("value", [None, 6, b"P6M", months(6)])
def test_only_text_is_read(value):
    """A number or bytes are refused by their type."""
    with pytest.raises(FactError, match=f"given as a {type(value).__name__}"):
        Period.from_text(value)


@given(st.text(alphabet="PYMWDT0123456789-.", max_size=12) | st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    """Nothing but a FactError ever comes out of reading."""
    try:
        period = Period.from_text(text)
    except FactError:
        return
    assert period == Period.from_text(str(period))
    assert set(text) <= set(string.digits + "PYMWD")


# ------------------------------------------------------------------------------ components


@pytest.mark.parametrize("name", ["years", "months", "days", "working_days"])
@pytest.mark.parametrize(
    ("value", "message", "help_line"),
    [
        (-1, "of a period are negative", "`before` a day"),
        (1.0, "are a float, not a whole number", "as an int"),
        (True, "are a bool, not a whole number", "as an int"),
        ("1", "are a str, not a whole number", "as an int"),
        (None, "are a NoneType, not a whole number", "as an int"),
        (10_000_000, "are more than 9999999", "9999999 or fewer"),
    ],
)
def test_a_component_is_a_whole_number_of_zero_or_more(name, value, message, help_line):
    """The message names the component in words."""
    with pytest.raises(FactError) as caught:
        Period(**{name: value})
    assert caught.value.message.startswith(f"the {name.replace('_', ' ')} of a period are")
    assert message in caught.value.message
    assert help_line in caught.value.help


def test_components_are_given_by_name():
    """Nobody has to remember which number came first."""
    with pytest.raises(TypeError):
        Period(1, 2)


def test_each_component_has_its_maker():
    """The makers read as the law does."""
    assert Period(years=2) == years(2)
    assert Period(months=6) == months(6)
    assert Period(days=28) == days(28)
    assert Period(working_days=1) == working_days(1)


def test_a_period_cannot_be_changed():
    """One period serves many rulebooks and stands in caches."""
    with pytest.raises(AttributeError):
        months(6).months = 7


# ------------------------------------------------------------------------------ compared


def test_a_month_is_not_thirty_days():
    """Equal means the same components, or rulebooks would collide as dictionary keys."""
    assert months(1) != days(30)
    assert months(12) != years(1)
    assert len({months(1), days(30), Period.from_text("P1M")}) == 2


def test_periods_have_no_order():
    """Whether a month is longer than thirty days depends on the month."""
    with pytest.raises(TypeError):
        assert months(1) < days(30)


@given(PERIODS)
def test_a_copy_is_equal(period):
    """Copies and pickles keep months as months."""
    for twin in (copy.copy(period), copy.deepcopy(period), pickle.loads(pickle.dumps(period))):  # noqa: S301
        assert period == twin
        assert hash(period) == hash(twin)


# ------------------------------------------------------------------------------ summed


@given(SMALL_PERIODS, SMALL_PERIODS)
def test_sums_are_by_component(one, other):
    """Nothing is carried over and the order does not matter."""
    both = one + other
    assert both == other + one
    assert (one.years + other.years, one.months + other.months) == (both.years, both.months)
    assert one.days + other.days == both.days
    assert one.working_days + other.working_days == both.working_days


@given(SMALL_PERIODS, st.integers(0, 6))
def test_a_product_is_a_repeated_sum(period, times):
    """Either way round."""
    assert sum([period] * times, Period()) == period * times
    assert period * times == times * period


@pytest.mark.parametrize("times", [3.0, True, "3", None])
def test_a_period_is_multiplied_by_whole_numbers_only(times):
    """Half a month is no period."""
    with pytest.raises(TypeError):
        months(1) * times


def test_a_period_is_added_to_periods_only():
    """A bare number has no unit."""
    with pytest.raises(TypeError):
        months(1) + 1


@pytest.mark.parametrize("make", [lambda: days(9_999_999) + days(1), lambda: days(1) * 10**7])
def test_a_sum_beyond_any_calendar_is_refused(make):
    """What could not be written cannot be made either."""
    with pytest.raises(FactError, match="the days of a period are more than 9999999"):
        make()


def test_a_negative_multiple_is_refused():
    """Counting back is `before`, not a negative period."""
    with pytest.raises(FactError, match="the months of a period are negative"):
        months(1) * -1


# ------------------------------------------------------------------------------ shown


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), "0 days"),
        (years(1), "1 year"),
        (months(6), "6 months"),
        (days(1), "1 day"),
        (working_days(1), "1 working day"),
        (working_days(2), "2 working days"),
        (Period(years=1, months=2), "1 year and 2 months"),
        (Period(years=1, months=1, days=3), "1 year, 1 month and 3 days"),
        (
            Period(years=2, months=1, days=3, working_days=4),
            "2 years, 1 month, 3 days and 4 working days",
        ),
    ],
)
def test_a_period_is_said_in_english(period, words):
    """As a person would say it, singular and plural."""
    assert words == period.words


def test_a_period_is_shown_by_its_text():
    """Short enough for a guard's own repr."""
    assert repr(months(6)) == "Period('P6M')"
    assert f"{months(6)}" == "P6M"
