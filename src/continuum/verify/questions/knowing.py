"""Whether two guards say the same, whatever is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import Known, leaves
from continuum.verify.situations.cells import fact_key

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.verify.diagrams import Diagram
    from continuum.verify.space import Space

__all__ = ["alike"]


def alike(space: Space, one: Guard, other: Guard, within: Diagram) -> bool:
    """Whether two guards hold for the same facts, known or not, and fail for the same known ones.

    A fact of which one of them asks whether it is known may be not known for both.

    Args:
        space: The space of all situations.
        one: A guard.
        other: Another guard.
        within: The situations that matter.
    """
    view, cells = space.view, space.cells
    first, second = view.weigh(one), view.weigh(other)
    keys = cells.keys(one) | cells.keys(other)
    possible = view.possible(keys) & space.lawful & within
    if space.meets(first.holds ^ second.holds, possible):
        return False
    asked = {fact_key(x.fact) for x in (*leaves(one), *leaves(other)) if isinstance(x, Known)}
    known = possible
    for key in keys:
        bases = cells.based.get(key, (key,))
        for base in bases:
            if base not in asked and not base.startswith("in:"):
                known &= ~view.cell(base, None)
    return not space.meets(first.fails ^ second.fails, known)
