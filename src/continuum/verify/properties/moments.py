"""Moments and claims of properties as sets of situations, what is open included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, All
from continuum.rulebook import Sets
from continuum.verify.properties.fitting import selected
from continuum.verify.properties.forms import Happens, Possible
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import ChartEvent
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.properties.forms import Claim, Moment
    from continuum.verify.search import Search
    from continuum.verify.situations.cells import Key
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
                given = with_request(move.heard, moment.given)
                where &= space.moves.met(move.heard, [(given, "holds")])
            found.append((move.heard, where & self.legal()))
        return found

    def union(self, there: Iterable[tuple[ChartEvent | None, Diagram]]) -> Diagram:
        """Give all of them together."""
        found = self.space.nothing
        for _, where in there:
            found |= where
        return found

    def claimed(self, claim: Claim, among: Diagram, heard: ChartEvent | None = None) -> Diagram:
        """Give where a claim holds, among some situations.

        Args:
            claim: The claim.
            among: The situations.
            heard: The event that is asked for in them, whose request counts as well.
        """
        space = self.space
        if not isinstance(claim, Possible):
            claim = claim if heard is None else with_request(heard, claim)
            return space.view.weigh(claim).holds & among & self.legal()
        move = space.moves.moves[claim.event]
        coding, cells = space.coding, space.cells
        said = [k for k in coding.blocks if k not in coding.stored and _is_said(cells.kind(k), k)]
        cube = coding.cube(said)
        later = [n for key in move.changed for n in coding.block(key).after]
        allowed = space.diagrams.forget(move.whole, space.diagrams.cube(later))
        return space.diagrams.forget(allowed, cube) & among

    def not_so(self, claim: Claim) -> Goal:
        """Give the goal that a claim does not hold: for an event, whatever its request says."""
        if not isinstance(claim, Possible):
            return claim, "not"
        cells = self.search.cells
        asked = (guard for guard, _ in allowed(self.search.chart.events[claim.event], {}))
        said = {"request", "target"}
        return All(g for g in asked if not {cells.kind(k) for k in cells.keys(g)} <= said), "not"

    def legal(self) -> Diagram:
        """Give every code and order of days that is possible, for what is open."""
        coding = self.space.coding
        return self.space.view.possible([key for key in coding.blocks if key not in coding.stored])

    def start(self, when: Moment | None, over: Diagram) -> Diagram:
        """Give the situations from which a property counts.

        Args:
            when: The moment; ``None``: the opening.
            over: Where it is over at once.
        """
        space = self.space
        if when is None:
            return space.stored(self.legal() & ~over) & space.passed(space.begin)
        every = space.reachable()
        if not isinstance(when, Happens):
            return space.stored(self.union(self.at(when)) & ~over) & every
        found = space.nothing
        for _, move in self.starting(when, over):
            found |= space.moves.after(move, every)
        return found

    def starting(self, when: Happens, over: Diagram) -> list[tuple[ChartEvent, Move]]:
        """Give the moves by which a property begins to count, and is not over at once."""
        found = []
        for heard, where in self.at(when):
            assert heard is not None  # noqa: S101 - moments of events name them
            move = self.space.moves.moves[heard.name]
            whole = move.whole & where & self._not_then(move, over)
            found.append((heard, self.space.moves.narrowed(move, whole)))
        return found

    def together(self, moment: Moment, heard: ChartEvent | None) -> Diagram:
        """Give where a moment is now, or is at the event that happens now."""
        found = self.space.nothing
        for other, where in self.at(moment):
            if other is None or other is heard:
                found |= where
        return found

    def so(self, moment: Moment) -> Diagram:
        """Give where a guard holds; an event is never so, it happens."""
        if isinstance(moment, Happens):
            return self.space.nothing
        return self.space.view.weigh(moment).holds & self.legal()

    def without(self, moment: Moment) -> list[Move]:
        """Give every move, made only where, as and to where a moment is not."""
        moves = self.space.moves
        if not isinstance(moment, Happens):
            return self.avoiding(self.so(moment))
        stopped = {heard.name: where for heard, where in self.at(moment) if heard is not None}
        return [
            moves.narrowed(move, move.whole & self.legal() & ~stopped[name])
            if name in stopped
            else move
            for name, move in moves.moves.items()
        ]

    def avoiding(self, over: Diagram) -> list[Move]:
        """Give every move, made only where something is not so, before it and right after it."""
        moves = self.space.moves
        return [
            moves.narrowed(move, move.whole & self.legal() & ~over & self._not_then(move, over))
            for move in moves.moves.values()
        ]

    def _not_then(self, move: Move, over: Diagram) -> Diagram:
        """Give where something need not be so right after a move, people recording nothing."""
        space, coding = self.space, self.space.coding
        opened = [key for key in coding.blocks if key not in coding.stored]
        lost = coding.cube(key for key in opened if not self._stays(key, move))
        return space.moves.later(move, space.diagrams.forget(self.legal() & ~over, lost))

    def _stays(self, key: Key, move: Move) -> bool:
        """Whether an open key is, right after an event, what it was before."""
        cells = self.search.cells
        set_ = {e.fact for e in move.heard.event.effects if isinstance(e, Sets)}
        bases = cells.based.get(key, (key,))
        kinds = {cells.kind(base) for base in bases}
        return kinds <= {"free", "rising", "fixed", "tracked"} and not set_ & {*bases}


def _is_said(kind: str, key: str) -> bool:
    return kind in {"request", "target"} and not key.endswith("'")
