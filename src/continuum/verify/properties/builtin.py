"""The properties that the built-in rulebooks are held to, as data beside the code."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from continuum.errors import RulebookError
from continuum.rulebook.faults.declared import missing, quoted
from continuum.verify.properties.reading import read_properties

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook
    from continuum.verify.properties.forms import Property

__all__ = ["builtin_properties"]

_NAMES: Final = ("outline", "eu")
_NATIONAL: Final = ("nl", "de", "fr", "dk", "be", "uk")


def builtin_properties(book: Rulebook, of: str = "") -> tuple[Property, ...]:
    """Give the properties that a built-in rulebook is held to.

    Nobody is removed while a bar stands; what ends by date can end on its day; nothing adverse is
    done by the system; the lead is never empty; what is voluntary closes no door.

    Args:
        book: The rulebook they are about: a built-in one, or one that extends it.
        of: The built-in rulebook whose properties they are; empty: that of the same name, and for
            a national rulebook those of ``eu``.

    Raises:
        RulebookError: There is no such set.
        InvalidRulebook: They name what the rulebook does not have.

    Example:
        >>> import continuum as ct
        >>> builtin_properties(ct.load("outline"))[0].name
        'no_removal_while_barred'
    """
    name = of or ("eu" if book.name in _NATIONAL else book.name)
    if name not in _NAMES:
        raise RulebookError(
            f"there is no set of properties for {quoted(name)}",
            help=missing("set", name, _NAMES) + '; say which one you mean: `of="eu"`',
        )
    text = (files("continuum.verify.properties") / f"{name}.toml").read_text(encoding="utf-8")
    return read_properties(text, book)
