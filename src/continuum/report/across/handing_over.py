"""Whether handovers came in time, and how many days nobody was in contact after a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import as_day
from continuum.guards.calendar import days_between
from continuum.prose import plural, say_day, say_role
from continuum.report.across.reading import as_cases, events_of, last_day, middle
from continuum.report.across.sheets import Sheet, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.rulebook import Handover
    from continuum.runtime.case import Case

__all__ = ["HandingOver", "HandoverKept", "handing_over"]

_FIRST_CONTACT = "ST19"
_RELEASED = frozenset(("conditional_release", "end_of_sentence", "released_no_conviction"))


@attrs.frozen
class HandoverKept:
    """How one handover went over all cases.

    Args:
        id: Its id.
        between: From whom to whom.
        begun: In how many cases it was begun.
        effective: In how many it became effective.
        refused: How often it was refused.
        missed: In how many cases its day has passed and it is not done.
        days: The days from the first stage until it was effective, each time.
    """

    id: str
    between: str
    begun: int
    effective: int
    refused: int
    missed: int
    days: tuple[int, ...]


@attrs.frozen
class HandingOver(Shown):
    """Handovers, and the gaps after release, over some cases.

    Args:
        on: The day on which it is told.
        cases: How many cases were looked at.
        handovers: Each handover of their rulebooks that was begun or missed.
        gaps: The days from a release to the first contact after it, each time.
        waiting: How many releases have had no contact yet.
    """

    on: date
    cases: int
    handovers: tuple[HandoverKept, ...]
    gaps: tuple[int, ...]
    waiting: int

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"Handovers on {say_day(self.on)}, in {plural(self.cases, 'cases')}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The handovers, and the days without contact."""
        columns = (
            ("handover", "handover"), ("between", "between"), ("begun", "begun"),
            ("effective", "effective"), ("refused", "refused"), ("missed", "missed"),
            ("median_days", "days it took (median)"),
        )  # fmt: skip
        rows = tuple(
            (h.id, h.between, h.begun, h.effective, h.refused, h.missed, middle(h.days))
            for h in self.handovers
        )
        released = len(self.gaps) + self.waiting
        contact = (
            ("releases", "releases"), ("median_days", "gap days (median)"),
            ("most_days", "gap days (most)"), ("waiting", "without contact yet"),
        )  # fmt: skip
        gap = ((released, middle(self.gaps), max(self.gaps, default=None), self.waiting),)
        return (
            Sheet("Handovers", columns, rows, empty="No handover was begun or missed."),
            Sheet(
                "From release to first contact",
                contact,
                gap if released else (),
                empty="Nobody was released.",
            ),
        )


def handing_over(cases: Iterable[Case] | Case, on: date | str | None = None) -> HandingOver:
    """Say which handovers were missed, and how many days passed from release to first contact.

    Args:
        cases: The cases.
        on: The day on which it is told; by default the day of the latest entry.

    Raises:
        FactError: There is no case, one is given twice, or the day is none.
    """
    given = as_cases(cases)
    day = last_day(given) if on is None else as_day(on, "the day of the report")
    seen = [case.as_of(day) for case in given if case.snapshot.opened <= day]
    handovers = {h.id: (h, case) for case in seen for h in case.book.handovers}
    kept = [_kept(h, case, seen, day) for h, case in handovers.values()]
    gaps: list[int] = []
    waiting = 0
    for case in seen:
        mine, still = _contact_gaps(case)
        gaps += mine
        waiting += still
    told = tuple(one for one in kept if one.begun or one.missed)
    return HandingOver(day, len(given), told, tuple(sorted(gaps)), waiting)


def _kept(handover: Handover, among: Case, cases: Iterable[Case], on: date) -> HandoverKept:
    id, book = handover.id, among.book
    begun = effective = refused = missed = 0
    days: list[int] = []
    for case in cases:
        stages = [
            (entry.on, entry.event.removeprefix(f"{id.lower()}_"))
            for entry in events_of(case)
            if entry.outcome == "allowed" and entry.event.startswith(f"{id.lower()}_")
        ]
        begun += bool(stages)
        refused += sum(stage == "refused" for _, stage in stages)
        if done := [day for day, stage in stages if stage == "effective"]:
            effective += 1
            days.append(days_between(stages[0][0], done[0]))
        missed += any(d.id == id and d.status(on) == "overdue" for d in case.due(on=on))
    between = f"{say_role(handover.sender, book)} to {say_role(handover.receiver, book)}"
    return HandoverKept(id, between, begun, effective, refused, missed, tuple(sorted(days)))


def _contact_gaps(case: Case) -> tuple[list[int], int]:
    """The days from each release to the first contact after it, and whether one still waits."""
    events = {step.event for step in case.book.steps if step.id == _FIRST_CONTACT}
    gaps: list[int] = []
    released: date | None = None
    if not events:
        return gaps, 0
    for entry in events_of(case):
        if entry.outcome != "allowed":
            continue
        if released is not None and entry.event in events:
            gaps.append(days_between(released, entry.on))
            released = None
        for _, before, after in (move for move in entry.moves if move[0] == "legal"):
            if after in _RELEASED and before not in _RELEASED:
                released = entry.on
            elif after not in _RELEASED:
                released = None
    return gaps, int(released is not None)
