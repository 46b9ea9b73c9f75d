"""How much two policies are told apart by giving the same people the same luck, in one run.

    python benchmarks/luck.py [people] [replications]

The invented chart of `cohort.py`, and the share of people who are arrested again within ten years.
One what-if makes recall rarer; the other lets preparation be broken off ten times as often, which
puts early steps into many paths.  The third is of the outline, where 380 people wait for the same
probation officers, so that the luck of one reaches others.  For each, the spread of the difference
over the replications is measured twice: with luck of its own, and with the same luck for both.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from cohort import YEAR, scenario

from continuum.sim import Officers, Scenario, Setting, outline_eu_2022, simulate

RECALLED, HALTED = "behaviour.recalled.delay.mean_days", "behaviour.halted.delay.mean_days"
WAIT_FOR = Officers(
    "probation",
    officers=3,
    caseload=9,
    takes="first_contact_made",
    held={"pathway": "probation"},
    sources="ASSUMPTION",
)
QUEUED = 380


def means(walk: Scenario, measure: str, seed: int, times: int) -> np.ndarray:
    """The mean of a measure over those of whom it speaks, one for each replication."""
    run = simulate(walk, seed=seed, replications=times)
    return np.nanmean(run.measure(measure).reshape(times, -1), axis=1)


def tell(name: str, one: Scenario, other: Scenario, measure: str, times: int) -> None:
    """Print the effect and the spread of its difference, with luck of its own and with the same."""
    before = means(one, measure, 1, times)
    same = means(other, measure, 1, times) - before
    own = means(other, measure, 2, times) - before
    apart, coupled = own.std(ddof=1), same.std(ddof=1)
    print(
        f"{name:<42} {same.mean():+9.4f}   spread {apart:9.5f} with luck of its own, "
        f"{coupled:9.5f} with the same: {(apart / coupled) ** 2:.0f} times less variance"
    )


def main() -> None:
    """Print a line for each what-if."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 80
    began = time.process_time()
    base = scenario(people)
    rare = base.patched("rare", {HALTED: 30.0 * YEAR})
    rarer = base.patched("recall", {RECALLED: 3.0 * YEAR / 0.8})
    print(f"the share who are arrested again; {people:,} people, {times} replications")
    tell("recall a fifth rarer", base, rarer, "ever arrested", times)
    tell("preparation broken off ten times as often", rare, base, "ever arrested", times)
    few = max(times // 2, 2)
    three = outline_eu_2022().with_(name="three", setting=Setting([WAIT_FOR]))
    three = three.patched("three of them", {"people.size": QUEUED})
    two = three.patched("two of them", {"setting.probation.officers": 2})
    print(f"days from release to the first contact; {QUEUED} people, {few} replications")
    tell("two probation officers for three", three, two, "gap days", few)
    print(f"in {time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
