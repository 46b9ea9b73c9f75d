"""The numbers of the law: dated, with their source, and named where a guard uses one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.guards.calendar import as_day, in_force
from continuum.guards.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DatedValue", "Parameter", "ParameterRef", "ParameterValue", "parameter"]

ParameterValue = int | Period | Fraction | tuple[str, ...]


@attrs.frozen
class ParameterRef:
    """The place of a parameter in a guard or a milestone; the value comes with the day.

    Args:
        name: The parameter's name.
        beyond: As the bound of a number: the first one beyond the value, which is the last one
            allowed.  Usually written ``number.at_most(parameter("..."))``.
    """

    name: str
    beyond: bool = False


def parameter(name: str) -> ParameterRef:
    """Name a parameter of the rulebook inside a guard or a milestone.

    Example:
        >>> from continuum.guards import Day
        >>> (Day("release_day") - parameter("preparation_window")).by.name
        'preparation_window'
    """
    return ParameterRef(name)


def _day(value: date | str | None) -> date | None:
    return None if value is None else as_day(value, "the day of a dated value")


@attrs.frozen
class DatedValue:
    """A value of a parameter and the days on which it is law.

    Args:
        value: A whole number, a :class:`Period`, a fraction, or a tuple of options.
        valid_from: First day in force; ``None`` for "always before".
        valid_to: First day no longer in force (half-open); ``None`` for "until further notice".
        sources: Where it comes from, such as ``SEEN:rd-sum`` or ``GK``.
    """

    value: ParameterValue
    valid_from: date | None = attrs.field(default=None, converter=_day)
    valid_to: date | None = attrs.field(default=None, converter=_day)
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


def _dated(values: Iterable[DatedValue]) -> tuple[DatedValue, ...]:
    return tuple(sorted(values, key=lambda dated: dated.valid_from or date.min))


@attrs.frozen
class Parameter:
    """A number of the law with its dated values, oldest first.

    Example:
        >>> days = Parameter("appeal_days", values=(DatedValue(28, sources=("GK",)),))
        >>> days.on("2024-03-01")
        28
    """

    name: str
    values: tuple[DatedValue, ...] = attrs.field(converter=_dated)
    title: str = ""
    unit: str = ""

    def on(self, day: date | str) -> ParameterValue:
        """Give the value in force on a day.

        Raises:
            FactError: No value, or more than one, is in force on that day.
        """
        when = as_day(day, f"the day for parameter `{self.name}`")
        found = [v.value for v in self.values if in_force(when, v.valid_from, v.valid_to)]
        if len(found) != 1:
            raise FactError(
                f"parameter `{self.name}` has {len(found) or 'no'} value{'s' * (len(found) != 1)} "
                f"in force on {when}",
                help="give it exactly one dated value for each day",
            )
        return found[0]
