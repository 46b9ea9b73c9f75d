"""What can be simulated, and should make somebody look again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.sim.behaviour.distributions import By, Choices, Perhaps
from continuum.sim.population.cohort import Cohort
from continuum.sim.scenario.assumptions import numbers_of
from continuum.sim.scenario.paths import OFF, part_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Remark", "lint"]


@attrs.frozen
class Remark:
    """Something to look at again.

    Args:
        kind: ``no_actor``, ``out_of_reach``, ``not_the_law``, ``hard_date``, ``never_free``,
            ``weights``, ``unmarked`` or ``range``.
        subject: The step, attempt, rule, capacity or path.
        sentence: What about it.
    """

    kind: str
    subject: str
    sentence: str

    def __str__(self) -> str:
        """Say it."""
        return f"{self.subject}: {self.sentence}"


def lint(scenario: Scenario) -> Iterator[Remark]:
    """Give every remark on a scenario; see :meth:`Scenario.lint`.

    Args:
        scenario: The scenario.
    """
    chart = scenario.charts[0]
    yield from _no_actor(scenario, chart)
    yield from _out_of_reach(scenario, chart)
    yield from _not_the_law(scenario)
    yield from _hard_dates(scenario, chart)
    for one in scenario.setting.capacities:
        if not one.held and not one.until:
            yield Remark(
                "never_free",
                one.name,
                "its places are free only when a pathway ends; say `held` or `until`",
            )
    yield from _weights(scenario)
    yield from _unmarked(scenario)
    for uncertain in scenario.uncertain:
        value = part_at(scenario, uncertain.path)
        if not uncertain.low <= value <= uncertain.high:
            yield Remark(
                "range",
                uncertain.path,
                f"{value:g} lies outside its range, {uncertain.low:g} to {uncertain.high:g}",
            )


def _no_actor(scenario: Scenario, chart: Chart) -> Iterator[Remark]:
    attempted = {attempt.event for attempt in scenario.behaviour.attempts}
    for step in chart.book.steps:
        if step.kind in {"statutory", "mandatory"} and step.event and step.event not in attempted:
            yield Remark(
                "no_actor",
                step.id,
                f"it is {step.kind}, and nobody attempts `{step.event}`: {step.sentence}",
            )


def _out_of_reach(scenario: Scenario, chart: Chart) -> Iterator[Remark]:
    """Attempts that are possible in no state that the attempted events lead to."""
    attempted = {attempt.event for attempt in scenario.behaviour.attempts}
    reached: dict[str, set[str]] = {}
    for region in chart.regions:
        moves = {
            (source, leg.target)
            for name in attempted
            for source, legs in chart.events[name].ways.get(region.name, {}).items()
            for leg in legs
        }
        found = new = {chart.initial[chart.place[region.name]]}
        while new:
            new = {to for at, to in moves if at in new} - found
            found = found | new
        reached[region.name] = found
    for attempt in scenario.behaviour.attempts:
        during = dict(attempt.during)
        for name, states in reached.items():
            ways = chart.events[attempt.event].ways
            possible = set(ways[name]) if name in ways else states
            meant = set(during[name]) if name in during else states
            if not states & possible & meant:
                yield Remark(
                    "out_of_reach",
                    attempt.name,
                    f"nobody ever comes to a state of `{name}` where it is possible",
                )
                break


def _not_the_law(scenario: Scenario) -> Iterator[Remark]:
    for path, value in scenario.patch.changes if scenario.patch else ():
        if path.startswith("rulebook.rules.") and value == OFF:
            yield Remark(
                "not_the_law",
                path.removeprefix("rulebook.rules."),
                "the rule is turned off to see what it does; this is not the law",
            )


def _hard_dates(scenario: Scenario, chart: Chart) -> Iterator[Remark]:
    """Events that a rule demands on a day, left to somebody who waits for a working day."""
    calendar = scenario.setting.calendar
    if calendar is None:
        return
    demanded = {
        name: rule.id
        for rule in chart.book.rules
        if rule.then == "demands"
        for name in chart.events
        if name in rule.governs.events
    }
    for attempt in scenario.behaviour.attempts:
        if attempt.by in calendar.roles and attempt.event in demanded:
            yield Remark(
                "hard_date",
                attempt.name,
                f"{demanded[attempt.event]} demands it on the day, and `{attempt.by}` waits for "
                "a working day",
            )


def _weights(scenario: Scenario) -> Iterator[Remark]:
    """Weights that look like chances, and do not add up to one."""
    parts: list[tuple[str, Any]] = []
    for attempt in scenario.behaviour.attempts:
        for name, source in (*attempt.given, *attempt.learn):
            parts.append((f"behaviour.{attempt.name}.{name}", source))
    if not isinstance(scenario.people, Cohort):
        for group in ("tags", "traits", "facts"):
            for name, source in getattr(scenario.people, group):
                parts.append((f"people.{group}.{name}", source))
    for path, source in parts:
        for choices in _choices(source):
            weights = [weight for _, weight in choices.weights]
            total = sum(weights)
            if all(weight < 1 for weight in weights) and abs(total - 1) > 1e-9:  # noqa: PLR2004
                yield Remark(
                    "weights", path, f"its chances add up to {total:g}; each is taken as its share"
                )


def _choices(source: Any) -> Iterator[Choices]:
    match source:
        case Choices():
            yield source
        case Perhaps(_, of):
            yield from _choices(of)
        case By(_, cases):
            for _, case in cases:
                yield from _choices(case)


def _unmarked(scenario: Scenario) -> Iterator[Remark]:
    if scenario.sources:
        return
    seen: dict[str, int] = {}
    for found in numbers_of(scenario):
        if not found.sources:
            subject = ".".join(found.path.split(".")[:2])
            seen[subject] = seen.get(subject, 0) + 1
    for subject, count in seen.items():
        numbers = "a number" if count == 1 else f"{count} numbers"
        yield Remark("unmarked", subject, f"it has {numbers} and names no source")
