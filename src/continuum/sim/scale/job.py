"""What there is to do in a run, as portions of rows, each of which can be done anywhere."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.race import Engine
from continuum.sim.population.cohort import MOST_PEOPLE, Cohort
from continuum.sim.population.keyed import person_keys
from continuum.sim.scenario.scenario import Scenario
from continuum.sim.setting.arrivals import opening_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.columns.arrays import Numbers
    from continuum.sim.results.log import Log

__all__ = ["Job", "Portion", "job_of", "portions_of"]


class Portion(NamedTuple):
    """Some rows of a run that follow each other.

    Args:
        first: The first row.
        end: The first row that is no longer in it.
    """

    first: int
    end: int


@attrs.frozen(eq=False)
class Job:
    """A run before it is done.

    Args:
        scenario: What is simulated.
        n: How many people in one replication.
        seed: The seed.
        replications: How often they are drawn.
        compiled: Whether the loops of the engine with queues are compiled; ``None``: where that
            engine is used and there are so many people that it pays.
    """

    scenario: Scenario
    n: int
    seed: int
    replications: int
    compiled: bool | None = None

    @property
    def rows(self) -> int:
        """How many people in all replications together."""
        return self.n * self.replications

    @property
    def queued(self) -> bool:
        """Whether the engine with queues does it."""
        return bool(self.compiled or self.scenario.setting.capacities)

    def people(self, portion: Portion | None = None) -> Cohort:
        """Draw the people of some rows, and open their pathways.

        Args:
            portion: Which rows; by default all.
        """
        first, end = portion or (0, self.rows)
        people, times = self.scenario.people, None
        if isinstance(people, Cohort):
            cohort = people
            if (first, end) != (0, people.n) or self.replications > 1:
                cohort = people.take(np.arange(first, end) % self.n)
            if self.replications > 1:
                times = np.arange(first, end) // self.n
                cohort = attrs.evolve(cohort, replication=times)
        else:
            cohort = people.draw_rows(self.n, self.seed, self.replications, first, end)
        arrivals = self.scenario.setting.arrivals
        if arrivals is None:
            return cohort
        opened = self.scenario.start.toordinal() + self._arriving(cohort, first, end)
        return attrs.evolve(cohort, starts=np.where(cohort.starts > 0, cohort.starts, opened))

    def _arriving(self, cohort: Cohort, first: int, end: int) -> Numbers:
        """After how many days each pathway opens; who comes when hangs on all before."""
        people = self.scenario.people
        times = range(first // self.n, (end - 1) // self.n + 1)
        if not isinstance(people, Cohort):
            numbers = np.arange(self.n, dtype=np.int64)
            keys = [person_keys(self.seed, numbers, time) for time in times]
        elif self.replications == 1:
            keys = [people.keys(self.seed)]
        else:
            keys = [person_keys(self.seed, people.numbers, time) for time in times]
        days = opening_days(self.scenario.setting.arrivals, np.stack(keys)).ravel()
        begun = times[0] * self.n
        whole = np.floor(np.minimum(days[first - begun : end - begun], 4e6))
        return whole.astype(np.int64)

    def log_of(self, cohort: Cohort) -> Log:
        """Simulate some of the people.

        Args:
            cohort: Who; with queues, whole replications.
        """
        if not self.queued:
            return Engine(self.scenario, cohort, self.seed).run()
        from continuum.sim.queue import is_compiled, run_queue

        compiled = self.compiled
        if compiled is None:  # of the whole run, so that every portion is done in the same way
            compiled = is_compiled(self.rows)
        return run_queue(self.scenario, cohort, self.seed, compiled=compiled)

    def packed(self) -> bytes:
        """Pack it for workers elsewhere; people who were given travel with each portion."""
        scenario = self.scenario
        # Made anew, so that nothing travels that was only worked out on the way.
        if isinstance(scenario.people, Cohort):
            scenario = scenario.with_(people=scenario.people.take([0]), uncertain=())
        else:
            scenario = scenario.with_(uncertain=())
        return zlib.compress(pickle.dumps(attrs.evolve(self, scenario=scenario)), 1)


def job_of(
    scenario: Scenario,
    n: int | None = None,
    seed: int | None = None,
    replications: int | None = None,
    *,
    compiled: bool | None = None,
) -> Job:
    """Settle what a run is to be, before anything is done.

    Args:
        scenario: What is simulated.
        n: How many people; ``None``: as many as the population speaks of.
        seed: The seed; ``None``: the scenario's.
        replications: How often people are drawn; ``None``: as the scenario says.
        compiled: Whether the loops of the engine with queues are compiled.

    Raises:
        ScenarioError: It is no scenario, or a number does not fit.
    """
    given: Any = scenario
    if not isinstance(given, Scenario):
        raise ScenarioError(
            f"what is simulated is a scenario, not `{type(given).__name__}`",
            help="give a `Scenario`",
        )
    seed = scenario.seed if seed is None else seed
    times = scenario.replications if replications is None else replications
    person_keys(seed, [])
    if type(times) is not int or not 1 <= times <= MOST_PEOPLE:
        raise ScenarioError(
            f"people cannot be drawn `{str(times)[:40]}` times",
            help=f"give a whole number from 1 to {MOST_PEOPLE:,}",
        )
    if isinstance(scenario.people, Cohort):
        count = scenario.people.n
        if n is not None and (type(n) is not int or n != count):
            raise ScenarioError(
                f"the cohort has {count:,} people, not {str(n)[:40]}",
                help="leave `n` out, or give the scenario a population to draw from",
            )
    else:
        count = scenario.people.counted(n)
    return Job(scenario, count, seed, times, compiled)


def portions_of(job: Job, block: int) -> Iterator[Portion]:
    """Give the rows of a run in portions, each of which can be simulated by itself.

    People who may wait for one another, those of one replication, stay together.

    Args:
        job: The run.
        block: How many rows at once.

    Raises:
        ScenarioError: A block is no whole number from 1.
    """
    if type(block) is not int or block < 1:
        raise ScenarioError(
            f"a block cannot have `{str(block)[:40]}` people", help="give 1 or more"
        )
    if job.scenario.setting.capacities:
        block = max(1, block // job.n) * job.n
    for first in range(0, job.rows, block):
        yield Portion(first, min(first + block, job.rows))
