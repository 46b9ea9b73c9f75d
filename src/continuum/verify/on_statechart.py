"""Questions to the statechart: what nothing reaches, what nothing takes, two ways at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from continuum.guards import During
from continuum.verify.cells import place
from continuum.verify.moves import allowed, with_request
from continuum.verify.search import Never, Open
from continuum.verify.solving import nothing_settled, solve
from continuum.verify.trail import Attempt, Trail

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Verdict
    from continuum.verify.solving import Goal

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
        return self.search.reach(Attempt(allowed(heard, legs), heard.name), seeds)

    def _note(self, trail: Trail) -> None:
        for decision in trail.decisions:
            for leg in decision.changes.moves:
                self.reached.add((leg.region, leg.target))

    def happens(self, event: str) -> list[Verdict]:
        """Give the verdicts on an event, one for each of its legs."""
        if event in self.events:
            return [self.events[event]]
        return [verdict for key, verdict in self.legs.items() if key[0] == event]


def walk(outcome: Outcome) -> Walked:
    """Ask which states and legs a case can come to, and whether two ways are ever open at once."""
    walked = Walked(outcome)
    walked.walk()
    stages = tuple(f"{handover.stage.name}_" for handover in outcome.search.chart.handovers)
    _states(walked)
    _legs(walked)
    _events(walked, stages)
    _two_ways(outcome)
    return walked


def _states(walked: Walked) -> None:
    outcome, chart = walked.outcome, walked.search.chart
    missed = [
        (region, state)
        for region in chart.regions
        for state in region.states
        if (region.name, state.name) not in walked.reached
    ]
    doubts = _doubtful(walked)
    for region, state in missed:
        into = sorted(
            heard.name
            for heard in chart.events.values()
            if any(
                leg.target == state.name != leg.source
                for legs in heard.ways.get(region.name, {}).values()
                for leg in legs
            )
        )
        sentence = f"no case ever comes to `{state.name}` ({state.words}) in {region.words}"
        if into:
            sentence += (
                f": {', '.join(f'`{name}`' for name in into)} would lead there and never can; "
                "open one of them, or leave the state out"
            )
        else:
            sentence += ": no event leads there; add a transition, or leave the state out"
        where = (region.name, state.name)
        if where in doubts:
            outcome.doubt("unreachable_state", where, sentence, doubts[where])
        else:
            outcome.found("unreachable_state", where, sentence)
    if not missed:
        count = sum(len(region.states) for region in chart.regions)
        outcome.proved.append(f"each of the {count} states is reached by some case")


def _doubtful(walked: Walked) -> dict[tuple[str, str], str]:
    """The states that an undecided way may lead to, directly or by others; and why undecided."""
    chart = walked.search.chart
    found: dict[tuple[str, str], str] = {}
    for (event, region, source, k), verdict in walked.legs.items():
        if isinstance(verdict, Open):
            target = chart.events[event].ways[region][source][k].target
            found.setdefault((region, target), verdict.why)
    waiting = [where for where in found if where not in walked.reached]
    while waiting:
        region, source = waiting.pop()
        for heard in chart.events.values():
            for leg in heard.ways.get(region, {}).get(source, ()):
                where = (region, leg.target)
                if where not in found:
                    found[where] = found[region, source]
                    if where not in walked.reached:
                        waiting.append(where)
    return found


def _legs(walked: Walked) -> None:
    outcome, chart = walked.outcome, walked.search.chart
    dead = 0
    for (event, region, source, k), verdict in walked.legs.items():
        if isinstance(verdict, Trail):
            continue
        dead += 1
        leg = chart.events[event].ways[region][source][k]
        into = "stays there" if leg.target == source else f"leads to `{leg.target}`"
        sentence = (
            f"the way of `{event}` from `{source}` in {_words(walked, region)}, which {into}, is "
            "never open: what it needs never comes together; loosen a condition, let some event "
            "record what is missing, or leave the way out"
        )
        subjects = (event, region, source, leg.target)
        if isinstance(verdict, Never):
            outcome.found("dead_transition", subjects, sentence)
        else:
            outcome.doubt("dead_transition", subjects, sentence, verdict.why)
    if not dead:
        outcome.proved.append(f"each of the {len(walked.legs)} ways is taken by some case")


def _words(walked: Walked, region: str) -> str:
    chart = walked.search.chart
    return chart.regions[chart.place[region]].words


def _events(walked: Walked, stages: tuple[str, ...]) -> None:
    outcome = walked.outcome
    for event, verdict in walked.events.items():
        if isinstance(verdict, Trail) or (stages and event.startswith(stages)):
            continue
        sentence = (
            f"`{event}` never happens: what it needs never comes together; loosen a condition, "
            "let some event record what is missing, or leave the event out"
        )
        if isinstance(verdict, Never):
            outcome.found("dead_transition", (event,), sentence)
        else:
            outcome.doubt("dead_transition", (event,), sentence, verdict.why)


def _two_ways(outcome: Outcome) -> None:
    search = outcome.search
    pairs = found = 0
    for heard in search.chart.events.values():
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                for one, other in combinations(legs, 2):
                    pairs += 1
                    found += _pair(outcome, heard, region, source, (one, other))
    if pairs and not found:
        outcome.proved.append(
            f"no event ever finds two ways at once ({pairs} pairs of ways were weighed)"
        )


def _pair(
    outcome: Outcome, heard: ChartEvent, region: str, source: str, legs: tuple[Leg, Leg]
) -> bool:
    search = outcome.search
    asked = (*(gate.guard for gate in heard.gates), *(leg.when for leg in legs))
    goals: list[Goal] = [(During(region, (source,)), "holds")]
    goals += [(with_request(heard, guard), "holds") for guard in asked]
    if solve(search.cells, goals, nothing_settled, search.cells.domain) is None:
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
        )
    else:
        outcome.doubt("two_ways", subjects, sentence, verdict.why)
    return True
