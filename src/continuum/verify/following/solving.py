"""Is there a cell for each open fact such that some guards hold and others do not?

The guards are weighed by the one evaluator.  What was not chosen yet counts as not known, so by
Kleene's table a goal that holds early holds whatever is chosen later, and one that fails is given
up at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from continuum.guards import (
    FAILS,
    HOLDS,
    UNKNOWN,
    All,
    AtLeastOf,
    Day,
    Not,
    Some,
    Truth,
    weigh,
)
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.situations.cells import MISSING, Cells, Key, fact_key, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.guards import Choice, Fact, Flag, Guard, Milestone, Number, Value

__all__ = ["CellView", "Chosen", "Domain", "Goal", "Settled", "Want", "nothing_settled", "solve"]

Want = Literal["holds", "fails", "not"]
"""``not``: it fails, or it is not known."""

Goal = tuple["Guard", Want]
Chosen = dict[Key, "Value | None"]
Settled = Callable[[Key], Any]
Domain = Callable[[Key], "tuple[Value | None, ...]"]


class CellView:
    """A view of guards over cells: some are settled, some were chosen, the rest is open.

    Args:
        cells: The cut of the facts.
        settled: Gives what is settled, or ``MISSING``.
        chosen: What was chosen.
    """

    __slots__ = ("cells", "chosen", "settled")

    certain: Truth[bool] = HOLDS

    def __init__(self, cells: Cells, settled: Settled, chosen: Mapping[Key, Value | None]) -> None:
        """Keep the parts."""
        self.cells = cells
        self.settled = settled
        self.chosen = chosen

    def read(self, key: Key) -> Any:
        """Give the value of a key; ``MISSING`` while it is open."""
        value = self.chosen.get(key, MISSING)
        return self.settled(key) if value is MISSING else value

    def flag(self, fact: Flag) -> Truth[bool]:
        """Does the flag hold?"""
        if fact.name == "human_actor":
            role = self.read(ACTING_ROLE)
            return UNKNOWN if role is MISSING else FAILS if role == "system" else HOLDS
        value = self.read(fact_key(fact))
        return UNKNOWN if value is MISSING or value is None else HOLDS if value else FAILS

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[bool]:
        """Is the choice one of these?"""
        value = self.read(fact_key(choice))
        return UNKNOWN if value is MISSING or value is None else HOLDS if value in among else FAILS

    def at_least(self, number: Number, bound: int) -> Truth[bool]:
        """Is the number at or above the bound?"""
        value = self.read(fact_key(number))
        if value is MISSING or value is None:
            return UNKNOWN
        return HOLDS if value >= bound else FAILS

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Has the day of the milestone come?"""
        key = self.cells.milestone_key(milestone)
        certain = self.cells.certain.get(key)
        value = self.read(key) if certain is None else certain
        if value is MISSING or value is None or self.baseless(key):
            return UNKNOWN
        return HOLDS if value else FAILS

    def baseless(self, key: Key) -> bool:
        """Whether a day or length that a milestone is counted from is not known in the case."""
        return any(self.read(base) is None for base in self.cells.based[key])

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Is the region in one of these states?"""
        value = self.read(place(region))
        return UNKNOWN if value is MISSING else HOLDS if value in states else FAILS

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact recorded?"""
        name = fact_key(fact)
        value = self.read(name)
        if value is not MISSING:
            return FAILS if value is None else HOLDS
        if None not in self.cells.domain(name):
            return HOLDS
        counted = (k for k, bases in self.cells.based.items() if name in bases)
        sure = any(self.chosen.get(key) is not None for key in counted)
        return HOLDS if sure else UNKNOWN


def nothing_settled(_: Key) -> Any:
    """Say of every key that it is open."""
    return MISSING


