"""Read a log of events as a run: whose, what, when; where people were follows from the rulebook."""

from __future__ import annotations

import math
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from continuum.errors import FactError, ScenarioError, needs
from continuum.guards import as_day
from continuum.prose import plural
from continuum.sim.columns.judge import ALLOWED, OUTCOMES, Names
from continuum.sim.population.cohort import Cohort
from continuum.sim.results.log import LogWriter
from continuum.sim.results.run import Run
from continuum.sim.results.tables import Table
from continuum.sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from continuum.rulebook import Chart

__all__ = ["read_log"]

_SHOWN: Final = 5
_SECONDS_A_DAY: Final = 86_400
_NEEDED: Final = ("person", "event")
_MAYBE: Final = ("day", "time", "outcome", "attempt", "moves")


class _Line(NamedTuple):
    """One event of the log, as it was given."""

    person: Any
    time: float
    event: str
    outcome: int
    attempt: int
    moves: str


def read_log(
    log: Any, scenario: Scenario | None, until: date | str | None
) -> tuple[Run, tuple[str, ...]]:
    """Read a table of events as a run of a scenario.

    Args:
        log: Columns ``person`` and ``event``, and ``day`` or ``time``; perhaps ``outcome`` (by
            default everything was allowed), ``attempt`` (needed where an event has several) and
            ``moves`` (``region: state to state``; needed where recorded facts choose the way).
        scenario: Whose rulebook and attempts the log speaks of.
        until: The day up to which it tells everything; by default the horizon.

    Returns:
        The run, and what to know about the log.

    Raises:
        ScenarioError: With every fault at once.
    """
    if not isinstance(scenario, Scenario):
        raise ScenarioError(
            "a table of events does not say what sets clocks",
            help="give the scenario, too: `fit(table, scenario)`",
        )
    horizon = scenario.horizon
    if until is not None:
        try:
            horizon = as_day(until, "the last day of the log")
        except FactError as error:
            raise ScenarioError(error.message, help=error.help) from None
    columns = _columns(log)
    faults: list[str] = []
    lines = _lines(columns, scenario, faults)
    if faults:
        more = len(faults) - _SHOWN
        shown = "".join(f"\n- {fault}" for fault in faults[:_SHOWN])
        shown += f"\n- and {more} more" if more > 0 else ""
        raise ScenarioError(f"the log cannot be read{shown}", help="mend each of the faults listed")
    lines.sort(key=lambda line: (str(line.person), line.time))
    return _run(lines, scenario, horizon)


def _columns(log: Any) -> Mapping[str, Sequence[Any]]:
    """The columns of any table, as lists."""
    if isinstance(log, Table):
        return {name: log[name].tolist() for name in log.names}
    if isinstance(log, dict):
        return {str(name): list(values) for name, values in log.items()}
    needs("frames", "narwhals")
    import narwhals as nw

    try:
        frame = nw.from_native(log, eager_only=True)
    except TypeError:
        if not hasattr(log, "__arrow_c_stream__"):
            raise ScenarioError(
                f"a log cannot be `{type(log).__name__}`",
                help="give a frame of polars, pandas or pyarrow, or a mapping of lists",
            ) from None
        needs("frames", "polars")
        frame = nw.from_arrow(log, backend="polars")
    return {name: frame[name].to_list() for name in frame.columns}


def _lines(
    columns: Mapping[str, Sequence[Any]], scenario: Scenario, faults: list[str]
) -> list[_Line]:
    faults += [f"there is no column `{name}`" for name in _NEEDED if name not in columns]
    if "day" not in columns and "time" not in columns:
        faults.append("there is neither a column `day` nor a column `time`")
    lengths = {name: len(columns[name]) for name in (*_NEEDED, *_MAYBE) if name in columns}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"`{name}` {length}" for name, length in lengths.items())
        faults.append(f"columns differ in length: {listed}")
    if faults:
        return []
    count = lengths["person"]
    when = columns.get("time", columns.get("day", ()))
    outcomes = columns.get("outcome", ["allowed"] * count)
    labels = columns.get("attempt", [""] * count)
    moves = columns.get("moves", [""] * count)
    attempts = _Attempts(scenario)
    lines = []
    for k, (person, event, moment, outcome, label, moved) in enumerate(
        zip(columns["person"], columns["event"], when, outcomes, labels, moves, strict=True)
    ):
        place = f"row {k}"
        time = _moment(moment)
        if math.isnan(time):
            faults.append(f"{place}: `{str(moment)[:40]}` is no day")
        if outcome not in OUTCOMES:
            faults.append(f"{place}: there is no outcome `{str(outcome)[:40]}`")
        if problem := attempts.problem(event):
            faults.append(f"{place}: {problem}")
        if not faults:
            code = OUTCOMES.index(str(outcome))
            number = attempts.number(str(event), str(label or ""))
            lines.append(_Line(person, time, str(event), code, number, str(moved or "")))
    return lines


