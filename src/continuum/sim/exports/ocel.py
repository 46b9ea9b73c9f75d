"""OCEL 2.0, the object-centric event log: people, their handovers, the roles that act, and places.

What joins several objects is seen best there: a handover belongs to a person and to two roles, and
a place goes from one person to the next.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from continuum.sim.columns.judge import ALLOWED, OUTCOMES
from continuum.sim.exports.places import numbered_places
from continuum.sim.exports.writing import chosen, heading, moments, person_name, whole_file
from continuum.sim.results.places import opened
from continuum.sim.results.points import acting_roles, event_names

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from continuum.rulebook import Handover
    from continuum.sim.results.run import Run

__all__ = ["write_ocel"]

_TEXT, _TIME = "string", "time"
_TYPES: Final = {
    "person": {"opened": _TIME},
    "handover": {"kind": _TEXT, "sender": _TEXT, "receiver": _TEXT},
    "role": {"name": _TEXT},
    "place": {"capacity": _TEXT, "number": _TEXT},
    "officer": {"capacity": _TEXT},
    "run": dict.fromkeys(
        (
            "scenario",
            "rulebook",
            "people",
            "replications",
            "seed",
            "note",
            "digest of rulebook",
            "digest of behaviour",
            "digest of setting",
            "digest of scenario",
            "digest of run",
        ),
        _TEXT,
    ),
}
_ALWAYS: Final = "1970-01-01T00:00:00.000+00:00"
_TOLD: Final = {"outcome": _TEXT, "against": _TEXT}


class _Line(NamedTuple):
    """One attempt of the log, with the handover that it belongs to."""

    place: int
    row: int
    attempt: int
    outcome: int
    against: int
    moment: str
    handover: str


def write_ocel(run: Run, path: str | os.PathLike[str], *, refusals: bool) -> None:
    """Write the log of a run as OCEL 2.0 in JSON.

    Args:
        run: The run.
        path: Where.
        refusals: Also what was attempted and did not happen, with what stood in the way.

    Raises:
        ScenarioError: It cannot be written there.
    """
    names = dict.fromkeys(event_names(run))
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"objectTypes": [')
        _list(file, ({"name": n, "attributes": _declared(said)} for n, said in _TYPES.items()))
        file.write('],\n"eventTypes": [')
        _list(file, ({"name": name, "attributes": _declared(_TOLD)} for name in names))
        file.write('],\n"objects": [')
        _list(file, _objects(run, refusals=refusals))
        file.write('],\n"events": [')
        _list(file, _events(run, refusals=refusals))
        file.write("]\n}\n")


def _list(file: TextIO, items: Iterable[dict[str, Any] | str]) -> None:
    for k, item in enumerate(items):
        file.write(",\n" if k else "\n")
        file.write(item if isinstance(item, str) else _json(item))
    file.write("\n")


def _declared(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in attributes.items()]


def _lines(run: Run, *, refusals: bool) -> Iterator[_Line]:
    """Every attempt that is exported; a handover that is prepared again is a new one."""
    events, kinds = run.events, _kinds(run)
    where = chosen(run, refusals=refusals)
    names = event_names(run)
    stages = [kinds[name].id if name in kinds else "" for name in names]
    prepares = [name.endswith("_prepared") for name in names]
    rounds: dict[str, int] = {}
    person, last = "", -1
    for place, row, attempt, outcome, against, moment in zip(
        where.tolist(),
        events.person[where].tolist(),
        events.attempt[where].tolist(),
        events.outcome[where].tolist(),
        events.against[where].tolist(),
        moments(events.time[where]),
        strict=True,
    ):
        if row != last:
            rounds, last, person = {}, row, person_name(run, row)
        handover = ""
        if kind := stages[attempt]:
            count = rounds.get(kind, 0)
            begins = prepares[attempt] and outcome == ALLOWED
            rounds[kind] = count = count + 1 if begins or not count else count
            handover = f"handover:{person}:{kind}:{count}"
        yield _Line(place, row, attempt, outcome, against, moment, handover)


def _kinds(run: Run) -> dict[str, Handover]:
    """The handover that each event belongs to."""
    names = [event.name for event in run.scenario.book.every_event]
    return {
        name: handover
        for handover in run.scenario.book.handovers
        for name in names
        if name.startswith(f"{handover.id.lower()}_")
    }


def _objects(run: Run, *, refusals: bool) -> Iterator[dict[str, Any]]:
    book = run.scenario.book
    yield _object("run", "run", heading(run), _ALWAYS, {})
    for role in book.roles:
        yield _object(f"role:{role.name}", "role", {"name": role.words}, _ALWAYS, {})
    starts = moments(opened(run))
    for row, start in enumerate(starts):
        yield _object(f"person:{person_name(run, row)}", "person", {"opened": start}, start, {})
    yield from _places(run)
    handovers = {handover.id: handover for handover in book.handovers}
    seen = -1
    told: set[str] = set()
    for line in _lines(run, refusals=refusals):
        if line.row != seen:  # lines come person by person: only one person's need be remembered
            told, seen = set(), line.row
        if not line.handover or line.handover in told:
            continue
        told.add(line.handover)
        person = f"person:{person_name(run, line.row)}"
        kind = handovers[line.handover.split(":")[2]]
        yield _object(
            line.handover,
            "handover",
            {"kind": kind.id, "sender": kind.sender, "receiver": kind.receiver},
            line.moment,
            {person: "of", f"role:{kind.sender}": "from", f"role:{kind.receiver}": "to"},
        )


def _places(run: Run) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for place in numbered_places(run)[0].values():
        said = {"capacity": place.capacity, "number": str(place.number)}
        if place.officer and place.officer not in told:
            told.add(place.officer)
            whose = {"capacity": place.capacity}
            yield _object(place.officer, "officer", whose, _ALWAYS, {})
        related = {place.officer: "of"} if place.officer else {}
        yield _object(place.id, "place", said, _ALWAYS, related)


def _object(
    id: str, kind: str, said: dict[str, str], since: str, related: dict[str, str]
) -> dict[str, Any]:
    return {
        "id": id,
        "type": kind,
        "attributes": [{"name": n, "time": since, "value": value} for n, value in said.items()],
        "relationships": [{"objectId": one, "qualifier": how} for one, how in related.items()],
    }


def _events(run: Run, *, refusals: bool) -> Iterator[str]:
    """Each event, already written: there are many, and most of each is the same."""
    kinds = [
        (f'","type":{_json(name)},"time":"', _related(f"role:{role}", "by"))
        for name, role in zip(event_names(run), acting_roles(run), strict=True)
    ]
    outcomes = [_said("outcome", outcome) for outcome in OUTCOMES]
    reasons = [f",{_said('against', ', '.join(ids))}" if ids else "" for ids in run.events.reasons]
    places, touched = numbered_places(run)
    whose, last = "", -1
    for line in _lines(run, refusals=refusals):
        if line.row != last:
            whose, last = _related(f"person:{person_name(run, line.row)}", "about"), line.row
        kind, role = kinds[line.attempt]
        more = f",{_related(line.handover, 'in')}" if line.handover else ""
        for place, how in touched.get(line.place, ()):
            more += f",{_related(place, how)}"
            if places[place].officer:
                more += f",{_related(places[place].officer, 'with')}"
        yield (
            f'{{"id":"e{line.place}{kind}{line.moment}","attributes":[{outcomes[line.outcome]}'
            f'{reasons[line.against]}],"relationships":[{whose},{role}{more}]}}'
        )


def _said(name: str, value: str) -> str:
    return f'{{"name":{_json(name)},"value":{_json(value)}}}'


def _related(id: str, how: str) -> str:
    return f'{{"objectId":{_json(id)},"qualifier":"{how}"}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
