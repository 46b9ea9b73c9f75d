"""What is settled before anybody attempts anything: who can be where, and which gates are left.

Most gates of an attempt never change: it is always the same role, named or not, with the same
words, in the same state.  They are weighed once, here, by the same evaluator; only what is left is
weighed for each person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import numpy.typing as npt

from continuum.guards import (
    ALWAYS,
    FAILS,
    HOLDS,
    NEVER,
    UNKNOWN,
    All,
    Choice,
    Not,
    Some,
    Truth,
    weigh,
)
from continuum.prose import worded_fairly
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.sim.behaviour.distributions import Bernoulli, Distribution
from continuum.sim.population.encoding import Column, constant, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Flag, Guard, Number
    from continuum.guards.language import Fact, Milestone
    from continuum.rulebook import Chart, ChartEvent, Leg
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.columns.whereabouts import Atlas

__all__ = [
    "Plan",
    "SettledView",
    "Way",
    "allowed_states",
    "fixed_request",
    "left_open",
    "plan_for",
    "possible",
]


@attrs.frozen(eq=False)
class Way:
    """What an event does in one region, whatever state that is in.

    Args:
        region: The region.
        place: Its place in a configuration.
        settled: Code of a state to the code of the state after it, where only one leg leads from
            it and that is open to everybody; -1 where facts choose.
        guards: The different guards of the legs among which facts choose.
        choices: Code of a state to its legs: the place of the guard, and the code of the target.
    """

    region: str
    place: int
    settled: npt.NDArray[np.int8]
    guards: tuple[Guard, ...]
    choices: Mapping[int, tuple[tuple[int, int], ...]]


@attrs.frozen(eq=False)
class Plan:
    """One attempt under one form of the law, wherever people are.

    Args:
        chart: The form of the law.
        heard: The event.
        gates: The gates that do not hold for everybody, with what is left of their guards.
        ways: The regions in which the event has ways.
        columns: The request facts that are the same for everybody.
        drawn: The request facts that are drawn: name and source.
        words: The words that are drawn: name and chance.
    """

    chart: Chart
    heard: ChartEvent
    gates: tuple[tuple[str, Guard], ...]
    ways: tuple[Way, ...]
    columns: Mapping[str, Column]
    drawn: tuple[tuple[str, Any], ...]
    words: tuple[tuple[str, Any], ...]

    @property
    def settled(self) -> bool:
        """Whether it is allowed for everybody, and moves everybody who is where it may be made."""
        return not (self.gates or any(way.guards for way in self.ways))

    @property
    def guards(self) -> Iterator[Guard]:
        """Every guard that is weighed for each person."""
        yield from (guard for _, guard in self.gates)
        for way in self.ways:
            yield from way.guards


def possible(attempt: Attempt, heard: ChartEvent, chart: Chart, states: tuple[str, ...]) -> bool:
    """Whether an event has a leg in every region it needs, and may be attempted there.

    Args:
        attempt: The attempt.
        heard: Its event.
        chart: Any form of the law; ways differ between forms only by their guards.
        states: The configuration.
    """
    at = {region: states[place] for region, place in chart.place.items()}
    return all(at[region] in by_state for region, by_state in heard.ways.items()) and all(
        at[region] in among for region, among in attempt.during
    )


def allowed_states(attempt: Attempt | Arrives, chart: Chart) -> dict[str, frozenset[str]]:
    """Give the states, region by region, in which something may be attempted or arrive.

    Args:
        attempt: The attempt, or the fact that arrives.
        chart: Any form of the law; ways differ between forms only by their guards.
    """
    event = getattr(attempt, "event", None)
    found = {}
    for region, by_state in chart.events[event].ways.items() if event else ():
        found[region] = frozenset(by_state)
    for region, among in attempt.during:
        found[region] = found.get(region, frozenset(among)) & frozenset(among)
    return found


def fixed_request(attempt: Attempt) -> dict[str, Any]:
    """Give the request facts of an attempt that never vary; see ``request_for`` in semantics."""
    human = attempt.by != "system"
    values: dict[str, Any] = {
        "human_actor": human,
        "named_actor": human and attempt.named,
        "tool_output_only": False,
        "fair_wording": True,
        ACTING_ROLE: attempt.by,
        **dict.fromkeys(SAID.values(), False),
    }
    for name, source in attempt.given:
        if name in SAID:
            if isinstance(source, Bernoulli):
                values.pop(SAID[name])
            else:
                words = (source,) if isinstance(source, str) else source
                values[SAID[name]] = any(word.strip() for word in words)
                values["fair_wording"] = values["fair_wording"] and worded_fairly(words)
        elif not isinstance(source, Distribution):
            values[name] = source
    return values


def plan_for(attempt: Attempt, chart: Chart, atlas: Atlas) -> Plan:
    """Weigh once what is the same for everybody who makes an attempt.

    Args:
        attempt: The attempt.
        chart: The form of the law.
        atlas: The numbers of states.
    """
    heard = chart.events[attempt.event]
    request = fixed_request(attempt)
    view = SettledView(chart, None, request)
    said = [(n, s) for n, s in attempt.given if n in SAID and isinstance(s, Bernoulli)]
    return Plan(
        chart=chart,
        heard=heard,
        gates=tuple(
            (gate.id, left_open(gate.guard, view))
            for gate in heard.gates
            if weigh(gate.guard, view) != HOLDS
        ),
        ways=tuple(_way(region, legs, view, atlas) for region, legs in heard.ways.items()),
        columns=_columns(request, chart, heard),
        drawn=tuple(
            (name, source)
            for name, source in attempt.given
            if name in heard.asks and isinstance(source, Distribution)
        ),
        words=tuple(said),
    )


def left_open(guard: Guard, view: SettledView) -> Guard:
    """Give what is left of a guard when everything is left out that never varies.

    It holds and fails exactly where the guard does.
    """
    match guard:
        case All(parts):
            weighed = [(part, weigh(part, view)) for part in parts]
            if any(truth == FAILS for _, truth in weighed):
                return NEVER
            left = [left_open(part, view) for part, truth in weighed if truth != HOLDS]
            return left[0] if len(left) == 1 else All(left)
        case Some(parts):
            weighed = [(part, weigh(part, view)) for part in parts]
            if any(truth == HOLDS for _, truth in weighed):
                return ALWAYS
            left = [left_open(part, view) for part, truth in weighed if truth != FAILS]
            return left[0] if len(left) == 1 else Some(left)
        case Not(part):
            return Not(left_open(part, view))
        case _:
            return guard


def _way(
    region: str, by_state: Mapping[str, tuple[Leg, ...]], view: SettledView, atlas: Atlas
) -> Way:
    place = atlas.names.index(region)
    codes = atlas.codes[place]
    settled = np.full(len(codes), -1, dtype=np.int8)
    guards: dict[Guard, int] = {}
    choices: dict[int, tuple[tuple[int, int], ...]] = {}
    for state, legs in by_state.items():
        if len(legs) == 1 and weigh(legs[0].when, view) == HOLDS:
            settled[codes[state]] = codes[legs[0].target]
            continue
        choices[codes[state]] = tuple(
            (guards.setdefault(left_open(leg.when, view), len(guards)), codes[leg.target])
            for leg in legs
        )
    return Way(region, place, settled, tuple(guards), choices)


def _columns(request: Mapping[str, Any], chart: Chart, heard: ChartEvent) -> dict[str, Column]:
    role: Any = chart.facts[ACTING_ROLE]
    certain = np.ones((), dtype=bool)
    columns = {}
    for name, value in request.items():
        if name in heard.asks:
            values, known = encoded(constant(value, 1), heard.asks[name])
            columns[name] = Column(values[0], known[0])
        elif isinstance(value, bool):
            columns[name] = Column(np.array(value), certain)
    columns[ACTING_ROLE] = Column(np.array(role.options.index(request[ACTING_ROLE])), certain)
    return columns


class SettledView:
    """A view in which only what never varies is known; the rest may turn out either way.

    By Kleene's table, what holds while the rest is open holds however the rest turns out.
    """

    certain: Truth[bool] = HOLDS

    def __init__(
        self, chart: Chart, states: tuple[str, ...] | None, request: Mapping[str, Any]
    ) -> None:
        """Keep the parts; without states, they may vary too."""
        self.chart = chart
        self.states = states
        self.request = request

    def _value(self, fact: Fact) -> Any:
        """The value that never varies; ``None`` while it may vary or is not known."""
        if fact.of != "request" or fact.derived is not None:
            return None
        return self.request.get(fact.name)

    def flag(self, fact: Flag) -> Truth[bool]:
        """Does the flag always hold?"""
        value = self._value(fact)
        return UNKNOWN if value is None else HOLDS if value else FAILS

    def is_in(self, choice: Choice, among: tuple[str, ...]) -> Truth[bool]:
        """Is the choice always one of these?"""
        value = self._value(choice)
        return UNKNOWN if value is None else HOLDS if value in among else FAILS

    def at_least(self, number: Number, bound: int) -> Truth[bool]:
        """Is the number always at or above the bound?"""
        value = self._value(number)
        return UNKNOWN if value is None else HOLDS if value >= bound else FAILS

    def reached(self, milestone: Milestone) -> Truth[bool]:
        """Time always passes."""
        return UNKNOWN

    def during(self, region: str, states: tuple[str, ...]) -> Truth[bool]:
        """Is the region in one of these states, if it is known where people are?"""
        if self.states is None:
            return UNKNOWN
        return HOLDS if self.states[self.chart.place[region]] in states else FAILS

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact always recorded?"""
        return UNKNOWN if self._value(fact) is None else HOLDS
