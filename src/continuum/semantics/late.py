"""What is learned late: which earlier decisions would now come out differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.semantics.decide import decide
from continuum.semantics.request import request_for
from continuum.semantics.snapshot import Duty
from continuum.semantics.step import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Decision
    from continuum.semantics.entry import Entry

__all__ = ["decided_again", "reconsiderations"]


def decided_again(book: Rulebook, entries: Sequence[Entry], entry: Entry) -> Decision:
    """Decide an entry's event again, with everything in ``entries`` that happened before it.

    Args:
        book: The rulebook.
        entries: What is known now; the entry itself is left out.
        entry: The entry of an event.
    """
    place = (entry.on, entry.number)
    before = [e for e in entries if e.kind == "opened" or (e.on, e.number) < place]
    before += [e for e in entries if e.kind == "learned" and e not in before and _fixed(book, e)]
    chart = book.lower(entry.on)
    request = request_for(chart.events[entry.event], entry.on, entry.by, entry.given)
    return decide(chart, fold(book, before), entry.event, entry.on, request)


def _fixed(book: Rulebook, entry: Entry) -> bool:
    facts = book.lower(entry.on).facts
    return any(facts[name].moves == "fixed" for name in entry.changes.sets)


def reconsiderations(book: Rulebook, entries: Sequence[Entry], late: Entry) -> tuple[Duty, ...]:
    """Give a duty to reconsider for each earlier decision that would now come out differently.

    Earlier decisions are never rewritten; each keeps the facts it read.

    Args:
        book: The rulebook.
        entries: The history before the late entry.
        late: What was learned late: a fact, or an event that happened before others.
    """
    known = (*entries, late)
    fixed = late.kind == "learned" and _fixed(book, late)
    duties: list[Duty] = []
    for entry in entries:
        if entry.kind != "event" or not (fixed or late.on <= entry.on):
            continue
        if late.kind == "learned" and not late.changes.sets.keys() & entry.read.keys():
            continue
        again = decided_again(book, known, entry)
        if (again.outcome, _moves(again)) != (entry.outcome, entry.moves):
            now = again.outcome + (
                f" ({', '.join(a.id for a in again.against)})" if again.against else ""
            )
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


def _moves(decision: Decision) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (leg.region, leg.source, leg.target)
        for leg in decision.changes.moves
        if leg.source != leg.target
    )
