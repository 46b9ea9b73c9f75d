"""Terms of z3 as bits of truth, and keys spelled with them.

The one evaluator of guards asks nothing of a bit but ``&`` and ``|``; what is plainly true or
false is settled here, so that z3 is given short terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import needs

needs("evidence", "z3")

import attrs
import z3  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Value
    from continuum.verify.situations.cells import Key

__all__ = ["FALSE", "TRUE", "Letter", "Term", "spell"]


class Term:
    """A z3 formula as a bit of truth.

    Example:
        >>> one = Term(z3.Bool("one"))
        >>> (one & TRUE).of, (one | TRUE).of
        (one, True)
    """

    __slots__ = ("of",)

    def __init__(self, of: Any) -> None:
        """Keep the formula."""
        self.of = of

    def __and__(self, other: Term) -> Term:
        """Both."""
        if self is FALSE or other is TRUE or self is other:
            return self
        if self is TRUE or other is FALSE:
            return other
        return Term(z3.And(self.of, other.of))

    def __or__(self, other: Term) -> Term:
        """At least one."""
        if self is TRUE or other is FALSE or self is other:
            return self
        if self is FALSE or other is TRUE:
            return other
        return Term(z3.Or(self.of, other.of))

    def __invert__(self) -> Term:
        """The opposite."""
        if self is TRUE:
            return FALSE
        return TRUE if self is FALSE else Term(z3.Not(self.of))


TRUE = Term(z3.BoolVal(True))
"""What is always so."""

FALSE = Term(z3.BoolVal(False))
"""What is never so."""


@attrs.frozen(eq=False)
class Letter:
    """One key, spelled in bits: which of its cells it is in.

    Args:
        key: The key.
        values: Its cells; the code of each is its place among them.
        bits: z3 constants, the most significant first.
    """

    key: Key
    values: tuple[Value | None, ...]
    bits: tuple[Any, ...]

    def at(self, value: Value | None) -> Term:
        """Give where the key is in a cell; nowhere for what is no cell of it."""
        for code, cell in enumerate(self.values):
            if cell == value and type(cell) is type(value):
                return self._code(code)
        return FALSE

    def among(self, values: Iterable[Value | None]) -> Term:
        """Give where the key is in one of some cells."""
        found = FALSE
        for value in values:
            found = found | self.at(value)
        return found

    def legal(self) -> Term:
        """Give where the bits stand for a cell at all."""
        if len(self.values) == 1 << len(self.bits):
            return TRUE
        return self.among(self.values)

    def read(self, model: Any) -> Value | None:
        """Give the cell that a model of z3 chose."""
        code = 0
        for bit in self.bits:
            code = 2 * code + bool(z3.is_true(model.eval(bit, model_completion=True)))
        return self.values[code] if code < len(self.values) else self.values[0]

    def _code(self, code: int) -> Term:
        found = TRUE
        for place, bit in enumerate(reversed(self.bits)):
            found = found & Term(bit if code >> place & 1 else z3.Not(bit))
        return found


def spell(key: Key, values: tuple[Value | None, ...], when: str) -> Letter:
    """Give a key its bits.

    Args:
        key: The key.
        values: Its cells, in the order of their codes.
        when: What its bits are named for: ``now``, ``later``, ``open``.

    Example:
        >>> spell("risk", ("low", "middle", "high"), "now").bits
        (now:risk.0, now:risk.1)
    """
    width = max(len(values) - 1, 0).bit_length()
    return Letter(key, values, tuple(z3.Bool(f"{when}:{key}.{n}") for n in range(width)))
