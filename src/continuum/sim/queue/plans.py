"""One attempt under one form of the law, as rows of numbers: gates, ways and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.guards import Choice, Flag
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Adds, Ends, Said, Sets
from continuum.rulebook.request import SAID
from continuum.sim.behaviour.distributions import Bernoulli, Distribution
from continuum.sim.columns.plan import fixed_request
from continuum.sim.population.encoding import constant, encoded
from continuum.sim.queue import layout as at
from continuum.sim.queue.programs import ProgramView, written
from continuum.sim.queue.sources import put_source

if TYPE_CHECKING:
    from continuum.guards.language import Fact
    from continuum.rulebook import Chart, ChartEvent
    from continuum.sim.behaviour.attempts import Attempt
    from continuum.sim.queue.facts import Facts, Tables
    from continuum.sim.queue.sources import Sayings

__all__ = [
    "Requests",
    "allowed_in",
    "facts_changed",
    "milestone_reads",
    "put_plan",
]

_MOST_GATES = 60


def allowed_in(part: Any, chart: Chart) -> dict[str, frozenset[str]]:
    """Give the states, region by region, in which something may be attempted or arrive."""
    event = getattr(part, "event", None)
    found = {}
    for region, by_state in chart.events[event].ways.items() if event else ():
        found[region] = frozenset(by_state)
    for region, among in part.during:
        found[region] = found.get(region, frozenset(among)) & frozenset(among)
    return found


def milestone_reads(milestone: Any) -> frozenset[str]:
    """Give the names of the facts that a milestone is counted from."""
    return (
        frozenset() if milestone is None else frozenset(f.name for f in milestone_facts(milestone))
    )


def facts_changed(part: Any, chart: Chart) -> tuple[set[str], set[str]]:
    """Give the facts that a part of the behaviour tells, and all that it may change."""
    event = getattr(part, "event", None)
    told = {name for name, _ in part.learn} if event else {part.fact}
    effects = chart.events[event].event.effects if event else ()
    return told, told | {effect.fact for effect in effects if isinstance(effect, Sets)}


class Requests:
    """The cells of what requests carry: those that never vary are filled once.

    Args:
        tables: Where the numbers go.
        sayings: What the population says.
    """

    def __init__(self, tables: Tables, sayings: Sayings) -> None:
        """Begin with the cells that every attempt has."""
        self.tables = tables
        self.sayings = sayings
        self.template: list[int] = [0] * at.Q_FREE
        self.template[at.Q_NOT_KNOWN] = at.NOT_KNOWN
        self.cells: list[dict[str, int]] = []
        self.drawn: list[list[int]] = []

    def room(self, *numbers: int) -> int:
        """Put in cells; give the place of the first."""
        self.template += numbers
        return len(self.template) - len(numbers)

    def put(self, attempt: Attempt, chart: Chart) -> None:
        """Put in the cells of an attempt, and what is drawn each time that it is made."""
        heard = chart.events[attempt.event]
        cells = {"the_day": at.Q_DAY}
        for name, value in fixed_request(attempt).items():
            told = heard.asks.get(name)
            if told is None:
                told = chart.facts.get(name)
            if told is not None:
                code = int(self.sayings.coded(constant(value, 1), told)[0])
                cells[name] = self.room(code)
        pairs: list[int] = []
        for name, source in attempt.given:
            fact: Fact | None = heard.asks.get(name)
            known = name
            if name in SAID and isinstance(source, Bernoulli):
                known = SAID[name]
                fact = Flag(known)
            elif fact is None or not isinstance(source, Distribution):
                continue
            cells[known] = self.room(at.NOT_KNOWN)
            purpose = ("given", attempt.name, name)
            place = put_source(self.tables, self.sayings, source, fact, *purpose)
            pairs += [cells[known], place]
        self.cells.append(cells)
        self.drawn.append(pairs)


def put_plan(
    facts: Facts, heard: ChartEvent, settled: dict[str, Any]
) -> tuple[int, tuple[str, ...]]:
    """Put in one attempt under one form of the law.

    Args:
        facts: The facts that it can see.
        heard: The event.
        settled: The request facts that never vary.

    Returns:
        Its place, and the ids of what may stand in the way, one a bit.
    """
    view, tables = ProgramView(facts, settled), facts.tables
    ids: list[str] = []
    gates: list[int] = []
    for gate in heard.gates:
        programs = written(gate.guard, view)
        if programs[0] != -1:
            gates += programs
            ids.append(gate.id)
    ways: list[int] = []
    for region, by_state in heard.ways.items():
        ways += _put_way(facts, view, region, by_state)
        ids.append(f"way:{region}")
    if len(ids) > _MOST_GATES:
        raise NotImplementedError(f"the {len(ids)} gates of `{heard.event.name}`")
    row = [0] * at.PLAN_WIDTH
    row[at.L_GATES], row[at.L_GATE] = len(gates) // 2, tables.whole(*gates)
    row[at.L_WAYS], row[at.L_WAY] = len(ways) // 3, tables.whole(*ways)
    effects = heard.event.effects
    sets = [_set(facts, effect) for effect in effects if isinstance(effect, Sets)]
    row[at.L_SETS], row[at.L_SET] = len(sets), tables.whole(*(n for one in sets for n in one))
    kept = facts.ground.registers
    ends = [_end(facts, e) for e in effects if isinstance(e, Ends) and e.register in kept]
    row[at.L_ENDS], row[at.L_END] = len(ends), tables.whole(*(n for one in ends for n in one))
    adds = [_add(facts, e) for e in effects if isinstance(e, Adds) and e.register in kept]
    row[at.L_ADDS], row[at.L_ADD] = len(adds), tables.whole(*(n for one in adds for n in one))
    return tables.whole(*row), tuple(ids)


def _put_way(facts: Facts, view: ProgramView, region: str, by_state: Any) -> list[int]:
    """What an event does in one region: its place, settled targets, and legs to choose among."""
    names, tables = facts.states(region), facts.tables
    settled, choices = [-1] * len(names), [0] * len(names)
    nothing = tables.whole(0)
    for code, name in enumerate(names):
        legs = by_state.get(name, ())
        programs = [written(leg.when, view) for leg in legs]
        choices[code] = nothing
        if len(legs) == 1 and programs[0][0] == -1:
            settled[code] = names.index(legs[0].target)
        elif legs:
            row = [
                number
                for leg, pair in zip(legs, programs, strict=True)
                for number in (*pair, names.index(leg.target))
            ]
            choices[code] = tables.listed(*row, each=3)
    return [facts.place(region), tables.whole(*settled), tables.whole(*choices)]


def _set(facts: Facts, effect: Sets) -> list[int]:
    """What a fact is set to."""
    cell, to = facts.ground.cells[effect.fact], effect.to
    kept = facts.ground.chart.facts[effect.fact]
    if isinstance(to, Said):
        asked: Any = facts.asks.get(to.fact)
        if asked is None:
            return [cell, at.TO_SAID, len(facts.ground.cells), -1, 0]
        table = -1
        if isinstance(asked, Choice):
            options: Any = kept
            table = facts.tables.whole(*(options.options.index(o) for o in asked.options))
        return [cell, at.TO_SAID, facts.source(asked), table, 0]
    if to is not None and hasattr(to, "reached"):
        return [cell, at.TO_MILESTONE, facts.milestone(to), -1, 0]  # type: ignore[arg-type]
    values, known = encoded(constant(to, 1), kept)
    code = int(values[0]) if np.all(known) else at.NOT_KNOWN
    return [cell, at.TO_CONSTANT, code, -1, 0]


def _field(facts: Facts, value: Any, field: Any) -> list[int]:
    """What a field of a record is, or must be."""
    if not isinstance(value, Said):
        return [0, field.code(value), -1]
    asked: Any = facts.asks.get(value.fact)
    if asked is None:
        return [0, at.NOT_KNOWN, -1]
    table = -1
    if isinstance(asked, Choice):
        table = facts.tables.whole(*(field.code(option) for option in asked.options))
    return [1, facts.source(asked), table]


def _end(facts: Facts, effect: Ends) -> list[int]:
    """The records that an effect ends."""
    place, records = facts.ground.registers[effect.register]
    names = list(records.fields)
    row = [place, int(effect.target), len(effect.where)]
    for name, value in effect.where:
        row += [names.index(name), *_field(facts, value, records.fields[name])]
    return row


def _add(facts: Facts, effect: Adds) -> list[int]:
    """The record that an effect adds."""
    place, records = facts.ground.registers[effect.register]
    row = [place, *_day(facts, effect.start), *_day(facts, effect.end)]
    own = dict(effect.fields)
    for name, field in records.fields.items():
        row += _field(facts, own.get(name), field)
    return row


def _day(facts: Facts, given: Any) -> list[int]:
    """The day on which a record starts or ends, where the effect names one."""
    if given is None:
        return [at.TO_CONSTANT, 0]
    if isinstance(given, Said):
        asked = facts.asks.get(given.fact)
        return [at.TO_CONSTANT, 0] if asked is None else [at.TO_SAID, facts.source(asked)]
    return [at.TO_MILESTONE, facts.milestone(given)]
