"""What could happen next in a case: how it opens, when, what is learned, which event is sent."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Day
from continuum.verify.following.story import Act
from continuum.verify.testing.asking import draw_request, somebody_else
from continuum.verify.testing.course import carried_in, learned_by, may_be_learned
from continuum.verify.testing.picking import flip, pick, rarely, shuffled
from continuum.verify.testing.thresholds import thresholds_of
from continuum.verify.testing.trial import DEPTH, Trial, values_from_now

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
_COMPARED: Final = 5


@attrs.frozen
class Proposal:
    """An event that could be sent next, and what opens it.

    Args:
        before: What is learned and sent before, in order.
        act: The event.
        decision: How it would come out.
    """

    before: tuple[Act, ...]
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
    *,
    depth: int = DEPTH,
) -> Proposal | None:
    """Draw an event that is allowed, today or when its day comes.

    Args:
        draw: The draw function of a composite strategy.
        course: The case; left as it is.
        events: The events among which to draw; empty: all.
        facts: The facts that may be learned; ``None``: all.
        depth: How many events may be sent before, each so that the next is open.

    Returns:
        The event, with what opens it; ``None`` if a few tries found none.
    """
    open_now = [name for name in course.open_events() if not events or name in events]
    for place, event in enumerate(shuffled(draw, _likely(draw, course, open_now))):
        if place == _EVENTS:
            return None
        act = draw_request(draw, course, event, well=True)
        trial = Trial(draw, course.copied(), act, events, facts, depth)
        decision = trial.decide(_ROUNDS)
        if decision is not None:
            return Proposal(tuple(trial.course.acts), trial.act, decision)
    return None


def _likely(draw: DrawFn, course: Course, events: list[str]) -> list[str]:
    """Mostly those that happened least, half the time among those that move the case on.

    What ends a case is rarely drawn, so that cases come far.
    """
    if rarely(draw):
        return events
    leads = {name: course.leading(name) for name in events}
    going = [name for name, (_, ends) in leads.items() if not ends]
    if not flip(draw):
        going = [name for name in going if leads[name][0]] or going
    happened = Counter(act.event for act in course.acts)
    least = min((happened[name] for name in going), default=0)
    return [name for name in going if happened[name] == least] or events


def draw_act(
    draw: DrawFn,
    course: Course,
    events: Collection[str] = (),
    facts: Collection[str] | None = None,
    *,
    depth: int = DEPTH,
) -> tuple[tuple[Act, ...], Act]:
    """Draw what is asked next: what is allowed, what is almost allowed, or whatever comes.

    What is almost allowed differs in one thing from what is (a word, who asks, a day, a fact), or
    has little against it, which nobody can bring about today.

    Args:
        draw: The draw function of a composite strategy.
        course: The case; left as it is.
        events: The events among which to draw; empty: all.
        facts: The facts that may be learned; ``None``: all.
        depth: How many events may be sent before, each so that the next is open.

    Returns:
        What is learned and sent before, and the event.
    """
    how = pick(draw, ("allowed", "allowed", "almost", "closest", "closest", "whatever"))
    names = tuple(events) or tuple(course.chart().events)
    if how in {"allowed", "almost"}:
        proposal = draw_proposal(draw, course, events, facts, depth=depth)
        if proposal is not None and how == "almost":
            return _almost(draw, course, proposal, facts)
        if proposal is not None:
            return proposal.before, proposal.act
    open_now = [name for name in course.open_events() if name in names]
    if how == "closest" and (found := _closest(draw, course, open_now, facts)):
        return found
    event = pick(draw, names if not open_now or rarely(draw) else open_now)
    return (), draw_request(draw, course, event, well=flip(draw))


def _closest(
    draw: DrawFn,
    course: Course,
    events: list[str],
    facts: Collection[str] | None,
) -> tuple[tuple[Act, ...], Act] | None:
    """Of a few events that nobody can bring about today, the one with the least against it."""
    found: list[tuple[int, tuple[tuple[Act, ...], Act]]] = []
    for place, event in enumerate(shuffled(draw, events)):
        if place == _COMPARED:
            break
        act = draw_request(draw, course, event, well=True)
        trial = Trial(draw, course.copied(), act, events, facts, depth=0)
        against = trial.stretch(_ROUNDS)
        if against:
            found.append((against, (tuple(trial.course.acts), trial.act)))
    return min(found, key=lambda each: each[0])[1] if found else None


def _almost(
    draw: DrawFn, course: Course, proposal: Proposal, facts: Collection[str] | None
) -> tuple[tuple[Act, ...], Act]:
    """The same with one thing changed: mostly something that the event reads."""
    before, act = proposal.before, proposal.act
    heard = course.chart(act.on).events[act.event]
    ways: list[tuple[tuple[Act, ...], Act]] = [
        (before, attrs.evolve(act, given={n: v for n, v in act.given.items() if n != name}))
        for name in act.given
        if name not in heard.event.needs
    ]
    ways += [(tuple(each for each in before if each is not left_out), act) for left_out in before]
    for fact in heard.reads:
        if may_be_learned(fact) and (facts is None or fact.name in facts):
            by, on = learned_by(fact, course.book), act.on
            now = course.snapshot.facts.get(fact.name)
            others = [value for value in (None, *values_from_now(course, fact)) if value != now]
            ways += [((*before, Act(on, by, "", {fact.name: v})), act) for v in others[:4]]
    eve = date.fromordinal(act.on.toordinal() - 1)
    if all(day <= eve for day in (course.on, *(each.on for each in before))) and flip(draw):
        return before, attrs.evolve(act, on=eve)
    if not ways or rarely(draw):
        return before, attrs.evolve(act, by=somebody_else(draw, course, act.by))
    return pick(draw, ways)
