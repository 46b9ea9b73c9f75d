"""The checker beside other ways to look at every situation, on one family of rulebooks.

    python benchmarks/checker.py [--sizes 10 20 30] [--regions 1] [--seconds 120]

Each figure comes from a process of its own, so that the peak of memory is its own too.  Whatever
counts situations must count the same number, and all must answer the same five questions alike;
the table ends with whether they did.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any

import peers
from explicit_walk import Walk
from rulebook_family import SIZES, book, properties

from continuum.verify import check
from continuum.verify.situations.cells import Cells
from continuum.verify.space import Space

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 700_000
"""How many situations the plain walk may keep."""

_LARGEST = {"walk": 20, "storm": 20, "spin": 20}
"""The largest member that a way is tried on: the next one has tens of millions of situations."""


def diagrams(facts: int, regions: int, engine: str) -> dict[str, Any]:
    bad, cells = properties(regions), cut(facts, regions)
    space = Space(cells, engine=engine)
    every = space.reachable()
    answers = {}
    for name, guard in bad.items():
        met = space.meets(every, space.view.goals(((guard, "holds"),)))
        answers[name] = "broken" if met else "holds"
    return {"count": space.count(every), "answers": answers}


def whole_check(facts: int, regions: int) -> dict[str, Any]:
    report = check(book(facts, regions=regions))
    return {"note": f"{len(report.findings)} findings, {len(report.undecided)} undecided"}


def walk(facts: int, regions: int) -> dict[str, Any]:
    cells = cut(facts, regions)
    every = Walk(cells, stored(cells)).reach(_MOST)
    if every is None:
        return {"note": f"over {_MOST} situations"}
    open_walk = Walk(cells, stored(cells))
    answers = {}
    for name, guard in properties(regions).items():
        met = any(open_walk.allows(situation, guard) for situation in every)
        answers[name] = "broken" if met else "holds"
    return {"count": len(every), "answers": answers}


def spacer(facts: int, regions: int) -> dict[str, Any]:
    from continuum.verify.evidence.proving import Prover

    rules, bad = book(facts, regions=regions), properties(regions)
    prover = Prover(rules.lower(rules.as_of), bad.values())
    return {"answers": {name: prover.never(guard) for name, guard in bad.items()}}


def certificate(facts: int, regions: int) -> dict[str, Any]:
    """Draw a certificate of what holds, and let z3 look at it again."""
    from continuum.verify.evidence.certificate import FORMAT, sealed
    from continuum.verify.evidence.guard_form import write_guard
    from continuum.verify.evidence.rechecking import recheck

    rules, bad = book(facts, regions=regions), properties(regions)
    space = Space(cut(facts, regions))
    every, blocks = space.reachable(), [space.coding.block(key) for key in space.coding.stored]
    bits = {number: n for n, number in enumerate(n for block in blocks for n in block.bits)}
    numbers, nodes = {space.diagrams.false: 0, space.diagrams.true: 1}, list[list[int]]()

    def node(diagram: Any) -> int:
        if diagram not in numbers:
            bit, low, high = space.diagrams.branches(diagram)  # type: ignore[misc]
            nodes.append([bits[bit], node(low), node(high)])
            numbers[diagram] = len(nodes) + 1
        return numbers[diagram]

    held = [n for n, g in bad.items() if not space.meets(every, space.view.goals(((g, "holds"),)))]
    form = {
        "format": FORMAT,
        "rulebook": rules.digest,
        "label": rules.label,
        "on": rules.as_of.isoformat(),
        "engine": space.diagrams.engine,
        "variables": [{"key": block.key, "cells": list(block.values)} for block in blocks],
        "reachable": node(every),
        "nodes": nodes,
        "claims": [{"says": name, "bad": write_guard(bad[name], rules)} for name in held],
        "also": [write_guard(guard, rules) for guard in bad.values()],
        "configurations": str(space.count(every)),
        "assumptions": [],
    }
    found = recheck(json.dumps(sealed(form)), rules)
    says = f"{len(held)} claims confirmed" if found else "refuted"
    return {"count": found.configurations, "note": f"{len(nodes)} nodes, {says}"}


def storm(facts: int, regions: int) -> dict[str, Any]:
    return told(peers.storm(exported(facts, regions), properties(regions)))


def spin(facts: int, regions: int) -> dict[str, Any]:
    return told(peers.spin(exported(facts, regions), properties(regions), 60))


WAYS: dict[str, tuple[str, Callable[[int, int], dict[str, Any]]]] = {
    "oxidd": ("diagrams on OxiDD", lambda n, r: diagrams(n, r, "oxidd")),
    "plain": ("diagrams in plain Python", lambda n, r: diagrams(n, r, "plain")),
    "check": ("the whole check", whole_check),
    "spacer": ("z3 Spacer, five questions", spacer),
    "recheck": ("certificate, made and re-checked", certificate),
    "walk": ("one situation after another", walk),
    "storm": ("Storm", storm),
    "spin": ("SPIN, compiled six times", spin),
}
NEEDS = {"oxidd": "oxidd", "spacer": "z3", "recheck": "z3", "storm": "stormpy"}


def cut(facts: int, regions: int) -> Cells:
    rules = book(facts, regions=regions)
    return Cells(rules.lower(rules.as_of), properties(regions).values())


def stored(cells: Cells) -> dict[str, tuple[Any, ...]]:
    coding = Space(cells).coding
    return {key: coding.values(key) for key in coding.stored}


def exported(facts: int, regions: int) -> peers.Model:
    cells = cut(facts, regions)
    return peers.Model(cells, stored(cells))


def told(found: dict[str, Any] | str) -> dict[str, Any]:
    return {"note": found} if isinstance(found, str) else found


def measured(way: str, facts: int, regions: int) -> None:
    """Do one thing in this process and print what came of it."""
    begun = perf_counter()
    found = WAYS[way][1](facts, regions)
    found["seconds"] = perf_counter() - begun
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({**found, "MiB": peak // 1024}))


def asked(way: str, facts: int, regions: int, seconds: float) -> dict[str, Any]:
    """Let a process of its own do one thing."""
    if way in NEEDS and find_spec(NEEDS[way]) is None:
        return {"note": "not installed"}
    if facts > _LARGEST.get(way, facts) or (regions > 1 and way in _LARGEST):
        return {"note": "not tried: too many situations"}
    command = [sys.executable, __file__, "--one", way, "--sizes", str(facts)]
    command += ["--regions", str(regions)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return {"note": f"over {seconds:g} s"}
    if done.returncode:
        return {"note": (done.stderr.strip().splitlines() or ["stopped"])[-1][:60]}
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--regions", type=int, default=1, choices=(1, 10))
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--ways", nargs="+", default=[*WAYS], choices=WAYS)
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measured(given.one, given.sizes[0], given.regions)
        return 0
    alike = True
    for facts in given.sizes:
        print(f"\n{facts} facts, 27 places, 61 transitions, {given.regions} region(s)")
        counts, answers = set(), {}
        for way in given.ways:
            found = asked(way, facts, given.regions, given.seconds)
            if "count" in found:
                counts.add(found["count"])
            for name, answer in found.get("answers", {}).items():
                if answer != "undecided":
                    answers.setdefault(name, set()).add(answer)
            print(line(WAYS[way][0], found), flush=True)
        same = len(counts) <= 1 and all(len(each) == 1 for each in answers.values())
        alike &= same
        print("all of them agree" if same else f"THEY DO NOT AGREE: {counts} {answers}")
    return 0 if alike else 1


def line(title: str, found: dict[str, Any]) -> str:
    seconds = f"{found['seconds']:8.2f} s {found['MiB']:6d} MiB" if "seconds" in found else " " * 21
    count = f"{found['count']:.3g} situations" if "count" in found else ""
    broken = ", ".join(n for n, a in found.get("answers", {}).items() if a == "broken")
    said = [count, f"broken: {broken}" if broken else "", found.get("note", "")]
    return f"  {title:34} {seconds}  " + "; ".join(part for part in said if part)


if __name__ == "__main__":
    sys.exit(main())
