"""Aalen-Johansen: the share of people for whom each of several endings has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.statistics.curves import Curve
from continuum.sim.statistics.durations import count, read_durations, read_level
from continuum.sim.statistics.intervals import normal_quantile_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from continuum.sim.columns.arrays import Floats

__all__ = ["aalen_johansen"]


def aalen_johansen(
    durations: npt.ArrayLike,
    causes: npt.ArrayLike,
    *,
    entries: npt.ArrayLike | None = None,
    level: float = 0.95,
    names: Sequence[str] = (),
) -> tuple[Curve, ...]:
    """Estimate, for each of several endings that exclude one another, the share it has come for.

    ``F_k(t)`` is the sum over times up to ``t`` of ``S(before) * d_k / n``, where ``S`` is the
    Kaplan-Meier share of those for whom nothing has come.  Reading other endings as "watched no
    longer" instead would say that they might still come, and give too much.  The variance is that
    of the delta method after Greenwood, and the interval that of ``log(-log(F))``.

    Args:
        durations: How long each person waited, in days.
        causes: Which ending came, from 1; 0 where the person was watched no longer.
        entries: The duration at which each person came under watch; by default 0.
        level: How sure the intervals are.
        names: What each ending is called.

    Returns:
        One curve an ending, in their order.

    Raises:
        ScenarioError: The columns do not fit each other, or hold no durations.

    Example:
        >>> left, stayed = aalen_johansen([1, 2, 2, 4], [1, 2, 0, 1], names=("left", "stayed"))
        >>> left.estimate.tolist(), stayed.estimate.tolist()
        ([0.25, 0.25, 0.75], [0.0, 0.25, 0.25])
    """
    z = normal_quantile_of(read_level(level))
    spent, coded, entered = read_durations(durations, causes, entries)
    kinds = max(int(coded.max()), len(names))
    if names and int(coded.max()) > len(names):
        raise ScenarioError(
            f"there is a cause {int(coded.max())}, and {len(names)} names",
            help="give a name for each cause, from 1",
        )
    counted = count(spent, coded, entered, kinds)
    n, d = counted.at_risk.astype(np.float64), counted.ended.astype(np.float64)
    waiting = np.cumprod(1.0 - d / n)
    before = np.concatenate([[1.0], waiting[:-1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.where(n > d, d / (n * (n - d)), 0.0)
    curves = []
    for kind in range(kinds):
        own = counted.happened[kind].astype(np.float64)
        estimate = np.cumsum(before * own / n)
        variance = _variance(estimate, before, own, n, greenwood)
        low, high = _interval(estimate, variance, z)
        curves.append(
            Curve(
                names[kind] if names else f"cause {kind + 1}",
                0.0,
                counted.times,
                estimate,
                variance,
                low,
                high,
                counted.at_risk,
                counted.happened[kind],
                level,
            )
        )
    return tuple(curves)


def _variance(
    estimate: Floats, before: Floats, own: Floats, n: Floats, greenwood: Floats
) -> Floats:
    """The delta method after Greenwood, in one pass: sums of powers instead of a double sum."""
    straight = before * own / n**2
    within = np.cumsum(before**2 * own * (n - own) / n**3)
    squares = (
        estimate**2 * np.cumsum(greenwood)
        - 2.0 * estimate * np.cumsum(greenwood * estimate)
        + np.cumsum(greenwood * estimate**2)
    )
    mixed = estimate * np.cumsum(straight) - np.cumsum(straight * estimate)
    found: Floats = np.maximum(squares + within - 2.0 * mixed, 0.0)
    return found


def _interval(estimate: Floats, variance: Floats, z: float) -> tuple[Floats, Floats]:
    inside = (estimate > 0) & (estimate < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        logged = np.log(estimate)
        reach = np.exp(z * np.sqrt(variance) / (estimate * logged))
        low = np.where(inside, np.exp(logged / reach), estimate)
        high = np.where(inside, np.exp(logged * reach), estimate)
    return np.minimum(low, high), np.maximum(low, high)
