"""Global sensitivity: which share of what moves a result each uncertain number has, by Sobol."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError, needs
from continuum.sim.population.keyed import person_keys, purpose_key, uniforms
from continuum.sim.results.tables import Table
from continuum.sim.statistics.durations import read_level
from continuum.sim.uncertainty.resting import Resting, marks_of, resting
from continuum.sim.uncertainty.trying import Trials, whole_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Sobol", "sobol"]

_RESAMPLED: Final = 200


@attrs.frozen(eq=False, repr=False, slots=False)
class Sobol:
    """The indices of Sobol for each measure and each uncertain number.

    Args:
        trials: The scenario, and what is measured.
        first: The first-order indices: a row a measure, a column a range.
        total: The total indices.
        resampled: Both again for draws drawn anew from the draws, to see how sure they are.
        draws: How many draws each of the samples has.
    """

    trials: Trials
    first: Floats
    total: Floats
    resampled: tuple[Floats, Floats]
    draws: int

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.trials.scenario

    @property
    def digests(self) -> dict[str, str]:
        """The digests of what the numbers were changed in."""
        return self.trials.run.digests

    def __repr__(self) -> str:
        """Say how many runs there were."""
        runs = self.draws * (len(self.trials.ranges) + 2)
        return (
            f"<Sobol of {self.scenario.name}: {runs:,} runs, {len(self.trials.ranges)} ranges, "
            f"{len(self.trials.names)} measures>"
        )

    def _repr_html_(self) -> str:
        """Show the table, in a notebook."""
        return self.table()._repr_html_()

    def table(self, level: float = 0.95) -> Table:
        """Give the indices with their intervals.

        Args:
            level: How sure the intervals are; by drawing the draws anew.

        Returns:
            ``measure``, ``where``, ``first`` (the share of the variance that the number makes by
            itself) and ``total`` (with all that it does together with others), each with its
            interval, and the ``mark`` of the number.

        Raises:
            ScenarioError: The level is none.
        """
        outside = 100.0 * (1.0 - read_level(level)) / 2.0
        ends = []
        for values in self.resampled:
            ends += list(np.percentile(values, [outside, 100.0 - outside], axis=0))
        columns = (self.first, ends[0], ends[1], self.total, ends[2], ends[3])
        names = ("first", "first_low", "first_high", "total", "total_low", "total_high")
        measures, paths = self.trials.names, [one.path for one in self.trials.ranges]
        return Table(
            f"indices of Sobol of {self.scenario.name}",
            {
                "measure": [name for name in measures for _ in paths],
                "where": paths * len(measures),
                **{name: values.ravel() for name, values in zip(names, columns, strict=True)},
                "mark": [mark for mark, _ in marks_of(self.scenario)] * len(measures),
            },
        )

    def rests_on(self) -> Resting:
        """Say which uncertain numbers move each measure, and what they rest on.

        The share of a number is its total index: with all that it does together with others.
        """
        return resting(self.scenario, self.trials.names, self.total, "total indices of Sobol")

    @cached_property
    def together(self) -> Floats:
        """For each measure, the share that no number makes by itself; ``nan`` if nothing moves."""
        found: Floats = np.maximum(1.0 - self.first.sum(axis=1), 0.0)
        return found


def sobol(
    scenario: Scenario,
    draws: int = 64,
    measures: Iterable[str] = (),
    *,
    n: int | None = None,
    seed: int | None = None,
    **more: Any,
) -> Sobol:
    """Find which share of the variance of each measure each uncertain number makes.

    Needs ``draws * (ranges + 2)`` runs, all of the same people with the same luck.

    Args:
        scenario: The scenario; it has ``uncertain`` numbers.
        draws: How many in each sample; a power of 2.
        measures: What is measured, as in :meth:`Run.measure`; by default the usual measures.
        n: How many people.
        seed: The seed of people, luck and draws; by default the scenario's.
        more: Anything else that :func:`simulate` takes, such as ``replications``.

    Raises:
        MissingExtra: scipy is not installed.
        ScenarioError: The scenario has no ranges, ``draws`` is no power of 2, a number cannot
            stand where it is drawn for, or there is no such measure.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> found = sobol(outline_eu_2022(), 2, ["days in phase: stay"], n=10)
        >>> found
        <Sobol of outline_eu_2022: 10 runs, 3 ranges, 1 measures>
    """
    needs("fit", "scipy")
    from scipy.stats import qmc

    many = whole_from(2, "draws", draws)
    if many & (many - 1):
        raise ScenarioError(
            f"the draws of Sobol come in powers of 2, and {many} is none",
            help=f"give {2 ** (many.bit_length() - 1)} or {2 ** many.bit_length()}",
        )
    trials = Trials.begun(scenario, measures, n, seed, more)
    ranges = trials.ranges
    luck = np.random.default_rng([abs(trials.run.seed), purpose_key("parameter", "sobol")])
    shares = qmc.Sobol(2 * len(ranges), seed=luck).random(many)
    ends = [one.at(shares[:, k]) for k, one in enumerate((*ranges, *ranges))]
    a, b = (np.stack(part, axis=1) for part in (ends[: len(ranges)], ends[len(ranges) :]))
    mixed = []
    for k in range(len(ranges)):
        one = a.copy()
        one[:, k] = b[:, k]
        mixed.append(trials.all_tried(one)[0].T)
    of_a, of_b, of_ab = trials.all_tried(a)[0].T, trials.all_tried(b)[0].T, np.stack(mixed)
    first, total = _indices(of_a, of_b, of_ab)
    keys = person_keys(trials.run.seed, np.arange(many))
    again = [
        (uniforms(keys, purpose_key("parameter", "again"), turn) * many).astype(np.int64)
        for turn in range(_RESAMPLED)
    ]
    found = [_indices(of_a[:, some], of_b[:, some], of_ab[..., some]) for some in again]
    firsts, totals = (np.stack(part) for part in zip(*found, strict=True))
    return Sobol(trials, first, total, (firsts, totals), many)


def _indices(of_a: Floats, of_b: Floats, of_ab: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices: a row a measure, ``nan`` where nothing moves it."""
    from scipy.stats import sobol_indices

    everything = np.concatenate([of_a, of_b, *of_ab], axis=1)
    told = np.isfinite(everything).all(axis=1) & (np.ptp(everything, axis=1) > 0)
    told &= np.ptp(np.concatenate([of_a, of_b], axis=1), axis=1) > 0
    first = np.full((len(of_a), len(of_ab)), np.nan)
    total = first.copy()
    if told.any():
        evaluated = {"f_A": of_a[told], "f_B": of_b[told], "f_AB": of_ab[:, told]}
        found = sobol_indices(func=evaluated, n=of_a.shape[1])
        first[told], total[told] = found.first_order, found.total_order
    return first, total
