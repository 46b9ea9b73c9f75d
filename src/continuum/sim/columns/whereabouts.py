"""Where everybody is: a column of states for each region, and what can be attempted there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from continuum.rulebook import Chart
    from continuum.sim.columns.arrays import Mask, Numbers, Rows

__all__ = ["Atlas", "Facing", "Whereabouts", "Words", "set_bits"]

_BITS: Final = 64

Words = npt.NDArray[np.uint64]
"""Sets of attempts, one bit an attempt: words by people."""


def set_bits(words: npt.NDArray[np.uint64]) -> Iterator[int]:
    """Give the numbers of the attempts in a set.

    Example:
        >>> list(set_bits(np.array([5, 1], dtype=np.uint64)))
        [0, 2, 64]
    """
    for place, word in enumerate(words.tolist()):
        while word:
            low = word & -word
            yield place * _BITS + low.bit_length() - 1
            word ^= low  # noqa: PLW2901 - what is left of it


class Atlas:
    """The regions of a chart with a number for each configuration, the same on every machine.

    States are coded by their place as declared; configurations are numbered in alphabetical order.

    Args:
        chart: Any form of the law; all have the same regions.
    """

    def __init__(self, chart: Chart) -> None:
        """Number the states."""
        self.names = tuple(chart.place)
        self.states = tuple(region.names for region in chart.regions)
        self.codes = tuple({s: k for k, s in enumerate(states)} for states in self.states)
        self.initial = tuple(
            codes[state] for codes, state in zip(self.codes, chart.initial, strict=True)
        )
        self.final = tuple(
            np.array([chart.states[region][state].final for state in states])
            for region, states in zip(self.names, self.states, strict=True)
        )
        self._sorted = tuple(tuple(sorted(states)) for states in self.states)
        self._steps: list[int] = []
        size = 1
        for states in reversed(self.states):
            self._steps.insert(0, size)
            size *= len(states)
        self.size = size
        self.values: tuple[Numbers, ...] = tuple(
            np.array([ranked.index(state) * step for state in states], dtype=np.int64)
            for states, ranked, step in zip(self.states, self._sorted, self._steps, strict=True)
        )

    @property
    def start(self) -> int:
        """The number of the configuration in which every pathway begins."""
        return sum(
            int(values[code]) for values, code in zip(self.values, self.initial, strict=True)
        )

    def configuration(self, number: int) -> tuple[str, ...]:
        """Give the configuration of a number."""
        return tuple(
            states[number // step % len(states)]
            for states, step in zip(self._sorted, self._steps, strict=True)
        )

    def among(self, place: int, states: Iterable[str]) -> Mask:
        """Give a table that says which states of a region are among some."""
        wanted = set(states)
        return np.array([state in wanted for state in self.states[place]])


class Whereabouts:
    """The state of each region for everybody, and the attempts that are possible there.

    Args:
        atlas: The numbers of states and configurations.
        n: How many people.
        allowed: For each attempt, region to the states in which it can be made.
    """

    def __init__(
        self, atlas: Atlas, n: int, allowed: Sequence[Mapping[str, frozenset[str]]]
    ) -> None:
        """Set everybody where every pathway begins."""
        self.atlas = atlas
        self.states = [np.full(n, code, dtype=np.int8) for code in atlas.initial]
        self.number = np.full(n, atlas.start, dtype=np.int64)
        width = -(-len(allowed) // _BITS)
        place = {name: k for k, name in enumerate(atlas.names)}
        self._tables = [
            np.full((width, len(states)), ~np.uint64(0), dtype=np.uint64) for states in atlas.states
        ]
        self._needs: list[frozenset[int]] = []
        for k, regions in enumerate(allowed):
            bit = np.uint64(1 << (k % _BITS))
            for name, states in regions.items():
                within = atlas.among(place[name], states)
                self._tables[place[name]][k // _BITS, ~within] &= ~bit
            self._needs.append(frozenset(place[name] for name in regions))
        last = np.zeros((width, 1), dtype=np.uint64)
        for k in range(len(allowed)):
            last[k // _BITS] |= np.uint64(1 << (k % _BITS))
        self._tables = [table & last for table in self._tables]
        self._ends = [bool(final.any()) for final in atlas.final]
        self.open: Words = np.zeros((width, n), dtype=np.uint64)
        self._met: dict[tuple[int, ...], Any] = {}

    def begin(self) -> Words:
        """Say what is possible at the opening, for one who stands for all."""
        words = np.full(len(self.open), ~np.uint64(0))
        for table, code in zip(self._tables, self.atlas.initial, strict=True):
            words &= table[:, code]
        self.open[:] = words[:, None]
        return words

    def move(self, rows: Rows, moves: Mapping[int, npt.NDArray[np.int8]]) -> tuple[Words, Words]:
        """Move some people, and say what has become possible for each, and what no longer is.

        Args:
            rows: Who.
            moves: Place of a region to the code of the state of each after the move.
        """
        ended = None
        for place, after in moves.items():
            states, values = self.states[place], self.atlas.values[place]
            before = states[rows]
            self.number[rows] += values.take(after) - values.take(before)
            states[rows] = after
            if self._ends[place]:
                gone = self.atlas.final[place].take(after)
                ended = gone if ended is None else ended | gone
        regions, words, masks = self._touched(tuple(sorted(moves)))
        opened = np.zeros((len(self.open), len(rows)), dtype=np.uint64)
        closed = np.zeros_like(opened)
        held = [self.states[place][rows] for place in regions]
        for word, mask in zip(words, masks, strict=True):
            now = np.full(len(rows), ~np.uint64(0))
            for place, codes in zip(regions, held, strict=True):
                now &= self._tables[place][word].take(codes)
            was = self.open[word, rows]
            # What does not depend on a region that moved stays as it is.
            now = (now & mask) | (was & ~mask)
            np.bitwise_and(now, ~was, out=opened[word])
            np.bitwise_and(was, ~now, out=closed[word])
            self.open[word, rows] = now
        if ended is not None and ended.any():
            at = np.flatnonzero(ended)
            closed[:, at] |= self.open[:, rows[at]] & ~opened[:, at]
            opened[:, at] = 0
            self.open[:, rows[at]] = 0
        return opened, closed

    def _touched(self, moved: tuple[int, ...]) -> tuple[list[int], list[int], list[np.uint64]]:
        """Which regions and words matter when some regions move, and which bits of those words."""
        found = self._met.get(moved)
        if found is None:
            met = [k for k, needs in enumerate(self._needs) if needs & set(moved)]
            regions = set(moved).union(*(self._needs[k] for k in met))
            bits = [0] * len(self.open)
            for k in met:
                bits[k // _BITS] |= 1 << (k % _BITS)
            words = [word for word, mask in enumerate(bits) if mask]
            found = (sorted(regions), words, [np.uint64(bits[word]) for word in words])
            self._met[moved] = found
        return found

    def is_open(self, k: int, rows: Rows) -> Mask:
        """Say for whom of some people an attempt is possible."""
        word = self.open[k // _BITS, rows]
        found: Mask = (word >> np.uint64(k % _BITS)) & np.uint64(1) != 0
        return found

    def possible(self, rows: Rows) -> Iterator[int]:
        """Give the attempts that are possible for any of some people."""
        return set_bits(np.bitwise_or.reduce(self.open[:, rows], axis=1))

    def final(self, rows: Rows) -> Mask:
        """Say for whom of some people the pathway has ended."""
        found = np.zeros(len(rows), dtype=bool)
        for states, final, ends in zip(self.states, self.atlas.final, self._ends, strict=True):
            if ends:
                found |= final[states[rows]]
        return found

    def numbers(self, rows: Rows) -> Numbers:
        """Give the number of the configuration of each of some people."""
        return self.number[rows]

    def facing(self, rows: Rows) -> Facing:
        """Give the states of some people, region by region, as a view of guards asks for them."""
        return Facing(self, rows)


class Facing(Mapping[str, npt.NDArray[np.int8]]):
    """The states of some people, each region gathered when it is first asked for.

    Args:
        places: Where everybody is.
        rows: Whom it is about.
    """

    __slots__ = ("_kept", "_places", "_rows")

    def __init__(self, places: Whereabouts, rows: Rows) -> None:
        """Keep who they are."""
        self._places = places
        self._rows = rows
        self._kept: dict[str, npt.NDArray[np.int8]] = {}

    def __getitem__(self, region: str) -> npt.NDArray[np.int8]:
        found = self._kept.get(region)
        if found is None:
            place = self._places.atlas.names.index(region)
            found = self._kept[region] = self._places.states[place][self._rows]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places.atlas.names)

    def __len__(self) -> int:
        return len(self._places.atlas.names)
