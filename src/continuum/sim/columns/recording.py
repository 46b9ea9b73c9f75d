"""Writing down what happens: pieces in any order, put in order of people and time at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.sim.results.log import Log

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Anything, Floats, Numbers, Rows
    from continuum.sim.columns.judge import Names
    from continuum.sim.columns.whereabouts import Atlas

__all__ = ["Recorder"]

_BYTE: Final = 8
_SHORT: Final = 16
_FEW: Final = 100_000
"""So few configurations that a table of all of them is quicker than looking for those met."""


class Recorder:
    """The log of some people while it is being written.

    Args:
        n: How many people.
        atlas: The numbers of configurations.
    """

    def __init__(self, n: int, atlas: Atlas) -> None:
        """Start empty."""
        self._atlas = atlas
        self._count = np.zeros(n, dtype=np.int32)
        self._pieces: list[tuple[Any, ...]] = []

    @property
    def most(self) -> int:
        """How many attempts whoever made most of them has made."""
        return int(self._count.max(initial=0))

    def add(  # noqa: PLR0917 - the columns of the log
        self,
        rows: Rows,
        moment: Floats,
        attempt: int,
        outcome: Any,
        number: Numbers,
        against: Any,
        occurrence: Anything,
    ) -> None:
        """Write down one attempt of each of some people; one value may stand for all.

        Args:
            rows: Who.
            moment: When.
            attempt: Which.
            outcome: How it came out.
            number: The number of the configuration after it.
            against: The number of what stood in the way.
            occurrence: Which of the clocks of this attempt it was.
        """
        count = self._count[rows]
        self._count[rows] = count + 1
        piece = np.empty((len(rows), 3), dtype=np.int64)
        piece[:, 0] = moment.view(np.int64)
        piece[:, 1] = number
        # Four small numbers in one: moved at once they cost a quarter.
        packed = piece[:, 2]
        packed[:] = against
        packed <<= _SHORT
        packed |= occurrence
        packed <<= _SHORT
        packed |= attempt
        packed <<= _BYTE
        packed |= outcome
        self._pieces.append((rows.astype(np.int32), count, piece))

    def close(self, reasons: Names) -> Log:
        """Put everything in order; the same log whatever order it was written in."""
        bounds = np.zeros(len(self._count) + 1, dtype=np.int64)
        np.cumsum(self._count, out=bounds[1:])
        everything = np.empty((int(bounds[-1]), 3), dtype=np.int64)
        while self._pieces:  # each is let go as soon as it is in its place
            rows, count, piece = self._pieces.pop()
            everything[bounds[rows] + count] = piece
        time = everything[:, 0].copy().view(np.float64)
        number, packed = everything[:, 1].copy(), everything[:, 2].copy()
        del everything
        outcome = (packed & (2**_BYTE - 1)).astype(np.int8)
        packed >>= _BYTE
        attempt = (packed & (2**_SHORT - 1)).astype(np.int16)
        packed >>= _SHORT
        occurrence = (packed & (2**_SHORT - 1)).astype(np.int16)
        packed >>= _SHORT
        against = packed.astype(np.int32)
        del packed
        seen, target = _numbered(number, bounds, self._atlas)
        ordered = sorted(reasons.table)
        place = {name: k for k, name in enumerate(ordered)}
        causes = np.array([place[name] for name in reasons.table], dtype=np.int32)
        return Log(
            bounds=bounds,
            time=time,
            attempt=attempt,
            outcome=outcome,
            target=target,
            against=causes[against],
            occurrence=occurrence,
            configurations=tuple(map(self._atlas.configuration, seen.tolist())),
            reasons=tuple(ordered),
            initial=int(np.searchsorted(seen, self._atlas.start)),
        )


def _numbered(number: Numbers, bounds: Numbers, atlas: Atlas) -> tuple[Numbers, Any]:
    """Number the configurations that came up, in the order of the alphabet."""
    if atlas.size <= _FEW:
        met = np.bincount(number, minlength=atlas.size) > 0
        met[atlas.start] = True
        table = np.cumsum(met, dtype=np.int32) - np.int32(1)
        return np.flatnonzero(met), table[number]
    fresh = np.ones(len(number), dtype=bool)
    np.not_equal(number[1:], number[:-1], out=fresh[1:])
    fresh[bounds[:-1][bounds[:-1] < len(number)]] = True
    moved = number[fresh]
    seen = np.union1d(moved, [atlas.start])
    places = np.searchsorted(seen, moved).astype(np.int32)
    return seen, np.repeat(places, np.diff(np.flatnonzero(fresh), append=len(number)))
