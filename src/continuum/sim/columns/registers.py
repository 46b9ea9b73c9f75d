"""Registers of many people, kept as running totals instead of records.

Guards see a register only through reductions.  For the simple ones a few numbers a person are
enough: for each effect that adds records (a *kind*, because all its records have the same
fields), how many there are, how many are open, since when, and until when the last one runs.
What those numbers cannot answer is refused when a scenario is made, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
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
from continuum.sim.population.encoding import Column, constant, encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.guards import Fact
    from continuum.guards.reductions import Reduction, Where
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.columns.arrays import Mask, Numbers

__all__ = ["Kind", "RegisterRows", "Registers", "Total", "kinds_of", "totals_of", "unsupported"]


_OPEN: Final = np.int64(1) << 40
"""Later than any day: the end of a record that has none."""


@attrs.frozen
class Kind:
    """The records that one effect of one event adds.

    Args:
        event: The event.
        place: The place of the effect among those of the event.
        effect: The effect.
        number: The number of the kind.
    """

    event: str
    place: int
    effect: Adds
    number: int

    def matches(self, register: str, where: Iterable[tuple[str, tuple[Any, ...]]]) -> bool:
        """Whether its records are of the register and have these fields."""
        if register != self.effect.register:
            return False
        fields = dict(self.effect.fields)
        return all(fields.get(name) in values for name, values in where)


def kinds_of(chart: Chart) -> tuple[Kind, ...]:
    """Give every kind of record that the events of a chart add."""
    added = [
        (heard.name, place, effect)
        for heard in chart.events.values()
        for place, effect in enumerate(heard.event.effects)
        if isinstance(effect, Adds)
    ]
    return tuple(Kind(*kind, number=k) for k, kind in enumerate(added))


def unsupported(
    facts: Iterable[Fact], chart: Chart, attempted: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Say which derived facts cannot be kept in columns, each with why.

    Args:
        facts: The facts that guards read.
        chart: The chart in force.
        attempted: The events that are attempted; no other event adds or ends a record.
    """
    for fact in facts:
        reduction = fact.derived
        if reduction is None or isinstance(reduction, (Same, Earlier)):
            continue
        for reason in _reasons(reduction, chart, attempted):
            yield (
                fact.name,
                f"`{fact.name}` is derived from the register `{reduction.register}`, and {reason}",
            )


def _reasons(reduction: Reduction, chart: Chart, attempted: frozenset[str]) -> Iterator[str]:
    register, where = reduction.register, reduction.where  # type: ignore[union-attr]
    kinds = [
        kind
        for kind in kinds_of(chart)
        if kind.effect.register == register and kind.event in attempted
    ]
    if not kinds:  # nobody adds a record, so the register stays empty
        return
    read = {name for name, _ in where}
    for kind in kinds:
        said = [name for name, value in kind.effect.fields if isinstance(value, Said)]
        for name in sorted(read & set(said)):
            yield f"`{kind.event}` takes its field `{name}` from the request"
        if kind.effect.start is not None:
            yield f"records of `{kind.event}` start on another day than that of the event"
    ended = [
        effect
        for name, heard in chart.events.items()
        for effect in heard.event.effects
        if name in attempted and isinstance(effect, Ends) and effect.register == register
    ]
    for effect in ended:
        said_fields = {n for k in kinds for n, v in k.effect.fields if isinstance(v, Said)}
        for name in sorted({name for name, _ in effect.where} & said_fields):
            yield f"records end by their field `{name}`, which comes from a request"
    dated = any(kind.effect.end is not None for kind in kinds)
    if dated and getattr(reduction, "with_request", False):
        yield "the record that a request would add may end by date"
    match reduction:
        case CountOf(in_force=True) if dated:
            yield "records in force that end by date are not counted"
        case TotalDays() if dated and ended:
            yield "the days of records that may end early are not added up"
        case LatestDay(field=field) | DaysSince(field=field) if field != "start":
            yield f"only the latest `start` is kept, not `{field}`"
        case _:
            pass


def totals_of(chart: Chart) -> tuple[tuple[str, Where], ...]:
    """Give the registers, with what must match, whose days some fact of a chart adds up."""
    derived = (fact.derived for fact in chart.facts.values())
    added = ((how.register, how.where) for how in derived if isinstance(how, TotalDays))
    return tuple(dict.fromkeys(added))


@attrs.frozen(eq=False)
class Total:
    """The days on which any of some kinds of record is in force, each counted once.

    Records start on the day on which they are added, so whatever comes later starts later: it is
    enough to know how many days were counted, and up to where.

    Args:
        kinds: The numbers of the kinds.
        days: The days counted so far, of each person.
        until: Up to which day they were counted.
    """

    kinds: tuple[int, ...]
    days: Numbers
    until: Numbers

    @classmethod
    def of(cls, kinds: Iterable[Kind], total: tuple[str, Where], n: int) -> Total:
        """Start with no days."""
        numbers = tuple(kind.number for kind in kinds if kind.matches(*total))
        return cls(numbers, np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64))

    def settle(self, running: Numbers, people: Numbers, on: Numbers) -> None:
        """Count what open records have covered up to a day; later records start there."""
        self.days[people] = self.on(running, people, on)
        self.until[people] = np.maximum(self.until[people], on)

    def count(self, people: Numbers, ends: Numbers) -> None:
        """Count a record from where was counted last, or from today, to before its end."""
        self.days[people] += np.maximum(0, ends - self.until[people])
        self.until[people] = np.maximum(self.until[people], ends)

    def on(self, running: Numbers, people: Numbers, on: Numbers) -> Numbers:
        """Give the days counted up to a day, those of open records included."""
        any_open = np.zeros(len(people), dtype=bool)
        for number in self.kinds:
            any_open |= running[number, people] > 0
        since = np.maximum(0, on - self.until[people])
        return self.days[people] + np.where(any_open, since, 0)


