"""Every situation of a chart, one after another: the plain search that diagrams are measured by.

It keeps each situation as a tuple and asks the case-by-case solver whether an event may happen;
no set, no diagram, no solver term.  Tests use it as the oracle of small rulebooks.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from continuum.guards.walk import milestone_facts
from continuum.rulebook import Sets
from continuum.verify.following.solving import solve
from continuum.verify.situations.cells import MISSING, TOUCHED, Cells, fact_key, place
from continuum.verify.situations.moves import after_event, allowed, touches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Situation = tuple[Any, ...]


class Walk:
    """The situations of a chart, found breadth first.

    Args:
        cells: The cut of the facts.
        stored: The keys that a situation keeps, each with its cells.
    """

    def __init__(self, cells: Cells, stored: Mapping[str, tuple[Any, ...]]) -> None:
        self.cells, self.values = cells, dict(stored)
        self.keys = tuple(stored)
        self.at = {key: n for n, key in enumerate(self.keys)}
        self._movers = [self._mover(heard) for heard in cells.chart.events.values()]
        self._pairs = [
            (self.at[first], self.at[last], self._more(first, last))
            for last in self.keys
            for first in cells.earlier.get(last, ())
            if first in self.at and not {first, last} & cells.certain.keys()
        ]

    def reach(self, most: int = 1 << 62) -> set[Situation] | None:
        """Give every situation that can be reached; ``None``: there are more than ``most``."""
        found = set(self.opening())
        waiting = list(found)
        while waiting:
            layer, waiting = waiting, []
            for situation in layer:
                for to in self.after(situation):
                    if to not in found:
                        found.add(to)
                        waiting.append(to)
            if len(found) > most:
                return None
        return found

    def opening(self) -> Iterator[Situation]:
        """Give every situation in which a case opens."""
        choices = []
        for key in self.keys:
            kind = "derived" if key.startswith(TOUCHED) else self.cells.kind(key)
            free = key in self.cells.milestones or kind in {"fixed", "rising"}
            choices.append(self.values[key] if free else self.values[key][:1])
        yield from filter(self._in_order, product(*choices))

    def after(self, situation: Situation) -> Iterator[Situation]:
        """Give every situation that one event, or one day, leads to."""
        for heard, reads, changed, memory in self._movers:
            seen = tuple(situation[n] for n in reads)
            updates = memory.get(seen)
            if updates is None:
                updates = memory[seen] = self._updates(heard, changed, situation)
            for update in updates:
                to = list(situation)
                for n, value in zip(changed, update, strict=True):
                    to[n] = value
                after = tuple(to)
                if self._in_order(after):
                    yield after
        yield from self._quiet(situation)

    def allows(self, situation: Situation, guard: Any, want: str = "holds") -> bool:
        """Whether a guard can hold, or fail, in a situation, whatever is open."""
        return solve(self.cells, ((guard, want),), self._settled(situation, {}), self._cells_of_open) is not None  # fmt: skip  # noqa: E501

    # ------------------------------------------------------------------ events

    def _mover(self, heard: Any) -> Any:
        cells = self.cells
        changed = [self.at[place(region)] for region in heard.ways if place(region) in self.at]
        changed += [
            n
            for n, key in enumerate(self.keys)
            if not key.startswith("in:") and touches(cells, heard, key)
        ]
        asked = {key for guard, _ in allowed(heard, {}) for key in cells.keys(guard)}
        for effect in heard.event.effects:
            if isinstance(effect, Sets) and hasattr(effect.to, "reached"):
                asked |= set(map(fact_key, milestone_facts(effect.to)))
        for key in list(asked):
            asked |= {*cells.based.get(key, ()), *cells.earlier.get(key, ())}
            asked |= {*cells.later.get(key, ()), *self._compared(key)}
        for key in list(asked):
            asked |= {*cells.based.get(key, ())}
        reads = sorted(
            {n for n, k in enumerate(self.keys) if k.removeprefix(TOUCHED) in asked} | {*changed}
        )
        return heard, reads, changed, {}

    def _updates(self, heard: Any, changed: list[int], situation: Situation) -> list[Situation]:
        """Give what the changed keys may be after an event: none where it cannot happen."""
        cells = self.cells
        regions = [region for region in heard.ways if place(region) in self.at]
        froms = [
            heard.ways[region].get(situation[self.at[place(region)]], ()) for region in regions
        ]
        keys = [self.keys[n] for n in changed[len(regions) :]]
        choices = [list(self._one(heard, key, situation)) for key in keys]
        found: dict[Situation, None] = {}
        for legs in product(*froms):
            goals = allowed(heard, {leg.region: leg for leg in legs})
            for chosen in product(*choices):
                said: dict[str, Any] = {}
                if any(said.setdefault(n, v) != v for _, wish in chosen for n, v in wish):
                    continue
                settled = self._settled(situation, said)
                if solve(cells, goals, settled, self._cells_of_open) is not None:
                    after = (*(leg.target for leg in legs), *(value for value, _ in chosen))
                    found[after] = None
        return list(found)

    def _one(self, heard: Any, key: str, situation: Situation) -> Iterator[tuple[Any, Any]]:
        cells = self.cells
        if key in cells.milestones:
            yield False, ()
            yield True, ()
            return
        value = situation[self.at[key]]
        day = next(
            (e.to for e in reversed(heard.event.effects) if isinstance(e, Sets) and e.fact == key),
            None,
        )
        if hasattr(day, "reached"):
            bases = [fact_key(fact) for fact in milestone_facts(day)]
            kept = [situation[self.at[base]] for base in bases if base in self.at]
            if None in kept:
                yield None, ()
                return
            yield True, ()
            if any(base not in self.at and base != "the_day" for base in bases):
                yield None, ()
            return
        for after, said in after_event(cells, heard, key, value):
            yield (after if key.startswith(TOUCHED) else cells.cell(key, after)), said

    def _settled(self, situation: Situation, said: Mapping[str, Any]) -> Any:
        cells, at = self.cells, self.at

        def settled(key: str) -> Any:
            if key in at:
                return situation[at[key]]
            touched = TOUCHED + key
            if touched in at:
                if not situation[at[touched]]:
                    return cells.empty(cells.chart.facts[key])
                if cells.lasts(cells.chart.facts[key]):
                    return True
            if any(name in at and situation[at[name]] is None for name in self._compared(key)):
                return None
            return said.get(key, MISSING)

        return settled

    def _cells_of_open(self, key: str) -> tuple[Any, ...]:
        return self.cells.domain(key)

    def _compared(self, key: str) -> tuple[str, ...]:
        how = getattr(self.cells.chart.facts.get(key), "derived", None)
        return tuple(name for name in (getattr(how, "one", ""), getattr(how, "other", "")) if name)

    # ------------------------------------------------------------------ days

    def _quiet(self, situation: Situation) -> Iterator[Situation]:
        for n, key in enumerate(self.keys):
            value, kind = situation[n], "" if key.startswith(TOUCHED) else self.cells.kind(key)
            if kind == "milestone":
                more = [True] if value is False else []
            elif kind in {"fixed", "rising"}:
                known = [v for v in self.values[key] if v is not None]
                more = known if value is None else [v for v in known if v > value]
                more = more if value is None or kind == "rising" else []
            else:
                continue
            for after in more:
                to = (*situation[:n], after, *situation[n + 1 :])
                if self._in_order(to):
                    yield to

    def _more(self, first: str, last: str) -> tuple[int, ...]:
        """The bases that must be known before the order of two milestones is certain."""
        based = self.cells.based
        if {*based[first]} <= {*based[last]}:
            return ()
        return tuple(self.at[b] for b in (*based[first], *based[last]) if b in self.at)

    def _in_order(self, situation: Situation) -> bool:
        return not any(
            situation[last] and not situation[first] and None not in [situation[n] for n in more]
            for first, last, more in self._pairs
        )
