"""The records of one register for many people: so many slots a person, all slots side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.sim.columns.arrays import Mask, Numbers, Rows

__all__ = ["NOT_SAID", "OPEN", "Field", "Records", "Slots"]

OPEN: Final = 1 << 30
"""Later than any day: the end of a record that has none."""
NOT_SAID: Final = -(1 << 31)
"""The code of a field that a record does not have."""

_Codes = npt.NDArray[np.int32]


@attrs.frozen
class Field:
    """A field of a register, with a code for each value that a record may have there.

    Args:
        name: The field.
        codes: For texts: value to code; whole numbers, days and flags are their own codes.
    """

    name: str
    codes: Mapping[str, int]

    def code(self, value: Any) -> int:
        """Give the code of a value; one that no record has has a code of its own."""
        if value is None:
            return NOT_SAID
        if isinstance(value, str):
            return self.codes.get(value, -1)
        return int(value.toordinal() if hasattr(value, "toordinal") else value)


@attrs.frozen(eq=False)
class Slots:
    """The records of some people, one row a person: what reductions look at.

    Args:
        start: The first day in force of each.
        end: The first day no longer in force.
        fields: Field to the codes of its values.
        used: Where there is a record.
    """

    start: _Codes
    end: _Codes
    fields: Mapping[str, _Codes]
    used: Mask

    def matching(self, wanted: Iterable[tuple[str, tuple[int, ...]]]) -> Mask:
        """Give where there is a record whose fields have one of these codes each."""
        found = self.used
        for name, codes in wanted:
            held = self.fields[name]
            same = held == codes[0]
            for code in codes[1:]:
                same |= held == code
            found = found & same
        return found

    def in_force(self, on: Numbers) -> Mask:
        """Give where a record is in force on a day each."""
        day = on[:, None]
        return self.used & (self.start <= day) & (day < self.end)

    def beside(self, other: Slots) -> Slots:
        """Give the same people's records with others behind them."""

        def both(one: Any, more: Any) -> Any:
            return np.concatenate((one, more), axis=1)

        return Slots(
            both(self.start, other.start),
            both(self.end, other.end),
            {name: both(held, other.fields[name]) for name, held in self.fields.items()},
            both(self.used, other.used),
        )


class Records:
    """The records of one register, of everybody.

    Args:
        fields: The fields that anybody reads.
        n: How many people.
        reused: Whether a record that is no longer in force may give way to a new one, because
            nobody asks about it any more.
    """

    def __init__(self, fields: Iterable[Field], n: int, *, reused: bool) -> None:
        """Start with no records."""
        self.fields = {field.name: field for field in fields}
        self.reused = reused
        self._n = n
        self._width = 0
        self._count = np.zeros(n, dtype=np.int32)
        self._start: _Codes = np.empty((0, n), dtype=np.int32)
        self._end: _Codes = np.empty((0, n), dtype=np.int32)
        self._values = {name: np.empty((0, n), dtype=np.int32) for name in self.fields}

    def of(self, rows: Rows) -> Slots:
        """Give the records of some of the people."""
        count = self._count[rows]
        width = int(count.max(initial=0))
        return Slots(
            self._start[:width, rows].T,
            self._end[:width, rows].T,
            {name: held[:width, rows].T for name, held in self._values.items()},
            np.arange(width) < count[:, None],
        )

    def add(
        self,
        rows: Rows,
        on: Numbers,
        start: Any,
        end: Any,
        values: Mapping[str, Any],
    ) -> None:
        """Add a record for each of some people, none of them twice.

        Args:
            rows: Whose.
            on: The day on which it is added.
            start: Its first day, for all or for each.
            end: The first day after it; :data:`OPEN`: it has none.
            values: Field to the code of its value, for all or for each.
        """
        slot = self._free(rows, on)
        most = int(slot.max(initial=-1)) + 1
        if most > self._width:
            self._grow(max(2 * self._width, most))
        self._start[slot, rows] = start
        self._end[slot, rows] = end
        for name, held in self._values.items():
            held[slot, rows] = values.get(name, NOT_SAID)
        self._count[rows] = np.maximum(self._count[rows], slot + 1)

    def _free(self, rows: Rows, on: Numbers) -> Rows:
        """The slot for a new record of each: behind the last, or of one that is over."""
        slot = self._count[rows].astype(np.intp)
        if self.reused and self._width:
            width = int(slot.max(initial=0))
            over = (self._end[:width, rows] <= on) & (np.arange(width)[:, None] < slot)
            if width and over.any():
                slot = np.where(over.any(axis=0), over.argmax(axis=0), slot)
        return slot

    def _grow(self, width: int) -> None:
        def wider(held: _Codes) -> _Codes:
            grown = np.empty((width, self._n), dtype=np.int32)
            grown[: self._width] = held
            return grown

        self._start, self._end = wider(self._start), wider(self._end)
        self._values = {name: wider(held) for name, held in self._values.items()}
        self._width = width

    def end(self, rows: Rows, on: Numbers, which: Mask) -> None:
        """End some records on a day each.

        Args:
            rows: Whose.
            on: The day of each person.
            which: Which of the slots of :meth:`of`.
        """
        person, slot = np.nonzero(which)
        if len(person):
            self._end[slot, rows[person]] = on[person]
