"""Writing guards as programs: the one evaluator runs over a view whose bits are conditions.

``weigh`` is asked once for each guard, with a view that answers every question with a pair of
conditions, "it holds" and "it fails".  What comes back are two conditions built with *and* and
*or*; they are written as questions with a way on for yes and for no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.guards import Choice, Truth, weigh
from continuum.sim.queue.layout import AT_LEAST, DURING, FLAG, IS_IN, KNOWN, REACHED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Flag, Guard, Number
    from continuum.guards.language import Fact, Milestone
    from continuum.sim.queue.facts import Facts

__all__ = ["ALWAYS", "NEVER", "Condition", "ProgramView", "written"]

_AND, _OR, _ASK, _SURE = range(4)


class Condition:
    """What must be so: one question, or several joined by *and* or *or*.

    Args:
        kind: A question, *and*, *or*, or something certain.
        parts: The question, the conditions, or what is certain.
    """

    __slots__ = ("kind", "parts")

    def __init__(self, kind: int, parts: tuple[Any, ...]) -> None:
        """Keep the parts."""
        self.kind = kind
        self.parts = parts

    def __and__(self, other: Condition) -> Condition:
        """Both."""
        if self is NEVER or other is NEVER:
            return NEVER
        if self is ALWAYS or self is other:
            return other
        return self if other is ALWAYS else Condition(_AND, (self, other))

    def __or__(self, other: Condition) -> Condition:
        """At least one."""
        if self is ALWAYS or other is ALWAYS:
            return ALWAYS
        if self is NEVER or self is other:
            return other
        return self if other is NEVER else Condition(_OR, (self, other))


ALWAYS: Final = Condition(_SURE, (True,))
NEVER: Final = Condition(_SURE, (False,))
_YES, _NO = -1, -2


class ProgramView:
    """A view of guards that answers every question with the condition itself.

    Args:
        facts: The numbers of the facts that an attempt can see.
        settled: Request fact to its value, where that is the same for everybody.
    """

    certain: Truth[Condition] = Truth(ALWAYS, NEVER)

    def __init__(self, facts: Facts, settled: Mapping[str, Any]) -> None:
        """Keep the parts."""
        self.facts = facts
        self.settled = settled

    def _asked(self, *question: int) -> Truth[Condition]:
        return Truth(Condition(_ASK, (*question, 0)), Condition(_ASK, (*question, 1)))

    def _told(self, fact: Fact) -> Any:
        """The value of a request fact that is the same for everybody; ``None``: it is not."""
        if fact.of != "request" or fact.derived is not None:
            return None
        return self.settled.get(fact.name)

    @staticmethod
    def _sure(holds: bool) -> Truth[Condition]:
        return Truth(ALWAYS, NEVER) if holds else Truth(NEVER, ALWAYS)

    def flag(self, fact: Flag) -> Truth[Condition]:
        """Does the flag hold?"""
        told = self._told(fact)
        return self._asked(FLAG, self.facts.source(fact), 0) if told is None else self._sure(told)

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[Condition]:
        """Is the choice one of these?"""
        told = self._told(choice)
        if told is not None:
            return self._sure(told in among)
        table = self.facts.tables.whole(*(int(option in among) for option in choice.options))
        return self._asked(IS_IN, self.facts.source(choice), table)

    def at_least(self, number: Number, bound: int) -> Truth[Condition]:
        """Is the number at or above the bound?"""
        told = self._told(number)
        if told is not None:
            return self._sure(told >= bound)
        return self._asked(AT_LEAST, self.facts.source(number), bound)

    def reached(self, milestone: Milestone) -> Truth[Condition]:
        """Has the day of the milestone come?"""
        return self._asked(REACHED, self.facts.milestone(milestone), 0)

    def during(self, region: str, states: tuple[str, ...]) -> Truth[Condition]:
        """Is the region in one of these states?"""
        names = self.facts.states(region)
        table = self.facts.tables.whole(*(int(name in states) for name in names))
        return self._asked(DURING, self.facts.place(region), table)

    def known(self, fact: Fact) -> Truth[Condition]:
        """Is the fact recorded?"""
        if self._told(fact) is not None:
            return self._sure(True)
        return self._asked(KNOWN, self.facts.source(fact), 0)


def written(guard: Guard, view: ProgramView) -> tuple[int, int]:
    """Write a guard as two programs: give where "it holds" and "it fails" begin.

    Args:
        guard: The guard, parameters resolved.
        view: The view of the attempt.
    """
    holds, fails = weigh(guard, view)
    met: dict[tuple[int, int, int], int] = {}
    return _write(holds, view, met, _YES, _NO), _write(fails, view, met, _YES, _NO)


def _write(
    condition: Condition,
    view: ProgramView,
    met: dict[tuple[int, int, int], int],
    yes: int,
    no: int,
) -> int:
    """Write a condition with the places to go on; give its own place."""
    if condition is ALWAYS:
        return yes
    if condition is NEVER:
        return no
    key = (id(condition), yes, no)
    if key in met:
        return met[key]
    if condition.kind == _ASK:
        found = view.facts.tables.whole(*condition.parts, yes, no)
    else:
        first, second = condition.parts
        if condition.kind == _AND:
            found = _write(first, view, met, _write(second, view, met, yes, no), no)
        else:
            found = _write(first, view, met, yes, _write(second, view, met, yes, no))
    met[key] = found
    return found
