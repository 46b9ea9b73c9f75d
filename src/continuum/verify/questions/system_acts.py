"""Questions to what is adverse: is it always a human being who decides it, and a named one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.rulebook.request import human_actor, named_actor
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed

if TYPE_CHECKING:
    from continuum.guards import Flag
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome

__all__ = ["system_acts"]


def system_acts(outcome: Outcome) -> None:
    """Ask of every adverse event whether a system, or somebody unnamed, can bring it about.

    A system among the roles that decide an adverse event is refused when the rulebook is built;
    what is asked here is what the gates let through.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    for heard in outcome.search.chart.events.values():
        if heard.event.adverse:
            asked += 1
            found += _open_to(outcome, heard, human_actor) or _open_to(outcome, heard, named_actor)
    if asked and not found:
        outcome.proved.append(f"each of the {asked} adverse events is decided by a named human")


def _open_to(outcome: Outcome, heard: ChartEvent, flag: Flag) -> bool:
    """Tell of an event that is allowed though a flag of its request says no."""
    search = outcome.search
    goals: tuple[Goal, ...] = (*allowed(heard, {}), (flag, "fails"))
    if not search.satisfiable(goals):
        return False

    def judged(_: Snapshot, decision: Decision) -> bool:
        return bool(decision) and not decision.request.values[flag.name]

    verdict = search.reach(Attempt(goals, heard.name, judge=judged))
    if isinstance(verdict, Never):
        return False
    who = "a system" if flag is human_actor else "somebody who is not named"
    sentence = (
        f"`{heard.name}` is adverse, and {who} can bring it about; let a rule that governs "
        f"whatever is adverse ask for `{flag.name}`"
    )
    subjects = (heard.name, flag.name)
    if isinstance(verdict, Trail):
        outcome.shown(
            "adverse_event_open_to_the_system",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"`{heard.name}` is then allowed, and no named human has decided it",
        )
    else:
        outcome.doubt("adverse_event_open_to_the_system", subjects, sentence, verdict.why)
    return True
