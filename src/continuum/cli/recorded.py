"""Recorded cases for a check, out of a file or of a folder of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from continuum.cli.given import open_rulebook, read_text
from continuum.errors import FactError
from continuum.rulebook.strict_json import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook
    from continuum.runtime import Case

__all__ = ["recorded_cases"]


def recorded_cases(given: str, book: Rulebook) -> Iterator[Case]:
    """Read the cases of a file, or of every JSON file under a folder.

    A file holds one case or a list of them: histories, or dated acts as for ``continuum walk``.

    Args:
        given: A path.
        book: The rulebook of a case that names none.

    Raises:
        FactError: There is no such file, the folder has none, or a case cannot be read.
    """
    path = Path(given)
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        raise FactError(
            f"there is no case in `{given[:200]}`", help="give a JSON file, or a folder of them"
        )
    for file in files:
        form = read_json(read_text(str(file), "the cases"), f"the cases in {file.name}")
        for one in form if isinstance(form, list) else [form]:
            yield _case(one, book)


def _case(form: Any, book: Rulebook) -> Case:
    from continuum.runtime.walk_form import read_walk

    named = form.get("rulebook", "") if isinstance(form, dict) else ""
    name = named.get("name", "") if isinstance(named, dict) else str(named)
    known = not name or name == book.name
    return read_walk(json.dumps(form), book if known else open_rulebook(name)).case
