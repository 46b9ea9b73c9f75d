"""What results rest on: the numbers that move them, and where those numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.prose.tables import listing, page_fragment
from continuum.sim.results.tables import Table
from continuum.sim.scenario.assumptions import RESTS_ON, weakest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Resting", "marks_of", "resting"]

_WEAK: Final = ("assumption", "to be checked", "nobody says")
_SMALL: Final = 0.05  # what moves a result less than this is not named in its sentence
_NAMED: Final = 3


def marks_of(scenario: Scenario) -> list[tuple[str, str]]:
    """Give, for each range of a scenario, the mark of its number and what it rests on.

    Args:
        scenario: The scenario.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> marks_of(outline_eu_2022())[0]
        ('ASSUMPTION', 'assumption')
    """
    known = {row["where"]: row for row in scenario.assumptions().rows()}
    found = []
    for one in scenario.uncertain:
        row = known.get(one.path)
        mark = weakest(one.sources or scenario.sources)[0]
        said = (row["mark"], row["rests_on"]) if row else (mark or "none", RESTS_ON[mark])
        found.append(said)
    return found


@attrs.frozen(eq=False, repr=False)
class Resting:
    """How much each uncertain number moves each measure, and what it rests on.

    Args:
        table: ``measure``, ``where`` (the path of the number), ``share`` of what moves the
            measure, its ``mark``, and what it ``rests_on``; the largest share of a measure first.
        unmoved: The measures that no range moves.
        unseen: How many numbers of the scenario are assumptions without a range; what they move
            cannot be seen here.
    """

    table: Table
    unmoved: tuple[str, ...]
    unseen: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say of each measure, in a sentence, what it rests on."""
        rows = self.table.rows()
        return (
            *(
                _sentence(name, [row for row in rows if row["measure"] == name])
                for name in dict.fromkeys(row["measure"] for row in rows)
            ),
            *(f"{name}: none of the ranges moves it." for name in self.unmoved),
            *((_unseen(self.unseen),) if self.unseen else ()),
        )

    def rows(self) -> list[dict[str, Any]]:
        """Give the rows of the table."""
        return self.table.rows()

    def __repr__(self) -> str:
        """Say it in sentences."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        """Show sentences and table, in a notebook."""
        said = "What the results rest on"
        return page_fragment(said, listing(self.sentences), self.table._repr_html_())


def _unseen(count: int) -> str:
    if count == 1:
        return "1 more number is an assumption without a range; what it moves is not seen here."
    return f"{count} more numbers are assumptions without a range; what they move is not seen here."


def _sentence(name: str, rows: list[dict[str, Any]]) -> str:
    weak = sum(row["share"] for row in rows if row["rests_on"] in _WEAK)
    moving = [row for row in rows if row["share"] >= _SMALL][:_NAMED] or rows[:1]
    listed = ", ".join(f"{row['where']} ({row['share']:.0%}, {row['rests_on']})" for row in moving)
    if weak >= 0.5:  # noqa: PLR2004 - the larger part
        return f"{name}: rests on assumptions; moved by {listed}."
    if weak >= _SMALL:
        return f"{name}: rests in part on assumptions ({weak:.0%}); moved by {listed}."
    return f"{name}: of the ranges, no assumption moves it; moved by {listed}."


def resting(scenario: Scenario, names: Sequence[str], shares: Floats, how: str) -> Resting:
    """Put together what each measure rests on.

    Args:
        scenario: The scenario.
        names: The measures.
        shares: A row a measure, a column a range; ``nan`` throughout where nothing moves it.
        how: How the shares were found.
    """
    paths = [one.path for one in scenario.uncertain]
    marks = marks_of(scenario)
    rows = []
    unmoved = []
    for name, row in zip(names, shares, strict=True):
        if not np.isfinite(row).any() or not row.any():
            unmoved.append(name)
            continue
        rows += [
            (name, paths[k], float(row[k]), *marks[k]) for k in np.argsort(-row, kind="stable")
        ]
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 5
    title = f"what the measures of {scenario.name} rest on, by {how}"
    named: dict[str, Any] = dict(
        zip(("measure", "where", "share", "mark", "rests_on"), map(list, columns), strict=True)
    )
    named["share"] = np.array(named["share"], dtype=np.float64)
    unseen = sum(
        row["rests_on"] in _WEAK and row["where"] not in paths
        for row in scenario.assumptions().rows()
    )
    return Resting(Table(title, named), tuple(unmoved), unseen)
