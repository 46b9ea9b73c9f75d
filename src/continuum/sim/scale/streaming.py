"""Runs that are larger than memory: each portion goes to a file as soon as it is done."""

from __future__ import annotations

import json
import shutil
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import ScenarioError, needs
from continuum.sim.exports.writing import MADE_UP
from continuum.sim.population.cohort import refusal
from continuum.sim.results.run import Run
from continuum.sim.results.tables import Words
from continuum.sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from continuum.sim.population.cohort import Cohort
    from continuum.sim.scale.job import Job, Portion

__all__ = ["Parts", "Written", "open_written", "written_part"]

_FORMAT: Final = "continuum run in parts"
_ABOUT: Final = "run.json"
_SCENARIO: Final = "scenario.json"


def written_part(job: Job, cohort: Cohort) -> tuple[int, bytes]:
    """Simulate some of the people of a run, and write their log as Parquet.

    Args:
        job: The run.
        cohort: The people.

    Returns:
        How many attempts, and the file.
    """
    import polars as pl

    run = Run(job.scenario, cohort, job.seed, job.log_of(cohort))
    columns: dict[str, Any] = {}
    if job.replications > 1 and cohort.replication is not None:
        columns["replication"] = pl.Series(cohort.replication[run.events.person])
    for name in run.log.names:
        column = run.log.column(name)
        if isinstance(column, Words):
            columns[name] = pl.Series(column.options, dtype=pl.String).gather(column.codes)
        else:
            columns[name] = pl.Series(column)
    file = BytesIO()
    pl.DataFrame(columns).write_parquet(file)
    return len(run.events), file.getvalue()


