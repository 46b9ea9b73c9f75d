"""Comparison: two scenarios with the same people and the same draws."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.prose.tables import page_fragment, table
from continuum.sim.compare.beside import beside
from continuum.sim.compare.paths import Parting, days_apart, parting
from continuum.sim.compare.shifts import days_shifted, otherwise
from continuum.sim.results.measures import LEAST, measure, usual_measures
from continuum.sim.results.places import visits
from continuum.sim.results.run import Run
from continuum.sim.results.tables import Table
from continuum.sim.simulate import simulate
from continuum.sim.statistics.intervals import mean_interval

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Comparison", "Pair", "compare"]

_AFTER: Final = 5
_NOTHING: Final = 1e-9
_DIFFERENCE: Final = 3


@attrs.frozen(repr=False)
class Pair:
    """The two paths of one made-up person, side by side from just before they part.

    Args:
        row: The row of the person in both runs.
        person: The number of the person.
        days: The days on which the two paths stand in different configurations.
        shift: By how many days at most something is shifted that happens in both.
        parting: Where they part, and what made the difference.
        lines: The two paths, line by line.
        names: The names of the two scenarios.
    """

    row: int
    person: int
    days: float
    shift: float
    parting: Parting
    lines: tuple[tuple[str, str], ...]
    names: tuple[str, str]

    @property
    def sentence(self) -> str:
        """Say in a sentence what made the difference, and how large it became."""
        day = self.parting.day
        if day is None:
            return f"person {self.person}: {self.parting.why}"
        moved = f"; then {self.parting.moved}" if self.parting.moved else ""
        far = (
            f"{self.days:,.0f} days apart"
            if self.days > 0
            else f"in the same places, with something up to {self.shift:,.0f} days later"
        )
        return (
            f"person {self.person}: {far}; the first difference on "
            f"{date.fromordinal(day)}: {self.parting.why}{moved}"
        )

    def __repr__(self) -> str:
        """Tell both paths beside each other."""
        width = max([len(self.names[0]), *(len(left) for left, _ in self.lines)])
        rows = [self.names, *self.lines]
        told = [f"  {left:<{width}}  |  {right}".rstrip() for left, right in rows]
        return "\n".join([self.sentence, *told])

    def _repr_html_(self) -> str:
        """Show both paths beside each other, in a notebook."""
        return page_fragment(self.sentence, table(self.names, self.lines))


@attrs.frozen(eq=False, repr=False, slots=False)
class Comparison:
    """Two runs of the same people with the same luck.

    Args:
        one: The first run.
        other: The second run; differences are what it has more.
    """

    one: Run
    other: Run

    @property
    def names(self) -> tuple[str, str]:
        """The names of the two scenarios."""
        return self.one.scenario.name, self.other.scenario.name

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """The digests of everything that each of the two rests on."""
        return dict(zip(self.names, (self.one.digests, self.other.digests), strict=True))

    @cached_property
    def apart(self) -> Floats:
        """For every row, the days on which the two paths stand in different configurations."""
        return days_apart(self.one, self.other)

    @cached_property
    def shift(self) -> Floats:
        """For every row, by how many days at most something is shifted that happens in both."""
        return days_shifted(self.one, self.other)

    @cached_property
    def differ(self) -> Mask:
        """For every row, whether anything in its two paths is not the same."""
        return otherwise(self.one, self.other)

    def __repr__(self) -> str:
        """Say how many paths differ, and how many of them lead elsewhere."""
        differ, elsewhere = int(self.differ.sum()), int((self.apart > 0).sum())
        return (
            f"<Comparison of {self.names[0]} and {self.names[1]}: {self.one.rows:,} pairs of "
            f"paths, {differ:,} of them differ, {elsewhere:,} by where the person stands>"
        )

    def _repr_html_(self) -> str:
        """Show the differences, in a notebook."""
        return self.differences()._repr_html_()

    def differences(self, *names: str, level: float = 0.95, least: int = LEAST) -> Table:
        """Give each measure in both runs, and its paired difference with an interval.

        Each person is compared with themselves, so that luck which both share falls out.  Over
        replications the interval is that of their mean differences; in one, that of the people,
        as if each were drawn apart from the others.

        Args:
            names: The measures, as in :meth:`Run.measure`; by default the usual ones of both, and
                the days in every state of which there are more or fewer; what differs comes first.
            level: How sure the intervals are.
            least: A mean of fewer people is not told.

        Raises:
            ScenarioError: There is no such measure.
        """
        usual = dict.fromkeys((*usual_measures(self.one), *usual_measures(self.other)))
        asked = names or tuple(usual)
        rows = [self._difference(name, level, least) for name in asked]
        if not names:
            asked, rows = self._with_states(asked, rows, level, least)
        columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 6
        one, other = self.names if self.names[0] != self.names[1] else ("first", "second")
        titles = ("people", one, other, "difference", "low", "high")
        return Table(
            f"{one} and {other}",
            {"measure": list(asked)}
            | {
                title: np.array(column, dtype=np.float64)
                for title, column in zip(titles, columns, strict=True)
            },
        )

    def _with_states(
        self, asked: tuple[str, ...], rows: list[tuple[float, ...]], level: float, least: int
    ) -> tuple[tuple[str, ...], list[tuple[float, ...]]]:
        """Add the days in the states that differ, and let what differs come first."""
        found = dict(zip(asked, rows, strict=True))
        regions = self.one.scenario.book.regions
        for region in regions if len(regions) > 1 else ():
            for state in region.names:
                name = f"days in {region.name}: {state}"
                if name not in found:
                    row = self._difference(name, level, least)
                    if _moved(row):
                        found[name] = row
        ordered = sorted(found, key=lambda name: not _moved(found[name]))
        return tuple(ordered), [found[name] for name in ordered]

    def ends(self, by: str = "phase") -> Table:
        """Give the share of people who are in each state at the horizon, with paired differences.

        Args:
            by: ``phase``, or a region.

        Raises:
            ScenarioError: There is no such region.
        """
        names = dict.fromkeys((*visits(self.one, by).names, *visits(self.other, by).names))
        return self.differences(*(f"at the end in {by}: {name}" for name in names))

    def _difference(self, name: str, level: float, least: int) -> tuple[float, ...]:
        mine, yours = self._both(name)
        both = np.isfinite(mine) & np.isfinite(yours)
        repeated = self.one.replications
        count = float(both.sum()) / repeated
        if both.sum() < least:
            return count, np.nan, np.nan, np.nan, np.nan, np.nan
        gain = np.where(both, yours - mine, 0.0)
        if repeated > 1:
            per = both.reshape(repeated, -1).sum(axis=1)
            values = gain.reshape(repeated, -1).sum(axis=1)[per > 0] / per[per > 0]
        else:
            values = gain[both]
        interval = mean_interval(values, level)
        told = (0.0 if abs(value) < _NOTHING else value for value in interval)
        return count, mine[both].mean(), yours[both].mean(), *told

    def _both(self, name: str) -> tuple[Floats, Floats]:
        """A measure in both runs; a rule or phase that only one of them has counts as nothing."""
        found: list[Floats | ScenarioError] = []
        for run in (self.one, self.other):
            try:
                found.append(measure(run, name))
            except ScenarioError as error:
                found.append(error)
        if all(isinstance(values, ScenarioError) for values in found):
            raise found[0]  # type: ignore[misc]
        mine, yours = (np.zeros(self.one.rows) if isinstance(v, Exception) else v for v in found)
        return mine, yours

    def most_different(self, count: int = 10) -> list[Pair]:
        """Give the pairs of paths that differ most, each with what made the difference.

        It is paths that are compared, by the days on which they stand in different
        configurations, then by how far what happens in both is shifted; a person is only the
        number of somebody made up.

        Args:
            count: How many, 1 or more.

        Raises:
            ScenarioError: ``count`` is no whole number from 1.
        """
        if type(count) is not int or count < 1:
            raise ScenarioError(
                f"there are no `{str(count)[:40]}` pairs to show", help="give 1 or more"
            )
        order = np.lexsort((np.arange(self.one.rows), -self.shift, -self.apart))
        return [self.pair(int(row)) for row in order[self.differ[order]][:count]]

    def pair(self, row: int) -> Pair:
        """Give the two paths of one person, side by side.

        Args:
            row: The row of the person.

        Raises:
            ScenarioError: There is no such row.
        """
        stories = [run.story(row) for run in (self.one, self.other)]
        found = parting(self.one, self.other, row)
        lines = beside(stories, found.places)
        if found.standing is not None and max(found.standing) > max(found.places) + _AFTER:
            lines = (*lines, ("...", "..."), *beside(stories, found.standing))
        person = int(self.one.cohort.numbers[row])
        far = float(self.apart[row]), float(self.shift[row])
        return Pair(row, person, *far, found, lines, self.names)


def _moved(row: tuple[float, ...]) -> bool:
    return bool(np.isfinite(row[_DIFFERENCE]) and row[_DIFFERENCE] != 0.0)


def compare(
    one: Scenario | Run,
    other: Scenario | Run,
    n: int | None = None,
    seed: int | None = None,
    **more: Any,
) -> Comparison:
    """Compare two scenarios: the same people, the same draws, and what comes out otherwise.

    Args:
        one: A scenario, or a run of it.
        other: A scenario, or a run of it; differences are what it has more.
        n: How many people to draw, as for :func:`simulate`.
        seed: Any whole number; by default that of the first scenario.
        more: Anything else that :func:`simulate` takes.

    Raises:
        ScenarioError: The two are not about the same people, or their rulebooks have other
            regions; whatever :func:`simulate` raises.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> late = outline_eu_2022(handover_days=200).with_(name="late")
        >>> compared = compare(outline_eu_2022(), late, n=200, seed=1)
        >>> compared.differences("days in pathway: pre_release")["difference"].round(1) > 0
        array([ True])
    """
    runs: list[Run] = []
    for given in (one, other):
        if isinstance(given, Run):
            runs.append(given)
            continue
        drawn = seed if seed is not None or not runs else runs[0].seed
        runs.append(simulate(given, n, drawn, **more))
        if not runs[-1].complete:
            raise KeyboardInterrupt
    faults = list(_unlike(*runs))
    if faults:
        raise ScenarioError(
            f"`{runs[0].scenario.name}` and `{runs[1].scenario.name}` cannot be compared: "
            + "; ".join(faults),
            help="patch one scenario to get the other, and simulate both with the same seed",
        )
    return Comparison(*runs)


def _unlike(one: Run, other: Run) -> Any:
    if one.seed != other.seed:
        yield f"their seeds are {one.seed} and {other.seed}"
    if (one.n, one.replications) != (other.n, other.replications):
        yield f"they have {one.n} and {other.n} people, {one.replications} and "
        yield f"{other.replications} times"
    elif not np.array_equal(one.cohort.numbers, other.cohort.numbers):
        yield "their people have other numbers"
    mine, yours = (
        tuple(region.name for region in run.scenario.book.regions) for run in (one, other)
    )
    if mine != yours:
        yield f"their rulebooks have the regions {', '.join(mine)} and {', '.join(yours)}"
