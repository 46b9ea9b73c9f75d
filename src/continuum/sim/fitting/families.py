"""The families of delays that are fitted: their densities, and how their numbers are written.

Every number is above 0, and is found by its logarithm, so that no estimate and no end of an
interval lies where it cannot be.  Times are given in units of their mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError, needs
from continuum.sim.behaviour.distributions import Exponential, LogNormal, Spread, Weibull
from continuum.sim.behaviour.gamma import Gamma
from continuum.sim.behaviour.measured import Piecewise

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.sim.columns.arrays import Floats

__all__ = ["FAMILIES", "Family", "family_named", "family_of", "piecewise"]

_Densities = tuple[Any, Any]  # the logarithms of density and of survival at some times


@attrs.frozen
class Family:
    """One family of delays.

    Args:
        name: Its name.
        numbers: The names of its numbers.
        scales: For each of them, whether it is a time (1), a rate (-1), or has no unit (0).
        begins: Where the search begins, as logarithms, with times in units of their mean.
        densities: Gives the logarithms of density and survival.
        made: Makes the distribution of its numbers.
    """

    name: str
    numbers: tuple[str, ...]
    scales: tuple[int, ...]
    begins: tuple[float, ...]
    densities: Callable[[Floats, Floats], _Densities]
    made: Callable[[list[float]], Spread]


def _exponential(theta: Floats, t: Floats) -> _Densities:
    rate = np.exp(-theta[0])
    return -theta[0] - rate * t, -rate * t


def _weibull(theta: Floats, t: Floats) -> _Densities:
    shape, logs = np.exp(theta[0]), np.log(t) - theta[1]
    survival = -np.exp(np.minimum(shape * logs, 700.0))
    return theta[0] - theta[1] + (shape - 1.0) * logs + survival, survival


def _lognormal(theta: Floats, t: Floats) -> _Densities:
    from scipy.special import log_ndtr

    sigma = np.exp(theta[1])
    z = (np.log(t) - theta[0]) / sigma
    return -0.5 * z * z - np.log(t) - theta[1] - 0.5 * np.log(2.0 * np.pi), log_ndtr(-z)


def _gamma(theta: Floats, t: Floats) -> _Densities:
    from scipy.special import gammaincc, gammaln

    shape, x = np.exp(theta[0]), t / np.exp(theta[1])
    density = shape * np.log(x) - x - gammaln(shape) - np.log(t)
    share = gammaincc(shape, x)
    # Where the share is too small for a number, the hazard of the tail is nearly 1 / scale.
    tail = density + theta[1]
    return density, np.where(share > _LEAST, np.log(np.maximum(share, _LEAST)), tail)


_LEAST: Final = 1e-290

FAMILIES: Final[dict[str, Family]] = {
    "exponential": Family(
        "exponential", ("mean_days",), (1,), (0.0,), _exponential, lambda v: Exponential(*v)
    ),
    "weibull": Family(
        "weibull", ("shape", "scale_days"), (0, 1), (0.0, 0.0), _weibull, lambda v: Weibull(*v)
    ),
    "lognormal": Family(
        "lognormal",
        ("median_days", "sigma"),
        (1, 0),
        (-0.3, -0.3),
        _lognormal,
        lambda v: LogNormal(*v),
    ),
    "gamma": Family(
        "gamma", ("shape", "scale_days"), (0, 1), (0.0, 0.0), _gamma, lambda v: Gamma(*v)
    ),
}


def piecewise(ends: tuple[float, ...], unit: float) -> Family:
    """Give the family of rates that are constant between some durations.

    Args:
        ends: The durations in days at which the rate changes.
        unit: How many days a unit of time is.

    Example:
        >>> piecewise((30.0,), 10.0).numbers
        ('rate_1', 'rate_2')
    """
    cuts = np.array([0.0, *(end / unit for end in ends), np.inf])

    def densities(theta: Floats, t: Floats) -> _Densities:
        rates = np.exp(theta)
        survival = np.zeros_like(t)
        for rate, low, high in zip(rates, cuts[:-1], cuts[1:], strict=True):
            survival = survival - rate * np.clip(t - low, 0.0, high - low)
        return theta[np.searchsorted(cuts[1:-1], t, side="left")] + survival, survival

    count = len(ends) + 1
    return Family(
        "piecewise",
        tuple(f"rate_{k + 1}" for k in range(count)),
        (-1,) * count,
        (0.0,) * count,
        densities,
        lambda rates: Piecewise(tuple(zip((*ends, None), rates, strict=True))),
    )


def family_of(spread: Spread, unit: float) -> Family | None:
    """Give the family that a delay belongs to; ``None`` where it is of none that is fitted.

    Args:
        spread: The delay that a scenario has.
        unit: How many days a unit of time is.

    Example:
        >>> family_of(LogNormal(30, 0.5), 1.0).name
        'lognormal'
    """
    match spread:
        case Exponential():
            return FAMILIES["exponential"]
        case Weibull():
            return FAMILIES["weibull"]
        case LogNormal():
            return FAMILIES["lognormal"]
        case Gamma():
            return FAMILIES["gamma"]
        case Piecewise(pieces):
            return piecewise(tuple(end for end, _ in pieces if end is not None), unit)
        case _:
            return None


def family_named(name: str) -> Family:
    """Give a family by its name.

    Args:
        name: ``exponential``, ``weibull``, ``lognormal`` or ``gamma``.

    Raises:
        ScenarioError: There is no such family.
    """
    needs("fit", "scipy")
    if name not in FAMILIES:
        listed = ", ".join(f"`{each}`" for each in FAMILIES)
        raise ScenarioError(
            f"no delays are fitted by `{str(name)[:40]}`", help=f"there is {listed}"
        )
    return FAMILIES[name]
