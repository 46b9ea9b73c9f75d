"""How many people are where, day by day: counted from the log, never drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.guards import During, facts_in, leaves
from continuum.sim.columns.judge import ALLOWED
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from datetime import date

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.sim.columns.arrays import Numbers
    from continuum.sim.results.run import Run

__all__ = ["occupancy"]

_EPOCH: Final = 719_163
_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_NOT_OPENED: Final = "not_opened"
_NAMED: Final = 3


def occupancy(run: Run, by: str, every: str) -> Table:
    """Count the people in each phase, or each state of a region, over time.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.

    Raises:
        ScenarioError: There is no such region or period, or phases depend on facts.
    """
    chart = run.scenario.charts[0]
    if every not in _UNITS:
        raise ScenarioError(
            f"people cannot be counted every `{str(every)[:40]}`",
            help="count every `day`, `week`, `month` or `year`",
        )
    label, names = _labels(run, chart, by)
    days = _days(run.scenario.start, run.scenario.horizon, every)
    counts = _counted(run, label, len(names), days, names.index(_initial(chart, by)))
    columns: dict[str, Any] = {"day": (days - _EPOCH).astype("datetime64[D]")}
    starts = np.where(run.cohort.starts > 0, run.cohort.starts, run.scenario.start.toordinal())
    if (starts > days[0]).any():
        columns[_NOT_OPENED] = (starts[None, :] > days[:, None]).sum(axis=1)
    columns |= {name: counts[:, k] for k, name in enumerate(names)}
    return Table(f"people by {by}, every {every}", columns)


def _days(start: date, horizon: date, every: str) -> Numbers:
    """The start, and the first day of each period after it, as ordinals."""
    unit = f"datetime64[{_UNITS[every]}]"
    first, last = np.datetime64(start, "D"), np.datetime64(horizon, "D")
    numbers = np.arange(first.astype(unit).astype(np.int64), last.astype(unit).astype(np.int64) + 1)
    periods = numbers.astype(unit).astype("datetime64[D]")
    within = periods[(periods > first) & (periods < last)]
    return np.concatenate([[first], within]).astype("datetime64[D]").astype(np.int64) + _EPOCH


def _labels(run: Run, chart: Chart, by: str) -> tuple[Numbers, list[str]]:
    """For each configuration, the place of its name; and the names."""
    configurations = run.events.configurations
    if by == "phase":
        names = [form.phase for form in chart.phases]
        _check_phases(chart)
        found = [_phase(chart, states) for states in configurations]
    elif by in chart.place:
        place = chart.place[by]
        names = list(chart.regions[place].names)
        found = [states[place] if states else names[0] for states in configurations]
    else:
        raise ScenarioError(
            f"people cannot be counted by `{str(by)[:40]}`",
            help=f"count by `phase`, {_regions(chart)}",
        )
    return np.array([names.index(name) for name in found], dtype=np.int64), names


def _check_phases(chart: Chart) -> None:
    if not chart.phases:
        raise ScenarioError(
            f"rulebook `{chart.book.name}` has no phases",
            help=f"count by a region instead: {_regions(chart)}",
        )
    asked = [leaf for form in chart.phases for leaf in leaves(form.when)]
    if not all(isinstance(leaf, During) for leaf in asked):
        read = dict.fromkeys(f.name for form in chart.phases for f in facts_in(form.when))
        shown = ", ".join(f"`{name}`" for name in list(read)[:_NAMED])
        more = f" and {len(read) - _NAMED} more" if len(read) > _NAMED else ""
        raise ScenarioError(
            f"people cannot be counted by `phase`: the phases of rulebook `{chart.book.name}` "
            f"depend on facts ({shown}{more}), and the log keeps states",
            help=f"count by a region instead: {_regions(chart)}",
        )


def _regions(chart: Chart) -> str:
    return ", ".join(f"`{name}`" for name in chart.place)


def _phase(chart: Chart, states: tuple[str, ...]) -> str:
    for form in chart.phases:
        if states and _holds(form.when, chart, states):
            return form.phase
    return chart.phases[0].phase


def _holds(guard: Guard, chart: Chart, states: tuple[str, ...]) -> bool:
    from continuum.guards import weigh
    from continuum.sim.columns.plan import SettledView

    return weigh(guard, SettledView(chart, states, {})).holds


def _initial(chart: Chart, by: str) -> str:
    return _phase(chart, chart.initial) if by == "phase" else chart.initial[chart.place[by]]


def _counted(run: Run, label: Numbers, width: int, days: Numbers, initial: int) -> Numbers:
    """People by day and label: those who opened, those who came, less those who went."""
    events, height = run.events, len(days)
    moved = (events.outcome == ALLOWED) & (events.origin != events.target)
    when = np.searchsorted(days, np.floor(events.time[moved]).astype(np.int64), side="left")
    gone, come = label[events.origin[moved]], label[events.target[moved]]
    size = (height + 1) * width
    change = np.bincount(when * width + come, minlength=size)
    change = change - np.bincount(when * width + gone, minlength=size)
    starts = np.where(run.cohort.starts > 0, run.cohort.starts, run.scenario.start.toordinal())
    opened = np.searchsorted(days, starts, side="left")
    change += np.bincount(opened * width + initial, minlength=size)
    counts: Numbers = np.cumsum(change.reshape(height + 1, width), axis=0)[:height]
    return counts
