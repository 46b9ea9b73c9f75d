"""How lines run between layers: ports on the boxes, and a lane of its own for every stretch.

A line leaves a box downwards, runs along a lane in the gap between two layers and goes on down;
which lane is above which is chosen so that few lines cross and none lie on each other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from continuum.prose.layout import spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.prose.layout import Plan

__all__ = ["Drawing", "Point", "drawn", "rounded"]

_LANE = 8.0
_LEAST_GAP = 26.0
_PORT = 12.0
_MARGIN = 10.0
_STRAIGHT = 3.0
_CORNER = 6.0
_TOO_NEAR = 5.0

Point = tuple[float, float]


@attrs.frozen
class Drawing:
    """A plan with heights: where each box stands and how each line runs.

    Args:
        top: Box to its upper edge, in pixels from the top.
        paths: For each line of the plan, its corners from top to bottom.
        joints: Where a line joins another of its bundle.
        height: How high the whole is.
    """

    top: dict[str, float]
    paths: tuple[tuple[Point, ...], ...]
    joints: tuple[Point, ...]
    height: float


@attrs.define(eq=False)
class _Stretch:
    """The part of a line between two layers."""

    upper: str
    lower: str
    start: float
    end: float
    lane: int = 0

    @property
    def straight(self) -> bool:
        return abs(self.start - self.end) < _STRAIGHT

    @property
    def left(self) -> float:
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        return max(self.start, self.end)


def drawn(plan: Plan) -> Drawing:
    """Draw the lines of a plan.

    Args:
        plan: Boxes in layers.
    """
    gaps, of_line = _stretches(plan)
    _put_ports(plan, gaps)
    heights = [max(plan.boxes[name].height for name in layer) for layer in plan.layers]
    tops, y = [], 0.0
    lanes_from: list[float] = []
    for k, height in enumerate(heights):
        tops.append(y)
        y += height
        if k + 1 < len(heights):
            lanes = _put_lanes(gaps[k])
            gap = max(_LEAST_GAP, (lanes + 1) * _LANE + 10)
            lanes_from.append(y + (gap - 4 - (lanes - 1) * _LANE) / 2)
            y += gap
    top = {
        name: tops[k] + (heights[k] - plan.boxes[name].height) / 2
        for k, layer in enumerate(plan.layers)
        for name in layer
    }
    depth = {name: k for k, layer in enumerate(plan.layers) for name in layer}

    def along(stretch: _Stretch) -> float:
        return lanes_from[depth[stretch.upper]] + stretch.lane * _LANE

    def path(stretches: list[_Stretch]) -> tuple[Point, ...]:
        first, last = stretches[0], stretches[-1]
        points = [(first.start, top[first.upper] + plan.boxes[first.upper].height)]
        for stretch in stretches:
            if not stretch.straight:
                y = along(stretch)
                points += [(stretch.start, y), (stretch.end, y)]
        return (*points, (last.end, top[last.lower]))

    def joint(stretches: list[_Stretch], *, above: bool) -> Point:
        """Where the last stretch meets those that were there before it."""
        last = stretches[0] if above else stretches[-1]
        bend = last.upper if above else last.lower
        met = [s for s in gaps[depth[last.upper]] if bend in (s.upper, s.lower) and not s.straight]
        x = last.start if above else last.end
        if not met:
            return x, top[bend]
        lanes = [along(s) for s in met]
        if last.straight:
            return x, lanes[0]
        through = any(
            s is not last and bend in (s.upper, s.lower) and s.straight
            for s in gaps[depth[last.upper]]
        )
        return x, along(last) if through else min(lanes) if above else max(lanes)

    return Drawing(
        top,
        tuple(path(stretches) for stretches in of_line),
        tuple(
            joint(stretches, above=line.joins == "top")
            for line, stretches in zip(plan.lines, of_line, strict=True)
            if line.joins
        ),
        y,
    )


def rounded(points: tuple[Point, ...]) -> str:
    """Write corners as the path of an SVG, each corner rounded."""
    said = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(corner, before), _toward(corner, after)
        said.append(f"L{into[0]:.1f} {into[1]:.1f}")
        said.append(f"Q{corner[0]:.1f} {corner[1]:.1f} {out[0]:.1f} {out[1]:.1f}")
    said.append(f"L{points[-1][0]:.1f} {points[-1][1]:.1f}")
    return "".join(said)


def _toward(corner: Point, other: Point) -> Point:
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    far = max((dx * dx + dy * dy) ** 0.5, 0.01)
    by = min(_CORNER, far / 2) / far
    return corner[0] + dx * by, corner[1] + dy * by


def _stretches(plan: Plan) -> tuple[list[list[_Stretch]], list[list[_Stretch]]]:
    depth = {name: k for k, layer in enumerate(plan.layers) for name in layer}
    gaps: list[list[_Stretch]] = [[] for _ in plan.layers]
    of_line = []
    for line in plan.lines:
        stretches = [
            _Stretch(a, b, plan.middle[a], plan.middle[b]) for a, b in pairwise(line.points)
        ]
        for stretch in stretches:
            gaps[depth[stretch.upper]].append(stretch)
        of_line.append(stretches)
    return gaps, of_line


def _put_ports(plan: Plan, gaps: list[list[_Stretch]]) -> None:
    """Spread the ends of stretches along the edges of their boxes, as straight as may be."""
    place = {name: k for layer in plan.layers for k, name in enumerate(layer)}
    for gap in gaps:
        for _ in range(2):
            for side, wish in (("upper", "end"), ("lower", "start")):
                ends: dict[str, list[_Stretch]] = defaultdict(list)
                for stretch in gap:
                    ends[getattr(stretch, side)].append(stretch)
                other = "lower" if side == "upper" else "upper"
                for name, stretches in ends.items():
                    stretches.sort(key=lambda s: place[getattr(s, other)])
                    wanted = [getattr(s, wish) for s in stretches]
                    ports = _ports(wanted, plan.middle[name], plan.boxes[name].width)
                    for stretch, port in zip(stretches, ports, strict=True):
                        setattr(stretch, "start" if side == "upper" else "end", port)


def _ports(wanted: list[float], middle: float, width: float) -> list[float]:
    room = max(width - 2 * _MARGIN, 0.0)
    step = min(_PORT, room / (len(wanted) - 1)) if len(wanted) > 1 else 0.0
    left, last = middle - room / 2, len(wanted) - 1
    ports = spread(wanted, [step] * last)
    return [
        min(max(port, left + k * step), left + room - (last - k) * step)
        for k, port in enumerate(ports)
    ]


def _put_lanes(gap: list[_Stretch]) -> int:
    """Give each stretch a lane; return how many lanes there are."""
    bent = sorted(
        (s for s in gap if not s.straight),
        key=lambda s: (-s.start if s.end > s.start else s.start, s.end),
    )
    _improve(bent, _clash)
    for k, stretch in enumerate(bent):
        beside = (
            s for s in bent[:k] if s.left - 6 <= stretch.right and stretch.left - 6 <= s.right
        )
        before = [s.lane for s in beside]
        stretch.lane = max(before, default=-1) + 1
    return max((s.lane for s in bent), default=-1) + 1


def _clash(high: _Stretch, low: _Stretch) -> int:
    """What it costs that one stretch runs above another: crossings, and lines on each other."""
    crossed = int(high.left < low.start < high.right) + int(low.left < high.end < low.right)
    return crossed + 20 * int(abs(high.end - low.start) < _TOO_NEAR)


def _improve(row: list[_Stretch], cost: Callable[[_Stretch, _Stretch], int]) -> None:
    """Put each stretch where it costs least, until nothing moves."""
    for _ in range(8):
        moved = False
        for stretch in list(row):
            at = row.index(stretch)
            rest = row[:at] + row[at + 1 :]
            # Costs of standing at each place: everything before is above, everything after below.
            total = sum(cost(stretch, other) for other in rest)
            best, best_at = total, 0
            costs = [total]
            for k, other in enumerate(rest):
                total += cost(other, stretch) - cost(stretch, other)
                costs.append(total)
                if total < best:
                    best, best_at = total, k + 1
            if best < costs[at]:
                rest.insert(best_at, stretch)
                row[:] = rest
                moved = True
        if not moved:
            return
