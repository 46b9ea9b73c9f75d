"""Every text of a rulebook that is said to somebody, and which of them a language lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import Choice, Number
from continuum.prose.composed import taken_apart
from continuum.prose.languages import check_language
from continuum.prose.naming import singular, spaced
from continuum.prose.speaker import Speaker
from continuum.rulebook.request import ACTING_ROLE, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.rulebook import Rulebook

__all__ = ["Text", "missing", "texts_of"]

_ROLES = {ACTING_ROLE, "lead"}


@attrs.frozen(order=True)
class Text:
    """A text of a rulebook.

    Args:
        kind: What it is: ``rule``, ``remedy``, ``event``, ``state``, ``fact``, ...; the context of
            its message.
        words: The text; for a unit, one of it.
        place: The id or name of what it belongs to.
        plural: For a unit, several of it.
    """

    kind: str
    words: str
    place: str
    plural: str = ""


def texts_of(book: Rulebook) -> Iterator[Text]:
    """Give every text of a rulebook that is said to somebody.

    Notes of sources and titles of references are cited as they are, so they are not among them;
    nor are texts that the library composes, whose parts are.

    Args:
        book: The rulebook.

    Example:
        >>> from continuum.rulebook import Region, Rulebook, State
        >>> track = Region("legal", (State("custody"),), "custody")
        >>> book = Rulebook("door", "1", as_of="2026-11-23", regions=(track,))
        >>> [text.words for text in texts_of(book) if text.kind == "state"]
        ['custody']
    """
    for text in _all_of(book):
        if text.words and (text.kind == "unit" or taken_apart(text.kind, text.words) is None):
            yield text


def missing(book: Rulebook, language: str | Speaker) -> tuple[Text, ...]:
    """List the texts of a rulebook that have no translation.

    Args:
        book: The rulebook.
        language: One of ``LANGUAGES``, or a speaker with messages of its own.

    Example:
        >>> from continuum.rulebook import Region, Rulebook, State
        >>> track = Region("gate", (State("ajar"),), "ajar")
        >>> book = Rulebook("door", "1", as_of="2026-11-23", regions=(track,))
        >>> [text.words for text in missing(book, "nl") if text.kind in {"region", "state"}]
        ['gate', 'ajar']
    """
    if isinstance(language, str):
        check_language(language)
        language = Speaker(language)
    found = sorted(set(texts_of(book)))
    return tuple(text for text in found if not language.knows(text.kind, text.words))


def _all_of(book: Rulebook) -> Iterator[Text]:
    yield Text("book", book.title, book.name)
    yield Text("book", book.status, book.name)
    for role in book.roles:
        yield Text("role", role.words, role.name)
    yield from _tracks(book)
    yield from _facts(book)
    yield from _events(book)
    yield from _rules(book)
    yield from _steps(book)
    for parameter in book.parameters:
        yield Text("parameter", parameter.title or spaced(parameter.name), parameter.name)
        if parameter.unit:
            yield Text("unit", singular(parameter.unit), parameter.name, parameter.unit)
        for dated in parameter.values:
            if isinstance(dated.value, tuple):
                for option in dated.value:
                    yield Text("option", spaced(option), parameter.name)
    for length in ("years", "months", "days", "working_days"):
        yield Text("unit", singular(spaced(length)), "", spaced(length))
    for category in book.categories:
        yield Text("category", category.words, category.name)
    for one in book.sharing:
        yield Text("narrowed", one.narrowed, one.id)
    for form in book.phases:
        yield Text("phase", spaced(form.phase), form.phase)


def _tracks(book: Rulebook) -> Iterator[Text]:
    for region in book.regions:
        yield Text("region", region.words, region.name)
        yield Text("about", region.about, region.name)
        for state in region.states:
            place = f"{region.name}.{state.name}"
            yield Text("state", state.words, place)
            yield Text("about", state.about, place)


def _facts(book: Rulebook) -> Iterator[Text]:
    declared: list[Fact] = [*STANDARD, book.acting_role, *book.every_fact]
    for event in book.every_event:
        declared += event.asks
    for register in book.registers:
        yield Text("register", register.words, register.name)
        yield Text("about", register.about, register.name)
        declared += register.fields
    for fact in declared:
        yield Text("fact", fact.words, fact.name)
        if isinstance(fact, Choice) and fact.name not in _ROLES:
            for option in fact.options:
                if option not in book.role_names:
                    yield Text("option", spaced(option), "" if fact.derived else fact.name)
        if isinstance(fact, Number) and fact.unit:
            yield Text("unit", singular(fact.unit), fact.name, fact.unit)


def _events(book: Rulebook) -> Iterator[Text]:
    for event in book.every_event:
        yield Text("event", event.words, event.name)
        yield Text("remedy", event.remedy, event.name)
        yield Text("about", event.about, event.name)


def _rules(book: Rulebook) -> Iterator[Text]:
    for rule in book.every_rule:
        yield Text("rule", rule.sentence, rule.id)
        yield Text("remedy", rule.remedy, rule.id)
        yield Text("title", rule.title, rule.id)
        for exemption in rule.exemptions:
            yield Text("exemption", exemption.label, rule.id)
        for form in rule.duty:
            yield Text("duty", form.sentence, rule.id)


def _steps(book: Rulebook) -> Iterator[Text]:
    for step in book.steps:
        yield Text("step", step.sentence, step.id)
        yield Text("evidence", step.evidence, step.id)
    for handover in book.handovers:
        yield Text("handover", handover.title, handover.id)
        yield Text("evidence", handover.evidence, handover.id)
        for content in handover.content:
            yield Text("content", content, handover.id)
