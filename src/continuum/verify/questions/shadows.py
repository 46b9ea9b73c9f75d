"""Questions to the rules beside each other: does each of them ever decide anything by itself?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.prose.naming import say_list
from continuum.verify.situations.moves import with_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from continuum.rulebook import ChartEvent, Gate, Rule
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search

    Sort = Sequence[tuple[ChartEvent, tuple[Gate, ...]]]

__all__ = ["shadows"]


def shadows(outcome: Outcome) -> None:
    """Ask of every rule whether it ever makes a difference beside the others of its sort.

    A rule that blocks is shadowed where, in each event that it governs, one other of its class
    of precedence or a higher one blocks whenever it does, whatever is known.  (What several
    general rules ask of an event piece by piece, a special one may well say as a whole.)  A rule
    that warns or owes says more than that something is in the way, so it is told only where
    another one does so in the same cases; and where something is owed, it must be the same.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    declared = {rule.id for rule in outcome.book.rules}
    for sort in ("blocks", "warns", "owes"):
        governed = _governed(outcome, sort)
        rules = {g.id: g.rule for _, gates in governed for g in gates if g.rule is not None}
        gone: set[str] = set()
        # The later of two that say the same is told, and does not shadow the first in its turn.
        for id, rule in sorted(rules.items(), reverse=True):
            if id not in declared:
                continue
            asked += 1
            shades = _shades(outcome.search, governed, rule, gone)
            if shades:
                gone.add(id)
                found += 1
                _tell(outcome, rule, shades)
    if asked and not found:
        outcome.proved.append(f"each of the {asked} rules makes a difference beside the others")


def _governed(outcome: Outcome, sort: str) -> Sort:
    """Give every event with the gates of rules of one sort that are weighed before it."""
    found = []
    for heard in outcome.search.chart.events.values():
        gates = {"blocks": heard.gates, "warns": heard.warnings, "owes": heard.owed}[sort]
        found.append((heard, tuple(gate for gate in gates if gate.rule is not None)))
    return found


def _shades(search: Search, governed: Sort, rule: Rule, gone: set[str]) -> tuple[str, ...]:
    """Give the rules behind which one never shows, one for each event; none where it does."""
    found: dict[str, None] = {}
    fails = False
    for heard, gates in governed:
        own = next((gate for gate in gates if gate.id == rule.id), None)
        if own is None or not _alone(search, heard, own):
            continue  # where it never stands in the way, that is another matter
        fails = True
        shade = next(
            (
                gate.id
                for gate in sorted(gates, key=lambda gate: gate.id)
                if gate.id not in gone and _may_shade(gate, rule)
                if not _alone(search, heard, own, gate)
                if rule.then == "blocks" or not _alone(search, heard, gate, own)
            ),
            None,
        )
        if shade is None:
            return ()
        found[shade] = None
    return tuple(found) if fails else ()


def _may_shade(gate: Gate, rule: Rule) -> bool:
    other = gate.rule
    if other is None or other.id == rule.id:
        return False
    if rule.then == "blocks":
        return other.rank <= rule.rank
    owed = {(form.owner, form.due, form.met, form.lapses) for form in other.duty}
    return all((form.owner, form.due, form.met, form.lapses) in owed for form in rule.duty)


def _alone(search: Search, heard: ChartEvent, own: Gate, other: Gate | None = None) -> bool:
    """Whether one gate may stand in the way while another one does not, whatever is known."""
    goals: list[Goal] = [(with_request(heard, own.guard), "not")]
    if other is not None:
        goals.append((with_request(heard, other.guard), "holds"))
    return search.satisfiable(goals)


def _tell(outcome: Outcome, rule: Rule, shades: tuple[str, ...]) -> None:
    names = say_list(shades, "or")
    said = {
        "blocks": f"blocks nothing that rule {names} does not block as well, so changing it "
        "changes nothing",
        "warns": f"warns of nothing of which rule {names} does not warn in the same cases",
        "owes": f"lets nothing be owed that rule {names} does not let be owed in the same cases",
    }[rule.then]
    mend = "leave it out, or see whether the other asks for more than it should"
    outcome.found("shadowed_rule", (rule.id, *shades), f"rule {rule.id} {said}; {mend}")
