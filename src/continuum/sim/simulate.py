"""Simulate a scenario: everybody goes on at once, each at the own moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, overload
from warnings import warn

from continuum.errors import ScenarioError
from continuum.sim.scale.carrying_out import carried_out, forked, workers_of
from continuum.sim.scale.job import Job, job_of, portions_of
from continuum.sim.scale.keeping import Kept, logged
from continuum.sim.scale.progress import follower_of
from continuum.sim.scale.streaming import Parts, Written, written_part

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from continuum.sim.population.cohort import Cohort
    from continuum.sim.results.run import Run
    from continuum.sim.scenario.scenario import Scenario

    Progress = Callable[[int, int, float | None], object] | str | None

__all__ = ["simulate"]

# Many enough that most attempts are made by many at once, few enough for the memory of a laptop.
_BLOCK: Final = 131_072
# Few enough that a file of attempts is quickly written.
_PART: Final = 32_768
# Where somebody watches, or several work, there are so many blocks at least, if people are many.
_WATCHED: Final = 10
_LEAST: Final = 8_192


@overload
def simulate(
    scenario: Scenario,
    n: int | None = None,
    seed: int | None = None,
    *,
    replications: int | None = None,
    block: int | None = None,
    executor: Any = None,
    progress: Progress = None,
    compiled: bool | None = None,
    into: None = None,
) -> Run: ...


@overload
def simulate(
    scenario: Scenario,
    n: int | None = None,
    seed: int | None = None,
    *,
    replications: int | None = None,
    block: int | None = None,
    executor: Any = None,
    progress: Progress = None,
    compiled: bool | None = None,
    into: str | os.PathLike[str],
) -> Written: ...


def simulate(
    scenario: Scenario,
    n: int | None = None,
    seed: int | None = None,
    *,
    replications: int | None = None,
    block: int | None = None,
    executor: Any = None,
    progress: Progress = None,
    compiled: bool | None = None,
    into: str | os.PathLike[str] | None = None,
) -> Run | Written:
    """Simulate a scenario.

    Every attempt is decided by the same rules and the same evaluator as for a single case, on its
    own day; nothing moves that ``decide`` would refuse.  The same scenario, number of people and
    seed give the same run, whatever the block, whoever else is simulated, and whoever does it.

    An interruption (Ctrl-C, or the stop of a notebook) gives what is done so far, with a warning:
    see ``Run.complete``.

    Args:
        scenario: What to simulate.
        n: How many people to draw; by default as many as the population speaks of.
        seed: Any whole number; by default the scenario's.
        replications: How often people are drawn and simulated; by default as the scenario says.
        block: How many people are simulated at once; changes the speed and nothing else.
        executor: Who does the work: an executor of ``concurrent.futures``, or a client of Dask; by
            default this process.
        progress: Is told ``done, of, seconds_left`` after each block; ``"auto"`` shows it.
        compiled: Whether the loops of the engine with queues are compiled; by default that engine
            is used where people wait for places, and compiled where the extra ``fast`` is there
            and there are so many people that it pays.
        into: A folder to which the log goes in parts, as Parquet, instead of into memory.

    Returns:
        The run; with ``into``, what opens its parts.

    Raises:
        ScenarioError: ``n`` does not fit the cohort, a number is no whole number, an attempt is
            repeated without end, or a worker is gone.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> run = simulate(outline_eu_2022(), n=50, seed=1)
        >>> run.n
        50
    """
    job = job_of(scenario, n, seed, replications, compiled=compiled)
    workers = 0 if executor is None else workers_of(executor)
    if block is None:
        block = _block_for(job, workers, watched=progress is not None, streamed=into is not None)
    portions = list(portions_of(job, block))
    cohort: Cohort | None = None
    kept: Kept | Parts
    if into is None:
        cohort = job.people()
        kept = Kept(job, portions, cohort)
    else:
        if forked(executor):
            raise ScenarioError(
                "workers that are copies of this process may wait for ever when they write Parquet",
                help='give the pool `mp_context=multiprocessing.get_context("spawn")`',
            )
        kept = Parts(into, job, portions)
    work = logged if into is None else written_part
    follower = None
    try:
        follower = follower_of(progress, job.rows)
        done = carried_out(job, portions, work, executor=executor, everybody=cohort)
        for place, found in done:
            kept.add(place, found)
            follower.add(portions[place].end - portions[place].first)
    except KeyboardInterrupt:
        if not kept.whole:
            kept.abandon()
            raise
        rows = portions[kept.whole - 1].end
        warn(
            f"interrupted when {rows:,} of {job.rows:,} people were done; the run has only them",
            stacklevel=2,
        )
    except BaseException:
        kept.abandon()
        raise
    finally:
        if follower is not None:
            follower.close()
    try:
        return kept.close()
    except BaseException:
        kept.abandon()
        raise


def _block_for(job: Job, workers: int, *, watched: bool, streamed: bool) -> int:
    """How many people at once, where nobody says."""
    most = _PART if streamed else _BLOCK
    blocks = max(2 * workers, _WATCHED * watched)
    return min(most, max(_LEAST, -(-job.rows // blocks))) if blocks else most
