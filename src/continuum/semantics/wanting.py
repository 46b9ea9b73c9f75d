"""What is wanting for an event, and how each thing comes in: said with it, recorded, or set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import (
    All,
    AtLeastOf,
    Choice,
    Flag,
    Not,
    Number,
    Some,
    facts_in,
    weigh,
)
from continuum.prose import phrase, say_role
from continuum.rulebook.request import SAID
from continuum.rulebook.statechart import Adds, Ends, Sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard
    from continuum.prose import Speaker
    from continuum.rulebook import Chart
    from continuum.rulebook.statechart import Effect
    from continuum.semantics.decide import Decision, Unknown
    from continuum.semantics.view import CaseView

__all__ = [
    "Wanting",
    "events_that_set",
    "kind_of",
    "say_how",
    "say_known",
    "say_word",
    "tell_missing",
    "wanting",
    "word_of",
]

_WORDS: Final = {flag: word for word, flag in SAID.items()}
_NAMED: Final = 6


@attrs.frozen
class Wanting:
    """What is known and keeps an event from happening.

    Args:
        words: What was not said with the event, by its keyword.
        facts: The recorded facts that are known as the wrong one of yes and no.
    """

    words: tuple[Fact, ...]
    facts: tuple[Flag, ...]


def wanting(decision: Decision) -> Wanting:
    """Give what is known and wanting in a decision: words that were not said, facts that are no.

    Args:
        decision: The decision.
    """
    view = decision.view
    unknown = {one.fact for one in decision.unknown}
    words: dict[str, Fact] = {}
    facts: dict[str, Flag] = {}
    for item in decision.against:
        if item.guard is None:
            continue
        for fact, wanted in _at_fault(item.guard, view, wanted=True):
            if fact.name in unknown:
                continue
            if fact.of == "case" and isinstance(fact, Flag) and view.value(fact) is not None:
                facts[fact.name] = fact
            elif fact.of == "request" and wanted and not view.value(fact) and word_of(fact.name):
                asked = view.heard is not None and fact.name in view.heard.asks
                if asked or fact.name in _WORDS:
                    words[fact.name] = fact
    return Wanting(tuple(words.values()), tuple(facts.values()))


def _at_fault(guard: Guard, view: CaseView, *, wanted: bool) -> Iterator[tuple[Fact, bool]]:
    """The facts of the parts that are not as they would have to be, and what is wanted of them."""
    truth = weigh(guard, view)
    if truth.holds if wanted else truth.fails:
        return
    match guard:
        case Not(part):
            yield from _at_fault(part, view, wanted=not wanted)
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _at_fault(part, view, wanted=wanted)
        case _:
            yield from ((fact, wanted) for fact in facts_in(guard))


def word_of(name: str) -> str:
    """Give the keyword with which a fact of the request is said.

    Args:
        name: The name of the fact.

    Example:
        >>> word_of("legal_basis_given"), word_of("counts_from")
        ('legal_basis', 'counts_from')
    """
    return _WORDS.get(name, name)


def events_that_set(chart: Chart, name: str, to: bool | None = None) -> tuple[str, ...]:
    """Give the events that make a fact known: that set it, or write in the register it comes from.

    Args:
        chart: The chart in force.
        name: The name of a fact of the case.
        to: For a flag, the value that is wanted; by default any that is known.

    Example:
        >>> from continuum.rulebooks import load
        >>> events_that_set(load("outline").lower("2026-01-01"), "conditions_explained", True)
        ('conditions_explained',)
    """
    fact = chart.facts.get(name)
    register = getattr(fact.derived, "register", "") if fact is not None else ""
    writes = Ends if to is False else Adds

    def sets(effect: Effect) -> bool:
        if isinstance(effect, Sets):
            other = isinstance(effect.to, bool) and to not in {None, effect.to}
            return effect.fact == name and effect.to is not None and not other
        return isinstance(effect, writes) and effect.register == register

    return tuple(
        heard.name for heard in chart.events.values() if any(map(sets, heard.event.effects))
    )


def kind_of(fact: Fact) -> str:
    """Say what can be given for a fact.

    Example:
        >>> kind_of(Number("term", low=1, high=360, unit="months"))
        'a whole number from 1 to 360, in months'
        >>> kind_of(Choice("kind", options=("final", "open")))
        'one of `final`, `open`'
    """
    match fact:
        case Flag():
            return "`True` or `False`"
        case Choice(options=options):
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case Number(low=low, high=high, unit=unit):
            return f"a whole number from {low} to {high}" + (f", in {unit}" if unit else "")
        case _:
            return "a day, such as `2024-03-01`"


def say_word(fact: Fact, speaker: Speaker) -> str:
    """Say that a word has to be sent with the event, and what it means.

    Args:
        fact: A fact of the request.
        speaker: Who says it.

    Example:
        >>> from continuum.prose import ENGLISH
        >>> say_word(Flag("authority_named", title="the authority is named"), ENGLISH)
        'the authority is named; send it with the event: `authority=...`'
    """
    return _sent(speaker.text("fact", fact.words), fact.name, speaker)


def _sent(words: str, name: str, speaker: Speaker) -> str:
    return speaker.say(
        "{fact}; send it with the event: {word}", fact=words, word=f"`{word_of(name)}=...`"
    )


def say_known(fact: Flag, decision: Decision, speaker: Speaker) -> str:
    """Say that a fact is known, as yes or as no, and how that could come to be otherwise.

    Args:
        fact: The fact.
        decision: The decision in whose way it is.
        speaker: Who says it.
    """
    yes = decision.view.value(fact) is True
    template = phrase("known as no: {fact}")
    if yes:
        template = phrase("known as yes: {fact}")
    said = f"{speaker.text('fact', fact.words, decision.view.chart.book)} (`{fact.name}`)"
    if fact.moves != "fixed":
        said = say_how(said, fact, decision, speaker, to=not yes)
    return speaker.say(template, fact=said)


def say_how(
    said: str, fact: Fact, decision: Decision, speaker: Speaker, *, to: bool | None = None
) -> str:
    """Say behind the words for a fact who can record it, or which events set it.

    Args:
        said: The words for the fact.
        fact: The fact.
        decision: The decision in which it is wanted.
        speaker: Who says it.
        to: For a flag, the value that is wanted.
    """
    chart = decision.view.chart
    if fact.derived is not None or (fact.moves == "step" and not fact.recorded_by):
        events = [name for name in events_that_set(chart, fact.name, to) if name != decision.event]
        if events:
            named = [f"`{name}`" for name in events[:_NAMED]]
            named += ["..."] * (len(events) > _NAMED)
            return speaker.say(
                "{fact}; is set by: {events}", fact=said, events=speaker.joined(named, "or")
            )
        if fact.derived is not None or fact.moves == "step":
            return said
    who = speaker.joined((say_role(name, chart.book, speaker) for name in fact.recorded_by), "or")
    return speaker.say(
        "{fact}; can be recorded by: {who}",
        fact=said,
        who=who or speaker.say("anyone who may act"),
    )


def tell_missing(unknown: Unknown, decision: Decision, speaker: Speaker) -> str:
    """Say which fact is not known, and how it comes in: sent, recorded, or set by events.

    Args:
        unknown: The fact.
        decision: The decision that needs it.
        speaker: Who says it.
    """
    view = decision.view
    words = speaker.text("fact", unknown.words, view.chart.book)
    fact = view.chart.facts.get(unknown.fact)
    if fact is not None and fact.of == "target":
        return f"{words} (`{unknown.fact}`)"
    if fact is None or fact.of == "request":
        return _sent(words, unknown.fact, speaker)
    return say_how(f"{words} (`{unknown.fact}`)", fact, decision, speaker)
