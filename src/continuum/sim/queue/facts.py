"""The numbers of facts: which cell holds each, and how those that are derived are worked out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import Choice
from continuum.guards.milestones import Portion, Shifted
from continuum.guards.periods import Period
from continuum.guards.reductions import (
    AnyInForce,
    CountOf,
    DaysSince,
    Earlier,
    LatestDay,
    Same,
    TotalDays,
)
from continuum.sim.queue import layout as at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards.language import Fact, Milestone
    from continuum.guards.reductions import Reduction
    from continuum.rulebook import Chart
    from continuum.sim.columns.records import Records

__all__ = ["Facts", "Ground", "Tables"]

_KINDS = {
    AnyInForce: at.ANY,
    CountOf: at.COUNT,
    TotalDays: at.TOTAL,
    LatestDay: at.LATEST,
    DaysSince: at.SINCE,
}
_UNITS = {"days": at.DAYS, "months": at.MONTHS, "years": at.YEARS, "working_days": at.WORKING}
_ENDS = {"start": -1, "end": -2}


class Tables:
    """Rows of numbers that grow; what is put in says where it stands."""

    def __init__(self) -> None:
        """Begin with the head."""
        self.ints: list[int] = [0] * at.HEAD
        self.floats: list[float] = [0.0]
        self.derived: list[int] = []
        self.spreads: dict[int, Any] = {}

    def whole(self, *numbers: int) -> int:
        """Put in whole numbers."""
        self.ints += numbers
        return len(self.ints) - len(numbers)

    def real(self, *numbers: float) -> int:
        """Put in decimals."""
        self.floats += numbers
        return len(self.floats) - len(numbers)

    def listed(self, *numbers: int, each: int = 1) -> int:
        """Put in a count and what is counted, each so many numbers."""
        return self.whole(len(numbers) // each, *numbers)


@attrs.frozen(eq=False)
class Ground:
    """What all attempts share.

    Args:
        tables: Where the numbers go.
        chart: The form of the law.
        cells: Case fact to its number.
        requests: How many request cells there are.
        registers: Register to its place and its records.
        derived: What is worked out already: reduction and scope to the number of the fact.
    """

    tables: Tables
    chart: Chart
    cells: Mapping[str, int]
    requests: int
    registers: Mapping[str, tuple[int, Records]]
    derived: dict[tuple[Any, Any], int]


@attrs.frozen(eq=False)
class Facts:
    """The facts that one attempt can see.

    Args:
        ground: What all attempts share.
        scope: The attempt; ``None``: nobody asks anything.
        cells: Request fact to its cell.
        asks: The facts that the request may carry.
    """

    ground: Ground
    scope: Any = None
    cells: Mapping[str, int] = attrs.field(factory=dict)
    asks: Mapping[str, Fact] = attrs.field(factory=dict)

    @property
    def tables(self) -> Tables:
        """Where the numbers go."""
        return self.ground.tables

    def place(self, region: str) -> int:
        """Give the place of a region."""
        return self.ground.chart.place[region]

    def states(self, region: str) -> tuple[str, ...]:
        """Give the states of a region, as declared."""
        return self.ground.chart.regions[self.place(region)].names

    def source(self, fact: Fact) -> int:
        """Give the number of a fact."""
        ground = self.ground
        if fact.derived is not None:
            return self._derived(fact.derived)
        if fact.of == "case":
            return ground.cells[fact.name]
        cell = self.cells.get(fact.name, at.Q_NOT_KNOWN) if fact.of == "request" else 0
        return len(ground.cells) + cell

    def named(self, name: str) -> Fact:
        """Give the fact of a name: of the case, or one that the request may carry."""
        fact = self.ground.chart.facts.get(name)
        return self.asks[name] if fact is None else fact

    def _derived(self, reduction: Reduction) -> int:
        compares = isinstance(reduction, (Same, Earlier))
        key = (reduction, self.scope if compares else None)
        found = self.ground.derived.get(key)
        if found is None:
            form = self._compared(reduction) if compares else self._reduced(reduction)
            self.tables.derived.append(form)
            ground = self.ground
            found = len(ground.cells) + ground.requests + len(self.tables.derived) - 1
            ground.derived[key] = found
        return found

    def _compared(self, reduction: Any) -> int:
        first, second = self.named(reduction.one), self.named(reduction.other)
        kind = at.SAME if isinstance(reduction, Same) else at.EARLIER
        table = -1
        if kind == at.SAME and isinstance(first, Choice) and isinstance(second, Choice):
            places = {option: code for code, option in enumerate(first.options)}
            table = self.tables.whole(*(places.get(option, -1) for option in second.options))
        for fact in (first, second):
            if isinstance(fact.derived, (Same, Earlier)):
                raise NotImplementedError(f"`{fact.name}`, which compares what is compared")
        return self.tables.whole(kind, self.source(first), self.source(second), table)

    def _reduced(self, reduction: Any) -> int:
        kept = self.ground.registers.get(reduction.register)
        kind = _KINDS[type(reduction)]
        if kept is None:  # nobody adds a record that is read
            raise NotImplementedError(f"register `{reduction.register}`, which nobody keeps")
        place, records = kept
        fields = list(records.fields)
        wanted: list[int] = [len(reduction.where)]
        for name, values in reduction.where:
            codes = [records.fields[name].code(value) for value in values]
            wanted += [fields.index(name), len(codes), *codes]
        where = self.tables.whole(*wanted)
        field = getattr(reduction, "field", "start")
        return self.tables.whole(
            kind,
            place,
            where,
            int(getattr(reduction, "in_force", False)),
            int(getattr(reduction, "with_request", False)),
            _ENDS[field] if field in _ENDS else fields.index(field),
        )

    def milestone(self, milestone: Milestone) -> int:
        """Write a milestone: the fact that it is counted from, and the steps from there."""
        steps: list[int] = []
        while isinstance(milestone, (Shifted, Portion)):
            steps = self._step(milestone) + steps
            milestone = milestone.start
        base = self.source(milestone)
        return self.tables.whole(base, len(steps) // at.OP_WIDTH, *steps)

    def _step(self, milestone: Shifted | Portion) -> list[int]:
        by: Any
        if isinstance(milestone, Shifted):
            by, direction = milestone.by, -1 if milestone.back else 1
            kinds, rest = (at.BY_PERIOD, at.BY_NUMBER), []
        else:
            by, direction = milestone.term, 1
            share = Fraction(milestone.share)  # type: ignore[arg-type]
            kinds = (at.BY_SHARE_OF_PERIOD, at.BY_SHARE_OF_NUMBER)
            rest = [share.numerator, share.denominator]
        if isinstance(by, Period):
            step = [kinds[0], 12 * by.years + by.months, by.days, by.working_days]
            step += rest or [direction]
        else:
            step = [kinds[1], self.source(by), _UNITS[by.unit]]
            step += [0, *rest] if rest else [direction]
        return step + [0] * (at.OP_WIDTH - len(step))
