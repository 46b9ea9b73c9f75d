"""One entry of a history in words: what happened, and what it moved, recorded and created."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import RulebookError
from continuum.prose import (
    ENGLISH,
    Speaker,
    phrase,
    say_day,
    say_event,
    say_fact,
    say_region,
    say_role,
    say_state,
    say_value,
    spaced,
)
from continuum.rulebook.request import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Fact
    from continuum.rulebook import Rulebook
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Changes, Record

__all__ = ["changed", "details_of", "happened", "said_with", "said_words", "say_by"]

_LONGEST = 200


_WHAT = {
    "reasons": phrase("reasons"),
    "remedy": phrase("remedy"),
    "authority": phrase("authority"),
    "evidence": phrase("evidence"),
    "purpose": phrase("purpose"),
    "legal_basis": phrase("legal basis"),
}


def happened(entry: Entry, book: Rulebook, speaker: Speaker = ENGLISH) -> str:
    """Say in a clause what an entry holds, and by whom.

    Args:
        entry: The entry.
        book: The rulebook, for titles.
        speaker: Who says it.
    """
    by = say_role(entry.by.role, book, speaker)
    if entry.by.id and not speaker.plain:
        by += f" {_on_one_line(entry.by.id)}"
    if entry.kind == "opened":
        return speaker.say("the case was opened by: {by}", by=by)
    if entry.kind == "learned":
        if not entry.source:
            return speaker.say("it was learned, recorded by: {by}", by=by)
        source = _on_one_line(entry.source)
        return speaker.say(
            "it was learned, recorded by: {by}; source: {source}", by=by, source=source
        )
    event = say_event(entry.event, book, speaker)
    if not speaker.plain:
        event += f" (`{entry.event}`)"
    words = speaker.say("{event}, by: {by}", event=event, by=by)
    if entry.outcome == "refused":
        return speaker.say("refused: {event}", event=words)
    if entry.unknown:
        return speaker.say("not decided, as something was not known: {event}", event=words)
    return words


def details_of(entry: Entry, book: Rulebook, speaker: Speaker = ENGLISH) -> Iterator[str]:
    """Say line by line what stood in the way, what moved, what was recorded, and what is owed.

    Args:
        entry: The entry.
        book: The rulebook, for titles.
        speaker: Who says it; plainly, the ids of rules and records are left out.
    """
    if entry.against and not speaker.plain:
        yield speaker.say("in the way: {rules}", rules=speaker.joined(entry.against))
    if entry.unknown:
        facts = speaker.joined(_fact_words(name, book, speaker) for name in entry.unknown)
        yield speaker.say("not known: {facts}", facts=facts)
    if entry.kind == "opened":
        yield from _beginning(entry, book, speaker)
    else:
        yield from changed(entry.changes, book, speaker)
    yield from said_with(entry.given, book, speaker)
    if entry.warnings and not speaker.plain:
        yield speaker.say("warnings: {rules}", rules=speaker.joined(entry.warnings))
    for duty in entry.changes.duties:
        sentence = speaker.text("duty", duty.sentence, book).rstrip(".")
        owner = say_role(duty.owner, book, speaker)
        due = say_by(duty.due, speaker)
        yield speaker.say(
            "owed since: {duty} — {owner}, {due}", duty=sentence, owner=owner, due=due
        )
    if entry.changes.meets and not speaker.plain:
        yield speaker.say("said to be done: {duties}", duties=speaker.joined(entry.changes.meets))


def said_with(
    given: Mapping[str, Any], book: Rulebook, speaker: Speaker = ENGLISH
) -> Iterator[str]:
    """Say line by line which words came with a request: the reasons, the remedy, and so on.

    Args:
        given: What was given with it.
        book: The rulebook, for titles.
        speaker: Who says it.
    """
    for name in SAID:
        if given.get(name):
            value = said_words(given[name], book, speaker)
            yield speaker.say("{what}: {value}", what=speaker.say(_WHAT[name]), value=value)


def say_by(due: date | None, speaker: Speaker = ENGLISH) -> str:
    """Say by when something is owed.

    Args:
        due: The last day; ``None``: at once.
        speaker: Who says it.

    Example:
        >>> say_by(None)
        'at once'
    """
    if due is None:
        return speaker.say("at once")
    return speaker.say("by {day}", day=speaker.day(due))


def _beginning(entry: Entry, book: Rulebook, speaker: Speaker) -> Iterator[str]:
    """What was known at the opening; what is so in every case at first goes without saying."""
    for name, value in entry.changes.sets.items():
        fact = _fact(name, book)
        if fact is None or fact.initially != value:
            yield _set(name, value, book, speaker)


def changed(changes: Changes, book: Rulebook, speaker: Speaker = ENGLISH) -> Iterator[str]:
    """Say line by line what changes: moves, facts, records.

    Args:
        changes: What an allowed event or a learned fact changes.
        book: The rulebook, for titles.
        speaker: Who says it.
    """
    for leg in changes.moves:
        if leg.source != leg.target:
            yield speaker.say(
                "{region}: from “{before}” to “{after}”",
                region=say_region(leg.region, book, speaker),
                before=say_state(leg.region, leg.source, book, speaker),
                after=say_state(leg.region, leg.target, book, speaker),
            )
    for name, value in changes.sets.items():
        yield _set(name, value, book, speaker)
    for record in changes.adds:
        yield _added(record, book, speaker)
    if changes.ends:
        yield speaker.say("ended: {records}", records=speaker.joined(changes.ends))


def _set(name: str, value: object, book: Rulebook, speaker: Speaker) -> str:
    said = say_value(value, _fact(name, book), book, speaker)
    return speaker.say("{what}: {value}", what=_fact_words(name, book, speaker), value=said)


def _added(record: Record, book: Rulebook, speaker: Speaker) -> str:
    register = next((one for one in book.registers if one.name == record.register), None)
    declared = {fact.name: fact for fact in (register.fields if register is not None else ())}
    fields = ""
    for name, value in record.fields.items():
        fact = None if speaker.english and not speaker.plain else declared.get(name)
        what = spaced(name) if fact is None else speaker.text("fact", fact.words)
        said = said_words(value, book, speaker, fact)
        fields += ", " + speaker.say("{what}: {value}", what=what, value=said)
    words = speaker.text(
        "register", spaced(record.register) if register is None else register.words
    )
    parts = {
        "register": spaced(record.register) if speaker.english else words,
        "record": record.id,
        "start": say_day(record.start, speaker),
        "fields": fields,
    }
    if record.end is None:
        if speaker.plain:
            return speaker.say("written down: {register}, from {start}{fields}", **parts)
        return speaker.say("added to {register}: {record} from {start}{fields}", **parts)
    parts["end"] = say_day(record.end, speaker)
    if speaker.plain:
        return speaker.say("written down: {register}, from {start} until {end}{fields}", **parts)
    return speaker.say("added to {register}: {record} from {start} until {end}{fields}", **parts)


def _fact(name: str, book: Rulebook) -> Fact | None:
    try:
        return book.fact(name)
    except RulebookError:
        return None  # an entry may stem from a version that still had it


def _fact_words(name: str, book: Rulebook, speaker: Speaker) -> str:
    fact = _fact(name, book)
    if fact is None:
        return speaker.text("fact", spaced(name))
    return say_fact(fact) if speaker.english else speaker.text("fact", fact.words)


def _on_one_line(text: str) -> str:
    """Free words, without the line breaks and control characters that would forge a line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def said_words(
    value: object, book: Rulebook, speaker: Speaker = ENGLISH, fact: Fact | None = None
) -> str:
    """Say what somebody said, on one line and cut short; it is not translated.

    Args:
        value: What was given.
        book: The rulebook, for titles.
        speaker: Who says it.
        fact: The fact that it is a value of, if there is one.
    """
    said = _on_one_line(say_value(value, fact, book, speaker))
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
