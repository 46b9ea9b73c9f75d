"""What would it take: the smallest sets of changes that would open an event."""

from __future__ import annotations

from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError
from continuum.guards import All, AtLeastOf, Not, Some, during, weigh
from continuum.prose import say_role
from continuum.runtime.changes import Change, changes_for, holds_as_wanted
from continuum.runtime.joining import joined, options_of
from continuum.semantics import Actor, CaseView, Request, Snapshot, decide, request_for, route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import Chart, ChartEvent, Rulebook

__all__ = ["Advice", "ChangeSet", "advise"]

_SHOWN = 12
_KEPT = 200
_TRIED = 1_000


@attrs.frozen
class ChangeSet:
    """Changes that together would open the event; none of them can be left out."""

    changes: tuple[Change, ...]

    @property
    def earliest(self) -> date | None:
        """The first day on which all of them can be so, as far as is known."""
        days = [change.earliest for change in self.changes if change.earliest is not None]
        return max(days, default=None)

    def __iter__(self) -> Iterator[Change]:
        """Give the changes."""
        return iter(self.changes)

    def __len__(self) -> int:
        """How many changes."""
        return len(self.changes)

    def __str__(self) -> str:
        """Say them in one line."""
        return "; and ".join(str(change) for change in self.changes)


@attrs.frozen(repr=False)
class Advice:
    """What would open an event; it never says that anybody should.

    Args:
        event: The event's name.
        on: The day from which it looks ahead.
        open: Whether it is open already.
        sets: The smallest sets of changes, fewest first.
        cut: Whether there are more than are listed.
        book: The rulebook, for the titles of the roles.
    """

    event: str
    on: date
    open: bool
    sets: tuple[ChangeSet, ...]
    cut: bool = False
    book: Rulebook | None = attrs.field(default=None, repr=False, eq=False)

    def __repr__(self) -> str:
        """Say the advice, as ``print`` does."""
        return str(self)

    def __iter__(self) -> Iterator[ChangeSet]:
        """Give the sets."""
        return iter(self.sets)

    def __len__(self) -> int:
        """How many sets are listed."""
        return len(self.sets)

    def __getitem__(self, place: int) -> ChangeSet:
        """Give one set."""
        return self.sets[place]

    def __str__(self) -> str:
        """Say the advice, one set a line."""
        if self.open:
            return f"`{self.event}` is open on {self.on}"
        if not self.sets:
            return f"nothing that can still change would open `{self.event}` after {self.on}"
        common = frozenset.intersection(*(frozenset(changes) for changes in self.sets))
        every = [c for c in self.sets[0] if c in common]
        lines = [f"`{self.event}` would open if"]
        lines += [f"  - {change.told(self.on, self.book)}" for change in every]
        rests = [[c for c in changes if c not in common] for changes in self.sets]
        if len(rests) > 1:
            lines.append("  and either" if every else "  either")
            for number, rest in enumerate(rests, 1):
                told = "; and ".join(change.told(self.on, self.book) for change in rest)
                lines.append(f"  {'or ' if number > 1 else ''}{number}. {told}")
        if any(c.to is None and c.about != "time" for changes in self.sets for c in changes):
            lines.append("  (what is recorded decides then: ask again)")
        if self.cut:
            lines.append("  (there are more ways than are listed)")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show the advice in a notebook."""
        from continuum.prose.tables import table

        rows = [
            (
                str(k + 1),
                change.what,
                " or ".join(say_role(role, self.book) for role in change.who) or "-",
                str(change.earliest or "-"),
            )
            for k, changes in enumerate(self.sets)
            for change in changes
        ]
        return table(("way", "would open if", "who can", "from"), rows)


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
    sets.sort(key=lambda s: (len(s), s.earliest or on, str(s)))
    return Advice(
        event,
        on,
        open=False,
        sets=tuple(sets[:_SHOWN]),
        cut=search.cut or len(sets) > _SHOWN,
        book=chart.book,
    )


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
                return list(changes_for(guard, self.view, wanted=wanted))

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
