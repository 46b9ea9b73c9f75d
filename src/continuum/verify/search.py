"""The search for a way to something: proof that there is none, or a story that gets there.

The proof is in the space of all situations: where what is wanted does not meet what is reached, no
case comes to it.  Where it does, a slice with few variables is walked for a short way, and a
concrete case tries to follow; what keeps it from following is added to the slice, and the walk
begins again.  Where no slice leads a case there, it follows a way through the whole space.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from continuum.verify.following.recorded import trails_of
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.guide import Guide
from continuum.verify.situations.moves import allowed
from continuum.verify.slices import Edge, TooLarge
from continuum.verify.space import Limits, Reached, Space

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from continuum.guards import Guard, Value
    from continuum.rulebook import Chart, Leg
    from continuum.semantics import Entry
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.recorded import Recorded
    from continuum.verify.following.solving import Goal
    from continuum.verify.situations.cells import Key

__all__ = ["Never", "Open", "Search", "Verdict"]

_MOST = 20_000
_ROUNDS = 14
_OTHERS = 5
_AT_HAND = 12


@attrs.frozen
class Never:
    """No case gets there."""


@attrs.frozen
class Open:
    """Neither a proof nor a story was found, and why."""

    why: str


Verdict = Trail | Never | Open


class Search(Guide):
    """Finds ways for one chart, and remembers every case that it has followed.

    Args:
        chart: The chart in force on the day.
        on: The day on which its cases open.
        also: Guards that are not part of the chart and are asked about it all the same.
        engine: The engine of the diagrams; empty: the swiftest there is.
        limits: What the search may use.
        cases: Recorded cases to start from.
    """

    def __init__(
        self,
        chart: Chart,
        on: date,
        *,
        also: Iterable[Guard] = (),
        engine: str = "",
        limits: Limits | None = None,
        cases: Iterable[Recorded] = (),
    ) -> None:
        """Start with the opening, and what was recorded."""
        super().__init__(chart, on, also)
        self.engine, self.limits = engine, limits or Limits()
        self._lived: dict[tuple[str, tuple[Leg, ...]], Trail] = {}
        self._moments: list[Trail] = []
        self._before: dict[str, list[Trail]] = {}
        for trail in trails_of(chart, cases, self._otherwise):
            self._keep(trail)
        self._names = 0
        self._looked: dict[object, Reached] = {}

    def anew(self, also: Iterable[Guard] = (), chart: Chart | None = None) -> Search:
        """Give a search that asks about other guards, with the cases at hand.

        Args:
            also: Guards that are not part of the chart and are asked about all the same.
            chart: A chart in which the same can happen; by default the same one.
        """
        other = Search(
            chart or self.chart, self.on, also=also, engine=self.engine, limits=self.limits
        )
        other.pool, other._seen = list(self.pool), set(self._seen)
        other._lived, other._moments, other._before = self._lived, self._moments, self._before
        return other

    @cached_property
    def space(self) -> Space:
        """Every situation of the chart; made when it is first asked for."""
        return Space(self.cells, engine=self.engine, limits=self.limits)

    @property
    def configurations(self) -> int:
        """How many situations a case can come to: the check spoke about every one of them."""
        return self.space.count(self.space.reachable())

    def satisfiable(self, goals: Iterable[Goal]) -> bool:
        """Whether goals can be met together at all, wherever a case is."""
        space = self.space
        return space.meets(space.view.goals(goals), space.lawful)

    def where(self, wanted: Attempt, targets: Mapping[Key, Value | None] | None = None) -> Diagram:
        """Give the situations in which something wanted can be, nothing open in them."""
        space, heard = self.space, self.chart.events.get(wanted.event)
        view = space.view
        met = view.goals(wanted.goals) if heard is None else space.moves.met(heard, wanted.goals)
        for name, value in wanted.said:
            met &= view.cell(name, self.cells.cell(name, value))
        for key, cell in (targets or {}).items():
            met &= space.coding.at(key, cell)
        return space.stored(met)

    def _reached(self, look: tuple[Goal, ...]) -> Reached:
        """What is reached from the opening, or from where something else has been met."""
        if not look:
            return self.space.reached
        key = tuple((id(guard), want) for guard, want in look)
        if key not in self._looked:
            met = self.space.stored(self.space.view.goals(look))
            self._looked[key] = self.space.reach(met & self.space.reachable())
        return self._looked[key]

    def reach(
        self,
        wanted: Attempt,
        seeds: Iterable[Key] = (),
        *,
        targets: Mapping[Key, Value | None] | None = None,
        look: tuple[Goal, ...] = (),
        soon: bool = False,
    ) -> Verdict:
        """Bring something about from the opening of a case, or prove that nothing does.

        Args:
            wanted: What to bring about.
            seeds: The variables to begin with.
            targets: Values that some of them must have then.
            look: Goals that must have been met before, at some time.
            soon: Any case will do, however long its story: those at hand are tried first.
        """
        there = self.where(wanted, targets)
        if not self.space.meets(self.space.reachable(), there):
            return Never()
        if look and not self.space.meets(self._reached(look).every, there):
            return Never()
        if soon:
            near = self._from_those_at_hand(wanted) or self._by_the_space(wanted, there, look)
            if near is not None:
                return near
        variables = tuple(dict.fromkeys((*seeds, *(targets or {}))))
        # From the opening first: then the story is the shortest one.
        found: Trail | Open = Open("")
        for pool in (False, True):
            found = self._by_slices(wanted, variables, targets, look, pool=pool)
            if isinstance(found, Trail):
                return found
        return self._by_the_space(wanted, there, look) or found

    def _otherwise(self, trail: Trail, entry: Entry) -> Trail | None:
        """Try what a recorded case did in another way, where this law wants it otherwise."""
        heard = self.chart.events.get(entry.event)
        if heard is None:
            return None
        legs = {
            region: leg
            for region, old, new in entry.moves
            for leg in heard.ways.get(region, {}).get(old, ())
            if leg.target == new
        }
        wanted = Attempt(allowed(heard, legs), heard.name, legs=tuple(legs.values()))
        found = self.attempt(trail, wanted, ())
        return found if isinstance(found, Trail) else None

    def _keep(self, trail: Trail) -> None:
        """Keep a recorded case: it has taken its ways, and searches may start from it."""
        standing = {other.snapshot.configuration for other in self.pool}
        if trail.snapshot.configuration not in standing:
            self.note(trail)
        self._moments.append(trail)
        last = trail.acts[-1].event if trail.acts else ""
        if last:
            for leg in trail.decisions[-1].changes.moves:
                self._lived.setdefault((last, (leg,)), trail)
            self._lived.setdefault((last, ()), trail)
            if len(self._moments) > 1 and len(self._moments[-2].acts) < len(trail.acts):
                self._before.setdefault(last, []).append(self._moments[-2])

    def _from_those_at_hand(self, wanted: Attempt) -> Trail | None:
        """Try it with cases followed before that stand where its event has ways."""
        heard = self.chart.events[wanted.event]
        lived = self._lived.get((wanted.event, wanted.legs))
        legs = {leg.region: leg for leg in wanted.legs}
        plain = wanted.judge is None and not wanted.said
        if lived is not None and plain and wanted.goals == allowed(heard, legs):
            return lived
        froms = {region: set(by_state) for region, by_state in heard.ways.items()}
        froms |= {leg.region: {leg.source} for leg in wanted.legs}
        places = [(self.chart.place[region], states) for region, states in froms.items()]

        def stands(trail: Trail) -> bool:
            return all(trail.snapshot.configuration[i] in states for i, states in places)

        ready = self._before.get(wanted.event, [])
        for trails in (ready, self.pool, self._moments[::-1]):
            for trail in islice(filter(stands, trails), _AT_HAND):
                found = self.attempt(trail, wanted, ())
                if isinstance(found, Trail):
                    self.note(found)
                    return found
        return None

    def _by_slices(
        self,
        wanted: Attempt,
        variables: tuple[Key, ...],
        targets: Mapping[Key, Value | None] | None,
        look: tuple[Goal, ...],
        *,
        pool: bool,
    ) -> Trail | Open:
        """Follow short ways through slices of a few variables, more of them each time."""
        self._names += 1
        name = ("reach", self._names)
        left_out: set[int] = set()
        for _ in range(_ROUNDS):
            self.limits.spend()
            part = self.slice(variables)
            sources = self.sources(part, left_out, pool=pool)
            try:
                found = part.path(
                    sources,
                    name,
                    wanted.goals,
                    wanted=targets,
                    said=wanted.said,
                    look=look,
                    most=_MOST,
                )
            except TooLarge:
                return Open(f"there are more than {_MOST} situations to look at")
            if isinstance(found, int):
                return Open("it seems to be possible, and no way to it was found")
            source, edges, last = found
            outcome = self.follow(sources[source], edges, wanted, part, last)
            if isinstance(outcome, Trail):
                return outcome
            more = self.variables(outcome, variables)
            variables = (*variables, *more)
            if not more and (sources[source] is self.start or len(left_out) > _OTHERS):
                return Open("a way was found, but no days and values with which a case follows it")
            if not more:
                left_out.add(id(sources[source]))
        return Open(f"no case followed the ways that were found, {_ROUNDS} times over")

    def _by_the_space(
        self, wanted: Attempt, there: Diagram, look: tuple[Goal, ...]
    ) -> Trail | None:
        """Follow a way through the whole space, which may be long."""
        if not look:
            return self.lead([(self.space.reached, there)], wanted)
        before = self.space.stored(self.space.view.goals(look))
        ways = [(self.space.reached, before), (self._reached(look), there)]
        return self.lead(ways, wanted, look)

    def lead(
        self,
        ways: Sequence[tuple[Reached, Diagram]],
        wanted: Attempt,
        look: tuple[Goal, ...] = (),
    ) -> Trail | None:
        """Lead a case along ways through the whole space, and bring something about at the end.

        Args:
            ways: One after another: what is reached from where it begins, and where it ends; the
                first begins with the opening.
            wanted: What is brought about in the end.
            look: What must show at the end of each way but the last.

        Returns:
            The case; ``None`` where no case followed.
        """
        space = self.space
        edges: list[Edge] = []
        final: Mapping[Key, Value | None] = {}
        last: Mapping[Key, Value | None] | None = None
        # From the end: a way must end where the next one begins.
        for reached, target in reversed(ways):
            found = space.way(reached, target if last is None else space.only(last))
            if found is None:
                return None
            strides, there = found
            middle = [Edge(goals=look)] if look and last is not None else []
            edges = [*(Edge(s.event, s.legs, s.said) for s in strides), *middle, *edges]
            final = there if last is None else final
            last = dict(strides[0].before) if strides else there
        part = self.slice(space.coding.stored)
        outcome = self.follow(
            self.start, edges, wanted, part, tuple(final[key] for key in part.variables)
        )
        return outcome if isinstance(outcome, Trail) else None
