"""Numbers of behaviour within bounds: read when something is made, refused in plain words."""

from __future__ import annotations

import math
from typing import Any, Final

import attrs

from continuum.errors import ScenarioError

__all__ = ["LONGEST", "as_pairs", "bounded", "days_field", "number_field"]


LONGEST: Final = 3_652_059.0
"""The days of the years 1 to 9999."""


def bounded(what: str, value: object, low: float, high: float, *, above: bool = False) -> float:
    """Read a number within bounds.

    Args:
        what: What the number is, for the message.
        value: What was given.
        low: The lower bound.
        high: The upper bound.
        above: The lower bound itself is too low.

    Raises:
        ScenarioError: It is no number, or lies outside.

    Example:
        >>> bounded("a share", 1, 0, 1)
        1.0
    """
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or not low <= value <= high or (above and value == low):  # type: ignore[operator]
        bounds = f"above {low:g} and at most" if above else f"from {low:g} to"
        raise ScenarioError(
            f"{what} cannot be `{str(value)[:40]}`", help=f"give a number {bounds} {high:,.15g}"
        )
    return float(value)  # type: ignore[arg-type]


def number_field(what: str, low: float, high: float, *, above: bool = False) -> Any:
    """Give a field that takes numbers within bounds; see :func:`bounded`."""

    def read(value: float) -> float:
        return bounded(what, value, low, high, above=above)

    return attrs.field(converter=read)


def days_field(what: str, *, above: bool = False) -> Any:
    """Give a field that takes a number of days."""
    return number_field(what, 0.0, LONGEST, above=above)


def as_pairs(what: str, given: Any) -> tuple[tuple[Any, Any], ...]:
    """Read a mapping, or pairs.

    Args:
        what: What it is, for the message.
        given: What was given.

    Raises:
        ScenarioError: It is neither.

    Example:
        >>> as_pairs("the weights", {"a": 1})
        (('a', 1),)
    """
    try:
        pairs = given.items() if hasattr(given, "items") else given
        return tuple((name, value) for name, value in pairs)
    except (TypeError, ValueError):
        raise ScenarioError(
            f"{what} cannot be `{str(given)[:40]}`", help="give a mapping, such as `{name: value}`"
        ) from None
