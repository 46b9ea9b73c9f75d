"""The forms in which a run is written for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from continuum.sim.results.run import Run
    from continuum.sim.results.tables import Table

__all__ = ["Exported"]


class Exported:
    """What a run can be written as."""

    @property
    def _written(self) -> Run:
        return self  # type: ignore[return-value]  # only runs are written

    def save(self, path: str | os.PathLike[str]) -> None:
        """Keep the run with its scenario and its digests; :meth:`Run.load` opens it again.

        Args:
            path: Where; the file is whole or not there.

        Raises:
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.scale.saving import save_run

        save_run(self._written, path)

    def to_arrow(self) -> Table:
        """Give the log as what any library takes that reads Arrow: ``polars.DataFrame(...)``.

        It is :attr:`log`, which has Arrow's capsules; nothing is copied through text.
        """
        return self._written.log

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the log as Parquet; needs the extra ``frames``.

        Args:
            path: Where; the file is whole or not there.

        Raises:
            MissingExtra: The extra is not installed.
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.parquet import write_parquet

        write_parquet(self._written, path)

    def to_xes(self, path: str | os.PathLike[str], *, refusals: bool = False) -> None:
        """Write the log as XES for process mining: a trace a person.

        Args:
            path: Where; the file is whole or not there.
            refusals: Also what was attempted and did not happen, with what stood in the way.

        Raises:
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.xes import write_xes

        write_xes(self._written, path, refusals=refusals)

    def to_ocel(self, path: str | os.PathLike[str], *, refusals: bool = False) -> None:
        """Write the log as OCEL 2.0 in JSON: events about people, handovers, roles and places.

        Args:
            path: Where; the file is whole or not there.
            refusals: Also what was attempted and did not happen, with what stood in the way.

        Raises:
            ScenarioError: It cannot be written there.
        """
        from continuum.sim.exports.ocel import write_ocel

        write_ocel(self._written, path, refusals=refusals)
