"""Sweeps: many runs with all uncertain numbers drawn at once, spread evenly over their ranges."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from warnings import warn

import attrs
import numpy as np

from continuum.sim.population.keyed import person_keys, purpose_key, uniforms
from continuum.sim.results.tables import Table
from continuum.sim.statistics.intervals import percentile_intervals
from continuum.sim.uncertainty.resting import Resting, resting
from continuum.sim.uncertainty.trying import Trials, whole_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Sweep", "latin_hypercube", "sweep"]


def latin_hypercube(draws: int, purposes: Sequence[str], seed: int) -> Floats:
    """Spread draws so that each equal part of each range is drawn from exactly once.

    Args:
        draws: How many draws.
        purposes: One text for each range; its draws depend on nothing else but the seed.
        seed: The seed; the stream is apart from that of people and their choices.

    Returns:
        Numbers between 0 and 1: a row a draw, a column a range.

    Example:
        >>> shares = latin_hypercube(4, ["a", "b"], seed=1)
        >>> sorted((shares[:, 0] * 4).astype(int).tolist())
        [0, 1, 2, 3]
    """
    keys = person_keys(seed, np.arange(draws))
    columns = []
    for purpose in purposes:
        shuffled = np.argsort(uniforms(keys, purpose_key("parameter", "order", purpose)))
        within = uniforms(keys, purpose_key("parameter", "within", purpose))
        columns.append((shuffled + within) / draws)
    return np.stack(columns, axis=1)


@attrs.frozen(eq=False, repr=False, slots=False)
class Sweep:
    """A scenario under many draws of its uncertain numbers.

    Args:
        trials: The scenario, and what is measured.
        values: The numbers: a row a draw, a column a range.
        means: The mean of each measure: a row a draw.
        chance: Half the width of the interval of each mean, in its own run.
    """

    trials: Trials
    values: Floats
    means: Floats
    chance: Floats

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.trials.scenario

    @property
    def digests(self) -> dict[str, str]:
        """The digests of what the sweep goes around."""
        return self.trials.run.digests

    def __repr__(self) -> str:
        """Say how many draws there are, of how many ranges."""
        draws, ranges = self.values.shape
        return (
            f"<Sweep of {self.scenario.name}: {draws:,} draws of {ranges} ranges, "
            f"{len(self.trials.names)} measures>"
        )

    def _repr_html_(self) -> str:
        """Show the measures, in a notebook."""
        return self.measures()._repr_html_()

    @cached_property
    def draws(self) -> Table:
        """Every draw: its numbers, and the mean of each measure."""
        ranges = {one.path: self.values[:, k] for k, one in enumerate(self.trials.ranges)}
        means = {name: self.means[:, k] for k, name in enumerate(self.trials.names)}
        return Table(
            f"draws of {self.scenario.name}",
            {"draw": np.arange(len(self.values)), **ranges, **means},
        )

    def measures(self, level: float = 0.95) -> Table:
        """Say of each measure between which ends it lies, for all that is not known.

        Args:
            level: Which share of the draws lies between ``low`` and ``high``.

        Returns:
            ``measure``, ``as_it_is`` (in the scenario itself), ``mean``, ``low`` and ``high`` over
            the draws, and ``by_chance``: half the interval that a single run has anyhow.

        Raises:
            ScenarioError: The level is none.
        """
        mean, low, high = percentile_intervals(self.means, level)
        told = np.isfinite(self.chance)
        count = np.maximum(told.sum(axis=0), 1)
        chance = np.where(told, self.chance, 0.0).sum(axis=0) / count
        return Table(
            f"measures of {self.scenario.name}, {len(self.values):,} draws",
            {
                "measure": list(self.trials.names),
                "as_it_is": self.trials.as_it_is,
                "mean": mean,
                "low": low,
                "high": high,
                "by_chance": chance,
            },
        )

    def rests_on(self) -> Resting:
        """Say which uncertain numbers move each measure, and what they rest on.

        The share of a number is the square of its standardised coefficient in a straight-line fit
        of the measure to all numbers.  What is left to 1 is bends, and numbers that work together;
        for those, use :func:`sobol`.
        """
        return resting(self.scenario, self.trials.names, self._shares(), "a straight-line fit")

    def _shares(self) -> Floats:
        """A row a measure, a column a range."""
        numbers = _standard(self.values)
        shares = np.full((self.means.shape[1], numbers.shape[1]), np.nan)
        for k, column in enumerate(self.means.T):
            told = np.isfinite(column)
            if told.sum() > numbers.shape[1] + 1 and np.ptp(column[told]) > 0:
                fit = np.linalg.lstsq(
                    numbers[told], _standard(column[told, None])[:, 0], rcond=None
                )
                shares[k] = fit[0] ** 2
        return shares


def _standard(columns: Floats) -> Floats:
    spread = columns.std(axis=0)
    found: Floats = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return found


def sweep(
    scenario: Scenario,
    draws: int = 200,
    measures: Iterable[str] = (),
    *,
    n: int | None = None,
    seed: int | None = None,
    **more: Any,
) -> Sweep:
    """Simulate a scenario under many draws of its uncertain numbers, all drawn at once.

    The draws are a Latin hypercube, and every run has the same people and the same luck, so that
    what differs is the effect of the numbers.  An interruption (Ctrl-C, or the stop of a notebook)
    gives the draws that are done, with a warning.

    Args:
        scenario: The scenario; its ``uncertain`` numbers are drawn.
        draws: How many.
        measures: What is measured, as in :meth:`Run.measure`; by default the usual measures.
        n: How many people.
        seed: The seed of people, luck and draws; by default the scenario's.
        more: Anything else that :func:`simulate` takes, such as ``replications``.

    Raises:
        ScenarioError: The scenario has no ranges, a number cannot stand where it is drawn for, or
            there is no such measure.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> swept = sweep(outline_eu_2022(), 3, ["days in phase: stay"], n=20)
        >>> swept.measures().names
        ('measure', 'as_it_is', 'mean', 'low', 'high', 'by_chance')
    """
    many = whole_from(2, "draws", draws)
    trials = Trials.begun(scenario, measures, n, seed, more)
    shares = latin_hypercube(many, [one.path for one in trials.ranges], trials.run.seed)
    values = np.stack([one.at(shares[:, k]) for k, one in enumerate(trials.ranges)], axis=1)
    found = []
    try:
        for one in trials.each_tried(values):
            found.append(one)  # noqa: PERF402 - what is done is kept when it is interrupted
    except KeyboardInterrupt:
        if len(found) < 2:  # noqa: PLR2004 - one draw has no spread
            raise
        warn(f"interrupted after {len(found):,} of {many:,} draws", stacklevel=2)
    means, halves = (np.array(part) for part in zip(*found, strict=True))
    return Sweep(trials, values[: len(found)], means, halves)
