"""Files that are given for a rulebook and are something else: what they are, and what to do."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from continuum.errors import RulebookError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["refuse_other_files"]

_TABLE: Final = "make one of it first: `continuum import {} -o workflow.json`"
_WORKBOOK: Final = "save the sheet as `CSV UTF-8`, and make one of that: `continuum import ...`"
_KINDS: Final = {
    ".csv": ("a table", _TABLE),
    ".tsv": ("a table", _TABLE),
    ".xlsx": ("a workbook of a spreadsheet program", _WORKBOOK),
    ".xls": ("a workbook of a spreadsheet program", _WORKBOOK),
    ".ods": ("a workbook of a spreadsheet program", _WORKBOOK),
    ".py": (
        "Python, which is not run here",
        (
            "write the rulebook to a file first, with `book.to_json()`; "
            "for pytest name it: `pytest --continuum {}::book`"
        ),
    ),
    ".toml": (
        "TOML",
        "give the rulebook, and beside it such files: `--properties`, `--waivers`, `--staff`",
    ),
}


def refuse_other_files(path: Path, given: str) -> None:
    """Refuse a file that is no rulebook as JSON: its name says so, or it begins like no JSON.

    Args:
        path: The file.
        given: How it was named, for the message.

    Raises:
        RulebookError: It is a table, a workbook, Python, TOML or something else; the help says
            what to do with it.

    Example:
        >>> from pathlib import Path
        >>> refuse_other_files(Path("leave.json"), "leave.json")
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is not None:
        what, help_line = kind
        raise RulebookError(
            f"the file `{given[:200]}` is {what}, not a rulebook as JSON",
            help=help_line.format(quote(given[:200])),
        )
    if path.suffix.lower() != ".json" and _begins_otherwise(path):
        raise RulebookError(
            f"the file `{given[:200]}` is not JSON, and a rulebook is read from JSON",
            help="give a file that `book.to_json()` wrote; of a table of transitions "
            "`continuum import` makes one",
        )


def _begins_otherwise(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            begin = opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return False  # whoever reads it says why it cannot be read
    return not begin.startswith((b"{", b"["))
