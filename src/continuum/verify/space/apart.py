"""Tracks: how a large rulebook is taken apart to say what never happens in it.

What the phases rest on, and what decides about that, is the core; it is kept together.  Every
other region with what belongs to it, each handover, and each other key is a track of its own.
What is reached is worked out for each track with everything else left open, and put together: so
more is taken for possible than is, never less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed_by, touches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.rulebook import ChartEvent
    from continuum.verify.situations.cells import Cells, Key

__all__ = ["LARGE", "taken_apart"]

LARGE: Final = 90
"""So many keys can be kept together; where there are more, the rulebook is taken apart."""


def taken_apart(cells: Cells, keys: Sequence[Key]) -> tuple[tuple[Key, ...], ...]:
    """Give the tracks, each with its keys, the core first; one alone where nothing is apart.

    Args:
        cells: The cut of the facts.
        keys: What is stored.
    """
    chart = cells.chart
    told = {key for form in chart.phases for key in cells.keys(form.when)}
    centre = {place(r.name) for r in chart.regions if place(r.name) in told}
    if len(keys) <= LARGE or not centre:
        return (tuple(keys),)
    stored = frozenset(keys)
    stages = {handover.stage.name for handover in chart.handovers}
    places = {place(region.name) for region in chart.regions}
    reads = {e.name: _read(cells, e) & stored for e in chart.events.values()}
    changes = {
        e.name: {k for k in keys if k not in places and touches(cells, e, k)}
        | {place(region) for region in e.ways}
        for e in chart.events.values()
    }
    core = centre | (_with_days(cells, told) & stored) - stages
    grown: set[Key] = set()
    while grown != core:
        grown = set(core)
        for name, changed in changes.items():
            if changed & grown:
                core |= reads[name] - stages - (places - centre)
    of: dict[Key, Key] = {}
    for region in sorted(places - centre):
        of[region] = region
        for name, changed in changes.items():
            if region in changed:
                for key in (changed | reads[name]) - core - stages - places:
                    of.setdefault(key, region)
    tracks: dict[Key, list[Key]] = {}
    for key in keys:
        if key not in core:
            tracks.setdefault(of.get(key, key), []).append(key)
    return (tuple(key for key in keys if key in core), *map(tuple, tracks.values()))


def _read(cells: Cells, heard: ChartEvent) -> set[Key]:
    """On what it depends whether and how an event happens."""
    goals = list(allowed_by(heard, {}))
    for region, by_state in heard.ways.items():
        legs = (leg for leaving in by_state.values() for leg in leaving)
        goals += [goal for leg in legs for goal in allowed_by(heard, {region: leg})]
    asked = {key for _, (guard, _) in goals for key in cells.keys(guard)}
    return _with_days(cells, asked) | {place(region) for region in heard.ways}


def _with_days(cells: Cells, asked: set[Key]) -> set[Key]:
    found = asked | {base for key in asked for base in cells.based.get(key, ())}
    return {key for key in map(cells.variable, found) if key is not None}
