"""Situations in which a guard can be weighed, drawn at the edges of that guard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from continuum.errors import FactError
from continuum.guards import FAILS, HOLDS, UNKNOWN, Day, Reached, Truth, as_day, day_of, weigh
from continuum.guards.walk import parameters_in, resolve
from continuum.verify.testing.aiming import Aim, aims_of
from continuum.verify.testing.picking import pick, rarely
from continuum.verify.testing.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from continuum.guards import Choice, Fact, Flag, Guard, Milestone, Number, Value
    from continuum.rulebook import Rulebook

__all__ = ["DAYS", "ELSEWHERE", "Situation", "from_guard"]

# A Friday after the end of a leap February, ends of months, the turn of a year, a Saturday.
DAYS: Final = (
    date(2024, 3, 1),
    date(2024, 2, 29),
    date(2024, 1, 31),
    date(2023, 12, 31),
    date(2024, 3, 2),
)
_TRIES: Final = 30
ELSEWHERE: Final = "elsewhere"


@attrs.frozen
class Situation:
    """One situation in which guards can be weighed; it is a view of its own.

    Args:
        on: The day.
        facts: Fact to value; ``None``: not known.  A field of the record that a request names is
            written ``target.field``.
        states: Region to state.

    Example:
        >>> from continuum.guards import Flag
        >>> heard = Flag("heard")
        >>> weigh(~heard, Situation(date(2024, 3, 1), {"heard": False})).holds
        True
    """

    on: date
    facts: Mapping[str, Value | None] = attrs.field(factory=dict)
    states: Mapping[str, str] = attrs.field(factory=dict)

    certain = HOLDS

    def value(self, fact: Fact) -> Value | None:
        """Give the value of a fact; ``None`` while it is not known."""
        return self.facts.get(_key(fact))

    def flag(self, fact: Flag) -> Truth[bool]:
        """Does the flag hold?"""
        return _truth(self.value(fact))

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[bool]:
        """Is the choice one of these?"""
        value = self.value(choice)
        return _truth(None if value is None else value in among)

    def at_least(self, number: Number, bound: int) -> Truth[bool]:
        """Is the number at or above the bound?"""
        value = self.value(number)
        return _truth(None if value is None else int(value) >= bound)  # type: ignore[arg-type]

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Has the day of the milestone come?"""
        day = day_of(milestone, self.value)
        return _truth(None if day is None else self.on >= day)

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Is the region in one of these states?"""
        return _truth(self.states.get(region, ELSEWHERE) in states)

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact recorded?"""
        return _truth(self.value(fact) is not None)


def _truth(answer: object) -> Truth[bool]:
    return UNKNOWN if answer is None else HOLDS if answer else FAILS


def _key(fact: Fact) -> str:
    return f"target.{fact.name}" if fact.of == "target" else fact.name


def from_guard(
    guard: Guard,
    *,
    holds: bool | None = None,
    on: date | str | None = None,
    book: Rulebook | None = None,
) -> SearchStrategy[Situation]:
    """Draw situations at the edges of a guard.

    Numbers are drawn at the bounds that the guard names, one less and one more; days so that a
    milestone comes on the day, the day before or the day after; now and then a fact is not known.

    Args:
        guard: The guard.
        holds: ``True``: only situations in which it holds; ``False``: only those in which it
            fails; ``None``: any, also those in which it is not known.  Where there are none,
            Hypothesis says that what is asked is not satisfiable.
        on: The day on which it is weighed; drawn where it is not given.
        book: The rulebook that the guard belongs to, for parameters and for states that the guard
            does not name.

    Raises:
        FactError: The guard names a parameter and there is no rulebook to give its value; the
            guard asks nothing, and so always (or never) holds; or the day is none.

    Example:
        >>> from hypothesis import find
        >>> from continuum.guards import Number
        >>> age = Number("age", high=120)
        >>> find(from_guard(age.at_least(18), holds=True), lambda drawn: True).facts
        {'age': 18}
    """
    day = None if on is None else as_day(on, "the day on which a guard is weighed")
    if book is not None:
        values = {parameter.name: parameter for parameter in book.parameters}
        law = book.as_of if day is None else day
        guard = resolve(guard, lambda name: values[name].on(law))
    elif missing := sorted(set(parameters_in(guard))):
        named = ", ".join(f"`{name}`" for name in missing)
        raise FactError(
            f"the guard names {named}, a number of the law that only a rulebook gives",
            help="call `from_guard(guard, book=book)`, or take the guard from `book.lower(day)`",
        )
    thresholds = Thresholds.of([guard])
    if not thresholds.facts and not thresholds.states:
        _check_constant(guard, holds)
    states = {
        region: tuple(dict.fromkeys((*named, *_others(book, region))))
        for region, named in thresholds.states.items()
    }

    # made here, so that what Hypothesis prints of it does not hold the whole guard
    @st.composite
    def situation(draw: DrawFn) -> Situation:
        for _ in range(_TRIES):
            on = pick(draw, DAYS) if day is None else day
            aims = () if holds is None else tuple(aims_of(draw, guard, wanted=holds))
            drawn = _drawn(draw, thresholds, states, aims, on)
            if drawn is not None and (holds is None or weigh(guard, drawn)[0 if holds else 1]):
                return drawn
        return reject()

    return situation()


def _check_constant(guard: Guard, holds: bool | None) -> None:
    """Refuse to look for what a guard without any question cannot give."""
    truth = weigh(guard, Situation(DAYS[0]))
    if holds is not None and not truth[0 if holds else 1]:
        often = "always" if truth.holds else "never"
        raise FactError(
            f"the guard asks nothing and so it {often} holds",
            help="leave `holds` out, or give a guard that reads a fact",
        )


def _others(book: Rulebook | None, region: str) -> tuple[str, ...]:
    return (ELSEWHERE,) if book is None else book.region(region).names


def _drawn(
    draw: DrawFn,
    thresholds: Thresholds,
    states: Mapping[str, tuple[str, ...]],
    aims: Sequence[Aim],
    on: date,
) -> Situation | None:
    where = {region: pick(draw, _stood_in(region, named, aims)) for region, named in states.items()}
    facts: dict[str, Value | None] = {}
    drawn = Situation(on, facts, where)
    # days come last: where their edges lie depends on the numbers that are counted
    for fact in sorted(thresholds.facts, key=lambda fact: isinstance(fact, Day)):
        values = thresholds.values(fact) or thresholds.days(fact, on, drawn.value)
        mine = [aim for aim in aims if fact in aim.facts and _decided_by(aim, fact)]
        fitting = [
            value
            for value in (*values, None)
            if all(aim.met_by(fact, value, on, drawn.value) for aim in mine)
        ]
        if not fitting:
            return None
        known = [value for value in fitting if value is not None]
        unknown = not known or (None in fitting and rarely(draw))
        facts[_key(fact)] = None if unknown else pick(draw, known)
    return drawn


def _stood_in(region: str, states: Sequence[str], aims: Sequence[Aim]) -> Sequence[str]:
    """The states of a region that the aims leave; all, where they contradict each other."""
    asked = [aim for aim in aims if not aim.facts and getattr(aim.question, "region", "") == region]
    fitting = [
        state
        for state in states
        if all((state in getattr(aim.question, "states", ())) is aim.wanted for aim in asked)
    ]
    return fitting or states


def _decided_by(aim: Aim, fact: Fact) -> bool:
    """Whether the answer is settled by this fact, which is drawn after all others of it."""
    return isinstance(fact, Day) or not isinstance(aim.question, Reached)
