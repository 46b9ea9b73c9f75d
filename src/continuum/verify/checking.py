"""The check of a whole rulebook: every question, one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import as_day
from continuum.verify.findings import KINDS, Report
from continuum.verify.on_ends import ends
from continuum.verify.on_guards import weigh_alone
from continuum.verify.on_handovers import receivers
from continuum.verify.on_phases import phases
from continuum.verify.on_statechart import walk
from continuum.verify.on_steps import bypasses, gates
from continuum.verify.outcome import Outcome
from continuum.verify.search import Search

if TYPE_CHECKING:
    from datetime import date

    from continuum.rulebook import Rulebook

__all__ = ["check"]


def check(book: Rulebook, on: date | str | None = None) -> Report:
    """Check whether the rules of a rulebook fit together, for every case there can be.

    Args:
        book: The rulebook.
        on: The day whose law is checked; the day the rulebook speaks for by default.

    Returns:
        The report: findings with stories that replay, proofs, assumptions.

    Raises:
        FactError: ``on`` is not a day.

    Example:
        >>> import continuum as ct
        >>> check(ct.load("outline")).clean
        True
    """
    day = book.as_of if on is None else as_day(on, "the day whose law is checked")
    outcome = Outcome(Search(book.lower(day), day))
    walked = walk(outcome)
    weigh_alone(outcome)
    bypasses(outcome)
    gates(outcome)
    receivers(outcome, walked)
    phases(outcome)
    ends(outcome)
    order = list(KINDS)
    return Report(
        rulebook=book.label,
        on=day,
        findings=tuple(sorted(outcome.findings, key=lambda f: (order.index(f.kind), f.subjects))),
        proved=tuple(outcome.proved),
        configurations=outcome.search.visited,
        assumptions=(*_assumed(outcome), *outcome.assumptions),
        undecided=tuple(outcome.undecided),
    )


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
