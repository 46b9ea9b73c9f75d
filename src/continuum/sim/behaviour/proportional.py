"""How traits of a person change how soon something comes, and how likely it is attempted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.behaviour.bounds import bounded
from continuum.sim.behaviour.distributions import (
    Exponential,
    Fixed,
    Spread,
    Weibull,
    Within,
)
from continuum.sim.behaviour.measured import Piecewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.population.encoding import Plain

__all__ = ["FALLING", "Hazard", "Logit", "drawn_with", "shifted"]


FALLING: Final = (Exponential, Weibull, Piecewise)
"""The distributions whose uniform number is the share that waits longer, not shorter."""

_LEAST: Final = 1e-300
_MOST: Final = 1.0 - 2.0**-53


def _weights(weights: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[Any, ...]:
    try:
        pairs = dict(weights).items()
    except (TypeError, ValueError):
        raise ScenarioError(
            f"the weights of traits cannot be `{str(weights)[:40]}`",
            help='give a mapping such as `{"no_address": 0.7}`',
        ) from None
    found: list[tuple[str, Any]] = []
    for name, weight in pairs:
        if not isinstance(name, str):
            raise ScenarioError(f"a trait cannot be called `{str(name)[:40]}`", help="give a text")
        if isinstance(weight, (int, float)):
            found.append((name, _weight(name, weight)))
        else:
            try:
                cases = dict(weight).items()
            except (TypeError, ValueError):
                cases = {"": weight}.items()
            found.append((name, tuple((value, _weight(name, one)) for value, one in cases)))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _weight(name: str, weight: Any) -> float:
    return bounded(f"the weight of `{name}`", weight, -50.0, 50.0)


def _intercept(value: float) -> float:
    return bounded("the intercept of `Logit`", value, -50.0, 50.0)


def shifted(weights: tuple[Any, ...], traits: Mapping[str, Plain], n: int) -> Floats:
    """Add up weight times trait for each person; what is not known adds nothing.

    Args:
        weights: Pairs of a trait and a weight, or of a trait and the weights of its values.
        traits: Trait to its column, of the people meant.
        n: How many people.

    Example:
        >>> from continuum.sim.population.encoding import plain
        >>> shifted((("alone", 0.5),), {"alone": plain("alone", [True, False, None])}, 3).tolist()
        [0.5, 0.0, 0.0]
    """
    total = np.zeros(n)
    for name, weight in weights:
        column = traits[name]
        if isinstance(weight, float):
            total += np.where(column.known, column.values.astype(np.float64) * weight, 0.0)
            continue
        for value, one in weight:
            total += np.where(column.known & (column.values == value), one, 0.0)
    return total


@attrs.frozen
class Hazard:
    """The chance a day, multiplied by traits: proportional hazards.

    With weights ``b`` and traits ``x`` the hazard is multiplied by ``exp(sum of b * x)``: a weight
    of 0.69 doubles it for whoever has a flag.  The same people stay lucky: each uniform number is
    moved so that the share that waits longer becomes its power.

    Args:
        weights: Trait to its weight, from -50 to 50; or trait to a mapping of its values to
            weights (other values add nothing).

    Example:
        >>> from continuum.sim.population.encoding import plain
        >>> alone = {"alone": plain("alone", [True, False])}
        >>> Hazard({"alone": 0.6931471805599453}).factors(alone, 2).round(6).tolist()
        [2.0, 1.0]
    """

    weights: tuple[tuple[str, Any], ...] = attrs.field(converter=_weights)

    def factors(self, traits: Mapping[str, Plain], n: int) -> Floats:
        """Give what the hazard of each person is multiplied by.

        Args:
            traits: Trait to its column, of the people meant.
            n: How many people.
        """
        return np.exp(shifted(self.weights, traits, n))


@attrs.frozen
class Logit:
    """A chance that depends on traits: ``1 / (1 + exp(-(intercept + sum of weight * trait)))``.

    Args:
        intercept: The log-odds of whoever has none of the traits, from -50 to 50.
        weights: As of :class:`Hazard`.

    Example:
        >>> from continuum.sim.population.encoding import plain
        >>> mentored = {"mentor": plain("mentor", [True, False])}
        >>> Logit(0, {"mentor": 1.0986122886681098}).chances(mentored, 2).round(6).tolist()
        [0.75, 0.5]
    """

    intercept: float = attrs.field(converter=_intercept)
    weights: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_weights)

    def chances(self, traits: Mapping[str, Plain], n: int) -> Floats:
        """Give the chance of each person.

        Args:
            traits: Trait to its column, of the people meant.
            n: How many people.
        """
        return 1.0 / (1.0 + np.exp(-(self.intercept + shifted(self.weights, traits, n))))


def drawn_with(spread: Spread, uniforms: Floats, factors: Floats | float) -> Floats:
    """Draw waits whose hazard is multiplied by a factor each.

    Args:
        spread: The distribution at a factor of 1.
        uniforms: One uniform number a wait.
        factors: What the hazards are multiplied by.

    Example:
        >>> drawn_with(Exponential(100), np.array([np.exp(-1)]), 4.0).round(6).tolist()
        [25.0]
    """
    if isinstance(spread, Within):
        return np.clip(drawn_with(spread.of, uniforms, factors), spread.low, spread.high)
    if isinstance(spread, Fixed):
        return spread.draw(uniforms)
    if isinstance(spread, FALLING):
        moved = np.power(uniforms, 1.0 / np.asarray(factors))
    else:
        moved = -np.expm1(np.log1p(-uniforms) / factors)
    return spread.draw(np.clip(moved, _LEAST, _MOST))
