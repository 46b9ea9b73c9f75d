"""A table of transitions made into a rulebook, and the way between two states of a rulebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from continuum.cli.given import keep_apart, open_rulebook, write_text
from continuum.cli.reading import as_document
from continuum.cli.table_words import read_table_words
from continuum.cli.told import FINDINGS, FINE, Told
from continuum.errors import FactError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_path", "import_workflow"]


def import_workflow(
    table: str,
    out: str,
    *,
    name: str = "",
    initial: Iterable[str] = (),
    final: Iterable[str] = (),
    columns: Iterable[str] = (),
    encoding: str = "",
) -> Told:
    """Import a table of transitions as a rulebook of structure only.

    Args:
        table: The path of a CSV or JSON file.
        out: The file to write the rulebook to; empty: it is the answer.
        name: The name of the rulebook; empty: that of the file.
        initial: The states in which a case begins.
        final: The states in which a case ends.
        columns: Which column says what, as ``source=Van``.
        encoding: How the file is written; empty: UTF-8.

    Raises:
        FactError: There is no such table, or it cannot be read or written.
        InvalidRulebook: With every fault of its rows.
    """
    from pathlib import Path

    from continuum.adapters import import_table

    keep_apart(out, table)
    imported = import_table(
        Path(table),
        name=name,
        initial=tuple(initial),
        final=tuple(final),
        columns=dict(_column(said) for said in columns),
        encoding=encoding,
    )
    book = imported.book
    text = book.to_json(indent=2)
    document = {
        "rulebook": as_document(book),
        "notes": [*imported.notes],
        "file": out or None,
        "content": None if out else json.loads(text),
    }
    if not out:
        return Told(document, text)
    write_text(out, text, "the rulebook")
    states = sum(len(region.states) for region in book.regions)
    lines = [f"wrote {out}: {states} states, {len(book.events)} events"]
    return Told(document, "\n".join([*lines, *(f"  {note}" for note in imported.notes)]))


def _column(said: str) -> tuple[str, str]:
    what, equals, word = said.partition("=")
    if not equals or not word.strip():
        raise FactError(
            f"`{said[:60]}` does not say which column", help="write it like `source=Van`"
        )
    return what.strip(), word.strip()


def find_path(given: str, start: str, end: str, on: str = "") -> Told:
    """Find how a case gets from one state to another.

    Args:
        given: The name or the path of the rulebook.
        start: The state from which the way leads.
        end: The state to which it leads.
        on: The day whose law holds; empty: the day the rulebook speaks for.

    Raises:
        RulebookError: There is no such state.
        FactError: ``on`` is not a day.
    """
    from continuum.verify.ways import paths

    book = open_rulebook(given)
    found = paths(book, start, end, on or None)
    document = {"rulebook": as_document(book)} | found.to_form()
    lines, words = [*found.told()], read_table_words(book)
    if words and found.story:
        # The story is what the lines end with.
        story = words.told(found.story)
        lines[-len(story) :] = [f"  {line}" for line in story]
    return Told(document, "\n".join(lines), FINE if found else FINDINGS)
