"""The comparison of two rulebooks: every question, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from continuum.errors import RulebookError
from continuum.guards import as_day
from continuum.rulebook import Rulebook
from continuum.rulebook.lower import change_days
from continuum.verify.comparing.differing import otherwise, stopped_differently
from continuum.verify.comparing.losing import Direction
from continuum.verify.comparing.moving import Moving
from continuum.verify.comparing.parts import changed_numbers, changed_parts
from continuum.verify.comparing.prospects import Prospects
from continuum.verify.comparing.report import Behaviour, Diff
from continuum.verify.comparing.rules import rule_changes
from continuum.verify.comparing.running import read_cases
from continuum.verify.comparing.same import same_law
from continuum.verify.comparing.saying import say_added, say_otherwise, say_removed
from continuum.verify.comparing.terms import read_places
from continuum.verify.space import Limits, OverLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from continuum.verify.comparing.running import Running

__all__ = ["diff"]


def diff(
    old: Rulebook,
    new: Rulebook,
    *,
    on: date | str | None = None,
    cases: Iterable[Any] = (),
    places: Mapping[str, str] | None = None,
    moving: bool = True,
    limits: Limits | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    engine: str = "",
) -> Diff:
    """Compare two rulebooks: what may be done now and could not, and the other way round.

    Args:
        old: The old rulebook.
        new: The new one.
        on: The day whose law is compared; by default the later of the days they speak for.
        cases: Running cases under the old rulebook: each a case with a history, a snapshot, or
            a pair of a snapshot and entries.
        places: Which state of the new rulebook stands for which of the old one: by name, or as
            ``region.state`` where several regions have one; states of one name stand for each
            other.
        moving: Whether to ask also where any case there can be would be stranded.
        limits: What the comparison may use; when that is spent, it ends early and says so.
        progress: Called with what is looked at now, how much is done, and of how much.
        engine: ``oxidd`` or ``plain``; empty: the swiftest there is.

    Raises:
        RulebookError: One of them is no rulebook; ``places`` or ``cases`` do not fit.
        FactError: ``on`` is not a day.

    Example:
        >>> import attrs, continuum as ct
        >>> book = ct.load("outline")
        >>> less = attrs.evolve(book, rules=tuple(r for r in book.rules if r.id != "GR-51"))
        >>> [(one.event, one.cause) for one in diff(book, less).added]
        [('removed', 'GR-51')]
    """
    for book in (old, new):
        if not isinstance(book, Rulebook):
            raise RulebookError(
                f"what is compared are rulebooks, and a `{type(book).__name__}` is none",
                help="give two of `ct.load(...)`, `Rulebook.from_json(...)`, or your own",
            )
    day = max(old.as_of, new.as_of) if on is None else as_day(on, "the day whose law is compared")
    homes = read_places(places, old.lower(day), new.lower(day))
    limits = limits or Limits()
    limits.begin()
    there = Direction(old, new, day, homes, limits, engine)
    back = Direction(new, old, day, {home: mine for mine, home in homes.items()}, limits, engine)
    days = _other_days(old, new, day) if on is None else ()
    comparison = _Comparison(there, back, read_cases(cases), days, moving=moving)
    found = comparison.answer(progress)
    return attrs.evolve(found, assumptions=tuple(_assumed(there, found)))


@attrs.define
class _Comparison:
    """The two directions, and what was found so far."""

    there: Direction
    back: Direction
    cases: list[Running]
    days: tuple[date, ...]
    moving: bool
    found: dict[str, tuple[Any, ...]] = attrs.field(factory=dict)
    undecided: list[str] = attrs.field(factory=list)

    def answer(self, progress: Callable[[str, int, int], None] | None) -> Diff:
        """Ask everything, as far as the limits go."""
        there = self.there
        asked: list[tuple[str, str, Callable[[], Iterator[Any]]]] = [
            ("parts", "parts", lambda: changed_parts(there.terms)),
            ("numbers", "numbers", lambda: changed_numbers(there.mine, there.theirs)),
            ("rules", "rules", lambda: rule_changes(there.terms, there.limits, there.engine)),
            ("stopped_differently", "what stops events", lambda: iter(stopped_differently(there))),
            ("removed", "what is no longer allowed", self._removed),
            ("added", "what is now also allowed", self._added),
            ("otherwise", "what is done differently", self._otherwise),
            ("decisions", "decisions of the cases given", self._decisions),
            ("stuck", "whether the cases given can move", self._stuck),
            ("moving", "whether all cases can move", self._moving),
            ("", "the law of other days", self._on_other_days),
        ]
        stopped = ""
        for n, (slot, words, ask) in enumerate(asked):
            if progress is not None:
                progress(words, n, len(asked))
            kept: list[Any] = []
            try:
                kept.extend(ask())
            except OverLimit as error:
                stopped = str(error)
            except (MemoryError, RecursionError):
                stopped = f"the {there.limits.nodes:,} nodes that it was given are used up"
            if slot:
                self.found[slot] = tuple(kept)
            if stopped:
                left = ", ".join(words for _, words, _ in asked[n:])
                stopped = f"{stopped}; not decided: {left}"
                break
        if progress is not None:
            progress("done", len(asked), len(asked))
        return Diff(
            there.mine.label,
            there.theirs.label,
            there.on,
            **self.found,
            undecided=tuple(self.undecided),
            stopped=stopped,
        )

    def _removed(self) -> Iterator[Behaviour]:
        for lost in self.there.lost():
            sentence = say_removed(self.there, lost)
            yield from self._kept("allowed", lost, sentence)

    def _added(self) -> Iterator[Behaviour]:
        for lost in self.back.lost():
            sentence = say_added(self.back, lost)
            yield from self._kept("allowed", lost, sentence)

    def _otherwise(self) -> Iterator[Behaviour]:
        for one in otherwise(self.there):
            yield from self._kept(one.sort, one, say_otherwise(self.there, one))

    def _kept(self, sort: str, one: Any, sentence: str) -> Iterator[Behaviour]:
        cause = one.cause if hasattr(one, "cause") else " ".join(one.names)
        if one.history is None:
            self.undecided.append(f"could not decide whether {sentence}: {one.why}")
        else:
            yield Behaviour(sort, one.event, cause, sentence, one.history)

    def _decisions(self) -> Iterator[Any]:
        yield from filter(None, (case.decided(self.there) for case in self.cases))

    def _stuck(self) -> Iterator[Any]:
        there = self.there
        chart = there.terms.theirs
        prospects = Prospects(chart, there.on, there.limits, there.engine)
        yield from filter(None, (case.stuck(there, prospects) for case in self.cases))

    def _moving(self) -> Iterator[Any]:
        there = self.there
        if self.moving and not self._nothing_new():
            moving = Moving(there.terms, there.on, there.limits, there.engine)
            if moving.moved_regions:
                self.undecided.append(
                    "could not decide whether cases would be stranded: states are sent to a "
                    "region of another name, which is not followed"
                )
            yield from moving.stranded()

    def _on_other_days(self) -> Iterator[Any]:
        """Nothing is told of other days but that they were not compared, where they may differ."""
        old, new, limits = self.there.mine, self.there.theirs, self.there.limits
        for day in self.days:
            charts = old.lower(day), new.lower(day)
            if not same_law(*charts, limits=limits, engine=self.there.engine):
                self.undecided.append(
                    f"the law of {day} was not compared, and it differs too, or may: "
                    "compare it with `on`"
                )
        yield from ()

    def _nothing_new(self) -> bool:
        """Whether no case can do less than before."""
        lost = self.found["removed"] or self.found["otherwise"] or self.found["parts"]
        return not lost and not self.undecided


def _other_days(old: Rulebook, new: Rulebook, day: date) -> tuple[date, ...]:
    """The days on which the law of either changes to another form than that of the day."""
    changes = sorted({*change_days(old), *change_days(new)})
    here = old.lower(day), new.lower(day)
    return tuple(on for on in changes if (old.lower(on), new.lower(on)) != here)


def _assumed(there: Direction, found: Diff) -> Iterator[str]:
    yield (
        f"the law of {there.on} holds for the whole case, which opens in the initial states; "
        "what only events record is not carried in"
    )
    yield (
        "of each event and cause one case is told; where none is told, it is proved that no case "
        "shows it for as long as both rulebooks have recorded the same"
    )
    if there.terms.strange:
        names = ", ".join(f"`{name}`" for name in sorted(there.terms.strange))
        yield f"while a case follows both rulebooks, nothing is recorded of {names}"
    if found.moving or found.stuck:
        yield "whoever is not told to be stranded may still be: it is not proved that an end comes"
