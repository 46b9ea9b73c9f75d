"""Decision diagrams: sets of situations as shared graphs of yes-or-no questions.

Two engines answer alike.  :class:`~continuum.verify.diagrams.swift.SwiftDiagrams` stands on OxiDD
and comes with the extra ``verify``; :class:`~continuum.verify.diagrams.plain.PlainDiagrams` needs
nothing, is the fallback of a bare install, and the independent oracle in tests.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Final, Protocol

from continuum.errors import RulebookError as _RulebookError
from continuum.errors import needs as _needs
from continuum.verify.diagrams.plain import PlainDiagrams as _PlainDiagrams

__all__ = ["ENGINES", "Diagram", "Diagrams", "open_diagrams"]

Diagram = Any
"""A set; has ``&``, ``|``, ``~``, ``^`` and ``==``, among sets of the same diagrams only."""

ENGINES: Final = ("oxidd", "plain")


class Diagrams(Protocol):
    """What the checker asks of an engine; bits are numbered from 0, the topmost.

    Where an engine holds more nodes than it may, any operation raises :class:`MemoryError`.
    """

    engine: str
    true: Diagram
    false: Diagram

    def add(self, count: int) -> range:
        """Add bits below those there are, and give their numbers."""

    def bit(self, number: int) -> Diagram:
        """Give the set in which a bit is set."""

    def cube(self, bits: list[int]) -> Diagram:
        """Give the conjunction of some bits, for forgetting them."""

    def forget(self, diagram: Diagram, cube: Diagram) -> Diagram:
        """Leave open the bits of a cube: whatever they are, if there is a way."""

    def meet(self, one: Diagram, other: Diagram, cube: Diagram) -> Diagram:
        """Give what is in both sets, and forget the bits of a cube."""

    def pick(self, diagram: Diagram) -> dict[int, bool] | None:
        """Give the bits of one member, those that matter; ``None``: the set is empty."""

    def count(self, diagram: Diagram, bits: int) -> int:
        """Count the members over so many bits."""

    def size(self, diagram: Diagram) -> int:
        """Count the nodes of one set."""

    def branches(self, diagram: Diagram) -> tuple[int, Diagram, Diagram] | None:
        """Give the topmost bit with what remains where it is not, and is, set; or ``None``."""


def open_diagrams(engine: str = "", nodes: int = 0) -> Diagrams:
    """Open an engine without any bits yet.

    Args:
        engine: ``oxidd`` or ``plain``; empty: OxiDD where it is installed.
        nodes: The most nodes it may hold; 0: what the engine takes by itself.

    Raises:
        RulebookError: There is no such engine.
        MissingExtra: OxiDD was asked for, and is not installed.

    Example:
        >>> diagrams = open_diagrams("plain")
        >>> one, other = map(diagrams.bit, diagrams.add(2))
        >>> diagrams.count(one | other, 2)
        3
    """
    if engine not in {"", *ENGINES}:
        raise _RulebookError(
            f"there is no engine `{str(engine)[:40]}` for decision diagrams",
            help=f"use one of {', '.join(f'`{name}`' for name in ENGINES)}",
        )
    there = find_spec("oxidd") is not None
    if engine == "oxidd" and not there:
        _needs("verify", "oxidd")
    if engine == "plain" or not there:
        return _PlainDiagrams(nodes)
    from continuum.verify.diagrams.swift import SwiftDiagrams

    return SwiftDiagrams(nodes)
