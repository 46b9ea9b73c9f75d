"""A certificate looked at again by another solver.

Nothing is taken from the engine that drew the diagram: z3 is asked, from the rulebook, whether
every case opens inside it, whether every move stays inside it, and whether nothing that is claimed
never to be lies inside it.  Then no case ever leaves it, and the claims hold for every case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.errors import needs

needs("evidence", "z3")

import attrs
import z3  # type: ignore[import-untyped]

from continuum.errors import FactError, RulebookError
from continuum.guards import as_day
from continuum.guards.walk import resolve
from continuum.verify.evidence.certificate import Certificate, read_certificate
from continuum.verify.evidence.guard_form import read_guard
from continuum.verify.evidence.z3_model import Z3Model
from continuum.verify.evidence.z3_view import cells_of
from continuum.verify.situations.cells import TOUCHED, Cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Guard, Value
    from continuum.rulebook import Rulebook

__all__ = ["Recheck", "recheck"]


@attrs.frozen
class Recheck:
    """What z3 made of a certificate.

    Args:
        label: The rulebook's name and version.
        on: The day whose law is meant.
        configurations: How many situations are reached at most.
        questions: How many questions z3 was asked.
        confirmed: The claims that hold and are stated as conditions, as sentences.
        drawn: The claims that hold of a set that the certificate draws; that the set is what the
            sentence says is the word of whoever drew it.
        against: What is wrong, as sentences; empty: the certificate holds.
        assumptions: What was taken for granted.
    """

    label: str
    on: date
    configurations: int
    questions: int
    confirmed: tuple[str, ...]
    drawn: tuple[str, ...]
    against: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether all of it was confirmed."""
        return not self.against

    def __bool__(self) -> bool:
        """Whether all of it was confirmed."""
        return self.holds

    def __str__(self) -> str:
        """Tell it in a few lines."""
        kind = "holds" if self.holds else "does not hold"
        asked = f"{self.configurations} situations, {self.questions} questions to z3"
        lines = [f"the certificate of {self.label}, law of {self.on}, {kind}: {asked}"]
        lines += [f"- wrong: {said}" for said in self.against]
        lines += [f"- confirmed: {said}" for said in self.confirmed]
        lines += [f"- confirmed, of the set that is drawn for it: {said}" for said in self.drawn]
        lines += [f"- taken for granted: {said}" for said in self.assumptions]
        return "\n".join(lines)


def recheck(certificate: Certificate | str | bytes, book: Rulebook) -> Recheck:
    """Look at a certificate again with z3.

    Args:
        certificate: The certificate, or its JSON.
        book: The rulebook that it is about.

    Returns:
        What was confirmed, and what is wrong.

    Raises:
        FactError: The certificate is damaged, or does not fit the rulebook's facts.
        RulebookError: It is about another rulebook.
        MissingExtra: z3 is not installed.
    """
    if not isinstance(certificate, Certificate):
        certificate = read_certificate(certificate)
    if certificate.rulebook != book.digest:
        raise RulebookError(
            f"the certificate is about {certificate.label[:80]!r} with the digest "
            f"{certificate.rulebook[:12]}, and {book.label!r} has the digest {book.digest[:12]}",
            help="give the rulebook as it was when it was checked, or check this one anew",
        )
    day = as_day(certificate.on, "the day whose law the certificate is about")
    counted = certificate.count()
    if counted != certificate.configurations:
        raise FactError(
            f"the certificate says {certificate.configurations} situations, "
            f"and its diagram holds {counted}",
            help="make the certificate again; do not mend it by hand",
        )
    guards = {
        n: _guard(claim.bad, book, day, f"claims[{n}].bad")
        for n, claim in enumerate(certificate.claims)
        if not isinstance(claim.bad, int)
    }
    asked = [_guard(form, book, day, f"also[{n}]") for n, form in enumerate(certificate.also)]
    cells = Cells(book.lower(day), asked or guards.values())
    questions = _Asked(Z3Model(cells, _fitting(certificate, cells)), certificate)
    against = [*questions.openings(), *questions.moves()]
    held: list[int] = []
    for n, claim in enumerate(certificate.claims):
        wrong = questions.claim(n, claim.bad, guards.get(n))
        if wrong:
            against.append(wrong)
        else:
            held.append(n)
    # Where a case can leave the diagram, nothing that holds inside it is confirmed.
    held = [] if against else held
    return Recheck(
        book.label,
        day,
        counted,
        questions.questions,
        tuple(certificate.claims[n].says for n in held if n in guards),
        tuple(certificate.claims[n].says for n in held if n not in guards),
        tuple(against),
        certificate.assumptions,
    )


