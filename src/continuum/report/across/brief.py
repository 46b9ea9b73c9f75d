"""What policy makers should hear: friction, gaps, reversals and timing, without personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import as_day
from continuum.prose import plural
from continuum.report.across.friction import friction
from continuum.report.across.gaps import gap_radar
from continuum.report.across.handing_over import handing_over
from continuum.report.across.lessons import shown
from continuum.report.across.reading import as_cases, last_day, middle
from continuum.report.across.reversals import reversals
from continuum.report.across.sheets import HIDDEN, Sheet, Shown
from continuum.report.across.small_cells import SMALLEST, check_smallest, hide_share, quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from continuum.runtime.case import Case

__all__ = ["PolicyBrief", "policy_brief"]


@attrs.frozen
class PolicyBrief(Shown):
    """A brief that names nobody.

    Args:
        quarter: The quarter of the day on which it is told.
        cases: How many cases; 0: too few to tell anything.
        smallest: The smallest count that is told.
        tables: Where the rules rub, what is missing, whether reversals are served in time, timing.
    """

    quarter: str
    cases: int
    smallest: int
    tables: tuple[Sheet, ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        told = plural(self.cases, "cases") if self.cases else "too few cases to tell of"
        return f"Policy brief, {self.quarter}: {told}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        return (
            f"Counts below {self.smallest}, and those that would give them away, are hidden.",
            "The figures tell how rules and services work, and nothing about any person.",
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables."""
        return self.tables


def policy_brief(
    cases: Iterable[Case] | Case, on: date | str | None = None, *, smallest: int = SMALLEST
) -> PolicyBrief:
    """Sum up many cases for policy makers, so that nobody can be found in it.

    Args:
        cases: The cases.
        on: The day on which it is told; by default the day of the latest entry.
        smallest: The smallest count that is told: 10 or more.

    Raises:
        FactError: There is no case, one is given twice, the day is none, or the smallest count
            is too small.
    """
    check_smallest(smallest)
    given = as_cases(cases)
    day = last_day(given) if on is None else as_day(on, "the day of the report")
    given = tuple(case for case in given if case.snapshot.opened <= day)
    if len(given) < smallest:
        return PolicyBrief(quarter_of(day), 0, smallest, ())
    seen = tuple(case.as_of(day) for case in given)
    tables = (
        _rub(seen, smallest),
        _missing(seen, day, smallest),
        _reversed(seen, day, smallest),
        _timing(seen, day, smallest),
    )
    return PolicyBrief(quarter_of(day), len(given), smallest, tables)


def _rub(cases: Sequence[Case], smallest: int) -> Sheet:
    columns = (
        ("rule", "rule"), ("says", "it says"), ("cases", "cases stopped"),
        ("median_days", "days until put right (median)"),
    )  # fmt: skip
    rows = tuple(
        (r.rule, r.sentence, count, middle(r.days) if r.remedied >= smallest else HIDDEN)
        for r in friction(cases).rules
        if (count := hide_share(r.cases, len(cases), smallest)) is not None
    )
    return Sheet("Where the rules rub", columns, rows)


def _missing(cases: Sequence[Case], on: date, smallest: int) -> Sheet:
    columns = (("what", "what waits"), ("cases", "cases"), ("median_days", "days (median)"))
    rows = tuple(
        (gap.what, count, middle(gap.days))
        for gap in gap_radar(cases, on).gaps
        if (count := hide_share(gap.cases, len(cases), smallest)) is not None
    )
    return Sheet("What is missing", columns, rows)


def _reversed(cases: Sequence[Case], on: date, smallest: int) -> Sheet:
    told = reversals(cases, on)
    columns = (
        ("owed", "what is owed after a reversal"),
        ("times", "times"),
        ("in_time", "in time"),
    )
    rows = tuple(
        (d.sentence, d.arisen, shown(hide_share(d.in_time, d.arisen, smallest)))
        for d in told.duties
        if hide_share(told.reversed, len(cases), smallest) is not None
    )
    title = "Reversals served in time"
    return Sheet(title, columns, rows, empty="Too few to tell of.")


def _timing(cases: Sequence[Case], on: date, smallest: int) -> Sheet:
    told = handing_over(cases, on)
    columns = (("what", "what"), ("median_days", "days (median)"))
    rows = [
        (f"handover {one.id}: {one.between}", middle(one.days))
        for one in told.handovers
        if one.effective >= smallest
    ]
    if len(told.gaps) >= smallest:
        rows.append(("from release to first contact", middle(told.gaps)))
    return Sheet(
        f"Timing, up to {quarter_of(on)}", columns, tuple(rows), empty="Too few to tell of."
    )
