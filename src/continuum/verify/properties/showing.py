"""Whether a claim of a property holds in a real case, by the meaning alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.guards import facts_in, weigh
from continuum.guards.truth import UNKNOWN
from continuum.semantics import CaseView, Decision
from continuum.verify.following.present import Present
from continuum.verify.following.solving import solve
from continuum.verify.properties.forms import Possible
from continuum.verify.situations.moves import allowed

if TYPE_CHECKING:
    from datetime import date

    from continuum.semantics import Snapshot
    from continuum.verify.properties.forms import Claim
    from continuum.verify.search import Search

__all__ = ["not_known", "shows_claim"]


def not_known(search: Search, claim: Claim, when: Decision | date, snapshot: Snapshot) -> list[str]:
    """Give the facts that would have to be known for a claim to hold or to fail.

    Args:
        search: The search, for the chart.
        claim: The claim.
        when: The day, or the decision whose request counts as well.
        snapshot: How the case stands.
    """
    if isinstance(claim, Possible):
        return []
    view = when.view if isinstance(when, Decision) else CaseView(search.chart, snapshot, when)
    if weigh(claim, view) != UNKNOWN:
        return []
    return list(dict.fromkeys(f.name for f in facts_in(claim) if view.value(f) is None))


def shows_claim(search: Search, claim: Claim, when: Decision | date, snapshot: Snapshot) -> bool:
    """Say whether a claim holds in a case: on a day, or in the view of a decision.

    Args:
        search: The search, for the cut of the facts.
        claim: The claim.
        when: The day, or the decision whose request counts as well.
        snapshot: How the case stands.
    """
    if not isinstance(claim, Possible):
        view = when.view if isinstance(when, Decision) else CaseView(search.chart, snapshot, when)
        return bool(weigh(claim, view).holds)
    day = when.on if isinstance(when, Decision) else when
    heard = search.chart.events[claim.event]
    records = snapshot.records.get(heard.event.target, ()) if heard.event.target else (None,)
    for record in records or (None,):
        present = Present(search.cells, snapshot, day, heard, record)

        def settled(key: str, present: Present = present) -> Any:
            # What is recorded counts as it is; only what the request says is open.
            if search.cells.kind(key) in {"free", "rising", "fixed"}:
                return snapshot.facts.get(key)
            return present.settled(key)

        if solve(search.cells, allowed(heard, {}), settled, search.cells.domain) is not None:
            return True
    return False
