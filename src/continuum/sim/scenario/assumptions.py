"""Every number of a scenario, with its mark and its range; what rests on an assumption says so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs
import numpy as np

from continuum.rulebook.sources import Source
from continuum.sim.population.cohort import Cohort, Marked
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["RESTS_ON", "Found", "assumptions", "numbers_in", "numbers_of", "weakest"]


# From firm to weak: a number with several sources rests on the weakest.
RESTS_ON: Final = {
    "SEEN": "published",
    "SEED": "seed",
    "GK": "to be checked",
    "ASSUMPTION": "assumption",
    "": "nobody says",
}
"""What a number rests on, by the mark of its source."""

_NUMBERS: Final = ("delay", "chance", "given", "learn", "retry", "again", "hazard", "most_retries")
_ARRIVING: Final = ("delay", "value", "chance")
_PLACES: Final = ("places", "officers", "caseload")
_PEOPLE: Final = ("tags", "traits", "facts")


class Found(NamedTuple):
    """A number: its path, itself, and the sources that its part names."""

    path: str
    number: float
    sources: tuple[Source, ...]


def assumptions(scenario: Scenario) -> Table:
    """List every number of a scenario; see :meth:`Scenario.assumptions`.

    Args:
        scenario: The scenario.
    """
    ranges = {one.path: one for one in scenario.uncertain}
    columns: dict[str, list[Any]] = {
        name: [] for name in ("where", "number", "mark", "low", "high", "rests_on", "source")
    }
    for found in numbers_of(scenario):
        around = ranges.get(found.path)
        sources = (*found.sources, *(around.sources if around else ())) or scenario.sources
        mark, source = weakest(sources)
        columns["where"].append(found.path)
        columns["number"].append(found.number)
        columns["mark"].append(mark or "none")
        columns["low"].append(around.low if around else math.nan)
        columns["high"].append(around.high if around else math.nan)
        columns["rests_on"].append(RESTS_ON[mark])
        columns["source"].append(source)
    numbers = {"number", "low", "high"}
    return Table(
        f"numbers of {scenario.name}",
        {
            name: np.array(values, dtype=np.float64) if name in numbers else values
            for name, values in columns.items()
        },
    )


def weakest(sources: Iterable[Source]) -> tuple[str, str]:
    """Give the weakest mark of some sources, and the text of that source.

    Args:
        sources: The sources.

    Example:
        >>> weakest((Source("SEED"), Source("ASSUMPTION")))[0]
        'ASSUMPTION'
    """
    order = list(RESTS_ON)
    found = max(sources, key=lambda source: order.index(source.mark), default=None)
    return ("", "") if found is None else (found.mark, str(found))


def numbers_of(scenario: Scenario) -> Iterator[Found]:
    """Give every number of behaviour, setting and people.

    Args:
        scenario: The scenario.
    """
    behaviour, setting = scenario.behaviour, scenario.setting
    parts: list[tuple[str, Any, tuple[str, ...]]] = [
        *((f"behaviour.{one.name}", one, _NUMBERS) for one in behaviour.attempts),
        *((f"behaviour.{one.name}", one, _ARRIVING) for one in behaviour.arrives),
        *((f"setting.{one.name}", one, _PLACES) for one in setting.capacities),
    ]
    for path, part, fields in parts:
        for field in attrs.fields(type(part)):
            if field.name not in fields:
                continue
            value = getattr(part, field.name)
            if value == field.default:
                continue
            for place, number in numbers_in(value, f"{path}.{field.name}"):
                yield Found(place, number, part.sources)
    for place, number in numbers_in(behaviour.pace, "behaviour.pace"):
        yield Found(place, number, ())
    if setting.arrivals is not None:
        for place, number in numbers_in(setting.arrivals, "setting.arrivals"):
            yield Found(place, number, ())
    yield from _people(scenario)


def _people(scenario: Scenario) -> Iterator[Found]:
    people = scenario.people
    if isinstance(people, Cohort):
        return
    marked = {path: note for note in people.notes for path in note.paths}
    found = [("people.size", float(people.size))]
    for group in _PEOPLE:
        found += numbers_in(getattr(people, group), f"people.{group}")
    for path, number in found:
        note = next((marked[p] for p in _above(path) if p in marked), None)
        yield Found(path, number, () if note is None else (_source(note),))


def _source(note: Marked) -> Source:
    mark, _, key = note.mark.partition(":")
    return Source(mark, key, note.note)


def _above(path: str) -> Iterator[str]:
    """A path, and every path that leads to it, longest first."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def numbers_in(part: Any, path: str) -> Iterator[tuple[str, float]]:
    """Give every number inside something, with its path.

    Args:
        part: A distribution, pairs, or anything else that stands in a scenario.
        path: Where it stands.

    Example:
        >>> from continuum.sim.behaviour.distributions import LogNormal
        >>> list(numbers_in(LogNormal(30, 0.5), "delay"))
        [('delay.median_days', 30.0), ('delay.sigma', 0.5)]
    """
    if isinstance(part, bool):
        return
    if isinstance(part, (int, float)):
        yield path, float(part)
    elif attrs.has(type(part)):
        for field in attrs.fields(type(part)):
            yield from numbers_in(getattr(part, field.name), f"{path}.{field.name}")
    elif isinstance(part, tuple):
        named = all(
            isinstance(one, tuple) and len(one) == 2 and not isinstance(one[0], (float, type(None)))  # noqa: PLR2004
            for one in part
        )
        for place, one in enumerate(part):
            key, inside = one if named else (place, one)
            yield from numbers_in(inside, f"{path}.{key}")
