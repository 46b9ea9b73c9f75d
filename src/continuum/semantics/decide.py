"""The one place where anything is allowed: a pure function from case and request to decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import attrs

from continuum.errors import UnknownEvent
from continuum.guards import All, AtLeastOf, Known, Not, Some, facts_in, weigh
from continuum.rulebook.nearest import nearest
from continuum.semantics.effects import changes_of
from continuum.semantics.route import Astray, Router, route
from continuum.semantics.snapshot import Changes
from continuum.semantics.view import CaseView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from continuum.guards import Fact, Guard, Truth, Value
    from continuum.prose import Audience, Speaker
    from continuum.rulebook import Chart, ChartEvent, Gate, Source
    from continuum.semantics.request import Request
    from continuum.semantics.snapshot import Duty, Snapshot

__all__ = ["Against", "Decision", "Outcome", "Unknown", "decide", "heard_in", "unknown_event"]

_NAMED: Final = 3

Outcome = Literal["allowed", "refused", "undetermined"]


@attrs.frozen
class Against:
    """One thing in the way of an event (or one that it is warned of).

    Args:
        id: The rule's id; ``role``, ``requires``, or ``way:<region>`` for the statechart itself;
            ``target`` where the request names a record that there is not.
        sentence: What it says.
        remedy: What would make the event possible.
        sources: Where it comes from.
        facts: The facts it read and their values; ``None``: not known.
        known: ``False`` when it stands only because a fact is not known.
        guard: The guard that would have to hold, for the reason tree.
    """

    id: str
    sentence: str
    remedy: str
    sources: tuple[Source, ...] = ()
    facts: Mapping[str, Value | None] = attrs.field(factory=dict)
    known: bool = True
    guard: Guard | None = attrs.field(default=None, repr=False)


@attrs.frozen
class Unknown:
    """A fact that is needed and not known, and who can record it."""

    fact: str
    words: str
    recorded_by: tuple[str, ...] = ()


@attrs.frozen(eq=False, slots=False)  # quicker to make
class Decision:
    """Whether an event is allowed, and why; truthy only if it is.

    Args:
        event: The event's name.
        on: The day.
        request: What was asked.
        outcome: ``allowed``, ``refused`` or ``undetermined`` (a needed fact is not known; the
            event does not happen).
        against: Everything in the way, not only the first.
        unknown: The facts that are needed and not known.
        warnings: Rules that warn.
        changes: What the event changes; empty unless it is allowed.
        view: The case as it was when this was decided.
    """

    event: str
    on: date
    request: Request
    outcome: Outcome
    against: tuple[Against, ...]
    unknown: tuple[Unknown, ...]
    warnings: tuple[Against, ...]
    changes: Changes
    view: CaseView = attrs.field(repr=False)

    def __bool__(self) -> bool:
        """True only if the event is allowed."""
        return self.outcome == "allowed"

    def __eq__(self, other: object) -> bool:
        """Equal when they say the same about the same event, day and request."""
        if not isinstance(other, Decision):
            return NotImplemented
        return self._said() == other._said()

    __hash__ = None  # type: ignore[assignment]

    def _said(self) -> tuple[object, ...]:
        return (
            self.event,
            self.on,
            self.request,
            self.outcome,
            self.against,
            self.unknown,
            self.warnings,
            self.changes,
        )

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that the event would create."""
        return self.changes.duties

    @property
    def read(self) -> dict[str, Value | None]:
        """Every case fact that was looked at, with its value; ``None``: not known."""
        value, heard = self.view.value, self.view.heard
        return {} if heard is None else {fact.name: value(fact) for fact in heard.reads}

    def explain(self, language: str | Speaker = "en", *, to: Audience = "practitioner") -> str:
        """Say the decision in words: as a reason tree, or plainly to the person.

        Args:
            language: ``en``, ``nl``, ``de``, ``fr``, ``da``, or a speaker.
            to: Whom it is told: ``person`` (short and plain, without codes), ``practitioner``, or
                ``auditor`` (with sources, marks, addresses and every fact that was read).

        Raises:
            FactError: There is no such language or audience.
        """
        from continuum.semantics.telling import tell_decision

        return tell_decision(self, language, to)

    def __repr__(self) -> str:
        """Say the outcome and what stands in the way."""
        ids = ", ".join(a.id for a in self.against)
        tail = f" against: {ids}" if ids else ""
        if self.unknown:
            tail += " not known: " + ", ".join(u.fact for u in self.unknown)
        if self.duties:
            tail += " duties: " + ", ".join(d.rule for d in self.duties)
        if self.warnings:
            tail += " warnings: " + ", ".join(w.id for w in self.warnings)
        return f"<Decision {self.event} on {self.on}: {self.outcome}{tail}>"

    def _repr_html_(self) -> str:
        """Show the decision in a notebook."""
        from continuum.semantics.showing import show_decision

        return show_decision(self)


def heard_in(chart: Chart, event: str) -> ChartEvent:
    """Give an event of a chart by name, whatever was sent as a name.

    Raises:
        UnknownEvent: The rulebook has no such event.
    """
    try:
        return chart.events[event]
    except (KeyError, TypeError):  # a list, say, cannot be looked up
        raise unknown_event(chart, event) from None


def unknown_event(chart: Chart, event: str) -> UnknownEvent:
    """Make the error for an event that the rulebook does not have."""
    near = nearest(str(event), chart.events)
    return UnknownEvent(
        f"rulebook `{chart.book.name}` has no event `{str(event)[:80]}`",
        help=f"did you mean `{near}`?" if near else "see `rulebook.events` for the names",
    )


