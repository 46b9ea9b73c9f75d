"""Drawing by index: quick, and what is listed first is the simplest.

A strategy made anew for each example costs more than drawing from it, so whatever depends on what
was drawn before is drawn by its place, from strategies that are made once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import DrawFn

__all__ = ["flip", "pick", "rarely", "shuffled", "turned"]

T = TypeVar("T")
_ONE_IN = 6


@cache
def _up_to(last: int) -> st.SearchStrategy[int]:
    return st.integers(0, last)


def pick(draw: DrawFn, items: Sequence[T]) -> T:
    """Draw one of some items; the first is the simplest.

    Args:
        draw: The draw function of a composite strategy.
        items: At least one item.
    """
    return items[draw(_up_to(len(items) - 1))] if len(items) > 1 else items[0]


def flip(draw: DrawFn) -> bool:
    """Draw yes or no; no is the simpler one."""
    return bool(draw(_up_to(1)))


def rarely(draw: DrawFn) -> bool:
    """Draw yes about once in six times."""
    return draw(_up_to(_ONE_IN - 1)) == _ONE_IN - 1


def turned(draw: DrawFn, items: Sequence[T]) -> Iterator[T]:
    """Give all of some items, from a drawn one on, round to the one before it."""
    if items:
        first = draw(_up_to(len(items) - 1)) if len(items) > 1 else 0
        yield from items[first:]
        yield from items[:first]


def shuffled(draw: DrawFn, items: Sequence[T]) -> Iterator[T]:
    """Give all of some items in a drawn order, each drawn when it is asked for."""
    left = list(items)
    while left:
        yield left.pop(draw(_up_to(len(left) - 1)) if len(left) > 1 else 0)
