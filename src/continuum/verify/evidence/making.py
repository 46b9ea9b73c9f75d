"""Making a certificate: what is reached, drawn node by node, and what is never in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import RulebookError
from continuum.guards import ALWAYS, All, Not, as_day
from continuum.rulebook.strict_json import write_json
from continuum.verify.evidence.certificate import FORMAT, sealed
from continuum.verify.evidence.guard_form import write_guard
from continuum.verify.properties import check_properties, say
from continuum.verify.properties.deciding import guards_of
from continuum.verify.properties.fitting import fit_property
from continuum.verify.properties.forms import Always, Happens, Possible
from continuum.verify.properties.moments import Moments
from continuum.verify.questions.ends import stuck_situations
from continuum.verify.search import Search
from continuum.verify.situations.moves import with_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from continuum.rulebook import Rulebook
    from continuum.verify.diagrams import Diagram
    from continuum.verify.properties import Property
    from continuum.verify.space import Limits, Space

__all__ = ["certify"]


def certify(
    book: Rulebook,
    on: date | str | None = None,
    *,
    properties: Iterable[Property] = (),
    only_properties: bool = False,
    engine: str = "",
    limits: Limits | None = None,
) -> str:
    """Write a certificate of what a rulebook lets a case come to.

    It holds the reachable situations as a diagram, and what is claimed never to be among them:
    that nothing can happen any more before an end, that an event finds two ways at once, and what
    the properties of the form ``always`` exclude.

    Args:
        book: The rulebook.
        on: The day whose law is meant; the day the rulebook speaks for by default.
        properties: Properties; those of another form than ``always`` are not claimed, and the
            certificate says so.
        only_properties: Claim nothing but the properties, for a rulebook that has other faults.
        engine: The engine of the diagrams.
        limits: What it may use.

    Returns:
        The certificate as JSON, for ``continuum.verify.evidence.rechecking.recheck``.

    Raises:
        RulebookError: Something that would be claimed is not so; check the rulebook first.
        OverLimit: The time that was given is over.
        MemoryError: There are more nodes than were given.

    Example:
        >>> import continuum as ct
        >>> certify(ct.load("outline")).startswith('{"format": "continuum-certificate/1"')
        True
    """
    day = book.as_of if on is None else as_day(on, "the day whose law is meant")
    wanted = [fit_property(one, book, day) for one in check_properties(properties, book)]
    also = [guard for one in wanted for guard in guards_of(one)]
    if limits is not None:
        limits.begin()
    search = Search(book.lower(day), day, also=also, engine=engine, limits=limits)
    space = search.space
    general = () if only_properties else _claims(search)
    claims = [*general, *_of_properties(search, wanted, book)]
    false = [says for says, bad, _ in claims if space.meets(space.reachable(), bad)]
    if false:
        raise RulebookError(
            "a certificate cannot claim what is not so:" + "".join(f"\n- {says}" for says in false),
            help="see `continuum check` for the cases that show it",
        )
    left_out = [
        f"not claimed: property `{one.name}`, which is not of the form `always`"
        for one in wanted
        if not isinstance(one, Always)
    ]
    drawn = _Drawn(space)
    form = {
        "format": FORMAT,
        "rulebook": book.digest,
        "label": book.label,
        "on": day.isoformat(),
        "engine": space.diagrams.engine,
        "variables": [
            {"key": key, "cells": list(space.coding.block(key).values)}
            for key in space.coding.stored
        ],
        "reachable": drawn.node(space.reachable()),
        "claims": [
            {"says": says, "bad": drawn.node(bad) if guard is None else guard}
            for says, bad, guard in claims
        ],
        "nodes": drawn.nodes,
        "also": [write_guard(guard, book) for guard in also],
        "configurations": str(search.configurations),
        "assumptions": [f"the law of {day} holds for the whole case", *left_out],
    }
    return write_json(sealed(form))


def _claims(search: Search) -> Iterator[tuple[str, Diagram, Any]]:
    """What is claimed of every rulebook: it goes on, and an event finds one way."""
    space = search.space
    yield "nothing stands still before an end", stuck_situations(search), None
    for heard in search.chart.events.values():
        for region, by_state in heard.ways.items():
            doubled = space.nothing
            for source, legs in by_state.items():
                for n, one in enumerate(legs):
                    for other in legs[:n]:
                        gates = [gate.guard for gate in heard.gates]
                        guards = (*gates, one.when, other.when)
                        goals = [(with_request(heard, guard), "holds") for guard in guards]
                        here = space.coding.at(f"in:{region}", source)
                        doubled |= space.stored(here & space.moves.met(heard, goals))  # type: ignore[arg-type]
            if doubled != space.nothing:
                yield f"`{heard.name}` never finds two ways at once in {region}", doubled, None


def _of_properties(
    search: Search, properties: list[Property], book: Rulebook
) -> Iterator[tuple[str, Diagram, Any]]:
    space, moments = search.space, Moments(search)
    for one in properties:
        if not isinstance(one, Always):
            continue
        wrong = space.nothing
        for _, where in moments.at(one.when):
            wrong |= space.stored(where & ~moments.claimed(one.claim, where))
        says = f"{one.name}: {one.sentence or say(one, book)}"
        yield says, wrong, None
        if not isinstance(one.when, Happens) and not isinstance(one.claim, Possible):
            # The same in the rulebook's own words, where the claim is known to fail.
            bad = Not(one.claim) if one.when == ALWAYS else All((one.when, Not(one.claim)))
            yield f"{says} (as a guard)", wrong, write_guard(bad, book)


class _Drawn:
    """Numbers the nodes of diagrams, over the bits of what is stored.

    Args:
        space: The space.
    """

    def __init__(self, space: Space) -> None:
        self._diagrams = space.diagrams
        bits = (n for key in space.coding.stored for n in space.coding.block(key).bits)
        self._bits = {number: n for n, number in enumerate(bits)}
        self._numbers: dict[Any, int] = {space.diagrams.false: 0, space.diagrams.true: 1}
        self.nodes: list[list[int]] = []

    def node(self, diagram: Diagram) -> int:
        """Give the number of a diagram, its nodes being numbered from below."""
        found = self._numbers.get(diagram)
        if found is None:
            parts = self._diagrams.branches(diagram)
            assert parts is not None  # noqa: S101 - the two leaves have their numbers
            bit, low, high = parts
            ends = [self.node(low), self.node(high)]
            found = self._numbers[diagram] = len(self.nodes) + 2
            self.nodes.append([self._bits[bit], *ends])
        return found