class _Attempts:
    """The attempts of a scenario, by event and label."""

    def __init__(self, scenario: Scenario) -> None:
        self.chart = scenario.charts[0]
        self.by_label: dict[tuple[str, str], int] = {}
        self.by_event: dict[str, list[int]] = {}
        for k, attempt in enumerate(scenario.behaviour.attempts):
            self.by_label[attempt.event, attempt.name] = k
            self.by_event.setdefault(attempt.event, []).append(k)
        count = len(scenario.behaviour.attempts)
        for k, arrives in enumerate(scenario.behaviour.arrives, start=count):
            self.by_label[f"{arrives.fact} learned", arrives.name] = k
            self.by_event.setdefault(f"{arrives.fact} learned", []).append(k)

    def problem(self, event: Any) -> str:
        """What is wrong with an event; empty: nothing."""
        if event in self.chart.events or event in self.by_event:
            return ""
        near = get_close_matches(str(event), list(self.chart.events), n=1)
        meant = f" (did you mean `{near[0]}`?)" if near else ""
        return f"the rulebook has no event `{str(event)[:40]}`{meant}"

    def number(self, event: str, label: str) -> int:
        """The attempt; -1 where it cannot be told, or there is none."""
        found = self.by_label.get((event, label))
        if found is not None:
            return found
        several = self.by_event.get(event, [])
        return several[0] if len(several) == 1 else -1


def _moment(given: Any) -> float:
    """A day or a moment, in days as ordinals; ``nan``: it is none."""
    if isinstance(given, datetime):
        clock = given.hour * 3600 + given.minute * 60 + given.second + given.microsecond / 1e6
        return given.toordinal() + clock / _SECONDS_A_DAY
    if isinstance(given, date):
        return float(given.toordinal())
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return float(given) if math.isfinite(given) and given > 0 else math.nan
    try:
        return float(as_day(given, "the day").toordinal())
    except FactError:
        return math.nan


def _run(lines: Sequence[_Line], scenario: Scenario, horizon: date) -> tuple[Run, tuple[str, ...]]:
    """Follow everybody from where pathways begin, event by event."""
    configurations, reasons, log = Names(), Names(), LogWriter()
    walk = _Walk(scenario.charts[0])
    people: dict[Any, int] = {}
    seen: list[list[Any]] = [[] for _ in range(6)]
    states = walk.initial
    outside = 0
    end = float(horizon.toordinal())
    for line in lines:
        row = people.get(line.person)
        if row is None:
            row = people[line.person] = len(people)
            states = walk.initial
        if not line.time < end:
            outside += 1
            continue
        origin = configurations.number(states)
        if line.outcome == ALLOWED and line.event in walk.chart.events:
            states = walk.after(states, line)
        for column, value in zip(
            seen,
            (row, line.time, line.attempt, line.outcome, origin, configurations.number(states)),
            strict=True,
        ):
            column.append(value)
    if seen[0]:
        person, time, attempt, outcome, before, after = (np.array(column) for column in seen)
        log.add(person, time, attempt, outcome, before, after, 0, 0)
    cohort, said = _people(people, scenario)
    if horizon != scenario.horizon:
        scenario = scenario.with_(horizon=horizon)
    notes = [*said, *walk.notes()]
    if outside:
        notes.append(f"left out, behind the last day: {plural(outside, 'events')}")
    unknown = sum(attempt < 0 for attempt in seen[2])
    if unknown:
        notes.append(f"of no attempt, or of one of several: {plural(unknown, 'events')}")
    return Run(scenario, cohort, 0, log.close(configurations, reasons)), tuple(notes)


def _people(people: Mapping[Any, int], scenario: Scenario) -> tuple[Cohort, list[str]]:
    """The people of a log; those of the scenario, with their traits, where they can be found."""
    given = scenario.people
    if isinstance(given, Cohort):
        place = {number: k for k, number in enumerate(given.numbers.tolist())}
        if all(person in place for person in people):
            return given.take([place[person] for person in people]), []
    count = len(people)
    blank = Cohort(np.arange(count, dtype=np.int64), np.zeros(count, dtype=np.int64))
    return blank, ["nothing is known of the people but their events"] if count else []


class _Walk:
    """Where people come by events, as the ways of the rulebook say."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.initial = chart.initial
        self.astray = 0
        self.open: dict[str, int] = {}

    def after(self, states: tuple[str, ...], line: _Line) -> tuple[str, ...]:
        """The configuration after an event."""
        heard, found = self.chart.events[line.event], list(states)
        told = dict(_told(line.moves))
        for region, by_state in heard.ways.items():
            place = self.chart.place[region]
            legs = by_state.get(states[place])
            if not legs:
                self.astray += 1
                return states
            targets = dict.fromkeys(leg.target for leg in legs)
            if region in told and told[region] in targets:
                found[place] = told[region]
            elif len(targets) == 1:
                found[place] = next(iter(targets))
            elif line.moves or states[place] not in targets:
                self.open[line.event] = self.open.get(line.event, 0) + 1
        return tuple(found)

    def notes(self) -> list[str]:
        """What could not be followed."""
        notes = []
        if self.astray:
            notes.append(
                f"without a way from where the person was: {plural(self.astray, 'events')}; "
                "the log begins late, or tells what the rulebook does not allow"
            )
        notes += [
            f"`{event}` may lead to several places, and no `moves` says to which: "
            f"{plural(count, 'rows')}"
            for event, count in sorted(self.open.items())
        ]
        return notes


def _told(moves: str) -> list[tuple[str, str]]:
    """Where each region came: ``legal: remand to sentenced_custody, care: none to offered``."""
    found = []
    for part in filter(None, (each.strip() for each in moves.split(","))):
        region, _, way = part.partition(":")
        found.append((region.strip(), way.rpartition(" to ")[2].strip()))
    return found
