"""When pathways open: on the start, spread over some days, or one after another by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from continuum.sim.behaviour.bounds import number_field
from continuum.sim.population.keyed import purpose_key, uniforms

if TYPE_CHECKING:
    from continuum.sim.behaviour.distributions import Spread
    from continuum.sim.columns.arrays import Floats, Keys

__all__ = ["Poisson", "opening_days"]


_DAYS_A_YEAR: Final = 365.25


@attrs.frozen
class Poisson:
    """Pathways open one after another, at random, so many a year.

    People arrive in the order of their numbers.

    Args:
        per_year: How many in a mean year, above 0.

    Example:
        >>> Poisson(380).per_year
        380.0
    """

    per_year: float = number_field("the arrivals a year of `Poisson`", 0.0, 1e9, above=True)


def opening_days(arrivals: Spread | Poisson | None, keys: Keys) -> Floats:
    """Give how many days after the start each pathway opens.

    Args:
        arrivals: How they arrive; ``None``: all on the start.
        keys: The keys of all people of one replication, in the order of their numbers; of several
            replications, one row each.

    Example:
        >>> from continuum.sim.population.keyed import person_keys
        >>> days = opening_days(Poisson(365.25), person_keys(1, range(10_000)))
        >>> bool(9_700 < days[-1] < 10_300)
        True
    """
    if arrivals is None:
        return np.zeros(keys.shape)
    drawn = uniforms(keys, purpose_key("arrives"))
    if isinstance(arrivals, Poisson):
        gaps = np.log(drawn)
        gaps *= -_DAYS_A_YEAR / arrivals.per_year
        return np.cumsum(gaps, axis=-1)
    return arrivals.draw(drawn)
