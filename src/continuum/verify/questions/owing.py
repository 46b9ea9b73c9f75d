"""What is owed in a rulebook, whatever it comes from: steps, handovers, the duties of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import NEVER, All, Choice, During, Flag, Period, Reached, Shifted, Some, days
from continuum.rulebook import Sets
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Fact, Guard, Milestone
    from continuum.rulebook import ChartEvent, Effect
    from continuum.verify.following.solving import Goal
    from continuum.verify.search import Search

__all__ = ["Owed", "owed_in"]


@attrs.frozen(eq=False)
class Owed:
    """Something that is owed.

    Args:
        subjects: Its id; for the duty of a rule the ids of the rule and of the event.
        what: The words for it.
        due: Its last day; ``None``: there is none.
        owed: What holds while it is owed; for the duty of a rule, when the event creates it.
        done: What holds once it is done.
        heard: The event that creates it; ``None``: it is owed while ``owed`` holds.
        by: The event that does it, where one is named.
        lapses: What holds once it is no longer owed.
        facts: The facts of the case, for what the event records.
    """

    subjects: tuple[str, ...]
    what: str
    due: Milestone | None
    owed: tuple[Goal, ...]
    done: Guard
    heard: ChartEvent | None = None
    by: str = ""
    lapses: Guard = NEVER
    facts: Mapping[str, Fact] = attrs.field(factory=dict)

    @property
    def id(self) -> str:
        """The id of the step, the handover or the rule."""
        return self.subjects[0]

    @property
    def last(self) -> Milestone:
        """Its last day, of what has one."""
        assert self.due is not None  # noqa: S101 - asked of what has a last day only
        return self.due

    @property
    def passed(self) -> Reached:
        """Ask whether the last day is over; on the day itself it is still kept."""
        return Reached(_a_day_after(self.last))

    @property
    def still(self) -> tuple[Goal, ...]:
        """What holds at least as long as it is owed and not done."""
        if self.heard is None:
            return self.owed
        return (self.done, "not"), (self.lapses, "not")

    @property
    def over(self) -> Guard:
        """Ask whether it is done, or no longer owed."""
        return self.done if self.lapses == NEVER else Some((self.done, self.lapses))

    @property
    def begun(self) -> tuple[Goal, ...]:
        """What holds when it begins to be owed: where the event led, and what it recorded."""
        if self.heard is None:
            return self.owed
        led: list[Guard] = [
            During(region, tuple({leg.target for legs in by_state.values() for leg in legs}))
            for region, by_state in self.heard.ways.items()
        ]
        recorded = (goal for goal in map(self._recorded, self.heard.event.effects) if goal)
        return (*self.still, (All(led), "holds"), *recorded)

    def _recorded(self, effect: Effect) -> Goal | None:
        """What holds once an effect has recorded a flag or an option."""
        fact = self.facts.get(effect.fact) if isinstance(effect, Sets) else None
        match fact, getattr(effect, "to", None):
            case Flag(), bool(value):
                return fact, "holds" if value else "fails"
            case Choice(), str(value):
                return fact.is_in(value), "holds"
            case _:
                return None


def owed_in(search: Search) -> Iterator[Owed]:
    """Give all that is owed: steps that are not voluntary, handovers, and the duties of rules.

    Args:
        search: The search of the rulebook.
    """
    chart = search.chart
    for step in chart.steps:
        if step.kind != "voluntary":
            goals: tuple[Goal, ...] = ((step.available, "holds"), (step.done, "not"))
            what = f"step {step.id} ({step.sentence})"
            yield Owed((step.id,), what, step.due, goals, step.done, by=step.event)
    for handover in chart.handovers:
        goals = ((handover.available, "holds"), (handover.accepted, "not"))
        what = f"handover {handover.id} to `{handover.receiver}`"
        yield Owed((handover.id,), what, handover.due, goals, handover.accepted)
    for heard in chart.events.values():
        for gate in heard.owed:
            for form in gate.duty:
                goals = (*allowed(heard, {}), (with_request(heard, gate.guard), "not"))
                what = f"what rule {gate.id} has `{form.owner}` do ({form.sentence})"
                yield Owed(
                    (gate.id, heard.name),
                    what,
                    form.due,
                    goals,
                    form.met,
                    heard,
                    lapses=NEVER if form.lapses is None else form.lapses,
                    facts=chart.facts,
                )


def _a_day_after(milestone: Milestone) -> Milestone:
    """Give the day after; of one that is moved by days, so that it is seen what lies between."""
    match milestone:
        case Shifted(start, Period(years=0, months=0, days=count, working_days=0), back):
            ahead = 1 - count if back else 1 + count
            if not ahead:
                return start
            return Shifted(start, days(abs(ahead)), back=ahead < 0)
        case _:
            return Shifted(milestone, days(1))
