"""What an event records, and what its request carries, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from continuum.errors import RulebookError
from continuum.guards import Choice, Flag
from continuum.prose.naming import say_value, spaced
from continuum.prose.questions import say_day_of, say_question, say_whether
from continuum.prose.speaker import ENGLISH, Speaker, phrase
from continuum.rulebook.statechart import Adds, Ends, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Value
    from continuum.rulebook import Effect, Event, Register, Rulebook

__all__ = ["say_carried", "say_effect"]

_WORDS = {
    "reasons": phrase("the reasons"),
    "remedy": phrase("the remedy, its forum and its deadline"),
    "authority": phrase("the authority"),
    "evidence": phrase("the evidence"),
    "purpose": phrase("the purpose"),
    "legal_basis": phrase("the legal basis"),
    "target": phrase("the record that it is about"),
    "meets": phrase("the duties that it meets"),
}


def say_effect(
    effect: Effect, event: Event, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> str:
    """Say what an event records by one of its effects.

    Args:
        effect: One of the effects of the event.
        event: The event, for the facts that its request carries.
        book: The rulebook, for titles.
        speaker: Who says it.

    Returns:
        A sentence without its full stop.

    Example:
        >>> from continuum.rulebook import Adds, Event, Sets
        >>> say_effect(Sets("plan_made", to=True), Event("plan_agreed"))
        'Records: plan made'
        >>> say_effect(Adds("titles", {"kind": "custody"}), Event("sentenced"))
        'Adds to the register of titles: kind: custody; from the day of the event, open-ended'
    """
    teller = _Teller(event, book, speaker)
    match effect:
        case Sets(name, to):
            return speaker.say("Records: {what}", what=teller.recorded(name, to))
        case Adds():
            return teller.added(effect)
        case Ends():
            return teller.ended(effect)


def say_carried(
    event: Event, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> Iterator[str]:
    """Say what the request of an event must carry, and what it may carry beside it.

    The words that every request may carry, such as the reasons, are said only where they must
    be carried.

    Args:
        event: The event.
        book: The rulebook, for titles.
        speaker: Who says it.

    Example:
        >>> from continuum.guards import Day
        >>> from continuum.rulebook import Event
        >>> list(say_carried(Event("sentenced", asks=(Day("until"),), needs=("until", "reasons"))))
        ['The request must carry: the until (`until`) and the reasons (`reasons`)']
    """
    asked = {fact.name: fact for fact in event.asks}
    must = [_asked(name, asked.get(name), speaker) for name in event.needs]
    if must:
        yield speaker.say("The request must carry: {what}", what=speaker.joined(must))
    may = [_asked(name, fact, speaker) for name, fact in asked.items() if name not in event.needs]
    if may:
        yield speaker.say("The request may carry: {what}", what=speaker.joined(may))
    if event.target:
        register = _Teller(event, book, speaker).title(event.target)
        yield speaker.say("It is about one record of the register of {register}", register=register)


def _asked(name: str, fact: Fact | None, speaker: Speaker) -> str:
    if fact is not None:
        return f"{say_whether(fact, speaker)} (`{name}`)"
    words = speaker.say(_WORDS[name]) if name in _WORDS else spaced(name)
    return f"{words} (`{name}`)"


@attrs.frozen
class _Teller:
    """Tells what one event records, with the titles of a rulebook, in one language."""

    event: Event
    book: Rulebook | None
    speaker: Speaker

    def recorded(self, name: str, to: object) -> str:
        fact, say = self._case_fact(name), self.speaker.say
        what = self._named(name, fact)
        if to is None:
            return say("{what} is not known any more", what=what)
        if isinstance(to, Said):
            return say("{what}, {said}", what=what, said=self._as_said(to, fact))
        if isinstance(to, bool):
            flag = fact if isinstance(fact, Flag) else Flag(name)
            return say_question(flag, negated=not to, speaker=self.speaker)
        if isinstance(to, str) and isinstance(fact, Choice):
            return say_question(fact.is_in(to), self.book, speaker=self.speaker)
        if isinstance(to, (str, int, date)):
            return self._is(what, to, fact)
        return say("{what} is {option}", what=what, option=self._day(to))

    def added(self, effect: Adds) -> str:
        said = [self._field(field, to, effect.register) for field, to in effect.fields]
        said.append(self._term(effect.start, effect.end))
        return self.speaker.say(
            "Adds to the register of {register}: {what}",
            register=self.title(effect.register),
            what="; ".join(said),
        )

    def ended(self, effect: Ends) -> str:
        templates = {
            (False, False): phrase("Ends in the register of {register}: every record in force"),
            (False, True): phrase(
                "Ends in the register of {register}: every record in force where {what}"
            ),
            (True, False): phrase(
                "Ends in the register of {register}: the record that the request names, if it is "
                "in force"
            ),
            (True, True): phrase(
                "Ends in the register of {register}: the record that the request names, if it is "
                "in force and {what}"
            ),
        }
        each = (self._holds(field, value, effect.register) for field, value in effect.where)
        return self.speaker.say(
            templates[bool(effect.target), bool(effect.where)],
            register=self.title(effect.register),
            what=self.speaker.joined(each),
        )

    def title(self, name: str) -> str:
        register = self._register(name)
        words = spaced(name) if register is None else register.words
        return self.speaker.text("register", words)

    def _is(self, what: str, value: object, fact: Fact | None) -> str:
        said = say_value(value, fact, self.book, self.speaker)
        return self.speaker.say("{what} is {option}", what=what, option=said)

    def _named(self, name: str, fact: Fact | None) -> str:
        if fact is not None:
            return say_whether(fact, self.speaker)
        if self.speaker.english:
            return f"the {spaced(name)}"
        return self.speaker.quoted(self.speaker.text("fact", spaced(name)))

    def _as_said(self, said: Said, of: Fact | None) -> str:
        """What the request gives, named where it goes by other words."""
        asked = next((fact for fact in self.event.asks if fact.name == said.fact), None)
        if asked is None or (of is not None and asked.words == of.words):
            return self.speaker.say("as the request says")
        words = self.speaker.text("fact", asked.words)
        return self.speaker.say("as the request says under “{words}”", words=words)

    def _field(self, name: str, to: Value | Said, register: str) -> str:
        fact = self._fact_of(name, register)
        words = self.speaker.text("fact", spaced(name) if fact is None else fact.words)
        if isinstance(to, Said):
            value = self._as_said(to, fact)
        else:
            value = say_value(to, fact, self.book, self.speaker)
        return self.speaker.say("{what}: {value}", what=words, value=value)

    def _term(self, start: object, end: object) -> str:
        say = self.speaker.say
        first = say("the day of the event") if start is None else self._day(start)
        if end is None:
            return say("from {first}, open-ended", first=first)
        return say("from {first} to the day before {end}", first=first, end=self._day(end))

    def _holds(self, name: str, value: Value | Said, register: str) -> str:
        fact = self._fact_of(name, register)
        what = self._named(name, fact)
        if isinstance(value, Said):
            said = self._as_said(value, fact)
            return self.speaker.say("{what} is {option}", what=what, option=said)
        return self._is(what, value, fact)

    def _day(self, day: object) -> str:
        if not isinstance(day, Said):
            return say_day_of(day, self.book, self.speaker)  # type: ignore[arg-type]  # only milestones are left
        asked = (fact.words for fact in self.event.asks if fact.name == day.fact)
        words = self.speaker.text("fact", next(asked, spaced(day.fact)))
        return self.speaker.say("“{words}” (given with the request)", words=words)

    def _case_fact(self, name: str) -> Fact | None:
        try:
            return None if self.book is None else self.book.fact(name)
        except RulebookError:
            return None  # an event by itself may record what its rulebook declares elsewhere

    def _register(self, name: str) -> Register | None:
        registers = self.book.registers if self.book is not None else ()
        return next((one for one in registers if one.name == name), None)

    def _fact_of(self, field: str, register: str) -> Fact | None:
        declared = self._register(register)
        fields = declared.fields if declared is not None else ()
        return next((one for one in fields if one.name == field), None)
