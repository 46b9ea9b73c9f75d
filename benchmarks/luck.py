"""How much two policies are told apart by giving the same people the same luck, in one run.

    python benchmarks/luck.py [people] [replications]

The invented chart of `cohort.py`, and the share of people who are arrested again within ten years.
One what-if makes recall rarer; the other lets preparation be broken off ten times as often, which
puts early steps into many paths.  For each, the spread of the difference over the replications is
measured twice: with luck of its own, and with the same luck for both.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from cohort import YEAR, scenario

from continuum.sim import Scenario, simulate

MEASURE = "ever arrested"
RECALLED, HALTED = "behaviour.recalled.delay.mean_days", "behaviour.halted.delay.mean_days"
WHAT_IFS = {
    "recall a fifth rarer": ({}, {RECALLED: 3.0 * YEAR / 0.8}),
    "preparation broken off ten times as often": ({HALTED: 30.0 * YEAR}, {HALTED: 3.0 * YEAR}),
}


def shares(walk: Scenario, seed: int, people: int, times: int) -> np.ndarray:
    """The share of people of whom the measure is true, one for each replication."""
    run = simulate(walk, n=people, seed=seed, replications=times)
    return run.measure(MEASURE).reshape(times, people).mean(axis=1)


def main() -> None:
    """Print the effect of each what-if and the spread of its difference, with and without luck."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 80
    began = time.process_time()
    print(f"{people:,} people, {times} replications: the share arrested again")
    for name, (one, two) in WHAT_IFS.items():
        base = scenario(people).patched("base", one) if one else scenario(people)
        other = scenario(people).patched("other", two)
        before = shares(base, 1, people, times)
        same = shares(other, 1, people, times) - before
        own = shares(other, 2, people, times) - before
        cut = own.var(ddof=1) / same.var(ddof=1)
        apart, coupled = own.std(ddof=1), same.std(ddof=1)
        print(
            f"{name:<42} effect {same.mean():+.4f}   sd {apart:.5f} with luck of its own, "
            f"{coupled:.5f} with the same: {cut:.0f} times less variance"
        )
    print(f"in {time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
