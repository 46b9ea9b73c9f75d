"""What a check came to, as people read it in a terminal: gravest first, the proofs short.

Colour only repeats what is said in words; where there is no terminal it is left out.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.cli.table_words import TableWords
    from continuum.verify import Finding, Report, Waived

__all__ = ["tell_check", "tell_explained"]

_COLOURS: Final = {"fault": "red", "warning": "yellow", "note": "cyan"}
_UNDECIDED: Final = "magenta"
_PLURALS: Final = {"fault": "faults", "warning": "warnings", "note": "notes"}


def tell_check(
    report: Report,
    width: int = 0,
    *,
    again: str = "continuum check BOOK",
    words: TableWords | None = None,
) -> str:
    """Tell a report, for a terminal.

    Args:
        report: The report.
        width: The most letters in a line; 0: lines are not broken.
        again: The command that makes this report once more.
        words: The words of the table that the rulebook was imported from; ``None``: from none.

    Returns:
        The text, with the codes of a terminal for colour.
    """
    return "\n".join(_lines(report, width, again, words))


def _lines(report: Report, width: int, again: str, words: TableWords | None) -> Iterator[str]:
    from continuum.verify.kinds import SEVERITIES
    from continuum.verify.telling import say_headline

    colour = "green" if report.clean else "red" if report.findings else "yellow"
    yield click.style(say_headline(report), bold=True, fg=colour)
    if report.stopped:
        yield from _wrapped(f"not finished, so no pass: {report.stopped}", 0, width)
    for severity, meaning in SEVERITIES.items():
        findings = report.of_severity(severity)
        if findings:
            yield ""
            head = f"{_PLURALS[severity]} ({len(findings)})"
            yield from _headed(head, meaning, width, _COLOURS[severity])
            for finding in findings:
                yield from _finding(finding, width, _COLOURS[severity], words)
    if report.undecided:
        yield ""
        meaning = "neither proved nor shown, so no fault and no pass"
        yield from _headed(f"undecided ({len(report.undecided)})", meaning, width, _UNDECIDED)
        for finding in report.undecided:
            yield from _finding(finding, width, _UNDECIDED, words)
    if report.waived:
        yield ""
        yield from _headed(f"waived ({len(report.waived)})", "somebody answers for it", width)
        for one in report.waived:
            yield from _waived(one, width)
    yield from _listed("proved for every case", report.proved, width)
    needed = [one.sentence for one in report.checklist]
    yield from _listed("must be known in time", needed, width)
    yield from _listed("taken for granted, or not looked at", report.assumptions, width)
    if report.findings or report.undecided:
        first = (*report.findings, *report.undecided)[0]
        yield ""
        yield click.style("why the first matters is told by", dim=True)
        # A command is never broken, so that it can be copied.
        yield click.style(f"  {again} --explain {first.id}", dim=True)


def _headed(head: str, meaning: str, width: int, colour: str | None = None) -> Iterator[str]:
    first, *later = _wrapped(f"{head}: {meaning}", 0, width)
    yield first.replace(head, click.style(head, bold=True, fg=colour), 1)
    yield from later


def _finding(
    finding: Finding, width: int, colour: str, words: TableWords | None = None
) -> Iterator[str]:
    yield ""
    kind = click.style(finding.kind, bold=True, fg=colour)
    yield f"  {kind} {click.style(finding.id, dim=True)}"
    yield from _wrapped(words.say(finding.sentence) if words else finding.sentence, 4, width)
    rows = words.rows(finding) if words else ""
    if rows:
        yield from _wrapped(f"in the table: {rows}", 4, width)
    if finding.because:
        cause = f"it follows from `{finding.because}`: mend that first"
        yield from _wrapped(words.say(cause) if words else cause, 4, width)
    if finding.history is not None:
        for line in words.told(finding.history) if words else finding.history.told():
            yield from _wrapped(line, 6, width, "| ")


def _waived(one: Waived, width: int) -> Iterator[str]:
    finding, waiver = one.finding, one.waiver
    yield f"  {click.style(finding.kind, bold=True)} {click.style(finding.id, dim=True)}"
    yield from _wrapped(finding.sentence, 4, width)
    yield from _wrapped(f"until {waiver.expires}, {waiver.author}: {waiver.reason}", 4, width)


def _listed(title: str, sentences: Iterable[str], width: int) -> Iterator[str]:
    said = list(sentences)
    if said:
        yield ""
        yield click.style(f"{title} ({len(said)})", bold=True)
        for sentence in said:
            yield from _wrapped(sentence, 2, width, "- ")


def _wrapped(text: str, indent: int, width: int, mark: str = "") -> Iterator[str]:
    """Break a text into lines; a mark stands before the first, and the others stand under it."""
    first, later = " " * indent + mark, " " * (indent + len(mark))
    if not width:
        yield first + text
        return
    # Neither names nor days are broken, however narrow the window is.
    yield from wrap(
        text,
        max(width, indent + 30),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def tell_explained(finding: Finding, width: int = 0, words: TableWords | None = None) -> str:
    """Tell one finding whole: what it is, why it matters, how to mend it, and its story.

    Args:
        finding: The finding.
        width: The most letters in a line; 0: lines are not broken.
        words: The words of the table that the rulebook was imported from; ``None``: from none.
    """
    from continuum.verify import explain

    lines = [*_finding(finding, width, _COLOURS[finding.severity], words), ""][1:]
    for paragraph in explain(finding.kind).split("\n\n"):
        lines += [*_wrapped(paragraph, 0, width), ""]
    return "\n".join(lines[:-1])
