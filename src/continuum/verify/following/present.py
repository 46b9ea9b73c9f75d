"""A case as it stands on a day, as settled cells: what can still be chosen is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import Day, day_of
from continuum.guards.reductions import AnyInForce, Earlier, Same
from continuum.rulebook import Adds
from continuum.semantics import CaseView
from continuum.verify.situations.cells import MISSING, Cells, Key, fact_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Fact, Value
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Record, Snapshot

__all__ = ["Present"]


class Present:
    """What is settled in a case on a day, before an event.

    Args:
        cells: The cut of the facts.
        snapshot: How the case stands.
        day: The day.
        heard: The event that is thought of, if any.
        record: The record that the event names, if any.
        said: What the request says already.
    """

    def __init__(  # noqa: PLR0917 - the parts of one moment
        self,
        cells: Cells,
        snapshot: Snapshot,
        day: date,
        heard: ChartEvent | None = None,
        record: Record | None = None,
        said: Mapping[str, Value | None] | None = None,
    ) -> None:
        """Look at the case; nothing is worked out before it is asked for."""
        self.cells, self.snapshot, self.day = cells, snapshot, day
        self.heard, self.record = heard, record
        self.view = CaseView(cells.chart, snapshot, day)
        self._said = dict(said or {})
        self._known: dict[Key, Any] = {}

    def settled(self, key: Key) -> Any:
        """Give the value that a key has and keeps; ``MISSING`` where it can be chosen."""
        found = self._known.get(key, self)
        if found is self:
            found = self._known[key] = self._settled(key)
        return found

    def _settled(self, key: Key) -> Any:
        match self.cells.kind(key):
            case "place":
                region = key.removeprefix("in:")
                return self.snapshot.configuration[self.cells.chart.place[region]]
            case "any":
                return bool(self.snapshot.records.get(key.removeprefix("any:")))
            case "milestone":
                return self._reached(key)
            case "request":
                return self.day if key == "the_day" else self._said.get(key, MISSING)
            case "target":
                if self.heard is None:
                    return MISSING
                field = key.removeprefix("target:")
                return None if self.record is None else self.record.value(field)
            case "derived":
                return self._derived(self.cells.chart.facts[key])
            case "compared":
                how = self.cells.chart.facts[key].derived
                assert isinstance(how, (Same, Earlier))  # noqa: S101 - the kind says so
                if MISSING in (self.settled(how.one), self.settled(how.other)):
                    return MISSING
                return self.view.value(self.cells.chart.facts[key])
            case "tracked":
                return self.snapshot.facts.get(key)
            case "fixed":
                return self.snapshot.facts.get(key, MISSING)
            case _:
                return MISSING

    def _reached(self, key: Key) -> Any:
        bases = {base: self.settled(base) for base in self.cells.based[key]}
        if MISSING in bases.values():
            return MISSING
        if None in bases.values():
            return None
        day = day_of(self.cells.milestones[key], lambda fact: bases[fact_key(fact)])
        return None if day is None else self.day >= day

    def _derived(self, fact: Fact) -> Any:
        how = fact.derived
        if getattr(how, "with_request", False) and self.heard is not None:
            register = getattr(how, "register", "")
            effects = self.heard.event.effects
            if any(isinstance(e, Adds) and e.register == register for e in effects):
                return MISSING
        return self.view.value(fact)

    def touched(self, fact: Fact) -> bool:
        """Whether a fact derived from a register may differ from that of an empty register."""
        how = fact.derived
        register, where = getattr(how, "register", ""), getattr(how, "where", ())
        return any(
            all(record.value(field) in values for field, values in where)
            and not (isinstance(how, AnyInForce) and record.end and record.end <= self.day)
            for record in self.snapshot.records.get(register, ())
        )

    def current(self, key: Key) -> Value | None:
        """Give the value that an open fact of the case has just now."""
        return self.snapshot.facts.get(key)

    def domain(self, key: Key) -> tuple[Value | None, ...]:
        """Give the cells of an open key, the one it is in now first."""
        cells = self.cells.domain(key)
        kind = self.cells.kind(key)
        if kind == "milestone":
            return self._milestone_first(key, cells)
        if kind not in {"free", "rising", "fixed"}:
            return cells
        now = self.current(key)
        if now is None:
            return cells
        if kind == "rising" and not isinstance(self.cells.chart.facts[key], Day):
            cells = tuple(c for c in cells if c is not None and c >= self.cells.cell(key, now))  # type: ignore[operator]
        first = self.cells.cell(key, now)
        return (first, *(cell for cell in cells if cell != first))

    def _milestone_first(
        self, key: Key, cells: tuple[Value | None, ...]
    ) -> tuple[Value | None, ...]:
        def read(fact: Fact) -> Any:
            value = self.settled(fact_key(fact))
            return self.current(fact.name) if value is MISSING else value

        day = day_of(self.cells.milestones[key], read)
        return cells if day is None or self.day >= day else cells[::-1]

    def disagreements(self, chosen: Mapping[Key, Value | None]) -> dict[Key, Value | None]:
        """Give what is settled otherwise than somebody would like to choose it."""
        found = {}
        for key, value in chosen.items():
            now = self.settled(key)
            if now is MISSING:
                continue
            if self.cells.kind(key) not in {"place", "any", "milestone"}:
                now = self.cells.cell(key, now)
            if now != value:
                found[key] = value
        return found

    def favourites(self, key: Key) -> tuple[Value | None, ...]:
        """Give the cells of any key, settled or not, what it is now first."""
        now = self.settled(key)
        if now is MISSING:
            return self.domain(key)
        cells = self.cells.domain(key)
        if self.cells.kind(key) not in {"place", "any", "milestone"}:
            now = self.cells.cell(key, now)
        return (now, *(cell for cell in cells if cell != now))
