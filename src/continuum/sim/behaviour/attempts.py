"""How people and agencies act: who attempts which event, how soon, with what, and how often.

Behaviour only proposes; the rulebook disposes.  Nothing here can make a refused event happen, and
no rule is repeated here.  A clock is set when an attempt becomes possible, and runs on while it
stays possible, whatever else happens to the person.  What happens to it when the person leaves and
comes back (``clock``), and while a guard is closed (``guard``), is said by the attempt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import ScenarioError
from continuum.sim.behaviour.arrives import Arrives
from continuum.sim.behaviour.bounds import bounded
from continuum.sim.behaviour.distributions import Fixed, Spread, Trait
from continuum.sim.behaviour.readings import (
    Misgiven,
    kept,
    read_chance,
    read_choice,
    read_count,
    read_delay,
    read_hazard,
    read_marks,
    read_names,
    read_pairs,
    read_places,
    read_spread,
    read_text,
    read_values,
    read_when,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards.language import Milestone
    from continuum.rulebook.sources import Source
    from continuum.sim.behaviour.proportional import Hazard, Logit

__all__ = ["Attempt", "Behaviour"]


def _clock(given: str | None) -> str | None:
    return read_choice(given, None, "restart", "keep")  # type: ignore[no-any-return]


def _guard(given: str) -> str:
    return read_choice(given, "attempted", "enabled")  # type: ignore[no-any-return]


def _closing(given: str | None) -> str | None:
    return read_choice(given, None, "forget", "hold", "run")  # type: ignore[no-any-return]


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
        chance: How likely it is attempted at all, each time that the clock is set: a number, a
            :class:`Trait` or a :class:`Logit`.
        given: What the request carries: fact or standard word to a value, a distribution or a
            :class:`Trait`.
        learn: Facts that are learned on the same day, just before; those that the role may record.
        retry: How long after a refusal it is attempted again; ``None``: never.
        again: How long after it was allowed it is attempted again, while the person stays;
            ``None``: never.
        named: Whether the human who acts is named.
        label: A name, needed when an event has several attempts; by default the event's.
        sources: Where the numbers come from.
        clock: What happens when it stops being possible and becomes possible again: ``restart``
            (drawn anew) or ``keep`` (it goes on with the age that it had).  Left out it restarts;
            a clock with memory that can be left and come back to must say which.
        guard: ``attempted``: a closed guard does not stop the clock, the attempt is made, refused
            and logged.  ``enabled``: the clock runs only while every gate and way is open.
        closing: For ``enabled``, what becomes of the age when a guard closes: ``forget``,
            ``hold``, or ``run`` (it runs on, and the attempt is made at the first moment at
            which it is open after being due).
        hazard: How traits multiply the chance a day; see :class:`Hazard`.
        most_retries: After how many refused retries it is given up; ``None``: never.
        after_giving_up: Labels of other attempts; the clock is set when one of them was refused
            for the last time (beside those of ``after``, and at no other time).

    Example:
        >>> Attempt("released", by="court", delay=30).delay
        Fixed(days=30.0)
    """

    event: str = attrs.field(converter=read_text)
    by: str = attrs.field(converter=read_text)
    delay: Spread = attrs.field(default=Fixed(0), converter=read_delay)
    at: str | Milestone | None = attrs.field(default=None, converter=read_when)
    after: tuple[str, ...] = attrs.field(default=(), converter=read_names)
    during: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=read_places)
    only: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(default=(), converter=read_values)
    chance: float | Trait | Logit = attrs.field(default=1.0, converter=read_chance)
    given: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=read_pairs)
    learn: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=read_pairs)
    retry: Spread | None = attrs.field(default=None, converter=read_spread)
    again: Spread | None = attrs.field(default=None, converter=read_spread)
    named: bool = True
    label: str = attrs.field(default="", converter=read_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)
    clock: str | None = attrs.field(default=None, converter=_clock)
    guard: str = attrs.field(default="attempted", converter=_guard)
    closing: str | None = attrs.field(default=None, converter=_closing)
    hazard: Hazard | None = attrs.field(default=None, converter=read_hazard)
    most_retries: int | None = attrs.field(default=None, converter=read_count)
    after_giving_up: tuple[str, ...] = attrs.field(default=(), converter=read_names)

    @property
    def name(self) -> str:
        """The label, or the event's name."""
        given = [name for name in (self.label, self.event) if not isinstance(name, Misgiven)]
        return next(filter(None, given), "without a name")


def _tuple(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    if isinstance(attempts, Attempt) or not hasattr(attempts, "__iter__"):
        kind = type(attempts).__name__
        raise ScenarioError(
            f"a behaviour is a list of attempts, not `{kind}`", help="give `[Attempt(...), ...]`"
        )
    return tuple(attempts)


def _arrivals(arrives: Any) -> tuple[Arrives, ...]:
    alone = isinstance(arrives, Arrives) or not hasattr(arrives, "__iter__")
    return (arrives,) if alone else tuple(arrives)


def _pace(pace: Mapping[str, float] | Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    def read(given: Any) -> Any:
        return tuple(
            (role, bounded(f"the pace of `{role}`", factor, 0.0, 1000.0, above=True))
            for role, factor in sorted(dict(given).items())
        )

    return kept(read, pace, "a mapping of roles to factors")  # type: ignore[no-any-return]


@attrs.frozen
class Behaviour:
    """Everything that is attempted; the order decides only between attempts at the same moment.

    Args:
        attempts: What is attempted.
        arrives: Facts that are learned late, apart from any event; at the same moment after the
            attempts.
        pace: Role to a factor: every delay of what the role attempts or records takes that many
            times as long.  Fixed days are stretched too; ``retry`` and ``again`` are not.

    Example:
        >>> behaviour = Behaviour([Attempt("released", by="court")], pace={"court": 1.5})
        >>> behaviour.attempts[0].name, behaviour.pace_of("court"), behaviour.pace_of("person")
        ('released', 1.5, 1.0)
    """

    attempts: tuple[Attempt, ...] = attrs.field(converter=_tuple)
    arrives: tuple[Arrives, ...] = attrs.field(default=(), converter=_arrivals)
    pace: tuple[tuple[str, float], ...] = attrs.field(default=(), converter=_pace)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all attempts, and after them of all facts that arrive."""
        parts: tuple[Attempt | Arrives, ...] = (*self.attempts, *self.arrives)
        return tuple(part.name for part in parts)

    def pace_of(self, role: str) -> float:
        """Give the factor by which the delays of a role are stretched."""
        return dict(self.pace).get(role, 1.0)
