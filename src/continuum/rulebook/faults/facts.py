"""Faults of facts and registers: what they claim must fit, and be possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from continuum.errors import FactError, Fault
from continuum.guards import (
    AnyInForce,
    Choice,
    CountOf,
    Day,
    DaysSince,
    Earlier,
    Flag,
    LatestDay,
    Number,
    Same,
    TotalDays,
    fit,
)
from continuum.rulebook.faults.declared import kind_of, missing, quoted
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.request import ACTING_ROLE, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Fact, Reduction
    from continuum.rulebook.faults.declared import Declared

__all__ = ["fact_faults", "register_faults", "role_faults", "value_faults"]

_T = TypeVar("_T")

_MOST: Final = 10**18
_GIVES: Final[dict[type, type]] = {
    AnyInForce: Flag,
    Same: Flag,
    Earlier: Flag,
    CountOf: Number,
    TotalDays: Number,
    DaysSince: Number,
    LatestDay: Day,
}


def role_faults(
    known: Declared, roles: Iterable[str], place: str, *, what: str = "role"
) -> Iterator[Fault]:
    """Give a fault for each role that does not exist."""
    for role in roles:
        if role not in known.roles:
            yield Fault(
                place,
                f"there is no role {quoted(role)}" + ("" if what == "role" else f" for {what}"),
                help=missing("role", role, known.roles),
            )


def value_faults(fact: Fact, value: object, place: str) -> Iterator[Fault]:
    """Give a fault when a value does not fit a fact."""
    try:
        fit(fact, value)
    except FactError as error:
        yield Fault(place, error.message, help=error.help)


def fact_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the facts and of what events ask for."""
    asked = {fact.name for event in known.book.events for fact in event.asks}
    asked |= {ACTING_ROLE, *(fact.name for fact in STANDARD)}
    for index, fact in enumerate(known.book.facts):
        place = named_place("facts", index, fact)
        yield from _fact(known, fact, place)
        if fact.of == "request" and fact.name not in asked:
            yield Fault(
                f"{place}.of",
                f"fact {quoted(fact.name)} is of the request, but no event asks for it",
                help="add it to the `asks` of the events that carry it, or make it `of` the case",
            )
    for number, event in enumerate(known.book.events):
        where = named_place("events", number, event)
        for index, fact in enumerate(event.asks):
            place = named_place(f"{where}.asks", index, fact)
            yield from _fact(known, fact, place)
            if fact.of != "request":
                yield Fault(
                    f"{place}.of",
                    f"what an event asks for is of the request, not of the {fact.of}",
                    help='declare it with `of="request"`; an effect can record it with `Said`',
                )


