"""Where guards change their minds: values at their thresholds, one less and one more."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import AtLeast, Choice, Day, During, Flag, Number, Reached, day_of
from continuum.guards.walk import facts_in, leaves, milestone_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from continuum.guards import Fact, Guard, Milestone, Value
    from continuum.rulebook import Chart

__all__ = ["Thresholds", "base_of", "guards_of", "thresholds_of"]

_FIRST: Final = date(1900, 1, 1).toordinal()
_LAST: Final = date(2300, 1, 1).toordinal()
_LENGTHS: Final = (1, 6, 12, 24, 60)


def base_of(milestone: Milestone) -> Day:
    """Give the day fact that a milestone is counted from.

    Example:
        >>> from continuum.guards import Day, months
        >>> base_of(Day("release_day") - months(6))
        Day('release_day')
    """
    return next(fact for fact in milestone_facts(milestone) if isinstance(fact, Day))


@attrs.frozen
class Thresholds:
    """What some guards tell apart.

    Args:
        facts: The facts that they read.
        bounds: Number to the bounds that are asked for.
        milestones: Every milestone that is asked for.
        states: Region to the states that are asked for.
    """

    facts: tuple[Fact, ...]
    bounds: Mapping[str, tuple[int, ...]]
    milestones: tuple[Milestone, ...]
    states: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, guards: Iterable[Guard], milestones: Iterable[Milestone] = ()) -> Thresholds:
        """Collect them from guards, parameters resolved, and from milestones beside them.

        Example:
            >>> from continuum.guards import Number
            >>> age = Number("age", low=0, high=120, unit="years")
            >>> Thresholds.of([age.at_least(18)]).values(age)
            (18, 17, 19)
        """
        facts: dict[tuple[str, str], Fact] = {}
        bounds: dict[str, dict[int, None]] = {}
        counted = dict.fromkeys(milestones)
        states: dict[str, dict[str, None]] = {}
        for guard in dict.fromkeys(guards):
            facts |= {(fact.of, fact.name): fact for fact in facts_in(guard)}
            for leaf in leaves(guard):
                match leaf:
                    case AtLeast(number, int(bound)):
                        bounds.setdefault(number.name, {})[bound] = None
                    case Reached(milestone):
                        counted[milestone] = None
                    case During(region, names):
                        states.setdefault(region, {}).update(dict.fromkeys(names))
                    case _:
                        pass
        for milestone in counted:
            facts |= {(fact.of, fact.name): fact for fact in milestone_facts(milestone)}
        return cls(
            tuple(facts.values()),
            {name: tuple(found) for name, found in bounds.items()},
            tuple(counted),
            {region: tuple(found) for region, found in states.items()},
        )

    def values(self, fact: Fact) -> tuple[Value, ...]:
        """Give the values of a fact, other than a day, that are worth drawing.

        Args:
            fact: A flag, a choice or a number.
        """
        match fact:
            case Flag():
                return (True, False)
            case Choice(options=options):
                return options
            case Number(name=name, low=low, high=high):
                bounds = self.bounds.get(name, ())
                beside = [bound + by for bound in bounds for by in (0, -1, 1)]
                if not beside or any(_counts(milestone, name) for milestone in self.milestones):
                    beside += [low, *_LENGTHS, high]
                return tuple(dict.fromkeys(n for n in beside if low <= n <= high)) or (low,)
            case _:
                return ()

    def days(self, fact: Fact, on: date, read: Callable[[Fact], Value | None]) -> tuple[date, ...]:
        """Give the days of a fact for which a milestone has just come, or has not quite.

        Args:
            fact: A day.
            on: The day on which one would ask.
            read: Gives the value of every other fact.
        """
        lasts = (self._last_reached(one, fact, on, read) for one in self._counted_from(fact))
        found = [last + by for last in lasts if last is not None for by in (0, 1, -1, 2)]
        today = on.toordinal()
        found += [today, today + 1, today - 1]
        return tuple(
            date.fromordinal(each) for each in dict.fromkeys(found) if _FIRST < each < _LAST
        )

    def comings(self, read: Callable[[Fact], Value | None]) -> tuple[date, ...]:
        """Give the days on which milestones come, the day before and the day after, in order.

        Args:
            read: Gives the value of a fact.
        """
        comings = {day.toordinal() for m in self.milestones if (day := day_of(m, read))}
        beside = sorted({each + by for each in comings for by in (-1, 0, 1)})
        return tuple(date.fromordinal(each) for each in beside if _FIRST < each < _LAST)

    def _counted_from(self, fact: Fact) -> Iterator[Milestone]:
        for milestone in self.milestones:
            base = base_of(milestone)
            if (base.of, base.name) == (fact.of, fact.name):
                yield milestone

    def _last_reached(
        self, milestone: Milestone, fact: Fact, on: date, read: Callable[[Fact], Value | None]
    ) -> int | None:
        """The last day from which counted the milestone has come: later ones have not."""

        def come(base: int) -> bool | None:
            day = day_of(
                milestone,
                lambda each: date.fromordinal(base) if isinstance(each, Day) else read(each),
            )
            return None if day is None else on >= day

        low, high = _FIRST, _LAST
        if come(low) is None:
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if come(middle) else (low, middle - 1)
        return low


def _counts(milestone: Milestone, name: str) -> bool:
    return any(fact.name == name for fact in milestone_facts(milestone))


def guards_of(chart: Chart) -> Iterator[Guard]:
    """Give every guard of a chart that decides about an event, a duty or a state."""
    for heard in chart.events.values():
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
            yield gate.guard
            if gate.base is not None:
                yield gate.base
            for duty in gate.duty:
                yield duty.met
                if duty.lapses is not None:
                    yield duty.lapses
        for by_state in heard.ways.values():
            for legs in by_state.values():
                for leg in legs:
                    yield leg.when
    for step in chart.steps:
        yield from (step.done, step.available)
    for handover in chart.handovers:
        yield handover.available
    for phase in chart.phases:
        yield phase.when
    for states in chart.states.values():
        for state in states.values():
            yield state.lawful_while


@lru_cache(maxsize=64)
def thresholds_of(chart: Chart) -> Thresholds:
    """Collect what all guards of a chart tell apart; once a chart.

    Args:
        chart: The chart in force on a day.
    """
    due = [step.due for step in chart.steps if step.due is not None]
    due += [handover.due for handover in chart.handovers if handover.due is not None]
    return Thresholds.of(guards_of(chart), due)
