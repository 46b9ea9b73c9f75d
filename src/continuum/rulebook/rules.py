"""The guard rules: a named guard with its sentence, remedy, force, precedence and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from continuum.guards import ALWAYS, NEVER, Guard, as_day
from continuum.guards.names import as_names
from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.guards import Milestone
    from continuum.rulebook.statechart import Obligation

__all__ = [
    "PRECEDENCE",
    "DutyForm",
    "Effectiveness",
    "Exemption",
    "Force",
    "Governs",
    "Precedence",
    "Rule",
]

Force = Literal["fixed", "profile"]
Precedence = Literal["life", "refoulement", "liberty", "rights", "continuity", "other"]
PRECEDENCE: tuple[Precedence, ...] = (
    "life",
    "refoulement",
    "liberty",
    "rights",
    "continuity",
    "other",
)
"""Highest first: life in danger, refoulement, hard dates of liberty, rights, continuity, rest."""

Effectiveness = Literal["blocks", "warns", "owes", "demands"]


def _optional_day(value: date | str | None) -> date | None:
    return (
        None if value is None else as_day(value, "the day a rule comes into or goes out of force")
    )


@attrs.frozen
class Governs:
    """Which events a rule governs: by name, by where they lead, or by what they declare.

    An event is governed when it is named, when it enters one of the states, or when it matches
    every attribute that is given.

    Args:
        events: Names of events.
        enters: States, as ``region.state``: every event that leads there, also one that an
            extension adds.
        adverse: Every event that is (or is not) adverse.
        kind: Every event of this obligation kind.
        coercive: Every event that enters a coercive state.

    Example:
        >>> Governs(adverse=True).by_attribute
        True
    """

    events: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    enters: tuple[str, ...] = attrs.field(default=(), converter=as_names, kw_only=True)
    adverse: bool | None = None
    kind: Obligation | None = None
    coercive: bool | None = None

    @property
    def by_attribute(self) -> bool:
        """Whether it selects events by what they declare."""
        return not (self.adverse is None and self.kind is None and self.coercive is None)


@attrs.frozen
class Exemption:
    """A labelled exception of a rule, one level deep, with its own source.

    Where it holds, the rule does not stand in the way.  Not known never opens a door.
    """

    label: str
    guard: Guard
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


@attrs.frozen
class DutyForm:
    """What is owed: by whom, by when, and when it is met.

    Args:
        sentence: What must be done, in a sentence.
        owner: The role that owes it.
        due: The last day, counted from ``the_day`` of the event or from any day fact;
            ``None``: at once.
        met: The guard that says it was done; by default nothing but an entry that names the duty
            (``meets=``) says so.
        lapses: The guard that says it is no longer owed.
    """

    sentence: str
    owner: str
    due: Milestone | None = None
    met: Guard = NEVER
    lapses: Guard | None = None


def _forms(forms: DutyForm | Iterable[DutyForm] | None) -> tuple[DutyForm, ...]:
    if forms is None:
        return ()
    return (forms,) if isinstance(forms, DutyForm) else tuple(forms)


@attrs.frozen
class Rule:
    """A guard rule.

    What its guard means depends on ``then``:

    * ``blocks``: the events are refused unless the guard (or an exemption) holds;
    * ``warns``: they are allowed with a warning unless it holds;
    * ``owes``: they are allowed and create the duty unless it holds;
    * ``demands``: while the guard holds, the events must happen; no rule of a lower class blocks
      them, and what would have blocked becomes an urgent duty.

    Args:
        id: As in the sources: ``GR-51``.
        sentence: What the rule says.
        remedy: What would make the events possible.
        guard: See above.
        governs: Which events.
        then: See above.
        force: ``fixed``: nobody may relax it; ``profile``: a jurisdiction may.
        precedence: Its class when rules collide.
        exemptions: Labelled exceptions.
        duty: What is owed, one form or several, for ``owes`` and for a block that a higher class
            overrides.
        title: A few words.
        in_force_from: First day in force; ``None``: always was.
        in_force_to: First day no longer in force.
        sources: Where it comes from.

    Example:
        >>> from continuum.guards import Flag
        >>> rule = Rule(
        ...     "GR-51",
        ...     "No removal while it is barred.",
        ...     "The bar must end first.",
        ...     guard=~Flag("barred"),
        ...     governs=Governs("removed"),
        ...     sources="GK",
        ... )
        >>> rule.then
        'blocks'
    """

    id: str
    sentence: str
    remedy: str
    guard: Guard = ALWAYS
    governs: Governs = attrs.field(factory=Governs)
    then: Effectiveness = "blocks"
    force: Force = "fixed"
    precedence: Precedence = "other"
    exemptions: tuple[Exemption, ...] = attrs.field(default=(), converter=tuple[Exemption, ...])
    duty: tuple[DutyForm, ...] = attrs.field(default=(), converter=_forms)
    title: str = ""
    in_force_from: date | None = attrs.field(default=None, converter=_optional_day)
    in_force_to: date | None = attrs.field(default=None, converter=_optional_day)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def rank(self) -> int:
        """Its place in the order of precedence; 0 is the highest."""
        return PRECEDENCE.index(self.precedence)
