"""Maximum likelihood for spells that may have been cut off, with hazards by traits and a chance.

A spell of ``t`` days that ended adds ``log(c h(t) S(t))``, one that was cut off adds
``log(1 - c + c S(t))``.  With the hazard multiplied by ``r = exp(sum of b x)``, ``h`` becomes
``r h`` and ``S`` becomes ``S ** r``; ``c`` is the chance that the clock was set at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from continuum.errors import needs

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask
    from continuum.sim.fitting.families import Family

__all__ = ["Found", "Given", "maximise"]

_STEP = 1e-4
_FAR = 30.0


class Given(NamedTuple):
    """What is known of some spells.

    Args:
        days: How long each was, in units of time.
        ended: Whether it ended; otherwise it was cut off.
        traits: A column a trait; none where hazards do not differ.
        chance: What the chance of each was, where that is known.
        find_chance: Whether the chance is to be found.
    """

    days: Floats
    ended: Mask
    traits: Floats
    chance: Floats | None
    find_chance: bool


class Found(NamedTuple):
    """Where the likelihood is greatest.

    Args:
        values: The logarithms of the numbers, then the weights of traits, then the log-odds of
            the chance.
        errors: The standard error of each; ``nan`` where there is none.
        likelihood: The logarithm of the likelihood there.
        settled: Whether the search came to rest.
    """

    values: Floats
    errors: Floats
    likelihood: float
    settled: bool


def maximise(family: Family, given: Given) -> Found:
    """Find the numbers under which what was seen is most likely.

    Args:
        family: The family of the delays.
        given: What was seen.
    """
    needs("fit", "scipy")
    from scipy.optimize import minimize

    begin = np.array([*family.begins, *np.zeros(given.traits.shape[1])])
    if given.find_chance:
        begin = np.append(begin, 1.0)

    def cost(values: Floats) -> float:
        with np.errstate(all="ignore"):
            found = -_likelihood(family, given, np.clip(values, -_FAR, _FAR))
        return found if np.isfinite(found) else 1e300

    first = minimize(cost, begin, method="Nelder-Mead", options={"maxiter": 400, "xatol": 1e-3})
    best = minimize(cost, first.x, method="BFGS", options={"gtol": 1e-7 * max(len(given.days), 1)})
    values = np.asarray(best.x if best.fun <= first.fun else first.x, dtype=np.float64)
    curvature = _curvature(cost, values)
    errors = np.full(len(values), np.nan)
    settled = bool(np.isfinite(curvature).all() and np.all(np.linalg.eigvalsh(curvature) > 0))
    if settled:
        errors = np.sqrt(np.diag(np.linalg.inv(curvature)))
    return Found(values, errors, -float(cost(values)), settled)


def _likelihood(family: Family, given: Given, values: Floats) -> float:
    count = len(family.numbers)
    density, survival = family.densities(values[:count], given.days)
    width = given.traits.shape[1]
    if width:
        shift = given.traits @ values[count : count + width]
        density = density + shift + (np.exp(shift) - 1.0) * survival
        survival = np.exp(shift) * survival
    ended, cut = density[given.ended], survival[~given.ended]
    if given.find_chance:
        # log c and log (1 - c), each by the log-odds.
        none = -np.logaddexp(0.0, values[-1])
        some: Any = values[-1] + none
        return float(ended.sum() + some * len(ended) + np.logaddexp(none, some + cut).sum())
    if given.chance is not None:
        chance = given.chance
        cut = np.log(1.0 - chance[~given.ended] + chance[~given.ended] * np.exp(cut))
        ended = ended + np.log(chance[given.ended])
    return float(ended.sum() + cut.sum())


def _curvature(cost: Any, at: Floats) -> Floats:
    """The second derivatives, by central differences."""
    size = len(at)
    steps = _STEP * np.maximum(np.abs(at), 1.0)
    found = np.empty((size, size))
    for i in range(size):
        for j in range(i, size):
            a, b = np.zeros(size), np.zeros(size)
            a[i], b[j] = steps[i], steps[j]
            value = cost(at + a + b) - cost(at + a - b) - cost(at - a + b) + cost(at - a - b)
            found[i, j] = found[j, i] = value / (4.0 * steps[i] * steps[j])
    return found
