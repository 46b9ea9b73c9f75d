"""Small, safe pieces of HTML for notebooks: tables, foldable details, pictures.

Everything that is not :class:`Html` is escaped.  There is no script, no event handler and no
outside resource; colours come from whatever surrounds the piece, so it reads in light, in dark
and in print.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Html",
    "details",
    "heading",
    "listing",
    "page_fragment",
    "paragraph",
    "picture",
    "table",
]

_LINE = "1px solid rgba(128,128,128,0.5)"
_CELL = f"border:{_LINE};padding:0.25em 0.6em;text-align:left;vertical-align:top"
_TABLE = (
    "border-collapse:collapse;margin:0.4em 0;font-size:inherit;color:inherit;background:transparent"
)


class Html(str):
    """Text that is HTML already and is not escaped again.

    Example:
        >>> paragraph("a < b")
        Html('<p>a &lt; b</p>')
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Show the kind and the text."""
        return f"Html({str.__repr__(self)})"


def _safe(text: object) -> str:
    return str(text) if isinstance(text, Html) else escape(str(text), quote=True)


def paragraph(text: object) -> Html:
    """Give a paragraph."""
    return Html(f"<p>{_safe(text)}</p>")


def heading(text: object) -> Html:
    """Give a heading, small enough for a notebook."""
    return Html(f'<p style="margin:0.6em 0 0.2em"><strong>{_safe(text)}</strong></p>')


def listing(items: Iterable[object]) -> Html:
    """Give a list with bullets; nothing at all when there are no items."""
    said = "".join(f"<li>{_safe(item)}</li>" for item in items)
    return Html(f'<ul style="margin:0;padding-left:1.2em">{said}</ul>' if said else "")


def table(headers: Iterable[object], rows: Iterable[Iterable[object]], caption: str = "") -> Html:
    """Give a table.

    Args:
        headers: The heads of the columns.
        rows: The cells; what is not :class:`Html` is escaped.
        caption: A line over the table.

    Example:
        >>> "&lt;b&gt;" in table(["a"], [["<b>"]])
        True
    """
    top = f'<caption style="text-align:left">{_safe(caption)}</caption>' if caption else ""
    head = "".join(f'<th scope="col" style="{_CELL}">{_safe(cell)}</th>' for cell in headers)
    body = "".join(_row(row) for row in rows)
    return Html(
        f'<table style="{_TABLE}">{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _row(row: Iterable[object]) -> str:
    cells = "".join(f'<td style="{_CELL}">{_safe(cell)}</td>' for cell in row)
    return f"<tr>{cells}</tr>"


def details(summary: object, body: object, *, unfolded: bool = False) -> Html:
    """Give something that folds away under a summary.

    Args:
        summary: The line that stays.
        body: What folds.
        unfolded: Show it from the start.
    """
    state = " open" if unfolded else ""
    return Html(f"<details{state}><summary>{_safe(summary)}</summary>{_safe(body)}</details>")


def page_fragment(title: object, *parts: object) -> Html:
    """Give a titled piece of a page, which takes font and colours from where it stands."""
    body = "".join(_safe(part) for part in parts)
    return Html(f'<section style="max-width:70em;line-height:1.4">{heading(title)}{body}</section>')


def picture(svg: str, alt: str) -> Html:
    """Give a picture as an image inside the page, so that nothing in it can act.

    Args:
        svg: The text of the picture.
        alt: What it shows, for those who do not see it.
    """
    data = b64encode(svg.encode("utf-8")).decode("ascii")
    return Html(
        f'<img alt="{escape(alt, quote=True)}" style="max-width:100%;height:auto" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
