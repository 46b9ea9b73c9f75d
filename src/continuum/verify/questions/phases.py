"""Questions to the phase map: is there always exactly one phase, and do they follow the outline?"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from continuum.guards import (
    NEVER,
    AtLeast,
    During,
    Guard,
    Number,
    Reached,
    Some,
    facts_in,
    leaves,
    weigh,
)
from continuum.rulebooks import load
from continuum.semantics import CaseView, step
from continuum.verify.following.afterwards import held_after, routes, written
from continuum.verify.following.trail import Attempt, Trail, attempt, met_in
from continuum.verify.search import Never, Open, Search
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed
from continuum.verify.situations.rewriting import mapped, renamed, with_places

if TYPE_CHECKING:
    from continuum.rulebook import ChartEvent, Leg, PhaseForm
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Verdict

__all__ = ["phases"]

_KIND: Final = "phase_map_not_a_run_of_the_outline"
_QUIETLY: Final = "without any event"
_MEND = "mend the phase map, or the events that lead there"


def phases(outcome: Outcome) -> None:
    """Ask whether every run of the rulebook is, by its phases, a run of the outline."""
    forms = outcome.search.chart.phases
    if not forms:
        outcome.assumptions.append("the rulebook maps no phases, so the outline was not compared")
        return
    before = len(outcome.findings) + len(outcome.undecided)
    _total(outcome, forms)
    _apart(outcome, forms)
    ways = _ways_of_the_outline()
    _by_events(outcome, forms, ways)
    _quietly(outcome, forms, ways)
    outcome.assumptions.append("phases were compared where the facts that they read are known")
    if len(outcome.findings) + len(outcome.undecided) == before:
        outcome.proved.append(
            "every case is in exactly one phase, and moves between phases as in the outline"
        )


def _ways_of_the_outline() -> frozenset[tuple[str, str]]:
    return frozenset(
        (source, target)
        for transition in load("outline").transitions
        for source in transition.source
        for target in (transition.target,)
        if target is not None
    )


def _keep(
    outcome: Outcome,
    verdict: Verdict,
    goals: tuple[Goal, ...],
    *,
    subjects: tuple[str, ...],
    sentence: str,
    closing: str,
    about: str = "",
) -> None:
    """Keep what a search for a situation came to."""
    if isinstance(verdict, Open):
        outcome.doubt(_KIND, subjects, sentence, verdict.why, about=about)
    if not isinstance(verdict, Trail):
        return
    day = verdict.day

    def shows(snapshot: Snapshot, _: list[Decision]) -> bool:
        return met_in(outcome.search.cells, goals, snapshot, day)

    outcome.shown(_KIND, subjects, sentence, verdict, shows, closing=closing, about=about)


def _total(outcome: Outcome, forms: tuple[PhaseForm, ...]) -> None:
    goals: tuple[Goal, ...] = tuple((form.when, "fails") for form in forms)
    if outcome.search.satisfiable(goals):
        verdict = outcome.search.reach(Attempt(goals))
        _keep(
            outcome,
            verdict,
            goals,
            subjects=("no_phase",),
            sentence=f"a case can be in no phase at all; {_MEND}",
            closing="the case is then in no phase",
        )


def _apart(outcome: Outcome, forms: tuple[PhaseForm, ...]) -> None:
    search = outcome.search
    for one, other in combinations(sorted(forms, key=lambda form: form.phase), 2):
        goals: tuple[Goal, ...] = ((one.when, "holds"), (other.when, "holds"))
        if not search.satisfiable(goals):
            continue
        verdict = search.reach(Attempt(goals))
        both = f"`{one.phase}` and in `{other.phase}` at once"
        _keep(
            outcome,
            verdict,
            goals,
            subjects=(one.phase, other.phase),
            sentence=f"a case can be in {both}; {_MEND}",
            closing=f"the case is in {both}",
            about="at once",
        )


# ---------------------------------------------------------------------------- moves by events


def _by_events(
    outcome: Outcome, forms: tuple[PhaseForm, ...], ways: frozenset[tuple[str, str]]
) -> None:
    search = outcome.search
    regions = {leaf.region for f in forms for leaf in leaves(f.when) if isinstance(leaf, During)}
    facts = {fact.name for form in forms for fact in facts_in(form.when)}
    joins = _Joins(search)
    for heard in search.chart.events.values():
        told = set(ways)
        if not (regions & heard.ways.keys() or facts & written(search.cells, heard)):
            continue
        later = [(form, held_after(search.cells, heard, form.when)) for form in forms]
        for legs in routes(heard, regions):
            for one, (other, after) in product(forms, later):
                if other is one or (one.phase, other.phase) in told:
                    continue
                if not joins.may(legs, one.when, after):
                    continue
                if _event_move(outcome, heard, legs, one, other):
                    told.add((one.phase, other.phase))


class _Joins:
    """Remembers whether a route may lead from one guard to another, events aside."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._placed: dict[tuple[object, ...], Guard] = {}
        self._found: dict[tuple[object, ...], bool] = {}

    def may(self, legs: dict[str, Leg], one: Guard, other: Guard) -> bool:
        start = self._at(one, tuple((region, leg.source) for region, leg in legs.items()))
        end = self._at(other, tuple((region, leg.target) for region, leg in legs.items()))
        if NEVER in (start, end):
            return False
        key = (id(start), id(end))
        if key not in self._found:
            goals: list[Goal] = [(start, "holds"), (end, "holds")]
            self._found[key] = self.search.satisfiable(goals)
        return self._found[key]

    def _at(self, guard: Guard, places: tuple[tuple[str, str], ...]) -> Guard:
        # The guard is kept with its answer, so that its identity stays its own.
        key = (id(guard), places)
        if key not in self._placed:
            self._placed[key] = with_places(guard, dict(places))
            self._placed["kept", *key] = guard
        return self._placed[key]


