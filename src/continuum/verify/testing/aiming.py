"""What must be so for a guard to hold, or to fail: one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import (
    All,
    AtLeast,
    AtLeastOf,
    Flag,
    IsIn,
    Known,
    Not,
    Reached,
    Some,
    day_of,
    facts_in,
    weigh,
)
from continuum.verify.testing.picking import turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hypothesis.strategies import DrawFn

    from continuum.guards import Fact, Guard, Value, View

__all__ = ["Aim", "aims_of"]


@attrs.frozen
class Aim:
    """One question of a guard, and how it should be answered.

    Args:
        question: The question.
        wanted: The answer.
    """

    question: Guard
    wanted: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the question reads."""
        return tuple(facts_in(self.question))

    def met_by(
        self, fact: Fact, value: Value | None, on: date, read: Callable[[Fact], Value | None]
    ) -> bool:
        """Whether the answer is as wanted when a fact has a value.

        Args:
            fact: One of the facts of the question.
            value: Its value; ``None``: not known.
            on: The day on which it is asked.
            read: Gives the value of every other fact.

        Example:
            >>> from datetime import date
            >>> from continuum.guards import Number
            >>> age = Number("age", high=120)
            >>> Aim(age.at_least(18), True).met_by(age, 17, date(2024, 2, 29), lambda fact: None)
            False
        """
        if isinstance(self.question, Known):
            return (value is not None) is self.wanted
        if value is None:
            return False
        match self.question:
            case Flag():
                return bool(value) is self.wanted
            case IsIn(_, tuple(among)):
                return (value in among) is self.wanted
            case AtLeast(_, int(bound)):
                return (int(value) >= bound) is self.wanted  # type: ignore[arg-type]
            case Reached(milestone):
                this = (fact.of, fact.name)
                day = day_of(
                    milestone, lambda each: value if (each.of, each.name) == this else read(each)
                )
                return day is not None and (on >= day) is self.wanted
            case _:
                return False


def aims_of(
    draw: DrawFn, guard: Guard, view: View[bool] | None = None, *, wanted: bool = True
) -> Iterator[Aim]:
    """Give questions whose answers, if as wanted, make a guard hold (or fail).

    Where one part of several is enough, which one is drawn.

    Args:
        draw: The draw function of a composite strategy.
        guard: The guard, parameters resolved.
        view: What is so already, and need not be aimed at; ``None``: nothing.
        wanted: Whether the guard should hold, or fail.
    """
    if view is not None:
        truth = weigh(guard, view)
        if truth.holds if wanted else truth.fails:
            return
    match guard:
        case Not(part):
            yield from aims_of(draw, part, view, wanted=not wanted)
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            needed = _needed(guard, wanted=wanted)
            for place, part in enumerate(_best_first(draw, parts, view, wanted=wanted)):
                if place < needed:
                    yield from aims_of(draw, part, view, wanted=wanted)
        case _:
            yield Aim(guard, wanted)


def _needed(guard: Guard, *, wanted: bool) -> int:
    """How many parts must come out as wanted."""
    match guard:
        case AtLeastOf(count, parts):
            return count if wanted else len(parts) - count + 1
        case All(parts):
            return len(parts) if wanted else 1
        case Some(parts):
            return 1 if wanted else len(parts)
        case _:
            return 0


def _best_first(
    draw: DrawFn, parts: tuple[Guard, ...], view: View[bool] | None, *, wanted: bool
) -> list[Guard]:
    """The parts from a drawn one on, those that are as wanted already before the others."""
    found = list(turned(draw, parts))
    if view is not None:
        truths = {part: weigh(part, view) for part in found}
        found.sort(key=lambda part: not truths[part][0 if wanted else 1])
    return found
