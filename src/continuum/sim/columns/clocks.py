"""The clocks of a run: when each attempt is due for each person, and how it is set again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.guards.walk import milestone_facts, resolve_milestone
from continuum.sim.behaviour.distributions import Fixed, Trait
from continuum.sim.behaviour.proportional import Logit, drawn_with
from continuum.sim.columns.schedule import NEVER
from continuum.sim.population.keyed import purpose_key, uniforms

if TYPE_CHECKING:
    from collections.abc import Callable

    from continuum.guards.language import Milestone
    from continuum.rulebook import Chart
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.behaviour.distributions import Spread
    from continuum.sim.columns.arrays import Floats, Mask, Numbers, Rows
    from continuum.sim.columns.people import People

__all__ = ["WAITING", "Clock", "milestone_of"]


WAITING: Final = 1e15
"""Set, and waiting for a day that is not known yet; later than any horizon."""


@attrs.define(eq=False)
class Clock:
    """The clocks of one attempt, or of one fact that arrives, for everybody.

    Args:
        part: The attempt, or the fact that arrives.
        number: Its place in the behaviour.
        people: Everybody.
        at: The milestone on which it is set, parameters resolved.
        pace: The factor by which its delays are stretched.
        shifted: Moves moments to working days; ``None``: every day is one.
    """

    part: Attempt | Arrives
    number: int
    people: People
    at: Milestone | None
    pace: float = 1.0
    shifted: Callable[[Floats], Floats] | None = None
    occurrences: Numbers = attrs.field(init=False)
    left: Floats | None = attrs.field(init=False)
    refusals: Numbers | None = attrs.field(init=False)
    reads: frozenset[str] = attrs.field(init=False)
    _delay: int = attrs.field(init=False)
    _chance: int = attrs.field(init=False)
    _retry: int = attrs.field(init=False)
    _only: Mask | None = attrs.field(init=False)
    _factors: Floats | None = attrs.field(init=False)
    _chances: Floats | float | None = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Set nothing yet."""
        people, part, n = self.people, self.part, self.people.n
        self.occurrences = np.zeros(n, dtype=np.int16)
        self.left = np.full(n, np.nan) if getattr(part, "clock", None) == "keep" else None
        counted = getattr(part, "most_retries", None) is not None
        self.refusals = np.zeros(n, dtype=np.int16) if counted else None
        self.reads = frozenset(f.name for f in milestone_facts(self.at)) if self.at else frozenset()
        self._delay = purpose_key("delay", part.name)
        self._chance = purpose_key("chance", part.name)
        self._retry = purpose_key("retry", part.name)
        self._only = _meant(part, people)
        hazard = getattr(part, "hazard", None)
        self._factors = None if hazard is None else hazard.factors(people.traits, n)
        self._chances = _chances(part, people)

    @property
    def by_itself(self) -> bool:
        """Whether it is set by coming where it is possible, not by an event."""
        return not (self.part.after or getattr(self.part, "after_giving_up", ()))

    def set(self, rows: Rows, now: Floats, *, anew: bool = True) -> Floats:
        """Give the moments at which it is due for some people, from now on.

        Args:
            rows: Who.
            now: The moment of each.
            anew: Draw anew; otherwise work the same draw out again from changed facts.
        """
        occurrence = self.occurrences[rows]
        if anew:
            self.occurrences[rows] = occurrence + 1
            if self.refusals is not None:
                self.refusals[rows] = 0
        else:
            occurrence -= 1
        delay = self._drawn(self.part.delay, self._delay, rows, occurrence)
        if self.pace != 1.0:
            delay = delay * self.pace
        if self.left is not None:
            if not anew:
                delay = self.left[rows]
            self.left[rows] = delay
        due = self._from(rows, now, delay)
        if self._chances is not None:
            drawn = uniforms(self.people.keys[rows], self._chance, occurrence)
            likely = self._chances
            due = np.where(
                drawn < (likely if isinstance(likely, float) else likely[rows]), due, NEVER
            )
        if self._only is not None:
            due = np.where(self._only[rows], due, NEVER)
        return due

    def _from(self, rows: Rows, now: Floats, delay: Any) -> Floats:
        """When it is due if a delay runs from now on, or from the day on which it is set."""
        since = now
        if self.at is not None:
            day = self.people.milestone(self.at, rows)
            since = np.where(day.known, np.maximum(now, day.ordinals), WAITING)
        due = np.asarray(since + delay)
        if self.shifted is not None:
            due = self.shifted(due)
        return due

    def rest(self, rows: Rows, now: Floats, due: Floats) -> Floats:
        """Give how much of their delays is left when clocks stop."""
        since = now
        if self.at is not None:
            day = self.people.milestone(self.at, rows)
            since = np.where(day.known, np.maximum(now, day.ordinals), now)
        return np.maximum(due - since, 0.0)

    def keep(self, rows: Rows, now: Floats, due: Floats) -> None:
        """Keep how much is left for people who leave; of what waits for a day, all is."""
        assert self.left is not None  # noqa: S101 - only asked of a clock that keeps its age
        going = (due < WAITING) | np.isinf(due)
        self.left[rows[going]] = self.rest(rows[going], now[going], due[going])

    def resume(self, rows: Rows, now: Floats) -> Floats:
        """Give the moments at which kept clocks are due; those of whoever had none are set."""
        assert self.left is not None  # noqa: S101
        left = self.left[rows]
        due = self._from(rows, now, left)
        new = np.isnan(left)
        if new.any():
            due[new] = self.set(rows[new], now[new]) if self.by_itself else NEVER
        return due

    def set_again(self, rows: Rows, now: Floats, after: Spread | None) -> Floats:
        """Give the moments of the next attempt after one was made; ``None``: never."""
        if after is None:
            return np.full(rows.shape, NEVER)
        occurrence = self.occurrences[rows]
        self.occurrences[rows] = occurrence + 1
        due = now + self._drawn(after, self._retry, rows, occurrence)
        return due if self.shifted is None else self.shifted(due)

    def given_up(self, rows: Rows) -> Mask:
        """Count a refusal for some people, and say for whom it was the last one."""
        most: Any = getattr(self.part, "most_retries", None)
        if getattr(self.part, "retry", None) is None:
            return np.ones(rows.shape, dtype=bool)
        if self.refusals is None:
            return np.zeros(rows.shape, dtype=bool)
        count = self.refusals[rows] + 1
        self.refusals[rows] = count
        return np.asarray(count > most)

    def _drawn(self, spread: Spread, purpose: int, rows: Rows, occurrence: Any) -> Floats | float:
        if isinstance(spread, Fixed):
            return spread.days
        drawn = uniforms(self.people.keys[rows], purpose, occurrence)
        if self._factors is not None and purpose == self._delay:
            return drawn_with(spread, drawn, self._factors[rows])
        return spread.draw(drawn)


