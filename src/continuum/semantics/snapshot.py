"""How a case stands at one moment: states, facts, records, duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

import attrs

from continuum.guards.calendar import as_day, in_force

if TYPE_CHECKING:
    from datetime import date

    from continuum.guards import Guard, Value
    from continuum.rulebook import Leg

__all__ = [
    "NAMED",
    "NO_RECORDS",
    "Changes",
    "Duty",
    "DutyStatus",
    "Record",
    "Snapshot",
    "awaited_by",
]

DutyStatus = Literal["open", "due", "overdue", "met", "lapsed"]


NO_RECORDS: Mapping[str, tuple[Record, ...]] = {}


NAMED: Final = 4
"""How many of the events that meet a duty are named; the others are hinted at."""


@attrs.frozen
class Record:
    """One dated record of a register, in force from ``start`` to before ``end``."""

    id: str
    register: str
    fields: Mapping[str, Value]
    start: date
    end: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it is in force on a day; on the end day it no longer is."""
        return in_force(day, self.start, self.end)

    def value(self, field: str) -> Value | None:
        """Give a field, ``start`` and ``end`` included; ``None`` when it is not recorded."""
        if field == "start":
            return self.start
        return self.end if field == "end" else self.fields.get(field)


@attrs.frozen(repr=False)
class Duty:
    """Something owed by a role by a day.

    Args:
        id: Stable: the event (or step), the rule and the day on which it arose; where the same
            arose twice on one day, with `~2` behind.
        sentence: What must be done.
        owner: The role that owes it.
        rule: The rule, step or handover it comes from.
        since: The day on which it arose.
        due: The last day (a duty met on that day is met in time); ``None``: at once.
        urgent: It stands for a block that a higher rule overrode.
        waits: Its last day is counted from a day that is not known yet; until then it is open.
        met: The day on which it was met.
        lapsed: The day on which it was no longer owed.
        met_by: The events that would meet it, where a case or a decision was asked for it.
    """

    id: str
    sentence: str
    owner: str
    rule: str
    since: date
    due: date | None = None
    urgent: bool = False
    waits: bool = False
    met: date | None = None
    lapsed: date | None = None
    met_when: Guard | None = attrs.field(default=None, repr=False)
    lapses_when: Guard | None = attrs.field(default=None, repr=False)
    met_by: tuple[str, ...] = attrs.field(default=(), eq=False)

    def __repr__(self) -> str:
        """Say what is owed, by whom and by when."""
        last = "when its day is known" if self.waits else f"by {self.due or self.since}"
        ended = (
            f", met {self.met}" if self.met else f", lapsed {self.lapsed}" if self.lapsed else ""
        )
        urgent = "urgent " if self.urgent else ""
        named = [f"`{name}`" for name in self.met_by[:NAMED]]
        named += ["..."] * (len(self.met_by) > NAMED)
        events = f" (met by {' or '.join(named)})" if named else ""
        return f"<{urgent}Duty {self.rule} of {self.owner}, {last}{ended}: {self.sentence}{events}>"

    @property
    def open(self) -> bool:
        """Whether it has neither been met nor lapsed, on any day."""
        return self.met is None and self.lapsed is None

    def status(self, on: date | str) -> DutyStatus:
        """How it stands on a day, given as a date or ``YYYY-MM-DD``.

        ``due``: today is the last day, or there is none because it is owed at once;
        ``overdue``: the last day has passed (for a duty owed at once: its first day has).
        """
        day = as_day(on, "the day for a duty")
        if self.met is not None and self.met <= day:
            return "met"
        if self.lapsed is not None and self.lapsed <= day:
            return "lapsed"
        if self.waits:
            return "open"
        last = self.due or self.since
        if day > last:
            return "overdue"
        return "due" if day == last else "open"


@attrs.frozen(slots=False)
class Changes:
    """What an allowed event changes; kept with its entry.

    Args:
        moves: The legs taken.
        sets: Fact to its new value; ``None``: not known again.
        adds: Records that are added.
        ends: Ids of the records that end on the day of the event.
        duties: Duties that arise.
        meets: Ids of the duties that the request says are done.
    """

    moves: tuple[Leg, ...] = ()
    sets: Mapping[str, Value | None] = attrs.field(factory=dict)
    adds: tuple[Record, ...] = ()
    ends: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    meets: tuple[str, ...] = ()


@attrs.frozen(weakref_slot=False)  # one for every case: small
class Snapshot:
    """How a case stands: derived from its history, never set.

    Args:
        opened: The day the case opened.
        configuration: The state of each region, in the chart's order.
        facts: Every fact that is known.
        records: Register to its records.
        duties: Every duty that ever arose.
    """

    opened: date
    configuration: tuple[str, ...]
    facts: Mapping[str, Value]
    records: Mapping[str, tuple[Record, ...]] = NO_RECORDS
    duties: tuple[Duty, ...] = ()
    _awaited: tuple[Guard, ...] | None = attrs.field(default=None, init=False, eq=False, repr=False)

    @property
    def awaited(self) -> tuple[Guard, ...]:
        """The guards that end its open duties, each once, however many duties share it.

        Duties of one form share their guards, so that there are as many as there are forms.
        """
        if self._awaited is None:
            found = awaited_by(duty for duty in self.duties if duty.open)
            object.__setattr__(self, "_awaited", found)  # worked out once, changes nothing
            return found
        return self._awaited

    def followed_by(self, after: Snapshot, duties: tuple[Duty, ...]) -> Snapshot:
        """Tell a snapshot that has the same duties and some more what its open duties wait for.

        Args:
            after: The snapshot that follows, to which it is told.
            duties: The duties that it has more than this one.
        """
        awaited = awaited_by(duties, self.awaited) if duties else self.awaited
        object.__setattr__(after, "_awaited", awaited)
        return after


def awaited_by(duties: Iterable[Duty], before: tuple[Guard, ...] = ()) -> tuple[Guard, ...]:
    """Give the guards that end duties, each once; the very same ones, not only equal ones.

    Args:
        duties: Open duties.
        before: Guards that are counted already.
    """
    found = list(before)
    for duty in duties:
        for guard in (duty.met_when, duty.lapses_when):
            if guard is not None and not any(guard is one for one in found):
                found.append(guard)
    return tuple(found)
