"""Which place somebody had: places are alike, so each is given the lowest number that is free."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from continuum.sim.results.caseload import held

if TYPE_CHECKING:
    from continuum.sim.results.caseload import Held
    from continuum.sim.results.run import Run
    from continuum.sim.setting.capacity import Capacity, Officers

__all__ = ["Place", "numbered_places"]


class Place(NamedTuple):
    """A place of a capacity.

    ``officer`` is empty where the places are not those of officers.
    """

    id: str
    capacity: str
    number: int
    officer: str


def numbered_places(run: Run) -> tuple[dict[str, Place], dict[int, list[tuple[str, str]]]]:
    """Give every place that was ever taken, and which attempts took or freed it.

    Args:
        run: The run.

    Returns:
        The places by id; and for each place in the log, the ids with ``takes`` or ``frees``.
    """
    places: dict[str, Place] = {}
    touched: dict[int, list[tuple[str, str]]] = {}
    for capacity in run.scenario.setting.capacities:
        taken = held(run, capacity)
        for k, number in enumerate(_numbers(run, taken)):
            place = _place(run, capacity, int(taken.rows[k]) // run.n, number)
            places.setdefault(place.id, place)
            touched.setdefault(int(taken.taken[k]), []).append((place.id, "takes"))
            if taken.freed[k] >= 0:
                touched.setdefault(int(taken.freed[k]), []).append((place.id, "frees"))
    return places, touched


def _numbers(run: Run, taken: Held) -> list[int]:
    """The number of the place that each person had, from 1, by replication."""
    numbers = [0] * len(taken.rows)
    order = np.lexsort((taken.begins, taken.rows // run.n)).tolist()
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    replication, used = -1, 0
    for k in order:
        if int(taken.rows[k]) // run.n != replication:
            replication, used, busy, free = int(taken.rows[k]) // run.n, 0, [], []
        while busy and busy[0][0] <= taken.begins[k]:
            heappush(free, heappop(busy)[1])
        if not free:
            used += 1
            free.append(used)
        numbers[k] = heappop(free)
        heappush(busy, (float(taken.ends[k]), numbers[k]))
    return numbers


def _place(run: Run, capacity: Capacity | Officers, replication: int, number: int) -> Place:
    again = f"{replication}:" if run.replications > 1 else ""
    officer = ""
    if hasattr(capacity, "caseload"):
        officer = f"officer:{again}{capacity.name}:{(number - 1) // capacity.caseload + 1}"
    return Place(f"place:{again}{capacity.name}:{number}", capacity.name, number, officer)
