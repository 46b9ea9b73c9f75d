"""Findings about an imported table in the words of the table, with its rows.

A table knows no names with underscores: whoever wrote it looks for ``Objection lodged`` in row 6.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from continuum.errors import DoesNotReplay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.rulebook import Rulebook
    from continuum.verify import Finding
    from continuum.verify.following.story import Act, Story

__all__ = ["TableWords", "read_table_words"]

_IMPORTED: Final = re.compile(r"table-[0-9a-f]{12}")
_NAMED: Final = re.compile(r"`(?:(\w+)\.)?(\w+)`")
_ENDS: Final = re.compile(r"mark (?:the|a) state as final")
_MOST_ROWS: Final = 8


def read_table_words(book: Rulebook) -> TableWords | None:
    r"""Give the words of the table that a rulebook was imported from; ``None``: from none.

    Example:
        >>> from continuum.adapters import read_table
        >>> words = read_table_words(read_table("from,event,to\nOpen,close it,Closed now\n"))
        >>> words.say("`close_it` leads to `closed_now`")
        '`close it` leads to `Closed now`'
    """
    return TableWords(book) if _IMPORTED.fullmatch(book.version) else None


class TableWords:
    """Says findings as the table would.

    Args:
        book: The rulebook that was imported.
    """

    def __init__(self, book: Rulebook) -> None:
        """Collect what everything is called; a name that stands for two things stays a name."""
        self._book = book
        self._roles = {role.name: role.words.partition(" (")[0] for role in book.roles}
        self._called: dict[str, str] = {}
        twice: set[str] = set()
        for name, words in self._everything():
            if self._called.setdefault(name, words) != words:
                twice.add(name)
        for name in twice:
            del self._called[name]

    def _everything(self) -> Iterator[tuple[str, str]]:
        for region in self._book.regions:
            yield region.name, region.words
            yield from ((state.name, state.words) for state in region.states)
        yield from ((event.name, event.words) for event in self._book.events)
        yield from ((fact.name, fact.words) for fact in self._book.facts)
        yield from self._roles.items()

    def say(self, text: str) -> str:
        """Give a text with the words of the table where names stand in backticks.

        Args:
            text: A sentence of a finding, or a line of its story.
        """
        said = _NAMED.sub(self._say_name, text)
        # Who names one end has to name all of them.
        return _ENDS.sub(
            r"\g<0> (import again with every end: `--final STATE`, or `yes` under `final`)", said
        )

    def _say_name(self, found: re.Match[str]) -> str:
        parts = [part for part in found.groups() if part]
        return f"`{'.'.join(self._called.get(part, part) for part in parts)}`"

    # ------------------------------------------------------------------ rows

    def rows(self, finding: Finding) -> str:
        """Say in which rows stands what a finding is about; empty: nothing in it is of a row.

        Args:
            finding: The finding.
        """
        book, subjects = self._book, {*finding.subjects}
        events = {event.name for event in book.events} & subjects
        states = {state.name for region in book.regions for state in region.states} & subjects
        moves = [move for move in book.transitions if move.basis]
        if events:
            moves = [move for move in moves if move.event in events]
            moves = [m for m in moves if not states.isdisjoint(m.source)] or moves
            moves = [m for m in moves if m.target in states] or moves
        else:
            moves = [m for m in moves if not states.isdisjoint({*m.source, m.target})]
        return _listed(move.basis for move in moves)

    def told(self, story: Story) -> list[str]:
        """Tell a story with the titles of roles, and the row of each move.

        Args:
            story: The story of a finding.
        """
        opening, *lines = story.told()
        rows = self._rows_of(story)
        asked = () if story.question is None else (story.question,)
        said = [self.say(opening)]
        for number, line in enumerate(lines):
            act = (*story.acts, *asked)[number] if number < len(story.acts) + len(asked) else None
            said.append(self._line(line, act) + rows.get(number, ""))
        return said

    def _line(self, line: str, act: Act | None) -> str:
        if act is not None:
            line = line.replace(
                f": {act.by.role} ", f": {self._roles.get(act.by.role, act.by.role)} ", 1
            )
        return self.say(line)

    def _rows_of(self, story: Story) -> dict[int, str]:
        """The number of an act to the rows of the moves that it makes."""
        try:
            _, decisions = story.replay(self._book)
        except DoesNotReplay:
            return {}
        sent = [number for number, act in enumerate(story.acts) if act.event]
        found = {}
        for number, decision in zip(sent, decisions, strict=False):
            rows = _listed(leg.basis for leg in decision.changes.moves if leg.basis)
            found[number] = f" ({rows})" if rows else ""
        return found


def _listed(bases: Iterable[str]) -> str:
    """The rows in their order, each once; beyond a few only how many more there are."""
    rows = list(dict.fromkeys(row for basis in bases for row in basis.split(", ") if row))
    more = f" and {len(rows) - _MOST_ROWS} more" if len(rows) > _MOST_ROWS else ""
    return ", ".join(rows[:_MOST_ROWS]) + more
