"""The rules of a rulebook in paragraphs, the duties that they create, and the numbers of the law."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from continuum.guards import NEVER
from continuum.prose.citations import say_sources
from continuum.prose.naming import say_event, say_parameter_value, say_state, spaced
from continuum.prose.rulebook_lines import (
    guard_lines,
    plain,
    remedy_line,
    sentence,
    source_line,
    span_in_words,
)
from continuum.prose.sentences import say_duty_form
from continuum.prose.speaker import Speaker, phrase
from continuum.rulebook import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.prose.rulebook_lines import Paragraph
    from continuum.rulebook import Governs, Rulebook

__all__ = ["duty_paragraphs", "parameter_paragraphs", "rule_paragraphs"]

_THEN = {
    "blocks": phrase("stands in the way unless it holds"),
    "warns": phrase("warns unless it holds"),
    "owes": phrase("creates a duty unless it holds"),
    "demands": phrase("while it holds, the events must happen"),
}
_CLASSES = {
    "life": phrase("life"),
    "refoulement": phrase("refoulement"),
    "liberty": phrase("liberty"),
    "rights": phrase("rights"),
    "continuity": phrase("continuity"),
    "other": phrase("other"),
}
_FORCE = {
    "fixed": phrase("fixed: nobody may relax it"),
    "profile": phrase("a jurisdiction may set it differently"),
}


def rule_paragraphs(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    """Tell every rule."""
    for rule in book.every_rule:
        title = f" {sentence(speaker.text('title', rule.title))}" if rule.title else ""
        said = sentence(speaker.text("rule", rule.sentence, book))
        lines = [f"**{plain(rule.id)}**{title} {said}"]
        if rule.guard == NEVER:
            lines.append(
                speaker.say("- In the law's terms: it applies whenever what it governs happens.")
            )
        else:
            lines += guard_lines(speaker.say("In the law's terms:"), rule.guard, book, speaker)
        for exemption in rule.exemptions:
            label = plain(speaker.text("exemption", exemption.label))
            lead = speaker.say("Except ({label}) when", label=label)
            lines += guard_lines(lead, exemption.guard, book, speaker)
            lines.append(f"  {source_line(exemption.sources, book, speaker)}")
        lines.append(speaker.say("- What it does: {effect}.", effect=speaker.say(_THEN[rule.then])))
        governed = plain(_governed(rule.governs, book, speaker))
        lines.append(speaker.say("- Governs: {events}.", events=governed))
        if rule.remedy:
            lines.append(remedy_line(rule.remedy, book, speaker))
        for form in rule.duty:
            duty = sentence(say_duty_form(form, book, speaker))
            lines.append(speaker.say("- Owed: {duty}", duty=duty))
        force, class_ = speaker.say(_FORCE[rule.force]), speaker.say(_CLASSES[rule.precedence])
        lines.append(
            speaker.say(
                "- Force: {force}. Precedence: {precedence}.", force=force, precedence=class_
            )
        )
        if rule.in_force_from or rule.in_force_to:
            span = span_in_words(rule.in_force_from, rule.in_force_to, speaker)
            lines.append(speaker.say("- In force {span}.", span=span))
        lines.append(source_line(rule.sources, book, speaker))
        yield lines


_ADVERSE = {True: phrase("is adverse"), False: phrase("is not adverse")}
_OF_KIND = {
    "statutory": phrase("is a duty of an agency"),
    "mandatory": phrase("is a duty of the person, from a recorded decision"),
    "voluntary": phrase("is voluntary"),
    "organisational": phrase("is owed by an organisation"),
}
_LEADS = {
    True: phrase("leads into a state in which the person is held or restricted"),
    False: phrase("does not lead into a state in which the person is held or restricted"),
}


def _governed(governs: Governs, book: Rulebook, speaker: Speaker) -> str:
    said = [f"{say_event(name, book, speaker)} (`{name}`)" for name in governs.events]
    for name in governs.enters:
        region, _, state = name.partition(".")
        said.append(
            speaker.say(
                "every event that leads to “{state}” (`{name}`)",
                state=say_state(region, state, book, speaker),
                name=name,
            )
        )
    if governs.by_attribute:
        words = []
        if governs.adverse is not None:
            words.append(_ADVERSE[governs.adverse])
        if governs.kind is not None:
            words.append(_OF_KIND[governs.kind])
        if governs.coercive is not None:
            words.append(_LEADS[governs.coercive])
        what = [speaker.say(word) for word in words]
        joined = reduce(
            lambda one, two: speaker.say("{first} and {last}", first=one, last=two), what
        )
        said.append(speaker.say("every event that {what}", what=joined))
    return speaker.joined(said) or speaker.say("no event")


def duty_paragraphs(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    """Tell every duty that a rule creates."""
    for rule in book.every_rule:
        for form in rule.duty:
            duty = sentence(say_duty_form(form, book, speaker))
            yield [speaker.say("{duty} From {rule}.", duty=duty, rule=plain(rule.id))]


def parameter_paragraphs(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    """Tell every number of the law, with its dates and sources."""
    for parameter in book.parameters:
        title = speaker.text("parameter", parameter.title or spaced(parameter.name))
        lines = [f"**{plain(title)}** (`{parameter.name}`)"]
        for dated in parameter.values:
            value = plain(say_parameter_value(dated.value, parameter.unit, speaker))
            span = span_in_words(dated.valid_from, dated.valid_to, speaker)
            sources = tuple(Source.from_text(text) for text in dated.sources)
            lines.append(f"- {value}, {span}. {sentence(say_sources(sources, book, speaker))}")
        yield lines
