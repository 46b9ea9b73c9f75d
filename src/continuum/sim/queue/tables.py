"""From a scenario to tables: everything that the machine needs, as two rows of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from continuum.sim.behaviour.distributions import Trait
from continuum.sim.behaviour.proportional import Logit
from continuum.sim.columns.plan import fixed_request
from continuum.sim.columns.registers import Registers
from continuum.sim.population.encoding import constant
from continuum.sim.queue import layout as at
from continuum.sim.queue.facts import Facts, Ground, Tables
from continuum.sim.queue.places import put_capacities
from continuum.sim.queue.plans import Requests, put_plan
from continuum.sim.queue.sources import put_source, put_spread, signed_purpose

if TYPE_CHECKING:
    from continuum.rulebook import Chart
    from continuum.sim.queue.sources import Sayings
    from continuum.sim.scenario.scenario import Scenario

__all__ = ["Machine", "put_together"]

_NARROW = (1 << 31) - 1


@attrs.frozen(eq=False)
class Machine:
    """A scenario in tables.

    Args:
        ints: The table of whole numbers.
        floats: The table of decimals.
        scratch: The cells that are needed while something happens, as they are at first.
        gates: For each attempt and form of the law, the ids of what may stand in its way.
        laws: The first days of the later forms of the law.
        spreads: Where each distribution of days stands.
        wide: Whether a fact may need more than 32 bits.
    """

    ints: list[int]
    floats: list[float]
    scratch: list[int]
    gates: tuple[tuple[tuple[str, ...], ...], ...]
    laws: tuple[int, ...]
    spreads: dict[int, Any]
    wide: bool

    @property
    def stride(self) -> int:
        """How many whole numbers a person has."""
        return self.ints[at.H_STRIDE]

    @property
    def parts(self) -> int:
        """How many parts the behaviour has."""
        return self.ints[at.H_PARTS]


class _Shape:
    """Where the numbers of one person stand."""

    def __init__(self) -> None:
        self.template: list[int] = []

    def room(self, *numbers: int) -> int:
        self.template += numbers
        return len(self.template) - len(numbers)


def put_together(scenario: Scenario, sayings: Sayings, *, slots: int) -> Machine:
    """Put a scenario into tables.

    Args:
        scenario: The scenario.
        sayings: What the population says; columns that are needed are put in.
        slots: How many records a register of a person has room for.
    """
    tables, shape = Tables(), _Shape()
    charts, behaviour = scenario.charts, scenario.behaviour
    chart, attempts = charts[0], behaviour.attempts
    parts: tuple[Any, ...] = (*attempts, *behaviour.arrives)
    cells, template = _cells(chart, sayings)
    shape.room(*template)
    head: dict[int, int] = {
        at.H_PARTS: len(parts),
        at.H_ATTEMPTS: len(attempts),
        at.H_FACTS: len(cells),
        at.H_LAWS: len(charts) - 1,
    }
    _put_regions(tables, head, shape, chart, parts)
    count = len(parts)
    head[at.H_X_OCCURRENCE] = shape.room(*[0] * count)
    given_up = any(getattr(part, "most_retries", None) is not None for part in parts)
    head[at.H_X_REFUSALS] = shape.room(*[0] * (count if given_up else 0))
    kept = any(getattr(part, "clock", None) == "keep" for part in parts)
    head[at.H_MOMENTS] = 2 * count if kept else count
    takers = put_capacities(tables, head, scenario, shape.room)
    events = {attempt.event for attempt in attempts}
    held = Registers(charts, events, 1).records
    registers = {name: (k, records) for k, (name, records) in enumerate(held.items())}
    entries: list[int] = []
    for records in held.values():
        width = 2 + len(records.fields)
        first = shape.room(0, *[0] * (slots * width))
        entries += [first, len(records.fields), slots, int(records.reused)]
    head[at.H_REGISTERS] = tables.whole(*entries) if entries else 0
    requests = Requests(tables, sayings)
    for attempt in attempts:
        requests.put(attempt, chart)
    widest = 8 * (at.ADD_WIDTH + max((len(r.fields) for r in held.values()), default=0)) + 1
    _put_scratch(head, requests, len(chart.regions), head[at.H_WORDS], len(cells), widest)
    head[at.H_REQUESTS] = len(requests.template)
    head[at.H_TAKEN] = requests.room(*[0] * len(scenario.setting.capacities))
    requests.room(*[one.places for one in scenario.setting.capacities])
    grounds = [Ground(tables, form, cells, head[at.H_REQUESTS], registers, {}) for form in charts]
    rows = [_put_part(scenario, tables, sayings, grounds[0], part) for part in parts]
    gates = _put_plans(tables, grounds, requests, attempts, rows)
    _put_following(scenario, tables, chart, rows, parts)
    for number, (taken, taker, frees) in enumerate(takers):
        rows[number][at.P_TAKES], rows[number][at.P_TAKER] = taken, taker
        rows[number][at.P_FREES] = frees
    head[at.H_PART] = tables.whole(*(number for row in rows for number in row))
    reals = [number for part in parts for number in _reals(scenario, part)]
    head[at.H_FPART] = tables.real(*reals)
    _put_due_dates(scenario, tables, head, grounds[0])
    _put_calendar(scenario, tables, head)
    laws = tuple(c.valid_from.toordinal() for c in charts[1:] if c.valid_from)
    head[at.H_LAW_DAYS] = tables.whole(*laws)
    head[at.H_DERIVED] = tables.whole(*tables.derived)
    head[at.H_OPENING] = _put_opening(tables, sayings, chart, cells)
    head[at.H_STRIDE] = len(shape.template)
    head[at.H_TEMPLATE] = tables.whole(*shape.template)
    head[at.H_TRAITS], head[at.H_REALS] = len(sayings.whole), len(sayings.real)
    for place, number in head.items():
        tables.ints[place] = number
    return Machine(
        ints=tables.ints,
        floats=tables.floats,
        scratch=requests.template,
        gates=gates,
        laws=laws,
        spreads=tables.spreads,
        wide=any(getattr(fact, "high", 0) > _NARROW for fact in chart.facts.values()),
    )


def _cells(chart: Chart, sayings: Sayings) -> tuple[dict[str, int], list[int]]:
    """A cell for every fact of the case, and what stands there when a pathway opens."""
    cells: dict[str, int] = {}
    template: list[int] = []
    for name, fact in chart.facts.items():
        if fact.of == "case" and fact.derived is None:
            cells[name] = len(cells)
            template.append(int(sayings.coded(constant(chart.initially.get(name), 1), fact)[0]))
    return cells, template


def _put_opening(tables: Tables, sayings: Sayings, chart: Chart, cells: dict[str, int]) -> int:
    """The facts that the cohort says of each person at the opening."""
    pairs = []
    base = np.floor(sayings.real[at.G_START]).astype(np.int64)
    for name, said in sayings.cohort.facts.items():
        if name in cells:
            column = sayings.coded(said, chart.facts[name], base)
            pairs += [cells[name], sayings.put_whole(("opening", name), column)]
    return tables.listed(*pairs, each=2)


def _put_regions(
    tables: Tables, head: dict[int, int], shape: _Shape, chart: Chart, parts: tuple[Any, ...]
) -> None:
    """The states, the numbers of configurations, and what is possible where."""
    from continuum.sim.queue.plans import allowed_in

    regions, count = chart.regions, len(parts)
    most = max(len(region.names) for region in regions)
    words = -(-count // at.WORD)
    head[at.H_REGIONS], head[at.H_STATES], head[at.H_WORDS] = len(regions), most, words
    final, numbers, opened, step = [], [], [], 1
    for place, region in enumerate(regions):
        names = region.names
        pad = [0] * (most - len(names))
        final += [int(chart.states[region.name][name].final) for name in names] + pad
        numbers += [code * step for code in range(len(names))] + pad
        step *= len(names)
        sets = [[(1 << at.WORD) - 1] * words for _ in range(most)]
        for k, part in enumerate(parts):
            among = allowed_in(part, chart).get(region.name)
            for code in range(most):
                if among is not None and (code >= len(names) or names[code] not in among):
                    sets[code][k // at.WORD] &= ~(1 << (k % at.WORD))
        if place == 0:  # no part has the places behind the last
            last = (1 << (count - (words - 1) * at.WORD)) - 1
            for code in range(most):
                sets[code][words - 1] &= last
        opened += [word for row in sets for word in row]
    head[at.H_FINAL] = tables.whole(*final)
    head[at.H_NUMBERS] = tables.whole(*numbers)
    head[at.H_OPEN] = tables.whole(*opened)
    codes = [
        region.names.index(state) for region, state in zip(regions, chart.initial, strict=True)
    ]
    head[at.H_X_STATES] = shape.room(*codes)
    head[at.H_X_OPEN] = shape.room(*[0] * words)
    head[at.H_X_COUNT] = shape.room(0)


def _put_scratch(  # noqa: PLR0917
    head: dict[int, int], requests: Any, regions: int, words: int, facts: int, widest: int
) -> None:
    """Room for what is needed while something happens."""
    for place, length in (
        (at.H_PENDING, widest),
        (at.H_SETS, facts),
        (at.H_KEPT, facts),
        (at.H_TARGETS, regions),
        (at.H_MOVED, regions),
        (at.H_SCRATCH, 2 * words),
    ):
        head[place] = requests.room(*[0] * length)


def _put_plans(
    tables: Tables,
    grounds: list[Ground],
    requests: Requests,
    attempts: tuple[Any, ...],
    rows: list[list[int]],
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Every attempt under every form of the law; what may stand in the way of each."""
    gates = []
    for number, attempt in enumerate(attempts):
        plans, names = [], []
        for ground in grounds:
            heard = ground.chart.events[attempt.event]
            facts = Facts(ground, number, requests.cells[number], heard.asks)
            plan, ids = put_plan(facts, heard, fixed_request(attempt))
            plans.append(plan)
            names.append(ids)
        rows[number][at.P_PLANS] = tables.whole(*plans)
        rows[number][at.P_GIVEN] = tables.listed(*requests.drawn[number], each=2)
        gates.append(tuple(names))
    return tuple(gates)


