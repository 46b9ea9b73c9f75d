"""What comes into a case: do its facts exist and fit, who records them, may this role do so?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from continuum.errors import CaseError, FactError, told_together
from continuum.guards import fit
from continuum.rulebook import Rulebook
from continuum.rulebook.nearest import nearest
from continuum.semantics import Actor
from continuum.semantics.wanting import events_that_set

if TYPE_CHECKING:
    from continuum.guards import Fact, Value
    from continuum.rulebook import Chart

__all__ = ["check_book", "check_role", "fitted_facts", "opening_facts"]


def check_book(book: object) -> None:
    """Refuse what is not a rulebook.

    Raises:
        CaseError: It is something else.
    """
    if not isinstance(book, Rulebook):
        raise CaseError(
            f"a case is followed under a rulebook, not under a {type(book).__name__}",
            help='give the rulebook itself, such as `ct.load("outline")`',
        )


def check_role(book: Rulebook, by: object) -> None:
    """Refuse whoever cannot act under a rulebook.

    Raises:
        CaseError: It is no actor, or the rulebook has no such role.
    """
    if not isinstance(by, Actor):
        raise CaseError(
            f"a {type(by).__name__} is not an actor",
            help='give `by=Actor("probation_officer", "PO-7")`',
        )
    if by.role not in book.role_names:
        near = nearest(by.role, book.acting_role.options)
        raise CaseError(
            f"rulebook `{book.name}` has no role `{by.role}`",
            help=f"did you mean `{near}`?" if near else "see `book.roles` for the names",
        )


def fitted_facts(
    chart: Chart, facts: Mapping[Any, object], by: Actor, *, opening: bool = False
) -> dict[str, Value | None]:
    """Check facts and give them as a case keeps them.

    Args:
        chart: The chart in force.
        facts: Fact to value; ``None``: not known.
        by: Who records them.
        opening: Whether a case is being opened, when any recorded fact may be carried in.

    Raises:
        FactError: With everything that is wrong, at once.
    """
    if not isinstance(facts, Mapping):
        raise FactError(
            f"facts are given as a {type(facts).__name__}",
            help='give a mapping of fact to value: `{"age": 34}`',
        )
    kept: dict[str, Value | None] = {}
    faults: list[tuple[str, str]] = []
    always = {"lead", *(handover.stage.name for handover in chart.handovers)}
    for name, value in facts.items():
        fact = chart.facts.get(name) if isinstance(name, str) else None
        if fact is None or fact.of != "case":
            faults.append((f"there is no fact `{str(name)[:80]}`", _meant(str(name), chart)))
        elif value is None and fact.name in always:
            faults.append((f"`{name}` is always known", "leave it out, or give its value"))
        elif problem := _why_not(fact, by, chart, opening=opening):
            faults.append(problem)
        else:
            try:
                kept[name] = fit(fact, value)
            except FactError as error:
                faults.append((error.message, error.help))
    if not facts and not opening:
        faults.append(("nothing to record", "give at least one fact"))
    if faults:
        message, hint = told_together("facts that cannot be recorded", faults)
        raise FactError(message, help=hint)
    return kept


def opening_facts(chart: Chart, facts: Mapping[Any, object], by: Actor) -> dict[str, Value | None]:
    """Give the facts with which a case opens.

    Args:
        chart: The chart in force.
        facts: What is known; ``None`` takes back what is so in every case at first.
        by: Who records them.

    Raises:
        FactError: With everything that is wrong, at once.
    """
    known = {**chart.initially, **fitted_facts(chart, facts, by, opening=True)}
    return {n: v for n, v in known.items() if v is not None or n in chart.initially}


def _meant(name: str, chart: Chart) -> str:
    """The name that was likely meant, and which other rulebook has the one that was given."""
    from continuum.rulebooks import load, names

    near = nearest(name, _recordable(chart))
    hint = f"did you mean `{near}`?" if near else "see `book.facts` for the names"
    for other in names():
        if other != chart.book.name and name in {fact.name for fact in load(other).facts}:
            return f"{hint} `{name}` is a fact of rulebook `{other}`"
    return hint


def _recordable(chart: Chart) -> list[str]:
    return [f.name for f in chart.facts.values() if f.of == "case" and f.derived is None]


def _why_not(fact: Fact, by: Actor, chart: Chart, *, opening: bool) -> tuple[str, str] | None:
    if fact.derived is not None:
        return (
            f"fact `{fact.name}` follows from register `{getattr(fact.derived, 'register', '')}`",
            _by_events("send the event that adds or ends the record", fact, chart),
        )
    if opening:
        return None
    if fact.moves == "step" and not fact.recorded_by:
        return (
            f"fact `{fact.name}` is set by events only",
            _by_events("send the event that records it", fact, chart),
        )
    if fact.recorded_by and by.role not in fact.recorded_by:
        return (
            f"`{by.role}` may not record fact `{fact.name}`",
            "it is recorded by " + " or ".join(f"`{role}`" for role in fact.recorded_by),
        )
    return None


def _by_events(hint: str, fact: Fact, chart: Chart) -> str:
    """The hint, with the events by name."""
    events = " or ".join(f"`{name}`" for name in events_that_set(chart, fact.name))
    return f"{hint}: {events}" if events else hint
