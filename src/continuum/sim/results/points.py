"""Points in a run from which, and up to which, people wait: an event, or coming into a state."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import ALLOWED
from continuum.sim.results.places import moves, opened, row_bounds

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.results.run import Run

__all__ = [
    "OPENING",
    "Points",
    "acting_roles",
    "allowed",
    "behind",
    "event_names",
    "next_place",
    "point",
]

OPENING: Final = "opening"
"""The point at which each pathway opens."""


class Points(NamedTuple):
    """Every time that a point was reached: by whom, where in the order of everything, and when."""

    rows: Rows
    where: Numbers
    times: Floats


def allowed(run: Run, event: str) -> Mask:
    """Say of each attempt of the log whether it is this event and was allowed.

    Args:
        run: The run.
        event: The event's name; one that nobody ever attempts happens to nobody.

    Raises:
        ScenarioError: The rulebook has no such event.
    """
    if event not in run.scenario.charts[0].events:
        raise _unknown(run, event)
    mine = np.array([name == event for name in event_names(run)], dtype=bool)
    found: Mask = mine[run.events.attempt] & (run.events.outcome == ALLOWED)
    return found


def event_names(run: Run) -> tuple[str, ...]:
    """Give the event of each attempt, and after them what is said of each fact that arrives.

    Args:
        run: The run.
    """
    behaviour = run.scenario.behaviour
    arrived = (f"{arrives.fact} learned" for arrives in behaviour.arrives)
    return (*(attempt.event for attempt in behaviour.attempts), *arrived)


def acting_roles(run: Run) -> tuple[str, ...]:
    """Give the role that makes each attempt, and after them who records each fact that arrives.

    Args:
        run: The run.
    """
    behaviour = run.scenario.behaviour
    return (*(each.by for each in behaviour.attempts), *(each.by for each in behaviour.arrives))


def point(run: Run, name: str) -> Points:
    """Give every time that somebody reached a point.

    Args:
        run: The run.
        name: An event's name, or ``region: state`` (or ``phase: name``) for coming there, or
            :data:`OPENING`.

    Raises:
        ScenarioError: There is no such event, region or state.
    """
    if not isinstance(name, str):
        raise ScenarioError(
            f"a point of a pathway cannot be `{str(name)[:40]}`",
            help="give an event's name, or `region: state`",
        )
    if name == OPENING:
        starts = opened(run)
        rows = np.flatnonzero(starts < run.scenario.horizon.toordinal())
        return Points(rows, 2 * (row_bounds(run)[rows] + rows), starts[rows])
    events = run.events
    if ":" not in name:
        at = np.flatnonzero(allowed(run, name))
        return Points(events.person[at].astype(np.intp), _order(run, at), events.time[at])
    by, _, state = (part.strip() for part in name.partition(":"))
    found = moves(run, by)
    if state not in found.names:
        listed = ", ".join(f"`{one}`" for one in found.names)
        raise ScenarioError(f"`{by}` has no state `{state[:40]}`", help=f"it has {listed}")
    came = found.after == found.names.index(state)
    rows, times, at = found.rows[came], found.times[came], found.places[came]
    # A day that came makes a move between two attempts.
    made = (at >= 0) & (events.person[at] == rows) & (events.time[at] == times)
    where = 2 * (at + rows) + np.where(made, 2, 3)
    return Points(rows.astype(np.intp), where, times)


def _order(run: Run, at: Rows) -> Numbers:
    """Where attempts stand among everything: by person, then in order, the opening first."""
    return 2 * (at.astype(np.int64) + run.events.person[at]) + 2


def behind(run: Run, rows: Rows) -> Numbers:
    """Give where everything of the next person begins, for each of some people.

    Args:
        run: The run.
        rows: The people.
    """
    return 2 * (row_bounds(run)[rows + 1] + rows + 1)


def next_place(among: Numbers, after: Numbers, before: Numbers) -> Numbers:
    """Give, for each of some places in the log, the next one of others; -1: none in time.

    Args:
        among: The places looked for, in order.
        after: The places after which to look.
        before: The places before which it must lie.
    """
    at = np.searchsorted(among, after, side="right")
    found = np.append(among, np.iinfo(np.int64).max)[at]
    return np.where(found < before, found, -1)


def _unknown(run: Run, event: str) -> ScenarioError:
    near = get_close_matches(str(event), list(run.scenario.charts[0].events), n=1)
    return ScenarioError(
        f"rulebook `{run.scenario.book.name}` has no event `{str(event)[:40]}`",
        help=f"did you mean `{near[0]}`?" if near else "give an event's name, or `region: state`",
    )
