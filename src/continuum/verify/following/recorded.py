"""Recorded cases as trails: what has been lived through need not be searched for.

Each is decided again by the meaning of the rules, under the law that is checked and whatever its
days; an event that is not allowed there as it was sent is tried in another way, and passed over
where there is none.  So a case of one rulebook also serves a check of another that builds on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from continuum.errors import FactError
from continuum.semantics import Changes, Entry, advance, decide, opening, request_for, step
from continuum.verify.following.story import Act
from continuum.verify.following.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.rulebook import Chart

__all__ = ["Recorded", "trails_of"]


class Recorded(Protocol):
    """Whatever has a history, such as a :class:`continuum.Case`."""

    @property
    def history(self) -> Iterable[Entry]:
        """The entries, oldest first."""
        ...


_Otherwise = Callable[[Trail, Entry], Trail | None]


def trails_of(
    chart: Chart, cases: Iterable[Recorded], otherwise: _Otherwise | None = None
) -> Iterator[Trail]:
    """Give a trail for every moment of every case, the shortest first within each.

    Args:
        chart: The law that is checked.
        cases: The cases.
        otherwise: Tries an event of an entry in another way than it was sent.
    """
    for case in cases:
        yield from _trails(chart, case, otherwise)


def _trails(chart: Chart, case: Recorded, otherwise: _Otherwise | None) -> Iterator[Trail]:
    trail: Trail | None = None
    for entry in sorted(case.history, key=lambda one: (one.kind != "opened", one.on, one.number)):
        if trail is None:
            known = _known(chart, entry.given)
            trail = Trail(opening(chart, entry.on), entry.on, entry.on)
            after = _learned(chart, trail, entry, known) if known else trail
        elif entry.event:
            after = _sent(chart, trail, entry)
            if after is None and otherwise is not None and entry.outcome == "allowed":
                after = otherwise(trail, entry)
        else:
            after = _learned(chart, trail, entry, _known(chart, entry.given))
        if after is not None:
            trail = after
            yield trail


def _known(chart: Chart, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in chart.facts}


def _learned(chart: Chart, trail: Trail, entry: Entry, known: dict[str, Any]) -> Trail | None:
    if not known:
        return None
    on = max(entry.on, trail.day)
    try:
        snapshot = advance(chart, trail.snapshot, on, Changes(sets=known))
    except FactError:
        return None
    act = Act(on, entry.by, "", known)
    return attrs.evolve(trail, snapshot=snapshot, day=on, acts=(*trail.acts, act))


def _sent(chart: Chart, trail: Trail, entry: Entry) -> Trail | None:
    heard = chart.events.get(entry.event)
    if heard is None or entry.outcome != "allowed":
        return None
    on = max(entry.on, trail.day)
    try:
        request = request_for(heard, on, entry.by, entry.given)
        decision = decide(chart, trail.snapshot, entry.event, on, request)
    except FactError:
        return None
    if not decision:
        return None
    return Trail(
        step(chart, trail.snapshot, decision),
        on,
        trail.opened,
        (*trail.acts, Act(on, entry.by, entry.event, entry.given)),
        (*trail.decisions, decision),
    )
