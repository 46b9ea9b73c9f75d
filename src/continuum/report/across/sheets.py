"""What a report shows: sheets with named columns, as text, as a table, as plain values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Final

import attrs

from continuum.prose import Html, listing, page_fragment, paragraph, table

__all__ = ["HIDDEN", "Cell", "Sheet", "Shown"]

HIDDEN: Final = "hidden"
"""What stands in a cell that is too small to be told."""

Cell = str | int | None


@attrs.frozen
class Sheet:
    """A table of a report.

    Args:
        title: What it shows.
        columns: The key of each column and its words.
        rows: The cells; ``None`` where there is nothing to tell.
        notes: What must be known to read it.
        empty: What is said when there are no rows.

    Example:
        >>> print(Sheet("Days", (("day", "day"), ("n", "cases")), (("Monday", 3),)).to_text())
        Days
        day     cases
        Monday      3
    """

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    empty: str = "Nothing to tell."

    def to_text(self) -> str:
        """Give the sheet as lines of text: words to the left, numbers to the right."""
        if not self.rows:
            return "\n".join((self.title, self.empty, *self.notes))
        grid = [[words for _, words in self.columns], *([_said(c) for c in r] for r in self.rows)]
        wide = [max(len(line[k]) for line in grid) for k in range(len(self.columns))]
        right = [all(not isinstance(row[k], str) or row[k] == HIDDEN for row in self.rows)
                 for k in range(len(self.columns))]  # fmt: skip
        lines = (
            "  ".join(
                cell.rjust(w) if numeric else cell.ljust(w)
                for cell, w, numeric in zip(line, wide, right, strict=True)
            ).rstrip()
            for line in grid
        )
        return "\n".join((self.title, *lines, *self.notes))

    def to_document(self) -> dict[str, Any]:
        """Give the sheet as plain JSON values under stable keys."""
        keys = [key for key, _ in self.columns]
        return {
            "title": self.title,
            "rows": [dict(zip(keys, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
        }

    def _repr_html_(self) -> str:
        """Show the sheet in a notebook."""
        notes = listing(self.notes)
        if not self.rows:
            return page_fragment(self.title, paragraph(self.empty), notes)
        rows = ([_said(cell) for cell in row] for row in self.rows)
        return page_fragment(self.title, table((words for _, words in self.columns), rows), notes)


def _said(cell: Cell) -> str:
    return "-" if cell is None else str(cell)


class Shown(ABC):
    """A report that shows itself by its title, its sheets and what must be known to read it."""

    @property
    @abstractmethod
    def heading(self) -> str:
        """What the report is called."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        return ()

    @property
    @abstractmethod
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables."""

    def to_text(self) -> str:
        """Give the report as text."""
        parts = [self.heading, *self.notes, *(f"\n{sheet.to_text()}" for sheet in self.sheets)]
        return "\n".join(parts)

    def to_document(self) -> dict[str, Any]:
        """Give the report as plain JSON values under stable keys."""
        return {
            "report": self.heading,
            "notes": list(self.notes),
            "sheets": [sheet.to_document() for sheet in self.sheets],
        }

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        shown = (Html(sheet._repr_html_()) for sheet in self.sheets)
        return page_fragment(self.heading, *(paragraph(note) for note in self.notes), *shown)
