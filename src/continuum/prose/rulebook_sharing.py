"""Categories of information and the ways between roles, in paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER
from continuum.prose.naming import say_role
from continuum.prose.rulebook_lines import (
    guard_lines,
    plain,
    roles_in_words,
    sentence,
    source_line,
)
from continuum.prose.speaker import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.prose.rulebook_lines import Paragraph
    from continuum.prose.speaker import Speaker
    from continuum.rulebook import Rulebook

__all__ = ["LEAVE_IN_WORDS", "category_paragraphs", "sharing_paragraphs"]

LEAVE_IN_WORDS = {
    "law": phrase("under law or agreement, when necessary"),
    "consent": phrase("with consent"),
    "law_or_consent": phrase("under law or with consent"),
    "sanitised": phrase("as a statement that its originator cleared"),
    "warning": phrase("only to avert a danger"),
}
"""On what leave something goes, in words."""


def category_paragraphs(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    """Give a paragraph for each category: who has it, and while what it is masked.

    Args:
        book: The rulebook.
        speaker: The language.
    """
    for category in book.categories:
        code = f", {plain(category.id)}" if category.id else ""
        lines = [f"**{plain(speaker.text('category', category.words))}** (`{category.name}`{code})"]
        if category.special:
            lines.append(f"- {speaker.say('Data of a special category.')}")
        if category.holders:
            said = plain(roles_in_words(category.holders, book, speaker))
            lines.append(speaker.say("- At hand for: {roles}.", roles=said))
        if category.masked_while != NEVER:
            lead = speaker.say("Masked while:")
            lines += guard_lines(lead, category.masked_while, book, speaker)
            said = plain(roles_in_words(category.open_to, book, speaker))
            lines.append(speaker.say("- Open even then to: {roles}.", roles=said))
        lines.append(source_line(category.sources, book, speaker))
        yield lines


def sharing_paragraphs(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    """Give a paragraph for each way that is open.

    Args:
        book: The rulebook.
        speaker: The language.
    """
    titles = {category.name: category.words for category in book.categories}
    for one in book.sharing:
        told = plain(
            speaker.joined(speaker.text("category", titles.get(n, n)) for n in one.categories)
        )
        lines = [
            speaker.say(
                "From {senders} to {recipients}: {leave}.",
                senders=plain(roles_in_words(one.senders, book, speaker)),
                recipients=plain(
                    speaker.joined(say_role(name, book, speaker) for name in one.recipients)
                ),
                leave=speaker.say(LEAVE_IN_WORDS[one.leave]),
            ),
            speaker.say("- What: {categories}.", categories=told),
        ]
        if one.narrowed:
            lines.append(f"- {sentence(speaker.text('narrowed', one.narrowed))}")
        if one.when != ALWAYS:
            lines += guard_lines(speaker.say("Open when:"), one.when, book, speaker)
        lines += guard_lines(speaker.say("It takes that"), one.given, book, speaker)
        lines.append(source_line(one.sources, book, speaker))
        yield lines
