"""What is read of people at all: only that is kept in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import facts_in
from continuum.guards.walk import milestone_facts
from continuum.sim.columns.clocks import milestone_of

if TYPE_CHECKING:
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["facts_read"]


def facts_read(scenario: Scenario, *, phases: bool = False) -> frozenset[str]:
    """Give the case facts that guards, effects or clocks of a scenario read.

    Args:
        scenario: The scenario.
        phases: Whether the phases are looked at too.
    """
    found: set[str] = set()
    for chart in scenario.charts:
        for attempt in scenario.behaviour.attempts:
            found |= {fact.name for fact in chart.events[attempt.event].reads}
        for form in chart.phases if phases else ():
            found |= {fact.name for fact in facts_in(form.when)}
    parts: tuple[Attempt | Arrives, ...] = (
        *scenario.behaviour.attempts,
        *scenario.behaviour.arrives,
    )
    for part in parts:
        milestone = milestone_of(part, scenario.charts[0], scenario.start)
        if milestone is not None:
            found |= {fact.name for fact in milestone_facts(milestone)}
    return frozenset(found)
