"""Working days of a country: when offices are open, weekends and public holidays left out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.errors import ScenarioError, needs
from continuum.guards import as_day
from continuum.sim.behaviour.readings import kept, read_names
from continuum.sim.columns.calendar import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.sim.columns.arrays import Floats, Numbers

__all__ = ["COUNTRIES", "WorkingDays"]


COUNTRIES: Final = {"NL": "NL", "DE": "DE", "FR": "FR", "DK": "DK", "BE": "BE", "UK": "GB"}
"""The countries of the built-in rulebooks, each with its code in the library of holidays."""

_SATURDAY: Final = 5
_BEYOND: Final = 60  # days after the last one that is asked for, so that a next one is found


def _country(given: Any) -> str:
    def read(name: Any) -> Any:
        code = name.upper()
        if code not in COUNTRIES:
            listed = ", ".join(f"`{each}`" for each in COUNTRIES)
            raise ScenarioError(f"there are no holidays of `{name[:40]}`", help=f"give {listed}")
        return code

    return kept(read, given, "the code of a country, such as `NL`")  # type: ignore[no-any-return]


def _region(given: Any) -> str | None:
    def read(name: Any) -> Any:
        if name is not None and not isinstance(name, str):
            raise TypeError(name)
        return name

    return kept(read, given, "the code of a part of the country, such as `BY`")  # type: ignore[no-any-return]


def _days(given: Iterable[date | str]) -> tuple[date, ...]:
    def read(days: Any) -> Any:
        listed = (days,) if isinstance(days, (str, date)) else tuple(days)
        return tuple(sorted({as_day(day, "a day on which offices are closed") for day in listed}))

    return kept(read, given, "days")  # type: ignore[no-any-return]


@attrs.frozen
class WorkingDays:
    """What some roles do falls on a working day of their country: the day itself, or the next one.

    Name no role that acts on a hard date: a sentence that ends on a Sunday ends on that Sunday.

    Args:
        country: ``NL``, ``DE``, ``FR``, ``DK``, ``BE`` or ``UK``.
        region: A part of the country with holidays of its own, such as ``BY`` for Bavaria.
        roles: Whose work waits for a working day.
        closed: More days on which they do not work.

    Example:
        >>> dutch = WorkingDays("NL", roles="probation_officer")
        >>> dutch.next_day("2024-04-27")  # a Saturday and the King's day
        datetime.date(2024, 4, 29)
    """

    country: str = attrs.field(converter=_country)
    region: str | None = attrs.field(default=None, converter=_region)
    roles: tuple[str, ...] = attrs.field(default=(), converter=read_names)
    closed: tuple[date, ...] = attrs.field(default=(), converter=_days)

    def ordinals(self, first: int, last: int) -> Numbers:
        """Give the ordinals of the working days from one day to another, both included, in order.

        Args:
            first: The ordinal of the first day.
            last: The ordinal of the last day.

        Raises:
            MissingExtra: The library of holidays is not installed.
            ScenarioError: The country has no such part.
        """
        return _working(self.country, self.region, self.closed, first, min(last, LAST_DAY))

    def shifted(self, moments: Floats, first: int, last: int) -> Floats:
        """Give each moment, or the beginning of the next working day where offices are closed.

        Args:
            moments: Ordinals of days with a fraction.
            first: The ordinal of the first day of the scenario.
            last: The ordinal of its horizon; what lies after it stays as it is.
        """
        working = self.ordinals(first, last + _BEYOND + len(self.closed))
        days = np.floor(moments)
        within = (days >= first) & (days <= last)
        asked = np.where(within, days, first)
        found = working[np.searchsorted(working, asked)]
        return np.where(within & (found != days), found, moments)

    def next_day(self, day: date | str) -> date:
        """Give the day, or the next working day after it.

        Args:
            day: Any day.
        """
        at = as_day(day, "the day").toordinal()
        return date.fromordinal(int(self.ordinals(at, at + _BEYOND + len(self.closed))[0]))


@lru_cache(maxsize=64)
def _working(
    country: str, region: str | None, closed: tuple[date, ...], first: int, last: int
) -> Numbers:
    needs("calendar", "holidays")
    import holidays

    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    try:
        off = holidays.country_holidays(COUNTRIES[country], subdiv=region, years=years)
    except NotImplementedError:
        known = holidays.country_holidays(COUNTRIES[country]).subdivisions
        raise ScenarioError(
            f"`{country}` has no part `{str(region)[:40]}`",
            help="give " + ", ".join(f"`{each}`" for each in known)
            if known
            else "leave the part out",
        ) from None
    days = np.arange(first, last + 1, dtype=np.int64)
    free = {day.toordinal() for day in (*off, *closed)}
    weekend = (days + 6) % 7 >= _SATURDAY
    working = days[~weekend & ~np.isin(days, list(free))]
    working.flags.writeable = False
    return working
