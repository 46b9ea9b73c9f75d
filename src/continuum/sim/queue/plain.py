"""The machine in plain Python: the same functions over lists, with Python's own heaps."""

from __future__ import annotations

from array import array
from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.sim.population.keyed import uniforms
from continuum.sim.queue import layout as at
from continuum.sim.queue.beginning import begun
from continuum.sim.queue.happening import happened
from continuum.sim.queue.logging import Written
from continuum.sim.queue.walking import ENDLESS, MOST, REGISTER_FULL, line_key

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Keys
    from continuum.sim.queue.sources import Sayings
    from continuum.sim.queue.tables import Machine

__all__ = ["Draws", "walk_in_python"]

_WAITING = 3
_MANY = 64


def walk_in_python(
    machine: Machine,
    sayings: Sayings,
    group: tuple[int, int],
    horizon: float,
    changes: list[tuple[float, int, int]],
    *,
    together: bool,
) -> tuple[Written, int]:
    """Walk a group of people; give what was written, and why it stopped.

    Args:
        machine: The tables.
        sayings: What the population says.
        group: The first of the people, and the first who does not belong to them.
        horizon: The moment at which it ends.
        changes: When the number of places changes: moment, capacity, places.
        together: Whether they meet at places.
    """
    walk = _Walk(machine, sayings, group, horizon)
    why = walk.together(changes) if together else walk.alone()
    rows = np.array(walk.log, dtype=np.int64).reshape(-1, 6)
    return Written.of(rows, np.array(walk.moments, dtype=np.float64)), why


class Draws(list[float]):
    """The table of decimals, which also draws for many at once what many ask for.

    Args:
        machine: The tables.
        keys: The keys of the people.
    """

    def __init__(self, machine: Machine, keys: Keys) -> None:
        """Begin without any column."""
        super().__init__(machine.floats)
        self.columns: dict[tuple[int, int, int], Any] = {}
        self._keys, self._spreads = keys, machine.spreads
        self._counts: Counter[tuple[int, int, int]] = Counter()
        self._many = len(keys) // _MANY

    def asked(self, spread: int, purpose: int, occurrence: int) -> Any:
        """Count one more who asks; when they are many, give the draws of everybody.

        Args:
            spread: Where the distribution stands.
            purpose: The key of the purpose.
            occurrence: How often it was drawn before.
        """
        key = (spread, purpose, occurrence)
        self._counts[key] += 1
        if self._counts[key] <= self._many:
            return None
        drawn = self._spreads[spread].draw(
            uniforms(self._keys, purpose & (1 << 64) - 1, occurrence)
        )
        self.columns[key] = column = array("d", drawn.tobytes())
        return column


