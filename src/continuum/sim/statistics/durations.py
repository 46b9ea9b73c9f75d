"""How long people waited for something, and how it ended: what every estimator starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError

if TYPE_CHECKING:
    import numpy.typing as npt

    from continuum.sim.columns.arrays import Floats, Numbers

__all__ = ["Counted", "count", "read_durations", "read_level"]

_SHOWN: Final = 40


@attrs.frozen(eq=False)
class Counted:
    """How many were at risk and how many it happened to, at each time at which it happened.

    Args:
        times: The times, each once, in order.
        at_risk: How many were still waiting just before each.
        happened: For each cause a row: how many it happened to at each time.
    """

    times: Floats
    at_risk: Numbers
    happened: Numbers

    @property
    def ended(self) -> Numbers:
        """How many it happened to at each time, whatever the cause."""
        ended: Numbers = self.happened.sum(axis=0)
        return ended


def read_level(level: Any) -> float:
    """Read how sure an interval is to be: above 0 and below 1.

    Raises:
        ScenarioError: It is not.

    Example:
        >>> read_level(0.95)
        0.95
    """
    fits = isinstance(level, (int, float)) and not isinstance(level, bool) and 0 < level < 1
    if not fits:
        raise ScenarioError(
            f"the level of an interval cannot be `{str(level)[:_SHOWN]}`",
            help="give a number between 0 and 1, such as 0.95",
        )
    return float(level)


def read_durations(
    durations: npt.ArrayLike, causes: npt.ArrayLike, entries: npt.ArrayLike | None
) -> tuple[Floats, Numbers, Floats | None]:
    """Read three columns of equal length, or tell every fault in them.

    Args:
        durations: How long each waited, in days.
        causes: 0 where nothing had happened yet, else which cause ended the wait, from 1.
        entries: The duration at which each came under watch; ``None``: at once.

    Raises:
        ScenarioError: They differ in length, or hold what is no duration or no cause.

    Example:
        >>> read_durations([3, 5], [True, False], None)[1].tolist()
        [1, 0]
    """
    faults: list[str] = []
    spent = _numbers("durations", durations, faults)
    coded = _numbers("causes", causes, faults)
    entered = None if entries is None else _numbers("entries", entries, faults)
    if not faults:
        lengths = {
            "durations": len(spent),
            "causes": len(coded),
            **({} if entered is None else {"entries": len(entered)}),
        }
        if len(set(lengths.values())) > 1:
            listed = ", ".join(f"`{name}` {length}" for name, length in lengths.items())
            faults.append(f"the columns differ in length: {listed}")
        elif not len(spent):
            faults.append("nobody waited: the columns are empty")
    if not faults:
        if (spent < 0).any():
            faults.append("a duration is negative")
        if (coded < 0).any() or (coded != np.floor(coded)).any():
            faults.append("a cause is not a whole number from 0")
        if entered is not None and (entered > spent).any():
            faults.append("somebody comes under watch after the wait has ended")
    if faults:
        raise ScenarioError(
            "these waits cannot be counted: " + "; ".join(faults),
            help="give one duration and one cause a person, 0 where nothing had happened yet",
        )
    return spent, coded.astype(np.int64), entered


def _numbers(name: str, values: Any, faults: list[str]) -> Floats:
    try:
        column = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        faults.append(f"`{name}` are not numbers")
        return np.zeros(0)
    if column.ndim != 1:
        faults.append(f"`{name}` are not one column")
        return np.zeros(0)
    if not np.isfinite(column).all():
        faults.append(f"`{name}` hold something that is no number")
    return column


def count(durations: Floats, causes: Numbers, entries: Floats | None, kinds: int) -> Counted:
    """Count who is at risk and whom it happens to, at each time at which something happens.

    Who is watched no longer from a time on is still at risk at that time; who comes under watch
    at a time is at risk only after it.

    Args:
        durations: How long each waited.
        causes: 0, or the cause.
        entries: When each came under watch.
        kinds: How many causes there are.

    Example:
        >>> counted = count(np.array([1.0, 2.0, 2.0]), np.array([1, 1, 0]), None, 1)
        >>> counted.times.tolist(), counted.at_risk.tolist()
        ([1.0, 2.0], [3, 2])
    """
    ended = causes > 0
    times, place = np.unique(durations[ended], return_inverse=True)
    width = len(times)
    cells = (causes[ended] - 1) * width + place
    happened = np.bincount(cells, minlength=kinds * width).reshape(kinds, width)
    gone = np.searchsorted(np.sort(durations), times, side="left")
    come = np.full(width, len(durations), dtype=np.int64)
    if entries is not None:
        come = np.searchsorted(np.sort(entries), times, side="left").astype(np.int64)
        # Who is watched from the very beginning is at risk at time 0, too.
        come = np.maximum(come, int((entries <= 0).sum()))
    return Counted(times, come - gone, happened)