@attrs.frozen(slots=False)
class Written:
    """A run whose log was streamed to Parquet; nothing of it is in memory.

    Args:
        path: The folder.
        about: What was simulated, as it was written beside the parts.

    Example:
        >>> import tempfile
        >>> import continuum.sim as sim
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     written = sim.simulate(sim.outline_eu_2022(), n=50, into=f"{folder}/run")
        ...     written.rows, len(written.scan().collect()) == len(written)
        (50, True)
    """

    path: Path
    about: dict[str, Any] = attrs.field(eq=False, repr=False)

    def __len__(self) -> int:
        """How many attempts."""
        return sum(part["attempts"] for part in self.about["parts"])

    def __repr__(self) -> str:
        """Say what it is, in numbers."""
        more = "" if self.complete else f", interrupted: {self.rows:,} of {self.about['asked']:,}"
        return (
            f"<Written run of {self.about['scenario']} with {self.rows:,} people{more}: "
            f"{len(self):,} attempts in {len(self.files)} files>"
        )

    @property
    def rows(self) -> int:
        """How many people in all replications together."""
        return int(self.about["rows"])

    @property
    def complete(self) -> bool:
        """Whether nobody interrupted it."""
        return self.rows == int(self.about["asked"])

    @property
    def digests(self) -> dict[str, str]:
        """The digests of rulebook, behaviour, setting and scenario."""
        return dict(self.about["digests"])

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, in the order of the people."""
        return tuple(self.path / part["file"] for part in self.about["parts"])

    @cached_property
    def scenario(self) -> Scenario:
        """What was simulated."""
        return Scenario.from_json((self.path / _SCENARIO).read_bytes())

    def scan(self) -> Any:
        """Give all parts as one ``polars.LazyFrame``, with the columns of :attr:`Run.log`."""
        needs("frames", "polars")
        import polars as pl

        return pl.scan_parquet(list(self.files))

    def check(self) -> None:
        """Read every file, and see whether all is as it was written.

        Raises:
            ScenarioError: A file is not there or is not the one that was written; all at once.
        """
        faults = list(_damage(self.path, self.about, read=True))
        if faults:
            raise refusal(f"the run in `{self.path}` is damaged", faults)


class Parts:
    """Parts of a run on their way to a folder, which gets its name when all are there.

    Args:
        path: The folder that is to be.
        job: The run.
        portions: Its portions.

    Raises:
        MissingExtra: The extra ``frames`` is not installed.
        ScenarioError: There is something already, or it cannot be written there.
    """

    def __init__(self, path: str | os.PathLike[str], job: Job, portions: list[Portion]) -> None:
        """Make the folder under a name that says that it is not whole."""
        needs("frames", "polars")
        self._path, self._job, self._portions = Path(path), job, portions
        self._parts: dict[int, dict[str, Any]] = {}
        if self._path.exists():
            raise ScenarioError(
                f"`{str(path)[:200]}` is there already",
                help="give another path, or remove it first",
            )
        self._half = self._path.with_name(f"{self._path.name}.part")
        try:
            shutil.rmtree(self._half, ignore_errors=True)
            self._half.mkdir()
        except OSError as error:
            raise ScenarioError(
                f"`{str(path)[:200]}` cannot be written ({error.strerror})",
                help="give a path in a folder that exists and may be written to",
            ) from None

    def add(self, place: int, part: tuple[int, bytes]) -> None:
        """Write the part of a portion.

        Args:
            place: The place of the portion.
            part: How many attempts, and the file.
        """
        attempts, data = part
        name = f"part-{place:05}.parquet"
        (self._half / name).write_bytes(data)
        self._parts[place] = {
            "file": name,
            "attempts": attempts,
            "bytes": len(data),
            "sha256": sha256(data).hexdigest(),
        }

    @property
    def whole(self) -> int:
        """How many portions from the first on are there without a gap."""
        return next(
            (k for k in range(len(self._portions)) if k not in self._parts), len(self._parts)
        )

    def close(self) -> Written:
        """Say what it is, and give it its name; parts behind a gap are left out."""
        job, count = self._job, self.whole
        parts = [self._parts[place] for place in range(count)]
        listed = {part["file"] for part in parts}
        for file in [file for file in self._half.iterdir() if file.name not in listed]:
            file.unlink()
        about = {
            "format": _FORMAT,
            "version": 1,
            "scenario": job.scenario.name,
            "rulebook": job.scenario.book.label,
            "people": job.n,
            "replications": job.replications,
            "seed": int(job.seed),
            "rows": self._portions[count - 1].end,
            "asked": job.rows,
            "note": MADE_UP,
            "digests": job.scenario.digests,
            "parts": parts,
        }
        (self._half / _SCENARIO).write_text(job.scenario.to_json(), encoding="utf-8")
        (self._half / _ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
        self._half.rename(self._path)
        return Written(self._path, about)

    def abandon(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._half, ignore_errors=True)


def open_written(path: str | os.PathLike[str]) -> Written:
    """Open a run that was streamed to a folder.

    Args:
        path: The folder.

    Raises:
        ScenarioError: It is no such folder, or a file is not there or not whole; all at once.
    """
    folder = Path(path)
    try:
        about = _about(folder)
        faults = list(_damage(folder, about, read=False))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ScenarioError(
            f"`{str(path)[:200]}` holds no run that can be read",
            help="give the folder that `simulate(..., into=...)` made",
        ) from None
    if faults:
        raise refusal(f"the run in `{str(path)[:200]}` is damaged", faults)
    return Written(folder, about)


def _about(folder: Path) -> dict[str, Any]:
    about: dict[str, Any] = json.loads((folder / _ABOUT).read_bytes())
    if about["format"] != _FORMAT or about["version"] != 1:
        raise ValueError(about["format"])
    return about


def _damage(folder: Path, about: dict[str, Any], *, read: bool) -> Iterator[str]:
    """Say which files are not what was written."""
    for part in about["parts"]:
        file = folder / Path(part["file"]).name
        if not file.is_file():
            yield f"`{file.name}` is not there"
        elif file.stat().st_size != part["bytes"]:
            yield f"`{file.name}` has {file.stat().st_size:,} bytes, not {part['bytes']:,}"
        elif read and sha256(file.read_bytes()).hexdigest() != part["sha256"]:
            yield f"`{file.name}` is not the file that was written"
