"""The rows of a table as transitions, and everything that is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.adapters.tables.columns import NEEDED, fold
from continuum.errors import Fault
from continuum.rulebook.faults.declared import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.adapters.tables.grid import Grid, Line

__all__ = ["Row", "read_rows"]

_NOTHING: Final = frozenset(("-", "–", "—", "n/a", "none"))
_ANYTHING: Final = frozenset(("*", "any", "all", "any state", "all states"))
# In English, Dutch, German, French and Danish.
_YES: Final = frozenset(
    ("x", "yes", "y", "true", "1", "✓", "✔", "ja", "j", "oui", "waar", "wahr", "vrai", "sand")
)
_NO: Final = (
    frozenset(
        (
            "",
            "no",
            "n",
            "false",
            "0",
            "nee",
            "nein",
            "non",
            "nej",
            "onwaar",
            "falsch",
            "faux",
            "falsk",
        )
    )
    | _NOTHING
)
_FILL: Final = (
    "fill it in, or leave the row out",
    "fill it in, or leave the row out; of merged cells only the first keeps what they said",
)


@attrs.frozen
class Row:
    """One transition, in the words of the table.

    Args:
        place: Where it stands: ``row 3``.
        source: The state before.
        event: What happens.
        target: The state after.
        guard: The label of its guard; empty: none.
        region: The track; empty: the only one.
        role: Who decides; empty: the table does not say.
        initial: Whether a case begins in the source.
        final: Whether a case ends in the target.
    """

    place: str
    source: str
    event: str
    target: str
    guard: str = ""
    region: str = ""
    role: str = ""
    initial: bool = False
    final: bool = False


def read_rows(grid: Grid, columns: Mapping[str, int]) -> tuple[tuple[Row, ...], list[Fault]]:
    r"""Read the rows, and say all that is wrong with them.

    Args:
        grid: The table in cells.
        columns: What is said to the number of its column.

    Example:
        >>> from continuum.adapters.tables.grid import read_grid
        >>> grid = read_grid("source,event,target\nopen,close,\n", "the table")
        >>> rows, faults = read_rows(grid, {"source": 0, "event": 1, "target": 2})
        >>> print(faults[0])
        row 2: the target is empty
          help: fill it in, or leave the row out
    """
    faults: list[Fault] = []
    rows: list[Row] = []
    seen: dict[tuple[str, ...], str] = {}
    for line in grid.lines:
        row, wrong = _read(line, columns)
        faults += wrong
        if wrong:
            continue
        said = (row.region, row.source, row.event, row.target, row.guard, row.role)
        key = tuple(cell.casefold() for cell in said)
        if key in seen:
            faults.append(
                Fault(row.place, f"it says the same as {seen[key]}", help="leave one of them out")
            )
        seen.setdefault(key, row.place)
        rows.append(row)
    return tuple(rows), faults


def _read(line: Line, columns: Mapping[str, int]) -> tuple[Row, list[Fault]]:
    said = {what: line.cells[number] for what, number in columns.items()}
    faults = [
        Fault(line.place, f"the {what} is empty", help=_FILL[what == "source"])
        for what in NEEDED
        if said.get(what, "").casefold() in {"", *_NOTHING}
    ]
    if said.get("source", "").casefold() in _ANYTHING:
        faults.append(
            Fault(
                line.place,
                f"the source is {quoted(said['source'])}, and only states are read",
                help="write a row for each state from which the event leads there",
            )
        )
    marks = {}
    for what in ("initial", "final"):
        word = fold(said.get(what, ""))
        marks[what] = word in _YES
        if word not in _YES and word not in _NO:
            faults.append(
                Fault(
                    line.place,
                    f"{quoted(said[what])} under the {what} state is neither yes nor no",
                    help="write `yes` or leave it empty; to name the state, say it when importing: "
                    f"`{what}=...` (`--{what} ...` on the command line)",
                )
            )
    row = Row(
        line.place,
        said.get("source", ""),
        said.get("event", ""),
        said.get("target", ""),
        guard=_unless_nothing(said.get("guard", "")),
        region=_unless_nothing(said.get("region", "")),
        role=_unless_nothing(said.get("role", "")),
        initial=marks["initial"],
        final=marks["final"],
    )
    return row, faults


def _unless_nothing(cell: str) -> str:
    return "" if cell.casefold() in _NOTHING else cell
