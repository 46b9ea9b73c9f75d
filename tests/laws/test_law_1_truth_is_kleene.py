"""Law 1: truth obeys Kleene's table, in which *not known* is a truth of its own."""

import itertools
from functools import reduce

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import truths

from continuum.guards import FAILS, HOLDS, UNKNOWN, Truth

# As Kleene has them: fails < not known < holds; *and* is the lesser, *or* the greater.
RANK = {FAILS: -1, UNKNOWN: 0, HOLDS: 1}
TRUTHS = {rank: truth for truth, rank in RANK.items()}
PAIRS = list(itertools.product(TRUTHS.values(), repeat=2))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_and_is_the_lesser_of_the_two(one, other):
    """All nine entries of the table of *and*."""
    assert one & other == TRUTHS[min(RANK[one], RANK[other])]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_or_is_the_greater_of_the_two(one, other):
    """All nine entries of the table of *or*."""
    assert one | other == TRUTHS[max(RANK[one], RANK[other])]


@pytest.mark.parametrize("truth", TRUTHS.values())
def test_not_turns_the_order_round(truth):
    """All three entries of the table of *not*; twice is nothing."""
    assert ~truth == TRUTHS[-RANK[truth]]
    assert ~~truth == truth


def test_a_bar_that_is_not_known_opens_no_door():
    """Neither *not known* nor its opposite holds."""
    assert not UNKNOWN.holds
    assert not (~UNKNOWN).holds


@given(truths(), truths(), truths())
def test_the_algebra_of_and_and_or(one, other, third):
    """Order and grouping carry no meaning; each spreads over the other; De Morgan's two laws."""
    assert one & other == other & one
    assert (one & other) & third == one & (other & third)
    assert one & (other | third) == (one & other) | (one & third)
    assert one | (other & third) == (one | other) & (one | third)
    assert ~(one & other) == ~one | ~other
    assert one & (one | other) == one


@given(st.lists(st.tuples(truths(), truths()), min_size=1))
def test_a_column_of_truths_obeys_the_table_row_by_row(rows):
    """The same operators on boolean columns give what they give on each row."""

    def column(truths_of_rows):
        return Truth(*(np.array(bits, dtype=bool) for bits in zip(*truths_of_rows, strict=True)))

    one, other = (column(side) for side in zip(*rows, strict=True))
    for joined, expected in (
        (one & other, [a & b for a, b in rows]),
        (one | other, [a | b for a, b in rows]),
        (~one, [~a for a, _ in rows]),
    ):
        assert list(zip(joined.holds.tolist(), joined.fails.tolist(), strict=True)) == expected


@given(st.lists(truths(), max_size=5), st.data())
def test_learning_more_never_takes_back_what_was_certain(parts, data):
    """Where something not known becomes known, a truth that held or failed stays as it was."""
    learned = [
        data.draw(st.sampled_from((HOLDS, FAILS))) if part == UNKNOWN else part for part in parts
    ]
    for join in (Truth.__and__, Truth.__or__):
        before, after = reduce(join, parts, HOLDS), reduce(join, learned, HOLDS)
        assert before in (UNKNOWN, after)
