"""Planted faults, and which of them nothing that an author wrote would notice."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from continuum.cli.given import open_rulebook, read_text
from continuum.cli.reading import as_document
from continuum.cli.told import FINDINGS, FINE, Told
from continuum.cli.waiting import Waiting
from continuum.errors import FactError
from continuum.rulebook.strict_json import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.verify.mutating.checker import Depth

__all__ = ["Written", "mutate_rulebook"]


@attrs.frozen
class Written:
    """What an author has written, and what is asked of it.

    Args:
        cases: Files of cases decided by hand, or folders of such files; a file holds one case, or
            a list of them.
        properties: The file of the author's own properties.
        pack: The file of a pack.
        depth: How much the checker is asked.
        sample: How many faults are tried; ``None``: all.
        seed: What the sample is drawn with.
        most: How many of those that nothing noticed are told.
    """

    cases: tuple[str, ...] = ()
    properties: str = ""
    pack: str = ""
    depth: Depth = "near"
    sample: int | None = None
    seed: int = 1
    most: int = 40


def mutate_rulebook(given: str, written: Written) -> Told:
    """Plant faults in a rulebook and say who notices; survivors count as findings.

    Args:
        given: The name or the path of the rulebook.
        written: What there is to notice them.

    Raises:
        FactError: A file is missing or cannot be read.
        RulebookError: A case or the pack does not fit the rulebook as it is.
    """
    from continuum.runtime.walk_form import walk_differences
    from continuum.verify.mutating import mutate
    from continuum.verify.packing import Pack

    book = open_rulebook(given)
    texts = (one for path in written.cases for file in _files(path) for one in _cases(file))
    cases = {name: partial(walk_differences, text) for name, text in texts}
    properties: tuple[Any, ...] = ()
    if written.properties:
        from continuum.verify.properties import read_properties

        properties = tuple(read_properties(read_text(written.properties, "the properties"), book))
    pack = Pack.from_json(read_text(written.pack, "the pack")) if written.pack else None
    with Waiting() as waiting:
        report = mutate(
            book,
            cases=cases,
            properties=properties,
            pack=pack,
            depth=written.depth,
            sample=written.sample,
            seed=written.seed,
            progress=waiting,
        )
    document = {"rulebook": as_document(book)} | {
        name: value for name, value in json.loads(report.to_json()).items() if name != "rulebook"
    }
    text = "\n".join(report.told(written.most))
    return Told(document, text, FINDINGS if report.survivors else FINE)


def _files(given: str) -> Iterator[str]:
    """The file itself, or every JSON file of a folder."""
    path = Path(given)
    if not path.is_dir():
        yield given
        return
    files = sorted(path.glob("*.json"))
    if not files:
        raise FactError(
            f"the cases: there is no JSON file in `{given[:200]}`",
            help="give a folder of cases, or the path of one",
        )
    yield from (str(file) for file in files)


def _cases(file: str) -> Iterator[tuple[str, str]]:
    """The case that a file holds, or each of a list, with a name."""
    text = read_text(file, "the case")
    form = read_json(text, "the case")
    if not isinstance(form, list):
        yield file, text
        return
    for place, one in enumerate(form):
        id = one.get("case_id", "") if isinstance(one, dict) else ""
        yield f"{file}[{place}] {id}".strip(), write_json(one)
