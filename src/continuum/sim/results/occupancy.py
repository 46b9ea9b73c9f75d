"""How many people are where, day by day: counted from the log, never drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.places import moves, opened
from continuum.sim.results.tables import Table, Words
from continuum.sim.statistics.intervals import mean_intervals

if TYPE_CHECKING:
    from datetime import date

    from continuum.sim.columns.arrays import Numbers
    from continuum.sim.results.moves import Moves
    from continuum.sim.results.run import Run

__all__ = ["each_period", "occupancy", "occupancy_with_intervals"]

_EPOCH: Final = 719_163
_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_NOT_OPENED: Final = "not_opened"


def occupancy(run: Run, by: str, every: str) -> Table:
    """Count the people in each phase, or each state of a region, over time.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.

    Raises:
        ScenarioError: There is no such region or period, or phases depend on facts.
    """
    found, days = moves(run, by), each_period(run, every)
    counts = _counted(run, found, days).sum(axis=0)
    columns: dict[str, Any] = {"day": (days - _EPOCH).astype("datetime64[D]")}
    starts = opened(run)
    if (starts > days[0]).any():
        columns[_NOT_OPENED] = (starts[None, :] > days[:, None]).sum(axis=1)
    columns |= {name: counts[:, k] for k, name in enumerate(found.names)}
    return Table(f"people by {by}, every {every}", columns)


def occupancy_with_intervals(run: Run, by: str, every: str, level: float) -> Table:
    """Give the mean number of people over the replications, with its interval.

    Args:
        run: The run, with two replications or more.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.
        level: How sure the intervals are.

    Raises:
        ScenarioError: There is one replication; or no such region or period.
    """
    if run.replications == 1:
        raise ScenarioError(
            "a single replication has no interval",
            help="simulate with `replications=30`, say, or leave `level` out",
        )
    found, days = moves(run, by), each_period(run, every)
    counts = _counted(run, found, days)
    height, width = len(days), len(found.names)
    mean, low, high = mean_intervals(counts.reshape(run.replications, -1).astype(float), level)
    return Table(
        f"people by {by}, every {every}, mean of {run.replications:,} replications",
        {
            "day": np.repeat((days - _EPOCH).astype("datetime64[D]"), width),
            by: Words(np.tile(np.arange(width), height), found.names),
            "mean": mean,
            "low": np.maximum(low, 0.0),
            "high": high,
        },
    )


def each_period(run: Run, every: str) -> Numbers:
    """Give the start of a run, and the first day of each period after it, as ordinals.

    Args:
        run: The run.
        every: ``day``, ``week``, ``month`` or ``year``.

    Raises:
        ScenarioError: There is no such period.
    """
    if every not in _UNITS:
        raise ScenarioError(
            f"people cannot be counted every `{str(every)[:40]}`",
            help="count every `day`, `week`, `month` or `year`",
        )
    return _days(run.scenario.start, run.scenario.horizon, every)


def _days(start: date, horizon: date, every: str) -> Numbers:
    unit = f"datetime64[{_UNITS[every]}]"
    first, last = np.datetime64(start, "D"), np.datetime64(horizon, "D")
    numbers = np.arange(first.astype(unit).astype(np.int64), last.astype(unit).astype(np.int64) + 1)
    periods = numbers.astype(unit).astype("datetime64[D]")
    within = periods[(periods > first) & (periods < last)]
    return np.concatenate([[first], within]).astype("datetime64[D]").astype(np.int64) + _EPOCH


def _counted(run: Run, found: Moves, days: Numbers) -> Numbers:
    """People by replication, day and place: those who opened and who came, less who went."""
    height, width = len(days), len(found.names)
    # What happens on a day counts on that day.
    when = np.searchsorted(days, np.floor(found.times).astype(np.int64), side="left")
    replication = found.rows // run.n
    size = (height + 1) * width
    cell = replication * size + when * width
    most = run.replications * size
    change = np.bincount(cell + found.after, minlength=most)
    change = change - np.bincount(cell + found.before, minlength=most)
    start = np.searchsorted(days, np.floor(opened(run)).astype(np.int64), side="left")
    replication = np.arange(run.rows) // run.n
    change += np.bincount(replication * size + start * width + found.initial, minlength=most)
    shaped = change.reshape(run.replications, height + 1, width)
    counts: Numbers = np.cumsum(shaped, axis=1)[:, :height]
    return counts
