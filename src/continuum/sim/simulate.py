"""Simulate a scenario: everybody goes on at once, each at the own moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.race import Engine
from continuum.sim.population.cohort import MOST_PEOPLE, Cohort
from continuum.sim.population.keyed import person_keys
from continuum.sim.results.log import Log
from continuum.sim.results.run import Run
from continuum.sim.scenario.scenario import Scenario
from continuum.sim.setting.arrivals import opening_days

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["blocks_of", "gather", "run_block", "simulate"]

# Many enough that most attempts are made by many at once, few enough for the memory of a laptop.
_BLOCK = 131_072


def simulate(
    scenario: Scenario,
    n: int | None = None,
    seed: int | None = None,
    *,
    replications: int | None = None,
    block: int = _BLOCK,
    compiled: bool | None = None,
) -> Run:
    """Simulate a scenario.

    Every attempt is decided by the same rules and the same evaluator as for a single case, on its
    own day; nothing moves that ``decide`` would refuse.  The same scenario, number of people and
    seed give the same run, whatever the block and whoever else is simulated.

    Args:
        scenario: What to simulate.
        n: How many people to draw; by default as many as the population speaks of.
        seed: Any whole number; by default the scenario's.
        replications: How often people are drawn and simulated; by default as the scenario says.
        block: How many people are simulated at once; changes the speed and nothing else.
        compiled: Whether the loops of the engine with queues are compiled; by default that engine
            is used where people wait for places, and compiled where the extra ``fast`` is there.

    Raises:
        ScenarioError: ``n`` does not fit the cohort, a number is no whole number, or an attempt is
            repeated without end.

    Example:
        >>> from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
        >>> run = simulate(outline_eu_2022(), n=50, seed=1)
        >>> run.n
        50
    """
    given: Any = scenario
    if not isinstance(given, Scenario):
        kind = type(given).__name__
        raise ScenarioError(
            f"what is simulated is a scenario, not `{kind}`", help="give a `Scenario`"
        )
    seed = scenario.seed if seed is None else seed
    times = scenario.replications if replications is None else replications
    cohort = gather(scenario, n, seed, times)
    if type(block) is not int or block < 1:
        raise ScenarioError(
            f"a block cannot have `{str(block)[:40]}` people", help="give 1 or more"
        )
    if compiled or scenario.setting.capacities:
        log = _queued(scenario, cohort, seed, compiled=compiled)
    else:
        log = Log.joined([run_block(scenario, some, seed) for some in blocks_of(cohort, block)])
    return Run(scenario, cohort, seed, log, times)


def gather(scenario: Scenario, n: int | None, seed: int, replications: int) -> Cohort:
    """Draw the people of a run, all replications one after the other, and open their pathways.

    Args:
        scenario: Whose people.
        n: How many; ``None``: as many as the population speaks of.
        seed: The seed.
        replications: How often they are drawn.

    Raises:
        ScenarioError: ``n`` does not fit the cohort, or a number is no whole number.
    """
    person_keys(seed, [])
    if type(replications) is not int or not 1 <= replications <= MOST_PEOPLE:
        raise ScenarioError(
            f"people cannot be drawn `{str(replications)[:40]}` times",
            help=f"give a whole number from 1 to {MOST_PEOPLE:,}",
        )
    if isinstance(scenario.people, Cohort):
        cohort = scenario.people
        if n is not None and (type(n) is not int or n != cohort.n):
            raise ScenarioError(
                f"the cohort has {cohort.n:,} people, not {str(n)[:40]}",
                help="leave `n` out, or give the scenario a population to draw from",
            )
        if replications > 1:
            cohort = cohort.repeated(replications)
    else:
        cohort = scenario.people.draw(n, seed, replications)
    arrivals = scenario.setting.arrivals
    if arrivals is None:
        return cohort
    days = opening_days(arrivals, cohort.keys(seed).reshape(replications, -1)).ravel()
    opened = scenario.start.toordinal() + np.floor(np.minimum(days, 4e6)).astype(np.int64)
    return attrs.evolve(cohort, starts=np.where(cohort.starts > 0, cohort.starts, opened))


def blocks_of(cohort: Cohort, block: int) -> Iterator[Cohort]:
    """Give the people of a run in blocks, each of which can be simulated by itself.

    Args:
        cohort: The people.
        block: How many at once.
    """
    for first in range(0, cohort.n, block):
        last = min(first + block, cohort.n)
        yield cohort if last - first == cohort.n else cohort.take(np.arange(first, last))


def run_block(scenario: Scenario, cohort: Cohort, seed: int) -> Log:
    """Simulate some of the people of a run; :meth:`Log.joined` puts the logs together.

    Args:
        scenario: What to simulate.
        cohort: The people.
        seed: The seed of the run.
    """
    return Engine(scenario, cohort, seed).run()


def _queued(scenario: Scenario, cohort: Cohort, seed: int, *, compiled: bool | None) -> Log:
    """Simulate by the engine with queues."""
    from continuum.sim.queue import run_queue

    return run_queue(scenario, cohort, seed, compiled=compiled)
