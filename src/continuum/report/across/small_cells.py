"""Hiding counts that are small enough to point at somebody, and those that would give them away.

A table with totals gives a hidden cell away when it is the only one of its row or column, or when
what is hidden there adds up to so little that it still speaks of a few.  So in every line that has
hidden cells there are at least two, and together they count at least as many as the smallest cell
that may be shown; else the line's total is hidden too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.errors import FactError
from continuum.report.across.reading import is_whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["SMALLEST", "Place", "check_smallest", "hide_counts", "hide_share", "quarter_of"]

SMALLEST: Final = 10
"""The smallest count that is told (GR-97, an assumption); a caller may ask for more."""

Place = tuple[int, int]


def check_smallest(smallest: int) -> int:
    """Refuse a smallest cell below the one of the rule; larger ones are welcome.

    Args:
        smallest: The smallest count that may be told.

    Raises:
        FactError: It is less than :data:`SMALLEST`, or no whole number.

    Example:
        >>> check_smallest(12)
        12
    """
    if not is_whole_number(smallest) or smallest < SMALLEST:
        raise FactError(
            f"the smallest cell cannot be {smallest!r:.40}",
            help=f"give {SMALLEST} or more (GR-97): smaller groups point at people",
        )
    return smallest


def hide_counts(
    counts: Sequence[Sequence[int]], smallest: int = SMALLEST
) -> tuple[tuple[int | None, ...], ...]:
    """Give a table with its totals, in which every cell that is too small to tell is ``None``.

    Args:
        counts: Rows of counts of one kind of thing, so that rows and columns add up.
        smallest: The smallest count that may be told.

    Returns:
        The rows, each with its total behind; last, the totals of the columns.

    Example:
        >>> hide_counts([[40, 3], [25, 30]])
        ((None, None, 43), (None, None, 55), (65, 33, 98))
        >>> hide_counts([[40, 50]])
        ((40, 50, 90), (40, 50, 90))
    """
    high, wide = len(counts), len(counts[0]) if counts else 0
    full = [[*row, sum(row)] for row in counts]
    full.append([sum(row[k] for row in full) for k in range(wide + 1)])
    cells = {(r, k): full[r][k] for r in range(high + 1) for k in range(wide + 1)}
    hidden = {place for place, count in cells.items() if count < smallest}
    while (line := _giving_away(high + 1, wide + 1, cells, hidden, smallest)) is not None:
        # The smallest of the others first; of equal ones a cell rather than a total.
        hidden.add(min((p for p in line if p not in hidden), key=lambda p: (cells[p], p)))
    return tuple(
        tuple(None if (r, k) in hidden else full[r][k] for k in range(wide + 1))
        for r in range(high + 1)
    )


def _giving_away(
    high: int, wide: int, cells: Mapping[Place, int], hidden: set[Place], smallest: int
) -> list[Place] | None:
    """A line that still gives a hidden cell away, and of which another cell must be hidden."""
    rows = [[(r, k) for k in range(wide)] for r in range(high)]
    columns = [[(r, k) for r in range(high)] for k in range(wide)]
    for line in (*rows, *columns):
        inside = [place for place in line if place in hidden]
        too_little = len(inside) == 1 or sum(cells[place] for place in inside) < smallest
        if inside and too_little and len(inside) < len(line):
            return line
    for r, k in sorted(hidden):
        if not _on_a_round(r, k, hidden):
            for line in (rows[r], columns[k]):
                if any(place not in hidden for place in line):
                    return line
    return None


def _on_a_round(row: int, column: int, hidden: set[Place]) -> bool:
    """Whether hidden cells lead back to this one, along rows and columns in turn.

    Where none do, the totals give it away: all cells on one side of it can be added up.
    """
    reached, ahead = {("column", column)}, [("column", column)]
    while ahead:
        kind, at = ahead.pop()
        for r, k in hidden - {(row, column)}:
            if (r if kind == "row" else k) == at:
                beyond = ("column", k) if kind == "row" else ("row", r)
                if beyond not in reached:
                    reached.add(beyond)
                    ahead.append(beyond)
    return ("row", row) in reached


def hide_share(count: int, of: int, smallest: int = SMALLEST) -> int | None:
    """Give a count out of a known number, unless it or what is left is too small to tell.

    Args:
        count: How many.
        of: Of how many, which the reader knows.
        smallest: The smallest count that may be told.

    Example:
        >>> hide_share(30, 50), hide_share(45, 50), hide_share(3, 50), hide_share(0, 50)
        (30, None, None, None)
    """
    return count if count >= smallest and of - count >= smallest else None


def quarter_of(day: date) -> str:
    """Give the quarter of a day: no export tells a date more closely.

    Args:
        day: A date.

    Example:
        >>> from datetime import date
        >>> quarter_of(date(2024, 5, 31))
        '2024 Q2'
    """
    return f"{day.year} Q{(day.month - 1) // 3 + 1}"
