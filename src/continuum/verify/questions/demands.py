"""Questions to the demands: can what a rule demands of a coercive state happen on the day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, All, During, Not, Some, facts_in, weigh
from continuum.prose.sentences import without_not
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import with_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Gate, Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search

__all__ = ["demands"]


def demands(outcome: Outcome) -> None:
    """Ask of every event that a rule demands whether it has a way out of coercion on the day.

    What would block it is opened by the demand, or refused when the rulebook is built; so what
    is left to keep it from happening is the statechart.  It is asked wherever somebody can be in a
    coercive state of a region that the event moves, without that the event has happened.
    """
    search = outcome.search
    found = asked = 0
    for heard in search.chart.events.values():
        held = _held(search, heard)
        for gate in heard.demands if held else ():
            asked += 1
            for region in heard.ways:
                found += sum(
                    _blocked(outcome, heard, gate, region, state, why, All((*held, closed)))
                    for state, why, closed in _closed(search, heard, region)
                )
    if asked and not found:
        outcome.proved.append(
            "whatever is demanded while a state is coercive can happen on the day "
            f"({asked} pairs of rule and event)"
        )


def _held(search: Search, heard: ChartEvent) -> tuple[Guard, ...]:
    """Say that the event should lead out of a coercive state, and that no end is reached."""
    held: list[Guard] = []
    for region, by_state in heard.ways.items():
        moves = any(leg.target != leg.source for legs in by_state.values() for leg in legs)
        states = search.chart.states[region]
        reached = _without(search, heard, region)
        coercive = tuple(name for name in states if states[name].coercive and name in reached)
        if moves and coercive:
            held.append(During(region, coercive))
    ends = (
        During(region, tuple(name for name, state in states.items() if state.final))
        for region, states in search.chart.states.items()
        if any(state.final for state in states.values())
    )
    return (Some(held), *(Not(end) for end in ends)) if held else ()


def _without(search: Search, heard: ChartEvent, region: str) -> set[str]:
    """The states that the ways of other events lead to: after the event it has been honoured."""
    found = {search.chart.initial[search.chart.place[region]]}
    waiting = list(found)
    while waiting:
        source = waiting.pop()
        for other in search.chart.events.values():
            if other is heard:
                continue
            for leg in other.ways.get(region, {}).get(source, ()):
                if leg.target not in found:
                    found.add(leg.target)
                    waiting.append(leg.target)
    return found


def _closed(search: Search, heard: ChartEvent, region: str) -> Iterator[tuple[str, str, Guard]]:
    """Give each state with why there is no way from it, and the guard for being there like that."""
    for state in search.chart.states[region]:
        here = During(region, (state,))
        legs = heard.ways[region].get(state, ())
        if not legs:
            yield state, "no_leg", here
        elif any(leg.when != ALWAYS for leg in legs):
            shut = (Not(_at_best(leg.when)) for leg in legs)
            yield state, "closed", All((here, *shut))
        if len(legs) > 1:
            yield state, "several", All((here, Some(_pairs(legs))))


def _pairs(legs: tuple[Leg, ...]) -> list[Guard]:
    plain = [leg for leg in legs if _at_best(leg.when) == without_not(leg.when)]
    return [All((one.when, other.when)) for i, one in enumerate(plain) for other in plain[i + 1 :]]


def _at_best(guard: Guard) -> Guard:
    """What is left of a guard once the request says the best that it can say."""

    def best(part: Guard) -> Guard:
        match part:
            case All(parts):
                return All(best(inner) for inner in parts)
            case Some(parts):
                return Some(best(inner) for inner in parts)
            case _:
                said = any(fact.of != "case" for fact in facts_in(part))
                return ALWAYS if said else part

    return best(without_not(guard))


def _blocked(  # noqa: PLR0917 - the parts of one question
    outcome: Outcome,
    heard: ChartEvent,
    gate: Gate,
    region: str,
    state: str,
    why: str,
    there: Guard,
) -> bool:
    search = outcome.search
    goals: tuple[Goal, ...] = ((with_request(heard, gate.guard), "holds"), (there, "holds"))
    if not search.satisfiable(goals):
        return False

    def judged(_: Snapshot, decision: Decision) -> bool:
        demanded = weigh(gate.guard, decision.view).holds and weigh(there, decision.view).holds
        return demanded and f"way:{region}" in {against.id for against in decision.against}

    wanted = Attempt(goals, heard.name, judge=judged, refused=True)
    verdict = search.reach(wanted, [place(region)])
    if isinstance(verdict, Never):
        return False
    words = search.chart.regions[search.chart.place[region]].words
    said = {
        "no_leg": f"has no way from `{state}` in {words}",
        "closed": f"finds every way from `{state}` in {words} closed by what is recorded",
        "several": f"finds several ways open from `{state}` in {words}",
    }[why]
    mend = {
        "no_leg": "add a way from there, or let the rule say where it does not demand it",
        "closed": "leave one way open for every other case",
        "several": "let their conditions exclude each other",
    }[why]
    sentence = (
        f"rule {gate.id} can demand `{heard.name}` while the person is in a coercive state, and "
        f"then it {said}, so the day cannot be kept; {mend}"
    )
    subjects = (gate.id, heard.name, region, state)
    if isinstance(verdict, Trail):
        outcome.shown(
            "demand_blocked",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"{gate.id} demands `{heard.name}` on this day, and it {said}",
        )
    else:
        outcome.doubt("demand_blocked", subjects, sentence, verdict.why)
    return True
