"""What could change about one question of a guard: to what, by whom, from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import (
    AnyInForce,
    AtLeast,
    Choice,
    CountOf,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Number,
    Reached,
    TotalDays,
    day_of,
    weigh,
)
from continuum.guards.walk import milestone_facts
from continuum.prose import say
from continuum.rulebook.request import ACTING_ROLE
from continuum.rulebook.statechart import Adds, Ends, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics import CaseView

__all__ = ["Change", "changes_for", "holds_as_wanted"]


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
    """

    what: str
    about: str
    to: Value | tuple[str, ...] | None
    who: tuple[str, ...] = ()
    by_events: tuple[str, ...] = ()
    earliest: date | None = None

    def told(self, on: date | None = None) -> str:
        """Say the change, who can make it and from when.

        Args:
            on: The day from which it is looked at; an earliest day that is no later is left out.
        """
        later = self.earliest is not None and (on is None or self.earliest > on)
        when = f", from {self.earliest}" if later else ""
        how = f", by {_either(f'`{name}`' for name in self.by_events)}" if self.by_events else ""
        who = f" ({_either(role.replace('_', ' ') for role in self.who)})" if self.who else ""
        return f"{self.what}{when}{how}{who}"

    def __str__(self) -> str:
        """Say the change, who can make it and from when."""
        return self.told()


def changes_for(leaf: Guard, view: CaseView, *, wanted: bool) -> tuple[Change, ...]:
    """Give the single changes that would make a question hold (or fail), each enough by itself.

    Never asks for what cannot change: a fact that is fixed and known, a day that has passed, a
    liberty date.

    Args:
        leaf: A question, without connectives.
        view: The case as it is, with the request.
        wanted: Whether it should hold or fail.
    """
    match leaf:
        case During(region, states):
            return _to_states(region, states, view, wanted=wanted)
        case Reached():
            return _to_day(leaf, view) if wanted else ()
        case Known(fact):
            if not wanted:
                return ()
            return _recorded(fact, say(leaf), _some_value(fact), view)
        case Flag():
            value: Value = wanted
            return _recorded(leaf, say(leaf if wanted else Not(leaf)), value, view)
        case IsIn(choice, among):
            assert isinstance(among, tuple)  # noqa: S101 - charts have no parameters left
            options = among if wanted else tuple(o for o in choice.options if o not in among)
            return _recorded(choice, say(leaf if wanted else Not(leaf)), options, view)
        case AtLeast(number, bound):
            assert isinstance(bound, int)  # noqa: S101
            if number.moves == "rising" and not wanted:
                return ()
            aim = bound if wanted else bound - 1
            if not number.low <= aim <= number.high:
                return ()
            return _recorded(number, say(leaf if wanted else Not(leaf)), aim, view)
        case _:
            return ()


def _some_value(fact: Fact) -> Value | tuple[str, ...] | None:
    match fact:
        case Flag():
            return True
        case Choice(options=options):
            return options
        case Number(low=low):
            return low
        case _:
            return None


def _to_states(
    region: str, states: tuple[str, ...], view: CaseView, *, wanted: bool
) -> tuple[Change, ...]:
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
    return (
        Change(
            _in_states(view, region, aims),
            region,
            aims,
            _deciders(view.chart.events[name] for name in events),
            tuple(events),
            view.on,
        ),
    )


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


def _to_day(leaf: Reached, view: CaseView) -> tuple[Change, ...]:
    day = day_of(leaf.milestone, view.value)
    if day is not None:
        return (Change(say(leaf), "time", None, earliest=day),)
    missing = {f.name: f for f in milestone_facts(leaf.milestone) if view.value(f) is None}
    recordable = [_recorded(fact, "", None, view) for fact in missing.values()]
    if not all(recordable):
        return ()
    names = " and ".join(fact.words for fact in missing.values())
    return (
        Change(
            f"{names} {'is' if len(missing) == 1 else 'are'} recorded, and {say(leaf)}",
            next(iter(missing)),
            None,
            tuple(dict.fromkeys(role for changes in recordable for role in changes[0].who)),
            tuple(dict.fromkeys(name for changes in recordable for name in changes[0].by_events)),
            view.on,
        ),
    )


def _recorded(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> tuple[Change, ...]:
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
    setters = [h for h in view.chart.events.values() if _may_set(h, fact.name, to)]
    if fact.moves == "step" and not setters and not fact.recorded_by:
        return ()
    who = tuple(dict.fromkeys((*fact.recorded_by, *_deciders(setters))))
    if not known and isinstance(to, bool) and fact.moves != "step":
        what = f"“{fact.words}” is recorded as {'yes' if to else 'no'}"
    return (Change(what, fact.name, to, who, tuple(h.name for h in setters), view.on),)


def _said(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> tuple[Change, ...]:
    assert view.heard is not None  # noqa: S101 - advice always has a request
    if fact.name == ACTING_ROLE:
        return (Change(what, fact.name, to, to if isinstance(to, tuple) else (), (), view.on),)
    if fact.name in {"the_day", "human_actor"}:
        return ()
    who = (view.request.by.role,) if view.request is not None else view.heard.event.decided_by
    return (Change(what, fact.name, to, who, (), view.on),)


def _by_register(
    fact: Fact, what: str, to: Value | tuple[str, ...] | None, view: CaseView
) -> tuple[Change, ...]:
    reduction = fact.derived
    if not isinstance(reduction, (AnyInForce, CountOf, TotalDays)):
        return ()
    now = view.value(fact)
    more = to is True or (isinstance(to, int) and isinstance(now, int) and to > now)
    wanted = Adds if more else Ends
    events = [
        heard
        for heard in view.chart.events.values()
        if any(
            isinstance(effect, wanted) and effect.register == reduction.register
            for effect in heard.event.effects
        )
    ]
    earliest = view.on
    if to is False and isinstance(reduction, AnyInForce):
        ends = [
            record.end
            for record in view.snapshot.records.get(reduction.register, ())
            if record.in_force(view.on)
            and all(record.value(name) in values for name, values in reduction.where)
        ]
        if ends and all(end is not None for end in ends):
            last = max(end for end in ends if end is not None)
            return (Change(what, fact.name, to, (), (), last),)
    if not events:
        return ()
    return (
        Change(what, fact.name, to, _deciders(events), tuple(h.name for h in events), earliest),
    )


def _may_set(heard: ChartEvent, name: str, to: Value | tuple[str, ...] | None) -> bool:
    for effect in heard.event.effects:
        if isinstance(effect, Sets) and effect.fact == name:
            if isinstance(effect.to, Said) or hasattr(effect.to, "reached") or to is None:
                return True
            if effect.to == to or (isinstance(to, tuple) and effect.to in to):
                return True
    return False


def holds_as_wanted(leaf: Guard, view: CaseView, *, wanted: bool) -> bool:
    """Whether a question already has the truth that is wanted."""
    truth = weigh(leaf, view)
    return bool(truth.holds if wanted else truth.fails)
