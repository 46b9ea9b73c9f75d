"""Questions to the final states: is any of them left again?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from continuum.verify.following.trail import Trail
from continuum.verify.search import Never

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.statechart import Walked

__all__ = ["exits"]


def exits(outcome: Outcome, walked: Walked) -> None:
    """Ask of every final state whether some case leaves it again.

    What ends a case ends it for good: nothing is owed any more, and nobody looks.  A way out that
    is never open is told as such, not here.

    Args:
        outcome: Where the faults are kept.
        walked: What was walked: which ways some case takes.
    """
    chart = outcome.search.chart
    found = 0
    for leg, key in _exits(walked):
        verdict = walked.legs.get(key)
        if verdict is None or isinstance(verdict, Never):
            continue
        found += 1
        words = chart.regions[chart.place[leg.region]].words
        sentence = (
            f"`{leg.event}` leads on from `{leg.source}` in {words} to `{leg.target}`, and "
            f"`{leg.source}` is final; let `{leg.source}` not be final, or take the way away"
        )
        subjects = (leg.region, leg.source, leg.event)
        if isinstance(verdict, Trail):
            outcome.shown(
                "final_state_with_exits",
                subjects,
                sentence,
                verdict,
                partial(_left, leg),
                closing=f"the case had ended in `{leg.source}`, and goes on in `{leg.target}`",
            )
        else:
            outcome.doubt("final_state_with_exits", subjects, sentence, verdict.why)
    count = sum(state.final for states in chart.states.values() for state in states.values())
    if count and not found:
        outcome.proved.append(f"no case leaves a final state again ({count} of them)")


def _exits(walked: Walked) -> Iterator[tuple[Leg, tuple[str, str, str, int]]]:
    """Give every way out of a final state, with its place among what was walked."""
    chart = walked.search.chart
    for heard in chart.events.values():
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                if not chart.states[region][source].final:
                    continue
                for k, leg in enumerate(legs):
                    if leg.target != source:
                        yield leg, (heard.name, region, source, k)


def _left(leg: Leg, _: Snapshot, decisions: list[Decision]) -> bool:
    """Whether the last event took the way."""
    return bool(decisions) and bool(decisions[-1]) and leg in decisions[-1].changes.moves
