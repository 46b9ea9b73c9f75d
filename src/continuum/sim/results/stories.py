"""What happened to one person of a run, told request by request, so that a case can repeat it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from continuum.guards import Choice, Day, Flag
from continuum.rulebook.request import SAID
from continuum.semantics import Actor, Changes, advance, decide, opening, request_for, step
from continuum.sim.behaviour.distributions import Bernoulli
from continuum.sim.columns.judge import OUTCOMES
from continuum.sim.columns.people import Batch, People, given_columns, learned_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.guards import Fact, Value
    from continuum.rulebook import Rulebook
    from continuum.semantics import Decision, Snapshot
    from continuum.sim.behaviour.arrives import Arrives
    from continuum.sim.population.encoding import Column
    from continuum.sim.results.run import Run

__all__ = ["Happening", "Story", "story_of"]

_SHOWN: Final = 40
_UNDECIDED: Final = frozenset(("waiting", "learned"))


@attrs.frozen
class Happening:
    """One attempt for one person.

    Args:
        on: The day.
        event: The event; empty where a fact was learned apart from any.
        by: Who made it; the id is no one's.
        learned: Facts that were recorded just before.
        given: What the request carried.
        outcome: ``allowed``, ``refused``, ``undetermined``, ``waiting`` (for a place, so that
            nothing was decided) or ``learned``.
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


@attrs.frozen(repr=False)
class Story:
    """One person's way through a run: all that is needed to repeat it as a case.

    Args:
        opened: The day on which the pathway opened.
        facts: What was known on that day, beside what every case starts with.
        happenings: Every attempt, and what was learned and waited for, in order.
        book: The rulebook.
        title: Whose story it is.
    """

    opened: date
    facts: Mapping[str, Value]
    happenings: tuple[Happening, ...]
    book: Rulebook
    title: str = ""

    @property
    def decided(self) -> tuple[Happening, ...]:
        """The happenings on which something was decided: all but waits and what was learned."""
        return tuple(one for one in self.happenings if one.outcome not in _UNDECIDED)

    def replay(self) -> list[Decision]:
        """Decide every attempt again, one after the other, as for a single case.

        Returns:
            One decision for each of ``decided``; its outcome and what stood in the way are those
            of the run.

        Example:
            >>> from continuum.sim import outline_eu_2022, simulate
            >>> story = simulate(outline_eu_2022(), n=3, seed=1).story(0)
            >>> [str(d.outcome) for d in story.replay()] == [h.outcome for h in story.happenings]
            True
        """
        return [decision for decision, _, _ in self.steps()]

    def steps(self) -> Iterator[tuple[Decision, Snapshot, Snapshot]]:
        """Decide every attempt again, and give how the case stood just before and after each.

        Example:
            >>> from continuum.sim import outline_eu_2022, simulate
            >>> decision, before, after = next(simulate(outline_eu_2022(), n=3).story(0).steps())
            >>> decision.event
            'convicted'
        """
        snapshot = opening(self.book.lower(self.opened), self.opened, self.facts)
        for happening in self.happenings:
            on = happening.on
            if happening.outcome == "waiting":
                continue  # what would be learned with it is learned when it is made
            chart = self.book.lower(on)
            before = advance(chart, snapshot, on, Changes(sets=happening.learned))
            if happening.outcome == "learned":
                snapshot = before
                continue
            heard = chart.events[happening.event]
            request = request_for(heard, on, happening.by, happening.given)
            decision = decide(chart, before, happening.event, on, request)
            snapshot = step(chart, before, decision)
            yield decision, before, snapshot

    def __repr__(self) -> str:
        """Tell it, one line an attempt."""
        lines = [f"{self.title or 'a person'}, opened on {self.opened}"]
        width = max((len(happening.event) for happening in self.happenings), default=0)
        for happening in self.happenings[:_SHOWN]:
            event = happening.event or ", ".join(happening.learned)
            line = f"{happening.on}  {event:<{width}}  {happening.outcome}"
            against = ", ".join(happening.against)
            lines.append(line + (f" ({against})" if against else ""))
        more = len(self.happenings) - _SHOWN
        return "\n".join([*lines, f"... and {more} more"] if more > 0 else lines)


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
        scenario.book,
        f"person {one.numbers[0]} of {scenario.name}",
    )


def _happening(run: Run, people: People, row: int) -> Happening:
    events, behaviour = run.events, run.scenario.behaviour
    on = int(np.floor(events.time[row]))
    number = int(events.attempt[row])
    if number >= len(behaviour.attempts):
        return _arrived(run, people, row, behaviour.arrives[number - len(behaviour.attempts)])
    attempt = behaviour.attempts[number]
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


def _arrived(run: Run, people: People, row: int, arrives: Arrives) -> Happening:
    """A fact that was learned apart from any event."""
    events = run.events
    on = int(np.floor(events.time[row]))
    day = date.fromordinal(on)
    facts = run.scenario.book.lower(day).facts
    batch = Batch(people, np.zeros(1, dtype=np.intp), np.array([on]), events.occurrence[[row]])
    drawn = batch.columns(("learn", arrives.name), ((arrives.fact, arrives.value),), facts)
    return Happening(
        day,
        "",
        Actor(arrives.by, "simulated" if arrives.by != "system" else ""),
        {n: _one(facts[n], c) for n, c in drawn.items() if c.known.all()},
        {},
        OUTCOMES[events.outcome[row]],
        (),
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
