"""One-way sensitivity: each uncertain number at its two ends, the others as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.sim.compare.comparing import Comparison
from continuum.sim.results.tables import Table
from continuum.sim.uncertainty.resting import Resting, resting
from continuum.sim.uncertainty.trying import Trials

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.results.run import Run
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["OneWay", "one_way"]


@attrs.frozen(eq=False, repr=False)
class OneWay:
    """A scenario with each of its uncertain numbers at either end, one at a time.

    Args:
        trials: The scenario, and what is measured.
        at_low: The mean of each measure with the number at its lower end: a row a range.
        at_high: The same at its upper end.
        chance: Half the width of the interval of the difference, person by person.
    """

    trials: Trials
    at_low: Floats
    at_high: Floats
    chance: Floats

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.trials.scenario

    @property
    def digests(self) -> dict[str, str]:
        """The digests of what the numbers were changed in."""
        return self.trials.run.digests

    def __repr__(self) -> str:
        """Say how many ranges and measures there are."""
        ranges, measures = self.at_low.shape
        return f"<OneWay of {self.scenario.name}: {ranges} ranges, {measures} measures>"

    def _repr_html_(self) -> str:
        """Show the table, in a notebook."""
        return self.table()._repr_html_()

    def table(self) -> Table:
        """Give each measure at both ends of each range, what moves it most first.

        Returns:
            ``measure``, ``where``, the ends of the range (``low``, ``high``), the measure
            ``at_low``, ``as_it_is`` and ``at_high``, the ``swing`` between the two, and
            ``by_chance``: half the interval of the swing.
        """
        rows = []
        base = self.trials.as_it_is
        for m, name in enumerate(self.trials.names):
            swing = self.at_high[:, m] - self.at_low[:, m]
            order = np.argsort(-np.nan_to_num(np.abs(swing), nan=-1.0), kind="stable")
            for k in order.tolist():
                one = self.trials.ranges[k]
                low, high = self.at_low[k, m], self.at_high[k, m]
                ends = (one.low, one.high, low, base[m], high, swing[k], self.chance[k, m])
                rows.append((name, one.path, *ends))
        columns = list(zip(*rows, strict=True))
        numbers = ("low", "high", "at_low", "as_it_is", "at_high", "swing", "by_chance")
        return Table(
            f"{self.scenario.name}, one number at a time",
            {
                "measure": list(columns[0]),
                "where": list(columns[1]),
                **{
                    name: np.array(column, dtype=np.float64)
                    for name, column in zip(numbers, columns[2:], strict=True)
                },
            },
        )

    def rests_on(self) -> Resting:
        """Say which uncertain numbers move each measure, and what they rest on.

        The share of a number is the square of its swing among the squares of all swings.
        """
        squares = np.nan_to_num(self.at_high - self.at_low).T ** 2
        total = squares.sum(axis=1, keepdims=True)
        shares = np.where(total > 0, squares / np.where(total > 0, total, 1.0), np.nan)
        return resting(self.scenario, self.trials.names, shares, "the squares of their swings")


def one_way(
    scenario: Scenario,
    measures: Iterable[str] = (),
    *,
    n: int | None = None,
    seed: int | None = None,
    **more: Any,
) -> OneWay:
    """Simulate a scenario with each uncertain number at its lower and its upper end in turn.

    All runs have the same people and the same luck.

    Args:
        scenario: The scenario; it has ``uncertain`` numbers.
        measures: What is measured, as in :meth:`Run.measure`; by default the usual measures.
        n: How many people.
        seed: The seed; by default the scenario's.
        more: Anything else that :func:`simulate` takes, such as ``replications``.

    Raises:
        ScenarioError: The scenario has no ranges, an end cannot stand where its number does, or
            there is no such measure.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> found = one_way(outline_eu_2022(), "days in phase: deportation", n=60)
        >>> found.table()["where"].tolist()[0]
        'people.traits.third_country_national.p'
    """
    trials = Trials.begun(scenario, measures, n, seed, more)
    lows, highs, chances = [], [], []
    for one in trials.ranges:
        low, high = (trials.tried({one.path: end}) for end in (one.low, one.high))
        lows.append(trials.told(low)[0])
        highs.append(trials.told(high)[0])
        chances.append(_chance(low, high, trials.names))
    return OneWay(trials, np.array(lows), np.array(highs), np.array(chances))


def _chance(low: Run, high: Run, names: tuple[str, ...]) -> Floats:
    """Half the interval of the difference between two runs; unknown if their people are others."""
    if low.n != high.n:
        return np.full(len(names), np.nan)
    table = Comparison(low, high).differences(*names)
    half: Floats = (table["high"] - table["low"]) / 2.0
    return half
