"""A decision as it would be if only some facts were otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import Reached, weigh
from continuum.verify.following.solving import solve
from continuum.verify.situations.cells import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.semantics import Decision
    from continuum.verify.following.solving import Goal
    from continuum.verify.situations.cells import Cells, Key

__all__ = ["would_be"]


def would_be(cells: Cells, last: Decision, goals: Iterable[Goal]) -> bool:
    """Say whether goals could be met at a decision if only the facts with a prime were otherwise.

    Args:
        cells: The cut of the facts.
        last: The decision; everything else is as it was then.
        goals: Goals over facts of other names, ``course'`` for ``course``.
    """
    view = last.view

    def settled(key: Key) -> Any:
        if key in cells.chart.facts:
            return view.value(cells.chart.facts[key])
        if key.startswith("in:"):
            return view.snapshot.configuration[cells.chart.place[key.removeprefix("in:")]]
        if key in cells.milestones and not any(base.endswith("'") for base in cells.based[key]):
            truth = weigh(Reached(cells.milestones[key]), view)
            return True if truth.holds else False if truth.fails else None
        return MISSING

    return solve(cells, goals, settled, cells.domain) is not None
