"""Points in a run from which, and up to which, people wait: an event, or coming into a state."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import ALLOWED
from continuum.sim.results.places import opened, places

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.results.run import Run

__all__ = [
    "OPENING",
    "acting_roles",
    "allowed",
    "begun",
    "event_names",
    "next_place",
    "point",
]

OPENING: Final = "opening"
"""The point at which each pathway opens."""


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
    attempts = run.scenario.behaviour.attempts
    numbers = [k for k, attempt in enumerate(attempts) if attempt.event == event]
    found: Mask = np.isin(run.events.attempt, numbers) & (run.events.outcome == ALLOWED)
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


def point(run: Run, name: str) -> Mask:
    """Say of each attempt of the log whether a point was reached by it.

    Args:
        run: The run.
        name: An event's name, or ``region: state`` (or ``phase: name``) for coming there.

    Raises:
        ScenarioError: There is no such event, region or state.
    """
    if not isinstance(name, str):
        raise ScenarioError(
            f"a point of a pathway cannot be `{str(name)[:40]}`",
            help="give an event's name, or `region: state`",
        )
    if ":" not in name:
        return allowed(run, name)
    by, _, state = (part.strip() for part in name.partition(":"))
    found = places(run, by)
    if state not in found.names:
        listed = ", ".join(f"`{one}`" for one in found.names)
        raise ScenarioError(f"`{by}` has no state `{state[:40]}`", help=f"it has {listed}")
    code = found.names.index(state)
    came = (run.events.outcome == ALLOWED) & (found.before != code) & (found.after == code)
    return np.asarray(came)


def begun(run: Run, since: str, bounds: Numbers) -> tuple[Rows, Numbers, Floats]:
    """Give whom a point was reached by, where in the log, and when; each time it was.

    Args:
        run: The run.
        since: The point, or :data:`OPENING`.
        bounds: Where in the log the attempts of each person begin.
    """
    if since == OPENING:
        starts = opened(run)
        rows = np.flatnonzero(starts < run.scenario.horizon.toordinal())
        return rows, bounds[rows] - 1, starts[rows]
    where = np.flatnonzero(point(run, since)).astype(np.int64)
    return run.events.person[where].astype(np.intp), where, run.events.time[where]


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
