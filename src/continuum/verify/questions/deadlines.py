"""Questions to the last days: can what is owed be done in time, on any path at all?"""

from __future__ import annotations

from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import DoesNotReplay
from continuum.guards import (
    NEVER,
    Day,
    Number,
    Period,
    Portion,
    Shifted,
    day_of,
    weigh,
)
from continuum.guards.calendar import before
from continuum.guards.walk import milestone_facts
from continuum.prose.questions import say_milestone
from continuum.rulebook import Sets
from continuum.semantics import CaseView
from continuum.verify.following.solving import nothing_settled, solve
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.questions.owing import Owed, owed_in
from continuum.verify.search import Never, Open
from continuum.verify.situations.cells import MISSING
from continuum.verify.situations.moves import allowed, touches
from continuum.verify.situations.order import not_after

if TYPE_CHECKING:
    from datetime import date

    from continuum.guards import Milestone
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.following.story import Act
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search, Verdict

__all__ = ["deadlines"]

_CANNOT: Final = "deadline_cannot_be_met"
_KNOWN_LATE: Final = "deadline_known_too_late"
_WHEN_OWED: Final = "is owed"
_LENGTHS: Final = (24, 60, 120, 600)
_MOSTLY: Final = 80
_CASES: Final = 40


def deadlines(outcome: Outcome) -> None:
    """Ask of every last day whether it can be kept, and whether it is known before it has passed.

    Args:
        outcome: Where the faults are kept.
    """
    found = asked = 0
    for owed in owed_in(outcome.search):
        if owed.due is None:
            continue
        asked += 1
        found += _known_too_late(outcome, owed) or _cannot_be_met(outcome, owed)
    if asked and not found:
        outcome.proved.append(
            f"each last day can be kept by some case, and is known before it has passed ({asked})"
        )


# ---------------------------------------------------------------------------- known too late


def _known_too_late(outcome: Outcome, owed: Owed) -> bool:
    """Whether the day has passed whenever an event records the day that it is counted from."""
    search = outcome.search
    base = next((f for f in milestone_facts(owed.last) if isinstance(f, Day)), None)
    if base is None or search.cells.kind(base.name) != "tracked" or base.initially is not None:
        return False
    sets = [
        (heard, effect.to)
        for heard in search.chart.events.values()
        for effect in heard.event.effects
        if isinstance(effect, Sets) and effect.fact == base.name and effect.to is not None
    ]
    if not sets or not all(_gone(owed.passed.milestone, base, to) for _, to in sets):
        return False
    for heard, _ in sets:
        verdict = search.reach(Attempt(allowed(heard, {}), heard.name))
        if isinstance(verdict, Trail):
            break
    if isinstance(verdict, Never):
        return False
    due = say_milestone(owed.last, outcome.book)
    sentence = (
        f"{owed.what} is to be done by {due}, and that day has always passed when "
        f"`{heard.name}` records `{base.name}`; count it from a day that is known earlier, "
        "or give more time"
    )
    subjects = (*owed.subjects, base.name)
    if isinstance(verdict, Trail):
        outcome.shown(
            _KNOWN_LATE,
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: (
                bool(decisions)
                and decisions[-1].changes.sets.get(base.name) is not None
                and _late(search, owed, snapshot, decisions[-1].on)
            ),
            closing=f"`{base.name}` is known from this day on, and {due} has passed before",
        )
    else:
        outcome.doubt(_KNOWN_LATE, subjects, sentence, verdict.why)
    return True


def _gone(milestone: Milestone, base: Day, to: object) -> bool:
    """Whether a day counted from what an event records has come on the day of the event."""
    if not hasattr(to, "reached"):
        return False
    day = next((f for f in milestone_facts(to) if isinstance(f, Day)), None)  # type: ignore[arg-type]
    if day is None or day.name != "the_day":
        return False
    return not_after(_counted_from(milestone, base, to), day)  # type: ignore[arg-type]


def _counted_from(milestone: Milestone, base: Day, to: Milestone) -> Milestone:
    """The same milestone, counted from what an event records in the place of a fact."""
    if isinstance(milestone, (Shifted, Portion)):
        return attrs.evolve(milestone, start=_counted_from(milestone.start, base, to))
    return to if milestone == base else milestone


def _late(search: Search, owed: Owed, snapshot: Snapshot, on: date) -> bool:
    return weigh(owed.passed, CaseView(search.chart, snapshot, on)).holds


# ---------------------------------------------------------------------------- cannot be met


def _cannot_be_met(outcome: Outcome, owed: Owed) -> bool:
    """Whether the day has always passed once it is owed, or whenever it is done."""
    search = outcome.search
    late: tuple[Goal, ...] = (*owed.owed, (owed.passed, "holds"))
    if not search.satisfiable(late):
        return False
    in_time: tuple[Goal, ...] = (*owed.owed, (owed.passed, "fails"))
    why, verdict = _WHEN_OWED, _some_case(search, _attempt(owed, in_time, late=False))
    if isinstance(verdict, Trail) and owed.heard is None and owed.done != NEVER:
        why, verdict = "can be done", _done_in_time(search, owed)
    if isinstance(verdict, Trail) or (isinstance(verdict, Open) and _kept_by_some(search, owed)):
        return False
    shown = search.reach(_attempt(owed, late, late=True))
    if isinstance(shown, Never):
        return False
    due = say_milestone(owed.last, outcome.book)
    sentence = (
        f"{owed.what} is to be done by {due}, and that day has always passed when it {why}; "
        "let it come earlier, or give it a later day"
    )
    if isinstance(shown, Trail) and isinstance(verdict, Never):
        outcome.shown(
            _CANNOT,
            owed.subjects,
            sentence,
            shown,
            partial(_overdue, search, owed, shown.day),
            closing=_closing(search, owed, shown),
        )
    elif why == _WHEN_OWED and isinstance(shown, Trail) and _kept_by_some(search, owed, shown):
        return False
    else:
        open_ = verdict if isinstance(verdict, Open) else shown
        assert isinstance(open_, Open)  # noqa: S101 - one of the two is
        outcome.doubt(_CANNOT, owed.subjects, sentence, open_.why)
    return True


