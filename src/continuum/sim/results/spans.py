"""Spans: who was in which state from when to when, a row a stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.sim.results.places import visits
from continuum.sim.results.tables import Table, Words

if TYPE_CHECKING:
    from continuum.sim.results.run import Run

__all__ = ["spans"]

_EPOCH: Final = 719_163


def spans(run: Run, by: str) -> Table:
    """Give every stay, in one region or in all, or in a phase.

    Args:
        run: The run.
        by: The name of a region, ``phase``, or ``every region``.

    Raises:
        ScenarioError: There is no such region, or phases depend on facts.
    """
    chart = run.scenario.charts[0]
    regions = tuple(chart.place) if by == "every region" else (by,)
    found = [visits(run, region) for region in regions]
    options: list[str] = []
    codes = []
    for stays in found:
        codes.append(stays.codes + len(options))
        options += stays.names
    place: Any = np.concatenate([np.full(len(s), k) for k, s in enumerate(found)])
    rows = np.concatenate([stays.rows for stays in found])
    order = np.lexsort((place, rows))

    def column(name: str) -> Any:
        return np.concatenate([getattr(stays, name) for stays in found])[order]

    rows = rows[order]
    begins, ends = column("begins"), column("ends")
    return Table(
        f"spans of {run.scenario.name}",
        {
            **({"replication": rows // run.n} if run.replications > 1 else {}),
            "person": run.cohort.numbers[rows],
            "region": Words(place[order], regions),
            "state": Words(np.concatenate(codes)[order], tuple(options)),
            "from": _day(begins),
            "to": _day(ends),
            "days": ends - begins,
            "censored": column("censored"),
        },
    )


def _day(moments: Any) -> Any:
    return (np.floor(moments).astype(np.int64) - _EPOCH).astype("datetime64[D]")
