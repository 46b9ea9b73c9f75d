"""What somebody needs and nobody has answered, and what is owed and not done: to fill it fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError
from continuum.guards import as_day
from continuum.guards.calendar import days_between
from continuum.prose import as_sentence, plural, say_day, say_role, spaced
from continuum.report.across.reading import as_cases, is_whole_number, middle
from continuum.report.across.sheets import Sheet, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Value
    from continuum.runtime.case import Case
    from continuum.semantics import Record

__all__ = ["Gap", "GapRadar", "gap_radar"]

_NEED = "need"
_OWNER, _ANSWERS = "owner", ("answered", "answer", "provider")
_OPEN = frozenset((False, "", "none", "not_answered", "not_possible", "open", "unanswered"))


@attrs.frozen
class Gap:
    """One kind of thing that waits in some cases.

    Args:
        kind: ``need``, or ``duty``.
        what: What is needed or owed.
        owner: Who would have to act, if that is known.
        cases: In how many cases it waits.
        times: How often it waits.
        days: How many days it has waited, each time.
    """

    kind: str
    what: str
    owner: str
    cases: int
    times: int
    days: tuple[int, ...]


@attrs.frozen
class GapRadar(Shown):
    """What waits without an answer, on a day.

    Args:
        on: The day.
        within: After how many days something counts as waiting.
        cases: How many cases were looked at.
        gaps: What waits, that of most cases first.
    """

    on: date
    within: int
    cases: int
    gaps: tuple[Gap, ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"Gaps on {say_day(self.on)}, in {plural(self.cases, 'cases')}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        return (f"Told is what has waited for more than {plural(self.within, 'days')}.",)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The needs, and the duties."""
        columns = (
            ("what", "what"), ("owner", "for whom to act"), ("cases", "cases"), ("times", "times"),
            ("median_days", "days waited (median)"), ("most_days", "days waited (most)"),
        )  # fmt: skip
        return tuple(
            Sheet(
                title,
                columns,
                tuple(
                    (g.what, g.owner, g.cases, g.times, middle(g.days), max(g.days))
                    for g in self.gaps
                    if g.kind == kind
                ),
                empty="None.",
            )
            for kind, title in (("need", "Needs without an answer"), ("duty", "Overdue"))
        )


def gap_radar(cases: Iterable[Case] | Case, on: date | str, *, days: int = 30) -> GapRadar:
    """Say which needs have no answer, and which duties are overdue, for more than some days.

    Needs are the records of every register whose name speaks of needs: one is answered when a
    field says so, or when the record has ended.

    Args:
        cases: The cases.
        on: The day on which one looks.
        days: After how many days something counts.

    Raises:
        FactError: There is no case, one is given twice, the day is none, or days are negative.
    """
    given = as_cases(cases)
    day = as_day(on, "the day of the report")
    if not is_whole_number(days) or days < 0:
        raise FactError(f"days cannot be {days!r:.40}", help="give a whole number, 0 or more")
    found: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for case in given:
        if case.snapshot.opened > day:
            continue
        seen = case.as_of(day)
        for key, waited in (*_needs(seen, day), *_duties(seen, day)):
            if waited > days:
                found.setdefault(key, []).append((case.case_id, waited))
    gaps = (
        Gap(
            kind,
            what,
            owner,
            len({id for id, _ in waits}),
            len(waits),
            tuple(sorted(d for _, d in waits)),
        )
        for (kind, what, owner), waits in found.items()
    )
    ordered = sorted(gaps, key=lambda gap: (-gap.cases, -gap.times, gap.what))
    return GapRadar(day, days, len(given), tuple(ordered))


def _needs(case: Case, on: date) -> Iterator[tuple[tuple[str, str, str], int]]:
    for register in case.book.registers:
        if _NEED not in register.name:
            continue
        for record in case.snapshot.records.get(register.name, ()):
            if record.in_force(on) and not _answered(record):
                what = _field(record, (_NEED, "kind"))
                said = spaced(str(what)) if what else register.words
                owner = _field(record, (_OWNER,))
                whom = say_role(str(owner), case.book) if owner else ""
                yield (_NEED, f"{said} ({register.words})", whom), days_between(record.start, on)


def _field(record: Record, endings: tuple[str, ...]) -> Value | None:
    """The field that is named for something: `need`, `community_need`."""
    named = (value for name, value in record.fields.items() if name.endswith(endings))
    return next(named, None)


def _answered(record: Record) -> bool:
    answer = _field(record, _ANSWERS)
    return answer is not None and answer not in _OPEN


def _duties(case: Case, on: date) -> Iterator[tuple[tuple[str, str, str], int]]:
    for duty in case.due(on=on):
        if duty.status(on) == "overdue":
            what = f"{as_sentence(duty.sentence)} ({duty.rule})"
            owner = say_role(duty.owner, case.book)
            yield ("duty", what, owner), days_between(duty.due or duty.since, on)
