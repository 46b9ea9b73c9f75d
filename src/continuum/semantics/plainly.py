"""Decisions, histories and duties told to the person whom they are about.

Short sentences, no codes; what would make it possible, whom to ask, and how to challenge it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import facts_in
from continuum.prose import (
    Speaker,
    any_unchecked,
    as_sentence,
    phrase,
    say_event,
    say_role,
    speaker_of,
)
from continuum.rulebook.request import remedy_given
from continuum.semantics.story import changed, details_of, happened, said_words, say_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Decision
    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Duty

__all__ = ["tell_decision_plainly", "tell_duties_plainly", "tell_history_plainly"]

_OUTCOMES = {
    "allowed": phrase("This is possible."),
    "refused": phrase("This is not possible now."),
    "undetermined": phrase("This cannot be decided yet. Something is not known."),
}


def tell_decision_plainly(decision: Decision, language: str | Speaker = "en") -> str:
    """Tell a decision to the person whom it is about.

    Args:
        decision: The decision.
        language: One of ``LANGUAGES``, or a speaker.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    speaker, book = speaker_of(language, plain=True), decision.view.chart.book
    lines = [
        speaker.say("This is about: {event}.", event=say_event(decision.event, book, speaker)),
        speaker.say("The day: {day}.", day=speaker.day(decision.on)),
        speaker.say(_OUTCOMES[decision.outcome]),
    ]
    lines += _listed(speaker.say("What changes:"), changed(decision.changes, book, speaker))
    why = (speaker.text("rule", item.sentence, book) for item in decision.against)
    lines += _listed(speaker.say("Why:"), why)
    lines += _listed(speaker.say("What is not known:"), _unknown(decision, speaker))
    remedies = (speaker.text("remedy", item.remedy, book) for item in decision.against)
    lines += _listed(speaker.say("What would make it possible:"), remedies)
    notes = (speaker.text("rule", item.sentence, book) for item in decision.warnings)
    lines += _listed(speaker.say("Please note:"), notes)
    owed = (_owed(duty, book, speaker) for duty in decision.duties)
    lines += _listed(speaker.say("What must then be done:"), owed)
    lines += _listed(speaker.say("Whom you can ask:"), _helpers(decision, speaker))
    lines += _listed(speaker.say("If you do not agree:"), _challenge(decision, speaker))
    if any(any_unchecked(i.sources) for i in (*decision.against, *decision.warnings)):
        doubt = speaker.say(
            "Not all of this has been checked with the law yet. Ask before you rely on it."
        )
        lines += ["", doubt]
    return "\n".join(lines + _apology(speaker))


def _apology(speaker: Speaker) -> list[str]:
    apology = speaker.apology()
    return ["", apology] if apology else []


def _listed(title: str, items: Iterable[str]) -> list[str]:
    """A title and its lines, each said once; nothing where there are none."""
    said = dict.fromkeys(as_sentence(item) for item in items if item)
    return ["", title, *(f"- {item}" for item in said)] if said else []


def _unknown(decision: Decision, speaker: Speaker) -> Iterator[str]:
    book = decision.view.chart.book
    for unknown in decision.unknown:
        fact = as_sentence(speaker.text("fact", unknown.words, book))
        who = speaker.joined((say_role(name, book, speaker) for name in unknown.recorded_by), "or")
        if who:
            yield speaker.say("{fact} This can be written down by: {who}.", fact=fact, who=who)
        else:
            yield fact


def _helpers(decision: Decision, speaker: Speaker) -> Iterator[str]:
    book, view = decision.view.chart.book, decision.view
    lead = view.snapshot.facts.get("lead")
    if lead:
        yield speaker.say(
            "The one who works with you now: {lead}.", lead=say_role(str(lead), book, speaker)
        )
    deciders = view.heard.event.decided_by if view.heard is not None else ()
    if deciders:
        said = speaker.joined((say_role(name, book, speaker) for name in deciders), "or")
        yield speaker.say("The one who decides about this: {who}.", who=said)


def _challenge(decision: Decision, speaker: Speaker) -> Iterator[str]:
    """How to challenge it: what the request says, and what the rulebook itself requires."""
    remedy = decision.request.given.get("remedy")
    if remedy:
        said = said_words(remedy, decision.view.chart.book, speaker)
        yield speaker.say("You can challenge it. This was said about how: {remedy}", remedy=said)
    elif decision.view.heard is not None and _must_name_remedy(decision):
        yield speaker.say("The decision must say how you can challenge it, where and until when.")
    yield speaker.say("You can ask for the reasons in writing.")
    yield speaker.say("You can ask a lawyer to help you.")


def _must_name_remedy(decision: Decision) -> bool:
    heard = decision.view.heard
    return heard is not None and any(remedy_given in facts_in(gate.guard) for gate in heard.gates)


def _owed(duty: Duty, book: Rulebook | None, speaker: Speaker) -> str:
    return speaker.say(
        "{duty} Who: {owner}. When: {due}.",
        duty=as_sentence(speaker.text("duty", duty.sentence, book)),
        owner=say_role(duty.owner, book, speaker),
        due=say_by(duty.due, speaker),
    )


def tell_duties_plainly(
    duties: Iterable[Duty],
    on: date,
    book: Rulebook | None = None,
    language: str | Speaker = "en",
) -> str:
    """Tell the person what is owed on a day, and by whom.

    Args:
        duties: The duties.
        on: The day.
        book: The rulebook, for the titles of roles.
        language: One of ``LANGUAGES``, or a speaker.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    speaker, listed = speaker_of(language, plain=True), list(duties)
    day = speaker.day(on)
    if not listed:
        return speaker.say("On {day} nothing has to be done.", day=day)
    lines = [speaker.say("This has to be done. Today is {day}.", day=day)]
    for duty in listed:
        said = _owed(duty, book, speaker)
        if duty.status(on) == "overdue":
            said = speaker.say("{duty} This is late.", duty=said)
        lines.append(f"- {said}")
    return "\n".join(lines + _apology(speaker))


def tell_history_plainly(
    entries: Iterable[Entry], book: Rulebook, language: str | Speaker = "en"
) -> str:
    """Tell the person what has happened so far, day by day, without codes.

    Args:
        entries: The entries of one case, in order.
        book: The rulebook.
        language: One of ``LANGUAGES``, or a speaker.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    speaker = speaker_of(language, plain=True)
    lines: list[str] = []
    day: date | None = None
    for entry in entries:
        if entry.on != day:
            said = speaker.day(entry.on)
            lines += ["", said] if lines else [said]
            day = entry.on
        lines.append(f"- {as_sentence(happened(entry, book, speaker))}")
        lines += [f"  - {as_sentence(said)}" for said in details_of(entry, book, speaker)]
    if not lines:
        return speaker.say("Nothing has happened yet.")
    return "\n".join(lines + _apology(speaker))
