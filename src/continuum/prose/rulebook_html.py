"""A rulebook in a notebook: its numbers, its tracks with their pictures, its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.citations import UNCHECKED, any_unchecked, say_sources
from continuum.prose.naming import plural, say_day, say_list
from continuum.prose.svg import to_svg
from continuum.prose.tables import Html, details, page_fragment, paragraph, picture, table

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["show_rulebook"]


def show_rulebook(book: Rulebook) -> str:
    """Show a rulebook as a piece of HTML.

    Args:
        book: The rulebook.

    Example:
        >>> from continuum.rulebook import Region, Rulebook, State
        >>> track = Region("legal", (State("custody"),), "custody")
        >>> "legal" in show_rulebook(Rulebook("door", "1", as_of="2026-11-23", regions=(track,)))
        True
    """
    title = book.title or book.name.replace("_", " ")
    said = (
        f"Rulebook {book.name}, version {book.version}; the law is that of {say_day(book.as_of)}."
    )
    parts: list[Html] = [paragraph(said)]
    if book.status:
        parts.append(paragraph(book.status))
    counts = (
        ("tracks", len(book.regions)),
        ("states", sum(len(region.states) for region in book.regions)),
        ("events", len(book.events)),
        ("rules", len(book.rules)),
        ("steps", len(book.steps)),
        ("handovers", len(book.handovers)),
        ("roles", len(book.roles)),
        ("numbers of the law", len(book.parameters)),
    )
    parts.append(table([name for name, _ in counts], [[count for _, count in counts]]))
    for region in book.regions:
        names = say_list(state.words for state in region.states)
        alt = f"{region.words}: {plural(len(region.states), 'states')}: {names}"
        drawn = picture(to_svg(book, region.name), alt)
        one = len(book.regions) == 1
        parts.append(details(f"{region.words} ({len(region.states)})", drawn, unfolded=one))
    if book.rules:
        rows = [[rule.id, rule.sentence, say_sources(rule.sources)] for rule in book.rules]
        shown = table(["rule", "what it says", "source"], rows)
        unchecked = sum(any_unchecked(rule.sources) for rule in book.rules)
        summary = f"rules ({len(rows)}, of which {unchecked} with a source {UNCHECKED[1:-1]})"
        parts.append(details(summary, shown))
    return page_fragment(title, *parts)
