"""How a case shows itself in a notebook: where it stands, what is due, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose import plural, say_role
from continuum.prose.tables import details, table
from continuum.semantics import entered
from continuum.semantics.showing import show_duties, show_history

if TYPE_CHECKING:
    from continuum.runtime.case import Case

__all__ = ["name_case", "show_case"]


def name_case(case: Case) -> str:
    """Say in one line where a case stands.

    Args:
        case: The case.
    """
    states = ", ".join(f"{region}: {state}" for region, state in case.configuration.items())
    phase = f", {case.phase}" if case.phase else ""
    return (
        f"<Case {case.case_id} under {case.book.name} {case.book.version} on {case.on}"
        f"{phase}; {states}; {len(case.history)} entries>"
    )


def show_case(case: Case) -> str:
    """Give the case as safe HTML: tables and details, no scripts, nothing loaded from elsewhere.

    Args:
        case: The case.
    """
    chart = case.book.lower(case.on)
    since = entered(chart, case.history)
    rows = [
        (region.words, chart.states[region.name][state].words, since[region.name].isoformat())
        for region, state in zip(chart.regions, case.snapshot.configuration, strict=True)
    ]
    if case.phase:
        rows.insert(0, ("phase", case.phase.replace("_", " "), ""))
    if case.lead:
        rows.append(("lead", say_role(case.lead, case.book), ""))
    standing = table((f"{case.case_id} on {case.on}, {case.book.label}", "state", "since"), rows)
    due = case.due(on=case.on)
    return (
        standing
        + details(f"due ({len(due)})", show_duties(due, case.on))
        + details(
            f"history ({plural(case.version, 'entries')})", show_history(case.history, case.book)
        )
    )