def _put_part(
    scenario: Scenario, tables: Tables, sayings: Sayings, ground: Ground, part: Any
) -> list[int]:
    """One attempt or arriving fact, apart from what it means for others."""
    row = [-1] * at.PART_WIDTH
    arrives = not hasattr(part, "event")
    facts = Facts(ground)
    row[at.P_ARRIVES] = int(arrives)
    row[at.P_BY_ITSELF] = int(not (part.after or getattr(part, "after_giving_up", ())))
    day = _milestone(part.at, scenario)
    row[at.P_AT] = -1 if day is None else facts.milestone(day)
    row[at.P_DELAY] = put_spread(tables, part.delay)
    row[at.P_RETRY] = put_spread(tables, getattr(part, "retry", None))
    row[at.P_AGAIN] = put_spread(tables, getattr(part, "again", None))
    row[at.P_KEEPS] = int(getattr(part, "clock", None) == "keep")
    most = getattr(part, "most_retries", None)
    row[at.P_MOST] = -1 if most is None else most
    row[at.P_PURPOSE] = tables.whole(
        *(signed_purpose(what, part.name) for what in ("delay", "chance", "retry"))
    )
    calendar = scenario.setting.calendar
    row[at.P_SHIFTED] = int(calendar is not None and part.by in calendar.roles)
    row[at.P_MEANT] = _put_meant(sayings, part)
    row[at.P_CHANCE] = _put_chance(sayings, part)
    hazard = getattr(part, "hazard", None)
    if hazard is not None:
        row[at.P_FACTOR] = sayings.put_real(hazard.factors(sayings.traits, sayings.n))
    learned = ((part.fact, part.value),) if arrives else part.learn
    pairs = []
    for name, source in learned:
        fact = ground.chart.facts[name]
        told = put_source(tables, sayings, source, fact, "learn", part.name, name)
        pairs += [ground.cells[name], told]
    row[at.P_LEARN] = tables.listed(*pairs, each=2)
    return row


