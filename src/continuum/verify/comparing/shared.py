"""What cases may do under both of two rulebooks: the chart on which ways are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, NEVER, All, During, Some
from continuum.rulebook import Gate, Leg
from continuum.verify.comparing.decided import guards_of
from continuum.verify.comparing.shape import every_guard, knowing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Guard
    from continuum.rulebook import Chart, ChartEvent
    from continuum.verify.comparing.terms import Terms

__all__ = ["chart_of_both"]


def chart_of_both(terms: Terms, theirs: Mapping[str, ChartEvent]) -> Chart:
    """Give my chart with every event held to what theirs asks of it as well.

    What it reaches, both reach; it is at least what both do.

    Args:
        terms: The terms, mine and theirs.
        theirs: Their events in my terms, by name.
    """
    events = {
        name: _held(heard, theirs[name], terms) if name in theirs else _shut(heard)
        for name, heard in terms.mine.events.items()
    }
    both = attrs.evolve(terms.mine, events=events)
    known = [guard for heard in theirs.values() for guard in guards_of(heard)]
    return knowing(both, [*every_guard(terms.mine), *known])


def _shut(heard: ChartEvent) -> ChartEvent:
    """An event that only mine has: asked about, and on no way that both know."""
    gate = Gate("gone", NEVER, "it is not there", "")
    return attrs.evolve(heard, gates=(*heard.gates, gate))


def _held(heard: ChartEvent, other: ChartEvent, terms: Terms) -> ChartEvent:
    """An event with what theirs asks as gates; its legs stay mine, so that cases take them."""
    known = {(gate.id, gate.guard) for gate in heard.gates}
    more = [gate for gate in other.gates if (gate.id, gate.guard) not in known]
    for region in dict.fromkeys((*heard.ways, *other.ways)):
        guard = _there(heard, other, region, terms)
        if guard != ALWAYS:
            more.append(Gate(f"both {region}", guard, "it leads to one place in both", ""))
    return attrs.evolve(heard, gates=(*heard.gates, *more))


def _there(heard: ChartEvent, other: ChartEvent, region: str, terms: Terms) -> Guard:
    """What must hold for an event to lead to one place of a region in both."""
    found: list[Guard] = []
    alike = True
    for state in terms.mine.states[region]:
        mine, theirs = _from(heard, region, state), _from(other, region, state)
        whens: dict[str, list[Guard]] = {}
        for leg in theirs:
            stays = region not in other.ways
            target = terms.home(region, state) if stays else leg.target
            whens.setdefault(target, []).append(leg.when)
        for leg in mine:
            also = whens.get(terms.home(region, leg.target), [])
            alike = alike and leg.when in also
            if also:
                found.append(All((During(region, (state,)), leg.when, Some(also))))
        alike = alike and len(mine) == len(theirs)
    return ALWAYS if alike else Some(found)


def _from(heard: ChartEvent, region: str, state: str) -> tuple[Leg, ...]:
    if region not in heard.ways:
        return (Leg(heard.name, region, state, state, ALWAYS),)
    return heard.ways[region].get(state, ())
