"""Faults of the statechart: regions, events with what they record, transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import Fault
from continuum.rulebook.faults.declared import SYSTEM_ROLE, missing, quoted
from continuum.rulebook.faults.effects import effect_faults
from continuum.rulebook.faults.facts import role_faults
from continuum.rulebook.faults.guards import GuardReader
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.faults.sources import source_faults
from continuum.rulebook.request import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.statechart import Event

__all__ = ["event_faults", "region_faults", "transition_faults"]


def region_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the regions and their states."""
    rules = {rule.id for rule in known.book.every_rule}
    for index, region in enumerate(known.book.regions):
        place = named_place("regions", index, region)
        if not region.states:
            yield Fault(
                f"{place}.states",
                f"region {quoted(region.name)} has no states",
                help="give it at least one state, and start it there",
            )
        elif region.initial not in region.names:
            yield Fault(
                f"{place}.initial",
                f"region {quoted(region.name)} has no state {quoted(region.initial)}",
                help=missing("state", region.initial, region.names),
            )
        for number, state in enumerate(region.states):
            where = named_place(f"{place}.states", number, state)
            yield from GuardReader(
                known, f"{where}.lawful_while", None, "a state must be lawful on every day it lasts"
            ).guard(state.lawful_while)
            if state.rule and state.rule not in rules:
                yield Fault(
                    f"{where}.rule",
                    f"there is no rule {quoted(state.rule)}",
                    help=missing("rule", state.rule, rules),
                )
            yield from source_faults(known, state.sources, f"{where}.sources")


def event_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the events."""
    moving = {move.event for move in known.book.transitions}
    for index, event in enumerate(known.book.events):
        place = named_place("events", index, event)
        yield from role_faults(known, event.decided_by, f"{place}.decided_by")
        if event.adverse:
            yield from _adverse(event, place)
        if event.name not in moving and not event.effects:
            yield Fault(
                place,
                f"event {quoted(event.name)} moves no region and records nothing",
                help="give it a transition or an effect, or leave it out",
            )
        if event.target and event.target not in known.registers:
            yield Fault(
                f"{place}.target",
                f"there is no register {quoted(event.target)}",
                help=missing("register", event.target, known.registers),
            )
        yield from _needs(event, place)
        yield from GuardReader(known, f"{place}.requires", (event,)).guard(event.requires)
        yield from effect_faults(known, event, place)
        yield from source_faults(known, event.sources, f"{place}.sources")


def _adverse(event: Event, place: str) -> Iterator[Fault]:
    if not event.decided_by:
        yield Fault(
            f"{place}.decided_by",
            f"event {quoted(event.name)} is adverse, and nobody decides it",
            help="name human roles: what takes something from a person, a human decides",
        )
    if SYSTEM_ROLE in event.decided_by:
        yield Fault(
            f"{place}.decided_by",
            f"event {quoted(event.name)} is adverse, and `{SYSTEM_ROLE}` may not decide it",
            help="name human roles only: nothing adverse is ever decided or triggered by a system",
        )


def _needs(event: Event, place: str) -> Iterator[Fault]:
    carried = [fact.name for fact in event.asks] + list(SAID)
    carried += ["target"] if event.target else []
    for name in event.needs:
        if name not in carried:
            yield Fault(
                f"{place}.needs",
                f"a request for {quoted(event.name)} cannot carry {quoted(name)}",
                help=missing("word", name, carried, kinds="facts and words that it may carry"),
            )


def transition_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the transitions."""
    for index, move in enumerate(known.book.transitions):
        place = f"transitions[{index}]"
        event, region = known.events.get(move.event), known.regions.get(move.region)
        if event is None:
            yield Fault(
                f"{place}.event",
                f"there is no event {quoted(move.event)}",
                help=missing("event", move.event, known.events),
            )
        if region is None:
            yield Fault(
                f"{place}.region",
                f"there is no region {quoted(move.region)}",
                help=missing("region", move.region, known.regions),
            )
        else:
            targets = () if move.target is None else (move.target,)
            for slot, names in (("source", move.source), ("target", targets)):
                for name in names:
                    if name not in region.names:
                        yield Fault(
                            f"{place}.{slot}",
                            f"region {quoted(region.name)} has no state {quoted(name)}",
                            help=missing("state", name, region.names),
                        )
        if not move.source:
            yield Fault(
                f"{place}.source",
                "the transition leaves from nowhere",
                help="name at least one state from which the event may come",
            )
        reading = () if event is None else (event,)
        yield from GuardReader(known, f"{place}.when", reading).guard(move.when)
        yield from source_faults(known, move.sources, f"{place}.sources")
