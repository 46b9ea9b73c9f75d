"""Questions to the ends: is there a place from which nothing can happen, or no end be reached?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import AtLeast, Choice, Flag, IsIn, Known, Not, Number
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.questions.losing import causes, least, named, subjects, unpunished
from continuum.verify.search import Never, Open
from continuum.verify.situations.cells import TOUCHED, Key, place

if TYPE_CHECKING:
    from collections.abc import Collection

    from continuum.guards import Value
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.diagrams import Diagram
    from continuum.verify.findings import Kind
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.losing import Cause
    from continuum.verify.search import Search
    from continuum.verify.space import Reached, Space

__all__ = [
    "cell_goals",
    "ends",
    "final_situations",
    "known_goals",
    "stuck_situations",
    "tell_situation",
]

_TOLD = 8


def ends(outcome: Outcome, never: frozenset[str] = frozenset()) -> None:
    """Ask whether something can always happen until an end, and whether an end can be reached.

    Args:
        outcome: Where the faults are kept.
        never: The events that were found never to happen.
    """
    space = outcome.search.space
    every, final = space.reachable(), final_situations(outcome.search)
    stuck = _stuck(space, every, final)
    lost = _lost(space, every, final, stuck)
    found = stuck != space.nothing or lost != space.nothing
    if found and _goes_on(space, every & final):
        # Beyond an end nothing is asked: look again at what is reached before one.
        every = space.reach(space.begin, until=final).every
        stuck = _stuck(space, every, final)
        lost = _lost(space, every, final, stuck)
    if not space.meets(every, final):
        outcome.assumptions.append("no state that is an end can be told from the others")
        lost = space.nothing
    kept = _not_told(outcome, every, stuck), _not_told(outcome, every, lost)
    told = _tell_dead_ends(outcome, every, kept[0], never)
    told += _tell_lost(outcome, every, kept[1])
    if told or kept != (stuck, lost) or not space.meets(every, final):
        return
    sure = space.can_reach(final & every, every, sure=True)
    count, certain = space.count(every), space.count(sure)
    if count == certain:
        outcome.proved.append(
            f"from each of {count:,} situations something can happen, and an end can be reached"
        )
    else:
        outcome.assumptions.append(
            f"a way to an end is proved, whatever registers come to, from {certain:,} of "
            f"{count:,} situations; from the others nothing found stands in the way"
        )


def _goes_on(space: Space, final: Diagram) -> bool:
    """Whether anything can still happen in a final state."""
    return any(space.meets(move.open, final) for move in space.moves.moves.values())


def final_situations(search: Search) -> Diagram:
    """Give the situations in which some region is in a final state."""
    found = search.space.nothing
    for region, states in search.chart.states.items():
        for name, state in states.items():
            if state.final:
                found |= search.space.coding.at(place(region), name)
    return found


def stuck_situations(search: Search) -> Diagram:
    """Give the situations before an end in which nothing can happen, now or later."""
    space = search.space
    return _stuck(space, space.lawful, final_situations(search))


def _stuck(space: Space, every: Diagram, final: Diagram) -> Diagram:
    """Where nothing can happen, neither now nor later without any event."""
    opened = space.nothing
    for move in space.moves.moves.values():
        opened |= move.open
    return every & ~final & ~space.unpassed(opened)


def _lost(space: Space, every: Diagram, final: Diagram, stuck: Diagram) -> Diagram:
    """From where no end can be reached, and which is not on the way to where all ends."""
    lost = every & ~space.can_reach(final & every, every)
    return lost if lost == space.nothing else lost & ~space.can_reach(stuck, every)


# ---------------------------------------------------------------------------- what was found


def _not_told(outcome: Outcome, every: Diagram, bad: Diagram) -> Diagram:
    """Leave out what follows from a voluntary step that closes something: that was told."""
    search = outcome.search
    keys = {search.cells.variable(key) for key in outcome.punished}
    told = {key for key in keys if key is not None} & {*search.space.coding.stored}
    return unpunished(search.space, every, bad, told) if told else bad


def _tell_dead_ends(outcome: Outcome, every: Diagram, stuck: Diagram, never: frozenset[str]) -> int:
    space = outcome.search.space
    regions = [place(region.name) for region in outcome.search.chart.regions]
    left, told = stuck, 0
    while told < _TOLD:
        situation = space.member(left)
        if situation is None:
            break
        places = tuple((key, situation[key]) for key in regions)
        left &= ~space.only(dict(places))
        cause = least(space, every, stuck, situation, kept=regions)
        shut = _shut(outcome, places, never)
        because = f", because `{shut}` can never happen" if shut else ", which is no end"
        mend = f"mend `{shut}` first" if shut else "add an event that leads on"
        sentence = (
            f"nothing can happen any more once {named(outcome, places)}{because}; {mend}, "
            "or mark the state as final"
        )
        told += tell_situation(
            outcome,
            cause,
            kind="dead_end",
            subjects=subjects(places, outcome.search.cells.based),
            sentence=sentence,
            closing="nothing can happen any more, and this is no end",
            because=shut,
        )
    return told


def _shut(outcome: Outcome, places: Cause, never: frozenset[str]) -> str:
    """The first event that has ways from these places and never happens."""
    states = {key.removeprefix("in:"): str(state) for key, state in places}
    for heard in outcome.search.chart.events.values():
        if heard.name in never and any(
            states[region] in heard.ways[region] for region in heard.ways
        ):
            return heard.name
    return ""


def _tell_lost(outcome: Outcome, every: Diagram, lost: Diagram) -> int:
    space = outcome.search.space
    told = 0
    if lost == space.nothing:
        return told
    # Whoever is lost goes on among the lost: tell where that begins, once for each cause.
    others = every & ~lost
    entered = space.passed(others) | space.begin
    for move in space.moves.moves.values():
        entered |= space.moves.after(move, others)
    first = lost & entered
    for cause in causes(space, every, lost, lost if first == space.nothing else first, _TOLD):
        sentence = (
            f"no end can be reached once {named(outcome, cause)}; "
            "add an event that leads to an end, or mark a state as final"
        )
        told += tell_situation(
            outcome,
            cause,
            kind="no_way_to_an_end",
            subjects=subjects(cause, outcome.search.cells.based),
            sentence=sentence,
            closing="from here no end can be reached",
        )
    return told


def tell_situation(
    outcome: Outcome,
    there: Cause,
    *,
    kind: Kind,
    subjects: tuple[str, ...],
    sentence: str,
    closing: str,
    because: str = "",
    declined: Collection[str] = (),
    reached: Reached | None = None,
    lacking: str = "",
) -> bool:
    """Keep a fault with a story that leads a case into a situation.

    Args:
        outcome: Where it is kept.
        there: What the situation must be like.
        kind: The kind of finding.
        subjects: What it is about.
        sentence: What is wrong and how to mend it.
        closing: What shows there.
        because: What brings it about.
        declined: Events that do not happen in the story.
        reached: What is reached without them.
        lacking: The name of a fact that nobody records in the story.

    Returns:
        Whether anything was kept: a fault, or a doubt.
    """
    search = outcome.search
    values = dict(there)
    goals = tuple(goal for key, value in there for goal in known_goals(search, key, value))
    wanted = Attempt(goals)
    led = reached and search.lead([(reached, search.space.only(values))], wanted)
    verdict = led or search.reach(wanted, values, targets=values)
    if isinstance(verdict, Never):
        return False
    part = search.slice(tuple(values))
    if isinstance(verdict, Trail) and lacking in verdict.snapshot.facts:
        verdict = Open("every story that was found records what is lacking")
    if isinstance(verdict, Trail):
        day = verdict.day

        def shows(snapshot: Snapshot, decisions: list[Decision]) -> bool:
            now = Trail(snapshot, day, day)
            stands = tuple(values.values()) in search.situations(part, now)
            stands = stands and not any(made.event in declined for made in decisions)
            stands = stands and lacking not in snapshot.facts
            return stands and _settled(goals, search, now)

        outcome.shown(kind, subjects, sentence, verdict, shows, closing=closing, because=because)
    else:
        outcome.doubt(kind, subjects, sentence, verdict.why)
    return True


def _settled(goals: tuple[Goal, ...], search: Search, now: Trail) -> bool:
    return met_in(search.cells, goals, now.snapshot, now.day)


def known_goals(search: Search, key: Key, value: Value | None) -> list[Goal]:
    """Give the goals that say that a fixed or rising fact is in a cell; none for other keys."""
    if key.startswith(("in:", TOUCHED)) or search.cells.kind(key) not in {"fixed", "rising"}:
        return []
    return cell_goals(search, key, value)


def cell_goals(search: Search, key: Key, value: Value | None) -> list[Goal]:
    """Give the goals that say that a fact is in a cell."""
    fact = search.chart.facts.get(key)
    if value is None and fact is not None:
        return [(Known(fact), "fails")]
    match fact:
        case Flag():
            return [(fact, "holds" if value else "fails")]
        case Choice():
            same = (o for o in fact.options if search.cells.cell(key, o) == value)
            return [(IsIn(fact, tuple(same)), "holds")]
        case Number():
            higher = [c for c in search.cells.domain(key) if c is not None and c > value]  # type: ignore[operator]
            goals: list[Goal] = [(AtLeast(fact, int(value)), "holds")]  # type: ignore[arg-type]
            if higher:
                goals.append((Not(AtLeast(fact, int(min(higher)))), "holds"))  # type: ignore[arg-type]
            return goals
        case _:
            return []
