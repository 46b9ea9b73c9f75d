"""A tornado: how far each uncertain number moves a result, the widest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from continuum.errors import ScenarioError
from continuum.prose.lettering import wrapped
from continuum.sim.pictures.strokes import (
    FAINT,
    GRID,
    INK,
    WIDE,
    bold,
    drawn,
    head,
    line,
    rectangle,
    under,
    written,
)
from continuum.sim.results.tables import Table
from continuum.sim.uncertainty.resting import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.pictures.picture import Picture
    from continuum.sim.uncertainty.one_way import OneWay

__all__ = ["tornado_picture"]

_TOP, _ROW = 104.0, 46.0
_LEFT, _RIGHT = 372.0, 96.0
_MOST: Final = 15
_LOW, _HIGH = 2, 1  # the patterns of the two ends


def tornado_picture(found: OneWay, measure: str = "", title: str = "") -> Picture:
    """Draw how far each uncertain number moves a measure, from its lower to its upper end.

    Args:
        found: The scenario with one number at a time at its ends.
        measure: Which measure; by default the first.
        title: The line over it.

    Raises:
        ScenarioError: The measure was not taken.
    """
    names = found.trials.names
    name = measure or names[0]
    if name not in names:
        listed = ", ".join(f"`{each}`" for each in names)
        raise ScenarioError(f"`{name[:60]}` was not measured", help=f"it has {listed}")
    rows = [row for row in found.table().rows() if row["measure"] == name]
    rows = [row for row in rows if np.isfinite(row["swing"])][:_MOST]
    ends = [row[end] for row in rows for end in ("at_low", "at_high", "as_it_is")] or [0.0]
    scale = _Scale(min(ends), max(ends) - min(ends) or 1.0)
    said = title or f"What moves {name}"
    base = rows[0]["as_it_is"] if rows else 0.0
    bottom = _TOP + _ROW * max(len(rows), 1)
    x = scale.x(base)
    parts = [
        *head(said, under(found.trials.run)),
        line(f"M{x:.1f} {_TOP - 14:.1f}V{bottom:.1f}", INK, 1.4),
        bold(x, _TOP - 20, f"{_said(base)} as it is", 12, ' text-anchor="middle"'),
    ]
    paths = [one.path for one in found.trials.ranges]
    marks = dict(zip(paths, marks_of(found.scenario), strict=True))
    for k, row in enumerate(rows):
        parts += _row(row, marks[row["where"]][1], scale, _TOP + _ROW * k + _ROW / 2)
    if not rows:
        parts.append(written(28, _TOP + 20, "No number could be varied.", 14))
    for k, fill in enumerate((_LOW, _HIGH)):
        words = ("at the lower end of its range", "at the upper end of its range")[k]
        parts.append(rectangle(28 + 260 * k, bottom + 16, 26, 16, fill))
        parts.append(written(62 + 260 * k, bottom + 29, words, 12))
    told = "; ".join(
        f"{row['where']}: {_said(row['at_low'])} at {row['low']:g}, "
        f"{_said(row['at_high'])} at {row['high']:g}"
        for row in rows
    )
    table = Table(
        said,
        {
            column: [row[column] for row in rows]
            if column == "where"
            else np.array([row[column] for row in rows], np.float64)
            for column in found.table().names
            if column != "measure"
        },
    )
    return drawn(bottom + 52, said, f"One number at a time. {told or 'none'}.", parts, table)


class _Scale(NamedTuple):
    """Where results stand from left to right."""

    low: float
    span: float

    def x(self, value: float) -> float:
        """Say where a result stands."""
        return _LEFT + 40 + (value - self.low) / self.span * (WIDE - _LEFT - _RIGHT - 80)


def _row(row: dict[str, Any], rests_on: str, scale: _Scale, middle: float) -> Iterator[str]:
    lines = wrapped(row["where"].replace(".", ". "), 12, _LEFT - 44)[-2:]
    for place, one in enumerate(lines):
        y = middle - 2 + 14 * (place - (len(lines) - 1))
        yield bold(28, y, one.replace(". ", "."), 12)
    what = f"{row['low']:g} to {row['high']:g}; {rests_on}"
    yield written(28, middle + 13, what, 11, f' fill="{FAINT}"')
    base = scale.x(row["as_it_is"])
    ends = {row[end]: scale.x(row[end]) for end in ("at_low", "at_high")}
    for end, fill in (("low", _LOW), ("high", _HIGH)):
        value = row[f"at_{end}"]
        left, right = sorted((base, ends[value]))
        told = f"{row['where']} at {row[end]:g}: {_said(value)}"
        if right > left:
            yield rectangle(left, middle - 11, right - left, 22, fill, title=told)
    least, most = min(ends), max(ends)
    if least < most:
        x = min(ends[least], base) - 6
        yield written(x, middle + 4, _said(least), 12, ' text-anchor="end"')
        yield written(max(ends[most], base) + 6, middle + 4, _said(most), 12)
    else:
        yield written(base + 6, middle + 4, "moves nothing", 12, f' fill="{FAINT}"')
    yield line(f"M28 {middle + _ROW / 2:.1f}H{WIDE - 28:.1f}", GRID, 0.6)


def _said(value: float) -> str:
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.3g}"  # noqa: PLR2004 - three digits
