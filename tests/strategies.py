"""What tests draw with Hypothesis: truths, facts, guards, worlds, whole rulebooks and walks.

Names come from small pools, so that what is drawn meets; numbers and days are drawn at the
thresholds that a guard names, one less and one more, because that is where readers part ways.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from continuum.guards import (
    ALWAYS,
    FAILS,
    HOLDS,
    UNKNOWN,
    All,
    AnyInForce,
    AtLeast,
    AtLeastOf,
    Choice,
    CountOf,
    DatedValue,
    Day,
    Flag,
    Known,
    Not,
    Number,
    Parameter,
    ParameterRef,
    Period,
    Portion,
    Reached,
    Same,
    Shifted,
    Some,
    day_of,
    during,
    facts_in,
    leaves,
)
from continuum.rulebook import (
    PHASES,
    PRECEDENCE,
    Adds,
    DutyForm,
    Ends,
    Event,
    Exemption,
    Governs,
    Handover,
    PhaseForm,
    Reference,
    Region,
    Register,
    Role,
    Rule,
    Rulebook,
    Said,
    Sets,
    State,
    Step,
    Transition,
    request,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from continuum.guards import Fact, Guard, Milestone, Truth, Value

OPTIONS = ("red", "amber", "green")
# Ends of months and of a leap February, a Friday and the weekend after it.
DAYS = (
    date(2023, 12, 31),
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 2),
    date(2024, 3, 31),
)
LONG = 6
"""What every drawn number reaches, so that any parameter fits any of them."""
SOURCES = (("GK",), ("ASSUMPTION: drawn",), ("SEED:S1",), ("SEEN:page (art 2)", "GK"))
PERIODS = (
    Period(days=1),
    Period(),
    Period(days=30),
    Period(months=1),
    Period(months=6),
    Period(years=1),
    Period(working_days=1),
    Period(months=1, working_days=2),
)


# ------------------------------------------------------------------------------ by hand
#
# Strategies made anew for each example cost more than drawing from them, so whatever depends on
# what was drawn before is drawn by index, from strategies that are made once.

_INDEX = [st.just(0), *(st.integers(0, last) for last in range(1, 200))]


def pick(draw: st.DrawFn, items: Sequence[Any]) -> Any:
    """Draw one of some items; the first is the simplest."""
    return items[draw(_INDEX[len(items) - 1])]


def flip(draw: st.DrawFn) -> bool:
    """Draw yes or no."""
    return bool(draw(_INDEX[1]))


def some(draw: st.DrawFn, items: Sequence[Any], least: int = 0, most: int = 3) -> list[Any]:
    """Draw a few different items, in their order."""
    most = min(most, len(items))
    places = {draw(_INDEX[len(items) - 1]) for _ in range(least + draw(_INDEX[most - least]))}
    places |= {*range(least - len(places))} if len(places) < least else set()
    return [items[place] for place in sorted(places)]


# ------------------------------------------------------------------------------ facts and values


def truths() -> st.SearchStrategy[Truth[bool]]:
    """One of the three truths."""
    return st.sampled_from((HOLDS, FAILS, UNKNOWN))


@st.composite
def facts(draw: st.DrawFn, name: str = "", **given: Any) -> Fact:
    """One fact of any kind; ``given`` goes to its declaration."""
    return _fact(draw, name, **given)


def _fact(draw: st.DrawFn, name: str = "", **given: Any) -> Fact:
    kind = pick(draw, (Flag, Choice, Number, Day))
    name = name or pick(draw, ("heard", "ground", "age", "release_day"))
    given.setdefault("moves", pick(draw, ("live", "step", "fixed")))
    if kind is Choice:
        given["options"] = pick(draw, (OPTIONS, OPTIONS[:2]))
    if kind is Number:
        given |= {"high": pick(draw, (12, LONG)), "unit": pick(draw, ("days", "months", "years"))}
    return kind(name, **given)


@st.composite
def values(draw: st.DrawFn, fact: Fact, near: Guard = ALWAYS) -> Value:
    """A value that fits a fact; a number at the bounds that a guard names, or beside them."""
    return _value(draw, fact, near)


def _value(draw: st.DrawFn, fact: Fact, near: Guard = ALWAYS) -> Value:
    match fact:
        case Flag():
            return flip(draw)
        case Choice(options=options):
            return pick(draw, options)
        case Number(low=low, high=high):
            bounds = {
                leaf.bound
                for leaf in leaves(near)
                if isinstance(leaf, AtLeast) and leaf.number.name == fact.name
            }
            beside = {bound + by for bound in bounds for by in (-1, 0, 1)} & {*range(low, high + 1)}
            return pick(draw, sorted({low, high} | beside))
        case _:
            return pick(draw, DAYS)


_RARELY = (False,) * 5 + (True,)


def _known_or_not(draw: st.DrawFn, fact: Fact, near: Guard = ALWAYS) -> Value | None:
    return None if pick(draw, _RARELY) else _value(draw, fact, near)


# ------------------------------------------------------------------------------ guards


@attrs.frozen
class _About:
    """What guards may be about: facts by kind, regions, parameters by what they hold."""

    pool: tuple[Fact, ...]
    regions: tuple[tuple[str, tuple[str, ...]], ...]
    days: tuple[Day, ...]
    lengths: tuple[Any, ...]
    shares: tuple[Any, ...]
    bounds: tuple[ParameterRef, ...]
    options: tuple[ParameterRef, ...]


def _about(
    pool: Iterable[Fact],
    regions: Mapping[str, Sequence[str]] | None = None,
    parameters: Iterable[Parameter] = (),
) -> _About:
    pool = tuple(pool)
    held: dict[type, tuple[ParameterRef, ...]] = {}
    for parameter in parameters:
        kind = type(parameter.values[0].value)
        held[kind] = (*held.get(kind, ()), ParameterRef(parameter.name))
    numbers = (fact for fact in pool if isinstance(fact, Number) and fact.unit and not fact.low)
    return _About(
        pool,
        tuple((region, tuple(states)) for region, states in (regions or {}).items()),
        tuple(fact for fact in pool if isinstance(fact, Day)),
        (*PERIODS, *numbers, *held.get(Period, ())),
        (Fraction(1, 2), Fraction(2, 3), *held.get(Fraction, ())),
        held.get(int, ()),
        held.get(tuple, ()),
    )


@st.composite
def milestones(
    draw: st.DrawFn, pool: Iterable[Fact], parameters: Iterable[Parameter] = ()
) -> Milestone:
    """A milestone counted from the days among some facts, by periods, numbers or parameters."""
    return _milestone(draw, _about(pool, {}, parameters))


def _milestone(draw: st.DrawFn, about: _About) -> Milestone:
    day = pick(draw, about.days)
    for _ in range(pick(draw, (0, 1, 1, 2))):
        by = pick(draw, about.lengths)
        if flip(draw):
            day = Shifted(day, by, flip(draw))
        else:
            day = Portion(day, by, pick(draw, about.shares))
    return day


def _question(draw: st.DrawFn, about: _About) -> Guard:
    asked = pick(draw, (*about.pool, *about.regions))
    if isinstance(asked, tuple):
        region, states = asked
        return during(region, *some(draw, states, least=1))
    if pick(draw, _RARELY):
        return Known(asked)
    match asked:
        case Flag():
            return asked
        case Choice(options=options):
            if about.options and flip(draw):
                return asked.is_in(pick(draw, about.options))
            return asked.is_in(*some(draw, options, least=1))
        case Number(low=low, high=high):
            bound = pick(draw, (*range(low, min(high, low + 12) + 1), *about.bounds))
            beyond = isinstance(bound, ParameterRef) and flip(draw)
            return asked.at_most(bound) if beyond else asked.at_least(bound)
        case _:
            return Reached(_milestone(draw, about))


def _guard(draw: st.DrawFn, about: _About, depth: int = 2) -> Guard:
    joined = pick(draw, (None, None, All, Some, Not, AtLeastOf)) if depth else None
    if joined is None:
        return _question(draw, about)
    if joined is Not:
        return ~_guard(draw, about, depth - 1)
    parts = [_guard(draw, about, depth - 1) for _ in range(pick(draw, (2, 1, 3)))]
    if joined is AtLeastOf:
        return AtLeastOf(pick(draw, range(1, len(parts) + 1)), parts)
    return joined(parts)


@st.composite
def guards(
    draw: st.DrawFn,
    pool: Iterable[Fact],
    regions: Mapping[str, Sequence[str]] | None = None,
    parameters: Iterable[Parameter] = (),
    depth: int = 2,
) -> Guard:
    """A guard about some facts and regions, joined in every way there is, so many levels deep.

    The facts must hold a day, so that a milestone has something to be counted from.
    """
    return _guard(draw, _about(pool, regions, parameters), depth)


@attrs.frozen
class World:
    """One situation in which guards can be weighed; a fact without a value is not known."""

    on: date
    values: Mapping[str, Value]
    configuration: Mapping[str, str]

    def read(self, fact: Fact) -> Value | None:
        """Give the value of a fact."""
        return self.values.get(fact.name)


@st.composite
def worlds(
    draw: st.DrawFn, guard: Guard, regions: Mapping[str, Sequence[str]] | None = None
) -> World:
    """A situation at the edges of a guard: beside its bounds, on and beside its milestones."""
    found = {fact.name: fact for fact in facts_in(guard)}
    drawn = {name: _known_or_not(draw, fact, guard) for name, fact in found.items()}
    known = {name: value for name, value in drawn.items() if value is not None}
    configuration = {region: pick(draw, states) for region, states in (regions or {}).items()}
    world = World(DAYS[2], known, configuration)
    return attrs.evolve(world, on=pick(draw, _days_beside(guard, world) or DAYS))


def _days_beside(guard: Guard, world: World) -> list[date]:
    days = {
        day
        for leaf in leaves(guard)
        if isinstance(leaf, Reached) and (day := day_of(leaf.milestone, world.read)) is not None
    }
    return sorted({day + timedelta(by) for day in days for by in (-1, 0, 1)})


def edges(guard: Guard, world: World) -> list[World]:
    """The world, and those beside it in which one bound or milestone is met or just missed."""
    found = [world]
    for leaf in leaves(guard):
        if isinstance(leaf, AtLeast) and leaf.number.name in world.values:
            found += [
                attrs.evolve(world, values={**world.values, leaf.number.name: leaf.bound + by})
                for by in (-1, 0, 1)
                if leaf.number.low <= leaf.bound + by <= leaf.number.high
            ]
    return [
        attrs.evolve(each, on=on) for each in found for on in (each.on, *_days_beside(guard, each))
    ]


# ------------------------------------------------------------------------------ rulebooks

ROLES = (Role("judge", title="the judge"), Role("officer"), Role("mentor", code="R09"))
ROLE_NAMES = tuple(role.name for role in ROLES)
REGIONS = ("legal", "residence", "family")
STATES = ("first", "second", "third", "fourth", "fifth")
EVENTS = ("ordered", "moved", "lodged", "ended", "noted")
KINDS = ("statutory", "mandatory", "voluntary", "organisational")

_KIND = Choice("kind", options=OPTIONS)
MEASURES = Register("measures", (_KIND, Day("seen_day")), title="measures in force")
_DERIVED = (
    Flag("measured", derived=AnyInForce("measures")),
    Flag("red_measured", derived=AnyInForce("measures", {"kind": ("red",)}, with_request=True)),
    Number("measure_count", high=99, derived=CountOf("measures", in_force=True)),
)
_ASKS = (
    Flag("agreed", of="request"),
    Choice("wish", options=OPTIONS, of="request"),
    Day("named_day", of="request"),
)
_OF_THE_RECORD = (
    attrs.evolve(_KIND, of="target").is_in("red", "amber"),
    Day("start", of="target").reached(),
    ~Day("seen_day", of="target").known(),
)
# Events set these; the others are learned.
_SET = (
    Flag("informed", moves="step", initially=False),
    Flag("warned", moves="step"),
    Choice("plan", moves="step", options=OPTIONS, initially="green"),
    Day("set_day", moves="step"),
)
_DUE = Day("due_day")
_SAME = Flag("same_day", derived=Same("set_day", "due_day"))
_TAG = Flag("tagged", sensitive="motivation")
_FROM_REQUESTS = (request.human_actor, request.reasons_given, request.the_day)


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """A small rulebook that holds together, with some of everything that a rulebook can hold."""
    registers = (MEASURES,) if flip(draw) else ()
    lawful = _DERIVED[0] if registers and flip(draw) else ALWAYS
    regions = tuple(_region(draw, name, lawful) for name in REGIONS[: pick(draw, (1, 2, 3))])
    learned = tuple(
        _fact(draw, name, moves=moves, recorded_by=pick(draw, ((), ("officer",))))
        for name, moves in (("alpha", "live"), ("beta", "fixed"), ("gamma", "live"))
    )
    case = (_DUE, *learned, *_SET, _SAME, *(_DERIVED if registers else ()))
    parameters = _parameters(draw)
    read = [_DUE, *some(draw, case[1:], least=2, most=5)]
    where = {region.name: region.names for region in regions}
    plain = _about(read, where, parameters)
    asked = _about([*read, *_FROM_REQUESTS], where, parameters)
    names = EVENTS[: pick(draw, (2, 3, 4, 5))]
    transitions = {name: _moves(draw, name, regions, plain) for name in names}
    events = [
        _event(draw, name, asked, registers, moving=bool(transitions[name])) for name in names
    ]
    mild = tuple(event.name for event in events if not event.adverse)
    rules = [
        _rule(draw, f"GR-{number}", names, plain, asked, mild=mild)
        for number in range(pick(draw, (0, 1, 2, 3, 4)))
    ]
    cut = pick(draw, range(1, len(regions[0].names) + 1))
    split = [part for part in (regions[0].names[:cut], regions[0].names[cut:]) if part]
    return Rulebook(
        "drawn",
        pick(draw, ("1", "2026.1")),
        as_of=DAYS[-1],
        title="drawn for a test",
        roles=ROLES,
        regions=regions,
        facts=(*case, _TAG),
        registers=registers,
        parameters=parameters,
        events=events,
        transitions=[move for moves in transitions.values() for move in moves],
        rules=rules,
        steps=[_step(draw, plain)] if flip(draw) else (),
        handovers=[_handover(draw, plain)] if flip(draw) else (),
        phases=[
            PhaseForm(phase, during(regions[0].name, *states))
            for phase, states in zip(PHASES, split, strict=False)
        ],
        lead="judge",
        references=(Reference("S1", "a point"), Reference("page", "a page", "example.org")),
    )


def _region(draw: st.DrawFn, name: str, lawful: Guard) -> Region:
    names = STATES[: pick(draw, (2, 3, 4, 5))]
    held, ends = pick(draw, names), flip(draw)
    states = (
        State(n, final=ends and n == names[-1], coercive=True, lawful_while=lawful)
        if n == held
        else State(n, final=ends and n == names[-1])
        for n in names
    )
    return Region(name, tuple(states), initial=pick(draw, names[:2]))


def _parameters(draw: st.DrawFn) -> tuple[Parameter, ...]:
    held: tuple[tuple[str, Sequence[Any]], ...] = (
        ("bound", range(LONG)),
        ("window", PERIODS),
        ("part", (Fraction(1, 3), Fraction(2, 3), Fraction(1))),
        ("colours", (OPTIONS[:1], OPTIONS[:2])),
    )
    found = []
    for name, fitting in some(draw, held):
        change = pick(draw, (None, *DAYS))
        dated = [DatedValue(pick(draw, fitting), None, change, ("GK",))]
        if change is not None:
            dated.append(DatedValue(pick(draw, fitting), change, None, ("SEEN:page",)))
        found.append(Parameter(name, dated))
    return tuple(found)


def _moves(
    draw: st.DrawFn, event: str, regions: Sequence[Region], about: _About
) -> list[Transition]:
    found = []
    for region in regions:
        if sources := pick(draw, (region.names, some(draw, region.names))):
            one, other = (pick(draw, (*region.names, None)) for _ in range(2))
            if ways := pick(draw, (0, 1, 2)):
                when = _guard(draw, about, 1)
                found.append(Transition(event, region.name, sources, one, when, "T1", "GK"))
                if ways > 1:
                    found.append(Transition(event, region.name, sources, other, ~when))
            else:
                found.append(Transition(event, region.name, sources, one))
    return found


def _event(
    draw: st.DrawFn, name: str, about: _About, registers: Sequence[Register], *, moving: bool
) -> Event:
    adverse = flip(draw)
    asks = some(draw, _ASKS, most=2)
    effects: list[Any] = [
        _sets(draw, fact, asks) for fact in some(draw, _SET, least=not moving, most=2)
    ]
    requires, target = _guard(draw, about, pick(draw, (0, 1, 2))) if flip(draw) else ALWAYS, ""
    needs: tuple[str, ...] = pick(draw, ((), ("reasons",)))
    said = [Said(ask.name) for ask in asks if isinstance(ask, Choice) and ask.options]
    if registers and flip(draw):
        effects.append(Adds("measures", {"kind": pick(draw, (*OPTIONS, *said))}))
    elif registers and flip(draw):
        target = "measures"
        which: list[Any] = [{}, {"kind": "red"}, *({"kind": each} for each in said)]
        one = flip(draw)
        needs += ("target",) if one else ()
        effects.append(Ends("measures", pick(draw, which), target=one))
        requires = requires & pick(draw, _OF_THE_RECORD)
    return Event(
        name,
        decided_by=some(draw, ROLE_NAMES, least=adverse),
        kind=pick(draw, KINDS),
        adverse=adverse,
        requires=requires,
        asks=asks,
        needs=needs,
        effects=effects,
        target=target,
        sources=pick(draw, SOURCES),
    )


def _sets(draw: st.DrawFn, fact: Fact, asks: Iterable[Fact]) -> Sets:
    """An effect on a fact: a value, not known again, a word of the request, a day worked out."""
    ways: list[Any] = [_value(draw, fact), None]
    ways += [Said(ask.name) for ask in asks if type(ask) is type(fact)]
    if isinstance(fact, Day):
        ways.append(Shifted(request.the_day, pick(draw, PERIODS), flip(draw)))
    return Sets(fact.name, pick(draw, ways))


def _rule(
    draw: st.DrawFn,
    name: str,
    events: Sequence[str],
    case: _About,
    asked: _About,
    *,
    mild: Sequence[str],
) -> Rule:
    ways = ("blocks", "warns", "owes", "demands") if mild else ("blocks", "warns", "owes")
    then = pick(draw, ways)
    # only what is not adverse may be demanded
    governed = mild if then == "demands" else events
    by_attribute = then != "demands" and len(mild) < len(events) and flip(draw)
    due = Shifted(request.the_day, pick(draw, PERIODS))
    duty = DutyForm("make it good", pick(draw, ROLE_NAMES), due, met=_guard(draw, case, 1))
    exempt = [Exemption("unless", _guard(draw, case, 1), "GK")] if flip(draw) else ()
    return Rule(
        name,
        f"what {name} says",
        f"what would mend {name}",
        guard=_guard(draw, asked),
        governs=Governs(adverse=True) if by_attribute else Governs(some(draw, governed, 1, 2)),
        then=then,
        force=pick(draw, ("fixed", "profile")),
        precedence="life" if then == "demands" else pick(draw, PRECEDENCE[1:]),
        exemptions=exempt,
        duty=duty if then == "owes" or flip(draw) else None,
        in_force_from=pick(draw, (None, *DAYS)),
        sources=pick(draw, SOURCES),
    )


def _step(draw: st.DrawFn, about: _About) -> Step:
    return Step(
        "ST1",
        "inform the person",
        pick(draw, KINDS),
        "officer",
        done=_guard(draw, about, 1),
        available=_guard(draw, about, 1),
        due=pick(draw, (None, Shifted(_DUE, Period(months=1), back=True))),
        sources="GK",
    )


def _handover(draw: st.DrawFn, about: _About) -> Handover:
    available = _guard(draw, about, 1) if flip(draw) else ALWAYS
    return Handover(
        "H1", "judge", "officer", ("the file",), available=available, leads=flip(draw), sources="GK"
    )


def orderings(book: Rulebook) -> st.SearchStrategy[Rulebook]:
    """The same rulebook with its transitions, rules, facts and events in another order."""
    return st.builds(
        lambda *parts: attrs.evolve(
            book, transitions=parts[0], rules=parts[1], facts=parts[2], events=parts[3]
        ),
        st.permutations(book.transitions),
        st.permutations(book.rules),
        st.permutations(book.facts),
        st.permutations(book.events),
    )


# ------------------------------------------------------------------------------ walks


@attrs.frozen
class Asked:
    """One event that somebody asks for on a day, with what is given with it."""

    event: str
    on: date
    role: str
    given: Mapping[str, Any]


@attrs.frozen
class Walk:
    """A case to be opened on a day with some facts, and what is asked of it, day by day."""

    on: date
    facts: Mapping[str, Value]
    asked: tuple[Asked, ...]


@st.composite
def walks(draw: st.DrawFn, book: Rulebook, longest: int = 8) -> Walk:
    """A walk through a rulebook: what it asks fits the events, and may well be refused."""
    learned = [fact for fact in book.facts if fact.of == "case" and fact.derived is None]
    known = {fact.name: _known_or_not(draw, fact) for fact in learned}
    on = first = pick(draw, DAYS)
    asked = []
    for _ in range(pick(draw, range(1, longest + 1))):
        event = pick(draw, (*book.events * 6, *book.every_event))
        on += timedelta(pick(draw, (0, 1, 30)))
        given: dict[str, Any] = {ask.name: _known_or_not(draw, ask) for ask in event.asks}
        if "reasons" in event.needs or flip(draw):
            given["reasons"] = "because of what was recorded"
        if event.target:
            given["target"] = f"{event.target}-1"
        said = {word: value for word, value in given.items() if value is not None}
        asked.append(Asked(event.name, on, pick(draw, event.decided_by or ROLE_NAMES), said))
    return Walk(first, {n: value for n, value in known.items() if value is not None}, (*asked,))
