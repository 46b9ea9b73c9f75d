"""Everything that stops a scenario from being simulated, found before anything is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import ContinuumError
from continuum.rulebook import Rulebook
from continuum.rulebooks import load
from continuum.sim.behaviour.arrives import Arrives
from continuum.sim.behaviour.attempts import Attempt
from continuum.sim.behaviour.readings import Misgiven, misgiven
from continuum.sim.population.cohort import MOST_PEOPLE, Cohort, Population
from continuum.sim.scenario.attempt_faults import (
    arrival_faults,
    attempt_faults,
    near_name,
)
from continuum.sim.scenario.clock_faults import clock_faults
from continuum.sim.scenario.paths import part_at
from continuum.sim.scenario.people_faults import people_faults
from continuum.sim.scenario.setting_faults import setting_faults
from continuum.sim.scenario.uncertain import Uncertain

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
        try:  # without the law in motion, so that everything else is told as well
            book = load(rulebook) if isinstance(rulebook, str) else rulebook
            charts = (book.lower(book.as_of),)
        except ContinuumError:
            return
    if peopled:
        yield from people_faults(scenario, charts[0], whole=whole)
    for place, attempt in enumerate(attempts):
        if not isinstance(attempt, Attempt):
            yield f"the behaviour: number {place} is `{_kind(attempt)}` (give an `Attempt`)"
    real = [attempt for attempt in attempts if isinstance(attempt, Attempt)]
    heard = {attempt.event for attempt in real} & set(charts[0].events)
    if peopled:
        yield from _attempts(real, people, charts, heard)
        yield from _arrivals(scenario, charts, heard)
    yield from _pace(scenario, charts[0])
    yield from setting_faults(scenario, charts, real)
    yield from _ranges(scenario)


def _kind(given: object) -> str:
    return type(given).__name__


def _name_and_days(scenario: Scenario) -> Iterator[str]:
    name: Any = scenario.name
    if not isinstance(name, str) or not name.strip():
        yield f"the name cannot be `{str(name)[:40]}` (give a short text)"
    if isinstance(scenario.sources, Misgiven):
        yield f"the sources: {scenario.sources.what}"
    days: tuple[Any, ...] = (scenario.start, scenario.horizon)
    wrong = [day.what for day in days if isinstance(day, Misgiven)]
    yield from wrong
    if not wrong and scenario.horizon <= scenario.start:
        yield (
            f"the horizon {scenario.horizon} is not after the start {scenario.start} "
            "(give the first day that is no longer simulated)"
        )


def _attempts(
    attempts: list[Attempt],
    people: Cohort | Population,
    charts: tuple[Chart, ...],
    heard: set[str],
) -> Iterator[str]:
    names = [attempt.name for attempt in attempts]
    by_name = {attempt.name: attempt for attempt in attempts}
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two attempts are called `{name}` (give each a `label` of its own)"
    if not any(charts[0].events[name].ways for name in heard):
        yield "nobody ever moves: no attempt is for an event that has a way (add one)"
    for attempt in attempts:
        unfit = [f"{part}: {what}" for part, what in misgiven(attempt)]
        found = unfit or (
            *attempt_faults(attempt, people, charts, heard),
            *clock_faults(attempt, charts[0], heard, by_name),
        )
        for fault in found:
            yield f"attempt `{attempt.name}`: {fault}"


def _arrivals(scenario: Scenario, charts: tuple[Chart, ...], heard: set[str]) -> Iterator[str]:
    behaviour = scenario.behaviour
    attempts: tuple[Any, ...] = behaviour.attempts
    taken = [attempt.name for attempt in attempts if isinstance(attempt, Attempt)]
    for place, arrival in enumerate(behaviour.arrives):
        given: Any = arrival
        if not isinstance(given, Arrives):
            yield f"what arrives: number {place} is `{_kind(given)}` (give an `Arrives`)"
            continue
        if arrival.name in taken:
            yield f"two parts of the behaviour are called `{arrival.name}` (give one a `label`)"
        taken.append(arrival.name)
        unfit = [f"{part}: {what}" for part, what in misgiven(arrival)]
        for fault in unfit or arrival_faults(arrival, scenario.people, charts, heard):
            yield f"arrival `{arrival.name}`: {fault}"


def _pace(scenario: Scenario, chart: Chart) -> Iterator[str]:
    for part, what in misgiven(scenario.behaviour):
        yield f"the behaviour: {part}: {what}"
    if isinstance(scenario.behaviour.pace, Misgiven):
        return
    roles = [role.name for role in chart.book.roles]
    for role, _ in scenario.behaviour.pace:
        if role not in roles:
            yield f"the pace: the rulebook has no role `{role}`{near_name(role, roles)}"


def _ranges(scenario: Scenario) -> Iterator[str]:
    """What is wrong with the seed, the replications and the ranges."""
    seed: Any = scenario.seed
    if isinstance(seed, bool) or not hasattr(seed, "__index__"):
        yield f"the seed cannot be `{str(seed)[:40]}` (give any whole number)"
    count: Any = scenario.replications
    if type(count) is not int or not 0 < count <= MOST_PEOPLE:
        yield f"the replications cannot be `{str(count)[:40]}` (give 1 to {MOST_PEOPLE:,})"
    ranges: tuple[Any, ...] = scenario.uncertain
    for one in ranges:
        if not isinstance(one, Uncertain):
            yield f"a range cannot be `{_kind(one)}` (give an `Uncertain`)"
            continue
        try:
            value = part_at(scenario, one.path)
        except ContinuumError as error:
            yield f"range `{one.path}`: {error.message} ({error.help})"
            continue
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield f"range `{one.path}`: what stands there is no number (go on to one)"