class Registers:
    """The running totals of every kind of record, one row a kind, one column a person.

    Args:
        kinds: The kinds of record.
        n: How many people.
        totals: The registers, with what must match, whose days are added up.
    """

    def __init__(
        self, kinds: tuple[Kind, ...], n: int, totals: Iterable[tuple[str, Where]] = ()
    ) -> None:
        """Start with no records."""
        shape = (len(kinds), n)
        self.kinds = kinds
        self.count = np.zeros(shape, dtype=np.int64)
        self.until = np.zeros(shape, dtype=np.int64)
        self.open = np.zeros(shape, dtype=np.int64)
        self.latest = np.zeros(shape, dtype=np.int64)
        self.totals = {total: Total.of(kinds, total, n) for total in totals}

    def add(self, kind: Kind, people: Numbers, on: Numbers, end: Column | None) -> None:
        """Add a record of a kind for each of some people, from a day on."""
        k = kind.number
        self.count[k, people] += 1
        self.latest[k, people] = on
        ends = np.full(on.shape, _OPEN) if end is None else np.where(end.known, end.values, _OPEN)
        lasting = ends == _OPEN
        self.until[k, people] = np.maximum(self.until[k, people], ends)
        for total in self.totals.values():
            if k in total.kinds:
                total.settle(self.open, people, on)
                total.count(people, np.where(lasting, on, ends))
        self.open[k, people] += lasting

    def end(
        self,
        effect: Ends,
        people: Numbers,
        on: Numbers,
        said: Mapping[str, tuple[Fact, Column]] | None = None,
    ) -> None:
        """End, on a day each, the records in force that match.

        Args:
            effect: Which.
            people: Whose.
            on: The day of each.
            said: Request fact to the fact and what each says.
        """
        where = tuple((n, (value,)) for n, value in effect.where if not isinstance(value, Said))
        asked = [(name, value.fact) for name, value in effect.where if isinstance(value, Said)]
        every, days = people, on
        for kind in self.kinds:
            if not kind.matches(effect.register, where):
                continue
            people, on = every, days
            if asked:
                fields = dict(kind.effect.fields)
                which = np.full(every.shape, True)
                for name, fact in asked:
                    which &= _says(*(said or {})[fact], fields.get(name))
                people, on = every[which], days[which]
            k = kind.number
            self.until[k, people] = np.minimum(self.until[k, people], on)
            for total in self.totals.values():
                if k in total.kinds:
                    total.settle(self.open, people, on)
            self.open[k, people] = 0


def _says(fact: Fact, column: Column, value: Any) -> Mask:
    """Who says a value for a fact; nobody says what is no value of it."""
    if value is None or (isinstance(fact, Choice) and value not in fact.options):
        return np.zeros(column.known.shape, dtype=bool)
    wanted = encoded(constant(value, 1), fact)
    found: Mask = column.known & (column.values == wanted.values[0])
    return found


class RegisterRows:
    """The registers of some people, as a view of guards reads them.

    Args:
        registers: The totals of everybody.
        people: Whose.
    """

    def __init__(self, registers: Registers, people: Numbers) -> None:
        """Keep the parts."""
        self.registers = registers
        self.people = people

    def column(self, reduction: Reduction, on: Numbers, heard: ChartEvent | None) -> Column:
        """Give a reduction on a day each.

        Args:
            reduction: What is asked.
            on: The days.
            heard: The event that is being decided, whose record may count as well.
        """
        held, people = self.registers, self.people
        kinds = [
            kind
            for kind in held.kinds
            if kind.matches(reduction.register, reduction.where)  # type: ignore[union-attr]
        ]
        asked = getattr(reduction, "with_request", False) and heard is not None
        requested = [k for k in kinds if asked and heard is not None and k.event == heard.name]
        rows = [(kind.number, people) for kind in kinds]
        certain = np.ones(len(people), dtype=bool)
        zero = np.zeros(len(people), dtype=np.int64)
        match reduction:
            case AnyInForce():
                found = np.full(len(people), bool(requested))
                for row in rows:
                    found |= on < held.until[row]
                return Column(found, certain)
            case CountOf(in_force=in_force):
                counts = held.open if in_force else held.count
                return Column(sum((counts[row] for row in rows), zero) + len(requested), certain)
            case TotalDays():
                total = held.totals[reduction.register, reduction.where]
                return Column(total.on(held.open, people, on), certain)
            case _:
                latest = zero
                for row in rows:
                    latest = np.maximum(latest, held.latest[row])
                if requested and isinstance(reduction, LatestDay):
                    latest = np.broadcast_to(on, latest.shape)
                known = latest > 0
                return Column(on - latest if isinstance(reduction, DaysSince) else latest, known)
