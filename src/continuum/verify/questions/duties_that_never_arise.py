"""Questions to the duties and steps: does anybody ever owe this, can anybody ever take that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER, All, During, Some, leaves
from continuum.prose.sentences import say
from continuum.semantics import step
from continuum.verify.following.afterwards import held_after, routes
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never, Open
from continuum.verify.situations.moves import allowed, with_request
from continuum.verify.situations.rewriting import with_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Gate, Step
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.statechart import Walked
    from continuum.verify.search import Verdict

__all__ = ["vacuous"]

_Governed = list[tuple["ChartEvent", "Gate"]]


def vacuous(outcome: Outcome, walked: Walked) -> None:
    """Ask of every duty whether it ever arises, and of every step whether it is ever available.

    A duty arises with an event that is allowed while what the rule asks does not hold; the duty
    of a rule that blocks, with an event that a higher rule demands against it.  One that is met
    at that very moment is never owed either.  A step of which
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
    steps = [one for one in chart.steps if one.available not in (ALWAYS, NEVER)]
    found += sum(_step(outcome, one) for one in steps)
    if asked + len(steps) and not found:
        outcome.proved.append(
            f"each of the {asked} duties of rules arises in some case, and each of the "
            f"{len(steps)} steps that wait for something is available in some"
        )


def _duty(outcome: Outcome, walked: Walked, id: str, pairs: _Governed) -> bool:
    """Tell of a duty that no event ever gives rise to; whether there was something to tell."""
    verdicts: list[Verdict] = []
    for heard, gate in pairs:
        verdicts.append(_arises(outcome, heard, gate))
        if isinstance(verdicts[-1], Trail):
            break
    arises = isinstance(verdicts[-1], Trail) if verdicts else False
    if arises:
        verdicts = [v for heard, gate in pairs for v in _unmet(outcome, heard, gate)]
        if not verdicts or any(isinstance(verdict, Trail) for verdict in verdicts):
            return False
    doubt = next((verdict.why for verdict in verdicts if isinstance(verdict, Open)), "")
    findings = outcome.findings
    if any(f.kind == "guard_always_holds" and f.subjects == (id,) for f in findings):
        return False  # it decides nothing, and so nothing is owed: that was told
    why, because = _reason(outcome, walked, pairs)
    if arises:
        why, because = "it is met, or lapses, the moment it arises", ""
    sentence = (
        f"what rule {id} lets be owed is never owed: {why}; loosen what gives rise to it, or "
        "leave the duty out"
    )
    if doubt:
        outcome.doubt("vacuous_duty", (id,), sentence, doubt)
    else:
        outcome.found("vacuous_duty", (id,), sentence, because)
    return True


def _step(outcome: Outcome, one: Step) -> bool:
    """Tell of a step that is available in no case."""
    verdict = outcome.search.reach(Attempt(((one.available, "holds"),)))
    sentence = (
        f"step {one.id} ({one.sentence}) is never available: no case comes to where "
        f"{say(one.available, outcome.book)}; loosen when it is available, or leave it out"
    )
    if isinstance(verdict, Never):
        outcome.found("vacuous_duty", (one.id,), sentence)
    elif isinstance(verdict, Open):
        outcome.doubt("vacuous_duty", (one.id,), sentence, verdict.why)
    return not isinstance(verdict, Trail)


def _arises(outcome: Outcome, heard: ChartEvent, gate: Gate) -> Verdict:
    search = outcome.search
    asked = _asked(heard, gate)
    if asked is None:
        return Never()  # nothing is ever demanded against it
    goals = (*allowed(heard, {}), (asked, "not"))
    if not search.satisfiable(goals):
        return Never()

    def judged(_: Snapshot, decision: Decision) -> bool:
        return bool(decision) and any(duty.rule == gate.id for duty in decision.duties)

    return search.reach(Attempt(goals, heard.name, judge=judged), soon=True)


def _asked(heard: ChartEvent, gate: Gate) -> Guard | None:
    """What must not hold for a gate to give rise to its duty."""
    asked = gate.guard if gate in heard.owed else gate.base
    return None if asked is None else with_request(heard, asked)


def _unmet(outcome: Outcome, heard: ChartEvent, gate: Gate) -> Iterator[Verdict]:
    """Look for a case in which a duty that has arisen is still owed; nothing where it surely is."""
    search, asked = outcome.search, _asked(heard, gate)
    over = [(form.met, NEVER if form.lapses is None else form.lapses) for form in gate.duty]
    if (NEVER, NEVER) in over or asked is None:
        return
    ended = All(Some(guards) for guards in over)

    def judged(snapshot: Snapshot, decision: Decision) -> bool:
        after = step(search.chart, snapshot, decision) if decision else snapshot
        known = {duty.id for duty in snapshot.duties}
        new = [duty for duty in after.duties if duty.rule == gate.id and duty.id not in known]
        return any(duty.met is None and duty.lapsed is None for duty in new)

    regions = {leaf.region for leaf in leaves(ended) if isinstance(leaf, During)}
    for legs in routes(heard, regions):
        targets = {region: leg.target for region, leg in legs.items()}
        later = with_places(held_after(search.cells, heard, ended), targets)
        goals = (*allowed(heard, legs), (asked, "not"), (later, "not"))
        if search.satisfiable(goals):
            yield search.reach(Attempt(goals, heard.name, judge=judged))
        else:
            yield Never()


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
