"""A rulebook as a picture, or as a text that Mermaid draws."""

from __future__ import annotations

from continuum.cli.given import keep_apart, open_rulebook, write_text
from continuum.cli.reading import as_document
from continuum.cli.told import Told

__all__ = ["draw_rulebook"]


def draw_rulebook(given: str, region: str, kind: str, out: str) -> Told:
    """Draw a rulebook or one of its tracks.

    Args:
        given: A name or a path.
        region: The name of a track; empty: all of them.
        kind: ``svg`` or ``mermaid``.
        out: The file to write; empty: the picture is the answer.

    Raises:
        RulebookError: There is no such track.
        FactError: The file cannot be written.
    """
    from continuum.prose import to_mermaid, to_svg

    keep_apart(out, given)
    book = open_rulebook(given)
    if region:
        book.region(region)
    picture = (to_svg if kind == "svg" else to_mermaid)(book, region or None)
    document = {
        "rulebook": as_document(book),
        "region": region or None,
        "format": kind,
        "file": out or None,
        "picture": None if out else picture,
    }
    if not out:
        return Told(document, picture.rstrip("\n"))
    write_text(out, picture, "the picture")
    return Told(document, f"wrote {out}")
