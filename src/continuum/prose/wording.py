"""Words that turn a person into a label: found, explained, and something better suggested (GR-94).

The lists lie in ``wording.toml``, for five languages.  Nothing is ever refused for its words; they
are pointed out to whoever wrote them.  What stands in quotation marks is left alone, so that laws,
official titles and other people's words may be given as they are.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["WORDING_LANGUAGES", "WordFound", "check_wording", "worded_fairly"]

WORDING_LANGUAGES: Final = ("en", "nl", "de", "fr", "da")
"""The languages for which there is a list."""

_TOKEN: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|\"[^\"\n]*\"")
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_DATE: Final = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\.? [^\W\d_]+ \d{4})\b"
)
_AUTHOR: Final = re.compile(
    r"\b(?:assessed by|according to|in the view of|beoordeeld door|volgens|eingeschätzt von|laut|nach"
    r" einschätzung|apprécié\w* par|selon|d'après|vurderet af|ifølge)\b",
    re.IGNORECASE,
)


@attrs.frozen
class WordFound:
    """Words in a text that label a person.

    Args:
        start: Where they begin, in characters from the start of the text.
        line: Their line, from 1.
        column: Where on the line they begin, from 1.
        words: The words as they were written.
        why: Why they do harm.
        say: What could be said instead.
        language: The language of the list in which they stand.
    """

    start: int
    line: int
    column: int
    words: str
    why: str
    say: str
    language: str

    def __str__(self) -> str:
        """Say place, words, reason and suggestion on one line."""
        return f"{self.line}:{self.column} “{self.words}”: {self.why}; better: {self.say}"


@attrs.frozen
class _Phrase:
    tokens: tuple[str, ...]
    why: str
    say: str
    language: str
    not_before: frozenset[str]
    only_after: frozenset[str]
    attributed: bool


def check_wording(text: str, language: str = "en") -> tuple[WordFound, ...]:
    """Find the words that label a person, in the order in which they stand.

    Args:
        text: Any text.
        language: Whose list is used: one of :data:`WORDING_LANGUAGES`.

    Raises:
        FactError: There is no list for the language, or it is no text.

    Example:
        >>> for found in check_wording("The radicalised individual failed the course."):
        ...     print(found.words, "->", found.say)
        radicalised individual -> say who assessed it, and on which day: assessed by ... on ...
        failed -> ended; was not finished; did not happen
    """
    if language not in WORDING_LANGUAGES:
        raise FactError(
            f"there is no list of words for the language `{str(language)[:40]}`",
            help="lists there are: " + ", ".join(f"`{one}`" for one in WORDING_LANGUAGES),
        )
    if not isinstance(text, str):
        raise FactError("wording is checked of a text", help="give a `str`")
    return tuple(_found(text, _by_first_word(language)))


def worded_fairly(texts: Iterable[str]) -> bool:
    """Whether no list, in any language, holds words of these texts; made to be asked often.

    Args:
        texts: Any texts.

    Example:
        >>> worded_fairly(["the person declined"]), worded_fairly(["een geradicaliseerd persoon"])
        (True, False)
    """
    telling = _telling_words()
    for text in texts:
        if not telling.isdisjoint(_TOKEN.findall(text.lower())) and any(
            next(_found(text, _by_first_word(language)), None) for language in WORDING_LANGUAGES
        ):
            return False
    return True


def _found(text: str, phrases: dict[str, tuple[_Phrase, ...]]) -> Iterator[WordFound]:
    spans = [(match[0].lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words = [word for word, _, _ in spans]
    quoted: list[tuple[int, int]] | None = None
    place = 0
    while place < len(words):
        phrase = _at(words, place, phrases.get(words[place], ()))
        if phrase is None:
            place += 1
            continue
        start, end = spans[place][1], spans[place + len(phrase.tokens) - 1][2]
        if quoted is None:
            quoted = [match.span() for match in _QUOTED.finditer(text)]
        place += len(phrase.tokens)
        if any(first < start and end < last for first, last in quoted):
            continue
        if phrase.attributed and _attributed(text, start):
            continue
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        yield WordFound(
            start, line, column, text[start:end], phrase.why, phrase.say, phrase.language
        )


def _at(words: Sequence[str], place: int, phrases: Sequence[_Phrase]) -> _Phrase | None:
    """The longest phrase that begins at a place; phrases come with the longest first."""
    for phrase in phrases:
        after = place + len(phrase.tokens)
        if tuple(words[place:after]) != phrase.tokens:
            continue
        if after < len(words) and words[after] in phrase.not_before:
            continue
        if phrase.only_after and (place == 0 or words[place - 1] not in phrase.only_after):
            continue
        return phrase
    return None


def _attributed(text: str, start: int) -> bool:
    """Whether the sentence round a place says who said so, and when."""
    begin = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, start)
    sentence = text[begin : stop.start() if stop else len(text)]
    return bool(_DATE.search(sentence) and _AUTHOR.search(sentence))


@cache
def _by_first_word(language: str) -> dict[str, tuple[_Phrase, ...]]:
    found: dict[str, list[_Phrase]] = {}
    for phrase in _phrases(language):
        found.setdefault(phrase.tokens[0], []).append(phrase)
    return {
        word: tuple(sorted(phrases, key=lambda phrase: -len(phrase.tokens)))
        for word, phrases in found.items()
    }


@cache
def _telling_words() -> frozenset[str]:
    """The longest word of each phrase: a text without any of them has nothing to look for."""
    return frozenset(
        max(phrase.tokens, key=len)
        for language in WORDING_LANGUAGES
        for phrase in _phrases(language)
    )


def _phrases(language: str) -> Iterator[_Phrase]:
    for group in _lists()[language]:
        for words in group["phrases"]:
            yield _Phrase(
                tuple(_TOKEN.findall(words)),
                group["why"],
                group["say"],
                language,
                frozenset(group.get("not_before", ())),
                frozenset(group.get("only_after", ())),
                group.get("attributed", False),
            )


@cache
def _lists() -> dict[str, list[dict[str, Any]]]:
    text = (files("continuum.prose") / "wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
