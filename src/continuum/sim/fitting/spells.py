"""Spells: for each attempt and late fact, from when its clock was set until it was made or cut off.

What sets a clock and what stops it is said by the scenario; where people were is said by the log.
So a log of a live system and a log of a run are read by the same few lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.columns.judge import ALLOWED, REFUSED, UNDETERMINED, WAITING
from continuum.sim.columns.plan import possible
from continuum.sim.results.places import opened, row_bounds
from continuum.sim.results.points import next_place

if TYPE_CHECKING:
    from continuum.rulebook import Chart
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Behaviour
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.results.run import Run

__all__ = ["Spells", "clocks_of", "delay_spells", "retry_spells"]


class Spells(NamedTuple):
    """Some spells of one clock: whose, how many days, and whether the attempt was then made."""

    rows: Rows
    days: Floats
    ended: Mask


class _Seen(NamedTuple):
    """What the log says about one attempt, as places in it."""

    made: Numbers
    tried: Numbers
    leaves: Numbers
    comes: Numbers
    set_by: Numbers
    there: Mask


def clocks_of(behaviour: Behaviour) -> tuple[Attempt | Arrives, ...]:
    """Give everything that has a clock: the attempts, and after them the facts that arrive.

    Args:
        behaviour: The behaviour.
    """
    return (*behaviour.attempts, *behaviour.arrives)


def delay_spells(run: Run, number: int) -> Spells:
    """Give the spells of the delay of an attempt.

    A spell begins when the person comes where the attempt is possible, or where an event sets it.
    It is cut off when the person leaves, when an event sets the clock anew, or by the horizon.

    Args:
        run: The run, or a log that was read as one.
        number: The place in the names of the behaviour, of an attempt or of a fact that arrives.
    """
    part = clocks_of(run.scenario.behaviour)[number]
    seen, bounds = _seen(run, part, number), row_bounds(run)
    starts, rows, begins = _starts(run, part, seen, bounds)
    behind = bounds[rows + 1]
    stops = np.unique(np.concatenate([seen.leaves, seen.set_by]))
    made = next_place(seen.tried, starts, behind)
    stopped = next_place(stops, starts, behind)
    ended = (made >= 0) & ((stopped < 0) | (made <= stopped))
    at = np.where(ended, made, stopped)
    moments = np.append(run.events.time, float(run.scenario.horizon.toordinal()))
    days = np.where(at >= 0, moments[at], moments[-1]) - begins
    if isinstance(part, Attempt) and part.clock == "keep":
        own = _own(run, seen, starts, rows)
        rows, days, ended = _joined(rows[own], days[own], ended[own])
    return Spells(rows, days, ended)


def retry_spells(run: Run, number: int) -> Spells:
    """Give the spells from each refusal of an attempt to the next try.

    Args:
        run: The run, or a log that was read as one.
        number: The place of the attempt in the behaviour.
    """
    attempt = run.scenario.behaviour.attempts[number]
    seen, bounds = _seen(run, attempt, number), row_bounds(run)
    outcome = run.events.outcome[seen.made]
    starts = seen.made[np.isin(outcome, (REFUSED, UNDETERMINED))]
    rows = run.events.person[starts].astype(np.intp)
    behind = bounds[rows + 1]
    again = next_place(seen.tried, starts, behind)
    stopped = next_place(np.unique(np.concatenate([seen.leaves, seen.set_by])), starts, behind)
    ended = (again >= 0) & ((stopped < 0) | (again <= stopped))
    at = np.where(ended, again, stopped)
    moments = np.append(run.events.time, float(run.scenario.horizon.toordinal()))
    days = np.where(at >= 0, moments[at], moments[-1]) - run.events.time[starts]
    return Spells(rows, days, ended)


def _possible(part: Attempt | Arrives, chart: Chart, states: tuple[str, ...]) -> bool:
    """Whether a clock may run in a configuration."""
    if not states or chart.final(states):
        return False
    if isinstance(part, Attempt):
        return possible(part, chart.events[part.event], chart, states)
    return all(states[chart.place[region]] in among for region, among in part.during)


def _seen(run: Run, attempt: Attempt | Arrives, number: int) -> _Seen:
    events, chart = run.events, run.scenario.charts[0]
    there = np.array(
        [_possible(attempt, chart, states) for states in events.configurations], dtype=bool
    )
    happened = events.outcome == ALLOWED
    mine = events.attempt == number
    before, after = there[events.origin], there[events.target]
    names = [each.event for each in run.scenario.behaviour.attempts]
    setting = [k for k, name in enumerate(names) if name in attempt.after]
    made = np.flatnonzero(mine & (events.outcome != WAITING))
    moved = happened & (events.origin != events.target)
    comes = moved & after & (~before | mine)
    set_by = happened & after & np.isin(events.attempt, setting)
    return _Seen(
        made.astype(np.int64),
        np.flatnonzero(mine).astype(np.int64),
        np.flatnonzero(happened & before & ~after).astype(np.int64),
        np.flatnonzero(comes).astype(np.int64),
        np.flatnonzero(set_by).astype(np.int64),
        there,
    )


def _starts(
    run: Run, attempt: Attempt | Arrives, seen: _Seen, bounds: Numbers
) -> tuple[Numbers, Rows, Floats]:
    """Where clocks are set, whose, and when; by row and then in order."""
    where = seen.set_by if attempt.after else seen.comes
    rows, moments = run.events.person[where], run.events.time[where]
    chart = run.scenario.charts[0]
    if not attempt.after and _possible(attempt, chart, chart.initial):
        start = opened(run)
        open_rows = np.flatnonzero(start < run.scenario.horizon.toordinal())
        where = np.concatenate([bounds[open_rows] - 1, where])
        rows = np.concatenate([open_rows, rows])
        moments = np.concatenate([start[open_rows], moments])
        order = np.argsort(rows, kind="stable")
        where, rows, moments = where[order], rows[order], moments[order]
    kept = np.ones(len(rows), dtype=bool)
    if attempt.only:
        kept = _meant(run, attempt)[rows]
    return where[kept].astype(np.int64), rows[kept].astype(np.intp), moments[kept]


def _meant(run: Run, attempt: Attempt | Arrives) -> Mask:
    """Whom an attempt is for."""
    meant = np.ones(run.rows, dtype=bool)
    for name, values in attempt.only:
        column: Any = run.cohort.traits[name]
        meant &= column.known & np.isin(column.values, values)
    return meant


def _own(run: Run, seen: _Seen, starts: Numbers, rows: Rows) -> Mask:
    """Which spells are of the delay: whoever comes back after a refusal goes on with the retry."""
    events = run.events
    last = np.searchsorted(seen.tried, starts, side="right") - 1
    place = np.append(seen.tried, -1)[last]
    before = (last >= 0) & (events.person[place] == rows)
    moved = (events.outcome[place] == ALLOWED) & (events.origin[place] != events.target[place])
    own: Mask = ~before | moved
    return own


def _joined(rows: Rows, days: Floats, ended: Mask) -> tuple[Rows, Floats, Mask]:
    """Join the parts of clocks that keep their age: each up to when it was made."""
    if not len(rows):
        return rows, days, ended
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (rows[1:] != rows[:-1]) | ended[:-1]
    group = np.cumsum(new) - 1
    last = np.append(np.flatnonzero(new)[1:] - 1, len(rows) - 1)
    total = np.bincount(group, days).astype(np.float64)
    return rows[last], total, ended[last]
