"""Where things stand in a picture: a layered drawing of boxes and the lines between them.

The method is Sugiyama's, in four steps: lines that lead back are turned round, boxes are given
layers, the order inside each layer is chosen so that few lines cross, and then each box moves as
near to its neighbours as the others let it.  A line over several layers passes through a bend in
each, so no line ever runs through a box.  Everything is deterministic.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Box", "Line", "Plan", "Wire", "crossings", "lay_out", "spread"]

_SWEEPS = 24
_SETTLINGS = 60
_BEND_WIDTH = 6.0
_GAP = 18.0


@attrs.frozen
class Box:
    """Something with a size that is to be placed; sizes in pixels.

    ``odd`` boxes stand in every other layer, so that states and signposts do not mix.
    """

    name: str
    width: float
    height: float
    odd: bool = False


@attrs.frozen
class Wire:
    """What is to be joined: from a box to a box, as the arrow points.

    Args:
        start: The name of a box.
        end: The name of a box.
        hub: Which of the two gathers: wires into one hub, or out of it, run as one line from
            wherever they meet.
    """

    start: str
    end: str
    hub: str


@attrs.frozen
class Line:
    """A line as it is drawn, downwards, and whether it leads back up.

    Args:
        points: Names of the boxes and bends it passes, top to bottom.
        upward: It points from the last to the first.
        joins: ``top`` or ``bottom`` where it ends at a bend of another line of its hub.
    """

    points: tuple[str, ...]
    upward: bool
    joins: str = ""


@attrs.frozen
class Plan:
    """Boxes and bends in their layers, each with the middle of its place across.

    Args:
        layers: Names, top to bottom, left to right.
        middle: Name to the middle across, in pixels from the left.
        boxes: Name to box, bends included.
        lines: The lines.
    """

    layers: tuple[tuple[str, ...], ...]
    middle: Mapping[str, float]
    boxes: Mapping[str, Box]
    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """How wide the whole is."""
        return max((self.middle[n] + self.boxes[n].width / 2 for n in self.middle), default=0.0)

    @property
    def cost(self) -> float:
        """How hard it is to read: crossings, bends, lines that lead back up, width."""
        bends = sum(len(line.points) - 2 for line in self.lines)
        upward = sum(line.upward for line in self.lines)
        return 10 * crossings(self.layers, self.lines) + 3 * bends + 5 * upward + self.width / 40


def lay_out(boxes: Sequence[Box], wires: Sequence[Wire], order: Sequence[str]) -> Plan:
    """Place boxes in layers.

    Args:
        boxes: What is placed.
        wires: What is joined.
        order: The names of all boxes, whatever comes first on top; wires against the order lead
            back up.
    """
    place = {name: k for k, name in enumerate(order)}
    downward = [sorted((wire.start, wire.end), key=place.__getitem__) for wire in wires]
    every = {box.name: box for box in boxes}
    layer_of = _layered(order, [(top, bottom) for top, bottom in downward], every)
    used: set[str] = set()
    drawn = []
    for wire, (top, _) in zip(wires, downward, strict=True):
        into = wire.hub == wire.end
        free = wire.start if into else wire.end
        step = 1 if free == top else -1
        points, joins = [free], ""
        for depth in range(layer_of[free] + step, layer_of[wire.hub], step):
            bend = f"{wire.hub}\n{into}\n{depth}"
            points.append(bend)
            if bend in used:
                joins = "bottom" if free == top else "top"
                break
            used.add(bend)
            every[bend] = Box(bend, _BEND_WIDTH, 0.0)
            layer_of[bend] = depth
        else:
            points.append(wire.hub)
        drawn.append(Line(tuple(points[::step]), wire.start != top, joins))
    layers: list[list[str]] = [[] for _ in range(max(layer_of.values(), default=0) + 1)]
    for name in sorted(every, key=lambda n: (place.get(n, len(place)), n)):
        layers[layer_of[name]].append(name)
    ordered = _ordered(layers, drawn)
    return Plan(ordered, _settled(ordered, every, drawn), every, tuple(drawn))


def _layered(
    order: Sequence[str], lines: Sequence[tuple[str, str]], boxes: Mapping[str, Box]
) -> dict[str, int]:
    """Longest way from the top; then each box moves to where its lines are shortest."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for a, b in lines:
        above[b].append(a)
        below[a].append(b)
    depth: dict[str, int] = {}
    for name in order:
        depth[name] = max((depth[a] + 1 for a in above[name]), default=int(boxes[name].odd))
    for _ in range(4):
        for name in reversed(order):
            if below[name] and len(below[name]) >= len(above[name]):
                lowest = min(depth[b] for b in below[name]) - 1
                # In pairs of layers, so that states and signposts keep to layers of their own.
                if name != order[0]:
                    depth[name] += (lowest - depth[name]) // 2 * 2
    return depth


