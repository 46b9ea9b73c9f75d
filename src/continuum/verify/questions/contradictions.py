"""Questions to what is owed: can it all be done, or does one thing shut another out for good?"""

from __future__ import annotations

from functools import partial
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from continuum.guards import ALWAYS, NEVER, During, weigh
from continuum.semantics import CaseView
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.questions.owing import Owed, owed_in
from continuum.verify.search import Never, Open
from continuum.verify.situations.moves import allowed, touches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search, Verdict

__all__ = ["contradictions"]

_KIND: Final = "contradictory_duties"
_TRIED: Final = 4


def contradictions(outcome: Outcome) -> None:
    """Ask whether two things are ever owed of which only one can be done, or one that nobody can.

    What may lapse is left alone where it can.  Two things exclude each other where no case does
    the one while the other is owed, and then the other.  What is met by an entry that names the
    duty is left alone: nothing shuts it out.

    Args:
        outcome: Where the faults are kept.
    """
    search = outcome.search
    owed = [item for item in owed_in(search) if item.done not in (NEVER, ALWAYS)]
    barred = {item.subjects for item in owed if _barred(outcome, item)}
    pairs = found = 0
    for one, other in combinations([o for o in owed if o.subjects not in barred], 2):
        if one.id == other.id:
            continue
        pairs += 1
        found += _exclude(outcome, one, other)
    if owed and not found and not barred:
        outcome.proved.append(
            f"whatever is owed can still be done, and no two of them exclude each other "
            f"({len(owed)} duties and {pairs} pairs)"
        )


# ---------------------------------------------------------------------------- one, and the rules


def _barred(outcome: Outcome, owed: Owed) -> bool:
    """Whether something is owed, and from then on never done any more."""
    search = outcome.search
    if not search.satisfiable(owed.begun):
        return False  # what creates it does it as well
    if _done_in_the_end(search, owed) or _done_at_once(search, owed):
        return False
    shown = search.reach(_owing(owed))
    if isinstance(shown, Never):
        return False
    by = f", by `{owed.by}`" if owed.by else ""
    sentence = (
        f"{owed.what} can be owed, and from then on the rules never let it be done{by}; "
        "open a way to do it as long as it is owed, or let it be owed where it can be done"
    )
    subjects = (*owed.subjects, owed.by) if owed.by else owed.subjects
    _tell(outcome, subjects, sentence, (shown,), (owed,), _cause(outcome, owed))
    return True


def _done_at_once(search: Search, owed: Owed) -> bool:
    """Whether one event does it, in some case that has just come to owe it."""
    over: tuple[Goal, ...] = ((owed.over, "holds"),)
    for heard, legs in islice(_doing(search, owed), _TRIED):
        goals = (*allowed(heard, legs), *owed.begun)
        found = search.reach(Attempt(goals, heard.name, legs=tuple(legs.values())))
        if isinstance(found, Trail) and met_in(search.cells, over, found.snapshot, found.day):
            return True
    return False


def _done_in_the_end(search: Search, owed: Owed) -> bool:
    """Whether anything leads on from where it begins to be owed to where it is over."""
    space = search.space
    every = space.reachable()
    over = space.stored(space.view.goals(((owed.over, "holds"),)))
    begun = space.stored(space.view.goals(owed.begun)) & every
    return space.meets(begun, space.can_reach(over, every, toward=begun))


def _doing(search: Search, owed: Owed) -> Iterator[tuple[ChartEvent, dict[str, Leg]]]:
    """Give the events that may do it, the one named for it first, with the leg that does."""
    cells = search.cells
    keys = cells.keys(owed.over)
    regions = {key.removeprefix("in:") for key in keys if cells.kind(key) == "place"}
    variables = {cells.variable(key) for key in keys} - {None}
    for heard in sorted(search.chart.events.values(), key=lambda heard: heard.name != owed.by):
        if any(touches(cells, heard, str(key)) for key in variables):
            yield heard, {}
        for region in regions & {*heard.ways}:
            for leg in (leg for legs in heard.ways[region].values() for leg in legs):
                there = During(region, (leg.target,))
                if leg.target != leg.source and search.satisfiable(
                    ((owed.over, "holds"), (there, "holds"))
                ):
                    yield heard, {region: leg}


def _cause(outcome: Outcome, owed: Owed) -> str:
    """What was told already and keeps it from being done: an event, or a fact never set."""
    reads = {owed.by, *outcome.search.cells.keys(owed.done)} - {""}
    kinds = {"dead_transition", "circular_prerequisite", "fact_read_never_set"}
    causes = (f for f in outcome.findings if f.kind in kinds)
    return next((name for f in causes for name in f.subjects[:2] if name in reads), "")


