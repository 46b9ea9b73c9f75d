"""How sure a mean of replications is: quantiles of Student's t, and intervals by it."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from continuum.sim.statistics.durations import read_level

if TYPE_CHECKING:
    import numpy.typing as npt

    from continuum.sim.columns.arrays import Floats

__all__ = [
    "Interval",
    "mean_interval",
    "mean_intervals",
    "normal_quantile_of",
    "percentile_intervals",
    "t_quantile",
]

_STEPS: Final = 300
_TINY: Final = 1e-300


class Interval(NamedTuple):
    """A mean with its interval; ``nan`` where there is too little to say one."""

    mean: float
    low: float
    high: float


def normal_quantile_of(level: float) -> float:
    """Give how many standard deviations an interval of a level reaches to each side.

    Example:
        >>> round(normal_quantile_of(0.95), 6)
        1.959964
    """
    return NormalDist().inv_cdf(0.5 + level / 2.0)


@lru_cache(maxsize=1_024)
def t_quantile(level: float, freedom: int) -> float:
    """Give the same for Student's t, which is wider when there are few replications.

    Args:
        level: How sure, between 0 and 1.
        freedom: The degrees of freedom: one less than there are replications.

    Example:
        >>> round(t_quantile(0.95, 9), 4), round(t_quantile(0.95, 1), 4)
        (2.2622, 12.7062)
    """
    outside = 1.0 - read_level(level)
    low, high = 0.0, 1.0
    while _outside(high, freedom) > outside:
        low, high = high, high * 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        low, high = (middle, high) if _outside(middle, freedom) > outside else (low, middle)
    return (low + high) / 2.0


def _outside(t: float, freedom: int) -> float:
    """The chance that Student's t lies further from 0 than this, on either side."""
    return _beta_share(freedom / (freedom + t * t), freedom / 2.0, 0.5)


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _beta_share(1.0 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    fraction = d
    for m in range(1, _STEPS):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + numerator / c
            c = c if abs(c) > _TINY else _TINY
            fraction *= c * d
        if abs(c * d - 1.0) < 1e-15:  # noqa: PLR2004 - the last bit
            break
    return front * fraction / a


def mean_interval(values: npt.ArrayLike, level: float = 0.95) -> Interval:
    """Give the mean of one value a replication, with its interval by Student's t.

    Values that are not numbers are left out: a replication in which nobody waited says nothing
    about waiting.

    Args:
        values: One value a replication.
        level: How sure the interval is.

    Example:
        >>> [round(part, 3) for part in mean_interval([1.0, 2.0, 3.0, 4.0])]
        [2.5, 0.446, 4.554]
        >>> mean_interval([7.0])
        Interval(mean=7.0, low=nan, high=nan)
    """
    mean, low, high = mean_intervals(np.asarray(values, dtype=np.float64)[:, None], level)
    return Interval(float(mean[0]), float(low[0]), float(high[0]))


def mean_intervals(values: Floats, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Give the means of columns, with their intervals by Student's t.

    Args:
        values: A row a replication, a column a quantity.
        level: How sure the intervals are.

    Example:
        >>> mean_intervals(np.array([[1.0, 5.0], [3.0, 5.0]]))[0].tolist()
        [2.0, 5.0]
    """
    read_level(level)
    told = np.isfinite(values)
    count = told.sum(axis=0)
    nothing = np.full(values.shape[1], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(told, values, 0.0).sum(axis=0) / count
        spread = np.sqrt(np.where(told, (values - mean) ** 2, 0.0).sum(axis=0) / (count - 1))
        width = {int(k): t_quantile(level, int(k) - 1) for k in np.unique(count) if k > 1}
        reach = np.array([width.get(int(k), math.nan) for k in count]) * spread / np.sqrt(count)
    mean = np.where(count > 0, mean, nothing)
    return mean, mean - reach, mean + reach


def percentile_intervals(values: Floats, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Give the means of columns, with the ends between which most of their values lie.

    An interval of the mean grows narrower with every replication; this one does not: it says what
    one cohort of this size may see by chance alone.

    Args:
        values: A row a replication, a column a quantity.
        level: Which share of the values lies between the ends.

    Example:
        >>> percentile_intervals(np.arange(101.0)[:, None], 0.9)[1:]
        (array([5.]), array([95.]))
    """
    outside = 100.0 * (1.0 - read_level(level)) / 2.0
    mean = mean_intervals(values, level)[0]
    low, high = np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    told = np.isfinite(values).any(axis=0)
    if told.any():
        ends = np.nanpercentile(values[:, told], [outside, 100.0 - outside], axis=0)
        low[told], high[told] = ends
    return mean, low, high
