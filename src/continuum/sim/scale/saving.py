"""A run in one file: the log, the scenario, and the digests that say that they belong together."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import numpy as np

from continuum.errors import ContinuumError, ScenarioError
from continuum.sim.exports.writing import MADE_UP, whole_file
from continuum.sim.population.cohort import Cohort, refusal
from continuum.sim.results.log import Log
from continuum.sim.results.run import Run
from continuum.sim.scale.job import Job, Portion
from continuum.sim.scale.streaming import Written, open_written
from continuum.sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import os

__all__ = ["load_run", "open_run", "save_run"]

_FORMAT: Final = "continuum run"
_VERSION: Final = 1
_COLUMNS: Final = ("bounds", "time", "attempt", "outcome", "target", "against", "occurrence")


def save_run(run: Run, path: str | os.PathLike[str]) -> None:
    """Keep a run; see :meth:`Run.save`.

    Args:
        run: The run.
        path: Where.

    Raises:
        ScenarioError: It cannot be written there, or its people are not those of its scenario.
    """
    people = _people_digest(run.cohort)
    if people != _people_digest(_people(run.scenario, run.n, run.seed, run.replications, run.rows)):
        raise ScenarioError(
            "the people of the run are not those that its scenario gives, so they could not be "
            "found again",
            help="give the scenario a cohort, and simulate that",
        )
    log = run.events
    about = {
        "format": _FORMAT,
        "version": _VERSION,
        "note": MADE_UP,
        "people": run.n,
        "replications": run.replications,
        "seed": int(run.seed),
        "rows": run.rows,
        "asked": run.asked,
        "digests": {**run.scenario.digests, "people": people},
        "configurations": log.configurations,
        "reasons": log.reasons,
        "initial": log.initial,
    }
    checks = {}
    with whole_file(path) as part, ZipFile(part, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for name in _COLUMNS:
            member = BytesIO()
            np.save(member, getattr(log, name), allow_pickle=False)
            checks[name] = sha256(member.getbuffer()).hexdigest()
            file.writestr(f"log/{name}.npy", member.getbuffer())
        file.writestr("scenario.json", run.scenario.to_json())
        file.writestr("run.json", json.dumps({**about, "log": checks}))


def load_run(path: str | os.PathLike[str]) -> Run:
    """Open a run that was kept; see :meth:`Run.load`.

    Args:
        path: The file.

    Raises:
        ScenarioError: It is no such file, it is damaged, or something it rests on has changed.
    """
    named = str(path)[:200]
    if not Path(path).is_file():
        raise ScenarioError(f"there is no file `{named}`", help="give a file that is there")
    try:
        with ZipFile(Path(path)) as file:
            about, written, columns = _members(file)
        digests = about["digests"]
        scenario = Scenario.from_json(written)
        n, times, rows = about["people"], about["replications"], about["rows"]
        cohort = _people(scenario, n, about["seed"], times, rows)
        log = Log(
            **columns,
            configurations=tuple(map(tuple, about["configurations"])),
            reasons=tuple(map(tuple, about["reasons"])),
            initial=about["initial"],
        )
        found = {**scenario.digests, "people": _people_digest(cohort)}
        changed = [name for name in found if found[name] != digests.get(name)]
    except ContinuumError as error:
        raise ScenarioError(
            f"the scenario in `{named}` cannot be read: {error.message}", help=error.help
        ) from None
    except (
        OSError, BadZipFile, zlib.error, EOFError, RuntimeError,
        KeyError, TypeError, ValueError, AttributeError, IndexError,
    ):  # fmt: skip
        raise ScenarioError(
            f"`{named}` is no kept run, or is damaged",
            help="give a file that `run.save` wrote; a damaged one can only be simulated again",
        ) from None
    if changed:
        raise refusal(
            f"the run in `{named}` does not belong to what is here now",
            [f"the {name} {_ARE.get(name, 'is')} not that of the run any more" for name in changed],
        )
    return Run(scenario, cohort, about["seed"], log, times, about["asked"])


_ARE: Final = {"people": "drawn now are"}


def open_run(path: str | os.PathLike[str]) -> Run | Written:
    """Open what was kept of a run: a file of ``run.save``, or a folder of ``simulate(into=)``.

    Args:
        path: The file or the folder.

    Raises:
        ScenarioError: It is neither, or it is damaged.

    Example:
        >>> import tempfile
        >>> import continuum.sim as sim
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     sim.simulate(sim.outline_eu_2022(), n=20, seed=1).save(f"{folder}/kept.run")
        ...     sim.open_run(f"{folder}/kept.run").n
        20
    """
    return open_written(path) if Path(path).is_dir() else load_run(path)


def _members(file: ZipFile) -> tuple[dict[str, Any], bytes, dict[str, Any]]:
    """What is said of the run, its scenario, and the columns of its log, unchanged."""
    about = json.loads(file.read("run.json"))
    if about["format"] != _FORMAT or about["version"] != _VERSION:
        raise ValueError(about["format"])
    columns = {}
    for name in _COLUMNS:
        data = file.read(f"log/{name}.npy")
        if sha256(data).hexdigest() != about["log"][name]:
            raise ValueError(name)
        columns[name] = np.load(BytesIO(data), allow_pickle=False)
    return about, file.read("scenario.json"), columns


def _people(scenario: Scenario, n: int, seed: int, replications: int, rows: int) -> Cohort:
    """The people of a run, from where they came; of an interrupted one, the first of them."""
    people = scenario.people
    count = people.n if isinstance(people, Cohort) else n
    return Job(scenario, count, seed, replications).people(Portion(0, rows))


def _people_digest(cohort: Cohort) -> str:
    found = sha256(cohort.numbers.tobytes() + cohort.starts.tobytes())
    for group in (cohort.facts, cohort.traits, cohort.tags):
        for name, column in group.items():
            found.update(name.encode())
            texts = column.kind == "text"
            values = column.values
            found.update("\x1f".join(values.tolist()).encode() if texts else values.tobytes())
            found.update(column.known.tobytes())
    return found.hexdigest()
