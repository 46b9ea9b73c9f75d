"""Waits: quantiles equal published tables and closed forms, and traits multiply hazards."""

import math

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Hazard,
    Logit,
    LogNormal,
    Piecewise,
    Uniform,
    Weibull,
    Within,
)
from continuum.sim.behaviour.distributions import reach
from continuum.sim.behaviour.forms import form_of, one_by_one
from continuum.sim.behaviour.proportional import drawn_with
from continuum.sim.population.encoding import plain

U = np.concatenate([[1e-12, 1e-6], np.linspace(0.001, 0.999, 997), [1 - 1e-6, 1 - 1e-12]])


# Chi-square with k degrees of freedom is gamma with shape k/2 and scale 2: tables of any textbook.
@pytest.mark.parametrize(
    ("freedom", "share", "point"),
    [
        (1, 0.95, 3.841458820694124),
        (2, 0.95, 5.991464547107979),
        (5, 0.95, 11.070497693516351),
        (10, 0.95, 18.307038053275146),
        (10, 0.005, 2.155856481304),
        (30, 0.5, 29.336031773),
        (30, 0.999, 59.703064),
    ],
)
def test_the_gamma_gives_the_points_of_the_chi_square_tables(freedom, share, point):
    found = Gamma(freedom / 2, 2).draw(np.array([share]))[0]
    assert found == pytest.approx(point, rel=5e-8)


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 20])
def test_a_gamma_of_whole_shape_is_a_sum_of_exponential_steps(steps):
    """Erlang: the share that waits no longer than x is 1 - exp(-x) sum of x**i / i!, i < shape."""
    for share in (0.001, 0.1, 0.5, 0.9, 0.999):
        x = float(Gamma(steps, 1).draw(np.array([share]))[0])
        longer = math.exp(-x) * sum(x**i / math.factorial(i) for i in range(steps))
        assert 1 - longer == pytest.approx(share, rel=1e-9)


def test_a_gamma_of_shape_one_is_exponential():
    assert np.allclose(Gamma(1, 90).draw(U), -90 * np.log1p(-U), rtol=1e-11, atol=0)


def test_an_empirical_wait_is_one_of_the_days_that_were_seen_as_often_as_seen():
    drawn = Empirical([30, 10, 90], weights=[1, 2, 1]).draw((np.arange(400) + 0.5) / 400)
    assert dict(zip(*np.unique(drawn, return_counts=True), strict=True)) == {
        10.0: 200,
        30.0: 100,
        90.0: 100,
    }
    assert reach(Empirical([30, 10], [1, 0])) == (30.0, 30.0)


def test_a_piecewise_wait_has_the_hazard_that_was_asked_for():
    """S(t) = exp(-sum of rate times days in the piece)."""
    spread = Piecewise([(10, 0.05), (30, 0), (None, 0.2)])
    for share, days in [
        (math.exp(-0.25), 5),
        (math.exp(-0.49), 9.8),
        (math.exp(-0.5 - 0.2 * 4), 34),
    ]:
        assert spread.draw(np.array([share]))[0] == pytest.approx(days)
    drawn = spread.draw((np.arange(1000) + 0.5) / 1000)
    assert not ((drawn > 10.01) & (drawn < 29.99)).any()


def test_with_a_last_rate_of_nothing_some_never_come():
    drawn = Piecewise([(10, 0.1), (None, 0)]).draw(np.array([0.2, 0.9]))
    assert drawn[0] == math.inf
    assert drawn[1] < 10


SPREADS = [
    Uniform(3, 9),
    Exponential(90),
    Weibull(0.7, 90),
    LogNormal(30, 0.8),
    Gamma(2.3, 10),
    Gamma(0.2, 10),
    Empirical([3, 1, 7], [1, 2, 1]),
    Piecewise([(10, 0.1), (20, 0), (None, 0.02)]),
    Within(LogNormal(30, 0.8), 10, 40),
]


