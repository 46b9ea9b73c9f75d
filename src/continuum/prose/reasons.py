"""The reason tree: a guard taken apart, each part weighed as the whole is, with what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from continuum.guards import (
    All,
    AtLeast,
    AtLeastOf,
    During,
    Flag,
    Guard,
    IsIn,
    Known,
    Not,
    Reached,
    Some,
    View,
    day_of,
    facts_in,
    weigh,
)
from continuum.guards.walk import milestone_facts
from continuum.prose.naming import say_day, say_distance, say_fact, say_state, say_value
from continuum.prose.sentences import say, without_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from continuum.guards import Fact, Milestone
    from continuum.rulebook import Rulebook

__all__ = ["Reason", "Verdict", "as_lines", "reason_tree", "verdict_words"]

Verdict = Literal["holds", "fails", "unknown"]

_WORDS: dict[Verdict, str] = {"holds": "yes", "fails": "no", "unknown": "not known"}


@attrs.frozen
class Reason:
    """One part of a guard with its verdict, and the parts it is made of.

    Args:
        text: What is asked, and behind a colon what was found.
        verdict: ``holds``, ``fails`` or ``unknown``.
        parts: The parts of a group; empty for a question.
    """

    text: str
    verdict: Verdict
    parts: tuple[Reason, ...] = ()


def verdict_words(verdict: Verdict) -> str:
    """Say a verdict: *yes*, *no* or *not known*.

    Example:
        >>> verdict_words("unknown")
        'not known'
    """
    return _WORDS[verdict]


def reason_tree(guard: Guard, view: View[bool], book: Rulebook | None = None) -> Reason:
    """Weigh every part of a guard in a view and say what was found.

    Each verdict comes from :func:`continuum.guards.weigh` itself, so the tree cannot disagree with
    the decision.  A view that also gives the values of facts (``value``) and the day (``on``), as
    a case does, has them told.

    Args:
        guard: The guard, parameters resolved.
        view: Whoever answers the questions.
        book: The rulebook, for titles.

    Example:
        >>> from continuum.guards import UNKNOWN
        >>> class Nothing:
        ...     def flag(self, fact):
        ...         return UNKNOWN
        >>> reason_tree(Flag("heard", title="the person was heard"), Nothing())
        Reason(text='the person was heard', verdict='unknown', parts=())
    """
    return _Teller(view, book).tell(without_not(guard))


def as_lines(tree: Reason, depth: int = 0) -> Iterator[str]:
    """Give a reason tree as indented lines, each with its verdict in words.

    Args:
        tree: The tree.
        depth: How far the first line is indented, in steps of two spaces.

    Example:
        >>> list(as_lines(Reason("both", "fails", (Reason("one", "fails"),))))
        ['- no: both', '  - no: one']
    """
    yield f"{'  ' * depth}- {verdict_words(tree.verdict)}: {tree.text}"
    for part in tree.parts:
        yield from as_lines(part, depth + 1)


class _Teller:
    """Tells one tree: keeps the view and what it can say beside the closed questions."""

    def __init__(self, view: View[bool], book: Rulebook | None) -> None:
        self.view = view
        self.book = book
        self.value: Callable[[Fact], object] | None = getattr(view, "value", None)
        self.on: date | None = getattr(view, "on", None)

    def tell(self, guard: Guard) -> Reason:
        match guard:
            case All(parts) | Some(parts) if len(parts) == 1:
                return self.tell(parts[0])
            case All(parts) | Some(parts) if parts:
                which = "all of these" if isinstance(guard, All) else "at least one of these"
                return self._group(which, guard, parts)
            case AtLeastOf(count, parts):
                return self._group(f"at least {count} of these {len(parts)}", guard, parts)
            case Not(AtLeastOf(count, parts)):
                return self._group(f"fewer than {count} of these {len(parts)}", guard, parts)
            case _:
                return Reason(say(guard, self.book) + self._found(guard), self._verdict(guard))

    def _group(self, which: str, guard: Guard, parts: tuple[Guard, ...]) -> Reason:
        return Reason(which, self._verdict(guard), tuple(self.tell(part) for part in parts))

    def _verdict(self, guard: Guard) -> Verdict:
        truth = weigh(guard, self.view)
        return "holds" if truth.holds else "fails" if truth.fails else "unknown"

    def _found(self, question: Guard) -> str:
        """What was found, where the verdict alone does not say it."""
        match question:
            case Not(part):
                return self._found(part)
            case Reached(milestone):
                return self._found_day(milestone)
            case During(region, _):
                state = self._state_of(region)
                return f" (found: “{say_state(region, state, self.book)}”)" if state else ""
            case IsIn() | AtLeast():
                fact = next(iter(facts_in(question)))
                return self._found_value(fact)
            case Known(fact) if not isinstance(fact, Flag):
                return self._found_value(fact)
            case _:
                return ""

    def _found_value(self, fact: Fact) -> str:
        if self.value is None:
            return ""
        return f" (found: {say_value(self.value(fact), fact, self.book)})"

    def _found_day(self, milestone: Milestone) -> str:
        if self.value is None:
            return ""
        day = day_of(milestone, self.value)
        facts = tuple(milestone_facts(milestone))
        if day is None:
            missing = [say_fact(f) for f in facts if self.value(f) is None]
            return f" (not recorded: {', '.join(dict.fromkeys(missing))})"
        far = f", {say_distance(day, self.on)}" if self.on is not None else ""
        if facts == (milestone,):
            return f" (found: {say_day(day)}{far})"
        counted = ", ".join(f"{say_fact(f)}: {say_value(self.value(f), f)}" for f in facts)
        return f" (that is {say_day(day)}{far}; {counted})"

    def _state_of(self, region: str) -> str:
        """Ask the view for each state in turn: it answers questions, it need not name states."""
        for one in self.book.regions if self.book is not None else ():
            if one.name == region:
                for state in one.names:
                    if self.view.during(region, (state,)).holds:
                        return state
        return ""