def _done_in_time(search: Search, owed: Owed) -> Verdict:
    """A case in which it is done before its day has passed, or the proof that there is none."""
    done: tuple[Goal, ...] = ((owed.done, "holds"), (owed.passed, "not"))
    cells = search.cells
    bases = cells.based[cells.key(owed.passed)]
    reads = cells.keys(owed.done)
    if all(cells.kind(base) == "fixed" for base in bases) and all(
        cells.kind(key) == "tracked" for key in reads
    ):
        # Where whatever does it comes after the day, nothing that happens before can do it.
        opening = {key: cells.domain(key)[0] for key in reads}
        first = solve(cells, done, lambda key: opening.get(key, MISSING), cells.domain)
        if first is None and not any(
            solve(cells, (*allowed(heard, {}), done[1]), nothing_settled, cells.domain) is not None
            for heard in search.chart.events.values()
            if any(touches(cells, heard, key) for key in reads)
        ):
            return Never()
    return _some_case(search, Attempt(done))


def _some_case(search: Search, wanted: Attempt) -> Verdict:
    """Any case that comes to it, one that was followed before if there is one."""
    if wanted.event:
        return search.reach(wanted, soon=True)
    for trail in search.pool:
        if met_in(search.cells, wanted.goals, trail.snapshot, trail.day):
            return trail
    return search.reach(wanted)


def _attempt(owed: Owed, goals: tuple[Goal, ...], *, late: bool) -> Attempt:
    if owed.heard is None:
        return Attempt(goals)

    def judged(_: Snapshot, decision: Decision) -> bool:
        return any(
            duty.rule == owed.subjects[0]
            and duty.due is not None
            and (duty.due < duty.since) is late
            for duty in decision.duties
        )

    return Attempt(goals, owed.heard.name, judge=judged)


def _overdue(
    search: Search, owed: Owed, day: date, snapshot: Snapshot, decisions: list[Decision]
) -> bool:
    """Whether it is owed at the end of a story, and its day has passed."""
    late: tuple[Goal, ...] = (*owed.owed, (owed.passed, "holds"))
    if owed.heard is None:
        return met_in(search.cells, late, snapshot, day)
    judge = _attempt(owed, late, late=True).judge
    return bool(decisions) and judge is not None and judge(snapshot, decisions[-1])


def _kept_by_some(search: Search, owed: Owed, *shown: Trail) -> bool:
    """Whether a case that was followed, with other lengths said in it, is still in time."""
    cases = (trail for trail in (*shown, *search.pool) if trail.acts)
    there = (t for t in cases if met_in(search.cells, owed.owed, t.snapshot, t.day))
    return any(_with_longer_terms(search, owed, trail) for trail in islice(there, _CASES))


def _with_longer_terms(search: Search, owed: Owed, shown: Trail) -> bool:
    """Whether the same story, with other lengths said in it, has the last day still to come."""
    in_time: tuple[Goal, ...] = (*owed.owed, (owed.passed, "fails"))
    keys = {key for guard, _ in in_time for key in search.cells.keys(guard)}
    milestones = [search.cells.milestones[key] for key in keys if key in search.cells.milestones]
    terms = product(_LENGTHS, (0, _MOSTLY)) if owed.heard is None else ()
    for length, served in terms:
        acts = tuple(_longer(search, act, length, served) for act in shown.acts)
        story = attrs.evolve(shown, acts=acts).story(search.cells)
        try:
            snapshot, _ = story.replay(search.chart.book)
        except DoesNotReplay:
            continue
        view = CaseView(search.chart, snapshot, shown.day)
        reached = (day_of(milestone, view.value) for milestone in milestones)
        later = sorted(day for day in reached if day is not None and day > shown.day)
        if any(met_in(search.cells, in_time, snapshot, day) for day in (shown.day, *later)):
            return True
    return False


def _longer(search: Search, act: Act, length: int, served: int) -> Act:
    """The same act with another length, a share of which has passed, in per cent."""
    asks = search.chart.events[act.event].asks if act.event else {}
    given = dict(act.given)
    for name, value in act.given.items():
        match asks.get(name):
            case Number(low=low, high=high):
                given[name] = min(max(length, low), high)
            case Day() if value <= act.on:
                given[name] = before(value, Period(months=length * served // 100))
            case _:
                pass
    return attrs.evolve(act, given=given)


def _closing(search: Search, owed: Owed, trail: Trail) -> str:
    if owed.heard is not None:
        duty = next(d for d in trail.decisions[-1].duties if d.rule == owed.subjects[0])
        return f"on {trail.day} {owed.subjects[0]} is owed, and its last day was {duty.due}"
    due = day_of(owed.last, CaseView(search.chart, trail.snapshot, trail.day).value)
    return f"on {trail.day} {owed.subjects[0]} is owed, and its last day was {due}"
