"""The order of the bits: what events speak of together stands near together.

A diagram is small where what depends on each other is close.  The order is found by the forces of
the groups on their members (Aloul, Markov and Sakallah, 2003): each group pulls to its middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.verify.situations.cells import Key

__all__ = ["arranged"]

_ROUNDS: Final = 200
_PLACE: Final = "in:"


def arranged(keys: Sequence[Key], groups: Sequence[frozenset[Key]]) -> tuple[Key, ...]:
    """Give the keys in an order in which the groups span as little as can be found.

    Args:
        keys: The keys, in the order to begin with.
        groups: Keys that belong together.

    Example:
        >>> arranged("abcd", [frozenset("ad")])
        ('b', 'a', 'd', 'c')
    """
    alone = [key for key in keys if key.startswith(_PLACE)]
    if len(alone) == 1:
        # One track alone: its states part everything else, so it stands above all.
        rest = [key for key in keys if key not in alone]
        return (*alone, *arranged(rest, groups))
    at = {key: float(n) for n, key in enumerate(keys)}
    pulling = [group & at.keys() for group in groups if len(group & at.keys()) > 1]
    of: dict[Key, list[int]] = {key: [] for key in keys}
    for n, group in enumerate(pulling):
        for key in group:
            of[key].append(n)
    best, least = tuple(keys), _span(at, pulling)
    for _ in range(_ROUNDS):
        middles = [sum(at[key] for key in group) / len(group) for group in pulling]
        pulled = {k: sum(middles[n] for n in of[k]) / len(of[k]) if of[k] else at[k] for k in keys}
        order = sorted(keys, key=lambda key: (pulled[key], at[key]))
        now = {key: float(n) for n, key in enumerate(order)}
        if now == at:
            break
        at = now
        span = _span(at, pulling)
        if span < least:
            best, least = tuple(order), span
    return best


def _span(at: dict[Key, float], groups: Sequence[frozenset[Key]]) -> float:
    return sum(max(at[key] for key in group) - min(at[key] for key in group) for group in groups)
