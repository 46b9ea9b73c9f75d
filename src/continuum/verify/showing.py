"""A report as HTML: in a notebook, and as a page of its own.

There is no script and no outside resource.  What is grave is said in words and drawn in the shape
of a border, never in colour alone, so that it reads in grey, in print and aloud.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from continuum.prose.naming import say_day
from continuum.prose.tables import Html, details, listing, page_fragment, paragraph, table
from continuum.verify.following.story import say_value
from continuum.verify.kinds import KINDS, SEVERITIES
from continuum.verify.telling import counted, say_headline, say_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.verify.findings import Finding, Report, Waived
    from continuum.verify.following.story import Act, Story

__all__ = ["show_finding", "show_page", "show_report"]

_SHAPES: Final = {"fault": "solid", "warning": "double", "note": "dotted"}
_HOW_GRAVE: Final = ("Faults", "Warnings", "Notes")
_UNDECIDED: Final = "neither a proof nor a story was found: no fault, and no pass"


def show_report(report: Report) -> str:
    """Give a report as safe HTML for a notebook."""
    nothing = [paragraph("Nothing was found.")] if report.clean else []
    return page_fragment(say_headline(report), *nothing, *_body(report, "strong"))


def show_finding(finding: Finding) -> str:
    """Give one finding as safe HTML."""
    return page_fragment("Finding", _finding(finding, "strong"))


def show_page(report: Report) -> str:
    """Give a report as a page of its own, whole and safe."""
    title = f"{report.rulebook}: do the rules fit together?"
    outcome = "nothing was found" if report.clean else say_outcome(report)
    law = f"under the law of {say_day(report.on)}, for every case there can be"
    if report.stopped:
        opening = paragraph(f"The check {law} did not come to its end.")
    else:
        opening = paragraph(f"Checked {law} ({report.configurations:,} situations).")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_coded(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{_coded(title)}</h1>\n{opening}\n<p class="outcome"><strong>'
        f"{_coded(_sentence(outcome))}</strong></p>\n"
        + "\n".join(_body(report, "h3"))
        + "\n</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return (files("continuum.verify") / "page.css").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ the parts


def _body(report: Report, head: str) -> list[Html]:
    parts: list[Html] = []
    if report.stopped:
        parts.append(paragraph(f"Not finished: {report.stopped}. This is no pass."))
    for plural, (severity, meaning) in zip(_HOW_GRAVE, SEVERITIES.items(), strict=True):
        parts += _section(plural, meaning, report.of_severity(severity), head)
    parts += _section("Undecided", _UNDECIDED, report.undecided, head)
    if report.waived:
        title = f"Waived ({len(report.waived)})"
        parts.append(details(title, _waived(report.waived)))
    if report.proved:
        proved = listing(map(_coded, report.proved))
        title = f"Proved for every case ({len(report.proved)})"
        parts.append(details(title, proved, unfolded=report.clean))
    if report.checklist:
        rows = [
            (one.state, one.fact, ", ".join(one.recorded_by), _coded(one.sentence))
            for one in report.checklist
        ]
        heads = ("By the state", "Must be known", "Who can record it", "Why")
        title = f"What must be known in time ({len(rows)})"
        parts.append(details(title, table(heads, rows, "What must be known by which state")))
    if report.assumptions:
        title = f"Taken for granted, or not looked at ({len(report.assumptions)})"
        parts.append(details(title, listing(map(_coded, report.assumptions))))
    return parts


def _section(title: str, meaning: str, findings: tuple[Finding, ...], head: str) -> list[Html]:
    if not findings:
        return []
    tag = "h2" if head == "h3" else "p"
    said = f"{title} ({len(findings)}): {meaning}"
    return [_tagged(tag, _coded(said)), *(_finding(one, head) for one in findings)]


def _finding(finding: Finding, head: str) -> Html:
    severity = finding.severity if finding.decided else "undecided"
    shape = _SHAPES[finding.severity] if finding.decided else "dashed"
    named = f"{_coded(_capital(KINDS[finding.kind].words))} <small>({severity})</small>"
    said = [
        f"<{head}>{named}</{head}>",
        paragraph(_coded(_sentence(finding.sentence))),
    ]
    if finding.because:
        said.append(paragraph(_coded(f"It follows from `{finding.because}`: mend that first.")))
    if finding.history is not None:
        days = counted(len(finding.history.days), "day")
        said.append(details(f"A case that shows it ({days})", _story(finding.history)))
    about = ", ".join(f"`{subject}`" for subject in finding.subjects)
    said.append(_tagged("p", f"<small>{_coded(f'`{finding.kind}` {finding.id}: {about}')}</small>"))
    return Html(
        f'<article id="finding-{finding.id}" style="border-left:0.35em {shape};'
        f'padding:0.1em 0 0.1em 0.9em;margin:1em 0">{"".join(said)}</article>'
    )


def _waived(waived: Iterable[Waived]) -> Html:
    rows = [
        (
            Html(_coded(f"`{one.finding.kind}` {one.finding.id}: {one.finding.sentence}")),
            one.waiver.author,
            one.waiver.reason,
            str(one.waiver.expires),
        )
        for one in waived
    ]
    return table(("Finding", "Who answers for it", "Why it may stand", "Until"), rows, "Waivers")


# ------------------------------------------------------------------------------ a story


def _story(story: Story) -> Html:
    """A table, one row for each thing that happens, with its day."""
    rows: list[tuple[Any, ...]] = [(story.opened, "", "the case opens", _given(story.facts))]
    rows += [_row(act, f"sends `{act.event}`") for act in story.acts]
    if story.question is not None:
        rows.append(_row(story.question, f"asks for `{story.question.event}`"))
    heads = ("Day", "Who", "What happens", "With")
    told = table(heads, ((str(day), who, _coded(w), g) for day, who, w, g in rows), "The case")
    closing = paragraph(_coded(_sentence(story.closing))) if story.closing else ""
    return Html(told + closing)


def _row(act: Act, said: str) -> tuple[Any, ...]:
    return (act.on, str(act.by), said if act.event else "records", _given(act.given))


def _given(given: Mapping[str, Any]) -> Html:
    return Html("<br>".join(_coded(f"`{name}`: {say_value(v)}") for name, v in given.items()))


# ------------------------------------------------------------------------------ text


def _tagged(tag: str, html: str) -> Html:
    return Html(f"<{tag}>{html}</{tag}>")


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _coded(text: str) -> Html:
    """Names in backticks as code; everything is escaped."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return Html(_escaped(text))
    return Html(
        "".join(
            f"<code>{_escaped(piece)}</code>" if place % 2 else _escaped(piece)
            for place, piece in enumerate(pieces)
        )
    )


def _escaped(text: str) -> str:
    return escape(text, quote=True)
