"""A curve of something that grows or shrinks in steps over time, with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from continuum.sim.columns.arrays import Floats, Numbers

__all__ = ["Curve"]

# 0.1 + 0.2 is not 0.3.
_HAIR: Final = 1e-12


@attrs.frozen(eq=False, repr=False)
class Curve:
    """An estimate that changes at some times and is flat between them.

    Args:
        name: What it estimates.
        begins: Its value before the first time: 1 for those still waiting, 0 for what adds up.
        times: The times at which it changes, in days.
        estimate: Its value from each time on.
        variance: The variance of that.
        low: The lower end of the interval.
        high: The upper end of the interval.
        at_risk: How many were waiting just before each time.
        happened: How many it happened to at each time.
        level: How sure the interval is: 0.95 for 95 in 100.
    """

    name: str
    begins: float
    times: Floats
    estimate: Floats
    variance: Floats
    low: Floats
    high: Floats
    at_risk: Numbers
    happened: Numbers
    level: float = 0.95

    def __len__(self) -> int:
        """How many times it changes."""
        return len(self.times)

    def at(self, days: npt.ArrayLike) -> Any:
        """Give the estimate at some durations: a number for a number, an array for an array.

        Args:
            days: Durations in days.
        """
        return self._read(self.estimate, days)

    def interval(self, days: npt.ArrayLike) -> tuple[Any, Any]:
        """Give the lower and the upper end of the interval at some durations.

        Args:
            days: Durations in days.
        """
        return self._read(self.low, days), self._read(self.high, days)

    def reached(self, share: float = 0.5) -> float:
        """Give the first duration at which it has come to a share: for 0.5, the median.

        Args:
            share: A value of the curve.

        Returns:
            Days, or ``nan`` when it never comes there.

        Example:
            >>> from continuum.sim import kaplan_meier
            >>> kaplan_meier([10, 20, 30, 40], [1, 1, 1, 1]).reached(0.5)
            20.0
        """
        if type(share) not in {int, float} or not 0 <= share <= 1:
            raise ScenarioError(
                f"a share cannot be `{str(share)[:40]}`", help="give a number from 0 to 1"
            )
        there = (
            self.estimate <= share + 1e-12
            if self.begins > share
            else self.estimate >= share - 1e-12
        )
        return float(self.times[there.argmax()]) if there.any() else float("nan")

    def table(self) -> Table:
        """Give it as a table: a row for each time at which it changes."""
        return Table(
            self.name,
            {
                "days": self.times,
                "estimate": self.estimate,
                "low": self.low,
                "high": self.high,
                "at_risk": self.at_risk,
                "happened": self.happened,
            },
        )

    def __repr__(self) -> str:
        """Say where it ends."""
        last = f"{self.estimate[-1]:.3f} after {self.times[-1]:,.0f} days" if len(self) else "flat"
        return f"<Curve of {self.name}: {len(self):,} steps, {last}>"

    def _read(self, values: Floats, days: npt.ArrayLike) -> Any:
        place = np.searchsorted(self.times, np.asarray(days, dtype=np.float64), side="right")
        found = np.concatenate([[self.begins], values])[place]
        return float(found) if np.ndim(found) == 0 else found
