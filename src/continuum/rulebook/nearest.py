"""The name that was most likely meant: alike by its letters, or by the words it is made of."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest"]

_ALIKE: Final = 0.6
_SHARED: Final = 0.4
_LONGEST: Final = 80


def nearest(name: str, names: Iterable[str]) -> str:
    """Give the name that is most like another, by its letters and by the words in it.

    Args:
        name: What was written.
        names: The names that there are.

    Returns:
        Empty where none is much like it.

    Example:
        >>> nearest("foreign_national", ["holds_nationality", "third_country_national"])
        'third_country_national'
        >>> nearest("age", ["removal_prospect_lost"])
        ''
    """
    name = name[:_LONGEST]
    parts = set(name.split("_"))
    best, found = 0.0, ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    for one in names:
        words = set(one.split("_"))
        shared = 2 * len(parts & words) / (len(parts) + len(words))
        matcher.set_seq1(one)
        if not shared and matcher.quick_ratio() < _ALIKE:
            continue
        letters = matcher.ratio()
        if (letters >= _ALIKE or shared >= _SHARED) and letters + shared > best:
            best, found = letters + shared, one
    return found
