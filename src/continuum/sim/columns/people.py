"""The people of a run while it runs: their columns, their luck, their registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt

from continuum.guards import Choice, Day, Fact, Flag, Number
from continuum.rulebook.request import SAID
from continuum.sim.behaviour.distributions import Bernoulli
from continuum.sim.columns.calendar import milestone_days
from continuum.sim.columns.registers import RegisterRows, Registers
from continuum.sim.population.encoding import Column, Plain, Who, constant, drawn, encoded, taken

if TYPE_CHECKING:
    from continuum.guards.language import Milestone
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.columns.arrays import Anything, Mask, Numbers, Rows
    from continuum.sim.columns.calendar import Days
    from continuum.sim.columns.plan import Plan
    from continuum.sim.population.cohort import Cohort

__all__ = [
    "Batch",
    "People",
    "RowFacts",
    "drawn_columns",
    "given_columns",
    "learned_columns",
]


class People:
    """The columns of some people, which the events of a run change.

    Args:
        cohort: Who they are.
        chart: The form of the law on the first day.
        start: The ordinal of the first day.
        seed: The seed of the run.
        registers: Their registers; ``None``: nobody asks.
        read: The facts that anybody reads; ``None``: all.
    """

    def __init__(  # noqa: PLR0917
        self,
        cohort: Cohort,
        chart: Chart,
        start: int,
        seed: int,
        registers: Registers | None = None,
        read: frozenset[str] | None = None,
    ) -> None:
        """Set every fact as it is when a pathway opens."""
        n = cohort.n
        self.n = n
        self.numbers = cohort.numbers
        self.keys = cohort.keys(seed)
        self.starts = np.where(cohort.starts > 0, cohort.starts, start).astype(np.int64)
        self.traits: dict[str, Plain] = {**cohort.facts, **cohort.traits}
        self.values: dict[str, Anything] = {}
        self.known: dict[str, Mask] = {}
        for name, fact in chart.facts.items():
            if fact.of != "case" or fact.derived is not None:
                continue
            if read is not None and name not in read:
                continue
            column = encoded(constant(chart.initially.get(name), n), fact)
            if name in cohort.facts:
                given = encoded(cohort.facts[name], fact, self.starts)
                values = np.where(given.known, given.values, column.values)
                column = Column(values.astype(_type_of(fact)), given.known | column.known)
            self.values[name], self.known[name] = column.values, column.known.copy()
        self.registers = registers if registers is not None else Registers((), (), n)

    def facts(self, rows: Rows) -> RowFacts:
        """Give the facts of some of the people, as they are now."""
        return RowFacts(self, rows)

    def registers_of(self, rows: Rows) -> RegisterRows:
        """Give the registers of some of the people."""
        return RegisterRows(self.registers, rows)

    def record(self, fact: str, rows: Rows, column: Column, *, only_known: bool = False) -> None:
        """Record a fact for some of the people.

        Args:
            fact: The fact's name.
            rows: Who.
            column: The values; where not known, the fact is not known again.
            only_known: Leave the fact alone where the value is not known.
        """
        if fact not in self.values:  # nobody reads it
            return
        values, known = column
        if only_known:
            known = np.broadcast_to(known, rows.shape)
            values = np.broadcast_to(values, rows.shape)
            rows, values, known = rows[known], values[known], known[known]
        self.values[fact][rows] = values
        self.known[fact][rows] = known

    def milestone(self, milestone: Milestone, rows: Rows) -> Days:
        """Work out the day of a milestone for some of the people."""
        facts = self.facts(rows)
        return milestone_days(milestone, lambda fact: facts[fact.name])


def _type_of(fact: Fact) -> type[np.generic]:
    match fact:
        case Flag():
            return np.bool_
        case Choice():
            return np.int16
        case Number() | Day():
            return np.int64


class RowFacts(Mapping[str, Column]):
    """The facts of some people, each gathered when it is first asked for."""

    __slots__ = ("_kept", "_people", "_rows")

    def __init__(self, people: People, rows: Rows) -> None:
        """Keep who they are."""
        self._people = people
        self._rows = rows
        self._kept: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        found = self._kept.get(name)
        if found is None:
            people, rows = self._people, self._rows
            found = Column(people.values[name][rows], people.known[name][rows])
            self._kept[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._people.values)

    def __len__(self) -> int:
        return len(self._people.values)


class _RowTraits(Mapping[str, Plain]):
    """The traits of some people, each gathered when it is asked for."""

    def __init__(self, traits: Mapping[str, Plain], rows: Rows) -> None:
        """Keep who they are."""
        self._traits = traits
        self._rows = rows

    def __getitem__(self, name: str) -> Plain:
        return taken(self._traits[name], self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._traits)

    def __len__(self) -> int:
        return len(self._traits)


@attrs.frozen(eq=False)
class Batch:
    """Some people who make the same attempt, each on a day.

    Args:
        people: Everybody.
        rows: Who of them.
        on: The day of each, as an ordinal.
        occurrence: Which of the attempts of each it is.
    """

    people: People
    rows: Rows
    on: Numbers
    occurrence: npt.NDArray[np.integer]

    def columns(
        self, purpose: tuple[str, str], sources: Any, facts: Mapping[str, Fact]
    ) -> dict[str, Column]:
        """Draw some facts for each of them.

        Args:
            purpose: What they are drawn for.
            sources: Names with a value or distribution.
            facts: The facts of those names.
        """
        if not sources:
            return {}
        people, rows = self.people, self.rows
        traits = _RowTraits(people.traits, rows)
        who = Who(people.keys[rows], people.numbers[rows], traits, self.occurrence)
        return {
            name: encoded(drawn(source, who, *purpose, name), facts[name], self.on)
            for name, source in sources
        }


def learned_columns(attempt: Attempt, chart: Chart, batch: Batch) -> dict[str, Column]:
    """Draw what is learned just before an attempt.

    Args:
        attempt: The attempt.
        chart: The form of the law.
        batch: Who makes it.
    """
    return batch.columns(("learn", attempt.name), attempt.learn, chart.facts)


def drawn_columns(attempt: Attempt, plan: Plan, batch: Batch) -> dict[str, Column]:
    """Draw the request facts of an attempt that are not the same for everybody.

    Args:
        attempt: The attempt.
        plan: What is settled about it.
        batch: Who makes it.
    """
    return _given(attempt, plan.heard, batch, plan.drawn, plan.words)


def given_columns(attempt: Attempt, heard: ChartEvent, batch: Batch) -> dict[str, Column]:
    """Draw what a request carries.

    Args:
        attempt: The attempt.
        heard: Its event.
        batch: Who makes it.
    """
    asked = [(name, source) for name, source in attempt.given if name in heard.asks]
    said = [(n, s) for n, s in attempt.given if n in SAID and isinstance(s, Bernoulli)]
    return _given(attempt, heard, batch, asked, said)


def _given(
    attempt: Attempt, heard: ChartEvent, batch: Batch, asked: Any, said: Any
) -> dict[str, Column]:
    purpose = ("given", attempt.name)
    words = batch.columns(purpose, said, {name: Flag(SAID[name]) for name, _ in said})
    columns = batch.columns(purpose, asked, heard.asks)
    return columns | {SAID[name]: column for name, column in words.items()}
