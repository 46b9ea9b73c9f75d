"""Measures: one number a person, by name, so that runs can be told in means and compared.

A measure speaks of days, waits and rules.  It is added up over people and never told for one of
them; nobody is put in an order by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.caseload import place_waits
from continuum.sim.results.handing_over import contact_gaps, handover_days, liaison_gaps
from continuum.sim.results.places import Visits, visits
from continuum.sim.results.points import allowed
from continuum.sim.results.tables import Table
from continuum.sim.results.times import times
from continuum.sim.results.waits import turned_away
from continuum.sim.statistics.intervals import mean_intervals, percentile_intervals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats, Mask
    from continuum.sim.results.run import Run

__all__ = ["LEAST", "measure", "measures", "usual_measures"]

LEAST: Final = 5
"""A mean of fewer people than these is not told."""

_FORMS: Final = (
    "`days in phase: probation`, `at the end in phase: stay`, `times recalled`, `ever recalled`, "
    "`waited for released`, `stopped by GR-30`, `days from convicted to released`, `gap days`, "
    "`handover H5 days`, `waited for a place in probation` or `days without liaison`"
)


def measure(run: Run, name: str) -> Floats:
    """Give one number a person; ``nan`` for those of whom the measure does not speak.

    Args:
        run: The run.
        name: ``days in REGION: STATE``, ``at the end in REGION: STATE``, ``times EVENT``, ``ever
            EVENT``, ``waited for EVENT``, ``stopped by RULE``, ``days from POINT to POINT``, ``gap
            days``, ``handover ID days``, ``waited for a place in CAPACITY`` or ``days without
            liaison``.

    Raises:
        ScenarioError: There is no such measure, region, state, event or handover.
    """
    words = str(name).strip()
    if words == "gap days":
        gaps = contact_gaps(run)
        return _mean_by_row(run, gaps.rows[gaps.met], gaps.days[gaps.met])
    if words == "days without liaison":
        return liaison_gaps(run)
    if words.startswith("days in "):
        return _days_in(run, words.removeprefix("days in "))
    if words.startswith("at the end in "):
        return _at_the_end(run, words.removeprefix("at the end in "))
    if words.startswith("days from ") and " to " in words:
        since, _, until = words.removeprefix("days from ").partition(" to ")
        found = times(run, since.strip(), until.strip(), (), every=False)
        ended = found.causes > 0
        return _mean_by_row(run, found.rows[ended], found.days[ended])
    if words.startswith("times "):
        return _often(run, words.removeprefix("times ").strip())
    if words.startswith("ever "):
        return np.minimum(_often(run, words.removeprefix("ever ").strip()), 1.0)
    if words.startswith("waited for a place in "):
        return place_waits(run, words.removeprefix("waited for a place in ").strip())
    if words.startswith("waited for "):
        event = words.removeprefix("waited for ").strip()
        allowed(run, event)
        return _mean_by_row(run, *turned_away(run, event))
    if words.startswith("stopped by "):
        return _stopped(run, words.removeprefix("stopped by ").strip())
    if words.startswith("handover ") and words.endswith(" days"):
        id = words.removeprefix("handover ").removesuffix(" days").strip()
        for handover in run.scenario.charts[0].handovers:
            if handover.id == id:
                return _mean_by_row(run, *handover_days(run, handover))
    raise ScenarioError(f"there is no measure `{words[:60]}`", help=f"ask for {_FORMS}")


def usual_measures(run: Run) -> tuple[str, ...]:
    """Give the measures that a run is told by when nobody names any.

    Args:
        run: The run.
    """
    chart = run.scenario.charts[0]
    by, names = _where(run)
    found = [f"days in {by}: {name}" for name in names]
    for words in ("gap days", "days without liaison"):
        try:
            measure(run, words)
        except ScenarioError:
            continue
        found.append(words)
    attempted = {attempt.event for attempt in run.scenario.behaviour.attempts}
    found += [
        f"handover {handover.id} days"
        for handover in chart.handovers
        if f"{handover.id.lower()}_effective" in attempted
    ]
    found += [f"waited for a place in {one.name}" for one in run.scenario.setting.capacities]
    met = {name for ids in run.events.reasons for name in ids}
    found += [f"stopped by {rule.id}" for rule in chart.book.every_rule if rule.id in met]
    return tuple(found)


def measures(
    run: Run, names: Iterable[str], level: float, least: int, *, spread: bool = False
) -> Table:
    """Give the mean of each measure with its interval.

    Args:
        run: The run.
        names: The measures; by default the usual ones.
        level: How sure the intervals are.
        least: A mean of fewer people is not told.
        spread: Instead of the interval of the mean, that in which the replications lie.

    Raises:
        ScenarioError: There is no such measure, or the spread is asked of one replication.
    """
    if spread and run.replications == 1:
        raise ScenarioError(
            "a single replication has no spread", help="simulate with `replications=100`, say"
        )
    asked = tuple(names) or usual_measures(run)
    rows = [_told(run, measure(run, name), level, least, spread=spread) for name in asked]
    basis = f"{run.replications:,} replications" if run.replications > 1 else "one replication"
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 4
    return Table(
        f"measures of {run.scenario.name}, {basis}",
        {
            "measure": list(asked),
            "people": np.array(columns[0], dtype=np.float64),
            "mean": np.array(columns[1], dtype=np.float64),
            "low": np.array(columns[2], dtype=np.float64),
            "high": np.array(columns[3], dtype=np.float64),
        },
    )


def _told(
    run: Run, values: Floats, level: float, least: int, *, spread: bool
) -> tuple[float, float, float, float]:
    """People a replication, and the mean with its interval.

    Over replications it is that of their means; in one, that of the people, as if each were drawn
    apart from the others.
    """
    told = np.isfinite(values)
    if told.sum() < least:
        return float(told.sum()) / run.replications, np.nan, np.nan, np.nan
    if run.replications == 1:
        column = values[:, None]
    else:
        shaped, known = (v.reshape(run.replications, run.n) for v in (values, told))
        count = known.sum(axis=1)
        total = np.where(known, shaped, 0.0).sum(axis=1)
        with np.errstate(invalid="ignore"):
            column = (total / count)[:, None]
    intervals = percentile_intervals if spread else mean_intervals
    mean, low, high = intervals(column, level)
    return float(told.sum()) / run.replications, float(mean[0]), float(low[0]), float(high[0])


def _where(run: Run) -> tuple[str, tuple[str, ...]]:
    chart = run.scenario.charts[0]
    for by in ("phase", next(iter(chart.place))):
        try:
            return by, visits(run, by).names
        except ScenarioError:
            continue
    return "", ()


def _stays(run: Run, where: str) -> tuple[Visits, Mask]:
    """All stays, and which of them are in some state."""
    by, _, state = (part.strip() for part in where.partition(":"))
    stays = visits(run, by)
    if state not in stays.names:
        listed = ", ".join(f"`{name}`" for name in stays.names)
        raise ScenarioError(f"`{by}` has no state `{state[:40]}`", help=f"it has {listed}")
    return stays, stays.codes == stays.names.index(state)


def _at_the_end(run: Run, where: str) -> Floats:
    stays, there = _stays(run, where)
    whose = stays.rows[there & stays.censored]
    return np.bincount(whose, minlength=run.rows).astype(np.float64)


def _days_in(run: Run, where: str) -> Floats:
    stays, there = _stays(run, where)
    days = np.bincount(stays.rows[there], stays.days[there], minlength=run.rows)
    return days.astype(np.float64)


def _often(run: Run, event: str) -> Floats:
    whose = run.events.person[allowed(run, event)]
    return np.bincount(whose, minlength=run.rows).astype(np.float64)


def _stopped(run: Run, rule: str) -> Floats:
    against = np.array([rule in ids for ids in run.events.reasons])
    stopped = np.zeros(run.rows)
    if against.any():
        stopped[run.events.person[against[run.events.against]]] = 1.0
    elif rule not in {one.id for one in run.scenario.book.every_rule}:
        raise ScenarioError(
            f"rulebook `{run.scenario.book.name}` has no rule `{rule[:40]}`",
            help="give the id of one of its rules",
        )
    return stopped


def _mean_by_row(run: Run, rows: Any, values: Floats) -> Floats:
    """The mean of the values of each person; ``nan`` for those without one."""
    told = np.isfinite(values)
    count = np.bincount(rows[told], minlength=run.rows)
    total = np.bincount(rows[told], values[told], minlength=run.rows)
    with np.errstate(invalid="ignore"):
        return np.where(count > 0, total / count, np.nan)
