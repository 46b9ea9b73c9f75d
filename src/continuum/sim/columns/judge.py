"""What the gates and ways of an attempt say, for many people at once: as ``decide`` would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from continuum.guards import weigh

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.sim.columns.arrays import Mask, Small
    from continuum.sim.columns.plan import Plan, Way
    from continuum.sim.columns.view import ColumnView

__all__ = [
    "ALLOWED",
    "LEARNED",
    "OUTCOMES",
    "REFUSED",
    "UNDETERMINED",
    "WAITING",
    "Names",
    "Verdict",
    "judge",
]


OUTCOMES = ("allowed", "refused", "undetermined", "waiting", "learned")
ALLOWED, REFUSED, UNDETERMINED, WAITING, LEARNED = range(5)

_MOST_BITS = 50


class Names:
    """Numbers for tuples of names, given out as they come up."""

    def __init__(self) -> None:
        """Number 0 is the empty tuple."""
        self.table: list[tuple[str, ...]] = [()]
        self._numbers: dict[tuple[str, ...], int] = {(): 0}

    def number(self, names: tuple[str, ...]) -> int:
        """Give the number of a tuple of names."""
        found = self._numbers.get(names)
        if found is None:
            found = self._numbers[names] = len(self.table)
            self.table.append(names)
        return found


class Verdict(NamedTuple):
    """What was decided for each of some people.

    ``outcomes`` are places in :data:`OUTCOMES`; ``against`` are numbers of the tuples of what
    stood in the way; ``legs`` are, for each way that facts choose, the place of the leg.
    """

    outcomes: npt.NDArray[np.int8]
    against: Small
    legs: tuple[npt.NDArray[np.int16], ...]


def judge(plan: Plan, view: ColumnView, m: int, names: Names) -> Verdict:
    """Decide an attempt for some people.

    Args:
        plan: The attempt, with what is settled already.
        view: The people, each on the day of the attempt, with their requests.
        m: How many they are.
        names: Where the tuples of what stands in the way are numbered.
    """
    allowed = np.ones(m, dtype=bool)
    refused = np.zeros(m, dtype=bool)
    standing: list[tuple[str, Mask]] = []
    for gate in plan.gates:
        holds, fails = _weighed(gate.guard, view, m)
        if not holds.all():
            standing.append((gate.id, ~holds))
            allowed &= holds
            refused |= fails
    legs = []
    for way in plan.ways:
        leg, open_, closed = _chosen(way, view, m)
        legs.append(leg)
        if not open_.all():
            standing.append((f"way:{way.region}", ~open_))
            allowed &= open_
            refused |= closed
    outcomes = np.where(allowed, ALLOWED, np.where(refused, REFUSED, UNDETERMINED))
    return Verdict(outcomes.astype(np.int8), _numbered(standing, m, names), tuple(legs))


def _weighed(guard: Guard, view: ColumnView, m: int) -> tuple[Any, Any]:
    holds, fails = weigh(guard, view)
    if not np.shape(holds):
        holds = np.full(m, holds)
    return holds, fails if np.shape(fails) else np.full(m, fails)


def _chosen(way: Way, view: ColumnView, m: int) -> tuple[npt.NDArray[np.int16], Mask, Mask]:
    """The leg of each person, where exactly one is open, and where certainly not one is."""
    count = np.zeros(m, dtype=np.int8)
    unsure = np.zeros(m, dtype=bool)
    leg = np.zeros(m, dtype=np.int16)
    for place, one in enumerate(way.legs):
        holds, fails = _weighed(one.when, view, m)
        count += holds
        unsure |= ~(holds | fails)
        leg[holds] = place
    open_ = (count == 1) & ~unsure
    return leg, open_, (count > 1) | ((count == 0) & ~unsure)


def _numbered(standing: list[tuple[str, Mask]], m: int, names: Names) -> Small:
    """Give, for each person, the number of the tuple of what stands in the way."""
    if not standing:
        return np.zeros(m, dtype=np.int32)
    codes = np.zeros(m, dtype=np.int64)
    for k, (_, mask) in enumerate(standing):
        if k % _MOST_BITS == _MOST_BITS - 1:  # make room: many gates, few combinations
            codes = np.unique(codes, return_inverse=True)[1].astype(np.int64)
        codes = codes * 2 + mask
    _, firsts, places = np.unique(codes, return_index=True, return_inverse=True)
    numbers = [
        names.number(tuple(name for name, mask in standing if mask[first])) for first in firsts
    ]
    return np.array(numbers, dtype=np.int32)[places]