def _guard(form: Any, book: Rulebook, day: date, where: str) -> Guard:
    return resolve(read_guard(form, book, where), lambda name: book.parameter(name).on(day))


def _fitting(certificate: Certificate, cells: Cells) -> Mapping[str, tuple[Value | None, ...]]:
    """The certificate's variables, once each is one of the rulebook's, cut as its guards cut it."""
    known = {f"in:{region.name}" for region in cells.chart.regions}
    known |= {f"any:{register}" for register in cells.chart.registers}
    known |= {*cells.chart.facts, *cells.milestones}
    for key, given in certificate.variables:
        name = key.removeprefix(TOUCHED)
        if name not in known or cells.variable(name) != key:
            raise FactError(
                f"the certificate keeps `{key[:80]}`, which is nothing that a situation of "
                f"{cells.chart.book.label!r} keeps",
                help="make the certificate again with this version of the library",
            )
        mine = {(type(value), value) for value in cells_of(cells, key)}
        if not mine <= {(type(value), value) for value in given}:
            raise FactError(
                f"the certificate cuts `{key[:80]}` otherwise than the conditions of the rulebook",
                help="make the certificate again with this version of the library",
            )
    return dict(certificate.variables)


class _Asked:
    """The questions, put to one solver."""

    def __init__(self, model: Z3Model, certificate: Certificate) -> None:
        self.model, self.questions = model, 0
        now = [bit for letter in model.now.values() for bit in letter.bits]
        later = [bit for letter in model.later.values() for bit in letter.bits]
        self._now = _drawn(certificate, now)
        self._later = _drawn(certificate, later)
        self._root = self._now[certificate.reachable]
        self._inside = z3.And(self._root, model.lawful().of)
        self._still = self._later[certificate.reachable]

    def openings(self) -> Iterator[str]:
        """Ask whether every case opens inside."""
        found = self._met(self.model.opening().of, z3.Not(self._root))
        if found is not None:
            yield f"a case may open outside of what it calls reachable: {self._told(found)}"

    def moves(self) -> Iterator[str]:
        """Ask whether every move stays inside."""
        for change in self.model.changes():
            same = [
                bit == later
                for key, letter in self.model.now.items()
                if key not in change.changed
                for bit, later in zip(letter.bits, self.model.later[key].bits, strict=True)
            ]
            found = self._met(self._inside, z3.Not(self._still), change.relation.of, *same)
            if found is not None:
                yield (
                    f"`{change.name}` leads out of what it calls reachable, from where "
                    f"{self._told(found, change.changed)}"
                )

    def claim(self, number: int, bad: Any, guard: Guard | None) -> str:
        """Ask whether something that is claimed never to be lies inside; empty: it does not."""
        where = self._now[bad] if guard is None else self.model.where(guard).of
        found = self._met(self._inside, where)
        return "" if found is None else f"claims[{number}] does not hold where {self._told(found)}"

    def _met(self, *formulas: Any) -> Any:
        """Ask for a model of some formulas; ``None``: there is none."""
        self.questions += 1
        # A new solver each time: what a move leaves as it is is put in before the search begins.
        solver = z3.Then("simplify", "propagate-values", "solve-eqs", "tseitin-cnf", "sat").solver()
        solver.add(*formulas)
        found = solver.check()
        model = solver.model() if found == z3.sat else None
        if found == z3.unknown:
            raise FactError("z3 could not decide a question of the certificate")
        return model

    def _told(self, model: Any, only: tuple[str, ...] = ()) -> str:
        told = (
            f"{key} = {letter.read(model)}"
            for key, letter in self.model.now.items()
            if not only or key in only or key.startswith("in:")
        )
        return ", ".join(told)


def _drawn(certificate: Certificate, bits: list[Any]) -> list[Any]:
    """Every node as a formula over some bits, in the order of their numbers."""
    found: list[Any] = [z3.BoolVal(False), z3.BoolVal(True)]
    found += [None] * len(certificate.nodes)
    numbers = sorted(range(len(certificate.nodes)), key=lambda n: -certificate.nodes[n][0])
    for n in numbers:
        bit, low, high = certificate.nodes[n]
        found[n + 2] = z3.If(bits[bit], found[high], found[low])
    return found
