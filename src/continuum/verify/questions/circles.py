"""Questions to what never happens: do events, or steps, wait for each other in a circle?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import Some, facts_in
from continuum.prose.naming import say_list
from continuum.rulebook import Said, Sets
from continuum.verify.following.solving import solve
from continuum.verify.situations.cells import MISSING, TOUCHED
from continuum.verify.situations.moves import allowed_by, touches, with_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from continuum.guards import Value
    from continuum.rulebook import ChartEvent, Step
    from continuum.verify.following.solving import Goal
    from continuum.verify.questions.statechart import Walked
    from continuum.verify.search import Search
    from continuum.verify.situations.cells import Key

__all__ = ["circles"]


@attrs.frozen
class _Wait:
    """An event waits for something that only certain other events bring about.

    Args:
        key: What it waits for.
        events: The events that would bring it about; none of them ever happens.
        what: What it waits for and who would bring it about, in words.
    """

    key: Key
    events: tuple[str, ...]
    what: str


def circles(walked: Walked) -> frozenset[str]:
    """Ask of the events that never happen whether some of them wait for each other.

    An event waits for what only other events bring about, where it cannot happen as long as that
    is as it was at the opening.  Of steps it is asked whether each must come before the other.

    Args:
        walked: What was walked.

    Returns:
        The events of all circles: why they never happen has been told.
    """
    outcome, search = walked.outcome, walked.search
    waits = {
        event: tuple(_waits(search, search.chart.events[event], walked.never))
        for event in search.chart.events
        if event in walked.never and walked.happens(event)
    }
    after = {
        event: [other for wait in found for other in wait.events] for event, found in waits.items()
    }
    told: set[str] = set()
    for circle in _rings(after):
        told |= {*circle}
        names = tuple(dict.fromkeys(_label(search, event)[1] for event in circle))
        ends = "never happens" if len(names) == 1 else "none of them ever happens"
        outcome.found(
            "circular_prerequisite",
            names,
            f"{_said(search, circle, waits)}, so {ends}; let one of them happen without what "
            "it waits for, or let another event record that",
        )
    found = len(told) + _steps(walked, told)
    if not found:
        outcome.proved.append("no events and no steps wait for each other in a circle")
    return frozenset(told)


# ---------------------------------------------------------------------------- events


def _waits(search: Search, heard: ChartEvent, never: frozenset[str]) -> Iterator[_Wait]:
    """Give what an event cannot do without, and what none of its causes ever brings about."""
    cells = search.cells
    goals: list[Goal] = [g for name, g in allowed_by(heard, {}) if not name.startswith("way:")]
    for by_state in heard.ways.values():
        conditions = Some(leg.when for legs in by_state.values() for leg in legs)
        goals.append((with_request(heard, conditions), "holds"))
    keys = {key for guard, _ in goals for key in cells.keys(guard)}
    keys |= {base for key in keys for base in cells.based.get(key, ())}
    for key in sorted(keys):
        if cells.kind(key) not in {"tracked", "derived", "any", "place"}:
            continue
        if _possible(search, goals, {key: _at_first(search, key)}):
            continue
        found = [
            (other, value)
            for other in cells.chart.events.values()
            for value in _brings(search, other, key)
            if value is MISSING or _possible(search, goals, {key: value})
        ]
        events = tuple(dict.fromkeys(other.name for other, _ in found))
        if events and {*events} <= never:
            yield _Wait(key, events, _what(search, key, events, [value for _, value in found]))


def _possible(search: Search, goals: Iterable[Goal], values: Mapping[Key, object]) -> bool:
    def settled(key: Key) -> object:
        return values.get(key, MISSING)

    return solve(search.cells, goals, settled, search.cells.domain) is not None


def _at_first(search: Search, key: Key) -> Value | None:
    """What is so at the opening of every case."""
    cells = search.cells
    return (
        cells.empty(cells.chart.facts[key])
        if cells.kind(key) == "derived"
        else cells.domain(key)[0]
    )


def _brings(search: Search, heard: ChartEvent, key: Key) -> Iterator[object]:
    """The values that an event may give to something; ``MISSING``: whatever is wanted."""
    cells = search.cells
    match cells.kind(key):
        case "place":
            by_state = heard.ways.get(key.removeprefix("in:"), {})
            yield from {leg.target for legs in by_state.values() for leg in legs}
        case "tracked":
            for effect in heard.event.effects:
                if isinstance(effect, Sets) and effect.fact == key:
                    open_ = isinstance(effect.to, Said) or hasattr(effect.to, "reached")
                    yield MISSING if open_ else cells.cell(key, effect.to)  # type: ignore[arg-type]
        case "derived":
            if touches(cells, heard, TOUCHED + key):
                yield MISSING
        case _:
            if touches(cells, heard, key):
                yield True


def _what(search: Search, key: Key, events: tuple[str, ...], values: Sequence[object]) -> str:
    """Say what is waited for and who would bring it about."""
    who = say_list(dict.fromkeys(_label(search, event)[0] for event in events))
    kind = search.cells.kind(key)
    if kind == "place":
        region = key.removeprefix("in:")
        words = search.chart.regions[search.chart.place[region]].words
        states = say_list((f"`{value}`" for value in dict.fromkeys(values)), "or")
        return f"{states} in {words}, to which only {who} leads"
    if kind == "any":
        return f"a record in `{key.removeprefix('any:')}`, which only {who} adds"
    return f"`{key}`, which only {who} records"


def _said(search: Search, circle: list[str], waits: Mapping[str, tuple[_Wait, ...]]) -> str:
    """Say the circle: each of its events with what it waits for."""
    parts = []
    for event, other in zip(circle, (*circle[1:], circle[0]), strict=True):
        said, name = _label(search, event)
        if name == _label(search, other)[1] and len(circle) > 1:
            continue  # the next stage of the same handover
        wait = next(wait for wait in waits[event] if other in wait.events)
        parts.append(f"{said} waits for {wait.what}")
    return ", and ".join(parts) or f"{_label(search, circle[0])[0]} waits for itself"


def _label(search: Search, event: str) -> tuple[str, str]:
    """Give the words for an event, and its name; the stages of a handover stand for it."""
    for handover in search.chart.handovers:
        if event.startswith(f"{handover.stage.name}_") and not any(
            event == declared.name for declared in search.chart.book.events
        ):
            return f"handover {handover.id}", handover.id
    return f"`{event}`", event


# ---------------------------------------------------------------------------- steps


def _steps(walked: Walked, told: set[str]) -> int:
    """Tell of steps each of which must come before the other."""
    chart = walked.search.chart
    steps = {step.id: step for step in chart.steps if step.kind in {"statutory", "mandatory"}}
    after = {
        step.id: [other.id for other in steps.values() if _alone(walked, step) in other.before]
        for step in steps.values()
    }
    found = 0
    for ring in _rings(after):
        if {steps[id].event for id in ring} & told:
            continue
        found += 1
        parts = [
            f"step {other} must come before `{steps[id].event}`, which does step {id}"
            for id, other in zip(ring, (*ring[1:], ring[0]), strict=True)
        ]
        walked.outcome.found(
            "circular_prerequisite",
            tuple(ring),
            f"{', and '.join(parts)}, so no order keeps them all; let one of them come first",
        )
    return found


def _alone(walked: Walked, step: Step) -> str:
    """The event that does a step, where nothing else does."""
    reads = {fact.name for fact in facts_in(step.done)}
    events = walked.search.chart.events.values()
    by = {
        heard.name
        for heard in events
        if any(touches(walked.search.cells, heard, name) for name in reads)
    }
    return step.event if by == {step.event} else ""


def _rings(after: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Give circles that share nothing: a shortest one through the first of its members."""
    seen: set[str] = set()
    for first in after:
        if first in seen:
            continue
        came = {first: first}
        waiting = [first]
        last = ""
        while waiting and not last:
            one = waiting.pop(0)
            for other in after.get(one, ()):
                if other == first:
                    last = one
                    break
                if other not in came and other in after and other not in seen:
                    came[other] = one
                    waiting.append(other)
        if last:
            ring = [last]
            while ring[-1] != first:
                ring.append(came[ring[-1]])
            seen |= {*ring}
            yield ring[::-1]
