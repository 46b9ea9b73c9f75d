"""What is said to come no later than something else never comes later, on any day there is."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from continuum.guards import Day, Period, Shifted, day_of, days, months, working_days
from continuum.verify.situations.order import not_after

periods = st.builds(
    Period,
    years=st.integers(0, 2),
    months=st.integers(0, 14),
    days=st.integers(0, 400),
    working_days=st.integers(0, 30),
)
START = Day("start")


@given(periods, periods, st.booleans(), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_an_order_that_is_claimed_holds_on_every_day(one, other, back, day):
    """Counted forwards and backwards, over the ends of months and over weekends."""
    first, second = Shifted(START, one, back), Shifted(START, other, back)
    if not_after(first, second):
        found = [day_of(milestone, lambda _: day) for milestone in (first, second)]
        assert found[0] <= found[1]


def test_lengths_of_different_kinds_are_ordered_where_no_month_is_short_enough():
    """A month has 28 days at least and 31 at most."""
    assert not_after(START - months(12), START - days(1))
    assert not_after(START + days(28), START + months(1))
    assert not not_after(START + days(29), START + months(1))
    assert not_after(START + months(1), START + days(31))
    assert not not_after(START + months(1), START + days(30))
    assert not not_after(START + working_days(1), START + days(3))
