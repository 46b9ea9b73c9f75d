"""What stood in the way of whom: counted from the refusals of a run, by rule or by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from continuum.errors import ScenarioError
from continuum.sim.columns.judge import REFUSED, UNDETERMINED
from continuum.sim.results.points import event_names
from continuum.sim.results.tables import Table

if TYPE_CHECKING:
    from continuum.sim.results.run import Run

__all__ = ["stops"]

_OWN = {
    "role": "somebody else decides this",
    "requires": "what the event itself requires did not hold",
    "way": "no recorded fact opened a way",
}


def stops(run: Run, by: str) -> Table:
    """Count the people and the attempts that each rule, or each condition of an event, stopped.

    Args:
        run: The run.
        by: ``rule`` or ``event``.

    Raises:
        ScenarioError: ``by`` is something else.
    """
    if by not in {"rule", "event"}:
        raise ScenarioError(
            f"what was stopped cannot be counted by `{str(by)[:40]}`",
            help="count by `rule` or `event`",
        )
    events = run.events
    stopped = np.isin(events.outcome, (REFUSED, UNDETERMINED))
    person, against = events.person[stopped], events.against[stopped]
    names = np.array(event_names(run))
    event = names[events.attempt[stopped]]
    found = []
    for rule in sorted({name for ids in events.reasons for name in ids}):
        rows = np.array([rule in ids for ids in events.reasons])[against]
        if not rows.any():
            continue
        met = np.unique(event[rows]).tolist()
        parts = [(name, rows & (event == name)) for name in met]
        for where, part in parts if by == "event" else [(", ".join(met), rows)]:
            found.append((rule, where, len(np.unique(person[part])), int(part.sum())))
    found.sort(key=lambda row: (-row[2], row[0], row[1]))
    said = {rule.id: rule.sentence for rule in run.scenario.book.every_rule} | _OWN
    kinds = [_kind(row[0]) for row in found]
    columns: dict[str, Any] = {
        "rule": [row[0] for row in found],
        "kind": kinds,
        "sentence": [
            said[kind if kind in _OWN else row[0]] for kind, row in zip(kinds, found, strict=True)
        ],
        "people": np.array([row[2] for row in found], dtype=np.int64),
        "attempts": np.array([row[3] for row in found], dtype=np.int64),
    }
    events_met = {"event": [row[1] for row in found]}
    ordered = events_met | columns if by == "event" else columns | events_met
    return Table(f"stopped in {run.scenario.name}", ordered)


def _kind(rule: str) -> str:
    own = rule.partition(":")[0]
    return own if own in _OWN else "rule"
