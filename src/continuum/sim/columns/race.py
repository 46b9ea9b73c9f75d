"""The race of the clocks: people in one configuration are taken together through their stay in it.

A stay begins when people come into a configuration and ends when an attempt moves them on, or
with the horizon.  Within it their clocks race; whoever's first clock is for an attempt that is
allowed for everybody just moves, and the others are judged, attempt by attempt.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from continuum.errors import ScenarioError
from continuum.rulebook import Sets
from continuum.sim.columns.clocks import NOT_SET, SPENT, Clock, milestone_of
from continuum.sim.columns.making import Maker
from continuum.sim.columns.people import People
from continuum.sim.columns.plan import Plan, plan_for, possible
from continuum.sim.columns.registers import Registers

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Rows, Small
    from continuum.sim.columns.judge import Names
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.results.log import LogWriter
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Engine", "Stay"]


_MOST_TURNS: Final = 20_000
_GONE: Final = -1


@attrs.frozen(eq=False)
class Stay:
    """One configuration: what can be attempted in it.

    Args:
        number: The number of the configuration.
        states: The state of each region.
        clocks: The clocks of the attempts that are possible in it.
        plans: For each of them, its plan under each form of the law.
        elsewhere: The clocks that are kept between configurations, and stop in this one.
        numbers: The places of the attempts in the behaviour.
        settled: Which of them are allowed for everybody and lead everybody elsewhere, alike.
        leads: For those, the number of the configuration to which they lead.
        carried: The places of the clocks that must be kept on leaving.
        all_settled: Whether every attempt in it is settled.
        followers: For each of them, the clocks to set when it was made, each with its place
            here (``None``: not possible here).
    """

    number: int
    states: tuple[str, ...]
    clocks: tuple[Clock, ...]
    plans: tuple[tuple[Plan, ...], ...]
    elsewhere: tuple[Clock, ...]
    numbers: npt.NDArray[np.int16]
    settled: Mask
    leads: Small
    carried: tuple[int, ...]
    all_settled: bool
    followers: tuple[tuple[tuple[Clock, int | None], ...], ...]


class Engine:
    """Everything that a run of some people needs.

    Args:
        scenario: What is simulated.
        cohort: The people.
        seed: The seed of the run.
        first: The place in the whole cohort of the first of them.
        configurations: Where configurations are numbered.
        reasons: Where tuples of what stands in the way are numbered.
        log: Where everything is written.
    """

    def __init__(
        self,
        scenario: Scenario,
        cohort: Cohort,
        seed: int,
        *,
        first: int,
        configurations: Names,
        reasons: Names,
        log: LogWriter,
    ) -> None:
        """Set every column to the first day."""
        self.charts = scenario.charts
        self.chart = self.charts[0]
        self.end = float(scenario.horizon.toordinal())
        self.first = first
        self.log = log
        self.configurations = configurations
        attempted = {attempt.event for attempt in scenario.behaviour.attempts}
        registers = Registers(self.charts, attempted, cohort.n)
        self.people = People(cohort, self.chart, scenario.start.toordinal(), seed, registers)
        self.clocks = tuple(
            Clock(
                attempt,
                number,
                self.people,
                self._is_carried(attempt),
                milestone_of(attempt, self.chart, scenario.start),
            )
            for number, attempt in enumerate(scenario.behaviour.attempts)
        )
        self.maker = Maker(self, reasons)
        self._stays: dict[int, Stay] = {}

    def _is_carried(self, attempt: Any) -> bool:
        """Whether an attempt may be possible in more than one configuration."""
        if attempt.after:
            return True
        heard = self.chart.events[attempt.event]
        during = dict(attempt.during)
        for region in self.chart.regions:
            states = set(region.names)
            if region.name in heard.ways:
                states &= set(heard.ways[region.name])
            if region.name in during:
                states &= set(during[region.name])
            if len(states) > 1:
                return True
        return False

    def stay(self, number: int) -> Stay:
        """Give what can be attempted in a configuration."""
        found = self._stays.get(number)
        if found is None:
            found = self._stays[number] = self._stay(number)
        return found

    def _stay(self, number: int) -> Stay:
        states = self.configurations.table[number]
        final = self.chart.final(states)
        clocks = tuple(
            clock
            for clock in self.clocks
            if not final
            and possible(clock.attempt, self.chart.events[clock.attempt.event], self.chart, states)
        )
        plans = tuple(
            tuple(plan_for(clock.attempt, chart, states) for chart in self.charts)
            for clock in clocks
        )
        waited_for = {name for clock in self.clocks for name in clock.attempt.after}
        settled = np.array(
            [
                all(plan.settled for plan in by_law)
                and len({plan.target for plan in by_law}) == 1
                and by_law[0].target != states
                and not clock.attempt.learn
                and clock.attempt.event not in waited_for
                for clock, by_law in zip(clocks, plans, strict=True)
            ],
            dtype=bool,
        )
        leads = [
            self.configurations.number(by_law[0].target) if ready else _GONE
            for ready, by_law in zip(settled, plans, strict=True)
        ]
        return Stay(
            number=number,
            states=states,
            clocks=clocks,
            plans=plans,
            elsewhere=tuple(c for c in self.clocks if c.carried and c not in clocks),
            numbers=np.array([clock.number for clock in clocks], dtype=np.int16),
            settled=settled,
            leads=np.array(leads, dtype=np.int32),
            carried=tuple(j for j, clock in enumerate(clocks) if clock.carried),
            all_settled=bool(settled.all()),
            followers=tuple(self._followers(clock, clocks) for clock in clocks),
        )

    def _followers(
        self, made: Clock, here: tuple[Clock, ...]
    ) -> tuple[tuple[Clock, int | None], ...]:
        """The clocks that are set by an attempt, or counted from a fact that it changes."""
        attempt = made.attempt
        changed = {name for name, _ in attempt.learn}
        effects = self.chart.events[attempt.event].event.effects
        changed |= {effect.fact for effect in effects if isinstance(effect, Sets)}
        place = {clock.number: i for i, clock in enumerate(here)}
        return tuple(
            (clock, place.get(clock.number))
            for clock in self.clocks
            if attempt.event in clock.attempt.after or clock.reads & changed
        )

    def run(self) -> None:
        """Take everybody from the opening to the horizon, or to the end of the pathway."""
        who = np.arange(self.people.n)
        now = self.people.starts.astype(np.float64)
        opening = self.configurations.number(self.chart.initial)
        where = np.full(self.people.n, opening, dtype=np.int32)
        for _ in range(_MOST_TURNS):
            if not len(who):
                return
            ids = where.astype(np.int16) if len(self.configurations.table) < 2**15 else where
            order = np.argsort(ids, kind="stable")
            who, now, where = who[order], now[order], where[order]
            cuts = [0, *(np.flatnonzero(where[1:] != where[:-1]) + 1).tolist(), len(who)]
            for start, stop in pairwise(cuts):
                here = slice(start, stop)
                stay = self.stay(int(where[start]))
                now[here], where[here] = self._live(stay, who[here], now[here])
            on = where != _GONE
            who, now, where = who[on], now[on], where[on]
        raise _endless("people move on without end within the horizon")

    def _live(self, stay: Stay, who: Rows, now: Floats) -> tuple[Floats, Small]:
        """Take people through a stay: when each leaves, and for which configuration."""
        m, k = len(who), len(stay.clocks)
        for clock in stay.elsewhere:
            clock.times[who] = NOT_SET
        left = np.full(m, self.end)
        leads = np.full(m, _GONE, dtype=np.int32)
        if not k:
            return left, leads
        due = np.empty((k, m))
        for j, clock in enumerate(stay.clocks):
            due[j] = _set(clock, who, now)
        rows: Rows | None = None
        for _ in range(_MOST_TURNS):
            best, first = _earliest(due, rows)
            made = best < self.end
            goes = made if stay.all_settled else made & stay.settled[first]
            if goes.any():
                places = np.flatnonzero(goes)
                attempts, moment = first[places], best[places]
                at = places if rows is None else rows[places]
                leads[at], left[at] = stay.leads[attempts], moment
                self.log.add(
                    who[at] + self.first,
                    moment,
                    stay.numbers[attempts],
                    0,
                    stay.number,
                    leads[at],
                    0,
                    0,
                )
                self.keep(stay, due, who, at, attempts)
            if stay.all_settled:
                return left, leads
            waiting = made & ~goes
            if not waiting.any():
                return left, leads
            still = []
            for j in np.unique(first[waiting]).tolist():
                places = np.flatnonzero(waiting & (first == j))
                at = places if rows is None else rows[places]
                to = self.maker.make(stay, j, due, who, at, best[places])
                moved = to != stay.number
                leads[at[moved]], left[at[moved]] = to[moved], best[places[moved]]
                still.append(at[~moved])
            rows = np.concatenate(still)
            rows.sort()
            if not len(rows):
                return left, leads
        raise _endless("attempts are repeated without end within one stay")

    def keep(self, stay: Stay, due: Floats, who: Rows, at: Rows, first: Any) -> None:
        """Keep the clocks of people who leave; the one that moved them is to be set anew."""
        for j in stay.carried:
            clock = stay.clocks[j]
            clock.times[who[at]] = np.where(first == j, NOT_SET, due[j, at])


def _set(clock: Clock, who: Rows, now: Floats) -> Floats:
    """When a clock is due for people who begin a stay."""
    if not clock.carried:
        return clock.set(who, now)
    times = clock.times[who]
    unset = np.isnan(times)
    if not clock.by_itself:
        times[unset] = SPENT
    elif unset.all():
        return clock.set(who, now)
    elif unset.any():
        times[unset] = clock.set(who[unset], now[unset])
    return times


def _earliest(due: Floats, rows: Rows | None) -> tuple[Floats, npt.NDArray[np.int16]]:
    """The first clock of each person: when, and which; the earlier attempt where two are due."""
    best = due[0].copy() if rows is None else due[0, rows]
    first = np.zeros(len(best), dtype=np.int16)
    for j in range(1, len(due)):
        other = due[j] if rows is None else due[j, rows]
        better = other < best
        np.copyto(best, other, where=better)
        first[better] = j
    return best, first


def _endless(what: str) -> ScenarioError:
    return ScenarioError(what, help="give `retry` and `again` delays of some days")
