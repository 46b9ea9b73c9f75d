"""From what the machine wrote to the log of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.sim.results.log import Log

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Numbers
    from continuum.sim.queue.tables import Machine
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Written", "log_of"]

_HALF: Final = 32
_FEW: Final = 1 << 16


@attrs.frozen(eq=False)
class Written:
    """Happenings as the machine wrote them, in the order in which they happened.

    Args:
        row: The person.
        time: The moment.
        attempt: The part of the behaviour.
        outcome: How it came out.
        number: The number of the configuration after it.
        against: What stood in the way, one bit each.
        occurrence: Which clock it was.
    """

    row: Numbers
    time: Floats
    attempt: Any
    outcome: Any
    number: Numbers
    against: Numbers
    occurrence: Any

    @classmethod
    def of(cls, log: Numbers, moments: Floats) -> Written:
        """Keep the columns of what was written, in small types where they fit."""
        return cls(
            log[:, 0].astype(np.int32),
            moments.copy(),
            log[:, 1].astype(np.int16),
            log[:, 2].astype(np.int8),
            log[:, 3].copy(),
            log[:, 4].copy(),
            log[:, 5].astype(np.int16),
        )

    @classmethod
    def empty(cls) -> Written:
        """Nothing at all."""
        return cls.of(np.empty((0, 6), dtype=np.int64), np.empty(0))


def log_of(scenario: Scenario, machine: Machine, parts: list[Written], n: int) -> Log:
    """Put what was written in the order of people and time.

    Args:
        scenario: The scenario.
        machine: The tables.
        parts: What was written, group by group.
        n: How many people.
    """
    names = [field.name for field in attrs.fields(Written)]
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    row = columns.pop("row")
    bounds = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(row, minlength=n), out=bounds[1:])
    if (row[1:] < row[:-1]).any():
        order = (row.astype(np.int64) << _HALF) | np.arange(len(row))
        order.sort()
        order &= (1 << _HALF) - 1
        columns = {name: column[order] for name, column in columns.items()}
    configurations, target, initial = _configurations(scenario, columns["number"])
    reasons, against = _reasons(machine, columns)
    return Log(
        bounds=bounds,
        time=columns["time"],
        attempt=columns["attempt"],
        outcome=columns["outcome"],
        target=target,
        against=against,
        occurrence=columns["occurrence"],
        configurations=configurations,
        reasons=reasons,
        initial=initial,
    )


def _configurations(scenario: Scenario, number: Numbers) -> tuple[Any, Any, int]:
    """The configurations that came up, in the order of the alphabet, and the place of each."""
    chart = scenario.charts[0]
    regions = [region.names for region in chart.regions]
    start, step = 0, 1
    for names, state in zip(regions, chart.initial, strict=True):
        start += names.index(state) * step
        step *= len(names)
    if step <= _FEW:
        found = np.bincount(number, minlength=step) > 0
        found[start] = True
        seen = np.flatnonzero(found)
        places = (np.cumsum(found) - 1)[np.append(number, start)]
    else:
        all_ = np.append(number, start)
        fresh = np.append(
            True, all_[1:] != all_[:-1]
        )  # most happenings leave people where they are
        seen, met = np.unique(all_[fresh], return_inverse=True)
        places = met[np.cumsum(fresh) - 1]
    told = []
    for one in seen.tolist():
        states, rest = [], one
        for names in regions:
            rest, code = divmod(rest, len(names))
            states.append(names[code])
        told.append(tuple(states))
    order = sorted(range(len(told)), key=told.__getitem__)
    rank = np.empty(len(told), dtype=np.int32)
    rank[order] = np.arange(len(told), dtype=np.int32)
    targets = rank[places]
    return tuple(told[k] for k in order), targets[:-1], int(targets[-1])


def _reasons(machine: Machine, columns: dict[str, Any]) -> tuple[Any, Any]:
    """The tuples of ids that stood in the way, in order, and the place of each."""
    mask = columns["against"]
    at = np.flatnonzero(mask)
    day = np.floor(columns["time"][at])
    form = np.searchsorted(np.array(machine.laws, dtype=np.float64), day, side="right")
    forms = len(machine.laws) + 1
    kinds, bits = np.unique(mask[at], return_inverse=True)
    code = (columns["attempt"][at].astype(np.int64) * forms + form) * max(len(kinds), 1) + bits
    seen, places = np.unique(code, return_inverse=True)
    told: list[tuple[str, ...]] = []
    for one in seen.tolist():
        plan, bit = divmod(one, len(kinds))
        ids = machine.gates[plan // forms][plan % forms]
        standing = int(kinds[bit])
        told.append(tuple(name for k, name in enumerate(ids) if standing >> k & 1))
    ordered = sorted({(), *told})
    rank = {names: k for k, names in enumerate(ordered)}
    against = np.zeros(len(mask), dtype=np.int32)
    if len(at):
        against[at] = np.array([rank[names] for names in told], dtype=np.int32)[places]
    return tuple(ordered), against
