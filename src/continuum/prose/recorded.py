"""What an event records, and what its request carries, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from continuum.errors import RulebookError
from continuum.guards import Choice, Flag
from continuum.prose.naming import say_list, say_value, spaced
from continuum.prose.questions import say_day_of, say_question, say_whether
from continuum.rulebook.statechart import Adds, Ends, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Value
    from continuum.rulebook import Effect, Event, Register, Rulebook

__all__ = ["say_carried", "say_effect"]

_WORDS = {
    "reasons": "the reasons",
    "remedy": "the remedy, its forum and its deadline",
    "authority": "the authority",
    "evidence": "the evidence",
    "purpose": "the purpose",
    "legal_basis": "the legal basis",
    "target": "the record that it is about",
    "meets": "the duties that it meets",
}


def say_effect(effect: Effect, event: Event, book: Rulebook | None = None) -> str:
    """Say what an event records by one of its effects.

    Args:
        effect: One of the effects of the event.
        event: The event, for the facts that its request carries.
        book: The rulebook, for titles.

    Returns:
        A sentence without its full stop.

    Example:
        >>> from continuum.rulebook import Adds, Event, Sets
        >>> say_effect(Sets("plan_made", to=True), Event("plan_agreed"))
        'Records: plan made'
        >>> say_effect(Adds("titles", {"kind": "custody"}), Event("sentenced"))
        'Adds to the register of titles: kind: custody; from the day of the event, open-ended'
    """
    match effect:
        case Sets(name, to):
            return f"Records: {_recorded(name, to, event, book)}"
        case Adds(name, fields, start, end):
            register = _register(name, book)
            said = [_field(field, to, register, event, book) for field, to in fields]
            said.append(_term(start, end, event, book))
            return f"Adds to the register of {_title(name, book)}: {'; '.join(said)}"
        case Ends(name, where, target):
            register = _register(name, book)
            which = "the record that the request names" if target else "every record in force"
            if where:
                each = (_holds(field, v, register, event, book) for field, v in where)
                which += f"{', if it is in force and' if target else ' where'} {say_list(each)}"
            elif target:
                which += ", if it is in force"
            return f"Ends in the register of {_title(name, book)}: {which}"


def say_carried(event: Event, book: Rulebook | None = None) -> Iterator[str]:
    """Say what the request of an event must carry, and what it may carry beside it.

    The words that every request may carry, such as the reasons, are said only where they must
    be carried.

    Args:
        event: The event.
        book: The rulebook, for titles.

    Example:
        >>> from continuum.guards import Day
        >>> from continuum.rulebook import Event
        >>> list(say_carried(Event("sentenced", asks=(Day("until"),), needs=("until", "reasons"))))
        ['The request must carry: the until (`until`) and the reasons (`reasons`)']
    """
    asked = {fact.name: fact for fact in event.asks}
    must = [_asked(name, asked.get(name)) for name in event.needs]
    if must:
        yield f"The request must carry: {say_list(must)}"
    may = [_asked(name, fact) for name, fact in asked.items() if name not in event.needs]
    if may:
        yield f"The request may carry: {say_list(may)}"
    if event.target:
        yield f"It is about one record of the register of {_title(event.target, book)}"


def _asked(name: str, fact: Fact | None) -> str:
    if fact is None:
        return f"{_WORDS.get(name, spaced(name))} (`{name}`)"
    return f"{say_whether(fact)} (`{name}`)"


def _recorded(name: str, to: object, event: Event, book: Rulebook | None) -> str:
    fact = _case_fact(name, book)
    if to is None:
        return f"{_named(name, fact)} is not known any more"
    if isinstance(to, Said):
        return f"{_named(name, fact)}, {_as_said(to, event, of=fact)}"
    if isinstance(to, bool):
        return say_question(fact if isinstance(fact, Flag) else Flag(name), negated=not to)
    if isinstance(to, str) and isinstance(fact, Choice):
        return say_question(fact.is_in(to), book)
    if isinstance(to, (str, int, date)):
        return f"{_named(name, fact)} is {say_value(to, fact, book)}"
    return f"{_named(name, fact)} is {_day(to, event, book)}"


def _named(name: str, fact: Fact | None) -> str:
    return f"the {spaced(name)}" if fact is None else say_whether(fact)


def _as_said(said: Said, event: Event, *, of: Fact | None = None) -> str:
    """What the request gives, named where it goes by other words."""
    asked = next((fact for fact in event.asks if fact.name == said.fact), None)
    if asked is None or (of is not None and asked.words == of.words):
        return "as the request says"
    return f"as the request says under “{asked.words}”"


def _field(
    name: str, to: Value | Said, register: Register | None, event: Event, book: Rulebook | None
) -> str:
    fact = _fact_of(name, register)
    words = _words_of(name, register)
    if isinstance(to, Said):
        return f"{words}: {_as_said(to, event, of=fact)}"
    return f"{words}: {say_value(to, fact, book)}"


def _term(start: object, end: object, event: Event, book: Rulebook | None) -> str:
    first = "the day of the event" if start is None else _day(start, event, book)
    if end is None:
        return f"from {first}, open-ended"
    return f"from {first} to the day before {_day(end, event, book)}"


def _holds(
    name: str, value: Value | Said, register: Register | None, event: Event, book: Rulebook | None
) -> str:
    fact = _fact_of(name, register)
    if isinstance(value, Said):
        return f"{_named(name, fact)} is {_as_said(value, event, of=fact)}"
    return f"{_named(name, fact)} is {say_value(value, fact, book)}"


def _day(day: object, event: Event, book: Rulebook | None) -> str:
    if isinstance(day, Said):
        words = next((fact.words for fact in event.asks if fact.name == day.fact), spaced(day.fact))
        return f"“{words}” (given with the request)"
    return say_day_of(day, book)  # type: ignore[arg-type]  # only milestones are left


def _case_fact(name: str, book: Rulebook | None) -> Fact | None:
    try:
        return None if book is None else book.fact(name)
    except RulebookError:
        return None  # an event by itself may record what its rulebook declares elsewhere


def _register(name: str, book: Rulebook | None) -> Register | None:
    return next((one for one in (book.registers if book else ()) if one.name == name), None)


def _title(name: str, book: Rulebook | None) -> str:
    register = _register(name, book)
    return spaced(name) if register is None else register.words


def _fact_of(field: str, register: Register | None) -> Fact | None:
    return next((one for one in (register.fields if register else ()) if one.name == field), None)


def _words_of(field: str, register: Register | None) -> str:
    fact = _fact_of(field, register)
    return spaced(field) if fact is None else fact.words
