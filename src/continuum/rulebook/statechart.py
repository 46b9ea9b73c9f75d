"""The statechart: roles, regions with their states, events, transitions and what events record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from continuum.guards import ALWAYS, Fact, Guard, Value
from continuum.guards.names import as_names
from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards import Milestone

__all__ = [
    "Adds",
    "Effect",
    "Ends",
    "Event",
    "Obligation",
    "Region",
    "Role",
    "Said",
    "Sets",
    "State",
    "Transition",
    "stays",
]

Obligation = Literal["statutory", "mandatory", "voluntary", "organisational"]
"""``statutory``: a duty of an agency; ``mandatory``: a duty of the person, by recorded decision;
``voluntary``: the person may decline without any adverse effect; ``organisational``: owed by an
organisation, nobody can be sanctioned for it."""


def _words(name: str, title: str) -> str:
    return title or name.replace("_", " ")


@attrs.frozen
class Role:
    """Somebody who may act: ``probation_officer``.  The role ``system`` is never a human.

    Args:
        name: Lower snake case.
        title: The words for it.
        code: Its id in the sources, such as ``R04``.
    """

    name: str
    title: str = ""
    code: str = ""

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return _words(self.name, self.title)


@attrs.frozen
class State:
    """One state of a region.

    Args:
        name: Lower snake case, unique in its region.
        title: The words for it.
        about: A sentence for whoever reads the rulebook.
        final: The pathway ends here.
        coercive: The person is held or restricted; needs a title.
        lawful_while: What must hold as long as the state lasts; where it does not, the state
            shows as unlawful at once.
        rule: The rule that says so.
    """

    name: str
    title: str = ""
    about: str = ""
    final: bool = False
    coercive: bool = False
    lawful_while: Guard = ALWAYS
    rule: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return _words(self.name, self.title)


@attrs.frozen
class Region:
    """One track of the pathway: a flat machine that runs beside the others.

    Example:
        >>> track = Region("legal", (State("remand"), State("custody")), initial="remand")
        >>> track.names
        ('remand', 'custody')
    """

    name: str
    states: tuple[State, ...] = attrs.field(converter=tuple[State, ...])
    initial: str
    title: str = ""
    about: str = ""

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return _words(self.name, self.title)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its states."""
        return tuple(state.name for state in self.states)

    def state(self, name: str) -> State:
        """Give a state by name; raises ``KeyError`` for a name it does not have."""
        for state in self.states:
            if state.name == name:
                return state
        raise KeyError(name)


@attrs.frozen
class Said:
    """The value that the request gives for one of its facts (or for one of its standard words)."""

    fact: str


@attrs.frozen
class Sets:
    """The event records a fact: a value, what the request said, or a day worked out from others.

    Args:
        fact: The name of a case fact.
        to: A value, :class:`Said`, or a milestone; ``None`` makes it not known again.
    """

    fact: str
    to: Value | Said | Milestone | None


def _fields(
    fields: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Value | Said], ...]:
    pairs = fields.items() if hasattr(fields, "items") else fields
    return tuple(sorted(((name, value) for name, value in pairs), key=lambda pair: pair[0]))


@attrs.frozen
class Adds:
    """The event adds a record to a register.

    Args:
        register: The register's name.
        fields: Field to value, or to :class:`Said`.
        start: First day in force: :class:`Said`, a milestone, or ``None`` for the event's day.
        end: First day no longer in force; ``None``: open-ended.
    """

    register: str
    fields: tuple[tuple[str, Value | Said], ...] = attrs.field(default=(), converter=_fields)
    start: Said | Milestone | None = None
    end: Said | Milestone | None = None


@attrs.frozen
class Ends:
    """The event ends, on its day, the records of a register that are in force and match.

    Args:
        register: The register's name.
        where: Field to value, or to :class:`Said`; all must match, and what was not said matches
            nothing; empty: every record in force.
        target: Only the one record that the request names; the event's ``target`` is the register.

    Example:
        >>> Ends("consents", {"consent_for": Said("consent_for_asked")}).where
        (('consent_for', Said(fact='consent_for_asked')),)
    """

    register: str
    where: tuple[tuple[str, Value | Said], ...] = attrs.field(default=(), converter=_fields)
    target: bool = False


Effect = Sets | Adds | Ends


@attrs.frozen
class Event:
    """What the statechart hears: somebody decided or did something.

    Args:
        name: Lower snake case, a past participle where English allows: ``appeal_lodged``.
        title: The words for it.
        decided_by: The roles that may bring it.
        kind: Whose obligation it is.
        adverse: It takes something from the person; it needs a named human with own reasons.
        requires: What must hold before it may be decided at all (the *gate*); which way it goes
            is left to transitions (the *choice*).
        remedy: What would make the gate hold, in a sentence.
        asks: The facts that its request may carry, beside the standard ones.
        needs: The names of those that the request must carry.
        effects: What it records.
        target: The register of which it names one record.
        about: A sentence for whoever reads the rulebook.
        sources: Where it comes from.
    """

    name: str
    title: str = ""
    decided_by: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    kind: Obligation = "statutory"
    adverse: bool = False
    requires: Guard = ALWAYS
    remedy: str = ""
    asks: tuple[Fact, ...] = attrs.field(default=(), converter=tuple[Fact, ...])
    needs: tuple[str, ...] = attrs.field(default=(), converter=as_names)
    effects: tuple[Effect, ...] = attrs.field(default=(), converter=tuple[Effect, ...])
    target: str = ""
    about: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    @property
    def words(self) -> str:
        """The title, or the name with spaces."""
        return _words(self.name, self.title)


@attrs.frozen
class Transition:
    """One way of an event through one region.

    An event must find exactly one way in every region in which it has transitions; where it
    leaves a region as it is, that is said with :func:`stays`.

    Args:
        event: The event's name.
        region: The region's name.
        source: One state, or several.
        target: The state after it; ``None``: the region stays as it is.
        when: The recorded facts that choose this way.
        basis: The id of the transition in the sources, such as ``R22``.
    """

    event: str
    region: str
    source: tuple[str, ...] = attrs.field(converter=as_names)
    target: str | None
    when: Guard = ALWAYS
    basis: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def stays(event: str, region: str, *source: str, when: Guard = ALWAYS) -> Transition:
    """Say that an event leaves a region as it is.

    Example:
        >>> stays("appeal_lodged", "legal", "custody").target is None
        True
    """
    return Transition(event, region, source, None, when)
