"""The plan of one region: its states and signposts as boxes, in the best order found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.prose.layout import Box, Plan, Wire, lay_out
from continuum.prose.lettering import text_width, wrapped
from continuum.prose.naming import say_event
from continuum.prose.signposts import (
    Signpost,
    rules_in_short,
    signposts_of,
    states_in_words,
    staying_events,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from continuum.rulebook import Region, Rulebook

__all__ = [
    "NOTE",
    "SMALL",
    "STATE",
    "EventLabel",
    "RegionPlan",
    "StateBox",
    "WayBox",
    "plan_region",
]

STATE = 14.0
"""The size of the letters of a state, in pixels."""
NOTE = 11.5
"""The size of the letters of an event."""
SMALL = 9.5
"""The size of the letters of rule ids."""

_STATE_WIDTH = 150.0
_WAY_WIDTH = 150.0
_INSIDE_AT_MOST = 3
_TOLD_FROM = 6
_ORIGIN_WIDTH = 190.0


@attrs.frozen
class StateBox:
    """A state: its title, and what it hears without being left, in lines."""

    name: str
    title: tuple[str, ...]
    stays: tuple[tuple[str, ...], ...]
    width: float
    height: float


@attrs.frozen
class EventLabel:
    """An event on a signpost, in lines, with the rules that name it."""

    name: str
    adverse: bool
    lines: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high it is."""
        return 14.5 * len(self.lines) + 12 * len(self.rules)


@attrs.frozen
class WayBox:
    """A signpost with its events; where it has many sources, they are told in lines."""

    post: Signpost
    events: tuple[EventLabel, ...]
    origin: tuple[str, ...]
    width: float
    height: float


@attrs.frozen
class RegionPlan:
    """Everything to draw a region.

    Args:
        region: The region.
        plan: Where the boxes stand.
        states: The name of a box to its state.
        ways: The name of a box to its signpost.
        notes: Sentences on events that are heard without moving.
    """

    region: Region
    plan: Plan
    states: Mapping[str, StateBox]
    ways: Mapping[str, WayBox]
    notes: tuple[str, ...]


def plan_region(book: Rulebook, region: Region) -> RegionPlan:
    """Plan the picture of a region.

    Several orders of the states are tried; the one that is easiest to read is kept.
    """
    inside, notes = _stays(book, region)
    states = {f"state {s.name}": _state_box(s.name, s.words, inside) for s in region.states}
    posts = signposts_of(book, region)
    best: tuple[Plan, dict[str, WayBox]] | None = None
    for order in _orders(region, posts):
        place = {name: k for k, name in enumerate(order)}
        ways: dict[str, WayBox] = {}
        for post in posts:
            for half in _halves(post, place):
                ways[f"way {len(ways)}"] = _way_box(book, region, half)
        plan = _planned(order, states, ways)
        if best is None or plan.cost < best[0].cost:
            best = plan, ways
    assert best is not None  # noqa: S101 - there is always the declared order
    return RegionPlan(region, best[0], states, best[1], notes)


def _planned(
    order: Sequence[str], states: Mapping[str, StateBox], ways: Mapping[str, WayBox]
) -> Plan:
    boxes = [Box(name, box.width, box.height) for name, box in states.items()]
    boxes += [Box(name, box.width, box.height, odd=True) for name, box in ways.items()]
    wires: list[Wire] = []
    beside: dict[str, tuple[list[str], list[str]]] = {state: ([], []) for state in order}
    for name, way in ways.items():
        post = way.post
        if not way.origin:
            wires += [Wire(f"state {source}", name, name) for source in post.sources]
        wires += [Wire(name, f"state {target}", name) for target in post.targets]
        state, side = _place(way, order)
        beside[state][side].append(name)
    full: list[str] = []
    for state in order:
        above, below = beside[state]
        full += [*above, f"state {state}", *below]
    return lay_out(boxes, wires, full)


def _place(way: WayBox, order: Sequence[str]) -> tuple[str, int]:
    """Give the state beside which a signpost stands in an order, and whether above or below it.

    Where most of its lines run the same way, and else where they are short.
    """
    place = {name: k for k, name in enumerate(order)}
    sources = [] if way.origin else [place[name] for name in way.post.sources]
    targets = [place[name] for name in way.post.targets]
    if way.origin or (len(targets) == 1 and max(sources) < targets[0]):
        return order[min(targets)], 0

    def cost(at: int) -> tuple[float, int]:
        against = sum(k > at for k in sources) + sum(k <= at for k in targets)
        against = min(against, len(sources) + len(targets) - against)
        return 4 * against + sum(abs(k - at - 0.5) for k in (*sources, *targets)), at

    return order[min(range(min(*sources, *targets), len(order)), key=cost)], 1