def _milestone(given: Any, scenario: Scenario) -> Any:
    """Give a milestone with its parameters filled in."""
    from continuum.guards.walk import resolve_milestone

    if given is None:
        return None
    if isinstance(given, str):
        return scenario.charts[0].facts[given]
    parameters = {parameter.name: parameter for parameter in scenario.book.parameters}
    return resolve_milestone(given, lambda name: parameters[name].on(scenario.start))


def _put_meant(sayings: Sayings, part: Any) -> int:
    """Whom it is for: the column that says so, -1 for everybody."""
    meant = np.ones(sayings.n, dtype=bool)
    for name, values in part.only:
        said = sayings.traits[name]
        meant &= said.known & np.isin(said.values, values)
    if isinstance(part.chance, Trait):
        said = sayings.traits[part.chance.name]
        meant &= said.known
        if said.values.dtype == np.bool_:
            meant &= said.values
    if meant.all():
        return -1
    return sayings.put_whole(("meant", meant.tobytes()), meant)


def _put_chance(sayings: Sayings, part: Any) -> int:
    """How likely it is: -1 certain, -2 alike for all, else the column of chances."""
    chance = part.chance
    if isinstance(chance, Trait):
        values = sayings.traits[chance.name].values
        return -1 if values.dtype == np.bool_ else sayings.put_real(values)
    if isinstance(chance, Logit):
        return sayings.put_real(chance.chances(sayings.traits, sayings.n))
    return -2 if chance < 1.0 else -1


