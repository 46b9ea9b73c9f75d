"""Whether those who stay after all were brought back in time (GR-54)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import as_day
from continuum.guards.calendar import days_between
from continuum.prose import as_sentence, plural, say_day, say_event, say_role
from continuum.report.across.reading import as_cases, last_day, middle
from continuum.report.across.sheets import Sheet, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.runtime.case import Case
    from continuum.semantics import Duty

__all__ = ["DutyKept", "Reversals", "reversals"]

_REVERSAL = "GR-54"


@attrs.frozen
class DutyKept:
    """How one duty was kept over all cases.

    Args:
        rule: The rule that it comes from.
        sentence: What was owed.
        owner: The role that owed it.
        arisen: How often it arose.
        in_time: How often it was met by its day.
        late: How often it was met after its day.
        overdue: How often its day has passed and it is not met.
        open: How often it is not met and its day is still to come.
        days: The days from when it arose until it was met, each time.
    """

    rule: str
    sentence: str
    owner: str
    arisen: int
    in_time: int
    late: int
    overdue: int
    open: int
    days: tuple[int, ...]


@attrs.frozen
class Reversals(Shown):
    """How the duties of a reversal were kept.

    Args:
        on: The day on which it is told.
        cases: How many cases were looked at.
        reversed: In how many of them removal lost its prospect, or a permit was given.
        events: The events that turned the way, and how often.
        duties: Each duty, and how it was kept.
    """

    on: date
    cases: int
    reversed: int
    events: tuple[tuple[str, int], ...]
    duties: tuple[DutyKept, ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"Reversals served in time, on {say_day(self.on)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        share = f"{self.reversed} of {plural(self.cases, 'cases')}"
        return (f"In {share} a person who was expected to leave stays after all.",)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What turned the way, and what was then owed."""
        columns = (
            ("rule", "rule"), ("owed", "what was owed"), ("owner", "by whom"),
            ("arisen", "times"), ("in_time", "in time"), ("late", "late"),
            ("overdue", "overdue"), ("open", "open"), ("median_days", "days until done (median)"),
        )  # fmt: skip
        rows = tuple(
            (
                d.rule,
                d.sentence,
                d.owner,
                d.arisen,
                d.in_time,
                d.late,
                d.overdue,
                d.open,
                middle(d.days),
            )
            for d in self.duties
        )
        turned = (("event", "what happened"), ("times", "times"))
        return (
            Sheet("What turned the way", turned, self.events, empty="Nobody's way turned."),
            Sheet("What was then owed", columns, rows, empty="Nothing was owed."),
        )


def reversals(cases: Iterable[Case] | Case, on: date | str | None = None) -> Reversals:
    """Say whether the duties of a reversal (GR-54) were met by their day.

    Args:
        cases: The cases.
        on: The day on which it is told; by default the day of the latest entry.

    Raises:
        FactError: There is no case, one is given twice, or the day is none.
    """
    given = as_cases(cases)
    day = last_day(given) if on is None else as_day(on, "the day of the report")
    groups: dict[tuple[str, str, str], list[Duty]] = {}
    turned: dict[str, int] = {}
    reversed_cases = 0
    for case in given:
        there = False
        for entry in case.history:
            mine = [d for d in entry.changes.duties if _of_a_reversal(d) and d.since <= day]
            if mine:
                there = True
                words = say_event(entry.event, case.book)
                turned[words] = turned.get(words, 0) + 1
        reversed_cases += there
        for duty in case.snapshot.duties:
            if _of_a_reversal(duty) and duty.since <= day:
                owner = say_role(duty.owner, case.book)
                groups.setdefault((duty.rule, duty.sentence, owner), []).append(duty)
    kept = tuple(_kept(key, duties, day) for key, duties in sorted(groups.items()))
    return Reversals(day, len(given), reversed_cases, tuple(sorted(turned.items())), kept)


def _of_a_reversal(duty: Duty) -> bool:
    return duty.rule.split(".")[0] == _REVERSAL


def _kept(key: tuple[str, str, str], duties: Iterable[Duty], on: date) -> DutyKept:
    rule, sentence, owner = key
    all_of_it = tuple(duties)
    met = [d for d in all_of_it if d.met is not None and d.met <= on]
    in_time = sum(d.met is not None and d.met <= (d.due or d.since) for d in met)
    return DutyKept(
        rule=rule,
        sentence=as_sentence(sentence),
        owner=owner,
        arisen=len(all_of_it),
        in_time=in_time,
        late=len(met) - in_time,
        overdue=sum(d.status(on) == "overdue" for d in all_of_it),
        open=sum(d.status(on) in {"open", "due"} for d in all_of_it),
        days=tuple(sorted(days_between(d.since, d.met) for d in met if d.met is not None)),
    )
