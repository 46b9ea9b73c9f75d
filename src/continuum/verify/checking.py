"""The check of a whole rulebook: every question, one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.errors import RulebookError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.verify.findings import KINDS, Report
from continuum.verify.outcome import Outcome
from continuum.verify.questions.dead import dead
from continuum.verify.questions.demands import demands
from continuum.verify.questions.ends import ends
from continuum.verify.questions.guards import weigh_alone
from continuum.verify.questions.handovers import receivers
from continuum.verify.questions.phases import phases
from continuum.verify.questions.statechart import walk
from continuum.verify.questions.steps import bypasses, gates
from continuum.verify.search import Search

if TYPE_CHECKING:
    from datetime import date

    from continuum.verify.findings import Finding

__all__ = ["check"]

_ORDER: Final[dict[str, int]] = {kind: place for place, kind in enumerate(KINDS)}


def check(book: Rulebook, on: date | str | None = None) -> Report:
    """Check whether the rules of a rulebook fit together, for every case there can be.

    Args:
        book: The rulebook.
        on: The day whose law is checked; the day the rulebook speaks for by default.

    Returns:
        The report: findings with stories that replay, proofs, assumptions.

    Raises:
        RulebookError: ``book`` is no rulebook.
        FactError: ``on`` is not a day.

    Example:
        >>> import continuum as ct
        >>> check(ct.load("outline")).clean
        True
    """
    book = _rulebook(book)
    day = book.as_of if on is None else as_day(on, "the day whose law is checked")
    outcome = Outcome(Search(book.lower(day), day))
    weigh_alone(outcome)
    walked = walk(outcome)
    dead(walked)
    outcome.proved.reverse()  # read from the states on to the conditions, found the other way round
    bypasses(outcome)
    gates(outcome)
    demands(outcome)
    receivers(outcome, walked)
    phases(outcome)
    ends(outcome, walked.never)
    return Report(
        rulebook=book.label,
        on=day,
        findings=_causes_first(outcome.findings),
        proved=tuple(outcome.proved),
        configurations=outcome.search.visited,
        assumptions=(*_assumed(outcome), *outcome.assumptions),
        undecided=tuple(outcome.undecided),
    )


def _rulebook(given: object) -> Rulebook:
    if isinstance(given, Rulebook):
        return given
    said = f"the text {given[:80]!r}" if isinstance(given, str) else f"a `{type(given).__name__}`"
    raise RulebookError(
        f"what is checked is a rulebook, and {said} is none",
        help="give a `Rulebook`: one of your own, `ct.load(...)` for a built-in one, or "
        "`Rulebook.from_json(...)` for a document",
    )


def _causes_first(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by kind; what another finding brings about comes after it."""

    def depth(finding: Finding, seen: tuple[Finding, ...] = ()) -> int:
        if not finding.because:
            return 0
        named = (f for f in findings if f is not finding and finding.because in f.subjects[:2])
        causes = sorted(named, key=lambda f: f.kind == "unreachable_state")
        if not causes or causes[0] in seen:
            return 1
        return 1 + depth(causes[0], (*seen, finding))

    return tuple(sorted(findings, key=lambda f: (depth(f), _ORDER[f.kind], f.subjects)))


def _assumed(outcome: Outcome) -> list[str]:
    chart = outcome.search.chart
    cells = outcome.search.cells
    said = [
        "a case opens in the initial states, and what only events record is not carried in",
        f"the law of {outcome.search.on} holds for the whole case",
        "facts are told apart exactly where a condition names a threshold, within their limits",
        "whoever may act or record a fact does so in the end; staffing was not looked at",
    ]
    kinds = {cells.kind(name) for name in chart.facts}
    if "free" in kinds:
        said.append("facts that may be recorded on any day take any value, on any day")
    if kinds & {"derived", "compared", "target"}:
        said.append(
            "what is derived from a register, or compared, takes any value once there is a record; "
            "a fault that rests on it is told only with a story that replays"
        )
    return said
