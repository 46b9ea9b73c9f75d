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

    ``outcomes`` are places in :data:`OUTCOMES`, or one that stands for all; ``against`` are
    numbers of the tuples of what stood in the way; ``targets`` are, for each region that the event
    may move, the code of the state after it, where it is allowed.
    """

    outcomes: npt.NDArray[np.int8] | int
    against: Small | int
    targets: dict[int, npt.NDArray[np.int8]]


def judge(plan: Plan, view: ColumnView, m: int, names: Names) -> Verdict:
    """Decide an attempt for some people.

    Args:
        plan: The attempt, with what is settled already.
        view: The people, each on the day of the attempt, with their requests.
        m: How many they are.
        names: Where the tuples of what stands in the way are numbered.
    """
    standing: list[tuple[str, Mask]] = []
    refused: Any = None
    for name, guard in plan.gates:
        holds, fails = _weighed(guard, view, m)
        if not holds.all():
            standing.append((name, ~holds))
            refused = fails if refused is None else refused | fails
    targets = {}
    for way in plan.ways:
        states = view.regions[way.region]
        target = way.settled.take(states)
        if way.guards:
            closed, certain = _choose(way, view, m, states, target)
            if closed.any():
                standing.append((f"way:{way.region}", closed))
                refused = certain if refused is None else refused | certain
        targets[way.place] = target
    if not standing:
        return Verdict(ALLOWED, 0, targets)
    stopped = standing[0][1].copy()
    for _, mask in standing[1:]:
        stopped |= mask
    outcomes = np.where(stopped, np.where(refused, REFUSED, UNDETERMINED), ALLOWED)
    at = np.flatnonzero(stopped)
    against = np.zeros(m, dtype=np.int32)
    against[at] = _numbered([(name, mask[at]) for name, mask in standing], len(at), names)
    return Verdict(outcomes.astype(np.int8), against, targets)


def _weighed(guard: Guard, view: ColumnView, m: int) -> tuple[Any, Any]:
    holds, fails = weigh(guard, view)
    if not np.shape(holds):
        holds = np.full(m, holds)
    return holds, fails if np.shape(fails) else np.full(m, fails)


def _choose(
    way: Way, view: ColumnView, m: int, states: Any, target: npt.NDArray[np.int8]
) -> tuple[Mask, Mask]:
    """Fill in the targets that facts choose; give where none is chosen, and where certainly so."""
    closed, certain = np.zeros(m, dtype=bool), np.zeros(m, dtype=bool)
    asked = np.flatnonzero(target < 0)
    if not len(asked):
        return closed, certain
    weighed = [_weighed(guard, view, m) for guard in way.guards]
    here = states[asked]
    for state in np.unique(here).tolist():
        at = asked[here == state]
        count = np.zeros(len(at), dtype=np.int8)
        unsure = np.zeros(len(at), dtype=bool)
        chosen = np.full(len(at), state, dtype=np.int8)
        for guard, code in way.choices[state]:
            holds, fails = (bits[at] for bits in weighed[guard])
            count += holds
            unsure |= ~(holds | fails)
            chosen[holds] = code
        closed[at] = (count != 1) | unsure
        certain[at] = (count > 1) | ((count == 0) & ~unsure)
        target[at] = chosen
    return closed, certain


def _numbered(standing: list[tuple[str, Mask]], m: int, names: Names) -> Small:
    """Give, for each person, the number of the tuple of what stands in the way."""
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
