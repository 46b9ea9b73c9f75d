"""Places: how many are taken and by how many people waited for, over time, from the log alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import ALLOWED, LEARNED, WAITING
from continuum.sim.columns.plan import possible
from continuum.sim.results.occupancy import each_period
from continuum.sim.results.places import row_bounds
from continuum.sim.results.points import allowed, next_place
from continuum.sim.results.tables import Table, Words
from continuum.sim.statistics.intervals import mean_intervals

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.results.run import Run
    from continuum.sim.setting.capacity import Capacity, Officers

__all__ = ["Held", "Queued", "caseload", "held", "place_waits", "queued", "queues"]

_EPOCH: Final = 719_163


class Held(NamedTuple):
    """Places that were taken: by whom, from when to when, and by which attempts of the log.

    ``freed`` is -1 where the place was still held at the horizon.
    """

    rows: Rows
    begins: Floats
    ends: Floats
    taken: Numbers
    freed: Numbers


class Queued(NamedTuple):
    """Waits for a place: whose, from when to when, and whether a place was given."""

    rows: Rows
    begins: Floats
    ends: Floats
    given: Mask
    over: Mask


def _capacities(run: Run) -> tuple[Capacity | Officers, ...]:
    found = run.scenario.setting.capacities
    if not found:
        raise ScenarioError(
            f"scenario `{run.scenario.name}` has no places that could be full",
            help="give its setting `Capacity(...)` or `Officers(...)`",
        )
    return found


def _takers(run: Run, capacity: Capacity | Officers) -> list[int]:
    """The attempts that take a place."""
    return [
        k
        for k, attempt in enumerate(run.scenario.behaviour.attempts)
        if attempt.name in capacity.takes or attempt.event in capacity.takes
    ]


def held(run: Run, capacity: Capacity | Officers) -> Held:
    """Give every place that was taken.

    Args:
        run: The run.
        capacity: Of which places.
    """
    events, chart = run.events, run.scenario.charts[0]
    made = events.outcome == ALLOWED
    takes = np.flatnonzero(made & np.isin(events.attempt, _takers(run, capacity)))
    # A place is free where the configuration no longer holds it, or the pathway has ended.
    keeps = [
        bool(states)
        and not chart.final(states)
        and all(states[chart.place[region]] in among for region, among in capacity.held)
        for states in events.configurations
    ]
    frees = made & ~np.array(keeps, dtype=bool)[events.target]
    at_once = frees[takes]
    for event in capacity.until:
        frees |= allowed(run, event)
    behind = row_bounds(run)[events.person[takes] + 1]
    found = next_place(np.flatnonzero(frees).astype(np.int64), takes, behind)
    moments = np.append(events.time, float(run.scenario.horizon.toordinal()))
    ends = np.where(found >= 0, moments[found], moments[-1])
    begins = events.time[takes]
    rows = events.person[takes].astype(np.intp)
    # Who still holds a place takes no second one.
    first = np.ones(len(takes), dtype=bool)
    first[1:] = at_once[:-1] | (rows[1:] != rows[:-1]) | (found[1:] != found[:-1])
    return Held(
        rows[first],
        begins[first],
        np.where(at_once, begins, ends)[first],
        takes.astype(np.int64)[first],
        np.where(at_once, takes, found)[first],
    )


def queued(run: Run, capacity: Capacity | Officers) -> Queued:
    """Give every wait for a place.

    A wait is over when the attempt is made or refused, or is no longer possible where the person
    then is.

    Args:
        run: The run.
        capacity: For which places.
    """
    events, chart = run.events, run.scenario.charts[0]
    bounds = row_bounds(run)
    moments = np.append(events.time, float(run.scenario.horizon.toordinal()))
    parts = []
    for k in _takers(run, capacity):
        mine = events.attempt == k
        joins = np.flatnonzero(mine & (events.outcome == WAITING))
        behind = bounds[events.person[joins] + 1]
        tried = mine & (events.outcome != WAITING) & (events.outcome != LEARNED)
        attempt = run.scenario.behaviour.attempts[k]
        there = [
            bool(states) and possible(attempt, chart.events[attempt.event], chart, states)
            for states in events.configurations
        ]
        left = (events.outcome == ALLOWED) & ~np.array(there, dtype=bool)[events.target]
        found = next_place(np.flatnonzero(tried | left).astype(np.int64), joins, behind)
        given = (found >= 0) & mine[found] & (events.outcome[found] == ALLOWED)
        ends = np.where(found >= 0, moments[found], moments[-1])
        parts.append((events.person[joins], events.time[joins], ends, given, found >= 0))
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Queued(joined[0].astype(np.intp), *joined[1:])


def caseload(run: Run, every: str, level: float) -> Table:
    """Count the places that are taken, and who waits for one, at the start of each period.

    Args:
        run: The run.
        every: ``day``, ``week``, ``month`` or ``year``.
        level: How sure the intervals over replications are.

    Raises:
        ScenarioError: The setting has no places, or there is no such period.
    """
    days = each_period(run, every)
    parts: dict[str, list[Any]] = {}
    capacities = _capacities(run)
    for capacity in capacities:
        taken, waits = held(run, capacity), queued(run, capacity)
        counts = {
            "taken": _at(run, taken.rows, taken.begins, taken.ends, days),
            "waiting": _at(run, waits.rows, waits.begins, waits.ends, days),
        }
        parts.setdefault("places", []).append(_places(capacity, days))
        for name, count in counts.items():
            mean, low, high = mean_intervals(count, level)
            parts.setdefault(name, []).append(mean)
            if run.replications > 1:
                parts.setdefault(f"{name}_low", []).append(np.maximum(low, 0.0))
                parts.setdefault(f"{name}_high", []).append(high)
    height = len(days)
    return Table(
        f"caseload of {run.scenario.name}, every {every}",
        {
            "day": np.tile((days - _EPOCH).astype("datetime64[D]"), len(capacities)),
            "capacity": Words(
                np.repeat(np.arange(len(capacities)), height), tuple(c.name for c in capacities)
            ),
            **{name: np.concatenate(columns) for name, columns in parts.items()},
        },
    )


def queues(run: Run) -> Table:
    """Say, for each capacity, how many came, who waited, how long, and who never got a place.

    Args:
        run: The run.

    Raises:
        ScenarioError: The setting has no places.
    """
    capacities = _capacities(run)
    rows = []
    for capacity in capacities:
        taken, waits = held(run, capacity), queued(run, capacity)
        days = (waits.ends - waits.begins)[waits.given]
        at_once = len(taken.rows) - int(waits.given.sum())
        spent = float((taken.ends - taken.begins).sum())
        span = _place_days(run, capacity) * run.replications
        rows.append(
            (
                at_once + len(waits.rows),
                at_once,
                len(days),
                int((waits.over & ~waits.given).sum()),
                int((~waits.over).sum()),
                float(days.sum()) / len(taken.rows) if len(taken.rows) else np.nan,
                float(np.median(days)) if len(days) else np.nan,
                float(days.max()) if len(days) else np.nan,
                spent / span if span else np.nan,
            )
        )
    names = (
        "came", "at_once", "after_waiting", "left", "still_waiting", "mean_days",
        "median_days_waited", "longest_days", "used",
    )  # fmt: skip
    whole = {"came", "at_once", "after_waiting", "left", "still_waiting"}
    return Table(
        f"queues of {run.scenario.name}",
        {
            "capacity": [capacity.name for capacity in capacities],
            **{
                name: np.array(
                    [row[k] for row in rows], dtype=np.int64 if name in whole else np.float64
                )
                for k, name in enumerate(names)
            },
        },
    )


def place_waits(run: Run, name: str) -> Floats:
    """Give, for each person, the mean days until a place was given; ``nan``: none ever was.

    Args:
        run: The run.
        name: The name of a capacity.

    Raises:
        ScenarioError: The setting has no such capacity.
    """
    for capacity in run.scenario.setting.capacities:
        if capacity.name == name:
            taken, waits = held(run, capacity), queued(run, capacity)
            times = np.bincount(taken.rows, minlength=run.rows)
            rows, days = waits.rows[waits.given], (waits.ends - waits.begins)[waits.given]
            with np.errstate(invalid="ignore"):
                return np.where(
                    times > 0, np.bincount(rows, days, minlength=run.rows) / times, np.nan
                )
    listed = ", ".join(f"`{each.name}`" for each in run.scenario.setting.capacities)
    raise ScenarioError(
        f"the setting has no capacity `{name[:40]}`",
        help=f"it has {listed}" if listed else "give its setting `Capacity(...)`",
    )


def _places(capacity: Capacity | Officers, days: Numbers) -> Numbers:
    """How many places there are on each day."""
    found = np.full(len(days), capacity.places, dtype=np.int64)
    for day, places in capacity.steps:
        found[days >= day.toordinal()] = places
    return found


def _place_days(run: Run, capacity: Capacity | Officers) -> float:
    """How many days of places there are in one replication."""
    days = np.arange(run.scenario.start.toordinal(), run.scenario.horizon.toordinal())
    return float(_places(capacity, days).sum())


def _at(run: Run, rows: Rows, begins: Floats, ends: Floats, days: Numbers) -> Floats:
    """How many spans hold at the end of each day, by replication."""
    replication = rows // run.n
    height = len(days) + 1
    size = run.replications * height

    def by(moments: Floats) -> Any:
        # What happens on a day counts on that day.
        when = np.searchsorted(days, np.floor(moments).astype(np.int64), side="left")
        return np.bincount(replication * height + when, minlength=size)

    change = (by(begins) - by(ends)).reshape(run.replications, height)
    return np.cumsum(change, axis=1)[:, :-1].astype(np.float64)
