"""What is owed on a day, whatever it comes from: events, demands, steps, handovers, lawfulness."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from continuum.guards import HOLDS, During, Reached, day_of, leaves, weigh
from continuum.semantics.snapshot import Duty
from continuum.semantics.view import CaseView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from continuum.guards import Guard
    from continuum.rulebook import Chart
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Snapshot

__all__ = ["Past", "duties_on", "entered"]


def entered(chart: Chart, entries: Iterable[Entry]) -> dict[str, date]:
    """Give the day on which each region entered the state it is in.

    Args:
        chart: The chart.
        entries: The entries of a case that count, in any order.
    """
    ordered = sorted(entries, key=lambda entry: (entry.kind != "opened", entry.on, entry.number))
    days = dict.fromkeys(chart.place, ordered[0].on)
    for entry in ordered:
        if entry.outcome == "allowed":
            days.update((region, entry.on) for region, _, _ in entry.moves)
    return days


@attrs.frozen
class Past:
    """How a case stood before, to tell since when something is as it is.

    Args:
        days: The days on which something happened in it.
        stood: Gives how it stood on a day.
    """

    days: frozenset[date]
    stood: Callable[[date], Snapshot]


def duties_on(
    chart: Chart,
    snapshot: Snapshot,
    on: date,
    since: Mapping[str, date] | None = None,
    past: Past | None = None,
) -> tuple[Duty, ...]:
    """Give every duty that stands on a day, the most pressing first.

    Duties that are met or have lapsed are left out.  Beside those that events created: events
    that a rule demands, steps that are available and not done, handovers that should take place,
    and states that are unlawful on the day.

    Args:
        chart: The chart in force on the day.
        snapshot: How the case stands on the day.
        on: The day.
        since: The day on which each region entered its state (see :func:`entered`); without it,
            duties that come from a state date from the opening.
        past: How the case stood before; without it, a state without its basis is taken to have
            known the same facts on earlier days, and only records begin and end.
    """
    view = CaseView(chart, snapshot, on)
    days = since or dict.fromkeys(chart.place, snapshot.opened)
    found = {duty.id: duty for duty in _standing(snapshot, view)}
    if not chart.final(snapshot.configuration):
        sources = (_demanded(view), _unlawful(view, days, past), _steps(view, days))
        for duty in (*chain.from_iterable(sources), *_handovers(view, days)):
            found.setdefault(duty.id, duty)
    return tuple(sorted(found.values(), key=lambda d: (d.due or d.since, not d.urgent, d.id)))


def _standing(snapshot: Snapshot, view: CaseView) -> Iterator[Duty]:
    for duty in snapshot.duties:
        if duty.since > view.on or duty.met is not None or duty.lapsed is not None:
            continue
        if duty.met_when is not None and weigh(duty.met_when, view).holds:
            continue
        if duty.lapses_when is not None and weigh(duty.lapses_when, view).holds:
            continue
        yield duty


def _demanded(view: CaseView) -> Iterator[Duty]:
    for heard in view.chart.events.values():
        if not heard.demands or not _could_move(heard.ways, view):
            continue
        for gate in heard.demands:
            if weigh(gate.guard, view) == HOLDS:
                owner = heard.event.decided_by[0] if heard.event.decided_by else "system"
                since = _since(gate.guard, view) or view.on
                yield Duty(
                    f"{gate.id}:{heard.name}",
                    f"{gate.sentence} Record `{heard.name}` ({heard.event.words}).",
                    owner,
                    gate.id,
                    since,
                    since,
                    urgent=True,
                )


def _could_move(ways: object, view: CaseView) -> bool:
    return all(
        view.snapshot.configuration[view.chart.place[region]] in by_state
        for region, by_state in ways.items()  # type: ignore[attr-defined]
    )


def _since(guard: Guard, view: CaseView) -> date | None:
    """The latest milestone in a guard that has been reached: since then it holds."""
    days = [
        day
        for leaf in leaves(guard)
        if isinstance(leaf, Reached)
        and (day := day_of(leaf.milestone, view.value)) is not None
        and day <= view.on
    ]
    return max(days, default=None)


def _unlawful(view: CaseView, days: Mapping[str, date], past: Past | None) -> Iterator[Duty]:
    for region, name in zip(view.chart.regions, view.snapshot.configuration, strict=True):
        state = view.chart.states[region.name][name]
        if weigh(state.lawful_while, view) != HOLDS:
            since = _without(state.lawful_while, view, days[region.name], past)
            yield Duty(
                f"{state.rule or 'unlawful'}:{region.name}.{name}",
                f"{state.words} is without a basis: end it, or record the basis it has",
                view.snapshot.facts.get("lead", "system"),  # type: ignore[arg-type]
                state.rule or "unlawful",
                since,
                since,
                urgent=True,
            )


def _without(guard: Guard, view: CaseView, entered_on: date, past: Past | None) -> date:
    """The first day, of those up to today, since which a guard has not held."""
    records = (r for kept in view.snapshot.records.values() for r in kept)
    turning = {day for record in records for day in (record.start, record.end) if day is not None}
    turning |= {
        day
        for leaf in leaves(guard)
        if isinstance(leaf, Reached) and (day := day_of(leaf.milestone, view.value)) is not None
    }
    turning |= {entered_on} | (past.days if past is not None else set())
    since = view.on
    for day in sorted(turning, reverse=True):
        if not entered_on <= day < view.on:
            continue
        stood = view.snapshot if past is None else past.stood(day)
        if weigh(guard, CaseView(view.chart, stood, day)) == HOLDS:
            break
        since = day
    return since


def _steps(view: CaseView, days: Mapping[str, date]) -> Iterator[Duty]:
    for item in view.chart.steps:
        if item.kind == "voluntary":
            continue  # an offer is not owed by the person, and nobody is late in declining
        if weigh(item.available, view).holds and not weigh(item.done, view).holds:
            due = None if item.due is None else day_of(item.due, view.value)
            since = _since(item.available, view) or _entered(item.available, view, days)
            yield Duty(
                item.id,
                item.sentence,
                item.owner[0],
                item.id,
                since,
                due if item.due is not None else view.on,
                waits=item.due is not None and due is None,
            )


def _handovers(view: CaseView, days: Mapping[str, date]) -> Iterator[Duty]:
    for handover in view.chart.handovers:
        if weigh(handover.effective, view).holds:
            continue
        # what was begun is carried through, also where it would not be begun any more
        begun = view.value(handover.stage) not in {"not_started", "refused"}
        if begun or weigh(handover.available, view).holds:
            accepted = weigh(handover.accepted, view).holds
            stage = view.value(handover.stage)
            offered = stage in {"offered", "read", "joint_meeting_held"}
            todo = "make it effective" if accepted else "accept it" if offered else "hand over"
            due = None if handover.due is None else day_of(handover.due, view.value)
            since = _since(handover.available, view) or _entered(handover.available, view, days)
            yield Duty(
                handover.id,
                f"handover {handover.id} ({', '.join(handover.content)}): {todo}",
                handover.receiver if offered else handover.sender,
                handover.id,
                since,
                due if handover.due is not None else view.on,
                waits=handover.due is not None and due is None,
            )


def _entered(guard: Guard, view: CaseView, days: Mapping[str, date]) -> date:
    """When the regions that a guard looks at last moved; the opening, if it looks at none."""
    moved = [days[leaf.region] for leaf in leaves(guard) if isinstance(leaf, During)]
    return max(moved, default=view.snapshot.opened)
