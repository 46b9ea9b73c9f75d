"""Which way an event goes: one leg in every region in which it has any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from continuum.guards import ALWAYS, weigh

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics.snapshot import Changes
    from continuum.semantics.view import CaseView

__all__ = ["Astray", "Route", "Router", "choose", "route"]


@attrs.frozen
class Astray:
    """A region in which the event finds no single way.

    Args:
        region: The region.
        state: Where it is.
        why: ``no_leg``: the event has no way from this state; ``closed``: it has, but no recorded
            fact opens one; ``unknown``: a fact that would choose is not known; ``several``: more
            than one is open, which is a fault of the rulebook.
        legs: The legs from this state.
        guard: The guard that would have to hold; ``None`` when no guard could help.
    """

    region: str
    state: str
    why: str
    legs: tuple[Leg, ...] = ()
    guard: Guard | None = None


@attrs.frozen(slots=False)
class Route:
    """The legs that an event takes, and the regions in which it goes astray.

    ``changes`` may be given by a router that has made them before: what the legs change when the
    event records nothing else.
    """

    legs: tuple[Leg, ...] = ()
    astray: tuple[Astray, ...] = ()
    changes: Changes | None = None


class Router(Protocol):
    """Whoever finds the way: the table below, or the machines of the runtime."""

    def __call__(self, heard: ChartEvent, view: CaseView) -> Route:
        """Find the legs of an event in a case."""


def route(heard: ChartEvent, view: CaseView) -> Route:
    """Find the way by the chart's own table.

    Args:
        heard: The event.
        view: The case with the request.
    """
    legs: list[Leg] = []
    astray: list[Astray] = []
    for region, by_state in heard.ways.items():
        state = view.snapshot.configuration[view.chart.place[region]]
        found = choose(region, state, by_state.get(state, ()), view)
        if isinstance(found, Astray):
            astray.append(found)
        else:
            legs.append(found)
    return Route(tuple(legs), tuple(astray))


def choose(region: str, state: str, legs: tuple[Leg, ...], view: CaseView) -> Leg | Astray:
    """Choose among the legs of one region, or say why none is chosen."""
    if len(legs) == 1 and legs[0].when is ALWAYS:
        return legs[0]
    if not legs:
        return Astray(region, state, "no_leg")
    holding, unknown = [], False
    for leg in legs:
        truth = weigh(leg.when, view)
        if truth.holds:
            holding.append(leg)
        elif not truth.fails:
            unknown = True
    if len(holding) == 1 and not unknown:
        return holding[0]
    if len(holding) > 1:
        return Astray(region, state, "several", tuple(holding))
    from continuum.guards import Some

    opens = legs[0].when if len(legs) == 1 else Some(leg.when for leg in legs)
    return Astray(region, state, "unknown" if unknown else "closed", legs, opens)
