"""Phases that depend on facts and days: seen by going through the run again, with the same luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.guards import During, leaves
from continuum.sim.results.moves import Moves

if TYPE_CHECKING:
    from continuum.rulebook import Chart
    from continuum.sim.results.log import Log
    from continuum.sim.results.run import Run

__all__ = ["depend_on_facts", "phase_moves"]

_BLOCK: Final = 65_536
_NONE: Final = "no_phase"


def depend_on_facts(chart: Chart) -> bool:
    """Say whether the phases of a rulebook depend on more than states."""
    asked = [leaf for form in chart.phases for leaf in leaves(form.when)]
    return not all(isinstance(leaf, During) for leaf in asked)


def phase_moves(run: Run) -> Moves:
    """Give when each person comes into which phase: by an attempt, or because a day has come.

    The log keeps states.  Luck is repeated and never remembered, so everybody goes through the
    run once more, and this time somebody looks at the phases.

    Args:
        run: The run.

    Raises:
        ScenarioError: The run cannot be gone through again by the columns.
    """
    from continuum.sim.columns.race import Engine

    scenario, cohort = run.scenario, run.cohort
    if scenario.setting.capacities:
        raise _unlike("people wait for places in it")
    rows, times, codes = [], [], []
    names = tuple(form.phase for form in scenario.charts[0].phases)
    for first in range(0, cohort.n, _BLOCK):
        last = min(first + _BLOCK, cohort.n)
        engine = Engine(scenario, cohort.take(np.arange(first, last)), run.seed, phases=True)
        if not _same(engine.run(), run.events, first, last):
            raise _unlike("its log is not the one that these people make")
        for some, moments, phases in engine.watchers[-1].pieces:
            rows.append(some + first)
            times.append(moments)
            codes.append(phases)
    row, time, code = np.concatenate(rows), np.concatenate(times), np.concatenate(codes)
    order = np.argsort(row, kind="stable")
    row, time, after = row[order], time[order], code[order].astype(np.int64)
    if (after < 0).any():
        after[after < 0] = len(names)
        names = (*names, _NONE)
    before = np.append(0, after[:-1])
    begins = np.append(True, row[1:] != row[:-1])
    initial = np.zeros(cohort.n, dtype=np.int64)
    initial[row[begins]] = after[begins]
    moved = ~begins
    row, time = row[moved], time[moved]
    return Moves(names, initial, row, time, before[moved], after[moved], _places(run, row, time))


def _same(again: Log, log: Log, first: int, last: int) -> bool:
    """Whether people have done again what the log says of them."""
    bounds = log.bounds
    if len(bounds) <= last:
        return False
    part = slice(int(bounds[first]), int(bounds[last]))
    return all(
        np.array_equal(getattr(again, name), getattr(log, name)[part])
        for name in ("time", "attempt", "outcome")
    )


def _places(run: Run, row: Any, time: Any) -> Any:
    """The place in the log of the last attempt of each person up to a moment."""
    log = run.events
    start = run.scenario.start.toordinal()
    span = float(run.scenario.horizon.toordinal() - start + 1)
    keys = log.person * span + (log.time - start)
    return np.searchsorted(keys, row * span + (time - start), side="right") - 1


def _unlike(why: str) -> ScenarioError:
    return ScenarioError(
        "phases depend on facts here, and the log keeps states; to see them, the run would have "
        f"to be gone through again, and {why}",
        help="count by a region instead",
    )
