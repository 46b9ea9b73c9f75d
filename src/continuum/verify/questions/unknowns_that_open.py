"""Questions to what is not known: does a door stand open only because nobody looked?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import All, Day, Known, as_day, leaves
from continuum.rulebook import Sets
from continuum.semantics import Changes, advance, decide
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed
from continuum.verify.situations.rewriting import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Value
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome

__all__ = ["openings"]

_DAYS = ("1900-01-01", "2200-01-01")
"""A day before and a day after whatever a rule counts."""


def openings(outcome: Outcome) -> None:
    """Ask of every event whether a fact that is not known opens what some value of it closes.

    That takes a condition that asks whether the fact is known; without one, what is not known
    opens nothing by the meaning of the rules.  An event that itself records the fact may well
    wait for it.  So may what has to come before another event, of which alone the fact tells
    that it happened: such a fact is told only where one value of it is treated like *not known*,
    and another one not.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    for heard in outcome.search.chart.events.values():
        for fact in _asked_of(heard):
            asked += 1
            found += _opened(outcome, heard, fact)
    if asked and not found:
        outcome.proved.append(
            f"no event is open only because a fact is not known ({asked} pairs of event and fact)"
        )


def _asked_of(heard: ChartEvent) -> Iterator[Fact]:
    """The facts of the case of which an event asks whether they are known, and records none."""
    records = {effect.fact for effect in heard.event.effects if isinstance(effect, Sets)}
    seen: set[str] = set()
    for guard, _ in allowed(heard, {}):
        for leaf in leaves(guard):
            if isinstance(leaf, Known):
                fact = leaf.fact
                known = fact.name in seen or fact.name in records
                if fact.of == "case" and fact.derived is None and not known:
                    seen.add(fact.name)
                    yield fact


def _opened(outcome: Outcome, heard: ChartEvent, fact: Fact) -> bool:
    search = outcome.search
    tracked = search.cells.kind(fact.name) == "tracked"
    gates = [guard for guard, _ in allowed(heard, {})]
    one, other = {fact.name: f"{fact.name}'"}, {fact.name: f"{fact.name}''"}
    known = Known(fact)
    goals: list[Goal] = [(known, "fails"), *((guard, "holds") for guard in gates)]
    goals += [(renamed(known, one), "holds"), (renamed(All(gates), one), "fails")]
    if tracked:
        goals += [(renamed(known, other), "holds"), (renamed(All(gates), other), "holds")]
    if not search.satisfiable(goals):
        return False

    def judged(_: Snapshot, decision: Decision) -> bool:
        outcomes = dict(_if_known(outcome, fact, decision))
        opens = not tracked or "allowed" in outcomes.values()
        unknown = decision.view.value(fact) is None
        return bool(decision) and unknown and opens and "refused" in outcomes.values()

    verdict = search.reach(Attempt(tuple(goals), heard.name, judge=judged))
    if isinstance(verdict, Never):
        return False
    sentence = (
        f"`{heard.name}` is open while `{fact.name}` ({fact.words}) is not known, and some value "
        f"of it would close it; let `{heard.name}` wait until `{fact.name}` is known"
    )
    if isinstance(verdict, Trail):
        answers = _if_known(outcome, fact, verdict.decisions[-1])
        closes = next(value for value, answer in answers if answer == "refused")
        outcome.shown(
            "unknown_fact_opens",
            (heard.name, fact.name),
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"`{heard.name}` is open, and would be refused if `{fact.name}` were known "
            f"to be {_said(closes)}",
        )
    else:
        outcome.doubt("unknown_fact_opens", (heard.name, fact.name), sentence, verdict.why)
    return True


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if isinstance(value, str) else str(value)


def _if_known(outcome: Outcome, fact: Fact, decision: Decision) -> Iterator[tuple[Value, str]]:
    """Decide once more for each value that the fact may turn out to have."""
    view = decision.view
    values: list[Value | None] = list(outcome.search.cells.domain(fact.name))
    if isinstance(fact, Day):
        values = [decision.on, *map(as_day, _DAYS)]
    for value in values:
        if value is not None:
            changed = Changes(sets={fact.name: value})
            now = advance(view.chart, view.snapshot, decision.on, changed)
            again = decide(view.chart, now, decision.event, decision.on, decision.request)
            yield value, again.outcome
