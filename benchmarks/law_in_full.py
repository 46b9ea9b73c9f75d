"""How fast people go through the law in full, every attempt kept.

    python benchmarks/law_in_full.py [people] [rulebook] [--alone]

Ten regions, thirty registers, two hundred attempts, ten years.  With a process a core, and (or
only, with ``--alone``) in this process.  Seconds of the processor are told beside those of the
clock, because other work on the machine lengthens only those; and the most memory ever held.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from continuum.sim import simulate
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full


def processor() -> float:
    """Seconds of the processor that this process and its children have used."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def told(name: str, count: int, clock: float, worked: float) -> None:
    """Print one line."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<12} {count:>12,} attempts  {clock:8.1f} s  {count / clock:>10,.0f} a second  "
        f"{count / worked:>10,.0f} a second of the processor  {held:>7,.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    people = int(words[0]) if words else 50_000
    scenario = eu_2022_in_full(words[1] if len(words) > 1 else "eu")
    simulate(scenario, n=100, seed=2)
    begun, worked = time.perf_counter(), processor()
    run = simulate(scenario, n=people, seed=1)
    told("alone", len(run.events), time.perf_counter() - begun, processor() - worked)
    if "--alone" in sys.argv:
        return
    digest, cores = run.events.time.tobytes(), os.cpu_count() or 1
    begun, worked = time.perf_counter(), processor()
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        run = simulate(scenario, n=people, seed=1, executor=pool, block=-(-people // cores))
    told(f"{cores} processes", len(run.events), time.perf_counter() - begun, processor() - worked)
    print("the same log", run.events.time.tobytes() == digest)


if __name__ == "__main__":
    main()
