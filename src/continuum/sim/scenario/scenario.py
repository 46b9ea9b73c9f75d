"""A scenario: a rulebook, the people, how everybody behaves, and from when to when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.rulebook.sources import Source, as_sources
from continuum.rulebooks import load
from continuum.sim.behaviour.attempts import Attempt, Behaviour, Misgiven
from continuum.sim.population.cohort import Cohort, Population, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Chart

__all__ = ["Scenario"]


def _behaviour(behaviour: Behaviour | Iterable[Attempt]) -> Behaviour:
    return behaviour if isinstance(behaviour, Behaviour) else Behaviour(behaviour)


def _read(day: Any, which: str) -> Any:
    """Read a day, or keep what is wrong with it until every fault is told."""
    try:
        return day if isinstance(day, Misgiven) else as_day(day, f"the {which}")
    except FactError as error:
        return Misgiven(f"{error.message} ({error.help})")


def _start(day: date | str) -> date:
    return _read(day, "start")  # type: ignore[no-any-return]


def _horizon(day: date | str) -> date:
    return _read(day, "horizon")  # type: ignore[no-any-return]


@attrs.frozen(repr=False, slots=False)
class Scenario:
    """What is simulated: rules, people and behaviour, kept apart.

    Args:
        name: A short text, such as ``way_out``.
        rulebook: A rulebook, or the name of a built-in one.
        people: A cohort, or the population to draw one from.
        behaviour: What is attempted, by whom and when.
        start: The first day.
        horizon: The first day that is no longer simulated.
        title: The words for it.
        sources: Where its numbers come from, beside those that its parts name.

    Raises:
        ScenarioError: With every fault at once.

    Example:
        >>> from continuum.sim.behaviour.distributions import Exponential
        >>> walk = Scenario(
        ...     "way_out",
        ...     "outline",
        ...     Population(10),
        ...     [Attempt("acquitted_or_charges_dropped", "sentence_court", Exponential(90))],
        ...     start="2022-01-01",
        ...     horizon="2023-01-01",
        ... )
        >>> walk
        <Scenario way_out on outline 1: 10 people, 1 attempt, 2022-01-01 to 2023-01-01>
    """

    name: str
    rulebook: Rulebook | str
    people: Population | Cohort
    behaviour: Behaviour = attrs.field(converter=_behaviour)
    start: date = attrs.field(converter=_start)
    horizon: date = attrs.field(converter=_horizon)
    title: str = ""
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        """Check the whole scenario; every fault at once."""
        from continuum.sim.scenario.faults import faults_of

        if faults := list(faults_of(self)):
            raise refusal(f"scenario `{str(self.name)[:60]}` cannot be simulated", faults)

    def __repr__(self) -> str:
        """Say what it is."""
        n = self.people.n if isinstance(self.people, Cohort) else self.people.size
        count = len(self.behaviour.attempts)
        return (
            f"<Scenario {self.name} on {self.book.name} {self.book.version}: {n:,} people, "
            f"{count} attempt{'s' * (count != 1)}, {self.start} to {self.horizon}>"
        )

    @cached_property
    def book(self) -> Rulebook:
        """The rulebook itself."""
        return load(self.rulebook) if isinstance(self.rulebook, str) else self.rulebook

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Every form of the law in force between start and horizon, oldest first."""
        found = [self.book.lower(self.start)]
        while (until := found[-1].valid_to) is not None and until < self.horizon:
            found.append(self.book.lower(until))
        return tuple(found)

    def with_(self, **changes: object) -> Scenario:
        """Give the same scenario with some parts replaced; this one stays as it is.

        Example:
            >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
            >>> outline_eu_2022().with_(name="shorter", horizon="2024-01-01").horizon
            datetime.date(2024, 1, 1)
        """
        return attrs.evolve(self, **changes)  # type: ignore[arg-type]

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the scenario as JSON; :meth:`from_json` reads back an equal one."""
        from continuum.rulebook.strict_json import write_json
        from continuum.sim.scenario.form import to_form

        return write_json(to_form(self), indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Scenario:
        """Read a scenario from JSON.

        Raises:
            FactError: Not JSON as this library writes it.
            ScenarioError: With every fault and its place.
        """
        from continuum.rulebook.strict_json import read_json
        from continuum.sim.scenario.form import from_form

        return from_form(read_json(text, "the scenario"))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its canonical form, the rulebook's content included."""
        from continuum.rulebook.strict_json import digest
        from continuum.sim.scenario.form import to_form

        return digest([to_form(self), self.book.digest])
