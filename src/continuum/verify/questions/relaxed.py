"""Questions against another rulebook: does every fixed rule of it still stand as it did?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import weigh
from continuum.verify.following.solving import nothing_settled, solve
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.search import Never, Search
from continuum.verify.situations.moves import allowed, with_request
from continuum.verify.situations.order import not_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.guards import Fact, Guard, Milestone
    from continuum.rulebook import Chart, ChartEvent, DutyForm, Gate, Rule, Rulebook
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome

__all__ = ["relaxed"]

_KIND: Final = "fixed_rule_relaxed"
_STRICT: Final = ("demands", "blocks", "owes", "warns")
"""What a rule may do, strictest first; a demand is of another kind."""


def relaxed(outcome: Outcome, against: Rulebook) -> None:
    """Ask of every fixed rule of another rulebook whether this one lets something pass by it.

    A rulebook that was made by extending the other cannot do most of this; one that was read from
    a document can.

    Args:
        outcome: Where the faults are kept.
        against: The rulebook whose fixed rules must stand.
    """
    base = against.lower(outcome.search.on)
    whole = outcome.search
    chart = _with_thresholds(whole.chart, base)
    search = whole.anew(chart=chart)
    asked = found = 0
    for rule in against.every_rule:
        gates = _gates(base, rule.id)
        if rule.force == "fixed" and gates:
            asked += 1
            found += _relaxed(outcome, search, rule, gates)
    if asked and not found:
        outcome.proved.append(
            f"each of the {asked} fixed rules of `{against.label}` stands as it did"
        )


def _gates(chart: Chart, id: str) -> dict[str, Gate]:
    """Give the gates of a rule, by the event."""
    return {
        heard.name: gate
        for heard in chart.events.values()
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands)
        if gate.rule is not None and gate.id == id
    }


def _with_thresholds(chart: Chart, base: Chart) -> Chart:
    """Give the chart with every threshold of the other one; what only that knows never changes."""
    facts = {name: _never_recorded(f) for name, f in base.facts.items() if name not in chart.facts}
    gates = tuple(
        gate
        for heard in base.events.values()
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands)
        if gate.rule is not None and gate.rule.force == "fixed"
    )
    events = dict(chart.events)
    for first in list(events)[:1]:
        heard = events[first]
        # A warning keeps nothing from happening, and is weighed by nobody here.
        events[first] = attrs.evolve(heard, warnings=(*heard.warnings, *gates))
    return attrs.evolve(
        chart, facts={**chart.facts, **facts}, events=events, attached={}, configurations={}
    )


def _never_recorded(fact: Fact) -> Fact:
    if fact.of != "case" or fact.derived is not None:
        return fact
    return attrs.evolve(fact, moves="step", recorded_by=(), initially=None)


# ---------------------------------------------------------------------------- one rule


def _relaxed(outcome: Outcome, search: Search, rule: Rule, gates: dict[str, Gate]) -> bool:
    """Tell of one rule: what is said of it has changed, or a case passes that it would stop."""
    chart = outcome.search.chart
    now = _gates(chart, rule.id)
    declared = next((r for r in outcome.book.every_rule if r.id == rule.id), None)
    changed = list(_changed(search, rule, declared, gates, now))
    why = ""
    for event, gate in gates.items():
        heard = chart.events.get(event)
        if heard is None or now.get(event) == gate:
            continue  # it asks of the event what it asked, word for word
        attempt = _passing(rule, heard, gate, now.get(event))
        if not search.satisfiable(attempt.goals):
            continue
        verdict = search.reach(attempt, soon=bool(attempt.event))
        if isinstance(verdict, Trail):
            said = changed or [_less(rule, declared, event)]
            _tell(outcome, search, rule, heard, said, (attempt, verdict))
            return True
        if not isinstance(verdict, Never):
            why = verdict.why
    sentence = _sentence(rule, changed or ["asks less than it did"])
    if changed:
        outcome.found(_KIND, (rule.id,), sentence)
    elif why:
        outcome.doubt(_KIND, (rule.id,), sentence, why)
    return bool(changed or why)


def _less(rule: Rule, now: Rule | None, event: str) -> str:
    """Say how a rule whose every word stands lets more pass."""
    labels = {exemption.label for exemption in rule.exemptions}
    more = [e.label for e in now.exemptions if e.label not in labels] if now is not None else []
    if rule.then == "demands":
        return f"demands `{event}` in fewer cases"
    if more:
        return f"asks less of `{event}`, by the exemption {', '.join(f'`{m}`' for m in more)}"
    return f"asks less of `{event}`"


def _sentence(rule: Rule, changed: list[str]) -> str:
    return (
        f"fixed rule {rule.id} ({rule.sentence.rstrip('.')}) {', and '.join(changed)}; keep it as "
        "it is, and add a rule of your own beside it"
    )


def _tell(  # noqa: PLR0917 - the parts of one finding
    outcome: Outcome,
    search: Search,
    rule: Rule,
    heard: ChartEvent,
    changed: list[str],
    passed: tuple[Attempt, Trail],
) -> None:
    attempt, trail = passed
    would = {
        "blocks": f"`{heard.name}` has happened, which {rule.id} would have stopped",
        "owes": f"`{heard.name}` has happened, and what {rule.id} has owed is not owed",
        "warns": f"`{heard.name}` has happened without the warning of {rule.id}",
        "demands": f"on {trail.day} {rule.id} would demand `{heard.name}`, and nothing does",
    }[rule.then]
    outcome.shown(
        _KIND,
        (rule.id, heard.name),
        _sentence(rule, changed),
        trail,
        partial(_passes, search, attempt, trail.day),
        closing=would,
    )


def _passes(
    search: Search, attempt: Attempt, day: date, snapshot: Snapshot, decisions: list[Decision]
) -> bool:
    if not attempt.event:
        return met_in(search.cells, attempt.goals, snapshot, day)
    last = decisions[-1] if decisions else None
    judge = attempt.judge
    return last is not None and judge is not None and bool(last) and judge(snapshot, last)


def _passing(rule: Rule, heard: ChartEvent, gate: Gate, now: Gate | None) -> Attempt:
    """Bring about what the rule would have stopped, and this rulebook lets pass."""
    if rule.then == "demands":
        goals: tuple[Goal, ...] = ((gate.guard, "holds"),)
        if now is not None and now.rule is not None and now.rule.then == "demands":
            goals = (*goals, (now.guard, "not"))
        return Attempt(goals)
    goals = (*allowed(heard, {}), (with_request(heard, gate.guard), "not"))
    if now is not None and rule.then != "blocks" and now in (*heard.owed, *heard.warnings):
        goals = (*goals, (with_request(heard, now.guard), "holds"))

    def judged(_: Snapshot, decision: Decision) -> bool:
        if weigh(gate.guard, decision.view).holds:
            return False
        told = {warning.id for warning in decision.warnings}
        owed = {duty.rule for duty in decision.duties}
        return rule.then == "blocks" or rule.id not in told | owed

    return Attempt(goals, heard.name, judge=judged)


# ---------------------------------------------------------------------------- what is said of it


def _changed(
    search: Search,
    rule: Rule,
    now: Rule | None,
    gates: dict[str, Gate],
    there: dict[str, Gate],
) -> Iterator[str]:
    """Say what is said of the rule, and no longer as it was."""
    if now is None:
        yield "is left out"
        return
    if now.force != "fixed":
        yield f"is no longer fixed, so whoever extends this rulebook may relax it ({now.force})"
    apart = "demands" in {now.then, rule.then} and now.then != rule.then
    if apart or _STRICT.index(now.then) > _STRICT.index(rule.then):
        yield f"{now.then} where it {rule.then}"
    if now.rank > rule.rank:
        yield f"gives way to more: its precedence is `{now.precedence}`, not `{rule.precedence}`"
    heard = gates if rule.then == "demands" else search.chart.events
    gone = [f"`{name}`" for name in gates if name in heard and name not in there]
    if gone:
        yield f"no longer governs {', '.join(gone)}"
    for event, gate in gates.items():
        if event in there and not all(_kept(search, form, there[event].duty) for form in gate.duty):
            yield "has owed later or less than it did"
            return


def _kept(search: Search, form: DutyForm, forms: tuple[DutyForm, ...]) -> bool:
    """Whether a duty is still there, or one that is at least as strict."""
    return any(
        form == other
        or (
            form.owner == other.owner
            and _by_then(other.due, form.due)
            and _only_where(search, other.met, form.met)
            and (
                other.lapses is None
                or (form.lapses is not None and _only_where(search, other.lapses, form.lapses))
            )
        )
        for other in forms
    )


def _by_then(due: Milestone | None, before: Milestone | None) -> bool:
    return due is None or due == before or (before is not None and not_after(due, before))


def _only_where(search: Search, guard: Guard, other: Guard) -> bool:
    """Whether one guard holds only where another does."""
    goals: tuple[Goal, ...] = ((guard, "holds"), (other, "not"))
    return solve(search.cells, goals, nothing_settled, search.cells.domain) is None
