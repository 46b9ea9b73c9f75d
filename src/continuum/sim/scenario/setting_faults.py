"""What stops a setting: places that nobody takes, roles and days that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import ContinuumError
from continuum.sim.behaviour.readings import Misgiven, misgiven
from continuum.sim.population.cohort import Cohort
from continuum.sim.scenario.attempt_faults import milestone_faults, near_name, place_faults
from continuum.sim.setting.capacity import Capacity, Officers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["setting_faults"]


def setting_faults(
    scenario: Scenario, charts: tuple[Chart, ...], attempts: list[Attempt]
) -> Iterator[str]:
    """Give every fault of the setting of a scenario.

    Args:
        scenario: The scenario.
        charts: Every form of the law from start to horizon.
        attempts: What is attempted.
    """
    setting = scenario.setting
    for part, what in misgiven(setting):
        yield f"the setting: {part}: {what}"
    capacities: Any = setting.capacities
    if not isinstance(capacities, Misgiven):
        yield from _capacities(capacities, scenario, charts, attempts)
    yield from _arrivals(scenario)
    yield from _calendar(scenario, charts[0])


def _capacities(
    capacities: tuple[Any, ...],
    scenario: Scenario,
    charts: tuple[Chart, ...],
    attempts: list[Attempt],
) -> Iterator[str]:
    real: list[Any] = [one for one in capacities if isinstance(one, (Capacity, Officers))]
    for one in capacities:
        if one not in real:
            yield f"the setting: a capacity cannot be `{type(one).__name__}` (give a `Capacity`)"
    names = [one.name for one in real if not isinstance(one.name, Misgiven)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two capacities are called `{name}` (give each a name of its own)"
    taken: dict[str, list[str]] = {}
    for one in real:
        given: Any = one.name
        name = given if isinstance(given, str) and given.strip() else "without a name"
        unfit = [f"{part}: {what}" for part, what in misgiven(one)]
        if not unfit and not one.name.strip():
            unfit = ["name: it is empty (give a short text)"]
        for fault in unfit or _capacity(one, scenario, charts, attempts):
            yield f"capacity `{name}`: {fault}"
        if not unfit:
            for attempt in attempts:
                if attempt.name in one.takes or attempt.event in one.takes:
                    taken.setdefault(attempt.name, []).append(name)
    for label, by in taken.items():
        if len(by) > 1:
            listed = " and ".join(f"`{name}`" for name in by)
            yield f"attempt `{label}` takes a place of {listed} (let it take one)"


def _capacity(
    one: Capacity | Officers,
    scenario: Scenario,
    charts: tuple[Chart, ...],
    attempts: list[Attempt],
) -> Iterator[str]:
    chart = charts[0]
    known = {attempt.name for attempt in attempts} | {attempt.event for attempt in attempts}
    if not one.takes:
        yield "no attempt takes a place (name some in `takes`)"
    for name in one.takes:
        if name not in known:
            yield f"nobody attempts `{name}`{near_name(name, known)}"
    for name in one.until:
        if name not in chart.events:
            yield f"the rulebook has no event `{name}`{near_name(name, chart.events)}"
        elif name not in known:
            yield f"its places are free after `{name}`, which nobody attempts (attempt that too)"
    yield from place_faults(one.held, chart)
    if one.order == "due_date" and one.due is None:
        yield "its queue goes by due date, and no date is `due` (give a day fact or a milestone)"
    if one.order == "first_come" and one.due is not None:
        yield "a date is `due`, and its queue does not go by it (make the order `due_date`)"
    yield from milestone_faults(one.due, charts)
    days = [day for day, _ in one.changes]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield f"two changes fall on {day} (give one a day)"
    if isinstance(scenario.start, Misgiven) or isinstance(scenario.horizon, Misgiven):
        return
    for day in days:
        if not scenario.start < day < scenario.horizon:
            yield f"a change on {day} is not between the start and the horizon (leave it out)"


def _arrivals(scenario: Scenario) -> Iterator[str]:
    people, arrivals = scenario.people, scenario.setting.arrivals
    if arrivals is None or isinstance(arrivals, Misgiven) or not isinstance(people, Cohort):
        return
    if (people.starts > 0).any():
        yield "the setting: the cohort says when pathways open, so nobody arrives (leave one out)"


def _calendar(scenario: Scenario, chart: Chart) -> Iterator[str]:
    calendar = scenario.setting.calendar
    if calendar is None or isinstance(calendar, Misgiven):
        return
    unfit = list(misgiven(calendar))
    for part, what in unfit:
        yield f"the calendar: {part}: {what}"
    if unfit:
        return
    roles = [role.name for role in chart.book.roles]
    if not calendar.roles:
        yield "the calendar: no role waits for working days (name some in `roles`)"
    for role in calendar.roles:
        if role not in roles:
            yield f"the calendar: the rulebook has no role `{role}`{near_name(role, roles)}"
    try:
        calendar.next_day(chart.book.as_of)
    except ContinuumError as error:
        yield f"the calendar: {error.message} ({error.help})"
