"""Questions to the statechart: what do cases reach and take, and are two ways open at once?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from continuum.guards import During
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.marking import normal_form
from continuum.verify.search import Never
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
from continuum.verify.search import Verdict

__all__ = ["Walked", "walk"]


class Walked:
    """Which legs and events a case can take, and which states it can come to.

    Args:
        outcome: Where the faults are kept.
    """

    def __init__(self, outcome: Outcome) -> None:
        """Start with nothing walked."""
        self.outcome, self.search = outcome, outcome.search
        self.legs: dict[tuple[str, str, str, int], Verdict] = {}
        self.events: dict[str, Verdict] = {}
        self.reached = {(region.name, region.initial) for region in self.search.chart.regions}

    def walk(self) -> None:
        """Take every leg of every event, from the initial states on."""
        chart = self.search.chart
        todo = [
            (heard, region, leg, k)
            for heard in chart.events.values()
            for region, by_state in heard.ways.items()
            for legs in by_state.values()
            for k, leg in enumerate(legs)
        ]
        progress = True
        while progress:
            progress = False
            for item in list(todo):
                heard, region, leg, k = item
                if (region, leg.source) not in self.reached:
                    continue
                todo.remove(item)
                verdict = self._take(heard, {region: leg})
                self.legs[heard.name, region, leg.source, k] = verdict
                if isinstance(verdict, Trail):
                    self._note(verdict)
                    progress = True
        for heard in chart.events.values():
            if not heard.ways:
                self.events[heard.name] = self._take(heard, {})

    def _take(self, heard: ChartEvent, legs: dict[str, Leg]) -> Verdict:
        seeds = [place(region) for region in legs]
        wanted = Attempt(allowed(heard, legs), heard.name, legs=tuple(legs.values()))
        return self.search.reach(wanted, seeds, soon=True)

    def _note(self, trail: Trail) -> None:
        for decision in trail.decisions:
            for leg in decision.changes.moves:
                self.reached.add((leg.region, leg.target))

    def happens(self, event: str) -> list[Verdict]:
        """Give the verdicts on an event, one for each of its legs."""
        if event in self.events:
            return [self.events[event]]
        return [verdict for key, verdict in self.legs.items() if key[0] == event]

    @property
    def never(self) -> frozenset[str]:
        """The events that never happen, or of which every way is shut."""
        return frozenset(
            event
            for event in self.search.chart.events
            if all(isinstance(verdict, Never) for verdict in self.happens(event))
        )


def walk(outcome: Outcome) -> Walked:
    """Ask which states and legs a case can come to, and whether two ways are ever open at once."""
    walked = Walked(outcome)
    walked.walk()
    _two_ways(outcome)
    return walked


def _two_ways(outcome: Outcome) -> None:
    search = outcome.search
    pairs = found = 0
    for heard in search.chart.events.values():
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                for one, other in combinations(sorted(legs, key=_named), 2):
                    pairs += 1
                    found += _pair(outcome, heard, region, source, (one, other))
    if pairs and not found:
        outcome.proved.append(f"no event ever finds two ways at once ({pairs} pairs of ways)")


def _named(leg: Leg) -> tuple[str, str]:
    """Where it leads and what it asks: neither hangs on the order in which ways are written."""
    return leg.target, normal_form(leg.when)


def _pair(
    outcome: Outcome, heard: ChartEvent, region: str, source: str, legs: tuple[Leg, Leg]
) -> bool:
    search = outcome.search
    asked = (*(gate.guard for gate in heard.gates), *(leg.when for leg in legs))
    goals: list[Goal] = [(During(region, (source,)), "holds")]
    goals += [(with_request(heard, guard), "holds") for guard in asked]
    if not search.satisfiable(goals):
        return False
    where = f"way:{region}"

    def judged(_: Snapshot, decision: Decision) -> bool:
        return any(a.id == where and "several ways" in a.sentence for a in decision.against)

    wanted = Attempt(tuple(goals), heard.name, judge=judged, refused=True)
    verdict = search.reach(wanted, [place(region)])
    if isinstance(verdict, Never):
        return False
    targets = " and ".join(f"`{leg.target}`" for leg in legs)
    subjects = (heard.name, region, source, legs[0].target, legs[1].target)
    about = " or ".join(normal_form(leg.when) for leg in legs)
    sentence = (
        f"`{heard.name}` may find two ways at once from `{source}`, to {targets}, so it is "
        "refused; let the conditions of the two exclude each other"
    )
    if isinstance(verdict, Trail):
        outcome.shown(
            "two_ways",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"`{heard.name}` is then refused: it has several ways from `{source}`",
            about=about,
        )
    else:
        outcome.doubt("two_ways", subjects, sentence, verdict.why, about=about)
    return True
