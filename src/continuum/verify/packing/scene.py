"""Where a case is drafted, and the view in which its guards are weighed while values are chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.guards import FAILS, HOLDS, UNKNOWN, During, Number, Truth, day_of, facts_in, leaves
from continuum.guards.reductions import AnyInForce, CountOf, Earlier, Same, TotalDays
from continuum.rulebook.request import ACTING_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Choice, Fact, Flag, Guard, Milestone
    from continuum.rulebook import Chart, ChartEvent

__all__ = [
    "OPEN",
    "Draft",
    "DraftView",
    "Key",
    "Scene",
    "asked_by",
    "key_of",
    "keys_of",
    "moved",
    "place_key",
]

Key = tuple[str, str]
"""Whose (``case``, ``request``, ``target`` or ``in``), and the name of the fact or region."""

Draft = dict[Key, Any]

OPEN: Final[Any] = object()
"""What is read where nothing was chosen yet."""


def moved(day: date, by: int) -> date:
    """Give the day so many days later, or earlier where the number is negative.

    Example:
        >>> from datetime import date
        >>> moved(date(2024, 3, 1), -1)
        datetime.date(2024, 2, 29)
    """
    return date.fromordinal(day.toordinal() + by)


def place_key(region: str) -> Key:
    """Give the key of the state in which a region is."""
    return ("in", region)


def key_of(fact: Fact) -> Key:
    """Give the key of a fact; that a human acts is known by the role."""
    return ("request", ACTING_ROLE) if fact.name == "human_actor" else (fact.of, fact.name)


@attrs.frozen(eq=False)
class Scene:
    """Where something is drafted.

    Args:
        chart: The chart in force on the day.
        on: The day.
        heard: The event, if there is one.
    """

    chart: Chart
    on: date
    heard: ChartEvent | None = None

    def named(self, name: str) -> Fact | None:
        """Give a fact by name, those that the event asks for included."""
        asked = self.heard.asks.get(name) if self.heard is not None else None
        return asked or self.chart.facts.get(name)


class DraftView:
    """The view of a draft: what was not chosen is not known.

    Args:
        scene: Where.
        draft: What was chosen.
    """

    __slots__ = ("draft", "scene")

    certain: Truth[bool] = HOLDS

    def __init__(self, scene: Scene, draft: Mapping[Key, Any]) -> None:
        """Keep the parts."""
        self.scene, self.draft = scene, draft

    def read(self, fact: Fact) -> Any:
        """Give what was chosen for a fact; :data:`OPEN` while nothing was."""
        if fact.name == "the_day":
            return self.scene.on
        how = fact.derived
        if isinstance(how, (Same, Earlier)):
            one, other = (self.scene.named(name) for name in (how.one, how.other))
            first = self.read(one) if one is not None else None
            second = self.read(other) if other is not None else None
            if first is OPEN or second is OPEN:
                return OPEN
            if first is None or second is None:
                return None
            return first == second if isinstance(how, Same) else first < second
        value = self.draft.get(key_of(fact), OPEN)
        if fact.name == "human_actor" and value is not OPEN:
            return value != "system"
        return value

    def known_value(self, fact: Fact) -> Any:
        """Give the value of a fact; ``None`` while nothing was chosen."""
        value = self.read(fact)
        return None if value is OPEN else value

    def flag(self, fact: Flag) -> Truth[bool]:
        """Does the flag hold?"""
        value = self.known_value(fact)
        return UNKNOWN if value is None else HOLDS if value else FAILS

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[bool]:
        """Is the choice one of these?"""
        value = self.known_value(choice)
        return UNKNOWN if value is None else HOLDS if value in among else FAILS

    def at_least(self, number: Number, bound: int) -> Truth[bool]:
        """Is the number at or above the bound?"""
        value = self.known_value(number)
        return UNKNOWN if value is None else HOLDS if value >= bound else FAILS

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Has the day of the milestone come?"""
        day = day_of(milestone, self.known_value)
        return UNKNOWN if day is None else HOLDS if self.scene.on >= day else FAILS

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Is the region in one of these states?"""
        value = self.draft.get(place_key(region))
        return UNKNOWN if value is None else HOLDS if value in states else FAILS

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact recorded?"""
        value = self.read(fact)
        if value is OPEN:
            return HOLDS if isinstance(fact.derived, (AnyInForce, CountOf, TotalDays)) else UNKNOWN
        return FAILS if value is None else HOLDS


def keys_of(scene: Scene, guard: Guard) -> tuple[Key, ...]:
    """Give the keys of everything that a guard looks at."""
    found: dict[Key, None] = {}
    for leaf in leaves(guard):
        for asked in asked_by(scene, leaf):
            found[place_key(asked) if isinstance(asked, str) else key_of(asked)] = None
    return tuple(found)


def asked_by(scene: Scene, leaf: Guard) -> Iterator[Fact | str]:
    """Give the facts and regions behind a question, lengths before the days they are added to.

    Args:
        scene: Where.
        leaf: The question.
    """
    if isinstance(leaf, During):
        yield leaf.region
        return
    facts = list(facts_in(leaf))
    for fact in sorted(facts, key=lambda fact: not isinstance(fact, Number)):
        how = fact.derived
        if isinstance(how, (Same, Earlier)):
            named = (scene.named(name) for name in (how.one, how.other))
            yield from (one for one in named if one is not None)
        elif fact.name != "the_day":
            yield fact
