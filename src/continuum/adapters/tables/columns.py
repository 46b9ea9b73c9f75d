"""Which column of a table says what: by the words that people put at the head of it."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from continuum.errors import Fault
from continuum.rulebook.faults.declared import listed, missing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["NEEDED", "WORDS", "find_columns", "fold"]

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "source": (
        "source", "from", "source state", "from state", "current state", "state", "status",
        "current status", "from status", "old state", "old status",
    ),
    "event": ("event", "action", "trigger", "transition", "activity", "step"),
    "target": (
        "target", "to", "target state", "to state", "next", "next state", "next status",
        "new state", "new status", "to status",
    ),
    "guard": ("guard", "condition", "guard label", "label", "if", "when"),
    "region": ("region", "track", "lane", "swimlane"),
    "role": ("role", "roles", "actor", "who", "by", "decided by", "responsible"),
    "initial": ("initial", "initial state", "is initial", "start", "start state"),
    "final": ("final", "final state", "is final", "end", "end state", "terminal"),
}  # fmt: skip
"""What a column may say, and the words at its head that are understood."""

NEEDED: Final = ("source", "event", "target")
"""The columns without which there is no table of transitions."""


def fold(word: str) -> str:
    """Give a word of the head without what people write in several ways.

    Example:
        >>> fold(" From_State ")
        'from state'
    """
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())


def find_columns(
    head: Sequence[str], said: Mapping[str, str], place: str
) -> tuple[dict[str, int], tuple[str, ...], list[Fault]]:
    """Find which column says what.

    Args:
        head: The words at the head of the table.
        said: What to whoever imports it said: ``{"source": "Van"}``.
        place: Where the head stands, for the messages.

    Returns:
        What is said to the number of its column; the columns that are not read; the faults.

    Example:
        >>> find_columns(("From", "Action", "To", "remark"), {}, "row 1")
        ({'source': 0, 'event': 1, 'target': 2}, ('remark',), [])
    """
    found, faults = _said(head, said, place)
    folded = [fold(word) for word in head]
    for what, words in WORDS.items():
        if what in found or what in said:
            continue
        fitting = [n for n, word in enumerate(folded) if word in words and n not in found.values()]
        exact = [n for n in fitting if folded[n] == what]
        if len(fitting) > 1 and len(exact) != 1:
            faults.append(
                Fault(
                    place,
                    f"the columns {listed(head[n] for n in fitting)} could each be the {what}",
                    help=f"say which one: `columns={{'{what}': ...}}` "
                    f"(`--column {what}=...` on the command line)",
                )
            )
        elif fitting:
            found[what] = (exact or fitting)[0]
    faults += _lacking(found, said, head, place, faults)
    unread = tuple(word for n, word in enumerate(head) if word and n not in found.values())
    return found, unread, faults


def _said(
    head: Sequence[str], said: Mapping[str, str], place: str
) -> tuple[dict[str, int], list[Fault]]:
    found: dict[str, int] = {}
    faults: list[Fault] = []
    folded = [fold(word) for word in head]
    for what, word in said.items():
        if what not in WORDS:
            message = f"no column says a {quoted(what)}"
            faults.append(Fault("columns", message, help=missing("column", what, WORDS)))
        elif fold(word) not in folded:
            message = f"there is no column {quoted(word)} for the {what}"
            faults.append(Fault(place, message, help=missing("column", word, filter(None, head))))
        else:
            found[what] = folded.index(fold(word))
    return found, faults


def _lacking(
    found: Mapping[str, int],
    said: Mapping[str, str],
    head: Sequence[str],
    place: str,
    faults: Iterable[Fault],
) -> list[Fault]:
    doubtful = {what for what in NEEDED for fault in faults if f"be the {what}" in fault.what}
    lacking = [what for what in NEEDED if what not in found and what not in {*said, *doubtful}]
    if not lacking:
        return []
    there = f"the columns are {listed(word for word in head if word)}"
    if len(lacking) == 1:
        (what,) = lacking
        named = f"name a column {quoted(what)}, or say which one it is: "
        return [
            Fault(
                place,
                f"the table lacks a column for the {what}",
                help=f"{named}`columns={{'{what}': ...}}` (`--column {what}=...` on the command "
                f"line); {there}",
            )
        ]
    # Most tables stand in this order; whoever reads the message sees whether theirs does.
    free = [quoted(word)[1:-1] for n, word in enumerate(head) if word and n not in found.values()]
    words = free if len(free) >= len(lacking) else ["..."] * len(lacking)
    given = " ".join(
        f"--column {quote(f'{w}={word}')}" for w, word in zip(lacking, words, strict=False)
    )
    return [
        Fault(
            place,
            f"the table lacks columns for the {', the '.join(lacking[:-1])} and the {lacking[-1]}",
            help=f"say which ones they are, such as `{given}` (`columns={{...}}` in Python); "
            f"{there}",
        )
    ]
