"""Places that there are only so many of: who takes one, and when it is free again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.sim.queue import layout as at

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.sim.queue.facts import Tables
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["changes_of", "put_capacities"]


def put_capacities(
    tables: Tables, head: dict[int, int], scenario: Scenario, room: Callable[..., int]
) -> list[tuple[int, int, int]]:
    """Put in the capacities of a setting.

    Args:
        tables: Where the numbers go.
        head: The head of the tables.
        scenario: The scenario.
        room: Makes room among the numbers of a person.

    Returns:
        For each part of the behaviour: the capacity of which it takes a place, which of the parts
        that take one it is (-1: it takes none), and where it stands which places it frees.
    """
    chart, capacities = scenario.charts[0], scenario.setting.capacities
    behaviour = scenario.behaviour
    most = head[at.H_STATES]
    entries: list[int] = []
    for capacity in capacities:
        row = [0] * at.CAPACITY_WIDTH
        row[at.C_PLACES] = capacity.places
        row[at.C_ORDER] = int(capacity.order == "due_date")
        row[at.C_HELD] = -1
        if capacity.held:
            among = dict(capacity.held)
            held: list[int] = []
            for region in chart.regions:
                states = among.get(region.name, region.names)
                flags = [int(name in states) for name in region.names]
                held += flags + [0] * (most - len(flags))
            row[at.C_HELD] = tables.whole(*held)
        entries += row
    head[at.H_CAPACITIES] = len(capacities)
    head[at.H_CAPACITY] = tables.whole(*entries)
    found = []
    takers = 0
    parts: tuple[Any, ...] = (*behaviour.attempts, *behaviour.arrives)
    for part in parts:
        event = getattr(part, "event", None)
        takes, taker = -1, -1
        for k, capacity in enumerate(capacities):
            if event and (part.name in capacity.takes or event in capacity.takes):
                takes, taker = k, takers
                takers += 1
        frees = tables.whole(*(int(event in capacity.until) for capacity in capacities))
        found.append((takes, taker, frees))
    head[at.H_X_QUEUED] = room(*[0] * takers)
    head[at.H_X_STAMP] = room(*[0] * takers)
    head[at.H_X_HOLDS] = room(*[0] * len(capacities))
    return found


def changes_of(scenario: Scenario) -> list[tuple[float, int, int]]:
    """Give the dated changes of places, in order: moment, capacity, places from then on."""
    return sorted(
        (float(day.toordinal()), k, places)
        for k, capacity in enumerate(scenario.setting.capacities)
        for day, places in capacity.steps
    )
