"""What the checker would say of a planted fault, asked no further than its first new finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from continuum.verify.asking import Asked, questions_of
from continuum.verify.outcome import Outcome
from continuum.verify.properties import check_properties
from continuum.verify.properties.deciding import guards_of
from continuum.verify.properties.fitting import fit_property
from continuum.verify.search import Search
from continuum.verify.space.limits import Limits, OverLimit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Chart, Region, Rulebook
    from continuum.verify.findings import Finding
    from continuum.verify.mutating.planting import Mutant

__all__ = ["Checker", "Depth"]

Depth = Literal["none", "near", "whole"]
"""``near``: what is asked of conditions and arrows alone, and the author's own properties;
``whole``: every question of the checker, which may take as long for each fault as for the book."""

_FIRST_OF_THE_WHOLE: Final = "every situation"
_PROPERTIES: Final = "properties"


@attrs.define
class Checker:
    """Asks the checker about rulebooks with one fault.

    Args:
        book: The rulebook without a fault.
        depth: How much is asked.
        properties: The author's own properties.
    """

    book: Rulebook
    depth: Depth
    properties: tuple[Any, ...] = ()
    _known: frozenset[tuple[str, ...]] = attrs.field(default=frozenset(), init=False)
    _untaken: frozenset[tuple[str, ...]] | None = attrs.field(default=None, init=False)

    def begin(self) -> None:
        """Find what the rulebook earns without a fault: that is nothing new."""
        if self.depth == "none":
            return
        found: list[Finding] = []
        doubts: list[Finding] = []
        for outcome in self._asked(self.book, whole=True):
            found, doubts = outcome.findings, outcome.undecided
        self._known = frozenset(_mark(finding) for finding in found)
        # Of each other way it was shown that some case takes it.
        dead = (one for one in (*found, *doubts) if one.kind == "dead_transition")
        self._untaken = frozenset(one.subjects[:4] for one in dead)

    def says(self, mutant: Mutant, planted: Rulebook) -> tuple[str, str] | None:
        """Give the first new finding: its kind and its sentence.

        Args:
            mutant: The fault.
            planted: The rulebook with it.
        """
        if self.depth == "none":
            return None
        told = _cut_off(self.book, planted) or self._twice(mutant, planted)
        if told is not None:
            return told
        for outcome in self._asked(planted, whole=self.depth == "whole"):
            for finding in outcome.findings:
                if _mark(finding) not in self._known:
                    return finding.kind, finding.sentence
        return None

    def _asked(self, book: Rulebook, *, whole: bool) -> Iterator[Outcome]:
        """Ask one question after the other; gives the findings so far after each."""
        limits = Limits()
        limits.begin()
        wanted = tuple(
            fit_property(one, book, book.as_of) for one in check_properties(self.properties, book)
        )
        also = [guard for one in wanted for guard in guards_of(one)]
        search = Search(book.lower(book.as_of), book.as_of, also=also, limits=limits)
        asked = Asked(Outcome(search), wanted)
        near = True
        for about, question in questions_of(asked):
            near = near and about != _FIRST_OF_THE_WHOLE
            if near or whole or about == _PROPERTIES:
                try:
                    question()
                except (OverLimit, MemoryError, RecursionError):
                    return
                yield asked.outcome

    def _twice(self, mutant: Mutant, planted: Rulebook) -> tuple[str, str] | None:
        """A way that some case takes and that stands twice: that case finds two ways.

        The rules that govern the event must be the same still, or the case might be stopped.
        """
        if mutant.kind != "double_way" or self._untaken is None:
            return None
        event, region, source = mutant.subjects
        target = mutant.id.split("/")[3]
        was, now = (_gates(book.lower(book.as_of), event) for book in (self.book, planted))
        if was != now or (event, region, source, target) in self._untaken:
            return None
        return "two_ways", f"two ways of `{event}` from `{source}` may be open at once"


def _gates(chart: Chart, event: str) -> list[Any]:
    heard = chart.events[event]
    return [(gate.id, gate.guard) for gate in heard.gates]


def _cut_off(book: Rulebook, planted: Rulebook) -> tuple[str, str] | None:
    """A state to which no arrows lead any more: no case comes to it."""
    for region in planted.regions:
        for name in region.names:
            if name in _led_to(book, region) and name not in _led_to(planted, region):
                return "unreachable_state", f"no case ever comes to `{name}` in `{region.name}`"
    return None


def _led_to(book: Rulebook, region: Region) -> set[str]:
    reached = {region.initial}
    ways = [way for way in book.transitions if way.region == region.name and way.target]
    while more := {str(way.target) for way in ways if not reached.isdisjoint(way.source)} - reached:
        reached |= more
    return reached


def _mark(finding: Finding) -> tuple[str, ...]:
    return (finding.kind, *finding.subjects)
