"""What is settled before anybody attempts anything: who can be where, and which gates are left.

Most gates of an attempt never change: it is always the same role, named or not, with the same
words, in the same state.  They are weighed once, here, by the same evaluator; only what is left is
weighed for each person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.guards import FAILS, HOLDS, UNKNOWN, Choice, Truth, weigh
from continuum.prose import worded_fairly
from continuum.rulebook.request import ACTING_ROLE, SAID
from continuum.sim.behaviour.distributions import Bernoulli, Distribution
from continuum.sim.population.encoding import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Flag, Number
    from continuum.guards.language import Fact, Milestone
    from continuum.rulebook import Chart, ChartEvent, Gate, Leg
    from continuum.sim.behaviour.attempts import Attempt

__all__ = ["Plan", "SettledView", "Way", "fixed_request", "plan_for", "possible"]


@attrs.frozen
class Way:
    """The legs among which facts choose, in one region."""

    region: str
    place: int
    legs: tuple[Leg, ...]


@attrs.frozen(eq=False)
class Plan:
    """One attempt from one configuration under one form of the law.

    Args:
        chart: The form of the law.
        heard: The event.
        gates: The gates that do not hold for everybody.
        ways: The regions in which facts choose the leg.
        target: The configuration after it, as far as no facts choose.
        request: The request facts that are the same for everybody.
        columns: The same, as columns.
    """

    chart: Chart
    heard: ChartEvent
    gates: tuple[Gate, ...]
    ways: tuple[Way, ...]
    target: tuple[str, ...]
    request: Mapping[str, Any]
    columns: Mapping[str, Column]

    @property
    def settled(self) -> bool:
        """Whether it is allowed for everybody, and moves everybody alike."""
        return not (self.gates or self.ways or self.heard.event.effects)


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


def plan_for(attempt: Attempt, chart: Chart, states: tuple[str, ...]) -> Plan:
    """Weigh once what is the same for everybody who makes an attempt.

    Args:
        attempt: The attempt, possible in the configuration.
        chart: The form of the law.
        states: The configuration.
    """
    heard = chart.events[attempt.event]
    request = fixed_request(attempt)
    view = SettledView(chart, states, request)
    target = list(states)
    ways: list[Way] = []
    for region, by_state in heard.ways.items():
        place = chart.place[region]
        legs = by_state[states[place]]
        truths = [weigh(leg.when, view) for leg in legs]
        if len(legs) == 1 and truths[0] == HOLDS:
            target[place] = legs[0].target
        else:
            ways.append(Way(region, place, legs))
    return Plan(
        chart=chart,
        heard=heard,
        gates=tuple(gate for gate in heard.gates if weigh(gate.guard, view) != HOLDS),
        ways=tuple(ways),
        target=tuple(target),
        request=request,
        columns=_columns(request, chart),
    )


def _columns(request: Mapping[str, Any], chart: Chart) -> dict[str, Column]:
    role: Any = chart.facts[ACTING_ROLE]
    certain = np.ones((), dtype=bool)
    flags = {name: value for name, value in request.items() if isinstance(value, bool)}
    columns = {name: Column(np.array(value), certain) for name, value in flags.items()}
    columns[ACTING_ROLE] = Column(np.array(role.options.index(request[ACTING_ROLE])), certain)
    return columns


class SettledView:
    """A view in which only what never varies is known; the rest may turn out either way.

    By Kleene's table, what holds while the rest is open holds however the rest turns out.
    """

    certain: Truth[bool] = HOLDS

    def __init__(self, chart: Chart, states: tuple[str, ...], request: Mapping[str, Any]) -> None:
        """Keep the parts."""
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
        """Is the region in one of these states, in this configuration?"""
        return HOLDS if self.states[self.chart.place[region]] in states else FAILS

    def known(self, fact: Fact) -> Truth[bool]:
        """Is the fact always recorded?"""
        return UNKNOWN if self._value(fact) is None else HOLDS
