"""Decisions, histories and duties in plain words, and as small tables for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from continuum.prose import (
    UNCHECKED,
    Html,
    any_unchecked,
    as_lines,
    check_language,
    details,
    heading,
    listing,
    page_fragment,
    paragraph,
    plural,
    reason_tree,
    say_day,
    say_distance,
    say_event,
    say_list,
    say_role,
    say_sources,
    table,
)
from continuum.semantics.story import changed, details_of, happened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.prose import Reason
    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Against, Decision, Unknown
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Duty

__all__ = [
    "show_decision",
    "show_duties",
    "show_history",
    "tell_decision",
    "tell_duties",
    "tell_history",
]

_OUTCOMES = {
    "allowed": "This is allowed.",
    "refused": "This is not possible as things stand.",
    "undetermined": "This cannot be decided yet: something that it depends on is not known, "
    "and not known never opens a door.",
}
_STATUS = {
    "open": "open",
    "due": "due this day",
    "overdue": "overdue",
    "met": "met",
    "lapsed": "no longer owed",
}
_CLOSING = (
    f"Where it says {UNCHECKED}, nobody has compared the rule with its source; that is to be done "
    "before anyone relies on it."
)


# ------------------------------------------------------------------------------ decisions


def tell_decision(decision: Decision, language: str = "en") -> str:
    """Tell a decision: how it came out, what stands in the way and what would open it.

    Args:
        decision: The decision.
        language: ``en``.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    check_language(language)
    book = decision.view.chart.book
    lines = [_headline(decision, book), _OUTCOMES[decision.outcome]]
    lines += [f"- {said}" for said in changed(decision.changes, book)]
    if decision.against:
        lines += ["", f"In the way ({len(decision.against)}):"]
        for k, item in enumerate(decision.against, start=1):
            lines += _told(item, decision, f"{k}. ")
    if decision.unknown:
        lines += ["", "Not known:"]
        lines += [f"- {_missing(unknown, book)}" for unknown in decision.unknown]
    if decision.warnings:
        lines += ["", f"Warnings ({len(decision.warnings)}), which do not stand in the way:"]
        for item in decision.warnings:
            lines += _told(item, decision, "- ")
    if decision.duties:
        lines += ["", "What would then be owed:"]
        lines += [f"- {_owed(duty, decision.on, book)}" for duty in decision.duties]
    if _doubtful(decision):
        lines += ["", _CLOSING]
    return "\n".join(lines)


def _headline(decision: Decision, book: Rulebook) -> str:
    words = say_event(decision.event, book)
    by = say_role(decision.request.by.role, book)
    event = f"{words[:1].upper()}{words[1:]} (`{decision.event}`)"
    return f"{event} on {say_day(decision.on)}, asked by: {by}."


def _told(item: Against, decision: Decision, mark: str) -> Iterator[str]:
    book, space = decision.view.chart.book, " " * len(mark)
    doubt = "" if item.known else " (stands because something is not known)"
    yield f"{mark}{item.id}: {item.sentence}{doubt}"
    tree = _tree(item, decision)
    if tree is not None:
        yield f"{space}What was found:"
        yield from (f"{space}{line}" for line in as_lines(tree, 1))
    if item.remedy:
        yield f"{space}What would make it possible: {item.remedy}"
    if item.sources:
        yield f"{space}Source: {say_sources(item.sources, book)}"


def _tree(item: Against, decision: Decision) -> Reason | None:
    if item.guard is None:
        return None
    return reason_tree(item.guard, decision.view, decision.view.chart.book)


def _missing(unknown: Unknown, book: Rulebook) -> str:
    who = say_list((say_role(name, book) for name in unknown.recorded_by), "or")
    return f"{unknown.words} (`{unknown.fact}`); can be recorded by: {who or 'anyone who may act'}"


def _owed(duty: Duty, on: date, book: Rulebook | None) -> str:
    urgent = "urgent: " if duty.urgent else ""
    owner = say_role(duty.owner, book)
    return f"{urgent}{duty.sentence.rstrip('.')} — {owner}, {_by_when(duty, on)} ({duty.rule})"


def _by_when(duty: Duty, on: date) -> str:
    if duty.due is None:
        return "at once"
    return f"by {say_day(duty.due)} ({say_distance(duty.due, on)})"


def _doubtful(decision: Decision) -> bool:
    told = (*decision.against, *decision.warnings)
    return any(any_unchecked(item.sources) for item in told)


