"""A sweep of scenarios over a local cluster, every attempt streamed to Parquet.

    python benchmarks/sweep.py [scenarios] [people]

Each scenario is the outline for the 2022 cohort with handovers that take another number of days.
The cluster is on this machine (loopback, no dashboard), a worker a core.  What is printed was
measured: people and attempts a second together, and the most memory that the parent ever had.
One scenario is simulated again without the cluster, and must come out the same.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from distributed import Client, LocalCluster

from continuum.sim import outline_eu_2022, simulate

FULL = (200, 100_000)


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run the sweep and print what was measured."""
    scenarios = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
    folder = Path(tempfile.mkdtemp())
    workers = os.cpu_count() or 1
    patched = [
        outline_eu_2022(handover_days=10 + 150 * k / scenarios).with_(name=f"sweep_{k:03}")
        for k in range(scenarios)
    ]
    try:
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
            ) as cluster,
            Client(cluster) as client,
        ):
            simulate(patched[0], n=1_000, executor=client)
            worked = sum(client.run(time.process_time).values())
            before, begun = peak(), time.perf_counter()
            attempts = size = 0
            for scenario in patched:
                written = simulate(
                    scenario,
                    n=people,
                    seed=1,
                    block=-(-people // workers),  # the fewer the faster, as long as there is room
                    executor=client,
                    into=folder / scenario.name,
                )
                attempts += len(written)
                size += sum(file.stat().st_size for file in written.files)
                if scenario is not patched[0]:
                    shutil.rmtree(written.path)
            took = time.perf_counter() - begun
            worked = sum(client.run(time.process_time).values()) - worked
        rows = scenarios * people
        print(f"{scenarios} scenarios by {people:,} people over {workers} workers: {took:.1f} s")
        print(f"{rows / took:,.0f} people a second, {attempts / took:,.0f} attempts a second")
        print(
            f"{worked:.1f} s of CPU in the workers, {attempts / worked:,.0f} attempts a second each"
        )
        print(f"{attempts:,} attempts in {size / 1e6:,.0f} MB of Parquet")
        print(f"most memory of the parent: {peak():,.0f} MB, {before:,.0f} MB before the sweep")
        full = FULL[0] * FULL[1]
        print(
            f"at this rate {FULL[0]} by {FULL[1]:,} takes {full / rows * took / 60:,.0f} minutes "
            f"and {full / rows * size / 1e9:,.1f} GB; where nobody else works on the machine, "
            f"{full / rows * worked / workers / 60:,.0f} minutes"
        )
        few = min(people, 2_000)
        alone = simulate(patched[0], n=few, seed=1)
        first = pl.scan_parquet(str(folder / patched[0].name / "*.parquet"))
        same = first.filter(pl.col("person") < few).collect().equals(pl.DataFrame(alone.log))
        print(f"its first {few:,} people are those of a run without the cluster: {same}")
        if not same:
            sys.exit(1)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
