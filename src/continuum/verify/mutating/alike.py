"""Whether a planted fault changes anything at all, decided on the conditions themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.guards import ALWAYS, During, Not, Some
from continuum.rulebook import PhaseForm
from continuum.verify.following.solving import nothing_settled, solve
from continuum.verify.situations.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart, ChartEvent, Gate, Leg, Rulebook
    from continuum.verify.following.solving import Goal

__all__ = ["proved_alike"]


@attrs.frozen
class _Pair:
    """A guard before and after, and when it is looked at.

    Args:
        old: Before.
        new: After.
        beside: What is so whenever the guard matters.
        holds: Whether it matters where it holds.
        fails: Whether it matters where it fails, told apart from where it is not known.
    """

    old: Guard
    new: Guard
    beside: tuple[Goal, ...] = ()
    holds: bool = True
    fails: bool = True


def proved_alike(old: Rulebook, new: Rulebook) -> bool:
    """Whether two forms of a rulebook are proved to answer alike, wherever a case may stand.

    Args:
        old: The rulebook.
        new: The same with a fault planted.

    Returns:
        ``True`` only where it is proved; ``False``: they differ, or it was not proved.
    """
    before, after = old.lower(old.as_of), new.lower(new.as_of)
    pairs = _pairs(before, after)
    if pairs is None:
        return False
    differing = [pair for pair in pairs if pair.old != pair.new]
    guards = [guard for pair in differing for guard in (pair.old, pair.new)]
    guards += [guard for pair in differing for guard, _ in pair.beside]
    told = tuple(PhaseForm("", guard) for guard in guards)
    cells = Cells(attrs.evolve(after, phases=told, attached={}, configurations={}))
    return not any(_differ(cells, pair) for pair in differing)


def _differ(cells: Cells, pair: _Pair) -> bool:
    one: list[tuple[Goal, Goal]] = []
    if pair.holds:
        one.append(((pair.old, "holds"), (pair.new, "not")))
        one.append(((pair.new, "holds"), (pair.old, "not")))
    if pair.fails:
        one.append(((pair.old, "fails"), (Not(pair.new), "not")))
        one.append(((pair.new, "fails"), (Not(pair.old), "not")))
    return any(
        solve(cells, (*pair.beside, *goals), nothing_settled, cells.domain) is not None
        for goals in one
    )


def _pairs(before: Chart, after: Chart) -> list[_Pair] | None:
    """Every guard before and after; ``None`` where more than a guard is otherwise."""
    found: list[_Pair] = []
    if before.events.keys() != after.events.keys() or before.regions != _unlawful(before, after):
        return None
    for name, heard in before.events.items():
        pairs = _of_event(heard, after.events[name])
        if pairs is None:
            return None
        found += pairs
    for region, states in before.states.items():
        for name, state in states.items():
            other = after.states[region][name]
            found.append(_Pair(state.lawful_while, other.lawful_while, (), fails=False))
    for part in ("steps", "handovers", "phases"):
        items, others = getattr(before, part), getattr(after, part)
        for item, other in zip(items, others, strict=True):
            pairs = _of_item(item, other)
            if pairs is None:
                return None
            found += pairs
    return found


def _unlawful(before: Chart, after: Chart) -> object:
    """The regions after, with the guards of their states as they were before."""
    return tuple(
        attrs.evolve(
            region,
            states=tuple(
                attrs.evolve(state, lawful_while=was.lawful_while)
                for state, was in zip(region.states, old.states, strict=True)
            ),
        )
        for region, old in zip(after.regions, before.regions, strict=True)
    )


def _of_item(item: Any, other: Any) -> list[_Pair] | None:
    slots = [name for name in ("available", "done", "when") if hasattr(item, name)]
    same = attrs.evolve(other, **{name: getattr(item, name) for name in slots})
    if same != item:
        return None
    found: list[_Pair] = []
    for name in slots:
        # Whether something is done is asked only where it can be done.
        beside: tuple[Goal, ...] = ((item.available, "holds"),) if name == "done" else ()
        found.append(_Pair(getattr(item, name), getattr(other, name), beside, fails=False))
    return found


def _of_event(old: ChartEvent, new: ChartEvent) -> list[_Pair] | None:
    if attrs.evolve(new.event, requires=old.event.requires) != old.event:
        return None
    open_gates: tuple[Goal, ...] = tuple((Not(gate.guard), "not") for gate in old.gates)
    at_a_source: tuple[Goal, ...] = tuple(
        (During(region, tuple(by_state)), "holds") for region, by_state in old.ways.items()
    )
    found: list[_Pair] = []
    for part, beside in (
        ("gates", ()),
        ("warnings", open_gates),
        ("owed", open_gates),
        ("demands", at_a_source),
    ):
        exact = part == "gates"
        pairs = _of_gates(getattr(old, part), getattr(new, part), beside, exact=exact)
        if pairs is None:
            return None
        found += pairs
    ways = _of_ways(old, new, open_gates)
    return None if ways is None else [*found, *ways]


def _of_gates(
    old: Iterable[Gate], new: Iterable[Gate], beside: tuple[Goal, ...], *, exact: bool
) -> list[_Pair] | None:
    before, after = list(old), list(new)
    if [(g.id, len(g.duty)) for g in before] != [(g.id, len(g.duty)) for g in after]:
        # What requires nothing has no gate: it is as if it had one that always holds.
        return _with_requires(before, after, beside, exact=exact)
    found: list[_Pair] = []
    for gate, other in zip(before, after, strict=True):
        found.append(_Pair(gate.guard, other.guard, beside, fails=exact))
        if gate.base is not None and other.base is not None:
            found.append(_Pair(gate.base, other.base, (), fails=False))
        elif gate.base is not other.base:
            return None
        for form, that in zip(gate.duty, other.duty, strict=True):
            if attrs.evolve(that, met=form.met, lapses=form.lapses) != form:
                return None
            found.append(_Pair(form.met, that.met, (), fails=False))
            lapses = (form.lapses, that.lapses)
            if lapses[0] is not None and lapses[1] is not None:
                found.append(_Pair(lapses[0], lapses[1], (), fails=False))
    return found


def _with_requires(
    before: list[Gate], after: list[Gate], beside: tuple[Goal, ...], *, exact: bool
) -> list[_Pair] | None:
    names = [gate.id for gate in after]
    lost = [gate for gate in before if gate.id not in names]
    rest = [gate for gate in before if gate.id in names]
    if len(lost) != 1 or lost[0].id != "requires" or len(rest) != len(after):
        return None
    pairs = _of_gates(rest, after, beside, exact=exact)
    return None if pairs is None else [*pairs, _Pair(lost[0].guard, ALWAYS, beside, fails=exact)]


def _of_ways(old: ChartEvent, new: ChartEvent, open_gates: tuple[Goal, ...]) -> list[_Pair] | None:
    def targets(heard: ChartEvent) -> list[tuple[str, str, str]]:
        return [(leg.region, leg.source, leg.target) for leg in _legs(heard)]

    if targets(old) != targets(new):
        return None
    found: list[_Pair] = []
    for leg, other in zip(_legs(old), _legs(new), strict=True):
        here: Goal = (During(leg.region, (leg.source,)), "holds")
        # A way that is shut is told among what stands against the event in any case; whether it
        # fails or is not known matters where no gate has failed, or where it stands beside another.
        found.append(_Pair(leg.when, other.when, (here,), fails=False))
        found.append(_Pair(leg.when, other.when, (*open_gates, here), holds=False))
        beside = [one.when for one in old.ways[leg.region][leg.source] if one is not leg]
        if beside:
            another: Goal = (Some(beside), "holds")
            found.append(_Pair(leg.when, other.when, (here, another), holds=False))
    return found


def _legs(heard: ChartEvent) -> Iterator[Leg]:
    for by_state in heard.ways.values():
        for legs in by_state.values():
            yield from legs
