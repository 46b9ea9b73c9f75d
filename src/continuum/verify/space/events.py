"""The moves of a space: each event as a relation between what is stored before and after it.

A relation speaks of the bits of what the event reads, and of the later bits of what it changes;
everything else stays as it is.  What is open (requests, facts that may be recorded on any day) is
forgotten once the relation is made: somebody may say or record it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.rulebook import Sets
from continuum.rulebook.request import ACTING_ROLE, SAID, STANDARD
from continuum.verify.situations.cells import TOUCHED, Key, place
from continuum.verify.situations.moves import after_event, allowed_by, touches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from continuum.guards import Milestone
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.situations.moves import Wishes
    from continuum.verify.space.view import SpaceView

__all__ = ["Move", "Moves", "carried"]

_STANDARD = frozenset((ACTING_ROLE, *(fact.name for fact in STANDARD)))


@attrs.frozen(eq=False)
class Move:
    """One event as a relation.

    Args:
        heard: The event.
        open: Where it may be allowed, whatever is open being as it should.
        relation: What is stored before and after it, nothing open left.
        whole: The same with what is open, for telling what has to be said.
        changed: The keys that it may change.
        before: The cube of their bits.
        after: The cube of their later bits.
        same: The set in which their bits are as their later bits.
        order: The possible order of the milestones among them.
        landing: What those keys are after it, where that does not depend on what was before;
            otherwise ``None``.
        legs: The legs of each region with the set in which each is the one way.
        wishes: The request facts that decide what is recorded.
    """

    heard: ChartEvent
    open: Diagram
    relation: Diagram
    whole: Diagram
    changed: tuple[Key, ...]
    before: Diagram
    after: Diagram
    same: Diagram
    order: Diagram
    landing: Diagram | None
    legs: dict[str, tuple[tuple[Leg, Diagram], ...]]
    wishes: tuple[str, ...]


class Moves:
    """Every event of a chart as a move.

    Args:
        view: The view of all situations.
    """

    def __init__(self, view: SpaceView) -> None:
        """Make every relation."""
        self.view, self.coding, self.cells = view, view.coding, view.cells
        self.diagrams = view.diagrams
        self._sure: dict[str, Diagram] = {}
        self._into: dict[str, Diagram] = {}
        stored = [key for key in self.coding.stored if key in self.cells.milestones]
        self._stored = stored
        self.order = self._order(stored)
        self.moves = {heard.name: self._move(heard) for heard in self.cells.chart.events.values()}

    def allowed(self, heard: ChartEvent, legs: dict[str, Leg] | None = None) -> Diagram:
        """Give the set in which an event is allowed, what is open included.

        Args:
            heard: The event.
            legs: The leg it takes in some of its regions.
        """
        named = allowed_by(heard, legs or {})
        return self.met(heard, [goal for _, goal in named])

    def _move(self, heard: ChartEvent) -> Move:
        coding, diagrams = self.coding, self.diagrams
        gates = [goal for name, goal in allowed_by(heard, {}) if not _of_ways(name)]
        whole = self.met(heard, gates)
        changed: list[Key] = []
        legs: dict[str, tuple[tuple[Leg, Diagram], ...]] = {}
        for region, by_state in heard.ways.items():
            ways = []
            found = diagrams.false
            key = place(region)
            for source, leaving in by_state.items():
                for leg in leaving:
                    named = allowed_by(heard, {region: leg})
                    asked = [g for n, g in named if n.partition(":")[2] == region and _of_ways(n)]
                    chosen = self.met(heard, asked) & coding.at(key, source)
                    ways.append((leg, chosen))
                    found |= chosen & coding.block(key).later[leg.target]
            legs[region] = tuple(ways)
            whole &= found
            changed.append(key)
        wishes: set[str] = set()
        for key in coding.stored:
            if not key.startswith("in:") and touches(self.cells, heard, key):
                changed.append(key)
                whole &= self._changed(heard, key, wishes)
        every_open = coding.cube(key for key in coding.blocks if key not in coding.stored)
        relation = diagrams.forget(whole, every_open)
        after = coding.cube(changed, after=True)
        made = Move(
            heard,
            diagrams.forget(relation, after),
            relation,
            whole,
            tuple(changed),
            coding.cube(changed),
            after,
            self._same(changed),
            self._order(key for key in changed if key in self._stored),
            None,
            legs,
            tuple(sorted(wishes)),
        )
        return attrs.evolve(made, landing=self.landing(made))

    def within(self, move: Move, track: Collection[Key]) -> Move | None:
        """Give what a move does to one track, whatever the others are at.

        Args:
            move: The move.
            track: The keys of the track.

        Returns:
            ``None`` where it changes nothing in it.
        """
        coding, diagrams = self.coding, self.diagrams
        changed = tuple(key for key in move.changed if key in track)
        if not changed:
            return None
        others = [key for key in move.changed if key not in track]
        relation = diagrams.forget(move.relation, coding.cube(others, after=True))
        relation = diagrams.forget(
            relation, coding.cube(key for key in coding.stored if key not in track)
        )
        after = coding.cube(changed, after=True)
        made = attrs.evolve(
            move,
            relation=relation,
            open=diagrams.forget(relation, after),
            changed=changed,
            before=coding.cube(changed),
            after=after,
            same=self._same(changed),
            order=self._order(key for key in changed if key in self._stored),
            landing=None,
        )
        return attrs.evolve(made, landing=self.landing(made))

    def narrowed(self, move: Move, whole: Diagram) -> Move:
        """Give the same move, made in fewer situations or with less that is said.

        Args:
            move: The move.
            whole: What is left of it, what is open included.
        """
        coding, diagrams = self.coding, self.diagrams
        every_open = coding.cube(key for key in coding.blocks if key not in coding.stored)
        relation = diagrams.forget(whole, every_open)
        opened = diagrams.forget(relation, move.after)
        made = attrs.evolve(move, whole=whole, relation=relation, open=opened, landing=None)
        return attrs.evolve(made, landing=self.landing(made))

    def landing(self, move: Move) -> Diagram | None:
        """Give what a move makes of what it changes, where it makes the same of everything."""
        later = self.diagrams.forget(move.relation, self.coding.every)
        if move.relation != move.open & later:
            return None
        return self.diagrams.meet(later, move.same, move.after) & move.order

    def met(self, heard: ChartEvent, goals: Iterable[Goal]) -> Diagram:
        """Give the set in which goals are met while this is the event that is asked for."""
        goals = tuple(goals)
        keys = {key for guard, _ in goals for key in self.cells.keys(guard)}
        return self.view.goals(goals) & carried(self.view, heard, keys)

    def _changed(self, heard: ChartEvent, key: Key, wishes: set[str]) -> Diagram:
        """What a key is after the event, by what it is before and by what is said."""
        coding, cells, diagrams = self.coding, self.cells, self.diagrams
        block = coding.block(key)
        if key in cells.milestones:
            return diagrams.true  # its day was set anew: it may have come, or not
        day = _worked_out(heard, key)
        if day is not None:
            # Worked out from other days: known where they are.
            known = self.view.based(cells.milestone_key(day))
            return block.later[True] & known | block.later[None] & ~known
        found = diagrams.false
        for value in block.values:
            for after, said in after_event(cells, heard, key, value):
                cell = after if key.startswith(TOUCHED) else cells.cell(key, after)
                if cell in block.later:
                    found |= coding.at(key, value) & self._said(said, wishes) & block.later[cell]
        return found

    def _said(self, wishes: Wishes, names: set[str]) -> Diagram:
        found = self.diagrams.true
        for name, value in wishes:
            names.add(name)
            found &= self.coding.at(name, self.cells.cell(name, value))
        return found

    def _order(self, keys: Iterable[Key]) -> Diagram:
        """The order in which some stored milestones stand to all of them."""
        found = self.diagrams.true
        for key in keys:
            near = {*self.cells.earlier[key], *self.cells.later[key]}
            found &= self.view.ordered(key, [other for other in self._stored if other in near])
        return found

    def _same(self, keys: Iterable[Key]) -> Diagram:
        found = self.diagrams.true
        for key in keys:
            block = self.coding.block(key)
            for bit, later in zip(block.bits, block.after, strict=True):
                found &= ~(self.diagrams.bit(bit) ^ self.diagrams.bit(later))
        return found

    # ------------------------------------------------------------------ images

    def after(self, move: Move, situations: Diagram) -> Diagram:
        """Give where a move leads from some situations."""
        diagrams = self.diagrams
        if move.landing is not None:
            return diagrams.meet(situations, move.open, move.before) & move.landing
        moved = diagrams.meet(situations, move.relation, move.before)
        if not move.changed or moved == diagrams.false:
            return moved
        return diagrams.meet(moved, move.same, move.after) & move.order

    def into(self, move: Move) -> Diagram:
        """Give every situation that an event may lead into."""
        found = self._into.get(move.heard.name)
        if found is None:
            whole = self.moves[move.heard.name]
            found = self._into[move.heard.name] = self.after(whole, self.diagrams.true)
        return found

    def before(self, move: Move, situations: Diagram, *, sure: bool = False) -> Diagram:
        """Give from where a move leads into some situations.

        Args:
            move: The move.
            situations: Where it leads.
            sure: Only from where it is open whatever a register comes to.
        """
        if move.landing is not None:
            found = self.diagrams.meet(situations, move.landing, move.before) & move.open
        else:
            found = self.diagrams.meet(self.later(move, situations), move.relation, move.after)
        return found & self.sure(move) if sure else found

    def sure(self, move: Move) -> Diagram:
        """Give where an event may be allowed whatever comes of what nobody is free to choose."""
        found = self._sure.get(move.heard.name)
        if found is None:
            coding, diagrams = self.coding, self.diagrams
            opened = [key for key in coding.blocks if key not in coding.stored]
            chosen = [key for key in opened if self._free(key)]
            given = [key for key in opened if key not in chosen]
            allowed = diagrams.forget(
                move.whole,
                diagrams.cube([n for key in move.changed for n in coding.block(key).after]),
            )
            some = diagrams.forget(allowed, coding.cube(chosen))
            lawful = self.view.possible(given)
            found = ~diagrams.forget(lawful & ~some, coding.cube(given))
            self._sure[move.heard.name] = found
        return found

    def _free(self, key: Key) -> bool:
        """Whether people are free to choose what an open key is."""
        kind = self.cells.kind(key)
        if kind == "milestone":
            return {self.cells.kind(base) for base in self.cells.based[key]} <= {"free", "rising"}
        return kind in {"free", "rising", "request"} and not key.endswith("'")

    def later(self, move: Move, situations: Diagram) -> Diagram:
        """Say of the later bits of what a move changes what is said of the bits."""
        if not move.changed:
            return situations
        return self.diagrams.meet(situations & move.order, move.same, move.before)


def carried(view: SpaceView, heard: ChartEvent, keys: Iterable[Key]) -> Diagram:
    """Give the set in which some keys are as a request for an event can have them.

    What the event does not ask for is not said; what it needs is.

    Args:
        view: The view of all situations.
        heard: The event.
        keys: The keys that are looked at.
    """
    cells, coding = view.cells, view.coding
    known = set(keys)
    found = view.diagrams.true
    for key in sorted(known):
        plain = key.rstrip("'")
        if plain != key or cells.kind(key) not in {"request", "target"} or key in _STANDARD:
            continue
        asked = heard.event.target if cells.kind(key) == "target" else key in heard.asks
        if not asked and None in coding.values(key):
            found &= view.cell(key, None)
    for name in heard.event.needs:
        key = SAID.get(name, name)
        if key in known and name in SAID:
            found &= view.cell(key, True)
        elif key in known:
            found &= ~view.cell(key, None)
    return found


def _of_ways(name: str) -> bool:
    return name.partition(":")[0] in {"in", "way", "beside"} and ":" in name


def _worked_out(heard: ChartEvent, key: Key) -> Milestone | None:
    sets = [e for e in heard.event.effects if isinstance(e, Sets) and e.fact == key]
    to = sets[-1].to if sets else None
    return to if hasattr(to, "reached") else None  # type: ignore[return-value]
