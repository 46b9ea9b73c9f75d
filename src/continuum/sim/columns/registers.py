"""Registers of many people: the records that events add, and what guards see of them.

Guards see a register only through reductions.  Whatever a reduction or an effect may ask of a
record is kept, each record in a slot of its own; what nobody reads is not kept.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.guards import Choice
from continuum.guards.reductions import (
    AnyInForce,
    CountOf,
    DaysSince,
    Earlier,
    LatestDay,
    Same,
    TotalDays,
)
from continuum.rulebook import Adds, Ends, Said
from continuum.sim.columns.records import NOT_SAID, OPEN, Field, Records, Slots
from continuum.sim.population.encoding import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from continuum.guards import Fact
    from continuum.guards.reductions import Reduction
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.columns.arrays import Mask, Numbers, Rows
    from continuum.sim.columns.view import ColumnView

__all__ = ["RegisterRows", "Registers", "added_by", "reductions_read"]

_ALL_KNOWN = np.ones((), dtype=bool)
_OWN = frozenset(("start", "end"))


def reductions_read(charts: Iterable[Chart], events: Iterable[str]) -> tuple[Reduction, ...]:
    """Give every reduction of a register that the guards or effects of some events read.

    Args:
        charts: Every form of the law.
        events: The events that are attempted.
    """
    found: dict[Reduction, None] = {}
    names = tuple(events)
    for chart in charts:
        facts = [fact for name in names for fact in chart.events[name].reads]
        facts += [fact for form in chart.phases for fact in _facts_of(form.when)]
        for fact in facts:
            how = fact.derived
            if how is not None and not isinstance(how, (Same, Earlier)):
                found.setdefault(how)
    return tuple(found)


def _facts_of(guard: Any) -> Iterator[Fact]:
    from continuum.guards import facts_in

    yield from facts_in(guard)


def added_by(heard: ChartEvent, register: str) -> tuple[Adds, ...]:
    """Give the effects of an event that add records to a register, as declared."""
    return tuple(
        effect
        for effect in heard.event.effects
        if isinstance(effect, Adds) and effect.register == register
    )


def _in_force_only(reduction: Reduction) -> bool:
    """Whether a record that is over can never count again."""
    match reduction:
        case AnyInForce():
            return True
        case CountOf(in_force=in_force):
            return in_force
        case _:
            return False


class Registers:
    """The records of everybody, as far as somebody may read them.

    Args:
        charts: Every form of the law.
        events: The events that are attempted; no other event adds or ends a record.
        n: How many people.
    """

    def __init__(self, charts: tuple[Chart, ...], events: Iterable[str], n: int) -> None:
        """Start with no records."""
        names = sorted(set(events))
        read: dict[str, list[Reduction]] = {}
        for reduction in reductions_read(charts, names):
            read.setdefault(reduction.register, []).append(reduction)  # type: ignore[union-attr]
        self.records: dict[str, Records] = {}
        for register, reductions in read.items():
            fields = {name for r in reductions for name, _ in r.where}  # type: ignore[union-attr]
            fields |= {f for r in reductions if (f := getattr(r, "field", "")) and f not in _OWN}
            for chart in charts:
                for name in names:
                    for effect in chart.events[name].event.effects:
                        if isinstance(effect, Ends) and effect.register == register:
                            fields |= {field for field, _ in effect.where}
            self.records[register] = Records(
                (Field(name, _vocabulary(charts, names, register, name)) for name in fields),
                n,
                reused=all(map(_in_force_only, reductions)),
            )

    def of(self, rows: Rows) -> RegisterRows:
        """Give the registers of some of the people."""
        return RegisterRows(self, rows)

    def changes(
        self, heard: ChartEvent, rows: Rows, on: Numbers, which: Any, view: ColumnView
    ) -> tuple[Callable[[], None], ...]:
        """Work out what an event changes, on the records before it; each change is then made.

        Args:
            heard: The event.
            rows: Those for whom it takes effect.
            on: The day of each of them.
            which: Who of the view they are.
            view: Everybody of the request.
        """
        ends, adds = [], []
        for effect in heard.event.effects:
            held = self.records.get(getattr(effect, "register", ""))
            if held is None:
                continue
            if isinstance(effect, Ends):
                found = _ending(effect, held, rows, on, which, view)
                ends.append(partial(held.end, rows, on, found))
            elif isinstance(effect, Adds):
                adds.append(partial(held.add, rows, on, *_record(effect, held, on, view, which)))
        return (*ends, *adds)


def _ending(  # noqa: PLR0917
    effect: Ends, held: Records, rows: Rows, on: Numbers, which: Any, view: ColumnView
) -> Mask:
    """Which records in force an effect ends."""
    slots = held.of(rows)
    found = slots.in_force(on)
    if effect.target:
        found &= False
    for name, value in effect.where:
        code = _code(value, held.fields[name], view, which)
        one = code if np.ndim(code) else np.full(len(rows), code)
        found &= (slots.fields[name] == one[:, None]) & (one != NOT_SAID)[:, None]
    return found


def _vocabulary(
    charts: tuple[Chart, ...], events: list[str], register: str, field: str
) -> dict[str, int]:
    """A code for every text that a record may have in a field."""
    texts: dict[str, None] = {}
    for chart in charts:
        for declared in chart.registers[register].fields:
            if declared.name == field and isinstance(declared, Choice):
                texts |= dict.fromkeys(declared.options)
        for name in events:
            heard = chart.events[name]
            for effect in heard.event.effects:
                pairs = getattr(effect, "fields", ()) or getattr(effect, "where", ())
                for own, value in pairs if getattr(effect, "register", "") == register else ():
                    asked = heard.asks.get(value.fact) if isinstance(value, Said) else None
                    if own == field and isinstance(value, str):
                        texts.setdefault(value)
                    elif own == field and isinstance(asked, Choice):
                        texts |= dict.fromkeys(asked.options)
    return {text: code for code, text in enumerate(texts)}


def _code(value: Any, field: Field, view: ColumnView, which: Any) -> Any:
    """The codes of a value of a field: one for all, or one for each of those meant."""
    if not isinstance(value, Said):
        return field.code(value)
    column, asked = view.said(value), view.asked(value)
    values, known = (part[which] if np.ndim(part) else part for part in column)
    if isinstance(asked, Choice):
        values = np.array([field.code(option) for option in asked.options] or [0])[values]
    return np.where(known, values, NOT_SAID)


def _record(effect: Adds, held: Records, on: Numbers, view: ColumnView, which: Any) -> Any:
    """The start, the end and the fields of the record that an effect adds."""

    def day(given: Any, otherwise: Any) -> Any:
        if given is None:
            return otherwise
        values, known = (part[which] if np.ndim(part) else part for part in view.said(given))
        return np.where(known, values, otherwise)

    start, end = day(effect.start, on), day(effect.end, OPEN)
    own = dict(effect.fields)
    values = {
        name: _code(own[name], field, view, which)
        for name, field in held.fields.items()
        if name in own
    }
    return start, end, values


class RegisterRows:
    """The registers of some people, as a view of guards reads them.

    Args:
        registers: The records of everybody.
        people: Whose.
    """

    def __init__(self, registers: Registers, people: Rows) -> None:
        """Keep the parts."""
        self.registers = registers
        self.people = people
        self._kept: dict[str, Slots] = {}

    def _slots(self, register: str) -> Slots:
        found = self._kept.get(register)
        if found is None:
            found = self._kept[register] = self.registers.records[register].of(self.people)
        return found

    def column(
        self, reduction: Reduction, on: Numbers, heard: ChartEvent | None, view: ColumnView
    ) -> Column:
        """Give a reduction on a day each.

        Args:
            reduction: What is asked.
            on: The days.
            heard: The event that is being decided, whose records may count as well.
            view: The people, with their requests.
        """
        register: str = reduction.register  # type: ignore[union-attr]
        held = self.registers.records.get(register)
        slots = self._slots(register) if held is not None else None
        if getattr(reduction, "with_request", False) and heard is not None and held is not None:
            for effect in added_by(heard, register):
                slots = slots.beside(self._requested(effect, held, on, view))  # type: ignore[union-attr]
        if slots is None or held is None or not slots.used.shape[1]:
            return _of_nothing(reduction)
        wanted = [
            (name, tuple(held.fields[name].code(value) for value in values))
            for name, values in reduction.where  # type: ignore[union-attr]
        ]
        return _reduced(reduction, slots, slots.matching(wanted), on)

    def next_change(self, register: str, on: Numbers) -> Any:
        """Give the next day on which a record of each person begins or ends by itself."""
        held = self.registers.records.get(register)
        found = np.full(len(on), np.inf)
        if held is None:
            return found
        slots, day = self._slots(register), on[:, None]
        for days in (slots.start, slots.end):
            later = np.where(slots.used & (days > day) & (days != OPEN), days, np.inf)
            found = np.minimum(found, later.min(axis=1, initial=np.inf))
        return found

    def _requested(self, effect: Adds, held: Records, on: Numbers, view: ColumnView) -> Slots:
        """The record that the request would add, one slot a person."""
        n = len(self.people)
        start, end, values = _record(effect, held, on, view, slice(None))

        def one(codes: Any) -> Any:
            return np.broadcast_to(codes, (n,)).astype(np.int32)[:, None]

        return Slots(
            one(start),
            one(end),
            {name: one(values.get(name, NOT_SAID)) for name in held.fields},
            np.ones((n, 1), dtype=bool),
        )


def _of_nothing(reduction: Reduction) -> Column:
    """What a reduction gives of no records."""
    match reduction:
        case AnyInForce():
            return Column(np.zeros((), dtype=bool), _ALL_KNOWN)
        case CountOf() | TotalDays():
            return Column(np.zeros((), dtype=np.int64), _ALL_KNOWN)
        case _:
            return Column(np.ones((), dtype=np.int64), np.zeros((), dtype=bool))


def _reduced(reduction: Reduction, slots: Slots, match: Mask, on: Numbers) -> Column:
    """What a reduction gives of the records that match."""
    if isinstance(reduction, AnyInForce):
        return Column(np.asarray((match & slots.in_force(on)).any(axis=1)), _ALL_KNOWN)
    if isinstance(reduction, CountOf):
        counted = match & slots.in_force(on) if reduction.in_force else match
        return Column(counted.sum(axis=1), _ALL_KNOWN)
    if isinstance(reduction, TotalDays):
        return Column(_days_covered(slots, match, on), _ALL_KNOWN)
    assert isinstance(reduction, (LatestDay, DaysSince))  # noqa: S101 - comparisons are no registers
    if reduction.field == "start":
        days = slots.start
    elif reduction.field == "end":
        days = np.where(slots.end == OPEN, NOT_SAID, slots.end)
    else:
        days = slots.fields[reduction.field]
    latest = np.where(match, days, NOT_SAID).max(axis=1, initial=NOT_SAID).astype(np.int64)
    known: Mask = latest != NOT_SAID
    latest[~known] = 1
    found = on - latest if isinstance(reduction, DaysSince) else latest
    return Column(found, np.asarray(known))


def _days_covered(slots: Slots, match: Mask, on: Numbers) -> Numbers:
    """The days on which any of some records is in force, each counted once."""
    day = on[:, None].astype(np.int64)
    ends = np.where(slots.end == OPEN, day, slots.end.astype(np.int64))
    starts = slots.start.astype(np.int64)
    ends = np.where(match, ends, 0)
    starts = np.where(match, starts, 0)
    order = np.argsort(starts, axis=1, kind="stable")
    starts, ends = np.take_along_axis(starts, order, 1), np.take_along_axis(ends, order, 1)
    counted = np.zeros(len(on), dtype=np.int64)
    until = np.zeros(len(on), dtype=np.int64)
    for k in range(starts.shape[1]):
        counted += np.maximum(0, ends[:, k] - np.maximum(starts[:, k], until))
        until = np.maximum(until, ends[:, k])
    return counted
