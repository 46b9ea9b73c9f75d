"""What one rulebook allows and another does not: one history for each event and cause."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from continuum.errors import DoesNotReplay, FactError
from continuum.semantics import decide, request_for
from continuum.verify.comparing.contrasts import requested, weighed_alike
from continuum.verify.comparing.decided import Decided, asked_in
from continuum.verify.comparing.shared import chart_of_both
from continuum.verify.comparing.terms import Terms
from continuum.verify.following.shortening import shorten_story
from continuum.verify.following.story import Story
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never, Search
from continuum.verify.situations.moves import allowed, way, with_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from continuum.rulebook import ChartEvent, Rulebook
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.comparing.terms import Place
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.space import Limits

__all__ = ["Direction", "Lost"]


@attrs.frozen
class Lost:
    """Something that a case may do under the one rulebook and not under the other.

    Args:
        event: The event.
        cause: What stands in the way there: a rule's id, ``requires``, ``role``, ``way:region``,
            ``needs`` (it has to be said more), or ``gone`` (there is no such event).
        history: A story that replays under the one, and whose last event is not allowed under
            the other; ``None`` where none was found.
        why: Why none was found.
    """

    event: str
    cause: str
    history: Story | None
    why: str = ""


class Direction:
    """One rulebook (*mine*) as seen from another (*theirs*).

    Args:
        mine: The one rulebook.
        theirs: The other one.
        on: The day whose law is compared.
        homes: Which states of theirs stand for which of mine.
        limits: What may be used.
        engine: The engine of the diagrams.
    """

    def __init__(  # noqa: PLR0917 - the parts of one comparison
        self,
        mine: Rulebook,
        theirs: Rulebook,
        on: date,
        homes: dict[Place, Place],
        limits: Limits,
        engine: str = "",
    ) -> None:
        """Put what theirs says into the terms of mine; nothing is searched yet."""
        self.mine, self.theirs, self.on = mine, theirs, on
        self.limits, self.engine = limits, engine
        self.terms = Terms(mine.lower(on), theirs.lower(on), homes)
        self.there = {name: self.terms.event(e) for name, e in self.terms.theirs.events.items()}

    @cached_property
    def search(self) -> Search:
        """The search through all that both do."""
        chart = chart_of_both(self.terms, self.there)
        return Search(chart, self.on, engine=self.engine, limits=self.limits)

    def pairs(self) -> Iterator[tuple[ChartEvent, ChartEvent]]:
        """Give the events of both that are not weighed alike, mine and theirs in my terms."""
        for name, heard in self.terms.mine.events.items():
            other = self.there.get(name)
            if other is not None and not (weighed_alike(heard, other) and self._homely(heard)):
                yield heard, other

    def _homely(self, heard: ChartEvent) -> bool:
        """Whether an event leads nowhere that is named otherwise there."""
        return all(
            self.terms.homes.get((region, leg.target)) == (region, leg.target)
            for region, by_state in heard.ways.items()
            for legs in by_state.values()
            for leg in legs
        )

    # ------------------------------------------------------------------ what is lost

    def lost(self) -> Iterator[Lost]:
        """Give what mine allows and theirs does not: one story for each event and cause."""
        for name, heard in self.terms.mine.events.items():
            if name not in self.there:
                yield from self._gone(heard)
        for heard, other in self.pairs():
            self.limits.spend()
            more = set(requested(other)[1]) - set(requested(heard)[1])  # type: ignore[call-overload]
            if more:
                yield from self._told(heard, "needs", allowed(heard, {}))
                continue
            yield from self._refused(heard, other)

    def _gone(self, heard: ChartEvent) -> Iterator[Lost]:
        yield from self._told(heard, "gone", allowed(heard, {}))

    def _refused(self, heard: ChartEvent, other: ChartEvent) -> Iterator[Lost]:
        if _asks_no_more(heard, other):
            return
        space = self.search.space
        view = space.view
        mine, theirs = Decided.of(view, heard), Decided.of(view, other)
        asked = asked_in(view, heard, (heard, other)) & space.reachable()
        left = mine.allowed & ~theirs.allowed & asked
        if left == space.nothing:
            return
        shut = dict(self._shut(other))
        for alone in (True, False):
            for cause, (goal, where) in shut.items():
                others = [one for name, one in shut.items() if name != cause] if alone else []
                there = left & where
                for _, stands in others:
                    there &= ~stands
                if there == space.nothing:
                    continue
                goals = [*allowed(heard, {}), *((guard, "holds") for (guard, _), _ in others)]
                yield from self._best(heard, cause, tuple(goals), goal, there)
                left &= ~where

    def _best(
        self,
        heard: ChartEvent,
        cause: str,
        goals: tuple[Goal, ...],
        goal: Goal,
        there: Diagram,
    ) -> Iterator[Lost]:
        """A case in which the cause fails; where there is none, one in which it is not known."""
        space = self.search.space
        if space.meets(there, space.view.weigh(goal[0]).fails):
            found = list(self._told(heard, cause, (*goals, (goal[0], "fails")), sure=True))
            if any(one.history is not None for one in found):
                yield from found
                return
        yield from self._told(heard, cause, (*goals, goal))

    def _shut(self, other: ChartEvent) -> Iterator[tuple[str, tuple[Goal, Diagram]]]:
        """What may stand in the way of an event: the goal that it does, and where."""
        view = self.search.space.view
        for gate in other.gates:
            guard = with_request(other, gate.guard)
            yield gate.id, ((guard, "not"), ~view.weigh(guard).holds)
        for region in other.ways:
            guard = with_request(other, way(other, region))
            yield f"way:{region}", ((guard, "not"), ~view.weigh(guard).holds)

    # ------------------------------------------------------------------ stories

    def _told(
        self, heard: ChartEvent, cause: str, goals: tuple[Goal, ...], *, sure: bool = False
    ) -> Iterator[Lost]:
        def wanted(mine: Decision, theirs: Decision | None) -> bool:
            if theirs is None:
                return bool(mine) and cause in {"gone", "needs"}
            against = (item for item in theirs.against if item.known or not sure)
            return bool(mine) and any(item.id == cause for item in against)

        found = self.story(heard.name, goals, wanted)
        if isinstance(found, Story):
            yield Lost(heard.name, cause, found)
        elif found:
            yield Lost(heard.name, cause, None, found)

    def story(
        self,
        event: str,
        goals: tuple[Goal, ...],
        wanted: Callable[[Decision, Decision | None], bool],
    ) -> Story | str:
        """Find a story that both follow up to its last event, which they decide as is wanted.

        Args:
            event: The last event.
            goals: What must hold for it, in my terms.
            wanted: Says of both decisions (theirs is ``None`` where it cannot be asked for)
                whether they are what is looked for.

        Returns:
            The story, as short as it can be; or why there is none; empty: it is proved that no
            case comes to this.
        """

        def judge(snapshot: Snapshot, decision: Decision) -> bool:
            moved, _ = self.terms.snapshot(snapshot)
            return wanted(decision, self.decided_there(moved, decision))

        verdict = self.search.reach(Attempt(goals, event, judge=judge))
        # What only one of them allows is no beginning for what both do.
        self.search.pool = [trail for trail in self.search.pool if trail is not verdict]
        if isinstance(verdict, Never):
            return ""
        if not isinstance(verdict, Trail):
            return verdict.why

        def shows(story: Story) -> bool:
            ends = self.both(story)
            return ends is not None and ends[0].event == event and wanted(*ends)

        for story in (verdict.story(self.search.cells), Story(self.on, {}, verdict.acts)):
            if shows(story):
                return shorten_story(story, shows)
        return "a case was found, and the two rulebooks part earlier in it"

    def decided_there(self, moved: Snapshot, decision: Decision) -> Decision | None:
        """Decide by theirs what was decided by mine; ``None``: it cannot be asked for there.

        Args:
            moved: How the case stands, in their terms.
            decision: My decision.
        """
        chart = self.theirs.lower(decision.on)
        heard = chart.events.get(decision.event)
        if heard is None:
            return None
        asks = {*heard.asks, *decision.request.given} - (
            decision.view.heard.asks.keys() - heard.asks.keys() if decision.view.heard else set()
        )
        given = {name: v for name, v in decision.request.given.items() if name in asks}
        try:
            request = request_for(heard, decision.on, decision.request.by, given)
            return decide(chart, moved, heard.name, decision.on, request)
        except FactError:
            return None

    def both(self, story: Story) -> tuple[Decision, Decision | None] | None:
        """Follow a story in both: its last event is decided by each on its own case.

        Args:
            story: A story of mine that ends with an event.

        Returns:
            Both decisions; theirs is ``None`` where it cannot be asked for; ``None`` altogether
            where one of them does not follow the story so far.
        """
        if not story.acts or not story.acts[-1].event:
            return None
        asked = attrs.evolve(story, acts=story.acts[:-1], question=story.acts[-1])
        told = self.terms.story(asked)
        try:
            _, mine = asked.replay(self.mine)
            before, _ = attrs.evolve(told, question=None).replay(self.theirs)
        except DoesNotReplay:
            return None
        return mine[-1], self.decided_there(before, mine[-1])


def _asks_no_more(heard: ChartEvent, other: ChartEvent) -> bool:
    """Whether the other asks nothing that the event does not ask itself, word for word."""
    known = [gate.guard for gate in heard.gates]
    legs = [
        {state: [leg.when for leg in found] for state, found in by_state.items()}
        for ways in (heard.ways, other.ways)
        for _, by_state in sorted(ways.items())
    ]
    half = len(legs) // 2
    alike = heard.ways.keys() == other.ways.keys() and legs[:half] == legs[half:]
    return alike and all(gate.guard in known for gate in other.gates)
