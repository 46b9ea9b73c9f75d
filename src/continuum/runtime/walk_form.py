"""The file of a case to walk: dated acts with what is expected of each, or a history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import CaseError, FactError
from continuum.guards import Day, as_day
from continuum.rulebook.strict_json import read_json
from continuum.runtime.case import Case
from continuum.runtime.walk import Act, Walk, walk_acts, walk_history
from continuum.runtime.walk_faults import check_walk
from continuum.semantics import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.rulebook import Rulebook

__all__ = ["read_walk", "walk_differences"]


def read_walk(text: str | bytes, book: Rulebook) -> Walk:
    """Read a file of dated acts, or a history that ``Case.to_json()`` wrote, and follow it.

    Args:
        text: The file as JSON.
        book: The rulebook.

    Raises:
        FactError: It is neither, or does not fit the rulebook: with every fault and its place.
        WrongRulebook, DoesNotReplay: As for :meth:`continuum.Case.from_json`.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> read_walk(case.to_json(), ct.load("outline")).case == case
        True
    """
    form = read_json(text, "the case")
    if isinstance(form, dict) and "entries" in form:
        return walk_history(Case.from_json(text, book))
    check_walk(form, book)
    assert isinstance(form, dict)  # noqa: S101 - check_walk has said so
    case = Case.open(
        book,
        on=form["opened"],
        case_id=form["case_id"],
        facts=_facts(form["facts"], book, form["opened"]),
    )
    walked: list[Walk] = []
    for place, row in enumerate(form["rows"]):
        try:
            walked.append(walk_acts(case, (_act(row, book),)))
        except (CaseError, FactError) as error:
            raise FactError(f"rows[{place}]: {error.message}", help=error.help) from error
    rows = tuple(row for walk in walked for row in walk.rows)
    left_out = tuple(f"{one['row']}: {one['reason']}" for one in form.get("left_out", []))
    return Walk(case, rows, form.get("about", ""), left_out)


def walk_differences(text: str | bytes, book: Rulebook) -> Iterator[str]:
    """Follow a case and say what came out otherwise than it expects.

    Args:
        text: The file as JSON.
        book: The rulebook.

    Returns:
        A sentence for each expectation that failed, row by row.

    Raises:
        FactError, WrongRulebook, DoesNotReplay: As for :func:`read_walk`.

    Example:
        >>> import continuum as ct
        >>> case = ct.Case.open(ct.load("outline"), on="2024-01-10", case_id="P-1")
        >>> list(walk_differences(case.to_json(), ct.load("outline")))
        []
    """
    for row in read_walk(text, book).failed:
        for failed in row.failed:
            what = row.act.event or "what is learned"
            yield f"row {row.act.number}, {what} on {row.on}: {failed}"


def _act(row: Mapping[str, Any], book: Rulebook) -> Act:
    return Act(
        as_day(row["on"], "the day of a row"),
        Actor(*row["by"]),
        row.get("event", ""),
        _facts(row["learn"], book, row["on"]) if "learn" in row else row.get("with", {}),
        number=str(row.get("row", "")),
        words=row.get("why", ""),
        expected=row.get("expect", {}),
        asks=row.get("ask", False),
    )


def _facts(given: Mapping[str, Any], book: Rulebook, on: str) -> dict[str, Any]:
    facts = book.lower(as_day(on, "the day of a row")).facts
    return {
        name: as_day(value, f"fact `{name}`")
        if isinstance(facts.get(name), Day) and value is not None
        else value
        for name, value in given.items()
    }
