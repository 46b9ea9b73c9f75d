"""Steps that people take, handovers between roles, registers, and the phases of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, NEVER, Choice, Fact, Guard
from continuum.guards.names import as_names
from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from continuum.guards import Milestone
    from continuum.rulebook.statechart import Obligation

__all__ = ["PHASES", "PROTOCOL", "Handover", "PhaseForm", "Register", "Step"]

PHASES = (
    "remand",
    "sentence",
    "pre_release",
    "probation",
    "reintegration",
    "deportation",
    "stay",
    "closed",
)

PROTOCOL = (
    "not_started",
    "prepared",
    "person_informed",
    "offered",
    "read",
    "joint_meeting_held",
    "accepted",
    "accepted_with_reservations",
    "refused",
    "effective",
)


@attrs.frozen
class Step:
    """Something to be done on the way, and whose obligation it is.

    Args:
        id: As in the sources: ``ST13``.
        sentence: What is done.
        kind: ``statutory``, ``mandatory``, ``voluntary`` or ``organisational``.
        owner: The roles that do it.
        event: The event that records it; it must set what ``done`` reads.
        done: The guard that says it was done.
        available: The guard that says it can (and, unless voluntary, should) be done.
        due: The last day; ``None``: no date.
        evidence: What shows that it was done.
        needs_consent: The person's consent is part of it.
        before: Events that a mandatory or statutory step must come before; the checker proves
            that no way leads round it.
    """

    id: str
    sentence: str
    kind: Obligation
    owner: tuple[str, ...] = attrs.field(converter=as_names)
    event: str = ""
    done: Guard = NEVER
    available: Guard = ALWAYS
    due: Milestone | None = None
    evidence: str = ""
    needs_consent: bool = False
    before: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


@attrs.frozen
class Handover:
    """Work and knowledge pass from one role to another, by a protocol.

    Each handover brings its own events, ``h5_prepared`` to ``h5_effective``, and a choice fact
    ``h5`` that holds the stage.  The sender stays accountable until it is effective.

    Args:
        id: As in the sources: ``H5``.
        sender: The role that hands over.
        receiver: The role that takes over.
        content: The least that is handed over.
        due: The last day for acceptance; ``None``: no date.
        available: When the handover should take place.
        leads: Whether the lead of the case passes to the receiver when it is effective.
        evidence: What shows it.
    """

    id: str
    sender: str
    receiver: str
    content: tuple[str, ...] = attrs.field(converter=as_names)
    due: Milestone | None = None
    available: Guard = ALWAYS
    leads: bool = False
    evidence: str = ""
    title: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def stage(self) -> Choice:
        """The fact that holds its stage."""
        return Choice(
            self.id.lower(),
            title=f"stage of handover {self.id}" + (f" ({self.title})" if self.title else ""),
            moves="step",
            initially="not_started",
            options=PROTOCOL,
        )

    @property
    def accepted(self) -> Guard:
        """The guard that says the receiver has accepted (with or without reservations)."""
        return self.stage.is_in("accepted", "accepted_with_reservations", "effective")

    @property
    def effective(self) -> Guard:
        """The guard that says it is effective."""
        return self.stage.is_in("effective")


@attrs.frozen
class Register:
    """Dated records of one declared type: titles, measures, consents.

    A record is in force from ``start`` to before ``end``; guards see it through derived facts.

    Args:
        name: Lower snake case, plural.
        fields: The typed fields of a record, beside ``id``, ``start`` and ``end``.
    """

    name: str
    fields: tuple[Fact, ...] = attrs.field(default=(), converter=tuple[Fact, ...])
    title: str = ""
    about: str = ""

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return self.title or self.name.replace("_", " ")


@attrs.frozen
class PhaseForm:
    """Which configurations count as one of the eight phases; the guards are disjoint.

    Args:
        phase: ``remand``, ``sentence``, ``pre_release``, ``probation``, ``reintegration``,
            ``deportation``, ``stay`` or ``closed``.
        when: The guard over regions and facts.
    """

    phase: str
    when: Guard
