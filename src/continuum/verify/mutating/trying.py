"""Mutation testing: plant each fault, and ask whoever is cheapest first until somebody notices."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import ContinuumError, InvalidRulebook, RulebookError
from continuum.rulebook import Rulebook
from continuum.verify.comparing import same_behaviour
from continuum.verify.mutating.checker import Checker, Depth
from continuum.verify.mutating.planting import mutants
from continuum.verify.mutating.report import By, MutationReport, Noticed
from continuum.verify.packing.case import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from continuum.verify.mutating.planting import Mutant
    from continuum.verify.packing.case import Answer, PackCase
    from continuum.verify.packing.recorded import Pack

    Case = Callable[[Rulebook], Iterable[str]]

__all__ = ["mutate"]

_PROPERTY = frozenset({"property_violated", "property_vacuous"})


def mutate(
    book: Rulebook,
    *,
    cases: Mapping[str, Case] | None = None,
    properties: Sequence[Any] = (),
    pack: Pack | None = None,
    depth: Depth = "near",
    sample: int | None = None,
    seed: int = 1,
    progress: Callable[[str, int, int], object] | None = None,
) -> MutationReport:
    """Plant faults in a rulebook, one at a time, and see who notices.

    The form checks are asked first, then the cases, then whether anything is otherwise at all,
    then properties and findings of the checker, and last the pack.

    Args:
        book: The rulebook; it stays as it is.
        cases: Cases decided by hand, by name: each follows itself under a rulebook and says in
            sentences what came out otherwise than decided.
        properties: The author's own properties, for :func:`continuum.verify.check`.
        pack: The pack.
        depth: How much the checker is asked: ``none``; ``near``: what it asks of conditions and
            arrows alone, and the properties; ``whole``: every question, for every fault.
        sample: How many faults are tried, drawn at random; ``None``: all.
        seed: What the sample is drawn with.
        progress: Told a sentence, how many are done and of how many.

    Returns:
        The report.

    Raises:
        RulebookError: A case or the pack does not fit the rulebook as it is, so that it would
            notice every fault.

    Example:
        >>> import continuum as ct
        >>> report = mutate(ct.load("outline"), depth="none", sample=5, seed=1)
        >>> len(report.results)
        5
    """
    every = list(mutants(book))
    tried = every
    if sample is not None and sample < len(every):
        drawn = set(Random(seed).sample(range(len(every)), sample))  # noqa: S311 - a sample
        tried = [mutant for place, mutant in enumerate(every) if place in drawn]
    checker = Checker(book, depth, tuple(properties))
    trial = _Trial(book, dict(cases or {}), checker, pack)
    trial.begin()
    results: list[Noticed] = []
    for done, mutant in enumerate(tried):
        if progress is not None:
            progress(mutant.sentence, done, len(tried))
        by, how = trial.noticed(mutant)
        results.append(Noticed(mutant, by, how))
    if progress is not None:
        progress("", len(tried), len(tried))
    return MutationReport(book.label, len(every), tuple(results), None if tried is every else seed)


@attrs.define
class _Trial:
    """Who is asked, in which order."""

    book: Rulebook
    cases: dict[str, Case]
    checker: Checker
    pack: Pack | None
    before: dict[str, list[str]] = attrs.field(factory=dict)
    about: dict[str, list[tuple[PackCase, Answer]]] = attrs.field(factory=dict)

    def begin(self) -> None:
        """See that nobody complains about the rulebook as it is."""
        for name, case in self.cases.items():
            if said := _said(case, self.book):
                raise RulebookError(
                    f"the case `{name}` comes out otherwise than decided: {said}",
                    help="mend the case or the rulebook first: follow it with `continuum walk`",
                )
        if self.pack is not None:
            if differences := self.pack.replay(self.book):
                raise RulebookError(
                    f"the pack does not fit the rulebook: {differences[0].sentence}",
                    help="see all with `continuum pack BOOK --replay FILE`, then write it again",
                )
            for one, was in self.pack.cases:
                for subject in one.subject:
                    self.about.setdefault(subject, []).append((one, was))
        self.checker.begin()

    def noticed(self, mutant: Mutant) -> tuple[By, str]:
        """Ask until somebody notices."""
        try:
            planted = mutant.planted(self.book)
        except InvalidRulebook as error:
            return "form", str(error.faults[0])
        for name in self._likely(mutant):
            if said := _said(self.cases[name], planted):
                self.before.setdefault(mutant.subjects[0], []).insert(0, name)
                return "case", f"{name}: {said}"
        if same_behaviour(self.book, planted, on=self.book.as_of) is True:
            return "alike", ""
        try:
            told = self.checker.says(mutant, planted)
        except ContinuumError as error:  # a property names what is not there any more
            return "property", str(error)
        if told is not None:
            return ("property" if told[0] in _PROPERTY else "check"), told[1]
        return self._by_pack(mutant, planted)

    def _likely(self, mutant: Mutant) -> list[str]:
        """The cases, those first that noticed another fault in the same place."""
        return list(dict.fromkeys((*self.before.get(mutant.subjects[0], ()), *self.cases)))

    def _by_pack(self, mutant: Mutant, planted: Rulebook) -> tuple[By, str]:
        for case, was in self._near(mutant):
            if answer(planted, case) != was:
                return "pack", case.about
        return "nobody", ""

    def _near(self, mutant: Mutant) -> Iterator[tuple[PackCase, Answer]]:
        if self.pack is not None:
            for subject in mutant.subjects:
                yield from self.about.get(subject, ())
            yield from self.pack.cases


def _said(case: Case, book: Rulebook) -> str:
    """The first thing that a case says, or why it cannot be followed at all."""
    try:
        return next(iter(case(book)), "")
    except ContinuumError as error:
        return str(error.message if hasattr(error, "message") else error)
