"""How people and agencies act: who attempts which event, how soon, with what, and how often.

Behaviour only proposes; the rulebook disposes.  Nothing here can make a refused event happen, and
no rule is repeated here.  A clock is set when an attempt becomes possible, and what happens to it
later is always the same:

* it runs on while the attempt stays possible, whatever else happens to the person;
* it stops when the person leaves, and a new one is drawn when they come back;
* a guard that is closed does not stop it: the attempt is made, refused and logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import ContinuumError, ScenarioError
from continuum.rulebook.sources import Source, as_sources
from continuum.sim.behaviour.distributions import Fixed, Spread, Trait, as_spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from continuum.guards.language import Milestone

__all__ = ["Attempt", "Behaviour", "Misgiven", "misgiven"]


@attrs.frozen
class Misgiven:
    """What stands where something unfit was given, until the scenario tells every fault at once.

    Args:
        what: What is wrong, and what would do.
    """

    what: str


def _kept(read: Callable[[Any], Any], given: Any, wanted: str) -> Any:
    """Read a part of an attempt, or keep what is wrong with it."""
    if isinstance(given, Misgiven):
        return given
    try:
        return read(given)
    except ContinuumError as error:
        return Misgiven(f"{error.message} ({error.help})")
    except (TypeError, ValueError, AttributeError):
        return Misgiven(f"this cannot be `{str(given)[:40]}` (give {wanted})")


def _text(text: str) -> str:
    def read(given: Any) -> Any:
        if not isinstance(given, str):
            raise TypeError(given)
        return given

    return _kept(read, text, "a text")  # type: ignore[no-any-return]


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return _kept(_listed, names, "one name or several")  # type: ignore[no-any-return]


def _listed(names: Any) -> tuple[str, ...]:
    listed = (names,) if isinstance(names, str) else tuple(names)
    if not all(isinstance(name, str) for name in listed):
        raise TypeError(names)
    return listed


def _pairs(
    pairs: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Any], ...]:
    return _kept(_paired, pairs, "a mapping of names to values")  # type: ignore[no-any-return]


def _paired(pairs: Any) -> tuple[tuple[str, Any], ...]:
    found = dict(pairs)
    return tuple((name, found[name]) for name in sorted(_listed(found)))


def _places(
    places: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    def read(given: Any) -> Any:
        return tuple((name, _listed(values)) for name, values in _paired(given))

    return _kept(read, places, "a mapping of regions to states")  # type: ignore[no-any-return]


def _values(values: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    def read(given: Any) -> Any:
        return tuple(
            (name, tuple(v) if isinstance(v, (tuple, list)) else (v,)) for name, v in _paired(given)
        )

    return _kept(read, values, "a mapping of traits to values")  # type: ignore[no-any-return]


def _when(at: str | Milestone | None) -> str | Milestone | None:
    def read(given: Any) -> Any:
        if given is None or isinstance(given, str) or hasattr(given, "reached"):
            return given
        raise TypeError(given)

    return _kept(read, at, "a day fact or a milestone")  # type: ignore[no-any-return]


def _delay(days: Spread | float) -> Spread:
    return _kept(as_spread, days, "days")  # type: ignore[no-any-return]


def _spread(days: Spread | float | None) -> Spread | None:
    return None if days is None else _delay(days)


def _chance(chance: float | Trait) -> float | Trait:
    def read(given: Any) -> Any:
        if isinstance(given, Trait):
            return given
        if type(given) not in {int, float} or not 0 <= given <= 1:
            raise ScenarioError(f"a chance cannot be `{str(given)[:40]}`", help="give 0 to 1")
        return float(given)

    return _kept(read, chance, "0 to 1")  # type: ignore[no-any-return]


def _marks(sources: str | Source | list[object] | tuple[object, ...]) -> tuple[Source, ...]:
    return _kept(as_sources, sources, "source marks")  # type: ignore[no-any-return]


@attrs.frozen
class Attempt:
    """One event that somebody attempts.

    Its parts are read when the attempt is made, and what cannot stand there is told by the
    scenario, with the faults of all other attempts.

    Its clock is set when the person comes where the event has a way in every region it needs
    (an event without ways: at once).  ``at``, ``after``, ``during`` and ``only`` narrow that down.

    Args:
        event: The event's name.
        by: The role that attempts it; one that decides it.
        delay: How long after the clock is set: a distribution or a number of days.
        at: A day fact or a milestone; the clock is set on that day (at once, if it has passed)
            and waits while the day is not known.
        after: Events; the clock is set when one of them was allowed, and at no other time.
        during: Region to states; it is attempted only there.
        only: Trait to the values; it is attempted only for people who have one.  Tags cannot
            stand here.
        chance: How likely it is attempted at all, each time that the clock is set.
        given: What the request carries: fact or standard word to a value, a distribution or a
            :class:`Trait`.
        learn: Facts that are learned on the same day, just before; those that the role may record.
        retry: How long after a refusal it is attempted again; ``None``: never.
        again: How long after it was allowed it is attempted again, while the person stays;
            ``None``: never.
        named: Whether the human who acts is named.
        label: A name, needed when an event has several attempts; by default the event's.
        sources: Where the numbers come from.

    Example:
        >>> Attempt("released", by="court", delay=30).delay
        Fixed(days=30.0)
    """

    event: str = attrs.field(converter=_text)
    by: str = attrs.field(converter=_text)
    delay: Spread = attrs.field(default=Fixed(0), converter=_delay)
    at: str | Milestone | None = attrs.field(default=None, converter=_when)
    after: tuple[str, ...] = attrs.field(default=(), converter=_names)
    during: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_places)
    only: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(default=(), converter=_values)
    chance: float | Trait = attrs.field(default=1.0, converter=_chance)
    given: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    learn: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    retry: Spread | None = attrs.field(default=None, converter=_spread)
    again: Spread | None = attrs.field(default=None, converter=_spread)
    named: bool = True
    label: str = attrs.field(default="", converter=_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_marks)

    @property
    def name(self) -> str:
        """The label, or the event's name."""
        given = [name for name in (self.label, self.event) if not isinstance(name, Misgiven)]
        return next(filter(None, given), "without a name")


def misgiven(attempt: Attempt) -> Iterator[tuple[str, str]]:
    """Give each part of an attempt that cannot stand there, with what is wrong."""
    for field in attrs.fields(Attempt):
        value = getattr(attempt, field.name)
        if isinstance(value, Misgiven):
            yield field.name, value.what


def _tuple(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    if isinstance(attempts, Attempt) or not hasattr(attempts, "__iter__"):
        kind = type(attempts).__name__
        raise ScenarioError(
            f"a behaviour is a list of attempts, not `{kind}`", help="give `[Attempt(...), ...]`"
        )
    return tuple(attempts)


@attrs.frozen
class Behaviour:
    """Everything that is attempted; the order decides only between attempts at the same moment.

    Example:
        >>> Behaviour([Attempt("released", by="court")]).attempts[0].name
        'released'
    """

    attempts: tuple[Attempt, ...] = attrs.field(converter=_tuple)
