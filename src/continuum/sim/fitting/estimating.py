"""From spells to a delay: choose a family, find its numbers, and say how sure they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.behaviour.distributions import Fixed
from continuum.sim.fitting.families import FAMILIES, family_of
from continuum.sim.fitting.fitted import Estimate, Fit
from continuum.sim.fitting.likelihood import Given, maximise
from continuum.sim.statistics.intervals import normal_quantile_of
from continuum.sim.statistics.survival import kaplan_meier

if TYPE_CHECKING:
    from continuum.sim.behaviour.distributions import Spread
    from continuum.sim.columns.arrays import Floats
    from continuum.sim.fitting.families import Family
    from continuum.sim.fitting.likelihood import Found
    from continuum.sim.fitting.spells import Spells

__all__ = ["Asked", "estimate"]

_SAME: Final = 1e-6
_MOST: Final = 200_000
_HALF_A_DAY: Final = 0.5
_MOMENT: Final = 1e-3
_FEW_LEFT: Final = 20


class Asked(NamedTuple):
    """What is to be fitted to some spells.

    Args:
        label: The attempt.
        part: ``delay`` or ``retry``.
        declared: The delay that the scenario has now.
        families: The families to choose from; none: that of the delay, else all.
        names: The names of the traits, or of their values.
        traits: For each spell a row, for each of them a column.
        chance: The chance of each spell, where it is known.
        find_chance: Whether the chance is to be found.
        least: How many spells must have ended.
        level: How sure the intervals are.
    """

    label: str
    part: str
    declared: Spread
    families: tuple[str, ...]
    names: tuple[str, ...]
    traits: Floats
    chance: Floats | None
    find_chance: bool
    least: int
    level: float


def estimate(spells: Spells, asked: Asked) -> Fit:
    """Fit a delay to some spells.

    Args:
        spells: What was seen.
        asked: What is to be fitted.
    """
    count, ended = len(spells.days), int(spells.ended.sum())
    empty = Fit(asked.label, asked.part, count, ended)
    if ended < asked.least:
        said = f"too thin: {ended} spells ended, fewer than {asked.least}, so no number is given"
        return attrs.evolve(empty, note=said)
    done = spells.days[spells.ended]
    if np.ptp(done) <= _SAME * max(1.0, float(done.max())) and not len(asked.names):
        value = float(round(np.median(done), 6))
        same = Estimate("days", value, value, value)
        return attrs.evolve(empty, family="fixed", spread=Fixed(value), numbers=(same,))
    days = _above_nothing(spells.days)
    unit = float(days[spells.ended].mean())
    given = Given(days / unit, spells.ended, asked.traits, asked.chance, asked.find_chance)
    fits = [_fit(family, given, unit, asked, empty) for family in _families(asked, unit)]
    fits = [fit for fit in fits if fit.spread is not None]
    if not fits:
        return attrs.evolve(empty, note="no family fits: its numbers would be out of bounds")
    best = min(fits, key=lambda fit: fit.aic)
    return attrs.evolve(best, apart=_apart(best, spells, asked))


def _above_nothing(days: Floats) -> Floats:
    """Whole days say that something took up to a day; moments may be shorter."""
    whole = bool((days == np.floor(days)).all())
    return np.maximum(days, _HALF_A_DAY if whole else _MOMENT)


def _families(asked: Asked, unit: float) -> list[Family]:
    if asked.families:
        return [FAMILIES[name] for name in asked.families]
    declared = family_of(asked.declared, unit)
    return [declared] if declared is not None else list(FAMILIES.values())


def _fit(family: Family, given: Given, unit: float, asked: Asked, empty: Fit) -> Fit:
    found = maximise(family, given)
    z = normal_quantile_of(asked.level)
    count = len(family.numbers)
    numbers = tuple(
        _number(name, value, error, z, unit**scale)
        for name, value, error, scale in zip(
            family.numbers, found.values[:count], found.errors[:count], family.scales, strict=True
        )
    )
    try:
        spread = family.made([number.value for number in numbers])
    except ScenarioError as error:
        return attrs.evolve(empty, note=error.message)
    weights = tuple(
        Estimate(name, float(v), float(v - z * e), float(v + z * e))
        for name, v, e in zip(asked.names, found.values[count:], found.errors[count:], strict=False)
    )
    return attrs.evolve(
        empty,
        family=family.name,
        spread=spread,
        numbers=numbers,
        weights=weights,
        chance=_chance(found, z) if asked.find_chance else None,
        # In days again: a density in units of time is that many times higher.
        likelihood=found.likelihood - empty.ended * math.log(unit),
        note="" if found.settled else "the log does not settle these numbers: mind the intervals",
    )


def _number(name: str, value: float, error: float, z: float, unit: float) -> Estimate:
    return Estimate(
        name,
        float(np.exp(value) * unit),
        float(np.exp(value - z * error) * unit),
        float(np.exp(value + z * error) * unit),
    )


def _chance(found: Found, z: float) -> Estimate:
    value, error = found.values[-1], found.errors[-1]
    odds = np.array([value, value - z * error, value + z * error])
    return Estimate("chance", *(0.5 + 0.5 * np.tanh(odds / 2.0)).tolist())


def _apart(fit: Fit, spells: Spells, asked: Asked) -> float:
    """The largest distance between the fitted share still waiting and that of Kaplan-Meier."""
    if len(asked.names) or asked.chance is not None or fit.spread is None:
        return float("nan")
    days = _above_nothing(spells.days)
    few: Any = slice(None) if len(days) <= _MOST else slice(None, None, len(days) // _MOST + 1)
    curve = kaplan_meier(days[few], spells.ended[few])
    # By drawing evenly through the distribution: every family can draw, and none need say S.
    drawn = np.sort(fit.spread.draw((np.arange(20_000) + 0.5) / 20_000))
    still = 1.0 - np.searchsorted(drawn, curve.times, side="right") / 20_000
    chance = fit.chance.value if fit.chance else 1.0
    # The tail, where few are left, jumps by chance.
    told = curve.at_risk >= max(_FEW_LEFT, int(curve.at_risk[0]) // 50)
    distance = np.abs(1.0 - chance + chance * still - curve.estimate)[told]
    return float(distance.max()) if len(distance) else float("nan")
