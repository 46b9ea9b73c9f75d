"""What counts from a moment on, until something is so: where it is, and cases that show it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, weigh
from continuum.semantics import CaseView
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.properties.fitting import selected
from continuum.verify.properties.forms import Happens
from continuum.verify.properties.showing import shows_claim
from continuum.verify.questions.ends import cell_goals, known_goals
from continuum.verify.situations.moves import with_request
from continuum.verify.slices import Edge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.following.story import Moment as Shown
    from continuum.verify.properties.forms import Claim, Moment
    from continuum.verify.properties.moments import Moments
    from continuum.verify.situations.cells import Key
    from continuum.verify.space import Reached, Stride

__all__ = ["Since"]


class Since:
    """From a moment on, as long as something has not been so.

    Args:
        moments: The moments of the search.
        when: From when on; ``None``: from the opening.
        stop: What has not been so yet: a guard, an event, or that an event can happen.
    """

    def __init__(self, moments: Moments, when: Moment | None, stop: Moment | Claim) -> None:
        """Keep them."""
        self.moments, self.when, self.stop = moments, when, stop
        self.search, self.space = moments.search, moments.space

    @cached_property
    def over(self) -> Diagram:
        """Where it is so."""
        if isinstance(self.stop, Happens):
            return self.space.nothing
        return self.moments.claimed(self.stop, self.moments.legal())

    @cached_property
    def start(self) -> Diagram:
        """Where it begins, and is not over at once."""
        return self.moments.start(self.when, self.over)

    def not_over(self, event: str) -> tuple[Goal, ...]:
        """Give the goals that keep it from being over while an event happens, or none does."""
        if not isinstance(self.stop, Happens):
            return (self.moments.not_so(self.stop),)
        stops = event in {one.name for one in selected(self.stop, self.search.chart.book)}
        heard = self.search.chart.events.get(event)
        return ((with_request(heard, self.stop.given), "not"),) if stops and heard else ()

    def _edge(self, stride: Stride, goals: tuple[Goal, ...]) -> Edge:
        """Give a stride as an edge, what people record being as the way supposes."""
        supposed = [cell_goals(self.search, key, value) for key, value in stride.open.items()]
        more = (goal for some in supposed for goal in some)
        stood = self._stood(stride.before)
        return Edge(stride.event, stride.legs, stride.said, (*goals, *stood, *more))

    def _stood(self, situation: Mapping[Key, Value | None]) -> tuple[Goal, ...]:
        """Give the goals that keep what is fixed, or rises, as a way supposes it."""
        search, domain = self.search, self.search.cells.domain
        stood = ((k, v) for k, v in situation.items() if v is not None or v in domain(k))
        return tuple(goal for key, value in stood for goal in known_goals(search, key, value))

    # ------------------------------------------------------------------ a case that shows it

    def lead(self, reached: Reached, target: Diagram, wanted: Attempt) -> Trail | None:
        """Lead a case to the moment, and from there to a target.

        Args:
            reached: What is reached from where it begins.
            target: Where the case is to end.
            wanted: What is brought about there.
        """
        space, search = self.space, self.search
        found = space.way(reached, target)
        if found is None:
            return None
        strides, there = found
        first = strides[0].before if strides else there
        begin = space.member(space.unpassed(space.only(first)) & self.start)
        head = None if begin is None else self._to(begin)
        if head is None:
            return None
        tail = (self._edge(stride, self.not_over(stride.event)) for stride in strides)
        part = search.slice(space.coding.stored)
        last = tuple(there[key] for key in part.variables)
        wanted = attrs.evolve(wanted, goals=(*wanted.goals, *self._stood(there)))
        outcome = search.follow(search.start, [*head, *tail], wanted, part, last)
        return outcome if isinstance(outcome, Trail) else None

    def _to(self, begin: dict[Key, Value | None]) -> list[Edge] | None:
        """Give the edges from the opening to where it begins, its moment being shown."""
        space = self.space
        if self.when is None:
            return []
        if not isinstance(self.when, Happens):
            goals: tuple[Goal, ...] = ((self.when, "holds"), *self.not_over(""))
            look = Edge(goals=(*goals, *self._stood(begin)))
            found = space.way(space.reached, space.only(begin))
            return None if found is None else [*_edges(found[0]), look]
        for heard, move in self.moments.starting(self.when, self.over):
            before = space.moves.before(move, space.only(begin))
            found = space.way(space.reached, before)
            if found is not None:
                stride = space.told(move, found[1], begin)
                given: tuple[Goal, ...] = ((with_request(heard, self.when.given), "holds"),)
                given = () if self.when.given == ALWAYS else given
                return [*_edges(found[0]), self._edge(stride, given)]
        return None

    def shows_before(self, trail: Trail | None, *, happens: bool) -> Callable[[list[Shown]], bool]:
        """Say how a story shows that it was not over when the last of its events happened.

        Args:
            trail: The case that the story is of.
            happens: Whether it is the last event that matters, rather than the end.
        """
        not_yet = self.shows(trail)
        if not happens:
            return not_yet

        def along(moments: list[Shown]) -> bool:
            at = max((n for n, (_, _, done) in enumerate(moments) if done is not None), default=0)
            done = moments[at][2]
            return done is not None and not self._is(self.stop, done) and self._counts(moments[:at])

        return along

    def shows(self, trail: Trail | None) -> Callable[[list[Shown]], bool]:
        """Say how a story shows that the moment came, and that since then it was not over.

        Args:
            trail: The case that the story is of.
        """
        day = trail.day if trail is not None else self.search.on
        return lambda moments: self._counts([*moments, (day, moments[-1][1], None)])

    def _counts(self, moments: list[Shown]) -> bool:
        counting = self.when is None
        for day, now, done in moments:
            if done is None:
                counting = (counting or self._starts(day, now)) and not self._so(day, now)
            else:
                # The same event may be the end of one count and begin another.
                started = self.when is not None and self._is(self.when, done)
                counting = (counting and not self._is(self.stop, done)) or started
        return counting

    def _starts(self, day: date, now: Snapshot) -> bool:
        if self.when is None or isinstance(self.when, Happens):
            return False
        return bool(weigh(self.when, CaseView(self.search.chart, now, day)).holds)

    def _so(self, day: date, now: Snapshot) -> bool:
        if isinstance(self.stop, Happens):
            return False
        return shows_claim(self.search, self.stop, day, now)

    def _is(self, when: Moment | Claim, done: Decision) -> bool:
        """Whether an event that has happened is the one that is meant."""
        if not isinstance(when, Happens):
            return False
        names = {event.name for event in selected(when, self.search.chart.book)}
        return done.event in names and bool(weigh(when.given, done.view).holds)


def _edges(strides: tuple[Stride, ...]) -> list[Edge]:
    return [Edge(stride.event, stride.legs, stride.said) for stride in strides]
