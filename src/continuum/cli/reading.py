"""What rulebooks there are, and what one of them says."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from continuum.cli.given import open_rulebook
from continuum.cli.told import Told
from continuum.errors import RulebookError

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["as_document", "list_rulebooks", "show_rulebook"]

_COUNTED = ("regions", "states", "events", "rules", "steps", "handovers", "facts")


def as_document(book: Rulebook) -> dict[str, Any]:
    """Name a rulebook, as every answer for other programs does."""
    return {"name": book.name, "version": book.version, "title": book.title}


def list_rulebooks() -> Told:
    """List the built-in rulebooks."""
    from continuum.prose import plural
    from continuum.rulebooks import load, names

    listed = [_counted(load(name)) for name in names()]
    lines = []
    for one in listed:
        lines.append(f"{one['name']} {one['version']}: {one['title']}")
        lines.append("  " + ", ".join(plural(one[what], what) for what in _COUNTED))
        lines.append(f"  law as of {one['as_of']}; {one['status']}")
    return Told({"rulebooks": listed}, "\n".join(lines))


def _counted(book: Rulebook) -> dict[str, Any]:
    counts = {what: len(getattr(book, what)) for what in _COUNTED if what != "states"}
    counts["states"] = sum(len(region.states) for region in book.regions)
    return as_document(book) | {"as_of": str(book.as_of), "status": book.status} | counts


def show_rulebook(given: str, language: str, section: str) -> Told:
    """Tell a rulebook, or one section of it, in numbered paragraphs.

    Args:
        given: A name or a path.
        language: The language to tell it in.
        section: The number of a section or a word of its title; empty: all of them.

    Raises:
        RulebookError: There is no such section.
    """
    from continuum.prose import tell_rulebook

    book = open_rulebook(given)
    whole = tell_rulebook(book, language)
    opening, *parts = re.split(r"(?m)^(?=## \d+\. )", whole)
    sections = [_section(part) for part in parts]
    if section:
        chosen = [one for one in sections if _is_meant(one, section)]
        if not chosen:
            raise _no_section(book, section, sections)
        sections, text = chosen, "\n".join(one["text"] for one in chosen)
    else:
        text = whole
    document = {
        "rulebook": as_document(book),
        "language": language,
        "opening": opening.strip(),
        "sections": sections,
    }
    return Told(document, text.rstrip())


def _section(part: str) -> dict[str, Any]:
    head, _, _ = part.partition("\n")
    number, _, title = head.removeprefix("## ").partition(". ")
    return {"number": int(number), "title": title, "text": part.strip() + "\n"}


def _is_meant(section: dict[str, Any], wanted: str) -> bool:
    return wanted == str(section["number"]) or wanted.lower() in section["title"].lower()


def _no_section(book: Rulebook, wanted: str, sections: list[dict[str, Any]]) -> RulebookError:
    titles = {word: one["title"] for one in sections for word in one["title"].lower().split()}
    near = get_close_matches(wanted.lower(), titles, n=1)
    listed = "; ".join(f"{one['number']} {one['title']}" for one in sections)
    return RulebookError(
        f"the text of `{book.name}` has no section `{wanted[:60]}`",
        help=f"did you mean `{near[0]}`?" if near else f"there are: {listed}",
    )
