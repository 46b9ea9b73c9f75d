"""What went well and what did not, over many cases, so that nobody can be found in it (GR-97)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import RulebookError
from continuum.prose import plural, spaced
from continuum.report.across.reading import as_cases, events_of, last_day
from continuum.report.across.sheets import HIDDEN, Cell, Sheet, Shown
from continuum.report.across.small_cells import (
    SMALLEST,
    check_smallest,
    hide_counts,
    hide_share,
    quarter_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from continuum.runtime.case import Case

__all__ = ["BADLY", "WELL", "Lessons", "lessons", "shown"]

WELL: Final = (
    "conditional_release_granted",
    "release_meeting_held",
    "h5_effective",
    "h6_effective",
    "h7_effective",
    "h8_effective",
    "liaison_changed",
    "programme_agreed",
    "programme_completed",
    "coaching_joined",
    "first_contact_made",
    "regularised",
    "reintegration_resumed",
    "departed",
    "supervision_ended",
    "restorative_contact_held",
    "service_secured",
    "community_engaged",
    "family_contact_made",
    "care_continued",
)
"""Events that show that something went well."""

BADLY: Final = (
    "recall_decided",
    "absconded",
    "programme_withheld",
    "support_refused",
    "h5_refused",
    "h7_refused",
    "h8_refused",
    "emergency_override",
    "removal_prospect_lost",
    "safety_incident",
    "dilemma_raised",
    "suspended_sentence_activated",
)
"""Events that show that something went badly, or was hard; also these are there to learn from."""


@attrs.frozen
class Lessons(Shown):
    """What can be told of many cases together.

    Args:
        cases: How many cases; 0: too few to tell anything.
        smallest: The smallest count that is told.
        by_quarter: Pathways by the quarter in which they opened and the phase they are in.
        well: What went well, in how many cases.
        badly: What did not, in how many cases.
        duties: For each rule: in how many cases it created duties, in how many all came in time.
    """

    cases: int
    smallest: int
    by_quarter: Sheet
    well: Sheet
    badly: Sheet
    duties: Sheet

    @property
    def heading(self) -> str:
        """What the report is called."""
        told = plural(self.cases, "cases") if self.cases else "too few cases to tell of"
        return f"Lessons from {told}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        return (
            f"Counts below {self.smallest}, and those that would give them away, are hidden.",
            "No date is told more closely than its quarter, and nobody is named.",
            "Make one export for one period: two that differ by one case may tell what each hides.",
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The four tables."""
        return (self.by_quarter, self.well, self.badly, self.duties)


def lessons(cases: Iterable[Case] | Case, *, smallest: int = SMALLEST) -> Lessons:
    """Export what many cases teach, de-identified, successes and failures alike.

    Args:
        cases: The cases.
        smallest: The smallest count that is told: 10 or more.

    Raises:
        FactError: There is no case, one is given twice, or the smallest count is too small.
    """
    check_smallest(smallest)
    given = as_cases(cases)
    if len(given) < smallest:
        given = ()
    return Lessons(
        len(given),
        smallest,
        _by_quarter(given, smallest),
        _happened("What went well", WELL, given, smallest),
        _happened("What did not", BADLY, given, smallest),
        _duties(given, smallest),
    )


def _by_quarter(cases: Sequence[Case], smallest: int) -> Sheet:
    pairs = [(quarter_of(case.snapshot.opened), case.phase or "no phase") for case in cases]
    quarters, phases = sorted({q for q, _ in pairs}), sorted({p for _, p in pairs})
    counts = [[pairs.count((quarter, phase)) for phase in phases] for quarter in quarters]
    told = hide_counts(counts, smallest) if counts else ()
    if told and told[-1][-1] is None:  # the number of cases is told elsewhere
        told = tuple(tuple(None for _ in row) for row in told)
    rows = tuple((q, *map(shown, row)) for q, row in zip((*quarters, "all"), told, strict=False))
    columns = (("opened", "opened"), *((p, spaced(p)) for p in phases), ("all", "all"))
    return Sheet("By quarter of opening, and present phase", columns, rows)


def _happened(title: str, names: Iterable[str], cases: Sequence[Case], smallest: int) -> Sheet:
    per_case = [{e.event for e in events_of(case) if e.outcome == "allowed"} for case in cases]
    columns = (("event", "event"), ("what", "what"), ("cases", "cases"), ("of", "of"))
    rows = []
    for name in names:
        if words := _words(name, cases):
            count = sum(name in events for events in per_case)
            rows.append((name, words, shown(hide_share(count, len(cases), smallest)), len(cases)))
    return Sheet(title, columns, tuple(rows))


def _words(name: str, cases: Iterable[Case]) -> str:
    for case in cases:
        try:
            return case.book.event(name).words
        except RulebookError:
            continue
    return ""


def _duties(cases: Sequence[Case], smallest: int) -> Sheet:
    arisen: dict[str, list[bool]] = {}
    on = last_day(cases) if cases else None
    for case in cases:
        mine: dict[str, bool] = {}
        for duty in case.snapshot.duties:
            if duty.lapsed is None and on is not None and duty.status(on) not in {"open", "due"}:
                kept = duty.met is not None and duty.met <= (duty.due or duty.since)
                mine[duty.rule] = mine.get(duty.rule, True) and kept
        for rule, kept in mine.items():
            arisen.setdefault(rule, []).append(kept)
    rows = tuple(
        (rule, len(kept), shown(hide_share(sum(kept), len(kept), smallest)))
        for rule, kept in sorted(arisen.items())
        if hide_share(len(kept), len(cases), smallest) is not None or len(kept) == len(cases)
    )
    columns = (("rule", "rule"), ("cases", "cases with duties"), ("in_time", "all in time"))
    return Sheet("Duties kept", columns, rows, ("Rules with few cases are left out.",))


def shown(count: int | None) -> Cell:
    """Give a count as a cell, or say that it is hidden."""
    return HIDDEN if count is None else count
