"""Delays and chances: the right numbers come out, and wrong ones are refused in words."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuum.errors import ScenarioError
from continuum.sim import (
    Bernoulli,
    Choices,
    Exponential,
    Fixed,
    LogNormal,
    Perhaps,
    Shares,
    Uniform,
    Weibull,
    Within,
)
from continuum.sim.behaviour.distributions import as_spread, reach
from continuum.sim.behaviour.quantile import normal_quantile
from continuum.sim.population.keyed import person_keys, purpose_key, uniforms

HALF = np.array([0.5])
INNER = st.floats(min_value=1e-300, max_value=1 - 1e-16)


@given(st.lists(INNER, min_size=1, max_size=50))
def test_the_normal_quantile_is_that_of_the_standard_library(shares):
    """To the last few digits, tails included."""
    found = normal_quantile(np.array(shares))
    assert found.tolist() == pytest.approx(
        [NormalDist().inv_cdf(share) for share in shares], rel=1e-14
    )


@pytest.mark.parametrize(
    ("spread", "median"),
    [
        (Fixed(30), 30),
        (Uniform(10, 20), 15),
        (Exponential(100), 100 * math.log(2)),
        (Weibull(2, 100), 100 * math.sqrt(math.log(2))),
        (LogNormal(70, 0.8), 70),
    ],
)
def test_half_wait_longer_than_the_median(spread, median):
    """Each distribution by its own formula."""
    assert spread.draw(HALF)[0] == pytest.approx(median)


@pytest.mark.parametrize(
    ("spread", "mean"),
    [
        (Uniform(10, 20), 15),
        (Exponential(100), 100),
        (Weibull(1.5, 100), 100 * math.gamma(1 + 1 / 1.5)),
        (LogNormal(70, 0.5), 70 * math.exp(0.125)),
    ],
)
def test_means_are_those_of_the_textbook(spread, mean):
    """Two hundred thousand draws, within five standard errors or so."""
    keys = person_keys(5, np.arange(200_000))
    drawn = spread.draw(uniforms(keys, purpose_key("mean")))
    assert drawn.mean() == pytest.approx(mean, abs=5 * drawn.std() / math.sqrt(200_000))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Fixed(-1), "the days of `Fixed` cannot be `-1`"),
        (lambda: Exponential(0), "the mean of `Exponential` cannot be `0`"),
        (lambda: Exponential(math.nan), "the mean of `Exponential` cannot be `nan`"),
        (lambda: Exponential(math.inf), "the mean of `Exponential` cannot be `inf`"),
        (lambda: Exponential("9"), "the mean of `Exponential` cannot be `9`"),
        (lambda: Weibull(0, 9), "the shape of `Weibull` cannot be `0`"),
        (lambda: LogNormal(True, 1), "the median of `LogNormal` cannot be `True`"),
        (lambda: LogNormal(9, -1), "sigma of `LogNormal` cannot be `-1`"),
        (lambda: Uniform(3, 2), "`Uniform` ends at 2, before it begins at 3"),
        (lambda: Within(9, 3, 2), "`Within` ends at 2, before it begins at 3"),
        (lambda: Within("9", 1, 2), "a delay cannot be `9`"),
        (lambda: Bernoulli(1.01), "the probability of `Bernoulli` cannot be `1.01`"),
        (lambda: Perhaps(-0.1), "the probability of `Perhaps` cannot be `-0.1`"),
        (lambda: Choices({}), "there is nothing to choose from"),
        (lambda: Choices({"a": 0}), "the weight of `a` cannot be `0`"),
        (lambda: Choices({"a": math.nan}), "the weight of `a` cannot be `nan`"),
        (lambda: Shares({"a": 1.5}), "the share of `a` is 1.5 people"),
        (lambda: as_spread("soon"), "a delay cannot be `soon`"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(make, message):
    """With what is wrong, and a line of help."""
    with pytest.raises(ScenarioError) as caught:
        make()
    assert caught.value.message == message
    assert caught.value.help


@given(st.lists(st.floats(min_value=0, max_value=1, exclude_max=True), min_size=1, max_size=30))
def test_a_choice_is_one_of_its_options_by_weight(shares):
    """The place in the heap of weights decides."""
    drawn = Choices({"a": 1, "b": 3}).draw(np.array(shares)).tolist()
    assert drawn == ["a" if share < 0.25 else "b" for share in shares]


@given(
    seed=st.integers(-(2**70), 2**70),
    people=st.lists(st.integers(0, 10**9), min_size=1, max_size=20, unique=True),
)
def test_luck_belongs_to_the_person_and_the_purpose(seed, people):
    """Not to the place in the column, nor to who else is there."""
    keys = person_keys(seed, people)
    purpose = purpose_key("delay", "released")
    alone = [uniforms(person_keys(seed, [p]), purpose, 3)[0] for p in people]
    assert uniforms(keys, purpose, 3).tolist() == alone
    assert uniforms(keys, purpose, np.full(len(people), 3, dtype=np.int32)).tolist() == alone
    assert uniforms(keys, purpose_key("delay", "recalled"), 3).tolist() != alone
    assert uniforms(keys, purpose, 4).tolist() != alone


def test_uniform_numbers_are_spread_evenly():
    """A hundred bins of a million draws: chi-squared within what chance allows."""
    keys = person_keys(3, np.arange(100_000))
    drawn = np.concatenate([uniforms(keys, purpose_key("even"), k) for k in range(10)])
    counts = np.histogram(drawn, bins=100, range=(0, 1))[0]
    chi_squared = ((counts - 10_000) ** 2 / 10_000).sum()
    assert 50 < chi_squared < 170
    assert abs(np.corrcoef(drawn[:100_000], drawn[100_000:200_000])[0, 1]) < 0.02


def test_bounds_are_told_in_plain_numbers():
    """No powers of ten."""
    with pytest.raises(ScenarioError) as caught:
        LogNormal(-5, 1)
    assert caught.value.help == "give a number above 0 and at most 3,652,059"
    with pytest.raises(ScenarioError) as caught:
        Choices({"a": -5})
    assert caught.value.help == "give a number above 0 and at most 1,000,000,000,000"


@given(
    st.sampled_from([Fixed(7), Uniform(3, 90), Exponential(30), Weibull(2, 40), LogNormal(20, 1)]),
    st.floats(min_value=0, max_value=50),
    st.floats(min_value=50, max_value=99),
    st.lists(INNER, min_size=1, max_size=20),
)
def test_what_is_drawn_lies_within_its_reach(spread, low, high, shares):
    """Also when it is kept between two ends, one within the other."""
    for one in (spread, Within(spread, low, high), Within(Within(spread, low, high), 20, 60)):
        least, most = reach(one)
        drawn = one.draw(np.array(shares))
        assert least <= drawn.min()
        assert drawn.max() <= most
