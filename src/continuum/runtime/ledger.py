"""The mechanics of an append-only history: days, order, versions, and what follows from them."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Self

import attrs

from continuum.errors import CaseError, ConcurrentWrite, EventRefused, EventUndetermined
from continuum.guards import as_day
from continuum.runtime.machine import machines_of
from continuum.semantics import (
    Actor,
    Changes,
    Decision,
    Duty,
    Entry,
    Snapshot,
    decide,
    fold,
    request_for,
    unknown_event,
)
from continuum.semantics.late import decided_again, reconsiderations
from continuum.semantics.order import out_of_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.rulebook import Rulebook

    AnyDay = date | str

__all__ = ["Ledger", "refusal", "with_fixed"]


class Ledger:
    """The history of one case, in memory; :class:`continuum.Case` is its face.

    Everything that can fail is worked out first; then one line is added, or none.
    """

    __slots__ = ("_book", "_case_id", "_entries", "_latest", "_snapshot")

    def __init__(
        self,
        book: Rulebook,
        case_id: str,
        entries: list[Entry],
        snapshot: Snapshot,
        on: date | None = None,
    ) -> None:
        """Take a history that has been made or verified.

        Args:
            book: The rulebook.
            case_id: The pseudonymous id.
            entries: The entries, in the order in which they were recorded.
            snapshot: What follows from them.
            on: The day as of which it shows; ``None``: the day of the latest entry.
        """
        self._book = book
        self._case_id = case_id
        self._entries = entries
        self._snapshot = snapshot
        self._latest = on or max(entry.on for entry in entries)

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return self._book

    @property
    def case_id(self) -> str:
        """The pseudonymous id."""
        return self._case_id

    @property
    def history(self) -> tuple[Entry, ...]:
        """Every entry in the order in which it was recorded, refusals included."""
        return tuple(self._entries)

    @property
    def version(self) -> int:
        """How many entries there are; give it as ``expect`` to write safely."""
        return len(self._entries)

    @property
    def on(self) -> date:
        """The day as of which the case shows: that of its latest entry, or of :meth:`as_of`."""
        return self._latest

    @property
    def snapshot(self) -> Snapshot:
        """States, facts, records and duties, as derived from the history."""
        return self._snapshot

    def __eq__(self, other: object) -> bool:
        """Equal when id, rulebook and history are."""
        if not isinstance(other, Ledger):
            return NotImplemented
        return (
            self._case_id == other._case_id
            and self._entries == other._entries
            and (self._book is other._book or self._book == other._book)
        )

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Self:
        """Copy: the same entries in a list of its own."""
        return type(self)(
            self._book, self._case_id, list(self._entries), self._snapshot, self._latest
        )

    def __deepcopy__(self, _: Any) -> Self:
        """Copy; entries and snapshots never change, so that sharing them is safe."""
        return self.__copy__()

    def _day(self, on: AnyDay, what: str) -> date:
        day = on if type(on) is date else as_day(on, f"the day of {what}")
        opened = self._snapshot.opened
        if day < opened:
            raise CaseError(
                f"{what} on {day} lies before the case opened on {opened}",
                help=f"give a day on or after {opened}, or open the case earlier",
            )
        return day

    def _recorded(self, day: date, recorded: AnyDay | None) -> date:
        if recorded is None:
            return max(self._entries[-1].recorded, day)
        stamp = as_day(recorded, "the day it was recorded")
        last = self._entries[-1].recorded
        if stamp < last:
            raise CaseError(
                f"an entry recorded on {stamp} cannot follow one recorded on {last}",
                help="`recorded` is the day of writing down; use `on` for the day it happened",
            )
        return stamp

    def _check_version(self, expect: int | None) -> None:
        if expect is not None and expect != len(self._entries):
            raise ConcurrentWrite(
                f"case `{self._case_id}` has {len(self._entries)} entries, not {expect}",
                help="somebody wrote first: read the case again, look, and send again",
            )

    def _check_role(self, by: Actor) -> None:
        if not isinstance(by, Actor):
            raise CaseError(
                f"`{by!r}` is not an actor", help='give `by=Actor("probation_officer", "PO-7")`'
            )
        if by.role not in self._book.role_names:
            near = get_close_matches(by.role, self._book.acting_role.options, n=1)
            raise CaseError(
                f"rulebook `{self._book.name}` has no role `{by.role}`",
                help=f"did you mean `{near[0]}`?" if near else "see `book.roles` for the names",
            )

    def _before(self, day: date) -> Snapshot:
        """How the case stood when a day began to be decided: everything up to that day."""
        if day >= self._latest:
            return self._snapshot
        entries = [e for e in self._entries if e.on <= day]
        later = [e for e in self._entries if e.on > day and e.kind == "learned"]
        return fold(self._book, with_fixed(self._book, entries, later))

    def _standing(self, day: date, known_at: AnyDay | None) -> tuple[list[Entry], Snapshot]:
        """The entries of up to a day, as known on another, and what follows from them."""
        known = None if known_at is None else as_day(known_at, "the day by which it was known")
        entries = [
            e for e in self._entries if e.on <= day and (known is None or e.recorded <= known)
        ]
        if not entries or entries[0].kind != "opened":
            first = self._entries[0]
            raise CaseError(
                f"case `{self._case_id}` had not opened by {day}, as known on {known or 'now'}",
                help=f"it opened on {first.on}, recorded on {first.recorded}",
            )
        late_fixed = [
            e
            for e in self._entries
            if e.kind == "learned" and e.on > day and (known is None or e.recorded <= known)
        ]
        return entries, fold(self._book, with_fixed(self._book, entries, late_fixed))

    def _decide(self, event: str, day: date, by: Actor, given: Mapping[str, Any]) -> Decision:
        chart = self._book.lower(day)
        heard = chart.events.get(event)
        if heard is None:
            raise unknown_event(chart, event)
        self._check_role(by)
        request = request_for(heard, day, by, given)
        snapshot = self._before(day)
        decision = decide(chart, snapshot, event, day, request, router=machines_of(chart).route)
        if decision.outcome == "allowed" and day < self._latest:
            return out_of_order(decision, self._entries)
        return decision

    def _commit(self, entry: Entry, snapshot: Snapshot) -> None:
        self._entries.append(entry)
        self._snapshot = snapshot
        self._latest = max(self._latest, entry.on)

    def _commit_late(self, entry: Entry) -> None:
        duties: tuple[Duty, ...] = ()
        if entry.outcome == "allowed":
            duties = reconsiderations(self._book, self._entries, entry)
        if duties:
            changes = attrs.evolve(entry.changes, duties=(*entry.changes.duties, *duties))
            entry = attrs.evolve(entry, changes=changes)
        self._commit(entry, fold(self._book, [*self._entries, entry]))

    def _by_key(self, key: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.key == key), None)

    def _again(self, earlier: Entry, kind: str, event: str) -> Entry:
        """Answer a write that was sent before as it was answered then."""
        if (earlier.kind, earlier.event) != (kind, event):
            raise CaseError(
                f"the key `{earlier.key}` was used for another entry: {earlier!r}",
                help="use a new key for a new write",
            )
        if earlier.outcome != "allowed":
            raise refusal(decided_again(self._book, self._entries[: earlier.number], earlier))
        return earlier


def with_fixed(book: Rulebook, entries: list[Entry], later: list[Entry]) -> list[Entry]:
    """Add the facts that were learned later but hold from the opening on."""
    if not later:
        return entries
    extra = []
    for entry in later:
        facts = book.lower(entry.on).facts
        sets = {n: v for n, v in entry.changes.sets.items() if facts[n].moves == "fixed"}
        if sets:
            extra.append(attrs.evolve(entry, changes=Changes(sets=sets)))
    return [*entries, *extra]


def refusal(decision: Decision) -> EventRefused | EventUndetermined:
    """Make the error that carries a decision which is not allowed."""
    ids = ", ".join(against.id for against in decision.against)
    if decision.outcome == "refused":
        remedies = (a.remedy.removesuffix(".") for a in decision.against if a.remedy)
        return EventRefused(
            f"`{decision.event}` on {decision.on} is refused by {ids}",
            decision=decision,
            help="; ".join(dict.fromkeys(remedies)),
        )
    wanted = "; ".join(
        f"`{u.fact}` ({u.words})"
        + (f", recorded by {' or '.join(u.recorded_by)}" if u.recorded_by else "")
        for u in decision.unknown
    )
    return EventUndetermined(
        f"`{decision.event}` on {decision.on} is undetermined by {ids}: a needed fact is not known",
        decision=decision,
        help=f"record {wanted}",
    )
