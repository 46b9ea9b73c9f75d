"""Charts that answer to the pointer, by altair and plotly; the same numbers as the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.errors import needs
from continuum.sim.pictures.flows import flows
from continuum.sim.pictures.strokes import FILLS, plain, under
from continuum.sim.results.places import visits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.sim.results.run import Run
    from continuum.sim.results.times import Times
    from continuum.sim.statistics.curves import Curve

__all__ = ["flow_chart", "incidence_chart", "occupancy_chart"]

_WIDE, _HIGH = 640, 360
_POINTS = 200


def occupancy_chart(run: Run, by: str = "phase", every: str = "month") -> Any:
    """Make an altair chart of how many people are where: point at a band to read it.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        every: ``day``, ``week``, ``month`` or ``year``.

    Raises:
        MissingExtra: altair is not installed.
        ScenarioError: There is no such region or period.
    """
    needs("plots", "altair")
    import altair as alt

    table = run.occupancy(by, every)
    names = [name for name in table.names if name != "day"]
    days = table["day"].astype(str).tolist()
    rows = [
        {"day": day, by: plain(name), "people": value / run.replications, "order": order}
        for order, name in enumerate(names)
        for day, value in zip(days, table[name].tolist(), strict=True)
    ]
    scale = alt.Scale(domain=[plain(name) for name in names], range=_fills(len(names)))
    return (
        alt.Chart({"values": rows})
        .mark_area(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("people:Q", stack="zero"),
            color=alt.Color(f"{by}:N", scale=scale, title=plain(by)),
            order=alt.Order("order:Q"),
            tooltip=["day:T", f"{by}:N", alt.Tooltip("people:Q", format=",.0f")],
        )
        .properties(
            width=_WIDE, height=_HIGH, title=f"Where {run.n:,} people are", description=under(run)
        )
    )


def incidence_chart(waits: Times | Sequence[Curve], *, level: float = 0.95) -> Any:
    """Make an altair chart of for which share each ending has come, with intervals as bands.

    Args:
        waits: The waits of a run, or curves that are there already.
        level: How sure the bands are, where they are not there already.

    Raises:
        MissingExtra: altair is not installed.
        ScenarioError: Nobody waited.
    """
    needs("plots", "altair")
    import altair as alt

    from continuum.sim.results.times import Times

    curves = waits.aalen_johansen(level) if isinstance(waits, Times) else tuple(waits)
    last = max((float(curve.times[-1]) for curve in curves if len(curve)), default=0.0)
    days = np.linspace(0.0, last, _POINTS)
    rows = []
    for curve in curves:
        low, high = curve.interval(days)
        for day, share, least, most in zip(days, curve.at(days), low, high, strict=True):
            told = {"years": day / 365.25, "share": share, "low": least, "high": most}
            rows.append({"ending": plain(curve.name), **{k: float(v) for k, v in told.items()}})
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("years:Q"),
        color=alt.Color("ending:N"),
        tooltip=["ending:N", *(alt.Tooltip(f"{k}:Q", format=".3f") for k in told)],
    )
    band = base.mark_area(opacity=0.2, interpolate="step-after").encode(
        y=alt.Y("low:Q", axis=alt.Axis(format="%"), title="share"), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after").encode(
        y="share:Q", strokeDash=alt.StrokeDash("ending:N")
    )
    return (band + line).properties(width=_WIDE, height=_HIGH)


def flow_chart(run: Run, by: str = "phase", stays: int = 6) -> Any:
    """Make a plotly figure of who goes from where to where, stay after stay (a Sankey chart).

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        stays: How many stays of each person are drawn; 2 to 12.

    Raises:
        MissingExtra: plotly is not installed.
        ScenarioError: There is no such region, or no such number of stays.
    """
    needs("plots", "plotly")
    from plotly import graph_objects

    rows = [row for row in flows(run, by, stays).rows() if row["target"] != "still there"]
    nodes: dict[tuple[int, str], int] = {}
    for row in rows:
        for stay, name in ((row["stay"], row["source"]), (row["stay"] + 1, row["target"])):
            nodes.setdefault((stay, name), len(nodes))
    names = visits(run, by).names
    fills = _fills(len(names))
    figure = graph_objects.Figure(
        graph_objects.Sankey(
            node={
                "align": "left",
                "label": [plain(name) for _, name in nodes],
                "color": [fills[names.index(name)] for _, name in nodes],
            },
            link={
                "source": [nodes[row["stay"], row["source"]] for row in rows],
                "target": [nodes[row["stay"] + 1, row["target"]] for row in rows],
                "value": [row["people"] for row in rows],
            },
        )
    )
    said = f"From where to where {run.n:,} people go<br><sup>{under(run)}</sup>"
    return figure.update_layout(title_text=said)


def _fills(count: int) -> list[str]:
    return [FILLS[k % len(FILLS)] for k in range(count)]
