"""Names for what people call things: lower snake case, each its own, the words kept as titles."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from continuum.rulebook.faults.declared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Names", "snake"]

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LONGEST: Final = 60


def snake(words: str) -> str:
    """Give words as a name; empty where nothing of them can stand in one.

    Example:
        >>> snake("Décision (1st instance)"), snake("決定")
        ('decision_1st_instance', '')
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", letters)[:_LONGEST].strip("_")


class Names:
    """The names of things of one kind: the same words always get the same name.

    Args:
        kind: What they are: ``state``.
        taken: Names that are not free.
        notes: Where it is told what was decided about names.

    Example:
        >>> names = Names("state", (), notes := [])
        >>> names.give("In review", "row 2"), names.give("in-review", "row 3")
        ('in_review', 'in_review_2')
        >>> print(notes[0])
        the state `in-review` (row 3) is named `in_review_2`: `in_review` is the state `In review`
    """

    def __init__(self, kind: str, taken: Iterable[str], notes: list[str]) -> None:
        """Begin with none."""
        self._kind, self._taken, self._notes = kind, set(taken), notes
        self._names: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self._respelt: set[str] = set()

    def give(self, words: str, place: str) -> str:
        """Give the name for some words; words that differ in capitals alone are the same.

        Args:
            words: What the thing is called.
            place: Where that stands, for what is told.
        """
        key = words.casefold()
        if key in self._names:
            name = self._names[key]
            if self.titles[name] != words and words not in self._respelt:
                self._respelt.add(words)
                self._notes.append(
                    f"{quoted(words)} ({place}) is taken as the {self._kind} "
                    f"{quoted(self.titles[name])}"
                )
            return name
        name = self._free(words, place)
        self._names[key], self.titles[name] = name, words
        self._taken.add(name)
        return name

    def find(self, words: str) -> str | None:
        """Give the name of what is called or named so already; ``None``: nothing is."""
        found = self._names.get(" ".join(words.split()).casefold())
        return found or (words if words in self.titles else None)

    def _free(self, words: str, place: str) -> str:
        wanted = snake(words)
        if not wanted or wanted[0].isdigit():
            wanted = "_".join(filter(None, (self._kind, wanted or str(len(self.titles) + 1))))
            self._notes.append(
                f"the {self._kind} {quoted(words)} ({place}) is named {quoted(wanted)}: "
                "a name begins with a letter from a to z"
            )
        name, count = wanted, 1
        while name in self._taken:
            count += 1
            name = f"{wanted}_{count}"
        if name != wanted:
            other = self.titles.get(wanted)
            whose = f"is the {self._kind} {quoted(other)}" if other else "has a meaning already"
            self._notes.append(
                f"the {self._kind} {quoted(words)} ({place}) is named {quoted(name)}: "
                f"{quoted(wanted)} {whose}"
            )
        return name
