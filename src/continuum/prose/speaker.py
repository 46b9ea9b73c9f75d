"""Whoever says something: in one language, for one reader, keeping no state that others see.

English is as written in the rulebooks and in the code; the other languages stand in catalogues
beside this module.  What a catalogue lacks is said in English, and the speaker knows that it was.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from continuum.errors import FactError
from continuum.prose.composed import taken_apart
from continuum.prose.languages import HABITS, check_language
from continuum.prose.po import read_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from continuum.prose.po import Message
    from continuum.rulebook import Rulebook

__all__ = [
    "ENGLISH",
    "Audience",
    "Speaker",
    "catalogue",
    "check_audience",
    "phrase",
    "speaker_of",
    "unsure",
]

_PART = re.compile(r"\{(\w+)\}")
_ID = r"(?:GR-[A-Z]?\d(?:[\d.]*\d)?|(?:ST|H)\d+)\b"
_BRACKETED = r"(?:GR|ST|SH|H|R|T)-?[A-Z]?\d[\w.-]*"
# What follows a code in its bracket goes with it, and what joins several codes goes with them.
_CODES = re.compile(
    rf"\s*\(`[^`]*`\)|\s*\({_BRACKETED}(?:,[^()]*)?\)|`|\s+{_ID}(?:,?(?:\s+\w+)?\s+{_ID})*"
)
_QUOTES = re.compile("[“„«»]")
_ALSO = {"duty": ("step", "remedy", "rule"), "content": ("option",)}


Audience = Literal["person", "practitioner", "auditor"]
"""Whom something is told: the person, in plain words; who works with it; who checks it."""


def check_audience(to: str) -> None:
    """Refuse an audience that there is not.

    Raises:
        FactError: It is not one of those of :data:`Audience`.

    Example:
        >>> check_audience("person")
    """
    if to not in get_args(Audience):
        raise FactError(
            f"nothing can be told to `{str(to)[:40]}`",
            help="it is told to: " + ", ".join(f"`{one}`" for one in get_args(Audience)),
        )


def phrase(text: str) -> str:
    """Mark a text of the library that is said elsewhere, so that it gets into the catalogues.

    Example:
        >>> phrase("This is allowed.")
        'This is allowed.'
    """
    return text


@cache
def catalogue(language: str) -> Mapping[tuple[str, str], Message]:
    """Give the messages of a language by context and English text; empty for English.

    Example:
        >>> catalogue("nl")["", "yes"].said
        ('ja',)
    """
    check_language(language)
    if language == "en":
        return {}
    name = f"{language}.po"
    text = files("continuum.prose").joinpath("catalogues", name).read_text(encoding="utf-8")
    return {one.key: one for one in read_po(text, name) if not one.obsolete}


def unsure(language: str) -> tuple[Message, ...]:
    """List the wordings of a language that a native lawyer should look at.

    Args:
        language: One of ``LANGUAGES``.

    Example:
        >>> all(message.unsure for message in unsure("de"))
        True
    """
    return tuple(message for message in catalogue(language).values() if message.unsure)


_JOINED = {
    "and": phrase("{first} and {last}"),
    "or": phrase("{first} or {last}"),
    "nor": phrase("{first} nor {last}"),
}
_APART = {
    "and": phrase("{first}; and {last}"),
    "or": phrase("{first}; or {last}"),
    "nor": phrase("{first}; nor {last}"),
}


class Speaker:
    r"""Says phrases, texts of rulebooks, counts and days in one language.

    Args:
        language: One of ``LANGUAGES``.
        plain: Leave codes out, and say in plainer words what the library composes.
        more: Messages that come first, such as those of a rulebook of your own.

    Raises:
        FactError: The language is not one that the library speaks.

    Example:
        >>> Speaker("da").say("yes")
        'ja'
        >>> from continuum.prose.po import read_po
        >>> own = read_po('msgctxt "event"\nmsgid "let in"\nmsgstr "binnengelaten"\n')
        >>> Speaker("nl", more=own).text("event", "let in")
        'binnengelaten'
    """

    __slots__ = ("_found", "_missed", "_own", "habits", "language", "plain")

    def __init__(
        self, language: str = "en", *, plain: bool = False, more: Iterable[Message] = ()
    ) -> None:
        """Keep the language and what is said in it."""
        self._found = catalogue(language)
        self._own = {one.key: one for one in more}
        self._missed: dict[tuple[str, str], None] = {}
        self.language = language
        self.plain = plain
        self.habits = HABITS[language]

    @property
    def english(self) -> bool:
        """Whether it speaks English."""
        return self.language == "en"

    @property
    def missed(self) -> tuple[tuple[str, str], ...]:
        """What it had to say in English: the kind and the text of each."""
        return tuple(self._missed)

    def to_the_person(self) -> Speaker:
        """Give the same speaker, speaking plainly; what the two miss is kept together."""
        other = Speaker(self.language, plain=True)
        other._own, other._missed = self._own, self._missed
        return other

    def say(self, template: str, /, **parts: object) -> str:
        """Say a phrase of the library, with its parts filled in.

        Args:
            template: The English phrase; parts stand in braces.
            parts: The parts, in words already.

        Example:
            >>> Speaker("en").say("{first} and {last}", first="a", last="b")
            'a and b'
        """
        said = self._look_up("", template)
        if said is None and not self.english:
            self._missed["", template] = None
        return _filled(said or template, parts)

    def amount(self, count: int, one: str, many: str) -> str:
        """Say a phrase with a count in it.

        Example:
            >>> Speaker("de").amount(2, "in {count} day", "in {count} days")
            'in 2 Tagen'
        """
        single = self.habits.is_one(count)
        message = self._message("", one)
        said = message.said if message is not None and message.done else (one, many)
        return _filled(said[0 if single else -1], {"count": count})

    def unit(self, count: int, one: str, many: str) -> str:
        """Count something by its noun.

        Example:
            >>> Speaker("fr").unit(3, "month", "months")
            '3 mois'
        """
        single = self.habits.is_one(count)
        message = self._message("unit", one)
        if message is not None and message.done:
            return f"{count} {message.said[0 if single else -1]}"
        if not self.english:
            self._missed[("unit", one)] = None
        return f"{count} {one if single else many}"

    def text(self, kind: str, text: str, book: Rulebook | None = None) -> str:
        """Say a text of a rulebook.

        Args:
            kind: What it is: ``rule``, ``remedy``, ``event``, ``state``, ``fact``, ...
            text: The text as the rulebook has it.
            book: The rulebook, for the titles of roles in composed texts.

        Example:
            >>> Speaker("nl", plain=True).text("remedy", "let `judge` decide it")
            'Deze persoon of instantie kan beslissen: judge.'
        """
        if (self.english and not self.plain) or not text:
            return text
        said = self._looked_up(kind, text)
        if said is None:
            apart = taken_apart(kind, text)
            if apart is not None:
                form, parts = apart
                kinds = form.parts
                template = form.plainly if self.plain and form.plainly else form.template
                return self.say(
                    template, **{n: self._part(kinds[n], parts[n], book) for n in parts}
                )
            said = text
            if not self.english:
                self._missed[(kind, text)] = None
        return _CODES.sub("", said) if self.plain else said

    def knows(self, kind: str, text: str) -> bool:
        """Whether it has words of its own for a text of a rulebook, taken as a whole."""
        return self.english or self._looked_up(kind, text) is not None

    def day(self, day: date) -> str:
        """Say a day.

        Example:
            >>> Speaker("de").day(date(2024, 3, 1))
            '1. März 2024'
        """
        return self.habits.write_day(day)

    def quoted(self, words: str) -> str:
        """Put words in the quotes of the language."""
        return self.say("“{words}”", words=words)

    def joined(self, items: Iterable[str], joint: str = "and") -> str:
        """Join items as a sentence does; with semicolons where an item is a list itself.

        Example:
            >>> Speaker("nl").joined(["a", "b", "c"]), Speaker("en").joined(["a or b", "c"], "or")
            ('a, b en c', 'a or b; or c')
        """
        said = list(items)
        if not said[1:]:
            return "".join(said)
        if any(self.habits.is_list(item) and not _QUOTES.search(item) for item in said):
            return self.say(_APART[joint], first="; ".join(said[:-1]), last=said[-1])
        return self.say(_JOINED[joint], first=", ".join(said[:-1]), last=said[-1])

    def apology(self) -> str:
        """Say that something could only be said in English; nothing when all was translated."""
        if not self._missed:
            return ""
        return self.say("Some words here have no translation yet; they are given in English.")

    def _message(self, kind: str, text: str) -> Message | None:
        return self._own.get((kind, text)) or self._found.get((kind, text))

    def _look_up(self, kind: str, text: str) -> str | None:
        message = self._message(kind, text)
        return message.said[0] if message is not None and message.done else None

    def _looked_up(self, kind: str, text: str) -> str | None:
        for one in (kind, *_ALSO.get(kind, ())):
            said = self._look_up(one, text)
            if said is not None:
                return said
        return None

    def _part(self, kind: str, value: str, book: Rulebook | None) -> str:
        """Say a part of a composed text."""
        match kind:
            case "code" | "codes" | "ids":
                return value
            case "roles":
                names = re.findall(r"`([^`]+)`", value)
                return self.joined((self._role(name, book) for name in names), "or")
            case "states":
                pairs = re.findall(r"`([^`]+)` \((.*?)\)(?=, `|$)", value)
                said = [(name, self.text("state", words)) for name, words in pairs]
                if self.plain:
                    return self.joined((self.quoted(words) for _, words in said), "or")
                return ", ".join(f"`{name}` ({words})" for name, words in said)
            case "stages":
                return self.joined((self.text("option", s) for s in value.split(" or ")), "or")
            case "contents":
                return ", ".join(self.text("content", one) for one in value.split(", "))
            case "day":
                return self.day(date.fromisoformat(value))
            case "outcome":
                return self.say(value)
            case _:
                return self.text(kind, value, book)

    def _role(self, name: str, book: Rulebook | None) -> str:
        for role in book.roles if book is not None else ():
            if role.name == name:
                return self.text("role", role.words)
        return self.text("role", name.replace("_", " "))


def _filled(template: str, parts: Mapping[str, object]) -> str:
    """Fill names in braces; one that begins with ``_`` only tells translators what is meant."""
    return _PART.sub(
        lambda one: "" if one[1].startswith("_") else str(parts.get(one[1], one[0])), template
    )


ENGLISH = Speaker("en")
"""Speaks English, as everything is written; it never lacks a word."""


def speaker_of(language: str | Speaker, *, plain: bool = False) -> Speaker:
    """Give a speaker for a language; a speaker that is given speaks for itself.

    Args:
        language: One of ``LANGUAGES``, or a speaker.
        plain: Speak to the person.

    Raises:
        FactError: The language is not one that the library speaks.
    """
    if not isinstance(language, Speaker):
        check_language(language)
        return Speaker(language, plain=plain)
    return language.to_the_person() if plain and not language.plain else language