def _neighbours(lines: Iterable[Line]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        for a, b in pairwise(line.points):
            above[b].append(a)
            below[a].append(b)
    return above, below


def crossings(layers: Sequence[Sequence[str]], lines: Iterable[Line]) -> int:
    """Count how often lines cross between layers."""
    _, below = _neighbours(lines)
    return sum(_crossed(a, b, below) for a, b in pairwise(layers))


def _crossed(upper: Sequence[str], lower: Sequence[str], below: Mapping[str, list[str]]) -> int:
    place = {name: k for k, name in enumerate(lower)}
    seen: list[int] = []
    count = 0
    for name in upper:
        ends = sorted(place[b] for b in below.get(name, ()) if b in place)
        for end in ends:
            count += len(seen) - bisect_left(seen, end + 1)
        for end in ends:
            insort(seen, end)
    return count


def _ordered(layers: list[list[str]], lines: list[Line]) -> tuple[tuple[str, ...], ...]:
    """Sweep down and up by barycentres, swap neighbours, and keep the best order found."""
    above, below = _neighbours(lines)
    best = [list(layer) for layer in layers]
    fewest = crossings(best, lines)
    current = [list(layer) for layer in layers]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        depths = range(1, len(current)) if down else range(len(current) - 2, -1, -1)
        for k in depths:
            fixed = {name: j for j, name in enumerate(current[k - 1 if down else k + 1])}
            sides = above if down else below
            current[k] = _by_barycentre(current[k], fixed, sides)
        _swap_neighbours(current, above, below)
        count = crossings(current, lines)
        if count < fewest:
            best, fewest = [list(layer) for layer in current], count
    return tuple(tuple(layer) for layer in best)


def _by_barycentre(
    layer: list[str], fixed: Mapping[str, int], sides: Mapping[str, list[str]]
) -> list[str]:
    def weight(name: str, place: int) -> float:
        ends = [fixed[n] for n in sides.get(name, ()) if n in fixed]
        return sum(ends) / len(ends) if ends else place * len(fixed) / max(len(layer), 1)

    keyed = sorted((weight(name, place), place, name) for place, name in enumerate(layer))
    return [name for _, _, name in keyed]


def _swap_neighbours(
    layers: list[list[str]], above: Mapping[str, list[str]], below: Mapping[str, list[str]]
) -> None:
    for k, layer in enumerate(layers):
        up = {n: j for j, n in enumerate(layers[k - 1])} if k else {}
        down = {n: j for j, n in enumerate(layers[k + 1])} if k + 1 < len(layers) else {}
        for j in range(len(layer) - 1):
            a, b = layer[j], layer[j + 1]
            gain = 0
            for sides, place in ((above, up), (below, down)):
                ends_a = [place[n] for n in sides.get(a, ()) if n in place]
                ends_b = [place[n] for n in sides.get(b, ()) if n in place]
                gain += sum((x > y) - (x < y) for x in ends_a for y in ends_b)
            if gain > 0:
                layer[j], layer[j + 1] = b, a


def _settled(
    layers: Sequence[Sequence[str]], boxes: Mapping[str, Box], lines: list[Line]
) -> dict[str, float]:
    """Move each box towards its neighbours, layer by layer, as far as the others let it."""
    above, below = _neighbours(lines)
    chains = _chains(boxes, lines)
    middle: dict[str, float] = {}
    for layer in layers:
        left = 0.0
        for name in layer:
            middle[name] = left + boxes[name].width / 2
            left += boxes[name].width + _GAP
    for turn in range(_SETTLINGS):
        down, late = turn % 2 == 0, turn >= _SETTLINGS // 3
        mean = {name: sum(middle[n] for n in chain) / len(chain) for name, chain in chains.items()}
        for layer in layers if down else reversed(layers):
            wanted, weights = [], []
            for name in layer:
                first, second = (above, below) if down else (below, above)
                near = first.get(name, []) or second.get(name, [])
                if late:
                    near = [*above.get(name, []), *below.get(name, [])]
                ends = [middle[n] for n in near]
                wish = sum(ends) / len(ends) if ends else middle[name]
                straight = late and name in chains
                wanted.append(mean[name] if straight else wish)
                weights.append(8.0 if name in chains else 1.0)
            apart = [(boxes[a].width + boxes[b].width) / 2 + _GAP for a, b in pairwise(layer)]
            middle.update(zip(layer, spread(wanted, apart, weights), strict=True))
    for _ in range(3):
        _straighten(layers, boxes, {id(chain): chain for chain in chains.values()}, middle)
    left = min((middle[n] - boxes[n].width / 2 for n in middle), default=0.0)
    return {name: x - left for name, x in middle.items()}


def _chains(boxes: Mapping[str, Box], lines: Iterable[Line]) -> dict[str, list[str]]:
    """Give for each bend the bends that should stand over each other with it."""
    chains: dict[str, list[str]] = {}
    for line in lines:
        chain = [name for name in line.points if boxes[name].height == 0.0]
        known = next((chains[name] for name in chain if name in chains), [])
        for name in chain:
            if name not in chains:
                known.append(name)
                chains[name] = known
    return chains


def _straighten(
    layers: Sequence[Sequence[str]],
    boxes: Mapping[str, Box],
    chains: Mapping[int, list[str]],
    middle: dict[str, float],
) -> None:
    """Give bends over each other one place across, as far down as the room beside them allows."""
    room: dict[str, tuple[float, float]] = {}
    depth: dict[str, int] = {}
    for k, layer in enumerate(layers):
        depth.update(dict.fromkeys(layer, k))
    for chain in sorted(chains.values(), key=lambda chain: (-len(chain), chain)):
        chain.sort(key=depth.__getitem__)
        room = {name: _room(name, layers[depth[name]], boxes, middle) for name in chain}
        run: list[str] = []
        low, high = float("-inf"), float("inf")
        for name in (*chain, ""):
            left, right = room.get(name, (float("inf"), float("-inf")))
            if max(low, left) > min(high, right):
                if run:
                    mean = sorted(middle[n] for n in run)[len(run) // 2]
                    middle.update(dict.fromkeys(run, min(max(mean, low), high)))
                run, low, high = [], float("-inf"), float("inf")
            if name:
                run.append(name)
                low, high = max(low, left), min(high, right)


def _room(
    name: str, layer: Sequence[str], boxes: Mapping[str, Box], middle: Mapping[str, float]
) -> tuple[float, float]:
    """Give how far left and right a box of a layer could move."""
    at = layer.index(name)
    low, high = float("-inf"), float("inf")
    for beside, side in ((at - 1, -1), (at + 1, 1)):
        if 0 <= beside < len(layer):
            other = layer[beside]
            apart = (boxes[name].width + boxes[other].width) / 2 + _GAP - 6
            if side < 0:
                low = middle[other] + apart
            else:
                high = middle[other] - apart
    return low, max(low, high)


def spread(
    wanted: Sequence[float], apart: Sequence[float], weights: Sequence[float] | None = None
) -> list[float]:
    """Give places in the order given, far enough apart and as near as can be to those wanted.

    Least squares under the distances, by pooling neighbours that would come too near.

    Args:
        wanted: Where each would like to be.
        apart: The least distance between each and the next.
        weights: How strongly each holds on to its wish.

    Example:
        >>> spread([0, 1], [3])
        [-1.0, 2.0]
    """
    heavy = weights or [1.0] * len(wanted)
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, float, int]] = []
    for want, offset, weight in zip(wanted, offsets, heavy, strict=False):
        mean, mass, count = want - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_mass, other_count = pools.pop()
            mean = (mean * mass + other * other_mass) / (mass + other_mass)
            mass, count = mass + other_mass, count + other_count
        pools.append((mean, mass, count))
    flat = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=False)]
