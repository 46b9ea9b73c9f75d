"""The parts of a rulebook in paragraphs: roles, tracks, events, rules, steps, numbers, references.

A paragraph is a head and list lines under it, all in Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER, days
from continuum.guards.calendar import before
from continuum.prose.citations import UNCHECKED, say_sources
from continuum.prose.naming import (
    as_sentence,
    say_day,
    say_event,
    say_list,
    say_parameter_value,
    say_role,
    say_state,
    spaced,
)
from continuum.prose.questions import say_milestone
from continuum.prose.recorded import say_carried, say_effect
from continuum.prose.sentences import outline_of, say, say_duty_form
from continuum.prose.signposts import blocking_rules, states_in_words
from continuum.rulebook import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from continuum.guards import Guard
    from continuum.rulebook import Event, Governs, Rulebook

__all__ = ["SECTIONS", "Paragraph", "plain", "sentence"]

Paragraph = list[str]

_ONE_SENTENCE = 180
_DAY = days(1)
_KINDS = {
    "statutory": "a duty of an agency",
    "mandatory": "a duty of the person, from a recorded decision",
    "voluntary": "voluntary: the person may decline without any adverse effect",
    "organisational": "owed by an organisation; nobody can be sanctioned for it",
}
_THEN = {
    "blocks": "stands in the way unless it holds",
    "warns": "warns unless it holds",
    "owes": "creates a duty unless it holds",
    "demands": "while it holds, the events must happen",
}
_FORCE = {"fixed": "fixed: nobody may relax it", "profile": "a jurisdiction may set it differently"}


def plain(text: str) -> str:
    r"""Escape what Markdown or a browser would read as markup.

    Example:
        >>> plain("<b> *not* [bold]")
        '&lt;b&gt; \\*not\\* \\[bold\\]'
    """
    flat = " ".join(str(text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\*\[\]|~]|^[#+-](?=\s)|(?<!\w)_|_(?!\w))", r"\\\1", flat)


def sentence(text: str) -> str:
    """Give a text as a sentence of its own: plain, with a capital and one full stop.

    Example:
        >>> sentence("wait for the window")
        'Wait for the window.'
    """
    return as_sentence(plain(text))


def _guard(lead: str, guard: Guard, book: Rulebook) -> Iterator[str]:
    """A guard as one list line, or as a list of its parts when it is long."""
    said = say(guard, book)
    first, *rest = outline_of(guard, book)
    if len(said) <= _ONE_SENTENCE or not rest:
        yield f"- {lead} {plain(said)}."
        return
    yield f"- {lead} {plain(first[1])}"
    for depth, line in rest:
        yield f"{'  ' * depth}- {plain(line)}"


def _sources(sources: Iterable[Source], book: Rulebook) -> str:
    return f"- Source: {plain(say_sources(sources, book))}."


def _roles(book: Rulebook) -> Iterator[Paragraph]:
    for role in book.roles:
        code = f", {plain(role.code)}" if role.code else ""
        lead = " Leads when a case opens." if role.name == book.lead else ""
        yield [f"{plain(role.words)} (`{role.name}`{code}).{lead}"]


def _regions(book: Rulebook) -> Iterator[Paragraph]:
    for region in book.regions:
        start = plain(region.state(region.initial).words)
        about = f" {plain(region.about)}" if region.about else ""
        lines = [
            f"**{plain(region.words)}** (`{region.name}`): the first state is “{start}”.{about}"
        ]
        for state in region.states:
            marks = []
            if state.final:
                marks.append("the pathway ends here")
            if state.coercive:
                marks.append("the person is held or restricted")
            if state.lawful_while != ALWAYS:
                rule = f" ({state.rule})" if state.rule else ""
                marks.append(f"lawful while {say(state.lawful_while, book)}{rule}")
            said = "; ".join(plain(mark) for mark in marks)
            about = f": {plain(state.about)}" if state.about else ""
            more = f" — {said}" if said else ""
            lines.append(f"- {plain(state.words)} (`{state.name}`){about}{more}")
        yield lines


def _events(book: Rulebook) -> Iterator[Paragraph]:
    for event in book.events:
        adverse = " **Adverse**: it takes something from the person." if event.adverse else ""
        about = f" {plain(event.about)}" if event.about else ""
        lines = [f"**{plain(event.words)}** (`{event.name}`).{adverse}{about}"]
        roles = [say_role(name, book) for name in event.decided_by]
        lines.append(f"- Decided by: {plain(say_list(roles, 'or')) or 'anyone'}.")
        lines.append(f"- Whose obligation: {_KINDS[event.kind]}.")
        if event.requires != ALWAYS:
            lines += _guard("Requires:", event.requires, book)
            if event.remedy:
                lines.append(f"- What would make it possible: {sentence(event.remedy)}")
        lines += [f"- {plain(said)}." for said in say_carried(event, book)]
        lines += _ways(book, event)
        lines += [f"- {plain(say_effect(effect, event, book))}." for effect in event.effects]
        rules = blocking_rules(book, event.name)
        if rules:
            lines.append(f"- Rules that can stand in the way: {plain(say_list(rules))}.")
        lines.append(_sources(event.sources, book))
        yield lines


def _ways(book: Rulebook, event: Event) -> Iterator[str]:
    for move in book.transitions:
        if move.event != event.name:
            continue
        region = book.region(move.region)
        before = plain(states_in_words(region, move.source, quoted=True))
        basis = f" ({plain(move.basis)})" if move.basis else ""
        if move.target is None or move.source == (move.target,):
            way = f"{before} stays as it is"
        else:
            way = f"from {before} to “{plain(say_state(move.region, move.target, book))}”"
        where = f"- In {plain(region.words)}: {way}{basis}"
        if move.when == ALWAYS:
            yield f"{where}."
        else:
            yield from _guard(f"{where[2:]}, when", move.when, book)


def _rules(book: Rulebook) -> Iterator[Paragraph]:
    for rule in book.every_rule:
        title = f" {sentence(rule.title)}" if rule.title else ""
        lines = [f"**{plain(rule.id)}**{title} {sentence(rule.sentence)}"]
        if rule.guard == NEVER:
            lines.append("- In the law's terms: it applies whenever what it governs happens.")
        else:
            lines += _guard("In the law's terms:", rule.guard, book)
        for exemption in rule.exemptions:
            said = f"Except ({plain(exemption.label)}) when"
            lines += _guard(said, exemption.guard, book)
            lines.append(f"  {_sources(exemption.sources, book)}")
        lines.append(f"- What it does: {_THEN[rule.then]}.")
        lines.append(f"- Governs: {plain(_governed(rule.governs, book))}.")
        if rule.remedy:
            lines.append(f"- What would make it possible: {sentence(rule.remedy)}")
        lines += [f"- Owed: {sentence(say_duty_form(form, book))}" for form in rule.duty]
        lines.append(f"- Force: {_FORCE[rule.force]}. Precedence: {rule.precedence}.")
        if rule.in_force_from or rule.in_force_to:
            lines.append(f"- In force {_span(rule.in_force_from, rule.in_force_to)}.")
        lines.append(_sources(rule.sources, book))
        yield lines


def _governed(governs: Governs, book: Rulebook) -> str:
    said = [f"{say_event(name, book)} (`{name}`)" for name in governs.events]
    for name in governs.enters:
        region, _, state = name.partition(".")
        said.append(f"every event that leads to “{say_state(region, state, book)}” (`{name}`)")
    if governs.by_attribute:
        words = []
        if governs.adverse is not None:
            words.append("is adverse" if governs.adverse else "is not adverse")
        if governs.kind is not None:
            words.append(f"is {_KINDS[governs.kind].partition(':')[0].partition(';')[0]}")
        if governs.coercive is not None:
            leads = "leads into" if governs.coercive else "does not lead into"
            words.append(f"{leads} a state in which the person is held or restricted")
        said.append(f"every event that {' and '.join(words)}")
    return say_list(said) or "no event"


def _span(start: date | None, end: date | None) -> str:
    if start is None:
        return "always" if end is None else f"before {say_day(end)}"
    if end is None:
        return f"from {say_day(start)} on"
    return f"from {say_day(start)} until {say_day(before(end, _DAY))}"


def _steps(book: Rulebook) -> Iterator[Paragraph]:
    for step in book.steps:
        lines = [f"**{plain(step.id)}** {sentence(step.sentence)}"]
        lines.append(f"- Whose obligation: {_KINDS[step.kind]}.")
        owners = say_list((say_role(name, book) for name in step.owner), "or")
        lines.append(f"- Done by: {plain(owners)}.")
        if step.available != ALWAYS:
            lines += _guard("Open when:", step.available, book)
        if step.due is not None:
            lines.append(f"- Last day: {plain(say_milestone(step.due, book))}.")
        if step.event:
            lines.append(f"- Recorded by: {plain(say_event(step.event, book))} (`{step.event}`).")
        if step.needs_consent:
            lines.append("- The person's consent is part of it.")
        if step.before:
            said = say_list(say_event(name, book) for name in step.before)
            lines.append(f"- Comes before: {plain(said)}.")
        if step.evidence:
            lines.append(f"- Shown by: {plain(step.evidence)}.")
        lines.append(_sources(step.sources, book))
        yield lines


def _handovers(book: Rulebook) -> Iterator[Paragraph]:
    for handover in book.handovers:
        sender, receiver = say_role(handover.sender, book), say_role(handover.receiver, book)
        title = f" {plain(handover.title)}:" if handover.title else ""
        lines = [f"**{plain(handover.id)}**{title} from {plain(sender)} to {plain(receiver)}."]
        lines.append(f"- Hands over at least: {plain(say_list(handover.content))}.")
        if handover.available != ALWAYS:
            lines += _guard("Takes place when:", handover.available, book)
        if handover.due is not None:
            lines.append(f"- Last day: {plain(say_milestone(handover.due, book))}.")
        if handover.leads:
            lines.append("- The lead passes to the receiver when it takes effect.")
        if handover.evidence:
            lines.append(f"- Shown by: {plain(handover.evidence)}.")
        lines.append(_sources(handover.sources, book))
        yield lines


def _duties(book: Rulebook) -> Iterator[Paragraph]:
    for rule in book.every_rule:
        for form in rule.duty:
            yield [f"{sentence(say_duty_form(form, book))} From {plain(rule.id)}."]


def _parameters(book: Rulebook) -> Iterator[Paragraph]:
    for parameter in book.parameters:
        words = plain(parameter.title or spaced(parameter.name))
        lines = [f"**{words}** (`{parameter.name}`)"]
        for dated in parameter.values:
            value = plain(say_parameter_value(dated.value, parameter.unit))
            span = _span(dated.valid_from, dated.valid_to)
            sources = tuple(Source.from_text(text) for text in dated.sources)
            lines.append(f"- {value}, {span}. {sentence(say_sources(sources, book))}")
        yield lines


def _phases(book: Rulebook) -> Iterator[Paragraph]:
    for form in book.phases:
        yield [f"**{form.phase.replace('_', '-')}**", *_guard("When:", form.when, book)]


def _references(book: Rulebook) -> Iterator[Paragraph]:
    cited = {source.key for source in _every_source(book)}
    for reference in book.references:
        if reference.key in cited:
            address = f" {plain(reference.address)}" if reference.address else ""
            yield [f"**{plain(reference.key)}** {plain(reference.title)}{address}"]


def _every_source(book: Rulebook) -> Iterator[Source]:
    for region in book.regions:
        for state in region.states:
            yield from state.sources
    for parts in (book.every_event, book.transitions, book.steps, book.handovers):
        for part in parts:
            yield from part.sources
    for rule in book.every_rule:
        yield from rule.sources
        for exemption in rule.exemptions:
            yield from exemption.sources
    for parameter in book.parameters:
        for dated in parameter.values:
            yield from (Source.from_text(text) for text in dated.sources)


SECTIONS: tuple[tuple[str, str, Callable[[Rulebook], Iterable[Paragraph]]], ...] = (
    ("Who may act", "", _roles),
    ("The tracks and their states", "", _regions),
    ("The events", "What happens on the way, and who decides it.", _events),
    (
        "The rules",
        f"{UNCHECKED[1:-1].capitalize()} means: nobody has compared the rule with its source.",
        _rules,
    ),
    ("The steps", "", _steps),
    ("The handovers", "The sender stays accountable until a handover takes effect.", _handovers),
    ("The duties that rules create", "", _duties),
    ("The numbers of the law", "", _parameters),
    ("The phases", "", _phases),
    ("The references", "Those that this rulebook cites.", _references),
)
