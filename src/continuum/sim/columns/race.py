"""The race of the clocks: whoever's next attempt is the same makes it together.

People do not touch each other, so it does not matter who goes on first.  Everybody has one clock
an attempt; the next attempt of a person is the one that is due first.  Again and again, all those
who wait for the same attempt make it at once, each at the own moment.  The attempt for which most
wait comes next, and whoever is behind the others in time counts for more, so that all stay near
one another and few turns are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.clocks import Clock, milestone_of
from continuum.sim.columns.following import Following
from continuum.sim.columns.making import Maker
from continuum.sim.columns.people import People
from continuum.sim.columns.plan import allowed_states
from continuum.sim.columns.reading import facts_read
from continuum.sim.columns.recording import Recorder
from continuum.sim.columns.registers import Registers
from continuum.sim.columns.schedule import Schedule
from continuum.sim.columns.watching import watchers_of
from continuum.sim.columns.whereabouts import Atlas, Whereabouts, set_bits

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.columns.arrays import Floats, Rows
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.results.log import Log
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Engine"]


_MOST_ATTEMPTS: Final = 20_000
_BEHIND: Final = 100.0
"""Whoever is so many days behind another counts for nearly three of those."""
_LOOK: Final = 512
"""After so many turns, it is looked whether somebody goes on without end."""


class Engine:
    """Everything that a run of some people needs.

    Args:
        scenario: What is simulated.
        cohort: The people.
        seed: The seed of the run.
        phases: Whether it is written down when each person comes into which phase.
    """

    def __init__(
        self, scenario: Scenario, cohort: Cohort, seed: int, *, phases: bool = False
    ) -> None:
        """Set every column to the first day."""
        self.scenario = scenario
        self.charts = scenario.charts
        self.chart = self.charts[0]
        self.end = float(scenario.horizon.toordinal())
        opening = min(scenario.start.toordinal(), int(self.end))
        self._middle = (opening + self.end) / 2.0
        behaviour = scenario.behaviour
        registers = Registers(self.charts, {a.event for a in behaviour.attempts}, cohort.n)
        start = scenario.start.toordinal()
        read = facts_read(scenario, phases=phases)
        self.people = People(cohort, self.chart, start, seed, registers, read)
        parts: tuple[Attempt | Arrives, ...] = (*behaviour.attempts, *behaviour.arrives)
        self.clocks = tuple(
            Clock(
                part,
                number,
                self.people,
                milestone_of(part, self.chart, scenario.start),
                behaviour.pace_of(part.by),
                self._shifting(part.by),
            )
            for number, part in enumerate(parts)
        )
        self.atlas = Atlas(self.chart)
        self.places = Whereabouts(
            self.atlas, cohort.n, [allowed_states(part, self.chart) for part in parts]
        )
        self.recorder = Recorder(cohort.n, self.atlas)
        self.maker = Maker(self)
        self.watchers = watchers_of(self, phases=phases)
        self.schedule = Schedule(cohort.n, len(self.clocks) + len(self.watchers))
        self.following = Following(self)

    def _shifting(self, role: str) -> Callable[[Floats], Floats] | None:
        """How the moments of a role move to its working days."""
        calendar, scenario = self.scenario.setting.calendar, self.scenario
        if calendar is None or role not in calendar.roles:
            return None
        first, last = scenario.start.toordinal(), scenario.horizon.toordinal()
        return lambda moments: calendar.shifted(moments, first, last)

    def run(self) -> Log:
        """Take everybody from the opening to the horizon, or to the end of the pathway."""
        n, width = self.schedule.n, self.schedule.width
        everybody, now = np.arange(n), self.people.starts.astype(np.float64)
        for k in set_bits(self.places.begin()):
            if self.clocks[k].by_itself:
                self.following.put(k, everybody, now, self.clocks[k].set(everybody, now))
        self.following.watch(None, everybody, now)
        following = np.full(n, width, dtype=np.int16)
        moments = np.full(n, np.inf)
        waiting = np.zeros(width)
        self._next(0, everybody, following, moments, waiting)
        turn = 0
        while waiting[j := int(waiting.argmax())] > 0:
            rows = np.flatnonzero(following == j)
            waiting[j] = 0
            self._make(j, rows, moments[rows])
            self._next(j, rows, following, moments, waiting)
            turn += 1
            if turn % _LOOK == 0 and self.recorder.most > _MOST_ATTEMPTS:
                raise ScenarioError(
                    "attempts are repeated without end within the horizon",
                    help="give `retry` and `again` delays of some days",
                )
        return self.recorder.close(self.maker.reasons)

    def _make(self, j: int, rows: Rows, moment: Floats) -> None:
        """Let some people do what each of them does next."""
        if j >= len(self.clocks):
            self.watchers[j - len(self.clocks)].look(rows, moment)
        elif j >= len(self.scenario.behaviour.attempts):
            self.maker.learn(self.clocks[j], rows, moment)
        else:
            self.maker.make(self.clocks[j], rows, moment)

    def _next(
        self, rung: int, rows: Rows, following: Any, moments: Floats, waiting: Floats
    ) -> None:
        """Find what each of some people does next: the earlier attempt where two are due."""
        among: list[int] = []
        if self.schedule.few:
            among = [*self.places.possible(rows), *range(len(self.clocks), len(waiting))]
        first, at = self.schedule.first(rows, rung, among)
        first[at >= self.end] = len(waiting)
        following[rows], moments[rows] = first, at
        behind = np.exp((self._middle - np.minimum(at, self.end)) / _BEHIND)
        waiting += np.bincount(first, behind, minlength=len(waiting) + 1)[:-1]
