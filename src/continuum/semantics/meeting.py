"""Which events meet a duty, read off the rulebook: those that bring about what would meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import All, AtLeastOf, During, Flag, Not, Some, facts_in
from continuum.semantics.wanting import events_that_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart, Handover
    from continuum.semantics.snapshot import Duty, Snapshot

__all__ = ["with_events"]


def with_events(duties: Iterable[Duty], chart: Chart, snapshot: Snapshot) -> tuple[Duty, ...]:
    """Give duties with the events that would meet them: those that have a way now, if any has.

    Args:
        duties: The duties.
        chart: The chart in force.
        snapshot: How the case stands.
    """
    return tuple(attrs.evolve(duty, met_by=_meeting(duty, chart, snapshot)) for duty in duties)


def _meeting(duty: Duty, chart: Chart, snapshot: Snapshot) -> tuple[str, ...]:
    names = set(_found(duty, chart, snapshot))
    events = [heard for heard in chart.events.values() if heard.name in names]
    now = [
        heard
        for heard in events
        if all(
            snapshot.configuration[chart.place[region]] in by_state
            for region, by_state in heard.ways.items()
        )
    ]
    return tuple(heard.name for heard in now or events)


def _found(duty: Duty, chart: Chart, snapshot: Snapshot) -> Iterator[str]:
    if duty.met_when is not None:
        yield from _bringing(duty.met_when, chart, wanted=True)
        return
    for step in chart.steps:
        if step.id == duty.id:
            yield from _bringing(step.done, chart, wanted=True)
    for handover in chart.handovers:
        if handover.id == duty.id:
            yield from _next(handover, chart, snapshot)
    about = duty.id.partition(":")[2]
    if about in chart.events:  # demanded
        yield about
    region, _, state = about.partition(".")
    if region in chart.place:  # without a basis: what ends it
        for heard in chart.events.values():
            legs = heard.ways.get(region, {}).get(state, ())
            if any(leg.target != state for leg in legs):
                yield heard.name


def _next(handover: Handover, chart: Chart, snapshot: Snapshot) -> Iterator[str]:
    """The events of the next stage of a handover."""
    stage = snapshot.facts.get(handover.stage.name, "not_started")
    following = {
        "not_started": ("prepared",),
        "refused": ("prepared",),
        "prepared": ("person_informed",),
        "person_informed": ("offered",),
        "offered": ("read",),
        "read": ("joint_meeting_held",),
        "joint_meeting_held": ("accepted", "accepted_with_reservations"),
    }.get(str(stage), ("effective",))
    names = (f"{handover.id.lower()}_{one}" for one in following)
    yield from (name for name in names if name in chart.events)


def _bringing(guard: Guard, chart: Chart, *, wanted: bool) -> Iterator[str]:
    """The events that bring about what a guard asks for."""
    match guard:
        case Not(part):
            yield from _bringing(part, chart, wanted=not wanted)
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _bringing(part, chart, wanted=wanted)
        case During(region, states):
            for heard in chart.events.values():
                for legs in heard.ways.get(region, {}).values():
                    if any(
                        (leg.target in states) == wanted != (leg.source in states) for leg in legs
                    ):
                        yield heard.name
        case Flag():
            yield from events_that_set(chart, guard.name, wanted)
        case _:
            for fact in facts_in(guard):
                yield from events_that_set(chart, fact.name)
