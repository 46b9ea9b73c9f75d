"""Making an attempt: learn, ask, judge, write down, and let it take effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from continuum.rulebook import Said, Sets
from continuum.sim.columns.judge import ALLOWED, LEARNED, Names, judge
from continuum.sim.columns.people import Batch, drawn_columns, learned_columns
from continuum.sim.columns.plan import Plan, plan_for
from continuum.sim.columns.view import ColumnView
from continuum.sim.population.encoding import Column, constant, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.columns.clocks import Clock
    from continuum.sim.columns.judge import Verdict
    from continuum.sim.columns.race import Engine

__all__ = ["Maker"]


class Maker:
    """Makes the attempts of some people at once.

    Args:
        engine: The engine that it works for.
    """

    def __init__(self, engine: Engine) -> None:
        """Weigh what is the same for everybody."""
        self.engine = engine
        self.reasons = Names()
        self._constants: dict[tuple[str, Any], Column] = {}
        self.laws = np.array(
            [chart.valid_from.toordinal() for chart in engine.charts[1:] if chart.valid_from],
            dtype=np.int64,
        )
        self.plans: tuple[tuple[Plan, ...], ...] = tuple(
            tuple(plan_for(attempt, chart, engine.atlas) for chart in engine.charts)
            for attempt in engine.scenario.behaviour.attempts
        )

    def learn(self, clock: Clock, rows: Rows, moment: Floats) -> None:
        """Let a fact arrive for some people.

        Args:
            clock: Whose clock has rung.
            rows: For whom.
            moment: When for each.
        """
        engine, part = self.engine, cast("Arrives", clock.part)
        on = np.floor(moment).astype(np.int64)
        occurrence = clock.occurrences[rows] - 1
        batch = Batch(engine.people, rows, on, occurrence)
        facts = engine.chart.facts
        column = batch.columns(("learn", part.name), [(part.fact, part.value)], facts)[part.fact]
        engine.people.record(part.fact, rows, column, only_known=True)
        number = engine.places.numbers(rows)
        engine.recorder.add(rows, moment, clock.number, LEARNED, number, 0, occurrence)
        engine.following.learned(clock, rows, moment)

    def make(self, clock: Clock, rows: Rows, moment: Floats) -> None:
        """Make one attempt for some people, and let their clocks follow.

        Args:
            clock: The clock of the attempt.
            rows: Who makes it.
            moment: When each makes it.
        """
        attempt = cast("Attempt", clock.part)
        on = np.floor(moment).astype(np.int64)
        occurrence = clock.occurrences[rows] - 1
        if attempt.learn:
            people = self.engine.people
            batch = Batch(people, rows, on, occurrence)
            learned = learned_columns(attempt, self.engine.chart, batch)
            for name, column in learned.items():
                people.record(name, rows, column, only_known=True)
        for plan, part in self.by_law(clock.number, on):
            whole = isinstance(part, slice)
            some = rows if whole else rows[part]
            batch = Batch(self.engine.people, some, on[part], occurrence[part])
            self._made(clock, plan, batch, moment[part])

    def by_law(self, number: int, on: Numbers) -> Iterator[tuple[Plan, Any]]:
        """The plans of an attempt on some days, each with the places of its days."""
        plans = self.plans[number]
        if not len(self.laws):
            yield plans[0], slice(None)
            return
        law = np.searchsorted(self.laws, on, side="right")
        first = int(law[0])
        if (law == first).all():
            yield plans[first], slice(None)
            return
        for form in np.unique(law).tolist():
            yield plans[form], np.flatnonzero(law == form)

    def view(self, attempt: Attempt, plan: Plan, batch: Batch) -> ColumnView:
        """Give the view in which an attempt of some people is weighed."""
        people, places, rows = self.engine.people, self.engine.places, batch.rows
        request = {**plan.columns, "the_day": Column(batch.on, _CERTAIN)}
        if plan.drawn or plan.words:
            request |= drawn_columns(attempt, plan, batch)
        return ColumnView(
            plan.chart,
            batch.on,
            people.facts(rows),
            places.facing(rows),
            request=request,
            heard=plan.heard,
            registers=people.registers_of(rows),
        )

    def _made(self, clock: Clock, plan: Plan, batch: Batch, moment: Floats) -> None:
        """Decide under one form of the law, record what it changes, and write it down."""
        engine, rows = self.engine, batch.rows
        view = self.view(cast("Attempt", clock.part), plan, batch)
        verdict = judge(plan, view, len(rows), self.reasons)
        allowed = None
        if not isinstance(verdict.outcomes, int):
            allowed = verdict.outcomes == ALLOWED
        if plan.heard.event.effects and (allowed is None or allowed.any()):
            self._record(plan, view, batch, allowed)
        moved = self._moved(view, verdict, allowed)
        engine.following.made(clock, rows, moment, allowed, moved, verdict)
        engine.recorder.add(
            rows,
            moment,
            clock.number,
            verdict.outcomes,
            engine.places.numbers(rows),
            verdict.against,
            batch.occurrence,
        )

    def _moved(self, view: ColumnView, verdict: Verdict, allowed: Mask | None) -> Mask | None:
        """Who moves; ``None``: nobody."""
        found: Any = None
        names = self.engine.atlas.names
        for place, target in verdict.targets.items():
            moves = target != view.regions[names[place]]
            found = moves if found is None else found | moves
        if found is not None and allowed is not None:
            found &= allowed
        return found if found is not None and found.any() else None

    def _record(self, plan: Plan, view: ColumnView, batch: Batch, allowed: Mask | None) -> None:
        """Record what an allowed attempt changes; everything is worked out before any change."""
        people, event = self.engine.people, plan.heard.event
        everybody = allowed is None or bool(allowed.all())
        which = slice(None) if everybody else np.flatnonzero(allowed)  # type: ignore[arg-type]
        who, day = (batch.rows, batch.on) if everybody else (batch.rows[which], batch.on[which])
        sets: list[tuple[str, Column, bool]] = []
        for effect in event.effects:
            if isinstance(effect, Sets) and effect.fact in people.values:
                column, said = self._given(plan, effect.fact, effect.to, view)
                sets.append((effect.fact, _some(column, which, everybody), said))
        for change in people.registers.changes(plan.heard, who, day, which, view):
            change()
        for fact, column, said in sets:
            people.record(fact, who, column, only_known=said)

    def _given(self, plan: Plan, name: str, to: Any, view: ColumnView) -> tuple[Column, bool]:
        """What a fact is set to, and whether what was not said leaves it alone."""
        if isinstance(to, Said) or hasattr(to, "reached"):
            said = isinstance(to, Said)
            return self._said(plan, name, to, view) if said else view.said(to), said
        found = self._constants.get((name, to))
        if found is None:
            values, known = encoded(constant(to, 1), plan.chart.facts[name])
            found = self._constants[name, to] = Column(values[0], known[0])
        return found, False

    @staticmethod
    def _said(plan: Plan, name: str, to: Said, view: ColumnView) -> Column:
        asked, kept = plan.heard.asks[to.fact], plan.chart.facts[name]
        column = view.column(asked)
        if hasattr(asked, "options"):
            places = [kept.options.index(option) for option in asked.options]  # type: ignore[union-attr]
            return Column(np.array(places, dtype=np.int16)[column.values], column.known)
        return column


_CERTAIN = np.ones((), dtype=bool)


def _some(column: Column, which: Any, everybody: bool) -> Column:
    """Give a column of some of its people; what stands for all stands for some as well."""
    if everybody:
        return column
    values, known = (part[which] if np.ndim(part) else part for part in column)
    return Column(values, known)
