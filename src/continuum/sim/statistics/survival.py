"""Kaplan-Meier and Nelson-Aalen: how many still wait, and how the hazard adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from continuum.sim.statistics.curves import Curve
from continuum.sim.statistics.durations import count, read_durations, read_level
from continuum.sim.statistics.intervals import normal_quantile_of

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["kaplan_meier", "nelson_aalen"]


def kaplan_meier(
    durations: npt.ArrayLike,
    happened: npt.ArrayLike,
    *,
    entries: npt.ArrayLike | None = None,
    level: float = 0.95,
    name: str = "still waiting",
) -> Curve:
    """Estimate the share of people who still wait, when some are watched for a shorter time.

    ``S(t)`` is the product over times up to ``t`` of ``1 - d/n``.  The variance is Greenwood's,
    ``S(t)**2 * sum(d / (n * (n - d)))``, and the interval is that of ``log(-log(S))``.

    Args:
        durations: How long each person waited, in days.
        happened: Whether it happened then; where not, the person was watched no longer.
        entries: The duration at which each person came under watch; by default 0.
        level: How sure the interval is.
        name: What is estimated.

    Raises:
        ScenarioError: The columns do not fit each other, or hold no durations.

    Example:
        >>> curve = kaplan_meier([2, 3, 3, 5, 8], [1, 1, 0, 1, 0])
        >>> curve.estimate.round(3).tolist()
        [0.8, 0.6, 0.3]
        >>> curve.at([1, 4])
        array([1. , 0.6])
    """
    z = normal_quantile_of(read_level(level))
    spent, causes, entered = read_durations(durations, happened, entries)
    counted = count(spent, np.minimum(causes, 1), entered, 1)
    n, d = counted.at_risk.astype(np.float64), counted.ended.astype(np.float64)
    estimate = np.cumprod(1.0 - d / n, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.cumsum(np.where(n > d, d / (n * (n - d)), 0.0))
        variance = estimate**2 * spread
        logged = np.log(estimate)
        reach = z * np.sqrt(spread) / logged
        low = np.where(estimate > 0, np.exp(logged * np.exp(-reach)), 0.0)
        high = np.where(estimate > 0, np.exp(logged * np.exp(reach)), 0.0)
    return Curve(
        name, 1.0, counted.times, estimate, variance, low, high, counted.at_risk, counted.ended,
        level,
    )  # fmt: skip


def nelson_aalen(
    durations: npt.ArrayLike,
    happened: npt.ArrayLike,
    *,
    entries: npt.ArrayLike | None = None,
    level: float = 0.95,
    name: str = "hazard so far",
) -> Curve:
    """Estimate how the hazard adds up: ``H(t)`` is the sum over times up to ``t`` of ``d/n``.

    The variance is ``sum(d * (n - d) / n**3)``, and the interval is that of ``log(H)``.

    Args:
        durations: How long each person waited, in days.
        happened: Whether it happened then; where not, the person was watched no longer.
        entries: The duration at which each person came under watch; by default 0.
        level: How sure the interval is.
        name: What is estimated.

    Raises:
        ScenarioError: The columns do not fit each other, or hold no durations.

    Example:
        >>> nelson_aalen([2, 3, 3, 5, 8], [1, 1, 0, 1, 0]).estimate.round(3).tolist()
        [0.2, 0.45, 0.95]
    """
    z = normal_quantile_of(read_level(level))
    spent, causes, entered = read_durations(durations, happened, entries)
    counted = count(spent, np.minimum(causes, 1), entered, 1)
    n, d = counted.at_risk.astype(np.float64), counted.ended.astype(np.float64)
    estimate = np.cumsum(d / n)
    variance = np.cumsum(d * (n - d) / n**3)
    reach = np.exp(z * np.sqrt(variance) / estimate)
    return Curve(
        name, 0.0, counted.times, estimate, variance, estimate / reach, estimate * reach,
        counted.at_risk, counted.ended, level,
    )  # fmt: skip
