"""How things are named: values, days, lists, roles, states, parameters.

Everything that speaks takes a rulebook where it has one, because only the rulebook knows the
titles of states and roles; without one, names are said with spaces.  In English, names and their
articles are made to fit into sentences; in other languages they stand in quotes, so that no
sentence depends on their gender or case.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from continuum.errors import RulebookError
from continuum.guards import Choice, Flag, Number, Period
from continuum.prose.speaker import ENGLISH, Speaker, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Fact
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook import Rulebook

__all__ = [
    "as_sentence",
    "plural",
    "say_day",
    "say_distance",
    "say_event",
    "say_fact",
    "say_list",
    "say_option",
    "say_parameter",
    "say_parameter_value",
    "say_period",
    "say_region",
    "say_role",
    "say_share",
    "say_state",
    "say_value",
    "singular",
    "spaced",
    "with_titles",
]

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
    Fraction(1, 2): phrase("half"),
    Fraction(1, 3): phrase("one third"),
    Fraction(2, 3): phrase("two thirds"),
    Fraction(1, 4): phrase("one quarter"),
    Fraction(3, 4): phrase("three quarters"),
}
_ONE = {"people": "person", "ies": "y", "sses": "ss", "ss": "ss", "s": ""}
"""What the plurals that are counted end in, and their singulars, the longer endings first."""
_ROLE_FACTS = {"acting_role", "lead"}


def spaced(name: str) -> str:
    """Give a name with spaces.

    Example:
        >>> spaced("public_order")
        'public order'
    """
    return name.replace("_", " ")


def plural(count: int, noun: str, speaker: Speaker = ENGLISH) -> str:
    """Count a thing: the noun is given in the plural.

    Example:
        >>> plural(1, "days"), plural(2, "days"), plural(1, "duties"), plural(1, "made-up people")
        ('1 day', '2 days', '1 duty', '1 made-up person')
        >>> plural(3, "days of leave"), plural(1, "days of leave")
        ('3 days of leave', '1 day of leave')
    """
    return speaker.unit(count, singular(noun), noun)


def singular(noun: str) -> str:
    """Give a plural in the singular: the word before the first *of* is the one that changes.

    Example:
        >>> singular("days of leave"), singular("duties")
        ('day of leave', 'duty')
    """
    head, *rest = re.split(r"( of | in | for )", noun, maxsplit=1)
    for ending, one in _ONE.items():
        if head.endswith(ending):
            return "".join([head.removesuffix(ending), one, *rest])
    return noun


def say_list(items: Iterable[str], joint: str = "and", speaker: Speaker = ENGLISH) -> str:
    """Join items as a sentence does; with semicolons where an item is a list itself.

    Example:
        >>> say_list(["a", "b", "c"], "or"), say_list(["court or judge", "prosecutor"], "or")
        ('a, b or c', 'court or judge; or prosecutor')
    """
    return speaker.joined(items, joint)


def say_day(day: date, speaker: Speaker = ENGLISH) -> str:
    """Say a day.

    Example:
        >>> say_day(date(2024, 3, 1))
        '1 March 2024'
    """
    return speaker.day(day)


def say_distance(day: date, on: date, speaker: Speaker = ENGLISH) -> str:
    """Say how far a day is from the day on which one speaks.

    Args:
        day: The day spoken of.
        on: The day on which it is said.
        speaker: Who says it.

    Example:
        >>> (
        ...     say_distance(date(2024, 3, 1), date(2024, 2, 18)),
        ...     say_distance(date(2024, 3, 1), date(2024, 3, 2)),
        ... )
        ('in 12 days', '1 day ago')
    """
    away = day.toordinal() - on.toordinal()
    if away == 0:
        return speaker.say("this day")
    if away > 0:
        return speaker.amount(away, "in {count} day", "in {count} days")
    return speaker.amount(-away, "{count} day ago", "{count} days ago")


def say_fact(fact: Fact, speaker: Speaker = ENGLISH) -> str:
    """Name a fact: days and numbers with an article, so that they fit into a sentence.

    A title that is half a sentence itself stands in quotes.

    Example:
        >>> from continuum.guards import Day
        >>> say_fact(Day("release_day")), say_fact(Flag("heard", title="the person was heard"))
        ('the release day', 'the person was heard')
    """
    words = speaker.text("fact", fact.words.strip())
    if isinstance(fact, Flag) or not words:
        return words
    if not speaker.english:
        return speaker.quoted(words)
    first = words.split()[0].lower()
    if _LONG.search(words) or first in _ASKING:
        return f"“{words}”"
    return words if first in _DETERMINERS else f"the {words}"


def say_value(
    value: object,
    fact: Fact | None = None,
    book: Rulebook | None = None,
    speaker: Speaker = ENGLISH,
) -> str:
    """Say a value: yes, no, a day, a number with its unit, an option, or *not known*.

    Args:
        value: The value; ``None`` is *not known*.
        fact: The fact it is a value of, for the unit and the options.
        book: The rulebook, for the titles of roles.
        speaker: Who says it.

    Example:
        >>> say_value(True), say_value(None), say_value(3, Number("served", unit="months"))
        ('yes', 'not known', '3 months')
    """
    if value is None:
        return speaker.say("not known")
    if isinstance(value, bool):
        return speaker.say("yes") if value else speaker.say("no")
    if isinstance(value, date):
        return speaker.day(value)
    if isinstance(value, int):
        unit = fact.unit if isinstance(fact, Number) else ""
        return plural(value, unit, speaker) if unit else str(value)
    if isinstance(value, (tuple, list)):
        said = speaker.joined(say_value(one, fact, book, speaker) for one in value)
        return said or speaker.say("none")
    if isinstance(fact, Choice):
        return say_option(str(value), fact, book, speaker)
    return str(value)


def say_option(
    option: str, choice: Choice, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> str:
    """Name an option of a choice; for facts that hold a role, the role's title."""
    if choice.name in _ROLE_FACTS:
        return say_role(option, book, speaker)
    if speaker is not ENGLISH and book is not None and option in book.role_names:
        return say_role(option, book, speaker)  # only its title is translated
    if not choice.options:
        return option  # the user's own words, in whatever language
    return speaker.text("option", spaced(option))


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


