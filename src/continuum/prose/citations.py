"""Sources in words: what each mark means, what a key stands for, and what nobody has checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.speaker import ENGLISH, Speaker, phrase
from continuum.rulebook import MARKS, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook

__all__ = ["UNCHECKED", "any_unchecked", "say_source", "say_sources"]

UNCHECKED = phrase("(not yet checked)")
"""What stands behind every source that nobody has checked."""


def say_source(source: Source, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Say a source in words; its note and what its key stands for are cited as they are.

    Args:
        source: The source.
        book: The rulebook, for what its keys stand for.
        speaker: Who says it.

    Example:
        >>> say_source(Source.from_text("GK: art 15(4)"))
        'general knowledge, to be checked before any operational use: art 15(4) (not yet checked)'
        >>> say_source(Source.from_text("SEED:S53"))
        'stated in the seed paper: S53'
    """
    mark = speaker.say(MARKS.get(source.mark, source.mark))
    what = source.note
    if source.key:
        reference = book.reference_titles.get(source.key) if book is not None else None
        what = source.key
        if reference is not None:
            what += f", {speaker.quoted(reference.title)}"
        if source.note:
            what += f", {source.note}"
    said = speaker.say("{mark}: {cited}", mark=mark, cited=what) if what else mark
    return said if source.checked else f"{said} {speaker.say(UNCHECKED)}"


def say_sources(
    sources: Iterable[Source], book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> str:
    """Say several sources; says so when there are none."""
    said = "; ".join(say_source(source, book, speaker) for source in sources)
    return said or f"{speaker.say('no source given')} {speaker.say(UNCHECKED)}"


def any_unchecked(sources: Iterable[Source]) -> bool:
    """Whether any of the sources was not checked.

    Example:
        >>> any_unchecked([Source("SEED", "S53"), Source("GK")])
        True
    """
    return any(not source.checked for source in sources)
