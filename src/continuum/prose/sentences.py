"""A guard in plain English, and every other small form of the language.

*Not* is carried down to the questions, where English has a word for it ("has not come yet"),
which by Kleene's table changes nothing.  Groups inside groups stand in brackets, so that a
sentence can be read in one way only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import (
    ALWAYS,
    NEVER,
    All,
    AtLeast,
    AtLeastOf,
    IsIn,
    Known,
    Not,
    Reached,
    Some,
    facts_in,
)
from continuum.prose.naming import (
    say_role,
)
from continuum.prose.questions import say_milestone, say_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard
    from continuum.rulebook import DutyForm, Rulebook

__all__ = ["outline_of", "say", "say_duty_form", "without_not"]


def without_not(guard: Guard) -> Guard:
    """Give the same guard with *not* carried down to the questions, and nothing said twice.

    Only questions, and *at least so many of*, keep a *not* in front of them.  Weighed in any
    view, it comes out as the guard given.

    Example:
        >>> from continuum.guards import Flag
        >>> without_not(~(Flag("a") & Flag("b")))
        Some(parts=(Not(part=Flag('a')), Not(part=Flag('b'))))
    """
    return _carried(guard, negated=False)


def _carried(guard: Guard, *, negated: bool) -> Guard:
    match guard:
        case Not(part):
            return _carried(part, negated=not negated)
        case All(parts) | Some(parts):
            kind = Some if isinstance(guard, All) is negated else All
            carried: dict[Guard, None] = {}
            for part in parts:
                done = _carried(part, negated=negated)
                inner = done.parts if isinstance(done, kind) else (done,)
                carried.update(dict.fromkeys(inner))
            return kind(carried)
        case AtLeastOf(count, parts):
            counted = AtLeastOf(count, (_carried(part, negated=False) for part in parts))
            return Not(counted) if negated else counted
        case _:
            return Not(guard) if negated else guard


def say(guard: Guard, book: Rulebook | None = None) -> str:
    """Say a guard in plain English.

    Args:
        guard: Any guard, parameters resolved or not.
        book: The rulebook it belongs to, for titles of states, roles and parameters.

    Returns:
        A clause without a capital and without a full stop.

    Example:
        >>> from continuum.guards import Day, Flag, months
        >>> heard = Flag("heard", title="the person was heard")
        >>> say(~heard | (Day("release_day") - months(6)).reached())
        'the person was not heard, or the day 6 months before the release day has come'
    """
    return _say(without_not(guard), book, inside=False)


def _say(guard: Guard, book: Rulebook | None, *, inside: bool) -> str:
    match guard:
        case All(parts) | Some(parts) if len(parts) == 1:
            return _say(parts[0], book, inside=inside)
        case All(()):
            return "always"
        case Some(()):
            return "never"
        case All():
            said = [_say(part, book, inside=True) + more for part, more in _as_recorded(guard)]
            return _bracketed(", and ".join(said), inside and len(said) > 1)
        case Some(parts):
            return _bracketed(", or ".join(_say(p, book, inside=True) for p in parts), inside)
        case AtLeastOf(_, parts) | Not(AtLeastOf(_, parts)):
            members = "; ".join(_say(part, book, inside=True) for part in parts)
            return _bracketed(f"{_head(guard)}: {members}", inside)
        case Not(part):
            return say_question(part, book, negated=True)
        case _:
            return say_question(guard, book, negated=False)


def _as_recorded(group: All) -> Iterator[tuple[Guard, str]]:
    """Give the parts; that a fact is recorded is said beside the question that reads it."""
    known = {part.fact.name for part in group.parts if isinstance(part, Known)}
    told: set[str] = set()
    rest: list[tuple[Guard, str]] = []
    for part in group.parts:
        names = {fact.name for fact in _read(part)}
        more = ""
        if names and names <= known and not names <= told:
            more = (" (recorded)", " (both recorded)", " (all recorded)")[min(len(names), 3) - 1]
            told |= names
        rest.append((part, more))
    for part, more in rest:
        if not (isinstance(part, Known) and part.fact.name in told):
            yield part, more


def _read(part: Guard) -> Iterator[Fact]:
    """The facts behind a question on days, numbers or options, which has no value without them."""
    question = part.part if isinstance(part, Not) else part
    if isinstance(question, (Reached, AtLeast, IsIn)):
        yield from facts_in(question)


def _bracketed(text: str, inside: bool) -> str:
    return f"({text})" if inside else text


def _head(guard: Guard) -> str:
    """What stands over the parts of a group."""
    match guard:
        case AtLeastOf(count, parts):
            return f"at least {count} of these {len(parts)}"
        case Not(AtLeastOf(count, parts)):
            return f"fewer than {count} of these {len(parts)}"
        case All():
            return "all of these"
        case _:
            return "at least one of these"


def _members(guard: Guard) -> tuple[Guard, ...]:
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts) | Not(AtLeastOf(_, parts)):
            return parts
        case _:
            return ()


def outline_of(guard: Guard, book: Rulebook | None = None) -> Iterator[tuple[int, str]]:
    """Give a guard as lines with their depth, for those too long to be one sentence.

    Example:
        >>> from continuum.guards import Flag
        >>> list(outline_of(Flag("a") & (Flag("b") | Flag("c"))))
        [(0, 'all of these:'), (1, 'a'), (1, 'b, or c')]
    """
    yield from _outlined(without_not(guard), book, 0)


def _outlined(guard: Guard, book: Rulebook | None, depth: int) -> Iterator[tuple[int, str]]:
    members = _members(guard)
    if len(members) == 1 and isinstance(guard, (All, Some)):
        yield from _outlined(members[0], book, depth)
    elif len(members) > 1 and (depth == 0 or any(len(_members(m)) > 1 for m in members)):
        told = [*_as_recorded(guard)] if isinstance(guard, All) else [(m, "") for m in members]
        if len(told) > 1:
            yield depth, f"{_head(guard)}:"
        inner = depth + (len(told) > 1)
        for member, more in told:
            *lines, (last, said) = _outlined(member, book, inner)
            yield from (*lines, (last, said + more))
    else:
        yield depth, _say(guard, book, inside=False)


def say_duty_form(form: DutyForm, book: Rulebook | None = None) -> str:
    """Say what is owed, by whom, by when, and when it is done.

    Args:
        form: The form of the duty, as a rule declares it.
        book: The rulebook, for titles.

    Example:
        >>> from continuum.guards import Day, days
        >>> from continuum.rulebook import DutyForm
        >>> form = DutyForm("tell the person", "liaison", Day("the_day") + days(2))
        >>> say_duty_form(form)
        'tell the person (liaison; by 2 days after the day)'
    """
    parts = [say_role(form.owner, book)]
    parts.append("at once" if form.due is None else f"by {say_milestone(form.due, book)}")
    if form.met not in (NEVER, ALWAYS):
        parts.append(f"met when {say(form.met, book)}")
    if form.lapses is not None:
        parts.append(f"no longer owed when {say(form.lapses, book)}")
    return f"{form.sentence.rstrip('.')} ({'; '.join(parts)})"
