"""What follows from a happening: who moves, what opens and closes, which clocks are set."""

# ruff: noqa: E741, N803, PLR0917 - rows of tables have one letter and are passed along together
from __future__ import annotations

import math
from typing import Any

from continuum.sim.queue.clocks import clock_put, clock_rest, clock_resumed, clock_set
from continuum.sim.queue.layout import (
    C_HELD,
    CAPACITY_WIDTH,
    H_CAPACITIES,
    H_CAPACITY,
    H_FINAL,
    H_MOVED,
    H_NUMBERS,
    H_OPEN,
    H_PART,
    H_PARTS,
    H_REGIONS,
    H_SCRATCH,
    H_STATES,
    H_TAKEN,
    H_WORDS,
    H_X_HOLDS,
    H_X_OPEN,
    H_X_STATES,
    NEVER,
    P_BY_ITSELF,
    P_FREES,
    P_KEEPS,
    P_READ_BY,
    P_SET_BY,
    P_TAKER,
    P_TAKES,
    PART_WIDTH,
    WORD,
)

__all__ = [
    "configuration_of",
    "follow",
    "is_open",
    "lowest",
    "lowest_of_word",
    "opened_anew",
    "place_given_back",
    "set_where_open",
    "worked_out",
]


def is_open(I: Any, X: Any, x: int, k: int) -> bool:
    """Whether a part of the behaviour is possible where the person is."""
    return ((X[x + I[H_X_OPEN] + k // WORD] >> (k % WORD)) & 1) == 1  # type: ignore[no-any-return]


def lowest(word: int) -> int:
    """Give the place of the lowest bit of a word that is not 0."""
    return (word & -word).bit_length() - 1


def lowest_of_word(word: int) -> int:
    """Give the same place with what a compiler of loops knows.

    Example:
        >>> lowest_of_word(40) == lowest(40) == 3
        True
    """
    return math.frexp(float(word & -word))[1] - 1


def configuration_of(I: Any, X: Any, x: int) -> int:
    """Give the number of the configuration in which the person is.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers.
        x: Where the person's begin.
    """
    number, values, states = 0, I[H_NUMBERS], x + I[H_X_STATES]
    for region in range(I[H_REGIONS]):
        number += I[values + region * I[H_STATES] + X[states + region]]
    return number


def opened_anew(I: Any, X: Any, Q: Any, x: int) -> None:
    """Work out what is possible where the person now is; what was so before is kept in ``Q``.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers; changed.
        Q: What is needed while something happens; changed.
        x: Where the person's begin.
    """
    words, states = I[H_WORDS], x + I[H_X_STATES]
    ended = False
    for region in range(I[H_REGIONS]):
        if I[I[H_FINAL] + region * I[H_STATES] + X[states + region]]:
            ended = True
    for word in range(words):
        at = x + I[H_X_OPEN] + word
        now = 0 if ended else (1 << WORD) - 1
        for region in range(I[H_REGIONS]):
            now &= I[I[H_OPEN] + (region * I[H_STATES] + X[states + region]) * words + word]
        Q[I[H_SCRATCH] + word] = X[at]
        X[at] = now


def follow(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, k: int,
    moment: float, outcome: int, moved: bool,
) -> None:  # fmt: skip
    """Let the person move, and the clocks follow.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The people's whole numbers; changed.
        D: The people's moments; changed.
        Q: What is needed while something happens; changed.
        row: The person.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The attempt that was made.
        moment: The moment.
        outcome: How it came out.
        moved: Whether it leads elsewhere.
    """
    part = I[H_PART] + k * PART_WIDTH
    if moved:
        _move(I, X, Q, x)
        _close(I, X, D, Q, x, d, moment)
        if I[part + P_KEEPS]:  # it was made, so no age is left
            D[d + I[H_PARTS] + k] = math.nan
    words = I[H_WORDS]
    fresh = I[H_SCRATCH] + words
    for word in range(words):
        Q[fresh + word] = 0
    if outcome == 0:
        set_by = I[part + P_SET_BY]
        for j in range(I[set_by]):
            other = I[set_by + 1 + j]
            here = is_open(I, X, x, other)
            if here or moved:
                due = clock_set(I, F, T, G, X, D, Q, row, x, d, other, moment, True)
                if here:
                    clock_put(I, X, D, Q, x, d, other, due)
                    Q[fresh + other // WORD] |= 1 << (other % WORD)
    if I[I[part + P_READ_BY]]:
        worked_out(I, F, T, G, X, D, Q, row, x, d, part, moment, outcome == 0)
    if moved:
        _open(I, F, T, G, X, D, Q, row, x, d, k, moment)


def _move(I: Any, X: Any, Q: Any, x: int) -> None:
    """Move the regions, and work out what is possible then."""
    for region in range(I[H_REGIONS]):
        target = Q[I[H_MOVED] + region]
        if target >= 0:
            at = x + I[H_X_STATES] + region
            X[at] = target
    opened_anew(I, X, Q, x)


def _close(I: Any, X: Any, D: Any, Q: Any, x: int, d: int, moment: float) -> None:
    """Stop the clocks of what is no longer possible."""
    for word in range(I[H_WORDS]):
        closed = Q[I[H_SCRATCH] + word] & ~X[x + I[H_X_OPEN] + word]
        while closed:
            k = word * WORD + lowest(closed)
            closed &= closed - 1
            part = I[H_PART] + k * PART_WIDTH
            if I[part + P_KEEPS]:
                clock_rest(I, X, D, Q, x, d, k, moment)
            if I[part + P_TAKER] < 0:
                D[d + k] = NEVER
            else:
                clock_put(I, X, D, Q, x, d, k, NEVER)


def _open(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, mover: int,
    moment: float,
) -> None:  # fmt: skip
    """Set the clocks of what has become possible, and that of the attempt that moved the person."""
    fresh = I[H_SCRATCH] + I[H_WORDS]
    for word in range(I[H_WORDS]):
        now = X[x + I[H_X_OPEN] + word]
        opened = now & ~Q[I[H_SCRATCH] + word]
        if mover // WORD == word and I[I[H_PART] + mover * PART_WIDTH + P_BY_ITSELF]:
            opened |= now & (1 << (mover % WORD))
        opened &= ~Q[fresh + word]
        while opened:
            k = word * WORD + lowest(opened)
            opened &= opened - 1
            part = I[H_PART] + k * PART_WIDTH
            if I[part + P_KEEPS] and not math.isnan(D[d + I[H_PARTS] + k]):
                due = clock_resumed(I, X, D, Q, x, d, k, moment)
            elif I[part + P_BY_ITSELF]:
                due = clock_set(I, F, T, G, X, D, Q, row, x, d, k, moment, True)
            else:
                continue
            if I[part + P_TAKER] < 0:
                D[d + k] = due
            else:
                clock_put(I, X, D, Q, x, d, k, due)


def set_where_open(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, k: int,
    moment: float,
) -> None:  # fmt: skip
    """Set the clock of a part of the behaviour, if it is possible where the person is.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The people's whole numbers; changed.
        D: The people's moments; changed.
        Q: What is needed while something happens.
        row: The person.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        k: The part.
        moment: The moment.
    """
    if is_open(I, X, x, k):
        due = clock_set(I, F, T, G, X, D, Q, row, x, d, k, moment, True)
        clock_put(I, X, D, Q, x, d, k, due)


def worked_out(
    I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int, part: int,
    moment: float, allowed: bool,
) -> None:  # fmt: skip
    """Work out again the clocks whose milestones are counted from what may have changed.

    Args:
        I: The table of whole numbers.
        F: The table of decimals.
        T: What the population says, whole numbers.
        G: What the population says, decimals.
        X: The people's whole numbers.
        D: The people's moments; changed.
        Q: What is needed while something happens.
        row: The person.
        x: Where the person's whole numbers begin.
        d: Where the person's moments begin.
        part: Where what has happened stands.
        moment: The moment.
        allowed: Whether it was allowed; what was learned is known in any case.
    """
    read_by = I[part + P_READ_BY]
    for j in range(I[read_by]):
        k, told = I[read_by + 1 + 2 * j], I[read_by + 2 + 2 * j]
        if (allowed or told) and D[d + k] < NEVER:
            due = clock_set(I, F, T, G, X, D, Q, row, x, d, k, moment, False)
            clock_put(I, X, D, Q, x, d, k, due)


def place_given_back(I: Any, X: Any, Q: Any, x: int, part: int) -> None:
    """Give back the places that the person no longer holds after an allowed attempt.

    Args:
        I: The table of whole numbers.
        X: The people's whole numbers; changed.
        Q: What is needed while something happens; places are free again.
        x: Where the person's begin.
        part: Where the attempt stands.
    """
    for capacity in range(I[H_CAPACITIES]):
        holds = x + I[H_X_HOLDS] + capacity
        if not X[holds]:
            continue
        freed = I[part + P_TAKES] != capacity and (I[I[part + P_FREES] + capacity] == 1)
        held = I[I[H_CAPACITY] + capacity * CAPACITY_WIDTH + C_HELD]
        for region in range(I[H_REGIONS]):
            state = X[x + I[H_X_STATES] + region]
            if I[I[H_FINAL] + region * I[H_STATES] + state]:
                freed = True
            if held >= 0 and not I[held + region * I[H_STATES] + state]:
                freed = True
        if freed:
            X[holds] = 0
            Q[I[H_TAKEN] + capacity] -= 1
