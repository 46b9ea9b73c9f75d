"""Small counts left out of tables, so that nobody is found again in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.tables import Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["suppressed"]


_OF_PEOPLE: Final = ("person", "row")


def suppressed(table: Table, least: int = 5, counts: Iterable[str] | None = None) -> Table:
    """Give a table without its small counts; see :meth:`Table.suppressed`.

    Args:
        table: The table.
        least: The smallest count that may be seen.
        counts: The columns that count people; by default all whole numbers.

    Raises:
        ScenarioError: The rows are people; there is no such column; ``least`` does not fit.

    Example:
        >>> suppressed(Table("stopped", {"people": np.array([3, 12])}))["people"].tolist()
        [nan, 12.0]
    """
    if type(least) is not int or least < 2:  # noqa: PLR2004 - one person is always too few
        raise ScenarioError(
            f"the smallest count that may be seen cannot be `{str(least)[:40]}`",
            help="give a whole number from 2",
        )
    if named := [name for name in _OF_PEOPLE if name in table.names]:
        raise ScenarioError(
            f"the rows of table `{table.name}` are people (`{named[0]}`), not counts",
            help="count them first, and give out the counts",
        )
    given = None if counts is None else tuple([counts] if isinstance(counts, str) else counts)
    whole = [name for name in table.names if _is_whole(table[name])]
    names = whole if given is None else list(given)
    for name in names:
        table[name]  # refused if it is not there
        if name not in whole:
            raise ScenarioError(
                f"column `{name}` of table `{table.name}` holds no counts",
                help="name columns of whole numbers",
            )
    if not names:
        return table
    cells = np.stack([table[name] for name in names], axis=1).astype(np.float64)
    hidden = (cells > 0) & (cells < least)
    if len(names) > 1:
        alone = hidden.sum(axis=1) == 1
        others = np.where(hidden | (cells <= 0), np.inf, cells)
        next_ = others.argmin(axis=1)
        more = alone & np.isfinite(others.min(axis=1))
        hidden[np.flatnonzero(more), next_[more]] = True
    shown = np.where(hidden, np.nan, cells)
    columns: dict[str, Any] = {}
    for name in table.names:
        column = table[name]
        if name in names:
            columns[name] = shown[:, names.index(name)]
        else:
            columns[name] = column.tolist() if column.dtype.kind == "U" else column
    return Table(f"{table.name}, counts from 1 to {least - 1} left out", columns)


def _is_whole(column: Any) -> bool:
    return not isinstance(column, Words) and column.dtype.kind in "iu"
