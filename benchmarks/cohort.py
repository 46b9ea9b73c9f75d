"""How fast a cohort is simulated, beside a SimPy model of the same chart, in one run.

    python benchmarks/cohort.py [people]

Eight states, fourteen ways out of them (five exponential, six Weibull, three log-normal clocks,
two of them behind a guard), ten years, every event kept.  All numbers are invented.  Both models
are compared by where people are at the end, so that speed is not bought with another model.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter

import simpy

from continuum.guards import Flag
from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import (
    Attempt,
    Bernoulli,
    Exponential,
    LogNormal,
    Population,
    Scenario,
    Weibull,
    simulate,
)

YEAR = 365.25
STATES = (
    "remand",
    "sentence",
    "pre_release",
    "probation",
    "reintegration",
    "deportation",
    "stay",
    "closed",
)
FOREIGN = Flag("foreign_national", moves="fixed", initially=False)
SHARE_FOREIGN = 0.25

# event: from, to, clock, whether only foreign nationals
WAYS = {
    "convicted": ("remand", "sentence", LogNormal(0.6 * YEAR, 0.5), False),
    "acquitted": ("remand", "reintegration", Exponential(4.0 * YEAR), False),
    "prepared": ("sentence", "pre_release", Weibull(1.5, 2.0 * YEAR), False),
    "expired": ("sentence", "reintegration", Weibull(2.0, 4.0 * YEAR), False),
    "released": ("pre_release", "probation", LogNormal(0.5 * YEAR, 0.4), False),
    "halted": ("pre_release", "sentence", Exponential(3.0 * YEAR), False),
    "deported_from_prison": ("pre_release", "deportation", Weibull(1.2, 1.0 * YEAR), True),
    "recalled": ("probation", "sentence", Exponential(3.0 * YEAR), False),
    "supervision_ended": ("probation", "reintegration", Weibull(2.5, 1.5 * YEAR), False),
    "deportation_started": ("reintegration", "deportation", Weibull(0.9, 4.0 * YEAR), True),
    "arrested": ("reintegration", "remand", Exponential(2.0 * YEAR), False),
    "closed": ("reintegration", "closed", Weibull(1.1, 6.0 * YEAR), False),
    "prospect_lost": ("deportation", "stay", Exponential(1.0 * YEAR), False),
    "stay_granted": ("stay", "reintegration", LogNormal(1.0 * YEAR, 0.6), False),
}


def rulebook() -> Rulebook:
    """The chart, as a rulebook."""
    return Rulebook(
        "benchmark",
        "1",
        as_of="2026-11-23",
        roles=(Role("agency"),),
        regions=(
            Region("pathway", tuple(State(s, final=s == "closed") for s in STATES), "remand"),
        ),
        facts=(FOREIGN,),
        events=tuple(
            Event(name, decided_by="agency", requires=FOREIGN, sources="ASSUMPTION")
            if guarded
            else Event(name, decided_by="agency", sources="ASSUMPTION")
            for name, (_, _, _, guarded) in WAYS.items()
        ),
        transitions=tuple(
            Transition(name, "pathway", source, target)
            for name, (source, target, _, _) in WAYS.items()
        ),
    )


def scenario(n: int) -> Scenario:
    """The same, as a scenario."""
    return Scenario(
        "benchmark",
        rulebook(),
        Population(n, facts={"foreign_national": Bernoulli(SHARE_FOREIGN)}),
        [Attempt(name, by="agency", delay=way[2]) for name, way in WAYS.items()],
        start="2022-01-01",
        horizon="2032-01-01",
    )


def draw(spread: object, rng: random.Random) -> float:
    """One delay, as SimPy users draw it."""
    match spread:
        case Exponential(mean):
            return rng.expovariate(1 / mean)
        case Weibull(shape, scale):
            return rng.weibullvariate(scale, shape)
        case LogNormal(median, sigma):
            return rng.lognormvariate(math.log(median), sigma)
        case _:
            raise TypeError(spread)


def with_simpy(n: int, seed: int) -> tuple[int, Counter[str]]:
    """The same chart as a SimPy process a person: events logged, and where everybody ends."""
    rng, log, ends = random.Random(seed), [], Counter()
    horizon = 3652.0
    out: dict[str, list[tuple[str, str, object, bool]]] = {state: [] for state in STATES}
    for name, (source, target, spread, guarded) in WAYS.items():
        out[source].append((name, target, spread, guarded))

    def person(env: simpy.Environment, number: int):
        state, foreign = "remand", rng.random() < SHARE_FOREIGN
        place[number] = state
        while out[state]:
            clocks = sorted(
                (draw(spread, rng), name, target, guarded)
                for name, target, spread, guarded in out[state]
            )
            begun = env.now
            for delay, name, target, guarded in clocks:
                yield env.timeout(begun + delay - env.now)
                allowed = foreign or not guarded
                log.append((number, env.now, name, allowed))
                if allowed:
                    state = place[number] = target
                    break
            else:
                return

    place: dict[int, str] = {}
    env = simpy.Environment()
    for number in range(n):
        env.process(person(env, number))
    env.run(until=horizon)
    ends.update(place.values())
    return len(log), ends


def seconds(action):
    """The CPU time of an action, and what it gave."""
    start = time.process_time()
    found = action()
    return time.process_time() - start, found


def main() -> None:
    """Print events a second for both, and their ratio."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few = max(5_000, n // 20)
    walk = scenario(n)
    simulate(walk, n=1_000)
    best, run = min(
        (seconds(lambda s=seed: simulate(walk, seed=s)) for seed in range(5)), key=lambda x: x[0]
    )
    events = len(run.log)
    slow, (simpy_events, ends) = seconds(lambda: with_simpy(few, 1))
    for name, people, count, took in (
        ("continuum", n, events, best),
        ("simpy", few, simpy_events, slow),
    ):
        print(
            f"{name:<10} {people:>9,} people {count:>9,} events {took:8.3f} s "
            f"{count / took:>12,.0f} events/s"
        )
    print(f"ratio      {(events / best) / (simpy_events / slow):.0f} times")
    ours = dict(run.occupancy(by="pathway", every="day").rows()[-1])
    print("\nwhere people are at the end, in per cent")
    for state in STATES:
        share = 100 * ours.get(state, 0) / n
        print(f"  {state:<14} continuum {share:5.1f}   simpy {100 * ends[state] / few:5.1f}")


if __name__ == "__main__":
    main()
