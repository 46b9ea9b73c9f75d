"""The questions that a guard may ask, besides a flag itself: a closed set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards.connectives import Joinable

if TYPE_CHECKING:
    from continuum.guards.facts import Choice, Number
    from continuum.guards.language import Fact, Milestone
    from continuum.guards.parameters import ParameterRef

__all__ = ["AtLeast", "During", "IsIn", "Known", "Reached", "during"]


def _names(
    names: str | tuple[str, ...] | list[str] | ParameterRef,
) -> tuple[str, ...] | ParameterRef:
    if isinstance(names, str):
        return (names,)
    return tuple(sorted(set(names))) if isinstance(names, (tuple, list, set, frozenset)) else names


@attrs.frozen
class IsIn(Joinable):
    """Is the choice one of these options?  Usually written ``choice.is_in("a", "b")``.

    Example:
        >>> from continuum.guards import Choice
        >>> Choice("ground", options=("absconding", "public_order")).is_in("absconding").among
        ('absconding',)
    """

    choice: Choice
    among: tuple[str, ...] | ParameterRef = attrs.field(converter=_names)


@attrs.frozen
class AtLeast(Joinable):
    """Is the number at or above the bound?  Usually written ``number.at_least(7)``.

    Example:
        >>> from continuum.guards import Number
        >>> Number("age", low=0, high=120, unit="years").at_least(18).bound
        18
    """

    number: Number
    bound: int | ParameterRef


@attrs.frozen
class Reached(Joinable):
    """Has the day of the milestone come?  Holds on that day and after it.

    Example:
        >>> from continuum.guards import Day, months
        >>> (Day("release_day") - months(6)).reached()
        Reached(milestone=Shifted(start=Day('release_day'), by=Period('P6M'), back=True))
    """

    milestone: Milestone


@attrs.frozen
class During(Joinable):
    """Is the region in one of these states?  Usually written ``during("legal", "remand")``."""

    region: str
    states: tuple[str, ...] = attrs.field(converter=_names)


@attrs.frozen
class Known(Joinable):
    """Is the fact recorded at all, whatever its value?  Never itself not known."""

    fact: Fact


def during(region: str, *states: str) -> During:
    """Ask whether a region is in one of the states.

    Args:
        region: The region's name.
        states: One or more of its states.

    Example:
        >>> during("legal", "remand", "custody").states
        ('custody', 'remand')
    """
    return During(region, states)
