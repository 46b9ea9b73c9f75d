"""The lowered form: what is in force on one day, flat, with parameters filled in.

All readers take this and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook.book import Rulebook
    from continuum.rulebook.rules import DutyForm, Rule
    from continuum.rulebook.sharing import Category, Sharing
    from continuum.rulebook.sources import Source
    from continuum.rulebook.statechart import Event, Region, State
    from continuum.rulebook.steps import Handover, PhaseForm, Register, Step

__all__ = ["Chart", "ChartEvent", "Gate", "Leg"]


@attrs.frozen
class Gate:
    """One thing that is weighed before an event.

    Args:
        id: A rule's id, ``role``, or ``requires``.
        guard: What is weighed: exemptions and the demands of higher rules are part of it.
        base: The rule's own guard and exemptions; where it does not hold but ``guard`` does, a
            higher rule demanded the event, and the block becomes an urgent duty.
        sentence: What it says.
        remedy: What would make it hold.
        sources: Where it comes from.
        rule: The rule, if it is one.
    """

    id: str
    guard: Guard
    sentence: str
    remedy: str
    sources: tuple[Source, ...] = ()
    base: Guard | None = None
    rule: Rule | None = None
    duty: tuple[DutyForm, ...] = ()


@attrs.frozen
class Leg:
    """One way of an event through one region, from one state to one state."""

    event: str
    region: str
    source: str
    target: str
    when: Guard
    basis: str = ""
    sources: tuple[Source, ...] = ()


@attrs.frozen(eq=False)
class ChartEvent:
    """An event with everything that governs it on the day.

    Args:
        event: The event as declared, parameters resolved.
        gates: All must hold for the event to be allowed.
        warnings: Where one does not hold, the event is allowed with a warning.
        owed: Where one does not hold, the event creates its duty.
        demands: While one holds, the event must happen.
        ways: Region to source state to the legs from there; a region that is listed must find
            exactly one.
        asks: The facts that the request may carry, by name.
        silent: It only moves regions: it records nothing and creates no duty.
        reads: The case facts that any of the guards reads (registers included), sorted by name.
        heeds_words: Something of it asks whether the words of a request label anybody.
    """

    event: Event
    gates: tuple[Gate, ...]
    warnings: tuple[Gate, ...]
    owed: tuple[Gate, ...]
    demands: tuple[Gate, ...]
    ways: Mapping[str, Mapping[str, tuple[Leg, ...]]]
    asks: Mapping[str, Fact]
    reads: tuple[Fact, ...]
    silent: bool = False
    heeds_words: bool = True

    @property
    def name(self) -> str:
        """The event's name."""
        return self.event.name

    @property
    def records(self) -> bool:
        """Whether it moves a region or records anything at all."""
        return bool(self.ways or self.event.effects)


_NOT_PACKED = ("attached", "configurations")


@attrs.frozen(eq=False)
class Chart:
    """A rulebook as it is in force on a day: flat, parameters filled in.

    Args:
        book: The rulebook it was lowered from.
        valid_from: First day of this form of the law; ``None``: always before.
        valid_to: First day on which another form holds.
        regions: The regions in declared order.
        place: Region to its place in a configuration (a tuple of state names).
        states: Region to state name to state, guards resolved.
        initial: The configuration at opening.
        events: Every event by name, those of handovers included.
        facts: Every fact by name.
        initially: The facts that have a value when a case opens.
        steps: The steps, guards resolved.
        handovers: The handovers, guards resolved.
        phases: The phase map, guards resolved.
        registers: Every register by name.
        categories: The kinds of information, guards resolved.
        sharing: The ways that information may go, guards resolved.
        attached: What a reader has compiled from the chart, kept for as long as the chart is.
        configurations: Those that cases have been in, each kept once for all of them.
    """

    book: Rulebook
    valid_from: date | None
    valid_to: date | None
    regions: tuple[Region, ...]
    place: Mapping[str, int]
    states: Mapping[str, Mapping[str, State]]
    initial: tuple[str, ...]
    events: Mapping[str, ChartEvent]
    facts: Mapping[str, Fact]
    initially: Mapping[str, Value]
    steps: tuple[Step, ...]
    handovers: tuple[Handover, ...]
    phases: tuple[PhaseForm, ...]
    registers: Mapping[str, Register]
    categories: tuple[Category, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    attached: dict[str, Any] = attrs.field(factory=dict, repr=False)
    configurations: dict[tuple[str, ...], tuple[str, ...]] = attrs.field(factory=dict, repr=False)

    def __repr__(self) -> str:
        """Show the name, the version and the days of validity."""
        until = f" to {self.valid_to}" if self.valid_to else ""
        since = f" from {self.valid_from}" if self.valid_from else ""
        return (
            f"<Chart of {self.book.name} {self.book.version}{since}{until}: "
            f"{len(self.regions)} regions, {len(self.events)} events>"
        )

    def __getstate__(self) -> dict[str, Any]:
        """Pack it without what readers attached: they compile that anew wherever it arrives."""
        kept = (field.name for field in attrs.fields(Chart) if field.name not in _NOT_PACKED)
        return {name: getattr(self, name) for name in kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpack it, with nothing attached."""
        for name, value in {**state, **{name: {} for name in _NOT_PACKED}}.items():
            object.__setattr__(self, name, value)

    def shared(self, configuration: tuple[str, ...]) -> tuple[str, ...]:
        """Give the one tuple that all cases in this configuration share."""
        return self.configurations.setdefault(configuration, configuration)

    def final(self, configuration: tuple[str, ...]) -> bool:
        """Whether any region of a configuration has reached a final state."""
        return any(
            self.states[region.name][state].final
            for region, state in zip(self.regions, configuration, strict=True)
        )
