"""Where people are: the phase, or the state of a region, before and after each attempt of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.guards import facts_in, weigh
from continuum.sim.columns.judge import ALLOWED
from continuum.sim.results.moves import Moves
from continuum.sim.results.phases import depend_on_facts

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.results.run import Run

__all__ = ["Places", "Visits", "moves", "opened", "places", "row_bounds", "visits"]

_NAMED: Final = 3


@attrs.frozen(eq=False)
class Places:
    """What each attempt meant for one region, or for the phase.

    Args:
        names: The states, or the phases.
        initial: The place in ``names`` of where every pathway begins.
        before: For each attempt of the log, where the person was.
        after: For each attempt of the log, where the person then was.
    """

    names: tuple[str, ...]
    initial: int
    before: Numbers
    after: Numbers


@attrs.frozen(eq=False)
class Visits:
    """Every unbroken stay of everybody in one state, by person and then in order.

    Args:
        names: The states, or the phases.
        rows: Whose stay it is.
        codes: The place in ``names`` of where it is.
        begins: When it begins, in days as ordinals.
        ends: When it ends; the horizon, if it has not ended by then.
        censored: Whether it goes on at the horizon.
        first: The place in the log of the attempt that began it; before the person's first one,
            if the pathway began with it.
        last: The place in the log of the attempt that ended it; behind the person's last one, if
            none did.
    """

    names: tuple[str, ...]
    rows: Rows
    codes: Numbers
    begins: Floats
    ends: Floats
    censored: Mask
    first: Numbers
    last: Numbers

    def __len__(self) -> int:
        """How many stays."""
        return len(self.rows)

    @property
    def days(self) -> Floats:
        """How long each lasted, as far as it was watched."""
        return self.ends - self.begins


def opened(run: Run) -> Floats:
    """Give the moment on which each person's pathway opens, in days as ordinals.

    Args:
        run: The run.
    """
    starts = run.cohort.starts
    return np.where(starts > 0, starts, run.scenario.start.toordinal()).astype(np.float64)


def row_bounds(run: Run) -> Numbers:
    """Give the place in the log of each person's first attempt, and one behind the last of all."""
    bounds = run.events.bounds.astype(np.int64)
    behind = np.full(run.rows + 1 - len(bounds), len(run.events), dtype=np.int64)
    return np.concatenate([bounds, behind])


def places(run: Run, by: str) -> Places:
    """Give where people are by phase, or by the states of a region.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.

    Raises:
        ScenarioError: There is no such region, or phases depend on facts.
    """
    chart, events = run.scenario.charts[0], run.events
    configurations = events.configurations
    if by == "phase":
        _check_phases(chart)
        names = tuple(form.phase for form in chart.phases)
        found = [_phase(chart, states) for states in configurations]
        initial = _phase(chart, chart.initial)
    elif by in chart.place:
        place = chart.place[by]
        names = tuple(chart.regions[place].names)
        found = [states[place] if states else names[0] for states in configurations]
        initial = chart.initial[place]
    else:
        raise ScenarioError(
            f"people cannot be counted by `{str(by)[:40]}`",
            help=f"count by `phase`, {_regions(chart)}",
        )
    label: Any = np.array([names.index(name) for name in found], dtype=np.int64)
    return Places(names, names.index(initial), label[events.origin], label[events.target])


def moves(run: Run, by: str) -> Moves:
    """Give every move from one phase to another, or between the states of a region.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.

    Raises:
        ScenarioError: There is no such region, or the phases cannot be seen.
    """
    if by == "phase" and depend_on_facts(run.scenario.charts[0]):
        return run.phase_moves
    found, events = places(run, by), run.events
    at = np.flatnonzero((events.outcome == ALLOWED) & (found.before != found.after))
    return Moves(
        found.names,
        np.full(run.rows, found.initial, dtype=np.int64),
        events.person[at].astype(np.int64),
        events.time[at],
        found.before[at],
        found.after[at],
        at,
    )


def visits(run: Run, by: str) -> Visits:
    """Give every stay in a phase, or in a state of a region.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.

    Raises:
        ScenarioError: There is no such region, or phases depend on facts.
    """
    found, bounds = moves(run, by), row_bounds(run)
    rows = np.concatenate([np.arange(run.rows), found.rows])
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    codes = np.concatenate([found.initial, found.after])[order]
    begins = np.concatenate([opened(run), found.times])[order]
    first = np.concatenate([bounds[:-1] - 1, found.places])[order]
    ended = np.append(rows[1:] == rows[:-1], False)
    ends = np.where(ended, np.append(begins[1:], 0.0), float(run.scenario.horizon.toordinal()))
    last = np.where(ended, np.append(first[1:], 0), bounds[rows + 1])
    seen = begins < run.scenario.horizon.toordinal()
    return Visits(
        found.names, rows[seen], codes[seen], begins[seen], ends[seen], ~ended[seen], first[seen],
        last[seen],
    )  # fmt: skip


def _check_phases(chart: Chart) -> None:
    if not chart.phases:
        raise ScenarioError(
            f"rulebook `{chart.book.name}` has no phases",
            help=f"count by a region instead: {_regions(chart)}",
        )
    if depend_on_facts(chart):
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
    from continuum.sim.columns.plan import SettledView

    return weigh(guard, SettledView(chart, states, {})).holds
