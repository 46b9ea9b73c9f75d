"""A scenario and its people as a notebook shows them: small tables, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.tables import page_fragment, table
from continuum.sim.population.cohort import Cohort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["show_cohort", "show_scenario"]


def show_scenario(scenario: Scenario) -> str:
    """Show the four documents of a scenario, and what was changed in it.

    Args:
        scenario: The scenario.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> "380 people" in show_scenario(outline_eu_2022())
        True
    """
    # Every part is escaped by the tables; only what they make is put together.
    title = f"{scenario.name}: {scenario.title}" if scenario.title else scenario.name
    rows = [[what, said] for what, said in _parts(scenario)]
    shown: str = page_fragment(title, table(("what", "which"), rows))
    if scenario.patch is not None:
        changes = [[path, str(value)] for path, value in scenario.patch.changes]
        shown += page_fragment("what was changed", table(("where", "now"), changes))
    return shown


def _parts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    book, behaviour, setting = scenario.book, scenario.behaviour, scenario.setting
    yield "rulebook", f"{book.name} {book.version}"
    people = scenario.people
    n = people.n if isinstance(people, Cohort) else people.size
    times = f", {scenario.replications:,} times" if scenario.replications > 1 else ""
    yield "people", f"{n:,} people{times}"
    attempts = [f"{len(behaviour.attempts)} attempts"]
    if behaviour.arrives:
        attempts.append(f"{len(behaviour.arrives)} facts that arrive")
    attempts += [f"{role} takes {factor:g} times as long" for role, factor in behaviour.pace]
    yield "behaviour", ", ".join(attempts)
    places = [f"{one.name}: {one.places:,} places" for one in setting.capacities]
    if setting.arrivals is not None:
        places.append(f"arrivals: {setting.arrivals}")
    if setting.calendar is not None:
        places.append(f"working days of {setting.calendar.country}")
    places += [f"{name} from {day}" for name, day in setting.variants]
    yield "setting", ", ".join(places) or "nothing special"
    yield "days", f"{scenario.start} to {scenario.horizon}"
    yield "seed", str(scenario.seed)
    for one in scenario.uncertain:
        yield "range", f"{one.path}: {one.low:g} to {one.high:g}"
    yield "digest", scenario.digest


def show_cohort(cohort: Cohort) -> str:
    """Show the columns of a cohort: what they are, and of how many people they are known.

    Args:
        cohort: The people.

    Example:
        >>> from continuum.sim.population.eu_2022 import eu_2022
        >>> "motivation" in show_cohort(eu_2022().draw(seed=1))
        True
    """
    groups = (("fact", cohort.facts), ("trait", cohort.traits), ("tag", cohort.tags))
    rows = [
        [name, group, column.kind, f"{100 * column.known.mean():.0f} %"]
        for group, columns in groups
        for name, column in columns.items()
    ]
    shown = table(("column", "what it is", "kind", "known"), rows)
    return page_fragment(f"{cohort.n:,} people", shown)
