"""One fault planted in a guard, in a day that is counted, or in a number of the law."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import (
    ALWAYS,
    NEVER,
    All,
    AtLeast,
    AtLeastOf,
    During,
    IsIn,
    Known,
    Not,
    ParameterRef,
    Period,
    Portion,
    Reached,
    Shifted,
    Some,
    days,
)
from continuum.prose import say
from continuum.prose.naming import say_list, say_parameter, say_state
from continuum.prose.questions import say_milestone
from continuum.verify.packing.spots import every_spot, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard, Milestone
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook import Rulebook
    from continuum.verify.packing.spots import Spot

__all__ = ["GuardFault", "guard_faults", "milestone_faults", "value_faults"]


# What these say turns round under a *not*; what a shift says does not.
_TURNED: Final = ("negate", "swap", "drop_part")


@attrs.frozen
class GuardFault:
    """A guard with one fault in it.

    Args:
        kind: ``drop_part``, ``swap``, ``negate`` or ``shift``.
        mark: Which part, and which way: stable as long as the guard is.
        guard: The guard with the fault.
        words: What is otherwise, to be read after the name of the guard.
    """

    kind: str
    mark: str
    guard: Guard
    words: str


def guard_faults(guard: Guard, book: Rulebook, *, drop_whole: bool) -> Iterator[GuardFault]:
    """Give every guard that differs from this one by one fault.

    Args:
        guard: The guard as declared.
        book: The rulebook, for the words.
        drop_whole: Whether a guard of one part may lose it, and hold always.

    Example:
        >>> from continuum.guards import Flag
        >>> import continuum as ct
        >>> heard = Flag("heard", title="the person was heard")
        >>> [f.words for f in guard_faults(heard, ct.load("outline"), drop_whole=False)]
        ['asks that the person was not heard, not that the person was heard']
    """
    if guard in (ALWAYS, NEVER):
        return
    if drop_whole and not (isinstance(guard, (All, Some)) and len(guard.parts) > 1):
        yield GuardFault("drop_part", "all", ALWAYS, f"no longer asks that {say(guard, book)}")
    for spot in every_spot(guard):
        place = "top" if not spot.path else ".".join(map(str, spot.path))
        for kind, mark, by, said in _of_spot(spot, book):
            turned = not spot.upright and kind in _TURNED
            words = _asks(~by, ~spot.guard, book) if turned else said
            yield GuardFault(kind, f"{place}{mark}", replaced(guard, spot.path, by), words)


def _asks(now: Guard, before: Guard, book: Rulebook) -> str:
    return f"asks that {say(now, book)}, not that {say(before, book)}"


def _of_spot(spot: Spot, book: Rulebook) -> Iterator[tuple[str, str, Guard, str]]:
    guard = spot.guard
    match guard:
        case All(parts) | Some(parts) if len(parts) > 1:
            for place, part in enumerate(parts):
                less = replaced(guard, (place,), None)
                asks = "no longer asks that" if isinstance(guard, All) else "no longer accepts that"
                yield "drop_part", f"-{place}", less, f"{asks} {say(part, book)}"
            said = say_list(f"“{say(part, book)}”" for part in parts)
            if isinstance(guard, All):
                yield "swap", "", Some(parts), f"asks for any of {said}, not for all of them"
            else:
                yield "swap", "", All(parts), f"asks for all of {said}, not for any of them"
        case AtLeastOf(count, parts):
            for other in (count - 1, count + 1):
                if 1 <= other <= len(parts):
                    words = f"asks for at least {other} of {len(parts)} instead of {count}"
                    yield "shift", f"={other}", AtLeastOf(other, parts), words
        case All() | Some() | Not():
            pass
        case _:
            yield "negate", "", ~guard, _asks(~guard, guard, book)
            yield from _shifted(guard, book)


def _shifted(leaf: Guard, book: Rulebook) -> Iterator[tuple[str, str, Guard, str]]:
    match leaf:
        case AtLeast(number, int(bound)):
            for other in (bound - 1, bound + 1):
                if number.low < other <= number.high:
                    words = f"draws the line for {number.words} at {other} instead of {bound}"
                    yield "shift", f"={other}", AtLeast(number, other), words
        case AtLeast(number, ParameterRef(name, beyond=True)):
            words = f"counts {say_parameter(name, book)} itself as too many for {number.words}"
            yield "shift", "=at", AtLeast(number, ParameterRef(name)), words
        case IsIn(choice, tuple(among)) if len(among) > 1:
            for one in among:
                fewer = IsIn(choice, tuple(other for other in among if other != one))
                words = f"no longer counts `{one}` where it asks for {choice.words}"
                yield "drop_part", f"-{one}", fewer, words
        case During(region, states) if len(states) > 1:
            for one in states:
                less = During(region, tuple(other for other in states if other != one))
                words = f"no longer counts the state “{say_state(region, one, book)}” of `{region}`"
                yield "drop_part", f"-{one}", less, words
        case Reached(milestone):
            for mark, moved, words in milestone_faults(milestone, book):
                yield "shift", mark, Reached(moved), f"waits for {words}"
        case Known():
            pass
        case _:
            pass


def milestone_faults(milestone: Milestone, book: Rulebook) -> Iterator[tuple[str, Milestone, str]]:
    """Give the days beside a day that is counted: one unit, or one day, to either side.

    Args:
        milestone: The day as declared.
        book: The rulebook, for the words.
    """
    was = say_milestone(milestone, book)
    match milestone:
        case Shifted(start, Period() as by, back):
            for mark, other in _periods(by):
                moved = Shifted(start, other, back)
                yield mark, moved, f"{say_milestone(moved, book)} instead of {was}"
        case Portion(start, term, Fraction() as share):
            for mark, part in _shares(share):
                portion = Portion(start, term, part)
                yield mark, portion, f"{say_milestone(portion, book)} instead of {was}"
        case _:
            yield "+1d", milestone + days(1), f"the day after {was} instead of the day itself"
            yield "-1d", milestone - days(1), f"the day before {was} instead of the day itself"


def value_faults(value: ParameterValue) -> Iterator[tuple[str, ParameterValue]]:
    """Give the values beside a value of a parameter: one less and one more, or one option less.

    Example:
        >>> [other for _, other in value_faults(2)]
        [1, 3]
    """
    match value:
        case int():
            yield from ((f"={other}", other) for other in (value - 1, value + 1))
        case Period():
            yield from _periods(value)
        case Fraction():
            yield from _shares(value)
        case _:
            if len(value) > 1:
                for one in value:
                    yield f"-{one}", tuple(other for other in value if other != one)


def _periods(by: Period) -> Iterator[tuple[str, Period]]:
    for name in ("years", "months", "days", "working_days"):
        count = getattr(by, name)
        if count:
            for other in (count - 1, count + 1):
                moved = attrs.evolve(by, **{name: other})
                if other or any(getattr(moved, n) for n in ("years", "months", "days")):
                    yield f"={moved}", moved


def _shares(share: Fraction) -> Iterator[tuple[str, Fraction]]:
    top, bottom = share.numerator, share.denominator
    for other in (Fraction(top - 1, bottom), Fraction(top + 1, bottom)):
        if other > 0 and (other <= 1 or share > 1):
            yield f"={other}", other
