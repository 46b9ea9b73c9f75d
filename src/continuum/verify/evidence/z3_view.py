"""The view of z3: a guard weighs as the formula that says where it holds, and where it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import Truth, weigh
from continuum.guards.reductions import AnyInForce, CountOf, TotalDays
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Sets
from continuum.rulebook.request import ACTING_ROLE, STANDARD
from continuum.verify.evidence.terms import FALSE, TRUE, Letter, Term, spell
from continuum.verify.situations.cells import TOUCHED, Key, fact_key, place
from continuum.verify.situations.moves import allowed_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from continuum.guards import Choice, Fact, Flag, Guard, Milestone, Number, Value
    from continuum.rulebook import Chart
    from continuum.verify.situations.cells import Cells

__all__ = ["Z3View", "cells_of", "stored_keys"]

_ALWAYS_SAID = frozenset((ACTING_ROLE, *(fact.name for fact in STANDARD)))


def stored_keys(cells: Cells, guards: Iterable[Guard] = ()) -> tuple[Key, ...]:
    """Give every key that a situation must keep for events, and some guards, to be weighed.

    Args:
        cells: The cut of the facts.
        guards: What else is asked.
    """
    chart = cells.chart
    found: list[Key] = [place(region.name) for region in chart.regions]
    for heard in chart.events.values():
        for _, (guard, _) in allowed_by(heard, {}):
            found += sorted(cells.keys(guard))
        for effect in heard.event.effects:
            to = getattr(effect, "to", None)
            if hasattr(to, "reached"):
                found += map(fact_key, milestone_facts(to))  # type: ignore[arg-type]
    for guard in guards:
        found += sorted(cells.keys(guard))
    for key in list(found):
        found += cells.based.get(key, ())
        how = getattr(chart.facts.get(key), "derived", None)
        found += (n for n in (getattr(how, "one", ""), getattr(how, "other", "")) if n)
    variables = (cells.variable(key) for key in dict.fromkeys(found))
    return tuple(dict.fromkeys(key for key in variables if key is not None))


def cells_of(cells: Cells, key: Key) -> tuple[Value | None, ...]:
    """Give the cells of a key, with *not known* wherever a case may lack it.

    Args:
        cells: The cut of the facts.
        key: Any key.
    """
    if key.startswith((TOUCHED, "any:")) or key in cells.milestones:
        return (False, True)
    found = cells.domain(key)
    return found if None in found or not _may_lack(cells, key) else (*found, None)


def _may_lack(cells: Cells, key: Key) -> bool:
    plain = key.rstrip("'")
    kind = cells.kind(plain)
    if kind in {"place", "any"}:
        return False
    if kind == "request":
        return plain not in _ALWAYS_SAID
    fact = cells.chart.facts.get(plain)
    if kind == "derived" and fact is not None:
        return not isinstance(fact.derived, (AnyInForce, CountOf, TotalDays))
    if kind == "tracked":
        return cells.chart.initially.get(plain) is None or _may_be_cleared(cells.chart, plain)
    return True


def _may_be_cleared(chart: Chart, name: str) -> bool:
    """Whether some event makes a fact not known, or works it out from what may not be known."""
    effects = (effect for heard in chart.events.values() for effect in heard.event.effects)
    return any(
        isinstance(effect, Sets)
        and effect.fact == name
        and (effect.to is None or hasattr(effect.to, "reached"))
        for effect in effects
    )


class Z3View:
    """A view of guards as formulas.

    Args:
        cells: The cut of the facts.
        stored: The letters of what a situation keeps; everything else is open.
    """

    def __init__(self, cells: Cells, stored: Mapping[Key, Letter]) -> None:
        """Start with what is stored; what is open is spelled when it is asked about."""
        self.cells = cells
        self.stored = stored
        self.open: dict[Key, Letter] = {}
        self.certain: Truth[Term] = Truth(TRUE, FALSE)

    def letter(self, key: Key) -> Letter:
        """Give the letter of a key."""
        found = self.stored.get(key) or self.open.get(key)
        if found is None:
            found = self.open[key] = spell(key, cells_of(self.cells, key), "open")
        return found

    def weigh(self, guard: Guard) -> Truth[Term]:
        """Weigh a guard."""
        return weigh(guard, self)

    # ------------------------------------------------------------------ the closed questions

    def flag(self, fact: Flag) -> Truth[Term]:
        """Does the flag hold?"""
        if fact.name == "human_actor":
            system = self.reads(ACTING_ROLE, "system")
            return Truth(~system, system)
        key = fact_key(fact)
        return Truth(self.reads(key, True), self.reads(key, False))

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[Term]:
        """Is the choice one of these?"""
        return self._split(fact_key(choice), lambda value: value in among)

    def at_least(self, number: Number, bound: int) -> Truth[Term]:
        """Is the number at or above the bound?"""
        return self._split(fact_key(number), lambda value: bool(value >= bound))

    def reached(self, milestone: Milestone) -> Truth[Term]:
        """Has the day of the milestone come?"""
        key = self.cells.milestone_key(milestone)
        sure = self.cells.certain.get(key)
        if sure is not None:
            return self.certain if sure else ~self.certain
        known, come = self.counted(key), self.letter(key).at(True)
        return Truth(known & come, known & ~come)

    def during(self, region: str, states: tuple[str, ...]) -> Truth[Term]:
        """Is the region in one of these states?"""
        return self._split(place(region), lambda value: value in states)

    def known(self, fact: Fact) -> Truth[Term]:
        """Is the fact recorded?"""
        lacking = self.reads(fact_key(fact), None)
        return Truth(~lacking, lacking)

    # ------------------------------------------------------------------ what keys read as

    def reads(self, key: Key, value: Value | None) -> Term:
        """Give where a key reads as a value; ``None``: as not known."""
        kind = self.cells.kind(key)
        if kind == "derived" and TOUCHED + key in self.stored:
            return self._derived(key, value)
        found = self.letter(key).at(value)
        if kind != "compared":
            return found
        known = self._both_known(key)
        return found | ~known if value is None else found & known

    def counted(self, key: Key) -> Term:
        """Give where everything is known that a milestone is counted from."""
        found = TRUE
        for base in self.cells.based[key]:
            found = found & ~self.reads(base, None)
        return found

    def _derived(self, key: Key, value: Value | None) -> Term:
        """A fact from a register: what an empty one gives, until there is a record that counts."""
        cells = self.cells
        fact = cells.chart.facts[key]
        touched = self.stored[TOUCHED + key].at(True)
        full = self.letter(key).at(value)
        if cells.lasts(fact):
            full = TRUE if value is True else FALSE
        bare = cells.empty(fact)
        empty = value == (None if bare is None else cells.cell(key, bare))
        return (touched & full) | (~touched & (TRUE if empty else FALSE))

    def _both_known(self, key: Key) -> Term:
        how = self.cells.chart.facts[key].derived
        found = TRUE
        for name in (getattr(how, "one", ""), getattr(how, "other", "")):
            fact = self.cells.chart.facts.get(name)
            if fact is not None and fact.of == "case":
                found = found & ~self.reads(name, None)
        return found

    def _split(self, key: Key, wanted: Callable[[Any], bool]) -> Truth[Term]:
        holds = fails = FALSE
        for value in self.letter(key).values:
            if value is None:
                continue
            if wanted(value):
                holds = holds | self.reads(key, value)
            else:
                fails = fails | self.reads(key, value)
        return Truth(holds, fails)

    # ------------------------------------------------------------------ what can be at all

    def possible(self) -> Term:
        """Give where what is open stands for cells, and milestones come in a possible order."""
        found = TRUE
        # Reading what a milestone is counted from may bring in further keys.
        order = self.ordered(k for k in (*self.stored, *self.open) if k in self.cells.milestones)
        for letter in self.open.values():
            found = found & letter.legal()
        return found & order

    def ordered(self, keys: Iterable[Key]) -> Term:
        """Give where milestones come as the calendar orders them."""
        cells, found = self.cells, TRUE
        among = {key for key in keys if key not in cells.certain}
        for last in sorted(among):
            for first in sorted(among & {*cells.earlier[last]}):
                wrong = self.letter(last).at(True) & self.letter(first).at(False)
                if not {*cells.based[first]} <= {*cells.based[last]}:
                    # Counted from more than that, it may still be not known.
                    wrong = wrong & self.counted(first) & self.counted(last)
                found = found & ~wrong
        return found
