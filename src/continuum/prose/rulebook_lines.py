"""Single lines of a rulebook as told: guards, sources, remedies, spans; all of it in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from continuum.guards import days
from continuum.guards.calendar import before
from continuum.prose.citations import say_sources
from continuum.prose.naming import as_sentence, say_role
from continuum.prose.sentences import outline_of, say
from continuum.prose.speaker import Speaker, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Guard
    from continuum.rulebook import Rulebook, Source

__all__ = [
    "KINDS",
    "Paragraph",
    "evidence_lines",
    "guard_lines",
    "plain",
    "remedy_line",
    "roles_in_words",
    "sentence",
    "source_line",
    "span_in_words",
]

Paragraph = list[str]

"""A head, and list lines under it."""

_ONE_SENTENCE = 180
_DAY = days(1)
KINDS = {
    "statutory": phrase("a duty of an agency"),
    "mandatory": phrase("a duty of the person, from a recorded decision"),
    "voluntary": phrase("voluntary: the person may decline without any adverse effect"),
    "organisational": phrase("owed by an organisation; nobody can be sanctioned for it"),
}
"""Whose obligation something is, in words."""


def plain(text: str) -> str:
    r"""Escape what Markdown or a browser would read as markup.

    Example:
        >>> plain("<b> *not* [bold]")
        '&lt;b&gt; \\*not\\* \\[bold\\]'
    """
    flat = " ".join(str(text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\*\[\]|~]|^[#+-](?=\s)|(?<!\w)_|_(?!\w))", r"\\\1", flat)


def sentence(text: str) -> str:
    """Give a text as a sentence of its own: plain, with a capital and one full stop.

    Example:
        >>> sentence("wait for the window")
        'Wait for the window.'
    """
    return as_sentence(plain(text))


def guard_lines(lead: str, guard: Guard, book: Rulebook, speaker: Speaker) -> Iterator[str]:
    """Give a guard as one list line, or as a list of its parts when it is long."""
    said = say(guard, book, speaker)
    first, *rest = outline_of(guard, book, speaker)
    if len(said) <= _ONE_SENTENCE or not rest:
        yield f"- {lead} {plain(said)}."
        return
    yield f"- {lead} {plain(first[1])}"
    for depth, line in rest:
        yield f"{'  ' * depth}- {plain(line)}"


def source_line(sources: Iterable[Source], book: Rulebook, speaker: Speaker) -> str:
    """Give the line that says where something comes from."""
    said = plain(say_sources(sources, book, speaker))
    return speaker.say("- Source: {sources}.", sources=said)


def roles_in_words(roles: Iterable[str], book: Rulebook, speaker: Speaker) -> str:
    """Say several roles, one of which is enough."""
    return speaker.joined((say_role(name, book, speaker) for name in roles), "or")


def remedy_line(remedy: str, book: Rulebook, speaker: Speaker) -> str:
    """Give the line that says what would make it possible."""
    said = sentence(speaker.text("remedy", remedy, book))
    return speaker.say("- What would make it possible: {remedy}", remedy=said)


def evidence_lines(evidence: str, speaker: Speaker) -> Iterator[str]:
    """Give the line that says what shows it, if anything does."""
    if evidence:
        said = plain(speaker.text("evidence", evidence))
        yield speaker.say("- Shown by: {evidence}.", evidence=said)


def span_in_words(start: date | None, end: date | None, speaker: Speaker) -> str:
    """Say from when until when something is in force."""
    if start is None:
        if end is None:
            return speaker.say("always")
        return speaker.say("before {day}", day=speaker.day(end))
    if end is None:
        return speaker.say("from {day} on", day=speaker.day(start))
    last = before(end, _DAY)
    return speaker.say("from {day} until {last}", day=speaker.day(start), last=speaker.day(last))
