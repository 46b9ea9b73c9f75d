"""The part of a page that tells a case: at a glance, and row by row."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs

from continuum.prose.naming import (
    plural,
    say_day,
    say_distance,
    say_event,
    say_list,
    say_region,
    say_role,
    say_state,
    with_titles,
)
from continuum.report.drawing import SHAPES
from continuum.report.page import Part
from continuum.report.timeline import Moment, draw_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook import Rulebook
    from continuum.runtime.walk import Row, Walk
    from continuum.semantics import Against, Duty, Unknown

__all__ = ["OUTCOMES", "as_sentence", "case_part", "outcome_of", "titled", "told_duty"]

_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

OUTCOMES = {
    "refused": "blocked",
    "undetermined": "not known yet",
    "warned": "allowed, warned",
    "allowed": "allowed",
    "recorded": "recorded",
}
"""The outcomes in words, the most serious first."""


def case_part(walk: Walk, track: str, *, heading: str, lead: str = "", note: str = "") -> Part:
    """Tell a case that was followed act by act.

    Acts with the same number, day and outcome stand in one row.

    Args:
        walk: The case, as :mod:`continuum.runtime.walk` followed it.
        track: The region whose states the picture shows.
        heading: The heading of the part.
        lead: One or two sentences under it.
        note: A sentence under the picture.
    """
    book = walk.case.book
    groups = _grouped(walk.rows)
    outcomes = {outcome_of(row) for row in walk.rows}
    decided = [row for row in walk.rows if row.decision is not None]
    stopped = [row for row in decided if row.outcome != "allowed"]
    duties = sum(len(row.duties) for row in walk.rows)
    content = {
        "about": walk.about,
        "figures": (
            ("decisions asked for", len(decided), f"on {len({r.on for r in decided})} days"),
            ("allowed", len(decided) - len(stopped), ""),
            ("not allowed", len(stopped), "each with what would make it possible"),
            ("duties that arose", duties, "each with an owner and a day"),
        ),
        "timeline": draw_timeline(
            [_moment(group, walk, track) for group in groups],
            f"{heading}: {plural(len(groups), 'rows')}",
            f"{say_region(track, book)} on that day",
        ),
        "key": [(kind, OUTCOMES[kind]) for kind in OUTCOMES if kind in outcomes],
        "shapes": SHAPES,
        "figcaption": note,
        "caption": f"Case {walk.case.case_id}, under the rulebook “{book.title}” ({book.label})",
        "rows": [_told(group, book) for group in groups],
        "left_out": walk.left_out,
    }
    return Part("case", heading, "case", content, lead)


def outcome_of(row: Row) -> str:
    """Give the outcome of a row, with warnings as an outcome of their own."""
    return "warned" if row.outcome == "allowed" and row.warnings else row.outcome


def _grouped(rows: Iterable[Row]) -> list[list[Row]]:
    def kind(row: Row) -> tuple[object, ...]:
        return row.act.number, row.on, row.decision is None, row.outcome

    return [list(group) for _, group in groupby(rows, kind)]


def _title(row: Row, book: Rulebook) -> str:
    words = say_event(row.act.event, book)
    if not row.act.event:
        facts = book.lower(row.on).facts
        words = "recorded: " + say_list(facts[name].words for name in row.act.given)
    if row.outcome in {"refused", "undetermined"}:
        words = f"attempted: {words}"
    return words[:1].upper() + words[1:]


def _moment(group: list[Row], walk: Walk, track: str) -> Moment:
    book, last = walk.case.book, group[-1]
    held = any(
        book.region(region).state(state).coercive and region in {"legal", "pathway"}
        for region, state in last.after.items()
    )
    said = list(dict.fromkeys(_title(row, book) for row in group))
    words = "; ".join([said[0], *(one.removeprefix("Attempted: ") for one in said[1:])])
    state = say_state(track, last.after[track], book)
    outcome = _worst(group)
    return Moment(last.act.number, last.on, words, outcome, OUTCOMES[outcome], state, held)


def _worst(group: list[Row]) -> str:
    found = {outcome_of(row) for row in group}
    return next(outcome for outcome in OUTCOMES if outcome in found)


def _told(group: list[Row], book: Rulebook) -> dict[str, Any]:
    last, outcome = group[-1], _worst(group)
    actors = dict.fromkeys(row.act.by.role for row in group)
    return {
        "number": last.act.number,
        "id": f"asked-{last.act.number}" if last.entry is None else last.entry.number,
        "day": say_day(last.on),
        "acts": _acts(group, book),
        "moved": [line for row in group for line in _moved(row, book)],
        "outcome": outcome,
        "said": OUTCOMES[outcome],
        "by": say_list(say_role(role, book) for role in actors),
        "against": [titled(item, book) for row in group for item in row.against],
        "unknown": [item.words for row in group for item in _unknown(row)],
        "warnings": [titled(item, book) for row in group for item in row.warnings],
        "arisen": [told_duty(duty, last.on, book) for row in group for duty in row.duties],
        "due": [told_duty(duty, last.on, book) for duty in last.due],
        "due_said": _due_said(last),
        "failed": [line for row in group for line in row.failed],
    }


def _acts(group: list[Row], book: Rulebook) -> list[tuple[str, list[str]]]:
    """What happened in a row, and why it came out so; what is the same is said once."""
    acts: dict[str, list[str]] = {}
    told: set[str] = set()
    for row in group:
        said = acts.setdefault(_title(row, book), [])
        words = as_sentence(row.act.words)
        if words and words not in told:
            said.append(words)
            told.add(words)
    return list(acts.items())


def _unknown(row: Row) -> tuple[Unknown, ...]:
    return () if row.decision is None else row.decision.unknown


def _moved(row: Row, book: Rulebook) -> Iterator[str]:
    for region, state in row.after.items():
        before = row.before[region]
        if before != state:
            old, new = say_state(region, before, book), say_state(region, state, book)
            yield f"{say_region(region, book)}: {old} → {new}"


def _day_in_words(found: re.Match[str]) -> str:
    try:
        return say_day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def as_sentence(words: str) -> str:
    """Give words a capital letter and a full stop, and say the days in them.

    Example:
        >>> as_sentence("fourteen days more, to 2024-12-25")
        'Fourteen days more, to 25 December 2024.'
    """
    if not words.strip():
        return ""
    words = _ISO_DAY.sub(_day_in_words, words)
    stop = "" if words.rstrip()[-1] in ".!?" else "."
    return words[:1].upper() + words[1:].rstrip() + stop


def titled(item: Against, book: Rulebook) -> Against:
    """Give what stands in the way with the titles of roles, as sentences.

    Args:
        item: What stands in the way, or warns.
        book: The rulebook.
    """
    sentence, remedy = (with_titles(words, book) for words in (item.sentence, item.remedy))
    return attrs.evolve(item, sentence=as_sentence(sentence), remedy=as_sentence(remedy))


def told_duty(duty: Duty, on: date, book: Rulebook) -> dict[str, Any]:
    """Give a duty in words, for a template."""
    by = "at once" if duty.due is None else f"by {say_day(duty.due)}, {say_distance(duty.due, on)}"
    return {
        "sentence": as_sentence(duty.sentence).rstrip("."),
        "owner": say_role(duty.owner, book),
        "by": by,
        "rule": duty.rule,
        "late": duty.status(on) == "overdue",
    }


def _due_said(row: Row) -> str:
    late = sum(duty.status(row.on) == "overdue" for duty in row.due)
    said = f"Owed on this day in all: {len(row.due)}"
    return f"{said}, of which {late} overdue" if late else said
