"""Every fault that can be planted in the built-in rulebooks, and who would notice it.

Run it with ``python benchmarks/mutants.py outline`` (some minutes) or ``eu`` (an hour); a number
after it tries only so many.  The page on planted faults in docs/how-to keeps what came out.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import continuum as ct
from continuum.runtime.walk_form import walk_differences
from continuum.verify.mutating import mutate
from continuum.verify.packing import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EXAMPLES = Path(__file__).parents[1] / "examples"


def decided(name: str) -> dict[str, Callable[[ct.Rulebook], Iterable[str]]]:
    """Give the cases of a rulebook that were decided by hand."""
    files = sorted((EXAMPLES / "cases" / name).glob("*.json"))
    files += [EXAMPLES / "p_eu_06.json"] if name == "eu" else []
    found = {}
    for file in files:
        form = json.loads(file.read_text(encoding="utf-8"))
        for one in form if isinstance(form, list) else [form]:
            label = f"{file.stem} {one['case_id']}"
            found[label] = partial(walk_differences, json.dumps(one))
    return found


def run(name: str, sample: int | None = None) -> None:
    """Try the faults of one rulebook and print what came of it."""
    book = ct.load(name)
    began = perf_counter()
    kept = pack(book)
    print(f"pack: {len(kept)} cases in {perf_counter() - began:.1f} s", end=", ")
    began = perf_counter()
    assert kept.replay(book) == ()
    print(f"replayed in {1000 * (perf_counter() - began):.0f} ms")
    cases = decided(name)
    print(f"{len(cases)} cases decided by hand")
    began = perf_counter()
    report = mutate(book, cases=cases, pack=kept, depth="near", sample=sample)
    spent = perf_counter() - began
    print("\n".join(report.told(0)))
    print(f"{spent:.0f} s, {1000 * spent / len(report.results):.0f} ms a fault")
    for mutant in report.survivors:
        print(f"not noticed: {mutant.id}\n    {mutant.sentence}")
    print("\nnoticed by the pack alone, and why no case does:")
    for one in report.results:
        if one.by == "pack":
            print(f"- {one.mutant.id}: {one.mutant.sentence}\n    {why(one.mutant.id)}")


def why(id: str) -> str:
    """Why no case that was decided by hand notices a fault, by where it was planted."""
    place, _, rest = id.partition("/")
    if place == "phase":
        return "a row says nothing about phases"
    if rest.startswith("effects/"):
        return "no case comes there with the fact set otherwise, or unset"
    if "lawful" in id:
        return "the cases look at the basis of a state on few days"
    if place[:2] == "ST" or (place[:1] == "H" and place[1:].isdigit()):
        return "the cases look at each step and handover in one or two states"
    return "the cases stand at the boundary of the event, not of every way and state behind it"


if __name__ == "__main__":
    given = sys.argv[1:] or ["outline"]
    run(given[0], int(given[1]) if len(given) > 1 else None)
