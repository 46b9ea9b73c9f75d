"""Results as columns that any table library reads: named NumPy columns with Arrow's capsules.

``polars.DataFrame(table)`` and ``pyarrow.table(table)`` take it as it is, without copying through
text; ``pandas.DataFrame.from_records(table.rows())`` needs neither of them.
"""

from __future__ import annotations

import math
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from continuum.errors import ScenarioError, needs
from continuum.prose.tables import page_fragment, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from continuum.sim.columns.arrays import Anything

__all__ = ["NoSuchColumn", "Table", "Words"]

_SHOWN: Final = 12


class NoSuchColumn(ScenarioError, KeyError):
    """A table was asked for a column that it does not have."""


@attrs.frozen(eq=False)
class Words:
    """A column of texts, kept as numbers into a short list of them.

    Args:
        codes: The place of each text.
        options: The texts.
    """

    codes: npt.NDArray[np.integer]
    options: tuple[str, ...]

    def __len__(self) -> int:
        """How many texts."""
        return len(self.codes)

    def decoded(self) -> Anything:
        """The texts themselves."""
        texts: Anything = np.array(self.options or ("",), dtype=np.str_)
        return np.take(texts, self.codes)


class Table:
    """Named columns of equal length: whole and decimal numbers, days and texts.

    Args:
        name: What it shows.
        columns: Name to a NumPy array, to :class:`Words`, or to a list of texts.

    Example:
        >>> Table("people", {"state": ["sentence", "stay"], "people": np.array([3, 1])}).rows()
        [{'state': 'sentence', 'people': 3}, {'state': 'stay', 'people': 1}]
    """

    def __init__(self, name: str, columns: Mapping[str, Anything | Words | Sequence[str]]) -> None:
        """Keep the columns; texts are numbered."""
        self.name = name
        self._columns = {
            each: column if isinstance(column, (np.ndarray, Words)) else _words(column)
            for each, column in columns.items()
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)

    def __len__(self) -> int:
        """How many rows."""
        return len(next(iter(self._columns.values()))) if self._columns else 0

    def __getitem__(self, name: str) -> Anything:
        """Give a column as a NumPy array; days as ``datetime64[D]``.

        Raises:
            NoSuchColumn: It has no such column; also a ``KeyError``.
        """
        column = self._columns.get(name)
        if column is None:
            near = get_close_matches(str(name), self.names, n=1)
            listed = ", ".join(f"`{each}`" for each in self.names)
            raise NoSuchColumn(
                f"table `{self.name}` has no column `{str(name)[:40]}`",
                help=f"did you mean `{near[0]}`?" if near else f"it has {listed}",
            )
        return column.decoded() if isinstance(column, Words) else column

    def column(self, name: str) -> Anything | Words:
        """Give a column as it is kept: texts as :class:`Words`.

        Raises:
            NoSuchColumn: It has no such column; also a ``KeyError``.
        """
        if name not in self._columns:
            return self[name]
        return self._columns[name]

    def rows(self) -> list[dict[str, Any]]:
        """Give every row as a dictionary of plain Python values."""
        columns = [self[name].tolist() for name in self._columns]
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*columns, strict=True)]

    def head(self, count: int = _SHOWN) -> Table:
        """Give the first rows as a table."""
        return Table(
            self.name,
            {
                name: Words(column.codes[:count], column.options)
                if isinstance(column, Words)
                else column[:count]
                for name, column in self._columns.items()
            },
        )

    def suppressed(self, least: int = 5, counts: Iterable[str] | None = None) -> Table:
        """Give the same table with small counts left out, before it leaves the house.

        A count from 1 to below ``least`` becomes not a number.  Where a row would have one of them
        alone, the next smallest count of the row goes too, so that nobody works it out from the
        sum.

        Args:
            least: The smallest count that may be seen; 2 or more.
            counts: The columns that count people; by default all whole numbers.

        Raises:
            ScenarioError: The rows are people, not counts; there is no such column; ``least`` is
                no whole number from 2.

        Example:
            >>> counted = Table("people", {"held": np.array([2, 60]), "free": np.array([90, 40])})
            >>> counted.suppressed().rows()
            [{'held': nan, 'free': nan}, {'held': 60.0, 'free': 40.0}]
        """
        from continuum.sim.results.suppressing import suppressed

        return suppressed(self, least, counts)

    def __repr__(self) -> str:
        """Show the first rows."""
        rows = [[_said(value) for value in row.values()] for row in self.head().rows()]
        lines = [list(self.names), *rows]
        widths = [max(len(line[k]) for line in lines) for k in range(len(self.names))]
        shown = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        more = len(self) - len(rows)
        tail = [f"... and {more:,} more"] if more > 0 else []
        return "\n".join([f"{self.name} ({len(self):,} rows)", *shown, *tail])

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook."""
        rows = [[_said(value) for value in row.values()] for row in self.head().rows()]
        more = len(self) - len(rows)
        tail = f", the first {len(rows)}" if more > 0 else ""
        return page_fragment(f"{self.name}: {len(self):,} rows{tail}", table(self.names, rows))

    def __arrow_c_schema__(self) -> object:
        """Give the schema as an Arrow capsule."""
        needs("sim", "nanoarrow")
        import nanoarrow

        return nanoarrow.c_schema(self._schema()).__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows as an Arrow stream; days arrive as days and texts as texts."""
        needs("sim", "nanoarrow")
        import nanoarrow
        from nanoarrow.c_array_stream import CArrayStream

        schema = nanoarrow.c_schema(self._schema())
        children = [_child(column) for column in self._columns.values()]
        rows = nanoarrow.c_array_from_buffers(schema, len(self), [None], children=children)
        return CArrayStream.from_c_arrays([rows], schema).__arrow_c_stream__(requested_schema)

    def _schema(self) -> Any:
        import nanoarrow

        return nanoarrow.struct({name: _type(column) for name, column in self._columns.items()})