def _meant(part: Attempt | Arrives, people: People) -> Mask | None:
    """Whom it is for; ``None``: everybody."""
    meant = np.ones(people.n, dtype=bool)
    for name, values in part.only:
        column = people.traits[name]
        meant &= column.known & np.isin(column.values, values)
    if isinstance(part.chance, Trait):
        column = people.traits[part.chance.name]
        meant &= column.known
        if column.values.dtype == np.bool_:
            meant &= column.values
    return None if meant.all() else meant


def _chances(part: Attempt | Arrives, people: People) -> Floats | float | None:
    """How likely it is for each, each time that it is set; ``None``: certain, or never."""
    chance = part.chance
    if isinstance(chance, Trait):
        values = people.traits[chance.name].values
        return None if values.dtype == np.bool_ else values.astype(np.float64)
    if isinstance(chance, Logit):
        return chance.chances(people.traits, people.n)
    return chance if chance < 1.0 else None


def milestone_of(part: Attempt | Arrives, chart: Chart, start: Any) -> Milestone | None:
    """Give the milestone of an attempt with its parameters filled in."""
    if part.at is None:
        return None
    if isinstance(part.at, str):
        return chart.facts[part.at]  # type: ignore[return-value]
    parameters = {parameter.name: parameter for parameter in chart.book.parameters}
    return resolve_milestone(part.at, lambda name: parameters[name].on(start))
