"""The setting: places, arrivals, the calendar, and from when law in motion is taken to be law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

import attrs

from continuum.errors import ScenarioError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.rulebooks import in_motion
from continuum.sim.behaviour.distributions import Spread, as_spread
from continuum.sim.behaviour.readings import Misgiven, kept
from continuum.sim.setting.arrivals import Poisson
from continuum.sim.setting.capacity import Capacity, Officers
from continuum.sim.setting.working_days import WorkingDays

__all__ = ["VARIANTS", "Setting"]


VARIANTS: Final[dict[str, Callable[[Rulebook, date], Rulebook]]] = {
    "return_regulation": in_motion,
}
"""Law in motion that a setting may switch on, by name."""


def _capacities(given: Any) -> tuple[Capacity | Officers, ...]:
    def read(capacities: Any) -> Any:
        return (capacities,) if isinstance(capacities, (Capacity, Officers)) else tuple(capacities)

    return kept(read, given, "a list of `Capacity` and `Officers`")  # type: ignore[no-any-return]


def _arrivals(given: Any) -> Spread | Poisson | None:
    def read(arrivals: Any) -> Any:
        whole = arrivals is None or isinstance(arrivals, Poisson)
        return arrivals if whole else as_spread(arrivals)

    return kept(read, given, "a distribution of days, or `Poisson(per_year)`")  # type: ignore[no-any-return]


def _calendar(given: Any) -> WorkingDays | None:
    def read(calendar: Any) -> Any:
        if calendar is not None and not isinstance(calendar, WorkingDays):
            raise TypeError(calendar)
        return calendar

    return kept(read, given, "`WorkingDays(country, roles=...)`")  # type: ignore[no-any-return]


def _variants(
    given: Mapping[str, date | str] | Iterable[tuple[str, date | str]],
) -> tuple[tuple[str, date], ...]:
    def read(variants: Any) -> Any:
        days = dict(variants)
        return tuple(
            (name, as_day(days[name], f"the day of `{name}`")) for name in sorted(days, key=str)
        )

    return kept(read, given, "a mapping of names to days")  # type: ignore[no-any-return]


@attrs.frozen
class Setting:
    """What there is, apart from rules and from how people behave.

    Args:
        capacities: Places that there are only so many of.
        arrivals: How many days after the start each pathway opens: a distribution, or
            :class:`Poisson`; by default all open on the start, or when the cohort says.
        calendar: The working days of some roles; by default every day is one.
        variants: Law in motion to its first day as law; see :data:`VARIANTS`.

    Example:
        >>> Setting([Capacity("programme", 12, takes="programme_joined")]).capacities[0].name
        'programme'
    """

    capacities: tuple[Capacity | Officers, ...] = attrs.field(default=(), converter=_capacities)
    arrivals: Spread | Poisson | None = attrs.field(default=None, converter=_arrivals)
    calendar: WorkingDays | None = attrs.field(default=None, converter=_calendar)
    variants: tuple[tuple[str, date], ...] = attrs.field(default=(), converter=_variants)

    def applied(self, book: Rulebook) -> Rulebook:
        """Give a rulebook with the variants of the law switched on.

        Args:
            book: The rulebook as it is in force.

        Raises:
            RulebookError: A variant would not bind there, or begins too early.
            ScenarioError: There is no such variant.
        """
        if isinstance(self.variants, Misgiven):
            return book
        for name, day in self.variants:
            if name not in VARIANTS:
                near = get_close_matches(str(name), VARIANTS, n=1)
                listed = ", ".join(f"`{each}`" for each in VARIANTS)
                raise ScenarioError(
                    f"there is no law in motion called `{str(name)[:40]}`",
                    help=f"did you mean `{near[0]}`?" if near else f"there is {listed}",
                )
            book = VARIANTS[name](book, day)
        return book
