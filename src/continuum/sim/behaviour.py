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

from continuum.errors import ScenarioError
from continuum.rulebook.sources import Source, as_sources
from continuum.sim.distributions import Fixed, Spread, Trait, as_spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards.language import Milestone

__all__ = ["Attempt", "Behaviour"]


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _pairs(
    pairs: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(pairs.items() if hasattr(pairs, "items") else pairs))


def _places(
    places: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = places.items() if hasattr(places, "items") else places
    return tuple(sorted((name, _names(values)) for name, values in pairs))


def _values(values: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    pairs = values.items() if hasattr(values, "items") else values
    return tuple(
        sorted((name, tuple(v) if isinstance(v, (tuple, list)) else (v,)) for name, v in pairs)
    )


def _spread(days: Spread | float | None) -> Spread | None:
    return None if days is None else as_spread(days)


def _chance(chance: float | Trait) -> float | Trait:
    if isinstance(chance, Trait):
        return chance
    if type(chance) not in (int, float) or not 0 <= chance <= 1:
        raise ScenarioError(f"a chance cannot be `{str(chance)[:40]}`", help="give 0 to 1")
    return float(chance)


@attrs.frozen
class Attempt:
    """One event that somebody attempts.

    Its clock is set when the person comes where the event has a way in every region it needs
    (an event without ways: at once).  ``at``, ``after``, ``during`` and ``only`` narrow that down.

    Args:
        event: The event's name.
        by: The role that attempts it.
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
        learn: Facts that are learned on the same day, just before.
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

    event: str
    by: str
    delay: Spread = attrs.field(default=Fixed(0), converter=as_spread)
    at: str | Milestone | None = None
    after: tuple[str, ...] = attrs.field(default=(), converter=_names)
    during: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_places)
    only: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(default=(), converter=_values)
    chance: float | Trait = attrs.field(default=1.0, converter=_chance)
    given: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    learn: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    retry: Spread | None = attrs.field(default=None, converter=_spread)
    again: Spread | None = attrs.field(default=None, converter=_spread)
    named: bool = True
    label: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def name(self) -> str:
        """The label, or the event's name."""
        return self.label or self.event


def _tuple(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    return tuple(attempts)


@attrs.frozen
class Behaviour:
    """Everything that is attempted; the order decides only between attempts at the same moment.

    Example:
        >>> Behaviour([Attempt("released", by="court")]).attempts[0].name
        'released'
    """

    attempts: tuple[Attempt, ...] = attrs.field(converter=_tuple)