def _event_move(
    outcome: Outcome, heard: ChartEvent, legs: dict[str, Leg], one: PhaseForm, other: PhaseForm
) -> bool:
    search = outcome.search
    chart = search.chart

    def judged(snapshot: Snapshot, decision: Decision) -> bool:
        before = CaseView(chart, snapshot, decision.on)
        after = CaseView(chart, step(chart, snapshot, decision), decision.on)
        return bool(weigh(one.when, before).holds and weigh(other.when, after).holds)

    targets = {region: leg.target for region, leg in legs.items()}
    later = with_places(held_after(search.cells, heard, other.when), targets)
    goals = (*allowed(heard, legs), (one.when, "holds"), (later, "holds"))
    if not search.satisfiable(goals):
        return False
    wanted = Attempt(goals, heard.name, judge=judged)
    verdict = search.reach(wanted, [place(region) for region in legs])
    if isinstance(verdict, Never):
        return False
    subjects = (heard.name, one.phase, other.phase)
    sentence = (
        f"`{heard.name}` leads from phase `{one.phase}` to `{other.phase}`, a way that the outline "
        f"does not have; {_MEND}"
    )
    if isinstance(verdict, Trail):
        outcome.shown(
            _KIND,
            subjects,
            sentence,
            verdict,
            lambda _, decisions: (
                bool(decisions)
                and decisions[-1].event == heard.name
                and judged(decisions[-1].view.snapshot, decisions[-1])
            ),
            closing=f"the phase was `{one.phase}` and is now `{other.phase}`",
        )
    else:
        outcome.doubt(_KIND, subjects, sentence, verdict.why)
    return True


# ---------------------------------------------------------------------------- moves without events


def _quietly(
    outcome: Outcome, forms: tuple[PhaseForm, ...], ways: frozenset[tuple[str, str]]
) -> None:
    """Phases may change as days pass and facts are recorded, without any event."""
    search = outcome.search
    for one, other in product(forms, forms):
        if one is other or (one.phase, other.phase) in ways:
            continue
        later, kept = _later(outcome, other.when)
        goals: tuple[Goal, ...] = ((one.when, "holds"), (later, "holds"), *kept)
        if not search.satisfiable(goals):
            continue
        first = search.reach(Attempt(goals, shown=goals[:1]))
        if isinstance(first, Never):
            continue
        subjects = (one.phase, other.phase)
        sentence = (
            f"without any event, phase `{one.phase}` can turn into `{other.phase}`, a way that "
            f"the outline does not have; {_MEND}"
        )
        second = None
        if isinstance(first, Trail):
            second = attempt(search.cells, first, Attempt(((other.when, "holds"),)))
        if not isinstance(second, Trail):
            why = first.why if isinstance(first, Open) else "no days and values were found"
            outcome.doubt(_KIND, subjects, sentence, why, about=_QUIETLY)
            continue
        closing = f"on {second.day} the phase has turned from `{one.phase}` into `{other.phase}`"
        day = second.day
        outcome.shown(
            _KIND,
            subjects,
            sentence,
            second,
            lambda snapshot, _, day=day, form=other: bool(  # type: ignore[misc]
                weigh(form.when, CaseView(search.chart, snapshot, day)).holds
            ),
            closing=closing,
            shorten=False,
            about=_QUIETLY,
        )


def _later(outcome: Outcome, guard: Guard) -> tuple[Guard, tuple[Goal, ...]]:
    """The same guard on a later day without an event, and what cannot be undone until then."""
    cells = outcome.search.cells
    names: dict[str, str] = {}
    kept: list[Goal] = []
    for leaf in leaves(guard):
        for fact in facts_in(leaf):
            if cells.kind(fact.name) in {"free", "rising", "derived", "compared"}:
                names[fact.name] = f"{fact.name}''"
    for leaf in leaves(guard):
        moved = renamed(leaf, names)
        match leaf:
            case Reached(milestone):
                key = cells.milestone_key(milestone)
                free = any(cells.kind(base) == "free" for base in cells.based[key])
                if not free and moved == leaf:
                    moved = renamed(leaf, {base: f"{base}''" for base in cells.based[key]})
                    kept.append((Some((~leaf, moved)), "holds"))
            case AtLeast(Number(moves="rising"), _):
                kept.append((Some((~leaf, moved)), "holds"))
            case _:
                pass

    def change(leaf: Guard) -> Guard:
        if isinstance(leaf, Reached) and renamed(leaf, names) == leaf:
            bases = cells.based[cells.milestone_key(leaf.milestone)]
            return renamed(leaf, {base: f"{base}''" for base in bases})
        return renamed(leaf, names)

    return mapped(guard, change), tuple(kept)
