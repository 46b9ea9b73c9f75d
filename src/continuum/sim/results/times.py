"""How long it took from one point of a pathway to another, and how the wait ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.points import OPENING, behind, point
from continuum.sim.results.tables import Table, Words
from continuum.sim.statistics.competing import aalen_johansen
from continuum.sim.statistics.survival import kaplan_meier, nelson_aalen

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from continuum.sim.columns.arrays import Floats, Numbers, Rows
    from continuum.sim.results.run import Run
    from continuum.sim.statistics.curves import Curve

__all__ = ["Times", "times"]


@attrs.frozen(eq=False, repr=False)
class Times:
    """Waits from one point to another, as far as they were watched.

    Args:
        since: The point from which everybody waits.
        endings: What the wait may end with: first what was waited for.
        rows: Whose wait each is.
        days: How long it was, or is so far.
        causes: 0 where it still went on at the horizon, else the ending, from 1.

    Example:
        >>> from continuum.sim import outline_eu_2022, simulate
        >>> run = simulate(outline_eu_2022(), n=200, seed=1)
        >>> waits = run.times("convicted", "conditional_release_granted", "sentence_expired")
        >>> len(waits.aalen_johansen())
        2
    """

    since: str
    endings: tuple[str, ...]
    rows: Rows
    days: Floats
    causes: Numbers

    def __len__(self) -> int:
        """How many waits."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Say how many there are, and how they ended."""
        told = ", ".join(
            f"{int((self.causes == k).sum()):,} {name}"
            for k, name in enumerate(("still waiting", *self.endings))
        )
        return f"<Times of {len(self):,} waits since {self.since}: {told}>"

    def among(self, rows: npt.ArrayLike) -> Times:
        """Give the waits of some people alone: of those who have a trait, say.

        Args:
            rows: For each row of the run, whether it is meant.

        Example:
            >>> from continuum.sim import outline_eu_2022, simulate
            >>> run = simulate(outline_eu_2022(), n=200, seed=1)
            >>> foreign = run.cohort.traits["third_country_national"].values
            >>> waits = run.times("opening", "convicted")
            >>> len(waits.among(foreign)) + len(waits.among(~foreign)) == len(waits)
            True
        """
        meant = np.asarray(rows, dtype=bool)[self.rows]
        return Times(
            self.since, self.endings, self.rows[meant], self.days[meant], self.causes[meant]
        )

    def kaplan_meier(self, level: float = 0.95) -> Curve:
        """Estimate the share that still waits, for whatever ending.

        Args:
            level: How sure the interval is.

        Raises:
            ScenarioError: Nobody waited.
        """
        return kaplan_meier(
            self.days, self.causes > 0, level=level, name=f"still waiting since {self.since}"
        )

    def nelson_aalen(self, ending: int = 1, level: float = 0.95) -> Curve:
        """Estimate how the hazard of one ending adds up; other endings only stop the watch.

        Args:
            ending: Which one, from 1.
            level: How sure the interval is.

        Raises:
            ScenarioError: Nobody waited.
        """
        return nelson_aalen(
            self.days,
            self.causes == ending,
            level=level,
            name=f"hazard of {self.endings[ending - 1]} so far",
        )

    def aalen_johansen(self, level: float = 0.95) -> tuple[Curve, ...]:
        """Estimate, for each ending, the share it has come for.

        Args:
            level: How sure the intervals are.

        Raises:
            ScenarioError: Nobody waited.
        """
        return aalen_johansen(self.days, self.causes, level=level, names=self.endings)

    def table(self) -> Table:
        """Give each wait: whose, how long, and what ended it."""
        return Table(
            f"waits since {self.since}",
            {
                "row": self.rows,
                "days": self.days,
                "ended_by": Words(self.causes, ("nothing yet", *self.endings)),
            },
        )


def times(
    run: Run, since: str, until: str, competing: str | Iterable[str], *, every: bool
) -> Times:
    """Measure the waits from a point to another.

    Args:
        run: The run.
        since: An event, ``region: state`` for coming there, or ``opening``.
        until: What is waited for: an event, or ``region: state``.
        competing: What may end the wait instead; one name or several.
        every: Measure every wait of each person, not the first alone.

    Raises:
        ScenarioError: There is no such event, region or state, or a point stands there twice.
    """
    others = (competing,) if isinstance(competing, str) else tuple(competing)
    endings = (until, *others)
    if OPENING in endings or len(set(endings)) < len(endings):
        raise ScenarioError(
            f"a wait cannot end with {', '.join(str(one)[:40] for one in endings)}",
            help="give different points, none of them the opening",
        )
    begun = point(run, since)
    end = behind(run, begun.rows)
    causes, last = np.zeros(len(begun.rows), dtype=np.int64), end.copy()
    moments = np.full(len(begun.rows), float(run.scenario.horizon.toordinal()))
    for k, name in enumerate(endings, start=1):
        found = point(run, name)
        at = np.searchsorted(found.where, begun.where, side="right")
        where = np.append(found.where, np.iinfo(np.int64).max)[at]
        first = where < last
        causes[first], last[first] = k, where[first]
        moments[first] = found.times[at[first]]
    # A wait that begins while another is running is the same wait.
    kept = np.ones(len(begun.rows), dtype=bool)
    again = begun.rows[1:] == begun.rows[:-1]
    kept[1:] = ~(again if not every else again & (last[1:] == last[:-1]))
    days = moments - begun.times
    return Times(since, endings, begun.rows[kept], days[kept], causes[kept])
