"""The log of a run: what was attempted, when, with what outcome; refusals are kept too."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.sim.columns.arrays import Floats, Numbers, Small
    from continuum.sim.columns.judge import Names

__all__ = ["Log", "LogWriter"]


@attrs.frozen(eq=False, slots=False)
class Log:
    """Every attempt of a run, by person and then in order.

    Args:
        bounds: Where the attempts of each person begin, and where those of the last one end.
        time: The moment, in days as ordinals; the day is its whole part.
        attempt: The place in the names of the behaviour: of an attempt, or of a fact that arrives.
        outcome: The place in ``allowed, refused, undetermined, waiting, learned``.
        target: The configuration after it.
        against: What stood in the way, as a number in ``reasons``.
        occurrence: Which clock of this attempt it was, for this person, from 0.
        configurations: The configurations, each a tuple of state names.
        reasons: The tuples of ids of what stood in the way.
        initial: The configuration in which every pathway begins.
    """

    bounds: Numbers
    time: Floats
    attempt: npt.NDArray[np.int16]
    outcome: npt.NDArray[np.int8]
    target: Small
    against: Small
    occurrence: npt.NDArray[np.int16]
    configurations: tuple[tuple[str, ...], ...]
    reasons: tuple[tuple[str, ...], ...]
    initial: int = 0

    def __len__(self) -> int:
        """How many attempts."""
        return len(self.time)

    @cached_property
    def person(self) -> Small:
        """The place in the cohort of the person of each attempt."""
        count = np.diff(self.bounds)
        return np.repeat(np.arange(len(count), dtype=np.int32), count)

    @cached_property
    def origin(self) -> Small:
        """The configuration before each attempt: that after the one before it."""
        before = np.empty_like(self.target)
        before[1:] = self.target[:-1]
        first = self.bounds[:-1]
        before[first[first < len(before)]] = self.initial
        return before

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what happened, the same on every machine and however it was simulated.

        Moments count to a millionth of a day, and configurations and reasons by their names.
        """
        found = sha256(self.bounds.astype("<i8").tobytes())
        found.update(np.rint(self.time * 1e6).astype("<i8").tobytes())
        for numbers in (self.attempt, self.outcome, self.occurrence):
            found.update(numbers.astype("<i2").tobytes())
        for column, names in ((self.target, self.configurations), (self.against, self.reasons)):
            keys = [sha256("\x1f".join(each).encode()).digest()[:8] for each in names]
            found.update(np.frombuffer(b"".join(keys), dtype="<u8")[column].tobytes())
        return found.hexdigest()

    def first(self, people: int) -> Log:
        """Give the log of the first people alone.

        Args:
            people: How many.
        """
        end = self.bounds[people]
        columns = {
            name: getattr(self, name)[:end]
            for name in ("time", "attempt", "outcome", "target", "against", "occurrence")
        }
        return attrs.evolve(self, bounds=self.bounds[: people + 1], **columns)

    @classmethod
    def joined(cls, parts: Sequence[Log]) -> Log:
        """Put the logs of people behind those of others; the parts are used up.

        Args:
            parts: The logs, in the order of the people; their columns are emptied one by one, so
                that little is kept twice.
        """
        if len(parts) == 1:
            return parts[0]
        columns: dict[str, Any] = {}
        for name in ("configurations", "reasons"):
            columns[name] = tuple(
                sorted({names for part in parts for names in getattr(part, name)})
            )
        places = {
            name: {names: k for k, names in enumerate(columns[name])}
            for name in ("configurations", "reasons")
        }
        columns["initial"] = places["configurations"][parts[0].configurations[parts[0].initial]]
        lengths = [len(part) for part in parts]
        ends = np.cumsum([0, *lengths])
        columns["bounds"] = np.concatenate(
            [part.bounds[:-1] + at for part, at in zip(parts, ends, strict=False)] + [ends[-1:]]
        )
        renumbered = {"target": "configurations", "against": "reasons"}
        for name in ("time", "attempt", "outcome", "target", "against", "occurrence"):
            column = np.empty(ends[-1], dtype=getattr(parts[0], name).dtype)
            for part, at, length in zip(parts, ends, lengths, strict=False):
                values = getattr(part, name)
                if name in renumbered:
                    own = places[renumbered[name]]
                    table = [own[names] for names in getattr(part, renumbered[name])]
                    values = np.array(table, dtype=column.dtype)[values]
                column[at : at + length] = values
                object.__setattr__(part, name, values[:0])
            columns[name] = column
        return cls(**columns)


class LogWriter:
    """A log that is being written in pieces, each in order of time for its people.

    Example:
        >>> from continuum.sim.columns.judge import Names
        >>> writer, places = LogWriter(), Names()
        >>> before, after = places.number(("remand",)), places.number(("sentence",))
        >>> writer.add(np.array([0]), 738000.5, 0, 0, before, after, 0, 0)
        >>> writer.close(places, Names()).configurations
        ((), ('remand',), ('sentence',))
    """

    def __init__(self) -> None:
        """Start empty."""
        self._pieces: list[tuple[Any, ...]] = []

    def add(self, person: Any, *rest: Any) -> None:
        """Add a piece: person, time, attempt, outcome, origin, target, against and occurrence.

        One value may stand for all people of the piece.
        """
        if len(person):
            self._pieces.append((person, *rest))

    def close(self, configurations: Names, reasons: Names) -> Log:
        """Put the pieces in order.

        Args:
            configurations: Where the configurations are numbered.
            reasons: Where the tuples of what stood in the way are numbered.
        """
        kinds = (np.int64, np.float64, np.int16, np.int8, np.int32, np.int32, np.int32, np.int16)
        parts: list[list[Any]] = [[] for _ in kinds]
        for piece in self._pieces:
            for part, values, kind in zip(parts, piece, kinds, strict=True):
                part.append(np.broadcast_to(values, (len(piece[0]),)).astype(kind))
        columns = [
            np.concatenate(part) if part else np.empty(0, dtype=kind)
            for part, kind in zip(parts, kinds, strict=True)
        ]
        order = np.argsort(columns[0], kind="stable")
        person, time, attempt, outcome, origin, target, against, occurrence = (
            column[order] for column in columns
        )
        last = int(person[-1]) if len(person) else -1
        places, states = _renumbered(configurations)
        causes, stood = _renumbered(reasons)
        begun = np.flatnonzero(np.diff(person, prepend=-1))
        return Log(
            bounds=np.searchsorted(person, np.arange(last + 2)),
            time=time,
            attempt=attempt,
            outcome=outcome,
            target=places[target],
            against=causes[against],
            occurrence=occurrence,
            configurations=states,
            reasons=stood,
            initial=int(places[origin[begun[0]]]) if len(begun) else 0,
        )


def _renumbered(names: Names) -> tuple[Small, tuple[tuple[str, ...], ...]]:
    """Number the tuples in alphabetical order, whatever came up first."""
    ordered = sorted(names.table)
    place = {name: k for k, name in enumerate(ordered)}
    return np.array([place[name] for name in names.table], dtype=np.int32), tuple(ordered)
