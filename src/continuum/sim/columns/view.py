"""Many people's facts as a view of guards: the one evaluator answers for all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from continuum.guards import Choice, Truth
from continuum.guards.reductions import Earlier, Same
from continuum.rulebook import Said
from continuum.sim.columns.calendar import milestone_days
from continuum.sim.population.encoding import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Flag, Number
    from continuum.guards.language import Fact, Milestone
    from continuum.guards.reductions import Reduction
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.columns.arrays import Numbers
    from continuum.sim.columns.registers import RegisterRows

__all__ = ["ColumnView", "codes_of"]

_Bits = Any  # boolean columns, or one boolean that stands for all of them

_NOT_KNOWN = Column(np.zeros((), dtype=np.int64), np.zeros((), dtype=bool))


def codes_of(chart: Chart) -> dict[str, dict[str, int]]:
    """Give, for each region of a chart, the code of each state: its place as declared."""
    return {
        region.name: {name: code for code, name in enumerate(region.names)}
        for region in chart.regions
    }


class ColumnView:
    """People on a day each, with the requests that are being decided (if any).

    A guard weighed in it gives two columns of bits, where it holds and where it fails; a bit that
    is the same for everybody may come as a single one.

    Args:
        chart: The chart in force on those days.
        on: The days, as ordinals.
        facts: Fact name to its column; a fact that is left out is not known.
        regions: Region name to the codes of the states (see :func:`codes_of`), or one code.
        request: Request fact name to its column.
        heard: The event of the request.
        registers: The registers of the same people.

    Example:
        >>> import continuum as ct
        >>> from continuum.guards import Flag, weigh
        >>> heard = Flag("heard")
        >>> column = Column(np.array([True, False, False]), np.array([True, True, False]))
        >>> chart = ct.load("outline").lower("2022-01-01")
        >>> view = ColumnView(chart, np.zeros(3, int), {"heard": column}, {})
        >>> weigh(~heard, view).holds.tolist()
        [False, True, False]
    """

    __slots__ = (
        "_derived",
        "chart",
        "facts",
        "heard",
        "on",
        "regions",
        "registers",
        "request",
    )

    certain: Truth[_Bits] = Truth(np.True_, np.False_)

    def __init__(
        self,
        chart: Chart,
        on: Numbers,
        facts: Mapping[str, Column],
        regions: Mapping[str, npt.NDArray[np.integer] | int],
        *,
        request: Mapping[str, Column] | None = None,
        heard: ChartEvent | None = None,
        registers: RegisterRows | None = None,
    ) -> None:
        """Keep the parts."""
        self.chart = chart
        self.on = on
        self.facts = facts
        self.regions = regions
        self.request: Mapping[str, Column] = request if request is not None else {}
        self.heard = heard
        self.registers = registers
        self._derived: dict[str, Column] = {}

    def column(self, fact: Fact) -> Column:
        """Give the values of a fact, and where they are known."""
        if fact.derived is not None:
            found = self._derived.get(fact.name)
            if found is None:
                found = self._derived[fact.name] = self._derive(fact.derived)
            return found
        source = self.facts if fact.of == "case" else self.request
        return source.get(fact.name, _NOT_KNOWN)

    def flag(self, fact: Flag) -> Truth[_Bits]:
        """Where does the flag hold?"""
        return _split(*self.column(fact))

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[_Bits]:
        """Where is the choice one of these?"""
        values, known = self.column(choice)
        hit: _Bits = np.False_
        for option in among:
            if option in choice.options:
                hit = hit | (values == choice.options.index(option))
        return _split(hit, known)

    def at_least(self, number: Number, bound: int) -> Truth[_Bits]:
        """Where is the number at or above the bound?"""
        values, known = self.column(number)
        return _split(values >= bound, known)

    def reached(self, milestone: Milestone) -> Truth[_Bits]:
        """Where has the day of the milestone come?"""
        ordinals, known = milestone_days(milestone, self.column)
        return _split(self.on >= ordinals, known)

    def during(self, region: str, states: tuple[str, ...]) -> Truth[_Bits]:
        """Where is the region in one of these states?"""
        names = self.chart.regions[self.chart.place[region]].names
        table = np.array([name in states for name in names])
        hit = table[self.regions[region]]
        return Truth(hit, ~hit)

    def known(self, fact: Fact) -> Truth[_Bits]:
        """Where is the fact recorded?"""
        known = self.column(fact).known
        return Truth(known, ~known)

    def _derive(self, reduction: Reduction) -> Column:
        match reduction:
            case Same(one, other):
                first, second = self.named(one), self.named(other)
                (a, a_known), (b, b_known) = self.column(first), self.column(second)
                if isinstance(first, Choice) and isinstance(second, Choice):
                    b = _translated(second, first)[b]
                return Column(a == b, a_known & b_known)
            case Earlier(one, other):
                (a, a_known), (b, b_known) = map(self.column, map(self.named, (one, other)))
                return Column(a < b, a_known & b_known)
            case _:
                if self.registers is None:
                    return _NOT_KNOWN
                return self.registers.column(reduction, self.on, self.heard, self)

    def asked(self, said: Said) -> Fact | None:
        """Give the request fact of what was said; ``None``: it is a word, which nobody weighs."""
        return None if self.heard is None else self.heard.asks.get(said.fact)

    def said(self, to: Said | Milestone) -> Column:
        """Give what an effect takes: what the request said, or a day worked out from facts."""
        if not isinstance(to, Said):
            return Column(*milestone_days(to, self.column))
        asked = self.asked(to)
        return _NOT_KNOWN if asked is None else self.column(asked)

    def named(self, name: str) -> Fact:
        """Give a fact of the chart, or of the request, by name."""
        fact = self.chart.facts.get(name)
        return fact if fact is not None or self.heard is None else self.heard.asks[name]  # type: ignore[return-value]


def _split(values: _Bits, known: _Bits) -> Truth[_Bits]:
    return Truth(known & values, known & ~values)


def _translated(source: Choice, target: Choice) -> npt.NDArray[np.int16]:
    """The code that each option of one choice has in another; -1 where it has none."""
    places = {option: code for code, option in enumerate(target.options)}
    return np.array([places.get(option, -1) for option in source.options], dtype=np.int16)
