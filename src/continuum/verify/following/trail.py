"""A concrete case on its way: it learns, sends, and remembers what it did.

Everything here goes through the meaning of the rules (:mod:`continuum.semantics`), so what a trail
has done a case can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.guards import AnyInForce, Reached, Some, TotalDays, day_of, weigh
from continuum.rulebook import Adds, Said
from continuum.semantics import (
    Actor,
    CaseView,
    Changes,
    Decision,
    Snapshot,
    advance,
    decide,
    opening,
    request_for,
    step,
)
from continuum.verify.following.present import Present
from continuum.verify.following.solving import Domain, Goal, solve
from continuum.verify.following.story import Act, Story
from continuum.verify.following.values import Impossible, Realised, realise
from continuum.verify.situations.cells import MISSING, Cells, Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from continuum.guards import Guard, Value
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.situations.moves import Wishes

__all__ = ["Attempt", "Blocked", "Trail", "attempt", "met_in"]

_DAYS = 6
_TERMS = (60, 7, 1, 0)
_TRIES = 12


@attrs.frozen(eq=False)
class Trail:
    """A case and how it got there.

    Args:
        snapshot: How it stands.
        day: The day of the last act.
        acts: What happened.
        opened: The day it opened.
        decisions: The decision of each event among the acts.
    """

    snapshot: Snapshot
    day: date
    opened: date
    acts: tuple[Act, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def open(cls, cells: Cells, on: date) -> Trail:
        """Open a case of which nothing is known but what the rulebook says."""
        return cls(opening(cells.chart, on), on, on)

    def story(self, cells: Cells, question: Act | None = None) -> Story:
        """Give the story; what is fixed is known from the opening on."""
        facts = dict[str, "Value"]()
        acts: list[Act] = []
        for act in self.acts:
            if act.event:
                acts.append(act)
                continue
            left = {}
            for name, value in act.given.items():
                if cells.kind(name) == "fixed":
                    facts[name] = value
                else:
                    left[name] = value
            if left:
                acts.append(attrs.evolve(act, given=left))
        return Story(self.opened, facts, tuple(acts), question)


@attrs.frozen(eq=False)
class Attempt:
    """Something to be brought about in one act.

    Args:
        goals: What must hold for it, the event's own gates included.
        event: The event that is sent or asked for; empty: the goals alone.
        said: What the request must say.
        judge: Says of the decision (and the case before it) whether it is what was wanted; by
            default the event must be allowed.
        refused: Whether the event is only asked for, to be refused.
        shown: Without an event: which of the goals the case itself must show; by default all.
        legs: The legs that the event must take: what its own request adds may choose another.
    """

    goals: tuple[Goal, ...]
    event: str = ""
    said: Wishes = ()
    judge: Callable[[Snapshot, Decision], bool] | None = None
    refused: bool = False
    shown: tuple[Goal, ...] | None = None
    legs: tuple[Leg, ...] = ()


@attrs.frozen(eq=False)
class Blocked:
    """An attempt that the case does not allow, and what would have to be otherwise in it."""

    wanted: Mapping[Key, Value | None]


def met_in(cells: Cells, goals: tuple[Goal, ...], snapshot: Snapshot, day: date) -> bool:
    """Whether goals are met in a case on a day, by the view that the semantics use."""
    view = CaseView(cells.chart, snapshot, day)
    for guard, want in goals:
        truth = weigh(guard, view)
        if (want == "holds" and not truth.holds) or (want == "fails" and not truth.fails):
            return False
        if want == "not" and truth.holds:
            return False
    return True


def attempt(
    cells: Cells,
    trail: Trail,
    wanted: Attempt,
    *,
    kept: tuple[Key, ...] = (),
    supposed: Mapping[Key, Value | None] | None = None,
) -> Trail | Blocked:
    """Try to bring something about, on the day of the trail or on a later one that matters.

    Args:
        cells: The cut of the facts.
        trail: The case so far.
        wanted: What to bring about.
        kept: Variables that are as they should be: what blocks is looked for elsewhere first.
        supposed: Values that fixed facts are to have once they are learned.

    Returns:
        The case after it; where the event is to be refused, the question is its last act.
    """
    heard = cells.chart.events.get(wanted.event)
    for day in _days(cells, trail, wanted):
        for present in _presents(cells, trail, day, heard, wanted):
            for real in _realised(present, wanted.goals, supposed or {}):
                if done := _done(cells, trail, day, wanted, real):
                    return done
    present = Present(cells, trail.snapshot, trail.day, heard, None, dict(wanted.said))
    favourites = _within(present, present.favourites, supposed or {})
    for held in (kept, ()):
        settled = _settled_only(present, held)
        liked = solve(cells, wanted.goals, settled, favourites)
        if liked is not None:
            return Blocked(present.disagreements(liked))
    return Blocked({})


def _realised(
    present: Present, goals: tuple[Goal, ...], supposed: Mapping[Key, Value | None]
) -> Iterator[Realised]:
    """Real values that meet some goals; a choice that no day brings about is not made again."""
    domain = _within(present, present.domain, supposed)
    for _ in range(_TRIES):
        chosen = solve(present.cells, goals, present.settled, domain)
        if chosen is None:
            return
        real = realise(present, chosen)
        if isinstance(real, Impossible):
            goals = (*goals, (_otherwise(present.cells, real), "holds"))
            continue
        yield real
        for term in _terms(present, goals) if _lasts(present.heard) else ():
            real = realise(present, chosen, term)
            if isinstance(real, Realised):
                yield real
        return


def _within(present: Present, domain: Domain, supposed: Mapping[Key, Value | None]) -> Domain:
    """The same cells, but for fixed facts only what they are supposed to be, or not known."""

    def within(key: Key) -> tuple[Value | None, ...]:
        cells = domain(key)
        if key not in supposed or present.cells.kind(key) != "fixed":
            return cells
        return tuple(cell for cell in cells if cell in (supposed[key], None))

    return within


def _otherwise(cells: Cells, real: Impossible) -> Guard:
    asked = ((Reached(cells.milestones[key]), wanted) for key, wanted in real.milestones.items())
    return Some(~leaf if wanted else leaf for leaf, wanted in asked)


def _terms(present: Present, goals: tuple[Goal, ...]) -> Iterator[int]:
    """For how many days a new record may last: usual terms, then those that are asked about."""
    yield from _TERMS
    cells = present.cells
    for key in dict.fromkeys(key for guard, _ in goals for key in cells.keys(guard)):
        fact = cells.chart.facts.get(key)
        if fact is not None and isinstance(fact.derived, TotalDays):
            yield from (cell for cell in cells.domain(key) if isinstance(cell, int) and cell > 0)


def _lasts(heard: ChartEvent | None) -> bool:
    """Whether the request says for how long a new record lasts."""
    effects = () if heard is None else heard.event.effects
    return any(isinstance(e, Adds) and isinstance(e.end, Said) for e in effects)


def _settled_only(present: Present, kept: tuple[Key, ...]) -> Callable[[Key], object]:
    """What the request says stays, and what is kept; everything else is up for change."""

    def settled(key: Key) -> object:
        if present.cells.kind(key) == "request" or present.cells.variable(key) in kept:
            return present.settled(key)
        return MISSING

    return settled


def _presents(
    cells: Cells, trail: Trail, day: date, heard: ChartEvent | None, wanted: Attempt
) -> Iterator[Present]:
    said = dict(wanted.said)
    if heard is not None and heard.event.target:
        for record in trail.snapshot.records.get(heard.event.target, ())[-3:]:
            yield Present(cells, trail.snapshot, day, heard, record, said)
    yield Present(cells, trail.snapshot, day, heard, None, said)


def _days(cells: Cells, trail: Trail, wanted: Attempt) -> Iterator[date]:
    """The day of the trail, then later ones on which something that is asked comes about."""
    yield trail.day
    later: set[date] = set()
    view = CaseView(cells.chart, trail.snapshot, trail.day)
    for key in {key for guard, _ in wanted.goals for key in cells.keys(guard)}:
        if key in cells.milestones:
            day = day_of(cells.milestones[key], view.value)
            if day is not None:
                later.add(day)
        fact = cells.chart.facts.get(key)
        if fact is not None and isinstance(fact.derived, AnyInForce):
            for record in trail.snapshot.records.get(fact.derived.register, ()):
                later |= {d for d in (record.start, record.end) if d is not None}
    yield from sorted(day for day in later if day > trail.day)[:_DAYS]


def _done(cells: Cells, trail: Trail, day: date, wanted: Attempt, real: Realised) -> Trail | None:
    # A recorded case may be older than the law that is checked; it goes on under that law.
    since = cells.chart.valid_from
    chart = cells.chart.book.lower(day if since is None else max(day, since))
    snapshot, acts = trail.snapshot, trail.acts
    for by, facts in _recorders(cells, real.learned):
        snapshot = advance(chart, snapshot, day, Changes(sets=facts))
        acts = (*acts, Act(day, by, "", facts))
    if not wanted.event:
        shown = wanted.goals if wanted.shown is None else wanted.shown
        if not met_in(cells, shown, snapshot, day):
            return None
        return attrs.evolve(trail, snapshot=snapshot, day=day, acts=acts)
    try:
        request = request_for(chart.events[wanted.event], day, real.by, real.given)
        decision = decide(chart, snapshot, wanted.event, day, request)
    except FactError:
        return None
    if wanted.judge is None:
        moves = decision.changes.moves
        fits = bool(decision) and all(leg in moves for leg in wanted.legs)
    else:
        fits = bool(decision) is not wanted.refused and wanted.judge(snapshot, decision)
    if not fits:
        return None
    return Trail(
        step(chart, snapshot, decision),
        day,
        trail.opened,
        (*acts, Act(day, real.by, wanted.event, real.given)),
        (*trail.decisions, decision),
    )


def _recorders(
    cells: Cells, learned: Mapping[str, Value | None]
) -> Iterator[tuple[Actor, dict[str, Value | None]]]:
    """Group what is learned by who may record it."""
    roles = [role.name for role in cells.chart.book.roles if role.name != "system"]
    groups: dict[str, dict[str, Value | None]] = {}
    for name, value in learned.items():
        may = cells.chart.facts[name].recorded_by or tuple(roles) or ("system",)
        role = next((role for role in may if role in groups), may[0])
        groups.setdefault(role, {})[name] = value
    for role, facts in groups.items():
        yield Actor(role, "A-1" if role != "system" else ""), facts
