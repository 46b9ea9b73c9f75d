"""Making an attempt: learn, ask, judge, write down, and let it take effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from continuum.rulebook import Said, Sets
from continuum.sim.columns.clocks import NOT_SET, SPENT
from continuum.sim.columns.judge import ALLOWED, Names, judge
from continuum.sim.columns.people import Batch, learned_columns, request_columns
from continuum.sim.columns.view import ColumnView, codes_of
from continuum.sim.population.encoding import Column, constant, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.columns.arrays import Floats, Mask, Rows, Small
    from continuum.sim.columns.clocks import Clock
    from continuum.sim.columns.plan import Plan
    from continuum.sim.columns.race import Engine, Stay

__all__ = ["Maker"]


class Maker:
    """Makes the attempts that must be judged.

    Args:
        engine: The engine that it works for.
        reasons: Where tuples of what stands in the way are numbered.
    """

    def __init__(self, engine: Engine, reasons: Names) -> None:
        """Keep the parts."""
        self.engine = engine
        self.reasons = reasons
        self.codes = codes_of(engine.chart)
        self.constants: dict[tuple[str, Any], Column] = {}
        self.laws = np.array(
            [chart.valid_from.toordinal() for chart in engine.charts[1:] if chart.valid_from],
            dtype=np.int64,
        )

    def make(  # noqa: PLR0917 - the stay as it stands
        self, stay: Stay, j: int, due: Floats, who: Rows, at: Rows, moment: Floats
    ) -> Small:
        """Make one attempt for some people of a stay, and set their clocks again.

        Args:
            stay: The stay.
            j: The place of the attempt in it.
            due: When each clock of the stay is due; changed in place.
            who: The people of the stay.
            at: The places in ``who`` of those who make it.
            moment: When each makes it.

        Returns:
            The configuration of each after it.
        """
        clock, people = stay.clocks[j], self.engine.people
        attempt = clock.attempt
        rows = who[at]
        on = np.floor(moment).astype(np.int64)
        occurrence = clock.occurrences[rows] - 1
        if attempt.learn:
            batch = Batch(people, rows, on, occurrence)
            learned = learned_columns(attempt, self.engine.chart, batch)
            for name, column in learned.items():
                people.record(name, rows, column, only_known=True)
        to = np.full(len(rows), stay.number, dtype=np.int32)
        allowed = np.zeros(len(rows), dtype=bool)
        for form, part in self._by_law(on):
            batch = Batch(people, rows[part], on[part], occurrence[part])
            plan = stay.plans[j][form]
            allowed[part], to[part] = self._judged(stay, plan, clock, batch, moment[part])
        moved = to != stay.number
        stopped, done = ~allowed, allowed & ~moved
        if stopped.any():
            due[j, at[stopped]] = clock.set_again(rows[stopped], moment[stopped], attempt.retry)
        if done.any():
            due[j, at[done]] = clock.set_again(rows[done], moment[done], attempt.again)
        self._follow(stay, j, due, who, at, moment, allowed, moved)
        return to

    def _by_law(self, on: Rows) -> Iterator[tuple[int, Any]]:
        """The forms of the law on some days, each with the places of its days."""
        if not len(self.laws):
            yield 0, slice(None)
            return
        law = np.searchsorted(self.laws, on, side="right")
        for form in np.unique(law).tolist():
            yield form, np.flatnonzero(law == form)

    def _judged(
        self, stay: Stay, plan: Plan, clock: Clock, batch: Batch, moment: Floats
    ) -> tuple[Mask, Small]:
        """Decide under one form of the law, write it down, and record what it changes."""
        people, rows = self.engine.people, batch.rows
        view = ColumnView(
            plan.chart,
            batch.on,
            people.facts(rows),
            self._regions(stay),
            request=request_columns(clock.attempt, plan, batch),
            heard=plan.heard,
            registers=people.registers_of(rows),
        )
        verdict = judge(plan, view, len(rows), self.reasons)
        allowed = verdict.outcomes == ALLOWED
        to = np.where(allowed, self._targets(plan, verdict.legs, len(rows)), stay.number)
        self.engine.log.add(
            rows + self.engine.first,
            moment,
            clock.number,
            verdict.outcomes,
            stay.number,
            to,
            verdict.against,
            batch.occurrence,
        )
        if allowed.any():
            self._record(plan, view, batch, allowed)
        return allowed, to

    def _regions(self, stay: Stay) -> dict[str, int]:
        return {
            region: self.codes[region][stay.states[place]]
            for region, place in self.engine.chart.place.items()
        }

    def _targets(self, plan: Plan, legs: tuple[npt.NDArray[np.int16], ...], m: int) -> Small:
        """The configuration to which each person would go."""
        number = self.engine.configurations.number
        if not plan.ways:
            return np.full(m, number(plan.target), dtype=np.int32)
        codes = np.zeros(m, dtype=np.int64)
        for way, leg in zip(plan.ways, legs, strict=True):
            codes = codes * len(way.legs) + leg
        _, firsts, places = np.unique(codes, return_index=True, return_inverse=True)
        numbers = []
        for first in firsts:
            target = list(plan.target)
            for way, leg in zip(plan.ways, legs, strict=True):
                target[way.place] = way.legs[leg[first]].target
            numbers.append(number(tuple(target)))
        return np.array(numbers, dtype=np.int32)[places]

    def _record(self, plan: Plan, view: ColumnView, batch: Batch, allowed: Mask) -> None:
        """Record what an allowed attempt changes; everything is worked out before any change."""
        people, event = self.engine.people, plan.heard.event
        who, day = batch.rows[allowed], batch.on[allowed]
        sets: list[tuple[str, Column, bool]] = []
        for effect in event.effects:
            if isinstance(effect, Sets):
                column, said = self._given(plan, effect.fact, effect.to, view)
                sets.append((effect.fact, _some(column, allowed), said))
        changes = people.registers.changes(plan.heard, who, day, allowed, view)
        for change in changes:
            change()
        for fact, column, said in sets:
            people.record(fact, who, column, only_known=said)

    def _given(self, plan: Plan, name: str, to: Any, view: ColumnView) -> tuple[Column, bool]:
        """What a fact is set to, and whether what was not said leaves it alone."""
        if isinstance(to, Said) or hasattr(to, "reached"):
            said = isinstance(to, Said)
            return self._said(plan, name, to, view) if said else view.said(to), said
        if (name, to) not in self.constants:
            self.constants[name, to] = encoded(constant(to, 1), plan.chart.facts[name])
        return self.constants[name, to], False

    @staticmethod
    def _said(plan: Plan, name: str, to: Said, view: ColumnView) -> Column:
        asked, kept = plan.heard.asks[to.fact], plan.chart.facts[name]
        column = view.column(asked)
        if hasattr(asked, "options"):
            places = [kept.options.index(option) for option in asked.options]  # type: ignore[union-attr]
            return Column(np.array(places, dtype=np.int16)[column.values], column.known)
        return column

    def _follow(  # noqa: PLR0917
        self,
        stay: Stay,
        j: int,
        due: Floats,
        who: Rows,
        at: Rows,
        moment: Floats,
        allowed: Mask,
        moved: Mask,
    ) -> None:
        """Set the clocks that depend on what has just happened."""
        if moved.any():
            self.engine.keep(stay, due, who, at[moved], j)
        for clock, i in stay.followers[j]:
            rows = who[at]
            if stay.clocks[j].attempt.event not in clock.attempt.after:
                # What was learned is known to everybody; what an event sets, where it was allowed.
                told = clock.reads & {name for name, _ in stay.clocks[j].attempt.learn}
                changed = np.full(len(at), True) if told and i != j else allowed
                self._set_from_facts(clock, i, due, rows, at, moment, changed, moved)
                continue
            here = allowed & ~moved
            if i is not None and here.any():
                due[i, at[here]] = clock.set(rows[here], moment[here])
            if moved.any():
                clock.times[rows[moved]] = clock.set(rows[moved], moment[moved])

    @staticmethod
    def _set_from_facts(  # noqa: PLR0917
        clock: Clock,
        i: int | None,
        due: Floats,
        rows: Rows,
        at: Rows,
        moment: Floats,
        changed: Mask,
        moved: Mask,
    ) -> None:
        """Work a clock out again whose milestone may be counted from a fact that has changed."""
        if i is not None:
            open_ = changed & ~moved & ~np.isinf(due[i, at])
            if open_.any():
                due[i, at[open_]] = clock.set(rows[open_], moment[open_], anew=False)
        if clock.carried and clock.by_itself and moved.any():
            gone = rows[moved]
            clock.times[gone] = np.where(np.isinf(clock.times[gone]), SPENT, NOT_SET)


def _some(column: Column, rows: Mask) -> Column:
    """Give a column of some of its people; what stands for all stands for some as well."""
    values, known = (part[rows] if part.shape == rows.shape else part for part in column)
    return Column(values, known)
