"""From rows to the parts of a rulebook: regions, events, roles, flags and transitions."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from continuum.adapters.tables.labels import Label, read_labels
from continuum.adapters.tables.naming import Names
from continuum.adapters.tables.near import ask_whether_one
from continuum.guards import ALWAYS, All, Flag, Guard, Not, Some, during
from continuum.rulebook import Event, Role, Source, Transition, stays
from continuum.rulebook.faults.declared import SYSTEM_ROLE, listed, quoted
from continuum.rulebook.request import ACTING_ROLE, SAID, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.adapters.tables.rows import Row

__all__ = ["ONE_REGION", "SOMEBODY", "Builder"]

ONE_REGION: Final = "workflow"
"""What the region is called where the table speaks of none."""

SOMEBODY: Final = "somebody"
"""The role that decides where the table names none."""

_TAKEN: Final = (
    *(fact.name for fact in STANDARD), ACTING_ROLE, "lead", *SAID, "target", "meets",
    "self", "event", "on", "by", "recorded", "key", "expect", "role", "requires",
)  # fmt: skip
_ROLES: Final = re.compile(r"\s*[,;/|]\s*|\s+or\s+", re.IGNORECASE)
_MOST_ROWS: Final = 6
_Place = tuple[str, str, str]


class Builder:
    """Turns rows into parts; what it decides by itself is told in its notes.

    Args:
        rows: The rows, without faults.
        called: What messages call the table.
    """

    def __init__(self, rows: Iterable[Row], called: str) -> None:
        """Name everything, in the order of the table."""
        self.notes: list[str] = []
        self.called = called
        self._regions = Names("region", (), self.notes)
        self._states: dict[str, Names] = {}
        self._events = Names("event", (), self.notes)
        self._roles = Names("role", (SYSTEM_ROLE,), self.notes)
        self._flags = Names("guard", _TAKEN, self.notes)
        self._labels = read_labels(dict.fromkeys(row.guard for row in rows if row.guard))
        self.moves = [self._move(row) for row in rows]
        self._deciders: dict[str, dict[str, None]] = {}
        asking: dict[str, dict[str, None]] = {}
        for move in self.moves:
            self._deciders.setdefault(move.event, {}).update(dict.fromkeys(move.roles))
            if move.flag is not None:
                asking.setdefault(move.flag.name, {})[move.event] = None
        self._recorded = {name: self._label(name, events) for name, events in asking.items()}
        self.moves = [
            move if move.flag is None else attrs.evolve(move, flag=self._recorded[move.flag.name])
            for move in self.moves
        ]

    def _move(self, row: Row) -> _Move:
        region = self._regions.give(row.region or ONE_REGION, row.place)
        states = self._states.setdefault(region, Names("state", (), self.notes))
        source = states.give(row.source, row.place)
        label = self._labels.get(row.guard, Label())
        return _Move(
            row=row,
            region=region,
            event=self._events.give(row.event, row.place),
            source=source,
            target=states.give(row.target, row.place),
            label=label,
            flag=self._flag(label, row.place),
            roles=tuple(self._role(word, row.place) for word in _ROLES.split(row.role) if word),
        )

    def _flag(self, label: Label, place: str) -> Flag | None:
        if not label.words:
            return None
        return Flag(self._flags.give(label.words, place))

    def _role(self, word: str, place: str) -> str:
        return word if word == SYSTEM_ROLE else self._roles.give(word, place)

    # ------------------------------------------------------------------ what there is

    @property
    def regions(self) -> dict[str, dict[str, str]]:
        """The states of each region, name to title, in the order of the table."""
        return {region: states.titles for region, states in self._states.items()}

    def region_title(self, region: str) -> str:
        """What the table calls a region."""
        return self._regions.titles[region]

    def find_states(self, words: str) -> list[tuple[str, str]]:
        """Find the states that are called or named so, as region and state.

        Args:
            words: A state in the words of the table, or its name, or ``region.state``.
        """
        head, _, tail = words.partition(".")
        inside = self._regions.find(head.strip()) if tail else None
        found = [(region, states.find(words)) for region, states in self._states.items()]
        if inside is not None:
            found.append((inside, self._states[inside].find(tail)))
        return list({(region, state): 1 for region, state in found if state is not None})

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The labels, as facts that may be either on any day."""
        return tuple(self._recorded[name] for name in self._flags.titles)

    def _label(self, name: str, events: Iterable[str]) -> Flag:
        """A label; who decides an event says whether what that event asks for holds."""
        deciders = (role for event in events for role in self._decided_by(event))
        by = tuple(dict.fromkeys(role for role in deciders if role != SYSTEM_ROLE))
        # A table knows no "not known": a label does not hold until somebody says that it does.
        return Flag(name, title=self._flags.titles[name], initially=False, recorded_by=by)

    def _decided_by(self, event: str) -> tuple[str, ...]:
        return tuple(self._deciders[event]) or (SOMEBODY,)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that the table names, or the one that stands for all of them."""
        named = tuple(Role(name, title) for name, title in self._roles.titles.items())
        somebody = Role(SOMEBODY, "somebody (the table does not say who)")
        if not self._nobody or SOMEBODY in self._roles.titles:
            return named
        if named:
            self.notes.append(f"the table does not say who decides {listed(self._nobody)}")
        return (*named, somebody)

    @cached_property
    def _nobody(self) -> list[str]:
        named = {move.event for move in self.moves if move.roles}
        return [name for name in self._events.titles if name not in named]

    # ------------------------------------------------------------------ events

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events, each with the labels that it needs where there is no choice to make."""
        return tuple(self._event(name, title) for name, title in self._events.titles.items())

    def _event(self, name: str, title: str) -> Event:
        moves = [move for move in self.moves if move.event == name]
        roles = self._decided_by(name)
        if len({frozenset(move.roles) for move in moves}) > 1:
            self.notes.append(
                f"`{name}` is decided by {listed(roles)} wherever it happens: a rulebook says who "
                "decides for each event, not for each arrow"
            )
        needed = [*self._needed(name)]
        labels = [m for way in self._single(name).values() for m in way if m.row.guard]
        words = ", ".join(f"{quoted(m.row.guard)} from `{m.source}`" for m in labels)
        return Event(
            name,
            title if title != name.replace("_", " ") else "",
            decided_by=roles,
            requires=All(needed) if len(needed) > 1 else (needed[0] if needed else ALWAYS),
            remedy=f"the table asks for {words}" if needed else "",
            sources=(Source("GK", "", self._rows_of(moves)),),
        )

    def _rows_of(self, moves: list[_Move]) -> str:
        places = [move.row.place for move in moves]
        more = f" and {len(places) - _MOST_ROWS} more" if len(places) > _MOST_ROWS else ""
        return f"{', '.join(places[:_MOST_ROWS])}{more} of {self.called.replace('`', '')}"

    def _regions_of(self, event: str) -> set[str]:
        return {move.region for move in self.moves if move.event == event}

    @cached_property
    def _ways(self) -> dict[_Place, dict[str, list[_Move]]]:
        """Event, region and source to the targets, and the rows that lead there."""
        ways: dict[_Place, dict[str, list[_Move]]] = {}
        for move in self.moves:
            here = ways.setdefault((move.event, move.region, move.source), {})
            here.setdefault(move.target, []).append(move)
        return ways

    def _single(self, event: str) -> dict[str, list[_Move]]:
        """The states from which an event of one region can lead to one state only, and its rows."""
        if len(self._regions_of(event)) > 1:
            return {}
        return {
            source: next(iter(targets.values()))
            for (name, _, source), targets in self._ways.items()
            if name == event and len(targets) == 1
        }

    def _needed(self, event: str) -> Iterator[Guard]:
        """Where it can lead to one state only, a label says whether and not which: it is needed."""
        single = self._single(event)
        sources = {move.source for move in self.moves if move.event == event}
        by_guard: dict[Guard, list[str]] = {}
        for source, moves in single.items():
            by_guard.setdefault(self._when(moves), []).append(source)
        region = next(iter(self._regions_of(event)))
        for guard, froms in by_guard.items():
            if guard != ALWAYS:
                everywhere = {*froms} == sources
                yield guard if everywhere else Some((Not(during(region, *froms)), guard))

    # ------------------------------------------------------------------ transitions

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """The ways; an event of several regions leaves alone those in which it has none."""
        ways = []
        for (event, region, source), targets in self._ways.items():
            needed = source in self._single(event)
            for target, moves in targets.items():
                when = ALWAYS if needed else self._when(moves)
                places = ", ".join(move.row.place for move in moves)
                ways.append(Transition(event, region, source, target, when, basis=places))
        return (*ways, *(way for event in self._events.titles for way in self._left(event)))

    def _when(self, moves: list[_Move]) -> Guard:
        """What the rows of one way ask together: any of their labels."""
        guards = dict.fromkeys(self._asked(move) for move in moves)
        if ALWAYS in guards:
            return ALWAYS
        return next(iter(guards)) if len(guards) == 1 else Some(guards)

    def _asked(self, move: _Move) -> Guard:
        if move.label.otherwise:
            here = self._ways[move.event, move.region, move.source].values()
            beside = (m for moves in here for m in moves if m.flag is not None)
            return All(dict.fromkeys(~m.guard for m in beside))
        return ALWAYS if move.flag is None else move.guard

    def _left(self, event: str) -> Iterator[Transition]:
        regions = sorted(self._regions_of(event))
        if len(regions) == 1:
            return
        self.notes.append(
            f"`{event}` stands in {listed(regions)}: it moves those in which it finds an arrow, "
            "and leaves the others as they are"
        )
        for region in regions:
            ways = {
                source: [self._when(moves) for moves in targets.values()]
                for (name, there, source), targets in self._ways.items()
                if (name, there) == (event, region)
            }
            others = [state for state in self.regions[region] if state not in ways]
            if others:
                yield stays(event, region, *others)
            for source, guards in ways.items():
                if ALWAYS not in guards:
                    yield stays(event, region, source, when=All(~guard for guard in guards))

    def lacking_in(self, region: str, side: str) -> list[str]:
        """Give the states of a region without an arrow into them, or out of them.

        Args:
            region: The region.
            side: ``target``: no arrow leads in; ``source``: none leads out.
        """
        met = {getattr(m, side) for m in self.moves if m.region == region and m.source != m.target}
        return [state for state in self.regions[region] if state not in met]

    def marked(self, what: str) -> Iterator[tuple[str, str]]:
        """Give the states that rows mark as ``initial`` or ``final``, as region and state."""
        for move in self.moves:
            if getattr(move.row, what):
                yield move.region, move.source if what == "initial" else move.target

    def doubles_in(self, region: str) -> dict[str, str]:
        """Ask which states of a region may be one, written in two ways.

        Returns:
            The name of the state that is met less often, to the question.
        """
        places: dict[str, list[str]] = {}
        for move in self.moves:
            if move.region == region:
                for state in dict.fromkeys((move.source, move.target)):
                    places.setdefault(self.regions[region][state], []).append(move.row.place)
        asked = ask_whether_one("state", places)
        return {self._states[region].find(words) or words: said for words, said in asked}

    def ask_of_doubles(self) -> None:
        """Ask in the notes which states, events, roles and labels may be one."""
        for region in self.regions:
            self.notes += self.doubles_in(region).values()
        events: dict[str, list[str]] = {}
        roles: dict[str, list[str]] = {}
        labels: dict[str, list[str]] = {}
        for move in self.moves:
            place = move.row.place
            events.setdefault(self._events.titles[move.event], []).append(place)
            if move.label.words:
                labels.setdefault(move.label.words, []).append(place)
            for role in move.roles:
                roles.setdefault(self._roles.titles.get(role, role), []).append(place)
        for kind, places in (("event", events), ("role", roles), ("guard label", labels)):
            self.notes += (said for _, said in ask_whether_one(kind, places))

    def say_state(self, region: str, state: str) -> str:
        """Quote a state in the words of the table."""
        return quoted(self.regions[region][state])


@attrs.frozen(eq=False)
class _Move:
    """One row, named."""

    row: Row
    region: str
    event: str
    source: str
    target: str
    label: Label
    flag: Flag | None
    roles: tuple[str, ...]

    @property
    def guard(self) -> Guard:
        """The question that the label asks; always, where there is none."""
        if self.flag is None:
            return ALWAYS
        return ~self.flag if self.label.negated else self.flag
