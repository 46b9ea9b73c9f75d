"""Decisions, histories and duties as small tables for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from continuum.prose import (
    ENGLISH,
    Html,
    Speaker,
    as_lines,
    details,
    heading,
    listing,
    page_fragment,
    paragraph,
    phrase,
    say_role,
    say_sources,
    speaker_of,
    table,
)
from continuum.semantics.story import changed, details_of, happened
from continuum.semantics.telling import (
    OUTCOMES,
    STATUS,
    closing_words,
    headline,
    in_order,
    is_doubtful,
    sentence_of,
    tree_of,
    when_due,
)
from continuum.semantics.wanting import say_known, say_word, tell_missing, wanting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.prose import Reason
    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Against, Decision
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Duty

__all__ = ["show_decision", "show_duties", "show_history"]

_TITLES = (phrase("in the way"), phrase("warnings"))
_OUTCOMES = {
    "allowed": phrase("allowed"),
    "refused": phrase("refused"),
    "undetermined": phrase("undetermined"),
}
_STANDING = (
    phrase("id"),
    phrase("what it says"),
    phrase("what was found"),
    phrase("what would make it possible"),
    phrase("source"),
)
_OWED = (
    phrase("how it stands"),
    phrase("what"),
    phrase("who"),
    phrase("by{_when}"),
    phrase("since"),
    phrase("from{_rule}"),
)
_HISTORY = (
    phrase("no."),
    phrase("day"),
    phrase("what"),
    phrase("outcome"),
    phrase("by{_whom}"),
    phrase("more"),
    phrase("late"),
)


def show_decision(decision: Decision, language: str | Speaker = "en") -> Html:
    """Show a decision as a piece of HTML for notebooks.

    Args:
        decision: The decision.
        language: One of ``LANGUAGES``, or a speaker.
    """
    speaker, book = speaker_of(language), decision.view.chart.book
    parts: list[Html] = [paragraph(speaker.say(OUTCOMES[decision.outcome]))]
    parts.append(listing(changed(decision.changes, book, speaker)))
    for title, items in zip(_TITLES, (decision.against, decision.warnings), strict=True):
        if items:
            parts += [heading(speaker.say(title)), _standing(items, decision, speaker)]
    if decision.unknown:
        parts.append(heading(speaker.say("not known")))
        parts.append(
            listing(tell_missing(unknown, decision, speaker) for unknown in decision.unknown)
        )
    found = wanting(decision)
    if found.words:
        parts.append(heading(speaker.say("not said")))
        parts.append(listing(say_word(fact, speaker) for fact in found.words))
    if found.facts:
        parts.append(heading(speaker.say("known, and in the way")))
        parts.append(listing(say_known(fact, decision, speaker) for fact in found.facts))
    if decision.duties:
        parts.append(heading(speaker.say("what would then be owed")))
        parts.append(_duty_table(decision.duties, decision.on, book, speaker))
    if is_doubtful(decision):
        parts.append(paragraph(closing_words(speaker)))
    if apology := speaker.apology():
        parts.append(paragraph(apology))
    return page_fragment(headline(decision, speaker), *parts)


def _heads(heads: Iterable[str], speaker: Speaker) -> list[str]:
    return [speaker.say(head) for head in heads]


def _standing(items: Iterable[Against], decision: Decision, speaker: Speaker) -> Html:
    book = decision.view.chart.book
    rows = []
    for item in items:
        tree = tree_of(item, decision, speaker)
        found = "" if tree is None else _folded(tree, speaker)
        sources = say_sources(item.sources, book, speaker) if item.sources else ""
        remedy = speaker.text("remedy", item.remedy, book)
        rows.append([item.id, sentence_of(item, book, speaker), found, remedy, sources])
    return table(_heads(_STANDING, speaker), rows)


def _folded(tree: Reason, speaker: Speaker) -> Html:
    lines = [line.strip().removeprefix("- ") for line in as_lines(tree, 0, speaker)]
    if not tree.parts:
        return Html(escape(lines[0]))
    return details(lines[0], _nested(tree.parts, speaker), unfolded=True)


def _nested(parts: Iterable[Reason], speaker: Speaker) -> Html:
    items = []
    for part in parts:
        line = next(as_lines(part, 0, speaker)).removeprefix("- ")
        inner = _nested(part.parts, speaker) if part.parts else ""
        items.append(Html(escape(line) + inner))
    return listing(items)


def show_duties(
    duties: Iterable[Duty],
    on: date,
    book: Rulebook | None = None,
    language: str | Speaker = "en",
) -> Html:
    """Show what is owed on a day as a table.

    Args:
        duties: The duties.
        on: The day.
        book: The rulebook, for the titles of roles.
        language: One of ``LANGUAGES``, or a speaker.
    """
    speaker, listed = speaker_of(language), list(duties)
    if not listed:
        return paragraph(speaker.say("Nothing is owed on {day}.", day=speaker.day(on)))
    return _duty_table(listed, on, book, speaker)


def _duty_table(duties: Iterable[Duty], on: date, book: Rulebook | None, speaker: Speaker) -> Html:
    rows = [
        [
            _status(duty, on, speaker),
            speaker.text("duty", duty.sentence, book),
            say_role(duty.owner, book, speaker),
            when_due(duty, on, speaker),
            speaker.day(duty.since),
            duty.rule,
        ]
        for duty in duties
    ]
    return table(_heads(_OWED, speaker), rows)


def _status(duty: Duty, on: date, speaker: Speaker) -> str:
    status = speaker.say(STATUS[duty.status(on)])
    return speaker.say("{status}, urgent", status=status) if duty.urgent else status


def show_history(
    entries: Iterable[Entry], book: Rulebook, language: str | Speaker = ENGLISH
) -> Html:
    """Show a history as a table, in the order in which things happened.

    Args:
        entries: The entries of one case.
        book: The rulebook.
        language: One of ``LANGUAGES``, or a speaker.
    """
    speaker = speaker_of(language)
    rows = [
        [
            entry.number,
            speaker.day(entry.on),
            happened(entry, book, speaker),
            speaker.say(_OUTCOMES[entry.outcome]),
            say_role(entry.by.role, book, speaker) + (f" {entry.by.id}" if entry.by.id else ""),
            listing(details_of(entry, book, speaker)),
            _learned(entry, speaker),
        ]
        for entry in in_order(entries)
    ]
    return table(_heads(_HISTORY, speaker), rows)


def _learned(entry: Entry, speaker: Speaker) -> str:
    return speaker.say("learned on {day}", day=speaker.day(entry.recorded)) if entry.late else ""
