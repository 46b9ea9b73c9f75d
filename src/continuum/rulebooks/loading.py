"""Loading a built-in rulebook by name, when it is first asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from continuum.errors import RulebookError

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["load", "names"]

_NAMES = ("outline", "eu", "nl", "de", "fr", "dk", "be", "uk")


def names() -> tuple[str, ...]:
    """Give the names of the built-in rulebooks, the outline first.

    Example:
        >>> names()
        ('outline', 'eu', 'nl', 'de', 'fr', 'dk', 'be', 'uk')
    """
    return _NAMES


def load(name: str) -> Rulebook:
    """Give a built-in rulebook; the same object each time.

    Args:
        name: One of :func:`names`.

    Raises:
        RulebookError: There is no built-in rulebook of that name.

    Example:
        >>> load("outline").title
        'the pathway on one page'
    """
    if name not in _NAMES:
        if _is_path(str(name)):
            raise RulebookError(
                f"there is no built-in rulebook `{str(name)[:60]}`, which looks like a path",
                help="to read a rulebook from a file, call "
                f"`ct.Rulebook.from_json(Path({str(name)[:60]!r}).read_text())`",
            )
        near = get_close_matches(str(name), _NAMES, n=1)
        known = ", ".join(f"`{one}`" for one in _NAMES)
        raise RulebookError(
            f"there is no built-in rulebook `{str(name)[:60]}`",
            help=f"did you mean `{near[0]}`?" if near else f"there are {known}",
        )
    book: Rulebook = import_module(f"continuum.rulebooks.{name}").RULEBOOK
    return book


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.lower().endswith((".json", ".txt"))
