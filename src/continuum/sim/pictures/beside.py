"""Two policies side by side: where the same people are under the one and under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from continuum.prose.lettering import wrapped
from continuum.sim.pictures.counts import bands, counted
from continuum.sim.pictures.panels import Panel, days_of
from continuum.sim.pictures.strokes import (
    FAINT,
    WIDE,
    bold,
    drawn,
    head,
    plain,
    rectangle,
    under,
    written,
)
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.compare.comparing import Comparison
    from continuum.sim.pictures.picture import Picture

__all__ = ["beside_picture"]

_LEFT, _TOP, _HIGH, _BETWEEN, _RIGHT = 66.0, 124.0, 300.0, 56.0, 28.0
_ROW: Final = 26.0
_DAYS_PER_YEAR: Final = 365.25


def beside_picture(
    compared: Comparison, by: str = "phase", every: str = "month", title: str = ""
) -> Picture:
    """Draw two runs of the same people side by side, and below how many person-years are where.

    Args:
        compared: The two runs.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.
        title: The line over it.

    Raises:
        ScenarioError: There is no such region or period.
    """
    runs = (compared.one, compared.other)
    tables = [run.occupancy(by, every) for run in runs]
    found = [counted(run, table) for run, table in zip(runs, tables, strict=True)]
    names = list(dict.fromkeys(name for each, _ in found for name in each))
    said = title or f"The same {runs[0].n:,} people, side by side"
    wide = (WIDE - _LEFT - _RIGHT - _BETWEEN) / 2
    parts = [*head(said, under(*runs))]
    last = max(float(days_of(table["day"])[-1]) for table in tables)
    first = min(float(days_of(table["day"])[0]) for table in tables)
    years = []
    for k, (run, table, (own, counts)) in enumerate(zip(runs, tables, found, strict=True)):
        days = days_of(table["day"])
        panel = Panel(_LEFT + k * (wide + _BETWEEN), _TOP, wide, _HIGH, first, last, runs[0].n)
        heading = wrapped(compared.names[k], 15, wide)[0]
        parts.append(bold(panel.left, _TOP - 30, heading, 15))
        parts += panel.scale("people", lambda value: f"{value:,.0f}")
        full = np.array(
            [counts[own.index(name)] if name in own else np.zeros(len(days)) for name in names]
        )
        parts += bands(panel, days, names, full)
        parts += panel.years(days)
        ends = np.append(days[1:], float(run.scenario.horizon.toordinal() - 719_163))
        years.append((full * (ends - days)).sum(axis=1) / _DAYS_PER_YEAR)
    parts += _compared(names, years, compared.names)
    told = "; ".join(
        f"{plain(name)}: {a:,.0f} and {b:,.0f} person-years"
        for name, a, b in zip(names, *years, strict=True)
    )
    bottom = _TOP + _HIGH + 62 + _ROW * (len(names) + 1)
    one, other = compared.names if len(set(compared.names)) == 2 else ("first", "second")  # noqa: PLR2004
    table = Table(
        f"person-years by {by}",
        {by: names, one: years[0], other: years[1], "difference": years[1] - years[0]},
    )
    return drawn(bottom, said, f"People over time, twice. {told}.", parts, table)


def _compared(names: Sequence[str], years: list[Floats], titles: tuple[str, str]) -> Iterator[str]:
    """The legend of both, and beside each name its person-years in the one and in the other."""
    top = _TOP + _HIGH + 58
    places = (500.0, 700.0, 900.0)
    heads = (*(wrapped(f"{title}", 12, 180)[0] for title in titles), "difference")
    yield written(28, top, "person-years, up to the horizon", 12, f' fill="{FAINT}"')
    for x, title in zip(places, heads, strict=True):
        yield written(x, top, title, 12, f' text-anchor="end" fill="{FAINT}"')
    for place, k in enumerate(reversed(range(len(names)))):
        y = top + _ROW * (place + 1)
        yield rectangle(28, y - 14, 26, 18, k)
        yield bold(64, y, plain(names[k]))
        a, b = years[0][k], years[1][k]
        for x, number in zip(places, (f"{a:,.0f}", f"{b:,.0f}", _signed(b - a)), strict=True):
            yield written(x, y, number, 13, ' text-anchor="end"')


def _signed(number: float) -> str:
    rounded = round(number)
    return f"+{rounded:,}" if rounded > 0 else f"−{-rounded:,}" if rounded < 0 else "0"
