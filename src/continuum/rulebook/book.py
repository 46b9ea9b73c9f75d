"""The rulebook: everything that law and good practice say about a pathway, as one value."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs

from continuum.errors import InvalidRulebook, RulebookError
from continuum.guards import Choice, Fact, Parameter, as_day, facts_in
from continuum.rulebook.lower import change_days, lower
from continuum.rulebook.protocol import protocol_events, protocol_rules
from continuum.rulebook.request import ACTING_ROLE, STANDARD, fair_wording
from continuum.rulebook.rules import Rule
from continuum.rulebook.sharing import DISCLOSE, Category, Sharing, sharing_rules
from continuum.rulebook.sources import Reference
from continuum.rulebook.statechart import Event, Region, Role, Transition
from continuum.rulebook.steps import Handover, PhaseForm, Register, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from continuum.guards.parameters import DatedValue
    from continuum.rulebook.chart import Chart

__all__ = ["Rulebook", "show_with"]

T = TypeVar("T")

# How a rulebook shows itself in a notebook.  Pictures and tables live on the floor above, which
# this floor may not import; it hands its function down when it is imported itself.
_show: Callable[[Rulebook], str] | None = None


def show_with(show: Callable[[Rulebook], str] | None) -> None:
    """Say how rulebooks show themselves in a notebook; :mod:`continuum.prose` does, once.

    Args:
        show: Gives safe HTML for a rulebook; ``None``: only its one-line text.
    """
    global _show  # noqa: PLW0603 - the one thing that is handed down
    _show = show


def _day(value: date | str) -> date:
    return as_day(value, "the day a rulebook speaks for")


@attrs.frozen(repr=False, slots=False)
class Rulebook:
    """A rulebook that has checked itself whole: what it names exists, and fits.

    Args:
        name: Lower snake case.
        version: Any text that changes when the content does.
        as_of: The day on which its law was looked at.
        title: The words for it.
        status: How far it was checked, in a sentence.
        roles: Who may act.
        regions: The tracks, each a flat machine.
        facts: The facts of a case.
        registers: The registers of a case.
        parameters: The dated numbers of the law.
        events: What the statechart hears.
        transitions: The ways of events through regions.
        rules: The guard rules.
        steps: What is to be done, and whose obligation it is.
        handovers: Who hands over what to whom.
        categories: The kinds of information, and what of a case belongs to each.
        sharing: Who may tell whom what; what is not opened stays closed.
        phases: Which configurations count as which of the eight phases.
        lead: The role that leads when a case opens; empty: nobody leads.
        references: What the source keys stand for.

    Raises:
        InvalidRulebook: With every fault and its place.

    Example:
        >>> from continuum.rulebook import State
        >>> book = Rulebook(
        ...     "door",
        ...     "1",
        ...     as_of="2026-11-23",
        ...     roles=(Role("judge"),),
        ...     regions=(
        ...         Region("legal", (State("custody"), State("free", final=True)), "custody"),
        ...     ),
        ...     events=(Event("released", decided_by="judge", sources="GK"),),
        ...     transitions=(Transition("released", "legal", "custody", "free"),),
        ... )
        >>> book.lower(on="2026-11-23").events["released"].ways["legal"]["custody"][0].target
        'free'
    """

    name: str
    version: str
    as_of: date = attrs.field(converter=_day)
    title: str = ""
    status: str = ""
    roles: tuple[Role, ...] = attrs.field(default=(), converter=tuple[Role, ...])
    regions: tuple[Region, ...] = attrs.field(default=(), converter=tuple[Region, ...])
    facts: tuple[Fact, ...] = attrs.field(default=(), converter=tuple[Fact, ...])
    registers: tuple[Register, ...] = attrs.field(default=(), converter=tuple[Register, ...])
    parameters: tuple[Parameter, ...] = attrs.field(default=(), converter=tuple[Parameter, ...])
    events: tuple[Event, ...] = attrs.field(default=(), converter=tuple[Event, ...])
    transitions: tuple[Transition, ...] = attrs.field(default=(), converter=tuple[Transition, ...])
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=tuple[Rule, ...])
    steps: tuple[Step, ...] = attrs.field(default=(), converter=tuple[Step, ...])
    handovers: tuple[Handover, ...] = attrs.field(default=(), converter=tuple[Handover, ...])
    categories: tuple[Category, ...] = attrs.field(default=(), converter=tuple[Category, ...])
    sharing: tuple[Sharing, ...] = attrs.field(default=(), converter=tuple[Sharing, ...])
    phases: tuple[PhaseForm, ...] = attrs.field(default=(), converter=tuple[PhaseForm, ...])
    lead: str = ""
    references: tuple[Reference, ...] = attrs.field(default=(), converter=tuple[Reference, ...])

    def __attrs_pre_init__(self, *given: object) -> None:
        """Refuse what holds no parts, before anybody goes through them."""
        fields = zip(attrs.fields(type(self)), given, strict=True)
        several = [(f.name, value) for f, value in fields if str(f.type).startswith("tuple")]
        wrong = [(n, v) for n, v in several if isinstance(v, str) or not hasattr(v, "__iter__")]
        if wrong:
            from continuum.rulebook.faults.shape import several_faults

            raise InvalidRulebook("this is not a rulebook", several_faults(wrong))

    def __attrs_post_init__(self) -> None:
        """Check the whole book; every fault at once."""
        from continuum.rulebook.faults import faults_of
        from continuum.rulebook.faults.declared import quoted

        if faults := faults_of(self):
            raise InvalidRulebook(f"rulebook {quoted(self.name)} does not hold together", faults)

    def __repr__(self) -> str:
        """Say what it is and how large."""
        return (
            f"<Rulebook {self.name} {self.version}, law as of {self.as_of}: "
            f"{len(self.regions)} regions, {sum(len(r.states) for r in self.regions)} states, "
            f"{len(self.events)} events, {len(self.rules)} rules, {len(self.steps)} steps, "
            f"{len(self.handovers)} handovers>"
        )

    def _repr_html_(self) -> str:
        """Show the rulebook in a notebook: its numbers, its tracks with pictures, its rules."""
        return f"<pre>{escape(repr(self))}</pre>" if _show is None else _show(self)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the fields only, not what is derived from them."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the fields."""
        self.__dict__.update(state)

    @cached_property
    def every_event(self) -> tuple[Event, ...]:
        """The events as declared, and those that the handovers bring."""
        lead = self._lead_fact
        brought = (e for handover in self.handovers for e in protocol_events(handover, lead))
        return (*self.events, *brought)

    @cached_property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules as declared, and those that handovers and ways of information bring."""
        told = self.categories or self.sharing
        disclose = next((event for event in self.events if event.name == DISCLOSE), None)
        return (
            *self.rules,
            *(rule for handover in self.handovers for rule in protocol_rules(handover)),
            *(sharing_rules(self.sharing, disclose, self.acting_role) if told else ()),
        )

    @cached_property
    def every_fact(self) -> tuple[Fact, ...]:
        """Every fact that a guard may read: declared, standard, of requests and handovers."""
        facts: dict[str, Fact] = {fact.name: fact for fact in (*self.facts, *STANDARD)}
        facts[ACTING_ROLE] = self.acting_role
        if self._lead_fact is not None:
            facts["lead"] = self._lead_fact
        for handover in self.handovers:
            facts[handover.stage.name] = handover.stage
        for event in self.events:
            facts.update((fact.name, fact) for fact in event.asks if fact.name not in facts)
        return tuple(facts.values())

    @cached_property
    def role_names(self) -> frozenset[str]:
        """Every role that may act, ``system`` included."""
        return frozenset(self.acting_role.options)

    @cached_property
    def wording_rules(self) -> frozenset[str]:
        """The ids of the rules that ask whether the words of a request label anybody."""
        rules = (rule for rule in self.every_rule if fair_wording in facts_in(rule.guard))
        return frozenset(rule.id for rule in rules)

    @cached_property
    def label(self) -> str:
        """Name and version, as entries keep them."""
        return f"{self.name} {self.version}"

    @cached_property
    def _lead_fact(self) -> Choice | None:
        if not self.lead:
            return None
        names = tuple(role.name for role in self.roles)
        return Choice("lead", title="the lead", moves="step", initially=self.lead, options=names)

    @cached_property
    def acting_role(self) -> Choice:
        """The fact that holds the role of whoever acts."""
        names = tuple(role.name for role in self.roles)
        options = names if "system" in names else (*names, "system")
        return Choice(ACTING_ROLE, title="the role of whoever acts", of="request", options=options)

    @cached_property
    def _charts(self) -> dict[date | None, Chart]:
        return {}

    @cached_property
    def _change_days(self) -> tuple[date, ...]:
        return change_days(self)

    def lower(self, on: date | str) -> Chart:
        """Give the flat chart in force on a day; the same object for the same form of the law.

        Args:
            on: The day, as a date or ``YYYY-MM-DD``.

        Raises:
            FactError: Not a day, or a parameter has no single value on it.
        """
        day = as_day(on, "the day for which to lower the rulebook")
        changes = self._change_days
        key = changes[place - 1] if (place := bisect_right(changes, day)) else None
        found = self._charts.get(key)
        if found is None:
            found = self._charts.setdefault(key, lower(self, day))  # threads share the first
        return found

    def extend(self, **more: Any) -> Self:
        """Give a new rulebook with more in it; this one stays as it is.

        Every part may be named: ``regions``, ``events``, ``transitions``, ``rules`` and so on.
        What has the name or id of an existing part takes its place; ``name``, ``version``,
        ``title``, ``as_of``, ``status`` and ``lead`` are replaced.

        Raises:
            InvalidRulebook: The result does not hold together, or relaxes a fixed rule.
            RulebookError: A part that rulebooks do not have.

        Example:
            >>> import continuum as ct
            >>> wider = ct.load("outline").extend(name="mine", roles=(ct.Role("mentor"),))
            >>> wider.name
            'mine'
        """
        from continuum.rulebook.extension import extended

        return extended(self, more)

    def with_parameters(self, **values: int | str | Iterable[DatedValue]) -> Self:
        """Give a new rulebook with other values for some parameters.

        Args:
            values: Parameter name to a plain value (in force always), or to dated values.

        Raises:
            RulebookError: There is no such parameter.
            InvalidRulebook: A value does not fit where the parameter is used.
        """
        from continuum.rulebook.extension import with_parameters

        return with_parameters(self, values)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the rulebook as JSON; :meth:`from_json` reads back an equal one."""
        from continuum.rulebook.form import to_form
        from continuum.rulebook.strict_json import write_json

        return write_json(to_form(self), indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Rulebook:
        """Read a rulebook from JSON.

        Raises:
            FactError: Not JSON as this library writes it (duplicate keys, NaN, too deep, ...).
            InvalidRulebook: With every fault and its place.
        """
        from continuum.rulebook.form import from_form
        from continuum.rulebook.strict_json import read_json

        return from_form(read_json(text, "the rulebook"))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its canonical bytes, in hexadecimal; equal books have equal digests."""
        from continuum.rulebook.form import to_form
        from continuum.rulebook.strict_json import digest

        return digest(to_form(self))

    def rule(self, id: str) -> Rule:
        """Give a rule by its id.

        Raises:
            RulebookError: There is no such rule.
        """
        return _found(self.every_rule, id, "rule", lambda rule: rule.id)

    def event(self, name: str) -> Event:
        """Give an event by name, those of handovers included.

        Raises:
            RulebookError: There is no such event.
        """
        return _found(self.every_event, name, "event", lambda event: event.name)

    def region(self, name: str) -> Region:
        """Give a region by name.

        Raises:
            RulebookError: There is no such region.
        """
        return _found(self.regions, name, "region", lambda region: region.name)

    def fact(self, name: str) -> Fact:
        """Give a fact by name.

        Raises:
            RulebookError: There is no such fact.
        """
        return _found(self.every_fact, name, "fact", lambda fact: fact.name)

    def parameter(self, name: str) -> Parameter:
        """Give a parameter by its name.

        Raises:
            RulebookError: There is no such parameter.
        """
        return _found(self.parameters, name, "parameter", lambda parameter: parameter.name)

    def step(self, id: str) -> Step:
        """Give a step by its id.

        Raises:
            RulebookError: There is no such step.
        """
        return _found(self.steps, id, "step", lambda step: step.id)

    def handover(self, id: str) -> Handover:
        """Give a handover by its id.

        Raises:
            RulebookError: There is no such handover.
        """
        return _found(self.handovers, id, "handover", lambda handover: handover.id)

    def role(self, name: str) -> Role:
        """Give a role by its name.

        Raises:
            RulebookError: There is no such role.
        """
        return _found(self.roles, name, "role", lambda role: role.name)

    @cached_property
    def reference_titles(self) -> Mapping[str, Reference]:
        """The references by key."""
        return {reference.key: reference for reference in self.references}


def _found(items: Iterable[T], name: str, kind: str, key: Callable[[T], str]) -> T:
    from difflib import get_close_matches

    for item in items:
        if key(item) == name:
            return item
    near = get_close_matches(str(name), [key(item) for item in items], n=1)
    raise RulebookError(
        f"the rulebook has no {kind} `{str(name)[:80]}`",
        help=f"did you mean `{near[0]}`?" if near else f"see the rulebook's {kind}s for the names",
    )