def _reals(scenario: Scenario, part: Any) -> list[float]:
    chance = part.chance if isinstance(part.chance, float) else 1.0
    return [chance, scenario.behaviour.pace_of(part.by)]


def _put_following(
    scenario: Scenario, tables: Tables, chart: Chart, rows: list[list[int]], parts: tuple[Any, ...]
) -> None:
    """Which clocks can follow from which part."""
    from continuum.sim.queue.plans import facts_changed, milestone_reads

    reads = [milestone_reads(_milestone(part.at, scenario)) for part in parts]
    for j, part in enumerate(parts):
        event = getattr(part, "event", None)
        told, changed = facts_changed(part, chart)
        set_by = [k for k, other in enumerate(parts) if event and event in other.after]
        raised = [
            k for k, other in enumerate(parts) if part.name in getattr(other, "after_giving_up", ())
        ]
        read_by = [
            number
            for k, names in enumerate(reads)
            if names & changed and k != j and k not in set_by
            for number in (k, int(bool(names & told)))
        ]
        rows[j][at.P_SET_BY] = tables.listed(*set_by)
        rows[j][at.P_RAISED] = tables.listed(*raised)
        rows[j][at.P_READ_BY] = tables.listed(*read_by, each=2)


def _put_due_dates(
    scenario: Scenario, tables: Tables, head: dict[int, int], ground: Ground
) -> None:
    """The day by which the queue of each capacity goes."""
    for k, capacity in enumerate(scenario.setting.capacities):
        day = _milestone(capacity.due, scenario)
        place = head[at.H_CAPACITY] + k * at.CAPACITY_WIDTH + at.C_DUE
        tables.ints[place] = -1 if day is None else Facts(ground).milestone(day)


def _put_calendar(scenario: Scenario, tables: Tables, head: dict[int, int]) -> None:
    """The next working day of each day, for the roles that wait for one."""
    calendar = scenario.setting.calendar
    first, last = scenario.start.toordinal(), scenario.horizon.toordinal()
    head[at.H_DAYS_FIRST], head[at.H_DAYS_LAST] = first, last
    if calendar is not None:
        days = np.arange(first, last + 1, dtype=np.float64)
        head[at.H_DAYS] = tables.whole(*calendar.shifted(days, first, last).astype(int).tolist())
