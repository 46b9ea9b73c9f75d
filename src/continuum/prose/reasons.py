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
from continuum.prose.sentences import say, say_head, without_not
from continuum.prose.speaker import ENGLISH, Speaker, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from continuum.guards import Fact, Milestone
    from continuum.rulebook import Rulebook

__all__ = ["Reason", "Verdict", "as_lines", "reason_tree", "verdict_words"]

Verdict = Literal["holds", "fails", "unknown"]

_WORDS: dict[Verdict, str] = {
    "holds": phrase("yes"),
    "fails": phrase("no"),
    "unknown": phrase("not known"),
}


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


def verdict_words(verdict: Verdict, speaker: Speaker = ENGLISH) -> str:
    """Say a verdict: *yes*, *no* or *not known*.

    Example:
        >>> verdict_words("unknown")
        'not known'
    """
    return speaker.say(_WORDS[verdict])


def reason_tree(
    guard: Guard,
    view: View[bool],
    book: Rulebook | None = None,
    speaker: Speaker = ENGLISH,
) -> Reason:
    """Weigh every part of a guard in a view and say what was found.

    Each verdict comes from :func:`continuum.guards.weigh` itself, so the tree cannot disagree with
    the decision.  A view that also gives the values of facts (``value``) and the day (``on``), as
    a case does, has them told.

    Args:
        guard: The guard, parameters resolved.
        view: Whoever answers the questions.
        book: The rulebook, for titles.
        speaker: Who tells it.

    Example:
        >>> from continuum.guards import UNKNOWN
        >>> class Nothing:
        ...     def flag(self, fact):
        ...         return UNKNOWN
        >>> reason_tree(Flag("heard", title="the person was heard"), Nothing())
        Reason(text='the person was heard', verdict='unknown', parts=())
    """
    return _Teller(view, book, speaker).tell(without_not(guard))


def as_lines(tree: Reason, depth: int = 0, speaker: Speaker = ENGLISH) -> Iterator[str]:
    """Give a reason tree as indented lines, each with its verdict in words.

    Args:
        tree: The tree.
        depth: How far the first line is indented, in steps of two spaces.
        speaker: Who tells it.

    Example:
        >>> list(as_lines(Reason("both", "fails", (Reason("one", "fails"),))))
        ['- no: both', '  - no: one']
    """
    verdict = verdict_words(tree.verdict, speaker)
    said = speaker.say("{verdict}: {question}", verdict=verdict, question=tree.text)
    yield f"{'  ' * depth}- {said}"
    for part in tree.parts:
        yield from as_lines(part, depth + 1, speaker)


class _Teller:
    """Tells one tree: keeps the view and what it can say beside the closed questions."""

    def __init__(self, view: View[bool], book: Rulebook | None, speaker: Speaker) -> None:
        self.view = view
        self.book = book
        self.speaker = speaker
        self.value: Callable[[Fact], object] | None = getattr(view, "value", None)
        self.on: date | None = getattr(view, "on", None)

    def tell(self, guard: Guard) -> Reason:
        match guard:
            case All(parts) | Some(parts) if len(parts) == 1:
                return self.tell(parts[0])
            case All(parts) | Some(parts) if parts:
                return self._group(guard, parts)
            case AtLeastOf(_, parts) | Not(AtLeastOf(_, parts)):
                return self._group(guard, parts)
            case _:
                return Reason(self._found(guard), self._verdict(guard))

    def _group(self, guard: Guard, parts: tuple[Guard, ...]) -> Reason:
        told = tuple(self.tell(part) for part in parts)
        return Reason(say_head(guard, self.speaker), self._verdict(guard), told)

    def _verdict(self, guard: Guard) -> Verdict:
        truth = weigh(guard, self.view)
        return "holds" if truth.holds else "fails" if truth.fails else "unknown"

    def _found(self, guard: Guard) -> str:
        """The question, and what was found, where the verdict alone does not say it."""
        said = say(guard, self.book, self.speaker)
        match guard.part if isinstance(guard, Not) else guard:
            case Reached(milestone):
                return self._with_day(said, milestone)
            case During(region, _):
                state = self._state_of(region)
                if not state:
                    return said
                words = self.speaker.quoted(say_state(region, state, self.book, self.speaker))
                return self._with(said, words)
            case IsIn() | AtLeast() as question:
                return self._with_value(said, next(iter(facts_in(question))))
            case Known(fact) if not isinstance(fact, Flag):
                return self._with_value(said, fact)
            case _:
                return said

    def _with(self, said: str, found: str) -> str:
        return self.speaker.say("{question} (found: {found})", question=said, found=found)

    def _with_value(self, said: str, fact: Fact) -> str:
        if self.value is None:
            return said
        return self._with(said, say_value(self.value(fact), fact, self.book, self.speaker))

    def _with_day(self, said: str, milestone: Milestone) -> str:
        if self.value is None:
            return said
        speaker = self.speaker
        day = day_of(milestone, self.value)
        facts = tuple(milestone_facts(milestone))
        if day is None:
            missing = [say_fact(f, speaker) for f in facts if self.value(f) is None]
            names = ", ".join(dict.fromkeys(missing))
            return speaker.say("{question} (not recorded: {missing})", question=said, missing=names)
        far = f", {say_distance(day, self.on, speaker)}" if self.on is not None else ""
        when = say_day(day, speaker) + far
        if facts == (milestone,):
            return self._with(said, when)
        counted = ", ".join(
            speaker.say(
                "{what}: {value}",
                what=say_fact(f, speaker),
                value=say_value(self.value(f), f, None, speaker),
            )
            for f in facts
        )
        return speaker.say(
            "{question} (that is {day}; {counted})", question=said, day=when, counted=counted
        )

    def _state_of(self, region: str) -> str:
        """Ask the view for each state in turn: it answers questions, it need not name states."""
        for one in self.book.regions if self.book is not None else ():
            if one.name == region:
                for state in one.names:
                    if self.view.during(region, (state,)).holds:
                        return state
        return ""
