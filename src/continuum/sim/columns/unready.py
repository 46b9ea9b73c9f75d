"""What scenarios may say and the column engine does not follow: refused, never ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.scenario.scenario import Scenario

__all__ = ["unready"]


def unready(scenario: Scenario) -> Iterator[str]:
    """Give everything in a scenario that the column engine would have to ignore.

    Args:
        scenario: The scenario.
    """
    if scenario.setting.capacities:
        yield "capacities, for which people would have to wait for one another"
