"""From one snapshot to the next, and from a history to a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import weigh
from continuum.semantics.snapshot import Changes, Duty, Record, Snapshot
from continuum.semantics.view import CaseView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import Chart, Rulebook
    from continuum.semantics.decide import Decision
    from continuum.semantics.entry import Entry

__all__ = ["advance", "fold", "opening", "step"]


def opening(chart: Chart, on: date, facts: Mapping[str, Any] | None = None) -> Snapshot:
    """Give the snapshot of a case that has just been opened.

    Args:
        chart: The chart in force on the day.
        on: The day the case opens.
        facts: What is known on that day, already fitted.
    """
    known: Mapping[str, Any] = facts or {}
    if None in known.values() or not chart.initially.keys() <= known.keys():
        merged = {**chart.initially, **known}
        known = {name: value for name, value in merged.items() if value is not None}
    return Snapshot(on, chart.initial, known)


def step(chart: Chart, snapshot: Snapshot, decision: Decision) -> Snapshot:
    """Give the snapshot after a decision; the same one unless the event is allowed.

    Args:
        chart: The chart in force on the day of the event.
        snapshot: The snapshot on which it was decided.
        decision: The decision.
    """
    return advance(chart, snapshot, decision.on, decision.changes) if decision else snapshot


def advance(chart: Chart, snapshot: Snapshot, on: date, changes: Changes) -> Snapshot:
    """Apply changes that take effect on a day; all regions move in one step."""
    configuration = snapshot.configuration
    if changes.moves:
        states = list(configuration)
        for leg in changes.moves:
            states[chart.place[leg.region]] = leg.target
        # configurations are few and cases are many: all share one tuple
        configuration = chart.shared(tuple(states))
    facts: Mapping[str, Value] = snapshot.facts
    if changes.sets:
        merged = {**facts, **changes.sets}
        facts = {name: value for name, value in merged.items() if value is not None}
    records = snapshot.records
    if changes.adds or changes.ends:
        records = _records(records, changes, on)
    duties = snapshot.duties + changes.duties if changes.duties else snapshot.duties
    after = Snapshot(snapshot.opened, configuration, facts, records, duties)
    if not duties:
        return after
    return _settle(chart, snapshot.followed_by(after, changes.duties), on, changes.meets)


def _records(
    records: Mapping[str, tuple[Record, ...]], changes: Changes, on: date
) -> dict[str, tuple[Record, ...]]:
    after = dict(records)
    if changes.ends:
        for register, kept in after.items():
            after[register] = tuple(
                attrs.evolve(record, end=on)
                if record.id in changes.ends and record.in_force(on)  # not ended before by then
                else record
                for record in kept
            )
    for record in changes.adds:
        after[record.register] = (*after.get(record.register, ()), record)
    return after


def _settle(chart: Chart, snapshot: Snapshot, on: date, meets: tuple[str, ...]) -> Snapshot:
    """Mark the duties that are now met or no longer owed.

    What ends duties is weighed once for all that wait for it, and no duty is looked at unless one
    of them ends.
    """
    view = CaseView(chart, snapshot, on)
    come = [guard for guard in snapshot.awaited if weigh(guard, view).holds]
    if not come and not meets:
        return snapshot
    holding = {id(guard) for guard in come}
    settled: list[Duty] = []
    changed = False
    for duty in snapshot.duties:
        if duty.open:
            if duty.id in meets or id(duty.met_when) in holding:
                duty = attrs.evolve(duty, met=on)  # noqa: PLW2901 - the settled one
                changed = True
            elif id(duty.lapses_when) in holding:
                duty = attrs.evolve(duty, lapsed=on)  # noqa: PLW2901
                changed = True
        settled.append(duty)
    return attrs.evolve(snapshot, duties=tuple(settled)) if changed else snapshot


def fold(book: Rulebook, entries: Iterable[Entry]) -> Snapshot:
    """Derive how a case stands from its entries.

    Entries count in the order of the day on which they happened, then of their number; what was
    refused changes nothing.  A fact that is fixed for the whole case holds from the opening on,
    whenever it was learned.

    Args:
        book: The rulebook.
        entries: Entries of one case, the opening one among them, in any order.
    """
    ordered = sorted(entries, key=lambda entry: (entry.kind != "opened", entry.on, entry.number))
    first, rest = ordered[0], ordered[1:]
    chart = book.lower(first.on)
    facts = dict(first.changes.sets)
    for entry in sorted(rest, key=lambda entry: entry.number):
        if entry.kind == "learned":
            facts |= {
                name: value
                for name, value in entry.changes.sets.items()
                if chart.facts[name].moves == "fixed"
            }
    snapshot = opening(chart, first.on, facts)
    for entry in rest:
        if entry.outcome == "allowed":
            snapshot = advance(book.lower(entry.on), snapshot, entry.on, _moving(entry, book))
    return snapshot


def _moving(entry: Entry, book: Rulebook) -> Changes:
    """The changes of an entry without facts that are fixed, which hold from the opening on."""
    if entry.kind != "learned":
        return entry.changes
    facts = book.lower(entry.on).facts
    sets = {n: v for n, v in entry.changes.sets.items() if facts[n].moves != "fixed"}
    return (
        entry.changes
        if len(sets) == len(entry.changes.sets)
        else attrs.evolve(entry.changes, sets=sets)
    )
