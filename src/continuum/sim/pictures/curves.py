"""Curves with their bands: for how many something has come, by how long they have waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.pictures.panels import Panel
from continuum.sim.pictures.strokes import (
    DASHES,
    FAINT,
    STRONG,
    WIDE,
    bold,
    drawn,
    head,
    kept_apart,
    line,
    plain,
    written,
)
from continuum.sim.results.tables import Table
from continuum.sim.results.times import Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.pictures.picture import Picture
    from continuum.sim.statistics.curves import Curve

__all__ = ["incidence_picture"]

_HIGH: Final = 500.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 66.0, 100.0, 260.0, 66.0
_POINTS: Final = 300
_ROWS: Final = 12


def incidence_picture(
    waits: Times | Sequence[Curve], title: str = "", *, level: float = 0.95
) -> Picture:
    """Draw for which share each ending has come, by Aalen-Johansen, with its interval as a band.

    Args:
        waits: The waits of a run, or curves that are there already.
        title: The line over it.
        level: How sure the bands are, where they are not there already.

    Raises:
        ScenarioError: There is nothing to draw, or nobody waited.

    Example:
        >>> from continuum.sim import aalen_johansen
        >>> curves = aalen_johansen([100, 200, 300, 400], [1, 2, 1, 0], names=("left", "stayed"))
        >>> incidence_picture(curves).heading
        'For which share it has come'
    """
    if isinstance(waits, Times):
        curves: tuple[Curve, ...] = waits.aalen_johansen(level)
        said = title or f"What has come since {plain(waits.since)}"
        last = float(waits.days.max())
    else:
        curves = tuple(waits)
        said = title or "For which share it has come"
        last = max((float(curve.times[-1]) for curve in curves if len(curve)), default=0.0)
    if not curves or last <= 0:
        raise ScenarioError("there is nothing to draw", help="give waits in which something comes")
    panel = Panel(
        _LEFT, _TOP, WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BOTTOM, 0.0, last, _highest(curves)
    )
    what = f"Simulated; made-up people; bands hold {curves[0].level:.0%} intervals."
    parts = [
        *head(said, what),
        *panel.scale("share", lambda share: f"{share:.0%}", 0.01),
        *panel.durations(),
    ]
    ends = [panel.y(curve.at(last)) for curve in curves]
    places = kept_apart(ends, 34.0, panel.top + 8, panel.base - 12)
    for k, curve in enumerate(curves):
        stroke, dash = STRONG[k % len(STRONG)], DASHES[k % len(DASHES)]
        xs, low, high, middle = _thinned(curve, last)
        parts.append(f'<path d="{panel.band(xs, low, high)}" fill="{stroke}" fill-opacity="0.16"/>')
        parts.append(line(panel.stepped(xs, middle), stroke, 2.2, f' stroke-dasharray="{dash}"'))
        x, y = panel.right + 12, places[k]
        parts.append(line(f"M{panel.right + 2:.1f} {ends[k]:.1f}L{x:.1f} {y:.1f}", FAINT, 0.8))
        parts.append(panel.key(x + 4, y, stroke, dash))
        parts.append(bold(x + 34, y + 1, plain(curve.name), 12.5))
        one, other = curve.interval(last)
        number = f"{curve.at(last):.1%}, {one:.1%} to {other:.1%}"
        parts.append(written(x + 34, y + 15, number, 11, f' fill="{FAINT}"'))
    told = "; ".join(f"{plain(curve.name)}: {curve.at(last):.0%} in the end" for curve in curves)
    return drawn(
        _HIGH, said, f"Shares over time waited. {told}.", parts, _table(curves, last, said)
    )


def _highest(curves: Sequence[Curve]) -> float:
    """The upper end of the axis: a round share above every band."""
    most = max(float(np.nanmax(np.append(curve.high, curve.begins))) for curve in curves)
    return next(top for top in (0.1, 0.2, 0.25, 0.5, 0.75, 1.0) if most <= top + 1e-9)


def _thinned(curve: Curve, last: float) -> tuple[Floats, Floats, Floats, Floats]:
    """The curve at no more times than can be seen."""
    xs = np.linspace(0.0, last, _POINTS)
    if len(curve) < _POINTS:
        xs = np.unique(np.concatenate([[0.0], curve.times, [last]]))
    low, high = curve.interval(xs)
    return xs, low, high, curve.at(xs)


def _table(curves: Sequence[Curve], last: float, said: str) -> Table:
    days = np.round(np.linspace(0.0, last, _ROWS + 1)[1:])
    ends = [curve.interval(days) for curve in curves]
    return Table(
        said,
        {
            "days": np.tile(days, len(curves)),
            "ending": [curve.name for curve in curves for _ in days],
            "share": np.concatenate([curve.at(days) for curve in curves]),
            "low": np.concatenate([low for low, _ in ends]),
            "high": np.concatenate([high for _, high in ends]),
        },
    )
