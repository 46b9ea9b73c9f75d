"""How far a run is, and how long it may still take: told to a function, or shown."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from continuum.errors import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Follower", "follower_of"]


class Follower:
    """Tells how many of the rows are done, each time that some more are.

    Args:
        tell: Is called with how many are done, of how many, and the seconds that the rest may
            take, ``None`` as long as nobody can say.
        of: How many rows there are.

    Example:
        >>> follower = Follower(print, 20)
        0 20 None
        >>> follower.close()
    """

    def __init__(self, tell: Callable[[int, int, float | None], object], of: int) -> None:
        """Begin to count the seconds."""
        self._tell, self._of, self._done = tell, of, 0
        self._begun = time.monotonic()
        tell(0, of, None)

    def add(self, rows: int) -> None:
        """Tell that some more rows are done.

        Args:
            rows: How many more.
        """
        self._done += rows
        spent = time.monotonic() - self._begun
        self._tell(self._done, self._of, spent * (self._of - self._done) / self._done)

    def close(self) -> None:
        """Leave the line on which progress was shown."""
        close = getattr(self._tell, "close", None)
        if close is not None:
            close()


def _nobody(done: int, of: int, left: float | None) -> None:
    """Nobody asks."""


class _Bar:
    """A bar of tqdm."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar: Any = None
        self._made = tqdm

    def __call__(self, done: int, of: int, left: float | None) -> None:
        if self._bar is None:
            self._bar = self._made(total=of, unit=" people", unit_scale=True)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()


class _Line:
    """A line of plain text that is written over."""

    def __call__(self, done: int, of: int, left: float | None) -> None:
        rest = "" if left is None else f", about {left:,.0f} s left"
        sys.stderr.write(f"\r{done:,} of {of:,} people{rest}".ljust(60))
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\n")


def follower_of(progress: Any, of: int) -> Follower:
    """Give what follows the progress of a run.

    Args:
        progress: A function of ``done, of, seconds_left``; ``"auto"``: shown on standard error, by
            tqdm if it is installed; ``None``: nobody asks.
        of: How many rows there are.

    Raises:
        ScenarioError: It is none of them.
    """
    if progress is None:
        return Follower(_nobody, of)
    if isinstance(progress, str) and progress == "auto":
        return Follower(_Bar() if find_spec("tqdm") else _Line(), of)
    if not callable(progress):
        raise ScenarioError(
            f"progress cannot be told to `{str(progress)[:40]}`",
            help='give a function of `done, of, seconds_left`, or "auto"',
        )
    return Follower(progress, of)
