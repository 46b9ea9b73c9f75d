"""Everything that stops a scenario from being simulated, found before anything is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import ContinuumError
from continuum.rulebook import Rulebook
from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.readings import Misgiven, misgiven
from continuum.sim.population.cohort import Cohort, Population
from continuum.sim.scenario.attempt_faults import attempt_faults, recording_faults, traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["faults_of"]


def faults_of(scenario: Scenario) -> Iterator[str]:
    """Give every fault of a scenario, with where it is and what would mend it."""
    yield from _name_and_days(scenario)
    rulebook: Any = scenario.rulebook
    people: Any = scenario.people
    attempts: tuple[Any, ...] = scenario.behaviour.attempts
    peopled = isinstance(people, (Cohort, Population))
    if not peopled:
        yield f"the people cannot be `{_kind(people)}` (give a `Cohort` or a `Population`)"
    if not isinstance(rulebook, (Rulebook, str)):
        yield f"the rulebook cannot be `{_kind(rulebook)}` (give one, or the name of a built-in)"
        return
    whole = not any(isinstance(d, Misgiven) for d in (scenario.start, scenario.horizon))
    try:
        charts = scenario.charts if whole else (scenario.book.lower(scenario.book.as_of),)
    except ContinuumError as error:
        yield f"{error.message} ({error.help})"
        return
    if peopled:
        yield from _population(scenario, charts[0], whole=whole)
    for place, attempt in enumerate(attempts):
        if not isinstance(attempt, Attempt):
            yield f"the behaviour: number {place} is `{_kind(attempt)}` (give an `Attempt`)"
    real = [attempt for attempt in attempts if isinstance(attempt, Attempt)]
    heard = {attempt.event for attempt in real} & set(charts[0].events)
    if peopled:
        yield from _attempts(real, people, charts, heard)


def _kind(given: object) -> str:
    return type(given).__name__


def _name_and_days(scenario: Scenario) -> Iterator[str]:
    name: Any = scenario.name
    if not isinstance(name, str) or not name.strip():
        yield f"the name cannot be `{str(name)[:40]}` (give a short text)"
    days: tuple[Any, ...] = (scenario.start, scenario.horizon)
    wrong = [day.what for day in days if isinstance(day, Misgiven)]
    yield from wrong
    if not wrong and scenario.horizon <= scenario.start:
        yield (
            f"the horizon {scenario.horizon} is not after the start {scenario.start} "
            "(give the first day that is no longer simulated)"
        )


def _population(scenario: Scenario, chart: Chart, *, whole: bool) -> Iterator[str]:
    people = scenario.people
    traits = traits_of(people, tags=True)
    facts = people.facts.items() if isinstance(people, Cohort) else people.facts
    for name, source in facts:
        for fault in recording_faults(name, source, chart, traits):
            yield f"the cohort: {fault}"
    if not isinstance(people, Cohort) or not whole:
        return
    first, last = scenario.start.toordinal(), scenario.horizon.toordinal()
    starts = people.starts[people.starts > 0]
    if starts.size and (starts.min() < first or starts.max() >= last):
        yield "the cohort: some pathways open before the start or after the horizon (move them)"


def _attempts(
    attempts: list[Attempt],
    people: Cohort | Population,
    charts: tuple[Chart, ...],
    heard: set[str],
) -> Iterator[str]:
    names = [attempt.name for attempt in attempts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two attempts are called `{name}` (give each a `label` of its own)"
    if not any(charts[0].events[name].ways for name in heard):
        yield "nobody ever moves: no attempt is for an event that has a way (add one)"
    for attempt in attempts:
        unfit = [f"{part}: {what}" for part, what in misgiven(attempt)]
        for fault in unfit or attempt_faults(attempt, people, charts, heard):
            yield f"attempt `{attempt.name}`: {fault}"
