"""Whether a case can still come to an end under a rulebook, from wherever it stands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from continuum.verify.following.trail import Trail
from continuum.verify.search import Search
from continuum.verify.situations.cells import place

if TYPE_CHECKING:
    from datetime import date

    from continuum.rulebook import Chart
    from continuum.semantics import Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.space import Limits, Space

__all__ = ["Prospects", "ended_in"]


def ended_in(space: Space, chart: Chart) -> Diagram:
    """Give the situations in which some region is in a final state.

    Args:
        space: The space; it may know more states than the chart.
        chart: The chart whose final states are meant.
    """
    found = space.nothing
    for region, states in chart.states.items():
        for state in states.values():
            if state.final:
                found |= space.coding.at(place(region), state.name)
    return found


class Prospects:
    """What may become of cases under the law of a day.

    Args:
        chart: The chart.
        on: The day.
        limits: What may be used.
        engine: The engine of the diagrams.
    """

    def __init__(self, chart: Chart, on: date, limits: Limits, engine: str = "") -> None:
        """Keep the parts; nothing is worked out yet."""
        self.chart = chart
        self.search = Search(chart, on, engine=engine, limits=limits)

    @cached_property
    def hopeful(self) -> Diagram | None:
        """The situations from which an end may be reached; ``None``: there are no ends."""
        space = self.search.space
        ends = ended_in(space, self.chart) & space.lawful
        return None if ends == space.nothing else space.can_reach(ends, space.lawful)

    def hopeless(self, snapshot: Snapshot, on: date) -> bool:
        """Whether it is proved that a case comes to no end any more.

        Args:
            snapshot: How it stands.
            on: The day.
        """
        if self.hopeful is None:
            return False
        space, trail = self.search.space, Trail(snapshot, on, on)
        here = space.lawful
        for key in space.coding.stored:
            part = self.search.slice((key,))
            cell = space.nothing
            for (value,) in self.search.situations(part, trail):
                cell |= space.coding.at(key, value)
            here &= cell
        return here != space.nothing and not space.meets(here, self.hopeful)
