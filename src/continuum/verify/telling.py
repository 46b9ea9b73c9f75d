"""A report as plain text, as it shows in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.verify.kinds import SEVERITIES

if TYPE_CHECKING:
    from continuum.verify.findings import Report

__all__ = ["counted", "say_headline", "say_outcome", "tell_report"]


def counted(count: int, noun: str) -> str:
    """Say how many there are.

    Example:
        >>> counted(1, "fault"), counted(2, "fault"), counted(0, "finding")
        ('1 fault', '2 faults', 'no findings')
    """
    return f"{count:,} {noun}" if count == 1 else f"{f'{count:,}' if count else 'no'} {noun}s"


def say_outcome(report: Report) -> str:
    """Say in a few words what a report came to."""
    said = ["clean"] if report.clean else [counted(len(report.findings), "finding")]
    if report.undecided:
        said.append(f"{len(report.undecided)} undecided")
    if report.waived:
        said.append(f"{len(report.waived)} waived")
    if report.stopped:
        said.append("stopped before the end")
    return ", ".join(said)


def say_headline(report: Report) -> str:
    """Say of which rulebook and which law a report is, and what it came to."""
    # How many situations there are is only known of a check that came to its end.
    seen = "" if report.stopped else f" ({report.configurations:,} situations, all of them)"
    return f"{report.rulebook}, law of {report.on}: {say_outcome(report)}{seen}"


def tell_report(report: Report) -> str:
    """Tell a report in plain text: outcome, findings with their stories, proofs, assumptions."""
    lines = [f"<Report {say_headline(report)}>"]
    if report.stopped:
        lines.append(f"not finished: {report.stopped}")
    graver = sorted(report.findings, key=lambda finding: [*SEVERITIES].index(finding.severity))
    for title, findings in (("", graver), ("undecided: ", report.undecided)):
        for number, finding in enumerate(findings, start=1):
            lines.append(f"{number}. {title}{finding.kind}: {finding.sentence}")
            if finding.history is not None:
                lines += [f"     {line}" for line in finding.history.told()]
    for title, sentences in (
        ("proved for every case:", report.proved),
        ("waived:", [f"{w.finding.kind}: {w.finding.sentence}" for w in report.waived]),
        ("must be known in time:", [needed.sentence for needed in report.checklist]),
        ("taken for granted, or not looked at:", report.assumptions),
    ):
        if sentences:
            lines.append(title)
            lines += [f"  - {sentence}" for sentence in sentences]
    return "\n".join(lines)
