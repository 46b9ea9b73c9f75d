"""One entry of a history in words: what happened, and what it moved, recorded and created."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import RulebookError
from continuum.prose import (
    say_day,
    say_event,
    say_fact,
    say_list,
    say_region,
    say_role,
    say_state,
    say_value,
    spaced,
)
from continuum.rulebook.request import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.rulebook import Rulebook
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Changes

__all__ = ["changed", "details_of", "happened"]

_LONGEST = 200


def happened(entry: Entry, book: Rulebook) -> str:
    """Say in a clause what an entry holds, and by whom.

    Args:
        entry: The entry.
        book: The rulebook, for titles.
    """
    by = say_role(entry.by.role, book) + (f" {_on_one_line(entry.by.id)}" if entry.by.id else "")
    if entry.kind == "opened":
        return f"the case was opened by: {by}"
    if entry.kind == "learned":
        source = f"; source: {_on_one_line(entry.source)}" if entry.source else ""
        return f"it was learned, recorded by: {by}{source}"
    words = f"{say_event(entry.event, book)} (`{entry.event}`), by: {by}"
    if entry.outcome == "refused":
        return f"refused: {words}"
    return f"not decided, as something was not known: {words}" if entry.unknown else words


def details_of(entry: Entry, book: Rulebook) -> Iterator[str]:
    """Say line by line what stood in the way, what moved, what was recorded, and what is owed.

    Args:
        entry: The entry.
        book: The rulebook, for titles.
    """
    if entry.against:
        yield f"in the way: {say_list(entry.against)}"
    if entry.unknown:
        yield f"not known: {say_list(_fact_words(name, book) for name in entry.unknown)}"
    if entry.kind == "opened":
        yield from _beginning(entry, book)
    else:
        yield from changed(entry.changes, book)
    for name in SAID:
        if entry.given.get(name):
            yield f"{spaced(name)}: {_short(entry.given[name], book)}"
    if entry.warnings:
        yield f"warnings: {say_list(entry.warnings)}"
    for duty in entry.changes.duties:
        due = "at once" if duty.due is None else f"by {say_day(duty.due)}"
        yield f"owed since: {duty.sentence.rstrip('.')} — {say_role(duty.owner, book)}, {due}"
    if entry.changes.meets:
        yield f"said to be done: {say_list(entry.changes.meets)}"


def _beginning(entry: Entry, book: Rulebook) -> Iterator[str]:
    """What was known at the opening; what is so in every case at first goes without saying."""
    for name, value in entry.changes.sets.items():
        fact = _fact(name, book)
        if fact is None or fact.initially != value:
            yield f"{_fact_words(name, book)}: {say_value(value, fact, book)}"


def changed(changes: Changes, book: Rulebook) -> Iterator[str]:
    """Say line by line what changes: moves, facts, records.

    Args:
        changes: What an allowed event or a learned fact changes.
        book: The rulebook, for titles.
    """
    for leg in changes.moves:
        if leg.source != leg.target:
            before = say_state(leg.region, leg.source, book)
            after = say_state(leg.region, leg.target, book)
            yield f"{say_region(leg.region, book)}: from “{before}” to “{after}”"
    for name, value in changes.sets.items():
        yield f"{_fact_words(name, book)}: {say_value(value, _fact(name, book), book)}"
    for record in changes.adds:
        fields = "".join(f", {spaced(n)}: {_short(v, book)}" for n, v in record.fields.items())
        until = f" until {say_day(record.end)}" if record.end is not None else ""
        yield (
            f"added to {spaced(record.register)}: {record.id} "
            f"from {say_day(record.start)}{until}{fields}"
        )
    if changes.ends:
        yield f"ended: {say_list(changes.ends)}"


def _fact(name: str, book: Rulebook) -> Fact | None:
    try:
        return book.fact(name)
    except RulebookError:
        return None  # an entry may stem from a version that still had it


def _fact_words(name: str, book: Rulebook) -> str:
    fact = _fact(name, book)
    return spaced(name) if fact is None else say_fact(fact)


def _on_one_line(text: str) -> str:
    """Free words, without the line breaks and control characters that would forge a line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _short(value: object, book: Rulebook) -> str:
    said = _on_one_line(say_value(value, None, book))
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
