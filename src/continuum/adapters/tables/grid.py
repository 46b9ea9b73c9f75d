"""The cells of a table: CSV with any of the usual separators, or JSON, told apart by itself."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import Any, Final

import attrs

from continuum.adapters.tables.columns import NEEDED, WORDS, fold
from continuum.errors import FactError, Fault
from continuum.rulebook.faults.declared import quoted
from continuum.rulebook.strict_json import read_json

__all__ = ["Grid", "Line", "plain_text", "read_grid"]

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAID: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_UNSEEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LONGEST: Final = 300
_TOP: Final = 10
_MOST: Final = 5_000


@attrs.frozen
class Line:
    """One row of a table.

    Args:
        place: Where it stands, for messages: ``row 3``.
        cells: What its cells say, one for each column.
    """

    place: str
    cells: tuple[str, ...]


@attrs.frozen
class Grid:
    """A table in cells.

    Args:
        head: The words at the head of the columns.
        place: Where the head stands.
        lines: The rows.
        options: What a JSON document says beside its rows: ``name``, ``initial``, ``final``.
        faults: What is wrong with single cells.
        below: The place of a row that looks like the head, where the first one does not.
    """

    head: tuple[str, ...]
    place: str
    lines: tuple[Line, ...]
    options: dict[str, Any] = attrs.field(factory=dict)
    faults: tuple[Fault, ...] = ()
    below: str = ""


def plain_text(cell: str) -> str:
    r"""Give what a cell says: one line, single spaces, nothing that cannot be seen.

    Example:
        >>> plain_text(" permit\u00a0\n granted ")
        'permit granted'
    """
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", cell)).split())


def read_grid(text: str, called: str) -> Grid:
    r"""Take a table apart.

    Args:
        text: CSV (commas, semicolons, tabs or bars), or JSON: a list of objects, or an object with
            such a list under ``transitions``.
        called: What messages call it.

    Raises:
        FactError: It is no table at all.

    Example:
        >>> grid = read_grid("from;action;to\nopen;close;closed\n", "the table")
        >>> grid.head, grid.lines[0].cells
        (('from', 'action', 'to'), ('open', 'close', 'closed'))
    """
    if not text.strip():
        raise FactError(f"{called} is empty", help="give a head and at least one row")
    if text.lstrip()[0] in "[{":
        grid = _from_json(read_json(text, called), called)
    else:
        grid = _from_csv(text, called)
    if len(grid.lines) > _MOST:
        raise FactError(
            f"{called} has {len(grid.lines)} rows", help=f"import at most {_MOST} at a time"
        )
    if not grid.lines:
        raise FactError(f"{called} has no rows", help="give at least one transition")
    return attrs.evolve(grid, faults=(*grid.faults, *_cell_faults(grid)))


def _cell_faults(grid: Grid) -> list[Fault]:
    """What no cell may hold; a cell that is far too long is mostly a quote that never ends."""
    faults = []
    for line in grid.lines:
        for column, cell in enumerate(line.cells):
            named = grid.head[column] if column < len(grid.head) else str(column + 1)
            if len(cell) > _LONGEST:
                faults.append(
                    Fault(
                        line.place,
                        f"the cell under {quoted(named)} holds {len(cell)} characters",
                        help="is a quotation mark missing there? otherwise shorten it",
                    )
                )
            elif any(unicodedata.category(c)[0] == "C" for c in cell):
                faults.append(
                    Fault(
                        line.place,
                        f"the cell under {quoted(named)} holds characters that cannot be shown",
                        help="type it anew",
                    )
                )
    return faults


# ------------------------------------------------------------------------------ CSV


def _from_csv(text: str, called: str) -> Grid:
    said = _SAID.fullmatch(text.partition("\n")[0].rstrip("\r"))
    separators = (said[1],) if said else _SEPARATORS
    every = [_rows(text, separator, called) for separator in separators]
    # A spreadsheet does not show the line that names the separator, so it does not count.
    start = int(bool(said))
    rows = max((rows[start:] for rows in every), key=_understood)
    filled = [n for n, row in enumerate(rows) if any(row)]
    if not filled:
        raise FactError(f"{called} is empty", help="give a head and at least one row")
    head = _trimmed(rows[filled[0]])
    faults, lines = [], []
    for n in filled[1:]:
        row, place = rows[n], f"row {n + 1}"
        if any(row[len(head) :]):
            message = f"it has {len(_trimmed(row))} cells, and there are {len(head)} columns"
            help_line = "put a cell that holds the separator between quotation marks"
            faults.append(Fault(place, message, help=help_line))
        cells = (*row, *("",) * len(head))[: len(head)]
        lines.append(Line(place, cells))
    below = (
        ""
        if _known(head)
        else next((f"row {n + 1}" for n in filled[:_TOP] if _known(rows[n]) > 1), "")
    )
    return Grid(head, f"row {filled[0] + 1}", tuple(lines), faults=tuple(faults), below=below)


def _rows(text: str, separator: str, called: str) -> list[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(tuple(plain_text(cell) for cell in row) for row in reader)
    except csv.Error:
        raise FactError(
            f"{called} cannot be taken apart into cells after row {len(rows)}",
            help="is a quotation mark missing there?",
        ) from None
    return rows


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _understood(rows: list[tuple[str, ...]]) -> tuple[int, int]:
    """How many words of the head are understood, and how many columns there are."""
    filled = [row for row in rows if any(row)][:_TOP]
    head = max(filled, key=_known, default=())
    return _known(head), len(head)


def _known(row: tuple[str, ...]) -> int:
    """How many of the columns that are needed are named in a row."""
    folded = {fold(word) for word in row}
    return sum(not folded.isdisjoint(WORDS[what]) for what in NEEDED)


# ------------------------------------------------------------------------------ JSON

_BESIDE: Final = ("name", "title", "initial", "final", "transitions")


def _from_json(document: object, called: str) -> Grid:
    options: dict[str, Any] = {}
    where = ""
    if isinstance(document, dict):
        if "transitions" not in document:
            raise FactError(
                f"{called} has no `transitions`",
                help="give a list of objects, each with `source`, `event` and `target`; "
                "a rulebook is checked as it is, without importing",
            )
        unknown = [key for key in document if key not in _BESIDE]
        if unknown:
            raise FactError(
                f"{called} has {quoted(unknown[0])} beside its `transitions`",
                help="beside them stand `name`, `title`, `initial` and `final`",
            )
        options = {key: value for key, value in document.items() if key != "transitions"}
        document, where = document["transitions"], "transitions"
    if not isinstance(document, list):
        raise FactError(
            f"the transitions of {called} are not a list", help="write them between `[` and `]`"
        )
    objects = [row for row in document if isinstance(row, dict)]
    head = tuple(dict.fromkeys(key for row in objects for key in row))
    faults: list[Fault] = []
    lines: list[Line] = []
    for n, row in enumerate(document):
        place = f"{where}[{n}]"
        if not isinstance(row, dict):
            faults.append(
                Fault(place, "this is not an object", help='write {"source": ..., "event": ...}')
            )
            continue
        cells = []
        for key in head:
            cell, wrong = _cell(row.get(key))
            faults += [Fault(f"{place}.{key}", wrong, help="write it as text")] if wrong else []
            cells.append(cell)
        lines.append(Line(place, tuple(cells)))
    return Grid(head, "the first row", tuple(lines), options, tuple(faults))


def _cell(value: object) -> tuple[str, str]:
    match value:
        case None:
            return "", ""
        case bool():
            return ("yes" if value else "no"), ""
        case str() | int():
            return plain_text(str(value)), ""
        case list() if all(isinstance(part, str) for part in value):
            return plain_text(" / ".join(value)), ""
        case _:
            return "", f"a cell cannot be a `{type(value).__name__}`"