def _halves(post: Signpost, place: Mapping[str, int]) -> Iterator[Signpost]:
    """One signpost for the states above its one target, and one for those below.

    Those of many states stay whole: they tell where they come from instead of showing it.
    """
    if len(post.targets) > 1 or len(post.sources) >= _TOLD_FROM:
        yield post
        return
    target = place[post.targets[0]]
    above = tuple(source for source in post.sources if place[source] < target)
    below = tuple(source for source in post.sources if place[source] > target)
    for sources in (above, below):
        if sources:
            yield attrs.evolve(post, sources=sources)


def _orders(region: Region, posts: Sequence[Signpost]) -> Iterator[tuple[str, ...]]:
    """Give the orders worth trying: as declared, by distance from the start, by depth first."""
    after: dict[str, list[str]] = {name: [] for name in region.names}
    for post in posts:
        for source in post.sources:
            after[source] += post.targets
    rank = {name: k for k, name in enumerate(region.names)}
    first = region.initial
    yield (first, *(name for name in region.names if name != first))
    near = [first]
    for name in near:
        near += [t for t in sorted(set(after[name]), key=rank.__getitem__) if t not in near]
    yield (*near, *(name for name in region.names if name not in near))
    deep: list[str] = []
    seen = {first}

    def visit(name: str) -> None:
        for target in sorted(set(after[name]), key=rank.__getitem__, reverse=True):
            if target not in seen:
                seen.add(target)
                visit(target)
        deep.append(name)

    visit(first)
    deep.reverse()
    yield (*deep, *(name for name in region.names if name not in seen))


def _stays(book: Rulebook, region: Region) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Events that leave a state as it is: in the box where there are few, else in a note."""
    inside: dict[str, list[str]] = {}
    notes: list[str] = []
    for event, states in staying_events(book, region).items():
        words = say_event(event, book)
        if len(states) == 1 and len(inside.get(states[0], ())) < _INSIDE_AT_MOST:
            inside.setdefault(states[0], []).append(words)
        else:
            notes.append(f"{words} (in {states_in_words(region, states)})")
    return inside, tuple(notes)


def _state_box(name: str, words: str, inside: Mapping[str, Sequence[str]]) -> StateBox:
    title = wrapped(words, STATE, _STATE_WIDTH)
    stays = tuple(wrapped(said, NOTE, _STATE_WIDTH) for said in inside.get(name, ()))
    widest = max(
        *(text_width(line, STATE) for line in title),
        *(text_width(line, NOTE) + 18 for lines in stays for line in lines),
        76.0,
    )
    inner = sum(15 * len(lines) + 2 for lines in stays)
    height = 20 + 18 * len(title) + (inner + 4 if stays else 0)
    return StateBox(name, title, stays, widest + 26, height)


def _way_box(book: Rulebook, region: Region, post: Signpost) -> WayBox:
    events = tuple(_label(book, name) for name in post.events)
    origin: tuple[str, ...] = ()
    if len(post.sources) >= _TOLD_FROM:
        said = f"from {states_in_words(region, post.sources, but=post.targets)}"
        origin = wrapped(said, SMALL, _ORIGIN_WIDTH)
    widest = max(
        *(text_width(line, NOTE) + 16 * e.adverse for e in events for line in e.lines),
        *(text_width(line, SMALL) + 16 * e.adverse for e in events for line in e.rules),
        *(text_width(line, SMALL) for line in origin),
        40.0,
    )
    height = 8 + sum(event.height for event in events) + 6 * (len(events) - 1)
    height += 12 * len(origin) + 6 if origin else 0
    return WayBox(post, events, origin, widest + 16, height)


def _label(book: Rulebook, name: str) -> EventLabel:
    rules = rules_in_short(book, name)
    return EventLabel(
        name,
        book.event(name).adverse,
        wrapped(say_event(name, book), NOTE, _WAY_WIDTH),
        wrapped(rules, SMALL, _WAY_WIDTH) if rules else (),
    )
