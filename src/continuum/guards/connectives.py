"""How questions are joined: all, some, not, at least so many of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards.language import Guard

__all__ = ["ALWAYS", "NEVER", "All", "AtLeastOf", "Joinable", "Not", "Some"]


class Joinable:
    """What ``&``, ``|`` and ``~`` mean for every part of a guard."""

    __slots__ = ()

    def __and__(self, other: Guard) -> All:
        """Both must hold."""
        return All((*_parts(All, self), *_parts(All, other)))

    def __or__(self, other: Guard) -> Some:
        """One of the two is enough."""
        return Some((*_parts(Some, self), *_parts(Some, other)))

    def __invert__(self) -> Guard:
        """Must fail; a double *not* falls away."""
        return self.part if isinstance(self, Not) else Not(self)  # type: ignore[arg-type]

    def __bool__(self) -> NoReturn:
        """Refuse: a guard is a sentence about a case, not true or false by itself."""
        msg = (
            "a guard is neither true nor false by itself: "
            "join guards with & | ~, weigh them with weigh(guard, view)"
        )
        raise TypeError(msg)


def _parts(kind: type[All | Some], guard: object) -> tuple[Guard, ...]:
    return guard.parts if isinstance(guard, kind) else (guard,)  # type: ignore[return-value]


def _tuple(parts: Iterable[Guard]) -> tuple[Guard, ...]:
    return tuple(parts)


@attrs.frozen
class All(Joinable):
    """Holds when every part holds; with no parts it always holds.

    Example:
        >>> from continuum.guards import Flag
        >>> All((Flag("heard"), Flag("informed"))) == (Flag("heard") & Flag("informed"))
        True
    """

    parts: tuple[Guard, ...] = attrs.field(converter=_tuple)


@attrs.frozen
class Some(Joinable):
    """Holds when at least one part holds; with no parts it never holds.

    Example:
        >>> from continuum.guards import Flag
        >>> Some((Flag("a"), Flag("b"))) == (Flag("a") | Flag("b"))
        True
    """

    parts: tuple[Guard, ...] = attrs.field(converter=_tuple)


@attrs.frozen
class Not(Joinable):
    """Holds when its part fails; not known stays not known.

    Example:
        >>> from continuum.guards import Flag
        >>> ~Flag("barred") == Not(Flag("barred"))
        True
    """

    part: Guard


@attrs.frozen
class AtLeastOf(Joinable):
    """Holds when at least ``count`` of the parts hold.

    Example:
        >>> from continuum.guards import Flag
        >>> AtLeastOf(2, (Flag("a"), Flag("b"), Flag("c"))).count
        2
    """

    count: int
    parts: tuple[Guard, ...] = attrs.field(converter=_tuple)


ALWAYS = All(())
NEVER = Some(())
