"""The languages in which the library speaks, and what differs between them beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import FactError

if TYPE_CHECKING:
    from datetime import date

__all__ = ["HABITS", "LANGUAGES", "Habits", "check_language"]


@attrs.frozen
class Habits:
    """What a language does in its own way.

    Args:
        name: What the language calls itself.
        months: The names of the months.
        day: How a day is written, with ``{day}``, ``{month}`` and ``{year}``.
        first: How the first of a month is counted, where that is not ``1``.
        one_below: Counts under this number take the singular.
        joints: The words that make a list of what stands on both sides of them.
    """

    name: str
    months: tuple[str, ...]
    day: str = "{day} {month} {year}"
    first: str = "1"
    one_below: int = 0
    joints: tuple[str, ...] = ("and", "or", "nor")

    def write_day(self, day: date) -> str:
        """Write a day.

        Example:
            >>> from datetime import date
            >>> HABITS["fr"].write_day(date(2024, 3, 1))
            '1er mars 2024'
        """
        number = self.first if day.day == 1 else str(day.day)
        return self.day.format(day=number, month=self.months[day.month - 1], year=day.year)

    def is_one(self, count: int) -> bool:
        """Whether a count takes the singular.

        Example:
            >>> HABITS["en"].is_one(0), HABITS["fr"].is_one(0)
            (False, True)
        """
        return count == 1 or 0 <= count < self.one_below

    def is_list(self, words: str) -> bool:
        """Whether words are a list themselves.

        Example:
            >>> HABITS["en"].is_list("court or judge"), HABITS["en"].is_list("court")
            (True, False)
        """
        return "," in words or ";" in words or any(f" {one} " in words for one in self.joints)


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


HABITS = {
    "en": Habits(
        "English",
        _months(
            "January February March April May June July August September October November December"
        ),
    ),
    "nl": Habits(
        "Nederlands",
        _months(
            "januari februari maart april mei juni juli augustus september oktober november december"
        ),
        joints=("en", "of", "noch"),
    ),
    "de": Habits(
        "Deutsch",
        _months(
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        ),
        day="{day}. {month} {year}",
        joints=("und", "oder", "noch"),
    ),
    "fr": Habits(
        "français",
        _months(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        first="1er",
        one_below=2,
        joints=("et", "ou", "ni"),
    ),
    "da": Habits(
        "dansk",
        _months(
            "januar februar marts april maj juni juli august september oktober november december"
        ),
        day="{day}. {month} {year}",
        joints=("og", "eller"),
    ),
}
"""Language to its habits."""

LANGUAGES = tuple(HABITS)
"""The languages in which the library can tell things."""


def check_language(language: str) -> None:
    """Refuse a language that the library does not speak.

    Raises:
        FactError: It is not one of :data:`LANGUAGES`; the help names those there are.

    Example:
        >>> check_language("nl")
    """
    if language not in LANGUAGES:
        raise FactError(
            f"nothing can be told in the language `{str(language)[:40]}`",
            help="languages there are: " + ", ".join(f"`{one}`" for one in LANGUAGES),
        )
