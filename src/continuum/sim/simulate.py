"""Simulate a scenario: everybody goes on at once, from one stay to the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.race import Engine
from continuum.sim.columns.unready import unready
from continuum.sim.population.cohort import Cohort
from continuum.sim.population.keyed import person_keys
from continuum.sim.results.log import Log
from continuum.sim.results.run import Run
from continuum.sim.scenario.scenario import Scenario

__all__ = ["simulate"]

# Few enough that the columns of a block stay near the processor, many enough for NumPy.
_BLOCK = 65_536


def simulate(
    scenario: Scenario, n: int | None = None, seed: int | None = None, *, block: int = _BLOCK
) -> Run:
    """Simulate a scenario.

    Every attempt is decided by the same rules and the same evaluator as for a single case, on its
    own day; nothing moves that ``decide`` would refuse.  The same scenario, number of people and
    seed give the same run, whatever the block and whoever else is simulated.

    Args:
        scenario: What to simulate.
        n: How many people to draw; by default as many as the population speaks of.
        seed: Any whole number; by default the scenario's.
        block: How many people are simulated at once; changes the speed and nothing else.

    Raises:
        ScenarioError: ``n`` does not fit the cohort, ``seed`` or ``n`` is no whole number, or an
            attempt is repeated without end.

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
    person_keys(seed, [])
    if not_followed := list(unready(scenario)):
        raise ScenarioError(
            "not everything in this scenario can be simulated yet: " + ", ".join(not_followed),
            help="leave it out",
        )
    if isinstance(scenario.people, Cohort):
        cohort = scenario.people
        if n is not None and (type(n) is not int or n != cohort.n):
            raise ScenarioError(
                f"the cohort has {cohort.n:,} people, not {str(n)[:40]}",
                help="leave `n` out, or give the scenario a population to draw from",
            )
    else:
        cohort = scenario.people.draw(n, seed)
    if type(block) is not int or block < 1:
        raise ScenarioError(
            f"a block cannot have `{str(block)[:40]}` people", help="give 1 or more"
        )
    logs = []
    for first in range(0, cohort.n, block):
        some = cohort
        if cohort.n > block:
            some = cohort.take(np.arange(first, min(first + block, cohort.n)))
        logs.append(Engine(scenario, some, seed).run())
    return Run(scenario, cohort, seed, Log.joined(logs))
