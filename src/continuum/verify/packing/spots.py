"""The parts of a guard, one by one: where each stands, and the guard with another in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import All, AtLeastOf, Not, Some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard

__all__ = ["Path", "Spot", "every_spot", "leaf_spots", "replaced"]

Path = tuple[int, ...]
"""How a part is found from the top: the place in each group; a *not* counts as a group of one."""


@attrs.frozen
class Spot:
    """A part of a guard.

    Args:
        path: How it is found.
        guard: The part.
        upright: Whether the whole guard can only gain when the part holds (an even number of
            *not* stands over it).
    """

    path: Path
    guard: Guard
    upright: bool


def every_spot(guard: Guard) -> Iterator[Spot]:
    """Give every part of a guard, groups included, from the top down.

    Example:
        >>> from continuum.guards import Flag
        >>> [spot.path for spot in every_spot(Flag("a") & ~Flag("b"))]
        [(), (0,), (1,), (1, 0)]
    """
    yield from _spots(Spot((), guard, upright=True))


def leaf_spots(guard: Guard) -> Iterator[Spot]:
    """Give the questions of a guard, without its groups."""
    for spot in every_spot(guard):
        if not isinstance(spot.guard, (All, Some, AtLeastOf, Not)):
            yield spot


def _spots(spot: Spot) -> Iterator[Spot]:
    yield spot
    match spot.guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for place, part in enumerate(parts):
                yield from _spots(Spot((*spot.path, place), part, spot.upright))
        case Not(part):
            yield from _spots(Spot((*spot.path, 0), part, not spot.upright))
        case _:
            pass


def replaced(guard: Guard, path: Path, by: Guard | None) -> Guard:
    """Give the guard with another part in one place.

    Args:
        guard: The whole guard.
        path: Which part.
        by: What stands there instead; ``None``: nothing, the group has one part less.

    Example:
        >>> from continuum.guards import Flag
        >>> replaced(Flag("a") & Flag("b"), (1,), Flag("c"))
        All(parts=(Flag('a'), Flag('c')))
    """
    if not path:
        assert by is not None  # noqa: S101 - the whole guard is not a part of a group
        return by
    first, rest = path[0], path[1:]
    match guard:
        case All(parts):
            return All(_with(parts, first, rest, by))
        case Some(parts):
            return Some(_with(parts, first, rest, by))
        case AtLeastOf(count, parts):
            return AtLeastOf(count, _with(parts, first, rest, by))
        case Not(part):
            return Not(replaced(part, rest, by))
        case _:
            raise TypeError(guard)


def _with(parts: tuple[Guard, ...], first: int, rest: Path, by: Guard | None) -> tuple[Guard, ...]:
    if by is None and not rest:
        return (*parts[:first], *parts[first + 1 :])
    return (*parts[:first], replaced(parts[first], rest, by), *parts[first + 1 :])
