"""What a command is given: a rulebook by name or file, and files that may be missing or wrong."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from continuum.errors import FactError, RulebookError

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["keep_apart", "open_rulebook", "read_text", "write_text"]

_VERY_LIKE = 0.75


def open_rulebook(given: str) -> Rulebook:
    """Give the rulebook that a name or a path stands for; a built-in name comes first.

    Args:
        given: The name of a built-in rulebook, or the path of a file that ``Rulebook.to_json()``
            wrote.

    Raises:
        RulebookError: Neither a built-in rulebook nor a file of one; the help says what is close,
            or what such a file is for.
        FactError: The file cannot be read, or is not JSON.
        InvalidRulebook: With every fault and its place.

    Example:
        >>> open_rulebook("outline").name
        'outline'
    """
    from continuum.rulebook import Rulebook
    from continuum.rulebooks import load, names
    from continuum.rulebooks.mistaken import refuse_other_files

    if given in names():
        return load(given)
    path = Path(given)
    if path.exists():
        refuse_other_files(path, given)
        return Rulebook.from_json(read_text(given, "the rulebook"))
    near = get_close_matches(given, names(), n=1) or _like(path)
    known = ", ".join(f"`{name}`" for name in names())
    raise RulebookError(
        f"there is no built-in rulebook and no file `{given[:200]}`",
        help=f"did you mean `{near[0]}`?" if near else f"give {known}, or the path of a file",
    )


def read_text(given: str, what: str) -> str:
    """Read a file as UTF-8 text.

    Args:
        given: The path.
        what: What it should be, for the message: ``the case``.

    Raises:
        FactError: There is no such file, or it cannot be read as text.
    """
    path = Path(given)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        near = _like(path)
        raise FactError(
            f"{what}: there is no file `{given[:200]}`",
            help=f"did you mean `{near[0]}`?" if near else "give the path of a file",
        ) from None
    except UnicodeDecodeError:
        raise FactError(
            f"{what}: the file `{given[:200]}` is not UTF-8 text", help="save it as UTF-8"
        ) from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise FactError(
            f"{what}: the file `{given[:200]}` cannot be read: {reason}",
            help="give the path of a file that you may read",
        ) from None


def keep_apart(out: str, *read: str) -> None:
    """Refuse to write over a file that the same command reads.

    Commands ask this before they begin, so that nobody waits for what is then refused.

    Args:
        out: The file that will be written; empty: none.
        read: What the command was given: names of rulebooks and paths; empty ones are left out.

    Raises:
        FactError: It is one of the files that are read, by whatever path.

    Example:
        >>> keep_apart("outline.svg", "outline", "")
    """
    if out and any(given and _same_file(Path(out), Path(given)) for given in read):
        raise FactError(
            f"the output `{out[:200]}` is a file that is read", help="give another name"
        )


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def write_text(given: str, text: str, what: str) -> None:
    """Write a file as UTF-8 text, with a line break at its end.

    Raises:
        FactError: It cannot be written.
    """
    try:
        Path(given).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise FactError(
            f"{what}: the file `{given[:200]}` cannot be written: {reason}",
            help="give the path of a file in a folder that exists",
        ) from None


def _like(path: Path) -> list[str]:
    """The file that the one that is missing is almost named like, in the same folder.

    Names are compared without what both end in, which would make any two files alike.
    """
    try:
        beside = [one for one in sorted(path.parent.iterdir()) if one.is_file()][:500]
    except OSError:
        return []
    stems = {one.stem: str(one) for one in beside if one.suffix == (path.suffix or ".json")}
    return [stems[stem] for stem in get_close_matches(path.stem, stems, n=1, cutoff=_VERY_LIKE)]
