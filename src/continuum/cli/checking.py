"""Whether the rules of a rulebook fit together: told, written to files, and explained."""

from __future__ import annotations

import re
import shlex
import sys
from difflib import get_close_matches
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.cli.asked import Asked, asked_check
from continuum.cli.findings import tell_check, tell_explained
from continuum.cli.given import keep_apart, open_rulebook, write_text
from continuum.cli.reading import as_document
from continuum.cli.table_words import read_table_words
from continuum.cli.told import BAD_INPUT, FINDINGS, FINE, Told
from continuum.cli.waiting import Waiting
from continuum.errors import FactError, RulebookError

if TYPE_CHECKING:
    from continuum.cli.table_words import TableWords
    from continuum.verify import Finding, Kind, Report

__all__ = ["check_rulebook", "explain_finding"]

_WIDEST: Final = 100
_ID: Final = re.compile(r"[0-9a-f]{10}")


def check_rulebook(given: str, asked: Asked, *, sarif: str = "", html: str = "") -> Told:
    """Check a rulebook; what is undecided counts as a finding, since it is no pass.

    Args:
        given: A name or a path.
        asked: What the options say.
        sarif: The file to write for tools of code review; empty: none.
        html: The file to write as a page; empty: none.

    Raises:
        FactError: A day is none; a file cannot be read or written; waivers are wrong.
    """
    read = (given, asked.waivers, asked.properties, asked.cases, asked.against, asked.staff)
    keep_apart(sarif, *read)
    keep_apart(html, *read)
    if html and html == sarif:
        raise FactError(f"`{html[:200]}` cannot be both the page and SARIF", help="give two names")
    book = open_rulebook(given)
    report = _checked(book, asked)
    text = tell_check(report, _width(), again=_again(given, asked), words=read_table_words(book))
    if sarif:
        write_text(sarif, report.to_sarif(file=_file(given), indent=2), "the report")
        text += f"\nwrote {sarif}"
    if html:
        write_text(html, report.to_html(), "the report")
        text += f"\nwrote {html}"
    document = {"rulebook": as_document(book)} | {
        name: value for name, value in report.to_form().items() if name != "rulebook"
    }
    return Told(document, text, _code(report))


def explain_finding(given: str, wanted: str, asked: Asked) -> Told:
    """Tell what a kind of finding means, or why one finding of a rulebook matters.

    Args:
        given: A name or a path; may be empty where a kind is wanted.
        wanted: A kind, or the id of a finding.
        asked: What the options say.

    Raises:
        RulebookError: There is no such kind, or no finding with that id.
    """
    from continuum.verify import KINDS, explain

    for kind in KINDS:
        if kind == wanted:
            return Told(_kind(kind), explain(kind))
    if not _ID.fullmatch(wanted):
        near = get_close_matches(wanted, KINDS, n=1)
        raise RulebookError(
            f"there is no kind of finding `{wanted[:60]}`, and it is no id of one",
            help=f"did you mean `{near[0]}`?"
            if near
            else "give a kind, such as `dead_end`, or the ten digits that stand beside a finding",
        )
    if not given:
        raise RulebookError(
            f"`{wanted}` is the id of a finding, and no rulebook is named",
            help=f"continuum check BOOK --explain {wanted}",
        )
    book = open_rulebook(given)
    report = _checked(book, asked)
    waived = (one.finding for one in report.waived)
    found = {finding.id: finding for finding in (*report.findings, *report.undecided, *waived)}
    if wanted not in found:
        listed = ", ".join(f"`{id}` ({one.kind})" for id, one in list(found.items())[:8])
        raise RulebookError(
            f"nothing was found in `{report.rulebook}` that has the id `{wanted}`",
            help=(f"there are {listed}" if listed else "nothing was found at all") + _maybe(asked),
        )
    return _explained(found[wanted], read_table_words(book))


def _maybe(asked: Asked) -> str:
    """Which options may be what is lacking for the finding to be there."""
    if asked.properties:
        return ""
    return "; if it is about a property, give `--properties FILE` as well"


def _explained(finding: Finding, words: TableWords | None) -> Told:
    document = {"finding": finding.to_form(), **_kind(finding.kind)}
    return Told(document, tell_explained(finding, _width(), words))


def _again(given: str, asked: Asked) -> str:
    """The command that makes the same report, ready to be typed."""
    options = attrs.asdict(asked).items()
    said = [
        word
        for name, value in options
        if value not in {"", None}
        for word in (f"--{name}", str(value))
    ]
    return shlex.join(["continuum", "check", given, *said])


def _kind(kind: Kind) -> dict[str, Any]:
    from continuum.verify import KINDS

    one = KINDS[kind]
    return {
        "kind": kind,
        "severity": one.severity,
        "meaning": one.words,
        "why": one.why,
        "mend": one.mend,
    }


def _checked(book: Any, asked: Asked) -> Report:
    with Waiting() as waiting:
        return asked_check(book, asked, waiting)


def _code(report: Report) -> int:
    """A check that was stopped is an error, whatever it found until then."""
    if report.stopped:
        return BAD_INPUT
    return FINE if report.clean else FINDINGS


def _file(given: str) -> str:
    """The path of the rulebook, where it is a file and not a built-in one."""
    from continuum.rulebooks import names

    return given if given not in names() and Path(given).exists() else ""


def _width() -> int:
    """How wide the terminal is; 0 where there is none, so that lines can be searched."""
    return min(_WIDEST, get_terminal_size().columns) if sys.stdout.isatty() else 0
