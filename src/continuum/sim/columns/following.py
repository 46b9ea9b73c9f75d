"""What follows from an attempt for the clocks: who moves, what opens and closes, what is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from continuum.rulebook import Sets
from continuum.sim.columns.schedule import NEVER
from continuum.sim.columns.whereabouts import set_bits

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Rows
    from continuum.sim.columns.clocks import Clock
    from continuum.sim.columns.judge import Verdict
    from continuum.sim.columns.race import Engine
    from continuum.sim.columns.watching import Watcher

__all__ = ["Following"]


class Following:
    """Sets the clocks of people after something has happened to them.

    Args:
        engine: The engine that it works for.
    """

    def __init__(self, engine: Engine) -> None:
        """Find once which clocks can follow from which attempt."""
        self.engine = engine
        clocks, events = engine.clocks, engine.chart.events
        self.set_by: list[list[Clock]] = []
        self.read_by: list[list[tuple[Clock, bool]]] = []
        self.raised_by: list[list[Clock]] = []
        self.watched: list[list[Watcher]] = []
        for clock in clocks:
            part: Any = clock.part
            event = getattr(part, "event", None)
            told = {name for name, _ in part.learn} if event else {part.fact}
            effects = events[event].event.effects if event else ()
            changed = told | {effect.fact for effect in effects if isinstance(effect, Sets)}
            changed |= {f"register {e.register}" for e in effects if not isinstance(e, Sets)}
            moved = {f"region {name}" for name in events[event].ways} if event else set()
            self.set_by.append([c for c in clocks if event and event in c.part.after])
            self.raised_by.append(
                [c for c in clocks if part.name in getattr(c.part, "after_giving_up", ())]
            )
            # What is set anyway need not be worked out again; the own clock has just been set.
            self.read_by.append(
                [
                    (c, bool(c.reads & told))
                    for c in clocks
                    if c.reads & changed and c is not clock and c not in self.set_by[-1]
                ]
            )
            self.watched.append([w for w in engine.watchers if w.reads & (changed | moved)])
        self._enabled = {w.number: w for w in engine.watchers if w.number >= 0}
        self._put: dict[int, list[tuple[Rows, Floats]]] = {}

    def put(self, k: int, rows: Rows, now: Floats, due: Any) -> None:
        """Set a clock of some people."""
        self.engine.schedule.put(rows, k, due)
        if k in self._enabled:
            self._enabled[k].forget(rows)
            self._put.setdefault(k, []).append((rows, now))

    def learned(self, clock: Clock, rows: Rows, moment: Floats) -> None:
        """Let the clocks follow a fact that has arrived; it does not arrive again by itself.

        Args:
            clock: The clock of the fact.
            rows: For whom it has arrived.
            moment: When for each.
        """
        self.engine.schedule.put(rows, clock.number, NEVER)
        for other, _ in self.read_by[clock.number]:
            self._work_out(other, rows, moment)
        self.watch(clock.number, rows, moment)

    def made(  # noqa: PLR0917
        self,
        clock: Clock,
        rows: Rows,
        moment: Floats,
        allowed: Mask | None,
        moved: Mask | None,
        verdict: Verdict,
    ) -> None:
        """Let people move, and their clocks follow.

        Args:
            clock: The clock of the attempt that they made.
            rows: Who made it.
            moment: When each made it.
            allowed: For whom it was allowed; ``None``: everybody.
            moved: Who moves; ``None``: nobody.
            verdict: What was decided.
        """
        engine, j = self.engine, clock.number
        self._own(clock, rows, moment, allowed, moved)
        opened = None
        if moved is not None:
            at = np.flatnonzero(moved)
            who, when = (rows, moment) if len(at) == len(rows) else (rows[at], moment[at])
            targets = {p: t[at] for p, t in verdict.targets.items()}
            opened, closed = engine.places.move(who, targets)
            self._close(closed, who, when)
            if clock.left is not None:
                clock.left[who] = np.nan
        fresh: dict[int, Rows] = {}
        for other in self.set_by[j]:
            fresh[other.number] = self._set(other, rows, moment, allowed, moved)
        for other, always in self.read_by[j]:
            who, when = rows, moment
            if allowed is not None and not always:
                who, when = rows[allowed], moment[allowed]
            self._work_out(other, who, when)
        if moved is not None and opened is not None:
            self._open(opened, who=rows[moved], when=moment[moved], fresh=fresh, mover=clock)
        if allowed is None or cast("Any", clock.part).learn:
            self.watch(j, rows, moment)
        elif allowed.any():
            self.watch(j, rows[allowed], moment[allowed])
        else:
            self.watch(None, rows[:0], moment[:0])

    def _own(
        self, clock: Clock, rows: Rows, moment: Floats, allowed: Mask | None, moved: Mask | None
    ) -> None:
        """Set the clock of the attempt itself: again, after a refusal, or not now."""
        part: Any = clock.part
        if allowed is None and part.again is None:
            self.engine.schedule.put(rows, clock.number, NEVER)
            return
        due = np.full(len(rows), NEVER)
        if allowed is not None:
            at = np.flatnonzero(~allowed)
            who, when = rows[at], moment[at]
            ended = clock.given_up(who)
            going = ~ended
            due[at[going]] = clock.set_again(who[going], when[going], part.retry)
            for other in self.raised_by[clock.number]:
                self._set(other, who[ended], when[ended], None, None)
        if part.again is not None:
            stays = np.ones(len(rows), dtype=bool) if allowed is None else allowed.copy()
            if moved is not None:
                stays &= ~moved
            at = np.flatnonzero(stays)
            due[at] = clock.set_again(rows[at], moment[at], part.again)
        if clock.refusals is not None and allowed is not None:
            clock.refusals[rows[allowed]] = 0
        self.put(clock.number, rows, moment, due)

    def _close(self, closed: Any, who: Rows, when: Floats) -> None:
        """Stop the clocks of what is no longer possible."""
        for k, at in _each(closed):
            clock, rows = self.engine.clocks[k], who[at]
            if k in self._enabled:
                self._enabled[k].leave(rows, when[at])
            elif clock.left is not None:
                clock.keep(rows, when[at], self.engine.schedule.of(rows, k))
            self.engine.schedule.put(rows, k, NEVER)

    def _open(
        self, opened: Any, *, who: Rows, when: Floats, fresh: dict[int, Rows], mover: Clock
    ) -> None:
        """Set the clocks of what has become possible, and that of the attempt that moved them."""
        for k, at in _each(opened):
            clock, rows, now = self.engine.clocks[k], who[at], when[at]
            if k in fresh:
                new = ~np.isin(rows, fresh[k], assume_unique=True)
                rows, now = rows[new], now[new]
            if not len(rows):
                continue
            if clock.left is not None:
                self.put(k, rows, now, clock.resume(rows, now))
            elif clock.by_itself:
                self.put(k, rows, now, clock.set(rows, now))
        if mover.by_itself:
            k = mover.number
            bit = np.uint64(1 << (k % 64))
            # Possible before, and still: nothing has opened it.
            at = np.flatnonzero(self.engine.places.is_open(k, who) & (opened[k // 64] & bit == 0))
            if len(at):
                self.put(k, who[at], when[at], mover.set(who[at], when[at]))

    def _set(
        self, clock: Clock, rows: Rows, moment: Floats, allowed: Mask | None, moved: Mask | None
    ) -> Rows:
        """Set a clock that waited for this, where it is possible; give for whom."""
        here = self.engine.places.is_open(clock.number, rows)
        if allowed is not None:
            here &= allowed
        meant = here
        if moved is not None:  # whoever has moved draws, possible there or not
            meant = here | moved
        if not meant.all():
            rows, moment, here = rows[meant], moment[meant], here[meant]
        if not len(rows):
            return rows
        due = clock.set(rows, moment)
        if not here.all():
            rows, moment, due = rows[here], moment[here], due[here]
        self.put(clock.number, rows, moment, due)
        return rows

    def _work_out(self, clock: Clock, rows: Rows, moment: Floats) -> None:
        """Work a clock out again whose milestone may be counted from a fact that has changed."""
        k = clock.number
        if k in self._enabled:
            rows, moment = self._enabled[k].running(rows, moment)
        going = np.flatnonzero(self.engine.schedule.of(rows, k) < NEVER)
        if len(going):
            rows, moment = rows[going], moment[going]
            self.put(k, rows, moment, clock.set(rows, moment, anew=False))

    def watch(self, j: int | None, rows: Rows, moment: Floats) -> None:
        """Let the watchers look at people to whom something has happened.

        Args:
            j: What happened; ``None``: everything may have changed.
            rows: To whom.
            moment: When to each.
        """
        for watcher in self.engine.watchers if j is None else self.watched[j]:
            if len(rows):
                watcher.look(rows, moment)
        while self._put:
            k, parts = self._put.popitem()
            for some, when in parts:
                self._enabled[k].look(some, when)


def _each(words: Any) -> Any:
    """The attempts that are set for anybody, each with the places of those for whom."""
    for k in set_bits(np.bitwise_or.reduce(words, axis=1)):
        bit = np.uint64(1 << (k % 64))
        yield k, np.flatnonzero(words[k // 64] & bit)
