"""Moments and claims of properties as sets of situations, what is open included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, weigh
from continuum.semantics import CaseView
from continuum.verify.properties.fitting import selected
from continuum.verify.properties.forms import Happens, Possible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.trail import Trail
    from continuum.verify.properties.forms import Claim, Moment
    from continuum.verify.search import Search
    from continuum.verify.space import Move

__all__ = ["Moments"]


class Moments:
    """Reads the moments and claims of properties in a space.

    Args:
        search: The search whose space it is.
    """

    def __init__(self, search: Search) -> None:
        """Keep the search."""
        self.search, self.space = search, search.space

    # ------------------------------------------------------------------ sets

    def at(self, moment: Moment) -> list[tuple[ChartEvent | None, Diagram]]:
        """Give where a moment is: for an event, the situations just before it happens."""
        space = self.space
        if not isinstance(moment, Happens):
            return [(None, space.view.goals([(moment, "holds")]) & self.legal())]
        found: list[tuple[ChartEvent | None, Diagram]] = []
        for event in selected(moment, self.search.chart.book):
            move = space.moves.moves[event.name]
            later = space.diagrams.cube(
                [n for key in move.changed for n in space.coding.block(key).after]
            )
            where = space.diagrams.forget(move.whole, later)
            if moment.given != ALWAYS:
                where &= space.moves.met(move.heard, [(moment.given, "holds")])
            found.append((move.heard, where))
        return found

    def union(self, there: Iterable[tuple[ChartEvent | None, Diagram]]) -> Diagram:
        """Give all of them together."""
        found = self.space.nothing
        for _, where in there:
            found |= where
        return found

    def claimed(self, claim: Claim, among: Diagram) -> Diagram:
        """Give where a claim holds, among some situations."""
        space = self.space
        if not isinstance(claim, Possible):
            return space.view.weigh(claim).holds & among
        move = space.moves.moves[claim.event]
        coding, cells = space.coding, space.cells
        said = [k for k in coding.blocks if k not in coding.stored and _is_said(cells.kind(k), k)]
        cube = coding.cube(said)
        later = [n for key in move.changed for n in coding.block(key).after]
        allowed = space.diagrams.forget(move.whole, space.diagrams.cube(later))
        return space.diagrams.forget(allowed, cube) & among

    def legal(self) -> Diagram:
        """Give every code and order of days that is possible, for what is open."""
        coding = self.space.coding
        return self.space.view.possible([key for key in coding.blocks if key not in coding.stored])

    def start(self, when: Moment | None) -> Diagram:
        """Give the situations from which a property counts."""
        space = self.space
        if when is None:
            return space.passed(space.begin)
        every = space.reachable()
        if not isinstance(when, Happens):
            return space.stored(self.union(self.at(when))) & every
        found = space.nothing
        for heard, where in self.at(when):
            assert heard is not None  # noqa: S101 - moments of events name them
            move = space.moves.narrowed(
                space.moves.moves[heard.name], space.moves.moves[heard.name].whole & where
            )
            found |= space.moves.after(move, every)
        return found

    def together(self, moment: Moment, heard: ChartEvent | None) -> Diagram:
        """Give where a moment is now, or is at the event that happens now."""
        found = self.space.nothing
        for other, where in self.at(moment):
            if other is None or other is heard:
                found |= where
        return found

    def absent(self, moment: Moment) -> Diagram:
        """Give the situations in which a moment need not be now; events come later."""
        space = self.space
        if isinstance(moment, Happens):
            return space.diagrams.true
        return space.stored(self.legal() & ~space.view.weigh(moment).holds)

    def without(self, moment: Moment) -> list[Move]:
        """Give every move, made only where and as a moment is not."""
        space = self.space
        stopped = {heard.name: where for heard, where in self.at(moment) if heard is not None}
        found = []
        for name, move in space.moves.moves.items():
            if isinstance(moment, Happens):
                where = stopped.get(name)
                if where is None:
                    found.append(move)
                    continue
                kept = move.whole & ~where
            else:
                kept = move.whole & ~space.view.weigh(moment).holds
            found.append(space.moves.narrowed(move, kept))
        return found

    def avoiding(self, claimed: Diagram) -> list[Move]:
        """Give every move, made only where something is not so."""
        moves = self.space.moves
        return [moves.narrowed(move, move.whole & ~claimed) for move in moves.moves.values()]

    # ------------------------------------------------------------------ in a case

    def shows_first(
        self, first: Moment, second: Moment, heard: ChartEvent | None, trail: Trail | None
    ) -> Callable[[Snapshot, list[Decision]], bool]:
        """Say how a story shows that the first was there and the second had not been."""
        events = (
            {event.name for event in selected(second, self.search.chart.book)}
            if isinstance(second, Happens)
            else set()
        )
        day = trail.day if trail is not None else self.search.on

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            last = CaseView(self.search.chart, snapshot, day)
            done = list(decisions)
            if heard is not None:
                if not done or done[-1].event != heard.name or not done[-1]:
                    return False
                if isinstance(first, Happens) and not weigh(first.given, done[-1].view).holds:
                    return False
            elif not isinstance(first, Happens) and not weigh(first, last).holds:
                return False
            if isinstance(second, Happens):
                return not any(
                    d.event in events and weigh(second.given, d.view).holds for d in done
                )
            seen = [d.view for d in done] if heard is not None else [*(d.view for d in done), last]
            return not any(weigh(second, view).holds for view in seen)

        return shows

    def shows_since(
        self, when: Moment | None, trail: Trail | None, *, lacking: Moment | None
    ) -> Callable[[Snapshot, list[Decision]], bool]:
        """Say how a story shows that a moment came, and that since then another did not.

        Args:
            when: The moment that must have come; ``None``: the opening.
            trail: The case that the story is of.
            lacking: What must not have come since, at any act; ``None``: nothing is asked.
        """
        day = trail.day if trail is not None else self.search.on

        def came(moment: Moment, views: list[CaseView], decisions: list[Decision]) -> list[int]:
            """The situations, counted by the acts before them, at which a moment is."""
            if not isinstance(moment, Happens):
                return [n for n, view in enumerate(views) if weigh(moment, view).holds]
            names = {event.name for event in selected(moment, self.search.chart.book)}
            return [
                n
                for n, done in enumerate(decisions)
                if done.event in names and weigh(moment.given, done.view).holds
            ]

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            last = CaseView(self.search.chart, snapshot, day)
            views = [*(done.view for done in decisions), last]
            starts = [0] if when is None else came(when, views, decisions)
            # An event counts from the situation that it leads to.
            starts = [n + 1 for n in starts] if isinstance(when, Happens) else starts
            ends = [] if lacking is None else came(lacking, views, decisions)
            return bool(starts) and max(starts) > max(ends, default=-1)

        return shows


def _is_said(kind: str, key: str) -> bool:
    return kind in {"request", "target"} and not key.endswith("'")
