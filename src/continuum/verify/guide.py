"""The guide: leads concrete cases along ways that a search has found, and remembers them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from continuum.guards import day_of
from continuum.verify.following.present import Present
from continuum.verify.following.trail import Attempt, Blocked, Trail, attempt
from continuum.verify.situations.cells import MISSING, TOUCHED, Cells, Key
from continuum.verify.situations.moves import allowed
from continuum.verify.slices import Edge, Possible, Situation, Slice, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Guard, Value
    from continuum.rulebook import Chart

__all__ = ["Guide"]

_MOST: Final = 1_000
_DEPTH: Final = 4
_POOL: Final = 600


class Guide:
    """Follows ways for one chart, and remembers every case that it has led.

    Args:
        chart: The chart in force on the day.
        on: The day on which its cases open.
        also: Guards that are not part of the chart and are asked about it all the same.
    """

    def __init__(self, chart: Chart, on: date, also: Iterable[Guard] = ()) -> None:
        """Start with the opening alone."""
        self.chart, self.on = chart, on
        self.cells = Cells(chart, also)
        self.possible = Possible(self.cells)
        self.start = Trail.open(self.cells, on)
        self.pool: list[Trail] = [self.start]
        self._seen: set[object] = set()
        self._slices: dict[tuple[tuple[Key, ...], frozenset[Key]], Slice] = {}
        self._supposed: dict[Key, Value | None] = {}

    def slice(self, variables: tuple[Key, ...], pinned: tuple[Key, ...] = ()) -> Slice:
        """Give the slice with some variables; the same one each time."""
        key = (variables, frozenset(pinned))
        found = self._slices.get(key)
        if found is None:
            found = Slice(self.cells, self.possible, dict.fromkeys(variables), pinned=pinned)
            self._slices[key] = found
        return found

    # ------------------------------------------------------------------ from cases to situations

    def sources(self, part: Slice, left_out: set[int], *, pool: bool) -> dict[Situation, Trail]:
        """Give the situations of every opening, and of the cases followed so far if need be."""
        found: dict[Situation, Trail] = dict.fromkeys(part.begin(), self.start)
        if not pool:
            return found
        cases = (trail for trail in self.pool if id(trail) not in left_out)
        for trail in sorted(cases, key=lambda trail: len(trail.acts)):
            for situation in self.situations(part, trail):
                found.setdefault(situation, trail)
        return found

    def situations(self, part: Slice, trail: Trail) -> Iterator[Situation]:
        """Give the situations of a slice in which a case may be taken to stand."""
        present = Present(self.cells, trail.snapshot, trail.day)
        choices = [self._values(key, present) for key in part.variables]
        yield from product(*choices)

    def _values(self, key: Key, present: Present) -> tuple[Value | None, ...]:
        cells = self.cells
        if key.startswith(TOUCHED):
            return (present.touched(self.chart.facts[key.removeprefix(TOUCHED)]),)
        if cells.kind(key) == "rising":
            known = present.current(key) is not None
            return tuple(v for v in present.domain(key) if v is not None or not known)
        value = present.settled(key)
        if value is MISSING:
            if key in cells.milestones:
                day = day_of(cells.milestones[key], lambda fact: present.current(fact.name))
                return (False, True) if day is None else (present.day >= day,)
            return cells.domain(key)
        if cells.kind(key) in {"place", "any", "milestone"}:
            return (value,)
        return (cells.cell(key, value),)

    # ------------------------------------------------------------------ from situations to cases

    def follow(
        self,
        trail: Trail,
        edges: list[Edge],
        wanted: Attempt,
        part: Slice,
        last: Situation,
    ) -> Trail | Blocked:
        """Lead a case along edges, and bring something about at the end.

        Args:
            trail: The case.
            edges: What happens on the way.
            wanted: What is brought about in the end.
            part: The slice in which the way was found.
            last: The situation at the end of it.
        """
        pins = part.variables
        # What is fixed is learned, once it is needed, as the way supposes it from the beginning.
        supposed = zip(part.variables, last, strict=True)
        self._supposed = {k: v for k, v in supposed if not k.startswith(TOUCHED)}
        for edge in edges:
            if not edge.event and not edge.goals:
                continue
            outcome = self._bring_about(trail, self._attempt(edge), pins, _DEPTH)
            if isinstance(outcome, Blocked):
                return outcome
            trail = outcome
            self.note(trail)
        if not wanted.event and not wanted.goals:
            return trail
        outcome = self._bring_about(trail, wanted, pins, _DEPTH)
        if isinstance(outcome, Trail) and not wanted.refused:
            self.note(outcome)
        return outcome

    def _attempt(self, edge: Edge) -> Attempt:
        if not edge.event:
            return Attempt(edge.goals)
        heard = self.chart.events[edge.event]
        goals = allowed(heard, {leg.region: leg for leg in edge.legs})
        return Attempt((*goals, *edge.goals), edge.event, edge.said, legs=edge.legs)

    def _bring_about(
        self, trail: Trail, wanted: Attempt, pins: tuple[Key, ...], depth: int
    ) -> Trail | Blocked:
        """Attempt it; where the case is not ready, make it ready first, one thing at a time."""
        pinned = list(pins)
        outcome: Trail | Blocked = self.attempt(trail, wanted, pins)
        every: dict[Key, Value | None] = {}
        for _ in range(3 if depth else 0):
            if isinstance(outcome, Trail) or not outcome.wanted:
                break
            every.update(outcome.wanted)
            for key, value in outcome.wanted.items():
                made = self._make(trail, key, value, tuple(pinned), depth - 1)
                if made is None:
                    return Blocked(every)
                trail = made
                variable = self.cells.variable(key)
                if variable is not None:
                    pinned.append(variable)
            outcome = self.attempt(trail, wanted, tuple(pinned))
        return outcome if isinstance(outcome, Trail) else Blocked({**every, **outcome.wanted})

    def attempt(self, trail: Trail, wanted: Attempt, kept: tuple[Key, ...]) -> Trail | Blocked:
        """Try to bring something about in a case as it is."""
        return attempt(self.cells, trail, wanted, kept=kept, supposed=self._supposed)

    def _make(
        self, trail: Trail, key: Key, value: Value | None, pins: tuple[Key, ...], depth: int
    ) -> Trail | None:
        """Let one thing become so in a case while everything pinned stays as it is."""
        cells = self.cells
        if key in cells.milestones:
            unknown = [
                base
                for base in cells.based[key]
                if cells.kind(base) == "tracked" and trail.snapshot.facts.get(base) is None
            ]
            if not unknown:
                return None
            key, value = unknown[0], True
        variable = cells.variable(key)
        if variable is None or variable in pins or cells.kind(key) in {"fixed", "rising"}:
            return None
        part = self.slice((variable, *pins), pins)
        sources = list(self.situations(part, trail))[:1]
        found: tuple[Situation, list[Edge], Situation] | int = 0
        for goal in self._goals(variable, value):
            try:
                found = part.path(sources, "make", (), wanted={variable: goal}, most=_MOST)
            except TooLarge:
                return None
            if not isinstance(found, int):
                break
        if isinstance(found, int):
            return None
        for edge in found[1]:
            if edge.event:
                outcome = self._bring_about(trail, self._attempt(edge), (variable, *pins), depth)
                if isinstance(outcome, Blocked):
                    return None
                trail = outcome
                self.note(trail)
        return trail

    def _goals(self, variable: Key, value: Value | None) -> tuple[Value | None, ...]:
        """What a variable may become so that one thing is so: a register may be emptied for it."""
        if not variable.startswith(TOUCHED):
            return (value,)
        fact = self.chart.facts[variable.removeprefix(TOUCHED)]
        return (False, True) if value == self.cells.empty(fact) else (True,)

    def variables(self, blocked: Blocked, known: tuple[Key, ...]) -> tuple[Key, ...]:
        """Give the variables that would have to be otherwise, and are not looked at yet."""
        found: list[Key] = []
        for key in blocked.wanted:
            keys = [key]
            if key in self.cells.milestones:
                keys += [b for b in self.cells.based[key] if self.cells.kind(b) == "tracked"]
            variables = (self.cells.variable(k) for k in keys)
            found += [v for v in variables if v is not None and v not in known]
        return tuple(dict.fromkeys(found))

    # ------------------------------------------------------------------ what was followed

    def note(self, trail: Trail) -> None:
        """Remember a case, so that later searches may start from it."""
        snapshot = trail.snapshot
        mark = (
            snapshot.configuration,
            frozenset(
                (name, self.cells.cell(name, value))
                for name, value in snapshot.facts.items()
                if self.cells.kind(name) in {"tracked", "fixed"}
            ),
            frozenset((name, len(records)) for name, records in snapshot.records.items()),
        )
        if mark not in self._seen and len(self.pool) < _POOL:
            self._seen.add(mark)
            self.pool.append(trail)
