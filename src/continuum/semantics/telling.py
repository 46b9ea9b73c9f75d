"""Decisions, histories and duties in plain words, for whoever works with them or checks them.

How they are told to the person whom they are about stands in :mod:`continuum.semantics.plainly`,
and how notebooks show them in :mod:`continuum.semantics.showing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose import (
    UNCHECKED,
    Speaker,
    any_unchecked,
    as_lines,
    check_audience,
    phrase,
    reason_tree,
    say_distance,
    say_event,
    say_role,
    say_sources,
    speaker_of,
)
from continuum.semantics.auditing import (
    say_facts,
    say_filed,
    say_looked_at,
    say_origin,
    say_standing,
)
from continuum.semantics.meeting import with_events
from continuum.semantics.plainly import (
    tell_decision_plainly,
    tell_duties_plainly,
    tell_history_plainly,
)
from continuum.semantics.snapshot import NAMED
from continuum.semantics.story import changed, details_of, happened
from continuum.semantics.wanting import say_known, say_word, tell_missing, wanting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.prose import Audience, Reason
    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Against, Decision
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Duty

__all__ = [
    "OUTCOMES",
    "STATUS",
    "closing_words",
    "headline",
    "in_order",
    "is_doubtful",
    "sentence_of",
    "tell_decision",
    "tell_duties",
    "tell_history",
    "tree_of",
    "when_due",
]

OUTCOMES = {
    "allowed": phrase("This is allowed."),
    "refused": phrase("This is not possible as things stand."),
    "undetermined": phrase(
        "This cannot be decided yet: something that it depends on is not known, "
        "and not known never opens a door."
    ),
}
"""Outcome to a sentence."""

STATUS = {
    "open": phrase("open"),
    "due": phrase("due this day"),
    "overdue": phrase("overdue"),
    "met": phrase("met"),
    "lapsed": phrase("no longer owed"),
}
"""How a duty stands, in words."""

# ------------------------------------------------------------------------------ decisions


def tell_decision(
    decision: Decision, language: str | Speaker = "en", to: Audience = "practitioner"
) -> str:
    """Tell a decision: how it came out, what stands in the way and what would open it.

    Args:
        decision: The decision.
        language: One of ``LANGUAGES``, or a speaker.
        to: Whom it is told: ``person`` (short and plain, without codes), ``practitioner``, or
            ``auditor`` (with sources, marks, addresses and every fact that was read).

    Raises:
        FactError: The language is not one that the library speaks, or there is no such audience.
    """
    check_audience(to)
    if to == "person":
        return tell_decision_plainly(decision, language)
    speaker, full = speaker_of(language), to == "auditor"
    book = decision.view.chart.book
    lines = [headline(decision, speaker)]
    if full:
        lines += say_origin(decision, speaker)
    lines.append(speaker.say(OUTCOMES[decision.outcome]))
    lines += [f"- {said}" for said in changed(decision.changes, book, speaker)]
    if decision.against:
        lines += ["", speaker.say("In the way ({count}):", count=len(decision.against))]
        for k, item in enumerate(decision.against, start=1):
            lines += _told(item, decision, f"{k}. ", speaker, full=full)
    if decision.unknown:
        lines += ["", speaker.say("Not known:")]
        lines += [f"- {tell_missing(unknown, decision, speaker)}" for unknown in decision.unknown]
    lines += _wanting(decision, speaker)
    if decision.warnings:
        count = len(decision.warnings)
        lines += [
            "",
            speaker.say("Warnings ({count}), which do not stand in the way:", count=count),
        ]
        for item in decision.warnings:
            lines += _told(item, decision, "- ", speaker, full=full)
    if decision.duties:
        lines += ["", speaker.say("What would then be owed:")]
        lines += [f"- {_owed(duty, decision.on, book, speaker)}" for duty in _met(decision)]
    if full:
        lines += say_looked_at(decision, speaker)
    if is_doubtful(decision):
        lines += ["", closing_words(speaker)]
    if apology := speaker.apology():
        lines += ["", apology]
    return "\n".join(lines)


def headline(decision: Decision, speaker: Speaker) -> str:
    """Say what was asked, for which day and by which role."""
    book = decision.view.chart.book
    words = say_event(decision.event, book, speaker)
    return speaker.say(
        "{event} on {day}, asked by: {by}.",
        event=f"{words[:1].upper()}{words[1:]} (`{decision.event}`)",
        day=speaker.day(decision.on),
        by=say_role(decision.request.by.role, book, speaker),
    )


def closing_words(speaker: Speaker) -> str:
    """Say what *(not yet checked)* means."""
    return speaker.say(
        "Where it says {unchecked}, nobody has compared the rule with its source; that is to be "
        "done before anyone relies on it.",
        unchecked=speaker.say(UNCHECKED),
    )


def _told(
    item: Against, decision: Decision, mark: str, speaker: Speaker, *, full: bool
) -> Iterator[str]:
    book, space = decision.view.chart.book, " " * len(mark)
    yield mark + speaker.say(
        "{id}: {sentence}", id=item.id, sentence=sentence_of(item, book, speaker)
    )
    tree = tree_of(item, decision, speaker)
    if tree is not None:
        yield space + speaker.say("What was found:")
        yield from (f"{space}{line}" for line in as_lines(tree, 1, speaker))
    if full and item.facts:
        yield space + speaker.say("Facts that it reads:")
        yield from (f"{space}  - {said}" for said in say_facts(item.facts, decision, speaker))
    if item.remedy:
        remedy = speaker.text("remedy", item.remedy, book)
        yield space + speaker.say("What would make it possible: {remedy}", remedy=remedy)
    if full:
        yield from (f"{space}{line}" for line in say_standing(item, book, speaker))
    elif item.sources:
        said = say_sources(item.sources, book, speaker)
        yield space + speaker.say("Source: {source}", source=said)


def sentence_of(item: Against, book: Rulebook, speaker: Speaker) -> str:
    """Say what stands in the way, and whether it does only because something is not known."""
    sentence = speaker.text("rule", item.sentence, book)
    if item.known:
        return sentence
    return speaker.say("{sentence} (stands because something is not known)", sentence=sentence)


def tree_of(item: Against, decision: Decision, speaker: Speaker) -> Reason | None:
    """Give the reason tree of what stands in the way, if it has a guard."""
    if item.guard is None:
        return None
    return reason_tree(item.guard, decision.view, decision.view.chart.book, speaker)


def _wanting(decision: Decision, speaker: Speaker) -> Iterator[str]:
    """What was not said, and what is known as the wrong one of yes and no."""
    found = wanting(decision)
    if found.words:
        yield ""
        yield speaker.say("Not said:")
        yield from (f"- {say_word(fact, speaker)}" for fact in found.words)
    if found.facts:
        yield ""
        yield speaker.say("Known, and in the way:")
        yield from (f"- {say_known(fact, decision, speaker)}" for fact in found.facts)


def _met(decision: Decision) -> tuple[Duty, ...]:
    """The duties that a decision would create, with the events that meet them."""
    view = decision.view
    return with_events(decision.duties, view.chart, view.snapshot)


def _owed(duty: Duty, on: date, book: Rulebook | None, speaker: Speaker) -> str:
    template = phrase("{duty} — {owner}, {due} ({rule})")
    if duty.urgent:
        template = phrase("urgent: {duty} — {owner}, {due} ({rule})")
    said = speaker.say(
        template,
        duty=speaker.text("duty", duty.sentence, book).rstrip("."),
        owner=say_role(duty.owner, book, speaker),
        due=when_due(duty, on, speaker),
        rule=duty.rule,
    )
    if not duty.met_by:
        return said
    named = [f"`{name}`" for name in duty.met_by[:NAMED]]
    events = speaker.joined([*named, *["..."] * (len(duty.met_by) > NAMED)], "or")
    return speaker.say("{duty}; met by: {events}", duty=said, events=events)


def when_due(duty: Duty, on: date, speaker: Speaker) -> str:
    """Say by when a duty is owed, and how far away that is."""
    if duty.due is None:
        return speaker.say("at once")
    far = say_distance(duty.due, on, speaker)
    return speaker.say("by {day} ({distance})", day=speaker.day(duty.due), distance=far)


def is_doubtful(decision: Decision) -> bool:
    """Whether a rule in it was never compared with its source."""
    told = (*decision.against, *decision.warnings)
    return any(any_unchecked(item.sources) for item in told)


# ------------------------------------------------------------------------------ duties


def tell_duties(
    duties: Iterable[Duty],
    on: date,
    book: Rulebook | None = None,
    language: str | Speaker = "en",
    to: Audience = "practitioner",
) -> str:
    """Tell what is owed on a day, in the order given.

    Args:
        duties: The duties.
        on: The day.
        book: The rulebook, for the titles of roles.
        language: One of ``LANGUAGES``, or a speaker.
        to: Whom it is told.

    Raises:
        FactError: The language is not one that the library speaks, or there is no such audience.
    """
    check_audience(to)
    if to == "person":
        return tell_duties_plainly(duties, on, book, language)
    speaker, listed = speaker_of(language), list(duties)
    day = speaker.day(on)
    if not listed:
        return speaker.say("Nothing is owed on {day}.", day=day)
    lines = [speaker.say("Owed on {day} ({count}):", day=day, count=len(listed))]
    for duty in listed:
        status, said = speaker.say(STATUS[duty.status(on)]), _owed(duty, on, book, speaker)
        lines.append("- " + speaker.say("{status}: {duty}", status=status, duty=said))
        if to == "auditor":
            since = speaker.day(duty.since)
            lines.append("  - " + speaker.say("`{id}`, since {day}", id=duty.id, day=since))
    if apology := speaker.apology():
        lines += ["", apology]
    return "\n".join(lines)


# ------------------------------------------------------------------------------ histories


def tell_history(
    entries: Iterable[Entry],
    book: Rulebook,
    language: str | Speaker = "en",
    to: Audience = "practitioner",
) -> str:
    """Tell a history as a story, day by day; what was learned late says so.

    Args:
        entries: The entries of one case.
        book: The rulebook.
        language: One of ``LANGUAGES``, or a speaker.
        to: Whom it is told.

    Raises:
        FactError: The language is not one that the library speaks, or there is no such audience.
    """
    check_audience(to)
    if to == "person":
        return tell_history_plainly(in_order(entries), book, language)
    speaker = speaker_of(language)
    lines: list[str] = []
    day: date | None = None
    for entry in in_order(entries):
        if entry.on != day:
            said = speaker.day(entry.on)
            lines += ["", said] if lines else [said]
            day = entry.on
        lines.append(f"- {_line(entry, book, speaker)}.")
        if to == "auditor":
            lines.append(f"  - {say_filed(entry, speaker)}")
        lines += [f"  - {said}" for said in details_of(entry, book, speaker)]
    if apology := speaker.apology():
        lines += ["", apology]
    return "\n".join(lines) if lines else speaker.say("Nothing has happened yet.")


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Give entries in the order in which things happened, the opening first."""
    return sorted(entries, key=lambda entry: (entry.on, entry.kind != "opened", entry.number))


def _line(entry: Entry, book: Rulebook, speaker: Speaker) -> str:
    said = happened(entry, book, speaker)
    if not entry.late:
        return said
    days = entry.recorded.toordinal() - entry.on.toordinal()
    return speaker.say(
        "{what} (learned on {day}, {later})",
        what=said,
        day=speaker.day(entry.recorded),
        later=speaker.amount(days, "{count} day later", "{count} days later"),
    )
