"""Questions to the steps: is a mandatory one passed by, does anything depend on a voluntary one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER, During, facts_in, weigh
from continuum.semantics import CaseView
from continuum.verify.following.otherwise import would_be
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never, Open
from continuum.verify.situations.moves import allowed, allowed_by, way
from continuum.verify.situations.rewriting import mapped, renamed

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Step
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Verdict

    _Goals = tuple[Goal, ...]

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
    if not search.satisfiable(goals):
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
    """Ask of every voluntary step whether an event that is not voluntary depends on it.

    Neither who declines the step nor who accepts it may be kept from such an event for that.
    """
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
            for gate in _reading(heard, reads):
                found += _gate(outcome, step, heard, gate, accepts=False)
                # What is adverse may close; that it is open to whoever declines is told as such.
                if not heard.event.adverse and _gate(outcome, step, heard, gate, accepts=True):
                    found += 1
                    outcome.punished |= reads
    if asked and not found:
        outcome.proved.append(
            "no event that is not voluntary waits for a voluntary step, or is closed by one"
        )


def _reading(heard: ChartEvent, reads: set[str]) -> list[str]:
    """The gates and ways of an event that read certain facts."""
    asked = [(gate.id, gate.guard) for gate in heard.gates]
    asked += [(f"way:{region}", way(heard, region)) for region in heard.ways]
    return [name for name, guard in asked if reads & {fact.name for fact in facts_in(guard)}]


def _dependence(step: Step, heard: ChartEvent, where: str, *, accepts: bool, only: bool) -> _Goals:
    """What must hold for one gate to fail that would hold if it were not for the step.

    Args:
        step: The step.
        heard: The event.
        where: The gate.
        accepts: Whether the gate fails because the step was done.
        only: Whether everything else holds as it is; else it need only hold without the step.
    """
    names = {fact.name: f"{fact.name}'" for fact in facts_in(step.done)}
    done, other = ("holds", "not") if accepts else ("not", "holds")
    goals: list[Goal] = [(step.done, done), (renamed(step.done, names), other)]  # type: ignore[list-item]
    failing = True
    for name, (guard, want) in allowed_by(heard, {}):
        otherwise = renamed(guard, names)
        goals.append((otherwise, want))
        if name != where and (only or otherwise == guard):
            goals.append((guard, want))
        elif name == where and failing:
            goals.insert(0, (guard, "fails"))
            failing = False
    return tuple(goals)


def _otherwise(step: Step, heard: ChartEvent, where: str, *, accepts: bool) -> _Goals:
    """The gate, and whether the step was done, with the facts of the step left open."""
    names = {fact.name: f"{fact.name}'" for fact in facts_in(step.done)}
    asked = (goal for name, goal in allowed_by(heard, {}) if name == where)
    goals: list[Goal] = [(renamed(guard, names), want) for guard, want in asked]
    return ((renamed(step.done, names), "not" if accepts else "holds"), *goals)


def _gate(outcome: Outcome, step: Step, heard: ChartEvent, where: str, *, accepts: bool) -> bool:
    verdict: Verdict = Never()
    for only in (True, False):
        goals = _dependence(step, heard, where, accepts=accepts, only=only)
        verdict = _kept_from(outcome, heard, where, goals, only=only)
        if isinstance(verdict, Trail):
            break
    if isinstance(verdict, Never):
        return False
    rule = "its way" if where.startswith("way:") else "what it requires"
    because = rule if where in {"requires", f"way:{where[4:]}"} else f"rule {where}"
    others: frozenset[str] = frozenset()
    if isinstance(verdict, Trail):
        others = frozenset(against.id for against in verdict.decisions[-1].against) - {where}
    also = f", and also in the way: {', '.join(sorted(others))}" if others else ""
    sentence = (
        f"whoever {'accepts' if accepts else 'declines'} the voluntary step {step.id} "
        f"({step.sentence}) is kept from `{heard.name}` by {because}{also}; voluntary steps never "
        f"gate: take `{step.id}` out of it, or give the step another kind"
    )
    subjects = (step.id, heard.name, where)
    otherwise = _otherwise(step, heard, where, accepts=accepts)
    if isinstance(verdict, Open):
        outcome.doubt("voluntary_step_gates", subjects, sentence, verdict.why)
        return True

    def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
        last = decisions[-1]
        done = weigh(step.done, CaseView(outcome.search.chart, snapshot, last.on)).holds
        against = {item.id for item in last.against}
        if last.outcome != "refused" or done is not accepts or against != {where, *others}:
            return False
        return would_be(outcome.search.cells, last, otherwise)

    why = f"because step {step.id} was done" if accepts else f"for want of step {step.id}"
    outcome.shown(
        "voluntary_step_gates",
        subjects,
        sentence,
        verdict,
        shows,
        asked=True,
        closing=f"`{heard.name}` is then refused by {because.removeprefix('rule ')}{also}, {why}",
    )
    return True


def _kept_from(
    outcome: Outcome, heard: ChartEvent, where: str, goals: _Goals, *, only: bool
) -> Verdict:
    """Look for a case that is kept from an event by a gate, and by nothing else if need be."""
    search = outcome.search
    if not search.satisfiable(goals):
        return Never()

    def judged(_: Snapshot, decision: Decision) -> bool:
        against = {item.id for item in decision.against}
        return (
            decision.outcome == "refused" and where in against and (not only or len(against) == 1)
        )

    return search.reach(Attempt(goals, heard.name, judge=judged, refused=True))
