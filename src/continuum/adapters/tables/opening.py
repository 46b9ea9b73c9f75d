"""A table as text: from a path, from bytes or as it stands, with what spreadsheets do to files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from continuum.errors import FactError
from continuum.rulebook.faults.declared import quoted

__all__ = ["Opened", "open_table"]

_LARGEST: Final = 16 * 1024 * 1024
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@attrs.frozen
class Opened:
    """A table as text.

    Args:
        text: The whole of it.
        stem: The file's name without its ending; empty where there is no file.
        called: What messages call it.
    """

    text: str
    stem: str
    called: str


def open_table(given: str | bytes | Path, encoding: str = "") -> Opened:
    r"""Open a table.

    Args:
        given: The path of a file; or the table itself, as bytes or as text (text that has a line
            break, or begins like JSON, is taken as the table).
        encoding: How the file is written; empty: UTF-8, or what its first bytes say.

    Raises:
        FactError: There is no such file, or it is not text in that encoding.

    Example:
        >>> open_table("source,event,target\nopen,close,closed\n").called
        'the table'
    """
    if isinstance(given, str) and (_is_table(given) or not given):
        return Opened(_sized(given.removeprefix("\ufeff"), "the table"), "", "the table")
    if isinstance(given, bytes):
        return Opened(_decoded(given, encoding, "the table"), "", "the table")
    if not isinstance(given, (str, Path)):
        raise FactError(
            f"a `{type(given).__name__}` is not a table",
            help="give the path of a file, or its text",
        )
    path = Path(given)
    called = quoted(path.name)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FactError(
            f"there is no file {quoted(str(given))}",
            help="give the path of a table, as CSV or JSON",
        ) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be opened").lower()
        raise FactError(
            f"the file {quoted(str(given))} cannot be read: {reason}",
            help="give the path of a file that you may read",
        ) from None
    return Opened(_decoded(raw, encoding, called), path.stem, called)


def _is_table(text: str) -> bool:
    return "\n" in text or "\r" in text or text.lstrip("\ufeff \t")[:1] in ("{", "[")


def _decoded(raw: bytes, encoding: str, called: str) -> str:
    if raw.startswith(_WORKBOOKS):
        raise FactError(
            f"{called} is a workbook of a spreadsheet program, not a table as text",
            help="save the sheet as `CSV UTF-8` and import that",
        )
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    name = encoding or marked
    try:
        return _sized(raw.decode(name).removeprefix("\ufeff"), called)
    except LookupError:
        raise FactError(
            f"there is no encoding {quoted(encoding)}", help="give one such as `utf-8` or `cp1252`"
        ) from None
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise FactError(
            f"{called} is not {name.removesuffix('-sig').upper()} text: row {row} holds a byte "
            "that means nothing in it",
            help="save it as `CSV UTF-8`, or say how it is written: `encoding='cp1252'` "
            "(`--encoding cp1252` on the command line)",
        ) from None


def _sized(text: str, called: str) -> str:
    if len(text) > _LARGEST:
        raise FactError(
            f"{called} is larger than 16 MiB", help="a workflow is a few thousand rows at most"
        )
    return text
