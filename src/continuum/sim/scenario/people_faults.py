"""What stops the people of a scenario: sizes, names, dependencies, facts that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.sim.behaviour.distributions import By, Perhaps, Trait
from continuum.sim.population.cohort import MOST_PEOPLE, Cohort
from continuum.sim.scenario.attempt_faults import near_name, recording_faults, traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart
    from continuum.sim.population.cohort import Population
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["people_faults"]


def people_faults(scenario: Scenario, chart: Chart, *, whole: bool) -> Iterator[str]:
    """Give every fault of the people.

    Args:
        scenario: The scenario.
        chart: The form of the law on the first day.
        whole: Whether the days of the scenario can be read.
    """
    people = scenario.people
    if isinstance(people, Cohort):
        facts = list(people.facts.items())
        yield from _named_twice([*people.tags, *people.traits, *people.facts])
    else:
        facts = list(people.facts)
        yield from _size(people)
        yield from _order(people)
    traits = traits_of(people, tags=True)
    for name, source in facts:
        for fault in recording_faults(name, source, chart, traits):
            yield f"the cohort: {fault}"
    if not isinstance(people, Cohort) or not whole:
        return
    first, last = scenario.start.toordinal(), scenario.horizon.toordinal()
    starts = people.starts[people.starts > 0]
    if starts.size and (starts.min() < first or starts.max() >= last):
        yield "the cohort: some pathways open before the start or after the horizon (move them)"


def _named_twice(names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"the cohort: two of facts, traits and tags are called `{name}` (rename one)"


def _size(people: Population) -> Iterator[str]:
    size: Any = people.size
    if type(size) is not int or not 0 < size <= MOST_PEOPLE:
        count = str(size)[:40]
        yield f"the population cannot have `{count}` people (give 1 to {MOST_PEOPLE:,})"


def _order(people: Population) -> Iterator[str]:
    """What depends on something that is drawn later, or not at all."""
    groups = (("tag", people.tags), ("trait", people.traits), ("fact", people.facts))
    every = [name for _, group in groups for name, _ in group]
    yield from _named_twice(every)
    seen: set[str] = set()
    for kind, group in groups:
        for name, source in group:
            for other in dict.fromkeys(_depends_on(source)):
                if other in seen:
                    continue
                if other in every:
                    yield (
                        f"the cohort: {kind} `{name}` depends on `{other}`, which is drawn after "
                        "it (declare tags, then traits, then facts, each after what it depends on)"
                    )
                elif kind != "fact":  # a fact says so itself
                    near = near_name(other, every)
                    what = f"{kind} `{name}` depends on `{other}`, which is not there{near}"
                    yield f"the cohort: {what}"
            seen.add(name)


def _depends_on(source: Any) -> Iterator[str]:
    match source:
        case Trait(name):
            yield name
        case Perhaps(_, of):
            yield from _depends_on(of)
        case By(trait, cases):
            yield trait
            for _, case in cases:
                yield from _depends_on(case)