def decide(
    chart: Chart,
    snapshot: Snapshot,
    event: str,
    on: date,
    request: Request,
    *,
    router: Router = route,
) -> Decision:
    """Decide an event: pure, changes nothing, the only place where anything is allowed.

    Args:
        chart: The rulebook in force on the day (``book.lower(on)``).
        snapshot: How the case stands before the event.
        event: The event's name.
        on: The day of the event.
        request: Who asks, with which words and facts (see :func:`request_for`).
        router: Who finds the way through the regions.

    Raises:
        UnknownEvent: The rulebook has no such event.
    """
    heard = chart.events.get(event)
    if heard is None:
        raise unknown_event(chart, event)
    view = CaseView(chart, snapshot, on, request, heard)
    standing: list[tuple[Gate, Truth[bool]]] = []
    refused = False
    for gate in heard.gates:
        truth = weigh(gate.guard, view)
        if not truth[0]:
            standing.append((gate, truth))
            refused = refused or truth[1]
    way = router(heard, view)
    lost = request.target != "" and heard.event.target != "" and view.target() is None
    if not standing and not way.astray and not lost:
        warnings = [
            _against(gate, truth, view)
            for gate in heard.warnings
            if not (truth := weigh(gate.guard, view))[0]
        ]
        changes = way.changes
        if changes is None or not heard.silent or request.meets:
            changes = changes_of(view, way.legs)
        return Decision(event, on, request, "allowed", (), (), tuple(warnings), changes, view)
    against = [_against(gate, truth, view) for gate, truth in standing]
    against += [_astray(astray, heard, view) for astray in way.astray]
    if lost:
        against.append(_lost(heard, view))
    refused = refused or lost or any(astray.why != "unknown" for astray in way.astray)
    return Decision(
        event,
        on,
        request,
        "refused" if refused else "undetermined",
        tuple(against),
        _unknown(against, view),
        (),
        Changes(),
        view,
    )


def _against(gate: Gate, truth: Truth[bool], view: CaseView) -> Against:
    return Against(
        gate.id,
        gate.sentence,
        gate.remedy,
        gate.sources,
        _values(gate.guard, view),
        bool(truth[1]),
        gate.guard,
    )


def _values(guard: Guard, view: CaseView) -> dict[str, Value | None]:
    return {fact.name: view.value(fact) for fact in facts_in(guard)}


def _astray(astray: Astray, heard: ChartEvent, view: CaseView) -> Against:
    region = view.chart.regions[view.chart.place[astray.region]].words
    state = view.chart.states[astray.region][astray.state].words
    sources = tuple(dict.fromkeys(s for leg in astray.legs for s in leg.sources))
    where = f"way:{astray.region}"
    if astray.why == "no_leg":
        froms = ", ".join(
            f"`{name}` ({view.chart.states[astray.region][name].words})"
            for name in heard.ways[astray.region]
        )
        return Against(
            where,
            f"`{heard.name}` has no way from `{astray.state}` ({state}) in {region}",
            f"it is open while {region} is {froms}",
            heard.event.sources,
        )
    if astray.why == "several":
        targets = ", ".join(f"`{leg.target}`" for leg in astray.legs)
        return Against(
            where,
            f"`{heard.name}` has several ways from `{astray.state}` in {region}: {targets}",
            "the rulebook must say which; check it with `continuum check`",
            sources,
        )
    assert astray.guard is not None  # noqa: S101 - closed and unknown ways carry their guard
    return Against(
        where,
        f"no recorded fact opens a way for `{heard.name}` from `{astray.state}` ({state})",
        "record the facts that choose the way",
        sources or heard.event.sources,
        _values(astray.guard, view),
        astray.why != "unknown",
        astray.guard,
    )


def _lost(heard: ChartEvent, view: CaseView) -> Against:
    """What stands in the way of a request about a record that there is not."""
    assert view.request is not None  # noqa: S101 - only asked of a request that names one
    register = view.chart.registers[heard.event.target]
    ids = [record.id for record in view.snapshot.records.get(register.name, ())]
    there = " or ".join(f"`{id}`" for id in ids[-_NAMED:])
    return Against(
        "target",
        f"the register of {register.words} has no record `{view.request.target[:80]}`",
        f"name one of its records, such as {there}" if ids else "no record was added to it yet",
        heard.event.sources,
    )


def _unknown(against: Iterable[Against], view: CaseView) -> tuple[Unknown, ...]:
    """The facts that keep a guard from being known, and would have to be recorded."""
    found: dict[str, Unknown] = {}
    for item in against:
        if item.guard is None:
            continue
        for fact in _undecided(item.guard, view):
            if fact.name in found or view.value(fact) is not None:
                continue
            recorders = _recorders(fact, view)
            if fact.of == "target" and view.target() is None and view.heard is not None:
                words = f"the id of the record of {view.heard.event.target} that it is about"
                found["target"] = Unknown("target", words, recorders)
            else:
                found[fact.name] = Unknown(fact.name, fact.words, recorders)
    return tuple(found.values())


def _undecided(guard: Guard, view: CaseView) -> Iterator[Fact]:
    """The facts that a guard still waits for; parts that are settled by what is known are not."""
    truth = weigh(guard, view)
    if truth.holds:
        return
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _undecided(part, view)
        case Not(part):
            yield from _undecided(part, view)
        case Known():
            yield from facts_in(guard)
        case _:
            if not truth.fails:
                yield from facts_in(guard)


def _recorders(fact: Fact, view: CaseView) -> tuple[str, ...]:
    if fact.of != "case" and view.request is not None:
        return (view.request.by.role,)
    return tuple(fact.recorded_by)