def say_role(name: str, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Name a role by its title.

    Example:
        >>> say_role("probation_officer")
        'probation officer'
    """
    for role in book.roles if book is not None else ():
        if role.name == name:
            return speaker.text("role", role.words)
    return speaker.say("the system") if name == "system" else speaker.text("role", spaced(name))


def say_event(name: str, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Name an event by its title."""
    if book is not None:
        try:
            return speaker.text("event", book.event(name).words)
        except RulebookError:
            pass  # an entry may stem from a version that still had it
    return speaker.text("event", spaced(name))


def say_region(name: str, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Name a region by its title."""
    for region in book.regions if book is not None else ():
        if region.name == name:
            return speaker.text("region", region.words)
    return speaker.text("region", spaced(name))


def say_state(
    region: str, name: str, book: Rulebook | None = None, speaker: Speaker = ENGLISH
) -> str:
    """Name a state by its title."""
    for one in book.regions if book is not None else ():
        if one.name == region and name in one.names:
            return speaker.text("state", one.state(name).words)
    return speaker.text("state", spaced(name))


def say_share(share: Fraction, speaker: Speaker = ENGLISH) -> str:
    """Say a share of a term: *two thirds*."""
    said = _SHARES.get(share)
    return f"{share.numerator}/{share.denominator}" if said is None else speaker.say(said)


def say_period(period: Period, speaker: Speaker = ENGLISH) -> str:
    """Say a period.

    Example:
        >>> from continuum.guards import months, years
        >>> say_period(years(1) + months(2), Speaker("nl"))
        '1 jaar en 2 maanden'
    """
    if speaker.english:
        return period.words
    counted = (
        plural(count, spaced(name), speaker)
        for name in ("years", "months", "days", "working_days")
        if (count := getattr(period, name))
    )
    return speaker.joined(counted) or plural(0, "days", speaker)


def say_parameter_value(value: ParameterValue, unit: str = "", speaker: Speaker = ENGLISH) -> str:
    """Say the value of a parameter.

    Example:
        >>> from continuum.guards import months
        >>> say_parameter_value(months(6)), say_parameter_value(28, "days")
        ('6 months', '28 days')
    """
    match value:
        case Period():
            return say_period(value, speaker)
        case Fraction():
            return say_share(value, speaker)
        case int():
            return plural(value, unit, speaker) if unit else str(value)
        case _:
            options = (speaker.text("option", spaced(option)) for option in value)
            return speaker.joined(options, "or") or speaker.say("none")


def say_parameter(name: str, book: Rulebook | None = None, speaker: Speaker = ENGLISH) -> str:
    """Name a parameter: by its value where there is only one, else by its title.

    Example:
        >>> say_parameter("preparation_window")
        'the preparation window (`preparation_window`)'
    """
    title = spaced(name)
    for parameter in book.parameters if book is not None else ():
        if parameter.name == name:
            if len(parameter.values) == 1:
                value = say_parameter_value(parameter.values[0].value, parameter.unit, speaker)
                return value if speaker.plain else f"{value} (`{name}`)"
            title = parameter.title or title
    title = speaker.text("parameter", title)
    code = "" if speaker.plain else f" (`{name}`)"
    if not speaker.english:
        return speaker.quoted(title) + code
    first = title.split()[0].lower() if title.split() else ""
    return f"{title if first in _DETERMINERS else f'the {title}'}{code}"
