"""Who was turned away first, and how long it then took until the event was allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from continuum.sim.columns.judge import ALLOWED, REFUSED, UNDETERMINED
from continuum.sim.results.points import event_names
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Rows
    from continuum.sim.results.run import Run

__all__ = ["turned_away", "waiting"]


def turned_away(run: Run, event: str) -> tuple[Rows, Floats]:
    """Give whom an event was refused first, and the days until it was allowed.

    Args:
        run: The run.
        event: The event's name.

    Returns:
        The rows of these people, and their days; ``nan`` where it was never allowed after that.
    """
    events, names = run.events, event_names(run)
    mine = np.array([name == event for name in names], dtype=bool)
    here = np.flatnonzero(mine[events.attempt])
    person, time, outcome = events.person[here], events.time[here], events.outcome[here]
    refused = np.isin(outcome, (REFUSED, UNDETERMINED))
    whom, at = np.unique(person[refused], return_index=True)
    since = np.full(run.rows, np.inf)
    since[whom] = time[refused][at]
    allowed = (outcome == ALLOWED) & (time >= since[person])
    served, first = np.unique(person[allowed], return_index=True)
    days = np.full(run.rows, np.nan)
    days[served] = time[allowed][first] - since[served]
    return whom.astype(np.intp), days[whom]


def waiting(run: Run) -> Table:
    """Count, for each event, who was turned away first, and how long until it was allowed.

    Args:
        run: The run.
    """
    rows = []
    for event in dict.fromkeys(attempt.event for attempt in run.scenario.behaviour.attempts):
        whom, days = turned_away(run, event)
        if not len(whom):
            continue
        waits = days[np.isfinite(days)]
        middle = float(np.median(waits)) if len(waits) else float("nan")
        longest = float(waits.max()) if len(waits) else float("nan")
        rows.append((event, len(whom), len(waits), middle, longest))
    rows.sort(key=lambda row: (-row[1], row[0]))
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    return Table(
        f"waiting in {run.scenario.name}",
        {
            "event": list(columns[0]),
            "turned_away": np.array(columns[1], dtype=np.int64),
            "allowed_later": np.array(columns[2], dtype=np.int64),
            "median_days": np.array(columns[3], dtype=np.float64),
            "longest_days": np.array(columns[4], dtype=np.float64),
        },
    )