class _Walk:
    """One group of people."""

    def __init__(
        self, machine: Machine, sayings: Sayings, group: tuple[int, int], horizon: float
    ) -> None:
        first, last = group
        self.first, self.last, self.horizon = first, last, horizon
        self.ints = machine.ints
        self.floats = Draws(machine, sayings.keys[first:last])
        traits = np.stack([column[first:last] for column in sayings.whole], axis=1)
        reals = np.stack([column[first:last] for column in sayings.real], axis=1)
        self.tables = (self.ints, self.floats, traits.ravel().tolist(), reals.ravel().tolist())
        self.scratch = list(machine.scratch)
        self.log: list[int] = []
        self.moments: list[float] = []
        self.parts, self.stride = machine.parts, machine.stride
        self.kept = machine.ints[at.H_MOMENTS]

    def alone(self) -> int:
        """Walk them one after another."""
        parts, horizon, scratch = self.parts, self.horizon, self.scratch
        whole, clocks = [0] * self.stride, [0.0] * self.kept
        state = (*self.tables, whole, clocks, scratch)
        log, moments = self.log.extend, self.moments.append
        for one in range(self.last - self.first):
            begun(*state, one, 0, 0)
            row, count = self.first + one, 0
            due = clocks[:parts]
            moment = min(due)
            while moment < horizon:
                k = due.index(moment)
                count += 1
                if count > MOST:
                    return ENDLESS
                outcome = happened(*state, one, 0, 0, k, moment)
                if outcome < 0:
                    return REGISTER_FULL
                log((row, k, outcome, scratch[5], scratch[3], scratch[4]))
                moments(moment)
                due = clocks[:parts]
                moment = min(due)
        return 0

    def together(self, changes: list[tuple[float, int, int]]) -> int:
        """Walk them in the order of time."""
        parts, stride, horizon, scratch = self.parts, self.stride, self.horizon, self.scratch
        n = self.last - self.first
        self.whole, self.clocks = [0] * (n * stride), [0.0] * (n * self.kept)
        whole, clocks = self.whole, self.clocks
        state = (*self.tables, whole, clocks, scratch)
        capacities = self.ints[at.H_CAPACITIES]
        self.lines: list[list[Any]] = [[] for _ in range(capacities)]
        self.heap: list[tuple[float, int]] = []
        heap, log, moments, counted = self.heap, self.log.extend, self.moments.append, [0] * n
        self.nexts = nexts = [at.NEVER] * n
        for one in range(n):
            begun(*state, one, one * stride, one * self.kept)
            nexts[one] = min(clocks[one * self.kept : one * self.kept + parts])
            if nexts[one] < horizon:
                heappush(heap, (nexts[one], one))
        taken = self.ints[at.H_TAKEN]
        to_come = changes[::-1]
        while True:
            moment, one = heap[0] if heap else (at.NEVER, -1)
            if to_come and to_come[-1][0] <= moment:
                when, capacity, places = to_come.pop()
                scratch[taken + capacities + capacity] = places
                self._give(when)
                continue
            if moment >= horizon:
                return 0
            heappop(heap)
            if nexts[one] != moment:  # an older entry of somebody who was called sooner
                continue
            x, d = one * stride, one * self.kept
            k = clocks.index(moment, d, d + parts) - d
            counted[one] += 1
            if counted[one] > MOST:
                return ENDLESS
            outcome = happened(*state, one, x, d, k, moment)
            if outcome < 0:
                return REGISTER_FULL
            log((self.first + one, k, outcome, scratch[5], scratch[3], scratch[4]))
            moments(moment)
            nexts[one] = following = min(clocks[d : d + parts])
            if following < horizon:
                heappush(heap, (following, one))
            if outcome == _WAITING:
                self._join(one, k, moment)
            for line in self.lines:
                if line:
                    self._give(moment)
                    break

    def _join(self, one: int, k: int, moment: float) -> None:
        """Let somebody join the line for a place."""
        ints, x = self.ints, one * self.stride
        part = ints[at.H_PART] + k * at.PART_WIDTH
        capacity = ints[part + at.P_TAKES]
        place = ints[at.H_CAPACITY] + capacity * at.CAPACITY_WIDTH
        key = line_key(ints, self.whole, self.scratch, x, place, moment)
        stamp = self.whole[x + ints[at.H_X_STAMP] + ints[part + at.P_TAKER]]
        heappush(self.lines[capacity], (key, one, k, stamp))

    def _give(self, moment: float) -> None:
        """Offer the places that are free to those who wait."""
        ints, scratch, whole = self.ints, self.scratch, self.whole
        taken = ints[at.H_TAKEN]
        for capacity, line in enumerate(self.lines):
            while line and scratch[taken + capacity] < scratch[taken + len(self.lines) + capacity]:
                _, one, k, stamp = heappop(line)
                x = one * self.stride
                taker = ints[ints[at.H_PART] + k * at.PART_WIDTH + at.P_TAKER]
                queued = x + ints[at.H_X_QUEUED] + taker
                if whole[queued] != 1 or whole[x + ints[at.H_X_STAMP] + taker] != stamp:
                    continue
                scratch[taken + capacity] += 1
                whole[queued] = 2
                self.clocks[one * self.kept + k] = moment
                if moment < self.nexts[one]:
                    self.nexts[one] = moment
                    heappush(self.heap, (moment, one))
