"""The part of a page that tells whether the rules of some rulebooks fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.naming import say_day
from continuum.report.page import Part
from continuum.verify import KINDS
from continuum.verify.kinds import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.rulebook import Rulebook
    from continuum.verify import Finding, Report

__all__ = ["check_part"]


def check_part(
    reports: Iterable[tuple[Rulebook, Report]],
    *,
    heading: str = "Do the rules fit together?",
    lead: str = "",
) -> Part:
    """Tell what checks found, proved and took for granted.

    Args:
        reports: Rulebooks, each with what ``continuum.verify.check`` gave for it.
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    told = [
        {
            "title": f"{book.title[:1].upper()}{book.title[1:]} ({report.rulebook})",
            "on": say_day(report.on),
            "configurations": f"{report.configurations:,}",
            "findings": [
                _finding(finding)
                for severity in SEVERITIES
                for finding in report.of_severity(severity)
            ],
            "undecided": [_finding(finding) for finding in report.undecided],
            "waived": [
                _finding(one.finding)
                | {"author": one.waiver.author, "reason": one.waiver.reason}
                | {"until": say_day(one.waiver.expires)}
                for one in report.waived
            ],
            "proved": report.proved,
            "checklist": [one.sentence for one in report.checklist],
            "assumptions": report.assumptions,
            "stopped": report.stopped,
        }
        for book, report in reports
    ]
    return Part("check", heading, "check", {"reports": told}, lead)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "kind": KINDS[finding.kind].words,
        "severity": finding.severity if finding.decided else "undecided",
        "id": finding.id,
        "sentence": finding.sentence,
        "story": () if finding.history is None else finding.history.told(),
    }
