"""Facts that are learned late or never, apart from any event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.sim.behaviour.distributions import Fixed, Spread, Trait
from continuum.sim.behaviour.readings import (
    Misgiven,
    read_chance,
    read_delay,
    read_marks,
    read_names,
    read_places,
    read_text,
    read_values,
    read_when,
)

if TYPE_CHECKING:
    from continuum.guards.language import Milestone
    from continuum.rulebook.sources import Source
    from continuum.sim.behaviour.proportional import Logit

__all__ = ["Arrives"]


@attrs.frozen
class Arrives:
    """A fact that somebody records some time later, or never: an entry of ``learn``.

    Its clock is set as that of an attempt: when the pathway opens, or when the person comes
    ``during``, or after an event; it rings once each time that it is set.  It stops when the
    person leaves ``during``.  What is learned is in the log with the outcome ``learned``.

    Args:
        fact: The fact's name; one that a step does not set by itself.
        by: The role that records it; one that may.
        delay: How long after the clock is set.
        value: A value, a distribution or a :class:`Trait`; where that is not known, the fact
            stays as it is.
        at: A day fact or a milestone; the clock is set on that day.
        after: Events; the clock is set when one of them was allowed, and at no other time.
        during: Region to states; it arrives only there.
        only: Trait to the values; it arrives only for people who have one.
        chance: How likely it ever arrives, each time that the clock is set.
        label: A name, needed when a fact arrives in several ways; by default the fact's.
        sources: Where the numbers come from.

    Example:
        >>> Arrives("address_checked", "probation_officer", 30).name
        'address_checked'
    """

    fact: str = attrs.field(converter=read_text)
    by: str = attrs.field(converter=read_text)
    delay: Spread = attrs.field(default=Fixed(0), converter=read_delay)
    value: Any = True
    at: str | Milestone | None = attrs.field(default=None, converter=read_when)
    after: tuple[str, ...] = attrs.field(default=(), converter=read_names)
    during: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=read_places)
    only: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(default=(), converter=read_values)
    chance: float | Trait | Logit = attrs.field(default=1.0, converter=read_chance)
    label: str = attrs.field(default="", converter=read_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=read_marks)

    @property
    def name(self) -> str:
        """The label, or the fact's name."""
        given = [name for name in (self.label, self.fact) if not isinstance(name, Misgiven)]
        return next(filter(None, given), "without a name")
