"""Questions to what is not known: who is stranded by it, and what must be known by when?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.prose.naming import say_list
from continuum.verify.findings import Needed
from continuum.verify.questions.ends import final_situations, tell_situation
from continuum.verify.questions.losing import least, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.verify.diagrams import Diagram
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search
    from continuum.verify.space import Move, Space

__all__ = ["list_what_must_be_known", "strandings"]

_TOLD: Final = 8


def strandings(outcome: Outcome) -> None:
    """Ask of every fact that is as it is whether a case is stranded if nobody ever learns it.

    A case is stranded where no end can be reached while the fact stays not known, although one
    could be if it were recorded.  What may be recorded anew on any day is in the hands of those
    who record it, and is left to the list of what must be known.
    """
    search, space = outcome.search, outcome.search.space
    every, final = space.reachable(), final_situations(outcome.search)
    recorded = (fact for fact in _recorded(search) if _gates(search, fact))
    facts = [fact for fact in recorded if search.cells.kind(fact.name) == "fixed"]
    if not facts or not space.meets(every, final):
        return
    found = 0
    reaching = space.can_reach(final & every, every)
    for n, fact in enumerate(facts):
        if found == _TOLD:
            rest = ", ".join(f"`{other.name}`" for other in facts[n:])
            outcome.assumptions.append(
                f"whether a case is stranded for want of these was not looked at, since {found} "
                f"other facts strand it already: {rest}"
            )
            break
        lacking = space.view.cell(fact.name, None)
        among = every & lacking if fact.name in space.coding.stored else every
        gone = _cut_off(search, lacking, among)
        situation = space.member(gone & reaching & space.begin)
        if situation is None:
            # The same moves, for as long as the fact is not known.
            moves = [
                space.moves.narrowed(move, move.whole & lacking)
                for move in space.moves.moves.values()
            ]
            gone = among & ~space.can_reach(final & among, among, moves=moves)
            situation = space.member(_first(space, fact, gone & reaching, moves))
        if situation is None:
            continue
        found += 1
        cause = least(space, among, gone, situation)
        cause = tuple((key, value) for key, value in cause if key != fact.name)
        roles = _recorders(fact)
        where = f"once {named(outcome, cause)}" if cause else "from the opening on"
        sentence = (
            f"a case in which `{fact.name}` ({fact.words}) is never recorded is stranded {where}: "
            "no end can be reached any more; add a way on for whoever "
            f"lacks it, or make sure that {say_list(roles, 'or')} records it before"
        )
        tell_situation(
            outcome,
            cause,
            kind="unknown_fact_strands",
            subjects=(fact.name,),
            sentence=sentence,
            closing=f"as long as `{fact.name}` is not known, no end can be reached from here",
            lacking=fact.name,
        )
    if not found:
        outcome.proved.append(
            f"no case is stranded because a fact is never recorded ({len(facts)} facts)"
        )


def list_what_must_be_known(outcome: Outcome) -> None:
    """List, for each state, the facts without which no event leads out of it.

    It is an answer rather than a fault: the checklist of those who collect them.
    """
    search, space = outcome.search, outcome.search.space
    every = space.reachable()
    facts = [fact for fact in _recorded(search) if _gates(search, fact)]
    for region in search.chart.regions:
        for state in region.states:
            here = every & space.coding.at(f"in:{region.name}", state.name)
            leaving = list(_leaving(search, region.name, state.name, here))
            if state.final or not leaving:
                continue
            for fact in facts:
                lacking = space.view.cell(fact.name, None)
                if all(not space.meets(way, lacking) for way in leaving):
                    who = say_list(_recorders(fact), "or")
                    sentence = (
                        f"by `{state.name}` ({state.words}) in {region.words}, {fact.words} must "
                        f"be known: without it no event leads on; recorded by {who}"
                    )
                    roles = fact.recorded_by
                    outcome.checklist.append(
                        Needed(region.name, state.name, fact.name, roles, sentence)
                    )


def _recorded(search: Search) -> Iterator[Fact]:
    """The facts that people record: those that only events set are another matter."""
    for fact in search.chart.facts.values():
        kind = search.cells.kind(fact.name) if fact.of == "case" else ""
        if kind in {"fixed", "free", "rising"} and fact.initially is None:
            yield fact


def _gates(search: Search, fact: Fact) -> bool:
    """Whether any event asks for the fact."""
    return any(fact in heard.reads for heard in search.chart.events.values())


def _recorders(fact: Fact) -> list[str]:
    return [f"`{role}`" for role in fact.recorded_by] or ["whoever may record facts"]


def _first(space: Space, fact: Fact, gone: Diagram, moves: list[Move]) -> Diagram:
    """Where somebody comes who has lacked the fact from the opening on."""
    if gone == space.nothing or space.meets(gone, space.begin):
        return gone & space.begin
    stored = fact.name in space.coding.stored
    begin = space.begin & space.view.cell(fact.name, None) if stored else space.begin
    return gone & space.reach(begin, moves=moves, still=(fact.name,)).every


def _cut_off(search: Search, lacking: Diagram, among: Diagram) -> Diagram:
    """Give situations that are lost by the arrows alone: those left lead to no final state."""
    space = search.space
    lost = among
    for region, states in search.chart.states.items():
        ends = {name for name, state in states.items() if state.final}
        if not ends:
            continue
        before: dict[str, set[str]] = {}
        for move in space.moves.moves.values():
            for leg, where in move.legs.get(region, ()):
                if leg.source != leg.target and space.meets(move.whole & where & lacking, among):
                    before.setdefault(leg.target, set()).add(leg.source)
        waiting = list(ends)
        while waiting:
            for source in before.get(waiting.pop(), set()) - ends:
                ends.add(source)
                waiting.append(source)
        leading = space.nothing
        for name in ends:
            leading |= space.coding.at(f"in:{region}", name)
        lost &= ~leading
    return lost


def _leaving(search: Search, region: str, state: str, here: Diagram) -> Iterator[Diagram]:
    """The ways that lead out of a state, each where it can be taken, what is open included."""
    space = search.space
    for move in space.moves.moves.values():
        for leg, where in move.legs.get(region, ()):
            if leg.source == state != leg.target:
                way = move.whole & where & here
                if way != space.nothing:
                    yield way
