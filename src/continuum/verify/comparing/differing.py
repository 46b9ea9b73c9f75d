"""What two rulebooks both allow and do differently: where it leads, what is recorded and owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.verify.comparing.contrasts import recorded
from continuum.verify.comparing.decided import Decided, asked_in
from continuum.verify.following.story import Story
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed, with_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import ChartEvent, Gate, Leg
    from continuum.semantics import Decision
    from continuum.verify.comparing.losing import Direction
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal

__all__ = ["Otherwise", "otherwise", "stopped_differently"]


@attrs.frozen
class Otherwise:
    """Something that happens under both rulebooks, and not in the same way.

    Args:
        sort: ``way``, ``recorded``, ``owed``, ``warned``; ``duty``: owed by both, otherwise.
        event: The event.
        names: The region with both targets; or the id of the rule.
        now: Whether it is so under the new one only; for ways and records always.
        history: A story that both follow to the end; ``None`` where none was found.
        why: Why none was found.
    """

    sort: str
    event: str
    names: tuple[str, ...]
    now: bool
    history: Story | None
    why: str = ""


def otherwise(direction: Direction) -> Iterator[Otherwise]:
    """Give what both allow and do differently, one story for each event and cause.

    Args:
        direction: The old rulebook as seen from the new one.
    """
    for heard, other in direction.pairs():
        direction.limits.spend()
        view = direction.search.space.view
        mine, theirs = Decided.of(view, heard), Decided.of(view, other)
        both = asked_in(view, heard, (heard, other)) & direction.search.space.reachable()
        both &= mine.allowed & theirs.allowed
        if both != view.diagrams.false:
            yield from _ways(direction, mine, theirs, both)
            yield from _records(direction, heard, other)
            yield from _duties(direction, mine, theirs, both)
            yield from _forms(direction, mine, theirs, both)


def _ways(
    direction: Direction, mine: Decided, theirs: Decided, both: Diagram
) -> Iterator[Otherwise]:
    space, heard, other = direction.search.space, mine.heard, theirs.heard
    told: set[tuple[str, str, str]] = set()
    for leg, there in _pairs_of_legs(direction, heard, other):
        names = (leg.region, leg.target, there.target)
        here = both & mine.view.coding.at(place(leg.region), leg.source)
        leads = mine.targets[leg.region][leg.target] & theirs.targets[leg.region][there.target]
        if names in told or not space.meets(here, leads):
            continue

        def apart(one: Decision, two: Decision | None, names: tuple[str, ...] = names) -> bool:
            return bool(one and two) and _targets(one, two, names[1:])

        goals = (*allowed(heard, {leg.region: leg}), *allowed(other, {leg.region: there}))
        for found in _shown(direction, "way", heard.name, names, goals, apart):
            told.add(names)
            yield found
    for region in heard.ways.keys() ^ other.ways.keys():
        moved = mine.targets.get(region) or theirs.targets[region]
        leaves = space.nothing
        for target, where in moved.items():
            leaves |= where & ~mine.view.coding.at(place(region), target)
        if space.meets(both, leaves):
            goals = (*allowed(heard, {}), *allowed(other, {}))
            yield from _shown(direction, "way", heard.name, (region,), goals, _moves_apart)


def _pairs_of_legs(
    direction: Direction, heard: ChartEvent, other: ChartEvent
) -> Iterator[tuple[Leg, Leg]]:
    """The legs from one state that lead to two."""
    home = direction.terms.home
    for region, by_state in heard.ways.items():
        for source, legs in by_state.items():
            for leg in legs:
                for there in other.ways.get(region, {}).get(source, ()):
                    if home(region, leg.target) != there.target:
                        yield leg, there


def _targets(one: Decision, two: Decision | None, names: tuple[str, ...]) -> bool:
    moved = {leg.target for leg in one.changes.moves}
    moves = {leg.target for leg in two.changes.moves} if two is not None else set()
    return names[0] in moved and names[1] in moves


def _moves_apart(one: Decision, two: Decision | None) -> bool:
    return bool(one and two) and _moved(one) != _moved(two)


def _moved(decision: Decision | None) -> set[tuple[str, str]]:
    changes = () if decision is None else decision.changes.moves
    return {(leg.region, leg.target) for leg in changes if leg.source != leg.target}


def _records(direction: Direction, heard: ChartEvent, other: ChartEvent) -> Iterator[Otherwise]:
    was, now = recorded(heard), recorded(other)
    if was == now:
        return
    sets, other_sets = was[3], now[3]
    assert isinstance(sets, dict) and isinstance(other_sets, dict)  # noqa: S101, PT018
    facts = [n for n in {**sets, **other_sets} if sets.get(n) != other_sets.get(n)]
    if was[4] != now[4]:
        rest: Any = (*was[4], *now[4])  # type: ignore[misc]
        facts += dict.fromkeys(effect.register for effect in rest)
    if was[1:3] != now[1:3]:
        facts.append("kind")
    goals = (*allowed(heard, {}), *allowed(other, {}))

    def both(one: Decision, two: Decision | None) -> bool:
        return bool(one and two)

    if facts:
        yield from _shown(direction, "recorded", heard.name, tuple(facts), goals, both)


def _duties(
    direction: Direction, mine: Decided, theirs: Decided, both: Diagram
) -> Iterator[Otherwise]:
    heard, other = mine.heard, theirs.heard
    goals = (*allowed(heard, {}), *allowed(other, {}))
    for part, sort in (("owed", "owed"), ("warnings", "warned")):
        one = {gate.id: gate for gate in getattr(heard, part)}
        two = {gate.id: gate for gate in getattr(other, part)}
        for id in {**one, **two}:
            for now in (False, True):
                lacks, holds = (two, one) if now else (one, two)
                decided = (theirs, mine) if now else (mine, theirs)
                if id not in lacks or not _apart(decided, lacks[id], holds.get(id), both):
                    continue
                more: list[Goal] = [(with_request(decided[0].heard, lacks[id].guard), "not")]
                if id in holds:
                    guard = with_request(decided[1].heard, holds[id].guard)
                    more.append((guard, "holds"))

                def arises(
                    one_: Decision, two_: Decision | None, id: str = id, now: bool = now
                ) -> bool:
                    told = [_told(decision, id) for decision in (one_, two_)]
                    return bool(one_ and two_) and told == [not now, now]

                yield from _shown(
                    direction, sort, heard.name, (id,), (*goals, *more), arises, now=now
                )


def _forms(
    direction: Direction, mine: Decided, theirs: Decided, both: Diagram
) -> Iterator[Otherwise]:
    """What both let be owed, by another day, by somebody else, or until something else."""
    heard, other = mine.heard, theirs.heard
    two = {gate.id: gate for gate in other.owed}
    for gate in heard.owed:
        that = two.get(gate.id)
        if that is None or that.duty == gate.duty:
            continue
        where = both & mine.lacking(gate) & theirs.lacking(that)
        if where == mine.view.diagrams.false:
            continue

        def owed(one: Decision, two: Decision | None, id: str = gate.id) -> bool:
            return bool(one and two) and _told(one, id) and _told(two, id)

        goals = (*allowed(heard, {}), *allowed(other, {}))
        lacks: tuple[Goal, ...] = (
            (with_request(heard, gate.guard), "not"),
            (with_request(other, that.guard), "not"),
        )
        yield from _shown(direction, "duty", heard.name, (gate.id,), (*goals, *lacks), owed)


def _told(decision: Decision | None, id: str) -> bool:
    if decision is None:
        return False
    owed = {duty.rule for duty in decision.duties}
    return id in owed or any(warning.id == id for warning in decision.warnings)


def _apart(
    decided: tuple[Decided, Decided], lacking: Gate, holding: Gate | None, both: Diagram
) -> bool:
    """Whether one gate may lack where the other does not."""
    where = both & decided[0].lacking(lacking)
    if holding is not None:
        where &= ~decided[1].lacking(holding)
    return bool(where != decided[0].view.diagrams.false)


def _shown(  # noqa: PLR0917 - what is told of one difference
    direction: Direction,
    sort: str,
    event: str,
    names: tuple[str, ...],
    goals: tuple[Goal, ...],
    wanted: Any,
    *,
    now: bool = True,
) -> Iterator[Otherwise]:
    found = direction.story(event, goals, wanted)
    if isinstance(found, Story):
        yield Otherwise(sort, event, names, now, found)
    elif found:
        yield Otherwise(sort, event, names, now, None, found)


def stopped_differently(direction: Direction) -> tuple[str, ...]:
    """Give the events of which other rules may stand in the way, or that only one of them has.

    Args:
        direction: The one rulebook as seen from the other.
    """
    names = {*direction.terms.mine.events} ^ {*direction.there}
    for heard, other in direction.pairs():
        one = {gate.id: gate for gate in heard.gates}
        two = {gate.id: gate for gate in other.gates}
        if {id: g.guard for id, g in one.items()} == {id: g.guard for id, g in two.items()}:
            continue
        space = direction.search.space
        asked = asked_in(space.view, heard, (heard, other)) & space.reachable()
        for id in {**one, **two}:
            stands = [
                ~space.view.weigh(with_request(event, gates[id].guard)).holds
                if id in gates
                else space.nothing
                for event, gates in ((heard, one), (other, two))
            ]
            if space.meets(asked, stands[0] ^ stands[1]):
                names.add(heard.name)
                break
    every = (*direction.terms.mine.events, *direction.there)
    return tuple(dict.fromkeys(name for name in every if name in names))
