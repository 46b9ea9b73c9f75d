"""The strokes of every picture: letters, patterns, the frame, and labels that keep apart.

Light and dark fills take turns and each has a pattern of its own, so that pictures can be read in
print and without colour.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from continuum.prose.lettering import text_width
from continuum.sim.pictures.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from continuum.sim.results.run import Run
    from continuum.sim.results.tables import Table

__all__ = [
    "DASHES",
    "FAINT",
    "FILLS",
    "GRID",
    "INK",
    "PAPER",
    "STRONG",
    "WIDE",
    "bold",
    "drawn",
    "head",
    "kept_apart",
    "line",
    "pattern",
    "plain",
    "rectangle",
    "under",
    "written",
]

_FONT: Final = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
INK: Final = "#1f2933"
"""What is written."""
FAINT: Final = "#52606d"
"""What is written small."""
GRID: Final = "#cbd2d9"
"""The lines behind."""
PAPER: Final = "#ffffff"
"""What it is drawn on."""
WIDE: Final = 960.0
"""The width of a picture."""

# Light and dark take turns, so that neighbours differ in grey as well.
FILLS: Final = (
    "#d9dee4", "#3f5f7f", "#a9c6e3", "#c46a1b", "#f4d58d", "#5d7f4e", "#cfe3c0", "#aab2bd",
)  # fmt: skip
"""The colours of bands, by their number."""
STRONG: Final = ("#1d4f7c", "#b3530f", "#3f6b2f", "#6b3f7a", "#7a5c00", "#1f2933")
"""The colours of lines, dark enough on paper."""
DASHES: Final = ("", "9 4", "2 3", "12 3 2 3", "5 5", "1 5")
"""The dashes of lines, so that they can be told apart without colour."""
_TEXTURES: Final = (
    '<path d="M0 8L8 0" stroke="#8a94a0" stroke-width="1.2"/>',
    "",
    '<circle cx="3" cy="3" r="1.3" fill="#3f5f7f"/>',
    '<path d="M0 4H8" stroke="#f7dcc3" stroke-width="1.2"/>',
    '<path d="M4 0V8" stroke="#a8862c" stroke-width="1"/>',
    '<path d="M0 0L8 8" stroke="#dcead4" stroke-width="1.2"/>',
    '<path d="M0 4H8M4 0V8" stroke="#7fa06a" stroke-width="0.8"/>',
    "",
)


def plain(name: str) -> str:
    """Give a name as words.

    Example:
        >>> plain("pre_release")
        'pre release'
    """
    return name.replace("_", " ")


def _safe(text: str) -> str:
    return escape("".join(c for c in text if c >= " "), quote=True)


def written(x: float, y: float, text: str, size: float = 12, more: str = "") -> str:
    """Write a line of text.

    Args:
        x: Where it begins, or its middle or end with a ``text-anchor``.
        y: The line it stands on.
        text: The text.
        size: The size of the letters.
        more: Further attributes.
    """
    fill = "" if "fill=" in more else f' fill="{INK}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{fill}{more}>{_safe(text)}</text>'


def bold(x: float, y: float, text: str, size: float = 13, more: str = "") -> str:
    """Write a line of bold text."""
    return written(x, y, text, size, f' font-weight="bold"{more}')


def line(way: str, stroke: str = INK, width: float = 1.2, more: str = "") -> str:
    """Draw a line along a path."""
    return f'<path d="{way}" fill="none" stroke="{stroke}" stroke-width="{width}"{more}/>'


def rectangle(x: float, y: float, wide: float, high: float, k: int, *, title: str = "") -> str:
    """Draw a rectangle filled with a pattern, with a name for who points at it."""
    named = f"<title>{_safe(title)}</title>" if title else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0.0):.1f}" height="{max(high, 0.0):.1f}" '
        f'fill="url(#{pattern(k)})" stroke="{INK}" stroke-width="0.8">{named}</rect>'
    )


def head(title: str, below: str) -> Iterator[str]:
    """Write the line over a picture, and what it rests on below that."""
    yield bold(28, 36, title, 20)
    yield written(28, 58, below, 12.5, f' fill="{FAINT}"')


def under(*runs: Run) -> str:
    """Say of what a picture is: simulated, of made-up people, by which scenario and seed."""
    names = " and ".join(dict.fromkeys(run.scenario.name for run in runs))
    times = f", {runs[0].replications:,} replications" if runs[0].replications > 1 else ""
    return f"Simulated; made-up people; {names}, seed {runs[0].seed}{times}."


def pattern(k: int) -> str:
    """Give the name of the pattern of a band."""
    return f"continuum-band-{k % len(FILLS)}"


def _patterns() -> str:
    return "".join(
        f'<pattern id="{pattern(k)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{fill}"/>{_TEXTURES[k]}</pattern>'
        for k, fill in enumerate(FILLS)
    )


def kept_apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move labels so that they do not lie on one another, as little as may be.

    Args:
        wanted: Where each would stand.
        least: How far apart they are to be.
        low: The least place.
        high: The greatest.

    Example:
        >>> kept_apart([10, 11, 40], 12, 0, 100)
        [10, 22, 40]
    """
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    found = list(wanted)
    at = low - least
    for k in order:
        found[k] = at = max(wanted[k], at + least)
    at = high + least
    for k in reversed(order):
        found[k] = at = min(found[k], at - least)
    return found


def drawn(high: float, title: str, told: str, parts: Iterable[str], table: Table) -> Picture:
    """Put a picture together.

    Args:
        high: Its height.
        title: The line over it.
        told: What can be seen in it, in words.
        parts: The strokes.
        table: The numbers that it shows.
    """
    wide = max(WIDE, text_width(title, 20) + 56)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide:.0f}" '
        f'height="{high:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}" font-family="{_FONT}">'
        f"<title>{_safe(title)}</title><desc>{_safe(told)}</desc><defs>{_patterns()}</defs>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )
    return Picture.of(svg, title, told, table)
