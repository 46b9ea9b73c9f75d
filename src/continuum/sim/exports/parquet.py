"""Parquet, which every library of frames reads: the log of a run, with what was simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import needs
from continuum.sim.exports.writing import heading, whole_file

if TYPE_CHECKING:
    import os

    from continuum.sim.results.run import Run

__all__ = ["write_parquet"]


def write_parquet(run: Run, path: str | os.PathLike[str]) -> None:
    """Write the log of a run as Parquet; its metadata say what was simulated.

    Args:
        run: The run.
        path: Where.

    Raises:
        MissingExtra: The extra ``frames`` is not installed.
        ScenarioError: It cannot be written there.
    """
    needs("frames", "polars")
    import polars as pl

    said = {f"continuum.{key.replace(' ', '_')}": value for key, value in heading(run).items()}
    with whole_file(path) as part:
        pl.DataFrame(run.log).write_parquet(part, metadata=said)
