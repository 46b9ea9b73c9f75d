"""What is learned late: which earlier decisions would now come out differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.semantics.decide import decide
from continuum.semantics.order import out_of_order
from continuum.semantics.request import request_for
from continuum.semantics.snapshot import Changes, Duty
from continuum.semantics.step import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.guards import Value
    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Decision
    from continuum.semantics.entry import Entry

__all__ = ["decided_again", "reconsiderations", "with_fixed"]


def decided_again(book: Rulebook, entries: Sequence[Entry], entry: Entry) -> Decision:
    """Decide an entry's event again, with everything in ``entries`` that happened before it.

    Args:
        book: The rulebook.
        entries: What is known now; the entry itself is left out.
        entry: The entry of an event.
    """
    before = [e for e in entries if _counts(e, entry)]
    later = [e for e in entries if e.kind == "learned" and not _counts(e, entry)]
    chart = book.lower(entry.on)
    request = request_for(chart.events[entry.event], entry.on, entry.by, entry.given)
    snapshot = fold(book, with_fixed(book, before, later))
    decision = decide(chart, snapshot, entry.event, entry.on, request)
    if decision.outcome != "allowed":
        return decision
    return out_of_order(decision, [e for e in entries if e.number < entry.number])


def _counts(other: Entry, entry: Entry) -> bool:
    """Whether something was so before an event: also what was so that day and came out later."""
    if other.kind == "opened" or (other.on, other.number) < (entry.on, entry.number):
        return True
    late = other.kind == "learned" and other.recorded > entry.recorded
    return late and other.on == entry.on


def with_fixed(book: Rulebook, entries: Sequence[Entry], later: Sequence[Entry]) -> Sequence[Entry]:
    """Add the facts that were learned later but hold from the opening on.

    Args:
        book: The rulebook.
        entries: The entries that count.
        later: Learned facts that do not count, unless they are fixed.
    """
    extra = [
        attrs.evolve(entry, changes=Changes(sets=sets))
        for entry in later
        if (sets := _fixed(book, entry))
    ]
    return [*entries, *extra] if extra else entries


def _fixed(book: Rulebook, entry: Entry) -> dict[str, Value | None]:
    facts = book.lower(entry.on).facts
    return {n: v for n, v in entry.changes.sets.items() if facts[n].moves == "fixed"}


def reconsiderations(book: Rulebook, entries: Sequence[Entry], late: Entry) -> tuple[Duty, ...]:
    """Give a duty to reconsider for each earlier decision that would now come out differently.

    Earlier decisions are never rewritten; each keeps the facts it read.

    Args:
        book: The rulebook.
        entries: The history before the late entry.
        late: What was learned late: a fact, or an event that happened before others.
    """
    known = (*entries, late)
    fixed = late.kind == "learned" and bool(_fixed(book, late))
    duties: list[Duty] = []
    for entry in entries:
        if entry.kind != "event" or not (fixed or late.on <= entry.on):
            continue
        if late.kind == "learned" and not late.changes.sets.keys() & entry.read.keys():
            continue
        now = _now(book, known, entry)
        if now:
            duties.append(
                Duty(
                    id=f"reconsider:{entry.number}@{late.number}",
                    sentence=f"reconsider `{entry.event}` of {entry.on}, which was "
                    f"{entry.outcome}: with what was learned on {late.recorded} it would be {now}",
                    owner=entry.by.role,
                    rule="late_fact",
                    since=late.recorded,
                )
            )
    return tuple(duties)


def _now(book: Rulebook, known: Sequence[Entry], entry: Entry) -> str:
    """How an event would come out now, if it would come out differently."""
    try:
        again = decided_again(book, known, entry)
    except FactError as error:
        return f"impossible ({error.message})"
    if (again.outcome, _moves(again)) == (entry.outcome, entry.moves):
        return ""
    ids = ", ".join(against.id for against in again.against)
    return f"{again.outcome} ({ids})" if ids else again.outcome


def _moves(decision: Decision) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (leg.region, leg.source, leg.target)
        for leg in decision.changes.moves
        if leg.source != leg.target
    )
