"""The demo: one case, one question why not, one what if, two checks, one simulation, on one page.

Run it from the folder of the project::

    python -m continuum.report.demo out
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from continuum.errors import ContinuumError, FactError, needs

needs("report", "jinja2", "markupsafe")

from continuum.prose import plural, say_day
from continuum.report.about import about_part
from continuum.report.checks import check_part
from continuum.report.page import Page, Part, write_page
from continuum.report.people import simulation_part
from continuum.report.pictures import picture_part, trail_of
from continuum.report.policies import policies_part
from continuum.report.questions import why_not_part, would_take_part
from continuum.report.sources import sources_part
from continuum.report.story import case_part
from continuum.rulebooks import load
from continuum.runtime.walk_form import read_walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from continuum.runtime import Case
    from continuum.runtime.walk import Row, Walk
    from continuum.sim import Run

__all__ = ["CASE", "build", "main"]

CASE = "examples/p_eu_06.json"
_ASKED = "removed"
_SEED = 2022
_SOONER = 20.0


def build(
    case: str | Path = CASE,
    *,
    people: int | None = None,
    checked: Sequence[str] = ("outline", "eu"),
    say: Callable[[str], None] = lambda _: None,
) -> Page:
    """Make the page of the demo.

    Args:
        case: The file of the worked case.
        people: How many people to simulate; by default as many as were arrested in 2022.
        checked: The built-in rulebooks that are checked; the baseline takes a minute.
        say: Called with a line for each part that is done.

    Raises:
        FactError: The case cannot be read.
    """
    eu, outline = load("eu"), load("outline")
    walk = read_walk(_text(case), eu)
    refused = sum(row.outcome != "allowed" for row in walk.rows if row.decision is not None)
    acts = plural(len(walk.rows), "acts")
    say(f"case {walk.case.case_id}: {acts} followed, {refused} not allowed")
    asked = _refused(walk, _ASKED)
    say(f"why not: `{_ASKED}` on {say_day(asked.on)} stands against {asked.against[0].id}")
    parts = [about_part(), _case(walk), _why_not(asked), _would_take(walk, asked)]
    parts += _pictures(walk)
    parts.append(_checks(checked, say))
    run = _run(people, say)
    parts += [_simulation(run), _policies(run, say)]
    parts.append(
        sources_part(
            (outline, eu),
            lead="A rule is only as good as its source. This is how far each one was looked at.",
        )
    )
    return Page(
        "The way out of prison, as rules that can be read, checked and followed",
        "Who may decide what, on which day, and why not: shown on one invented person’s way from "
        "a sentence to a departure with dignity, and on 380 made-up people.",
        tuple(parts),
    )


def _text(case: str | Path) -> str:
    try:
        return Path(case).read_text(encoding="utf-8")
    except OSError:
        raise FactError(
            f"there is no worked case at `{case}`",
            help="run the demo from the folder of the project, or give `--case PATH`",
        ) from None


def _refused(walk: Walk, event: str) -> Row:
    for row in walk.rows:
        if row.act.event == event and row.outcome == "refused":
            return row
    raise FactError(
        f"in the worked case nobody refuses `{event}`", help="give a case in which it is refused"
    )


def _case(walk: Walk) -> Part:
    return case_part(
        walk,
        "residence",
        heading="One person’s way",
        lead="Each row is a day on which somebody did something, or tried to. The rules say "
        "whether it was possible, and what was then owed to the person.",
        note="On the left the days stand to scale, dark while the person is held on a criminal or "
        "removal title; the lines lead to what happened. On the right: whether the person may "
        "stay.",
    )


def _why_not(row: Row) -> Part:
    assert row.decision is not None  # noqa: S101 - it was refused
    return why_not_part(
        row.decision,
        heading="Why not?",
        lead="A flight is booked, and the Strasbourg court has asked to wait. Why can the person "
        "not be removed on this day?",
    )


def _would_take(walk: Walk, row: Row) -> Part:
    advice = walk.case.as_of(row.on).what_would_it_take(
        row.act.event, on=row.on, by=row.act.by, **row.act.given
    )
    return would_take_part(
        advice,
        walk.case.book,
        heading="What would it take?",
        lead="The same question, turned round. Only what can really change is named, with whoever "
        "can change it.",
    )


def _pictures(walk: Walk) -> list[Part]:
    return [
        picture_part(
            load("outline"),
            "pathway",
            id="outline",
            heading="The whole pathway on one page",
            lead="The outline rulebook: eight states, and the events that lead from one to the "
            "next. Every detailed rulebook has to be a refinement of this one.",
            caption="Boxes are states; labels on the lines are the events, with the rules that can "
            "stand in their way. Striped: the person is held or restricted.",
        ),
        picture_part(
            walk.case.book,
            "residence",
            id="residence",
            heading="May the person stay? The track of residence",
            lead="One of the tracks of the detailed European rulebook, with the way that this "
            "person took.",
            trail=trail_of(walk.case, "residence"),
            caption="The states through which the person went have a bold border, and numbers in "
            "the order of the way. The picture is large: it scrolls.",
        ),
    ]


def _checks(names: Sequence[str], say: Callable[[str], None]) -> Part:
    from continuum.verify import check

    reports = []
    for name in names:
        book = load(name)
        say(f"check {name}: {plural(len(book.events), 'events')} and what they can lead to ...")
        report = check(book, cases=_recorded(name))
        reports.append((book, report))
        found = f"{plural(len(report.findings), 'findings')}, {len(report.undecided)} undecided"
        say(f"check {name}: {found}, {plural(len(report.proved), 'things')} proved")
    return check_part(
        reports,
        lead="Before anybody follows rules, a program can read them against each other: can a "
        "mandatory step be skipped, can somebody get stuck, does voluntary stay voluntary?",
    )


def _recorded(name: str) -> list[Case]:
    """The cases of a rulebook that come with the project; none where it is not at hand."""
    found = []
    for file in sorted(Path(CASE).parent.glob(f"cases/{name}/*.json")):
        form = json.loads(_text(file))
        found += [
            read_walk(json.dumps(one), load(name)).case
            for one in (form if isinstance(form, list) else [form])
        ]
    return found


def _run(people: int | None, say: Callable[[str], None]) -> Run:
    from continuum.sim import outline_eu_2022, simulate

    run = simulate(outline_eu_2022(), n=people, seed=_SEED)
    say(f"simulation: {plural(run.n, 'people')}, {len(run.events):,} attempts")
    return run


def _policies(run: Run, say: Callable[[str], None]) -> Part:
    from continuum.sim import compare, outline_eu_2022, simulate

    sooner = outline_eu_2022(handover_days=_SOONER).with_(name="sooner")
    compared = compare(run, simulate(sooner, n=run.n, seed=_SEED))
    otherwise = int((compared.apart > 0).sum())
    say(f"comparison: {plural(otherwise, 'people')} of {run.n} go another way")
    return policies_part(
        compared,
        heading="What if prisons began handovers three months earlier?",
        names={run.scenario.name: "as it is", "sooner": "three months earlier"},
        lead="The rules stay as they are. What changes is one delay: how long after preparation "
        "opens the prison prepares the handover to probation, 110 days in the middle or 20.",
    )


def _simulation(run: Run) -> Part:
    return simulation_part(
        run,
        heading=f"What if {run.n} people went this way?",
        lead="As many as were arrested for terrorism in the European Union in 2022, all of them "
        "made up. It shows where rules and delays make people wait; it says nothing about any "
        "person.",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page and say where it is; give the exit code.

    Args:
        arguments: As on the command line; by default those of this process.
    """
    parser = argparse.ArgumentParser(
        prog="python -m continuum.report.demo",
        description="Show what continuum does, on one page.",
    )
    parser.add_argument("folder", nargs="?", default="out", help="where the page goes")
    parser.add_argument("--case", default=CASE, help="the worked case (default: %(default)s)")
    parser.add_argument(
        "--check",
        nargs="+",
        default=("outline", "eu"),
        metavar="RULEBOOK",
        help="the rulebooks that are checked (default: outline eu, which takes a minute)",
    )
    options = parser.parse_args(arguments)
    try:
        file = write_page(options.folder, build(options.case, checked=options.check, say=print))
    except ContinuumError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"page: {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
