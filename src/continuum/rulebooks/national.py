"""How a country's rulebook says what differs: other deciders, more to ask, and notes to read."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

from continuum.errors import RulebookError
from continuum.guards import Choice, Number, TotalDays
from continuum.rulebook import Adds, Ends, Register, Said
from continuum.rulebook.sources import Source, as_sources

if TYPE_CHECKING:
    from continuum.guards import Fact
    from continuum.rulebook import Event, Rulebook

__all__ = [
    "AFTER_SENTENCE",
    "AFTER_SENTENCE_REGISTER",
    "Note",
    "after_sentence_days_asked",
    "also_asking",
    "counted_after_sentence",
    "decided_by",
    "notes",
]

_COUNTRIES = ("nl", "de", "fr", "dk", "be", "uk")

AFTER_SENTENCE = ("post_sentence_supervision_ordered", "supervision_started")
"""The events that give supervision after the sentence: ordered before its end, or started then."""

AFTER_SENTENCE_REGISTER = Register(
    "after_sentence",
    (Choice("reference", title="its reference or legal basis"),),
    title="supervision after the sentence",
    about="Counted apart from supervision during the sentence, since its length has limits.",
)
after_sentence_days_asked = Number(
    "after_sentence_days_asked",
    title="days of supervision after the sentence, those now asked for included",
    moves="rising",
    unit="days",
    derived=TotalDays("after_sentence", with_request=True),
)


@attrs.frozen
class Note:
    """Something worth knowing about a country that decides nothing: a place, a name, a count.

    Args:
        name: Lower snake case, as in the sources.
        title: A few words.
        text: What is told.
        sources: Where it comes from, marks included.
    """

    name: str
    title: str
    text: str
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def notes(name: str) -> tuple[Note, ...]:
    """Give what a country's file tells besides its numbers.

    Args:
        name: The name of a national rulebook, such as ``nl``.

    Raises:
        RulebookError: It is no national rulebook.

    Example:
        >>> [note.name for note in notes("nl")][:2]
        ['placement', 'wing_capacity']
    """
    if name not in _COUNTRIES:
        raise RulebookError(
            f"there are no notes on `{str(name)[:60]}`",
            help="there are " + ", ".join(f"`{one}`" for one in _COUNTRIES),
        )
    text = (files(f"continuum.rulebooks.{name}") / f"{name}.toml").read_text(encoding="utf-8")
    return tuple(
        Note(key, told["title"], told["text"], tuple(told["sources"]))
        for key, told in tomllib.loads(text).get("notes", {}).items()
    )


def decided_by(book: Rulebook, event: str, *roles: str) -> Event:
    """Give an event of a rulebook as decided by others.

    Args:
        book: The rulebook that has the event.
        event: Its name.
        roles: Who decides it instead.

    Example:
        >>> from continuum.rulebooks import load
        >>> decided_by(load("eu"), "conditional_release_granted", "prosecutor").decided_by
        ('prosecutor',)
    """
    return attrs.evolve(book.event(event), decided_by=roles)


def also_asking(book: Rulebook, event: str, *facts: Fact) -> Event:
    """Give an event of a rulebook that asks its request for more, so that a rule may read it.

    Args:
        book: The rulebook that has the event.
        event: Its name.
        facts: What else may be said with it.

    Example:
        >>> from continuum.guards import Flag
        >>> from continuum.rulebooks import load
        >>> applied = Flag("prosecutor_applied", of="request")
        >>> also_asking(load("eu"), "recall_decided", applied).asks[-1]
        Flag('prosecutor_applied')
    """
    told = book.event(event)
    return attrs.evolve(told, asks=(*told.asks, *facts))


def counted_after_sentence(book: Rulebook, *facts: Fact) -> tuple[Event, ...]:
    """Give the events on supervision after the sentence, so that its days can be limited.

    What is ordered, started or renewed is recorded in a register of its own.  It goes into a
    rulebook together with :data:`AFTER_SENTENCE_REGISTER` and :data:`after_sentence_days_asked`.

    Args:
        book: The rulebook that has the events.
        facts: What else is said when it is ordered or started.

    Example:
        >>> from continuum.rulebooks import load
        >>> [event.name for event in counted_after_sentence(load("eu"))][:2]
        ['post_sentence_supervision_ordered', 'supervision_started']
    """
    ended = Ends("after_sentence")
    told = []
    for name in (*AFTER_SENTENCE, "supervision_renewed", "supervision_lifted"):
        event = also_asking(book, name, *facts) if name in AFTER_SENTENCE else book.event(name)
        start = Said("title_from") if name == AFTER_SENTENCE[0] else None
        adds = Adds(
            "after_sentence",
            {"reference": Said("legal_basis")},
            start=start,
            end=Said("title_until"),
        )
        more = {"supervision_renewed": (ended, adds), "supervision_lifted": (ended,)}
        told.append(attrs.evolve(event, effects=(*event.effects, *more.get(name, (adds,)))))
    return tuple(told)
