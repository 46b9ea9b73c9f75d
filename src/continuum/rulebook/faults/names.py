"""Faults of names: lower snake case, given once, and none that is taken already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from continuum.errors import Fault
from continuum.guards import Choice
from continuum.rulebook.faults.declared import LEAD, quoted, same_fact
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.request import ACTING_ROLE, SAID, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.rulebook.book import Rulebook

__all__ = ["name_faults"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_OPTION: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_STANDARD: Final = frozenset(fact.name for fact in STANDARD)
_CALLED: Final = ("self", "event", "on", "by", "recorded", "key", "expect")  # words of `send`
_CARRIED: Final = frozenset((*SAID, "target", "meets", *_CALLED))
_WEIGHED: Final = frozenset(("role", "requires", "target"))


def name_faults(book: Rulebook) -> Iterator[Fault]:
    """Give the faults of the names and ids of a rulebook."""
    if not _NAME.fullmatch(book.name):
        yield _not_a_name(book.name, "name")
    if not book.version.strip():
        yield Fault(
            "version",
            "the rulebook has no version",
            help="give any text that changes when the content does, such as `1`",
        )
    for part in ("roles", "regions", "registers", "parameters", "categories"):
        yield from _unique(getattr(book, part), part)
    for index, region in enumerate(book.regions):
        yield from _unique(region.states, f"{named_place('regions', index, region)}.states")
    for index, register in enumerate(book.registers):
        place = f"{named_place('registers', index, register)}.fields"
        yield from _unique(register.fields, place)
        yield from _options(register.fields, place)
    yield from _references(book)
    yield from _events(book)
    yield from _ids(book)
    yield from _facts(book)


def _not_a_name(name: str, place: str) -> Fault:
    near = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return Fault(
        place,
        f"{quoted(name)} is not a name" if name else "the name is empty",
        help="write names in lower snake case"
        + (f": {quoted(near)}" if _NAME.fullmatch(near) else ", such as `conditional_release`"),
    )


def _unique(items: tuple[Any, ...], place: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        where = named_place(place, index, item)
        if not _NAME.fullmatch(item.name):
            yield _not_a_name(item.name, where)
        if item.name in seen:
            yield _twice(item.name, where)
        seen.add(item.name)


def _twice(name: str, place: str) -> Fault:
    return Fault(place, f"{quoted(name)} is there twice", help="give each a name of its own")


def _options(facts: tuple[Fact, ...], place: str) -> Iterator[Fault]:
    for index, fact in enumerate(facts):
        for option in fact.options if isinstance(fact, Choice) else ():
            if not _OPTION.fullmatch(option):
                yield _not_a_name(option, f"{named_place(place, index, fact)}.options")


def _references(book: Rulebook) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, reference in enumerate(book.references):
        if reference.key in seen:
            yield _twice(reference.key, named_place("references", index, reference))
        seen.add(reference.key)


def _events(book: Rulebook) -> Iterator[Fault]:
    yield from _unique(book.events, "events")
    declared = {event.name for event in book.events}
    brought: set[str] = set()
    for event in book.every_event[len(book.events) :]:
        if event.name in declared and event.name not in brought:
            yield Fault(
                f"events[{event.name}]",
                f"a handover brings its own event {quoted(event.name)}",
                help="leave the event out, or give it another name",
            )
        brought.add(event.name)


def _ids(book: Rulebook) -> Iterator[Fault]:
    """Rules, steps and handovers share one set of ids; stages are facts, so they are names."""
    seen: dict[str, str] = {}
    parts: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("rules", book.rules),
        ("steps", book.steps),
        ("handovers", book.handovers),
    )
    for part, items in parts:
        for index, item in enumerate(items):
            place = named_place(part, index, item)
            if not item.id.strip():
                yield Fault(f"{place}.id", "the id is empty", help="give an id such as `GR-51`")
            elif part == "handovers" and not _NAME.fullmatch(item.id.lower()):
                yield Fault(
                    f"{place}.id",
                    f"{quoted(item.id)} cannot be the id of a handover: its stage is a fact, and "
                    f"{quoted(item.id.lower())} is not a name",
                    help="use letters, digits and underscores only, such as `H5`",
                )
            if item.id in _WEIGHED:
                yield Fault(
                    f"{place}.id",
                    f"{quoted(item.id)} is the word for what every event is weighed by",
                    help="give another id, such as `GR-51`",
                )
            key = item.id.lower() if part == "handovers" else item.id
            if key in seen or item.id in seen:
                before = seen.get(item.id, seen.get(key, ""))
                yield Fault(
                    place,
                    f"the id {quoted(item.id)} is given twice, also to {before}",
                    help="give each rule, step and handover an id of its own",
                )
            seen[key] = seen[item.id] = place
    for rule in book.every_rule[len(book.rules) :]:
        if rule.id in seen:
            yield Fault(
                seen[rule.id],
                f"a handover brings its own rule {quoted(rule.id)}",
                help="give another id",
            )


def _facts(book: Rulebook) -> Iterator[Fault]:
    """One name, one fact: declared ones, those that events ask for, those of every rulebook."""
    yield from _options(book.facts, "facts")
    stages = {handover.stage.name: handover.id for handover in book.handovers}
    seen: dict[str, tuple[Fact, str]] = {}
    for index, fact in enumerate(book.facts):
        place = named_place("facts", index, fact)
        if not _NAME.fullmatch(fact.name):
            yield _not_a_name(fact.name, place)
        if fact.name in seen:
            yield _twice(fact.name, place)
        yield from _taken(fact.name, stages, place)
        seen.setdefault(fact.name, (fact, place))
    for number, event in enumerate(book.events):
        where = f"{named_place('events', number, event)}.asks"
        yield from _unique(event.asks, where)
        yield from _options(event.asks, where)
        for index, fact in enumerate(event.asks):
            place = named_place(where, index, fact)
            yield from _taken(fact.name, stages, place)
            if fact.name in _CARRIED:
                yield Fault(
                    place,
                    f"every request may carry {quoted(fact.name)} already",
                    help="leave it out, or give it another name",
                )
            first, before = seen.setdefault(fact.name, (fact, place))
            if not same_fact(first, fact):
                yield Fault(
                    place,
                    f"{quoted(fact.name)} is another fact at {before}",
                    help="one name, one fact: define it once, or give this one another name",
                )


def _taken(name: str, stages: dict[str, str], place: str) -> Iterator[Fault]:
    if name in _STANDARD or name == ACTING_ROLE:
        whose = "a fact of every request"
    elif name == LEAD:
        whose = "the role that leads the case"
    elif name in stages:
        whose = f"the stage of handover {quoted(stages[name])}"
    else:
        return
    yield Fault(
        place,
        f"{quoted(name)} is taken: it is {whose}",
        help="leave it out and read that one, or give this fact another name",
    )
