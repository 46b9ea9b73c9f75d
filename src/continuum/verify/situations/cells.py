"""The cut of the facts: each into cells, exactly at the thresholds that guards name.

A cell is one value that stands for all that no guard tells apart from it: ``18`` for every age
from 18 to the next bound.  A *key* names what has a value: a fact by its name, the place of a
region as ``in:legal``, whether a milestone is reached as ``reached:3``, and whether a register
holds anything as ``any:measures``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from continuum.guards import (
    AtLeast,
    Choice,
    Day,
    During,
    Earlier,
    Flag,
    IsIn,
    Known,
    Number,
    Reached,
    Same,
    facts_in,
    leaves,
)
from continuum.guards.reductions import AnyInForce, CountOf, TotalDays
from continuum.guards.walk import milestone_facts
from continuum.rulebook import Adds, Ends, Said, Sets
from continuum.rulebook.request import ACTING_ROLE, STANDARD
from continuum.verify.situations.order import come_by_its_day, not_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Fact, Guard, Milestone, Value
    from continuum.rulebook import Chart

__all__ = ["MISSING", "NOTHING", "TOUCHED", "Cells", "Key", "fact_key", "place"]

Key = str
MISSING: Final[Any] = object()
"""What is read where nothing was chosen yet; ``None`` means that it is not known in the case."""

NOTHING: Final = Flag("nothing:")
"""A question to which there is never an answer."""

TOUCHED: Final = "touched:"
_STANDARD: Final = frozenset((ACTING_ROLE, *(fact.name for fact in STANDARD)))
_PLACE: Final = "in:"
_TARGET: Final = "target:"
_ANY: Final = "any:"


def place(region: str) -> Key:
    """Give the key of the state in which a region is."""
    return _PLACE + region


def fact_key(fact: Fact) -> Key:
    """Give the key of a fact; that of a record has a name in its register only."""
    return _TARGET + fact.name if fact.of == "target" else fact.name


class Cells:
    """What can be told apart in a chart, and how each thing moves.

    Args:
        chart: The chart in force on the day.
        also: Guards that are not part of it and are asked about it all the same.
    """

    def __init__(self, chart: Chart, also: Iterable[Guard] = ()) -> None:
        """Collect every threshold that any guard names."""
        self.chart = chart
        self.also = tuple(also)
        self.certain: dict[Key, bool] = {}
        self.milestones: dict[Key, Milestone] = {}
        self.based: dict[Key, tuple[str, ...]] = {}
        self.earlier: dict[Key, tuple[Key, ...]] = {}
        self.later: dict[Key, tuple[Key, ...]] = {}
        self._keys: dict[int, tuple[Milestone, Key]] = {}
        self._bounds: dict[str, set[Any]] = {}
        self._asked_known: set[str] = set()
        self._of_records: dict[Key, list[Fact]] = {}
        self._domains: dict[Key, tuple[Value | None, ...]] = {}
        self.derived: dict[Fact, None] = {}
        for guard in (*_every_guard(chart), *self.also):
            self._note(guard)
        self._join_said()

    # ------------------------------------------------------------------ keys

    def key(self, leaf: Guard) -> Key:
        """Give the key of what a question is about."""
        match leaf:
            case Flag():
                return ACTING_ROLE if leaf.name == "human_actor" else fact_key(leaf)
            case IsIn(fact, _) | AtLeast(fact, _) | Known(fact):
                return fact_key(fact)
            case During(region, _):
                return place(region)
            case Reached(milestone):
                return self.milestone_key(milestone)
            case _:
                raise TypeError(leaf)

    def milestone_key(self, milestone: Milestone) -> Key:
        """Give the key of whether a milestone is reached."""
        known = self._keys.get(id(milestone))
        if known is None:
            same = (key for key, found in self.milestones.items() if found == milestone)
            key = next(same, f"reached:{len(self.milestones)}")
            if key not in self.milestones:
                self._add(key, milestone)
            known = self._keys[id(milestone)] = (milestone, key)
        return known[1]

    def _add(self, key: Key, milestone: Milestone) -> None:
        self.based[key] = tuple(dict.fromkeys(map(fact_key, milestone_facts(milestone))))
        before = [k for k, m in self.milestones.items() if not_after(m, milestone)]
        after = [k for k, m in self.milestones.items() if not_after(milestone, m)]
        sure = come_by_its_day(milestone) if self.based[key] == ("the_day",) else None
        if sure is not None:
            self.certain[key] = sure
        self.milestones[key] = milestone
        self.earlier[key], self.later[key] = tuple(before), tuple(after)
        for other in before:
            self.later[other] += (key,)
        for other in after:
            self.earlier[other] += (key,)

    def keys(self, guard: Guard) -> frozenset[Key]:
        """Give the keys of everything that a guard asks about."""
        return frozenset(self.key(leaf) for leaf in leaves(guard))

    # ------------------------------------------------------------------ kinds

    def kind(self, key: Key) -> str:
        """Say how what a key names moves.

        Returns:
            ``place``; ``tracked`` (only events set it); ``fixed``; ``rising``; ``free`` (may be
            recorded on any day); ``derived`` (from a register); ``compared``; ``request``;
            ``target``; ``milestone``; ``any`` (whether a register holds anything).
        """
        if key.startswith(_PLACE):
            return "place"
        if key in self.milestones:
            return "milestone"
        if key.startswith(_ANY):
            return "any"
        if key.startswith(_TARGET):
            return "target"
        fact = self.chart.facts.get(key)
        if fact is None or fact.of == "request":
            return "request"
        if fact.derived is not None:
            return "compared" if isinstance(fact.derived, (Same, Earlier)) else "derived"
        if fact.moves == "step":
            return "free" if fact.recorded_by else "tracked"
        return {"fixed": "fixed", "rising": "rising", "live": "free"}[fact.moves]

    def variable(self, key: Key) -> Key | None:
        """Give the variable that a slice must keep to know this; ``None``: nothing keeps it."""
        match self.kind(key):
            case "place" | "tracked" | "fixed" | "any":
                return key
            case "rising":
                return key if isinstance(self.chart.facts[key], Number) else None
            case "derived":
                return TOUCHED + key
            case "milestone":
                kinds = {self.kind(base) for base in self.based[key]}
                return key if kinds <= {"tracked", "fixed"} else None
            case _:
                return None

    # ------------------------------------------------------------------ cells

    def domain(self, key: Key) -> tuple[Value | None, ...]:
        """Give the cells of a key: one value for each, the one it starts with first."""
        found = self._domains.get(key)
        if found is None:
            found = self._domains[key] = self._cut(key)
        return found

    def _cut(self, key: Key) -> tuple[Value | None, ...]:
        if key.startswith(_PLACE):
            region = self.chart.regions[self.chart.place[key.removeprefix(_PLACE)]]
            return tuple(dict.fromkeys((region.initial, *region.names)))
        if key == NOTHING.name:
            return (None,)
        if key.startswith((_ANY, TOUCHED)):
            return (False, True)
        if key in self.milestones:
            return (True, False)
        facts = self._facts(key.rstrip("'"))
        cells: list[Value] = []
        for fact in facts:
            cells += self._kept_in_records(key, fact, self._cells(key, fact))
        first: tuple[Value | None, ...] = ()
        if facts and self.kind(key) == "tracked":
            first = (self.cell(key, self.chart.initially.get(key)),)
        name = key.rstrip("'")
        unknown = name in self._asked_known and not any(_always_known(fact) for fact in facts)
        return tuple(dict.fromkeys((*first, *cells, None) if unknown else (*first, *cells)))

    def _facts(self, key: Key) -> list[Fact]:
        """The facts of a name: one, or for those of records one a register."""
        if key.startswith(_TARGET):
            return self._of_records.get(key, [])
        return [self.chart.facts[key]] if key in self.chart.facts else []

    def _kept_in_records(self, key: Key, fact: Fact, cells: Iterable[Value]) -> list[Value]:
        """Of the cells of a field of records, those that some event writes."""
        if not key.startswith(_TARGET) or fact.name in {"start", "end"}:
            return list(cells)
        effects = (e for heard in self.chart.events.values() for e in heard.event.effects)
        written = [
            value
            for effect in effects
            if isinstance(effect, Adds)
            for name, value in effect.fields
            if name == fact.name
        ]
        if not isinstance(fact, Choice) or any(isinstance(value, Said) for value in written):
            return list(cells) if written else []
        shapes = {self._alike(key, fact, str(value)) for value in written}
        return [cell for cell in cells if cell in shapes]

    def _cells(self, key: Key, fact: Fact) -> Iterable[Value]:
        match fact:
            case Choice(options=options):
                # Words that nobody listed are none of the options that guards name.
                return [self._alike(key, fact, option) for option in options] or ["words"]
            case Number(low=low, high=high):
                bounds = self._bounds.get(key.rstrip("'"), ())
                return (low, *sorted({b for b in bounds if low < b <= high}))
            case Day():
                return (True,)
            case _:
                return (False, True) if fact.of == "case" else (True, False)

    def cell(self, key: Key, value: Value | None) -> Value | None:
        """Give the value that stands for a value: the first that no guard tells from it."""
        fact = self.chart.facts.get(key)
        if value is None or fact is None:
            return value
        if isinstance(fact, Choice):
            return self._alike(key, fact, str(value))
        if isinstance(fact, Number):
            cuts = [fact.low, *sorted(b for b in self._bounds.get(key, ()) if b > fact.low)]
            return cuts[max(bisect_right(cuts, value) - 1, 0)]  # type: ignore[no-any-return]
        return True if isinstance(fact, Day) else value

    def _alike(self, key: Key, fact: Choice, value: str) -> str:
        """The first option that no guard tells from a value."""
        bounds = self._bounds.get(key.rstrip("'"), ())
        shape = [value in among for among in bounds]
        same = (o for o in fact.options if [o in among for among in bounds] == shape)
        return next(same, value)

    def empty(self, fact: Fact) -> Value | None:
        """Give what is derived from a register that holds nothing."""
        match fact.derived:
            case AnyInForce():
                return False
            case CountOf() | TotalDays():
                return 0
            case _:
                return None

    def lasts(self, fact: Fact) -> bool:
        """Whether a fact from a register, once a record makes it hold, holds for good."""
        register = getattr(fact.derived, "register", "")
        effects = (e for heard in self.chart.events.values() for e in heard.event.effects)
        return isinstance(fact.derived, AnyInForce) and not any(
            e.register == register and (isinstance(e, Ends) or not e.start is e.end is None)
            for e in effects
            if isinstance(e, (Adds, Ends))
        )

    def may_start_later(self, register: str) -> bool:
        """Whether a record may come into force after the day on which it is added."""
        return any(
            isinstance(effect, Adds) and effect.register == register and effect.start is not None
            for heard in self.chart.events.values()
            for effect in heard.event.effects
        )

    # ------------------------------------------------------------------ thresholds

    def _note(self, guard: Guard) -> None:
        for fact in facts_in(guard):
            if fact.derived is not None:
                self.derived[fact] = None
            known = self._of_records.setdefault(fact_key(fact), [])
            if fact.of == "target" and fact not in known:
                known.append(fact)
        for leaf in leaves(guard):
            match leaf:
                case IsIn(choice, among):
                    self._bounds.setdefault(fact_key(choice), set()).add(among)
                case AtLeast(number, bound):
                    self._bounds.setdefault(fact_key(number), set()).add(bound)
                case Reached(milestone):
                    self.milestone_key(milestone)
                case Known(fact):
                    self._asked_known.add(fact_key(fact))
                case Flag(name="human_actor"):
                    self._bounds.setdefault(ACTING_ROLE, set()).add(("system",))
                case _:
                    pass

    def _join_said(self) -> None:
        """What a request says and what is kept of it are cut alike."""
        for heard in self.chart.events.values():
            for effect in heard.event.effects:
                if isinstance(effect, (Adds, Ends)):
                    self._join_records(effect)
                if isinstance(effect, Sets) and isinstance(effect.to, Said):
                    one, other = effect.fact, effect.to.fact
                    joint = self._bounds.get(one, set()) | self._bounds.get(other, set())
                    for name, bounds in list(self._bounds.items()):
                        if bounds is self._bounds.get(one) or bounds is self._bounds.get(other):
                            self._bounds[name] = joint
                    self._bounds[one] = self._bounds[other] = joint

    def _join_records(self, effect: Adds | Ends) -> None:
        """What a request says of records is cut as what is derived from them asks for it."""
        fields = effect.fields if isinstance(effect, Adds) else effect.where
        said = {name: value.fact for name, value in fields if isinstance(value, Said)}
        for fact in self.derived if said else ():
            how = fact.derived
            if getattr(how, "register", "") == effect.register:
                for name, values in how.where:  # type: ignore[union-attr]
                    if isinstance(self.chart.facts.get(said.get(name, "")), Choice):
                        self._bounds.setdefault(said[name], set()).add(values)


def _always_known(fact: Fact) -> bool:
    counted = isinstance(fact.derived, (AnyInForce, CountOf, TotalDays))
    return counted or fact.name in _STANDARD


def _every_guard(chart: Chart) -> Iterator[Guard]:
    for heard in chart.events.values():
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
            yield gate.guard
            for form in gate.duty:
                yield form.met
                if form.lapses is not None:
                    yield form.lapses
        for by_state in heard.ways.values():
            for legs in by_state.values():
                yield from (leg.when for leg in legs)
    for states in chart.states.values():
        yield from (state.lawful_while for state in states.values())
    for step in chart.steps:
        yield from (step.done, step.available)
    for handover in chart.handovers:
        yield from (handover.available, handover.accepted, handover.effective)
    yield from (form.when for form in chart.phases)
