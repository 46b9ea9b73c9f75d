"""When a guard may next change its mind although nothing happens: the next day to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.guards import Flag, leaves
from continuum.guards.questions import AtLeast, During, IsIn, Known, Reached
from continuum.guards.reductions import (
    AnyInForce,
    CountOf,
    DaysSince,
    Earlier,
    LatestDay,
    Same,
    TotalDays,
)
from continuum.sim.columns.calendar import milestone_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Fact, Guard
    from continuum.sim.columns.arrays import Floats
    from continuum.sim.columns.view import ColumnView

__all__ = ["next_flips"]


def next_flips(guards: Iterable[Guard], view: ColumnView) -> Floats:
    """Give, for each person, the first later day on which any of some guards may turn.

    It may be too early, when nothing turns yet, and is never too late; infinity: on no day.

    Args:
        guards: The guards.
        view: The people, each on a day.
    """
    found = np.full(len(view.on), np.inf)
    for leaf in dict.fromkeys(leaf for guard in guards for leaf in leaves(guard)):
        for days in _flips(leaf, view):
            np.minimum(found, np.where(days > view.on, days, np.inf), out=found)
    return found


def _flips(leaf: Guard, view: ColumnView) -> Iterable[Any]:
    match leaf:
        case Reached(milestone):
            ordinals, known = milestone_days(milestone, view.column)
            yield np.where(known, ordinals, np.inf)
        case AtLeast(number, bound):
            yield from _of_number(number, bound, view)
        case Flag():
            yield from _of_fact(leaf, view)
        case IsIn(fact, _) | Known(fact):
            yield from _of_fact(fact, view)
        case During():
            pass


def _of_number(number: Fact, bound: Any, view: ColumnView) -> Iterable[Any]:
    """A number of days may grow, or shrink where a request ends on its own day, by one a day."""
    if not isinstance(number.derived, (TotalDays, DaysSince)):
        yield from _of_fact(number, view)
        return
    values, known = view.column(number)
    short = bound - values
    yield np.where(known, view.on + np.where(short > 0, short, 1 - short), np.inf)
    if isinstance(number.derived, TotalDays):
        yield from _of_records(number.derived, view)


def _of_fact(fact: Fact, view: ColumnView) -> Iterable[Any]:
    match fact.derived:
        case AnyInForce() | CountOf():
            yield from _of_records(fact.derived, view)
        case TotalDays() | DaysSince():
            yield view.on + 1.0
        case Same(one, other) | Earlier(one, other):
            for name in (one, other):
                yield from _of_fact(view.named(name), view)
        case LatestDay() | None:
            pass


def _of_records(reduction: Any, view: ColumnView) -> Iterable[Any]:
    """Records begin and end on days of their own."""
    if view.registers is not None:
        yield view.registers.next_change(reduction.register, view.on)
