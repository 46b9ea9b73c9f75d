"""What an event needs and what it changes, as goals and as steps from cell to cell."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from continuum.guards import (
    ALWAYS,
    NEVER,
    All,
    Choice,
    During,
    Flag,
    Known,
    Not,
    Number,
    Some,
    facts_in,
)
from continuum.guards.reductions import AnyInForce
from continuum.rulebook import Adds, Ends, Said, Sets
from continuum.rulebook.request import SAID
from continuum.verify.situations.cells import NOTHING, TOUCHED, Cells, Key
from continuum.verify.situations.rewriting import mapped, renamed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Guard, Reduction, Value
    from continuum.rulebook import ChartEvent, Leg
    from continuum.verify.following.solving import Goal, Want

__all__ = [
    "Wishes",
    "after_event",
    "allowed",
    "allowed_by",
    "changes",
    "holds_any",
    "touches",
    "way",
    "with_request",
]

Wishes = tuple[tuple[str, "Value | None"], ...]
"""What a request must say for a change to come out as it does; ``None``: it must not be said."""


def way(heard: ChartEvent, region: str) -> Guard:
    """Give the guard that says that an event finds exactly one way in a region."""
    ways = []
    for state, legs in heard.ways[region].items():
        if all(leg.when == ALWAYS for leg in legs) and len(legs) == 1:
            ways.append(During(region, (state,)))
            continue
        for leg in legs:
            others = (Not(other.when) for other in legs if other is not leg)
            ways.append(All((During(region, (state,)), leg.when, *others)))  # type: ignore[arg-type]
    return Some(ways)


def holds_any(register: str) -> Flag:
    """Give the question whether a register holds any record at all."""
    return Flag(f"any:{register}", moves="step")


def allowed(heard: ChartEvent, legs: Mapping[str, Leg]) -> tuple[Goal, ...]:
    """Give the goals for an event to be allowed.

    Args:
        heard: The event.
        legs: The leg it takes in some of its regions; in the others any way will do.
    """
    return tuple(goal for _, goal in allowed_by(heard, legs))


def allowed_by(heard: ChartEvent, legs: Mapping[str, Leg]) -> tuple[tuple[str, Goal], ...]:
    """Give the goals for an event to be allowed, each with the name of what asks for it.

    Args:
        heard: The event.
        legs: The leg it takes in some of its regions; in the others any way will do.

    Returns:
        Goals by the id of their gate; by ``in:``, ``way:`` and ``beside:`` with the region for
        where a leg starts, its own condition, and that no other leg is open.
    """
    asked: list[tuple[str, Goal]] = [(gate.id, (gate.guard, "holds")) for gate in heard.gates]
    for region, by_state in heard.ways.items():
        leg = legs.get(region)
        if leg is None:
            asked.append((f"way:{region}", (way(heard, region), "holds")))
            continue
        asked.append((f"in:{region}", (During(region, (leg.source,)), "holds")))
        if leg.when != ALWAYS:
            asked.append((f"way:{region}", (leg.when, "holds")))
        others = (other for other in by_state[leg.source] if other is not leg)
        asked += [(f"beside:{region}", (other.when, "fails")) for other in others]
    named = tuple((name, (with_request(heard, guard), want)) for name, (guard, want) in asked)
    if not heard.event.target:
        return named
    if "target" in heard.event.needs:  # there must be a record to name
        named = (*named, ("target", (holds_any(heard.event.target), "holds")))
    of_records = ((name, _of_a_record(heard, *goal)) for name, goal in named)
    return (*named, *((name, goal) for name, goals in of_records for goal in goals))


def with_request(heard: ChartEvent, guard: Guard) -> Guard:
    """Give the guard as the event's own request is weighed by it.

    A fact that counts the record that the request would add is another one than outside the
    request; here it is left open.
    """
    registers = {e.register for e in heard.event.effects if isinstance(e, Adds)}
    names = {
        fact.name: f"{fact.name}'"
        for fact in facts_in(guard)
        if getattr(fact.derived, "with_request", False)
        and getattr(fact.derived, "register", "") in registers
    }
    return renamed(guard, names) if names else guard


def _of_a_record(heard: ChartEvent, guard: Guard, want: Want) -> Iterator[Goal]:
    """What is asked of a record needs a record; where there is none, its facts are not known."""
    if not any(fact.of == "target" for fact in facts_in(guard)):
        return

    def without(leaf: Guard) -> Guard:
        if not any(fact.of == "target" for fact in facts_in(leaf)):
            return leaf
        return NEVER if isinstance(leaf, Known) else NOTHING

    there, bare = holds_any(heard.event.target), mapped(guard, without)
    yield Some((there, bare if want == "holds" else Not(bare))), "holds"


def touches(cells: Cells, heard: ChartEvent, variable: Key) -> bool:
    """Whether an event may change a variable (places aside)."""
    sets = {effect.fact for effect in heard.event.effects if isinstance(effect, Sets)}
    registers = {
        effect.register for effect in heard.event.effects if isinstance(effect, (Adds, Ends))
    }
    if variable in cells.milestones:
        return bool(sets & {*cells.based[variable]})
    if variable.startswith(TOUCHED):
        how = cells.chart.facts[variable.removeprefix(TOUCHED)].derived
        return getattr(how, "register", "") in registers
    if cells.kind(variable) == "any":
        # A record that ends stays in its register, and where there is none nothing ends.
        added = {effect.register for effect in heard.event.effects if isinstance(effect, Adds)}
        return variable.removeprefix("any:") in added
    return variable in sets


def changes(
    cells: Cells, heard: ChartEvent, now: Mapping[Key, Value | None]
) -> Iterator[tuple[dict[Key, Value | None], Wishes]]:
    """Give every way in which an event may change some variables (places aside).

    Args:
        cells: The cut of the facts.
        heard: The event.
        now: The variables that it touches, with their values.
    """
    choices = [list(after_event(cells, heard, key, value)) for key, value in now.items()]
    for chosen in product(*choices):
        wishes: dict[str, Value | None] = {}
        for _, wish in chosen:
            if any(wishes.get(name, value) != value for name, value in wish):
                break
            wishes.update(wish)
        else:
            after = {key: value for key, (value, _) in zip(now, chosen, strict=True)}
            yield after, tuple(sorted(wishes.items()))


def after_event(
    cells: Cells, heard: ChartEvent, key: Key, value: Value | None
) -> Iterator[tuple[Value | None, Wishes]]:
    """Give what one variable may be after an event, and what must be said for it.

    Args:
        cells: The cut of the facts.
        heard: The event.
        key: A variable that it touches.
        value: What it is before.
    """
    effects = heard.event.effects
    if key.startswith(TOUCHED):
        how = cells.chart.facts[key.removeprefix(TOUCHED)].derived
        assert how is not None  # noqa: S101 - only derived facts are touched
        yield from _after_register(cells, heard, how, value)
    elif key in cells.milestones:
        yield from _after_milestone(cells, heard, key)
    elif cells.kind(key) == "any":
        yield True, ()
    else:
        to = next(e.to for e in reversed(effects) if isinstance(e, Sets) and e.fact == key)
        if isinstance(to, Said):
            asked = to.fact in heard.event.needs
            for cell in cells.domain(key):
                if cell is not None:
                    said = to.fact in heard.asks and not hasattr(heard.asks[to.fact], "reached")
                    yield cell, ((to.fact, cell),) if said else ()
            if not asked:
                yield value, ()
        elif hasattr(to, "reached"):
            yield True, ()
        else:
            yield cells.cell(key, to), ()


def _after_milestone(
    cells: Cells, heard: ChartEvent, key: Key
) -> Iterator[tuple[Value | None, Wishes]]:
    sets = {e.fact: e.to for e in heard.event.effects if isinstance(e, Sets)}
    if any(base in sets and sets[base] is None for base in cells.based[key]):
        yield None, ()
    else:
        yield False, ()
        yield True, ()
        if any(isinstance(cells.chart.facts.get(base), Number) for base in cells.based[key]):
            yield None, ()


def _after_register(
    cells: Cells, heard: ChartEvent, how: Reduction, value: Value | None
) -> Iterator[tuple[Value | None, Wishes]]:
    effects = heard.event.effects
    register = getattr(how, "register", "")
    where = dict(getattr(how, "where", ()))
    adds = [e for e in effects if isinstance(e, Adds) and e.register == register]
    ends = [e for e in effects if isinstance(e, Ends) and e.register == register]
    matching = [wish for add in adds for wish in _matches(add, where)]
    for wish in matching:
        yield True, wish
    if () in matching:
        return
    dated = isinstance(how, AnyInForce) and not cells.may_start_later(register)
    falls = [wish for end in ends for wish in _ends_all(end, where)] if dated else []
    for wish in falls:
        yield False, wish
    if () not in falls:  # other records may be left, or none was ended
        yield from ((value, wish) for wish in _otherwise(cells, heard, (*matching, *falls)))


def _otherwise(cells: Cells, heard: ChartEvent, wishes: tuple[Wishes, ...]) -> Iterator[Wishes]:
    """What may be said so that none of these is: each other option, or nothing at all."""
    said = {name for wish in wishes for name, _ in wish}
    if len(said) != 1 or not isinstance(asked := heard.asks.get(min(said)), Choice):
        yield ()
        return
    meant = {value for wish in wishes for _, value in wish}
    others = {cells.cell(asked.name, option) for option in asked.options if option not in meant}
    yield from (((asked.name, cell),) for cell in cells.domain(asked.name) if cell in others)
    if asked.name not in heard.event.needs:
        yield ((asked.name, None),)


def _ends_all(end: Ends, where: Mapping[str, tuple[Value, ...]]) -> Iterator[Wishes]:
    """What must be said so that no record is left that matches; nothing where that is not sure."""
    if end.target:
        return  # one record: another may be left
    wishes: dict[str, Value | None] = {}
    for name, wanted in end.where:
        if len(where.get(name, ())) != 1:
            return
        (value,) = where[name]
        if isinstance(wanted, Said):
            if wanted.fact in SAID or wishes.setdefault(wanted.fact, value) != value:
                return
        elif wanted != value:
            return
    yield tuple(sorted(wishes.items()))


def _matches(add: Adds, where: Mapping[str, tuple[Value, ...]]) -> Iterator[Wishes]:
    """What must be said for the new record to match: each way; none where it cannot."""
    fields = dict(add.fields)
    wishes: list[list[tuple[str, Value | None]]] = []
    for name, values in where.items():
        given = fields.get(name)
        if name in {"start", "end"}:
            continue
        if isinstance(given, Said):
            wishes.append([(given.fact, value) for value in values])
        elif given not in values:
            return
    yield from product(*wishes)
