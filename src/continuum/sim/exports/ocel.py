"""OCEL 2.0, the object-centric event log: people, their handovers, the roles that act, and places.

What joins several objects is seen best there: a handover belongs to a person and to two roles, and
a place goes from one person to the next.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from continuum.sim.columns.judge import OUTCOMES
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
_SAID: Final = {"outcome": _TEXT, "against": _TEXT}


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
        _list(file, ({"name": name, "attributes": _declared(_SAID)} for name in names))
        file.write('],\n"objects": [')
        _list(file, _objects(run, refusals=refusals))
        file.write('],\n"events": [')
        _list(file, _events(run, refusals=refusals))
        file.write("]\n}\n")


def _list(file: TextIO, items: Iterable[dict[str, Any]]) -> None:
    for k, item in enumerate(items):
        file.write(",\n" if k else "\n")
        file.write(json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    file.write("\n")


def _declared(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in attributes.items()]


def _lines(run: Run, *, refusals: bool) -> Iterator[_Line]:
    """Every attempt that is exported; a handover that is prepared again is a new one."""
    events, kinds = run.events, _kinds(run)
    where = chosen(run, refusals=refusals)
    names = event_names(run)
    rounds: dict[str, int] = {}
    last = -1
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
            rounds, last = {}, row
        kind = kinds.get(names[attempt])
        handover = ""
        if kind is not None:
            begins = names[attempt].endswith("_prepared") and OUTCOMES[outcome] == "allowed"
            count = rounds.get(kind.id, 0)
            rounds[kind.id] = count = count + 1 if begins or not count else count
            handover = f"handover:{person_name(run, row)}:{kind.id}:{count}"
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
    seen = ""
    told: set[str] = set()
    for line in _lines(run, refusals=refusals):
        if not line.handover or line.handover in told:
            continue
        person = f"person:{person_name(run, line.row)}"
        if person != seen:  # lines come person by person, so only one person's need be remembered
            told, seen = set(), person
        told.add(line.handover)
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


def _events(run: Run, *, refusals: bool) -> Iterator[dict[str, Any]]:
    names, roles = event_names(run), acting_roles(run)
    places, touched = numbered_places(run)
    for line in _lines(run, refusals=refusals):
        related = {f"person:{person_name(run, line.row)}": "about"}
        related[f"role:{roles[line.attempt]}"] = "by"
        if line.handover:
            related[line.handover] = "in"
        for place, how in touched.get(line.place, ()):
            related[place] = how
            if places[place].officer:
                related[places[place].officer] = "with"
        said = {"outcome": OUTCOMES[line.outcome]}
        if run.events.reasons[line.against]:
            said["against"] = ", ".join(run.events.reasons[line.against])
        yield {
            "id": f"e{line.place}",
            "type": names[line.attempt],
            "time": line.moment,
            "attributes": [{"name": name, "value": value} for name, value in said.items()],
            "relationships": [{"objectId": o, "qualifier": how} for o, how in related.items()],
        }
