"""What the situations have in common from which no end is reached: one cause, told once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from continuum.guards import Not, Reached
from continuum.prose.sentences import say
from continuum.verify.situations.cells import TOUCHED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from continuum.guards import Value
    from continuum.verify.outcome import Outcome
    from continuum.verify.situations.cells import Key
    from continuum.verify.slices import Situation

__all__ = ["Cause", "causes", "named", "subjects", "unpunished"]

Cause = tuple[tuple["Key", "Value | None"], ...]
"""Variables with values: wherever they come together, a case is lost."""

_TOGETHER = 2


def causes(
    variables: tuple[Key, ...],
    every: Collection[Situation],
    lost: Collection[Situation],
    entered: Iterable[Situation],
) -> list[Cause]:
    """Give the fewest causes that account for every situation in which a case gets lost.

    Args:
        variables: What a situation gives values for.
        every: All situations.
        lost: Those from which no end can be reached.
        entered: Those among them where getting lost begins.
    """
    found: list[Cause] = []
    left = list(dict.fromkeys(entered))
    for count in range(1, _TOGETHER + 1):
        for places in combinations(range(len(variables)), count):
            spared = {tuple(s[i] for i in places) for s in every if s not in lost}
            told: dict[tuple[Value | None, ...], None] = {}
            kept = []
            for situation in left:
                values = tuple(situation[i] for i in places)
                if values in spared:
                    kept.append(situation)
                else:
                    told[values] = None
            left = kept
            names = [variables[i] for i in places]
            found += [tuple(zip(names, values, strict=True)) for values in told]
    return [*found, *(tuple(zip(variables, situation, strict=True)) for situation in left)]


def unpunished(
    variables: tuple[Key, ...], every: Collection[Situation], bad: set[Situation], keys: set[Key]
) -> set[Situation]:
    """Leave out the situations that are bad only for what some variables are.

    Args:
        variables: What a situation gives values for.
        every: All situations.
        bad: Those that are bad.
        keys: Variables of which it was told already that they lead there.
    """
    others = [i for i, key in enumerate(variables) if key not in keys]
    fine = {tuple(s[i] for i in others) for s in every if s not in bad}
    return {s for s in bad if tuple(s[i] for i in others) not in fine}


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
