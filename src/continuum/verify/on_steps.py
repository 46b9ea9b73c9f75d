"""Questions to the steps: can a mandatory one be passed by, does a voluntary one gate anything?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER, During, facts_in, weigh
from continuum.semantics import CaseView
from continuum.verify.moves import allowed, way
from continuum.verify.rewriting import mapped, renamed
from continuum.verify.search import Never
from continuum.verify.solving import nothing_settled, solve
from continuum.verify.trail import Attempt, Trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Step
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.outcome import Outcome
    from continuum.verify.solving import Goal

__all__ = ["bypasses", "gates"]


def bypasses(outcome: Outcome) -> None:
    """Ask of every step that must come before an event whether a way leads round it.

    The event must never be allowed while the step is not done, once the step was available: the
    place where it is done may have been left since, but its facts still ask for it.
    """
    steps = [s for s in outcome.search.chart.steps if s.kind in {"statutory", "mandatory"}]
    found = asked = 0
    for step in steps:
        for name in step.before:
            asked += 1
            found += _bypass(outcome, step, outcome.search.chart.events[name])
    if asked and not found:
        outcome.proved.append(
            f"no way leads round a mandatory or statutory step ({asked} pairs of step and event)"
        )
    loose = [step.id for step in steps if not step.before]
    if loose:
        outcome.assumptions.append(
            "these mandatory or statutory steps name no event that they come before; they are "
            f"owed, but nothing waits for them: {', '.join(loose)}"
        )


def _bypass(outcome: Outcome, step: Step, heard: ChartEvent) -> bool:
    search = outcome.search
    left: list[Goal] = [(step.done, "not"), (_wherever(step.available), "holds")]
    goals = (*allowed(heard, {}), *left)
    if solve(search.cells, goals, nothing_settled, search.cells.domain) is None:
        return False

    def judged(snapshot: Snapshot, decision: Decision) -> bool:
        view = CaseView(search.chart, snapshot, decision.on)
        return bool(decision) and not weigh(step.done, view).holds

    look: tuple[Goal, ...] = ((step.available, "holds"), (step.done, "not"))
    wanted = Attempt(goals, heard.name, judge=judged)
    verdict = search.reach(wanted, look=look)
    if isinstance(verdict, Never):
        return False
    sentence = (
        f"`{heard.name}` can happen while step {step.id} is not done, although it was to be done "
        f"before ({step.sentence}); let `{heard.name}` require it, or say that it need not "
        "come before"
    )
    subjects = (step.id, heard.name)
    if isinstance(verdict, Trail):
        outcome.shown(
            "mandatory_step_bypassed",
            subjects,
            sentence,
            verdict,
            lambda _, decisions: _went_round(outcome, step, heard.name, decisions),
            closing=f"`{heard.name}` has happened, and step {step.id} was not done",
        )
    else:
        outcome.doubt("mandatory_step_bypassed", subjects, sentence, verdict.why)
    return True


def _went_round(outcome: Outcome, step: Step, event: str, decisions: list[Decision]) -> bool:
    """Whether the last event was the one, the step was not done, and had been available."""
    if not decisions or decisions[-1].event != event or not decisions[-1]:
        return False
    last = decisions[-1].view
    if weigh(step.done, CaseView(last.chart, last.snapshot, last.on)).holds:
        return False
    del outcome
    return any(
        weigh(step.available, CaseView(d.view.chart, d.view.snapshot, d.on)).holds
        and not weigh(step.done, CaseView(d.view.chart, d.view.snapshot, d.on)).holds
        for d in decisions
    )


def _wherever(guard: Guard) -> Guard:
    """What a guard asks of the facts, wherever the case is."""
    return mapped(guard, lambda leaf: ALWAYS if isinstance(leaf, During) else leaf)


def gates(outcome: Outcome) -> None:
    """Ask of every voluntary step whether an event that is not voluntary waits for it."""
    search = outcome.search
    found = asked = 0
    for step in search.chart.steps:
        reads = {fact.name for fact in facts_in(step.done)}
        if step.kind != "voluntary" or step.done == NEVER or not reads:
            continue
        for heard in search.chart.events.values():
            if heard.event.kind == "voluntary" or heard.name == step.event:
                continue
            asked += 1
            reading = dict(_reading(heard, reads))
            for gate in reading:
                found += _gate(outcome, step, heard, gate, reading)
    if asked and not found:
        outcome.proved.append("no event that is not voluntary waits for a voluntary step")


def _reading(heard: ChartEvent, reads: set[str]) -> Iterator[tuple[str, Guard]]:
    for gate in heard.gates:
        if reads & {fact.name for fact in facts_in(gate.guard)}:
            yield gate.id, gate.guard
    for region in heard.ways:
        guard = way(heard, region)
        if reads & {fact.name for fact in facts_in(guard)}:
            yield f"way:{region}", guard


def _gate(
    outcome: Outcome, step: Step, heard: ChartEvent, where: str, reading: dict[str, Guard]
) -> bool:
    search = outcome.search
    names = {fact.name: f"{fact.name}'" for fact in facts_in(step.done)}
    goals: list[Goal] = [(reading[where], "fails"), (step.done, "not")]
    goals.append((renamed(step.done, names), "holds"))
    for other, _ in allowed(heard, {}):
        done = renamed(other, names)
        goals.append((done, "holds"))
        if done == other:
            goals.append((other, "holds"))
    if solve(search.cells, goals, nothing_settled, search.cells.domain) is None:
        return False

    def judged(_: Snapshot, decision: Decision) -> bool:
        against = {a.id for a in decision.against}
        return decision.outcome == "refused" and where in against and against <= reading.keys()

    wanted = Attempt(tuple(goals), heard.name, judge=judged, refused=True)
    verdict = search.reach(wanted)
    if isinstance(verdict, Never):
        return False
    rule = "its way" if where.startswith("way:") else "what it requires"
    because = rule if where in {"requires", f"way:{where[4:]}"} else f"rule {where}"
    sentence = (
        f"whoever declines the voluntary step {step.id} ({step.sentence}) is kept from "
        f"`{heard.name}` by {because}; voluntary steps never gate: take `{step.id}` out of it, "
        "or give the step another kind"
    )
    subjects = (step.id, heard.name, where)
    if isinstance(verdict, Trail):
        outcome.shown(
            "voluntary_step_gates",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"`{heard.name}` is then refused by {where}, for want of step {step.id}",
        )
    else:
        outcome.doubt("voluntary_step_gates", subjects, sentence, verdict.why)
    return True
