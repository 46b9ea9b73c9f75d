"""XES, the exchange format of process mining (IEEE 1849-2016): one trace a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import numpy as np

from continuum.sim.columns.judge import OUTCOMES
from continuum.sim.exports.writing import chosen, heading, moments, person_name, whole_file
from continuum.sim.results.points import acting_roles, event_names

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from continuum.sim.results.run import Run

__all__ = ["write_xes"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value="somebody"/></global>
<global scope="event"><string key="concept:name" value="something"/>\
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>\
<string key="lifecycle:transition" value="complete"/></global>
<classifier name="Event" keys="concept:name"/>
<classifier name="EventAndOutcome" keys="concept:name lifecycle:transition"/>
"""
# The standard lifecycle: done, given up, or waiting for its turn.
_LIFECYCLE: Final = {
    "refused": "ate_abort",
    "undetermined": "ate_abort",
    "waiting": "schedule",
}


def write_xes(run: Run, path: str | os.PathLike[str], *, refusals: bool) -> None:
    """Write the log of a run as XES.

    Args:
        run: The run.
        path: Where.
        refusals: Also what was attempted and did not happen, with what stood in the way.

    Raises:
        ScenarioError: It cannot be written there.
    """
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.write(_string("concept:name", run.scenario.name))
        for key, value in heading(run).items():
            file.write("\n" + _string(f"continuum:{key.replace(' ', '_')}", value))
        file.writelines(_traces(run, refusals=refusals))
        file.write("\n</log>\n")


def _traces(run: Run, *, refusals: bool) -> Iterator[str]:
    events = run.events
    where = chosen(run, refusals=refusals)
    bounds = np.searchsorted(events.person[where], np.arange(run.rows + 1))
    whole = [
        [_event(name, role, outcome) for outcome in OUTCOMES]
        for name, role in zip(event_names(run), acting_roles(run), strict=True)
    ]
    stopped = ["", *(_string("against", ", ".join(ids)) for ids in events.reasons)]
    for row in range(run.rows):
        here = where[bounds[row] : bounds[row + 1]]
        yield f"\n<trace>{_string('concept:name', person_name(run, row))}"
        for attempt, outcome, against, moment in zip(
            events.attempt[here].tolist(),
            events.outcome[here].tolist(),
            events.against[here].tolist(),
            moments(events.time[here]),
            strict=True,
        ):
            cause = stopped[against + 1] if events.reasons[against] else ""
            yield f'{whole[attempt][outcome]}{moment}"/>{cause}</event>'
        yield "\n</trace>"


def _event(event: str, role: str, outcome: str) -> str:
    """All of an event but its moment and what stood in the way."""
    return (
        f"\n<event>{_string('concept:name', event)}{_string('org:role', role)}"
        f"{_string('outcome', outcome)}"
        f"{_string('lifecycle:transition', _LIFECYCLE.get(outcome, 'complete'))}"
        '<date key="time:timestamp" value="'
    )


def _string(key: str, value: str) -> str:
    return f'<string key="{escape(key, _QUOTES)}" value="{escape(value, _QUOTES)}"/>'


_QUOTES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