def register_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the registers and their fields."""
    for index, register in enumerate(known.book.registers):
        where = named_place("registers", index, register)
        for number, field in enumerate(register.fields):
            place = named_place(f"{where}.fields", number, field)
            yield from _fact(known, field, place, words=True)
            if field.name in {"id", "start", "end"}:
                yield Fault(
                    place,
                    f"every record has {quoted(field.name)} already",
                    help="leave the field out, or give it another name",
                )
            if field.derived is not None:
                yield Fault(
                    f"{place}.derived",
                    "a field of a record is recorded, never derived",
                    help="declare a fact of the case that is derived from the register",
                )


def _fact(known: Declared, fact: Fact, place: str, *, words: bool = False) -> Iterator[Fault]:
    """What any fact claims about itself; ``words``: a choice without options holds words."""
    yield from role_faults(known, fact.recorded_by, f"{place}.recorded_by")
    match fact:
        case Choice(options=options):
            if not options and not words:
                yield Fault(
                    f"{place}.options",
                    f"choice {quoted(fact.name)} has no options",
                    help="name at least one option",
                )
            for option in sorted(_repeated(options)):
                yield Fault(
                    f"{place}.options",
                    f"option {quoted(option)} is there more than once",
                    help="name it once",
                )
        case Number(low=low, high=high):
            if not -_MOST < low <= high < _MOST:
                yield Fault(
                    place,
                    f"number {quoted(fact.name)} cannot go from {quoted(low)} to {quoted(high)}",
                    help="give a `low` that is not above `high`, of at most 18 digits",
                )
    if fact.derived is None:
        yield from value_faults(fact, fact.initially, f"{place}.initially")
    elif not words:
        yield from _derived(known, fact, fact.derived, place)


def _derived(known: Declared, fact: Fact, how: Reduction, place: str) -> Iterator[Fault]:
    where = f"{place}.derived"
    for slot, given in (
        ("initially", fact.initially is not None),
        ("recorded_by", fact.recorded_by),
    ):
        if given:
            yield Fault(
                f"{place}.{slot}",
                f"fact {quoted(fact.name)} is derived, so nobody records it",
                help=f"leave out `{slot}`, or leave out `derived`",
            )
    if fact.of != "case":
        yield Fault(
            f"{place}.of",
            f"a derived fact is of the case, not of the {fact.of}",
            help='leave out `of`, or write `of="case"`',
        )
    gives = _GIVES[type(how)]
    if not isinstance(fact, gives):
        yield Fault(
            where,
            f"`{type(how).__name__}` gives a {gives.__name__.lower()}, "
            f"but {quoted(fact.name)} is {kind_of(fact)}",
            help=f"declare it as a {gives.__name__.lower()}",
        )
    elif isinstance(how, (TotalDays, DaysSince)) and getattr(fact, "unit", "") not in {"", "days"}:
        yield Fault(
            f"{place}.unit",
            f"`{type(how).__name__}` counts days, not {quoted(getattr(fact, 'unit', ''))}",
            help='write `unit="days"`',
        )
    if isinstance(how, (Same, Earlier)):
        yield from _comparison(known, fact, how, where)
    else:
        yield from _reduction(known, how, where)


def _comparison(known: Declared, fact: Fact, how: Same | Earlier, place: str) -> Iterator[Fault]:
    found: list[Fact] = []
    for name in (how.one, how.other):
        operand = known.fact(name)
        if operand is None:
            yield Fault(
                place,
                f"there is no fact {quoted(name)}",
                help=missing("fact", name, known.fact_names),
            )
        else:
            found.append(operand)
    if _leads_to(known, fact.name, {how.one, how.other}):
        yield Fault(
            place,
            f"fact {quoted(fact.name)} is derived from itself",
            help="compare two facts that are recorded or reduced from a register",
        )
    if isinstance(how, Earlier):
        for operand in found:
            if not isinstance(operand, Day):
                yield Fault(
                    place,
                    f"{quoted(operand.name)} is {kind_of(operand)}, and only days can be earlier",
                    help="compare two days",
                )
    elif len({type(operand) for operand in found}) > 1:
        yield Fault(
            place,
            f"{quoted(how.one)} is {kind_of(found[0])} and {quoted(how.other)} is "
            f"{kind_of(found[1])}; they are never the same",
            help="compare two facts of one kind",
        )


def _leads_to(known: Declared, name: str, waiting: set[str]) -> bool:
    """Whether comparisons lead back to a fact."""
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one == name:
            return True
        found = known.fact(one)
        if one not in seen and found is not None and isinstance(found.derived, (Same, Earlier)):
            waiting |= {found.derived.one, found.derived.other}
        seen.add(one)
    return False


def _reduction(
    known: Declared,
    how: AnyInForce | CountOf | TotalDays | LatestDay | DaysSince,
    place: str,
) -> Iterator[Fault]:
    if how.register not in known.registers:
        yield Fault(
            place,
            f"there is no register {quoted(how.register)}",
            help=missing("register", how.register, known.registers),
        )
        return
    names = known.field_names(how.register)
    for name, values in how.where:
        field = known.field(how.register, name)
        if field is None:
            yield _no_field(how.register, name, names, place)
            continue
        for value in values:
            yield from value_faults(field, value, place)
    if isinstance(how, (LatestDay, DaysSince)):
        field = known.field(how.register, how.field)
        if field is None:
            yield _no_field(how.register, how.field, names, place)
        elif not isinstance(field, Day):
            yield Fault(
                place,
                f"field {quoted(how.field)} of {quoted(how.register)} is {kind_of(field)}, no day",
                help="name `start`, `end` or a day field",
            )


def _no_field(register: str, name: str, names: tuple[str, ...], place: str) -> Fault:
    return Fault(
        place,
        f"a record of {quoted(register)} has no field {quoted(name)}",
        help=missing("field", name, names),
    )


def _repeated(names: Iterable[_T]) -> set[_T]:
    seen: set[_T] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]
