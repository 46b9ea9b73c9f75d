"""Running cases under another rulebook: what it would have decided, and whether they can move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import FactError, RulebookError
from continuum.guards import weigh
from continuum.semantics import CaseView, Snapshot, fold
from continuum.semantics.late import decided_again
from continuum.verify.comparing.prospects import Prospects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from continuum.rulebook import Chart
    from continuum.semantics import Against, Decision, Entry
    from continuum.verify.comparing.losing import Direction

__all__ = ["Decided", "Running", "Stuck", "read_cases"]


@attrs.frozen
class Decided:
    """The first decision of a case that the new rulebook would have made otherwise.

    Args:
        case: The case.
        number: The entry's place in its history.
        on: The day.
        event: The event.
        was: The outcome under the old rulebook.
        now: The outcome under the new one; ``impossible``: it cannot be asked for.
        against: What stands in the way under the new one, with remedies.
        sentence: The same in words.
    """

    case: str
    number: int
    on: date
    event: str
    was: str
    now: str
    against: tuple[Against, ...]
    sentence: str


@attrs.frozen
class Stuck:
    """A case that cannot move to the new rulebook as it stands.

    Args:
        case: The case.
        reasons: Why, each in a sentence.
    """

    case: str
    reasons: tuple[str, ...]


@attrs.frozen
class Running:
    """One running case.

    Args:
        name: Its id, or its place among those given.
        entries: Its history; empty where only a snapshot was given.
        snapshot: How it stands, where that was given.
    """

    name: str
    entries: tuple[Entry, ...]
    snapshot: Snapshot | None = None

    def stands(self, direction: Direction) -> Snapshot:
        """Give how it stands under the old rulebook."""
        return fold(direction.mine, self.entries) if self.snapshot is None else self.snapshot

    def decided(self, direction: Direction) -> Decided | None:
        """Give the first decision that the new rulebook would have made otherwise.

        Args:
            direction: The old rulebook as seen from the new one.
        """
        for entry in sorted(self.entries, key=lambda entry: (entry.on, entry.number)):
            if entry.kind != "event":
                continue
            try:
                was = decided_again(direction.mine, self.entries, entry)
            except (FactError, KeyError):
                continue  # the old rulebook itself cannot follow it
            moved, _ = direction.terms.snapshot(was.view.snapshot)
            now = direction.decided_there(moved, was)
            if _came(was, direction) != _came(now, None):
                return _told(self.name, entry, was, now)
        return None

    def stuck(self, direction: Direction, prospects: Prospects) -> Stuck | None:
        """Say why it cannot move, if it cannot.

        Args:
            direction: The old rulebook as seen from the new one.
            prospects: What may become of cases under the new one.
        """
        snapshot = self.stands(direction)
        moved, lost = direction.terms.snapshot(snapshot)
        reasons = list(lost)
        day = max((entry.on for entry in self.entries), default=snapshot.opened)
        chart = direction.theirs.lower(day)
        reasons += _passed_by(chart, direction, self.entries, moved, day)
        going = not lost and not direction.terms.mine.final(snapshot.configuration)
        if going and prospects.hopeless(moved, day):
            places = ", ".join(f"`{state}`" for state in moved.configuration)
            reasons.append(f"from where it stands ({places}) no end can be reached any more")
        return Stuck(self.name, tuple(reasons)) if reasons else None


def read_cases(cases: Iterable[Any]) -> list[Running]:
    """Read running cases: with a history of entries, or pairs of a snapshot and entries.

    Args:
        cases: The cases.

    Raises:
        RulebookError: Something is neither.
    """
    return [_read(given, place) for place, given in enumerate(cases, start=1)]


def _read(given: Any, place: int) -> Running:
    if hasattr(given, "history"):
        return Running(str(getattr(given, "case_id", f"case {place}")), tuple(given.history))
    if isinstance(given, Snapshot):
        return Running(f"case {place}", (), given)
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[0], Snapshot):  # noqa: PLR2004
        return Running(f"case {place}", tuple(given[1]), given[0])
    raise RulebookError(
        f"the case at place {place} is a `{type(given).__name__}`, which has no history",
        help="give a `Case`, or a pair of a snapshot and its entries",
    )


def _came(decision: Decision | None, direction: Direction | None) -> object:
    """What of a decision is compared: where it leads is told in the new names."""
    if decision is None:
        return None
    moves = set()
    for leg in decision.changes.moves:
        if leg.source != leg.target:
            home = leg.target if direction is None else direction.terms.home(leg.region, leg.target)
            moves.add(home)
    owed = {(duty.rule, duty.owner, duty.due) for duty in decision.duties}
    return decision.outcome, moves, owed, {warning.id for warning in decision.warnings}


def _told(name: str, entry: Entry, was: Decision, now: Decision | None) -> Decided:
    outcome = "impossible" if now is None else now.outcome
    against = () if now is None else now.against
    if was.outcome == outcome:
        said = f"would still be {outcome}, and not with the same effect: {_effect(was)}, "
        said += f"now {_effect(now)}"
    else:
        said = f"was {was.outcome} and would be {outcome}"
        ids = [item.id for item in against] or [item.id for item in was.against]
        said += f" ({', '.join(ids)})" if ids else ""
    if against:
        said += f"; {'; '.join(item.remedy for item in against)}"
    return Decided(
        name,
        entry.number,
        entry.on,
        entry.event,
        was.outcome,
        outcome,
        against,
        f"`{entry.event}` of {entry.on} {said}",
    )


def _effect(decision: Decision | None) -> str:
    if decision is None:
        return "nothing"
    said = [f"to `{leg.target}`" for leg in decision.changes.moves if leg.source != leg.target]
    said += [f"{duty.rule} owes by {duty.due or duty.since}" for duty in decision.duties]
    said += [f"{warning.id} warns" for warning in decision.warnings]
    return ", ".join(said) or "nothing more"


def _passed_by(
    chart: Chart, direction: Direction, entries: Sequence[Entry], moved: Snapshot, day: date
) -> Iterator[str]:
    """Steps that the new rules put before events that have already happened."""
    happened = {entry.event for entry in entries if entry.outcome == "allowed"}
    before = {step.id: step.before for step in direction.terms.mine.steps}
    view = CaseView(chart, moved, day)
    for step in chart.steps:
        passed = [name for name in step.before if name in happened]
        passed = [name for name in passed if name not in before.get(step.id, ())]
        if passed and step.kind != "voluntary" and not weigh(step.done, view).holds:
            said = ", ".join(f"`{name}`" for name in passed)
            yield f"step {step.id} comes before {said}, which has happened, and is not done"
