"""Flows: who goes from where to where, stay after stay, as bands as wide as there are people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.prose.lettering import wrapped
from continuum.sim.pictures.strokes import (
    FAINT,
    FILLS,
    PAPER,
    WIDE,
    drawn,
    head,
    plain,
    rectangle,
    under,
    written,
)
from continuum.sim.results.places import visits
from continuum.sim.results.tables import Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.pictures.picture import Picture
    from continuum.sim.results.run import Run

__all__ = ["flow_picture", "flows"]

_TOP, _HIGH, _LEFT, _RIGHT = 110.0, 430.0, 28.0, 130.0
_NODE, _GAP, _LINE = 16.0, 8.0, 13.0
_TRIES: Final = 300
_MOST: Final = 12
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_HOW: Final = (
    "Each column is a further stay of each person; who has no way on stays there up to the horizon."
)


def flows(run: Run, by: str = "phase", stays: int = 6) -> Table:
    """Count who goes from which stay to which next one.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        stays: How many stays of each person are followed; 2 to 12.

    Returns:
        ``stay`` (1 for from the first to the second), ``source``, ``target`` and ``people``; in
        the mean over replications.  A target ``still there`` stands for those who stayed until
        the horizon.

    Raises:
        ScenarioError: There is no such region, or no such number of stays.

    Example:
        >>> from continuum.sim import outline_eu_2022, simulate
        >>> table = flows(simulate(outline_eu_2022(), n=30, seed=1), stays=2)
        >>> int(table["people"].sum())
        30
    """
    if type(stays) is not int or not 2 <= stays <= _MOST:  # noqa: PLR2004 - from one to another
        raise ScenarioError(
            f"a picture cannot follow `{str(stays)[:40]}` stays", help=f"give 2 to {_MOST}"
        )
    found = visits(run, by)
    names = found.names
    begins = np.append(True, found.rows[1:] != found.rows[:-1])
    firsts = np.flatnonzero(begins)
    place = np.arange(len(found)) - np.repeat(firsts, np.diff(np.append(firsts, len(found))))
    last = np.append(begins[1:], True)
    after = np.where(last, len(names), np.append(found.codes[1:], 0))
    kept = place < stays - 1
    width = len(names) + 1
    cell = (place[kept] * width + found.codes[kept]) * width + after[kept]
    counts = np.bincount(cell, minlength=(stays - 1) * width * width)
    seen = np.flatnonzero(counts)
    return Table(
        f"flows of {run.scenario.name} by {by}",
        {
            "stay": seen // (width * width) + 1,
            "source": Words(seen // width % width, (*names, "")),
            "target": Words(seen % width, (*names, "still there")),
            "people": counts[seen] / run.replications,
        },
    )


def flow_picture(run: Run, by: str = "phase", stays: int = 6, title: str = "") -> Picture:
    """Draw who goes from where to where, stay after stay (a Sankey picture).

    Each column is a further stay of each person; a band is as wide as there are people who go
    that way.  Who has no way on stayed there up to the horizon.

    Args:
        run: The run.
        by: ``phase``, or the name of a region.
        stays: How many stays of each person are drawn; 2 to 12.
        title: The line over it.

    Raises:
        ScenarioError: There is no such region, or no such number of stays.
    """
    table = flows(run, by, stays)
    names = visits(run, by).names
    amounts = np.zeros((stays - 1, len(names), len(names) + 1))
    for row in table.rows():
        target = names.index(row["target"]) if row["target"] in names else len(names)
        amounts[row["stay"] - 1, names.index(row["source"]), target] = row["people"]
    boxes = np.zeros((stays, len(names)))
    boxes[0] = amounts[0].sum(axis=1)
    boxes[1:] = amounts[:, :, :-1].sum(axis=1)
    boxes = boxes[: int((boxes.sum(axis=1) > 0).sum())]
    said = title or f"From where to where {run.n:,} people go"
    step = (WIDE - _LEFT - _RIGHT - _NODE) / max(len(boxes) - 1, 1)
    labels = [
        [
            wrapped(_label(name, people), 12, (step if k + 1 < len(boxes) else _RIGHT) - _NODE - 4)
            for name, people in zip(names, column, strict=True)
        ]
        for k, column in enumerate(boxes.tolist())
    ]
    least = np.array([[_LINE * len(lines) + 2 for lines in column] for column in labels])
    scale = _scale(boxes, least)
    tops = _tops(boxes, least, scale)
    xs = [_LEFT + step * k for k in range(len(boxes))]
    parts = [*head(said, under(run))]
    parts += [written(x, _TOP - 16, _ordinal(k), 12, f' fill="{FAINT}"') for k, x in enumerate(xs)]
    parts += _links(amounts[: len(boxes) - 1, :, :-1], xs, tops, scale, names)
    parts += _nodes(boxes, xs, tops, scale, labels)
    parts.append(written(_LEFT, _TOP + _HIGH + 22, _HOW, 12, f' fill="{FAINT}"'))
    told = "; ".join(
        f"{r['people']:,.0f} from {plain(r['source'])} to {plain(r['target'])} (stay {r['stay']})"
        for r in sorted(table.rows(), key=lambda r: -r["people"])[:12]
    )
    return drawn(_TOP + _HIGH + 40, said, f"The largest flows: {told}.", parts, table)


def _ordinal(k: int) -> str:
    return _ORDINALS.split()[k] if k else "first stay"


def _label(name: str, people: float) -> str:
    number = f"{people:,.0f}" if people >= 0.5 else "<1"  # noqa: PLR2004 - rounds to 0
    return f"{plain(name)} {number}"


def _scale(boxes: Floats, least: Floats) -> float:
    """How high a person is, so that the fullest column fits."""
    scale = _HIGH / max(float(boxes.sum(axis=1).max()), 1.0)
    for _ in range(_TRIES):
        if all(_height(*each, scale) <= _HIGH for each in zip(boxes, least, strict=True)):
            break
        scale *= 0.98
    return scale


def _height(column: Floats, least: Floats, scale: float) -> float:
    seen = column > 0
    rooms = np.maximum(column[seen] * scale, least[seen])
    return float(rooms.sum()) + _GAP * max(len(rooms) - 1, 0)


def _tops(boxes: Floats, least: Floats, scale: float) -> Floats:
    """Where each box begins; a small one has room for its name."""
    tops = np.zeros(boxes.shape)
    for k, column in enumerate(boxes):
        at = _TOP
        for place in np.flatnonzero(column):
            room = max(column[place] * scale, least[k, place])
            tops[k, place] = at + (room - column[place] * scale) / 2
            at += room + _GAP
    return tops


def _links(
    amounts: Floats, xs: list[float], tops: Floats, scale: float, names: Any
) -> Iterator[str]:
    for k, flow in enumerate(amounts):
        leaving, coming = tops[k].copy(), tops[k + 1].copy()
        one, other = xs[k] + _NODE, xs[k + 1]
        half = (one + other) / 2
        for source, target in np.argwhere(flow > 0).tolist():
            people = flow[source, target]
            high = people * scale
            a, b = leaving[source], coming[target]
            leaving[source] += high
            coming[target] += high
            yield (
                f'<path d="M{one:.1f} {a:.1f}C{half:.1f} {a:.1f} {half:.1f} {b:.1f} {other:.1f} '
                f"{b:.1f}V{b + high:.1f}C{half:.1f} {b + high:.1f} {half:.1f} {a + high:.1f} "
                f'{one:.1f} {a + high:.1f}Z" fill="{FILLS[source % len(FILLS)]}" '
                f'fill-opacity="0.55" stroke="{FAINT}" stroke-width="0.4"><title>'
                f"{plain(names[source])} to {plain(names[target])}: {people:,.0f}</title></path>"
            )


def _nodes(
    boxes: Floats, xs: list[float], tops: Floats, scale: float, labels: Any
) -> Iterator[str]:
    halo = f' stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
    for k, column in enumerate(boxes):
        for place in np.flatnonzero(column).tolist():
            people, top = column[place], tops[k, place]
            lines = labels[k][place]
            high = max(people * scale, 1.0)
            yield rectangle(xs[k], top, _NODE, high, place, title=" ".join(lines))
            for at, one in enumerate(lines):
                y = top + people * scale / 2 + 4 + _LINE * (at - (len(lines) - 1) / 2)
                yield written(xs[k] + _NODE + 5, y, one, 12, f' font-weight="bold"{halo}')
