"""A whole rulebook as numbered English, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.languages import check_language
from continuum.prose.naming import say_day
from continuum.prose.rulebook_parts import SECTIONS, plain, sentence

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["tell_rulebook"]


def tell_rulebook(book: Rulebook, language: str = "en") -> str:
    """Tell a whole rulebook: every paragraph numbered, every source spelled out.

    Args:
        book: The rulebook.
        language: ``en``.

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
    check_language(language)
    lines = [f"# {plain(book.title or book.name.replace('_', ' '))}", ""]
    opening = f"Rulebook `{book.name}`, version {plain(book.version)}."
    lines += [f"{opening} The law is that of {say_day(book.as_of)}.", ""]
    if book.status:
        lines += [sentence(book.status), ""]
    number = 0
    for title, intro, paragraphs_of in SECTIONS:
        paragraphs = list(paragraphs_of(book))
        if not paragraphs:
            continue
        number += 1
        lines += [f"## {number}. {title}", ""]
        if intro:
            lines += [intro, ""]
        for k, paragraph in enumerate(paragraphs, start=1):
            head, *rest = paragraph
            lines += [f"**{number}.{k}** {head}", ""]
            if rest:
                lines += [*rest, ""]
    return "\n".join(lines)
