"""Running the event queue: tables in, a log out, compiled or in plain Python."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from itertools import pairwise
from os import cpu_count
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.queue import layout as at
from continuum.sim.queue.logging import Written, log_of
from continuum.sim.queue.places import changes_of
from continuum.sim.queue.plain import walk_in_python
from continuum.sim.queue.sources import Sayings
from continuum.sim.queue.tables import put_together
from continuum.sim.queue.walking import ENDLESS, FULL, REGISTER_FULL

if TYPE_CHECKING:
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.queue.tables import Machine
    from continuum.sim.results.log import Log
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["is_compiled", "run_queue"]

_WIDTH: Final = 6
_SLOTS: Final = 8
_A_PERSON: Final = 16
_CHUNK: Final = 8_192
_PAYS: Final = 20_000  # compiling for the first time takes as long as so many people one by one


def is_compiled(people: int) -> bool:
    """Whether the loops are compiled when nobody says: it pays, and the compiler is installed.

    Args:
        people: How many people there are in the whole run.
    """
    return people >= _PAYS and find_spec("numba") is not None


def run_queue(
    scenario: Scenario,
    cohort: Cohort,
    seed: int,
    *,
    compiled: bool | None = None,
    threads: int | None = None,
) -> Log:
    """Simulate people one by one, in the order of time where they need the same places.

    Without capacities the log is that of the columns, attempt by attempt.

    Args:
        scenario: What to simulate.
        cohort: The people; those of different replications never meet.
        seed: The seed of the run.
        compiled: Whether the loops are compiled; by default where the compiler is installed and
            there are so many people that it pays.
        threads: How many groups of people are simulated at once, if compiled; by default as many
            as there are processors.  It changes the speed and nothing else.

    Raises:
        MissingExtra: It is to be compiled, and the compiler is not installed.
        ScenarioError: An attempt is repeated without end.
    """
    if not_followed := [a.name for a in scenario.behaviour.attempts if a.guard == "enabled"]:
        raise ScenarioError(
            "the engine with queues cannot follow the guard of " + ", ".join(not_followed),
            help='make the guard "attempted", or leave the capacities out',
        )
    starts = np.where(cohort.starts > 0, cohort.starts, scenario.start.toordinal())
    if compiled is None:
        compiled = is_compiled(cohort.n)
    slots = _SLOTS
    while True:
        sayings = Sayings(cohort, cohort.keys(seed), starts.astype(np.float64))
        try:
            machine = put_together(scenario, sayings, slots=slots)
        except NotImplementedError as what:
            raise ScenarioError(
                f"the engine with queues cannot follow {what}",
                help="leave the attempt out, or the capacities",
            ) from None
        groups = _groups(scenario, cohort, compiled=compiled)
        walked = _walked(scenario, machine, sayings, groups, compiled, threads or cpu_count() or 1)
        if walked is not None:
            return log_of(scenario, machine, walked, cohort.n)
        slots *= 2


def _groups(scenario: Scenario, cohort: Cohort, *, compiled: bool) -> list[tuple[int, int]]:
    """The people who are walked together: those who may meet, or as many as are handy."""
    n = cohort.n
    if not scenario.setting.capacities:
        size = min(n, _CHUNK) if compiled else n
        return [(first, min(first + size, n)) for first in range(0, n, size)]
    cuts = [0, n]
    if cohort.replication is not None:
        cuts[1:1] = (np.flatnonzero(np.diff(cohort.replication)) + 1).tolist()
    return list(pairwise(cuts))


def _walked(  # noqa: PLR0917
    scenario: Scenario,
    machine: Machine,
    sayings: Sayings,
    groups: list[tuple[int, int]],
    compiled: bool,
    threads: int,
) -> list[Written] | None:
    """What each group wrote, in order; ``None``: a register was full, and needs more room."""
    horizon = float(scenario.horizon.toordinal())
    changes = changes_of(scenario)
    if not compiled:
        together = bool(scenario.setting.capacities)
        found = [
            walk_in_python(machine, sayings, group, horizon, changes, together=together)
            for group in groups
        ]
        return _checked(found)
    walker = _Walker(machine, sayings, horizon, changes, bool(scenario.setting.capacities))
    if threads == 1 or len(groups) == 1:
        return _checked([walker.walk(groups)])
    share = -(-len(groups) // (threads * 4))
    pieces = [groups[k : k + share] for k in range(0, len(groups), share)]
    with ThreadPoolExecutor(threads) as pool:
        return _checked(list(pool.map(walker.walk, pieces)))


def _checked(found: list[tuple[Written, int]]) -> list[Written] | None:
    reasons = {why for _, why in found}
    if ENDLESS in reasons:
        raise ScenarioError(
            "attempts are repeated without end within the horizon",
            help="give `retry` and `again` delays of some days",
        )
    return None if REGISTER_FULL in reasons else [written for written, _ in found]


class _Walker:
    """Walks groups of people with the compiled machine; each call has numbers of its own."""

    def __init__(
        self,
        machine: Machine,
        sayings: Sayings,
        horizon: float,
        changes: list[tuple[float, int, int]],
        together: bool,
    ) -> None:
        from continuum.sim.queue.compiled import compiled_walks

        self.machine, self.horizon, self.together = machine, horizon, together
        self.size = np.int64 if machine.wide else np.int32
        self.ints = np.array(machine.ints, dtype=np.int64)
        self.floats = np.array(machine.floats, dtype=np.float64)
        self.traits = np.stack(sayings.whole, axis=1).ravel()
        self.reals = np.stack(sayings.real, axis=1).ravel()
        self.alone, self.meeting = compiled_walks()
        self.when = np.array([moment for moment, _, _ in changes], dtype=np.float64)
        self.what = np.array([pair for _, *pair in changes], dtype=np.int64).ravel()

    def walk(self, groups: list[tuple[int, int]]) -> tuple[Written, int]:
        """Walk groups one after another; give what was written, and why it stopped."""
        most = max(last - first for first, last in groups)
        people = sum(last - first for first, last in groups)
        held = most if self.together else 1
        machine = self.machine
        X = np.zeros(held * machine.stride, dtype=self.size)  # noqa: N806
        D = np.zeros(held * machine.ints[at.H_MOMENTS])  # noqa: N806
        room = max(1024, _A_PERSON * people)
        log, moments = np.empty(room * _WIDTH, dtype=np.int64), np.empty(room)
        meeting = self._lines(most) if self.together else ()
        at_ = 0
        for first, last in groups:
            Q = np.array(machine.scratch, dtype=np.int64)  # noqa: N806
            tables = (self.ints, self.floats, self.traits, self.reals, X, D, Q)
            if self.together:
                meeting[5][:] = 0
                meeting[5][0] = -1
            row = first
            while True:
                given = (row, last, self.horizon, log, moments, at_, room, _WIDTH)
                if self.together:
                    at_, why = self.meeting(*tables, *given, *meeting, self.when, self.what)
                else:
                    row, at_, why = self.alone(*tables, *given)
                if why != FULL:
                    break
                room *= 2
                log, moments = np.resize(log, room * _WIDTH), np.resize(moments, room)
            if why:
                return Written.empty(), why
        return Written.of(log[: at_ * _WIDTH].reshape(-1, _WIDTH), moments[:at_]), 0

    def _lines(self, most: int) -> tuple[Any, ...]:
        """Room for the heap and the lines of one group."""
        ints = self.machine.ints
        capacities, start = ints[at.H_CAPACITIES], ints[at.H_PART]
        takes = [ints[start + k * at.PART_WIDTH + at.P_TAKES] for k in range(ints[at.H_PARTS])]
        takers = max(takes.count(capacity) for capacity in range(capacities))
        length = 2 * most * takers + 16
        return (
            np.zeros(most + 1, dtype=np.int64),
            np.zeros(most, dtype=np.int64),
            np.zeros(most),
            np.zeros(capacities * length),
            np.zeros(3 * capacities * length, dtype=np.int64),
            np.zeros(2 + capacities, dtype=np.int64),
            length,
        )
