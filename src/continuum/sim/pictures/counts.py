"""Pictures of a run: where people are over time, and what stood in the way; one SVG text each.

They need nothing from outside and can be read without colour: every band has its own pattern, a
name and its numbers, and every picture tells in words what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.prose.lettering import wrapped
from continuum.sim.pictures.panels import Panel, days_of
from continuum.sim.pictures.strokes import (
    FAINT,
    PAPER,
    WIDE,
    bold,
    drawn,
    head,
    pattern,
    plain,
    rectangle,
    under,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.pictures.picture import Picture
    from continuum.sim.results.run import Run
    from continuum.sim.results.tables import Table

__all__ = ["bands", "counted", "legend", "occupancy_picture", "stopped_picture"]

_HIGH: Final = 500.0
_LEAST: Final = 32.0  # the room of a name and its numbers
_LEFT, _TOP, _RIGHT, _BOTTOM = 66.0, 100.0, 236.0, 52.0


def occupancy_picture(
    run: Run, by: str = "phase", every: str = "month", title: str = ""
) -> Picture:
    """Draw how many people are where, as bands that lie on one another over time.

    With replications it is their mean.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.
        title: The line over it.

    Returns:
        The text of an SVG picture.
    """
    table = run.occupancy(by, every)
    names, counts = counted(run, table)
    days = days_of(table["day"])
    seen = int(counts.any(axis=1).sum())
    tall = max(_HIGH, _TOP + _BOTTOM + _LEAST * seen)
    wide, high = WIDE - _LEFT - _RIGHT, tall - _TOP - _BOTTOM
    panel = Panel(_LEFT, _TOP, wide, high, days[0], days[-1], run.n)
    said = title or f"Where {run.n:,} people are, {_years(table)}"
    parts = [
        *head(said, under(run)),
        *panel.scale("people", lambda value: f"{value:,.0f}"),
        *bands(panel, days, names, counts),
        *panel.years(days),
        *legend(names, counts, WIDE - _RIGHT + 24, _TOP, tall - _TOP - 8),
    ]
    told = "; ".join(
        f"{plain(name)}: at most {column.max():,.0f}, {column[-1]:,.0f} at the end"
        for name, column in zip(names, counts, strict=True)
        if column.any()
    )
    return drawn(tall, said, f"People over time. {told}.", parts, table)


def counted(run: Run, table: Table) -> tuple[list[str], Floats]:
    """Give the names and the numbers of an occupancy, in the mean over replications.

    Args:
        run: The run.
        table: Its occupancy.
    """
    names = [name for name in table.names if name != "day"]
    return names, np.array([table[name] for name in names], np.float64) / run.replications


def bands(panel: Panel, days: Floats, names: Sequence[str], counts: Floats) -> Iterator[str]:
    """Draw numbers of people as bands that lie on one another.

    Args:
        panel: Where.
        days: The days.
        names: What each band is.
        counts: The numbers, a row a band.
    """
    ends = np.cumsum(counts, axis=0)
    x = panel.x(days)
    for k, name in enumerate(names):
        if not counts[k].any():
            continue
        top = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, panel.y(ends[k]), strict=True))
        below = panel.y(ends[k] - counts[k])
        low = [f"{a:.1f},{b:.1f}" for a, b in zip(x, below, strict=True)]
        yield (
            f'<polygon points="{top} {" ".join(reversed(low))}" fill="url(#{pattern(k)})" '
            f'stroke="{PAPER}" stroke-width="0.8"><title>{plain(name)}</title></polygon>'
        )


def legend(
    names: Sequence[str], counts: Floats, left: float, top: float, high: float
) -> Iterator[str]:
    """Write the names beside the bands, from the top down as they lie, each with its numbers.

    Where nobody ever is has no band and no name.

    Args:
        names: What each band is.
        counts: The numbers, a row a band.
        left: Where to begin.
        top: Where to begin.
        high: How much room there is.
    """
    seen = np.flatnonzero(counts.any(axis=1)).tolist()
    room = min(42.0, high / max(len(seen), 1))
    for place, k in enumerate(reversed(seen)):
        y = top + 12 + room * place
        yield rectangle(left, y - 12, 26, 22, k)
        yield bold(left + 36, y - 2, plain(names[k]))
        said = f"at most {counts[k].max():,.0f}; {counts[k, -1]:,.0f} at the end"
        yield written(left + 36, y + 12, said, 11, f' fill="{FAINT}"')


def stopped_picture(run: Run, title: str = "") -> Picture:
    """Draw what stood in the way of how many people, as bars.

    Args:
        run: The run.
        title: The line over it.

    Returns:
        The text of an SVG picture.
    """
    table = run.stopped_by()
    rows = table.rows()
    said = title or f"What stood in the way, of {run.rows:,} people"
    parts = [*head(said, under(run))]
    column, bars = 420.0, 330.0  # where the words end, and how long the longest bar is
    most = max((row["people"] for row in rows), default=1)
    at = _TOP - 12
    if not rows:
        parts.append(written(_LEFT, at + 16, "Nothing was refused.", 14))
    for row in rows:
        lines = wrapped(_sentence(row), 12.5, column - 96)
        high = max(30.0, 15.5 * len(lines))
        middle = at + high / 2
        parts.append(bold(28, middle + 5, _id(row["rule"]), 13.5))
        for k, one in enumerate(lines):
            y = middle + 5 + 15.5 * (k - (len(lines) - 1) / 2)
            parts.append(written(116, y, one, 12.5))
        length = bars * row["people"] / most
        parts.append(rectangle(column + 20, middle - 10, length, 20, 1))
        people, attempts = row["people"], row["attempts"]
        number = f"{people:,} {'person' if people == 1 else 'people'}"
        parts.append(bold(column + 28 + length, middle - 1, number))
        times = f"{attempts:,} attempt{'s' * (attempts != 1)}"
        parts.append(written(column + 28 + length, middle + 12, times, 11, f' fill="{FAINT}"'))
        at += high + 12
    told = "; ".join(f"{r['rule']}: {r['people']} people, {r['attempts']} attempts" for r in rows)
    return drawn(at + 24, said, f"Refusals by rule. {told or 'none'}.", parts, table)


def _sentence(row: dict[str, Any]) -> str:
    sentence: str = row["sentence"]
    return sentence[:1].upper() + sentence[1:].rstrip(".")


def _id(rule: str) -> str:
    return {"requires": "event", "role": "role"}.get(rule, "way" if ":" in rule else rule)


def _years(table: Table) -> str:
    days = table["day"].astype("datetime64[Y]").astype(str).tolist()
    return f"{days[0]} to {days[-1]}"
