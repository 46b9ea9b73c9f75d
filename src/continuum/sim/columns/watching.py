"""Watching people between their attempts: whose attempt is open now, and who is in which phase.

A watcher looks at somebody when something has happened to them, and on the next day on which what
it reads may turn by itself; never day by day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from continuum.guards import leaves, weigh
from continuum.guards.questions import During
from continuum.guards.reductions import Earlier, Same
from continuum.guards.walk import facts_in
from continuum.sim.columns.clocks import WAITING
from continuum.sim.columns.flips import next_flips
from continuum.sim.columns.judge import ALLOWED, Names, judge
from continuum.sim.columns.people import Batch
from continuum.sim.columns.schedule import NEVER
from continuum.sim.columns.view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.columns.clocks import Clock
    from continuum.sim.columns.race import Engine

__all__ = ["Gatekeeper", "PhaseKeeper", "Watcher", "watchers_of"]


class Watcher(Protocol):
    """Whoever looks at people when something has happened, or when a day has come.

    ``number`` is that of the clock that it keeps, or -1; ``reads`` are the names of facts, of
    registers (``register titles``) and of regions (``region legal``).
    """

    number: int
    reads: frozenset[str]

    def look(self, rows: Rows, moment: Floats) -> None:
        """Look at some people, each at a moment."""


def watchers_of(engine: Engine, *, phases: bool) -> tuple[Any, ...]:
    """Give the watchers of a run: one for each attempt that waits for its guard, and the phases.

    Args:
        engine: The engine.
        phases: Whether phases are watched.
    """
    kept = [c for c in engine.clocks if getattr(c.part, "guard", "") == "enabled"]
    column = len(engine.clocks)
    found: list[Any] = [Gatekeeper(engine, clock, column + k) for k, clock in enumerate(kept)]
    if phases:
        found.append(PhaseKeeper(engine, column + len(found)))
    return tuple(found)


def _read(guards: Iterable[Guard], chart: Chart) -> Iterator[str]:
    """The names of everything that some guards read."""
    for guard in guards:
        for leaf in leaves(guard):
            if isinstance(leaf, During):
                yield f"region {leaf.region}"
        facts = list(facts_in(guard))
        for fact in facts:
            how = fact.derived
            if isinstance(how, (Same, Earlier)):
                facts += [chart.facts[n] for n in (how.one, how.other) if n in chart.facts]
            elif how is not None:
                yield f"register {how.register}"
            yield fact.name


class Gatekeeper:
    """Lets the clock of one attempt run only while every gate and way of it is open.

    Args:
        engine: The engine.
        clock: The clock.
        column: Where the next day to look is kept, among the clocks.
    """

    def __init__(self, engine: Engine, clock: Clock, column: int) -> None:
        """Stop nobody yet."""
        self.engine, self.clock, self.number, self._column = engine, clock, clock.number, column
        self._closing = getattr(clock.part, "closing", None) or "forget"
        self._stopped = np.zeros(engine.people.n, dtype=bool)
        self._held = np.full(engine.people.n, np.nan)
        plans = engine.maker.plans[clock.number]
        self.reads = frozenset(n for plan in plans for n in _read(plan.guards, plan.chart))

    def forget(self, rows: Rows) -> None:
        """Let the clocks of some people run; they have just been set."""
        self._stopped[rows] = False

    def leave(self, rows: Rows, moment: Floats) -> None:
        """Let go of people for whom the attempt is no longer possible."""
        if self.clock.left is not None:
            due = self.engine.schedule.of(rows, self.number)
            stopped, held = self._stopped[rows], self._held[rows]
            self.clock.keep(rows[~stopped], moment[~stopped], due[~stopped])
            left = {"run": np.maximum(held - moment, 0.0), "hold": held}
            self.clock.left[rows[stopped]] = left.get(self._closing, held * np.nan)[stopped]
        self._stopped[rows] = False
        self.engine.schedule.put(rows, self._column, NEVER)

    def running(self, rows: Rows, moment: Floats) -> tuple[Rows, Floats]:
        """Give whose clocks run; a stopped one that runs on is worked out again here."""
        stopped = self._stopped[rows]
        if self._closing == "run" and stopped.any():
            held, when = rows[stopped], moment[stopped]
            self._held[held] = self.clock.set(held, when, anew=False)
        return rows[~stopped], moment[~stopped]

    def look(self, rows: Rows, moment: Floats) -> None:
        """Weigh every gate and way for some people; stop and start their clocks."""
        schedule = self.engine.schedule
        possible = self.engine.places.is_open(self.number, rows)
        set_ = possible & (self._stopped[rows] | (schedule.of(rows, self.number) < NEVER))
        schedule.put(rows[~set_], self._column, NEVER)
        rows, moment = rows[set_], moment[set_]
        on = np.floor(moment).astype(np.int64)
        for plan, part in self.engine.maker.by_law(self.number, on) if len(rows) else ():
            some, when, day = rows[part], moment[part], on[part]
            batch = Batch(self.engine.people, some, day, self.clock.occurrences[some] - 1)
            view = self.engine.maker.view(self.clock.part, plan, batch)  # type: ignore[arg-type]
            verdict = judge(plan, view, len(some), Names())
            open_ = np.broadcast_to(np.asarray(verdict.outcomes) == ALLOWED, some.shape)
            stopped = self._stopped[some]
            closes, opens = ~open_ & ~stopped, open_ & stopped
            if closes.any():
                self._close(some[closes], when[closes])
            if opens.any():
                self._open(some[opens], when[opens])
            flips = np.minimum(next_flips(plan.guards, view), _next_law(self.engine, day))
            schedule.put(some, self._column, flips)
            if self._closing == "forget" and opens.any() and (plan.drawn or plan.words):
                self.look(some[opens], when[opens])  # with what is drawn for it this time

    def _close(self, rows: Rows, moment: Floats) -> None:
        due = self.engine.schedule.of(rows, self.number)
        if self._closing == "hold":
            due = np.where(due < WAITING, self.clock.rest(rows, moment, due), WAITING)
        self._held[rows] = due
        self._stopped[rows] = True
        self.engine.schedule.put(rows, self.number, NEVER)

    def _open(self, rows: Rows, moment: Floats) -> None:
        self._stopped[rows] = False
        held = self._held[rows]
        if self._closing == "forget":
            found = self.clock.set(rows, moment)
        else:
            found = moment + held if self._closing == "hold" else np.maximum(moment, held)
            unknown = held >= WAITING
            if unknown.any():
                found[unknown] = self.clock.set(rows[unknown], moment[unknown], anew=False)
        self.engine.schedule.put(rows, self.number, found)


class PhaseKeeper:
    """Writes down when each person comes into which phase.

    Args:
        engine: The engine.
        column: Where the next day to look is kept, among the clocks.
    """

    number = -1

    def __init__(self, engine: Engine, column: int) -> None:
        """Put everybody nowhere."""
        self.engine, self._column = engine, column
        chart = engine.chart
        self.names = tuple(form.phase for form in chart.phases)
        self._guards = [tuple(form.when for form in law.phases) for law in engine.charts]
        read = (name for law in engine.charts for name in _read_phases(law))
        self.reads = frozenset(read)
        self._phase = np.full(engine.people.n, -1, dtype=np.int8)
        self.pieces: list[tuple[Rows, Floats, Any]] = []

    def look(self, rows: Rows, moment: Floats) -> None:
        """See in which phase some people are."""
        engine, maker = self.engine, self.engine.maker
        on = np.floor(moment).astype(np.int64)
        law = np.searchsorted(maker.laws, on, side="right")
        for form in np.unique(law).tolist():
            part = np.flatnonzero(law == form)
            some, day, guards = rows[part], on[part], self._guards[form]
            view = ColumnView(
                engine.charts[form],
                day,
                engine.people.facts(some),
                engine.places.facing(some),
                registers=engine.people.registers_of(some),
            )
            phase = np.full(len(some), -1, dtype=np.int8)
            for code in range(len(guards) - 1, -1, -1):
                holds = np.broadcast_to(weigh(guards[code], view).holds, some.shape)
                phase[holds] = code
            changed: Mask = phase != self._phase[some]
            if changed.any():
                at = np.flatnonzero(changed)
                self._phase[some[at]] = phase[at]
                self.pieces.append((some[at], moment[part[at]], phase[at]))
            flips = np.minimum(next_flips(guards, view), _next_law(engine, day))
            ended = engine.places.final(some)
            engine.schedule.put(some, self._column, np.where(ended, NEVER, flips))


def _read_phases(law: Chart) -> Iterator[str]:
    yield from _read((form.when for form in law.phases), law)


def _next_law(engine: Engine, on: Numbers) -> Floats:
    """The next day on which the law changes."""
    laws = engine.maker.laws
    days = np.append(laws.astype(np.float64), np.inf)
    found: Floats = days[np.searchsorted(laws, on, side="right")]
    return found
