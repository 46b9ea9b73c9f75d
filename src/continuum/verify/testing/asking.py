"""Requests: who asks for an event, in which words, with which facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.guards import Day
from continuum.semantics import Actor
from continuum.verify.following.story import Act
from continuum.verify.testing.picking import flip, pick, rarely

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from continuum.guards import Fact, Value
    from continuum.rulebook import ChartEvent
    from continuum.verify.testing.course import Course

__all__ = ["WORDS", "asked_values", "draw_request", "somebody_else"]

WORDS: Final = {
    "reasons": "reasons of one's own",
    "remedy": "appeal within four weeks",
    "authority": "the competent authority",
    "evidence": "a document",
    "purpose": "the purpose",
    "legal_basis": "the legal basis",
}
"""What is said where something has to be said."""


def draw_request(draw: DrawFn, course: Course, event: str, *, well: bool) -> Act:
    """Draw a request for an event, today; what the event needs is always given.

    Args:
        draw: The draw function of a composite strategy.
        course: The case.
        event: The event's name.
        well: Whether somebody with a name asks who may decide it, saying no more than it needs;
            otherwise anybody may ask, and what is mostly said may be missing.
    """
    chart = course.chart()
    heard = chart.events[event]
    given: dict[str, Any] = {}
    for name, fact in heard.asks.items():
        values = asked_values(course, fact)
        if values and (name in heard.event.needs or not rarely(draw)):
            given[name] = pick(draw, values)
    if heard.event.target:
        records = course.snapshot.records.get(heard.event.target, ())
        ids = [record.id for record in records] or [f"{heard.event.target}-1"]
        given["target"] = pick(draw, ids)
    by = _somebody(draw, course, heard)
    given |= {
        word: said
        for word, said in WORDS.items()
        if word in heard.event.needs or not (well or rarely(draw))
    }
    if well:
        return Act(course.on, by, event, given)
    if rarely(draw):
        given["tool_output_only"] = True
    other = somebody_else(draw, course, by) if flip(draw) else by
    return Act(course.on, other, event, given)


def _somebody(draw: DrawFn, course: Course, heard: ChartEvent) -> Actor:
    roles = heard.event.decided_by or tuple(role.name for role in course.book.roles)
    return Actor(pick(draw, roles), "A-1") if roles else Actor("system")


def somebody_else(draw: DrawFn, course: Course, by: Actor) -> Actor:
    """Draw whoever should not ask: somebody without a name, the system, another role.

    Args:
        draw: The draw function of a composite strategy.
        course: The case.
        by: Who should ask.
    """
    roles = tuple(role.name for role in course.book.roles) or ("system",)
    return pick(draw, (Actor(by.role), Actor("system"), Actor(pick(draw, roles), "A-1")))


def asked_values(course: Course, fact: Fact) -> tuple[Value, ...]:
    """Give the values that a request may give for one of its facts, at the thresholds.

    Args:
        course: The case.
        fact: One of the facts that its event asks for.
    """
    thresholds = course.thresholds()
    if isinstance(fact, Day):
        # forward first: what is asked for mostly ends or begins later
        return tuple(reversed(thresholds.days(fact, course.on, course.view().value)))
    return thresholds.values(fact)
