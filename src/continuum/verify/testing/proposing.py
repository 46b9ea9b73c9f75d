"""What could happen next in a case: how it opens, when, what is learned, which event is sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Day
from continuum.verify.following.story import Act
from continuum.verify.testing.asking import draw_request, somebody_else
from continuum.verify.testing.course import carried_in, learned_by, may_be_learned
from continuum.verify.testing.picking import flip, pick, rarely, shuffled
from continuum.verify.testing.thresholds import thresholds_of
from continuum.verify.testing.trial import Trial, values_from_now

if TYPE_CHECKING:
    from collections.abc import Collection

    from hypothesis.strategies import DrawFn

    from continuum.guards import Value
    from continuum.rulebook import Rulebook
    from continuum.semantics import Decision
    from continuum.verify.testing.course import Course

__all__ = ["Proposal", "draw_act", "draw_learned", "draw_opening", "draw_proposal", "draw_wait"]

_EVENTS: Final = 40
_ROUNDS: Final = 5
_TEN_YEARS: Final = 3660
_COMINGS: Final = 12


@attrs.frozen
class Proposal:
    """An event that could be sent next, and what would be learned before.

    Args:
        learned: What is learned before, in order.
        act: The event.
        decision: How it would come out.
    """

    learned: tuple[Act, ...]
    act: Act
    decision: Decision


def draw_opening(
    draw: DrawFn, book: Rulebook, on: date, facts: Collection[str] | None = None
) -> dict[str, Value]:
    """Draw what is known when a case opens; days at the edges of the opening day.

    Args:
        draw: The draw function of a composite strategy.
        book: The rulebook.
        on: The day.
        facts: The facts among which to draw; ``None``: all that a case may bring along.
    """
    chart = book.lower(on)
    known = [
        fact
        for fact in chart.facts.values()
        if carried_in(fact) and (facts is None or fact.name in facts)
    ]
    thresholds = thresholds_of(chart)
    drawn: dict[str, Value] = {}
    # days come last: where their edges lie depends on the numbers that are counted
    for fact in sorted(known, key=lambda fact: isinstance(fact, Day)):
        values = thresholds.values(fact) or thresholds.days(
            fact, on, lambda each: drawn.get(each.name)
        )
        if values and not rarely(draw):
            drawn[fact.name] = pick(draw, values)
    return drawn


def draw_wait(draw: DrawFn, course: Course) -> date:
    """Draw the next day on which something happens: today, or beside a milestone to come.

    Args:
        draw: The draw function of a composite strategy.
        course: The case.
    """
    if flip(draw):
        return course.on
    today = course.on.toordinal()
    comings = course.thresholds().comings(course.view().value)
    ahead = [day for day in comings if today < day.toordinal() <= today + _TEN_YEARS]
    after = [date.fromordinal(today + by) for by in (1, 30)]
    return pick(draw, (*ahead[:_COMINGS], *after))


def draw_learned(draw: DrawFn, course: Course, facts: Collection[str] | None = None) -> Act | None:
    """Draw a fact that is learned today; ``None`` where there is none to be learned.

    Args:
        draw: The draw function of a composite strategy.
        course: The case.
        facts: The facts among which to draw; ``None``: all.
    """
    known = [
        fact
        for fact in course.chart().facts.values()
        if may_be_learned(fact) and (facts is None or fact.name in facts)
    ]
    if not known:
        return None
    fact = pick(draw, known)
    values = values_from_now(course, fact)
    value = None if not values or rarely(draw) else pick(draw, values)
    return Act(course.on, learned_by(fact, course.book), "", {fact.name: value})


def draw_proposal(
    draw: DrawFn,
    course: Course,
    events: Collection[str] = (),
    facts: Collection[str] | None = None,
) -> Proposal | None:
    """Draw an event that is allowed, today or when its day comes.

    Args:
        draw: The draw function of a composite strategy.
        course: The case; left as it is.
        events: The events among which to draw; empty: all.
        facts: The facts that may be learned; ``None``: all.

    Returns:
        The event, with what must be learned before; ``None`` if a few tries found none.
    """
    open_now = [name for name in course.open_events() if not events or name in events]
    for place, event in enumerate(shuffled(draw, _likely(draw, course, open_now))):
        if place == _EVENTS:
            return None
        trial = Trial(draw, course.copied(), draw_request(draw, course, event, well=True), facts)
        decision = trial.decide(_ROUNDS)
        if decision is not None:
            return Proposal(tuple(trial.course.acts), trial.act, decision)
    return None


def _likely(draw: DrawFn, course: Course, events: list[str]) -> list[str]:
    """Mostly those that did not happen yet, and half the time those that move the case on."""
    sent = {act.event for act in course.acts}
    fresh = [name for name in events if name not in sent]
    if not fresh or rarely(draw):
        return events
    return (course.moving(fresh) if flip(draw) else []) or fresh


def draw_act(
    draw: DrawFn,
    course: Course,
    events: Collection[str] = (),
    facts: Collection[str] | None = None,
) -> tuple[tuple[Act, ...], Act]:
    """Draw what is asked next: what is allowed, what is almost allowed, or whatever comes.

    What is almost allowed differs in one thing from what is: a word, who asks, a day, a fact.

    Args:
        draw: The draw function of a composite strategy.
        course: The case; left as it is.
        events: The events among which to draw; empty: all.
        facts: The facts that may be learned; ``None``: all.

    Returns:
        What is learned before, and the event.
    """
    how = pick(draw, (_as_it_is, _almost, None))
    proposal = None if how is None else draw_proposal(draw, course, events, facts)
    if how is not None and proposal is not None:
        return how(draw, course, proposal, facts)
    names = tuple(events) or tuple(course.chart().events)
    open_now = [name for name in course.open_events() if name in names]
    event = pick(draw, names if not open_now or rarely(draw) else open_now)
    return (), draw_request(draw, course, event, well=flip(draw))


def _as_it_is(
    _: DrawFn, __: Course, proposal: Proposal, ___: Collection[str] | None
) -> tuple[tuple[Act, ...], Act]:
    return proposal.learned, proposal.act


def _almost(
    draw: DrawFn, course: Course, proposal: Proposal, facts: Collection[str] | None
) -> tuple[tuple[Act, ...], Act]:
    """The same with one thing changed: mostly something that the event reads."""
    learned, act = proposal.learned, proposal.act
    heard = course.chart(act.on).events[act.event]
    ways: list[tuple[tuple[Act, ...], Act]] = [
        (learned, attrs.evolve(act, given={n: v for n, v in act.given.items() if n != name}))
        for name in act.given
        if name not in heard.event.needs
    ]
    ways += [(tuple(each for each in learned if each is not left_out), act) for left_out in learned]
    for fact in heard.reads:
        if may_be_learned(fact) and (facts is None or fact.name in facts):
            by, on = learned_by(fact, course.book), act.on
            now = course.snapshot.facts.get(fact.name)
            others = [value for value in (None, *values_from_now(course, fact)) if value != now]
            ways += [((*learned, Act(on, by, "", {fact.name: v})), act) for v in others[:4]]
    eve = date.fromordinal(act.on.toordinal() - 1)
    if all(day <= eve for day in (course.on, *(each.on for each in learned))) and flip(draw):
        return learned, attrs.evolve(act, on=eve)
    if not ways or rarely(draw):
        return learned, attrs.evolve(act, by=somebody_else(draw, course, act.by))
    return pick(draw, ways)
