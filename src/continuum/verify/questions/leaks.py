"""Questions to what roles see: does anything reach them, or follow for them, that may not?

Two ways lead to knowledge.  Whoever asks for an event is told what stands in the way, facts
included.  And whoever sees states and other facts can conclude what is left when everything else is
ruled out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import AtLeast, Choice, Flag, IsIn, Known, Number, facts_in
from continuum.rulebook import Sets
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.questions.ends import tell_situation
from continuum.verify.questions.losing import least, named
from continuum.verify.search import Never, Search
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact, Guard, Value
    from continuum.rulebook import Chart, ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.sights import Sight
    from continuum.verify.situations.cells import Key

__all__ = ["leaks"]

_KIND: Final = "information_reaches_a_role"


def leaks(outcome: Outcome, sights: tuple[Sight, ...]) -> None:
    """Ask whether a role comes to know, by being told or by conclusion, what it may not.

    Args:
        outcome: Where the faults are kept.
        sights: What each role sees, and may not know.
    """
    before = len(outcome.findings) + len(outcome.undecided)
    # What roles see counts whether any rule reads it or not.
    outcome = attrs.evolve(outcome, search=_seeing(outcome.search, sights))
    for sight in sights:
        for fact in sight.may_not_know:
            _told(outcome, sight, fact)
            _concluded(outcome, sight, fact)
    if len(outcome.findings) + len(outcome.undecided) == before:
        pairs = sum(len(sight.may_not_know) for sight in sights)
        outcome.proved.append(
            f"no role is told, or can conclude from what it sees, what it may not know ({pairs} "
            "pairs of role and fact)"
        )
    derived = [
        f"`{name}`"
        for name in dict.fromkeys(name for sight in sights for name in sight.sees)
        if outcome.search.cells.kind(name) in {"derived", "compared"}
    ]
    if derived:
        outcome.assumptions.append(
            f"what a role can conclude from {', '.join(derived)}, worked out from other things, "
            "was not looked at"
        )
    outcome.assumptions.append(
        "what a role remembers of earlier days was not put together with what it sees today"
    )


# ---------------------------------------------------------------------------- by being told


def _told(outcome: Outcome, sight: Sight, fact: str) -> None:
    """An event that the role may ask for is refused for the fact, and the refusal names it."""
    search = outcome.search
    for heard in search.chart.events.values():
        decides = heard.event.decided_by
        reads = any(known.name == fact for known in heard.reads)
        if not reads or (decides and sight.role not in decides):
            continue
        if _refused_for(outcome, sight, heard, fact):
            return


def _refused_for(outcome: Outcome, sight: Sight, heard: ChartEvent, fact: str) -> bool:
    search = outcome.search
    for gate in heard.gates:
        if fact not in _facts_of(search, gate.guard):
            continue
        goals: list[Goal] = [(gate.guard, "fails")]
        goals += [goal for name, goal in allowed_by(heard, {}) if name != gate.id]
        if not search.satisfiable(goals):
            goals = goals[:1]

        def judged(_: Snapshot, decision: Decision, gate: str = gate.id) -> bool:
            return any(a.id == gate and fact in a.facts for a in decision.against)

        wanted = Attempt(tuple(goals), heard.name, judge=judged, refused=True)
        verdict = search.reach(wanted)
        if isinstance(verdict, Never):
            continue
        where = "what it requires" if gate.id == "requires" else f"rule {gate.id}"
        sentence = (
            f"`{sight.role}` may ask for `{heard.name}`, and the refusal by {where} tells "
            f"`{fact}`, which it may not know; let another role decide `{heard.name}`, or ask "
            "there for a fact that gives less away"
        )
        subjects = (sight.role, fact, heard.name)
        if isinstance(verdict, Trail):
            outcome.shown(
                _KIND,
                subjects,
                sentence,
                verdict,
                lambda snapshot, decisions: judged(snapshot, decisions[-1]),
                asked=True,
                closing=f"the refusal tells `{sight.role}` what `{fact}` is",
            )
        else:
            outcome.doubt(_KIND, subjects, sentence, verdict.why)
        return True
    return False


def _facts_of(search: Search, guard: Guard) -> set[str]:
    names = {known.name for known in facts_in(guard)}
    for name in tuple(names):
        how = getattr(search.chart.facts.get(name), "derived", None)
        names |= {getattr(how, slot, "") for slot in ("one", "other")}
    return names


# ---------------------------------------------------------------------------- by conclusion


def _seeing(search: Search, sights: tuple[Sight, ...]) -> Search:
    """The same search over situations in which everything that sights name is told apart."""
    facts = search.chart.facts
    names = dict.fromkeys(n for sight in sights for n in (*sight.sees, *sight.may_not_know))
    apart = [g for n in names if n in facts for g in _told_apart(search.chart, facts[n])]
    also = (*search.cells.also, *apart)
    return Search(search.chart, search.on, also=also, engine=search.engine, limits=search.limits)


def _told_apart(chart: Chart, fact: Fact) -> Iterator[Guard]:
    """Guards that tell the values of a fact apart; of numbers those that events set."""
    match fact:
        case _ if fact.derived is not None:
            return
        case Flag():
            yield fact
        case Choice(options=options):
            yield from (IsIn(fact, (option,)) for option in options)
        case Number(low=low, high=high):
            yield Known(fact)
            effects = (e for heard in chart.events.values() for e in heard.event.effects)
            set_to = {e.to for e in effects if isinstance(e, Sets) and e.fact == fact.name}
            bounds = {n + more for n in set_to if isinstance(n, int) for more in (0, 1)}
            yield from (AtLeast(fact, bound) for bound in sorted(bounds) if low < bound <= high)
        case _:
            yield Known(fact)


def _concluded(outcome: Outcome, sight: Sight, fact: str) -> None:
    """Where what is seen fits only one value of the fact, the role knows it."""
    search, space = outcome.search, outcome.search.space
    if search.cells.variable(fact) != fact:
        outcome.assumptions.append(
            f"`{fact}` may change on any day, so nothing that `{sight.role}` sees settles it"
            if search.cells.kind(fact) == "free"
            else f"what `{sight.role}` can conclude about `{fact}`, which is derived, was not "
            "looked at"
        )
        return
    seen = _seen(search, sight)
    every = space.reachable()
    values = space.coding.block(fact).values
    known = [value for value in values if value is not None]
    if len(known) == 1:
        outcome.assumptions.append(
            f"what `{sight.role}` can conclude about `{fact}`, beyond whether it is known, was "
            "not looked at"
        )
        return
    looks = {value: space.along(every & space.coding.at(fact, value), seen) for value in values}
    for value in known:
        others = space.nothing
        for other in values:
            if other != value:
                others |= looks[other]
        certain = looks[value] & ~others & every
        situation = space.member(certain)
        if situation is not None:
            _tell(outcome, sight, (fact, value), certain, situation, seen)


def _seen(search: Search, sight: Sight) -> list[Key]:
    """What is kept of what a role sees, and whether the days that it sees have come."""
    cells = search.cells
    keys = [place(name) if name in search.chart.place else name for name in sight.sees]
    keys += [key for key, bases in cells.based.items() if {*bases} <= {*keys}]
    return [key for key in keys if key in search.space.coding.stored]


def _tell(  # noqa: PLR0917 - the parts of one finding
    outcome: Outcome,
    sight: Sight,
    secret: tuple[str, Value],
    certain: Diagram,
    situation: dict[Key, Value | None],
    seen: list[Key],
) -> None:
    space = outcome.search.space
    fact, value = secret
    every = space.reachable()
    visible = {key: situation[key] for key in seen}
    cause = least(space, every, certain, visible)
    said = _said(outcome.search, fact, value)
    sentence = (
        f"`{sight.role}` may not know `{fact}`, and can conclude that it is {said} once "
        f"{named(outcome, cause)}; show that role a coarser view, or let other cases come there too"
    )
    tell_situation(
        outcome,
        cause,
        kind=_KIND,
        subjects=(sight.role, fact, said.strip("`")),
        sentence=sentence,
        closing=f"every case that looks like this to `{sight.role}` has `{fact}`: {said}",
    )


def _said(search: Search, name: str, value: Value) -> str:
    """Say a cell: a number goes up to the next one that is told apart."""
    fact = search.chart.facts[name]
    if not isinstance(fact, Number):
        return "yes" if value is True else "no" if value is False else f"`{value}`"
    higher = [c for c in search.cells.domain(name) if c is not None and c > value]  # type: ignore[operator]
    last = int(min(higher)) - 1 if higher else fact.high  # type: ignore[arg-type]
    return f"{value}" if value == last else f"{value} to {last}"
