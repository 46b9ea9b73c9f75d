"""How things are named in English: values, days, lists, roles, states, parameters.

Everything that speaks takes a rulebook where it has one, because only the rulebook knows the
titles of states and roles; without one, names are said with spaces.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from continuum.errors import FactError, RulebookError
from continuum.guards import Choice, Flag, Number, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Fact
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook import Rulebook

__all__ = [
    "LANGUAGES",
    "as_sentence",
    "check_language",
    "plural",
    "say_day",
    "say_distance",
    "say_event",
    "say_fact",
    "say_list",
    "say_option",
    "say_parameter",
    "say_parameter_value",
    "say_region",
    "say_role",
    "say_share",
    "say_state",
    "say_value",
    "spaced",
    "with_titles",
]

LANGUAGES = ("en",)
"""The languages in which the library can tell things."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DETERMINERS = {"the", "a", "an", "this", "that", "its", "their", "his", "her", "any", "no", "one"}
_ASKING = {
    "how",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "whether",
    "why",
    "whoever",
    "whatever",
}
_LISTED = re.compile(r"[,;]| (?:and|or|nor) ")
_LONG = re.compile(r"[,;:]| (?:and|or|but|is|are|was|were|has|have|holds?) ")
_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "one quarter",
    Fraction(3, 4): "three quarters",
}
_ONE = {"people": "person", "ies": "y", "sses": "ss", "ss": "ss", "s": ""}
"""What the plurals that are counted end in, and their singulars, the longer endings first."""
_ROLE_FACTS = {"acting_role", "lead"}


def check_language(language: str) -> None:
    """Refuse a language that the library does not speak.

    Raises:
        FactError: It is not one of :data:`LANGUAGES`; the help names those there are.

    Example:
        >>> check_language("en")
    """
    if language not in LANGUAGES:
        raise FactError(
            f"nothing can be told in the language `{str(language)[:40]}`",
            help="languages there are: " + ", ".join(f"`{one}`" for one in LANGUAGES),
        )


def spaced(name: str) -> str:
    """Give a name with spaces.

    Example:
        >>> spaced("public_order")
        'public order'
    """
    return name.replace("_", " ")


def plural(count: int, noun: str) -> str:
    """Count a thing: the noun is given in the plural.

    Example:
        >>> plural(1, "days"), plural(2, "days"), plural(1, "duties"), plural(1, "made-up people")
        ('1 day', '2 days', '1 duty', '1 made-up person')
        >>> plural(3, "days of leave"), plural(1, "days of leave")
        ('3 days of leave', '1 day of leave')
    """
    return f"{count} {noun if count != 1 else _one(noun)}"


def _one(noun: str) -> str:
    """Give a plural in the singular: the word before the first *of* is the one that changes."""
    head, *rest = re.split(r"( of | in | for )", noun, maxsplit=1)
    for ending, one in _ONE.items():
        if head.endswith(ending):
            return "".join([head.removesuffix(ending), one, *rest])
    return noun


def say_list(items: Iterable[str], joint: str = "and") -> str:
    """Join items as a sentence does; with semicolons where an item is a list itself.

    Example:
        >>> say_list(["a", "b", "c"], "or"), say_list(["court or judge", "prosecutor"], "or")
        ('a, b or c', 'court or judge; or prosecutor')
    """
    said = list(items)
    if not said[1:]:
        return "".join(said)
    if any(_LISTED.search(item) and "“" not in item for item in said):
        return f"{'; '.join(said[:-1])}; {joint} {said[-1]}"
    return f"{', '.join(said[:-1])} {joint} {said[-1]}"


def say_day(day: date) -> str:
    """Say a day.

    Example:
        >>> say_day(date(2024, 3, 1))
        '1 March 2024'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_distance(day: date, on: date) -> str:
    """Say how far a day is from the day on which one speaks.

    Args:
        day: The day spoken of.
        on: The day on which it is said.

    Example:
        >>> (
        ...     say_distance(date(2024, 3, 1), date(2024, 2, 18)),
        ...     say_distance(date(2024, 3, 1), date(2024, 3, 2)),
        ... )
        ('in 12 days', '1 day ago')
    """
    away = day.toordinal() - on.toordinal()
    if away == 0:
        return "this day"
    return f"in {plural(away, 'days')}" if away > 0 else f"{plural(-away, 'days')} ago"


def say_fact(fact: Fact) -> str:
    """Name a fact: days and numbers with an article, so that they fit into a sentence.

    A title that is half a sentence itself stands in quotes.

    Example:
        >>> from continuum.guards import Day
        >>> say_fact(Day("release_day")), say_fact(Flag("heard", title="the person was heard"))
        ('the release day', 'the person was heard')
    """
    words = fact.words.strip()
    if isinstance(fact, Flag) or not words:
        return words
    first = words.split()[0].lower()
    if _LONG.search(words) or first in _ASKING:
        return f"“{words}”"
    return words if first in _DETERMINERS else f"the {words}"


def say_value(value: object, fact: Fact | None = None, book: Rulebook | None = None) -> str:
    """Say a value: yes, no, a day, a number with its unit, an option, or *not known*.

    Args:
        value: The value; ``None`` is *not known*.
        fact: The fact it is a value of, for the unit and the options.
        book: The rulebook, for the titles of roles.

    Example:
        >>> say_value(True), say_value(None), say_value(3, Number("served", unit="months"))
        ('yes', 'not known', '3 months')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, int):
        unit = fact.unit if isinstance(fact, Number) else ""
        return plural(value, unit) if unit else str(value)
    if isinstance(value, (tuple, list)):
        return say_list(say_value(one, fact, book) for one in value) or "none"
    if isinstance(fact, Choice):
        return say_option(str(value), fact, book)
    return str(value)


