"""From cells to real days and values: what is learned, and what is said with an event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError
from continuum.guards import Choice, Day, Flag, Number, day_of
from continuum.guards.reductions import Earlier, Same
from continuum.rulebook import Adds, Said
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.semantics import Actor
from continuum.verify.situations.cells import MISSING, Key, fact_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Fact, Value
    from continuum.rulebook import ChartEvent
    from continuum.verify.following.present import Present
    from continuum.verify.following.solving import Chosen

__all__ = ["Impossible", "Realised", "realise"]

_FIRST: Final = date(1900, 1, 1).toordinal()
_LAST: Final = date(2300, 1, 1).toordinal()
_LENGTHS: Final = (24, 6, 60, 1, 120, 365)
_WORDS: Final = {
    "reasons": "reasons of one's own",
    "remedy": "appeal within four weeks",
    "authority": "the competent authority",
    "evidence": "a document",
    "purpose": "the purpose",
    "legal_basis": "the legal basis",
}


@attrs.frozen
class Realised:
    """Real values for what was chosen.

    Args:
        learned: Facts to record before, with their values.
        given: What is given with the event.
        by: Who brings it.
    """

    learned: Mapping[str, Value | None]
    given: Mapping[str, Any]
    by: Actor


@attrs.frozen
class Impossible:
    """Milestones that no day brings about as they were chosen."""

    milestones: Mapping[Key, bool]


def realise(present: Present, chosen: Chosen, term: int = 365) -> Realised | Impossible:
    """Find real days and values for the cells chosen, or what of them no day brings about.

    Args:
        present: The case, the day, and the event if there is one.
        chosen: A cell for each open key that matters.
        term: How many days a new record lasts, where the request says when it ends.
    """
    values: dict[str, Value | None] = {}
    for key, cell in chosen.items():
        if present.settled(key) is MISSING:
            _keep(present, key, cell, values)
    for base, numbers, wanted in _days_wanted(present, chosen):
        if not _set_day(present, base, numbers, wanted, values):
            return Impossible(wanted)
    _compare(present, chosen, values)
    learned = {
        name: value
        for name, value in values.items()
        if present.cells.kind(name) in {"free", "rising", "fixed"}
        and present.current(name) != value
    }
    heard = present.heard
    if heard is None:
        return Realised(learned, {}, Actor("system"))
    given = _given(present, heard, values, chosen, term)
    return Realised(learned, given, _actor(heard, present, chosen))


def _keep(present: Present, key: Key, cell: Value | None, values: dict[str, Value | None]) -> None:
    fact = present.cells.chart.facts.get(key)
    if fact is None or isinstance(fact, Day) or fact.derived is not None or fact.of == "target":
        if isinstance(fact, Day) and cell is None and fact.of == "case" and fact.derived is None:
            values[key] = None
        elif isinstance(fact, Day) and cell is True and fact.derived is None:
            values[key] = _now(present, key) or present.day
        return
    now = _now(present, key)
    same = now is not None and present.cells.cell(key, now) == cell
    values[key] = now if same else cell


def _now(present: Present, key: Key) -> Value | None:
    value = present.settled(key)
    return present.current(key) if value is MISSING else value


def _days_wanted(
    present: Present, chosen: Chosen
) -> Iterator[tuple[str, tuple[str, ...], dict[Key, bool]]]:
    """Group the milestones chosen by the open day from which they are counted."""
    cells = present.cells
    by_day: dict[str, dict[Key, bool]] = {}
    numbers: dict[str, set[str]] = {}
    for key, value in chosen.items():
        if key not in cells.based or value is None or present.settled(key) is not MISSING:
            continue
        facts = [cells.chart.facts.get(base) for base in cells.based[key]]
        days = [fact.name for fact in facts if isinstance(fact, Day)]
        for day in days:
            by_day.setdefault(day, {})[key] = bool(value)
            counted = {f.name for f in facts if isinstance(f, Number)}
            numbers.setdefault(day, set()).update(counted)
    for day, wanted in by_day.items():
        yield day, tuple(sorted(numbers[day])), wanted


def _set_day(
    present: Present,
    base: str,
    numbers: tuple[str, ...],
    wanted: Mapping[Key, bool],
    values: dict[str, Value | None],
) -> bool:
    open_numbers = [n for n in numbers if present.settled(n) is MISSING]
    for lengths in _lengths(present, open_numbers, values):
        trial = {**values, **lengths}
        now = present.settled(base)
        if now is not MISSING:
            span = (now.toordinal() - 1, now.toordinal())
            found = _span(present, base, wanted, trial, span)
        else:
            current = present.current(base)
            kept = None
            if isinstance(current, date):
                kept = _span(
                    present, base, wanted, trial, (current.toordinal() - 1, current.toordinal())
                )
            found = kept or _span(present, base, wanted, trial, (_FIRST, _LAST))
        if found is not None:
            low, high = found
            values.update(lengths)
            if now is MISSING:
                # The latest day that has come, or else the first that has not.
                day = high if high < _LAST else low + 1
                values[base] = date.fromordinal(day)
            return True
    return False


def _lengths(
    present: Present, names: list[str], values: Mapping[str, Value | None]
) -> Iterator[dict[str, Value | None]]:
    if not names:
        yield {}
        return
    for length in (None, *_LENGTHS):
        chosen: dict[str, Value | None] = {}
        for name in names:
            fact = present.cells.chart.facts[name]
            assert isinstance(fact, Number)  # noqa: S101 - only numbers are lengths
            cell = values.get(name)
            current = present.current(name) if cell is None else cell
            value = current if length is None else min(max(length, fact.low), fact.high)
            cut = present.cells.cell
            if value is None or (cell is not None and cut(name, value) != cut(name, cell)):
                break
            chosen[name] = value
        else:
            yield chosen


def _span(
    present: Present,
    base: str,
    wanted: Mapping[Key, bool],
    values: Mapping[str, Value | None],
    span: tuple[int, int],
) -> tuple[int, int] | None:
    """Narrow the days (after the first, up to the last) for which the milestones are as wanted."""
    low, high = span
    for key, reached in wanted.items():
        last = _last_reached(present, key, base, values)
        if last is None:
            return None
        if reached:
            high = min(high, last)
        else:
            low = max(low, last)
    return (low, high) if low < high else None


def _last_reached(
    present: Present, key: Key, base: str, values: Mapping[str, Value | None]
) -> int | None:
    """The last day from which counted the milestone has been reached: later ones have not."""
    milestone = present.cells.milestones[key]

    def reached(ordinal: int) -> bool | None:
        def read(fact: Fact) -> Any:
            if fact.name == base:
                return date.fromordinal(ordinal)
            value = present.settled(fact_key(fact))
            if value is MISSING:
                value = values.get(fact.name, present.current(fact.name))
            return value

        day = day_of(milestone, read)
        return None if day is None else present.day >= day

    low, high = _FIRST, _LAST
    try:
        if reached(low) is None:
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if reached(middle) else (low, middle - 1)
    except FactError:
        return None
    return low


def _compare(present: Present, chosen: Chosen, values: dict[str, Value | None]) -> None:
    """Move an open fact so that a comparison comes out as chosen."""
    for key, wanted in chosen.items():
        fact = present.cells.chart.facts.get(key)
        how = None if fact is None else fact.derived
        if not isinstance(how, (Same, Earlier)) or present.settled(key) is not MISSING:
            continue
        for name, other in ((how.one, how.other), (how.other, how.one)):
            if present.settled(name) is not MISSING or name in values:
                continue
            against = values.get(other, _now(present, other))
            if isinstance(how, Earlier):
                against = present.day if against is None else against
                values.setdefault(other, against)
                assert isinstance(against, date)  # noqa: S101 - only days are earlier
                before = bool(wanted) is (name == how.one)
                values[name] = date.fromordinal(against.toordinal() + (-1 if before else 1))
            else:
                values[name] = _same(present, name, other, against, values, wanted=bool(wanted))
            break


def _same(
    present: Present,
    name: str,
    other: str,
    against: Value | None,
    values: dict[str, Value | None],
    *,
    wanted: bool,
) -> Value | None:
    fact = present.cells.chart.facts[name]
    if against is None:
        against = _default(fact, present.day)
        values[other] = against
    if wanted:
        return against
    match fact:
        case Flag():
            return not against
        case Choice(options=options):
            return next((option for option in options if option != against), against)
        case Number(low=low):
            return int(against) + 1 if against == low else low  # type: ignore[arg-type]
        case _:
            return date.fromordinal(against.toordinal() + 1)  # type: ignore[union-attr]


def _default(fact: Fact, day: date) -> Value:
    match fact:
        case Flag():
            return True
        case Choice(options=options):
            return options[0] if options else "words"
        case Number(low=low):
            return low
        case _:
            return day


def _given(
    present: Present,
    heard: ChartEvent,
    values: Mapping[str, Value | None],
    chosen: Chosen,
    term: int,
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in heard.asks:
        said = present.settled(name)
        value = values.get(name) if said is MISSING else said
        if value is not None:
            given[name] = value
    for name in heard.event.needs:
        if name in heard.asks and name not in given:
            given[name] = _needed(heard, name, present.day, term)
    for word, flag in SAID.items():
        if chosen.get(flag) or word in heard.event.needs:
            given[word] = _WORDS[word]
    if chosen.get("tool_output_only"):
        given["tool_output_only"] = True
    if chosen.get("fair_wording") is False:
        given["fair_wording"] = False
    if present.record is not None:
        given["target"] = present.record.id
    elif "target" in heard.event.needs:
        given["target"] = f"{heard.event.target}-1"
    return given


def _needed(heard: ChartEvent, name: str, day: date, term: int) -> Value:
    fact = heard.asks[name]
    ends = any(isinstance(e, Adds) and e.end == Said(name) for e in heard.event.effects)
    if isinstance(fact, Day) and ends:
        return date.fromordinal(day.toordinal() + term)
    return _default(fact, day)


def _actor(heard: ChartEvent, present: Present, chosen: Chosen) -> Actor:
    role = chosen.get(ACTING_ROLE)
    roles = present.cells.chart.book.roles
    decided_by = heard.event.decided_by
    if role in (None, MISSING) or (decided_by and role not in decided_by):
        role = decided_by[0] if decided_by else roles[0].name if roles else "system"
    elif not decided_by and role != "system" and roles and role not in {r.name for r in roles}:
        role = roles[0].name
    named = chosen.get("named_actor", True) is not False and role != "system"
    return Actor(str(role), "A-1" if named else "")
