"""The mechanics of an append-only history: days, order, versions, and what follows from them."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Self

import attrs

from continuum.errors import (
    CaseError,
    ConcurrentWrite,
    EventRefused,
    EventUndetermined,
    FactError,
)
from continuum.guards import as_day
from continuum.prose import ENGLISH
from continuum.runtime.learning import check_role, fitted_facts
from continuum.runtime.machine import machines_of
from continuum.semantics import (
    Actor,
    Decision,
    Duty,
    Entry,
    Request,
    Snapshot,
    decide,
    fit_text,
    fold,
    heard_in,
    request_for,
)
from continuum.semantics.late import decided_again, reconsiderations, with_fixed
from continuum.semantics.order import out_of_order, with_new_ids
from continuum.semantics.wanting import tell_missing, wanting, word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.rulebook import Rulebook
    from continuum.runtime.seen import Seen

    AnyDay = date | str

__all__ = ["Ledger", "refusal"]


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

    def seen_by(self, role: str, *, on: AnyDay) -> Seen:
        """Give what of the case a role may see on a day, and what is left out and why.

        Args:
            role: A role of the rulebook.
            on: The day.

        Raises:
            CaseError: There is no such role, the day lies before the case opened, or the
                rulebook sorts nothing into kinds of information.
        """
        from continuum.runtime.looking import look

        day = self._day(on, "what a role sees")
        check_role(self._book, Actor(role))
        return look(self._book.lower(day), self._before(day), day, role)

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
            last = self._entries[-1].recorded
            return day if day > last else last  # noqa: FURB136 - quicker than max, for every event
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
        check_role(self._book, by)

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
        heard = heard_in(chart, event)
        self._check_role(by)
        request = request_for(heard, day, by, given)
        snapshot = self._before(day)
        if request.meets:
            _check_duties(request, snapshot)
        decision = decide(chart, snapshot, event, day, request, router=machines_of(chart).route)
        if decision.outcome == "allowed" and day < self._latest:
            return with_new_ids(out_of_order(decision, self._entries), self._snapshot)
        return decision

    def _commit(self, entry: Entry, snapshot: Snapshot) -> None:
        self._entries.append(entry)
        self._snapshot = snapshot
        if entry.on > self._latest:  # noqa: PLR1730 - quicker than max, for every event
            self._latest = entry.on

    def _commit_late(self, entry: Entry) -> None:
        duties: tuple[Duty, ...] = ()
        if entry.outcome == "allowed":
            duties = reconsiderations(self._book, self._entries, entry)
        if duties:
            changes = attrs.evolve(entry.changes, duties=(*entry.changes.duties, *duties))
            entry = attrs.evolve(entry, changes=changes)
        self._commit(entry, fold(self._book, [*self._entries, entry]))

    def _by_key(self, key: str) -> Entry | None:
        fit_text(key, "the key of an entry")  # before anything is answered or written
        return next((entry for entry in self._entries if entry.key == key), None)

    def _again(
        self, earlier: Entry, event: str, on: AnyDay, by: Actor, given: Mapping[str, Any]
    ) -> Entry:
        """Answer a write that was sent before as it was answered then."""
        same = (earlier.event, earlier.on, earlier.by) == (event, as_day(on), by)
        chart = self._book.lower(earlier.on)
        if same and event:
            same = earlier.given == request_for(chart.events[event], earlier.on, by, given).given
        elif same:
            same = earlier.given == fitted_facts(chart, given, by)
        if not same:
            raise CaseError(
                f"the key `{earlier.key}` was used for another entry: {earlier!r}",
                help="use a new key for a new write",
            )
        if earlier.outcome != "allowed":
            before = [entry for entry in self._entries if entry.number < earlier.number]
            raise refusal(decided_again(self._book, before, earlier))
        return earlier


def _check_duties(request: Request, snapshot: Snapshot) -> None:
    """Refuse to say that a duty is done which no event created."""
    there = [duty.id for duty in snapshot.duties]
    for wrong in (id for id in request.meets if id not in there):
        near = get_close_matches(wrong, there, n=1)
        raise FactError(
            f"`meets` on {request.on}: no event has created the duty `{wrong}`",
            help=f"did you mean `{near[0]}`?"
            if near
            else "give the id of a duty that an event created; others are met by what they ask for",
        )


def refusal(decision: Decision) -> EventRefused | EventUndetermined:
    """Make the error that carries a decision which is not allowed."""
    ids = ", ".join(against.id for against in decision.against)
    if decision.outcome == "refused":
        named = [against.sentence for against in decision.against if against.id == "target"]
        by = f": {named[0]}" if len(decision.against) == len(named) == 1 else f" by {ids}"
        remedies = list(dict.fromkeys(a.remedy for a in decision.against if a.remedy))
        if words := [f"`{word_of(fact.name)}=...`" for fact in wanting(decision).words]:
            remedies.append(f"send with the event: {', '.join(words)}")
        return EventRefused(
            f"`{decision.event}` on {decision.on} is refused{by}",
            decision=decision,
            help=remedies[0] if len(remedies) == 1 else "".join(f"\n  - {r}" for r in remedies),
        )
    wanted = "; and ".join(tell_missing(unknown, decision, ENGLISH) for unknown in decision.unknown)
    return EventUndetermined(
        f"`{decision.event}` on {decision.on} is undetermined by {ids}: a needed fact is not known",
        decision=decision,
        help=wanted,
    )
