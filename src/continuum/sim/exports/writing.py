"""What every export shares: files that are whole or not there, moments as text, who a row is."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import ALLOWED, LEARNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.sim.columns.arrays import Floats, Numbers
    from continuum.sim.results.run import Run

__all__ = ["MADE_UP", "chosen", "heading", "moments", "person_name", "whole_file"]

MADE_UP: Final = "made-up people; nobody real is meant, and nobody is predicted"
"""What every file says of the people in it."""

_EPOCH: Final = 719_163
_MS_A_DAY: Final = 86_400_000


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a path to write to, which takes the place of the file only when all is written.

    Args:
        path: Where the file is to be.

    Raises:
        ScenarioError: There is no such folder, or it cannot be written to.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with whole_file(Path(folder) / "a.txt") as part:
        ...         _ = part.write_text("all of it")
        ...     (Path(folder) / "a.txt").read_text()
        'all of it'
    """
    target = Path(path)
    part = target.with_name(f"{target.name}.part")
    try:
        part.touch()
    except OSError as error:
        raise ScenarioError(
            f"`{str(target)[:200]}` cannot be written ({error.strerror})",
            help="give a path in a folder that exists and may be written to",
        ) from None
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def moments(times: Floats) -> list[str]:
    """Give moments, in days as ordinals, as texts of ISO 8601 in milliseconds.

    Example:
        >>> moments(np.array([738156.5]))
        ['2022-01-01T12:00:00.000+00:00']
    """
    milliseconds: Any = np.round((times - _EPOCH) * _MS_A_DAY).astype(np.int64)
    texts = np.datetime_as_string(milliseconds.astype("datetime64[ms]"), unit="ms")
    return [f"{text}+00:00" for text in texts.tolist()]


def chosen(run: Run, *, refusals: bool) -> Numbers:
    """Give the places in the log of what is exported.

    Args:
        run: The run.
        refusals: Also what was attempted and did not happen, and who waited for a place.
    """
    if refusals:
        return np.arange(len(run.events), dtype=np.int64)
    happened = np.isin(run.events.outcome, (ALLOWED, LEARNED))
    return np.flatnonzero(happened).astype(np.int64)


def person_name(run: Run, row: int) -> str:
    """Give the name of a made-up person: the number, with replications that of the replication.

    Args:
        run: The run.
        row: The row of the person.
    """
    number = int(run.cohort.numbers[row])
    return f"{row // run.n}-{number}" if run.replications > 1 else str(number)


def heading(run: Run) -> dict[str, str]:
    """Give what stands at the head of every export: what was simulated, and the digests.

    Args:
        run: The run.
    """
    return {
        "scenario": run.scenario.name,
        "rulebook": run.scenario.book.label,
        "people": str(run.n),
        "replications": str(run.replications),
        "seed": str(run.seed),
        "note": MADE_UP,
        **{f"digest of {part}": digest for part, digest in run.digests.items()},
    }
