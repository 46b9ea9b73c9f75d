"""Days that the law counts to: shares of a term, units, and the end of the calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from continuum.errors import FactError
from continuum.guards import Choice, Day, Number, day_of, half_of, months, parameter, share_of
from continuum.guards.names import as_names

START = Day("start")


def _reading(**known):
    return lambda fact: known.get(fact.name)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("days", date(2024, 3, 2)),
        ("months", date(2024, 5, 29)),
        ("years", date(2027, 2, 28)),
        ("working_days", date(2024, 3, 5)),
    ],
)
def test_a_number_counts_in_its_own_unit(unit, expected):
    """From a leap day, end of month clamped."""
    term = Number("term", unit=unit)
    count = {"days": 2, "months": 3, "years": 3, "working_days": 3}[unit]
    found = day_of(START + term, _reading(start=date(2024, 2, 29), term=count))
    assert expected == found


def test_a_share_of_a_term_is_rounded_up_to_a_whole_day():
    """Thirty months from 1 September 2021 are 912 days; half of them 456."""
    assert day_of(START + half_of(months(30)), _reading(start=date(2021, 9, 1))) == date(
        2022, 12, 1
    )
    third = START + share_of(months(1), Fraction(1, 3))
    assert day_of(third, _reading(start=date(2024, 1, 1))) == date(2024, 1, 12)


def test_a_day_beyond_the_calendar_is_not_known():
    """Nobody is stopped by arithmetic; not known never opens a door."""
    start = date(9999, 12, 30)
    assert day_of(START + months(1), _reading(start=start)) is None
    assert day_of(START + half_of(months(1)), _reading(start=start)) is None


def test_a_milestone_is_not_known_while_one_of_its_facts_is_not():
    """Neither without the start nor without the term."""
    term = Number("term", unit="months")
    assert day_of(START + term, _reading(start=date(2024, 1, 1))) is None
    assert day_of(START + term, _reading(term=3)) is None


def test_a_parameter_must_be_filled_in_first():
    """The law of a day comes with lowering."""
    with pytest.raises(FactError, match="has no value yet") as caught:
        day_of(START + parameter("window"), _reading(start=date(2024, 1, 1)))
    assert "lower" in caught.value.help


def test_names_come_one_several_or_as_a_set():
    """A set has no order of its own, so it is sorted."""
    assert as_names("judge") == ("judge",)
    assert Choice("x", options={"b", "a"}).options == ("a", "b")
    assert as_names(["b", "a"]) == ("b", "a")
