"""What happened to one person of a run, told request by request, so that a case can repeat it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.guards import Choice, Day, Flag
from continuum.rulebook.request import SAID
from continuum.semantics import Actor
from continuum.sim.distributions import Bernoulli
from continuum.sim.judge import OUTCOMES
from continuum.sim.people import Batch, People, given_columns, learned_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from continuum.guards import Fact, Value
    from continuum.sim.encoding import Column
    from continuum.sim.run import Run

__all__ = ["Happening", "Story", "story_of"]


@attrs.frozen
class Happening:
    """One attempt for one person.

    Args:
        on: The day.
        event: The event.
        by: Who made it; the id is no one's.
        learned: Facts that were recorded just before.
        given: What the request carried.
        outcome: ``allowed``, ``refused`` or ``undetermined``.
        against: The ids of what stood in the way.
        configuration: The configuration after it.
    """

    on: date
    event: str
    by: Actor
    learned: Mapping[str, Value]
    given: Mapping[str, Any]
    outcome: str
    against: tuple[str, ...]
    configuration: tuple[str, ...]


@attrs.frozen
class Story:
    """One person's way through a run.

    Args:
        opened: The day on which the pathway opened.
        facts: What was known on that day, beside what every case starts with.
        happenings: Every attempt, in order.
    """

    opened: date
    facts: Mapping[str, Value]
    happenings: tuple[Happening, ...]


def story_of(run: Run, place: int) -> Story:
    """Tell what happened to one person; draws are repeated, not remembered.

    Args:
        run: The run.
        place: The place of the person in the cohort.
    """
    scenario, events = run.scenario, run.events
    chart = scenario.charts[0]
    one = run.cohort.take([place])
    people = People(one, chart, scenario.start.toordinal(), run.seed)
    facts = {
        name: _value(chart.facts[name], people.values[name][0])
        for name, column in one.facts.items()
        if column.known[0]
    }
    first, last = np.searchsorted(events.person, [place, place + 1])
    return Story(
        date.fromordinal(int(people.starts[0])),
        facts,
        tuple(_happening(run, people, row) for row in range(int(first), int(last))),
    )


def _happening(run: Run, people: People, row: int) -> Happening:
    events = run.events
    attempt = run.scenario.behaviour.attempts[events.attempt[row]]
    on = int(np.floor(events.time[row]))
    day = date.fromordinal(on)
    chart = run.scenario.book.lower(day)
    heard = chart.events[attempt.event]
    batch = Batch(people, np.zeros(1, dtype=np.intp), np.array([on]), events.occurrence[[row]])
    learned = learned_columns(attempt, chart, batch)
    drawn = given_columns(attempt, heard, batch)
    words = {flag: word for word, flag in SAID.items()}
    given: dict[str, Any] = {
        name: source
        for name, source in attempt.given
        if name not in heard.asks and not isinstance(source, Bernoulli)
    }
    given |= {words[name]: "as drawn" for name in words if name in drawn and drawn[name].values[0]}
    given |= {
        name: _one(fact, drawn[name])
        for name, fact in heard.asks.items()
        if name in drawn and drawn[name].known.all()
    }
    human = attempt.by != "system"
    return Happening(
        day,
        attempt.event,
        Actor(attempt.by, "simulated" if human and attempt.named else ""),
        {n: _one(chart.facts[n], c) for n, c in learned.items() if c.known.all()},
        given,
        OUTCOMES[events.outcome[row]],
        events.reasons[events.against[row]],
        events.configurations[events.target[row]],
    )


def _one(fact: Fact, column: Column) -> Value:
    return _value(fact, np.broadcast_to(column.values, (1,))[0])


def _value(fact: Fact, value: Any) -> Value:
    match fact:
        case Flag():
            return bool(value)
        case Choice(options=options):
            return options[int(value)]
        case Day():
            return date.fromordinal(int(value))
        case _:
            return int(value)
