"""How far two paths of the same person are apart, in days, and what made the first difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.sim.columns.judge import OUTCOMES

if TYPE_CHECKING:
    from continuum.sim.columns.arrays import Floats, Numbers
    from continuum.sim.results.run import Run

__all__ = ["Parting", "days_apart", "parting"]

_SAME: Final = 1e-6
_WAITING: Final = "waiting"
_DONE: Final = {
    "refused": "is refused",
    "undetermined": "cannot be decided",
    _WAITING: "waits for a place",
    "learned": "is learned",
}


def days_apart(one: Run, other: Run) -> Floats:
    """Count, for every row, the days on which the two paths stand in different configurations.

    Where both pathways have ended alike nothing is counted, whatever else stood open then.

    Args:
        one: A run.
        other: A run of the same people.
    """
    number: dict[tuple[str, ...], int] = {}
    end = float(max(r.scenario.horizon.toordinal() for r in (one, other)))
    rows, moments, sides, stands = [], [], [], []
    for which, run in enumerate((one, other)):
        events = run.events
        place = np.array(
            [number.setdefault(_stand(run, names), len(number)) for names in events.configurations],
            dtype=np.int64,
        )
        moved = events.target != events.origin
        every = np.arange(run.rows)
        rows += [every, events.person[moved]]
        moments += [np.full(run.rows, -1.0), events.time[moved]]
        stands += [np.full(run.rows, place[events.initial]), place[events.target[moved]]]
        sides += [np.full(run.rows + int(moved.sum()), which)]
    row, moment = np.concatenate(rows), np.concatenate(moments)
    side, stand = np.concatenate(sides), np.concatenate(stands)
    order = np.lexsort((np.arange(len(row)), moment, row))
    row, moment, side, stand = row[order], moment[order], side[order], stand[order]
    here, there = (_last(stand, side == each) for each in (0, 1))
    until = np.append(moment[1:], end)
    until[:-1][row[1:] != row[:-1]] = end
    lasted = np.where((here != there) & (moment >= 0), np.maximum(until - moment, 0.0), 0.0)
    return np.bincount(row, weights=lasted, minlength=one.rows).astype(np.float64)


def _stand(run: Run, names: tuple[str, ...]) -> tuple[str, ...]:
    """Where somebody stands; of a pathway that has ended only how it ended."""
    chart = run.scenario.charts[0]
    if not chart.final(names):
        return names
    ends = [{s.name for s in region.states if s.final} for region in run.scenario.book.regions]
    return ("ended", *(n if n in final else "" for n, final in zip(names, ends, strict=True)))


def _last(values: Numbers, at: Any) -> Numbers:
    """The last value that was seen at some places, carried on; each row begins with one."""
    place = np.where(at, np.arange(len(values)), 0)
    return values[np.maximum.accumulate(place)]


@attrs.frozen
class Parting:
    """Where two paths of a person part.

    Args:
        day: The ordinal of the day; ``None``: they never part.
        attempt: The label of the attempt that made the difference.
        why: What made it, in a sentence.
        places: How many happenings each path has before they part.
        standing: How many each has before they first stand in different configurations.
        moved: What made them stand so, in a sentence; empty: they never do, or it is ``why``.
    """

    day: int | None
    attempt: str
    why: str
    places: tuple[int, int]
    standing: tuple[int, int] | None = None
    moved: str = ""


def parting(one: Run, other: Run, row: int) -> Parting:
    """Say what made the first difference between two paths of a person: a rule, or a delay.

    Args:
        one: A run.
        other: A run of the same people.
        row: Whose paths.
    """
    a, b = _steps(one, row), _steps(other, row)
    k = next(
        (k for k, (x, y) in enumerate(zip(a, b, strict=False)) if not _alike(x, y)),
        min(len(a), len(b)),
    )
    if k == len(a) == len(b):
        return Parting(None, "", "the two paths are the same", (k, k))
    first, second = (a[k] if k < len(a) else None), (b[k] if k < len(b) else None)
    if second is None or (first is not None and first[0] <= second[0]):
        step, rest, names = first, b[k:], (one.scenario.name, other.scenario.name)
    else:
        step, rest, names = second, a[k:], (other.scenario.name, one.scenario.name)
    assert step is not None  # noqa: S101 - one of the two goes on
    moment, attempt = step[:2]
    twin = next((other for other in rest if other[1] == attempt), None)
    standing, mover, moved = _first_move(one, other, a, b)
    if mover is not None and mover[:2] == step[:2]:
        moved = ""  # it is said already
    waits = next((same[2] for same in a[:k][::-1] if same[1] == attempt), "") == _WAITING
    why = _why(step, twin, names, waits=waits)
    return Parting(int(moment), attempt, why, (k, k), standing, moved)


_Step = tuple[float, str, str, tuple[str, ...], tuple[str, ...]]


def _first_move(
    one: Run, other: Run, a: list[_Step], b: list[_Step]
) -> tuple[tuple[int, int] | None, _Step | None, str]:
    """Where the two first stand in different configurations, what made them, and in a sentence."""
    i = j = 0
    here, there = (run.events.configurations[run.events.initial] for run in (one, other))
    while i < len(a) or j < len(b):
        moment = min(path[at][0] for path, at in ((a, i), (b, j)) if at < len(path))
        before = (i, j)
        while i < len(a) and a[i][0] <= moment + _SAME:
            here, i = a[i][4], i + 1
        while j < len(b) and b[j][0] <= moment + _SAME:
            there, j = b[j][4], j + 1
        if here != there:
            mine, yours = a[before[0] : i], b[before[1] : j]
            moving, path, at, names = (
                (mine, b, j, (one, other))
                if mine and (not yours or mine[-1][4] != yours[-1][4]) and mine[-1][2] == "allowed"
                else (yours, a, i, (other, one))
            )
            step = moving[-1]
            near = [s for s in path if s[1] == step[1] and s[0] >= moment - 1.0]
            twin = near[0] if near else None
            past = [s for s in path[:at] if s[1] == step[1] and (s[3] or s[2] == _WAITING)]
            told = _moved(step, twin, past, names[0].scenario.name, names[1].scenario.name)
            return before, step, told
    return None, None, ""


def _moved(step: _Step, twin: _Step | None, past: list[_Step], here: str, there: str) -> str:
    what = f"`{step[1]}`"
    lacking = [s for s in (twin, *past[::-1]) if s is not None and (s[3] or s[2] == _WAITING)]
    stopped = lacking[0] if lacking else None
    if stopped is not None and stopped[2] == _WAITING:
        return f"{what} goes through in `{here}`, and waits for a place in `{there}`"
    if stopped is not None:
        rules = ", ".join(stopped[3])
        return f"{what} goes through in `{here}`, and is stopped by {rules} in `{there}`"
    if twin is None:
        return f"{what} goes through in `{here}`, and is not attempted again in `{there}`"
    days = twin[0] - step[0]
    return f"{what} goes through in `{here}` {max(days, 0.0):,.0f} days before it does in `{there}`"


def _steps(run: Run, row: int) -> list[_Step]:
    events, behaviour = run.events, run.scenario.behaviour
    first, last = events.bounds[row], events.bounds[row + 1]
    names = behaviour.names
    return [
        (
            float(events.time[k]),
            names[events.attempt[k]],
            OUTCOMES[events.outcome[k]],
            events.reasons[events.against[k]],
            events.configurations[events.target[k]],
        )
        for k in range(int(first), int(last))
    ]


def _alike(one: _Step, other: _Step) -> bool:
    return abs(one[0] - other[0]) < _SAME and one[1:4] == other[1:4]


def _why(step: _Step, twin: _Step | None, names: tuple[str, str], *, waits: bool) -> str:
    moment, attempt, outcome = step[:3]
    here, there = names
    what = f"`{attempt}`"
    if twin is None:
        done = _DONE.get(outcome, "is made")
        rest = "still waits for a place" if waits else "never comes again"
        return f"{what} {done} in `{here}`, and {rest} in `{there}`"
    if abs(twin[0] - moment) < _SAME:
        return f"{what} {_on_the_day(step, twin, names)}"
    days = twin[0] - moment
    after = ", for want of a place" if waits or _WAITING in {outcome, twin[2]} else ""
    return f"{what} comes {days:,.0f} days later in `{there}` than in `{here}`{after}"


def _on_the_day(step: _Step, twin: _Step, names: tuple[str, str]) -> str:
    """What comes out otherwise on the same day."""
    here, there = names
    if _WAITING in {step[2], twin[2]} and step[2] != twin[2]:
        waiting, going = (here, there) if step[2] == _WAITING else (there, here)
        return f"waits for a place in `{waiting}`, and need not wait in `{going}`"
    if step[2] != twin[2]:
        stopped, by = (here, step[3]) if step[3] else (there, twin[3])
        rules = ", ".join(by) or "nothing"
        return f"is stopped by {rules} in `{stopped}` alone, on the same day"
    mine, yours = (", ".join(ids) or "nothing" for ids in (step[3], twin[3]))
    return f"is stopped by {mine} in `{here}`, and by {yours} in `{there}`"
