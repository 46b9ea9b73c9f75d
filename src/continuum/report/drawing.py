"""The strokes that every picture of a page is made of, safe by construction.

Pictures stand inside the page and take its colours (``currentColor`` and the classes of the style
sheet), so they follow light, dark and print; shapes and words tell apart what colours also do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from continuum.prose.lettering import text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SHAPES", "label", "lines_of", "marker", "path", "picture", "rectangle"]


def picture(  # noqa: PLR0917 - what an SVG is made of
    name: str, title: str, told: str, width: float, height: float, parts: Iterable[Markup]
) -> Markup:
    """Put a picture together, with its title and a description for whoever cannot see it.

    Args:
        name: A name that is unique on the page.
        title: What it shows, in a few words.
        told: What can be seen in it, in sentences.
        width: In pixels.
        height: In pixels.
        parts: The strokes.
    """
    return Markup(
        '<svg class="drawn" role="img" aria-labelledby="{0}-t {0}-d" viewBox="0 0 {1:.0f} {2:.0f}" '
        'width="{1:.0f}" height="{2:.0f}"><title id="{0}-t">{3}</title><desc id="{0}-d">{4}</desc>'
        "{5}</svg>"
    ).format(name, width, height, title, told, Markup("").join(parts))


def label(x: float, y: float, text: str, kind: str = "", *, anchor: str = "start") -> Markup:
    """Write a line of text; ``kind`` is a class of the style sheet."""
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, text
    )


def rectangle(x: float, y: float, width: float, height: float, kind: str = "") -> Markup:
    """Draw a rectangle."""
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        kind, x, y, max(width, 0.0), max(height, 0.0)
    )


def path(way: str, kind: str = "") -> Markup:
    """Draw a path."""
    return Markup('<path class="{}" d="{}"/>').format(kind, way)


def lines_of(text: str, size: float, width: float, most: int = 2) -> tuple[str, ...]:
    """Break a text into lines that fit, at most so many; what is left out ends in dots."""
    lines = wrapped(text, size, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + "…")


SHAPES = {
    "allowed": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
    "refused": "M-6-6H6V6H-6ZM-3.2-3.2L3.2 3.2M3.2-3.2L-3.2 3.2",
    "undetermined": "M0-7.5L7.5 0L0 7.5L-7.5 0Z",
    "warned": "M0-7L7 5.5H-7Z",
    "recorded": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
}


def marker(x: float, y: float, outcome: str) -> Markup:
    """Draw the sign of an outcome: a disc, a crossed square, a diamond, a triangle, a ring."""
    shape = SHAPES.get(outcome, SHAPES["recorded"])
    return Markup('<path class="sign {}" transform="translate({:.1f} {:.1f})" d="{}"/>').format(
        outcome, x, y, shape
    )
