"""An event that is written down after later ones: it may not move what has moved since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.semantics.decide import Against, Decision
from continuum.semantics.snapshot import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.semantics.entry import Entry
    from continuum.semantics.snapshot import Snapshot

__all__ = ["out_of_order", "with_new_ids"]


def out_of_order(decision: Decision, entries: Sequence[Entry]) -> Decision:
    """Refuse an allowed event if a region that it moves has moved on a later day already.

    Args:
        decision: An allowed decision on the state of its own day.
        entries: The whole history.
    """
    moved = {leg.region for leg in decision.changes.moves if leg.source != leg.target}
    against = [
        Against(
            f"order:{region}",
            f"`{entry.event}` has moved {region} on {entry.on}, after {decision.on}",
            f"give the day on which it took effect, on or after {entry.on}, "
            "or record the late facts with `learn`",
        )
        for entry in entries
        if entry.on > decision.on and entry.outcome == "allowed"
        for region, _, _ in entry.moves
        if region in moved
    ]
    if not against:
        return decision
    return attrs.evolve(
        decision, outcome="refused", against=tuple(against), changes=Changes(), warnings=()
    )


def with_new_ids(decision: Decision, snapshot: Snapshot) -> Decision:
    """Give the records of a late event ids that no record has, those of later days included.

    Args:
        decision: An allowed decision on the state of its own day.
        snapshot: How the case stands after its whole history.
    """
    if not decision.changes.adds:
        return decision
    counts = {register: len(kept) for register, kept in snapshot.records.items()}
    adds = []
    for record in decision.changes.adds:
        counts[record.register] = number = counts.get(record.register, 0) + 1
        adds.append(attrs.evolve(record, id=f"{record.register}-{number}"))
    return attrs.evolve(decision, changes=attrs.evolve(decision.changes, adds=tuple(adds)))
