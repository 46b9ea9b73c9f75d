"""A rulebook's statechart as a picture: one self-contained SVG, one region below the other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from continuum.prose.lanes import drawn, rounded
from continuum.prose.lettering import wrapped
from continuum.prose.naming import say_event, say_list
from continuum.prose.region_plan import NOTE, SMALL, STATE, plan_region
from continuum.prose.signposts import blocking_rules, unmoving_events, ways_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.prose.lanes import Point
    from continuum.prose.layout import Line
    from continuum.prose.region_plan import RegionPlan, StateBox, WayBox
    from continuum.rulebook import Rulebook

__all__ = ["to_svg"]

_FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_INK = "#1f2933"
_LINE = "#52606d"
_PAPER = "#ffffff"
_STATE_FILL = "#e6eef7"
_HELD_FILL = "#d5dde6"
_HERE_FILL = "#ffe08a"
_EDGE = 28.0
_TOP = 26.0  # room for the dot from which a region starts
_LEAST_WIDTH = 720.0


def to_svg(
    book: Rulebook, region: str | None = None, *, highlight: Mapping[str, str] | None = None
) -> str:
    """Draw the states of a rulebook and the events that lead from one to another.

    The picture needs nothing from outside: no font, no style sheet, no script.  It can be read
    in greyscale: people are held in striped states, final states have a double border, adverse
    events a black bar with an exclamation mark.

    Args:
        book: The rulebook.
        region: The name of one region; ``None``: all of them, one below the other.
        highlight: Region to the state in which a case stands, to be marked.

    Returns:
        The text of an SVG picture, the same for equal rulebooks.

    Raises:
        RulebookError: There is no such region.

    Example:
        >>> from continuum.rulebook import Region, Rulebook, State
        >>> track = Region("legal", (State("custody"),), "custody")
        >>> book = Rulebook("door", "1", as_of="2026-11-23", regions=(track,))
        >>> to_svg(book).startswith("<svg ")
        True
    """
    shown = book.regions if region is None else (book.region(region),)
    here = highlight or {}
    plans = [plan_region(book, one) for one in shown]
    wide = max([_LEAST_WIDTH, *(plan.plan.width + 2 * _EDGE for plan in plans)])
    parts: list[str] = []
    y = 20.0
    for plan in plans:
        pieces, y = _region(book, plan, y, wide, here.get(plan.region.name, ""))
        parts += pieces
    if region is None and (rest := unmoving_events(book)):
        said = "Events that move no track and only record: "
        said += say_list(say_event(event, book) for event in rest) + "."
        pieces, y = _text_block(said, y, wide, NOTE)
        parts += pieces
    pieces, y = _legend(y, wide, marked=bool(here))
    parts += pieces
    title = book.title or book.name.replace("_", " ")
    if region is not None:
        title += f": {shown[0].words}"
    told = " ".join(
        f"{plan.region.words} starts in {plan.region.state(plan.region.initial).words}; "
        + "; ".join(ways_in_words(book, plan.region))
        + "."
        for plan in plans
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide:.0f}" height="{y:.0f}" '
        f'viewBox="0 0 {wide:.0f} {y:.0f}" font-family="{_FONT}">'
        f"<title>{_safe(title)}</title><desc>{_safe(told)}</desc>"
        '<defs><pattern id="continuum-held" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{_HELD_FILL}"/>'
        '<rect width="3" height="8" fill="#b4c0cc"/></pattern></defs>'
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>{"".join(parts)}</svg>'
    )


def _safe(text: str) -> str:
    # Control characters are not allowed in XML at all, not even escaped.
    return escape("".join(c for c in text if c >= " " or c in "\n\t"), quote=True)


def _text(x: float, y: float, text: str, size: float, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{_INK}"{more}>{_safe(text)}</text>'
    )


def _region(
    book: Rulebook, plan: RegionPlan, y: float, wide: float, here: str
) -> tuple[list[str], float]:
    region = plan.region
    count = len(region.states)
    parts = [
        _text(_EDGE, y + 16, region.words[:1].upper() + region.words[1:], 18, ' font-weight="bold"')
    ]
    y += 26
    said = f"{count} states. {region.about}" if count > 1 else region.about
    pieces, y = _text_block(said.strip(), y, wide, 12)
    parts += pieces
    drawing = drawn(plan.plan)
    left, top = (wide - plan.plan.width) / 2, y + _TOP
    where = {
        name: (left + plan.plan.middle[name], top + drawing.top[name])
        for layer in plan.plan.layers
        for name in layer
    }
    moved = [tuple((left + x, top + at) for x, at in path) for path in drawing.paths]
    for line, path in zip(plan.plan.lines, moved, strict=True):
        parts += _line(line, path)
    for line, path in zip(plan.plan.lines, moved, strict=True):
        parts += _arrow(line, path)
    parts += [
        f'<circle cx="{left + x:.1f}" cy="{top + at:.1f}" r="2.8" fill="{_LINE}"/>'
        for x, at in drawing.joints
    ]
    for name, state in plan.states.items():
        parts += _state(plan, state, *where[name], here=state.name == here)
    for name, way in plan.ways.items():
        parts += _way(book, way, *where[name])
    y = top + drawing.height + 16
    if plan.notes:
        pieces, y = _text_block(
            "Heard without moving: " + "; ".join(plan.notes) + ".", y, wide, NOTE
        )
        parts += pieces
    return parts, y + 18


def _line(line: Line, path: tuple[Point, ...]) -> Iterator[str]:
    dash = ' stroke-dasharray="7 3"' if line.upward else ""
    yield (
        f'<path d="{rounded(path)}" fill="none" stroke="{_PAPER}" stroke-width="4"/>'
        f'<path d="{rounded(path)}" fill="none" stroke="{_LINE}" stroke-width="1.4"{dash}/>'
    )


def _arrow(line: Line, path: tuple[Point, ...]) -> Iterator[str]:
    (x, y), down = (path[0], -1) if line.upward else (path[-1], 1)
    if (line.points[0] if line.upward else line.points[-1]).startswith("state "):
        yield f'<path d="M{x:.1f} {y:.1f}l-4.5 {-9 * down}h9z" fill="{_INK}"/>'


def _state(plan: RegionPlan, box: StateBox, x: float, y: float, *, here: bool) -> Iterator[str]:
    state = plan.region.state(box.name)
    left, width, height = x - box.width / 2, box.width, box.height
    fill = "url(#continuum-held)" if state.coercive else _STATE_FILL
    yield f"<g><title>{_safe(_about_state(box.name, state.about, here=here))}</title>"
    if box.name == plan.region.initial:
        yield (
            f'<circle cx="{x:.1f}" cy="{y - 20:.1f}" r="5" fill="{_INK}"/>'
            f'<path d="M{x:.1f} {y - 15:.1f}V{y - 7:.1f}" stroke="{_INK}" stroke-width="1.6"/>'
            f'<path d="M{x:.1f} {y:.1f}l-4.5 -9h9z" fill="{_INK}"/>'
        )
    stroke = 3.2 if here else 1.5
    yield (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="9" '
        f'fill="{_HERE_FILL if here else fill}" stroke="{_INK}" stroke-width="{stroke}"/>'
    )
    if state.final:
        yield (
            f'<rect x="{left + 4:.1f}" y="{y + 4:.1f}" width="{width - 8:.1f}" '
            f'height="{height - 8:.1f}" rx="6" fill="none" stroke="{_INK}" stroke-width="1.2"/>'
        )
    bold = ' font-weight="bold" text-anchor="middle"'
    halo = f' stroke="{_HELD_FILL}" stroke-width="5" paint-order="stroke"'
    halo = halo if state.coercive and not here else ""
    for k, said in enumerate(box.title):
        yield _text(x, y + 25 + 18 * k, said, STATE, bold + halo)
    at = y + 25 + 18 * len(box.title)
    for lines in box.stays:
        yield _loop(left + 14, at - 4)
        for said in lines:
            yield _text(left + 25, at, said, NOTE, halo)
            at += 15
        at += 2
    yield "</g>"


def _about_state(name: str, about: str, *, here: bool) -> str:
    said = f"{name}: {about}" if about else name
    return f"{said} (the case stands here)" if here else said


def _loop(x: float, y: float) -> str:
    return (
        f'<path d="M{x + 3:.1f} {y - 3:.1f}A4.5 4.5 0 1 0 {x + 4:.1f} {y + 2:.1f}" fill="none" '
        f'stroke="{_INK}" stroke-width="1.3"/>'
        f'<path d="M{x + 6:.1f} {y - 5:.1f}v5h-5z" fill="{_INK}"/>'
    )


def _way(book: Rulebook, box: WayBox, x: float, y: float) -> Iterator[str]:
    left = x - box.width / 2
    yield f"<g><title>{_safe('; '.join(_about_event(book, e.name) for e in box.events))}</title>"
    yield (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="3" fill="{_PAPER}" stroke="{_LINE}" stroke-width="1"/>'
    )
    at = y + 4
    for line in box.origin:
        yield _text(x, at + 9, line, SMALL, ' text-anchor="middle"')
        at += 12
    at += 6 if box.origin else 0
    for k, event in enumerate(box.events):
        if k or box.origin:
            yield (
                f'<path d="M{left:.1f} {at - 3:.1f}h{box.width:.1f}" stroke="{_LINE}" '
                'stroke-width="0.6"/>'
            )
        middle = x
        if event.adverse:
            middle = x + 6.5
            yield (
                f'<rect x="{left:.1f}" y="{at - 3:.1f}" width="13" height="{event.height + 5:.1f}" '
                f'fill="{_INK}"/>' + _mark(left + 6.5, at + 11)
            )
        for line in event.lines:
            yield _text(middle, at + 11, line, NOTE, ' text-anchor="middle"')
            at += 14.5
        for line in event.rules:
            more = ' font-style="italic" text-anchor="middle"'
            yield _text(middle, at + 8, line, SMALL, more)
            at += 12
        at += 6
    yield "</g>"


def _about_event(book: Rulebook, name: str) -> str:
    rules = ", ".join(blocking_rules(book, name)) or "none"
    return f"{name} (rules that can stand in the way: {rules})"


def _mark(x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="11" font-weight="bold" text-anchor="middle" '
        f'fill="{_PAPER}">!</text>'
    )


def _text_block(said: str, y: float, wide: float, size: float) -> tuple[list[str], float]:
    if not said:
        return [], y
    lines = wrapped(said, size, wide - 2 * _EDGE)
    parts = [_text(_EDGE, y + (k + 1) * (size + 4), line, size) for k, line in enumerate(lines)]
    return parts, y + len(lines) * (size + 4) + 12


def _legend(y: float, wide: float, *, marked: bool) -> tuple[list[str], float]:
    signs = [
        (f'<circle cx="11" cy="9" r="5" fill="{_INK}"/>', "where it starts"),
        (_sign("url(#continuum-held)"), "the person is held or restricted"),
        (_sign(_STATE_FILL) + _inner(), "the pathway ends here"),
        (
            f'<rect width="13" height="18" x="5" fill="{_INK}"/>{_mark(11.5, 13)}',
            "adverse: takes something from the person",
        ),
        (
            f'<path d="M0 9h22" stroke="{_LINE}" stroke-width="1.4" stroke-dasharray="7 3"/>',
            "leads back",
        ),
        (
            (
                f'<path d="M0 14h22M11 2v12" stroke="{_LINE}" stroke-width="1.4"/>'
                f'<circle cx="11" cy="14" r="2.8" fill="{_LINE}"/>'
            ),
            "lines that join",
        ),
    ]
    if marked:
        signs.append((_sign(_HERE_FILL), "the case stands here"))
    parts = [f'<path d="M{_EDGE} {y:.1f}H{wide - _EDGE:.1f}" stroke="{_LINE}" stroke-width="0.6"/>']
    x, y = _EDGE, y + 14
    for sign, words in signs:
        room = 34 + 6.6 * len(words) + 16
        if x + room > wide - _EDGE and x > _EDGE:
            x, y = _EDGE, y + 26
        parts.append(
            f'<g transform="translate({x:.1f} {y:.1f})">{sign}{_text(30, 13, words, 12)}</g>'
        )
        x += room
    return parts, y + 34


def _sign(fill: str) -> str:
    return f'<rect width="22" height="18" rx="4" fill="{fill}" stroke="{_INK}" stroke-width="1.2"/>'


def _inner() -> str:
    return f'<rect x="3" y="3" width="16" height="12" rx="2" fill="none" stroke="{_INK}"/>'
