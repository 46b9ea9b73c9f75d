"""Draws one by one: the same numbers as the columns draw, for one person and one purpose.

Written over flat rows of numbers and without anything that a compiler of loops could not follow.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from continuum.sim.behaviour.quantile import FAR, MIDDLE, SIDE
from continuum.sim.queue.layout import (
    BY,
    CHANCE,
    CHOICES,
    COLUMN,
    CONSTANT,
    H_TRAITS,
    NOT_KNOWN,
    PERHAPS,
    T_KEY,
)

__all__ = ["delay_of", "drawn_value", "normal_of", "share_moved", "uniform", "uniform_of_words"]

_STEP: Final = 0x9E3779B97F4A7C15
_FIRST: Final = 0xBF58476D1CE4E5B9
_SECOND: Final = 0x94D049BB133111EB
_MASK: Final = (1 << 64) - 1
_UNIT: Final = 2.0**-52
_HALF: Final = 2.0**-53
_LEAST: Final = 1e-300
_MOST: Final = 1.0 - 2.0**-53
_LAST_DAY: Final = 3_652_059
_INFINITE: Final = float("inf")


def uniform(key: int, purpose: int, occurrence: int) -> float:
    """Draw a number between 0 and 1; see :func:`continuum.sim.population.keyed.uniforms`."""
    word = (key + purpose + occurrence * _STEP) & _MASK
    word = ((word ^ (word >> 30)) * _FIRST) & _MASK
    word = ((word ^ (word >> 27)) * _SECOND) & _MASK
    return ((word ^ (word >> 31)) >> 12) * _UNIT + _HALF


def uniform_of_words(key: int, purpose: int, occurrence: int) -> float:
    """Draw the same number with words of the processor, for the compiled machine.

    It is only ever called compiled: there, whole numbers of the processor run over in silence.
    """
    word = np.uint64(key) + np.uint64(purpose) + np.uint64(occurrence) * np.uint64(_STEP)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(_FIRST)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(_SECOND)
    word = (word ^ (word >> np.uint64(31))) >> np.uint64(12)
    return float(np.float64(word) * _UNIT + _HALF)


def _fraction(rows: Any, at: float) -> float:
    top, bottom = rows[0][0], rows[1][0]
    for k in range(1, 8):
        top = top * at + rows[0][k]
        bottom = bottom * at + rows[1][k]
    return top / bottom  # type: ignore[no-any-return]


def normal_of(share: float) -> float:
    """Give the normal quantile of a share."""
    off = share - 0.5
    square = 0.180625 - off * off
    if square >= 0.0:
        return off * _fraction(MIDDLE, square)
    root = math.sqrt(-math.log(min(share, 1.0 - share)))
    found = _fraction(SIDE, root - 1.6) if root <= 5.0 else _fraction(FAR, root - 5.0)  # noqa: PLR2004
    return -found if off < 0 else found


def share_moved(kind: int, share: float, factor: float) -> float:
    """Move a uniform number, so that the hazard is multiplied by a factor."""
    if factor == 1.0 or kind == 0:
        return share
    if kind in (2, 3, 7):
        share = share ** (1.0 / factor)
    else:
        share = -math.expm1(math.log1p(-share) / factor)
    return min(max(share, _LEAST), _MOST)


def _place_of(F: Any, first: int, length: int, value: float) -> int:  # noqa: N803
    """The first place in a row whose entry is above a value."""
    low, high = 0, length
    while low < high:
        between = (low + high) // 2
        if value < F[first + between]:
            high = between
        else:
            low = between + 1
    return low


def _tabled(F: Any, kind: int, share: float, table: int, length: int) -> float:  # noqa: N803
    """A draw from a distribution that has a table."""
    if kind == 5:  # noqa: PLR2004 - gamma
        at = (normal_of(share) + 8.5) * (2048 / 17.0)
        k = min(max(int(at), 0), length - 1)
        at -= k
        first = table + k
        return math.exp(
            ((F[first + 3 * length] * at + F[first + 2 * length]) * at + F[first + length]) * at
            + F[first]
        )
    if kind == 6:  # noqa: PLR2004 - empirical
        return F[table + min(_place_of(F, table + length, length, share), length - 1)]  # type: ignore[no-any-return]
    reached = -math.log(share)
    k = _place_of(F, table + length, length, reached) - 1
    rate = F[table + 2 * length + k]
    if rate == 0.0:
        return _INFINITE
    return F[table + k] + (reached - F[table + length + k]) / rate  # type: ignore[no-any-return]


def delay_of(I: Any, F: Any, spread: int, share: float, factor: float) -> float:  # noqa: E741, N803
    """Turn a uniform number into days; ``spread`` is where the distribution stands."""
    kind, at = I[spread], I[spread + 1]
    a, b = F[at], F[at + 1]
    if kind == 0:
        drawn = a
    else:
        share = share_moved(kind, share, factor)
        if kind == 1:
            drawn = a + share * (b - a)
        elif kind == 2:  # noqa: PLR2004
            drawn = -math.log(share) * a
        elif kind == 3:  # noqa: PLR2004
            drawn = (-math.log(share)) ** (1.0 / a) * b
        elif kind == 4:  # noqa: PLR2004
            drawn = math.exp(normal_of(share) * b) * a
        else:
            drawn = _tabled(F, kind, share, I[spread + 2], I[spread + 3])
            if kind == 5:  # noqa: PLR2004
                drawn *= b
    return min(max(drawn, F[at + 2]), F[at + 3])  # type: ignore[no-any-return]


def drawn_value(I: Any, F: Any, T: Any, row: int, on: int, source: int, occurrence: int) -> int:  # noqa: E741, N803, PLR0917
    """Draw the code of a value for a person, on a day."""
    traits = row * I[H_TRAITS]
    key = T[traits + T_KEY]
    while True:
        kind = I[source]
        if kind == CONSTANT:
            return I[source + 1]  # type: ignore[no-any-return]
        if kind == COLUMN:
            value = T[traits + I[source + 1]]
            if I[source + 2] and value != NOT_KNOWN:
                return _day(value + on)
            return value  # type: ignore[no-any-return]
        if kind == PERHAPS:
            if uniform(key, I[source + 2], occurrence) >= F[I[source + 1]]:
                return NOT_KNOWN
            source = I[source + 3]
        elif kind == BY:
            case = T[traits + I[source + 1]]
            if case < 0:
                return NOT_KNOWN
            source = I[source + 2 + case]
        elif kind == CHANCE:
            return 1 if uniform(key, I[source + 2], occurrence) < F[I[source + 1]] else 0
        elif kind == CHOICES:
            first, count = I[source + 1], I[source + 3]
            k = _place_of(F, first, count, uniform(key, I[source + 2], occurrence))
            return I[source + 4 + min(k, count - 1)]  # type: ignore[no-any-return]
        else:
            days = delay_of(I, F, I[source + 1], uniform(key, I[source + 2], occurrence), 1.0)
            if I[source + 3]:
                return _day(math.floor(min(days, _LAST_DAY)) + on)
            return round(days)


def _day(day: int) -> int:
    return day if 1 <= day <= _LAST_DAY else NOT_KNOWN
