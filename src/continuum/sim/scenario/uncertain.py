"""A number that nobody knows exactly: the place where it stands, and between which ends it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.behaviour.bounds import bounded
from continuum.sim.behaviour.readings import Misgiven, read_marks

if TYPE_CHECKING:
    from continuum.rulebook.sources import Source
    from continuum.sim.columns.arrays import Floats

__all__ = ["Uncertain"]


_ENDS = 1e12
_SHAPES = ("uniform", "triangular")


def _end(value: float) -> float:
    return bounded("an end of a range", value, -_ENDS, _ENDS)


def _mode(value: float | None) -> float | None:
    return None if value is None else bounded("the mode of a range", value, -_ENDS, _ENDS)


@attrs.frozen
class Uncertain:
    """A range over one number of a scenario.

    Args:
        path: Where the number stands, as in :meth:`Scenario.patched`.
        low: The lower end.
        high: The upper end.
        shape: ``uniform``, or ``triangular`` with its top at ``mode``.
        mode: The likeliest value; by default the middle.
        sources: Where the range comes from.

    Example:
        >>> Uncertain("behaviour.released.delay.median_days", 60, 180).at(np.array([0.5])).tolist()
        [120.0]
    """

    path: str
    low: float = attrs.field(converter=_end)
    high: float = attrs.field(converter=_end)
    shape: str = "uniform"
    mode: float | None = attrs.field(default=None, converter=_mode)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no range."""
        if isinstance(self.sources, Misgiven):
            raise ScenarioError(self.sources.what, help="mend its sources")
        if not isinstance(self.path, str):
            raise ScenarioError(
                f"a range cannot be over `{str(self.path)[:40]}`", help="give a path, as a text"
            )
        if self.shape not in _SHAPES:
            raise ScenarioError(
                f"the range of `{self.path}` cannot be `{str(self.shape)[:40]}`",
                help="give `uniform` or `triangular`",
            )
        if not self.low < self.high:
            raise ScenarioError(
                f"the range of `{self.path}` ends at {self.high:g}, and begins at {self.low:g}",
                help="give the lower end first",
            )
        if self.mode is not None and (
            self.shape == "uniform" or not self.low <= self.mode <= self.high
        ):
            raise ScenarioError(
                f"the range of `{self.path}` has no likeliest value {self.mode:g}",
                help="make it `triangular`, with a mode inside",
            )

    def at(self, shares: Floats) -> Floats:
        """Give the value below which each share of the range lies.

        Args:
            shares: Numbers from 0 to 1.
        """
        wide = self.high - self.low
        if self.shape == "uniform":
            return self.low + shares * wide
        mode = self.low + wide / 2 if self.mode is None else self.mode
        rising = mode - self.low
        below = self.low + np.sqrt(shares * wide * rising)
        above = self.high - np.sqrt((1.0 - shares) * wide * (self.high - mode))
        return np.where(shares * wide <= rising, below, above)

    @property
    def middle(self) -> float:
        """The value in the middle: half of the range lies below."""
        return float(self.at(np.array([0.5]))[0])
