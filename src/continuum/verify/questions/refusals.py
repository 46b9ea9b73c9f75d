"""Questions to the voluntary steps: does declining one open anything adverse?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import NEVER, All, facts_in, weigh
from continuum.semantics import CaseView
from continuum.verify.following.otherwise import would_be
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed
from continuum.verify.situations.rewriting import renamed

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Step
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome

__all__ = ["refusals"]


def refusals(outcome: Outcome) -> None:
    """Ask of every voluntary step whether an adverse event is open only to whoever declines it.

    Such an event is allowed while the step is not done, and would be refused if nothing were
    otherwise but that it was done.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    for step in outcome.search.chart.steps:
        reads = {fact.name for fact in facts_in(step.done)}
        if step.kind != "voluntary" or step.done == NEVER or not reads:
            continue
        for heard in outcome.search.chart.events.values():
            if heard.event.adverse and heard.name != step.event:
                asked += 1
                found += _harms(outcome, step, heard)
    if asked and not found:
        outcome.proved.append(
            "nothing adverse is open only because a voluntary step was declined "
            f"({asked} pairs of step and event)"
        )


def _harms(outcome: Outcome, step: Step, heard: ChartEvent) -> bool:
    search = outcome.search
    otherwise = _otherwise(step, heard)
    goals: tuple[Goal, ...] = (*allowed(heard, {}), (step.done, "not"), *otherwise)
    if not search.satisfiable(goals):
        return False

    def judged(snapshot: Snapshot, decision: Decision) -> bool:
        view = CaseView(search.chart, snapshot, decision.on)
        done = weigh(step.done, view).holds
        return bool(decision) and not done and would_be(search.cells, decision, otherwise)

    verdict = search.reach(Attempt(goals, heard.name, judge=judged))
    if isinstance(verdict, Never):
        return False
    sentence = (
        f"`{heard.name}` is adverse, and open to whoever declines the voluntary step {step.id} "
        f"({step.sentence}) where it is closed to whoever accepts it; take `{step.id}` out of "
        f"what opens `{heard.name}`, or give the step another kind"
    )
    subjects = (step.id, heard.name)
    if isinstance(verdict, Trail):
        outcome.shown(
            "refusing_a_voluntary_step_harms",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"`{heard.name}` is then open, and would be refused if step {step.id} were "
            "done",
        )
    else:
        outcome.doubt("refusing_a_voluntary_step_harms", subjects, sentence, verdict.why)
    return True


def _otherwise(step: Step, heard: ChartEvent) -> tuple[Goal, Goal]:
    """What would be if the step were done: the event is refused."""
    names = {fact.name: f"{fact.name}'" for fact in facts_in(step.done)}
    gates = renamed(All(guard for guard, _ in allowed(heard, {})), names)
    return (renamed(step.done, names), "holds"), (gates, "fails")
