"""A case followed row by row, as text or as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.cli.given import open_rulebook, read_text
from continuum.cli.reading import as_document
from continuum.cli.told import FINDINGS, FINE, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook import Rulebook
    from continuum.runtime.walk import Row, Walk
    from continuum.semantics import Against

__all__ = ["walk_case"]


def walk_case(given: str, file: str) -> Told:
    """Follow a case and compare what happens with what the file expects.

    Args:
        given: The name or the path of the rulebook.
        file: The path of the case.

    Raises:
        FactError: The file is missing or is no case to walk; says every fault.
        HistoryError: A history does not belong to the rulebook, or does not replay.
    """
    from continuum.runtime.walk_form import read_walk

    book = open_rulebook(given)
    walk = read_walk(read_text(file, "the case"), book)
    document = {
        "rulebook": as_document(book),
        "case_id": walk.case.case_id,
        "rows": [_row(row) for row in walk.rows],
        "state": walk.case.configuration,
        "phase": walk.case.phase,
        "failed": len(walk.failed),
    }
    return Told(document, "\n".join(_lines(walk)), FINDINGS if walk.failed else FINE)


def _row(row: Row) -> dict[str, Any]:
    return {
        "row": row.act.number,
        "on": row.on.isoformat(),
        "recorded": None if row.entry is None else row.entry.recorded.isoformat(),
        "by": {"role": row.act.by.role, "id": row.act.by.id},
        "event": row.act.event or None,
        "learned": sorted(row.act.given) if not row.act.event else [],
        "outcome": row.outcome,
        "against": _standing(row.against),
        "warnings": _standing(row.warnings),
        "unknown": [] if row.decision is None else [item.fact for item in row.decision.unknown],
        "duties": [
            {
                "rule": duty.rule,
                "sentence": duty.sentence,
                "owner": duty.owner,
                "due": None if duty.due is None else duty.due.isoformat(),
            }
            for duty in row.duties
        ],
        "due": len(row.due),
        "state": dict(row.after),
        "failed": list(row.failed),
    }


def _standing(items: Iterable[Against]) -> list[dict[str, Any]]:
    return [
        {"id": item.id, "sentence": item.sentence, "remedy": item.remedy, "known": item.known}
        for item in items
    ]


def _lines(walk: Walk) -> Iterator[str]:
    from continuum.prose import plural

    book = walk.case.book
    yield f"case {walk.case.case_id} under {book.label}: {plural(len(walk.rows), 'rows')}"
    for row in walk.rows:
        yield from _told(row, book)
    expected = sum(bool(row.act.expected) for row in walk.rows)
    if not expected:
        yield "no row says what to expect"
    elif walk.failed:
        yield f"{len(walk.failed)} of {plural(expected, 'expectations')} failed"
    else:
        yield (
            "the one expectation is met"
            if expected == 1
            else f"all {expected} expectations are met"
        )


def _told(row: Row, book: Rulebook) -> Iterator[str]:
    from continuum.prose import as_sentence, say_event, say_list, say_role, say_whether, with_titles

    what = f"{row.act.event} ({say_event(row.act.event, book)})"
    if not row.act.event:
        learned = (f"{say_whether(book.fact(name))} (`{name}`)" for name in sorted(row.act.given))
        what = f"learned: {say_list(learned)}"
    number = f"{row.act.number:>3}  " if row.act.number else ""
    late = " (only asked)"
    if row.entry is not None:
        late = f" (recorded {row.entry.recorded})" if row.entry.recorded != row.on else ""
    yield f"{number}{row.on}{late}  {row.outcome:<12} {what}"
    for kind, items in (("against", row.against), ("warning", row.warnings)):
        for item in items:
            yield f"       {kind} {item.id}: {as_sentence(with_titles(item.sentence, book))}"
            if item.remedy:
                yield f"         remedy: {as_sentence(with_titles(item.remedy, book))}"
    for duty in row.duties:
        due = "at once" if duty.due is None else f"by {duty.due}"
        yield f"       owed {duty.rule}: {duty.sentence} ({say_role(duty.owner, book)}, {due})"
    for fault in row.failed:
        yield f"       EXPECTED OTHERWISE: {fault}"
