"""From the opening to the horizon: one person after another, or all in the order of time."""

# ruff: noqa: E741, N803, PLR0917 - rows of tables have one letter and are passed along together
from __future__ import annotations

from typing import Any

from continuum.sim.queue.beginning import begun, earliest
from continuum.sim.queue.days import milestone_day
from continuum.sim.queue.happening import happened
from continuum.sim.queue.heap import line_joined, line_left, moved_in_time, taken_out
from continuum.sim.queue.layout import (
    C_DUE,
    C_ORDER,
    CAPACITY_WIDTH,
    H_CAPACITIES,
    H_CAPACITY,
    H_MOMENTS,
    H_PART,
    H_PARTS,
    H_STRIDE,
    H_TAKEN,
    H_X_COUNT,
    H_X_QUEUED,
    H_X_STAMP,
    NEVER,
    NOT_KNOWN,
    P_TAKER,
    P_TAKES,
    PART_WIDTH,
    Q_AGAINST,
    Q_NUMBER,
    Q_OCCURRENCE,
)

__all__ = ["ENDLESS", "FULL", "MOST", "REGISTER_FULL", "line_key", "walk_alone", "walk_together"]

FULL, REGISTER_FULL, ENDLESS = 1, 2, 3
"""Why a walk stopped before its end: the log is full, a register is full, there is no end."""
_WAITING = 3
MOST = 20_000
"""More attempts than this of one person within the horizon are taken for a circle."""


