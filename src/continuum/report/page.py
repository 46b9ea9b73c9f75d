"""A page of parts: one self-contained HTML file, without scripts and without outside resources."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from continuum.prose.naming import plural, say_day, say_list, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLOSING", "Page", "Part", "coded", "render", "write_page"]

CLOSING = (
    "Made with continuum from a rulebook written as data. It is not legal advice: marked sources "
    "are unchecked, and before any real use national lawyers, a data-protection and a "
    "fundamental-rights review have to look at it. People decide."
)
"""The last words of every page."""


@attrs.frozen
class Part:
    """One part of a page.

    Args:
        id: Its place in the address of the page: ``case``.
        heading: Its heading.
        template: The name of its template, without ending.
        content: What the template shows.
        lead: One or two sentences under the heading.
    """

    id: str
    heading: str
    template: str
    content: Mapping[str, Any]
    lead: str = ""


@attrs.frozen
class Page:
    """Everything on a page.

    Args:
        title: The heading of the page.
        lead: One or two sentences under it.
        parts: The parts, in the order in which they are read.
        closing: The last words.
    """

    title: str
    lead: str
    parts: tuple[Part, ...]
    closing: str = CLOSING


def coded(text: str) -> Markup:
    """Show names in backticks as code; everything else is escaped.

    Example:
        >>> str(coded("`removed` <now>"))
        '<code>removed</code> &lt;now&gt;'
    """
    pieces = str(text).split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if k % 2 else escape(piece)
        for k, piece in enumerate(pieces)
    )


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("continuum.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "coded": coded,
        "host": _host,
        "day": say_day,
        "spaced": spaced,
        "listed": say_list,
        "plural": plural,
    }
    return made


def render(page: Page) -> str:
    """Give a page as HTML; whatever is not made by this package is escaped.

    Args:
        page: The page.
    """
    env = _templates()
    bodies = [
        (part, Markup(env.get_template(f"{part.template}.html.j2").render(part.content)))  # noqa: S704
        for part in page.parts
    ]
    style = Markup(env.get_template("style.css.j2").render())  # noqa: S704 - our own file
    text = env.get_template("page.html.j2").render(page=page, parts=bodies, style=style)
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def write_page(folder: str | Path, page: Page) -> Path:
    """Write a page as ``index.html`` and give its path.

    Args:
        folder: The folder; it is made if it is not there.
        page: The page.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    file = place / "index.html"
    file.write_text(render(page), encoding="utf-8")
    return file
