"""What may be not known in a case, and whether two guards say the same whatever is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import Known, Not, leaves
from continuum.guards.reductions import AnyInForce, CountOf, TotalDays
from continuum.rulebook import Sets
from continuum.rulebook.request import ACTING_ROLE, STANDARD
from continuum.verify.following.solving import nothing_settled, solve
from continuum.verify.situations.cells import TOUCHED, fact_key

if TYPE_CHECKING:
    from continuum.guards import Guard, Value
    from continuum.verify.following.solving import Domain, Settled
    from continuum.verify.situations.cells import Cells, Key

__all__ = ["alike", "may_be_unknown", "with_unknown"]


def may_be_unknown(cells: Cells, key: Key) -> bool:
    """Whether a case can come to a decision without knowing what a key names.

    Args:
        cells: The cut of the facts.
        key: The key; places, days reached and registers are always known by themselves.
    """
    kind = "derived" if key.startswith(TOUCHED) else cells.kind(key)
    fact = cells.chart.facts.get(key.rstrip("'"))
    match kind:
        case "place" | "any" | "milestone":
            return False
        case "request":
            return key != ACTING_ROLE and fact not in STANDARD
        case "derived":
            return not isinstance(getattr(fact, "derived", None), (AnyInForce, CountOf, TotalDays))
        case "tracked":
            effects = (e for heard in cells.chart.events.values() for e in heard.event.effects)
            return key not in cells.chart.initially or any(
                isinstance(effect, Sets)
                and effect.fact == key
                and (effect.to is None or hasattr(effect.to, "reached"))
                for effect in effects
            )
        case _:
            return True


def with_unknown(cells: Cells, domain: Domain | None = None) -> Domain:
    """Give the cells that may be chosen for a key, *not known* among them wherever it may be so.

    The cut itself has *not known* only where a guard asks whether something is known.

    Args:
        cells: The cut of the facts.
        domain: The cells of a key without that; those of the cut by default.
    """
    known = domain or cells.domain

    def wide(key: Key) -> tuple[Value | None, ...]:
        found = known(key)
        if None in found or not may_be_unknown(cells, key):
            return found
        return (*found, None)

    return wide


def alike(
    cells: Cells,
    one: Guard,
    other: Guard,
    settled: Settled = nothing_settled,
    domain: Domain | None = None,
) -> bool:
    """Whether two guards hold for the same facts, known or not, and fail for the same known ones.

    A fact of which one of them asks whether it is known may be not known for both.

    Args:
        cells: The cut of the facts.
        one: A guard.
        other: Another guard.
        settled: Gives what is settled, such as where the case is.
        domain: The cells of a key; those of the cut by default.
    """
    given = domain or cells.domain
    wide = with_unknown(cells, given)
    asked = {fact_key(x.fact) for x in (*leaves(one), *leaves(other)) if isinstance(x, Known)}

    def known(key: Key) -> tuple[Value | None, ...]:
        return tuple(cell for cell in given(key) if cell is not None or key in asked)

    for this, that in ((one, other), (other, one)):
        if solve(cells, [(this, "holds"), (that, "not")], settled, wide) is not None:
            return False
        if solve(cells, [(this, "fails"), (Not(that), "not")], settled, known) is not None:
            return False
    return True
