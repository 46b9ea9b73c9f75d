"""Reading the parts of an attempt: what cannot stand there is kept, and told with all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import ContinuumError, ScenarioError
from continuum.rulebook.sources import MARKS, Source, as_sources
from continuum.sim.behaviour.distributions import Spread, Trait, as_spread
from continuum.sim.behaviour.proportional import Hazard, Logit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from continuum.guards.language import Milestone

__all__ = [
    "Misgiven",
    "kept",
    "misgiven",
    "read_chance",
    "read_choice",
    "read_count",
    "read_delay",
    "read_hazard",
    "read_marks",
    "read_names",
    "read_pairs",
    "read_places",
    "read_spread",
    "read_text",
    "read_values",
    "read_when",
]


@attrs.frozen
class Misgiven:
    """What stands where something unfit was given, until the scenario tells every fault at once.

    Args:
        what: What is wrong, and what would do.
    """

    what: str


def kept(read: Callable[[Any], Any], given: Any, wanted: str) -> Any:
    """Read a part of an attempt, or keep what is wrong with it."""
    if isinstance(given, Misgiven):
        return given
    try:
        return read(given)
    except ContinuumError as error:
        return Misgiven(f"{error.message} ({error.help})")
    except (TypeError, ValueError, AttributeError):
        return Misgiven(f"this cannot be `{str(given)[:40]}` (give {wanted})")


def read_text(text: str) -> str:
    """Read a text."""

    def read(given: Any) -> Any:
        if not isinstance(given, str):
            raise TypeError(given)
        return given

    return kept(read, text, "a text")  # type: ignore[no-any-return]


def read_names(names: str | Iterable[str]) -> tuple[str, ...]:
    """Read one name or several."""
    return kept(_listed, names, "one name or several")  # type: ignore[no-any-return]


def _listed(names: Any) -> tuple[str, ...]:
    listed = (names,) if isinstance(names, str) else tuple(names)
    if not all(isinstance(name, str) for name in listed):
        raise TypeError(names)
    return listed


def read_pairs(
    pairs: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Any], ...]:
    """Read a mapping of names to values; the order of the names does not matter."""
    return kept(_paired, pairs, "a mapping of names to values")  # type: ignore[no-any-return]


def _paired(pairs: Any) -> tuple[tuple[str, Any], ...]:
    found = dict(pairs)
    return tuple((name, found[name]) for name in sorted(_listed(found)))


def read_places(
    places: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read a mapping of regions to states."""

    def read(given: Any) -> Any:
        return tuple((name, _listed(values)) for name, values in _paired(given))

    return kept(read, places, "a mapping of regions to states")  # type: ignore[no-any-return]


def read_values(values: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Read a mapping of traits to the values that are meant."""

    def read(given: Any) -> Any:
        return tuple(
            (name, tuple(v) if isinstance(v, (tuple, list)) else (v,)) for name, v in _paired(given)
        )

    return kept(read, values, "a mapping of traits to values")  # type: ignore[no-any-return]


def read_when(at: str | Milestone | None) -> str | Milestone | None:
    """Read a day fact or a milestone."""

    def read(given: Any) -> Any:
        if given is None or isinstance(given, str) or hasattr(given, "reached"):
            return given
        raise TypeError(given)

    return kept(read, at, "a day fact or a milestone")  # type: ignore[no-any-return]


def read_delay(days: Spread | float) -> Spread:
    """Read a number of days, or a distribution of days."""
    return kept(as_spread, days, "days")  # type: ignore[no-any-return]


def read_spread(days: Spread | float | None) -> Spread | None:
    """Read a number of days, a distribution of days, or nothing."""
    return None if days is None else read_delay(days)


def read_chance(chance: float | Trait | Logit) -> float | Trait | Logit:
    """Read a chance: a number, a trait, or odds that depend on traits."""

    def read(given: Any) -> Any:
        if isinstance(given, (Trait, Logit)):
            return given
        if type(given) not in {int, float} or not 0 <= given <= 1:
            raise ScenarioError(f"a chance cannot be `{str(given)[:40]}`", help="give 0 to 1")
        return float(given)

    return kept(read, chance, "0 to 1")  # type: ignore[no-any-return]


def read_choice(given: Any, *among: str | None) -> Any:
    """Read one of several words."""

    def read(word: Any) -> Any:
        if word not in among:
            said = " or ".join(f"`{each}`" for each in among if each is not None)
            raise ScenarioError(f"this cannot be `{str(word)[:40]}`", help=f"give {said}")
        return word

    return kept(read, given, "a word")


def read_count(count: int | None) -> int | None:
    """Read a whole number of times, or nothing."""

    def read(given: Any) -> Any:
        if given is not None and (type(given) is not int or given < 0):
            raise TypeError(given)
        return given

    return kept(read, count, "a whole number, 0 or more")  # type: ignore[no-any-return]


def read_hazard(hazard: Hazard | Mapping[str, Any] | None) -> Hazard | None:
    """Read a hazard, or the weights of one."""

    def read(given: Any) -> Any:
        return given if given is None or isinstance(given, Hazard) else Hazard(given)

    return kept(read, hazard, "`Hazard({trait: weight})`")  # type: ignore[no-any-return]


def read_marks(sources: str | Source | list[object] | tuple[object, ...]) -> tuple[Source, ...]:
    """Read source marks."""

    def read(given: Any) -> Any:
        found = as_sources(given)
        for source in found:
            if source.mark not in MARKS:
                raise ScenarioError(
                    f"`{str(source)[:40]}` has no source mark",
                    help="begin with `SEED`, `SEEN:key`, `GK` or `ASSUMPTION`",
                )
        return found

    return kept(read, sources, "source marks")  # type: ignore[no-any-return]


def misgiven(part: Any) -> Iterator[tuple[str, str]]:
    """Give each field that cannot stand there, with what is wrong.

    Args:
        part: An attempt, a capacity or another part of a scenario.
    """
    for field in attrs.fields(type(part)):
        value = getattr(part, field.name)
        if isinstance(value, Misgiven):
            yield field.name, value.what