# ---------------------------------------------------------------------------- two of them


def _exclude(outcome: Outcome, one: Owed, other: Owed) -> bool:
    """Whether two things are owed at once, and whichever is done shuts out the other."""
    search = outcome.search
    together: tuple[Goal, ...] = ((one.over, "holds"), (other.over, "holds"))
    if search.satisfiable(together):
        return False
    first = _then(search, one, other)
    if isinstance(first, Trail):
        return False
    second = _then(search, other, one)
    if isinstance(second, Trail):
        return False
    shown = _both(search, one, other)
    if isinstance(shown, Never):
        return False
    sentence = (
        f"{one.what} and {other.what} can be owed at once, and once one of them is done the "
        "other never can be; let one lapse when the other is done, or let both be done"
    )
    verdicts = (shown, first, second)
    _tell(outcome, (*one.subjects, *other.subjects), sentence, verdicts, (one, other))
    return True


def _then(search: Search, one: Owed, other: Owed) -> Verdict:
    """Do one thing while the other is owed, and then the other."""
    look: tuple[Goal, ...] = ((one.done, "holds"), *other.still)
    if not search.satisfiable(look):
        return Never()
    return search.reach(Attempt(((other.over, "holds"),)), look=look)


def _both(search: Search, one: Owed, other: Owed) -> Verdict:
    """A case that owes both."""
    if one.heard is None and other.heard is None:
        return search.reach(Attempt((*one.owed, *other.owed)))
    if one.heard is None or other.heard is None:
        step, duty = (one, other) if one.heard is None else (other, one)
        return search.reach(_owing(duty, step))
    if one.heard is other.heard:
        return search.reach(_owing(one, other))
    # Two events create them: the later one in a case that owes the other already.
    for first, last in ((one, other), (other, one)):
        found = search.reach(_owing(first))
        if isinstance(found, Trail):
            found = search.reach(_owing(last, first))
            if isinstance(found, Trail):
                return found
    return Open("each is owed in some case, and no case was found that owes both")


def _owing(last: Owed, first: Owed | None = None) -> Attempt:
    """Bring about that something is owed, in a case that owes something else besides."""
    goals = last.owed
    if first is not None:
        goals = (*goals, *(first.owed if first.heard in (None, last.heard) else first.still))
    if last.heard is None:
        return Attempt(goals)

    def judged(snapshot: Snapshot, decision: Decision) -> bool:
        created = {duty.rule for duty in decision.duties}
        if last.id not in created:
            return False
        if first is None or first.heard is None:
            return bool(decision)
        stands = {duty.rule for duty in snapshot.duties if not (duty.met or duty.lapsed)}
        return first.id in (created if first.heard is last.heard else stands)

    return Attempt(goals, last.heard.name, judge=judged)


# ---------------------------------------------------------------------------- the story


def _tell(  # noqa: PLR0917 - the parts of one finding
    outcome: Outcome,
    subjects: tuple[str, ...],
    sentence: str,
    verdicts: tuple[Verdict, ...],
    owed: tuple[Owed, ...],
    because: str = "",
) -> None:
    """Tell of a contradiction where everything was decided; else say that it was not."""
    shown, *proofs = verdicts
    open_ = next((v for v in verdicts if isinstance(v, Open)), None)
    if open_ is not None or not isinstance(shown, Trail):
        why = "no case was found that owes it" if open_ is None else open_.why
        outcome.doubt(_KIND, subjects, sentence, why)
        return
    assert all(isinstance(proof, Never) for proof in proofs)  # noqa: S101 - neither open nor a case
    ids = " and ".join(item.id for item in owed)
    outcome.shown(
        _KIND,
        subjects,
        sentence,
        shown,
        partial(_all_owed, outcome.search, owed, shown.day),
        closing=f"on {shown.day} {ids} {'is' if len(owed) == 1 else 'are both'} owed",
        because=because,
    )


def _all_owed(
    search: Search, owed: tuple[Owed, ...], day: date, snapshot: Snapshot, _: list[Decision]
) -> bool:
    """Whether everything is owed at the end of a story."""
    stands = {duty.rule for duty in snapshot.duties if not (duty.met or duty.lapsed)}
    view = CaseView(search.chart, snapshot, day)
    return all(
        met_in(search.cells, item.owed, snapshot, day)
        if item.heard is None
        else item.id in stands and not weigh(item.done, view).holds
        for item in owed
    )
