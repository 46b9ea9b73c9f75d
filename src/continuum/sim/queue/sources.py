"""Distributions as rows of numbers, and what the population says of each person as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.guards import Day
from continuum.sim.behaviour.distributions import (
    Bernoulli,
    By,
    Choices,
    Perhaps,
    Shares,
    Spread,
    Trait,
)
from continuum.sim.behaviour.forms import form_of
from continuum.sim.columns.calendar import LAST_DAY
from continuum.sim.population.encoding import Who, constant, drawn, encoded, plain
from continuum.sim.population.keyed import purpose_key
from continuum.sim.queue import layout as at

if TYPE_CHECKING:
    from continuum.guards.language import Fact
    from continuum.sim.columns.arrays import Anything, Floats, Keys, Numbers
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.population.encoding import Plain
    from continuum.sim.queue.facts import Tables

__all__ = ["Sayings", "put_source", "put_spread", "signed_purpose"]


class Sayings:
    """What the population says of each person: columns of whole numbers and of decimals.

    Args:
        cohort: The people.
        keys: The key of each.
        starts: When the pathway of each opens.
    """

    def __init__(self, cohort: Cohort, keys: Keys, starts: Floats) -> None:
        """Begin with the keys and the starts."""
        self.traits: dict[str, Plain] = {**cohort.facts, **cohort.traits}
        self.cohort = cohort
        self.keys = keys
        self.whole: list[Anything] = [keys.view(np.int64)]
        self.real: list[Anything] = [starts]
        self._met: dict[Any, int] = {}

    @property
    def n(self) -> int:
        """How many people."""
        return self.cohort.n

    def put_whole(self, key: Any, column: Anything) -> int:
        """Put in a column of whole numbers, once for each key; give its place."""
        if key not in self._met:
            self._met[key] = len(self.whole)
            self.whole.append(column.astype(np.int64))
        return self._met[key]

    def put_real(self, column: Anything) -> int:
        """Put in a column of decimals; give its place."""
        self.real.append(column.astype(np.float64))
        return len(self.real) - 1

    def coded(self, said: Plain, fact: Fact, base: Numbers | int = 0) -> Numbers:
        """Give the codes of a column as guards read the fact."""
        values, known = encoded(said, fact, base)
        return np.where(known, values.astype(np.int64), at.NOT_KNOWN)

    def trait(self, name: str, fact: Fact) -> tuple[int, int]:
        """Give the column of a trait as a fact, and whether it counts days from the moment."""
        said = self.traits[name]
        if isinstance(fact, Day) and said.kind == "real":
            days = np.minimum(np.floor(said.values), LAST_DAY).astype(np.int64)
            column = np.where(said.known, days, at.NOT_KNOWN)
            return self.put_whole(("days", name), column), 1
        options = getattr(fact, "options", None)
        key = ("trait", name, type(fact).__name__, options)
        return self.put_whole(key, self.coded(said, fact)), 0

    def fixed(self, source: Shares, fact: Fact) -> int:
        """Give the column of what is told off by the number of the person."""
        who = Who(self.keys, self.cohort.numbers, self.traits)
        key = ("shares", source, fact.name, getattr(fact, "options", None))
        return self.put_whole(key, self.coded(drawn(source, who), fact))

    def cases(self, name: str, values: tuple[Any, ...]) -> int:
        """Give the column that says which case each person is; -1: none."""
        said = self.traits[name]
        found = np.full(self.n, -1, dtype=np.int64)
        for k, value in enumerate(values):
            found[said.known & (said.values == value)] = k
        return self.put_whole(("cases", name, values), found)


def signed_purpose(*words: str | int) -> int:
    """Give the key of a purpose as a whole number with a sign."""
    key = purpose_key(*words)
    return key - (1 << 64) if key >= 1 << 63 else key


def put_spread(tables: Tables, spread: Spread | None) -> int:
    """Put in a distribution of days; give its place, -1 for none."""
    if spread is None:
        return -1
    form = form_of(spread)
    numbers = tables.real(form.a, form.b, form.low, form.high)
    length = form.table.shape[1]
    table = tables.real(*form.table.ravel().tolist())
    place = tables.whole(form.kind, numbers, table, length)
    tables.spreads[place] = spread
    return place


def put_source(
    tables: Tables, sayings: Sayings, source: Any, fact: Fact, *purpose: str | int
) -> int:
    """Put in what the value of a fact is drawn from; give its place.

    Args:
        tables: Where the numbers go.
        sayings: What the population says.
        source: A value or a distribution.
        fact: The fact.
        purpose: What it is drawn for.
    """
    key = signed_purpose(*purpose)
    match source:
        case Trait(name):
            column, counted = sayings.trait(name, fact)
            return tables.whole(at.COLUMN, column, counted)
        case Shares():
            return tables.whole(at.COLUMN, sayings.fixed(source, fact), 0)
        case Perhaps(p, of):
            inner = put_source(tables, sayings, of, fact, *purpose)
            known = signed_purpose(*purpose, "known")
            return tables.whole(at.PERHAPS, tables.real(p), known, inner)
        case By(name, cases):
            inner_ones = [put_source(tables, sayings, s, fact, *purpose) for _, s in cases]
            column = sayings.cases(name, tuple(value for value, _ in cases))
            return tables.whole(at.BY, column, *inner_ones)
        case Bernoulli(p):
            return tables.whole(at.CHANCE, tables.real(p), key)
        case Choices():
            ends = np.cumsum([weight for _, weight in source.weights])
            first = tables.real(*(ends / ends[-1]).tolist())
            codes = sayings.coded(plain("options", source.options), fact).tolist()
            return tables.whole(at.CHOICES, first, key, len(codes), *codes)
        case _ if isinstance(source, Spread):
            spread = put_spread(tables, source)
            return tables.whole(at.SPREAD, spread, key, int(isinstance(fact, Day)))
        case _:
            code = int(sayings.coded(constant(source, 1), fact)[0])
            return tables.whole(at.CONSTANT, code)
