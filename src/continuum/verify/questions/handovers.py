"""Questions to the handovers: can each be brought to its end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.verify.following.trail import Trail
from continuum.verify.search import Never

if TYPE_CHECKING:
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.statechart import Walked
    from continuum.verify.search import Verdict

__all__ = ["receivers"]

_LAST = "effective"
_STAGES = (
    ("prepared", "nobody can prepare it: it is never available"),
    ("accepted", "the receiver can never accept it"),
    (_LAST, "it can never take effect"),
)


def receivers(outcome: Outcome, walked: Walked) -> None:
    """Ask of every handover whether the receiver can accept it and it can take effect."""
    chart = outcome.search.chart
    roles = {role.name for role in chart.book.roles}
    found = 0
    circles = (f for f in outcome.findings if f.kind == "circular_prerequisite")
    circling = {name for finding in circles for name in finding.subjects}
    for handover in chart.handovers:
        if handover.id in circling:
            found += 1
            continue
        if handover.receiver not in roles or handover.sender not in roles:
            found += 1
            outcome.found(
                "handover_without_receiver",
                (handover.id, handover.receiver),
                f"handover {handover.id} goes to `{handover.receiver}`, a role that the rulebook "
                "does not have; add the role, or name another receiver",
            )
            continue
        for stage, why in _STAGES:
            verdict = walked.events[f"{handover.stage.name}_{stage}"]
            if not isinstance(verdict, Trail):
                found += 1
                _missing(outcome, handover.id, handover.receiver, why, verdict)
                break
    if chart.handovers and not found:
        outcome.proved.append(
            f"each of the {len(chart.handovers)} handovers can be accepted and take effect"
        )


def _missing(outcome: Outcome, id: str, receiver: str, why: str, verdict: Verdict) -> None:
    sentence = (
        f"handover {id} never reaches `{receiver}`: {why}; "
        "mend when it is available, or the rules that govern its events"
    )
    if isinstance(verdict, Never):
        outcome.found("handover_without_receiver", (id, receiver), sentence)
    elif not isinstance(verdict, Trail):
        outcome.doubt("handover_without_receiver", (id, receiver), sentence, verdict.why)