def show_decision(decision: Decision) -> Html:
    """Show a decision as a piece of HTML for notebooks.

    Args:
        decision: The decision.
    """
    book = decision.view.chart.book
    parts: list[Html] = [paragraph(_OUTCOMES[decision.outcome])]
    parts.append(listing(changed(decision.changes, book)))
    for title, items in (("in the way", decision.against), ("warnings", decision.warnings)):
        if items:
            parts += [heading(title), _standing(items, decision)]
    if decision.unknown:
        parts.append(heading("not known"))
        parts.append(listing(_missing(unknown, book) for unknown in decision.unknown))
    if decision.duties:
        parts.append(heading("what would then be owed"))
        parts.append(_duty_table(decision.duties, decision.on, book))
    if _doubtful(decision):
        parts.append(paragraph(_CLOSING))
    return page_fragment(_headline(decision, book), *parts)


def _standing(items: Iterable[Against], decision: Decision) -> Html:
    book = decision.view.chart.book
    rows = []
    for item in items:
        tree = _tree(item, decision)
        found = "" if tree is None else _folded(tree)
        doubt = "" if item.known else " (stands because something is not known)"
        sources = say_sources(item.sources, book) if item.sources else ""
        rows.append([item.id, item.sentence + doubt, found, item.remedy, sources])
    heads = ["id", "what it says", "what was found", "what would make it possible", "source"]
    return table(heads, rows)


def _folded(tree: Reason) -> Html:
    lines = [line.strip().removeprefix("- ") for line in as_lines(tree)]
    if not tree.parts:
        return Html(escape(lines[0]))
    return details(lines[0], _nested(tree.parts), unfolded=True)


def _nested(parts: Iterable[Reason]) -> Html:
    items = []
    for part in parts:
        line = next(as_lines(part)).removeprefix("- ")
        inner = _nested(part.parts) if part.parts else ""
        items.append(Html(escape(line) + inner))
    return listing(items)


# ------------------------------------------------------------------------------ duties


def tell_duties(duties: Iterable[Duty], on: date, book: Rulebook | None = None) -> str:
    """Tell what is owed on a day, in the order given.

    Args:
        duties: The duties.
        on: The day.
        book: The rulebook, for the titles of roles.
    """
    listed = list(duties)
    if not listed:
        return f"Nothing is owed on {say_day(on)}."
    lines = [f"Owed on {say_day(on)} ({len(listed)}):"]
    lines += [f"- {_STATUS[duty.status(on)]}: {_owed(duty, on, book)}" for duty in listed]
    return "\n".join(lines)


def show_duties(duties: Iterable[Duty], on: date, book: Rulebook | None = None) -> Html:
    """Show what is owed on a day as a table.

    Args:
        duties: The duties.
        on: The day.
        book: The rulebook, for the titles of roles.
    """
    listed = list(duties)
    if not listed:
        return paragraph(f"Nothing is owed on {say_day(on)}.")
    return _duty_table(listed, on, book)


def _duty_table(duties: Iterable[Duty], on: date, book: Rulebook | None) -> Html:
    rows = [
        [
            _STATUS[duty.status(on)] + (", urgent" if duty.urgent else ""),
            duty.sentence,
            say_role(duty.owner, book),
            _by_when(duty, on),
            say_day(duty.since),
            duty.rule,
        ]
        for duty in duties
    ]
    return table(["how it stands", "what", "who", "by", "since", "from"], rows)


# ------------------------------------------------------------------------------ histories


def tell_history(entries: Iterable[Entry], book: Rulebook, language: str = "en") -> str:
    """Tell a history as a story, day by day; what was learned late says so.

    Args:
        entries: The entries of one case.
        book: The rulebook.
        language: ``en``.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    check_language(language)
    lines: list[str] = []
    day: date | None = None
    for entry in _in_order(entries):
        if entry.on != day:
            lines += ["", say_day(entry.on)] if lines else [say_day(entry.on)]
            day = entry.on
        lines.append(f"- {happened(entry, book)}{_late(entry)}.")
        lines += [f"  - {said}" for said in details_of(entry, book)]
    return "\n".join(lines) if lines else "Nothing has happened yet."


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.on, entry.kind != "opened", entry.number))


def _late(entry: Entry) -> str:
    if not entry.late:
        return ""
    days = entry.recorded.toordinal() - entry.on.toordinal()
    return f" (learned on {say_day(entry.recorded)}, {plural(days, 'days')} later)"


def show_history(entries: Iterable[Entry], book: Rulebook) -> Html:
    """Show a history as a table, in the order in which things happened.

    Args:
        entries: The entries of one case.
        book: The rulebook.
    """
    rows = [
        [
            entry.number,
            say_day(entry.on),
            happened(entry, book),
            entry.outcome,
            say_role(entry.by.role, book) + (f" {entry.by.id}" if entry.by.id else ""),
            listing(details_of(entry, book)),
            f"learned on {say_day(entry.recorded)}" if entry.late else "",
        ]
        for entry in _in_order(entries)
    ]
    return table(["no.", "day", "what", "outcome", "by", "more", "late"], rows)
