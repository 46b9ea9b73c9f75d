"""What cannot be read in a document: every place at once, in words that help."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from continuum.errors import ContinuumError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Misread", "gather", "kind_of", "listed", "misread", "near", "shown", "within"]

T = TypeVar("T")

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_SHOWN: Final = 60
_KINDS: Final[tuple[tuple[type, str], ...]] = (
    (type(None), "nothing (`null`)"),
    (bool, "yes or no"),
    (int, "a whole number"),
    (float, "a decimal number"),
    (str, "text"),
    (list, "a list"),
    (dict, "an object"),
)


class Misread(Exception):
    """Some things that could not be read; the places count from where the reading began."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults."""
        self.faults = tuple(faults)
        super().__init__(*(str(fault) for fault in self.faults))


def misread(message: str, help_line: str) -> NoReturn:
    """Refuse the value that is being read."""
    raise Misread([Fault("", message, help=help_line)])


def gather(parts: Iterable[tuple[str | int, Callable[[], T]]]) -> list[T]:
    """Read every part, each under its own key, and raise whatever went wrong at once."""
    found: list[T] = []
    faults: list[Fault] = []
    for key, read in parts:
        try:
            found.append(read())
        except Misread as wrong:
            faults += [within(key, fault) for fault in wrong.faults]
        except ContinuumError as wrong:
            faults.append(within(key, Fault("", wrong.message, help=wrong.help)))
    if faults:
        raise Misread(faults)
    return found


def within(key: str | int, fault: Fault) -> Fault:
    """Give the same fault with its place seen from one level further out."""
    if isinstance(key, int):
        head = f"[{key}]"
    else:
        head = key if _PLAIN_KEY.fullmatch(key) else f"['{shown(key)}']"
    dot = "." if fault.place and not fault.place.startswith("[") else ""
    return Fault(f"{head}{dot}{fault.place}", fault.what, help=fault.help)


def kind_of(value: Any) -> str:
    """Say in words what kind of JSON a value is."""
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return words
    return "nothing that JSON can hold"


def shown(text: str) -> str:
    """Quote text in a message: cut short, odd characters escaped."""
    short = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."
    return repr(short)[1:-1]


def listed(names: Iterable[str], join: str = "or") -> str:
    """Write names in a row: `a`, `b` or `c`."""
    *head, last = [f"`{name}`" for name in names]
    return f"{', '.join(head)} {join} {last}" if head else last


def near(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Give the help line for a name that is not there: the nearest that is, or something else."""
    known = [*names]
    close = get_close_matches(name, known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return otherwise or f"use {listed(known)}"
