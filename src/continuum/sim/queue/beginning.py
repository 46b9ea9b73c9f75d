"""The opening of a pathway: every number of a person as it is on the first day."""

# ruff: noqa: E741, N803, PLR0917 - rows of tables have one letter and are passed along together
from __future__ import annotations

import math
from typing import Any

from continuum.sim.queue.clocks import clock_set
from continuum.sim.queue.following import is_open, opened_anew
from continuum.sim.queue.layout import (
    G_START,
    H_MOMENTS,
    H_OPENING,
    H_PART,
    H_PARTS,
    H_REALS,
    H_STRIDE,
    H_TEMPLATE,
    H_TRAITS,
    NEVER,
    NOT_KNOWN,
    P_BY_ITSELF,
    PART_WIDTH,
)

__all__ = ["begun", "earliest"]


def begun(I: Any, F: Any, T: Any, G: Any, X: Any, D: Any, Q: Any, row: int, x: int, d: int) -> None:
    """Set everything of a person as it is when the pathway opens, and the clocks that run.

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
    """
    template, stride = I[H_TEMPLATE], I[H_STRIDE]
    X[x : x + stride] = I[template : template + stride]
    given, traits = I[H_OPENING], row * I[H_TRAITS]
    for j in range(I[given]):
        value = T[traits + I[given + 2 + 2 * j]]
        if value != NOT_KNOWN:
            X[x + I[given + 1 + 2 * j]] = value
    for k in range(I[H_PARTS]):
        D[d + k] = NEVER
    for k in range(I[H_PARTS], I[H_MOMENTS]):
        D[d + k] = math.nan
    opened_anew(I, X, Q, x)
    start = G[row * I[H_REALS] + G_START]
    for k in range(I[H_PARTS]):
        if I[I[H_PART] + k * PART_WIDTH + P_BY_ITSELF] and is_open(I, X, x, k):
            D[d + k] = clock_set(I, F, T, G, X, D, Q, row, x, d, k, start, True)


def earliest(D: Any, d: int, count: int) -> int:
    """Give the clock that is due first; of those due at the same moment the first one.

    Args:
        D: The people's moments.
        d: Where the person's begin.
        count: How many clocks there are.
    """
    first, moment = 0, D[d]
    for k in range(1, count):
        if D[d + k] < moment:
            first, moment = k, D[d + k]
    return first
