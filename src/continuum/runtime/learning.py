"""Facts on their way into a case: do they exist, do they fit, may this role record them?"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from continuum.errors import FactError
from continuum.guards import fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Fact, Value
    from continuum.rulebook import Chart
    from continuum.semantics import Actor

__all__ = ["fitted_facts"]


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
    kept: dict[str, Value | None] = {}
    faults: list[tuple[str, str]] = []
    for name, value in facts.items():
        fact = chart.facts.get(name) if isinstance(name, str) else None
        if fact is None or fact.of != "case":
            near = get_close_matches(str(name), _recordable(chart), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "see `book.facts` for the names"
            faults.append((f"there is no fact `{str(name)[:80]}`", hint))
        elif problem := _why_not(fact, by, opening=opening):
            faults.append(problem)
        else:
            try:
                kept[name] = fit(fact, value)
            except FactError as error:
                faults.append((error.message, error.help))
    if not facts and not opening:
        faults.append(("nothing to record", "give at least one fact"))
    if faults:
        raise FactError(
            "; ".join(message for message, _ in faults),
            help="; ".join(dict.fromkeys(hint for _, hint in faults)),
        )
    return kept


def _recordable(chart: Chart) -> list[str]:
    return [f.name for f in chart.facts.values() if f.of == "case" and f.derived is None]


def _why_not(fact: Fact, by: Actor, *, opening: bool) -> tuple[str, str] | None:
    if fact.derived is not None:
        return (
            f"fact `{fact.name}` follows from register `{getattr(fact.derived, 'register', '')}`",
            "send the event that adds or ends the record",
        )
    if opening:
        return None
    if fact.moves == "step" and not fact.recorded_by:
        return (
            f"fact `{fact.name}` is set by events only",
            "send the event that records it",
        )
    if fact.recorded_by and by.role not in fact.recorded_by:
        return (
            f"`{by.role}` may not record fact `{fact.name}`",
            "it is recorded by " + " or ".join(f"`{role}`" for role in fact.recorded_by),
        )
    return None
