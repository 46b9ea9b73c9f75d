"""How fast people are simulated who wait for places, beside SimPy and Ciw, in one run.

    python benchmarks/capacity.py [people]

The chart of ``cohort.py`` with two places to wait for: a programme (70 places for 1,000 people) and
an officer (90 for 1,000).  Pathways open over five years, and all end ten years after the first.
All numbers are invented.  The models are compared by where people are at the end, with a test of
chi-squared, so that speed is not bought with another model.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

import ciw
import simpy
from cohort import SHARE_FOREIGN, STATES, WAYS, YEAR, draw, rulebook

from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import (
    Attempt,
    Bernoulli,
    Capacity,
    Population,
    Scenario,
    Setting,
    Uniform,
    simulate,
)

HORIZON = 3652.0
WAITS = {
    "awaiting_place": ("pre_release", "programme"),
    "awaiting_officer": ("probation", "officers"),
}
SHARES = {"programme": 0.07, "officers": 0.09}
QUEUED = {"prepared": "awaiting_place", "released": "awaiting_officer"}
ALL = (*STATES, *WAITS)
LEADS = {name: (way[0], QUEUED.get(name, way[1]), way[2], way[3]) for name, way in WAYS.items()}


def places(n: int) -> dict[str, int]:
    """How many places there are for so many people."""
    return {name: max(1, round(share * n)) for name, share in SHARES.items()}


def scenario(n: int) -> Scenario:
    """The chart with its places."""
    plain = rulebook()
    starts = {"programme_started": "awaiting_place", "supervision_started": "awaiting_officer"}
    book = Rulebook(
        "benchmark",
        "1",
        as_of="2026-11-23",
        roles=(Role("agency"),),
        regions=(Region("pathway", tuple(State(s, final=s == "closed") for s in ALL), "remand"),),
        facts=plain.facts,
        events=(
            *plain.events,
            *(Event(name, decided_by="agency", sources="ASSUMPTION") for name in starts),
        ),
        transitions=(
            *(Transition(name, "pathway", way[0], way[1]) for name, way in LEADS.items()),
            *(Transition(name, "pathway", w, WAITS[w][0]) for name, w in starts.items()),
        ),
    )
    count = places(n)
    return Scenario(
        "benchmark",
        book,
        Population(n, facts={"foreign_national": Bernoulli(SHARE_FOREIGN)}),
        [
            *(Attempt(name, "agency", way[2], clock="restart") for name, way in LEADS.items()),
            *(Attempt(name, "agency") for name in starts),
        ],
        start="2022-01-01",
        horizon="2032-01-01",
        setting=Setting(
            [
                Capacity(WAITS[w][1], count[WAITS[w][1]], takes=name, held={"pathway": WAITS[w][0]})
                for name, w in starts.items()
            ],
            arrivals=Uniform(0, 5 * YEAR),
        ),
    )


def ways_out() -> dict[str, list[tuple[str, object, bool]]]:
    """For each state where to, by which clock, and whether only for foreign nationals."""
    out: dict[str, list[tuple[str, object, bool]]] = {state: [] for state in ALL}
    for source, target, spread, guarded in LEADS.values():
        out[source].append((target, spread, guarded))
    return out


def with_simpy(n: int, seed: int) -> tuple[int, Counter[str]]:
    """The same as a SimPy process a person: happenings, and where everybody ends."""
    rng, log, out = random.Random(seed), [], ways_out()
    env = simpy.Environment()
    desks = {name: simpy.Resource(env, count) for name, count in places(n).items()}
    place: dict[int, str] = {}

    def person(number: int):
        yield env.timeout(int(rng.uniform(0, 5 * YEAR)))
        state, foreign, held = "remand", rng.random() < SHARE_FOREIGN, None
        place[number] = state
        while True:
            if state in WAITS:
                target, desk = WAITS[state]
                request = desks[desk].request()
                if not request.triggered:
                    log.append((number, env.now, "waiting", True))
                yield request
                log.append((number, env.now, target, True))
                state = place[number] = target
                held = (desks[desk], request)
            if not out[state]:
                return
            clocks = sorted((draw(spread, rng), k) for k, (_, spread, _) in enumerate(out[state]))
            begun = env.now
            for delay, k in clocks:
                yield env.timeout(begun + delay - env.now)
                target, _, guarded = out[state][k]
                allowed = foreign or not guarded
                log.append((number, env.now, target, allowed))
                if allowed:
                    if held:
                        held[0].release(held[1])
                        held = None
                    state = place[number] = target
                    break

    for number in range(n):
        place[number] = "remand"
        env.process(person(number))
    env.run(until=HORIZON)
    return len(log), Counter(place.values())


def with_ciw(n: int, seed: int) -> tuple[int, Counter[str]]:
    """The same as a network of Ciw: a node a state; whoever waits at a node is in its queue."""
    random.seed(seed)
    ciw.seed(seed)
    out, states = ways_out(), [state for state in STATES if state != "closed"]
    count, rng, happened = places(n), random.Random(seed), [0]
    limited = {target: count[desk] for target, desk in WAITS.values()}

    class Race(ciw.dists.Distribution):
        """The first clock that is allowed; it says where the person goes next."""

        def __init__(self, state: str) -> None:
            self.state = state

        def sample(self, t=None, ind=None):
            if not hasattr(ind, "foreign"):
                ind.foreign = rng.random() < SHARE_FOREIGN
            clocks = sorted((draw(s, rng), to, g) for to, s, g in out[self.state])
            for delay, target, guarded in clocks:
                happened[0] += t + delay < HORIZON
                if ind.foreign or not guarded:
                    ind.leads = WAITS[target][0] if target in WAITS else target
                    return delay
            raise AssertionError(self.state)

    class Onward(ciw.routing.NodeRouting):
        """To where the race has led."""

        def next_node(self, ind):
            if ind.leads == "closed":
                return self.simulation.nodes[-1]
            return self.simulation.nodes[states.index(ind.leads) + 1]

    days = sorted(int(rng.uniform(0, 5 * YEAR)) for _ in range(n))
    gaps = [after - before for before, after in zip([0, *days], days, strict=False)]
    network = ciw.create_network(
        arrival_distributions=[
            ciw.dists.Sequential([*gaps, float("inf")]),
            *[None] * (len(states) - 1),
        ],
        service_distributions=[Race(state) for state in states],
        number_of_servers=[limited.get(state, float("inf")) for state in states],
        routing=ciw.routing.NetworkRouting(routers=[Onward() for _ in states]),
    )
    run = ciw.Simulation(network)
    run.simulate_until_max_time(HORIZON)
    ends: Counter[str] = Counter()
    names = {target: wait for wait, (target, _) in WAITS.items()}
    for state, node in zip(states, run.transitive_nodes, strict=True):
        for ind in node.all_individuals:
            waits = (
                state in names and not ind.service_start_date and ind.service_start_date is not True
            )
            ends[names[state] if waits else state] += 1
    ends["closed"] = len(run.nodes[-1].all_individuals)
    ends["remand"] += n - sum(ends.values())
    return happened[0], ends


def apart(one: Counter[str], other: Counter[str]) -> float:
    """Chi-squared of two samples over where people are at the end, nine degrees of freedom."""
    first, second = sum(one.values()), sum(other.values())
    found = 0.0
    for state in ALL:
        both = one[state] + other[state]
        if both:
            a, b = both * first / (first + second), both * second / (first + second)
            found += (one[state] - a) ** 2 / a + (other[state] - b) ** 2 / b
    return found


def ours(n: int, seed: int, *, compiled: bool) -> tuple[int, Counter[str]]:
    """Simulate with places; happenings, and where everybody ends."""
    run = simulate(scenario(n), seed=seed, compiled=compiled)
    ends = dict(run.occupancy(by="pathway", every="day").rows()[-1])
    return len(run.events), Counter({state: int(ends.get(state, 0)) for state in ALL})


def seconds(action):
    """The CPU time of an action, and what it gave."""
    start = time.process_time()
    found = action()
    return time.process_time() - start, found


def main() -> None:
    """Print happenings a second for each, ratios, and how far the ends are apart."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few = min(n, 20_000)
    ours(500, 0, compiled=True)
    found = {
        "compiled": (
            n,
            *min(
                (seconds(lambda s=s: ours(n, s, compiled=True)) for s in (1, 2, 3)),
                key=lambda x: x[0],
            ),
        ),
        "plain": (few, *seconds(lambda: ours(few, 1, compiled=False))),
        "simpy": (few, *seconds(lambda: with_simpy(few, 1))),
        "ciw": (2_000, *seconds(lambda: with_ciw(2_000, 1))),
    }
    speeds = {name: count / took for name, (_, took, (count, _)) in found.items()}
    _, reference = ours(few, 1, compiled=True)  # the same people with the same luck as in Python
    print("            people  happenings   seconds   a second   compiled is   chi2 (9 df)")
    for name, (people, took, (count, ends)) in found.items():
        ratio, far = speeds["compiled"] / speeds[name], apart(reference, ends)
        print(
            f"{name:<10}{people:>8,}{count:>12,}{took:>10.3f}{speeds[name]:>11,.0f}"
            f"{ratio:>12.1f} x{far:>13.1f}"
        )
    print("\nwhere people are at the end, in per cent")
    for state in ALL:
        row = "".join(
            f"  {name} {100 * ends[state] / people:5.1f}"
            for name, (people, _, (_, ends)) in found.items()
        )
        print(f"  {state:<17}{row}")


if __name__ == "__main__":
    main()
