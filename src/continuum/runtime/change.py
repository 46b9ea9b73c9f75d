"""One thing that would have to be different for an event to be open: what, by whom, from when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose import ENGLISH, Speaker, phrase, say, say_fact, say_role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import Rulebook

__all__ = ["Change", "either"]


@attrs.frozen
class Change:
    """One thing that would have to be different.

    Args:
        what: It in words: "the Rule 39 measure is no longer in force".
        about: The fact, the region, or the milestone that it is about.
        to: The value or the states that would do; ``None``: that a day comes.
        who: The roles that can bring it about or record it; empty: nobody needs to, it is a matter
            of time, or anyone may record it.
        by_events: The events that bring it about, or begin to; empty: it is recorded, or said with
            the request.
        earliest: The first day on which it can be so, as far as is known.
        or_less: For a number: ``to`` or less would do; otherwise ``to`` or more.
        then: The events that have to follow, one after the other.
        word: The keyword with which it is said, for what is sent with the event.
        question: The question that should hold.
        fact: The fact that should be recorded.
        weight: What comes first in advice; the lighter does.
    """

    what: str
    about: str
    to: Value | tuple[str, ...] | None
    who: tuple[str, ...] = ()
    by_events: tuple[str, ...] = ()
    earliest: date | None = None
    or_less: bool = False
    then: tuple[str, ...] = ()
    word: str = ""
    question: Guard | None = attrs.field(default=None, eq=False, repr=False)
    fact: Fact | None = attrs.field(default=None, eq=False, repr=False)
    weight: int = attrs.field(default=0, eq=False, repr=False)

    def said(self, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
        """Say what would have to be different.

        Args:
            book: The rulebook that has the titles.
            speaker: Who says it.
        """
        if speaker.english:
            return self.what
        if self.fact is None:
            return self.what if self.question is None else say(self.question, book, speaker)
        if isinstance(self.to, bool):
            template = phrase("“{fact}” is recorded as no")
            if self.to is True:
                template = phrase("“{fact}” is recorded as yes")
            return speaker.say(template, fact=speaker.text("fact", self.fact.words))
        return speaker.say("{what} is recorded", what=say_fact(self.fact, speaker))

    def told(
        self,
        on: date | None = None,
        book: Rulebook | None = None,
        speaker: Speaker = ENGLISH,
    ) -> str:
        """Say the change, who can make it and from when.

        Args:
            on: The day from which it is looked at; an earliest day that is no later is left out.
            book: The rulebook that has titles for the roles.
            speaker: Who says it.
        """
        said = self.said(book, speaker)
        if self.earliest and not self.word and (on is None or self.earliest > on):
            day = str(self.earliest) if speaker.english else speaker.day(self.earliest)
            said = speaker.say("{what}, from {day}", what=said, day=day)
        if self.word:
            word = f"`{self.word}=...`"
            said = speaker.say("{what}; send it with the event: {word}", what=said, word=word)
        if self.by_events:
            events = either((f"`{name}`" for name in self.by_events), speaker)
            said = speaker.say("{what}, by {events}", what=said, events=events)
        for name in self.then:
            said = speaker.say("{what}, then {events}", what=said, events=f"`{name}`")
        if self.who:
            who = either((say_role(role, book, speaker) for role in self.who), speaker)
            said = f"{said} ({who})"
        return said

    def __str__(self) -> str:
        """Say the change, who can make it and from when."""
        return self.told()


def either(words: Iterable[str], speaker: Speaker = ENGLISH, most: int = 6) -> str:
    """Join alternatives; when there are many, the rest are counted.

    Args:
        words: The alternatives.
        speaker: Who says them.
        most: How many are named at most.

    Example:
        >>> either(["a", "b", "c"], most=2)
        'a or one of 2 others'
    """
    listed = list(words)
    if len(listed) > most:
        others = speaker.say("one of {count} others", count=len(listed) - most + 1)
        listed = [*listed[: most - 1], others]
    said = ""
    for one in listed:
        said = speaker.say("{first} or {last}", first=said, last=one) if said else one
    return said
