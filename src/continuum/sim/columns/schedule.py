"""When everything is due for everybody, and what comes first.

Most of what might be attempted is not due for most people.  Clocks are kept in groups, with the
earliest of each group beside them, so that whoever looks for the first need not look at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
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
        shape = (n, width) if not self._groups else (n, self._groups * _GROUP)
        self._due = np.full(shape, np.inf)
        self._grouped = self._due.reshape(n, self._groups, _GROUP) if self._groups else self._due
        self._least = np.full((n, self._groups), np.inf)

    def of(self, rows: Rows, k: int) -> Floats:
        """Give when a clock is due for some people."""
        found: Floats = self._due[rows, k]
        return found

    def put(self, rows: Rows, k: int, due: Any) -> None:
        """Say when a clock is due for some people.

        What is beside the group may then be too early, and never too late.
        """
        self._due[rows, k] = due
        if self._groups and due is not NEVER:
            group = k // _GROUP
            self._least[rows, group] = np.minimum(self._least[rows, group], due)

    def first(self, rows: Rows, rung: int) -> tuple[Rows, Floats]:
        """Give what comes first for some people, and when: the earlier clock where two are due.

        Args:
            rows: The people.
            rung: The clock that has just rung for all of them.
        """
        if not self._groups:
            due = self._due if len(rows) == self.n else self._due.take(rows, axis=0)
            first = due.argmin(axis=1)
            return first, due[np.arange(len(rows)), first]
        group = rung // _GROUP
        self._least[rows, group] = _least_of(self._grouped[rows, group])
        found, at = self._look(rows)
        asked = np.flatnonzero(found < 0)
        while len(asked):
            found[asked], at[asked] = self._look(rows[asked])
            asked = asked[found[asked] < 0]
        return found, at

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
