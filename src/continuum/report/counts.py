"""Pictures of a simulation: how many people in which phase over time, and who was stopped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from continuum.prose.naming import say_day
from continuum.report.drawing import label, lines_of, path, picture, rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

__all__ = ["Bar", "Curve", "draw_bars", "draw_curves"]

_CELL_WIDE, _CELL_TALL, _GAP = 256.0, 138.0, 32.0
_ACROSS = 4
_YEARS = 5


@attrs.frozen
class Curve:
    """How many people are somewhere on each of some days."""

    words: str
    counts: tuple[int, ...]


@attrs.frozen
class Bar:
    """How many people something concerns."""

    name: str
    words: str
    count: int


def draw_curves(name: str, title: str, days: Sequence[date], curves: Sequence[Curve]) -> Markup:
    """Draw one small picture a curve, all to the same scale.

    Args:
        name: A name that is unique on the page.
        title: What it shows.
        days: The days, oldest first.
        curves: The counts on these days.
    """
    top = max((max(curve.counts, default=0) for curve in curves), default=0) or 1
    rows = -(-len(curves) // _ACROSS)
    wide = _ACROSS * _CELL_WIDE + (_ACROSS - 1) * _GAP
    tall = rows * (_CELL_TALL + _GAP)
    parts: list[Markup] = []
    for k, curve in enumerate(curves):
        left = (k % _ACROSS) * (_CELL_WIDE + _GAP)
        parts += _curve(curve, days, top, left, (k // _ACROSS) * (_CELL_TALL + _GAP))
    told = " ".join(f"{curve.words}: {_peak(curve, days)}." for curve in curves)
    return picture(name, title, told, wide, tall, parts)


def _peak(curve: Curve, days: Sequence[date]) -> str:
    most = max(curve.counts, default=0)
    if not most:
        return "nobody"
    day = days[curve.counts.index(most)]
    month = say_day(day).partition(" ")[2]
    return f"most: {most}, {month}; end: {curve.counts[-1]}"


def _curve(
    curve: Curve, days: Sequence[date], top: int, left: float, above: float
) -> Iterator[Markup]:
    base, high = above + _CELL_TALL - 20, _CELL_TALL - 62
    first, last = days[0].toordinal(), days[-1].toordinal()

    def across(day: date) -> float:
        return left + (day.toordinal() - first) * _CELL_WIDE / max(last - first, 1)

    yield label(left, above + 14, curve.words, "strong")
    yield label(left, above + 30, _peak(curve, days), "small")
    corners = [(across(d), base - c * high / top) for d, c in zip(days, curve.counts, strict=True)]
    steps = "".join(f"H{x:.1f}V{y:.1f}" for x, y in corners)
    yield path(f"M{left:.1f} {base:.1f}V{corners[0][1]:.1f}{steps}V{base:.1f}Z", "area")
    yield path(f"M{left:.1f} {base:.1f}H{left + _CELL_WIDE:.1f}", "axis")
    for year in range(days[0].year, days[-1].year + 1):
        day = date(year, 1, 1)
        if days[0] <= day <= days[-1]:
            x = across(day)
            yield path(f"M{x:.1f} {base:.1f}v4", "axis")
            if (year - days[0].year) % _YEARS == 0 and x < left + _CELL_WIDE - 24:
                yield label(x, base + 16, str(year), "tiny")


def draw_bars(name: str, title: str, bars: Sequence[Bar]) -> Markup:
    """Draw bars that lie below each other, each with its words and its number.

    Args:
        name: A name that is unique on the page.
        title: What it shows.
        bars: The longest first.
    """
    wide, words, high = 1120.0, 620.0, 44.0
    room = wide - words - 70
    top = max((bar.count for bar in bars), default=0) or 1
    parts: list[Markup] = []
    for k, bar in enumerate(bars):
        y = k * high
        parts.append(label(0, y + 16, bar.name, "strong"))
        for i, line in enumerate(lines_of(bar.words, 13, words - 84, 2)):
            parts.append(label(70, y + 16 + 15 * i, line, "words"))
        parts.append(rectangle(words, y + 4, bar.count * room / top, 20, "bar"))
        parts.append(label(words + bar.count * room / top + 8, y + 19, f"{bar.count:,}", "strong"))
    told = " ".join(f"{bar.name}, {bar.words}: {bar.count}." for bar in bars)
    return picture(name, title, told, wide, max(len(bars), 1) * high, parts)
