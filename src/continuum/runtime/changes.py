"""What could change about one question of a guard: to what, by whom, from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import (
    AnyInForce,
    AtLeast,
    CountOf,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Reached,
    TotalDays,
    day_of,
    weigh,
)
from continuum.guards.walk import milestone_facts
from continuum.prose import say, say_role
from continuum.rulebook.request import ACTING_ROLE
from continuum.rulebook.statechart import Adds, Ends, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import ChartEvent, Leg, Rulebook
    from continuum.semantics import CaseView

__all__ = ["Alternatives", "Change", "changes_for", "holds_as_wanted"]


@attrs.frozen
class Change:
    """One thing that would have to be different.

    Args:
        what: It in words: "the Rule 39 measure is no longer in force".
        about: The fact, the region, or the milestone that it is about.
        to: The value or the states that would do; ``None``: that a day comes.
        who: The roles that can bring it about or record it; empty: nobody needs to, it is a matter
            of time, or anyone may record it.
        by_events: The events that bring it about; empty: it is recorded, or said with the request.
        earliest: The first day on which it can be so, as far as is known.
        or_less: For a number: ``to`` or less would do; otherwise ``to`` or more.
    """

    what: str
    about: str
    to: Value | tuple[str, ...] | None
    who: tuple[str, ...] = ()
    by_events: tuple[str, ...] = ()
    earliest: date | None = None
    or_less: bool = False

    def told(self, on: date | None = None, book: Rulebook | None = None) -> str:
        """Say the change, who can make it and from when.

        Args:
            on: The day from which it is looked at; an earliest day that is no later is left out.
            book: The rulebook that has titles for the roles.
        """
        later = self.earliest is not None and (on is None or self.earliest > on)
        when = f", from {self.earliest}" if later else ""
        how = f", by {_either(f'`{name}`' for name in self.by_events)}" if self.by_events else ""
        who = f" ({_either(say_role(role, book) for role in self.who)})" if self.who else ""
        return f"{self.what}{when}{how}{who}"

    def __str__(self) -> str:
        """Say the change, who can make it and from when."""
        return self.told()


Alternatives = tuple[frozenset[Change], ...]
"""Sets of changes, each of which is enough by itself; none: it cannot be brought about."""


def changes_for(leaf: Guard, view: CaseView, *, wanted: bool) -> Alternatives:
    """Give the changes that would make a question hold (or fail).

    Never asks for what cannot change: a fact that is fixed and known, a day that has passed, a
    liberty date.  Where a day is not known yet, it can only say what would have to be recorded.

    Args:
        leaf: A question, without connectives.
        view: The case as it is, with the request.
        wanted: Whether it should hold or fail.
    """
    match leaf:
        case During(region, states):
            return _to_states(region, states, view, wanted=wanted)
        case Reached():
            return _to_day(leaf, view, wanted=wanted)
        case Known(fact):
            return _all_recorded((fact,), view) if wanted else ()
        case Flag():
            value: Value = wanted
            return _recorded(leaf, say(leaf if wanted else Not(leaf)), value, view)
        case IsIn(choice, among):
            assert isinstance(among, tuple)  # noqa: S101 - charts have no parameters left
            options = among if wanted else tuple(o for o in choice.options if o not in among)
            return _recorded(choice, say(leaf if wanted else Not(leaf)), options, view)
        case AtLeast(number, bound):
            assert isinstance(bound, int)  # noqa: S101
            if number.moves == "rising" and not wanted and view.value(number) is not None:
                return ()
            aim = bound if wanted else bound - 1
            if not number.low <= aim <= number.high:
                return ()
            ways = _recorded(number, say(leaf if wanted else Not(leaf)), aim, view)
            return tuple(
                frozenset(attrs.evolve(change, or_less=not wanted) for change in way)
                for way in ways
            )
        case _:
            return ()


def _to_states(
    region: str, states: tuple[str, ...], view: CaseView, *, wanted: bool
) -> Alternatives:
    names = view.chart.states[region]
    now = view.snapshot.configuration[view.chart.place[region]]
    leading = {
        aim: [
            (heard, leg)
            for heard in view.chart.events.values()
            if heard is not view.heard
            for leg in _legs(heard, region)
            if leg.target == aim != leg.source
        ]
        for aim in names
        if (aim in states) == wanted
    }
    aims = tuple(aim for aim, ways in leading.items() if ways)
    if not aims:
        return ()
    ways = [way for aim in aims for way in leading[aim]]
    # the events that lead there from where the case is, if there are any
    events = dict.fromkeys(heard.name for heard, leg in ways if leg.source == now)
    events = events or dict.fromkeys(heard.name for heard, _ in ways)
    return _one(
        Change(
            _in_states(view, region, aims),
            region,
            aims,
            _deciders(view.chart.events[name] for name in events),
            tuple(events),
            view.on,
        )
    )


def _one(change: Change) -> Alternatives:
    return (frozenset({change}),)


def _in_states(view: CaseView, region: str, states: tuple[str, ...]) -> str:
    title = view.chart.regions[view.chart.place[region]].words
    words = [f"“{view.chart.states[region][state].words}”" for state in states]
    return f"{title} is {_either(words)}"


def _either(words: Iterable[str], most: int = 6) -> str:
    """Join alternatives; when there are many, the rest are counted."""
    listed = list(words)
    if len(listed) > most:
        listed = [*listed[: most - 1], f"one of {len(listed) - most + 1} others"]
    return " or ".join(listed)


def _legs(heard: ChartEvent, region: str) -> Iterator[Leg]:
    for legs in heard.ways.get(region, {}).values():
        yield from legs


def _deciders(events: Iterable[ChartEvent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for heard in events for role in heard.event.decided_by))


def _to_day(leaf: Reached, view: CaseView, *, wanted: bool) -> Alternatives:
    day = day_of(leaf.milestone, view.value)
    if day is None:
        missing = [fact for fact in milestone_facts(leaf.milestone) if view.value(fact) is None]
        return _all_recorded(missing, view)
    # a day that has come does not go away again, and nobody is asked to move it
    return _one(Change(say(leaf), "time", None, earliest=day)) if wanted else ()


def _all_recorded(facts: Iterable[Fact], view: CaseView) -> Alternatives:
    """All of these facts become known; what they say then decides."""
    together: frozenset[Change] = frozenset()
    for fact in facts:
        ways = _recorded(fact, f"{fact.words} is recorded", None, view)
        if not ways:
            return ()
        together |= ways[0]
    return (together,)


def _recorded(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> Alternatives:
    """The change of a fact, if it can change at all."""
    if to == ():
        return ()
    if fact.of == "request":
        return _said(fact, what, to, view)
    if fact.of == "target":
        return ()
    if fact.derived is not None:
        return _by_register(fact, what, to, view)
    known = view.value(fact) is not None
    if fact.moves == "fixed" and known:
        return ()
    setters = [
        heard
        for heard in view.chart.events.values()
        if heard is not view.heard and _may_set(heard, fact.name, to)
    ]
    if fact.moves == "step" and not setters and not fact.recorded_by:
        return ()
    who = tuple(dict.fromkeys((*fact.recorded_by, *_deciders(setters))))
    if not known and isinstance(to, bool) and fact.moves != "step":
        what = f"“{fact.words}” is recorded as {'yes' if to else 'no'}"
    return _one(Change(what, fact.name, to, who, tuple(h.name for h in setters), view.on))


def _said(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> Alternatives:
    assert view.heard is not None  # noqa: S101 - advice always has a request
    if fact.name == ACTING_ROLE:
        return _one(Change(what, fact.name, to, to if isinstance(to, tuple) else (), (), view.on))
    if fact.name in {"the_day", "human_actor"}:
        return ()
    who = (view.request.by.role,) if view.request is not None else view.heard.event.decided_by
    return _one(Change(what, fact.name, to, who, (), view.on))


def _by_register(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> Alternatives:
    reduction = fact.derived
    if not isinstance(reduction, (AnyInForce, CountOf, TotalDays)):
        return ()
    now = view.value(fact)
    more = to is True or (isinstance(to, int) and isinstance(now, int) and to > now)
    wanted = Adds if more else Ends
    events = [
        heard
        for heard in view.chart.events.values()
        if heard is not view.heard
        and any(
            isinstance(effect, wanted) and effect.register == reduction.register
            for effect in heard.event.effects
        )
    ]
    if to is False and isinstance(reduction, AnyInForce):
        ends = [
            record.end
            for record in view.snapshot.records.get(reduction.register, ())
            if record.in_force(view.on)
            and all(record.value(name) in values for name, values in reduction.where)
        ]
        if ends and all(end is not None for end in ends):
            last = max(end for end in ends if end is not None)
            return _one(Change(what, fact.name, to, (), (), last))
    if not events:
        return ()
    names = tuple(heard.name for heard in events)
    return _one(Change(what, fact.name, to, _deciders(events), names, view.on))


def _may_set(heard: ChartEvent, name: str, to: Value | tuple[str, ...] | None) -> bool:
    for effect in heard.event.effects:
        if isinstance(effect, Sets) and effect.fact == name and effect.to is not None:
            if isinstance(effect.to, Said) or hasattr(effect.to, "reached"):
                return True
            if to is None or type(to) is type(effect.to) is int:
                return True
            if effect.to == to or (isinstance(to, tuple) and effect.to in to):
                return True
    return False


def holds_as_wanted(leaf: Guard, view: CaseView, *, wanted: bool) -> bool:
    """Whether a question already has the truth that is wanted."""
    truth = weigh(leaf, view)
    return bool(truth.holds if wanted else truth.fails)