def solve(
    cells: Cells,
    goals: Iterable[Goal],
    settled: Settled,
    domain: Domain,
    chosen: Chosen | None = None,
) -> Chosen | None:
    """Choose cells for open facts such that every goal is met.

    Args:
        cells: The cut of the facts.
        goals: Guards, and what is wanted of each.
        settled: Gives what is settled, or ``MISSING``.
        domain: Gives the cells that may be chosen for a key, the favourite first; none: it stays
            open, and a goal that needs it is not met.
        chosen: What was chosen before.

    Returns:
        What was chosen, or ``None`` when there is no choice that meets every goal.
    """
    start = dict(chosen or {})
    view = CellView(cells, settled, start)
    open_goals = []
    for goal in goals:
        met = _met(goal, view)
        if met is False:
            return None
        if met is None:
            open_goals.append(goal)
    for group in _apart(cells, open_goals, view):
        found = _search(group, view, domain)
        if found is None:
            return None
        view = CellView(cells, settled, found)
    return dict(view.chosen)


def _met(goal: Goal, view: CellView) -> bool | None:
    """Whether a goal is met: ``None`` while it is open."""
    guard, want = goal
    truth = weigh(guard, view)
    if truth[0]:
        return want == "holds"
    if truth[1]:
        return want != "holds"
    return None


def _apart(cells: Cells, goals: list[Goal], view: CellView) -> list[list[Goal]]:
    """Part the goals into groups that share nothing open, smallest first."""
    groups: list[tuple[set[Key], list[Goal]]] = []
    for goal in goals:
        keys = set()
        for key in cells.keys(goal[0]):
            if view.read(key) is MISSING:
                keys.add(key)
                if key in cells.based:
                    keys |= {*cells.earlier[key], *cells.later[key], *cells.based[key]}
        touching = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        joint: tuple[set[Key], list[Goal]] = (keys, [goal])
        for group in touching:
            joint = (joint[0] | group[0], [*group[1], *joint[1]])
        groups.append(joint)
    return [group[1] for group in sorted(groups, key=lambda group: len(group[0]))]


def _search(goals: list[Goal], view: CellView, domain: Domain) -> Chosen | None:
    open_goals = []
    for goal in goals:
        met = _met(goal, view)
        if met is False:
            return None
        if met is None:
            open_goals.append(goal)
    if not open_goals:
        return dict(view.chosen)
    # The goal with the fewest open questions first: where it cannot be met, little was tried.
    for guard, want in sorted(open_goals, key=lambda goal: _size(goal[0])):
        key = _open_key(guard, view, domain)
        if key is None:
            if want == "not":
                continue
            return None
        for value in domain(key):
            after = _choose(key, value, view)
            if after is not None:
                found = _search(open_goals, after, domain)
                if found is not None:
                    return found
        return None
    return dict(view.chosen)


def _size(guard: Guard) -> int:
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            return sum(_size(part) for part in parts)
        case Not(part):
            return _size(part)
        case _:
            return 1


def _open_key(guard: Guard, view: CellView, domain: Domain) -> Key | None:
    """Give a key that may be chosen and matters to a guard whose truth is open."""
    match guard:
        case All(parts) | Some(parts) | AtLeastOf(_, parts):
            for part in parts:
                if weigh(part, view) == UNKNOWN:
                    found = _open_key(part, view, domain)
                    if found is not None:
                        return found
            return None
        case Not(part):
            return _open_key(part, view, domain)
        case _:
            key = view.cells.key(guard)
            if view.read(key) is not MISSING or not domain(key):
                return None
            if key in view.cells.certain:
                return None
            for base in view.cells.based.get(key, ()):
                # Whether its day is known at all comes first: it may be left unknown.
                if view.read(base) is MISSING and None in domain(base):
                    return base
            return None if key in view.cells.based and view.baseless(key) else key


def _choose(key: Key, value: Value | None, view: CellView) -> CellView | None:
    """Choose a cell and what follows from it; ``None`` where that contradicts what stands."""
    cells, chosen = view.cells, {**view.chosen, key: value}
    if key in cells.based and value is not None:
        for other in cells.earlier[key] if value else cells.later[key]:
            stands = view.read(other)
            if stands is MISSING:
                # Where it is counted from more than that, it may still be not known.
                if {*cells.based[other]} <= {*cells.based[key]}:
                    chosen[other] = value
            elif stands is not None and stands != value:
                return None
    if value is None and isinstance(cells.chart.facts.get(key), Day):
        counted = (k for k, bases in cells.based.items() if key in bases)
        if any(chosen.get(k) is not None for k in counted):
            return None
    return CellView(cells, view.settled, chosen)
