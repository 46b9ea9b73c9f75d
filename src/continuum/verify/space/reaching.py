"""The reachable situations of a chart, and ways through them."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from continuum.verify.diagrams import open_diagrams
from continuum.verify.situations.cells import TOUCHED, Cells, Key
from continuum.verify.space.coding import Coding
from continuum.verify.space.events import Move, Moves
from continuum.verify.space.limits import Limits
from continuum.verify.space.view import SpaceView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from continuum.guards import Value
    from continuum.rulebook import Leg
    from continuum.verify.diagrams import Diagram
    from continuum.verify.situations.moves import Wishes

__all__ = ["Pass", "Reached", "Space", "Stride"]


@attrs.frozen(eq=False)
class Stride:
    """One event on a way through the space.

    Args:
        event: The event's name.
        legs: The legs it takes.
        said: What its request must say for it to record what it records.
        before: What is stored just before it.
        after: What is stored just after it.
        open: What people may record anew, as it must be then.
    """

    event: str
    legs: tuple[Leg, ...]
    said: Wishes
    before: Mapping[Key, Value | None]
    after: Mapping[Key, Value | None]
    open: Mapping[Key, Value | None] = attrs.field(factory=dict)


Pass = tuple[Stride, ...]
"""A way through the space; between its events days pass and facts are learned."""


@attrs.define(eq=False)
class Reached:
    """What is reached from some situations, and by which move each part of it came in.

    Args:
        every: All of it.
        growth: What was reached after each move that brought something new, and the move;
            ``None``: days passed.
    """

    every: Diagram
    growth: list[tuple[Move | None, Diagram]]


class Space:
    """Every situation of a chart.

    Args:
        cells: The cut of the facts.
        engine: ``oxidd``, ``plain``, or empty for the swiftest there is.
        limits: What it may use.
    """

    def __init__(self, cells: Cells, *, engine: str = "", limits: Limits | None = None) -> None:
        """Code the situations and make every move a relation."""
        self.cells = cells
        self.limits = limits or Limits()
        self.diagrams = open_diagrams(engine, int(self.limits.nodes))
        self.coding = Coding(cells, self.diagrams)
        self.view = SpaceView(self.coding)
        self.moves = Moves(self.view)
        self.lawful = self.moves.order & self.coding.legal(self.coding.stored)
        self.begin = self._begin()

    @property
    def large(self) -> bool:
        """Whether the rulebook was taken apart, because it is too large to be kept together."""
        return len(self.coding.tracks) > 1

    # ------------------------------------------------------------------ sets

    @property
    def nothing(self) -> Diagram:
        """The empty set."""
        return self.diagrams.false

    def meets(self, one: Diagram, other: Diagram) -> bool:
        """Whether two sets have a situation in common."""
        return bool((one & other) != self.diagrams.false)

    def stored(self, diagram: Diagram) -> Diagram:
        """Forget what is open: the situations in which it can be so."""
        coding = self.coding
        cube = coding.cube(key for key in coding.blocks if key not in coding.stored)
        return self.diagrams.forget(diagram, cube)

    def count(self, situations: Diagram) -> int:
        """Count situations, over what is stored."""
        # Later bits and open bits are free in such a set.
        bits = sum(len(self.coding.block(key).bits) for key in self.coding.stored)
        total = self.diagrams.count(situations, self.coding.bits)
        return total >> (self.coding.bits - bits)

    def member(self, situations: Diagram) -> dict[Key, Value | None] | None:
        """Give one situation, what it keeps by key; ``None`` where there is none."""
        bits = self.diagrams.pick(situations)
        if bits is None:
            return None
        return {key: self.coding.decode(bits, key) for key in self.coding.stored}

    def only(self, situation: Mapping[Key, Value | None]) -> Diagram:
        """Give the set of one situation."""
        found = self.diagrams.true
        for key, value in situation.items():
            found &= self.coding.at(key, value)
        return found

    def along(self, situations: Diagram, keys: Iterable[Key]) -> Diagram:
        """Give all that some keys cannot tell from the situations: everything else forgotten."""
        seen = set(keys)
        cube = self.coding.cube(key for key in self.coding.stored if key not in seen)
        return self.diagrams.forget(situations, cube)

    # ------------------------------------------------------------------ beginning, days

    def _begin(self) -> Diagram:
        coding, cells = self.coding, self.cells
        found = self.lawful
        for key in coding.stored:
            if key in cells.milestones:
                continue
            kind = "derived" if key.startswith(TOUCHED) else cells.kind(key)
            if kind not in {"fixed", "rising"}:
                found &= coding.at(key, coding.block(key).values[0])
        return found

    def passed(self, situations: Diagram, still: Collection[Key] = ()) -> Diagram:
        """Let days pass and facts be learned: all that can be so later without any event.

        Args:
            situations: How it is.
            still: Facts that nobody learns.
        """
        found = situations
        for key in self.coding.stored:
            if key in still:
                continue
            for before, after in self._quiet(key):
                moved = self.diagrams.meet(found, before, self.coding.cube([key]))
                found |= moved & after
        return found & self.moves.order

    def unpassed(self, situations: Diagram) -> Diagram:
        """Give all that can have been so earlier without any event since."""
        found = situations & self.moves.order
        for key in reversed(self.coding.stored):
            for before, after in reversed(self._quiet(key)):
                moved = self.diagrams.meet(found, after, self.coding.cube([key]))
                found |= moved & before
        return found & self.moves.order

    def _quiet(self, key: Key) -> list[tuple[Diagram, Diagram]]:
        """How a key changes without any event: from one cell to another, in this order."""
        coding, cells = self.coding, self.cells
        if key.startswith(TOUCHED):
            return []
        if key in cells.milestones:
            return [(coding.at(key, False), coding.at(key, True))]
        kind = cells.kind(key)
        known = [value for value in coding.block(key).values if value is not None]
        found = []
        if kind in {"fixed", "rising"}:
            learned = self.nothing
            for value in known:
                learned |= coding.at(key, value)
            found = [(coding.at(key, None), learned)]
        if kind == "rising":
            steps = pairwise(known)
            found += [(coding.at(key, one), coding.at(key, more)) for one, more in steps]
        return found

    # ------------------------------------------------------------------ reaching

    @cached_property
    def reached(self) -> Reached:
        """What a case can come to from its opening."""
        return self.reach(self.begin)

    def reachable(self) -> Diagram:
        """Give every situation that a case can come to."""
        return self.reached.every

    def reach(
        self,
        situations: Diagram,
        *,
        until: Diagram | None = None,
        moves: Iterable[Move] | None = None,
        still: Collection[Key] = (),
    ) -> Reached:
        """Reach all that can be reached from some situations.

        Args:
            situations: Where it begins.
            until: From where no event leads on.
            moves: The moves that are made; ``None``: every one.
            still: Facts that nobody learns.

        Raises:
            OverLimit: The time that was given is over.
            MemoryError: There are more nodes than were given.
        """
        made = tuple(self.moves.moves.values() if moves is None else moves)
        if len(self.coding.tracks) > 1:
            return self._reach_apart(situations, made, still)
        found = self.passed(situations, still)
        growth: list[tuple[Move | None, Diagram]] = [(None, found)]
        begun = None
        last: dict[str, Diagram] = {}
        while begun != found:
            begun = found
            for move in made:
                self.limits.spend()
                goes_on = found & move.open if until is None else found & move.open & ~until
                # From where it was made before, it leads nowhere new.
                if goes_on != last.get(move.heard.name, self.nothing):
                    last[move.heard.name] = goes_on
                    found = self._grown(growth, move, found | self.moves.after(move, goes_on))
            found = self._grown(growth, None, self.passed(found, still))
        return Reached(found, growth)

    def _reach_apart(
        self, situations: Diagram, moves: Iterable[Move], still: Collection[Key]
    ) -> Reached:
        """Reach in each track for itself, and put together what was reached."""
        whole = self.lawful
        moves = tuple(moves)
        for track in self.coding.tracks:
            keys = frozenset(track)
            made = [within for move in moves if (within := self.moves.within(move, keys))]
            whole &= self._reach_track(self.along(situations, keys), keys, made, still)
        return Reached(whole, [(None, whole)])

    def _reach_track(
        self, begun: Diagram, keys: frozenset[Key], moves: Sequence[Move], still: Collection[Key]
    ) -> Diagram:
        others = {*still, *(key for key in self.coding.stored if key not in keys)}
        found, before = self.passed(begun, others), None
        last: dict[str, Diagram] = {}
        while before != found:
            before = found
            for move in moves:
                self.limits.spend()
                goes_on = found & move.open
                if goes_on != last.get(move.heard.name, self.nothing):
                    last[move.heard.name] = goes_on
                    found |= self.moves.after(move, goes_on)
            found = self.passed(found, others)
        return found

    def _grown(
        self, growth: list[tuple[Move | None, Diagram]], move: Move | None, found: Diagram
    ) -> Diagram:
        if found != growth[-1][1]:
            growth.append((move, found))
        return found

    def can_reach(
        self,
        situations: Diagram,
        among: Diagram,
        *,
        sure: bool = False,
        moves: Iterable[Move] | None = None,
        toward: Diagram | None = None,
    ) -> Diagram:
        """Give all from which some situations can be reached.

        Args:
            situations: What is to be reached.
            among: What may be passed through.
            sure: Only by moves that are open whatever a register comes to.
            moves: The moves that are made; ``None``: every one.
            toward: What it is all about: where that is met, nothing more is looked for.
        """
        found = self.unpassed(situations) & among
        begun = None
        made = tuple(self.moves.moves.values() if moves is None else moves)
        last: dict[str, Diagram] = {}
        while begun != found and (toward is None or not self.meets(found, toward)):
            begun = found
            for move in made:
                self.limits.spend()
                there = found & self.moves.into(move)
                if there != last.get(move.heard.name, self.nothing):
                    last[move.heard.name] = there
                    found |= self.moves.before(move, there, sure=sure) & among
                    if toward is not None and self.meets(found, toward):
                        return found
            found = self.unpassed(found) & among
        return found

    # ------------------------------------------------------------------ ways

    def way(self, reached: Reached, target: Diagram) -> tuple[Pass, dict[Key, Value | None]] | None:
        """Give a way into a target, a short one though maybe not the shortest.

        Args:
            reached: What was reached from where the way is to begin.
            target: Where it is to end, nothing open in it.

        Returns:
            The events, and the situation at the end; ``None`` where nothing leads there.
        """
        there = self.member(self._first(reached, target)[1] & target)
        if there is None:
            return None
        strides: list[Stride] = []
        now, goal = there, self.only(there)
        if len(self.coding.tracks) > 1:
            return None  # put together of tracks, it holds no way
        while True:
            place, _ = self._first(reached, goal)
            if place == 0:
                return tuple(reversed(strides)), there
            move, earlier = reached.growth[place][0], reached.growth[place - 1][1]
            if move is None:
                goal = self.only(self._one(self.unpassed(goal) & earlier))
                now = self._one(goal)
                continue
            source = self._one(self.moves.before(move, goal) & earlier)
            strides.append(self.told(move, source, now))
            now, goal = source, self.only(source)

    def _first(self, reached: Reached, target: Diagram) -> tuple[int, Diagram]:
        """Where growing first met a target."""
        low, high = 0, len(reached.growth) - 1
        while low < high:
            middle = (low + high) // 2
            if self.meets(reached.growth[middle][1], target):
                high = middle
            else:
                low = middle + 1
        return low, reached.growth[low][1]

    def _one(self, situations: Diagram) -> dict[Key, Value | None]:
        found = self.member(situations)
        assert found is not None  # noqa: S101 - what grew has come from somewhere
        return found

    def told(
        self, move: Move, before: Mapping[Key, Value | None], after: Mapping[Key, Value | None]
    ) -> Stride:
        """Say which legs a move takes between two situations, and what its request must say."""
        diagrams, coding = self.diagrams, self.coding
        later = diagrams.true
        for key in move.changed:
            later &= coding.block(key).later[after[key]]
        chosen = move.whole & self.only(before) & later
        legs = []
        for ways in move.legs.values():
            for leg, where in ways:
                if self.meets(chosen, where):
                    chosen &= where
                    legs.append(leg)
                    break
        bits = diagrams.pick(chosen) or {}
        said: list[tuple[str, Any]] = []
        for name in move.wishes:
            value = coding.decode(bits, name)
            if value is not None:
                said.append((name, value))
        opened = {
            key: coding.decode(bits, key)
            for key, block in coding.blocks.items()
            if key not in coding.stored
            and self.cells.kind(key) == "free"
            and {*block.bits} & {*bits}
        }
        return Stride(move.heard.name, tuple(legs), tuple(said), before, after, opened)
