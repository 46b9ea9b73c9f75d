"""A case as it goes, act by act, by the meaning of the rules alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.semantics import (
    Actor,
    CaseView,
    Changes,
    Decision,
    Request,
    Snapshot,
    advance,
    decide,
    opening,
    request_for,
    step,
)
from continuum.verify.following.story import Act, Story
from continuum.verify.testing.thresholds import Thresholds, thresholds_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Fact, Value
    from continuum.rulebook import Chart, Rulebook

__all__ = ["Course", "carried_in", "learned_by", "may_be_learned"]


def carried_in(fact: Fact) -> bool:
    """Whether a case may open with a value of a fact that is not the first one of every case.

    What follows from others cannot be given, and what only events record is not carried in.
    """
    recorded = fact.moves != "step" or bool(fact.recorded_by)
    return fact.of == "case" and fact.derived is None and recorded


def may_be_learned(fact: Fact) -> bool:
    """Whether a fact may be recorded while a case runs."""
    return carried_in(fact) and fact.moves != "fixed"


def learned_by(fact: Fact, book: Rulebook) -> Actor:
    """Give somebody who may record a fact."""
    roles = fact.recorded_by or tuple(role.name for role in book.roles) or ("system",)
    return Actor(roles[0], "" if roles[0] == "system" else "A-1")


@attrs.define
class Course:
    """A case that goes on: what happened, and how it stands.

    Args:
        book: The rulebook.
        opened: The day it opened.
        facts: What was known then.
    """

    book: Rulebook
    opened: date
    facts: Mapping[str, Value] = attrs.field(factory=dict)
    acts: list[Act] = attrs.field(factory=list, init=False)
    on: date = attrs.field(init=False)
    snapshot: Snapshot = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Open it."""
        self.on = self.opened
        self.snapshot = opening(self.chart(), self.opened, self.facts)

    def copied(self) -> Course:
        """Give a copy that stands where this one stands, without what happened before."""
        copy = attrs.evolve(self)
        copy.on, copy.snapshot = self.on, self.snapshot
        return copy

    def forked(self) -> Course:
        """Give a copy that stands where this one stands, with what happened before."""
        copy = self.copied()
        copy.acts = [*self.acts]
        return copy

    def do(self, act: Act) -> None:
        """Record what an act says, or send its event."""
        if act.event:
            self.send(act)
        else:
            self.learn(act)

    def chart(self, on: date | None = None) -> Chart:
        """Give the chart in force on a day; today's by default."""
        return self.book.lower(self.on if on is None else on)

    def thresholds(self) -> Thresholds:
        """Give what today's guards tell apart."""
        return thresholds_of(self.chart())

    def view(self, request: Request | None = None, event: str = "") -> CaseView:
        """Give the case as a view of guards, today."""
        chart = self.chart()
        return CaseView(chart, self.snapshot, self.on, request, chart.events.get(event))

    def state(self, region: str) -> str:
        """Give the state of a region."""
        return self.snapshot.configuration[self.chart().place[region]]

    def open_events(self) -> tuple[str, ...]:
        """Give the events that have a way from here in every region that they move."""
        stood = self._stood()
        return tuple(
            name
            for name, heard in self.chart().events.items()
            if heard.records
            and all(stood[region] in by_state for region, by_state in heard.ways.items())
        )

    def leading(self, event: str) -> tuple[bool, bool]:
        """Say whether an event may move the case from here, and whether it may end it."""
        stood, chart = self._stood(), self.chart()
        targets = [
            (region, leg.target)
            for region, by_state in chart.events[event].ways.items()
            for leg in by_state.get(stood[region], ())
            if leg.target != leg.source
        ]
        return bool(targets), any(chart.states[region][state].final for region, state in targets)

    def _stood(self) -> dict[str, str]:
        names = (region.name for region in self.chart().regions)
        return dict(zip(names, self.snapshot.configuration, strict=True))

    def sent(self) -> int:
        """Give how many events happened."""
        return sum(1 for act in self.acts if act.event)

    def ended(self) -> bool:
        """Whether the case has come to a final state."""
        return self.chart().final(self.snapshot.configuration)

    def wait(self, on: date) -> None:
        """Let days pass."""
        self.on = on

    def learn(self, act: Act) -> None:
        """Record what an act says."""
        self.on = act.on
        self.snapshot = advance(self.chart(), self.snapshot, act.on, Changes(sets=act.given))
        self.acts.append(act)

    def ask(self, act: Act) -> Decision:
        """Decide an event; nothing changes.

        Raises:
            FactError: What is given with it does not fit.
        """
        chart = self.chart(act.on)
        request = request_for(chart.events[act.event], act.on, act.by, act.given)
        return decide(chart, self.snapshot, act.event, act.on, request)

    def send(self, act: Act) -> Decision:
        """Decide an event, and do it if it is allowed.

        Raises:
            FactError: What is given with it does not fit.
        """
        decision = self.ask(act)
        self.on = act.on
        if decision:
            self.snapshot = step(self.chart(), self.snapshot, decision)
            self.acts.append(act)
        return decision

    def story(self, question: Act | None = None, closing: str = "") -> Story:
        """Give what happened as a story.

        Args:
            question: What is asked in the end.
            closing: What shows then.
        """
        return Story(self.opened, dict(self.facts), tuple(self.acts), question, closing)
