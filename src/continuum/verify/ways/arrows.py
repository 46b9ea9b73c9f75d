"""The shortest ways from state to state by the arrows of a chart alone.

A case moves along arrows only, so where no arrows lead no case gets: that is a proof for every
rulebook.  Whether a case can follow them is another question.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, All, Guard, facts_in
from continuum.prose import say, say_event, say_list, say_role, say_state
from continuum.verify.situations.rewriting import with_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart, Leg, Rulebook

__all__ = ["Arrow", "Path", "shortest"]


@attrs.frozen
class Arrow:
    """One move of one region.

    Args:
        event: The event's name.
        region: The region that moves.
        source: The state before.
        target: The state after.
        when: What the event requires there and what chooses this way, as far as facts of the case
            decide it; the rules are not part of it.
        by: The roles that may bring it.
        basis: Where the arrow comes from, such as ``row 3``.
    """

    event: str
    region: str
    source: str
    target: str
    when: Guard = ALWAYS
    by: tuple[str, ...] = ()
    basis: str = ""

    def told(self, book: Rulebook) -> str:
        """Say it in a line."""
        by = say_list([say_role(name, book) for name in self.by], "or")
        to = say_state(self.region, self.target, book)
        when = "" if self.when == ALWAYS else f", when {say(self.when, book)}"
        basis = f" ({self.basis})" if self.basis else ""
        return f"“{say_event(self.event, book)}” by {by or 'anybody'} to “{to}”{when}{basis}"


@attrs.frozen
class Path:
    """Some arrows, each from where the one before it leads."""

    arrows: tuple[Arrow, ...]

    @property
    def events(self) -> tuple[str, ...]:
        """The events, in their order."""
        return tuple(arrow.event for arrow in self.arrows)

    @property
    def states(self) -> tuple[str, ...]:
        """The states, from the first to the last."""
        return (*(arrow.source for arrow in self.arrows[:1]), *(a.target for a in self.arrows))


def shortest(chart: Chart, region: str, start: str, end: str, most: int) -> tuple[Path, ...]:
    """Give the shortest paths by arrows, at most so many; all of them are of one length.

    Args:
        chart: The chart in force on the day.
        region: The region.
        start: The state from which they lead.
        end: The state to which they lead.
        most: How many to give.

    Example:
        >>> import continuum as ct
        >>> chart = ct.load("outline").lower("2026-11-25")
        >>> shortest(chart, "pathway", "remand", "pre_release", 1)[0].events
        ('convicted',)
    """
    legs = _legs(chart, region)
    distance = {end: 0}
    waiting = deque([end])
    into: dict[str, list[Leg]] = {}
    for leg in legs:
        into.setdefault(leg.target, []).append(leg)
    while waiting:
        state = waiting.popleft()
        for leg in into.get(state, ()):
            if leg.source not in distance:
                distance[leg.source] = distance[state] + 1
                waiting.append(leg.source)
    if start not in distance:
        return ()
    found: list[Path] = []
    for way in _nearer(legs, distance, start, end):
        found.append(Path(tuple(_arrow(chart, leg) for leg in way)))
        if len(found) == most:
            break
    return tuple(found)


def _legs(chart: Chart, region: str) -> list[Leg]:
    return [
        leg
        for heard in chart.events.values()
        for ways in heard.ways.get(region, {}).values()
        for leg in ways
        if leg.source != leg.target
    ]


def _nearer(
    legs: list[Leg], distance: dict[str, int], start: str, end: str
) -> Iterator[tuple[Leg, ...]]:
    """Every way on which each step is one nearer to the end; without recursion, ways are long."""
    nearer: dict[str, list[Leg]] = {}
    for leg in reversed(legs):
        if distance.get(leg.target, -1) == distance.get(leg.source, -1) - 1 >= 0:
            nearer.setdefault(leg.source, []).append(leg)
    waiting: list[tuple[str, tuple[Leg, ...]]] = [(start, ())]
    while waiting:
        state, way = waiting.pop()
        if state == end:
            yield way
        waiting += [(leg.target, (*way, leg)) for leg in nearer.get(state, ())]


def _arrow(chart: Chart, leg: Leg) -> Arrow:
    event = chart.events[leg.event].event
    asked = (with_places(guard, {leg.region: leg.source}) for guard in (event.requires, leg.when))
    kept = [g for g in asked if g != ALWAYS and all(f.of == "case" for f in facts_in(g))]
    when = ALWAYS if not kept else kept[0] if len(kept) == 1 else All(kept)
    return Arrow(leg.event, leg.region, leg.source, leg.target, when, event.decided_by, leg.basis)
