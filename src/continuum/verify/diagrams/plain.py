"""Decision diagrams in plain Python: reduced, ordered, every node kept once."""

from __future__ import annotations

__all__ = ["PlainDiagram", "PlainDiagrams"]

_FALSE, _TRUE = 0, 1
_BELOW = 1 << 30  # the level of the two leaves: below every bit


class PlainDiagram:
    """A set, as the number of its topmost node.

    Args:
        home: The diagrams that it belongs to.
        node: The number.
    """

    __slots__ = ("home", "node")

    def __init__(self, home: PlainDiagrams, node: int) -> None:
        """Keep both."""
        self.home, self.node = home, node

    def __and__(self, other: PlainDiagram) -> PlainDiagram:
        """What is in both."""
        return PlainDiagram(self.home, self.home.both(self.node, other.node))

    def __or__(self, other: PlainDiagram) -> PlainDiagram:
        """What is in one of them."""
        home = self.home
        neither = home.both(home.turned(self.node), home.turned(other.node))
        return PlainDiagram(home, home.turned(neither))

    def __invert__(self) -> PlainDiagram:
        """What is not in it."""
        return PlainDiagram(self.home, self.home.turned(self.node))

    def __xor__(self, other: PlainDiagram) -> PlainDiagram:
        """What is in one and not in the other."""
        return (self & ~other) | (other & ~self)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same set: then it has the same node."""
        return isinstance(other, PlainDiagram) and self.node == other.node

    def __hash__(self) -> int:
        """By the node."""
        return self.node


class PlainDiagrams:
    """An engine that needs nothing but Python.

    Args:
        nodes: The most nodes it may hold; 0: as many as there is memory for.
    """

    engine = "plain"

    def __init__(self, nodes: int = 0) -> None:
        """Start with the two leaves."""
        self._most = nodes
        self._bits = 0
        self._level = [_BELOW, _BELOW]
        self._low = [_FALSE, _TRUE]
        self._high = [_FALSE, _TRUE]
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._turned: dict[int, int] = {_FALSE: _TRUE, _TRUE: _FALSE}
        self._met: dict[tuple[int, int, int], int] = {}
        self.false = PlainDiagram(self, _FALSE)
        self.true = PlainDiagram(self, _TRUE)

    def add(self, count: int) -> range:
        """Add bits below those there are, and give their numbers."""
        self._bits += count
        return range(self._bits - count, self._bits)

    def bit(self, number: int) -> PlainDiagram:
        """Give the set in which a bit is set."""
        return PlainDiagram(self, self._node(number, _FALSE, _TRUE))

    def cube(self, bits: list[int]) -> PlainDiagram:
        """Give the conjunction of some bits, for forgetting them."""
        node = _TRUE
        for number in sorted(set(bits), reverse=True):
            node = self._node(number, _FALSE, node)
        return PlainDiagram(self, node)

    def forget(self, diagram: PlainDiagram, cube: PlainDiagram) -> PlainDiagram:
        """Leave open the bits of a cube: whatever they are, if there is a way."""
        return PlainDiagram(self, self._meet(diagram.node, _TRUE, cube.node))

    def meet(self, one: PlainDiagram, other: PlainDiagram, cube: PlainDiagram) -> PlainDiagram:
        """Give what is in both sets, and forget the bits of a cube."""
        return PlainDiagram(self, self._meet(one.node, other.node, cube.node))

    def pick(self, diagram: PlainDiagram) -> dict[int, bool] | None:
        """Give the bits of one member, those that matter; ``None``: the set is empty."""
        node, found = diagram.node, dict[int, bool]()
        if node == _FALSE:
            return None
        while node != _TRUE:
            high = self._low[node] == _FALSE
            found[self._level[node]] = high
            node = self._high[node] if high else self._low[node]
        return found

    def count(self, diagram: PlainDiagram, bits: int) -> int:
        """Count the members over so many bits."""
        known = {_FALSE: 0, _TRUE: 1}

        def level(node: int) -> int:
            return bits if node in {_FALSE, _TRUE} else self._level[node]

        def members(node: int) -> int:
            if node not in known:
                known[node] = sum(
                    members(below) << (level(below) - level(node) - 1)
                    for below in (self._low[node], self._high[node])
                )
            return known[node]

        return members(diagram.node) << level(diagram.node)

    def size(self, diagram: PlainDiagram) -> int:
        """Count the nodes of one set."""
        seen: set[int] = set()
        waiting = [diagram.node]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting += [self._low[node], self._high[node]]
        return len(seen)

    def branches(self, diagram: PlainDiagram) -> tuple[int, PlainDiagram, PlainDiagram] | None:
        """Give the topmost bit with what remains where it is not, and is, set; or ``None``."""
        node = diagram.node
        if node in {_FALSE, _TRUE}:
            return None
        low, high = self._low[node], self._high[node]
        return self._level[node], PlainDiagram(self, low), PlainDiagram(self, high)

    # ------------------------------------------------------------------ on numbers of nodes

    def _node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = len(self._level)
            if self._most and node > self._most:
                raise MemoryError(f"more than {self._most} nodes")
            self._level.append(level)
            self._low.append(low)
            self._high.append(high)
        return node

    def turned(self, node: int) -> int:
        """Give the node of what is not in a set."""
        found = self._turned.get(node)
        if found is None:
            low, high = self.turned(self._low[node]), self.turned(self._high[node])
            found = self._turned[node] = self._node(self._level[node], low, high)
            self._turned[found] = node
        return found

    def both(self, one: int, other: int) -> int:
        """Give the node of what is in two sets."""
        if other in {one, _TRUE}:
            return one
        if one == _TRUE:
            return other
        if _FALSE in {one, other}:
            return _FALSE
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            a, b = self._level[one], self._level[other]
            level = min(a, b)
            one_low, one_high = (self._low[one], self._high[one]) if a == level else (one, one)
            low, high = (self._low[other], self._high[other]) if b == level else (other, other)
            found = self._node(level, self.both(one_low, low), self.both(one_high, high))
            self._both[key] = found
        return found

    def _meet(self, one: int, other: int, cube: int) -> int:
        if _FALSE in {one, other}:
            return _FALSE
        a, b = self._level[one], self._level[other]
        level = min(a, b)
        while self._level[cube] < level:
            cube = self._high[cube]
        if cube == _TRUE:
            return self.both(one, other)
        key = (one, other, cube) if one < other else (other, one, cube)
        found = self._met.get(key)
        if found is None:
            one_low, one_high = (self._low[one], self._high[one]) if a == level else (one, one)
            low, high = (self._low[other], self._high[other]) if b == level else (other, other)
            below = self._meet(one_low, low, cube)
            if self._level[cube] != level:
                found = self._node(level, below, self._meet(one_high, high, cube))
            elif below == _TRUE:
                found = _TRUE
            else:
                above = self._meet(one_high, high, cube)
                found = self.turned(self.both(self.turned(below), self.turned(above)))
            self._met[key] = found
        return found
