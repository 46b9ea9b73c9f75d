"""Finding a state by what people call it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from continuum.errors import RulebookError
from continuum.rulebook.faults.declared import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook

__all__ = ["Place", "find_state", "say_place"]

Place = tuple[str, str]
"""A region and one of its states."""


def find_state(book: Rulebook, words: str) -> Place:
    """Find the one state that is named or called so.

    Args:
        book: The rulebook.
        words: The name of a state or its title, in capitals or not; ``region.state`` where several
            regions have one of the name.

    Raises:
        RulebookError: There is none, or there are several; the help names those that are meant.

    Example:
        >>> import continuum as ct
        >>> find_state(ct.load("outline"), "Serving the sentence")
        ('pathway', 'sentence')
    """
    wanted = " ".join(str(words).split()).casefold()
    found = list(dict.fromkeys(place for called, place in _called(book) if called == wanted))
    exact = [place for place in found if place[1] == words]
    if len(found) == 1 or len(exact) == 1:
        return found[0] if len(found) == 1 else exact[0]
    if found:
        raise RulebookError(
            f"{quoted(words)} is a state of several regions",
            help=f"say which: {listed('.'.join(place) for place in found)}",
        )
    known = [called for called, _ in _called(book)]
    near = get_close_matches(wanted, known, n=1)
    names = [".".join(place) for _, place in _called(book)]
    raise RulebookError(
        f"rulebook {quoted(book.name)} has no state {quoted(words)}",
        help=f"did you mean {quoted(near[0])}?"
        if near
        else f"the states are {listed(dict.fromkeys(names))}",
    )


def say_place(book: Rulebook, place: Place) -> str:
    """Say a state: its title, with the region where there are several."""
    region = book.region(place[0])
    words = region.state(place[1]).words
    return f"“{words}”" if len(book.regions) == 1 else f"“{words}” ({region.words})"


def _called(book: Rulebook) -> Iterator[tuple[str, Place]]:
    """Every way to call every state."""
    for region in book.regions:
        for state in region.states:
            place = (region.name, state.name)
            for words in (state.name, state.words):
                for called in (words, f"{region.name}.{words}", f"{region.words}.{words}"):
                    yield called.casefold(), place
