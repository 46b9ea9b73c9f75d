"""What becomes of the portions of a run: they are kept in memory and joined to a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from continuum.sim.results.log import Log
from continuum.sim.results.run import Run
from continuum.sim.scale.job import Job

if TYPE_CHECKING:
    from continuum.sim.population.cohort import Cohort
    from continuum.sim.scale.job import Portion

__all__ = ["Kept", "logged"]


def logged(job: Job, cohort: Cohort) -> Log:
    """Simulate some of the people of a run.

    Args:
        job: The run.
        cohort: The people.
    """
    return job.log_of(cohort)


class Kept:
    """Logs that are kept until all are there.

    Args:
        job: The run.
        portions: Its portions.
        cohort: The people of all rows.
    """

    def __init__(self, job: Job, portions: list[Portion], cohort: Cohort) -> None:
        """Start empty."""
        self._job, self._portions, self._cohort = job, portions, cohort
        self._logs: dict[int, Log] = {}

    def add(self, place: int, log: Log) -> None:
        """Keep the log of a portion.

        Args:
            place: The place of the portion.
            log: Its log.
        """
        self._logs[place] = log

    @property
    def whole(self) -> int:
        """How many portions from the first on are there without a gap."""
        return next((k for k in range(len(self._portions)) if k not in self._logs), len(self._logs))

    def close(self) -> Run:
        """Join what is there; where portions are missing at the end, the run is not complete."""
        job, count = self._job, self.whole
        log = Log.joined([self._logs[k] for k in range(count)])
        rows = self._portions[count - 1].end
        if rows == job.rows:
            return Run(job.scenario, self._cohort, job.seed, log, job.replications)
        # Whole replications, if there is one.
        times = max(1, rows // job.n)
        rows = min(rows, times * job.n)
        cohort = self._cohort.take(np.arange(rows))
        if times == 1:
            cohort = attrs.evolve(cohort, replication=None)
        return Run(job.scenario, cohort, job.seed, log.first(rows), times, asked=job.rows)

    def abandon(self) -> None:
        """Nothing is left behind anyway."""
