"""A guard in plain words, and every other small form of the language.

*Not* is carried down to the questions, where languages have a word for it ("has not come yet"),
which by Kleene's table changes nothing.  Groups inside groups stand in brackets, so that a
sentence can be read in one way only.
"""

from __future__ import annotations

from functools import reduce
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
from continuum.prose.speaker import ENGLISH, Speaker, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard
    from continuum.rulebook import DutyForm, Rulebook

__all__ = ["outline_of", "say", "say_duty_form", "say_head", "without_not"]


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


def say(guard: Guard, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Say a guard in plain words.

    Args:
        guard: Any guard, parameters resolved or not.
        book: The rulebook it belongs to, for titles of states, roles and parameters.
        speaker: Who says it.

    Returns:
        A clause without a capital and without a full stop.

    Example:
        >>> from continuum.guards import Day, Flag, months
        >>> heard = Flag("heard", title="the person was heard")
        >>> say(~heard | (Day("release_day") - months(6)).reached())
        'the person was not heard, or the day 6 months before the release day has come'
    """
    return _say(without_not(guard), book, speaker, inside=False)


def _say(guard: Guard, book: Rulebook | None, speaker: Speaker, *, inside: bool) -> str:
    match guard:
        case All(parts) | Some(parts) if len(parts) == 1:
            return _say(parts[0], book, speaker, inside=inside)
        case All(()):
            return speaker.say("always")
        case Some(()):
            return speaker.say("never")
        case All():
            said = [
                _noted(_say(part, book, speaker, inside=True), known, speaker)
                for part, known in _as_recorded(guard)
            ]
            return _bracketed(_chained(said, _AND, speaker), inside and len(said) > 1)
        case Some(parts):
            said = [_say(part, book, speaker, inside=True) for part in parts]
            return _bracketed(_chained(said, _OR, speaker), inside)
        case AtLeastOf(_, parts) | Not(AtLeastOf(_, parts)):
            members = "; ".join(_say(part, book, speaker, inside=True) for part in parts)
            head = say_head(guard, speaker)
            return _bracketed(speaker.say("{head}: {members}", head=head, members=members), inside)
        case Not(part):
            return say_question(part, book, negated=True, speaker=speaker)
        case _:
            return say_question(guard, book, negated=False, speaker=speaker)


_AND, _OR = phrase("{one}, and {other}"), phrase("{one}, or {other}")
_NOTES = (
    "",
    phrase("{question} (recorded)"),
    phrase("{question} (both recorded)"),
    phrase("{question} (all recorded)"),
)


def _chained(said: list[str], joint: str, speaker: Speaker) -> str:
    return reduce(lambda one, other: speaker.say(joint, one=one, other=other), said)


def _noted(said: str, known: int, speaker: Speaker) -> str:
    """A question, and behind it that so many facts behind it are recorded."""
    return speaker.say(_NOTES[min(known, 3)], question=said) if known else said


def _as_recorded(group: All) -> Iterator[tuple[Guard, int]]:
    """Give the parts; that facts are recorded is said beside the question that reads them."""
    known = {part.fact.name for part in group.parts if isinstance(part, Known)}
    told: set[str] = set()
    rest: list[tuple[Guard, int]] = []
    for part in group.parts:
        names = {fact.name for fact in _read(part)}
        more = 0
        if names and names <= known and not names <= told:
            more = len(names)
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


def say_head(guard: Guard, speaker: Speaker = ENGLISH) -> str:
    """Say what stands over the parts of a group.

    Example:
        >>> from continuum.guards import Flag
        >>> say_head(Flag("a") | Flag("b"))
        'at least one of these'
    """
    match guard:
        case AtLeastOf(count, parts):
            return speaker.say("at least {count} of these {all}", count=count, all=len(parts))
        case Not(AtLeastOf(count, parts)):
            return speaker.say("fewer than {count} of these {all}", count=count, all=len(parts))
        case All():
            return speaker.say("all of these")
        case _:
            return speaker.say("at least one of these")


def _members(guard: Guard) -> tuple[Guard, ...]:
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts) | Not(AtLeastOf(_, parts)):
            return parts
        case _:
            return ()


def outline_of(
    guard: Guard, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> Iterator[tuple[int, str]]:
    """Give a guard as lines with their depth, for those too long to be one sentence.

    Example:
        >>> from continuum.guards import Flag
        >>> list(outline_of(Flag("a") & (Flag("b") | Flag("c"))))
        [(0, 'all of these:'), (1, 'a'), (1, 'b, or c')]
    """
    yield from _outlined(without_not(guard), book, speaker, 0)


def _outlined(
    guard: Guard, book: Rulebook | None, speaker: Speaker, depth: int
) -> Iterator[tuple[int, str]]:
    members = _members(guard)
    if len(members) == 1 and isinstance(guard, (All, Some)):
        yield from _outlined(members[0], book, speaker, depth)
    elif len(members) > 1 and (depth == 0 or any(len(_members(m)) > 1 for m in members)):
        told = [*_as_recorded(guard)] if isinstance(guard, All) else [(m, 0) for m in members]
        if len(told) > 1:
            yield depth, speaker.say("{head}:", head=say_head(guard, speaker))
        inner = depth + (len(told) > 1)
        for member, known in told:
            *lines, (last, said) = _outlined(member, book, speaker, inner)
            yield from (*lines, (last, _noted(said, known, speaker)))
    else:
        yield depth, _say(guard, book, speaker, inside=False)


def say_duty_form(form: DutyForm, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Say what is owed, by whom, by when, and when it is done.

    Args:
        form: The form of the duty, as a rule declares it.
        book: The rulebook, for titles.
        speaker: Who says it.

    Example:
        >>> from continuum.guards import Day, days
        >>> from continuum.rulebook import DutyForm
        >>> form = DutyForm("tell the person", "liaison", Day("the_day") + days(2))
        >>> say_duty_form(form)
        'tell the person (liaison; by 2 days after the day)'
    """
    terms = [say_role(form.owner, book, speaker)]
    if form.due is None:
        terms.append(speaker.say("at once"))
    else:
        last = say_milestone(form.due, book, speaker)
        terms.append(speaker.say("by {milestone}", milestone=last))
    if form.met not in (NEVER, ALWAYS):
        terms.append(speaker.say("met when {guard}", guard=say(form.met, book, speaker)))
    if form.lapses is not None:
        gone = say(form.lapses, book, speaker)
        terms.append(speaker.say("no longer owed when {guard}", guard=gone))
    duty = speaker.text("duty", form.sentence, book).rstrip(".")
    return speaker.say("{duty} ({terms})", duty=duty, terms="; ".join(terms))
