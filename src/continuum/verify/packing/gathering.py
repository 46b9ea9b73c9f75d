"""The pack of a rulebook: for each part of each guard two cases that differ in one fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, All, During, Known, Some, as_day
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Ends, Rulebook, Said
from continuum.semantics import Record
from continuum.verify.packing.case import PackCase, answer
from continuum.verify.packing.pairs import Setting, found_case, pairs
from continuum.verify.packing.recorded import Pack
from continuum.verify.packing.scene import Scene, place_key
from continuum.verify.packing.standing import standing_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import Chart, ChartEvent, Gate, Leg
    from continuum.verify.packing.drafting import Goal
    from continuum.verify.packing.scene import Draft, Key

__all__ = ["pack"]


def pack(book: Rulebook, on: date | str | None = None) -> Pack:
    """Record the boundary cases of a rulebook that is right today, with the answers it gives.

    For each question of each guard there are two cases that differ in one fact and flip the
    guard, one with that fact not known, and for numbers and days both sides of the boundary.  A
    case is how somebody may stand; it need not be reached from an opening.

    Args:
        book: The rulebook.
        on: The day whose law it is made for; the day the rulebook speaks for by default.

    Raises:
        FactError: ``on`` is not a day.

    Example:
        >>> from continuum.guards import Number
        >>> from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
        >>> strikes = Number("strikes", high=9, moves="live")
        >>> book = Rulebook(
        ...     "game",
        ...     "1",
        ...     as_of="2026-11-23",
        ...     roles=(Role("umpire"),),
        ...     regions=(Region("field", (State("in_play"), State("out", final=True)), "in_play"),),
        ...     facts=(strikes,),
        ...     events=(Event("sent_off", requires=strikes.at_least(3), sources="GK"),),
        ...     transitions=(Transition("sent_off", "field", "in_play", "out"),),
        ... )
        >>> found = pack(book)
        >>> [answer["outcome"] for case, answer in found.cases if case.facts == {"strikes": 2}]
        ['refused']
    """
    day = book.as_of if on is None else as_day(on, "the day of a pack")
    chart = book.lower(day)
    found: dict[str, PackCase] = {}
    for case in _every_case(chart, day):
        found.setdefault(repr(attrs.evolve(case, about="", subject=())), case)
    recorded = tuple((case, answer(book, case)) for case in found.values())
    return Pack(book.name, book.version, book.digest, day, recorded)


def _every_case(chart: Chart, on: date) -> Iterator[PackCase]:
    seen: set[object] = set()
    for heard in chart.events.values():
        for case in _of_event(Scene(chart, on, heard), seen):
            yield attrs.evolve(case, subject=(heard.name, *case.subject))
    yield from standing_cases(Scene(chart, on))


# ---------------------------------------------------------------------- events


def _of_event(scene: Scene, seen: set[object]) -> Iterator[PackCase]:
    heard = scene.heard
    assert heard is not None  # noqa: S101 - the scenes of events
    gates: list[Goal] = [(gate.guard, "holds") for gate in heard.gates]
    routes = {region: _route(region, by_state) for region, by_state in heard.ways.items()}
    open_ways: list[Goal] = [(guard, "holds") for guard in routes.values()]
    known: list[Goal] = [(Known(fact), "holds") for fact in _counted(heard)]
    whole = Setting(scene, (*gates, *open_ways))
    first = found_case(whole, known, full=True) or found_case(whole, (), full=True)
    likely: Draft | None = None
    if first is not None:
        likely, case = first
        yield attrs.evolve(_with_records(case, heard), about=f"`{heard.name}` is allowed")
        yield from _elsewhere(whole, heard, likely)
    for region, by_state in heard.ways.items():
        others: list[Goal] = [(g, "holds") for name, g in routes.items() if name != region]
        for source, legs in by_state.items():
            start: dict[Key, object] = {place_key(region): source}
            setting = Setting(scene, (*gates, *others), start, likely)
            for leg in legs:
                yield from _of_leg(setting, leg, legs, known)
    for gate in heard.gates:
        rest = (*(g for g in gates if g[0] is not gate.guard), *open_ways)
        yield from _of_gate(Setting(scene, rest, {}, likely), gate, seen)
        if gate.base is not None:
            yield from _of_overridden(whole, likely, gate, seen)
    for gate in (*heard.warnings, *heard.owed):
        setting = attrs.evolve(whole, likely=likely)
        owed = found_case(setting, (*_due(gate), (gate.guard, "fails")))
        if owed is not None:
            yield attrs.evolve(owed[1], about=f"{gate.id} is owed or warned", subject=(gate.id,))
        yield from _of_gate(setting, gate, seen)


def _counted(heard: ChartEvent) -> Iterator[Fact]:
    """The facts from which the event works out days."""
    for effect in heard.event.effects:
        for given in (getattr(effect, slot, None) for slot in ("to", "start", "end")):
            if hasattr(given, "reached"):
                yield from (f for f in milestone_facts(given) if f.of == "case")  # type: ignore[arg-type]


def _due(gate: Gate) -> list[Goal]:
    """That the days are known from which it is counted when something is due."""
    forms = (form.due for form in gate.duty if form.due is not None)
    return [(Known(fact), "holds") for due in forms for fact in milestone_facts(due)]


def _route(region: str, by_state: object) -> Guard:
    return Some(
        All((During(region, (source,)), leg.when))
        for source, legs in by_state.items()  # type: ignore[attr-defined]
        for leg in legs
    )


def _with_records(case: PackCase, heard: ChartEvent) -> PackCase:
    """Add records for the event to end, so that it shows that it ends them."""
    more = [
        Record(
            f"{effect.register}-open-{n}",
            effect.register,
            {field: value for field, value in _asked_of(effect, case) if value is not None},
            case.on,
        )
        for n, effect in enumerate(heard.event.effects)
        if isinstance(effect, Ends) and not effect.target  # the one named is there already
    ]
    return attrs.evolve(case, records=(*case.records, *more))


def _asked_of(effect: Ends, case: PackCase) -> Iterator[tuple[str, Value | None]]:
    """The fields of the records that an event ends, as its request says them."""
    for field, value in effect.where:
        yield field, case.given.get(value.fact) if isinstance(value, Said) else value


def _elsewhere(setting: Setting, heard: ChartEvent, likely: Draft) -> Iterator[PackCase]:
    """The event in every state from which it has no way."""
    for region, by_state in heard.ways.items():
        names = setting.scene.chart.regions[setting.scene.chart.place[region]].names
        for name in names:
            if name not in by_state:
                draft = {**likely, place_key(region): name}
                free = attrs.evolve(setting, goals=())
                found = found_case(free, (), start=draft, full=True)
                if found is not None:
                    about = f"`{heard.name}` where {region} is `{name}`"
                    yield attrs.evolve(found[1], about=about)


def _of_leg(
    setting: Setting, leg: Leg, legs: Iterable[Leg], known: list[Goal]
) -> Iterator[PackCase]:
    others: list[Goal] = [(other.when, "fails") for other in legs if other is not leg]
    where = f"`{leg.event}` from `{leg.source}` to `{leg.target}`"
    for more in ((*known, *others), others, ()):
        taken = found_case(setting, ((leg.when, "holds"), *more), full=True)
        if taken is None and setting.likely is not None:
            kept = {**setting.likely, **setting.start}
            taken = found_case(setting, ((leg.when, "holds"), *more), start=kept, full=True)
        if taken is not None:
            yield attrs.evolve(taken[1], about=where)
            break
    if leg.when != ALWAYS:
        yield from pairs(setting, leg.when, where)


def _of_gate(setting: Setting, gate: Gate, seen: set[object]) -> Iterator[PackCase]:
    heard = setting.scene.heard
    assert heard is not None  # noqa: S101
    what = f"{gate.id} on `{heard.name}`"
    mark = (gate.id, gate.guard)
    several = gate.rule is None or mark not in seen
    seen.add(mark)
    cases = [*pairs(setting, gate.guard, what, several=several)]
    if len(cases) < 2:  # noqa: PLR2004 - what else is asked may leave no room for a pair
        free = attrs.evolve(setting, goals=(), likely=None)
        cases += pairs(free, gate.guard, what, several=several)
    yield from (attrs.evolve(case, subject=(gate.id,)) for case in cases)


def _of_overridden(
    whole: Setting, likely: Draft | None, gate: Gate, seen: set[object]
) -> Iterator[PackCase]:
    """A block that a higher rule overrides: what is owed instead."""
    heard = whole.scene.heard
    assert heard is not None  # noqa: S101
    assert gate.base is not None  # noqa: S101 - only asked for such gates
    setting = attrs.evolve(whole, likely=likely)
    what = f"{gate.id} overridden on `{heard.name}`"
    owed = found_case(setting, (*_due(gate), (gate.base, "fails")))
    if owed is not None:
        yield attrs.evolve(owed[1], about=what, subject=(gate.id,))
    mark = ("base", gate.id, gate.base)
    cases = pairs(setting, gate.base, what, several=mark not in seen)
    seen.add(mark)
    yield from (attrs.evolve(case, subject=(gate.id,)) for case in cases)
