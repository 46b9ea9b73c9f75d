"""A report as SARIF 2.1.0, the form in which tools for code review take findings.

A kind of finding is a *rule* of SARIF, a finding is a *result* with its id as fingerprint, and a
story is a *code flow* whose steps are the days.  What is undecided is an *open* result, what is
waived is *suppressed* with its reason, and a check that was stopped did not execute successfully.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from continuum.verify.kinds import KINDS

if TYPE_CHECKING:
    from continuum.verify.findings import Finding, Report
    from continuum.verify.waiving import Waiver

__all__ = ["to_sarif"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"fault": "error", "warning": "warning", "note": "note"}
_FINGERPRINT: Final = "continuumFinding/v1"


def to_sarif(report: Report, file: str = "") -> dict[str, Any]:
    """Give a report as a SARIF log with one run.

    Args:
        report: The report.
        file: Where the rulebook lies; empty: the results name the parts of the rulebook only.

    Returns:
        Plain JSON values.

    Example:
        >>> from datetime import date
        >>> from continuum.verify import Report
        >>> to_sarif(Report("door 1", date(2026, 11, 23), (), (), 2, ()))["version"]
        '2.1.0'
    """
    place = _place(file)
    waived = [(one.finding, one.waiver) for one in report.waived]
    told: list[tuple[Finding, Waiver | None]] = [
        *((one, None) for one in (*report.findings, *report.undecided)),
        *waived,
    ]
    kinds = [kind for kind in KINDS if any(finding.kind == kind for finding, _ in told)]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "continuum",
                "version": version("continuum"),
                "rules": [_kind(kind) for kind in kinds],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(report, finding, waiver, kinds.index(finding.kind), place)
            for finding, waiver in told
        ],
        "properties": {
            "rulebook": report.rulebook,
            "lawOf": report.on.isoformat(),
            "situations": report.configurations,
            "proved": list(report.proved),
            "assumptions": list(report.assumptions),
            "checklist": [one.to_form() for one in report.checklist],
        },
    }
    if place:
        run["artifacts"] = [{"location": {"uri": place}, "roles": ["analysisTarget"]}]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _place(file: str) -> str:
    if not file:
        return ""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _kind(kind: Any) -> dict[str, Any]:
    one = KINDS[kind]
    return {
        "id": kind,
        "shortDescription": {"text": f"{one.words[:1].upper()}{one.words[1:]}."},
        "fullDescription": {"text": one.why},
        "help": {"text": f"{one.why}\n\nHow to mend it: {one.mend}"},
        "defaultConfiguration": {"level": _LEVELS[one.severity]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    said: dict[str, Any] = {"executionSuccessful": not report.stopped}
    if report.stopped:
        text = f"not finished: {report.stopped}"
        said["toolExecutionNotifications"] = [{"level": "error", "message": {"text": text}}]
    return said


def _result(
    report: Report, finding: Finding, waiver: Waiver | None, number: int, place: str
) -> dict[str, Any]:
    where: dict[str, Any] = {
        "logicalLocations": [
            {
                "name": finding.subjects[-1] if finding.subjects else report.rulebook,
                "fullyQualifiedName": "/".join((report.rulebook, *finding.subjects)),
                "kind": "element",
            }
        ]
    }
    if place:
        where["physicalLocation"] = {"artifactLocation": {"uri": place, "index": 0}}
    said: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": number,
        "kind": "fail" if finding.decided else "open",
        # Only what fails has a level; what is open must say so, or a reader takes it for a fault.
        "level": _LEVELS[finding.severity] if finding.decided else "none",
        "message": {"text": finding.sentence},
        "locations": [where],
        "partialFingerprints": {_FINGERPRINT: finding.id},
        "properties": {
            "subjects": list(finding.subjects),
            "rules": list(finding.rules),
            "because": finding.because,
        },
    }
    if finding.history is not None:
        lines = finding.history.told()
        steps = [{"location": {**where, "message": {"text": line}}} for line in lines]
        said["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if waiver is not None:
        said["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": waiver.reason,
                "properties": {"author": waiver.author, "expires": waiver.expires.isoformat()},
            }
        ]
    return said
