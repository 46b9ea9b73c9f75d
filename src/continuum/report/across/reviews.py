"""What in the rulebooks is due to be looked at again, and how much nobody has checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import Period, as_day, months
from continuum.guards.calendar import after, in_force
from continuum.prose import any_unchecked, say_day
from continuum.report.across.sheets import Sheet, Shown
from continuum.rulebook.sources import as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.rulebook import Rulebook

__all__ = ["BookReview", "Reviews", "review_dates"]

_A_YEAR = months(12)


@attrs.frozen
class BookReview:
    """How one rulebook stands.

    Args:
        rulebook: Its name and version.
        as_of: The day on which its law was looked at.
        due: The day by which it should be looked at again.
        overdue: Whether that day has passed.
        rules: How many rules it has.
        unchecked: How many of them rest on what nobody has compared with a source.
        numbers: How many numbers of the law it has.
        unchecked_numbers: How many of their values in force nobody has compared with a source.
        ended: What is out of force on the day, or has no value on it.
    """

    rulebook: str
    as_of: date
    due: date
    overdue: bool
    rules: int
    unchecked: int
    numbers: int
    unchecked_numbers: int
    ended: tuple[str, ...]


@attrs.frozen
class Reviews(Shown):
    """How some rulebooks stand on a day.

    Args:
        on: The day.
        books: Each rulebook.
    """

    on: date
    books: tuple[BookReview, ...]

    @property
    def heading(self) -> str:
        """What the report is called."""
        return f"What is due to be looked at again, on {say_day(self.on)}"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The rulebooks, and what has ended in them."""
        columns = (
            ("rulebook", "rulebook"), ("as_of", "law as of"), ("due", "to be reviewed by"),
            ("overdue", "overdue"), ("rules", "rules"), ("unchecked", "unchecked"),
            ("numbers", "numbers"), ("unchecked_numbers", "unchecked"),
        )  # fmt: skip
        rows = tuple(
            (
                b.rulebook, b.as_of.isoformat(), b.due.isoformat(), "yes" if b.overdue else "no",
                b.rules, b.unchecked, b.numbers, b.unchecked_numbers,
            )
            for b in self.books
        )  # fmt: skip
        ended = tuple((b.rulebook, what) for b in self.books for what in b.ended)
        what = (("rulebook", "rulebook"), ("what", "what"))
        return (
            Sheet("Rulebooks", columns, rows),
            Sheet("Out of force, or without a value", what, ended, empty="Nothing."),
        )


def review_dates(books: Iterable[Rulebook], on: date | str, *, every: Period = _A_YEAR) -> Reviews:
    """Say which rulebooks are past their review, and what in them is unchecked or out of force.

    Args:
        books: The rulebooks.
        on: The day.
        every: How long the law may go without being looked at again.

    Raises:
        FactError: The day is none.

    Example:
        >>> import continuum as ct
        >>> told = review_dates([ct.load("outline")], "2028-01-01")
        >>> told.books[0].overdue
        True
    """
    day = as_day(on, "the day of the review")
    return Reviews(day, tuple(_reviewed(book, day, every) for book in books))


def _reviewed(book: Rulebook, on: date, every: Period) -> BookReview:
    due = after(book.as_of, every)
    current = [
        (parameter, [v for v in parameter.values if in_force(on, v.valid_from, v.valid_to)])
        for parameter in book.parameters
    ]
    ended = [
        f"rule {rule.id}" for rule in book.rules
        if not in_force(on, rule.in_force_from, rule.in_force_to)
    ]  # fmt: skip
    ended += [f"parameter {parameter.name}" for parameter, values in current if not values]
    return BookReview(
        rulebook=book.label,
        as_of=book.as_of,
        due=due,
        overdue=on > due,
        rules=len(book.rules),
        unchecked=sum(any_unchecked(rule.sources) for rule in book.rules),
        numbers=len(book.parameters),
        unchecked_numbers=sum(
            any(any_unchecked(as_sources(v.sources)) for v in vs) for _, vs in current
        ),
        ended=tuple(ended),
    )
