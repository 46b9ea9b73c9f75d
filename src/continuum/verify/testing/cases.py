"""Whole cases: histories that replay, requests, and cases with a request in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import assume
from hypothesis import strategies as st

from continuum.errors import FactError, RulebookError, told_together
from continuum.guards import as_day, fit
from continuum.rulebook import Rulebook
from continuum.semantics import heard_in
from continuum.verify.testing.asking import draw_request
from continuum.verify.testing.course import Course
from continuum.verify.testing.picking import flip, pick, rarely
from continuum.verify.testing.proposing import (
    draw_act,
    draw_learned,
    draw_opening,
    draw_proposal,
    draw_wait,
)
from continuum.verify.testing.situation import DAYS
from continuum.verify.testing.trial import DEPTH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hypothesis.strategies import DrawFn, SearchStrategy

    from continuum.guards import Value
    from continuum.verify.following.story import Act, Story

__all__ = ["checked", "draw_course", "fitted", "from_rulebook", "histories", "requests"]

_MISSES: Final = 3


def histories(
    book: Rulebook,
    *,
    length: int = 8,
    least: int = 0,
    opened: date | str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> SearchStrategy[Story]:
    """Draw histories that a rulebook allows: every one of them replays.

    Events, actors and days are drawn; days lie beside the milestones of the case.  What an event
    waits for is recorded before it, where somebody may record it, so that histories come far.

    Args:
        book: The rulebook.
        length: The most events in a history.
        least: The fewest; a high number makes drawing slow.
        opened: The day on which cases open; drawn where it is not given.
        facts: What is known when cases open; drawn where it is not given.

    Raises:
        RulebookError: ``book`` is no rulebook.
        FactError: ``opened`` is not a day, a fact does not fit, or ``least`` is above ``length``.

    Example:
        >>> import continuum as ct
        >>> from hypothesis import find
        >>> book = ct.load("outline")
        >>> story = find(histories(book, least=1), lambda story: True)
        >>> snapshot, decisions = story.replay(book)
        >>> [decision.outcome for decision in decisions]
        ['allowed']
    """
    book, day = checked(book, opened)
    known = None if facts is None else fitted(book, facts)
    if least > length:
        raise FactError(
            f"a history of at most {length} events cannot have at least {least}",
            help="give a `length` that is not below `least`",
        )

    # made here, so that what Hypothesis prints of it does not hold the whole rulebook
    @st.composite
    def history(draw: DrawFn) -> Story:
        course = draw_course(draw, book, day, known)
        assume(_run(draw, course, length, least) >= least)
        return course.story()

    return history()


def draw_course(
    draw: DrawFn, book: Rulebook, opened: date | None, facts: Mapping[str, Value] | None
) -> Course:
    """Open a case on a drawn day with drawn facts, where they are not given."""
    on = pick(draw, DAYS) if opened is None else opened
    return Course(book, on, draw_opening(draw, book, on) if facts is None else dict(facts))


def _run(draw: DrawFn, course: Course, length: int, least: int) -> int:
    wanted = pick(draw, range(least, length + 1))
    missed = 0
    while (left := wanted - course.sent()) > 0 and missed < _MISSES:
        course.wait(draw_wait(draw, course))
        if rarely(draw):
            learned = draw_learned(draw, course)
            if learned is not None:
                course.learn(learned)
        proposal = draw_proposal(draw, course, depth=min(left - 1, DEPTH))
        if proposal is None:
            missed += 1
        else:
            for act in (*proposal.before, proposal.act):
                course.do(act)
    return course.sent()


def requests(book: Rulebook, event: str, *, on: date | str | None = None) -> SearchStrategy[Act]:
    """Draw requests for an event: who asks, with which words and facts, at the thresholds.

    Each fits the event, so that it can be decided; whether it is allowed is another question.

    Args:
        book: The rulebook.
        event: The event's name.
        on: The day; drawn where it is not given.

    Raises:
        UnknownEvent: The rulebook has no such event.
        RulebookError: ``book`` is no rulebook.
        FactError: ``on`` is not a day.

    Example:
        >>> import continuum as ct
        >>> from hypothesis import find
        >>> find(requests(ct.load("outline"), "removed"), lambda act: not act.by.human).by.role
        'system'
    """
    book, day = checked(book, on)
    heard_in(book.lower(book.as_of if day is None else day), event)

    @st.composite
    def request(draw: DrawFn) -> Act:
        course = Course(book, pick(draw, DAYS) if day is None else day)
        return draw_request(draw, course, event, well=not flip(draw))

    return request()


def from_rulebook(
    book: Rulebook,
    *,
    event: str = "",
    length: int = 4,
    opened: date | str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> SearchStrategy[Story]:
    """Draw whole cases: how one opens, what happened in it, and what is asked in the end.

    Replay one to have its decision: ``snapshot, decisions = story.replay(book)``; the last of the
    decisions is that of the question.  Questions are drawn to be allowed, to be almost allowed (one
    word, fact, day or person differs from what is), or are whatever somebody may ask.

    Args:
        book: The rulebook.
        event: The event that is asked for; empty: any.
        length: The most events before the question.
        opened: The day on which cases open; drawn where it is not given.
        facts: What is known when cases open; drawn where it is not given.

    Raises:
        RulebookError: ``book`` is no rulebook.
        FactError: ``opened`` is not a day, or a fact does not fit.
        UnknownEvent: The rulebook has no such event.

    Example:
        >>> import continuum as ct
        >>> from hypothesis import find
        >>> book = ct.load("outline")
        >>> story = find(from_rulebook(book), lambda story: True)
        >>> story.question is None
        False
    """
    book, day = checked(book, opened)
    known = None if facts is None else fitted(book, facts)
    if event:
        heard_in(book.lower(book.as_of), event)

    @st.composite
    def case(draw: DrawFn) -> Story:
        course = draw_course(draw, book, day, known)
        _run(draw, course, length, 0)
        course.wait(draw_wait(draw, course))
        left = min(length - course.sent(), DEPTH)
        before, act = draw_act(draw, course, (event,) if event else (), depth=left)
        for each in before:
            course.do(each)
        return course.story(act)

    return case()


def fitted(book: Rulebook, facts: Mapping[str, Any]) -> dict[str, Value]:
    """Give facts as a case keeps them; what is not known is left out.

    Args:
        book: The rulebook.
        facts: Fact to value.

    Raises:
        FactError: With everything that does not fit, at once.
    """
    kept: dict[str, Value] = {}
    faults: list[tuple[str, str]] = []
    for name, given in facts.items():
        try:
            value = fit(book.fact(name), given)
        except (FactError, RulebookError) as error:
            faults.append((error.message, error.help))
            continue
        if value is not None:
            kept[name] = value
    if faults:
        message, hint = told_together("facts with which no case can open", faults)
        raise FactError(message, help=hint)
    return kept


def checked(book: object, on: date | str | None) -> tuple[Rulebook, date | None]:
    """Give a rulebook and a day as they are used.

    Raises:
        RulebookError: ``book`` is no rulebook.
        FactError: ``on`` is not a day.
    """
    if not isinstance(book, Rulebook):
        raise RulebookError(
            f"what is drawn from is a rulebook, and a `{type(book).__name__}` is none",
            help='give the rulebook itself, such as `ct.load("outline")`',
        )
    return book, None if on is None else as_day(on, "the day")
