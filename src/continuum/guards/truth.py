"""Truth with a place for *not known*: a pair of bits, whatever the bits are."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

__all__ = ["FAILS", "HOLDS", "UNKNOWN", "Bits", "Truth"]


class Bits(Protocol):
    """Anything with ``&`` and ``|``: booleans, boolean columns, sets."""

    def __and__(self, other: Any, /) -> Self: ...
    def __or__(self, other: Any, /) -> Self: ...


B = TypeVar("B", bound=Bits)


class Truth(NamedTuple, Generic[B]):
    """Where something holds and where it fails; neither: not known.

    *And* meets the holds and joins the fails, *or* does the reverse, *not* swaps: Kleene's
    table, for one person, a column of persons, or a set of situations.

    Example:
        >>> HOLDS & UNKNOWN == UNKNOWN
        True
        >>> FAILS & UNKNOWN == FAILS
        True
    """

    holds: B
    fails: B

    def __and__(self, other: Truth[B]) -> Truth[B]:
        """Both."""
        return Truth(self[0] & other[0], self[1] | other[1])

    def __or__(self, other: Truth[B]) -> Truth[B]:
        """At least one."""
        return Truth(self[0] | other[0], self[1] & other[1])

    def __invert__(self) -> Truth[B]:
        """The opposite."""
        return Truth(self[1], self[0])


HOLDS: Truth[bool] = Truth(True, False)
FAILS: Truth[bool] = Truth(False, True)
UNKNOWN: Truth[bool] = Truth(False, False)
