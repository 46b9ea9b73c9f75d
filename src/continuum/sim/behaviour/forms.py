"""Distributions as numbers: a kind, four numbers and a small table, for engines that go one by one.

``form_of`` says what a distribution is in numbers, and ``one_by_one`` gives a function that turns
one uniform number into days.  It is written so that a compiler of loops can compile it, and gives
what the columns give, to the last digits.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from continuum.sim.behaviour.distributions import (
    Exponential,
    Fixed,
    LogNormal,
    Spread,
    Uniform,
    Weibull,
    Within,
)
from continuum.sim.behaviour.gamma import Gamma, gamma_table
from continuum.sim.behaviour.measured import Empirical, Piecewise, pieces_of, steps_of
from continuum.sim.behaviour.quantile import FAR, MIDDLE, SIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.sim.columns.arrays import Floats

    _Compiler = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["KINDS", "Form", "form_of", "one_by_one"]


KINDS: Final = (
    "fixed", "uniform", "exponential", "weibull", "lognormal", "gamma", "empirical", "piecewise",
)  # fmt: skip
"""The kinds of distributions; the code of a kind is its place."""

_FIXED, _UNIFORM, _EXPONENTIAL, _WEIBULL, _LOGNORMAL, _GAMMA, _EMPIRICAL, _PIECEWISE = range(8)
_FAR_BEGINS: Final = 5.0
_NONE: Final = np.zeros((1, 1))


class Form(NamedTuple):
    """A distribution in numbers.

    ``a`` and ``b`` are: the days; low and high; the mean; shape and scale; median and sigma; shape
    and scale.  What is drawn is kept between ``low`` and ``high``.  The ``table`` of a gamma has
    the four rows of :func:`gamma_table`; of an empirical one days and shares; of a piecewise one
    days, cumulative hazards and rates.
    """

    kind: int
    a: float
    b: float
    low: float
    high: float
    table: Floats


def form_of(spread: Spread) -> Form:
    """Give a distribution in numbers.

    Args:
        spread: The distribution.

    Example:
        >>> form_of(Within(Exponential(90), 1, 400))[:5]
        (2, 90.0, 0.0, 1.0, 400.0)
    """
    match spread:
        case Within(of, low, high):
            inner = form_of(of)
            least, most = (min(max(end, low), high) for end in (inner.low, inner.high))
            return inner._replace(low=least, high=most)
        case Fixed(days):
            return _form(_FIXED, days)
        case Uniform(low, high):
            return _form(_UNIFORM, low, high)
        case Exponential(mean):
            return _form(_EXPONENTIAL, mean)
        case Weibull(shape, scale):
            return _form(_WEIBULL, shape, scale)
        case LogNormal(median, sigma):
            return _form(_LOGNORMAL, median, sigma)
        case Gamma(shape, scale):
            return _form(_GAMMA, shape, scale, gamma_table(shape))
        case Empirical():
            return _form(_EMPIRICAL, table=np.array(steps_of(spread)))
        case Piecewise():
            return _form(_PIECEWISE, table=np.array(pieces_of(spread)))


def _form(kind: int, a: float = 0.0, b: float = 0.0, table: Floats = _NONE) -> Form:
    return Form(kind, a, b, 0.0, math.inf, table)


def _itself(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def _normal(compiled: _Compiler) -> Callable[..., float]:
    """The function that gives the normal quantile of one share."""
    middle, side, far = (np.array(rows) for rows in (MIDDLE, SIDE, FAR))
    log, sqrt = math.log, math.sqrt

    @compiled
    def ratio(rows: Floats, at: float) -> float:
        top, bottom = rows[0, 0], rows[1, 0]
        for k in range(1, 8):
            top = top * at + rows[0, k]
            bottom = bottom * at + rows[1, k]
        return top / bottom  # type: ignore[no-any-return]

    @compiled
    def normal(share: float) -> float:
        off = share - 0.5
        square = 0.180625 - off * off
        if square >= 0.0:
            return off * ratio(middle, square)  # type: ignore[no-any-return]
        root = sqrt(-log(min(share, 1.0 - share)))
        found = ratio(side, root - 1.6) if root <= _FAR_BEGINS else ratio(far, root - _FAR_BEGINS)
        return -found if off < 0 else found  # type: ignore[no-any-return]

    return normal


def _gamma(compiled: _Compiler, normal: Callable[..., float]) -> Callable[..., float]:
    """The function that gives the quantile of a gamma distribution, scale 1, from its table."""
    exp = math.exp

    @compiled
    def gamma(share: float, table: Floats) -> float:
        at = (normal(share) + 8.5) * (2048 / 17.0)
        k = min(max(int(at), 0), 2047)
        at -= k
        return exp(((table[3, k] * at + table[2, k]) * at + table[1, k]) * at + table[0, k])

    return gamma


def _place_of(compiled: _Compiler) -> Callable[..., int]:
    """The function that gives the first place in a row whose entry is above a value."""

    @compiled
    def place_of(row: Floats, value: float) -> int:
        first, last = 0, len(row)
        while first < last:
            between = (first + last) // 2
            if value < row[between]:
                last = between
            else:
                first = between + 1
        return first

    return place_of


def _moved(compiled: _Compiler) -> Callable[..., float]:
    """The function that moves a uniform number, so that the hazard is multiplied by a factor."""
    expm1, log1p = math.expm1, math.log1p
    least, most = 1e-300, 1.0 - 2.0**-53

    @compiled
    def moved(kind: int, share: float, factor: float) -> float:
        if factor == 1.0 or kind == 0:
            return share
        falling = kind in (2, 3, 7)
        share = share ** (1.0 / factor) if falling else -expm1(log1p(-share) / factor)
        return min(max(share, least), most)

    return moved


def one_by_one(
    compiled: _Compiler = _itself,
) -> Callable[..., float]:
    """Give the function ``days(kind, a, b, low, high, table, uniform, factor)``.

    ``factor`` multiplies the hazard; 1 leaves the distribution as it is.

    Args:
        compiled: What compiles a function, such as ``numba.njit``; by default nothing.

    Example:
        >>> days = one_by_one()
        >>> round(days(*form_of(LogNormal(30, 0.5)), 0.5, 1.0), 6)
        30.0
    """
    normal, place_of, moved = _normal(compiled), _place_of(compiled), _moved(compiled)
    gamma = _gamma(compiled, normal)
    log, exp = math.log, math.exp

    @compiled
    def days(  # noqa: PLR0917 - numbers only, for a compiler
        kind: int,
        a: float,
        b: float,
        low: float,
        high: float,
        table: Floats,
        uniform: float,
        factor: float,
    ) -> float:
        share = moved(kind, uniform, factor)
        drawn = a
        if kind == 1:
            drawn = a + share * (b - a)
        elif kind == 2:  # noqa: PLR2004
            drawn = -log(share) * a
        elif kind == 3:  # noqa: PLR2004
            drawn = (-log(share)) ** (1.0 / a) * b
        elif kind == 4:  # noqa: PLR2004
            drawn = exp(normal(share) * b) * a
        elif kind == 5:  # noqa: PLR2004
            drawn = gamma(share, table) * b
        elif kind == 6:  # noqa: PLR2004
            drawn = table[0, min(place_of(table[1], share), table.shape[1] - 1)]
        elif kind == 7:  # noqa: PLR2004
            reached = -log(share)
            k = place_of(table[1], reached) - 1
            if table[2, k] == 0.0:
                drawn = np.inf
            else:
                drawn = table[0, k] + (reached - table[1, k]) / table[2, k]
        return min(max(drawn, low), high)

    return days
