"""Questions to the exemptions of a rule: may two of them hold at once?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from continuum.guards import weigh
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never, Open
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Exemption, Gate, Rule
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal, Want
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Verdict

    Pair = tuple[Exemption, Exemption]

__all__ = ["exemptions"]


def exemptions(outcome: Outcome) -> None:
    """Ask of every two exemptions of a rule whether both may hold where the rule needs one.

    Each exemption has a source of its own; where two hold, nothing says by which of them the
    rule does not stand in the way, for the order in which they are written carries no meaning.

    Args:
        outcome: Where the faults are kept.
    """
    chart = outcome.search.chart
    governed: dict[str, list[tuple[ChartEvent, Gate]]] = {}
    for heard in chart.events.values():
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
            if gate.rule is not None and len(gate.rule.exemptions) > 1:
                governed.setdefault(gate.id, []).append((heard, gate))
    asked = found = 0
    for where in governed.values():
        rule = where[0][1].rule
        assert rule is not None  # noqa: S101 - only gates of rules were kept
        for pair in combinations(sorted(rule.exemptions, key=_label), 2):
            asked += 1
            found += _overlap(outcome, rule, [heard for heard, _ in where], pair)
    if asked and not found:
        outcome.proved.append(f"no two exemptions of one rule hold at once ({asked} pairs)")


def _label(exemption: Exemption) -> str:
    return exemption.label


def _overlap(outcome: Outcome, rule: Rule, events: list[ChartEvent], pair: Pair) -> bool:
    one, other = pair
    sentence = (
        f"exemptions `{one.label}` and `{other.label}` of rule {rule.id} may hold at once, and "
        "nothing says which of them counts; let them exclude each other, or make them one"
    )
    subjects = (rule.id, one.label, other.label)
    doubt = ""
    for heard in events:
        verdict = _both(outcome, rule, heard, pair)
        if isinstance(verdict, Trail):
            outcome.shown(
                "exemptions_overlap",
                subjects,
                sentence,
                verdict,
                lambda _, decisions: _hold(decisions[-1], rule, pair),
                asked=True,
                closing=f"`{one.label}` and `{other.label}` both hold, and rule {rule.id} needs "
                "one of them",
            )
            return True
        if isinstance(verdict, Open):
            doubt = verdict.why
    if doubt:
        outcome.doubt("exemptions_overlap", subjects, sentence, doubt)
    return bool(doubt)


def _both(outcome: Outcome, rule: Rule, heard: ChartEvent, pair: Pair) -> Verdict:
    """Look for a case in which both hold when the event is asked for, allowed or not."""
    search = outcome.search
    need: Want = "holds" if rule.then == "demands" else "not"
    goals: list[Goal] = [(with_request(heard, exemption.guard), "holds") for exemption in pair]
    goals.append((with_request(heard, rule.guard), need))
    if not search.satisfiable(goals):
        return Never()

    def judged(_: Snapshot, decision: Decision) -> bool:
        return _hold(decision, rule, pair)

    wanted = Attempt((*goals, *allowed(heard, {})), heard.name, judge=judged)
    verdict = search.reach(wanted)
    if isinstance(verdict, Trail):
        return verdict
    # That it is refused in the end is no goal: where nothing meets these, nothing meets those.
    return search.reach(Attempt(tuple(goals), heard.name, judge=judged, refused=True))


def _hold(decision: Decision, rule: Rule, pair: Pair) -> bool:
    """Whether a rule needs an exemption, and both of a pair hold."""
    needed = weigh(rule.guard, decision.view).holds is (rule.then == "demands")
    return needed and all(weigh(exemption.guard, decision.view).holds for exemption in pair)
