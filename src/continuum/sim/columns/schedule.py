"""When everything is due for everybody, and what comes first.

Most of what might be attempted is not due for most people.  Clocks are kept in groups, with the
earliest of each group beside them, so that whoever looks for the first need not look at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.sim.columns.arrays import Floats, Rows

__all__ = ["NEVER", "Schedule"]

NEVER: Final = np.inf
"""Not possible now; or it was made and will not be made again, or will never be made."""

_GROUP: Final = 16
_FEW: Final = 2 * _GROUP
"""Of so few clocks, all are looked at."""


class Schedule:
    """One clock a column, one person a row; infinity where nothing is due.

    Args:
        n: How many people.
        width: How many clocks.
    """

    def __init__(self, n: int, width: int) -> None:
        """Let nothing be due."""
        self.n, self.width = n, width
        self._groups = 0 if width <= _FEW else -(-width // _GROUP)
        # Few clocks are kept one after the other; many person by person.
        self._few = np.full((width if not self._groups else 0, n), NEVER)
        self._due = np.full((n, self._groups * _GROUP), NEVER)
        self._grouped = self._due.reshape(n, self._groups, _GROUP)
        self._least = np.full((n, self._groups), NEVER)

    def of(self, rows: Rows, k: int) -> Floats:
        """Give when a clock is due for some people."""
        found: Floats = self._due[rows, k] if self._groups else self._few[k].take(rows)
        return found

    def put(self, rows: Rows, k: int, due: Any) -> None:
        """Say when a clock is due for some people.

        What is beside the group may then be too early, and never too late.
        """
        if not self._groups:
            self._few[k][rows] = due
            return
        self._due[rows, k] = due
        if due is not NEVER:
            group = k // _GROUP
            self._least[rows, group] = np.minimum(self._least[rows, group], due)

    @property
    def few(self) -> bool:
        """Whether there are so few clocks that all of those that may be due are looked at."""
        return not self._groups

    def first(self, rows: Rows, rung: int, among: Sequence[int] = ()) -> tuple[Rows, Floats]:
        """Give what comes first for some people, and when: the earlier clock where two are due.

        Args:
            rows: The people.
            rung: The clock that has just rung for all of them.
            among: Of few clocks, those that may be due for any of them, in order.
        """
        if not self._groups:
            return self._first_of_few(rows, among)
        group = rung // _GROUP
        self._least[rows, group] = _least_of(self._grouped[rows, group])
        found, at = self._look(rows)
        asked = np.flatnonzero(found < 0)
        while len(asked):
            found[asked], at[asked] = self._look(rows[asked])
            asked = asked[found[asked] < 0]
        return found, at

    def _first_of_few(self, rows: Rows, among: Sequence[int]) -> tuple[Rows, Floats]:
        first, *others = among or (0,)
        at = self._few[first].take(rows)
        found = np.full(len(rows), first, dtype=np.int16)
        for k in others:
            due = self._few[k].take(rows)
            sooner = due < at
            np.minimum(at, due, out=at)
            np.putmask(found, sooner, k)
        return found, at  # type: ignore[return-value]

    def _look(self, rows: Rows) -> tuple[Rows, Floats]:
        """Look into the group that seems to come first; -1: it does not come so early."""
        least = self._least.take(rows, axis=0)
        everybody = np.arange(len(rows))
        group = least.argmin(axis=1)
        due = self._grouped[rows, group]
        first = due.argmin(axis=1)
        at = due[everybody, first]
        early = at > least[everybody, group]
        first += group * _GROUP
        if early.any():
            self._least[rows[early], group[early]] = at[early]
            first[early] = -1
        return first, at


def _least_of(due: Floats) -> Floats:
    """The least of each row: halved until one is left, which is quicker than row by row."""
    while due.shape[1] > 1:
        half = due.shape[1] // 2
        due = np.minimum(due[:, :half], due[:, half:])
    return due[:, 0]
