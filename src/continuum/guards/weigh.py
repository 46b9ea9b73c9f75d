"""The one evaluator: a guard and a view give a truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, assert_never

from continuum.guards.connectives import All, AtLeastOf, Not, Some
from continuum.guards.facts import Flag
from continuum.guards.questions import AtLeast, During, IsIn, Known, Reached
from continuum.guards.truth import B, Truth

if TYPE_CHECKING:
    from continuum.guards.facts import Choice, Number
    from continuum.guards.language import Fact, Guard, Milestone

__all__ = ["View", "weigh"]


class View(Protocol[B]):
    """A reader of guards: whoever answers the closed questions.

    Parameters are resolved before a guard is weighed, so bounds are numbers and options are
    names (see :meth:`continuum.rulebook.Rulebook.lower`).
    """

    @property
    def certain(self) -> Truth[B]:
        """What holds everywhere."""

    def flag(self, fact: Flag) -> Truth[B]:
        """Does the flag hold?"""

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[B]:
        """Is the choice one of these?"""

    def at_least(self, number: Number, bound: int) -> Truth[B]:
        """Is the number at or above the bound?"""

    def reached(self, milestone: Milestone) -> Truth[B]:
        """Has the day of the milestone come?"""

    def during(self, region: str, states: tuple[str, ...]) -> Truth[B]:
        """Is the region in one of these states?"""

    def known(self, fact: Fact) -> Truth[B]:
        """Is the fact recorded?"""


def weigh(guard: Guard, view: View[B]) -> Truth[B]:
    """Weigh a guard in a view.

    Args:
        guard: The guard, parameters resolved.
        view: One person, a column of persons, or a set of situations.

    Returns:
        Where the guard holds and where it fails; where neither, it is not known.
    """
    match guard:
        case Flag():
            return view.flag(guard)
        case AtLeast(number, bound):
            return view.at_least(number, bound)  # type: ignore[arg-type]
        case IsIn(choice, among):
            return view.is_in(choice, among)  # type: ignore[arg-type]
        case All(parts):
            truth = view.certain
            for part in parts:
                truth = truth & weigh(part, view)
            return truth
        case Some(parts):
            truth = ~view.certain
            for part in parts:
                truth = truth | weigh(part, view)
            return truth
        case Not(part):
            return ~weigh(part, view)
        case During(region, states):
            return view.during(region, states)
        case Reached(milestone):
            return view.reached(milestone)
        case Known(fact):
            return view.known(fact)
        case AtLeastOf(count, parts):
            # reach[k]: at least k of the parts weighed so far
            reach = [view.certain] + [~view.certain] * count
            for part in parts:
                truth = weigh(part, view)
                for k in range(count, 0, -1):
                    reach[k] = reach[k] | (reach[k - 1] & truth)
            return reach[count]
        case _:
            assert_never(guard)
