"""How much a check may use, and what happens when that is spent."""

from __future__ import annotations

from time import monotonic
from typing import Any

import attrs

from continuum.errors import RulebookError

__all__ = ["Limits", "OverLimit"]


class OverLimit(Exception):
    """A limit is spent; what was proved until then stands, the rest was not decided."""


def _some(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        raise RulebookError(
            f"the limit `{attribute.name}` of a check cannot be {value!r}",
            help="give a number above 0, or leave it out",
        )


def _whole(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise RulebookError(
            f"the limit `{attribute.name}` of a check cannot be {value!r}",
            help="give a whole number above 0, or leave it out",
        )


@attrs.define
class Limits:
    """What a check may use.

    Args:
        seconds: The most seconds, counted from when the check begins.
        nodes: The most nodes of decision diagrams.

    Raises:
        RulebookError: A limit is not above 0, or there are no whole nodes.

    Example:
        >>> Limits(seconds=20).nodes
        16777216
    """

    seconds: float = attrs.field(default=3_600.0, validator=_some)
    nodes: int = attrs.field(default=1 << 24, validator=_whole)
    _until: float = attrs.field(default=0.0, init=False, repr=False, eq=False)

    def begin(self) -> None:
        """Count from now on."""
        self._until = monotonic() + self.seconds

    def spend(self) -> None:
        """Say that something is about to be worked out.

        Raises:
            OverLimit: There is no time left.
        """
        if self._until and monotonic() > self._until:
            raise OverLimit(f"the {self.seconds:g} seconds that it was given are over")
