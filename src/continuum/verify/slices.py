"""A slice of a rulebook: a few variables kept exactly, everything else left open.

What is left open may be anything at any event, so a slice does at least what a case can do: what
no slice reaches, no case reaches.  The other way round is for :mod:`continuum.verify.search`.
"""

from __future__ import annotations

from collections import deque
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.verify.following.solving import Chosen, Goal, solve
from continuum.verify.situations.cells import MISSING, TOUCHED, Cells, Key, place
from continuum.verify.situations.moves import allowed, changes, touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.guards import Value
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.situations.moves import Wishes

__all__ = ["Edge", "Possible", "Situation", "Slice", "TooLarge"]

_ANSWERS: Final = 400_000  # so many answers are remembered, then it begins anew
_FEW: Final = 256  # outcomes of an event; where there are more, they are made one by one
_REMEMBERED: Final = 4_000  # of so many situations the moves are kept; others are made again

Situation = tuple["Value | None", ...]
"""One value for each variable of a slice, in its order."""


_Mover = tuple["ChartEvent", tuple[int, ...], tuple[str, ...]]
"""An event, the places of the facts that it may change, and the regions that it moves."""


_Changed = tuple[tuple[tuple[int, "Value | None"], ...], "Wishes"]
"""What some variables, by their places, become; and what the request must say for it."""


class TooLarge(Exception):
    """A slice has more situations than the budget allows."""


@attrs.frozen(eq=False)
class Edge:
    """One move of a slice.

    Args:
        event: The event; empty where time passes or something is looked at.
        legs: The legs it takes in the regions of the slice.
        said: What its request must say.
        goals: What must hold besides, or without any event.
    """

    event: str = ""
    legs: tuple[Leg, ...] = ()
    said: Wishes = ()
    goals: tuple[Goal, ...] = ()


class Possible:
    """Remembers whether some goals can be met, by what of a situation they read."""

    def __init__(self, cells: Cells) -> None:
        """Start with nothing remembered."""
        self.cells = cells
        self.asked = 0
        self._found: dict[tuple[object, ...], Chosen | None] = {}
        self._reads: dict[object, frozenset[Key]] = {}
        self._kept: dict[tuple[object, tuple[Key, ...]], tuple[int, ...]] = {}
        self._goals: dict[object, tuple[Goal, ...]] = {}

    def goals_of(self, heard: ChartEvent, legs: tuple[Leg, ...]) -> tuple[object, tuple[Goal, ...]]:
        """Give the goals for an event to be allowed with some legs, and a name for them."""
        name = (heard.name, tuple(id(leg) for leg in legs))
        found = self._goals.get(name)
        if found is None:
            found = self._goals[name] = allowed(heard, {leg.region: leg for leg in legs})
        return name, found

    def find(
        self,
        name: object,
        goals: tuple[Goal, ...],
        variables: tuple[Key, ...],
        situation: Situation,
        said: Wishes = (),
        *,
        surely: bool = False,
    ) -> Chosen | None:
        """Choose what is open such that the goals are met in a situation; ``None``: impossible.

        Args:
            name: What stands for the goals; the same name means the same goals.
            goals: The goals.
            variables: The variables of the slice.
            situation: Their values.
            said: What the request says.
            surely: Leave open what a case may not be free to choose, so that a choice found is
                one for every case in the situation.
        """
        kept = self._kept.get((name, variables))
        if kept is None:
            kept = self._kept[name, variables] = self._matter(name, goals, variables)
        memory = (name, said, surely, tuple((variables[i], situation[i]) for i in kept))
        if memory in self._found:
            return self._found[memory]
        self.asked += 1
        settled = _settled(self.cells, dict(zip(variables, situation, strict=True)), said)
        domain = self.sure_domain if surely else self.cells.domain
        if len(self._found) >= _ANSWERS:
            self._found.clear()
        found = self._found[memory] = solve(self.cells, goals, settled, domain)
        return found

    def sure_domain(self, key: Key) -> tuple[Value | None, ...]:
        """Give the cells that any case may come to, whatever else is the case in it."""
        match self.cells.kind(key):
            case "free" | "rising" | "request":
                return self.cells.domain(key)
            case "milestone":
                kinds = {self.cells.kind(base) for base in self.cells.based[key]}
                return (True, False) if kinds <= {"free"} else ()
            case _:
                return ()

    def _matter(
        self, name: object, goals: tuple[Goal, ...], variables: tuple[Key, ...]
    ) -> tuple[int, ...]:
        reads = self._reads.get(name)
        if reads is None:
            cells = self.cells
            keys = {key for guard, _ in goals for key in cells.keys(guard)}
            for key in [key for key in keys if key in cells.based]:
                keys |= {*cells.based[key], *cells.earlier[key], *cells.later[key]}
            reads = self._reads[name] = frozenset(keys)
        return tuple(i for i, v in enumerate(variables) if v.removeprefix(TOUCHED) in reads)


