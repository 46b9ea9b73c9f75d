"""Questions to whoever declines everything voluntary: is there a way on all the same?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.naming import say_list
from continuum.verify.questions.ends import final_situations, tell_situation
from continuum.verify.questions.losing import least, named, subjects

if TYPE_CHECKING:
    from continuum.verify.diagrams import Diagram
    from continuum.verify.outcome import Outcome
    from continuum.verify.space import Move, Space

__all__ = ["only_ways_on"]

_TOLD = 4


def only_ways_on(outcome: Outcome) -> None:
    """Ask whether an end can be reached by somebody who takes part in nothing voluntary.

    Only what is voluntary by kind is left out; an event that waits for the outcome of a voluntary
    step is another question.
    """
    search, space = outcome.search, outcome.search.space
    moves = space.moves.moves.values()
    steps = {step.event for step in search.chart.steps if step.kind == "voluntary"}
    voluntary = [m for m in moves if m.heard.event.kind == "voluntary" or m.heard.name in steps]
    others = [m for m in moves if m not in voluntary]
    every = space.reachable()
    final = final_situations(search) & every
    if not voluntary or final == space.nothing:
        return
    shut = every & ~space.can_reach(final, every, moves=others)
    trapped = shut if shut == space.nothing else shut & space.can_reach(final, every)
    reached = None
    if trapped != space.nothing:
        # Only where somebody comes who has declined everything until then.
        reached = space.reach(space.begin, until=final, moves=others)
        trapped &= reached.every
    if trapped == space.nothing:
        outcome.proved.append(
            "whoever takes part in nothing voluntary can come to an end all the same "
            f"({len(voluntary)} events were left out)"
        )
        return
    told = 0
    while told < _TOLD and (situation := space.member(trapped)) is not None:
        cause = least(space, every, shut, situation)
        there = space.only(dict(cause)) & every
        trapped &= ~there
        told += 1
        ways = [f"`{m.heard.name}`" for m in voluntary if _leads_on(space, m, there)]
        sentence = (
            f"once {named(outcome, cause)}, the only way on is voluntary "
            f"({say_list(ways, 'or')}), so declining it leads nowhere; add a way on for whoever "
            "declines"
        )
        tell_situation(
            outcome,
            cause,
            kind="voluntary_step_is_the_only_way_on",
            subjects=subjects(cause, search.cells.based),
            sentence=sentence,
            closing="whoever declines what is voluntary has no way to an end from here",
            declined=[m.heard.name for m in voluntary],
            reached=reached,
        )


def _leads_on(space: Space, move: Move, situations: Diagram) -> bool:
    return space.meets(space.passed(situations), move.open)
