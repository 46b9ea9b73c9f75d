"""Reports over case files: what rubs, what is missing, what came in time, and one person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.cli.given import keep_apart, open_rulebook, read_text, write_text
from continuum.cli.told import Told
from continuum.errors import FactError
from continuum.rulebook.strict_json import read_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from continuum.runtime.case import Case

__all__ = ["KINDS", "ReportAsked", "report_on"]

KINDS: Final = (
    "equality", "friction", "gaps", "handovers", "lessons", "my-pathway", "policy-brief",
    "reversals", "reviews",
)  # fmt: skip
"""What can be reported."""


@attrs.frozen
class ReportAsked:
    """What the options of ``continuum report`` say; empty where an option was not given.

    Args:
        book: The rulebook of the cases, by name or path; by default the one they name.
        on: The day on which it is told.
        by: What groups differ in, for ``equality``.
        groups: A file with the group of each case, for ``equality``.
        language: The language of ``my-pathway``.
        days: After how many days something counts as waiting, for ``gaps``.
        comments: Also give what practitioners wrote, for ``friction``.
        html: A file for the page of ``my-pathway``.
    """

    book: str = ""
    on: str = ""
    by: str = ""
    groups: str = ""
    language: str = "en"
    days: int = 30
    comments: bool = False
    html: str = ""


def report_on(kind: str, files: Sequence[str], asked: ReportAsked) -> Told:
    """Make a report over case files.

    Args:
        kind: One of :data:`KINDS`.
        files: The files of the cases; for ``reviews`` rulebooks, by name or path.
        asked: The options.

    Raises:
        FactError: A file cannot be read or is no case, or an option is missing or wrong.
        RulebookError: There is no such rulebook.
        HistoryError: A history does not belong to the rulebook, or does not replay.
    """
    keep_apart(asked.html, *files)
    if kind == "reviews":
        from continuum.report import review_dates

        told = review_dates([open_rulebook(file) for file in files], _day(asked, kind))
        return Told(told.to_document(), told.to_text())
    cases = [_read_case(file, asked.book) for file in files]
    if kind == "my-pathway":
        return _my_pathway(cases, asked)
    made = _makers()[kind](cases, asked)
    return Told(made.to_document(), made.to_text())


def _makers() -> dict[str, Callable[[list[Case], ReportAsked], Any]]:
    from continuum import report

    return {
        "equality": lambda cases, asked: report.equality(cases, _groups(asked)),
        "friction": lambda cases, asked: report.friction(cases, comments=asked.comments),
        "gaps": lambda cases, asked: report.gap_radar(cases, _day(asked, "gaps"), days=asked.days),
        "handovers": lambda cases, asked: report.handing_over(cases, asked.on or None),
        "lessons": lambda cases, _: report.lessons(cases),
        "policy-brief": lambda cases, asked: report.policy_brief(cases, asked.on or None),
        "reversals": lambda cases, asked: report.reversals(cases, asked.on or None),
    }


def _day(asked: ReportAsked, kind: str) -> str:
    if not asked.on:
        raise FactError(
            f"`{kind}` depends on the day, and nothing says which day it is",
            help='add `--on YYYY-MM-DD`; in a shell: `--on "$(date +%F)"`',
        )
    return asked.on


def _groups(asked: ReportAsked) -> str | dict[str, str]:
    if asked.groups:
        form = read_json(read_text(asked.groups, "the groups"), "the groups")
        if not isinstance(form, dict) or not all(isinstance(one, str) for one in form.values()):
            raise FactError(
                "the groups: each case needs a text", help='give `{"P-1": "group", ...}`'
            )
        return {str(case): str(group) for case, group in form.items()}
    if not asked.by:
        raise FactError(
            "nothing says by what the cases are grouped", help="add `--by FACT` or `--groups FILE`"
        )
    return asked.by


def _my_pathway(cases: list[Case], asked: ReportAsked) -> Told:
    from continuum.report import my_pathway

    if len(cases) != 1:
        raise FactError("a page for the person is about one case", help="give one file")
    told = my_pathway(cases[0], asked.language, on=asked.on or None)
    if not asked.html:
        return Told(told.to_document(), told.to_text())
    write_text(asked.html, told.to_html(), "the page")
    return Told(told.to_document() | {"file": asked.html}, f"wrote {asked.html}")


def _read_case(file: str, given: str) -> Case:
    """Read a history, or a file of dated acts, under the rulebook given or named in it."""
    from continuum.runtime.walk_form import read_walk

    text = read_text(file, "the case")
    form = read_json(text, "the case")
    named = form.get("rulebook", "") if isinstance(form, dict) else ""
    name = given or (named.get("name", "") if isinstance(named, dict) else str(named))
    if not name:
        raise FactError(
            f"the case `{file[:200]}` does not say under which rulebook it runs",
            help="add `--book BOOK`",
        )
    return read_walk(text, open_rulebook(name)).case
