"""One person's case as a view of guards: it answers the closed questions for one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import FAILS, HOLDS, UNKNOWN, Truth, day_of
from continuum.guards.calendar import days_between, days_covered
from continuum.guards.reductions import (
    AnyInForce,
    CountOf,
    DaysSince,
    Earlier,
    LatestDay,
    Same,
    TotalDays,
)
from continuum.rulebook.statechart import Adds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Choice, Fact, Flag, Milestone, Number, Value
    from continuum.guards.reductions import Reduction, Where
    from continuum.rulebook import Chart, ChartEvent
    from continuum.semantics.request import Request
    from continuum.semantics.snapshot import Record, Snapshot

__all__ = ["CaseView"]


class CaseView:
    """A case on a day, with the request that is being decided (if any).

    Args:
        chart: The chart in force on the day.
        snapshot: How the case stands.
        on: The day.
        request: The request; without one, request facts are not known.
        heard: The event of the request.
    """

    __slots__ = ("_facts", "_request_values", "chart", "heard", "on", "request", "snapshot")

    certain: Truth[bool] = HOLDS

    def __init__(
        self,
        chart: Chart,
        snapshot: Snapshot,
        on: date,
        request: Request | None = None,
        heard: ChartEvent | None = None,
    ) -> None:
        """Keep the parts."""
        self.chart = chart
        self.snapshot = snapshot
        self.on = on
        self.request = request
        self.heard = heard
        self._facts: Mapping[str, Value] = snapshot.facts
        self._request_values: Mapping[str, Value] = request.values if request is not None else {}

    def value(self, fact: Fact) -> Value | None:
        """Give the value of a fact; ``None`` while it is not known."""
        if fact.derived is not None:
            return self._derive(fact.derived)
        if fact.of == "case":
            return self._facts.get(fact.name)
        if fact.of == "request":
            return self._request_values.get(fact.name)
        record = self.target()
        return None if record is None else record.value(fact.name)

    def flag(self, fact: Flag) -> Truth[bool]:
        """Does the flag hold?"""
        value = self.value(fact)
        return UNKNOWN if value is None else HOLDS if value else FAILS

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[bool]:
        """Is the choice one of these?"""
        value = self.value(choice)
        return UNKNOWN if value is None else HOLDS if value in among else FAILS

    def at_least(self, number: Number, bound: int) -> Truth[bool]:
        """Is the number at or above the bound?"""
        value = self.value(number)
        return UNKNOWN if value is None else HOLDS if value >= bound else FAILS  # type: ignore[operator]

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Has the day of the milestone come?"""
        day = day_of(milestone, self.value)
        return UNKNOWN if day is None else HOLDS if self.on >= day else FAILS

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Is the region in one of these states?"""
        state = self.snapshot.configuration[self.chart.place[region]]
        return HOLDS if state in states else FAILS

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact recorded?"""
        return FAILS if self.value(fact) is None else HOLDS

    def target(self) -> Record | None:
        """Give the one record that the request names, if it names one that there is."""
        if self.request is None or self.heard is None or not self.heard.event.target:
            return None
        for record in self.snapshot.records.get(self.heard.event.target, ()):
            if record.id == self.request.target:
                return record
        return None

    def _matching(
        self, register: str, where: Where, *, with_request: bool = False
    ) -> Iterator[Record]:
        records = self.snapshot.records.get(register, ())
        if with_request:
            records = (*records, *self._requested(register))
        for record in records:
            if all(record.value(field) in values for field, values in where):
                yield record

    def _requested(self, register: str) -> tuple[Record, ...]:
        """The records that the request would add."""
        from continuum.semantics.effects import record_of

        if self.request is None or self.heard is None:
            return ()
        return tuple(
            record_of(effect, self)
            for effect in self.heard.event.effects
            if isinstance(effect, Adds) and effect.register == register
        )

    def _derive(self, reduction: Reduction) -> Value | None:
        match reduction:
            case AnyInForce(register, where, with_request):
                return any(
                    record.in_force(self.on)
                    for record in self._matching(register, where, with_request=with_request)
                )
            case CountOf(register, where, in_force, with_request):
                found = self._matching(register, where, with_request=with_request)
                return sum(1 for r in found if not in_force or r.in_force(self.on))
            case TotalDays(register, where, with_request):
                found = self._matching(register, where, with_request=with_request)
                return days_covered(
                    (r.start, r.end if r.end is not None else self.on) for r in found
                )
            case LatestDay(register, field, where, with_request):
                found = self._matching(register, where, with_request=with_request)
                return max((d for r in found if (d := r.value(field)) is not None), default=None)
            case DaysSince(register, field, where):
                found = self._matching(register, where)
                latest = max((d for r in found if (d := r.value(field)) is not None), default=None)
                return None if latest is None else days_between(latest, self.on)  # type: ignore[arg-type]
            case Same(one, other):
                first, second = self._named(one), self._named(other)
                return None if first is None or second is None else first == second
            case Earlier(one, other):
                first, second = self._named(one), self._named(other)
                return None if first is None or second is None else first < second  # type: ignore[operator]

    def _named(self, name: str) -> Value | None:
        fact = self.chart.facts.get(name)
        if fact is None and self.heard is not None:
            fact = self.heard.asks.get(name)
        return None if fact is None else self.value(fact)