def say_option(option: str, choice: Choice, book: Rulebook | None = None) -> str:
    """Name an option of a choice; for facts that hold a role, the role's title."""
    if choice.name in _ROLE_FACTS:
        return say_role(option, book)
    return spaced(option)


def as_sentence(text: str) -> str:
    """Give a text as a sentence of its own: with a capital and one full stop.

    Example:
        >>> as_sentence("wait for the window"), as_sentence("Make a plan.")
        ('Wait for the window.', 'Make a plan.')
    """
    said = text.rstrip()
    stop = "" if not said or said.endswith((".", "!", "?")) else "."
    return f"{said[:1].upper()}{said[1:]}{stop}"


def with_titles(text: str, book: Rulebook) -> str:
    """Give a text with the titles of roles where their names stand in backticks.

    A title that is a list itself stands in quotes.

    Example:
        >>> from continuum.rulebook import Role, Rulebook
        >>> book = Rulebook("door", "1", as_of="2026-11-23", roles=(Role("judge", "the court"),))
        >>> with_titles("let `judge` decide `it`", book)
        'let the court decide `it`'
    """
    titles = {
        role.name: f"“{role.words}”" if _LISTED.search(role.words) else role.words
        for role in book.roles
    }
    return re.sub(r"`(\w+)`", lambda found: titles.get(found[1], found[0]), text)


def say_role(name: str, book: Rulebook | None = None) -> str:
    """Name a role by its title.

    Example:
        >>> say_role("probation_officer")
        'probation officer'
    """
    for role in book.roles if book is not None else ():
        if role.name == name:
            return role.words
    return "the system" if name == "system" else spaced(name)


def say_event(name: str, book: Rulebook | None = None) -> str:
    """Name an event by its title."""
    if book is not None:
        try:
            return book.event(name).words
        except RulebookError:
            pass  # an entry may stem from a version that still had it
    return spaced(name)


def say_region(name: str, book: Rulebook | None = None) -> str:
    """Name a region by its title."""
    for region in book.regions if book is not None else ():
        if region.name == name:
            return region.words
    return spaced(name)


def say_state(region: str, name: str, book: Rulebook | None = None) -> str:
    """Name a state by its title."""
    for one in book.regions if book is not None else ():
        if one.name == region and name in one.names:
            return one.state(name).words
    return spaced(name)


def say_share(share: Fraction) -> str:
    """Say a share of a term: *two thirds*."""
    return _SHARES.get(share, f"{share.numerator}/{share.denominator}")


def say_parameter_value(value: ParameterValue, unit: str = "") -> str:
    """Say the value of a parameter.

    Example:
        >>> from continuum.guards import months
        >>> say_parameter_value(months(6)), say_parameter_value(28, "days")
        ('6 months', '28 days')
    """
    match value:
        case Period():
            return value.words
        case Fraction():
            return say_share(value)
        case int():
            return plural(value, unit) if unit else str(value)
        case _:
            return say_list((spaced(option) for option in value), "or") or "none"


def say_parameter(name: str, book: Rulebook | None = None) -> str:
    """Name a parameter: by its value where there is only one, else by its title.

    Example:
        >>> say_parameter("preparation_window")
        'the preparation window (`preparation_window`)'
    """
    title = spaced(name)
    for parameter in book.parameters if book is not None else ():
        if parameter.name == name:
            if len(parameter.values) == 1:
                value = say_parameter_value(parameter.values[0].value, parameter.unit)
                return f"{value} (`{name}`)"
            title = parameter.title or title
    first = title.split()[0].lower() if title.split() else ""
    return f"{title if first in _DETERMINERS else f'the {title}'} (`{name}`)"
