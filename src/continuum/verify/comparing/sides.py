"""Every guard of two rulebooks, side by side: of rules, gates, ways, states, steps and phases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.guards import All, Not, Some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import Chart, Rule
    from continuum.verify.comparing.terms import Terms

__all__ = ["Side", "sides_of"]


@attrs.frozen
class Side:
    """A guard before and after.

    Args:
        sort: What has it.
        name: Its id, or the event, state or phase.
        old: As it was, ``None``: it was not there.
        new: As it is, in the old names for states; ``None``: it is not there any more.
        besides: What else is otherwise.
    """

    sort: str
    name: str
    old: Guard | None
    new: Guard | None
    besides: tuple[str, ...] = ()


def sides_of(terms: Terms) -> Iterator[Side]:
    """Give every guard with the one that stands in its place.

    Args:
        terms: The old chart, and the new one in its terms.
    """
    old, new = terms.mine, terms.theirs
    yield from _rules(terms)
    for name, heard in old.events.items():
        other = new.events.get(name)
        if other is None:
            continue
        asked = (heard.event.requires, terms.placed(other.event.requires))
        yield Side("requires", name, *asked)
        yield from _ways(terms, name)
    for (region, name), (home, there) in terms.homes.items():
        one, two = old.states[region][name], new.states[home][there]
        guards = (one.lawful_while, terms.placed(two.lawful_while))
        yield Side("lawful", f"{region}.{name}", *guards)
    for sort, part, slot in (
        ("step", "steps", "available"),
        ("done", "steps", "done"),
        ("handover", "handovers", "available"),
    ):
        items = {item.id: item for item in getattr(old, part)}
        others = {item.id: item for item in getattr(new, part)}
        for id in {**items, **others}:
            yield _of_items(terms, sort, slot, items.get(id), others.get(id))
    phases, others = _phases(old), _phases(new)
    for phase in {**phases, **others}:
        after = others.get(phase)
        yield Side(
            "phase", phase, phases.get(phase), None if after is None else terms.placed(after)
        )


def _of_items(terms: Terms, sort: str, slot: str, item: Any, other: Any) -> Side:
    name = (item or other).id
    besides: list[str] = []
    if item is not None and other is not None and slot == "available":
        besides = [
            f"its {_WORDS.get(what, what)} is otherwise"
            for what in ("kind", "owner", "sender", "receiver", "due", "before", "leads")
            if getattr(item, what, None) != getattr(other, what, None)
        ]
    return Side(
        sort,
        name,
        None if item is None else getattr(item, slot),
        None if other is None else terms.placed(getattr(other, slot)),
        tuple(besides),
    )


_WORDS: Final = {"due": "last day", "before": "place before events", "leads": "passing of the lead"}


def _phases(chart: Chart) -> dict[str, Guard]:
    found: dict[str, list[Guard]] = {}
    for form in chart.phases:
        found.setdefault(form.phase, []).append(form.when)
    return {phase: whens[0] if len(whens) == 1 else Some(whens) for phase, whens in found.items()}


def _ways(terms: Terms, event: str) -> Iterator[Side]:
    """The conditions of ways, by region, source and target; in my names for states."""
    mine: dict[tuple[str, ...], list[Guard]] = {}
    theirs: dict[tuple[str, ...], list[Guard]] = {}
    for found, heard, placed in (
        (mine, terms.mine.events[event], False),
        (theirs, terms.event(terms.theirs.events[event]), True),
    ):
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                for leg in legs:
                    target = leg.target if placed else terms.home(region, leg.target)
                    found.setdefault((region, source, target), []).append(leg.when)
    for at in {**mine, **theirs}:
        region, source, target = at
        one, two = (_any(found.get(at)) for found in (mine, theirs))
        yield Side("way", f"{event}: {region}.{source} to {target}", one, two)


def _any(whens: list[Guard] | None) -> Guard | None:
    return None if whens is None else whens[0] if len(whens) == 1 else Some(whens)


@attrs.frozen
class _Found:
    rule: Rule
    events: tuple[str, ...]


def _found(chart: Chart) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for name, heard in chart.events.items():
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
            if gate.rule is not None:
                known = found.get(gate.rule.id)
                events = (*(() if known is None else known.events), name)
                found[gate.rule.id] = _Found(gate.rule, events)
    return found


def _rules(terms: Terms) -> Iterator[Side]:
    old, new = _found(terms.mine), _found(terms.theirs)
    for id in {**old, **new}:
        one, two = old.get(id), new.get(id)
        if one is None or two is None:
            guard = (one or two).rule.guard  # type: ignore[union-attr]
            yield Side("rule", id, guard if one else None, guard if two else None)
            continue
        besides = tuple(_besides(one, two))
        yield Side("rule", id, _passes(one.rule), terms.placed(_passes(two.rule)), besides)
        exempt = {e.label: e.guard for e in one.rule.exemptions}
        exempts = {e.label: terms.placed(e.guard) for e in two.rule.exemptions}
        for label in {**exempt, **exempts}:
            yield Side("exemption", f"{id}/{label}", exempt.get(label), exempts.get(label))


def _passes(rule: Rule) -> Guard:
    exempt = tuple(exemption.guard for exemption in rule.exemptions)
    if not exempt:
        return rule.guard
    if rule.then == "demands":
        return All((rule.guard, *(Not(guard) for guard in exempt)))
    return Some((rule.guard, *exempt))


def _besides(one: _Found, two: _Found) -> Iterator[str]:
    for slot, words in (
        ("then", "it {1}, and {0} before"),
        ("precedence", "its precedence is `{1}` instead of `{0}`"),
        ("force", "its force is `{1}` instead of `{0}`"),
    ):
        was, now = getattr(one.rule, slot), getattr(two.rule, slot)
        if was != now:
            yield words.format(was, now)
    more, less = (
        Counter(two.events) - Counter(one.events),
        Counter(one.events) - Counter(two.events),
    )
    if more:
        yield f"it also governs {', '.join(f'`{name}`' for name in more)}"
    if less:
        yield f"it no longer governs {', '.join(f'`{name}`' for name in less)}"
    if one.rule.duty != two.rule.duty:
        yield "what it lets be owed is otherwise"
