"""A whole rulebook as numbered paragraphs, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.rulebook_lines import plain, sentence
from continuum.prose.rulebook_parts import SECTIONS
from continuum.prose.speaker import Speaker, speaker_of

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["tell_rulebook"]


def tell_rulebook(book: Rulebook, language: str | Speaker = "en") -> str:
    """Tell a whole rulebook: every paragraph numbered, every source spelled out.

    Args:
        book: The rulebook.
        language: One of ``LANGUAGES``, or a speaker.

    Returns:
        Markdown.

    Raises:
        FactError: The language is not one that the library speaks.

    Example:
        >>> from continuum.rulebook import Region, Rulebook, State
        >>> track = Region("legal", (State("custody"),), "custody")
        >>> print(tell_rulebook(Rulebook("door", "1", as_of="2026-11-23", regions=(track,))))
        # door
        <BLANKLINE>
        Rulebook `door`, version 1. The law is that of 23 November 2026.
        <BLANKLINE>
        ## 1. The tracks and their states
        <BLANKLINE>
        **1.1** **legal** (`legal`): the first state is “custody”.
        <BLANKLINE>
        - custody (`custody`)
        <BLANKLINE>
    """
    speaker = speaker_of(language)
    title = speaker.text("book", book.title) or book.name.replace("_", " ")
    lines = [f"# {plain(title)}", ""]
    opening = speaker.say(
        "Rulebook `{name}`, version {version}. The law is that of {day}.",
        name=book.name,
        version=plain(book.version),
        day=speaker.day(book.as_of),
    )
    lines += [opening, ""]
    if book.status:
        lines += [sentence(speaker.text("book", book.status)), ""]
    number = 0
    for heading, intro, paragraphs_of in SECTIONS:
        paragraphs = list(paragraphs_of(book, speaker))
        if not paragraphs:
            continue
        number += 1
        lines += [f"## {number}. {speaker.say(heading)}", ""]
        if intro:
            lines += [speaker.say(intro), ""]
        for k, paragraph in enumerate(paragraphs, start=1):
            head, *rest = paragraph
            lines += [f"**{number}.{k}** {head}", ""]
            if rest:
                lines += [*rest, ""]
    if apology := speaker.apology():
        lines += [apology, ""]
    return "\n".join(lines)
