"""The gamma distribution by inversion: quantiles from a table that is worked out once a shape.

The logarithm of the quantile is smooth in the normal quantile of the share, so cubic pieces
through exact values and slopes are right to eleven digits, and a draw costs little more than one
of a log-normal.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.sim.behaviour.bounds import days_field, number_field
from continuum.sim.behaviour.quantile import normal_quantile

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats

__all__ = ["Gamma", "gamma_table"]


_REACH: Final = 8.5  # no uniform number of 52 bits lies farther out, in standard deviations
_NODES: Final = 2_049
_MOST_TERMS: Final = 2_000
_MOST_STEPS: Final = 60
_ENOUGH: Final = 1e-15


@attrs.frozen
class Gamma:
    """A wait in several hidden steps, such as papers that go over several desks.

    Args:
        shape: From 0.1 to 500; 1 is :class:`Exponential`, 3 is three equal steps after another.
        scale_days: The mean of one step, above 0; the mean is shape times scale.

    Example:
        >>> Gamma(1, 100).draw(np.array([0.5])).round(4).tolist()
        [69.3147]
    """

    shape: float = number_field("the shape of `Gamma`", 0.1, 500.0)
    scale_days: float = days_field("the scale of `Gamma`", above=True)

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        table = gamma_table(self.shape)
        at = normal_quantile(uniforms)
        at += _REACH
        at *= (_NODES - 1) / (2 * _REACH)
        place = np.clip(at.astype(np.int64), 0, _NODES - 2)
        at -= place
        pieces = table[:, place]
        drawn: Floats = ((pieces[3] * at + pieces[2]) * at + pieces[1]) * at + pieces[0]
        np.exp(drawn, out=drawn)
        drawn *= self.scale_days
        return drawn


@lru_cache(maxsize=256)
def gamma_table(shape: float) -> Floats:
    """Give the cubic pieces of the logarithm of the quantile, scale 1.

    Piece ``k`` begins at the normal quantile ``-8.5 + 17 k / 2048``; with ``t`` from 0 to 1 within
    it, the logarithm is ``((c3 t + c2) t + c1) t + c0``.

    Args:
        shape: The shape.

    Returns:
        Four rows (``c0`` to ``c3``) of 2,048 columns.
    """
    z = np.linspace(-_REACH, _REACH, _NODES)
    y = _log_quantiles(shape, z)
    density = shape * y - np.exp(y) - math.lgamma(shape)
    # dy/dz: the normal density over that of y; both tails by logarithms, so nothing underflows.
    with np.errstate(over="ignore", under="ignore"):
        slope = np.exp(-0.5 * z * z - 0.5 * math.log(2 * math.pi) - density)
    width = 2 * _REACH / (_NODES - 1)
    rise, start, end = np.diff(y), slope[:-1] * width, slope[1:] * width
    table = np.array([y[:-1], start, 3 * rise - 2 * start - end, start + end - 2 * rise])
    table.flags.writeable = False
    return table


def _log_quantiles(shape: float, z: Floats) -> Floats:
    """Solve for the logarithm of each quantile: Newton on the logarithm of the smaller tail."""
    lower = np.array([math.log(math.erfc(-each / math.sqrt(2)) / 2) for each in z.tolist()])
    upper = lower[::-1]
    small = (lower + math.lgamma(shape + 1)) / shape
    cube = 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))
    with np.errstate(invalid="ignore"):
        usual = np.log(shape) + 3 * np.log(np.maximum(cube, 1e-3))
    y: Floats = np.where((cube < 0.3) | (small < -3), np.minimum(small, usual), usual)  # noqa: PLR2004
    below = z < 0
    for _ in range(_MOST_STEPS):
        found_lower, found_upper = _logs(shape, y)
        density = shape * y - np.exp(y) - math.lgamma(shape)
        off = np.where(below, found_lower - lower, upper - found_upper)
        slope = np.exp(density - np.where(below, found_lower, found_upper))
        step = np.clip(off / slope, -1.0, 1.0)
        y = y - step
        if np.abs(step).max() < 1e-13:  # noqa: PLR2004
            break
    return y


def _logs(shape: float, y: Floats) -> tuple[Floats, Floats]:
    """The logarithms of both tails of a gamma distribution at ``exp(y)``."""
    x = np.exp(y)
    front = shape * y - x - math.lgamma(shape)
    series = x < shape + 1
    lower, upper = np.empty_like(x), np.empty_like(x)
    if series.any():
        lower[series] = front[series] + np.log(_series(shape, x[series]))
        upper[series] = np.log1p(-np.minimum(np.exp(lower[series]), 1 - _ENOUGH))
    rest: Any = ~series
    if rest.any():
        upper[rest] = front[rest] + np.log(_fraction(shape, x[rest]))
        lower[rest] = np.log1p(-np.minimum(np.exp(upper[rest]), 1 - _ENOUGH))
    return lower, upper


def _series(shape: float, x: Floats) -> Floats:
    """The sum of ``x**n / (shape (shape+1) ... (shape+n))``."""
    term = np.full_like(x, 1 / shape)
    total = term.copy()
    for n in range(1, _MOST_TERMS):
        term = term * x / (shape + n)
        total += term
        if (term < total * _ENOUGH).all():
            break
    return total


def _fraction(shape: float, x: Floats) -> Floats:
    """The continued fraction of the upper tail, by Lentz's method."""
    tiny = 1e-300
    b = x + 1 - shape
    c = np.full_like(x, 1 / tiny)
    d = 1 / b
    h = d.copy()
    for n in range(1, _MOST_TERMS):
        a = -n * (n - shape)
        b = b + 2
        d = a * d + b
        d = np.where(np.abs(d) < tiny, tiny, d)
        c = b + a / c
        c = np.where(np.abs(c) < tiny, tiny, c)
        d = 1 / d
        change = d * c
        h = h * change
        if (np.abs(change - 1) < _ENOUGH).all():
            break
    return h
