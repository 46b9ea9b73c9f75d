"""What makes each point of the seed paper real: claims in data, each looked up where it says it is.

A claim is a kind and a name: ``rule:GR-53``, ``state:residence.no_lawful_stay``,
``report:friction``, ``page:docs/how-to/index.md``.  Names are looked up in the baseline ``eu``
first and then in the other built-in rulebooks; ``parameter:fr/assessment_time`` says in which.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError, RulebookError
from continuum.report.across.sheets import Sheet, Shown
from continuum.rulebooks import load, names
from continuum.rulebooks.references import references
from continuum.rulebooks.templates import programmes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from continuum.rulebook import Rulebook

__all__ = ["Claim", "Point", "Tracing", "read_claims", "trace"]

_POINTS: Final = tuple(f"S{number}" for number in range(1, 86))
_FILES: Final = frozenset(("page", "case"))


@attrs.frozen
class Claim:
    """Something that is said to make a point real.

    Args:
        text: The claim as written.
        where: Where it was found: a rulebook, the library, the project; empty: nowhere.
        words: What it is called there.
        waiting: It is known to be still to come.
        looked: Whether it could be looked up at all; files are not where the project is not.
    """

    text: str
    where: str = ""
    words: str = ""
    waiting: bool = False
    looked: bool = True

    @property
    def found(self) -> bool:
        """Whether it exists."""
        return bool(self.where)


@attrs.frozen
class Point:
    """A point of the seed paper and what makes it real.

    Args:
        id: ``S1`` to ``S85``.
        title: What the point says, in a few words.
        claims: What is said to make it real.
    """

    id: str
    title: str
    claims: tuple[Claim, ...]

    @property
    def real(self) -> bool:
        """Whether anything that exists makes it real."""
        return any(claim.found for claim in self.claims)


@attrs.frozen
class Tracing(Shown):
    """Every point of the seed paper with its claims.

    Args:
        points: The points in their order.
    """

    points: tuple[Point, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Every point that nothing claims, and every claim of something that does not exist."""
        unclaimed = [
            f"{p.id}: nothing makes it real ({p.title})" for p in self.points if not p.real
        ]
        wrong = [
            f"{point.id}: `{claim.text}` does not exist"
            for point in self.points
            for claim in point.claims
            if claim.looked and not claim.found and not claim.waiting
        ]
        return (*unclaimed, *wrong)

    @property
    def waiting(self) -> tuple[str, ...]:
        """What is still to come, each once."""
        claims = (claim for point in self.points for claim in point.claims)
        return tuple(dict.fromkeys(c.text for c in claims if c.waiting and not c.found))

    @property
    def heading(self) -> str:
        """What the table is called."""
        return "What makes each point of the seed paper real"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it."""
        left = self.waiting
        return (f"Still to come: {', '.join(left)}.",) if left else ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The one table."""
        columns = (("point", "point"), ("says", "it says"), ("real", "what makes it real"))
        rows = tuple(
            (p.id, p.title, ", ".join(c.text for c in p.claims if c.found)) for p in self.points
        )
        return (Sheet("Points", columns, rows),)

    def to_document(self) -> dict[str, Any]:
        """Give the table as plain JSON values under stable keys."""
        return {
            "points": [attrs.asdict(point) | {"real": point.real} for point in self.points],
            "faults": list(self.faults),
            "waiting": list(self.waiting),
        }


def read_claims() -> dict[str, tuple[Claim, ...]]:
    """Read the claims of every point as they are written, without looking any of them up.

    Example:
        >>> [claim.text for claim in read_claims()["S7"]][0]
        'rule:GR-53'
    """
    text = (files("continuum.rulebooks") / "traceability.toml").read_text(encoding="utf-8")
    return {
        id: tuple(Claim(said) for said in told.get("claims", ()))
        + tuple(Claim(said, waiting=True) for said in told.get("waits", ()))
        for id, told in tomllib.loads(text).items()
    }


def trace(
    point: str = "",
    *,
    claims: Mapping[str, Iterable[Claim]] | None = None,
    root: str | Path | None = None,
) -> Tracing:
    """Look up what makes each point of the seed paper real.

    Args:
        point: Only this one; by default all of them.
        claims: Other claims than the built-in ones.
        root: The folder of the project, for pages and cases; without it they are not looked up.

    Raises:
        FactError: There is no such point.

    Example:
        >>> told = trace("S10")
        >>> told.points[0].real, told.faults
        (True, ())
    """
    if point and point not in _POINTS:
        raise FactError(f"there is no point `{point[:40]}`", help="give `S1` to `S85`")
    written = read_claims() if claims is None else claims
    titles = {one.key: one.title for one in references()}
    place = None if root is None else Path(root)
    wanted = (point,) if point else tuple(dict.fromkeys((*_POINTS, *written)))
    return Tracing(
        tuple(
            Point(
                id,
                titles.get(id, "no such point"),
                tuple(_looked_up(claim, place) for claim in written.get(id, ())),
            )
            for id in wanted
        )
    )


def _looked_up(claim: Claim, root: Path | None) -> Claim:
    kind, _, name = claim.text.partition(":")
    if kind in _FILES:
        if root is None:
            return attrs.evolve(claim, looked=False)
        there = (root / name).is_file()
        return attrs.evolve(claim, where="project" if there else "", words=name)
    if kind in {"report", "call", "programme", "rulebook"}:
        words = _in_library(kind, name)
        return attrs.evolve(claim, where="library" if words else "", words=words)
    for book in _books(name):
        words = _in_book(kind, name.partition("/")[2] or name, book)
        if words:
            return attrs.evolve(claim, where=book.name, words=words)
    return claim


def _books(name: str) -> Iterable[Rulebook]:
    """The rulebooks in which to look, one after the other."""
    named = name.partition("/")[0]
    if "/" in name:
        return (load(named),) if named in names() else ()
    return (load(one) for one in ("eu", *(n for n in names() if n != "eu")))


def _in_book(kind: str, name: str, book: Rulebook) -> str:
    """What something is called in a rulebook; empty where it is not there."""
    if kind == "state":
        region, _, state = name.partition(".")
        return next(
            (r.state(state).words for r in book.regions if r.name == region and state in r.names),
            "",
        )
    lookups: dict[str, Callable[[str], Any]] = {
        "event": book.event, "fact": book.fact, "handover": book.handover,
        "parameter": book.parameter, "region": book.region, "role": book.role,
        "rule": book.rule, "step": book.step,
    }  # fmt: skip
    if kind in lookups:
        try:
            found = lookups[kind](name)
        except RulebookError:
            return ""
        said = getattr(found, "title", "") or getattr(found, "sentence", "")
        return str(said or getattr(found, "words", "") or name)
    if kind in {"register", "category"}:
        parts = book.registers if kind == "register" else getattr(book, "categories", ())
        return next((str(getattr(p, "title", "") or name) for p in parts if p.name == name), "")
    raise FactError(
        f"a claim cannot be of the kind `{kind[:40]}`",
        help="kinds there are: call, case, category, event, fact, handover, page, parameter, "
        "programme, region, register, report, role, rule, rulebook, state, step",
    )


@cache
def _in_library(kind: str, name: str) -> str:
    if kind == "rulebook":
        return load(name).title if name in names() else ""
    if kind == "programme":
        return next((one.title for one in programmes() if one.name == name), "")
    module, _, thing = (f"continuum.report.{name}" if kind == "report" else name).rpartition(".")
    try:
        found = getattr(import_module(module), thing, None)
    except ImportError:
        return ""
    return (found.__doc__ or thing).strip().splitlines()[0] if callable(found) else ""
