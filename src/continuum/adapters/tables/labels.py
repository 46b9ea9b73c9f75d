"""Guard labels: each is a yes-or-no fact that may be either, and is never evaluated.

Three things are understood, since they can be without knowing what a label means: the same label
is the same fact; *not* before a label that stands elsewhere by itself is its opposite; *otherwise*
beside other labels is what is left when none of them holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Label", "read_labels"]

_NOT: Final = re.compile(r"(?:not\s+|!\s*|¬\s*|~\s*)(.+)", re.IGNORECASE)
_OTHERWISE: Final = frozenset(("else", "otherwise"))


@attrs.frozen
class Label:
    """What one cell says as a guard.

    Args:
        words: The label; empty where there is none.
        negated: It must not hold.
        otherwise: It holds where no label beside it does.
    """

    words: str = ""
    negated: bool = False
    otherwise: bool = False


def read_labels(cells: Iterable[str]) -> dict[str, Label]:
    """Read every guard cell of a table.

    Args:
        cells: What the cells say.

    Returns:
        Cell to label.

    Example:
        >>> labels = read_labels(["complete", "not complete", "not late", "[else]"])
        >>> labels["not complete"], labels["not late"].words
        (Label(words='complete', negated=True, otherwise=False), 'not late')
        >>> labels["[else]"].otherwise
        True
    """
    plain = {cell: _without_brackets(cell) for cell in cells}
    alone = {words.casefold(): words for words in plain.values()}
    return {cell: _read(words, alone) for cell, words in plain.items()}


def _read(words: str, alone: dict[str, str]) -> Label:
    if words.casefold() in _OTHERWISE:
        return Label(otherwise=True)
    found = _NOT.fullmatch(words)
    if found and found[1].casefold() in alone:
        return Label(alone[found[1].casefold()], negated=True)
    return Label(words)


def _without_brackets(cell: str) -> str:
    inner = cell[1:-1].strip()
    return inner if cell[:1] == "[" and cell[-1:] == "]" and not {*"[]"} & {*inner} else cell
