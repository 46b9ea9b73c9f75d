"""The log of a run: what was attempted, when, with what outcome; refusals are kept too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Anything, Floats, Small
    from continuum.sim.columns.judge import Names

__all__ = ["Log", "LogWriter"]


_TYPES = {
    "person": np.int32,
    "time": np.float64,
    "attempt": np.int16,
    "outcome": np.int8,
    "origin": np.int32,
    "target": np.int32,
    "against": np.int32,
    "occurrence": np.int32,
}


@attrs.frozen(eq=False)
class Log:
    """Every attempt of a run, by person and then in order.

    Args:
        person: The place of the person in the cohort.
        time: The moment, in days as ordinals; the day is its whole part.
        attempt: The place of the attempt in the behaviour.
        outcome: The place in ``allowed, refused, undetermined``.
        origin: The configuration before it.
        target: The configuration after it.
        against: What stood in the way, as a number in ``reasons``.
        occurrence: Which clock of this attempt it was, for this person, from 0.
        configurations: The configurations, each a tuple of state names.
        reasons: The tuples of ids of what stood in the way.
    """

    person: Small
    time: Floats
    attempt: npt.NDArray[np.int16]
    outcome: npt.NDArray[np.int8]
    origin: Small
    target: Small
    against: Small
    occurrence: Small
    configurations: tuple[tuple[str, ...], ...]
    reasons: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """How many attempts."""
        return len(self.person)


class LogWriter:
    """A log that is being written, in pieces."""

    def __init__(self) -> None:
        """Start empty."""
        self._pieces: list[tuple[Any, ...]] = []

    def add(self, person: Anything, *rest: Any) -> None:
        """Add a piece: the columns in the order of :class:`Log`; one value may stand for all."""
        if len(person):
            self._pieces.append((person, *rest))

    def close(self, configurations: Names, reasons: Names) -> Log:
        """Put the pieces in order; the same log whatever order they were written in."""
        lengths = [len(piece[0]) for piece in self._pieces]
        total = sum(lengths)
        columns = {name: np.empty(total, dtype=kind) for name, kind in _TYPES.items()}
        at = 0
        for piece, length in zip(self._pieces, lengths, strict=True):
            for column, values in zip(columns.values(), piece, strict=True):
                column[at : at + length] = values
            at += length
        # Pieces are written in order of time for each person, so a stable sort is all it takes.
        order = (columns["person"].astype(np.int64) << 32) | np.arange(total)
        order.sort()
        order &= 0xFFFFFFFF
        columns = {name: column[order] for name, column in columns.items()}
        places, states = _renumbered(configurations)
        causes, against = _renumbered(reasons)
        columns["origin"] = places[columns["origin"]]
        columns["target"] = places[columns["target"]]
        columns["against"] = causes[columns["against"]]
        return Log(**columns, configurations=states, reasons=against)


def _renumbered(names: Names) -> tuple[Small, tuple[tuple[str, ...], ...]]:
    """Number the tuples in alphabetical order, whatever came up first."""
    ordered = sorted(names.table)
    place = {name: k for k, name in enumerate(ordered)}
    return np.array([place[name] for name in names.table], dtype=np.int32), tuple(ordered)