def walk_alone(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, first: int, last: int, horizon: float,
    log: Any, moments: Any, at: int, room: int, width: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Walk people one after another, each from the opening to the horizon.

    Nobody needs a place, so nobody meets anybody, and one row of numbers is enough for all.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The whole numbers of one person.
        D: The moments of one person.
        Q: What is needed while something happens.
        first: The first person.
        last: The first who is not walked any more.
        horizon: The moment at which it ends.
        log: Where happenings are written, so many numbers each.
        moments: Where their moments are written.
        at: The first free place there.
        room: How many places there are.
        width: How many numbers a happening has.

    Returns:
        Who is next, how many happenings there are, and why it stopped.
    """
    parts = I[H_PARTS]
    for row in range(first, last):
        begun(I, F, T, G, X, D, Q, row, 0, 0)
        begins = at
        k = earliest(D, 0, parts)
        moment = D[k]
        while moment < horizon:
            if at == room:
                return row, begins, FULL
            if at - begins > MOST:
                return row, begins, ENDLESS
            outcome = happened(I, F, T, G, X, D, Q, row, 0, 0, k, moment)
            if outcome < 0:
                return row, begins, REGISTER_FULL
            _write(log, at * width, row, k, outcome, Q)
            moments[at] = moment
            at += 1
            k = earliest(D, 0, parts)
            moment = D[k]
    return last, at, 0


def _write(log: Any, to: int, row: int, k: int, outcome: int, Q: Any) -> None:
    log[to] = row
    log[to + 1] = k
    log[to + 2] = outcome
    log[to + 3] = Q[Q_NUMBER]
    log[to + 4] = Q[Q_AGAINST]
    log[to + 5] = Q[Q_OCCURRENCE]


def walk_together(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, first: int, last: int, horizon: float,
    log: Any, moments: Any, at: int, room: int, width: int,
    heap: Any, places: Any, nexts: Any, keys: Any, lines: Any, sizes: Any, length: int,
    when: Any, what: Any,
) -> tuple[int, int]:  # fmt: skip
    """Walk people together, in the order of time, so that they meet at the places they need.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The whole numbers of the people.
        D: The moments of the people.
        Q: What is needed while something happens.
        first: The first person.
        last: The first who does not belong to them.
        horizon: The moment at which it ends.
        log: Where happenings are written, so many numbers each.
        moments: Where their moments are written.
        at: The first free place there.
        room: How many places there are.
        width: How many numbers a happening has.
        heap: Who is next in time.
        places: Where each is in the heap.
        nexts: The next moment of each.
        keys: By what the lines for places go.
        lines: Who waits in them.
        sizes: How many are in the heap, how many changes were made, how many wait in each line;
            the first is -1 before everything.
        length: How many have room in a line.
        when: The moments at which the number of places changes.
        what: For each of them, the capacity and the places from then on.

    Returns:
        How many happenings there are, and why it stopped.
    """
    parts, stride, clocks = I[H_PARTS], I[H_STRIDE], I[H_MOMENTS]
    if sizes[0] < 0:
        sizes[0] = 0
        for one in range(last - first):
            begun(I, F, T, G, X, D, Q, first + one, one * stride, one * clocks)
            places[one] = -1
            nexts[one] = D[one * clocks + earliest(D, one * clocks, parts)]
            if nexts[one] < horizon:
                sizes[0] = moved_in_time(heap, places, nexts, sizes[0], one)
    while True:
        moment = nexts[heap[0]] if sizes[0] > 0 else NEVER
        change = sizes[1]
        if change < len(when) and when[change] <= moment:
            Q[I[H_TAKEN] + I[H_CAPACITIES] + what[2 * change]] = what[2 * change + 1]
            sizes[1] = change + 1
            _give(I, X, D, Q, heap, places, nexts, keys, lines, sizes, length, when[change])
            continue
        if moment >= horizon:
            return at, 0
        if at == room:
            return at, FULL
        one = heap[0]
        x, d = one * stride, one * clocks
        k = earliest(D, d, parts)
        X[x + I[H_X_COUNT]] += 1
        if X[x + I[H_X_COUNT]] > MOST:
            return at, ENDLESS
        outcome = happened(I, F, T, G, X, D, Q, first + one, x, d, k, moment)
        if outcome < 0:
            return at, REGISTER_FULL
        _write(log, at * width, first + one, k, outcome, Q)
        moments[at] = moment
        at += 1
        nexts[one] = D[d + earliest(D, d, parts)]
        if nexts[one] < horizon:
            sizes[0] = moved_in_time(heap, places, nexts, sizes[0], one)
        else:
            sizes[0] = taken_out(heap, places, nexts, sizes[0])
        if outcome == _WAITING:
            _join(I, X, Q, keys, lines, sizes, length, one, k, moment)
        _give(I, X, D, Q, heap, places, nexts, keys, lines, sizes, length, moment)


def line_key(I: Any, X: Any, Q: Any, x: int, capacity: int, moment: float) -> float:
    """Give by what somebody waits: the moment of coming, or the day that is due.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        Q: What is needed while something happens.
        x: Where the person's begin.
        capacity: Where the capacity stands.
        moment: The moment.
    """
    if not I[capacity + C_ORDER]:
        return moment
    day = milestone_day(I, X, Q, x, I[capacity + C_DUE])
    return NEVER if day == NOT_KNOWN else float(day)


def _join(
    I: Any, X: Any, Q: Any, keys: Any, lines: Any, sizes: Any, length: int, one: int, k: int,
    moment: float,
) -> None:  # fmt: skip
    """Let somebody join the line for a place."""
    part = I[H_PART] + k * PART_WIDTH
    capacity, x = I[part + P_TAKES], one * I[H_STRIDE]
    first = capacity * length
    if sizes[2 + capacity] == length:
        _swept(I, X, keys, lines, sizes, first, capacity)
    key = line_key(I, X, Q, x, I[H_CAPACITY] + capacity * CAPACITY_WIDTH, moment)
    stamp = X[x + I[H_X_STAMP] + I[part + P_TAKER]]
    line_joined(keys, lines, first, sizes[2 + capacity], key, one, k, stamp)
    sizes[2 + capacity] += 1


def _waits(I: Any, X: Any, lines: Any, at: int) -> bool:
    """Whether an entry of a line still stands."""
    x = lines[3 * at] * I[H_STRIDE]
    taker = I[I[H_PART] + lines[3 * at + 1] * PART_WIDTH + P_TAKER]
    stamped = X[x + I[H_X_STAMP] + taker] == lines[3 * at + 2]
    return X[x + I[H_X_QUEUED] + taker] == 1 and stamped  # type: ignore[no-any-return]


def _swept(I: Any, X: Any, keys: Any, lines: Any, sizes: Any, first: int, capacity: int) -> None:
    """Leave out of a line whoever has left it."""
    size = sizes[2 + capacity]
    kept = 0
    for k in range(size):
        at = first + k
        if _waits(I, X, lines, at):
            key, one = keys[at], lines[3 * at]
            part, stamp = lines[3 * at + 1], lines[3 * at + 2]
            line_joined(keys, lines, first, kept, key, one, part, stamp)
            kept += 1
    sizes[2 + capacity] = kept


def _give(
    I: Any, X: Any, D: Any, Q: Any, heap: Any, places: Any, nexts: Any, keys: Any, lines: Any,
    sizes: Any, length: int, moment: float,
) -> None:  # fmt: skip
    """Offer the places that are free to those who wait; each tries again at this very moment."""
    taken, capacities = I[H_TAKEN], I[H_CAPACITIES]
    for capacity in range(capacities):
        first = capacity * length
        while sizes[2 + capacity] > 0 and Q[taken + capacity] < Q[taken + capacities + capacity]:
            size = sizes[2 + capacity]
            line_left(keys, lines, first, size)
            sizes[2 + capacity] = size - 1
            at = first + size - 1
            if not _waits(I, X, lines, at):
                continue
            one, k = lines[3 * at], lines[3 * at + 1]
            Q[taken + capacity] += 1
            X[one * I[H_STRIDE] + I[H_X_QUEUED] + I[I[H_PART] + k * PART_WIDTH + P_TAKER]] = 2
            D[one * I[H_MOMENTS] + k] = moment
            if places[one] < 0 or moment < nexts[one]:
                nexts[one] = moment
                sizes[0] = moved_in_time(heap, places, nexts, sizes[0], one)
