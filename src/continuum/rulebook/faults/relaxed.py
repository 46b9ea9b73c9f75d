"""How an extension could get round a fixed rule, and the faults that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import Fault
from continuum.guards import ALWAYS
from continuum.rulebook.faults.declared import quoted
from continuum.rulebook.lower import governs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook.book import Rulebook
    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.rules import Rule
    from continuum.rulebook.statechart import Event, Transition

__all__ = ["escaped_events", "narrowed_demands", "relaxed_rules"]


def relaxed_rules(book: Rulebook, rules: Iterable[object]) -> Iterator[Fault]:
    """Give a fault for every fixed rule that would be replaced or left out.

    Args:
        book: The rulebook that is extended.
        rules: The rules that the new one would have.
    """
    kept = tuple(rules)
    for rule in book.rules:
        if rule.force == "fixed" and rule not in kept:
            there = any(getattr(other, "id", None) == rule.id for other in kept)
            how = "replaced by another" if there else "left out"
            yield Fault(
                f"rules[{rule.id}]",
                f"a fixed rule may not be relaxed, and {quoted(rule.id)} would be {how}",
                help=f"keep {quoted(rule.id)} as it is, and add a rule of your own beside it",
            )


def escaped_events(old: Declared, new: Declared) -> list[Fault]:
    """Give a fault for events that have got away from a fixed rule by declaring something else.

    An event that really enters no coercive state any more has not escaped; one that enters a
    state which is only no longer called coercive has.
    """
    reach = attrs.evolve(new.reach, coercive=old.reach.coercive | new.reach.coercive)
    faults = []
    for rule in old.book.rules:
        if rule.force != "fixed" or not rule.governs.by_attribute:
            continue
        still = {event.name for event in new.governed(rule)}
        faults += [
            Fault(
                f"events[{event.name}]",
                f"a fixed rule may not be relaxed, and {quoted(rule.id)} would no longer govern "
                f"{quoted(event.name)}",
                help=f"let {quoted(event.name)} declare what it declared before: "
                "whether it is adverse, its kind, whether it enters a coercive state",
            )
            for event in old.governed(rule)
            if event.name in new.events and event.name not in still and governs(rule, event, reach)
        ]
    return faults


def narrowed_demands(old: Declared, new: Declared) -> Iterator[Fault]:
    """Give a fault for whatever would keep an event from happening that a fixed rule demands.

    A hard date of liberty holds only as long as its event has a way: its transitions stay as they
    are, nothing more is asked for, and whoever could record it still can.
    """
    for rule in old.book.rules:
        if rule.force == "fixed" and rule.then == "demands":
            for event in old.governed(rule):
                yield from _narrowed(rule, event, old, new)


def _narrowed(rule: Rule, event: Event, old: Declared, new: Declared) -> Iterator[Fault]:
    why = f"{quoted(rule.id)} demands {quoted(event.name)} and is fixed"
    now = new.events.get(event.name)
    if now is None:
        return  # the rule then governs an event that is not there, which is a fault of its own
    if not set(event.decided_by) <= set(now.decided_by):
        yield Fault(
            f"events[{event.name}].decided_by",
            f"{why}, so whoever decides it today must still be able to",
            help="add roles, and leave out none",
        )
    if not set(now.needs) <= set(event.needs):
        yield Fault(
            f"events[{event.name}].needs",
            f"{why}, so its request may not have to carry more than before",
            help="ask for it, but do not need it",
        )
    before = [move for move in old.book.transitions if move.event == event.name]
    after = [move for move in new.book.transitions if move.event == event.name]
    for move in before:
        if move not in after:
            yield Fault(
                f"transitions[{event.name}]",
                f"{why}, so its way from {' or '.join(map(quoted, move.source))} in "
                f"{quoted(move.region)} may not be taken away or changed",
                help="keep its transitions as they are",
            )
    for move in after:
        if move not in before and (problem := _in_the_way(move, before, after, new)):
            yield Fault(
                f"transitions[{event.name}]",
                f"{why}, and a new transition in {quoted(move.region)} {problem}",
                help="let it start from new states only, and in a new region from all of them",
            )


def _in_the_way(
    move: Transition, before: list[Transition], after: list[Transition], new: Declared
) -> str:
    known = {state for other in before if other.region == move.region for state in other.source}
    if known & set(move.source):
        return "would be a second way from a state that has one"
    if not known:
        free = {
            state
            for other in after
            if other.region == move.region and other.when == ALWAYS
            for state in other.source
        }
        region = next(r for r in new.book.regions if r.name == move.region)
        if not set(region.names) <= free:
            return "would have to be found from every one of its states, and is not"
    return ""
