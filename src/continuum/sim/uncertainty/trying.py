"""Try a scenario with other numbers: the same people and the same luck each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.results.measures import usual_measures
from continuum.sim.scenario.paths import part_at
from continuum.sim.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.sim.columns.arrays import Floats
    from continuum.sim.results.run import Run
    from continuum.sim.scenario.scenario import Scenario
    from continuum.sim.scenario.uncertain import Uncertain

__all__ = ["Trials", "whole_from"]


@attrs.frozen(eq=False, slots=False)
class Trials:
    """A scenario that is simulated again and again, each time with other numbers in its ranges.

    Args:
        scenario: The scenario as it is.
        run: It, simulated.
        names: The measures that are taken each time.
        more: What else :func:`simulate` is given each time.
    """

    scenario: Scenario
    run: Run
    names: tuple[str, ...]
    more: dict[str, Any]

    @classmethod
    def begun(
        cls,
        scenario: Scenario,
        measures: Iterable[str],
        n: int | None,
        seed: int | None,
        more: dict[str, Any],
    ) -> Trials:
        """Simulate a scenario as it is, and say what is to be measured.

        Args:
            scenario: The scenario; it has ranges.
            measures: The measures; by default the usual ones.
            n: How many people.
            seed: The seed; by default the scenario's.
            more: What else :func:`simulate` is given.

        Raises:
            ScenarioError: It has no ranges, there is no such measure, or it cannot be simulated.
        """
        if not scenario.uncertain:
            raise ScenarioError(
                f"scenario `{scenario.name}` has no ranges, so nothing in it is uncertain",
                help="give it `uncertain=(Uncertain(path, low, high), ...)`",
            )
        if more.get("into") is not None:
            raise ScenarioError(
                "many runs cannot be written into one folder",
                help="leave `into` out, and simulate the draw that you want to keep",
            )
        asked = (measures,) if isinstance(measures, str) else tuple(measures)
        run = simulate(scenario, n, seed, **more)
        names = asked or usual_measures(run)
        for name in names:
            run.measure(name)
        return cls(scenario, run, names, {**more, "seed": run.seed, "n": n})

    @property
    def ranges(self) -> tuple[Uncertain, ...]:
        """The ranges of the scenario."""
        return self.scenario.uncertain

    @property
    def as_it_is(self) -> Floats:
        """The mean of each measure in the scenario as it is."""
        return self.told(self.run)[0]

    def told(self, run: Run) -> tuple[Floats, Floats]:
        """Give the mean of each measure in a run, and half the width of its interval.

        Args:
            run: The run.
        """
        table = run.measures(*self.names)
        return table["mean"], (table["high"] - table["low"]) / 2.0

    def tried(self, values: dict[str, float]) -> Run:
        """Simulate with other numbers.

        Args:
            values: Path to number.

        Raises:
            ScenarioError: A number cannot stand there.
            KeyboardInterrupt: It was interrupted.
        """
        changes = {path: self._fitting(path, value) for path, value in values.items()}
        other = self.scenario.patched(self.scenario.name, changes)
        run: Run = simulate(other, **self.more)
        if not run.complete:
            raise KeyboardInterrupt
        return run

    def all_tried(self, rows: Floats) -> tuple[Floats, Floats]:
        """Simulate once a row, and give means and half intervals: a row a run, a column a measure.

        Args:
            rows: A row a run, a column a range.
        """
        found = list(self.each_tried(rows))
        return np.array([mean for mean, _ in found]), np.array([half for _, half in found])

    def each_tried(self, rows: Floats) -> Iterator[tuple[Floats, Floats]]:
        """Simulate once a row, and give means and half intervals, one run after the other.

        Args:
            rows: A row a run, a column a range.
        """
        paths = [one.path for one in self.ranges]
        for row in rows.tolist():
            yield self.told(self.tried(dict(zip(paths, row, strict=True))))

    def _fitting(self, path: str, value: float) -> float:
        """A number of the kind that stands there: whole where it is whole."""
        return round(value) if isinstance(part_at(self.scenario, path), int) else value


def whole_from(least: int, what: str, given: Any) -> int:
    """Read a whole number that is not too small.

    Args:
        least: The smallest that there may be.
        what: What is counted.
        given: What was given.

    Raises:
        ScenarioError: It is not.

    Example:
        >>> whole_from(2, "draws", 10)
        10
    """
    if type(given) is not int or given < least:
        raise ScenarioError(
            f"there cannot be `{str(given)[:40]}` {what}",
            help=f"give a whole number from {least}",
        )
    return given
