"""What the situations have in common from which no end is reached: one cause, told once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from continuum.guards import Not, Reached
from continuum.prose.sentences import say
from continuum.verify.situations.cells import TOUCHED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from continuum.guards import Value
    from continuum.verify.diagrams import Diagram
    from continuum.verify.outcome import Outcome
    from continuum.verify.situations.cells import Key
    from continuum.verify.space import Space

__all__ = ["Cause", "causes", "least", "named", "subjects", "unpunished"]

Cause = tuple[tuple["Key", "Value | None"], ...]
"""Variables with values: wherever they come together, a case is lost."""

_TOGETHER = 2
_FEW = 25


def causes(space: Space, every: Diagram, lost: Diagram, entered: Diagram, most: int) -> list[Cause]:
    """Give the fewest causes that account for every situation in which a case gets lost.

    Args:
        space: The space.
        every: All situations.
        lost: Those from which no end can be reached.
        entered: Those among them where getting lost begins.
        most: How many causes are wanted at the most.
    """
    found: list[Cause] = []
    left = entered
    spared = every & ~lost
    stored = space.coding.stored
    for count in range(1, _TOGETHER + 1):
        for keys in combinations(stored, count):
            if count > 1 and len(stored) > _FEW and not any(k.startswith("in:") for k in keys):
                continue  # where a case is comes first; pairs of other facts are too many
            told = left & ~space.along(spared, keys)
            if told == space.nothing:
                continue
            left &= ~told
            while len(found) < most and (one := space.member(told)) is not None:
                cause = tuple((key, one[key]) for key in keys)
                found.append(cause)
                told &= ~space.only(dict(cause))
    while len(found) < most and (one := space.member(left)) is not None:
        cause = least(space, every, lost, one)
        found.append(cause)
        left &= ~space.only(dict(cause))
    return found


def least(
    space: Space,
    every: Diagram,
    lost: Diagram,
    situation: Mapping[Key, Value | None],
    kept: Collection[Key] = (),
) -> Cause:
    """Give the fewest things about a situation that are enough for a case to be lost.

    Args:
        space: The space.
        every: All situations.
        lost: Those that are bad.
        situation: One of them.
        kept: What is told in any case.
    """
    cause = dict(situation)
    for key in tuple(situation)[::-1]:
        less = {k: v for k, v in cause.items() if k != key}
        if key not in kept and not space.meets(every & ~lost, space.only(less)):
            cause = less
    return tuple(sorted(cause.items(), key=lambda item: not item[0].startswith("in:")))


def unpunished(space: Space, every: Diagram, bad: Diagram, keys: set[Key]) -> Diagram:
    """Leave out the situations that are bad only for what some variables are.

    Args:
        space: The space.
        every: All situations.
        bad: Those that are bad.
        keys: Variables of which it was told already that they lead there.
    """
    others = [key for key in space.coding.stored if key not in keys]
    return bad & ~space.along(every & ~bad, others)


def named(outcome: Outcome, cause: Cause) -> str:
    """Say a cause: ``the case is in `here` and `course` is yes``."""
    regions = {f"in:{region.name}": region.words for region in outcome.search.chart.regions}
    places = [(key, value) for key, value in cause if key in regions]
    said = [
        f"`{value}`" if len(regions) == 1 else f"`{value}` of {regions[key]}"
        for key, value in places
    ]
    parts = [f"the case is in {', '.join(said)}"] if said else []
    parts += [_fact(outcome, key, value) for key, value in cause if key not in regions]
    return " and ".join(parts)


def _fact(outcome: Outcome, key: Key, value: Value | None) -> str:
    milestone = outcome.search.cells.milestones.get(key)
    if milestone is not None:
        reached = Reached(milestone)
        return say(reached if value else Not(reached), outcome.book)
    if key.startswith(TOUCHED):
        return f"`{key.removeprefix(TOUCHED)}` {'has' if value else 'never'} changed"
    if key.startswith("any:"):
        return f"`{key.removeprefix('any:')}` {'has a record' if value else 'is empty'}"
    return f"`{key}` is {_said(value)}"


def subjects(cause: Cause, bases: Mapping[Key, tuple[str, ...]]) -> tuple[str, ...]:
    """Give a cause as subjects: name and value in turn."""
    found: list[str] = []
    for key, value in cause:
        name = bases[key][0] if key in bases else key.partition(":")[2] or key
        found += [name, str(value) if key.startswith("in:") else _said(value).strip("`")]
    return tuple(found)


def _said(value: Value | None) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if isinstance(value, str) else str(value)
