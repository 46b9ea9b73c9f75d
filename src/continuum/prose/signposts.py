"""What a picture of a region shows: its states, and one signpost for events that go the same way.

A signpost gathers every event that leads from the same states to the same states, so that eight
lines with the same words become one box with eight lines into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose.naming import say_event, say_list
from continuum.prose.speaker import ENGLISH, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.rulebook import Region, Rulebook, Transition

__all__ = [
    "Signpost",
    "blocking_rules",
    "rules_in_short",
    "signposts_of",
    "states_in_words",
    "staying_events",
    "unmoving_events",
    "ways_in_words",
]

_NAMED_AT_MOST = 4


@attrs.frozen
class Signpost:
    """Events that lead from each of some states to each of some others, of one region."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    events: tuple[str, ...]


def signposts_of(book: Rulebook, region: Region) -> tuple[Signpost, ...]:
    """Gather the moves of a region, in the order of its states and of the book's events.

    An event gets one signpost for each target, or one for each set of targets that some states
    share, whichever are fewer; where it may go several ways, recorded facts choose.
    """
    order = {name: place for place, name in enumerate(region.names)}
    pairs: dict[str, set[tuple[str, str]]] = {}
    for move in _moves(book, region):
        for source in move.source:
            if move.target is not None and move.target != source:
                pairs.setdefault(move.event, set()).add((source, move.target))
    gathered: dict[_Ends, list[str]] = {}
    for event in book.every_event:
        for ends in _grouped(pairs.get(event.name, set()), order):
            gathered.setdefault(ends, []).append(event.name)

    def rank(ends: _Ends) -> tuple[list[int], ...]:
        return tuple([order[name] for name in side] for side in reversed(ends))

    return tuple(Signpost(*ends, tuple(gathered[ends])) for ends in sorted(gathered, key=rank))


_Ends = tuple[tuple[str, ...], tuple[str, ...]]


def _grouped(pairs: set[tuple[str, str]], order: Mapping[str, int]) -> list[_Ends]:
    """Group pairs of states into full products: by target, or by source where those are fewer."""

    def ordered(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=order.__getitem__))

    into = {target: ordered(s for s, t in pairs if t == target) for _, target in pairs}
    by_target: list[_Ends] = [(sources, (target,)) for target, sources in into.items()]
    sharing: dict[tuple[str, ...], set[str]] = {}
    for source in {source for source, _ in pairs}:
        sharing.setdefault(ordered(t for s, t in pairs if s == source), set()).add(source)
    by_source: list[_Ends] = [(ordered(sources), targets) for targets, sources in sharing.items()]
    return by_source if len(by_source) < len(by_target) else by_target


def staying_events(book: Rulebook, region: Region) -> dict[str, tuple[str, ...]]:
    """Give the events that a region hears without moving, and the states in which it does."""
    staying: dict[str, set[str]] = {}
    for move in _moves(book, region):
        for source in move.source:
            if move.target is None or move.target == source:
                staying.setdefault(move.event, set()).add(source)
    return {
        event: tuple(name for name in region.names if name in states)
        for event, states in sorted(staying.items())
    }


def unmoving_events(book: Rulebook) -> tuple[str, ...]:
    """Give the events as declared that have a way through no region: they only record."""
    moving = {move.event for move in book.transitions}
    return tuple(event.name for event in book.events if event.name not in moving)


def blocking_rules(book: Rulebook, event: str) -> tuple[str, ...]:
    """Give the ids of the rules that can stand in the way of an event, as of the book's own day.

    Those that name the event come first, then those that govern it by what it declares.
    """
    gates = book.lower(book.as_of).events[event].gates
    rules = [gate.rule for gate in gates if gate.rule is not None]
    named = [rule.id for rule in rules if event in rule.governs.events]
    return (*named, *(rule.id for rule in rules if rule.id not in named))


def rules_in_short(book: Rulebook, event: str) -> str:
    """Give the rules that name an event, in a few words for a label."""
    ids = [id_ for id_ in blocking_rules(book, event) if event in book.rule(id_).governs.events]
    more = f" and {len(ids) - _NAMED_AT_MOST} more" if len(ids) > _NAMED_AT_MOST else ""
    return ", ".join(ids[:_NAMED_AT_MOST]) + more


def states_in_words(
    region: Region,
    names: tuple[str, ...],
    but: tuple[str, ...] = (),
    *,
    quoted: bool = False,
    speaker: Speaker = ENGLISH,
) -> str:
    """Name some states of a region in the shortest honest way.

    Args:
        region: The region.
        names: The states.
        but: States that go without saying, such as the one to which an event leads.
        quoted: Put titles in quotes, as a sentence needs them.
        speaker: Who says it.
    """

    def title(name: str) -> str:
        words = speaker.text("state", region.state(name).words)
        return speaker.quoted(words) if quoted else words

    left_out = [name for name in region.names if name not in names and name not in but]
    if not left_out and names[1:]:
        if but and not set(but) <= set(names):
            return speaker.say("any other state")
        return speaker.say("any state")
    if len(left_out) * 2 < len(names):
        out = speaker.joined(title(name) for name in region.names if name not in names)
        return speaker.say("any state but {states}", states=out)
    return speaker.joined((title(name) for name in names), "or")


def ways_in_words(book: Rulebook, region: Region) -> tuple[str, ...]:
    """Tell every move of a region in a sentence: the picture for those who do not see it."""
    return tuple(
        f"from {states_in_words(region, post.sources, quoted=True)} "
        f"to {states_in_words(region, post.targets, quoted=True)}: "
        + say_list(say_event(event, book) for event in post.events)
        for post in signposts_of(book, region)
    )


def _moves(book: Rulebook, region: Region) -> list[Transition]:
    return [move for move in book.transitions if move.region == region.name]
