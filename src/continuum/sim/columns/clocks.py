"""The clocks of a run: when each attempt is due for each person, and how it is set again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.guards.walk import milestone_facts, resolve_milestone
from continuum.sim.behaviour.distributions import Fixed, Trait
from continuum.sim.population.keyed import purpose_key, uniforms

if TYPE_CHECKING:
    from continuum.guards.language import Milestone
    from continuum.rulebook import Chart
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.behaviour.distributions import Spread
    from continuum.sim.columns.arrays import Anything, Floats, Mask, Rows, Small
    from continuum.sim.columns.people import People

__all__ = ["NOT_SET", "SPENT", "WAITING", "Clock", "milestone_of"]


NOT_SET: Final = np.nan
"""The attempt is not possible now, or its clock is still to be set."""
WAITING: Final = 1e15
"""Set, and waiting for a day that is not known yet; later than any horizon."""
SPENT: Final = np.inf
"""It was made and will not be made again, or it will never be made."""


@attrs.define(eq=False)
class Clock:
    """The clocks of one attempt, for everybody.

    Args:
        attempt: The attempt.
        number: Its place in the behaviour.
        people: Everybody.
        carried: Whether it can be possible in several configurations, so that its clock must be
            kept when somebody moves.
        at: The milestone on which it is set, parameters resolved.
    """

    attempt: Attempt
    number: int
    people: People
    carried: bool
    at: Milestone | None
    times: Floats = attrs.field(init=False)
    occurrences: Small = attrs.field(init=False)
    reads: frozenset[str] = attrs.field(init=False)
    _delay: int = attrs.field(init=False)
    _chance: int = attrs.field(init=False)
    _retry: int = attrs.field(init=False)
    _only: Mask | None = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Set nothing yet."""
        n, name = self.people.n, self.attempt.name
        self.times = np.full(n if self.carried else 0, NOT_SET)
        self.occurrences = np.zeros(n, dtype=np.int32)
        self.reads = frozenset(f.name for f in milestone_facts(self.at)) if self.at else frozenset()
        self._delay = purpose_key("delay", name)
        self._chance = purpose_key("chance", name)
        self._retry = purpose_key("retry", name)
        self._only = _meant(self.attempt, self.people)

    @property
    def by_itself(self) -> bool:
        """Whether it is set by coming where it is possible, not by an event."""
        return not self.attempt.after

    def set(self, rows: Rows, now: Floats | float, *, anew: bool = True) -> Floats:
        """Give the moments at which it is due for some people, from now on.

        Args:
            rows: Who.
            now: The moment of each.
            anew: Draw anew; otherwise work the same draw out again from changed facts.
        """
        attempt, occurrence = self.attempt, self.occurrences[rows]
        if anew:
            self.occurrences[rows] = occurrence + 1
        else:
            occurrence -= 1
        since = now
        if self.at is not None:
            day = self.people.milestone(self.at, rows)
            since = np.where(day.known, np.maximum(now, day.ordinals), WAITING)
        due = since + self._drawn(attempt.delay, self._delay, rows, occurrence)
        due = np.broadcast_to(due, rows.shape)
        chance = attempt.chance
        if isinstance(chance, Trait):
            column = self.people.traits[chance.name]
            wanted = column.known[rows] & self._hits(column.values[rows], rows, occurrence)
            due = np.where(wanted, due, SPENT)
        elif isinstance(chance, float) and chance < 1.0:
            drawn = uniforms(self.people.keys[rows], self._chance, occurrence)
            due = np.where(drawn < chance, due, SPENT)
        if self._only is not None:
            due = np.where(self._only[rows], due, SPENT)
        return due

    def set_again(self, rows: Rows, now: Floats, after: Spread | None) -> Floats:
        """Give the moments of the next attempt after one was made; ``None``: never."""
        if after is None:
            return np.full(rows.shape, SPENT)
        occurrence = self.occurrences[rows]
        self.occurrences[rows] = occurrence + 1
        return now + self._drawn(after, self._retry, rows, occurrence)

    def _drawn(self, spread: Spread, purpose: int, rows: Rows, occurrence: Any) -> Floats | float:
        if isinstance(spread, Fixed):
            return spread.days
        return spread.draw(uniforms(self.people.keys[rows], purpose, occurrence))

    def _hits(self, chances: Anything, rows: Rows, occurrence: Any) -> Any:
        if chances.dtype == np.bool_:
            return chances
        return uniforms(self.people.keys[rows], self._chance, occurrence) < chances


def _meant(attempt: Attempt, people: People) -> Mask | None:
    """Whom the attempt is for; ``None``: everybody."""
    if not attempt.only:
        return None
    meant = np.ones(people.n, dtype=bool)
    for name, values in attempt.only:
        column = people.traits[name]
        meant &= column.known & np.isin(column.values, values)
    return meant


def milestone_of(attempt: Attempt, chart: Chart, start: Any) -> Milestone | None:
    """Give the milestone of an attempt with its parameters filled in."""
    if attempt.at is None:
        return None
    if isinstance(attempt.at, str):
        return chart.facts[attempt.at]  # type: ignore[return-value]
    parameters = {parameter.name: parameter for parameter in chart.book.parameters}
    return resolve_milestone(attempt.at, lambda name: parameters[name].on(start))
