"""What scenarios may say and the column engine does not follow yet: refused, never ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.sim.behaviour.proportional import Logit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["unready"]


def unready(scenario: Scenario) -> Iterator[str]:
    """Give everything in a scenario that the engine would have to ignore.

    Args:
        scenario: The scenario.
    """
    behaviour, setting = scenario.behaviour, scenario.setting
    if behaviour.arrives:
        yield "facts that arrive apart from events"
    if behaviour.pace:
        yield "the pace of roles"
    for attempt in behaviour.attempts:
        if attempt.clock == "keep":
            yield f"the clock of `{attempt.name}`, which keeps its age"
        if attempt.guard == "enabled":
            yield f"the guard of `{attempt.name}`, which stops its clock"
        if attempt.hazard is not None:
            yield f"the hazard of `{attempt.name}`"
        if isinstance(attempt.chance, Logit):
            yield f"the chance of `{attempt.name}`, which depends on traits"
        if attempt.most_retries is not None or attempt.after_giving_up:
            yield f"giving up in `{attempt.name}`"
    if setting.capacities:
        yield "capacities"
    if setting.arrivals is not None:
        yield "arrivals"
    if setting.calendar is not None:
        yield "working days"
