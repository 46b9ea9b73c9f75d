"""What an event records: facts, records, duties, worked out before anything is changed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.guards import HOLDS, day_of, fit, weigh
from continuum.rulebook.statechart import Adds, Ends, Said, Sets
from continuum.semantics.snapshot import Changes, Duty, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import DutyForm, Gate, Leg
    from continuum.semantics.view import CaseView

__all__ = ["changes_of", "record_of"]


def changes_of(view: CaseView, moves: Sequence[Leg]) -> Changes:
    """Work out everything that the request of a view changes, on the state before it.

    Args:
        view: The case with the request, which is allowed.
        moves: The legs it takes.
    """
    request, heard = view.request, view.heard
    assert request is not None  # noqa: S101 - for the type checker: only called with a request
    assert heard is not None  # noqa: S101
    effects = heard.event.effects
    if heard.silent and not request.meets:
        return Changes(tuple(moves))
    sets: dict[str, Value | None] = {}
    adds: list[Record] = []
    ends: list[str] = []
    for effect in effects:
        match effect:
            case Sets(fact, to):
                given, value = _given(to, view)
                if given:
                    sets[fact] = fit(view.chart.facts[fact], value)
            case Adds():
                adds.append(record_of(effect, view, len(adds)))
            case Ends():
                ends += [record.id for record in _ended(effect, view)]
    return Changes(tuple(moves), sets, tuple(adds), tuple(ends), _duties(view), request.meets)


def _given(to: object, view: CaseView) -> tuple[bool, Value | None]:
    """Whether there is anything to record, and what; what was not said leaves the fact alone."""
    if isinstance(to, Said):
        assert view.request is not None  # noqa: S101
        value = view.request.values.get(to.fact, view.request.given.get(to.fact))
        return value is not None, value
    if hasattr(to, "reached"):
        return True, day_of(to, view.value)  # type: ignore[arg-type]
    return True, to  # type: ignore[return-value]


def record_of(effect: Adds, view: CaseView, before: int = 0) -> Record:
    """Make the record that an effect adds.

    Args:
        effect: The effect.
        view: The case with the request.
        before: How many records the same request has added already.

    Raises:
        FactError: Its end lies before its start.
    """
    assert view.request is not None  # noqa: S101
    start = _record_day(effect.start, view) or view.request.on
    end = _record_day(effect.end, view)
    if end is not None and end < start:
        raise FactError(
            f"a record of `{effect.register}` cannot end on {end}, before it starts on {start}",
            help="give an end on or after the start; a record no longer holds on its end day",
        )
    fields = {}
    for name, to in effect.fields:
        given, value = _given(to, view)
        if given and value is not None:
            fields[name] = value
    number = len(view.snapshot.records.get(effect.register, ())) + before + 1
    return Record(f"{effect.register}-{number}", effect.register, fields, start, end)


def _ended(effect: Ends, view: CaseView) -> Iterator[Record]:
    """The records that an effect ends: in force, as it says, and the one named where it says so."""
    assert view.request is not None  # noqa: S101
    where = [(field, _given(value, view)[1]) for field, value in effect.where]
    for record in view.snapshot.records.get(effect.register, ()):
        if effect.target and record.id != view.request.target:
            continue
        # what was not said matches nothing, not even a field that is not recorded
        meant = all(value is not None and record.value(field) == value for field, value in where)
        if meant and record.in_force(view.request.on):
            yield record


def _record_day(given: object, view: CaseView) -> date | None:
    return None if given is None else _given(given, view)[1]  # type: ignore[return-value]


def _duties(view: CaseView) -> tuple[Duty, ...]:
    heard = view.heard
    assert heard is not None  # noqa: S101
    duties: list[Duty] = []
    for gate in heard.owed:
        if weigh(gate.guard, view) != HOLDS:
            duties += [_duty(gate, form, view, k) for k, form in enumerate(gate.duty)]
    for gate in heard.gates:
        if gate.base is not None and weigh(gate.base, view) != HOLDS:
            duties += _urgent(gate, view)
    return tuple(_with_own_ids(duties, view)) if duties else ()


def _with_own_ids(duties: list[Duty], view: CaseView) -> Iterator[Duty]:
    """Tell duties from those that the same event created on the same day, if there are any."""
    taken = {known.id for known in view.snapshot.duties}
    for duty in duties:
        own = duty.id if duty.id not in taken else _first_free(duty.id, taken)
        yield duty if own == duty.id else attrs.evolve(duty, id=own)


def _first_free(stem: str, taken: set[str]) -> str:
    """Give the first numbered id that is free, by halves: they are given out one by one."""

    def free(number: int) -> bool:
        return f"{stem}~{number}" not in taken

    numbers = range(2, len(taken) + 3)
    return f"{stem}~{numbers[bisect_left(numbers, True, key=free)]}"


def _duty(gate: Gate, form: DutyForm, view: CaseView, k: int, *, urgent: bool = False) -> Duty:
    assert view.heard is not None  # noqa: S101
    tail = f"#{k + 1}" if k else ""
    due = None if form.due is None else day_of(form.due, view.value)
    return Duty(
        id=f"{view.heard.name}/{gate.id}{tail}@{view.on.isoformat()}",
        sentence=form.sentence,
        owner=form.owner,
        rule=gate.id,
        since=view.on,
        due=due,
        urgent=urgent,
        waits=form.due is not None and due is None,
        met_when=form.met,
        lapses_when=form.lapses,
    )


def _urgent(gate: Gate, view: CaseView) -> list[Duty]:
    """What a higher rule let pass is owed at once."""
    if gate.duty:
        return [_duty(gate, form, view, k, urgent=True) for k, form in enumerate(gate.duty)]
    assert view.heard is not None  # noqa: S101
    owner = view.heard.event.decided_by[0] if view.heard.event.decided_by else "system"
    return [
        Duty(
            id=f"{view.heard.name}/{gate.id}@{view.on.isoformat()}",
            sentence=gate.remedy,
            owner=owner,
            rule=gate.id,
            since=view.on,
            urgent=True,
            met_when=gate.base,
        )
    ]
