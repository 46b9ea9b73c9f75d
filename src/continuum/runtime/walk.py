"""A case followed row by row: what was asked each day, how it came out, and what then was owed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import EventRefused, EventUndetermined
from continuum.semantics import CaseView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.runtime.case import Case
    from continuum.semantics import Actor, Against, Decision, Duty, Entry

__all__ = ["Act", "Row", "Walk", "walk_acts", "walk_history"]


@attrs.frozen
class Act:
    """One thing that somebody does in a case, and what is expected to come of it.

    Args:
        on: The day.
        by: Who acts.
        event: The event's name; empty where facts are learned.
        given: What is given with the event, or the facts that are learned.
        number: Its number, for whoever reads it; several acts may share one.
        words: What happens, or why it comes out so, in a sentence.
        expected: ``outcome``; ids of rules under ``against``, ``duties`` and ``warnings``;
            ``states`` by region, ``facts``, the ``phase`` and the ``lead`` after it; under
            ``owed`` what then stands, each with its last day, or a list of all its last days
            (``None``: it does not stand).  What is not named is not compared.
        recorded: The day it was written down; ``None``: as :meth:`continuum.Case.send` says.
        source: Where learned facts come from.
        asks: The event is only asked for, and nothing happens in the case.
    """

    on: date
    by: Actor
    event: str = ""
    given: Mapping[str, Any] = attrs.field(factory=dict)
    number: str = ""
    words: str = ""
    expected: Mapping[str, Any] = attrs.field(factory=dict)
    recorded: date | None = None
    source: str = ""
    asks: bool = False


@attrs.frozen
class Row:
    """One act of a walk, and what came of it.

    Args:
        act: What was done.
        decision: The decision, of an event.
        entry: What the history keeps of it; ``None`` where the event was only asked for.
        before: The state of each region before it.
        after: The state of each region after it.
        due: Every duty that stands on the day, after it.
        failed: How it came out differently than expected, in sentences.
    """

    act: Act
    decision: Decision | None
    entry: Entry | None
    before: Mapping[str, str]
    after: Mapping[str, str]
    due: tuple[Duty, ...]
    failed: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        """The day."""
        return self.act.on

    @property
    def outcome(self) -> str:
        """``allowed``, ``refused`` or ``undetermined``; ``recorded`` where nothing was decided."""
        return "recorded" if self.decision is None else self.decision.outcome

    @property
    def against(self) -> tuple[Against, ...]:
        """What stands in the way."""
        return () if self.decision is None else self.decision.against

    @property
    def warnings(self) -> tuple[Against, ...]:
        """What warns."""
        return () if self.decision is None else self.decision.warnings

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that it creates, or would create."""
        if self.entry is None:
            return () if self.decision is None else self.decision.duties
        return self.entry.changes.duties


@attrs.frozen
class Walk:
    """A case that was followed from its opening.

    Args:
        case: The case at the end.
        rows: What happened, in the order in which it was told.
        about: What is said about the case.
        left_out: What is known to be missing, in sentences.
    """

    case: Case
    rows: tuple[Row, ...]
    about: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Row, ...]:
        """The rows that came out differently than expected."""
        return tuple(row for row in self.rows if row.failed)


def walk_acts(
    case: Case, acts: tuple[Act, ...], *, about: str = "", left_out: tuple[str, ...] = ()
) -> Walk:
    """Do some acts in a case, refusals included, and keep what came of each.

    Args:
        case: The case; what happens is written to it.
        acts: The acts.
        about: What is said about the case.
        left_out: What is known to be missing.

    Raises:
        UnknownEvent, FactError, CaseError: As for :meth:`continuum.Case.send`.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> court, day = ct.Actor("sentence_court", "SC-1"), case.on
        >>> walk = walk_acts(case, (Act(day, court, "acquitted_or_charges_dropped"),))
        >>> walk.rows[0].outcome, walk.case.phase
        ('allowed', 'reintegration')
    """
    return Walk(case, tuple(_done(case, act) for act in acts), about, left_out)


def walk_history(case: Case) -> Walk:
    """Follow a case again from its history, entry by entry.

    Args:
        case: The case; it is left as it is.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> walk_history(case).rows
        ()
    """
    first, *rest = case.history
    again = type(case).open(
        case.book,
        on=first.on,
        case_id=case.case_id,
        facts=first.changes.sets,
        by=first.by,
        recorded=first.recorded,
        source=first.source,
    )
    acts = (
        Act(
            entry.on,
            entry.by,
            entry.event,
            entry.given,
            number=str(entry.number),
            recorded=entry.recorded,
            source=entry.source,
        )
        for entry in rest
    )
    return walk_acts(again, tuple(acts))


def _done(case: Case, act: Act) -> Row:
    before, decision = case.configuration, None
    if act.event:
        decision = case.ask(act.event, on=act.on, by=act.by, **act.given)
        try:
            if not act.asks:
                case.send(act.event, on=act.on, by=act.by, recorded=act.recorded, **act.given)
        except (EventRefused, EventUndetermined) as refused:
            decision = refused.decision
    else:
        case.learn(act.given, on=act.on, by=act.by, recorded=act.recorded, source=act.source)
    entry = None if act.asks else case.history[-1]
    row = Row(act, decision, entry, before, case.configuration, case.due(on=act.on))
    return attrs.evolve(row, failed=tuple(_differences(row, case)))


def _differences(row: Row, case: Case) -> Iterator[str]:
    """Say where a row came out differently than expected."""
    wanted = row.act.expected
    if not wanted:
        return
    standing = case.as_of(row.on)
    view = CaseView(case.book.lower(row.on), standing.snapshot, row.on)
    found: dict[str, Any] = {
        "outcome": "allowed" if row.decision is None else row.decision.outcome,
        "against": sorted(item.id for item in row.against),
        "warnings": sorted(item.id for item in row.warnings),
        "duties": sorted(duty.rule for duty in row.duties),
        "phase": standing.phase,
        "lead": standing.lead,
    }
    for name, expected in wanted.items():
        if name == "states":
            yield from _compared("state of", expected, standing.configuration)
        elif name == "facts":
            facts = {fact: view.value(case.book.fact(fact)) for fact in expected}
            yield from _compared("fact", expected, facts)
        elif name == "owed":
            yield from _owed(expected, row.due)
        else:
            aim = sorted(expected) if isinstance(expected, (list, tuple)) else expected
            if aim != found[name]:
                yield f"{name}: expected {_said(aim)}, found {_said(found[name])}"


def _owed(expected: Mapping[str, Any], due: tuple[Duty, ...]) -> Iterator[str]:
    """Compare last days: one of those that a rule owes, or all of them where a list is given."""
    for name, aim in expected.items():
        found = sorted(
            {
                "waits" if duty.waits else (duty.due or duty.since).isoformat()
                for duty in due
                if duty.rule == name
            }
        )
        wanted_days = [] if aim is None else sorted({aim} if isinstance(aim, str) else set(aim))
        if aim not in found if isinstance(aim, str) else wanted_days != found:
            days = ", ".join(f"`{day}`" for day in wanted_days)
            wanted = f"by {days}" if days else "nothing"
            yield f"owed `{name}`: expected {wanted}, found {_said(found)}"


def _compared(what: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for name, aim in expected.items():
        value = found.get(name)
        if isinstance(value, date):
            value = value.isoformat()
        if value != aim:
            yield f"{what} `{name}`: expected {_said(aim)}, found {_said(value)}"


def _said(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return f"`{value}`"
