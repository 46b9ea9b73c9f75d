"""How a register becomes a fact: a closed set of reductions, and comparisons of two facts.

A guard never sees a register.  It sees facts derived from it by one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards.facts import Value

__all__ = [
    "AnyInForce",
    "CountOf",
    "DaysSince",
    "Earlier",
    "LatestDay",
    "Reduction",
    "Same",
    "TotalDays",
    "Where",
]

Where = tuple[tuple[str, tuple["Value", ...]], ...]


def _where(wanted: Mapping[str, Value | Iterable[Value]] | Where) -> Where:
    pairs = wanted.items() if hasattr(wanted, "items") else wanted
    return tuple(
        sorted(
            (field, tuple(values) if isinstance(values, (tuple, list)) else _in_order(values))
            for field, values in pairs
        )
    )


def _in_order(values: Any) -> tuple[Any, ...]:
    """One value, or those of a set, which has an order of its own in every process."""
    return tuple(sorted(values, key=str)) if isinstance(values, (set, frozenset)) else (values,)


@attrs.frozen
class AnyInForce:
    """Is any matching record in force on the day?  Gives a flag.

    Args:
        register: The register's name.
        where: Field to value, or to several values; all fields must match.
        with_request: Count the record that the request would add as well.
    """

    register: str
    where: Where = attrs.field(default=(), converter=_where)
    with_request: bool = False


@attrs.frozen
class CountOf:
    """How many matching records are there?  Gives a number.

    ``in_force`` counts only those in force on the day.
    """

    register: str
    where: Where = attrs.field(default=(), converter=_where)
    in_force: bool = False
    with_request: bool = False


@attrs.frozen
class TotalDays:
    """On how many days is any matching record in force, in all?  Gives a number of days.

    Each day counts once, also where records overlap, as a renewal before the end does.
    Open-ended records count up to the day asked about; others from start to end, half-open.
    """

    register: str
    where: Where = attrs.field(default=(), converter=_where)
    with_request: bool = False


@attrs.frozen
class LatestDay:
    """The latest day in a field (``start``, ``end`` or a day field) of matching records."""

    register: str
    field: str
    where: Where = attrs.field(default=(), converter=_where)
    with_request: bool = False


@attrs.frozen
class DaysSince:
    """How many days have passed since the latest day in a field?  Gives a rising number."""

    register: str
    field: str
    where: Where = attrs.field(default=(), converter=_where)


@attrs.frozen
class Same:
    """Do two facts have the same value?  Gives a flag; not known when either is not known."""

    one: str
    other: str


@attrs.frozen
class Earlier:
    """Is the first day before the second?  Gives a flag; not known when either is not known."""

    one: str
    other: str


Reduction = AnyInForce | CountOf | TotalDays | LatestDay | DaysSince | Same | Earlier
