"""The check of every built-in rulebook, with its properties: too long for the tests.

Run it with ``python benchmarks/jurisdictions.py`` (all of them) or with names.  It ends with an
error when something is found that is not known, or not decided.
"""

from __future__ import annotations

import sys
from time import perf_counter

import continuum as ct
from continuum.verify import check
from continuum.verify.properties import builtin_properties
from continuum.verify.space import Limits

NODES = 1 << 26
"""More than a check has by default: the law in full is wide."""

KNOWN = {
    "uk": {
        ("unreachable_state", ("legal", "transferred_out")),
        ("unreachable_state", ("supervision", "transferred")),
    }
}
"""What is found and stands: no Member State, so nothing is transferred under the framework
decisions, and the two states stay only because rules that every rulebook shares name them."""


def run(name: str) -> bool:
    """Check one rulebook, and say what came out; whether all of it is known."""
    book, start = ct.load(name), perf_counter()
    report = check(book, properties=builtin_properties(book), limits=Limits(nodes=NODES))
    found = {(finding.kind, finding.subjects) for finding in report.findings}
    news = found - KNOWN.get(name, set())
    told = "stopped: " + report.stopped if report.stopped else f"{len(report.proved)} proofs"
    print(
        f"{name}: {len(found)} findings, {len(news)} not known, {len(report.undecided)} undecided; "
        f"{told}; {perf_counter() - start:.0f} s"
    )
    for finding in report.findings:
        if (finding.kind, finding.subjects) in news:
            print(f"  {finding}")
    return not (news or report.undecided or report.stopped)


def main() -> None:
    """Check those that are named, or all."""
    names = sys.argv[1:] or ct.rulebooks()
    told = {name: run(name) for name in names}
    if not all(told.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
