"""What an auditor is told beside the rest: the law applied, the facts read, every source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import RulebookError
from continuum.prose import Speaker, phrase, say_fact, say_source, say_value
from continuum.semantics.story import said_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Fact, Value
    from continuum.rulebook import Rulebook
    from continuum.semantics.decide import Against, Decision
    from continuum.semantics.entry import Entry

__all__ = ["say_facts", "say_filed", "say_looked_at", "say_origin", "say_standing"]

_FORCE = {
    "fixed": phrase("fixed: nobody may relax it"),
    "profile": phrase("a jurisdiction may set it differently"),
}
_PRECEDENCE = {
    "life": phrase("life in danger"),
    "refoulement": phrase("refoulement"),
    "liberty": phrase("hard dates of liberty"),
    "rights": phrase("rights"),
    "continuity": phrase("continuity"),
    "other": phrase("everything else"),
}


def say_origin(decision: Decision, speaker: Speaker) -> Iterator[str]:
    """Under which law it was decided, who asked, and with which words."""
    book, request = decision.view.chart.book, decision.request
    yield speaker.say(
        "Rulebook `{name}`, version {version}; the law of {day} was applied.",
        name=book.name,
        version=book.version,
        day=speaker.day(decision.on),
    )
    yield speaker.say("Asked by: {by}.", by=f"`{request.by}`")
    yield from (f"- {said}" for said in said_with(request.given, book, speaker))


def say_standing(item: Against, book: Rulebook, speaker: Speaker) -> Iterator[str]:
    """The force and class of a rule, and its sources one by one, with their addresses."""
    try:
        rule = book.rule(item.id)
    except RulebookError:
        rule = None  # not a rule: who may decide, what is required, where the ways lead
    if rule is not None:
        force, class_ = _FORCE[rule.force], _PRECEDENCE[rule.precedence]
        yield speaker.say(
            "Force: {force}. Precedence: {precedence}.",
            force=speaker.say(force),
            precedence=speaker.say(class_),
        )
    if item.sources:
        yield speaker.say("Sources:")
    for source in item.sources:
        reference = book.reference_titles.get(source.key)
        address = f", {reference.address}" if reference is not None and reference.address else ""
        yield f"  - {source.mark}: {say_source(source, book, speaker)}{address}"


def say_facts(
    values: Mapping[str, Value | None], decision: Decision, speaker: Speaker
) -> Iterator[str]:
    """Say facts by title and name, with the values they had."""
    book = decision.view.chart.book
    for name, value in values.items():
        fact = _declared(name, decision)
        what = (
            speaker.text("fact", name.replace("_", " "))
            if fact is None
            else say_fact(fact, speaker)
        )
        said = say_value(value, fact, book, speaker)
        yield speaker.say("{what}: {value}", what=f"{what} (`{name}`)", value=said)


def _declared(name: str, decision: Decision) -> Fact | None:
    heard = decision.view.heard
    asked = heard.asks.get(name) if heard is not None else None
    return asked or decision.view.chart.facts.get(name)


def say_looked_at(decision: Decision, speaker: Speaker) -> Iterator[str]:
    """Say every fact of the case that a decision looked at, with its value."""
    if decision.read:
        yield ""
        yield speaker.say("Every fact of the case that was looked at:")
        yield from (f"- {said}" for said in say_facts(decision.read, decision, speaker))


def say_filed(entry: Entry, speaker: Speaker) -> str:
    """Say where an entry stands in the history, when it was recorded, under what and by whom."""
    return speaker.say(
        "entry {number}, recorded on {day} under rulebook {rulebook}, by `{by}`",
        number=entry.number,
        day=speaker.day(entry.recorded),
        rulebook=entry.rulebook,
        by=entry.by,
    )
