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
from continuum.prose import say
from continuum.rulebook.request import ACTING_ROLE
from continuum.rulebook.statechart import Adds, Ends, Said, Sets
from continuum.runtime.change import Change, either
from continuum.semantics.wanting import word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import ChartEvent
    from continuum.runtime.ways import Ways
    from continuum.semantics import CaseView

__all__ = ["Alternatives", "changes_for", "holds_as_wanted"]


_RECORDED, _BY_EVENT, _OTHERWISE, _AGAINST = 1, 2, 3, 100
"""What comes first in advice: what may become known, what an event brings, what is known."""

Alternatives = tuple[frozenset[Change], ...]
"""Sets of changes, each of which is enough by itself; none: it cannot be brought about."""


def changes_for(leaf: Guard, view: CaseView, ways: Ways, *, wanted: bool) -> Alternatives:
    """Give the changes that would make a question hold (or fail).

    Never asks for what cannot change: a fact that is fixed and known, a day that has passed, a
    liberty date.  Where a day is not known yet, it can only say what would have to be recorded.

    Args:
        leaf: A question, without connectives.
        view: The case as it is, with the request.
        ways: The ways through its regions.
        wanted: Whether it should hold or fail.
    """
    match leaf:
        case During(region, states):
            return _to_states(region, states, view, ways, wanted=wanted)
        case Reached():
            return _to_day(leaf, view, ways, wanted=wanted)
        case Known(fact):
            return _all_recorded((fact,), view, ways) if wanted else ()
        case Flag():
            value: Value = wanted
            return _recorded(leaf, leaf if wanted else Not(leaf), value, view, ways)
        case IsIn(choice, among):
            assert isinstance(among, tuple)  # noqa: S101 - charts have no parameters left
            options = among if wanted else tuple(o for o in choice.options if o not in among)
            return _recorded(choice, leaf if wanted else Not(leaf), options, view, ways)
        case AtLeast(number, bound):
            assert isinstance(bound, int)  # noqa: S101
            if number.moves == "rising" and not wanted and view.value(number) is not None:
                return ()
            aim = bound if wanted else bound - 1
            if not number.low <= aim <= number.high:
                return ()
            found = _recorded(number, leaf if wanted else Not(leaf), aim, view, ways)
            return tuple(
                frozenset(attrs.evolve(change, or_less=not wanted) for change in way)
                for way in found
            )
        case _:
            return ()


def _to_states(
    region: str, states: tuple[str, ...], view: CaseView, ways: Ways, *, wanted: bool
) -> Alternatives:
    """The states that would do and can be come to: by one event, or by the shortest way."""
    aims = [aim for aim in view.chart.states[region] if (aim in states) == wanted]
    if near := ways.next_to(region, aims):
        events = dict.fromkeys(heard for leading in near.values() for heard in leading)
        first = sorted(events, key=lambda heard: heard.event.adverse)
        return _one(_moved(region, tuple(near), first, (), view))
    far = ways.toward(region, aims)
    if far is None:
        return ()
    aim, path = far
    return _one(_moved(region, (aim,), [view.chart.events[path[0]]], path[1:], view))


def _moved(
    region: str,
    aims: tuple[str, ...],
    events: Sequence[ChartEvent],
    then: tuple[str, ...],
    view: CaseView,
) -> Change:
    against = all(heard.event.adverse for heard in events)
    against |= any(view.chart.events[name].event.adverse for name in then)
    return Change(
        _in_states(view, region, aims),
        region,
        aims,
        _deciders(events),
        tuple(heard.name for heard in events),
        view.on,
        then=then,
        question=During(region, aims),
        weight=_BY_EVENT * (1 + len(then)) + _AGAINST * against,
    )


def _one(change: Change) -> Alternatives:
    return (frozenset({change}),)


def _in_states(view: CaseView, region: str, states: tuple[str, ...]) -> str:
    title = view.chart.regions[view.chart.place[region]].words
    words = [f"“{view.chart.states[region][state].words}”" for state in states]
    return f"{title} is {either(words)}"


def _deciders(events: Iterable[ChartEvent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for heard in events for role in heard.event.decided_by))


