"""Random numbers that belong to a person and a purpose, not to a place in a stream.

A draw is a hash of (seed, person, purpose, occurrence), so it does not matter who is simulated
first, how many are simulated at once, or what other people do.  Two scenarios with the same seed
give the same person the same luck wherever both ask for it: differences between them are the
effect of what was changed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from continuum.errors import ScenarioError

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Keys

__all__ = ["person_keys", "purpose_key", "uniforms"]


# The constants of SplitMix64: an odd step near 2**64 / golden ratio, and two multipliers.
_STEP: Final = 0x9E3779B97F4A7C15
_TIMES: Final = 0xD1342543DE82EF95
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_MASK: Final = (1 << 64) - 1
_30, _27, _31, _12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
# Of 52 bits, so that the middle of the last interval is still below 1.
_UNIT: Final = 2.0**-52
_HALF: Final = 2.0**-53


def _mixed(words: Keys) -> Keys:
    """Mix in place; one changed bit changes half of the others."""
    shifted = words >> _30
    words ^= shifted
    words *= _FIRST
    np.right_shift(words, _27, out=shifted)
    words ^= shifted
    words *= _SECOND
    np.right_shift(words, _31, out=shifted)
    words ^= shifted
    return words


def person_keys(seed: int, people: npt.ArrayLike, replication: npt.ArrayLike = 0) -> Keys:
    """Give the key of each person under a seed.

    Args:
        seed: Any whole number.
        people: The numbers of the people, 0 or more.
        replication: Which time they are drawn, for all or for each, from 0.

    Raises:
        ScenarioError: The seed is no whole number.

    Example:
        >>> bool((person_keys(1, [0, 1]) == person_keys(1, [1, 0])[::-1]).all())
        True
    """
    if isinstance(seed, bool) or not hasattr(seed, "__index__"):
        raise ScenarioError(f"a seed cannot be `{str(seed)[:40]}`", help="give any whole number")
    start = np.uint64(int.from_bytes(sha256(b"seed %d" % seed).digest()[:8], "big"))
    numbers = np.asarray(people, dtype=np.uint64)
    # The first replication has the numbers of a run without any.
    times = np.array(replication, dtype=np.uint64, ndmin=1)
    times *= np.uint64(_TIMES)
    starts = start + _mixed(times)
    return _mixed(_mixed(numbers * np.uint64(_STEP) + starts))


def purpose_key(*words: str | int) -> int:
    """Give the key of a purpose, such as ``("delay", "released")``; the same on every machine."""
    text = "\x1f".join(str(word) for word in words).encode()
    return int.from_bytes(sha256(text).digest()[:8], "big")


def uniforms(keys: Keys, purpose: int, occurrence: npt.NDArray[np.integer] | int = 0) -> Floats:
    """Draw one number between 0 and 1 for each key, both ends excluded.

    Args:
        keys: From :func:`person_keys`.
        purpose: From :func:`purpose_key`.
        occurrence: How often the purpose arose before, for all or for each.

    Example:
        >>> keys = person_keys(7, [3, 4])
        >>> first = uniforms(keys, purpose_key("delay", "released"))
        >>> bool((0 < first).all() and (first < 1).all())
        True
    """
    if isinstance(occurrence, int):
        words = keys + np.uint64((purpose + occurrence * _STEP) & _MASK)
    else:
        words = occurrence.astype(np.uint64)
        words *= np.uint64(_STEP)
        words += np.uint64(purpose)
        words += keys
    words = _mixed(words)
    words >>= _12
    drawn = words.astype(np.float64)
    drawn *= _UNIT
    drawn += _HALF
    return drawn
