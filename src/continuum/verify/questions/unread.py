"""Questions to the facts: is what is read ever set, and what is set ever read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import facts_in
from continuum.guards.reductions import Earlier, Same
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Adds, Sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard, Milestone
    from continuum.rulebook import Rulebook
    from continuum.verify.outcome import Outcome

__all__ = ["unread", "unset"]

_MOST_NAMED = 3


def unset(outcome: Outcome) -> None:
    """Ask of every fact that a condition reads whether anything ever records it.

    What anybody may record on any day is left alone; so is what is known when a case opens and
    meant to stay (``moves="fixed"``).

    Args:
        outcome: Where the faults are kept.
    """
    book = outcome.book
    readers = _readers(book)
    sets = {e.fact for event in book.every_event for e in event.effects if isinstance(e, Sets)}
    adds = {e.register for event in book.every_event for e in event.effects if isinstance(e, Adds)}
    found = 0
    empty: dict[str, list[str]] = {}
    for fact in book.every_fact:
        by = readers.get(fact.name)
        if not by:
            continue
        register = getattr(fact.derived, "register", "")
        if register and register not in adds:
            empty.setdefault(register, []).append(fact.name)
        elif outcome.search.cells.kind(fact.name) == "tracked" and fact.name not in sets | {"lead"}:
            found += 1
            stays = "stays unknown" if fact.initially is None else "stays as it is at the opening"
            outcome.found(
                "fact_read_never_set",
                (fact.name,),
                f"`{fact.name}` ({fact.words}) is read by {_listed(by)}, and no event records it, "
                f"so it {stays}; let an event set it, or say who may record it",
            )
    for register, names in empty.items():
        found += 1
        by = [reader for name in names for reader in readers[name]]
        read = ", ".join(f"`{name}`" for name in names)
        outcome.found(
            "fact_read_never_set",
            (register, *names),
            f"{read} is taken from the register `{register}` and read by {_listed(by)}, and no "
            "event adds a record to it; let an event add one, or leave the register out",
        )
    if readers and not found:
        outcome.proved.append("whatever a condition reads can be recorded")


def unread(outcome: Outcome) -> None:
    """Ask of every fact that is recorded whether anything reads it.

    What is kept about a person and decides nothing need not be kept.  Left alone are sensitive
    facts, since no condition may read them; what nobody is named to record; and what is the only
    trace of an event, which has to leave one.

    Args:
        outcome: Where the faults are kept.
    """
    book = outcome.book
    readers = _readers(book)
    setters: dict[str, list[str]] = {}
    traces: set[str] = set()
    moving = {move.event for move in book.transitions}
    for event in book.every_event:
        for effect in event.effects:
            if isinstance(effect, Sets):
                setters.setdefault(effect.fact, []).append(event.name)
                if len(event.effects) == 1 and event.name not in moving:
                    traces.add(effect.fact)
    found = asked = 0
    for fact in book.facts:
        by = setters.get(fact.name) or fact.recorded_by
        if not by or fact.sensitive or (fact.name in traces and fact.name not in readers):
            continue
        asked += 1
        if fact.name in readers:
            continue
        found += 1
        who = f"recorded by {_listed([f'`{name}`' for name in by])}"
        outcome.found(
            "fact_set_never_read",
            (fact.name,),
            f"`{fact.name}` ({fact.words}) is {who}, and nothing reads it; let a rule read it, "
            "or do not keep it",
        )
    if asked and not found:
        outcome.proved.append(
            f"each of the {asked} facts that somebody or something records is read"
        )


def _readers(book: Rulebook) -> dict[str, list[str]]:
    """Give every fact that is read, with the words for what reads it."""
    found: dict[str, list[str]] = {}
    waiting = list(_readings(book))
    while waiting:
        fact, by = waiting.pop(0)
        known = found.setdefault(fact.name, [])
        if by in known:
            continue
        known.append(by)
        if isinstance(fact.derived, (Same, Earlier)):
            names = (fact.derived.one, fact.derived.other)
            waiting += [(other, by) for other in book.every_fact if other.name in names]
    return found


def _readings(book: Rulebook) -> Iterator[tuple[Fact, str]]:
    for by, guard in _guards(book):
        yield from ((fact, by) for fact in facts_in(guard))
    for by, milestone in _milestones(book):
        yield from ((fact, by) for fact in milestone_facts(milestone))


def _guards(book: Rulebook) -> Iterator[tuple[str, Guard]]:
    for event in book.every_event:
        yield f"`{event.name}`", event.requires
    for rule in book.every_rule:
        yield f"rule {rule.id}", rule.guard
        for exemption in rule.exemptions:
            yield f"rule {rule.id}", exemption.guard
        for form in rule.duty:
            yield f"the duty of {rule.id}", form.met
            if form.lapses is not None:
                yield f"the duty of {rule.id}", form.lapses
    for move in book.transitions:
        yield f"the ways of `{move.event}`", move.when
    for region in book.regions:
        for state in region.states:
            yield f"the state `{state.name}`", state.lawful_while
    for step in book.steps:
        yield f"step {step.id}", step.done
        yield f"step {step.id}", step.available
    for handover in book.handovers:
        yield f"handover {handover.id}", handover.available
    for phase in book.phases:
        yield f"phase {phase.phase}", phase.when


def _milestones(book: Rulebook) -> Iterator[tuple[str, Milestone]]:
    for rule in book.every_rule:
        for form in rule.duty:
            if form.due is not None:
                yield f"the duty of {rule.id}", form.due
    for step in book.steps:
        if step.due is not None:
            yield f"step {step.id}", step.due
    for handover in book.handovers:
        if handover.due is not None:
            yield f"handover {handover.id}", handover.due
    for event in book.every_event:
        for effect in event.effects:
            if isinstance(effect, Sets) and hasattr(effect.to, "reached"):
                yield f"`{event.name}`", effect.to  # type: ignore[misc]
            elif isinstance(effect, Adds):
                for day in (effect.start, effect.end):
                    if hasattr(day, "reached"):
                        yield f"`{event.name}`", day  # type: ignore[misc]


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """Give names in a row, the first few of them."""
    few = list(dict.fromkeys(names))
    if len(few) > _MOST_NAMED:
        return f"{', '.join(few[:_MOST_NAMED])} and {len(few) - _MOST_NAMED} more"
    return " and ".join([", ".join(few[:-1]), few[-1]] if len(few) > 1 else few)
