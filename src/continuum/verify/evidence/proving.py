"""A second opinion on one property: z3's Spacer looks for an invariant of its own."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

import z3  # type: ignore[import-untyped]

from continuum.errors import RulebookError
from continuum.guards import as_day
from continuum.guards.walk import resolve
from continuum.verify.evidence.terms import Term
from continuum.verify.evidence.z3_model import Change, Z3Model, plain_model
from continuum.verify.evidence.z3_view import stored_keys
from continuum.verify.situations.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.guards import Guard
    from continuum.rulebook import Chart, Rulebook

__all__ = ["Opinion", "Prover", "prove"]

Opinion = Literal["holds", "broken", "undecided"]


class Prover:
    """Asks Spacer about one chart, one question after another.

    Args:
        chart: The chart in force on the day.
        asked: Guards that will be asked about, beside those of the events.
        seconds: The most that one question may take.
    """

    def __init__(self, chart: Chart, asked: Iterable[Guard] = (), *, seconds: float = 60) -> None:
        """Make the transition system."""
        asked = tuple(asked)
        self.cells = Cells(chart, asked)
        self.model = plain_model(self.cells, stored_keys(self.cells, asked))
        self._seconds = seconds
        self._rules = _Rules(self.model)

    def never(self, guard: Guard, *, event: str = "", want: str = "holds") -> Opinion:
        """Say whether no case ever comes to where a guard holds.

        Args:
            guard: What must never be, parameters resolved.
            event: Only where this event is allowed; empty: at any moment.
            want: ``holds``, ``fails`` or ``not``: what the guard must never do.
        """
        model = self.model
        bad = model.happens(event, guard, want) if event else model.where(guard, want)
        return self._rules.reaches(bad, self._seconds)


def prove(
    book: Rulebook,
    never: Guard,
    *,
    event: str = "",
    on: date | str | None = None,
    seconds: float = 60,
) -> Opinion:
    """Ask z3 whether something that must never be can be.

    Args:
        book: The rulebook.
        never: A guard that no case may ever meet.
        event: Only where this event is allowed; empty: at any moment.
        on: The day whose law is meant; the day the rulebook speaks for by default.
        seconds: The most that the answer may take.

    Returns:
        ``holds``: no case meets it; ``broken``: some case does; ``undecided``: time was over.

    Raises:
        RulebookError: There is no such event.
        MissingExtra: z3 is not installed.

    Example:
        >>> import continuum as ct
        >>> book = ct.load("outline")
        >>> prove(book, ct.during("pathway", "closed"))
        'broken'
        >>> prove(book, ~book.fact("removal_cleared"), event="removed")
        'holds'
    """
    day = book.as_of if on is None else as_day(on, "the day whose law is asked about")
    chart = book.lower(day)
    if event and event not in chart.events:
        near = get_close_matches(event, chart.events, n=1)
        raise RulebookError(
            f"the rulebook has no event `{event[:80]}`",
            help=f"did you mean `{near[0]}`?" if near else f"it has {_listed(chart.events)}",
        )
    guard = resolve(never, lambda name: book.parameter(name).on(day))
    return Prover(chart, (guard,), seconds=seconds).never(guard, event=event)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


class _Rules:
    """The moves as one Horn clause over one relation: the situations that are reached.

    One clause that holds every move is answered many times faster than one clause a move.
    """

    def __init__(self, model: Z3Model) -> None:
        """Make the clauses that every question shares."""
        self._now = [bit for letter in model.now.values() for bit in letter.bits]
        later = [bit for letter in model.later.values() for bit in letter.bits]
        self._reached = z3.Function("reached", *(bit.sort() for bit in self._now), z3.BoolSort())
        moves = [_whole(model, change) for change in model.changes()]
        before = self._reached(*self._now)
        self._clauses = [
            _closed(z3.Implies(model.opening().of, before)),
            _closed(z3.Implies(z3.And(before, z3.Or(moves)), self._reached(*later))),
        ]

    def reaches(self, bad: Term, seconds: float) -> Opinion:
        """Ask whether the relation meets a set."""
        fixed = z3.Fixedpoint()
        fixed.set(engine="spacer", timeout=int(seconds * 1000))
        fixed.register_relation(self._reached)
        for clause in self._clauses:
            fixed.add_rule(clause)
        met = z3.Function("met", z3.BoolSort())
        fixed.register_relation(met)
        fixed.add_rule(_closed(z3.Implies(z3.And(self._reached(*self._now), bad.of), met())))
        try:
            found = fixed.query(met())
        except z3.Z3Exception:  # how it says that time was over
            return "undecided"
        return "holds" if found == z3.unsat else "broken" if found == z3.sat else "undecided"


def _whole(model: Z3Model, change: Change) -> Any:
    """A move with everything that it leaves as it is."""
    same = [
        bit == later
        for key, letter in model.now.items()
        if key not in change.changed
        for bit, later in zip(letter.bits, model.later[key].bits, strict=True)
    ]
    return z3.And(change.relation.of, *same)


def _closed(formula: Any) -> Any:
    """The formula for every value of its constants."""
    names = _constants(formula)
    return z3.ForAll(names, formula) if names else formula


def _constants(formula: Any) -> list[Any]:
    """Give every constant of a formula, each once."""
    found: dict[int, Any] = {}
    seen: set[int] = set()
    waiting = [formula]
    while waiting:
        term = waiting.pop()
        if term.get_id() in seen:
            continue
        seen.add(term.get_id())
        if z3.is_const(term) and term.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            found[term.get_id()] = term
        waiting += term.children()
    # Relations without arguments are constants too, and stay free.
    return [term for term in found.values() if term.decl().name() != "met"]
