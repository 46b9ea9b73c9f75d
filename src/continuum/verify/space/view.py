"""The view of all situations at once: a guard weighs as the set in which it holds, and fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import Truth, weigh
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.situations.cells import TOUCHED, Key, fact_key, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Choice, Fact, Flag, Guard, Milestone, Number, Value
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.space.coding import Coding

__all__ = ["SpaceView"]


class SpaceView:
    """A view of guards over every situation that a coding can tell apart.

    Args:
        coding: The bits of every key.
    """

    def __init__(self, coding: Coding) -> None:
        """Start with nothing weighed."""
        self.coding, self.cells = coding, coding.cells
        self.diagrams = coding.diagrams
        self.certain: Truth[Diagram] = Truth(self.diagrams.true, self.diagrams.false)
        self._weighed: dict[int, tuple[Guard, Truth[Diagram]]] = {}

    # ------------------------------------------------------------------ the closed questions

    def flag(self, fact: Flag) -> Truth[Diagram]:
        """Does the flag hold?"""
        if fact.name == "human_actor":
            system = self.cell(ACTING_ROLE, "system")
            return Truth(~system, system)
        key = fact_key(fact)
        return Truth(self.cell(key, True), self.cell(key, False))

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[Diagram]:
        """Is the choice one of these?"""
        return self._parted(fact_key(choice), {v for v in self._values(choice) if v in among})

    def at_least(self, number: Number, bound: int) -> Truth[Diagram]:
        """Is the number at or above the bound?"""
        return self._parted(fact_key(number), {v for v in self._values(number) if v >= bound})  # type: ignore[operator]

    def reached(self, milestone: Milestone) -> Truth[Diagram]:
        """Has the day of the milestone come?"""
        key = self.cells.milestone_key(milestone)
        certain = self.cells.certain.get(key)
        if certain is not None:
            return self.certain if certain else ~self.certain
        known = self.based(key)
        come = self.coding.at(key, True)
        return Truth(known & come, known & ~come)

    def during(self, region: str, states: tuple[str, ...]) -> Truth[Diagram]:
        """Is the region in one of these states?"""
        key = place(region)
        values = set(self.coding.block(key).values)
        return self._parted(key, {state for state in states if state in values})

    def known(self, fact: Fact) -> Truth[Diagram]:
        """Is the fact recorded?"""
        lacking = self.cell(fact_key(fact), None)
        return Truth(~lacking, lacking)

    # ------------------------------------------------------------------ what keys read

    def cell(self, key: Key, value: Value | None) -> Diagram:
        """Give the set in which a key reads as a cell; ``None``: as not known."""
        cells, coding = self.cells, self.coding
        kind = cells.kind(key)
        found = coding.at(key, value)
        if kind == "derived":
            touched = TOUCHED + key
            fact = cells.chart.facts[key]
            if touched not in coding.stored:
                return found
            there = coding.at(touched, True)
            if cells.lasts(fact):
                found = self.diagrams.true if value is True else self.diagrams.false
            bare = cells.empty(fact)
            bare = cells.cell(key, bare) if bare is not None else None
            return found & there | ~there if value == bare else found & there
        if kind == "compared":
            both = self._both_known(key)
            return found | ~both if value is None else found & both
        return found

    def based(self, key: Key) -> Diagram:
        """Give the set in which everything is known that a milestone is counted from."""
        found = self.diagrams.true
        for base in self.cells.based[key]:
            found &= ~self.cell(base, None)
        return found

    def _both_known(self, key: Key) -> Diagram:
        how = self.cells.chart.facts[key].derived
        found = self.diagrams.true
        for name in (getattr(how, "one", ""), getattr(how, "other", "")):
            fact = self.cells.chart.facts.get(name)
            if fact is not None and fact.of == "case":
                found &= ~self.cell(name, None)
        return found

    def _values(self, fact: Fact) -> list[Value]:
        return [v for v in self.coding.block(fact_key(fact)).values if v is not None]

    def _parted(self, key: Key, wanted: set[Value]) -> Truth[Diagram]:
        holds = fails = self.diagrams.false
        for value in self.coding.block(key).values:
            if value is None:
                continue
            if value in wanted:
                holds |= self.cell(key, value)
            else:
                fails |= self.cell(key, value)
        return Truth(holds, fails)

    # ------------------------------------------------------------------ guards and goals

    def weigh(self, guard: Guard) -> Truth[Diagram]:
        """Weigh a guard, once."""
        found = self._weighed.get(id(guard))
        if found is None:
            # The guard is kept beside its truth, so that its identity stays its own.
            found = self._weighed[id(guard)] = (guard, weigh(guard, self))
        return found[1]

    def goal(self, goal: Goal) -> Diagram:
        """Give the set in which a goal is met."""
        guard, want = goal
        truth = self.weigh(guard)
        return truth.holds if want == "holds" else truth.fails if want == "fails" else ~truth.holds

    def goals(self, goals: Iterable[Goal]) -> Diagram:
        """Give the set in which every goal is met, codes and days being possible."""
        goals = tuple(goals)
        found = self.diagrams.true
        for goal in goals:
            found &= self.goal(goal)
        keys = {key for guard, _ in goals for key in self.cells.keys(guard)}
        return found & self.possible(keys) if found != self.diagrams.false else found

    def possible(self, keys: Iterable[Key]) -> Diagram:
        """Give the set in which open bits are codes, and milestones come in a possible order."""
        cells, stored = self.cells, self.coding.stored
        asked = set(keys)
        for key in list(asked):
            asked |= {*cells.based.get(key, ())}
        found = self.coding.legal(key for key in asked if key not in stored)
        for key in sorted(asked & cells.milestones.keys()):
            if key not in stored:
                others = (*cells.earlier[key], *cells.later[key])
                found &= self.ordered(key, [o for o in others if o in stored or o in asked])
        return found

    def ordered(self, key: Key, others: Iterable[Key]) -> Diagram:
        """Give the set in which a milestone comes after those that the calendar puts before it."""
        cells = self.cells
        found = self.diagrams.true
        for other in others:
            first, last = (other, key) if other in cells.earlier[key] else (key, other)
            if cells.certain.keys() & {first, last}:
                continue
            wrong = self.coding.at(last, True) & ~self.coding.at(first, True)
            if not {*cells.based[first]} <= {*cells.based[last]}:
                # Where it is counted from more than that, it may still be not known.
                wrong &= self.based(first) & self.based(last)
            found &= ~wrong
        return found

    def is_open(self, key: Key) -> bool:
        """Whether a key may be anything at any moment."""
        return key not in self.coding.stored
