"""Pictures of places: how many are taken against those that there are, and who waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.sim.pictures.panels import Panel, days_of
from continuum.sim.pictures.strokes import (
    DASHES,
    FAINT,
    INK,
    PAPER,
    STRONG,
    WIDE,
    bold,
    drawn,
    head,
    line,
    pattern,
    plain,
    rectangle,
    under,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.pictures.picture import Picture
    from continuum.sim.results.run import Run

__all__ = ["caseload_picture", "queue_picture"]

_LEFT, _TOP, _RIGHT, _BETWEEN = 66.0, 112.0, 236.0, 62.0
_PANEL: Final = 200.0
_TAKEN, _WAITING = 2, 4  # the patterns of the two areas


def caseload_picture(run: Run, every: str = "month", title: str = "") -> Picture:
    """Draw how many places are taken against those that there are, a panel a capacity.

    Args:
        run: The run.
        every: ``day``, ``week``, ``month`` or ``year``.
        title: The line over it.

    Raises:
        ScenarioError: The setting has no places, or there is no such period.
    """
    said = title or f"Places taken, against those that there are: {run.n:,} people"
    return _drawn(run, every, said, "taken", _TAKEN)


def queue_picture(run: Run, every: str = "month", title: str = "") -> Picture:
    """Draw how many people wait for a place, a panel a capacity.

    Args:
        run: The run.
        every: ``day``, ``week``, ``month`` or ``year``.
        title: The line over it.

    Raises:
        ScenarioError: The setting has no places, or there is no such period.
    """
    said = title or f"Who waits for a place: {run.n:,} people"
    return _drawn(run, every, said, "waiting", _WAITING)


def _drawn(run: Run, every: str, said: str, what: str, fill: int) -> Picture:
    table = run.caseload(every)
    parts = [*head(said, under(run))]
    told = []
    top = _TOP
    for capacity in dict.fromkeys(table["capacity"].tolist()):
        mine = table["capacity"] == capacity
        columns = {name: table[name][mine] for name in table.names}
        parts += _panel(columns, capacity, what, fill, top)
        most, last = columns[what].max(), columns[what][-1]
        places = f" of {columns['places'].max():,} places" if what == "taken" else ""
        told.append(
            f"{plain(capacity)}: at most {most:,.0f}{places} {what}, {last:,.0f} at the end"
        )
        top += _PANEL + _BETWEEN
    return drawn(top + 6, said, f"Over time. {'; '.join(told)}.", parts, table)


def _panel(
    columns: dict[str, Any], capacity: str, what: str, fill: int, top: float
) -> Iterator[str]:
    days = days_of(columns["day"])
    middle = columns[what].astype(np.float64)
    high = np.nan_to_num(columns.get(f"{what}_high", middle), nan=0.0)
    compared = columns["places"].max() if what == "taken" else 1.0
    most = 1.08 * max(float(high.max()), float(middle.max()), float(compared), 1.0)
    panel = Panel(_LEFT, top, WIDE - _LEFT - _RIGHT, _PANEL, days[0], days[-1], most)
    yield bold(_LEFT + 4, top - 12, plain(capacity))
    yield from panel.scale("", lambda value: f"{value:,.0f}")
    nought = np.zeros(len(days))
    yield (
        f'<path d="{panel.band(days, nought, middle)}" fill="url(#{pattern(fill)})" '
        f'stroke="{PAPER}" stroke-width="0.6"/>'
    )
    yield line(panel.stepped(days, middle), INK, 1.6)
    if f"{what}_high" in columns:
        low = columns[f"{what}_low"]
        for end in (low, high):
            yield line(panel.stepped(days, np.nan_to_num(end)), INK, 0.9, ' stroke-dasharray="2 2"')
    if what == "taken":
        way = panel.stepped(days, columns["places"].astype(np.float64))
        yield line(way, STRONG[1], 2.4, f' stroke-dasharray="{DASHES[1]}"')
    if high.max() <= 0:
        x, y = panel.left + panel.wide / 2, panel.top + panel.high / 2
        said = "nobody waits" if what == "waiting" else "no place is taken"
        yield written(x, y, said, 14, f' text-anchor="middle" fill="{FAINT}"')
    yield from panel.years(days)
    yield from _beside(panel, columns, what, fill)


def _beside(panel: Panel, columns: dict[str, Any], what: str, fill: int) -> Iterator[str]:
    x, y = panel.right + 24, panel.top + 16
    values, places = columns[what], columns["places"]
    words = {"taken": "places taken", "waiting": "people waiting"}[what]
    yield rectangle(x, y - 12, 26, 22, fill)
    yield bold(x + 36, y - 2, words)
    said = f"at most {values.max():,.0f}; {values[-1]:,.0f} at the end"
    yield written(x + 36, y + 12, said, 11, f' fill="{FAINT}"')
    y += 42
    if what == "taken":
        yield panel.key(x, y, STRONG[1], DASHES[1])
        yield bold(x + 36, y + 1, "places that there are")
        ends = (int(places.min()), int(places.max()))
        said = f"{ends[0]:,}" if ends[0] == ends[1] else f"{ends[0]:,} to {ends[1]:,}"
        yield written(x + 36, y + 15, said, 11, f' fill="{FAINT}"')
        y += 42
    if f"{what}_high" in columns:
        yield line(f"M{x:.1f} {y:.1f}h24", INK, 0.9, ' stroke-dasharray="2 2"')
        yield bold(x + 36, y + 1, "interval of the mean")
        yield written(x + 36, y + 15, "over replications", 11, f' fill="{FAINT}"')