@pytest.mark.parametrize("spread", [Exponential(90), Weibull(0.7, 90), Gamma(2.3, 10)])
def test_a_hazard_makes_of_the_share_that_waits_longer_its_power(spread):
    """Proportional hazards: S(t | factor) = S(t) ** factor, looked up in a large sample."""
    shares = (np.arange(20_000) + 0.5) / 20_000
    alone, twice = np.sort(spread.draw(shares)), drawn_with(spread, shares, 2.0)
    for t in np.quantile(alone, [0.1, 0.5, 0.9]):
        assert (twice > t).mean() == pytest.approx((alone > t).mean() ** 2, abs=2e-4)


def test_hazards_of_weibull_and_exponential_waits_only_change_their_scale():
    assert np.allclose(drawn_with(Exponential(90), U, 3.0), Exponential(30).draw(U))
    scale = 90 * 3.0 ** (-1 / 0.7)
    assert np.allclose(drawn_with(Weibull(0.7, 90), U, 3.0), Weibull(0.7, scale).draw(U))


@pytest.mark.parametrize("spread", SPREADS, ids=lambda spread: type(spread).__name__)
@pytest.mark.parametrize("factor", [1.0, 0.3, 4.0])
def test_one_by_one_waits_are_those_of_the_columns(spread, factor):
    days, form = one_by_one(), form_of(spread)
    found = [days(*form, share, factor) for share in U.tolist()]
    assert np.allclose(found, drawn_with(spread, U, factor), rtol=1e-11, atol=0)


def test_what_always_takes_as_long_has_no_hazard():
    assert drawn_with(Fixed(3), U[:2], 9.0).tolist() == [3.0, 3.0]
    assert one_by_one()(*form_of(Fixed(3)), 0.4, 9.0) == 3.0


def test_traits_multiply_hazards_and_what_is_not_known_adds_nothing():
    traits = {
        "alone": plain("alone", [True, False, None, True]),
        "years": plain("years", [1, 2, 3, 4]),
        "level": plain("level", ["low", "high", "high", None]),
    }
    hazard = Hazard({"alone": 0.7, "years": -0.1, "level": {"high": 1.0}})
    sums = [0.7 - 0.1, -0.2 + 1, -0.3 + 1, 0.7 - 0.4]
    assert np.allclose(hazard.factors(traits, 4), np.exp(sums))
    logit = Logit(0.5, {"alone": 0.7, "years": -0.1, "level": {"high": 1.0}})
    assert np.allclose(logit.chances(traits, 4), [1 / (1 + math.exp(-(0.5 + s))) for s in sums])


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Gamma(0, 3), "the shape of `Gamma` cannot be `0`"),
        (lambda: Empirical([]), "`Empirical` has no days"),
        (lambda: Empirical("3"), "the days of `Empirical` cannot be `3`"),
        (lambda: Empirical([3, -1]), "a day of `Empirical` cannot be `-1`"),
        (lambda: Empirical([3], [1, 2]), "`Empirical` has 1 days and 2 weights"),
        (lambda: Empirical([3], [0]), "the weights of `Empirical` add up to nothing"),
        (lambda: Piecewise([(10, 0.1)]), "the last piece of `Piecewise`, and no other"),
        (lambda: Piecewise([(10, 1), (9, 1), (None, 1)]), "the days of `Piecewise` do not rise"),
        (lambda: Piecewise([(0, 1), (None, 1)]), "the days of `Piecewise` do not rise"),
        (lambda: Piecewise([(None, 0)]), "no rate of `Piecewise` is above 0"),
        (lambda: Piecewise([(10, -1), (None, 1)]), "a rate of `Piecewise` cannot be `-1`"),
        (lambda: Piecewise(3), "the pieces of `Piecewise` cannot be `3`"),
        (lambda: Hazard({"alone": 99}), "the weight of `alone` cannot be `99`"),
        (lambda: Hazard({3: 1}), "a trait cannot be called `3`"),
        (lambda: Hazard("alone"), "the weights of traits cannot be `alone`"),
        (lambda: Logit("x"), "the intercept of `Logit` cannot be `x`"),
    ],
)
def test_what_is_no_wait_is_refused_in_words(make, fault):
    with pytest.raises(ScenarioError) as caught:
        make()
    assert caught.value.message.startswith(fault)
    assert caught.value.help
