"""The coding of situations: every key as a few bits, one code for each of its cells.

What a situation keeps (places, tracked and fixed facts, milestones counted from them, whether a
register holds anything) is *stored*; everything else may be anything at any moment, and is *open*.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards.reductions import AnyInForce, CountOf, TotalDays
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Sets
from continuum.rulebook.request import ACTING_ROLE, STANDARD
from continuum.verify.situations.cells import NOTHING, TOUCHED, Cells, Key, fact_key, place
from continuum.verify.situations.moves import touches
from continuum.verify.space.apart import taken_apart
from continuum.verify.space.arranging import arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.guards import Guard, Value
    from continuum.verify.diagrams import Diagram, Diagrams

__all__ = ["Block", "Coding"]


@attrs.frozen(eq=False)
class Block:
    """The bits of one key.

    Args:
        key: The key.
        values: Its cells, in the order of their codes; for a milestone no and yes.
        bits: The numbers of its bits, most significant first.
        after: The same for what it is after a move; what is stored only.
        codes: The set of each cell.
        later: The set of each cell after a move; what is stored only.
    """

    key: Key
    values: tuple[Value | None, ...]
    bits: tuple[int, ...]
    after: tuple[int, ...] = ()
    codes: Mapping[Value | None, Diagram] = attrs.field(factory=dict)
    later: Mapping[Value | None, Diagram] = attrs.field(factory=dict)


class Coding:
    """Gives keys their bits: what is stored first, in the order in which events ask for it.

    Args:
        cells: The cut of the facts.
        diagrams: The engine.
        kept: The keys that are stored; ``None``: every one that can be.
    """

    def __init__(self, cells: Cells, diagrams: Diagrams, kept: Iterable[Key] | None = None) -> None:
        """Give bits to what is stored."""
        self.cells, self.diagrams = cells, diagrams
        self.blocks: dict[Key, Block] = {}
        self.bits = 0
        wanted = None if kept is None else frozenset(kept)
        groups = [self._variables(keys, wanted) for keys in self._asked()]
        found = dict.fromkeys(key for group in groups for key in group)
        for n, heard in enumerate(cells.chart.events.values()):
            changed = (k for k in found if not k.startswith("in:") and touches(cells, heard, k))
            groups[n] += tuple(changed)
        self.tracks = taken_apart(cells, tuple(found)) if kept is None else (tuple(found),)
        together = [frozenset(group) for group in groups]
        for track in self.tracks:
            for key in arranged(track, together):
                self.blocks[key] = self._new(key, twofold=True)
        self.stored = tuple(self.blocks)
        self.every = diagrams.cube([n for key in self.stored for n in self.blocks[key].bits])

    def block(self, key: Key) -> Block:
        """Give the bits of a key; an open one gets them when it is first asked about."""
        found = self.blocks.get(key)
        if found is None:
            found = self.blocks[key] = self._new(key, twofold=False)
        return found

    def at(self, key: Key, value: Value | None) -> Diagram:
        """Give the set in which the bits of a key say a value; empty for what it never is."""
        return self.block(key).codes.get(value, self.diagrams.false)

    def legal(self, keys: Iterable[Key]) -> Diagram:
        """Give the set in which the bits of some keys stand for cells."""
        found = self.diagrams.true
        for key in keys:
            block = self.block(key)
            if len(block.values) != 1 << len(block.bits):
                some = self.diagrams.false
                for code in block.codes.values():
                    some |= code
                found &= some
        return found

    def cube(self, keys: Iterable[Key], *, after: bool = False) -> Diagram:
        """Give the cube of the bits of some keys, as they are or as they are after a move."""
        blocks = (self.block(key) for key in keys)
        return self.diagrams.cube([n for b in blocks for n in (b.after if after else b.bits)])

    def decode(self, member: Mapping[int, bool], key: Key) -> Any:
        """Give what a member says of a key."""
        block = self.block(key)
        code = 0
        for number in block.bits:
            code = 2 * code + bool(member.get(number, False))
        return block.values[code] if code < len(block.values) else block.values[0]

    # ------------------------------------------------------------------ the cells of a key

    def values(self, key: Key) -> tuple[Value | None, ...]:
        """Give the cells of a key, *not known* among them where the case may lack it."""
        if key in self.cells.milestones:
            return (False, True)
        cells = self.cells.domain(key)
        if not cells and key != NOTHING.name:
            cells = (True, False)  # a question that stands for something else
        return (*cells, None) if self._may_lack(key) and None not in cells else cells

    def _may_lack(self, key: Key) -> bool:
        if key == NOTHING.name:
            return True
        plain = key.rstrip("'")
        fact = self.cells.chart.facts.get(plain)
        kind = self.cells.kind(plain)
        match kind:
            case "fixed" | "rising" | "free" | "compared" | "target":
                return True
            case "tracked":
                return plain in self._cleared or self.cells.chart.initially.get(plain) is None
            case "derived":
                how = None if fact is None else fact.derived
                return not isinstance(how, (AnyInForce, CountOf, TotalDays))
            case "request":
                return plain not in self._standard
            case _:
                return False

    @cached_property
    def _standard(self) -> frozenset[str]:
        return frozenset((ACTING_ROLE, *(fact.name for fact in STANDARD)))

    @cached_property
    def _cleared(self) -> frozenset[str]:
        """The facts that some event may make not known."""
        effects = (e for heard in self.cells.chart.events.values() for e in heard.event.effects)
        return frozenset(
            effect.fact
            for effect in effects
            if isinstance(effect, Sets) and (effect.to is None or hasattr(effect.to, "reached"))
        )

    # ------------------------------------------------------------------ the order of the bits

    def _variables(self, keys: Iterable[Key], wanted: frozenset[Key] | None) -> tuple[Key, ...]:
        found = (self.cells.variable(key) for key in keys)
        stored = (key for key in found if key is not None and (wanted is None or key in wanted))
        return tuple(dict.fromkeys(stored))

    def _asked(self) -> Iterator[list[Key]]:
        """What matters, in groups: what each event asks about and changes, then all the rest."""
        chart = self.cells.chart
        for heard in chart.events.values():
            legs = [leg for ways in heard.ways.values() for legs in ways.values() for leg in legs]
            gates = (*heard.gates, *heard.demands, *heard.owed, *heard.warnings)
            keys = [place(region) for region in heard.ways]
            for guard in (*(gate.guard for gate in gates), *(leg.when for leg in legs)):
                keys += self._within(guard)
            if heard.event.target:
                keys.append(f"any:{heard.event.target}")
            for effect in heard.event.effects:
                to = getattr(effect, "to", None)
                if hasattr(to, "reached"):
                    keys += map(fact_key, milestone_facts(to))  # type: ignore[arg-type]
            yield keys
        guards = [form.when for form in chart.phases]
        guards += [guard for step in chart.steps for guard in (step.available, step.done)]
        guards += [
            g for handover in chart.handovers for g in (handover.available, handover.accepted)
        ]
        for region in chart.regions:
            yield [place(region.name)]
            guards += [state.lawful_while for state in chart.states[region.name].values()]
        for guard in (*guards, *self.cells.also):
            yield list(self._within(guard))

    def _within(self, guard: Guard) -> Iterator[Key]:
        cells = self.cells
        for key in sorted(cells.keys(guard)):
            yield key
            yield from cells.based.get(key, ())
            fact = cells.chart.facts.get(key)
            for name in (getattr(getattr(fact, "derived", None), s, "") for s in ("one", "other")):
                if name in cells.chart.facts:
                    yield name

    def _new(self, key: Key, *, twofold: bool) -> Block:
        values = (False, True) if key.startswith(TOUCHED) else self.values(key)
        width = max(len(values) - 1, 0).bit_length()
        numbers = list(self.diagrams.add(2 * width if twofold else width))
        self.bits += len(numbers)
        bits = tuple(numbers[::2] if twofold else numbers)
        after = tuple(numbers[1::2] if twofold else ())
        return Block(
            key, values, bits, after, self._codes(values, bits), self._codes(values, after)
        )

    def _codes(
        self, values: tuple[Value | None, ...], bits: tuple[int, ...]
    ) -> dict[Value | None, Diagram]:
        if not bits and len(values) > 1:
            return {}  # not stored, so never after anything
        found: dict[Value | None, Diagram] = {}
        for code, value in enumerate(values):
            cell = self.diagrams.true
            for place_, number in enumerate(reversed(bits)):
                bit = self.diagrams.bit(number)
                cell &= bit if code >> place_ & 1 else ~bit
            found[value] = cell
        return found
