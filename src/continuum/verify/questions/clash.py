"""Why something can never happen: the fewest of its conditions that never come together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import facts_in
from continuum.prose.naming import say_list
from continuum.prose.sentences import say
from continuum.verify.following.trail import Attempt
from continuum.verify.search import Never
from continuum.verify.situations.cells import fact_key
from continuum.verify.situations.moves import allowed_by, touches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.search import Search

__all__ = ["Clash", "clash"]

_OWN = ("role", "requires")


@attrs.frozen(eq=False)
class Clash:
    """Conditions that never hold together; without any one of them, the others do.

    Args:
        search: The search that showed it.
        heard: The event.
        legs: The leg that it would take.
        names: What clashes: ids of gates, and ``in:``, ``way:``, ``beside:`` with a region.
        anyhow: They contradict each other, whatever happens in a case.
    """

    search: Search
    heard: ChartEvent
    legs: dict[str, Leg]
    names: tuple[str, ...]
    anyhow: bool

    @property
    def gates(self) -> tuple[str, ...]:
        """The ids of the gates among them."""
        return tuple(gate.id for gate in self.heard.gates if gate.id in self.names)

    @property
    def of_gates(self) -> bool:
        """Whether there is nothing but gates among them, so that no leg is ever open."""
        return {*self.names} == {*self.gates}

    @property
    def beside(self) -> bool:
        """Whether it matters that another way of the event is open as well."""
        return any(name.startswith("beside:") for name in self.names)

    def setters(self) -> dict[str, tuple[str, ...]]:
        """Give the facts that only events record and that matter here, with those events."""
        cells = self.search.cells
        facts = {
            fact_key(f) for name in self.names for g in self._guards(name) for f in facts_in(g)
        }
        tracked = sorted(fact for fact in facts if cells.kind(fact) == "tracked")
        events = cells.chart.events.values()
        return {
            fact: tuple(heard.name for heard in events if touches(cells, heard, fact))
            for fact in tracked
        }

    def say(self) -> str:
        """Say what clashes, by the names and the words of each."""
        asking = [name for name in self.names if not name.startswith("in:")]
        places = [leg.source for region, leg in self.legs.items() if f"in:{region}" in self.names]
        where = f" in {say_list(f'`{name}`' for name in places)}" if places else ""
        called = [self._called(name) for name in asking]
        said = [self._say(name) for name in asking]
        if not asking:
            return f"its places are never left{where}"
        if len(asking) == 1:
            never = "nothing can meet" if self.anyhow and not places else "nothing ever meets"
            return f"{never} {called[0]}{where}: {said[0]}"
        joined = "exclude each other" if self.anyhow else "never come together"
        return f"{say_list(called)} {joined}{where}: {', against '.join(said)}"

    def _guards(self, name: str) -> list[Guard]:
        return [guard for n, (guard, _) in allowed_by(self.heard, self.legs) if n == name]

    def _called(self, name: str) -> str:
        kind, _, region = name.partition(":")
        if kind == "way" and region:
            return "its condition" if region in self.legs else f"its ways in {self._words(region)}"
        if kind == "beside" and region:
            return "that no other way is open"
        own = {"role": "who decides it", "requires": "what it requires", "target": "its record"}
        return own.get(name, name)

    def _say(self, name: str) -> str:
        book = self.search.chart.book
        kind, _, region = name.partition(":")
        for gate in self.heard.gates:
            if gate.id == name:
                return say(gate.guard, book)
        if name == "target":
            return f"the register of {self._register()} holds one"
        if kind == "way" and region in self.legs:
            return say(self.legs[region].when, book)
        if kind == "way":
            return f"exactly one of them is open from where {self._words(region)} is"
        others = [
            f"`{leg.target}`"
            for leg in self.heard.ways[region][self.legs[region].source]
            if leg is not self.legs[region]
        ]
        return f"it leads to {say_list(others, 'or')} as well"

    def _register(self) -> str:
        return self.search.chart.registers[self.heard.event.target].words

    def _words(self, region: str) -> str:
        chart = self.search.chart
        return chart.regions[chart.place[region]].words


def clash(search: Search, heard: ChartEvent, legs: dict[str, Leg]) -> Clash:
    """Give the fewest conditions of an event that never come together.

    Args:
        search: The search.
        heard: An event that never happens, or never takes these legs.
        legs: The leg it would take, by its region.
    """
    named = allowed_by(heard, legs)
    names = list(dict.fromkeys(name for name, _ in named))
    anyhow = _excluded(search, named, names)

    def never(kept: list[str]) -> bool:
        if anyhow:
            return _excluded(search, named, kept)
        goals = tuple(goal for name, goal in named if name in kept)
        return isinstance(search.reach(Attempt(goals, shown=())), Never)

    # Left out one at a time, so that conditions remain rather than places, and rules at last.
    for name in sorted(names, key=_telling):
        less = [other for other in names if other != name]
        if less and never(less):
            names = less
    return Clash(search, heard, legs, tuple(names), anyhow)


def _excluded(search: Search, named: Iterable[tuple[str, object]], kept: list[str]) -> bool:
    goals = [goal for name, goal in named if name in kept]
    return not search.satisfiable(goals)  # type: ignore[arg-type]


def _telling(name: str) -> tuple[int, str]:
    kind, _, region = name.partition(":")
    if region:
        return ("beside", "in", "way").index(kind) if kind in {"beside", "in", "way"} else 3, name
    return 4 + (name not in _OWN), name
