"""How an event is decided, as sets of situations: allowed, refused, which way, what arises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import During
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import with_request
from continuum.verify.space.events import carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from continuum.guards import Guard, Truth
    from continuum.rulebook import ChartEvent, Gate, Leg
    from continuum.verify.diagrams import Diagram
    from continuum.verify.situations.cells import Key
    from continuum.verify.space import SpaceView

__all__ = ["Decided", "asked_in", "guards_of"]


def guards_of(heard: ChartEvent) -> Iterator[Guard]:
    """Give every guard that is weighed when an event is decided."""
    for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
        yield gate.guard
        if gate.base is not None:
            yield gate.base
    for by_state in heard.ways.values():
        for legs in by_state.values():
            yield from (leg.when for leg in legs)


def asked_in(view: SpaceView, heard: ChartEvent, others: Iterable[ChartEvent]) -> Diagram:
    """Give the set in which an event may be asked for at all, bits and days being possible.

    Args:
        view: The view of all situations.
        heard: The event, for what its request carries.
        others: The same event in every rulebook that is compared, for what is looked at.
    """
    cells = view.cells
    keys: set[Key] = set()
    for other in others:
        for guard in guards_of(other):
            keys |= cells.keys(with_request(other, guard))
        keys |= {place(region) for region in other.ways}
    return view.possible(keys) & carried(view, heard, keys)


@attrs.frozen(eq=False)
class Decided:
    """How an event is decided, wherever a case stands; sets are not yet cut to what is possible.

    Args:
        view: The view of all situations.
        heard: The event.
        allowed: Where it is allowed.
        refused: Where it is refused; where it is neither, something is not known.
        targets: Region to target to where it leads there, once it is allowed.
    """

    view: SpaceView
    heard: ChartEvent
    allowed: Diagram
    refused: Diagram
    targets: dict[str, dict[str, Diagram]]

    @classmethod
    def of(cls, view: SpaceView, heard: ChartEvent) -> Decided:
        """Weigh every gate and every way of an event.

        Args:
            view: The view of all situations.
            heard: The event.
        """
        diagrams = view.diagrams
        allowed, refused = diagrams.true, diagrams.false
        targets: dict[str, dict[str, Diagram]] = {}
        for gate in heard.gates:
            truth = view.weigh(with_request(heard, gate.guard))
            allowed &= truth.holds
            refused |= truth.fails
        for region, by_state in heard.ways.items():
            one = unknown = diagrams.false
            targets[region] = {}
            for state, legs in by_state.items():
                here = view.coding.at(place(region), state)
                chosen, open_ = _chosen(view, heard, legs)
                for leg, where in zip(legs, chosen, strict=True):
                    known = targets[region].get(leg.target, diagrams.false)
                    targets[region][leg.target] = known | here & where
                    one |= here & where
                unknown |= here & open_
            allowed &= one
            refused |= ~one & ~unknown
        refused &= ~allowed
        return cls(view, heard, allowed, refused, targets)

    def lacking(self, gate: Gate, *, base: bool = False) -> Diagram:
        """Give where an event is allowed while a gate of it does not hold.

        Args:
            gate: The gate: one that warns, or lets something be owed.
            base: Whether its own guard is meant, without what higher rules demand.
        """
        guard = gate.base if base and gate.base is not None else gate.guard
        return self.allowed & ~self.view.weigh(with_request(self.heard, guard)).holds

    def could_move(self) -> Diagram:
        """Give where every region of the event is in a state from which it has a way."""
        found = self.view.diagrams.true
        for region, by_state in self.heard.ways.items():
            found &= self.view.weigh(During(region, tuple(by_state))).holds
        return found


def _chosen(
    view: SpaceView, heard: ChartEvent, legs: tuple[Leg, ...]
) -> tuple[list[Diagram], Diagram]:
    """Where each leg is the one way, and where what is not known leaves that open."""
    diagrams = view.diagrams
    truths: list[Truth[Diagram]] = [view.weigh(with_request(heard, leg.when)) for leg in legs]
    chosen = []
    some = twice = unknown = diagrams.false
    for n, truth in enumerate(truths):
        twice |= some & truth.holds
        some |= truth.holds
        unknown |= ~truth.holds & ~truth.fails
        alone = truth.holds
        for m, other in enumerate(truths):
            if m != n:
                alone &= other.fails
        chosen.append(alone)
    return chosen, unknown & ~twice
