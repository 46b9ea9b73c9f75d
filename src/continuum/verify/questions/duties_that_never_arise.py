"""Questions to the duties and steps: does anybody ever owe this, can anybody ever take that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER
from continuum.prose.sentences import say
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never, Open
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Gate
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.statechart import Walked
    from continuum.verify.search import Verdict

__all__ = ["vacuous"]

_Governed = list[tuple["ChartEvent", "Gate"]]


def vacuous(outcome: Outcome, walked: Walked) -> None:
    """Ask of every duty whether it ever arises, and of every step whether it is ever available.

    A duty arises with an event that is allowed while what the rule asks does not hold; the duty
    of a rule that blocks, with an event that a higher rule demands against it.  A step of which
    the rulebook says in so many words that it is never available is left alone.

    Args:
        outcome: Where the faults are kept.
        walked: What was walked: which events ever happen.
    """
    chart = outcome.search.chart
    declared = {rule.id for rule in outcome.book.rules}
    governed: dict[str, _Governed] = {}
    for heard in chart.events.values():
        for gate in (*heard.owed, *heard.gates):
            if gate.rule is not None and gate.duty and gate.id in declared:
                governed.setdefault(gate.id, []).append((heard, gate))
    asked = found = 0
    for id, pairs in governed.items():
        asked += 1
        found += _duty(outcome, walked, id, pairs)
    steps = [step for step in chart.steps if step.available not in (ALWAYS, NEVER)]
    for step in steps:
        verdict = outcome.search.reach(Attempt(((step.available, "holds"),)))
        if isinstance(verdict, Trail):
            continue
        found += 1
        sentence = (
            f"step {step.id} ({step.sentence}) is never available: no case comes to where "
            f"{say(step.available, outcome.book)}; loosen when it is available, or leave it out"
        )
        if isinstance(verdict, Never):
            outcome.found("vacuous_duty", (step.id,), sentence)
        else:
            outcome.doubt("vacuous_duty", (step.id,), sentence, verdict.why)
    if asked + len(steps) and not found:
        outcome.proved.append(
            f"each of the {asked} duties of rules arises in some case, and each of the "
            f"{len(steps)} steps that wait for something is available in some"
        )


def _duty(outcome: Outcome, walked: Walked, id: str, pairs: _Governed) -> bool:
    """Tell of a duty that no event ever gives rise to; whether there was something to tell."""
    doubt = ""
    for heard, gate in pairs:
        verdict = _arises(outcome, heard, gate)
        if isinstance(verdict, Trail):
            return False
        if isinstance(verdict, Open):
            doubt = verdict.why
    findings = outcome.findings
    if any(f.kind == "guard_always_holds" and f.subjects == (id,) for f in findings):
        return False  # it decides nothing, and so nothing is owed: that was told
    why, because = _reason(outcome, walked, pairs)
    sentence = (
        f"what rule {id} lets be owed is never owed: {why}; loosen what gives rise to it, or "
        "leave the duty out"
    )
    if doubt:
        outcome.doubt("vacuous_duty", (id,), sentence, doubt)
    else:
        outcome.found("vacuous_duty", (id,), sentence, because)
    return True


def _arises(outcome: Outcome, heard: ChartEvent, gate: Gate) -> Verdict:
    search = outcome.search
    asked = gate.guard if gate in heard.owed else gate.base
    if asked is None:
        return Never((), 0)  # nothing is ever demanded against it
    goals = (*allowed(heard, {}), (with_request(heard, asked), "not"))
    if not search.satisfiable(goals):
        return Never((), 0)

    def judged(_: Snapshot, decision: Decision) -> bool:
        return bool(decision) and any(duty.rule == gate.id for duty in decision.duties)

    return search.reach(Attempt(goals, heard.name, judge=judged))


def _reason(outcome: Outcome, walked: Walked, pairs: _Governed) -> tuple[str, str]:
    """Say why a duty never arises, and what of that is a finding of its own."""
    events = [heard.name for heard, _ in pairs]
    quoted = " and ".join(f"`{event}`" for event in events)
    if {*events} <= walked.never:
        return f"{quoted} can never happen", events[0]
    gate = pairs[0][1]
    if gate not in pairs[0][0].owed:
        if all(gate.base is None for _, gate in pairs):
            return f"no rule demands {quoted}, so nothing passes against it", ""
        return f"what it asks holds whenever {quoted} is demanded", ""
    asked = say(gate.guard, outcome.book)
    return f"what it asks holds already whenever {quoted} is allowed ({asked})", ""
