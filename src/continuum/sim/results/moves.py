"""Moves from one place to another: between the states of a region, or between phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Numbers, Rows

__all__ = ["Moves"]


@attrs.frozen(eq=False)
class Moves:
    """Every move of everybody, by person and then in order.

    Args:
        names: The states, or the phases.
        initial: The place in ``names`` of where the pathway of each person begins.
        rows: Who moves.
        times: When, in days as ordinals.
        before: Where from.
        after: Where to.
        places: The place in the log of the attempt that made the move, or of the last one before
            it, where it was made by a day that came.
    """

    names: tuple[str, ...]
    initial: Numbers
    rows: Rows
    times: Floats
    before: Numbers
    after: Numbers
    places: Numbers
