"""A report in words, and as it shows in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.tables import Html, details, listing, page_fragment, paragraph, table
from continuum.verify.findings import KINDS

if TYPE_CHECKING:
    from continuum.verify.findings import Finding, Report

__all__ = ["show_finding", "show_report", "tell_report"]


_HEADS = ("Kind", "About", "What, and how to mend it")


def _headline(report: Report) -> str:
    outcome = "clean" if report.clean else _counted(len(report.findings), "finding")
    if report.undecided:
        outcome += f", {len(report.undecided)} undecided"
    return (
        f"{report.rulebook}, law of {report.on}: {outcome} "
        f"({report.configurations:,} situations visited)"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count or 'no'} {noun}s"


def tell_report(report: Report) -> str:
    """Tell a report in plain text: outcome, findings with their stories, proofs, assumptions."""
    lines = [f"<Report {_headline(report)}>"]
    for title, findings in (("", report.findings), ("undecided: ", report.undecided)):
        for number, finding in enumerate(findings, start=1):
            lines.append(f"{number}. {title}{finding.kind}: {finding.sentence}")
            if finding.history is not None:
                lines += [f"     {line}" for line in finding.history.told()]
    if report.proved:
        lines.append("proved for every case:")
        lines += [f"  - {sentence}" for sentence in report.proved]
    if report.assumptions:
        lines.append("taken for granted, or not looked at:")
        lines += [f"  - {sentence}" for sentence in report.assumptions]
    return "\n".join(lines)


def show_report(report: Report) -> str:
    """Give a report as safe HTML."""
    parts: list[Html] = []
    for title, findings in (("Found", report.findings), ("Undecided", report.undecided)):
        if findings:
            parts.append(table(_HEADS, [_row(finding) for finding in findings], title))
    if not parts:
        parts.append(paragraph("Nothing was found."))
    parts.append(details(f"Proved ({len(report.proved)})", listing(report.proved)))
    assumed = f"Taken for granted, or not looked at ({len(report.assumptions)})"
    parts.append(details(assumed, listing(report.assumptions)))
    return page_fragment(_headline(report), *parts)


def show_finding(finding: Finding) -> str:
    """Give one finding as safe HTML."""
    return page_fragment(finding.kind, table(_HEADS, [_row(finding)], "Finding"))


def _row(finding: Finding) -> tuple[Html | str, ...]:
    said = paragraph(finding.sentence)
    if finding.history is not None:
        said = Html(said + details("A case that shows it", listing(finding.history.told())))
    return (KINDS[finding.kind], ", ".join(finding.subjects), said)
