"""Sources in words: what each mark means, what a key stands for, and what nobody has checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.rulebook import MARKS, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook

__all__ = ["UNCHECKED", "any_unchecked", "say_source", "say_sources"]

UNCHECKED = "(not yet checked)"
"""What stands behind every source that nobody has checked."""


def say_source(source: Source, book: Rulebook | None = None) -> str:
    """Say a source in words.

    Args:
        source: The source.
        book: The rulebook, for what its keys stand for.

    Example:
        >>> say_source(Source.from_text("GK: art 15(4)"))
        'general knowledge, to be checked before any operational use: art 15(4) (not yet checked)'
        >>> say_source(Source.from_text("SEED:S53"))
        'stated in the seed paper: S53'
    """
    said = MARKS.get(source.mark, source.mark)
    if source.key:
        said += f": {source.key}"
        reference = book.reference_titles.get(source.key) if book is not None else None
        if reference is not None:
            said += f", “{reference.title}”"
        if source.note:
            said += f", {source.note}"
    elif source.note:
        said += f": {source.note}"
    return said if source.checked else f"{said} {UNCHECKED}"


def say_sources(sources: Iterable[Source], book: Rulebook | None = None) -> str:
    """Say several sources; says so when there are none."""
    said = "; ".join(say_source(source, book) for source in sources)
    return said or f"no source given {UNCHECKED}"


def any_unchecked(sources: Iterable[Source]) -> bool:
    """Whether any of the sources was not checked.

    Example:
        >>> any_unchecked([Source("SEED", "S53"), Source("GK")])
        True
    """
    return any(not source.checked for source in sources)
