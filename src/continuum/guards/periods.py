"""Periods: lengths of time in the words of the law, kept apart by component.

"One month" is not "thirty days": which day it leads to depends on where it starts.  So a period
keeps its components as they were said, compares by them, and meets the calendar only in
:mod:`continuum.guards.calendar`.

Periods are written in ISO 8601, date part only: ``P1Y2M10D``.  Working days are our own extension,
written last: ``P2WD``, ``P1M2WD``.
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from continuum.errors import FactError

__all__ = ["Period", "days", "months", "working_days", "years"]

# The calendar holds fewer than four million days, so nothing lawful needs an eighth digit.
_MOST: Final = 9_999_999
_LONGEST_TEXT: Final = 40
_DAYS_A_WEEK: Final = 7

# In the order in which they are written, and in which they are counted.
_LETTERS: Final = {"years": "Y", "months": "M", "days": "D", "working_days": "WD"}
_RANKS: Final = {letters: rank for rank, letters in enumerate(_LETTERS.values())}
_COMPONENTS: Final = {letters: name for name, letters in _LETTERS.items()}

# `WD` stands before `W` and `D`, or two working days would be read as two weeks and a stray D.
_PART: Final = re.compile(r"([0-9]+)(WD|[YMWD])")

_HOW_TO_WRITE: Final = "write it like `P6M`, `P1Y2M10D`, `P2W` (two weeks) or `P2WD` (working days)"


def _check_count(period: Period, attribute: attrs.Attribute[int], value: Any) -> None:
    """Let only whole numbers through that are neither negative nor absurd."""
    del period
    name = attribute.name.replace("_", " ")
    # By exact type: `True` is an int to Python, but nobody means one month by it.
    if type(value) is not int:
        raise FactError(
            f"the {name} of a period are a {type(value).__name__}, not a whole number",
            help=f"give the {name} as an int, such as 6",
        )
    if value < 0:
        raise FactError(
            f"the {name} of a period are negative",
            help="give a length of 0 or more, and count it `before` a day instead of `after` it",
        )
    if value > _MOST:
        raise FactError(
            f"the {name} of a period are more than {_MOST}, longer than any calendar",
            help=f"give {_MOST} or fewer",
        )


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Period:
    """A length of time: years, months, days and working days, none of them negative.

    Two periods are equal when their components are: ``P1M`` is not ``P30D``, and ``P12M`` is not
    ``P1Y`` although both lead to the same day.  For the same reason periods have no order.

    Args:
        years: Calendar years, counted as twelve months each.
        months: Calendar months, clamped to the end of a shorter month.
        days: Calendar days.
        working_days: Days from Monday to Friday that are not rest days, counted last.

    Raises:
        FactError: A component is not a whole number, is negative or has more than seven digits.

    Example:
        >>> Period(years=1, months=2)
        Period('P1Y2M')
        >>> Period(months=1) == Period(days=30)
        False
    """

    years: int = attrs.field(default=0, validator=_check_count)
    months: int = attrs.field(default=0, validator=_check_count)
    days: int = attrs.field(default=0, validator=_check_count)
    working_days: int = attrs.field(default=0, validator=_check_count)

    @classmethod
    def from_text(cls, text: str) -> Period:
        """Read a period from its ISO 8601 text: the inverse of ``str(period)``.

        Args:
            text: Such as ``P1Y2M10D``; components in that order, each at most once, working days
                (``WD``) last.  Weeks stand alone, as in ``P2W``, and are read as days.  Components
                of zero and leading zeros are read, though never written.

        Returns:
            The period.

        Raises:
            FactError: The text is not such a period; times of day, negative numbers and decimals
                are refused too.

        Example:
            >>> Period.from_text("P2W"), Period.from_text("P2WD")
            (Period('P14D'), Period('P2WD'))
        """
        parts = _parts(text)
        if "W" in parts:
            if len(parts) > 1:
                raise _refusal(text, "weeks stand beside other components", "write weeks as days")
            return cls(days=_DAYS_A_WEEK * parts["W"])
        return cls(**{_COMPONENTS[letters]: count for letters, count in parts.items()})

    @property
    def words(self) -> str:
        """The period in English.

        Example:
            >>> Period(years=1, months=2).words
            '1 year and 2 months'
        """
        said = [_counted(count, name) for name, count in self._counts()]
        if not said:
            return "0 days"
        *head, last = said
        return f"{', '.join(head)} and {last}" if head else last

    def __str__(self) -> str:
        """Write the period in ISO 8601: no components of zero, ``P0D`` when it is empty."""
        return "P" + ("".join(f"{n}{_LETTERS[name]}" for name, n in self._counts()) or "0D")

    def __repr__(self) -> str:
        """Show the class and the ISO text."""
        return f"Period({str(self)!r})"

    def __add__(self, other: Period) -> Period:
        """Add component by component; nothing is carried over, so 12 months stay 12 months."""
        if not isinstance(other, Period):
            return NotImplemented
        return Period(
            years=self.years + other.years,
            months=self.months + other.months,
            days=self.days + other.days,
            working_days=self.working_days + other.working_days,
        )

    def __mul__(self, times: int) -> Period:
        """Multiply each component by a whole number of 0 or more."""
        if type(times) is not int:
            return NotImplemented
        return Period(
            years=self.years * times,
            months=self.months * times,
            days=self.days * times,
            working_days=self.working_days * times,
        )

    __rmul__ = __mul__

    def _counts(self) -> list[tuple[str, int]]:
        """Give the components that are not zero, in the order in which they are written."""
        return [(name, count) for name in _LETTERS if (count := getattr(self, name))]


def years(n: int) -> Period:
    """Make a period of calendar years.

    Args:
        n: How many, 0 or more.

    Raises:
        FactError: ``n`` is not such a number.

    Example:
        >>> years(2)
        Period('P2Y')
    """
    return Period(years=n)


def months(n: int) -> Period:
    """Make a period of calendar months.

    Args:
        n: How many, 0 or more.

    Raises:
        FactError: ``n`` is not such a number.

    Example:
        >>> months(6).words
        '6 months'
    """
    return Period(months=n)


def days(n: int) -> Period:
    """Make a period of calendar days.

    Args:
        n: How many, 0 or more.

    Raises:
        FactError: ``n`` is not such a number.

    Example:
        >>> str(days(28))
        'P28D'
    """
    return Period(days=n)


def working_days(n: int) -> Period:
    """Make a period of working days.

    Args:
        n: How many, 0 or more.

    Raises:
        FactError: ``n`` is not such a number.

    Example:
        >>> (months(1) + working_days(2)).words
        '1 month and 2 working days'
    """
    return Period(working_days=n)


def _counted(count: int, name: str) -> str:
    """Say a component in English, singular where there is one of it."""
    noun = name.replace("_", " ")
    return f"{count} {noun.removesuffix('s') if count == 1 else noun}"


def _parts(text: Any) -> dict[str, int]:
    """Split the text into numbers by their letters, or refuse it and say why."""
    if not isinstance(text, str):
        raise FactError(f"a period is given as a {type(text).__name__}", help=_HOW_TO_WRITE)
    if not text.startswith("P") or text == "P" or len(text) > _LONGEST_TEXT:
        raise _refusal(text, "this is not an ISO 8601 period")
    parts: dict[str, int] = {}
    place, rank = 1, -1
    while place < len(text):
        part = _PART.match(text, place)
        if part is None:
            raise _refusal(text, *_reason(text, place))
        number, letters = part.groups()
        if len(number) > len(str(_MOST)):
            raise _refusal(text, f"the number before `{letters}` has over {len(str(_MOST))} digits")
        # A week counts as days in the order: it stands alone anyway.
        own_rank = _RANKS["D" if letters == "W" else letters]
        if own_rank <= rank:
            raise _refusal(
                text,
                f"`{letters}` stands twice or out of order",
                "write each component once, in the order `Y`, `M`, `D`, `WD`",
            )
        parts[letters] = int(number)
        place, rank = part.end(), own_rank
    return parts


def _reason(text: str, place: int) -> tuple[str, str]:
    """Say why the text cannot be read on from a place."""
    rest = text[place:]
    if rest.startswith("T"):
        return "it has a time of day", "keep to whole days: nothing is owed by the hour"
    if rest.startswith("-"):
        return "it has a negative number", "count a positive period `before` the day instead"
    if re.match(r"[0-9]+[.,]", rest):
        return "it has a decimal number", "write whole numbers, in a smaller unit where need be"
    return f"it cannot be read from character {place + 1} on", _HOW_TO_WRITE


def _refusal(text: str, reason: str, help_line: str = _HOW_TO_WRITE) -> FactError:
    """Make the error; the text is cut short and its odd characters are escaped."""
    shown = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "..."
    return FactError(f"the period `{repr(shown)[1:-1]}`: {reason}", help=help_line)