def _words(texts: Iterable[str]) -> Words:
    listed = list(texts)
    options = tuple(dict.fromkeys(listed))
    places = {text: place for place, text in enumerate(options)}
    return Words(np.array([places[text] for text in listed], dtype=np.int32), options)


def _said(value: object) -> str:
    if isinstance(value, float):
        return "-" if math.isnan(value) else f"{value:,.1f}" if abs(value) >= 1 else f"{value:.3g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def _type(column: Anything | Words) -> Any:
    import nanoarrow

    if isinstance(column, Words) or column.dtype.kind == "U":
        return nanoarrow.string()
    match column.dtype.kind:
        case "M":
            return nanoarrow.date32()
        case "f":
            return nanoarrow.float64()
        case "b":
            return nanoarrow.bool_()
        case _:
            return nanoarrow.int64()


def _child(column: Anything | Words) -> Any:
    import nanoarrow

    kind, n = _type(column), len(column)
    data: Anything
    if isinstance(column, np.ndarray) and column.dtype.kind == "U":
        column = _words(column.tolist())
    if isinstance(column, Words):
        written = [option.encode() for option in column.options] or [b""]
        lengths = np.array([len(text) for text in written], dtype=np.int64)
        offsets = np.zeros(n + 1, dtype=np.int32)
        np.cumsum(lengths[column.codes], out=offsets[1:])
        texts = b"".join([written[code] for code in column.codes.tolist()])
        return nanoarrow.c_array_from_buffers(kind, n, [None, offsets, texts])
    match column.dtype.kind:
        case "M":
            data = column.astype("datetime64[D]").astype(np.int64).astype(np.int32)
        case "f":
            data = column.astype(np.float64)
        case "b":
            data = np.packbits(column, bitorder="little")
        case _:
            data = column.astype(np.int64)
    return nanoarrow.c_array_from_buffers(kind, n, [None, np.ascontiguousarray(data)])
