"""How long things take and how often they happen: small distributions, each drawn by inversion.

A distribution turns uniform numbers into values, one for one, so that a person who is lucky in one
scenario is as lucky in the next.  All of them are assumptions until somebody measures them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.behaviour.bounds import as_pairs, bounded, days_field, number_field
from continuum.sim.behaviour.gamma import Gamma
from continuum.sim.behaviour.measured import Empirical, Piecewise, steps_of
from continuum.sim.behaviour.quantile import normal_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards import Value
    from continuum.sim.columns.arrays import Anything, Floats, Mask, Rows

__all__ = [
    "Bernoulli",
    "By",
    "Choices",
    "Distribution",
    "Exponential",
    "Fixed",
    "LogNormal",
    "Perhaps",
    "Shares",
    "Spread",
    "Trait",
    "Uniform",
    "Weibull",
    "Within",
    "as_spread",
    "reach",
]


@attrs.frozen
class Fixed:
    """Always the same number of days.

    Example:
        >>> Fixed(10).draw(np.array([0.1, 0.9])).tolist()
        [10.0, 10.0]
    """

    days: float = days_field("the days of `Fixed`")

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        return np.full(uniforms.shape, self.days)


@attrs.frozen
class Uniform:
    """Any number from low to high, each as likely.

    Example:
        >>> Uniform(10, 20).draw(np.array([0.5])).tolist()
        [15.0]
    """

    low: float = days_field("the lower end of `Uniform`")
    high: float = days_field("the upper end of `Uniform`")

    def __attrs_post_init__(self) -> None:
        """Refuse ends the wrong way round."""
        if self.high < self.low:
            raise ScenarioError(
                f"`Uniform` ends at {self.high:g}, before it begins at {self.low:g}",
                help="give the lower end first",
            )

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        return self.low + uniforms * (self.high - self.low)


@attrs.frozen
class Exponential:
    """A wait without memory: the same chance every day.

    Args:
        mean_days: The mean, above 0.

    Example:
        >>> round(float(Exponential(100).draw(np.array([1 / math.e]))[0]), 6)
        100.0
    """

    mean_days: float = days_field("the mean of `Exponential`", above=True)

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        drawn = np.log(uniforms)
        drawn *= -self.mean_days
        return drawn


@attrs.frozen
class Weibull:
    """A wait whose chance grows (shape above 1) or shrinks (below 1) with time.

    Args:
        shape: From 0.1 to 100; 1 is :class:`Exponential`.
        scale_days: The days within which 63 in 100 happen, above 0.

    Example:
        >>> round(float(Weibull(2, 100).draw(np.array([1 / math.e]))[0]), 6)
        100.0
    """

    shape: float = number_field("the shape of `Weibull`", 0.1, 100.0)
    scale_days: float = days_field("the scale of `Weibull`", above=True)

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        drawn = np.log(uniforms)
        np.negative(drawn, out=drawn)
        np.power(drawn, 1.0 / self.shape, out=drawn)
        drawn *= self.scale_days
        return drawn


@attrs.frozen
class LogNormal:
    """A wait with a long tail: most are short, some are very long.

    Args:
        median_days: Half take longer; above 0.
        sigma: The standard deviation of the logarithm, from 0 to 5.

    Example:
        >>> LogNormal(30, 0.5).draw(np.array([0.5])).round(6).tolist()
        [30.0]
    """

    median_days: float = days_field("the median of `LogNormal`", above=True)
    sigma: float = number_field("sigma of `LogNormal`", 0.0, 5.0)

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        drawn = normal_quantile(uniforms)
        drawn *= self.sigma
        np.exp(drawn, out=drawn)
        drawn *= self.median_days
        return drawn


def _spread(of: Spread | float) -> Spread:
    return as_spread(of)


@attrs.frozen
class Within:
    """Another distribution kept between two ends: what falls outside counts as the nearer end.

    Needed where a distribution without an upper end fills a number that has one.

    Args:
        of: The distribution.
        low: The lower end.
        high: The upper end.

    Example:
        >>> Within(LogNormal(30, 0.5), 1, 40).draw(np.array([0.5, 0.999])).round(6).tolist()
        [30.0, 40.0]
    """

    of: Spread = attrs.field(converter=_spread)
    low: float = days_field("the lower end of `Within`")
    high: float = days_field("the upper end of `Within`")

    def __attrs_post_init__(self) -> None:
        """Refuse ends the wrong way round."""
        if self.high < self.low:
            raise ScenarioError(
                f"`Within` ends at {self.high:g}, before it begins at {self.low:g}",
                help="give the lower end first",
            )

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        return np.clip(self.of.draw(uniforms), self.low, self.high)


@attrs.frozen
class Bernoulli:
    """Yes with a probability, else no.

    Example:
        >>> Bernoulli(0.3).draw(np.array([0.29, 0.31])).tolist()
        [True, False]
    """

    p: float = number_field("the probability of `Bernoulli`", 0.0, 1.0)

    def draw(self, uniforms: Floats) -> Mask:
        """Give the value for each uniform number."""
        return uniforms < self.p


def _weights(weights: Mapping[Any, float] | Iterable[tuple[Any, float]]) -> tuple[Any, ...]:
    pairs = as_pairs("options with weights", weights)
    if not pairs:
        raise ScenarioError("there is nothing to choose from", help="give options with weights")
    return tuple(
        (option, bounded(f"the weight of `{option}`", weight, 0.0, 1e12, above=True))
        for option, weight in pairs
    )


@attrs.frozen
class Choices:
    """One of several options, by weight; weights need not add up to anything.

    Example:
        >>> Choices({"upheld": 3, "quashed": 1}).draw(np.array([0.7, 0.8])).tolist()
        ['upheld', 'quashed']
    """

    weights: tuple[tuple[Value, float], ...] = attrs.field(converter=_weights)

    @property
    def options(self) -> tuple[Value, ...]:
        """The options, in the order given."""
        return tuple(option for option, _ in self.weights)

    def places(self, uniforms: Floats) -> Rows:
        """Give the place of the option drawn, for each uniform number."""
        ends = np.cumsum([weight for _, weight in self.weights])
        places = np.searchsorted(ends / ends[-1], uniforms, side="right")
        return np.minimum(places, len(ends) - 1)

    def draw(self, uniforms: Floats) -> Anything:
        """Give the option for each uniform number."""
        return np.array(self.options)[self.places(uniforms)]


@attrs.frozen
class Shares:
    """So many people of each option, exactly: counts of a population, not chances.

    In a cohort of as many people as the counts add up to, each option comes as often as counted.
    In any other cohort people are taken round by round.

    Example:
        >>> Shares({"a": 1, "b": 2}).total
        3
    """

    counts: tuple[tuple[Value, float], ...] = attrs.field(converter=_weights)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of people."""
        for option, count in self.counts:
            if count != int(count):
                raise ScenarioError(
                    f"the share of `{option}` is {count:g} people", help="give whole numbers"
                )

    @property
    def total(self) -> int:
        """How many people in all."""
        return int(sum(count for _, count in self.counts))

    @property
    def options(self) -> tuple[Value, ...]:
        """The options, in the order given."""
        return tuple(option for option, _ in self.counts)


