"""From a draft to a case of a pack: records for what is derived, a request, and a check of both."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import Choice, Day, Flag, Number, weigh
from continuum.guards.reductions import AnyInForce, CountOf, DaysSince, LatestDay, TotalDays
from continuum.rulebook import Adds, Said
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.semantics import Actor, CaseView, Record, request_for
from continuum.verify.packing.case import WORDS, PackCase
from continuum.verify.packing.scene import moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from continuum.guards import Fact, Value
    from continuum.rulebook import ChartEvent
    from continuum.verify.packing.drafting import Goal
    from continuum.verify.packing.scene import Draft, Scene

__all__ = ["made"]

_MONTH = 30
_YEAR = 365


def made(
    scene: Scene, draft: Draft, goals: Sequence[Goal], *, full: bool = False
) -> PackCase | None:
    """Make a case of a draft in which every goal is met by the view that decides.

    Args:
        scene: Where.
        draft: What was chosen.
        goals: What must be met.
        full: Whether everything that the event asks for is given.

    Returns:
        The case; ``None`` where no records or request bring about what was chosen.
    """
    for fuller in (True, False) if full else (False,):
        given = {} if scene.heard is None else _given(scene, draft, full=fuller)
        for records in _record_sets(scene, draft, given):
            case = _case(scene, draft, given, records)
            if _meets(scene, case, goals):
                return case
    return None


def _case(
    scene: Scene, draft: Draft, given: dict[str, Any], records: tuple[Record, ...]
) -> PackCase:
    heard = scene.heard
    facts = {
        name: value
        for (scope, name), value in draft.items()
        if scope == "case" and scene.chart.facts[name].derived is None
    }
    initially = scene.chart.initially
    facts = {n: v for n, v in sorted(facts.items()) if v is None or initially.get(n) != v}
    facts = {n: v for n, v in facts.items() if v is not None or n in initially}
    state = {name: value for (scope, name), value in sorted(draft.items()) if scope == "in"}
    named = [record for record in records if record.id.endswith("-named")]
    if named:
        given = {**given, "target": named[0].id}
    return PackCase(
        "",
        scene.on,
        "" if heard is None else heard.name,
        Actor("system") if heard is None else _actor(scene, heard, draft),
        given,
        state,
        facts,
        records,
    )


def _meets(scene: Scene, case: PackCase, goals: Sequence[Goal]) -> bool:
    chart, heard = scene.chart, scene.heard
    try:
        snapshot = case.snapshot(chart)
        request = None
        if heard is not None:
            request = request_for(heard, case.on, case.by, case.given)
        view = CaseView(chart, snapshot, case.on, request, heard)
        truths = [(weigh(guard, view), want) for guard, want in goals]
    except FactError:
        return False
    return all(truth.holds if want == "holds" else truth.fails for truth, want in truths)


def _actor(scene: Scene, heard: ChartEvent, draft: Draft) -> Actor:
    roles = scene.chart.book.roles
    may = heard.event.decided_by or tuple(role.name for role in roles) or ("system",)
    role = draft.get(("request", ACTING_ROLE)) or may[0]
    named = draft.get(("request", "named_actor"), role != "system")
    return Actor(str(role), "A-1" if named else "")


def _given(scene: Scene, draft: Draft, *, full: bool) -> dict[str, Any]:
    heard = scene.heard
    assert heard is not None  # noqa: S101 - only asked for an event
    given: dict[str, Any] = {}
    for name, fact in heard.asks.items():
        value = draft.get(("request", name))
        chosen = ("request", name) in draft
        if value is None and (name in heard.event.needs or (full and not chosen)):
            value = _default(heard, fact, scene.on)
        if value is not None:
            given[name] = value
    for word, flag in SAID.items():
        said = draft.get(("request", flag))
        if said or word in heard.event.needs or (full and said is None and _kept(heard, word)):
            given[word] = WORDS
    if draft.get(("request", "tool_output_only")):
        given["tool_output_only"] = True
    if draft.get(("request", "fair_wording")) is False:
        given["fair_wording"] = False
    if "target" in heard.event.needs:
        given["target"] = "none"
    return given


def _kept(heard: ChartEvent, word: str) -> bool:
    return any(
        value == Said(word)
        for effect in heard.event.effects
        if isinstance(effect, Adds)
        for _, value in effect.fields
    )


def _default(heard: ChartEvent, fact: Fact, on: date) -> Value:
    match fact:
        case Flag():
            return True
        case Choice(options=options):
            return options[0] if options else WORDS
        case Number(low=low, high=high):
            return min(max(low, 24), high)
        case _:
            ends = any(
                isinstance(effect, Adds) and effect.end == Said(fact.name)
                for effect in heard.event.effects
            )
            return moved(on, _MONTH) if ends else on


def _record_sets(scene: Scene, draft: Draft, given: dict[str, Any]) -> Iterator[tuple[Record, ...]]:
    """Sets of records that may bring about what is derived, the smallest first."""
    wanted = [
        (fact, value)
        for (scope, name), value in draft.items()
        if scope == "case"
        and (fact := scene.chart.facts[name]).derived is not None
        and value is not None
    ]
    asked = 0
    if scene.heard is not None:
        asked = _days_asked(scene.heard, given, scene.on)
    choices = [[*_for_one(scene, fact, value, asked)] for fact, value in wanted]
    choices.append([*_named(scene, draft)])
    for chosen in product(*choices):
        merged: dict[tuple[Any, ...], Record] = {}
        for record in (record for records in chosen for record in records):
            shape = (record.register, str(record.fields), record.start, record.end)
            merged.setdefault(shape, record)
        numbers: dict[str, int] = {}
        records: list[Record] = []
        for record in merged.values():
            numbers[record.register] = numbers.get(record.register, 0) + 1
            tail = "-named" if record.id == "named" else f"-{numbers[record.register]}"
            records.append(attrs.evolve(record, id=f"{record.register}{tail}"))
        yield tuple(records)


def _days_asked(heard: ChartEvent, given: dict[str, Any], on: date) -> int:
    """For how many days a record would last that the request adds."""
    for effect in heard.event.effects:
        if isinstance(effect, Adds) and isinstance(effect.end, Said):
            end = given.get(effect.end.fact)
            if isinstance(end, date):
                return max(0, (end - on).days)
    return 0


def _for_one(scene: Scene, fact: Fact, value: Value, asked: int) -> Iterator[tuple[Record, ...]]:
    how, on = fact.derived, scene.on
    where = {name: values[0] for name, values in getattr(how, "where", ())}
    register = getattr(how, "register", "")

    def record(start: date, end: date | None = None, **more: Value) -> Record:
        return Record("", register, {**where, **more}, start, end)

    match how:
        case AnyInForce():
            yield (record(moved(on, -_MONTH)),) if value else ()
            yield (
                (record(moved(on, -_MONTH), moved(on, _MONTH)),)
                if value
                else (record(moved(on, -_MONTH), on),)
            )
        case CountOf():
            days = range(int(value))  # type: ignore[arg-type]
            yield tuple(record(moved(on, -_MONTH - day)) for day in days)
        case TotalDays(with_request=with_request):
            left = int(value) - (asked if with_request else 0)  # type: ignore[arg-type]
            start = moved(on, -max(left, 0))
            yield (record(start, on),) if left > 0 else ()
            yield (record(start),) if left > 0 else ()
            if left > 0:  # it ended the day before, or lasts on from there
                yield (record(moved(start, -1), moved(on, -1)),)
        case LatestDay(field=field):
            if field == "start":
                yield (record(value),)  # type: ignore[arg-type]
            elif field == "end":
                yield (record(moved(value, -_YEAR), value),)  # type: ignore[arg-type]
            else:
                yield (record(moved(on, -_MONTH), None, **{field: value}),)
        case DaysSince(field=field):
            day = moved(on, -int(value))  # type: ignore[arg-type]
            if field == "start":
                yield (record(day),)
            elif field == "end":
                yield (record(moved(day, -_YEAR), day),)
            else:
                yield (record(moved(on, -_MONTH), None, **{field: day}),)
        case _:
            yield ()


def _named(scene: Scene, draft: Draft) -> Iterator[tuple[Record, ...]]:
    """The record that the event names, if it names one."""
    heard = scene.heard
    if heard is None or not heard.event.target:
        yield ()
        return
    fields = {n: v for (scope, n), v in draft.items() if scope == "target" and v is not None}
    start = fields.pop("start", moved(scene.on, -_MONTH))
    end = fields.pop("end", None)
    known = {field.name: field for field in scene.chart.registers[heard.event.target].fields}
    if all(isinstance(known.get(name), (Flag, Choice, Number, Day)) for name in fields):
        yield (Record("named", heard.event.target, fields, start, end),)
    yield ()
