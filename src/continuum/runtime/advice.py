"""What would it take: the smallest sets of changes that would open an event."""

from __future__ import annotations

from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import All, AtLeastOf, Not, Some, during, weigh
from continuum.runtime.advised import Advice, ChangeSet
from continuum.runtime.changes import changes_for, holds_as_wanted
from continuum.runtime.joining import joined, options_of
from continuum.runtime.ways import Ways
from continuum.semantics import Actor, CaseView, Request, Snapshot, decide, request_for, route

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import Chart, ChartEvent
    from continuum.runtime.change import Change

__all__ = ["advise"]

_SHOWN = 12
_KEPT = 200
_TRIED = 1_000


def advise(  # noqa: PLR0917 - what the advice depends on
    chart: Chart,
    snapshot: Snapshot,
    event: str,
    on: date,
    by: Actor | None,
    given: Mapping[str, Any],
) -> Advice:
    """Work out the smallest sets of changes that would open an event.

    Each set is tried before it is given: with all its changes made, the event is open.

    Args:
        chart: The chart in force on the day.
        snapshot: How the case stands on the day.
        event: The event's name.
        on: The day.
        by: Who would bring it; by default whoever decides it.
        given: What would be given with it.
    """
    heard = chart.events[event]
    request = _hopeful(heard, on, by, given)
    view = CaseView(chart, snapshot, on, request, heard)
    if decide(chart, snapshot, event, on, request):
        return Advice(event, on, open=True, sets=(), book=chart.book)
    search = _Search(view)
    found = search.opening(_requirement(heard), wanted=True)
    opening = [s for s in found if _opens(s, view)] or _made_up_for(found, view, search)
    sets = [ChangeSet(tuple(sorted(s, key=lambda c: c.what))) for s in opening]
    sets.sort(key=lambda s: (s.weight, len(s), s.earliest or on, str(s)))
    return Advice(
        event,
        on,
        open=False,
        sets=tuple(sets[:_SHOWN]),
        cut=search.cut or len(sets) > _SHOWN,
        book=chart.book,
        only_from={} if sets else _only_from(heard, search.ways),
    )


def _only_from(heard: ChartEvent, ways: Ways) -> dict[str, tuple[str, ...]]:
    """The regions in which no way leads from here to where an event has one."""
    return {
        region: tuple(by_state)
        for region, by_state in heard.ways.items()
        if ways.toward(region, by_state) is None
    }


def _hopeful(heard: ChartEvent, on: date, by: Actor | None, given: Mapping[str, Any]) -> Request:
    """A request in which what was not said is not known, rather than missing."""
    actor = by or Actor(heard.event.decided_by[0] if heard.event.decided_by else "system", "?")
    values: dict[str, Value] = {
        "the_day": on,
        "human_actor": actor.human,
        "named_actor": True,
        "acting_role": actor.role,
        "tool_output_only": False,
        "fair_wording": True,
    }
    try:
        said = request_for(heard, on, actor, given)
    except FactError:
        bare = attrs.evolve(heard, event=attrs.evolve(heard.event, needs=()))
        said = request_for(bare, on, actor, given)
    values |= {name: value for name, value in said.values.items() if value is not False}
    values |= {name: value for name, value in said.given.items() if name in heard.asks}
    return Request(on, actor, said.given, values, said.target, said.meets)


def _requirement(heard: ChartEvent) -> Guard:
    """Everything an event needs, as one guard: its gates, and just one way in every region."""
    ways = []
    for region, by_state in heard.ways.items():
        sources: dict[Guard, list[str]] = {}
        for source, legs in by_state.items():
            for leg in legs:
                others = (~other.when for other in legs if other is not leg)
                sources.setdefault(All((leg.when, *others)), []).append(source)
        ways.append(Some(during(region, *states) & alone for alone, states in sources.items()))
    return All((*(gate.guard for gate in heard.gates), *ways))


