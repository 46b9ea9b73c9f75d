"""Waits as somebody measured them: the days that were seen, and rates by how long it has lasted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.behaviour.bounds import LONGEST, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats

__all__ = ["Empirical", "Pieces", "Piecewise", "pieces_of", "steps_of"]


def _seen(days: Iterable[float]) -> tuple[float, ...]:
    if isinstance(days, (str, bytes)) or not hasattr(days, "__iter__"):
        raise ScenarioError(
            f"the days of `Empirical` cannot be `{str(days)[:40]}`", help="give a list of days"
        )
    read = tuple(bounded("a day of `Empirical`", day, 0.0, LONGEST) for day in days)
    if not read:
        raise ScenarioError("`Empirical` has no days", help="give the days that were measured")
    return read


def _weighed(weights: Iterable[float] | None) -> tuple[float, ...] | None:
    if weights is None:
        return None
    return tuple(bounded("a weight of `Empirical`", w, 0.0, 1e12) for w in weights)


@attrs.frozen
class Empirical:
    """One of the days that were measured; nothing between them.

    Args:
        days: The days, in any order.
        weights: How often each was seen; by default each once.

    Example:
        >>> Empirical([30, 10], weights=[1, 3]).draw(np.array([0.7, 0.8])).tolist()
        [10.0, 30.0]
    """

    days: tuple[float, ...] = attrs.field(converter=_seen)
    weights: tuple[float, ...] | None = attrs.field(default=None, converter=_weighed)

    def __attrs_post_init__(self) -> None:
        """Refuse weights that do not belong to the days."""
        if self.weights is None:
            return
        if len(self.weights) != len(self.days):
            raise ScenarioError(
                f"`Empirical` has {len(self.days)} days and {len(self.weights)} weights",
                help="give one weight a day",
            )
        if not sum(self.weights):
            raise ScenarioError(
                "the weights of `Empirical` add up to nothing", help="give one above 0"
            )

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        days, ends = steps_of(self)
        places = np.searchsorted(ends, uniforms, side="right")
        return days[np.minimum(places, len(days) - 1)]


@lru_cache(maxsize=256)
def steps_of(spread: Empirical) -> tuple[Floats, Floats]:
    """Give the days in order, and for each the share of waits that are no longer."""
    days = np.array(spread.days)
    weights = np.ones(len(days)) if spread.weights is None else np.array(spread.weights)
    days, weights = days[weights > 0], weights[weights > 0]
    order = np.argsort(days, kind="stable")
    ends = np.cumsum(weights[order])
    return days[order], ends / ends[-1]


class Pieces(NamedTuple):
    """For each piece: the day and the cumulative hazard at which it begins, and its rate."""

    days: Floats
    hazards: Floats
    rates: Floats


def _read_pieces(pieces: Iterable[Any]) -> tuple[tuple[float | None, float], ...]:
    try:
        pairs = [(until, rate) for until, rate in pieces]
    except (TypeError, ValueError):
        raise ScenarioError(
            f"the pieces of `Piecewise` cannot be `{str(pieces)[:40]}`",
            help="give pairs: until which day, and the rate a day; the last until `None`",
        ) from None
    return tuple(
        (
            None if until is None else bounded("a day of `Piecewise`", until, 0.0, LONGEST),
            bounded("a rate of `Piecewise`", rate, 0.0, 1e6),
        )
        for until, rate in pairs
    )


@attrs.frozen
class Piecewise:
    """A wait whose chance a day changes with how long it has lasted.

    Args:
        pieces: Pairs of a day and a rate: until that many days the chance a day is that rate.
            The last day is ``None``: from there on.  With a last rate of 0, some never come.

    Example:
        >>> Piecewise([(10, 0), (None, 0.1)]).draw(np.array([np.exp(-1)])).round(6).tolist()
        [20.0]
    """

    pieces: tuple[tuple[float | None, float], ...] = attrs.field(converter=_read_pieces)

    def __attrs_post_init__(self) -> None:
        """Refuse pieces out of order, without an end, or without any chance."""
        days = [until for until, _ in self.pieces]
        if not days or days[-1] is not None or None in days[:-1]:
            raise ScenarioError(
                "the last piece of `Piecewise`, and no other, must be until `None`",
                help="give what holds from the last day on",
            )
        if any(not before < after for before, after in zip([0.0, *days], days[:-1], strict=False)):  # type: ignore[operator]
            raise ScenarioError(
                "the days of `Piecewise` do not rise", help="give them in order, above 0"
            )
        if not any(rate for _, rate in self.pieces):
            raise ScenarioError("no rate of `Piecewise` is above 0", help="give one above 0")

    def draw(self, uniforms: Floats) -> Floats:
        """Give the value for each uniform number."""
        days, hazards, rates = pieces_of(self)
        reached = -np.log(uniforms)
        place = np.searchsorted(hazards, reached, side="right") - 1
        with np.errstate(divide="ignore"):
            return days[place] + (reached - hazards[place]) / rates[place]


@lru_cache(maxsize=256)
def pieces_of(spread: Piecewise) -> Pieces:
    """Give the columns of a piecewise wait."""
    begins = np.array([0.0, *(until for until, _ in spread.pieces[:-1])])
    rates = np.array([rate for _, rate in spread.pieces])
    hazards = np.concatenate([[0.0], np.cumsum(np.diff(begins) * rates[:-1])])
    return Pieces(begins, hazards, rates)
