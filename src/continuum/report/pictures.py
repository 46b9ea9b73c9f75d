"""The part of a page that shows a rulebook's states as a picture, with a person's way in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from typing import TYPE_CHECKING

from continuum.prose import plural, say_region, say_state, to_svg
from continuum.prose.naming import say_day
from continuum.report.page import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from continuum.rulebook import Rulebook
    from continuum.runtime import Case

__all__ = ["picture_part", "trail_of"]

_SVG = "http://www.w3.org/2000/svg"


def trail_of(case: Case, region: str) -> tuple[tuple[str, date], ...]:
    """Give the states through which a case went in a region, each with its first day.

    Args:
        case: The case.
        region: The name of the region.
    """
    first = case.as_of(case.history[0].on, known_at=case.history[0].recorded)
    stays = [(case.book.region(region).initial, first.on)]
    for entry in sorted(case.history, key=lambda entry: (entry.on, entry.number)):
        stays += [(after, entry.on) for name, _, after in entry.moves if name == region]
    return tuple(stays)


def picture_part(
    book: Rulebook,
    region: str,
    *,
    id: str,
    heading: str,
    lead: str = "",
    trail: Sequence[tuple[str, date]] = (),
    caption: str = "",
) -> Part:
    """Show the states of a region and the events between them.

    Args:
        book: The rulebook.
        region: The name of the region.
        id: Its place in the address of the page.
        heading: The heading of the part.
        lead: One or two sentences under it.
        trail: The states through which a person went, as :func:`trail_of` gives them; they are
            marked in the picture and listed above it.
        caption: What stands under the picture.
    """
    drawn = _marked(to_svg(book, region), trail)
    width, height = (int(n) for n in re.findall(r'(?:width|height)="(\d+)"', drawn)[:2])
    named = book.region(region)
    words = say_region(region, book)
    alt = f"The {plural(len(named.states), 'states')} of the track “{words}” in {book.label}"
    if trail:
        way = ", then ".join(f"{say_state(region, s, book)} ({say_day(d)})" for s, d in trail)
        alt += f"; the person's way: {way}"
    content = {
        "trail": [(say_state(region, state, book), since) for state, since in trail],
        "source": "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode(),
        "alt": alt,
        "width": width,
        "height": height,
        "fit": width <= 1180,  # noqa: PLR2004 - as wide as the page
        "figcaption": caption,
    }
    return Part(id, heading, "picture", content, lead)


def _marked(drawn: str, trail: Sequence[tuple[str, date]]) -> str:
    """Mark the states of a way in a drawn region: numbered in the order of the way."""
    if not trail:
        return drawn
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawn)  # noqa: S314 - drawn a moment ago by this library
    numbers: dict[str, list[str]] = {}
    for k, (state, _) in enumerate(trail, start=1):
        numbers.setdefault(state, []).append(str(k))
    for group in root.iter(f"{{{_SVG}}}g"):
        title, box = group.find(f"{{{_SVG}}}title"), group.find(f"{{{_SVG}}}rect")
        if title is None or box is None or box.get("rx") != "9":
            continue
        name = re.split(r"\W", title.text or "", maxsplit=1)[0]
        if name in numbers:
            if not box.get("fill", "").startswith("url("):  # stripes say that people are held
                box.set("fill", "#ffe08a")
            box.set("stroke-width", "3.2")
            _add_badge(group, box, " · ".join(numbers[name]))
    return ET.tostring(root, encoding="unicode")


def _add_badge(group: ET.Element, box: ET.Element, text: str) -> None:
    wide = 14 + 6.5 * len(text)
    x, y = float(box.get("x", 0)) - 8, float(box.get("y", 0)) - 13
    shape = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{wide:.1f}", "height": "20", "rx": "10"}
    ET.SubElement(group, f"{{{_SVG}}}rect", shape | {"fill": "#1f2933"})
    place = {"x": f"{x + wide / 2:.1f}", "y": f"{y + 14.5:.1f}", "text-anchor": "middle"}
    look = {"font-size": "13", "font-weight": "bold", "fill": "#ffffff"}
    ET.SubElement(group, f"{{{_SVG}}}text", place | look).text = text
