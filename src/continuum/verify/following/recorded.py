"""Recorded cases as trails: what has been lived through need not be searched for.

Each is decided again by the meaning of the rules, under the law that is checked and whatever its
days; an entry that is not allowed there, or does not fit, is passed over.  So a recorded case of
one rulebook also serves a check of another that builds on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import attrs

from continuum.errors import FactError
from continuum.semantics import Changes, advance, decide, opening, request_for, step
from continuum.verify.following.story import Act
from continuum.verify.following.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from continuum.rulebook import Chart
    from continuum.semantics import Entry

__all__ = ["Recorded", "trails_of"]


class Recorded(Protocol):
    """Whatever has a history, such as a :class:`continuum.Case`."""

    @property
    def history(self) -> Iterable[Entry]:
        """The entries, oldest first."""
        ...


def trails_of(chart: Chart, cases: Iterable[Recorded]) -> Iterator[Trail]:
    """Give a trail for every moment of every case, the shortest first within each.

    Args:
        chart: The law that is checked.
        cases: The cases.
    """
    for case in cases:
        yield from _trails(chart, case)


def _trails(chart: Chart, case: Recorded) -> Iterator[Trail]:
    trail: Trail | None = None
    for entry in sorted(case.history, key=lambda one: (one.kind != "opened", one.on, one.number)):
        if trail is None:
            known = _known(chart, entry.given)
            trail = Trail(opening(chart, entry.on), entry.on, entry.on)
            after = _learned(chart, trail, entry, known) if known else trail
        elif entry.event:
            after = _sent(chart, trail, entry)
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
    try:
        snapshot = advance(chart, trail.snapshot, entry.on, Changes(sets=known))
    except FactError:
        return None
    act = Act(entry.on, entry.by, "", known)
    return attrs.evolve(trail, snapshot=snapshot, day=entry.on, acts=(*trail.acts, act))


def _sent(chart: Chart, trail: Trail, entry: Entry) -> Trail | None:
    heard = chart.events.get(entry.event)
    if heard is None or entry.outcome != "allowed":
        return None
    try:
        request = request_for(heard, entry.on, entry.by, entry.given)
        decision = decide(chart, trail.snapshot, entry.event, entry.on, request)
    except FactError:
        return None
    if not decision:
        return None
    return Trail(
        step(chart, trail.snapshot, decision),
        entry.on,
        trail.opened,
        (*trail.acts, Act(entry.on, entry.by, entry.event, entry.given)),
        (*trail.decisions, decision),
    )
