"""Names as users give them: one, several, or a set, always kept as a tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["as_names"]


def as_names(names: str | Iterable[str]) -> tuple[str, ...]:
    """Give names as a tuple; a set, which has no order of its own, is sorted.

    Example:
        >>> as_names("judge"), as_names({"judge", "clerk"})
        (('judge',), ('clerk', 'judge'))
    """
    if isinstance(names, str):
        return (names,)
    return tuple(sorted(names) if isinstance(names, (set, frozenset)) else names)
