"""The cases a report is made of, and the one thing no report does: tell or rank a person."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING, Any

from continuum.errors import FactError
from continuum.runtime.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from continuum.rulebook import Rule, Rulebook
    from continuum.semantics import Entry

__all__ = ["as_cases", "events_of", "is_whole_number", "last_day", "middle", "rules_by_id"]


def as_cases(cases: Iterable[Case] | Case) -> tuple[Case, ...]:
    """Take cases, each once.

    Args:
        cases: Cases, under one rulebook or several.

    Raises:
        FactError: There is none, something else is among them, or one stands there twice.
    """
    given: tuple[Any, ...] = (cases,) if isinstance(cases, Case) else tuple(cases)
    wrong = next((one for one in given if not isinstance(one, Case)), None)
    if wrong is not None:
        raise FactError(
            f"a report is made of cases, not of `{type(wrong).__name__}`",
            help="read each file with `ct.Case.from_json(text, book)`",
        )
    if not given:
        raise FactError("there is no case to report on", help="give one case or more")
    ids = [case.case_id for case in given]
    if len(set(ids)) < len(ids):
        raise FactError(
            "a case is given twice, and would be counted twice", help="give each case once"
        )
    return given


def events_of(case: Case) -> list[Entry]:
    """Give what was asked of a case, refusals included, in the order of its days."""
    asked = (entry for entry in case.history if entry.kind == "event")
    return sorted(asked, key=lambda entry: (entry.on, entry.number))


def rules_by_id(cases: Iterable[Case]) -> dict[str, Rule]:
    """Give the rules of the rulebooks of some cases by id."""
    books: dict[str, Rulebook] = {case.book.digest: case.book for case in cases}
    return {rule.id: rule for book in books.values() for rule in book.every_rule}


def is_whole_number(value: object) -> bool:
    """Whether something is a whole number, and not a truth value.

    Example:
        >>> is_whole_number(3), is_whole_number(True), is_whole_number("3")
        (True, False, False)
    """
    return isinstance(value, int) and not isinstance(value, bool)


def middle(days: Sequence[int]) -> int | None:
    """Give the median, the lower one of two; ``None`` of nothing.

    Example:
        >>> middle([7, 1, 3]), middle([])
        (3, None)
    """
    return median_low(days) if days else None


def last_day(cases: Iterable[Case]) -> date:
    """Give the day of the latest entry of some cases."""
    return max(case.on for case in cases)
