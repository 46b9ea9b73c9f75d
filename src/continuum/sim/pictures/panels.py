"""Panels: where in a picture numbers stand, with axes of people, shares and days."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.sim.pictures.strokes import FAINT, GRID, INK, line, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from continuum.sim.columns.arrays import Floats

__all__ = ["Panel", "days_of", "ticks"]

_LABELS: Final = 70.0  # how much room a year needs


def ticks(top: float, about: int = 5, least: float = 1.0) -> list[float]:
    """Give round numbers from nought up to a number.

    Args:
        top: The number.
        about: How many steps there should be.
        least: The smallest step.

    Example:
        >>> ticks(380)
        [0.0, 100.0, 200.0, 300.0]
    """
    rough = max(top / about, least)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough * (1 - 1e-9))
    step = max(least, step)
    return [step * k for k in range(int(top / step + 1e-9) + 1)]


def days_of(column: Any) -> Floats:
    """Give days as numbers."""
    return np.asarray(column).astype("datetime64[D]").astype(np.int64).astype(np.float64)


@attrs.frozen
class Panel:
    """A rectangle of a picture in which numbers have places.

    Args:
        left: Its left edge.
        top: Its upper edge.
        wide: Its width.
        high: Its height.
        first: What stands at its left edge.
        last: What stands at its right edge.
        most: What stands at its upper edge; nought is at the lower one.
    """

    left: float
    top: float
    wide: float
    high: float
    first: float
    last: float
    most: float

    @property
    def base(self) -> float:
        """Its lower edge."""
        return self.top + self.high

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.wide

    def x(self, value: Any) -> Any:
        """Say where a value stands from left to right."""
        return self.left + (value - self.first) / max(self.last - self.first, 1e-9) * self.wide

    def y(self, value: Any) -> Any:
        """Say where a value stands from below."""
        return self.base - value / max(self.most, 1e-9) * self.high

    def scale(self, what: str, said: Callable[[float], str], least: float = 1.0) -> Iterator[str]:
        """Draw the upright axis with its lines.

        Args:
            what: What is counted.
            said: How a number is written.
            least: The smallest step.
        """
        about = 5 if self.high > 150 else 3  # noqa: PLR2004 - in pixels
        for value in ticks(self.most, about, least):
            yield line(f"M{self.left:.1f} {self.y(value):.1f}h{self.wide:.1f}", GRID, 1)
            yield written(self.left - 8, self.y(value) + 4, said(value), 12, ' text-anchor="end"')
        yield written(self.left - 38, self.top - 12, what, 12, f' fill="{FAINT}"')

    def years(self, days: Floats) -> Iterator[str]:
        """Draw the axis of time, a mark at the first day that is seen of each year."""
        years = days.astype(np.int64).astype("datetime64[D]").astype("datetime64[Y]")
        numbers = years.astype(np.int64) + 1970
        firsts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist()]
        most = max(1, int(self.wide // _LABELS))
        every = max(1, -(-len(firsts) // most))
        marks = [(float(self.x(days[k])), str(numbers[k])) for k in firsts[::every]]
        yield from self._below(marks, "")

    def durations(self) -> Iterator[str]:
        """Draw the axis of waiting, in days, months or years."""
        unit, per = next(
            (name, size)
            for name, size in (("years", 365.25), ("months", 30.4375), ("days", 1.0))
            if self.last >= 2 * size or size == 1.0
        )
        marks = [
            (float(self.x(k * per)), f"{k:g}")
            for k in ticks(self.last / per, max(2, int(self.wide // _LABELS)))
        ]
        yield from self._below(marks, unit)

    def _below(self, marks: Sequence[tuple[float, str]], unit: str) -> Iterator[str]:
        yield line(f"M{self.left:.1f} {self.base:.1f}H{self.right:.1f}")
        for x, said in marks:
            yield line(f"M{x:.1f} {self.base:.1f}v6")
            yield written(x, self.base + 21, said, 12, ' text-anchor="middle"')
        if unit:
            middle = self.left + self.wide / 2
            yield written(middle, self.base + 40, unit, 12, f' text-anchor="middle" fill="{FAINT}"')

    def stepped(self, xs: Floats, ys: Floats) -> str:
        """Give the way of a line that is flat between its changes."""
        points = [f"M{self.x(xs[0]):.1f} {self.y(ys[0]):.1f}"]
        points += [f"H{x:.1f}V{y:.1f}" for x, y in zip(self.x(xs[1:]), self.y(ys[1:]), strict=True)]
        return "".join(points)

    def band(self, xs: Floats, low: Floats, high: Floats) -> str:
        """Give the way round what lies between two such lines."""
        there = self.stepped(xs, high)
        back = "".join(
            f"V{y:.1f}H{x:.1f}"
            for x, y in zip(self.x(xs[:-1])[::-1], self.y(low[:-1])[::-1], strict=True)
        )
        return f"{there}L{self.x(xs[-1]):.1f} {self.y(low[-1]):.1f}{back}Z"

    def key(self, x: float, y: float, stroke: str, dash: str) -> str:
        """Draw a piece of a line, for a label."""
        return line(f"M{x:.1f} {y:.1f}h24", stroke, 2.4, f' stroke-dasharray="{dash}"')

    def frame(self) -> str:
        """Draw the left edge."""
        return line(f"M{self.left:.1f} {self.top:.1f}V{self.base:.1f}", INK, 1.2)