class _Search:
    """The search for minimal sets; remembers whether it had to cut."""

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.ways = Ways(view)
        self.cut = False

    def opening(self, guard: Guard, *, wanted: bool) -> list[frozenset[Change]]:
        """Give the minimal sets of changes that give a guard the truth that is wanted."""
        match guard:
            case Not(part):
                return self.opening(part, wanted=not wanted)
            case All(parts):
                return self._every(parts, wanted=True) if wanted else self._any(parts, wanted=False)
            case Some(parts):
                return self._any(parts, wanted=True) if wanted else self._every(parts, wanted=False)
            case AtLeastOf(count, parts):
                size = count if wanted else len(parts) - count + 1
                several = (
                    self._every(chosen, wanted=wanted) for chosen in combinations(parts, size)
                )
                return self.smallest(s for found in several for s in found)
            case _:
                if holds_as_wanted(guard, self.view, wanted=wanted):
                    return [frozenset()]
                return list(changes_for(guard, self.view, self.ways, wanted=wanted))

    def _any(self, parts: Iterable[Guard], *, wanted: bool) -> list[frozenset[Change]]:
        found = (self.opening(part, wanted=wanted) for part in parts)
        return self.smallest(s for several in found for s in several)

    def _every(self, parts: Iterable[Guard], *, wanted: bool) -> list[frozenset[Change]]:
        found: list[frozenset[Change]] = [frozenset()]
        for part in parts:
            more = self.opening(part, wanted=wanted)
            if not more:
                return []
            pairs = (joined(a | b) for a in found for b in more)
            found = self.smallest(pair for pair in pairs if pair is not None)
        return found

    def smallest(self, sets: Iterable[frozenset[Change]]) -> list[frozenset[Change]]:
        """Leave out every set that contains another."""
        kept: list[frozenset[Change]] = []
        for candidate in sorted(set(sets), key=lambda s: (len(s), sorted(map(str, s)))):
            if not any(smaller <= candidate for smaller in kept):
                kept.append(candidate)
        if len(kept) > _KEPT:
            self.cut = True
        return kept[:_KEPT]


class _ChangedView(CaseView):
    """The case as it would be with some changes made."""

    __slots__ = ("_chosen",)

    def __init__(
        self, view: CaseView, changes: frozenset[Change], chosen: Mapping[str, Value]
    ) -> None:
        places = view.chart.place
        states = list(view.snapshot.configuration)
        for region in chosen.keys() & places.keys():
            states[places[region]] = str(chosen[region])
        snapshot = attrs.evolve(view.snapshot, configuration=tuple(states))
        days = [c.earliest for c in changes if c.earliest is not None]
        super().__init__(view.chart, snapshot, max([view.on, *days]), view.request, view.heard)
        self._chosen = chosen

    def value(self, fact: Fact) -> Value | None:
        return self._chosen[fact.name] if fact.name in self._chosen else super().value(fact)


def _opens(changes: frozenset[Change], view: CaseView) -> bool:
    """Whether the event is open with the changes made; days yet to be recorded are trusted."""
    if any(change.to is None and change.about != "time" for change in changes):
        return True
    options = options_of(changes)
    chosen = (dict(zip(options, values, strict=True)) for values in product(*options.values()))
    return any(_open(_ChangedView(view, changes, values)) for values in islice(chosen, _TRIED))


def _made_up_for(
    found: Sequence[frozenset[Change]], view: CaseView, search: _Search
) -> list[frozenset[Change]]:
    """Where changes undo what another part needs: with what it takes to make up for that."""
    assert view.heard is not None  # noqa: S101 - advice always has an event
    requirement = _requirement(view.heard)
    mended = []
    for changes in found[:_SHOWN]:
        options = options_of(changes)
        for values in islice(product(*options.values()), _SHOWN):
            chosen = dict(zip(options, values, strict=True))
            further = _Search(_ChangedView(view, changes, chosen)).opening(requirement, wanted=True)
            both = (joined(changes | more) for more in further)
            mended += [s for s in both if s is not None and _opens(s, view)]
    return search.smallest(mended)


def _open(view: CaseView) -> bool:
    """Whether nothing stands in the way of the event of a view."""
    assert view.heard is not None  # noqa: S101 - advice always has an event
    gates = all(weigh(gate.guard, view).holds for gate in view.heard.gates)
    return gates and not route(view.heard, view).astray