def _settled(cells: Cells, values: Mapping[Key, Value | None], said: Wishes) -> Any:
    requested = dict(said)

    def settled(key: Key) -> Any:
        value = values.get(key, MISSING)
        if value is not MISSING:
            return value
        touched = values.get(TOUCHED + key, MISSING)
        if touched is False:
            return cells.empty(cells.chart.facts[key])
        if touched is True and cells.lasts(cells.chart.facts[key]):
            return True
        return requested.get(key, MISSING)

    return settled


class Slice:
    """A few variables of a chart and every move that changes them.

    Args:
        cells: The cut of the facts.
        possible: What is remembered about goals.
        variables: The variables that are kept.
        pinned: Those among them that no move may change.
    """

    def __init__(
        self,
        cells: Cells,
        possible: Possible,
        variables: Iterable[Key],
        *,
        pinned: Iterable[Key] = (),
    ) -> None:
        """Find the events that may change the variables."""
        self.cells, self.possible = cells, possible
        self.variables = tuple(variables)
        self.pinned = frozenset(pinned)
        self._at = {key: i for i, key in enumerate(self.variables)}
        self._after: dict[Situation, tuple[tuple[Edge, Situation], ...]] = {}
        self._changes: dict[tuple[str, Situation], tuple[_Changed, ...]] = {}
        self._free: list[_Mover] = []
        self._from: dict[tuple[int, Value | None], list[_Mover]] = {}
        for heard in cells.chart.events.values():
            facts = tuple(
                i
                for i, key in enumerate(self.variables)
                if not key.startswith("in:") and touches(cells, heard, key)
            )
            regions = tuple(region for region in heard.ways if place(region) in self._at)
            if regions:
                first = self._at[place(regions[0])]
                for state in heard.ways[regions[0]]:
                    self._from.setdefault((first, state), []).append((heard, facts, regions))
            elif facts:
                self._free.append((heard, facts, ()))

    def begin(self) -> Iterator[Situation]:
        """Give every situation in which a case may open."""
        cells = self.cells
        choices: list[tuple[Value | None, ...]] = []
        for key in self.variables:
            kind = "derived" if key.startswith(TOUCHED) else cells.kind(key)
            if kind in {"fixed", "rising"}:
                choices.append(cells.domain(key))
            elif kind == "milestone":
                tracked = any(cells.kind(base) == "tracked" for base in cells.based[key])
                choices.append((None,) if tracked else (False, True))
            else:
                choices.append(cells.domain(key)[:1])
        yield from product(*choices)

    def after(self, situation: Situation) -> tuple[tuple[Edge, Situation], ...]:
        """Give every move from a situation to another."""
        found = self._after.get(situation)
        if found is None:
            movers = list(self._free)
            for at in enumerate(situation):
                movers += self._from.get(at, ())
            moves = [
                move
                for heard, facts, regions in movers
                for move in self._sent(heard, facts, regions, situation)
            ]
            moves += self._passed(situation)
            found = tuple(moves)
            if len(self._after) < _REMEMBERED:
                self._after[situation] = found
        return found

    def _sent(
        self,
        heard: ChartEvent,
        facts: tuple[int, ...],
        regions: tuple[str, ...],
        situation: Situation,
    ) -> Iterator[tuple[Edge, Situation]]:
        places = [self._at[place(region)] for region in regions]
        froms = [
            heard.ways[region].get(str(situation[i]), ())
            for region, i in zip(regions, places, strict=True)
        ]
        if not all(froms):
            return
        for legs in product(*froms):
            for changed, said in self._changed_to(heard, facts, situation):
                after = list(situation)
                for i, leg in zip(places, legs, strict=True):
                    after[i] = leg.target
                for i, value in changed:
                    after[i] = value
                to = tuple(after)
                if to == situation or self._moves_a_pin(situation, to):
                    continue
                name, goals = self.possible.goals_of(heard, legs)
                if self.possible.find(name, goals, self.variables, situation, said) is not None:
                    yield Edge(heard.name, legs, said), to

    def _changed_to(
        self, heard: ChartEvent, facts: tuple[int, ...], situation: Situation
    ) -> Iterable[_Changed]:
        """What an event may make of the facts that it touches; remembered where that is little."""
        now = (heard.name, tuple(situation[i] for i in facts))
        found = self._changes.get(now)
        if found is not None:
            return found
        touched = {self.variables[i]: situation[i] for i in facts}
        made = (
            (tuple((self._at[key], value) for key, value in changed.items()), said)
            for changed, said in changes(self.cells, heard, touched)
        )
        few = tuple(islice(made, _FEW))
        if len(few) == _FEW:
            return chain(few, made)
        if len(self._changes) < _REMEMBERED:
            self._changes[now] = few
        return few

    def surely(self, edge: Edge, situation: Situation) -> bool:
        """Whether every case in a situation may come to take an edge, whatever is left open."""
        heard = self.cells.chart.events[edge.event]
        name, goals = self.possible.goals_of(heard, edge.legs)
        found = self.possible.find(name, goals, self.variables, situation, edge.said, surely=True)
        return found is not None

    def _moves_a_pin(self, before: Situation, after: Situation) -> bool:
        return bool(self.pinned) and any(
            a != b and key in self.pinned
            for key, a, b in zip(self.variables, before, after, strict=True)
        )

    def _passed(self, situation: Situation) -> Iterator[tuple[Edge, Situation]]:
        """Time passes: a milestone is reached, a number rises, what is fixed is learned."""
        for i, key in enumerate(self.variables):
            value = situation[i]
            if key in self.cells.milestones and value is False:
                due = {key, *self.cells.earlier[key]}
                yield (
                    Edge(),
                    tuple(
                        True if k in due and v is False else v
                        for k, v in zip(self.variables, situation, strict=True)
                    ),
                )
            elif not key.startswith(TOUCHED) and self.cells.kind(key) in {"fixed", "rising"}:
                known = [v for v in self.cells.domain(key) if v is not None]
                if value is not None:
                    rising = self.cells.kind(key) == "rising"
                    known = [v for v in known if rising and v > value]  # type: ignore[operator]
                for after in known:
                    yield Edge(), (*situation[:i], after, *situation[i + 1 :])

    def path(
        self,
        sources: Iterable[Situation],
        name: object,
        goals: tuple[Goal, ...],
        *,
        wanted: Mapping[Key, Value | None] | None = None,
        said: Wishes = (),
        look: tuple[Goal, ...] = (),
        most: int,
    ) -> tuple[Situation, list[Edge], Situation] | int:
        """Give a shortest way from a source to where the goals can be met.

        Args:
            sources: The situations to start from, the best ones first.
            name: What stands for the goals.
            goals: The goals.
            wanted: Values that some variables must have there.
            said: What the request says there.
            look: Goals that must have been met before, at some time.
            most: How many situations may be visited.

        Returns:
            The source, the edges, and the situation at the end; or, where there is no way, how
            many situations were visited.

        Raises:
            TooLarge: There are more situations.
        """
        came: dict[tuple[Situation, bool], tuple[tuple[Situation, bool], Edge] | None] = {}
        waiting: deque[tuple[Situation, bool]] = deque()
        for source in sources:
            if (source, not look) not in came:
                came[source, not look] = None
                waiting.append((source, not look))
        aims = [(self._at[key], value) for key, value in (wanted or {}).items()]
        while waiting:
            node = waiting.popleft()
            situation, seen = node
            there = seen and all(situation[i] == value for i, value in aims)
            if there and (
                not goals
                or self.possible.find(name, goals, self.variables, situation, said) is not None
            ):
                return (*self._back(node, came), situation)
            moves = self.after(situation)
            nexts = [(edge, (to, seen)) for edge, to in moves]
            if not seen and self._met(name, look, situation):
                nexts.append((Edge(goals=look), (situation, True)))
            for edge, to in nexts:
                if to not in came:
                    if len(came) >= most:
                        raise TooLarge
                    came[to] = (node, edge)
                    waiting.append(to)
        return len(came)

    def _met(self, name: object, look: tuple[Goal, ...], situation: Situation) -> bool:
        return self.possible.find(("look", name), look, self.variables, situation) is not None

    def _back(
        self,
        node: tuple[Situation, bool],
        came: Mapping[tuple[Situation, bool], tuple[tuple[Situation, bool], Edge] | None],
    ) -> tuple[Situation, list[Edge]]:
        edges: list[Edge] = []
        while (step := came[node]) is not None:
            node, edge = step
            edges.append(edge)
        return node[0], edges[::-1]
