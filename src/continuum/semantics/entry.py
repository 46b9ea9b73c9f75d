"""What the history keeps: one entry for everything that happened, was learned, or was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from continuum.semantics.snapshot import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.semantics.decide import Decision
    from continuum.semantics.request import Actor

__all__ = ["Entry", "EntryKind", "entry_of"]

EntryKind = Literal["opened", "event", "learned"]


@attrs.frozen(repr=False, slots=False)  # quicker to make
class Entry:
    """One line of a case's history; never rewritten.

    Args:
        number: Its place in the history, from 0.
        kind: ``opened``, ``event`` or ``learned``.
        on: The day it happened or takes effect.
        recorded: The day it was learned.
        by: Who acted.
        rulebook: Name and version of the rulebook.
        event: The event's name; empty for facts that were learned.
        outcome: ``allowed``, ``refused`` or ``undetermined``; refusals are kept too.
        given: What was given with it: words, facts, target.
        against: Ids of what stood in the way.
        unknown: Facts that were needed and not known.
        warnings: Ids of the rules that warned.
        changes: What it changed; empty unless allowed.
        read: The facts that the decision read, and their values then.
        source: Where a learned fact comes from.
        key: The host's own key, so that sending twice does no harm.
    """

    number: int
    kind: EntryKind
    on: date
    recorded: date
    by: Actor
    rulebook: str
    event: str = ""
    outcome: str = "allowed"
    given: Mapping[str, Any] = attrs.field(factory=dict)
    against: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: Changes = attrs.field(factory=Changes)
    read: Mapping[str, Value | None] = attrs.field(factory=dict)
    source: str = ""
    key: str = ""

    @property
    def duties(self) -> tuple[str, ...]:
        """The ids of the duties that it created."""
        return tuple(duty.id for duty in self.changes.duties)

    @property
    def moves(self) -> tuple[tuple[str, str, str], ...]:
        """Region, state before, state after, for each region that it moved."""
        return tuple(
            (leg.region, leg.source, leg.target)
            for leg in self.changes.moves
            if leg.source != leg.target
        )

    @property
    def late(self) -> bool:
        """Whether it was learned after it happened."""
        return self.recorded > self.on

    def __repr__(self) -> str:
        """Say what, when, by whom, and how it came out."""
        what = self.event or self.kind
        if self.kind == "learned":
            what = "learned " + ", ".join(self.given)
        moved = "".join(f" {region}: {a} -> {b}" for region, a, b in self.moves)
        against = f" against {', '.join(self.against)}" if self.against else ""
        late = f" (recorded {self.recorded})" if self.recorded != self.on else ""
        return f"<Entry {self.number} {self.on}{late} {what}: {self.outcome}{against}{moved}>"


def entry_of(decision: Decision, number: int, recorded: date, *, key: str = "") -> Entry:
    """Make the entry that keeps a decision.

    Args:
        decision: What was decided.
        number: The entry's place in the history.
        recorded: The day it was learned.
        key: The host's own key.
    """
    request, against = decision.request, decision.against
    return Entry(  # by position: this runs for every event of every case
        number,
        "event",
        decision.on,
        recorded,
        request.by,
        decision.view.chart.book.label,
        decision.event,
        decision.outcome,
        request.given,
        tuple([a.id for a in against]) if against else (),
        tuple([u.fact for u in decision.unknown]) if against else (),
        tuple([w.id for w in decision.warnings]) if decision.warnings else (),
        decision.changes,
        decision.read,
        "",
        key,
    )
