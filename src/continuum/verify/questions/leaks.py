"""Questions to what roles see: does anything reach them, or follow for them, that may not?

Two ways lead to knowledge.  Whoever asks for an event is told what stands in the way, facts
included.  And whoever sees states and other facts can conclude what is left when everything else is
ruled out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from continuum.guards import facts_in
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.questions.ends import tell_situation
from continuum.verify.questions.losing import least, named
from continuum.verify.search import Never
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed_by

if TYPE_CHECKING:
    from continuum.guards import Guard, Value
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.search import Search
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


def _concluded(outcome: Outcome, sight: Sight, fact: str) -> None:
    """Where what is seen fits only one value of the fact, the role knows it."""
    search, space = outcome.search, outcome.search.space
    key = search.cells.variable(fact)
    if key != fact:
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
    looks = {value: space.along(every & space.coding.at(fact, value), seen) for value in values}
    for value in values:
        if value is None:
            continue
        others = space.nothing
        for other in values:
            if other != value:
                others |= looks[other]
        certain = looks[value] & ~others & every
        situation = space.member(certain)
        if situation is not None:
            _tell(outcome, sight, (fact, value), certain, situation, seen)


def _seen(search: Search, sight: Sight) -> list[Key]:
    regions = search.chart.place
    keys = [place(name) if name in regions else search.cells.variable(name) for name in sight.sees]
    stored = search.space.coding.stored
    return [key for key in keys if key is not None and key in stored]


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
    said = "yes" if value is True else "no" if value is False else f"`{value}`"
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
