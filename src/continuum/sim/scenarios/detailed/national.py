"""What people do otherwise where the law of a State differs: who decides release, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from continuum.sim.behaviour.distributions import Bernoulli
from continuum.sim.population.cohort import Marked

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook

__all__ = ["facts_of", "notes_of", "release_words"]

_ASKED: Final[dict[str, Any]] = {"board_directs": Bernoulli(0.5)}
_FACTS: Final[dict[str, Any]] = {"legal_repeat": Bernoulli(0.2)}
_NOTES: Final = {
    "board_directs": Marked("50 %", "ASSUMPTION", "hearings after which the board directs release"),
    "legal_repeat": Marked("20 %", "ASSUMPTION", "people judged for a repeated offence"),
}


def release_words(book: Rulebook) -> dict[str, Any]:
    """Give who decides on conditional release under a rulebook, and what is said with it.

    Args:
        book: The rulebook.

    Example:
        >>> from continuum.rulebooks import load
        >>> release_words(load("nl"))["by"]
        'prosecutor'
    """
    event = next(e for e in book.events if e.name == "conditional_release_granted")
    asked = {fact.name for fact in event.asks}
    given = {name: source for name, source in _ASKED.items() if name in asked}
    return {"by": event.decided_by[0], "given": given}


def facts_of(book: Rulebook) -> dict[str, Any]:
    """Give the facts of a person that only this rulebook asks.

    Args:
        book: The rulebook.

    Example:
        >>> from continuum.rulebooks import load
        >>> list(facts_of(load("be")))
        ['legal_repeat']
    """
    known = {fact.name for fact in book.facts}
    return {name: source for name, source in _FACTS.items() if name in known}


def notes_of(book: Rulebook) -> tuple[Marked, ...]:
    """Give where the numbers of :func:`release_words` and :func:`facts_of` come from.

    Args:
        book: The rulebook.

    Example:
        >>> from continuum.rulebooks import load
        >>> [str(note.value) for note in notes_of(load("uk"))]
        ['50 %']
    """
    used = {**release_words(book)["given"], **facts_of(book)}
    return tuple(_NOTES[name] for name in used)
