"""Pictures of a run: where people are over time, and what stood in the way; one SVG text each.

They need nothing from outside and can be read without colour: every band has its own pattern, a
name and its numbers, and every picture tells in words what it shows.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.prose.lettering import text_width, wrapped
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from continuum.sim.results.run import Run

__all__ = ["occupancy_picture", "stopped_picture"]

_FONT: Final = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_INK: Final = "#1f2933"
_FAINT: Final = "#52606d"
_GRID: Final = "#cbd2d9"
_PAPER: Final = "#ffffff"

# Light and dark take turns, so that neighbours differ in grey as well.
_FILLS: Final = (
    "#d9dee4", "#3f5f7f", "#a9c6e3", "#c46a1b", "#f4d58d", "#5d7f4e", "#cfe3c0", "#aab2bd",
)  # fmt: skip
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
_WIDE, _HIGH = 960.0, 500.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 66.0, 100.0, 236.0, 52.0


def occupancy_picture(run: Run, by: str = "phase", every: str = "month", title: str = "") -> str:
    """Draw how many people are where, as bands that lie on one another over time.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.
        title: The line over it.

    Returns:
        The text of an SVG picture.
    """
    table = run.occupancy(by, every)
    names = [name for name in table.names if name != "day"]
    counts = np.array([table[name] for name in names], dtype=np.float64)
    total = float(run.n)
    ends = np.cumsum(counts, axis=0)
    starts = ends - counts
    days = table["day"].astype("datetime64[D]").astype(np.int64)
    span = max(float(days[-1] - days[0]), 1.0)
    wide, high = _WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BOTTOM
    x = _LEFT + (days - days[0]) / span * wide

    def y(value: Any) -> Any:
        return _TOP + high * (1 - value / total)

    said = title or f"Where {run.n:,} people are, {_years(table)}"
    parts = [*_head(said, f"Simulated; made-up people; {run.scenario.name}, seed {run.seed}.")]
    parts += _people_axis(total, wide, y)
    for k, name in enumerate(names):
        top = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y(ends[k]), strict=True))
        low = [f"{a:.1f},{b:.1f}" for a, b in zip(x, y(starts[k]), strict=True)]
        parts.append(
            f'<polygon points="{top} {" ".join(reversed(low))}" fill="url(#{_pattern(k)})" '
            f'stroke="{_PAPER}" stroke-width="0.8"><title>{_safe(_words(name))}</title></polygon>'
        )
    parts += _year_axis(table, x)
    parts += _legend(names, counts)
    told = "; ".join(
        f"{_words(name)}: at most {int(column.max()):,}, {int(column[-1]):,} at the end"
        for name, column in zip(names, counts, strict=True)
    )
    return _svg(_HIGH, said, f"People over time. {told}.", parts, _patterns(len(names)))


def stopped_picture(run: Run, title: str = "") -> str:
    """Draw what stood in the way of how many people, as bars.

    Args:
        run: The run.
        title: The line over it.

    Returns:
        The text of an SVG picture.
    """
    rows = run.stopped_by().rows()
    said = title or f"What stood in the way, of {run.n:,} people"
    parts = [*_head(said, f"Simulated; made-up people; {run.scenario.name}, seed {run.seed}.")]
    column, bars = 420.0, 330.0  # where the words end, and how long the longest bar is
    most = max((row["people"] for row in rows), default=1)
    at = _TOP - 12
    if not rows:
        parts.append(_text(_LEFT, at + 16, "Nothing was refused.", 14))
    for row in rows:
        lines = wrapped(_sentence(row), 12.5, column - 96)
        high = max(30.0, 15.5 * len(lines))
        middle = at + high / 2
        parts.append(_text(28, middle + 5, _id(row["rule"]), 13.5, ' font-weight="bold"'))
        for k, line in enumerate(lines):
            parts.append(_text(116, middle + 5 + 15.5 * (k - (len(lines) - 1) / 2), line, 12.5))
        length = bars * row["people"] / most
        parts.append(
            f'<rect x="{column + 20:.1f}" y="{middle - 10:.1f}" width="{length:.1f}" height="20" '
            f'fill="url(#{_pattern(1)})" stroke="{_INK}" stroke-width="0.8"/>'
        )
        people, attempts = row["people"], row["attempts"]
        number = f"{people:,} {'person' if people == 1 else 'people'}"
        parts.append(_text(column + 28 + length, middle - 1, number, 13, ' font-weight="bold"'))
        times = f"{attempts:,} attempt{'s' * (attempts != 1)}"
        parts.append(_text(column + 28 + length, middle + 12, times, 11, f' fill="{_FAINT}"'))
        at += high + 12
    told = "; ".join(f"{r['rule']}: {r['people']} people, {r['attempts']} attempts" for r in rows)
    return _svg(at + 24, said, f"Refusals by rule. {told or 'none'}.", parts, _patterns(2))


def _sentence(row: dict[str, Any]) -> str:
    sentence: str = row["sentence"]
    return sentence[:1].upper() + sentence[1:].rstrip(".")


def _id(rule: str) -> str:
    return {"requires": "event", "role": "role"}.get(rule, "way" if ":" in rule else rule)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _years(table: Table) -> str:
    days = table["day"].astype("datetime64[Y]").astype(str).tolist()
    return f"{days[0]} to {days[-1]}"


def _head(title: str, under: str) -> Iterator[str]:
    yield _text(28, 36, title, 20, ' font-weight="bold"')
    yield _text(28, 58, under, 12.5, f' fill="{_FAINT}"')


def _people_axis(total: float, wide: float, y: Any) -> Iterator[str]:
    for value in _ticks(total):
        yield (
            f'<path d="M{_LEFT} {y(value):.1f}h{wide:.1f}" stroke="{_GRID}" stroke-width="1"/>'
            + _text(_LEFT - 8, y(value) + 4, f"{value:,.0f}", 12, ' text-anchor="end"')
        )
    yield _text(_LEFT - 38, _TOP - 12, "people", 12, f' fill="{_FAINT}"')


def _ticks(total: float) -> list[float]:
    """Four to eight round numbers from nought up to the total."""
    rough = total / 5
    power = 10.0 ** np.floor(np.log10(max(rough, 1.0)))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough)
    step = max(1.0, float(step))
    return [step * k for k in range(int(total // step) + 1)]


def _year_axis(table: Table, x: Any) -> Iterator[str]:
    years = table["day"].astype("datetime64[Y]").astype(np.int64) + 1970
    firsts = [0, *(np.flatnonzero(np.diff(years)) + 1).tolist()]
    every = max(1, -(-len(firsts) // 12))
    base = _HIGH - _BOTTOM
    yield f'<path d="M{x[0]:.1f} {base:.1f}H{x[-1]:.1f}" stroke="{_INK}" stroke-width="1.2"/>'
    for k in firsts[::every]:
        yield (
            f'<path d="M{x[k]:.1f} {base:.1f}v6" stroke="{_INK}" stroke-width="1.2"/>'
            + _text(float(x[k]), base + 21, str(years[k]), 12, ' text-anchor="middle"')
        )


def _legend(names: Sequence[str], counts: Any) -> Iterator[str]:
    """The names beside the bands, from the top down as they lie, each with its numbers."""
    left = _WIDE - _RIGHT + 24
    room = min(42.0, (_HIGH - _TOP - 8) / len(names))
    for line, k in enumerate(reversed(range(len(names)))):
        y = _TOP + 12 + room * line
        yield (
            f'<rect x="{left:.1f}" y="{y - 12:.1f}" width="26" height="22" '
            f'fill="url(#{_pattern(k)})" stroke="{_INK}" stroke-width="0.8"/>'
        )
        most, last = int(counts[k].max()), int(counts[k, -1])
        said = f"at most {most:,}; {last:,} at the end"
        yield _text(left + 36, y - 2, _words(names[k]), 13, ' font-weight="bold"')
        yield _text(left + 36, y + 12, said, 11, f' fill="{_FAINT}"')


def _pattern(k: int) -> str:
    return f"continuum-band-{k % len(_FILLS)}"


def _patterns(count: int) -> str:
    return "".join(
        f'<pattern id="{_pattern(k)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{_FILLS[k]}"/>{_TEXTURES[k]}</pattern>'
        for k in range(min(count, len(_FILLS)))
    )


def _safe(text: str) -> str:
    return escape("".join(c for c in text if c >= " "), quote=True)


def _text(x: float, y: float, text: str, size: float, more: str = "") -> str:
    fill = "" if "fill=" in more else f' fill="{_INK}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{fill}{more}>{_safe(text)}</text>'


def _svg(high: float, title: str, told: str, parts: Sequence[str], patterns: str) -> str:
    wide = max(_WIDE, text_width(title, 20) + 56)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide:.0f}" '
        f'height="{high:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}" font-family="{_FONT}">'
        f"<title>{_safe(title)}</title><desc>{_safe(told)}</desc><defs>{patterns}</defs>"
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>{"".join(parts)}</svg>'
    )
