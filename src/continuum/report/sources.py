"""The part of a page that tells where the rules come from, and what nobody has checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from continuum.prose import any_unchecked
from continuum.prose.naming import say_day
from continuum.report.page import Part
from continuum.rulebook import MARKS, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook

__all__ = ["sources_part"]


def sources_part(
    books: Iterable[Rulebook],
    *,
    heading: str = "Where it comes from, and what is unchecked",
    lead: str = "",
) -> Part:
    """Tell the status of some rulebooks: each mark, how often, and the sources behind the keys.

    Args:
        books: The rulebooks.
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    shown = tuple(books)
    used: dict[str, Any] = {}
    for book in shown:
        keys = {source.key for rule in book.rules for source in rule.sources if source.key}
        used |= {key: book.reference_titles[key] for key in keys if key in book.reference_titles}
    content = {
        "marks": [(Source(mark), MARKS[mark]) for mark in MARKS],
        "books": [_status(book) for book in shown],
        "references": sorted(used.values(), key=lambda one: (not one.address, one.key)),
    }
    return Part("sources", heading, "sources", content, lead)


def _status(book: Rulebook) -> dict[str, Any]:
    marks = Counter(source.mark for rule in book.rules for source in rule.sources)
    doubtful = [rule for rule in book.rules if any_unchecked(rule.sources)]
    return {
        "title": book.title[:1].upper() + book.title[1:],
        "label": book.label,
        "as_of": say_day(book.as_of),
        "status": book.status,
        "counts": [marks[mark] for mark in MARKS],
        "rules": len(book.rules),
        "doubtful": [rule.id for rule in doubtful],
        "regions": len(book.regions),
        "states": sum(len(region.states) for region in book.regions),
        "events": len(book.events),
    }