@attrs.frozen
class Trait:
    """What the cohort says of each person under this name."""

    name: str


@attrs.frozen
class Perhaps:
    """Known with a probability; otherwise nobody has recorded it.

    Args:
        p: The probability that it is known.
        of: The value or distribution when it is.
    """

    p: float = number_field("the probability of `Perhaps`", 0.0, 1.0)
    of: Any = True


def _cases(cases: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> tuple[Any, ...]:
    return as_pairs("the cases of `By`", cases)


@attrs.frozen
class By:
    """Drawn from another distribution for each value of a trait or tag of the cohort.

    Args:
        trait: The trait or tag, declared before.
        cases: Its values, each with a value or distribution; any other value: not known.
    """

    trait: str
    cases: tuple[tuple[Value, Any], ...] = attrs.field(converter=_cases)


Spread = (
    Fixed | Uniform | Exponential | Weibull | LogNormal | Gamma | Empirical | Piecewise | Within
)
"""What a delay may be: a distribution of days."""

Distribution = Spread | Bernoulli | Choices | Shares | Trait | Perhaps | By
"""What a fact may be drawn from."""


def as_spread(days: Spread | float) -> Spread:
    """Read a delay: a distribution, or a plain number of days.

    Raises:
        ScenarioError: Neither; or negative, not a number, too long.

    Example:
        >>> as_spread(3)
        Fixed(days=3.0)
    """
    if isinstance(days, Spread):
        return days
    if isinstance(days, (int, float)):
        return Fixed(days)
    raise ScenarioError(
        f"a delay cannot be `{str(days)[:40]}`",
        help="give days, or a distribution such as `Exponential(mean_days=90)`",
    )


def reach(spread: Spread) -> tuple[float, float]:
    """Give the least and the greatest number of days that a distribution can give.

    Example:
        >>> reach(Uniform(3, 9)), reach(Exponential(30))
        ((3.0, 9.0), (0.0, inf))
    """
    match spread:
        case Fixed(days):
            return days, days
        case Uniform(low, high):
            return low, high
        case Within(of, low, high):
            least, most = reach(of)
            return min(max(least, low), high), max(min(most, high), low)
        case Empirical():
            seen, _ = steps_of(spread)
            return float(seen[0]), float(seen[-1])
        case _:
            return 0.0, math.inf
