"""The check of every built-in rulebook, with its properties: too long for the tests.

    python benchmarks/jurisdictions.py [NAME ...] [--write] [--seconds 600]

Each book is checked in a process of its own, with the recorded cases in ``examples``, the findings
waived beside the book, and, for a national one, the fixed rules of ``eu`` that it must keep.  It
prints one line a book, and what is found or left open under it.  ``--write`` records the lines in
``docs/reference/proved.md``; a test says when a book has changed since.  It ends with an error when
something is found that is not waived, or not decided.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import continuum as ct
from continuum.runtime.walk_form import read_walk
from continuum.verify import Limits, check, read_waivers
from continuum.verify.properties import builtin_properties

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PAGE = ROOT / "docs" / "reference" / "proved.md"
NODES = 1 << 26
"""More than a check has by default: the law in full is wide."""
WAIVERS = ("waivers.toml", "waivers_against_eu.toml")

HEAD = """\
# What is proved of the built-in rulebooks

This page is generated: after a change of a rulebook run `python benchmarks/jurisdictions.py --write`.
Each rulebook is checked for every case that it allows, against the properties that come with it.
A national rulebook is also checked against the fixed rules of `eu`.
*Open* is what neither a proof nor a case was found for; it is no fault, and no pass.
Findings that are waived have their reasons in `waivers.toml` and `waivers_against_eu.toml` beside the rulebook.

| rulebook | version | digest | law of | findings | waived | open | proved | properties | run of the outline | fixed rules kept | checked on | seconds |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
"""  # noqa: E501


def recorded(name: str) -> list[ct.Case]:
    """Give the cases that come with the library for a book and for the one that it builds on."""
    books = {name} if name in ("outline", "eu") else {name, "eu"}
    cases = []
    for file in (*sorted((EXAMPLES / "cases").glob("*/*.json")), EXAMPLES / "p_eu_06.json"):
        form = json.loads(file.read_text(encoding="utf-8"))
        for one in form if isinstance(form, list) else [form]:
            if one["rulebook"] in books:
                book = ct.load(one["rulebook"])
                cases.append(read_walk(json.dumps(one), book).case)
    return cases


def look(name: str, seconds: float, today: str) -> dict[str, object]:
    """Check one rulebook, and give what came out as one row and the lines under it."""
    book, start = ct.load(name), perf_counter()
    properties = builtin_properties(book)
    place = files(f"continuum.rulebooks.{name}")
    beside = [file for file in map(place.joinpath, WAIVERS) if file.is_file()]
    report = check(
        book,
        cases=recorded(name),
        properties=properties,
        against=None if name in ("outline", "eu") else ct.load("eu"),
        waivers=[one for file in beside for one in read_waivers(file.read_text(encoding="utf-8"))],
        today=today,
        limits=Limits(nodes=NODES, seconds=seconds),
    )
    held = sum(any(f"`{one.name}` holds" in said for said in report.proved) for one in properties)
    said = " / ".join(report.proved)
    opened = [f"open: {one.kind} ({', '.join(one.subjects)})" for one in report.undecided]
    found = [
        f"found: {one.kind} ({', '.join(one.subjects)}), {one.id}: {one.sentence}"
        for one in report.findings
    ]
    return {
        "row": [
            f"`{name}`",
            book.version,
            f"`{book.digest[:12]}`",
            str(report.on),
            str(len(report.findings)),
            str(len(report.waived)),
            str(len(report.undecided)),
            str(len(report.proved)),
            f"{held} of {len(properties)}",
            "yes" if "as in the outline" in said or name == "outline" else "no",
            "-" if name in ("outline", "eu") else "yes" if "fixed rule" in said else "no",
            today,
            f"{perf_counter() - start:.0f}",
        ],
        "under": [*found, *opened, *([f"ended early: {report.stopped}"] if report.stopped else [])],
    }


def write(rows: dict[str, str]) -> None:
    """Put the rows into the page; those of books that were not checked now stay as they are."""
    if PAGE.exists():
        for line in PAGE.read_text(encoding="utf-8").splitlines():
            if line.startswith("| `"):
                rows.setdefault(line.split("`")[1], line)
    known = [rows[name] for name in ct.rulebooks() if name in rows]
    PAGE.write_text(HEAD + "\n".join(known) + "\n", encoding="utf-8")


def main() -> None:
    """Check those that are named, or all."""
    parser = argparse.ArgumentParser(description="Check every built-in rulebook.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true", help="record the lines in the docs")
    parser.add_argument("--seconds", type=float, default=600.0, help="what each book may take")
    parser.add_argument("--today", default="2026-11-25", help="the day on which waivers must hold")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(look(given.names[0], given.seconds, given.today)))
        return
    rows, clean = {}, True
    for name in given.names or ct.rulebooks():
        told = ("--one", "--seconds", str(given.seconds), "--today", given.today)
        command = [sys.executable, __file__, name, *told]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name}: failed\n{done.stderr[-800:]}", flush=True)
            clean = False
            continue
        out = json.loads(done.stdout)
        rows[name] = "| " + " | ".join(out["row"]) + " |"
        print("\n  ".join((rows[name], *out["under"])), flush=True)
        clean = clean and not out["under"]
        if given.write:
            write(dict(rows))
    if not clean:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