def _to_day(leaf: Reached, view: CaseView, ways: Ways, *, wanted: bool) -> Alternatives:
    day = day_of(leaf.milestone, view.value)
    if day is None:
        missing = [fact for fact in milestone_facts(leaf.milestone) if view.value(fact) is None]
        return _all_recorded(missing, view, ways)
    # a day that has come does not go away again, and nobody is asked to move it
    return _one(Change(say(leaf), "time", None, earliest=day, question=leaf)) if wanted else ()


def _all_recorded(facts: Iterable[Fact], view: CaseView, ways: Ways) -> Alternatives:
    """All of these facts become known; what they say then decides."""
    together: frozenset[Change] = frozenset()
    for fact in facts:
        found = _recorded(fact, None, None, view, ways)
        if not found:
            return ()
        together |= found[0]
    return (together,)


def _recorded(
    fact: Fact,
    question: Guard | None,
    to: Value | tuple[str, ...] | None,
    view: CaseView,
    ways: Ways,
) -> Alternatives:
    """The change of a fact, if it can change at all; without a question, that it is recorded."""
    if to == () or fact.of == "target":
        return ()
    what = f"{fact.words} is recorded" if question is None else say(question)
    change = Change(what, fact.name, to, earliest=view.on, question=question)
    if question is None:
        change = attrs.evolve(change, fact=fact)
    if fact.of == "request":
        return _said(fact, change, view)
    if fact.derived is not None:
        return _by_register(fact, change, view, ways)
    known = view.value(fact) is not None
    if fact.moves == "fixed" and known:
        return ()
    setters = ways.here(
        heard
        for heard in view.chart.events.values()
        if heard is not view.heard and _may_set(heard, fact.name, to)
    )
    if fact.moves == "step" and not setters and not fact.recorded_by:
        return ()
    if not known and isinstance(to, bool) and fact.moves != "step":
        what = f"“{fact.words}” is recorded as {'yes' if to else 'no'}"
        change = attrs.evolve(change, what=what, fact=fact)
    only = bool(setters) and fact.moves == "step" and not fact.recorded_by
    change = _by(change, setters) if setters else change
    weight = change.weight if only else _OTHERWISE if known else _RECORDED
    who = tuple(dict.fromkeys((*fact.recorded_by, *_deciders(setters))))
    return _one(attrs.evolve(change, who=who, weight=weight))


def _by(change: Change, events: Sequence[ChartEvent]) -> Change:
    """The change, brought about by any of these events."""
    weight = _BY_EVENT + _AGAINST * all(heard.event.adverse for heard in events)
    names = tuple(heard.name for heard in events)
    return attrs.evolve(change, who=_deciders(events), by_events=names, weight=weight)


def _said(fact: Fact, change: Change, view: CaseView) -> Alternatives:
    assert view.heard is not None  # noqa: S101 - advice always has a request
    if fact.name == ACTING_ROLE:
        who = change.to if isinstance(change.to, tuple) else ()
        return _one(attrs.evolve(change, who=who))
    if fact.name in {"the_day", "human_actor"}:
        return ()
    who = (view.request.by.role,) if view.request is not None else view.heard.event.decided_by
    told = fact.name in view.heard.asks or word_of(fact.name) != fact.name
    return _one(attrs.evolve(change, who=who, word=word_of(fact.name) if told else ""))


def _by_register(fact: Fact, change: Change, view: CaseView, ways: Ways) -> Alternatives:
    reduction, to = fact.derived, change.to
    if not isinstance(reduction, (AnyInForce, CountOf, TotalDays)):
        return ()
    now = view.value(fact)
    more = to is True or (isinstance(to, int) and isinstance(now, int) and to > now)
    wanted = Adds if more else Ends
    if to is False and isinstance(reduction, AnyInForce):
        ends = [
            record.end
            for record in view.snapshot.records.get(reduction.register, ())
            if record.in_force(view.on)
            and all(record.value(name) in values for name, values in reduction.where)
        ]
        if ends and all(end is not None for end in ends):
            last = max(end for end in ends if end is not None)
            return _one(attrs.evolve(change, earliest=last))
    events = ways.here(
        heard
        for heard in view.chart.events.values()
        if heard is not view.heard
        and any(
            isinstance(effect, wanted) and effect.register == reduction.register
            for effect in heard.event.effects
        )
    )
    return _one(_by(change, events)) if events else ()


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
