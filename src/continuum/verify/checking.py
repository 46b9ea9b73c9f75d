"""The check of a whole rulebook: every question, one report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from continuum.errors import RulebookError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.verify.asking import Asked, questions_of
from continuum.verify.findings import KINDS, Report
from continuum.verify.outcome import Outcome
from continuum.verify.properties import check_properties
from continuum.verify.properties.deciding import guards_of
from continuum.verify.properties.fitting import fit_property
from continuum.verify.search import Search
from continuum.verify.sights import check_sights
from continuum.verify.space import Limits, OverLimit
from continuum.verify.waiving import waive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from continuum.verify.findings import Finding
    from continuum.verify.following.recorded import Recorded
    from continuum.verify.properties import Property
    from continuum.verify.sights import Sight
    from continuum.verify.waiving import Waiver

__all__ = ["check"]

_EACH_OF_ONE: Final = re.compile(r"each of the 1 ((?:adverse |fixed )?[a-z]+?)s\b")
_ONE_OF_MANY: Final = re.compile(r"(?<![\d,.])1 ([a-z]+?)s\b")
_ORDER: Final[dict[str, int]] = {kind: place for place, kind in enumerate(KINDS)}


def check(
    book: Rulebook,
    on: date | str | None = None,
    *,
    cases: Iterable[Recorded] = (),
    properties: Iterable[Property] = (),
    staff: Mapping[str, int] | None = None,
    sights: Iterable[Sight] = (),
    against: Rulebook | None = None,
    waivers: Iterable[Waiver] = (),
    today: date | str | None = None,
    limits: Limits | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    engine: str = "",
) -> Report:
    """Check whether the rules of a rulebook fit together, for every case there can be.

    Args:
        book: The rulebook.
        on: The day whose law is checked; the day the rulebook speaks for by default.
        cases: Recorded cases, such as :class:`continuum.Case` objects: they show what can happen,
            and searches for more start from them too.
        properties: What must hold besides, in the author's own words.
        staff: How many people hold each role; roles left out are held by nobody.  ``None``:
            somebody holds every role.
        sights: What each role sees, and what it may not come to know.
        against: A rulebook whose fixed rules this one must keep.
        waivers: Findings that somebody accepts for a while; they need ``today``.
        today: The day on which waivers must hold.
        limits: What the check may use; when that is spent, it ends early and says so.
        progress: Called with what is looked at now, how much is done, and of how much.
        engine: ``oxidd`` or ``plain``; empty: the swiftest there is.

    Returns:
        The report: findings with stories that replay, proofs, assumptions.

    Raises:
        RulebookError: ``book`` is no rulebook, a property, sight or waiver does not fit it.
        FactError: ``on`` or ``today`` is not a day.

    Example:
        >>> import continuum as ct
        >>> check(ct.load("outline")).clean
        True
    """
    book = _rulebook(book)
    day = book.as_of if on is None else as_day(on, "the day whose law is checked")
    given = tuple(waivers)
    if given and today is None:
        raise RulebookError(
            "waivers run out, and nothing says which day it is",
            help="give the day as well: `check(book, waivers=..., today=...)`",
        )
    limits = limits or Limits()
    limits.begin()
    wanted = tuple(fit_property(one, book, day) for one in check_properties(properties, book))
    also = [guard for one in wanted for guard in guards_of(one)]
    search = Search(book.lower(day), day, also=also, engine=engine, limits=limits, cases=cases)
    if also and _large(search):  # each property then has a search of its own
        search = search.anew()
    outcome = Outcome(search)
    asked = Asked(outcome, wanted, staff, check_sights(sights, book), against)
    stopped = _ask(asked, progress)
    report = Report(
        rulebook=book.label,
        on=day,
        findings=_causes_first(outcome.findings),
        proved=tuple(map(_in_number, outcome.proved)),
        configurations=0 if stopped else outcome.search.configurations,
        assumptions=(*_assumed(outcome, staffed=staff is not None), *outcome.assumptions),
        undecided=tuple(outcome.undecided),
        stopped=stopped,
        checklist=tuple(outcome.checklist),
    )
    return waive(report, given, today) if given and today is not None else report


def _large(search: Search) -> bool:
    """Whether the rulebook is taken apart; where not even that can be said, the questions tell."""
    try:
        return search.space.large
    except (OverLimit, MemoryError, RecursionError):
        return False


def _ask(asked: Asked, progress: Callable[[str, int, int], None] | None) -> str:
    """Ask every question; say why it ended early, if it did, and what was not decided."""
    questions = questions_of(asked)
    for n, (about, question) in enumerate(questions):
        if progress is not None:
            progress(about, n, len(questions))
        try:
            question()
        except OverLimit as error:
            why = str(error)
        except RecursionError:
            why = "there is more in one situation than this engine can go through"
        except MemoryError:
            nodes = asked.outcome.search.limits.nodes
            why = f"the {nodes:,} nodes that it was given are used up"
        else:
            continue
        left = ", ".join(said for said, _ in questions[n:])
        return f"{why}; not decided: {left}"
    if progress is not None:
        progress("done", len(questions), len(questions))
    return ""


def _in_number(sentence: str) -> str:
    """Say one thing in the singular: proofs count whatever there is, and often that is one."""
    one = _EACH_OF_ONE.sub(r"the one \1", sentence)
    return _ONE_OF_MANY.sub(r"1 \1", one).replace("1 dutie", "1 duty")


def _rulebook(given: object) -> Rulebook:
    if isinstance(given, Rulebook):
        return given
    said = f"the text {given[:80]!r}" if isinstance(given, str) else f"a `{type(given).__name__}`"
    raise RulebookError(
        f"what is checked is a rulebook, and {said} is none",
        help="give a `Rulebook`: one of your own, `ct.load(...)` for a built-in one, or "
        "`Rulebook.from_json(...)` for a document",
    )


def _causes_first(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by kind; what another finding brings about comes after it."""

    def depth(finding: Finding, seen: tuple[Finding, ...] = ()) -> int:
        if not finding.because:
            return 0
        named = (f for f in findings if f is not finding and finding.because in f.subjects[:2])
        causes = sorted(named, key=lambda f: f.kind == "unreachable_state")
        if not causes or causes[0] in seen:
            return 1
        return 1 + depth(causes[0], (*seen, finding))

    return tuple(sorted(findings, key=lambda f: (depth(f), _ORDER[f.kind], f.subjects)))


def _assumed(outcome: Outcome, *, staffed: bool) -> list[str]:
    chart = outcome.search.chart
    cells = outcome.search.cells
    said = [
        "a case opens in the initial states, and what only events record is not carried in",
        f"the law of {outcome.search.on} holds for the whole case",
        "facts are told apart exactly where a condition names a threshold, within their limits",
    ]
    if not staffed:
        said.append(
            "whoever may act or record a fact does so in the end; staffing was not looked at"
        )
    kinds = {cells.kind(name) for name in chart.facts}
    if "free" in kinds:
        said.append("facts that may be recorded on any day take any value, on any day")
    if kinds & {"derived", "compared", "target"}:
        said.append(
            "what is derived from a register, or compared, takes any value once there is a record; "
            "a fault that rests on it is told only with a story that replays"
        )
    return said
