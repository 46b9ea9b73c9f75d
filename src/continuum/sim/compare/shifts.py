"""Whose paths are not the same, and by how many days what happens in both is shifted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.sim.columns.judge import ALLOWED

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Mask, Numbers
    from continuum.sim.results.run import Run

__all__ = ["days_shifted", "otherwise"]

_SAME: Final = 1e-6


def otherwise(one: Run, other: Run) -> Mask:
    """Say, for every row, whether anything in its two paths is not the same.

    Args:
        one: A run.
        other: A run of the same people.
    """
    attempts: dict[Any, int] = {}
    reasons: dict[Any, int] = {}
    told = []
    for run in (one, other):
        events = run.events
        told.append(
            (
                _numbered(run.scenario.behaviour.names, attempts)[events.attempt],
                events.outcome,
                _numbered(events.reasons, reasons)[events.against],
            )
        )
    counts = [np.diff(run.events.bounds) for run in (one, other)]
    unlike: Mask = np.asarray(counts[0] != counts[1])
    same = ~unlike
    kept = [np.repeat(same, count) for count in counts]
    apart = np.abs(one.events.time[kept[0]] - other.events.time[kept[1]]) > _SAME
    for mine, yours in zip(*told, strict=True):
        apart |= mine[kept[0]] != yours[kept[1]]
    unlike[one.events.person[kept[0]][apart]] = True
    return unlike


def days_shifted(one: Run, other: Run) -> Floats:
    """Give, for every row, by how many days at most something is shifted that happens in both.

    Args:
        one: A run.
        other: A run of the same people.
    """
    attempts: dict[Any, int] = {}
    keys, moments, whose = [], [], []
    for run in (one, other):
        events = run.events
        done = events.outcome == ALLOWED
        row, moment = events.person[done].astype(np.int64), events.time[done]
        what = _numbered(run.scenario.behaviour.names, attempts)[events.attempt[done]]
        order = np.lexsort((moment, what, row))
        row, what, moment = row[order], what[order], moment[order]
        keys.append((row, what, _time_of(row, what)))
        moments.append(moment)
        whose.append(row)
    most = 1 + max((int(part.max()) for key in keys for part in key[2:] if len(part)), default=0)
    mine, yours = ((row * (len(attempts) + 1) + what) * most + time for row, what, time in keys)
    _, here, there = np.intersect1d(mine, yours, assume_unique=True, return_indices=True)
    shift = np.zeros(one.rows)
    np.maximum.at(shift, whose[0][here], np.abs(moments[0][here] - moments[1][there]))
    return shift


def _numbered(names: Any, known: dict[Any, int]) -> Numbers:
    """The numbers of some names; the same name has the same number in both runs."""
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def _time_of(row: Numbers, what: Numbers) -> Numbers:
    """How often the same was done before, in arrays that are in order."""
    first = np.ones(len(row), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (what[1:] != what[:-1])
    place = np.arange(len(row))
    began: Numbers = np.maximum.accumulate(np.where(first, place, 0))
    return place - began
