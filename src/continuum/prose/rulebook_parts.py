"""The parts of a rulebook in paragraphs: roles, tracks, events, steps, handovers, references.

A paragraph is a head and list lines under it, all in Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS
from continuum.prose.naming import (
    say_event,
    say_role,
    say_state,
    spaced,
)
from continuum.prose.questions import say_milestone
from continuum.prose.recorded import say_carried, say_effect
from continuum.prose.rulebook_lines import (
    KINDS,
    evidence_lines,
    guard_lines,
    plain,
    remedy_line,
    roles_in_words,
    sentence,
    source_line,
)
from continuum.prose.rulebook_rules import duty_paragraphs, parameter_paragraphs, rule_paragraphs
from continuum.prose.rulebook_sharing import category_paragraphs, sharing_paragraphs
from continuum.prose.sentences import say
from continuum.prose.signposts import blocking_rules, states_in_words
from continuum.prose.speaker import Speaker, phrase
from continuum.rulebook import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from continuum.prose.rulebook_lines import Paragraph
    from continuum.rulebook import Event, Rulebook, State

__all__ = ["SECTIONS"]


def _roles(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for role in book.roles:
        code = f", {plain(role.code)}" if role.code else ""
        said = f"{plain(speaker.text('role', role.words))} (`{role.name}`{code})."
        if role.name == book.lead:
            said = speaker.say("{role} Leads when a case opens.", role=said)
        yield [said]


def _regions(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for region in book.regions:
        words = speaker.text("region", region.words)
        about = f" {plain(speaker.text('about', region.about))}" if region.about else ""
        lines = [
            speaker.say(
                "**{region}** (`{name}`): the first state is “{state}”.{about}",
                region=plain(words),
                name=region.name,
                state=plain(speaker.text("state", region.state(region.initial).words)),
                about=about,
            )
        ]
        for state in region.states:
            said = "; ".join(plain(mark) for mark in _marks(state, book, speaker))
            about = f": {plain(speaker.text('about', state.about))}" if state.about else ""
            more = f" — {said}" if said else ""
            words = plain(speaker.text("state", state.words))
            lines.append(f"- {words} (`{state.name}`){about}{more}")
        yield lines


def _marks(state: State, book: Rulebook, speaker: Speaker) -> Iterator[str]:
    if state.final:
        yield speaker.say("the pathway ends here")
    if state.coercive:
        yield speaker.say("the person is held or restricted")
    if state.lawful_while != ALWAYS:
        rule = f" ({state.rule})" if state.rule else ""
        lawful = say(state.lawful_while, book, speaker)
        yield speaker.say("lawful while {guard}{rule}", guard=lawful, rule=rule)


def _events(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for event in book.events:
        head = f"**{plain(speaker.text('event', event.words))}** (`{event.name}`)."
        if event.adverse:
            head = speaker.say(
                "{event} **Adverse**: it takes something from the person.", event=head
            )
        about = f" {plain(speaker.text('about', event.about))}" if event.about else ""
        lines = [head + about]
        roles = plain(roles_in_words(event.decided_by, book, speaker)) or speaker.say("anyone")
        lines.append(speaker.say("- Decided by: {roles}.", roles=roles))
        kind = speaker.say(KINDS[event.kind])
        lines.append(speaker.say("- Whose obligation: {kind}.", kind=kind))
        if event.requires != ALWAYS:
            lines += guard_lines(speaker.say("Requires:"), event.requires, book, speaker)
            if event.remedy:
                lines.append(remedy_line(event.remedy, book, speaker))
        lines += [f"- {plain(said)}." for said in say_carried(event, book, speaker)]
        lines += _ways(book, event, speaker)
        effects = (say_effect(effect, event, book, speaker) for effect in event.effects)
        lines += [f"- {plain(said)}." for said in effects]
        rules = blocking_rules(book, event.name)
        if rules:
            said = plain(speaker.joined(rules))
            lines.append(speaker.say("- Rules that can stand in the way: {rules}.", rules=said))
        lines.append(source_line(event.sources, book, speaker))
        yield lines


def _ways(book: Rulebook, event: Event, speaker: Speaker) -> Iterator[str]:
    for move in book.transitions:
        if move.event != event.name:
            continue
        region = book.region(move.region)
        before = plain(states_in_words(region, move.source, quoted=True, speaker=speaker))
        parts = {
            "region": plain(speaker.text("region", region.words)),
            "before": before,
            "basis": f" ({plain(move.basis)})" if move.basis else "",
        }
        if move.target is None or move.source == (move.target,):
            way = speaker.say("In {region}: {before} stays as it is{basis}", **parts)
        else:
            after = plain(say_state(move.region, move.target, book, speaker))
            way = speaker.say(
                "In {region}: from {before} to “{after}”{basis}", after=after, **parts
            )
        if move.when == ALWAYS:
            yield f"- {way}."
        else:
            yield from guard_lines(speaker.say("{way}, when", way=way), move.when, book, speaker)


def _steps(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for step in book.steps:
        lines = [f"**{plain(step.id)}** {sentence(speaker.text('step', step.sentence))}"]
        kind = speaker.say(KINDS[step.kind])
        lines.append(speaker.say("- Whose obligation: {kind}.", kind=kind))
        owners = plain(roles_in_words(step.owner, book, speaker))
        lines.append(speaker.say("- Done by: {roles}.", roles=owners))
        if step.available != ALWAYS:
            lines += guard_lines(speaker.say("Open when:"), step.available, book, speaker)
        if step.due is not None:
            day = plain(say_milestone(step.due, book, speaker))
            lines.append(speaker.say("- Last day: {day}.", day=day))
        if step.event:
            event = f"{plain(say_event(step.event, book, speaker))} (`{step.event}`)"
            lines.append(speaker.say("- Recorded by: {event}.", event=event))
        if step.needs_consent:
            lines.append(speaker.say("- The person's consent is part of it."))
        if step.before:
            events = speaker.joined(say_event(name, book, speaker) for name in step.before)
            lines.append(speaker.say("- Comes before: {events}.", events=plain(events)))
        lines += evidence_lines(step.evidence, speaker)
        lines.append(source_line(step.sources, book, speaker))
        yield lines


def _handovers(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for handover in book.handovers:
        title = plain(speaker.text("handover", handover.title))
        lead = f" {title}:" if title else ""
        lines = [
            speaker.say(
                "**{id}**{title} from {sender} to {receiver}.",
                id=plain(handover.id),
                title=lead,
                sender=plain(say_role(handover.sender, book, speaker)),
                receiver=plain(say_role(handover.receiver, book, speaker)),
            )
        ]
        content = speaker.joined(speaker.text("content", one) for one in handover.content)
        lines.append(speaker.say("- Hands over at least: {content}.", content=plain(content)))
        if handover.available != ALWAYS:
            lead = speaker.say("Takes place when:")
            lines += guard_lines(lead, handover.available, book, speaker)
        if handover.due is not None:
            day = plain(say_milestone(handover.due, book, speaker))
            lines.append(speaker.say("- Last day: {day}.", day=day))
        if handover.leads:
            lines.append(speaker.say("- The lead passes to the receiver when it takes effect."))
        lines += evidence_lines(handover.evidence, speaker)
        lines.append(source_line(handover.sources, book, speaker))
        yield lines


def _phases(book: Rulebook, speaker: Speaker) -> Iterator[Paragraph]:
    for form in book.phases:
        name = form.phase.replace("_", "-")
        if not speaker.english:
            name = speaker.text("phase", spaced(form.phase))
        yield [f"**{name}**", *guard_lines(speaker.say("When:"), form.when, book, speaker)]


def _references(book: Rulebook, _: Speaker) -> Iterator[Paragraph]:
    cited = {source.key for source in _every_source(book)}
    for reference in book.references:
        if reference.key in cited:
            address = f" {plain(reference.address)}" if reference.address else ""
            yield [f"**{plain(reference.key)}** {plain(reference.title)}{address}"]


def _every_source(book: Rulebook) -> Iterator[Source]:
    for region in book.regions:
        for state in region.states:
            yield from state.sources
    for parts in (
        book.every_event,
        book.transitions,
        book.steps,
        book.handovers,
        book.categories,
        book.sharing,
    ):
        for part in parts:
            yield from part.sources
    for rule in book.every_rule:
        yield from rule.sources
        for exemption in rule.exemptions:
            yield from exemption.sources
    for parameter in book.parameters:
        for dated in parameter.values:
            yield from (Source.from_text(text) for text in dated.sources)


SECTIONS: tuple[tuple[str, str, Callable[[Rulebook, Speaker], Iterable[Paragraph]]], ...] = (
    (phrase("Who may act"), "", _roles),
    (phrase("The tracks and their states"), "", _regions),
    (
        phrase("The events"),
        phrase("What happens on the way, and who decides it."),
        _events,
    ),
    (
        phrase("The rules"),
        phrase("Not yet checked means: nobody has compared the rule with its source."),
        rule_paragraphs,
    ),
    (phrase("The steps"), "", _steps),
    (
        phrase("The handovers"),
        phrase("The sender stays accountable until a handover takes effect."),
        _handovers,
    ),
    (phrase("The kinds of information"), "", category_paragraphs),
    (
        phrase("Who may tell whom what"),
        phrase("What is not opened here stays closed."),
        sharing_paragraphs,
    ),
    (phrase("The duties that rules create"), "", duty_paragraphs),
    (phrase("The numbers of the law"), "", parameter_paragraphs),
    (phrase("The phases"), "", _phases),
    (phrase("The references"), phrase("Those that this rulebook cites."), _references),
)
