"""The shortest ways through a region from where a case is, by events that may still be heard."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

from continuum.guards import HOLDS, UNKNOWN, day_of, weigh
from continuum.semantics import CaseView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from continuum.guards import Fact, Guard, Milestone, Truth, Value
    from continuum.rulebook import ChartEvent

__all__ = ["Ways"]

_AGAINST: Final = 3
"""How many more steps a way may have, rather than one step that is taken against the person."""


class _Fixed(CaseView):
    """What is settled for good: facts that are fixed and known; everything else may be anything."""

    __slots__ = ()

    def value(self, fact: Fact) -> Value | None:
        """Give the value of a fact that cannot change any more."""
        settled = fact.of == "case" and fact.derived is None and fact.moves == "fixed"
        return super().value(fact) if settled else None

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Has the day come; a day that has not may come yet."""
        day = day_of(milestone, self.value)
        return HOLDS if day is not None and self.on >= day else UNKNOWN

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Any state may still come."""
        del region, states
        return UNKNOWN

    def known(self, fact: Fact) -> Truth[bool]:
        """What is not recorded may be."""
        return UNKNOWN if self.value(fact) is None else HOLDS


class Ways:
    """Finds ways through regions; remembers what it found.

    Args:
        view: The case as it is, with the event that is asked for; no way leads through that event.
    """

    def __init__(self, view: CaseView) -> None:
        """Keep the case, and what of it is settled for good."""
        self._view = view
        self._fixed = _Fixed(view.chart, view.snapshot, view.on)
        self._possible: dict[str, bool] = {}
        self._steps: dict[str, dict[str, dict[str, list[ChartEvent]]]] = {}
        self._found: dict[str, dict[str, tuple[int, tuple[str, ...]]]] = {}

    def state(self, region: str) -> str:
        """The state in which a region is."""
        return self._view.snapshot.configuration[self._view.chart.place[region]]

    def here(self, events: Iterable[ChartEvent]) -> tuple[ChartEvent, ...]:
        """Of some events, those that have a way from where the case is, or else can get one.

        Args:
            events: Any events.
        """
        able = [heard for heard in events if self._can_be_heard(heard)]
        at_once = [
            h for h in able if all(self.state(region) in by for region, by in h.ways.items())
        ]
        kept = at_once or [
            heard
            for heard in able
            if all(
                any(state in self._from_here(region) for state in by)
                for region, by in heard.ways.items()
            )
        ]
        return tuple(sorted(kept, key=lambda heard: heard.event.adverse))

    def next_to(self, region: str, aims: Collection[str]) -> dict[str, tuple[ChartEvent, ...]]:
        """The aims that one event leads to from here, with those events.

        Args:
            region: The region.
            aims: The states that would do.
        """
        steps = self._steps_of(region).get(self.state(region), {})
        return {
            aim: tuple(sorted(steps[aim], key=lambda heard: heard.event.adverse))
            for aim in aims
            if aim in steps
        }

    def toward(self, region: str, aims: Collection[str]) -> tuple[str, tuple[str, ...]] | None:
        """The aim that is nearest, and the events that lead to it, one after the other.

        Args:
            region: The region.
            aims: The states that would do.

        Returns:
            ``None`` where no way leads to any of them.
        """
        found = self._from_here(region)
        reached = sorted((found[aim], aim) for aim in aims if aim in found)
        return (reached[0][1], reached[0][0][1]) if reached else None

    def _from_here(self, region: str) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Every state that can be reached, with what it costs and the events that lead there."""
        if region not in self._found:
            best: dict[str, tuple[int, tuple[str, ...]]] = {}
            waiting: list[tuple[int, tuple[str, ...], str]] = [(0, (), self.state(region))]
            while waiting:
                cost, path, state = heappop(waiting)
                if state in best:
                    continue
                best[state] = (cost, path)
                for target, events in self._steps_of(region).get(state, {}).items():
                    for heard in events:
                        step = 1 + _AGAINST * heard.event.adverse
                        heappush(waiting, (cost + step, (*path, heard.name), target))
            self._found[region] = best
        return self._found[region]

    def _steps_of(self, region: str) -> dict[str, dict[str, list[ChartEvent]]]:
        """The events that lead from each state of a region to each other."""
        if region not in self._steps:
            steps: dict[str, dict[str, list[ChartEvent]]] = {}
            for heard in self._view.chart.events.values():
                if heard is self._view.heard or region not in heard.ways:
                    continue
                for source, target in self._moves(heard, region):
                    events = steps.setdefault(source, {}).setdefault(target, [])
                    if heard not in events:
                        events.append(heard)
            self._steps[region] = steps
        return self._steps[region]

    def _moves(self, heard: ChartEvent, region: str) -> Iterator[tuple[str, str]]:
        if not self._can_be_heard(heard):
            return
        for legs in heard.ways[region].values():
            for leg in legs:
                if leg.target != leg.source and self._open(leg.when):
                    yield leg.source, leg.target

    def _can_be_heard(self, heard: ChartEvent) -> bool:
        """Whether nothing that is settled for good keeps an event from ever happening."""
        if heard.name not in self._possible:
            self._possible[heard.name] = all(self._open(gate.guard) for gate in heard.gates)
        return self._possible[heard.name]

    def _open(self, guard: Guard) -> bool:
        return not weigh(guard, self._fixed).fails
