"""Questions to the ends: is there a place from which nothing can happen, or no end be reached?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from continuum.guards import AtLeast, Choice, Flag, IsIn, Known, Not, Number
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.questions.losing import causes, named, subjects, unpunished
from continuum.verify.search import Never
from continuum.verify.situations.cells import TOUCHED, place
from continuum.verify.slices import TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from continuum.guards import Value
    from continuum.rulebook import ChartEvent
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.findings import Kind
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.questions.losing import Cause
    from continuum.verify.search import Search
    from continuum.verify.situations.cells import Key
    from continuum.verify.slices import Situation, Slice

__all__ = ["ends"]

_MOST = 4_000
_MOST_PLACES = 40_000
_TOLD = 8


@attrs.frozen(eq=False)
class _Map:
    """A slice walked through: each situation with those that follow, maybe and surely."""

    part: Slice
    after: dict[Situation, tuple[Situation, ...]]
    surely: dict[Situation, tuple[Situation, ...]]
    stuck: frozenset[Situation]
    final: frozenset[Situation]


def ends(outcome: Outcome, never: frozenset[str] = frozenset()) -> None:
    """Ask whether something can always happen until an end, and whether an end can be reached.

    Args:
        outcome: Where the faults are kept.
        never: The events that were found never to happen.
    """
    search = outcome.search
    variables = _variables(search)
    try:
        walked = _walk(search, variables)
    except TooLarge:
        outcome.assumptions.append(
            f"dead ends were not looked for: there are more than {_MOST_PLACES} configurations"
        )
        return
    search.visited += len(walked.after)
    left = _others(search, variables)
    if left:
        outcome.assumptions.append(
            "dead ends were looked for with these facts left open, so one that only they make "
            f"may be missed: {', '.join(f'`{name}`' for name in left)}"
        )
    stuck = _not_told(outcome, walked, set(walked.stuck))
    told = _dead_ends(outcome, walked, stuck, never)
    if not walked.final:
        outcome.assumptions.append("no state that is an end can be told from the others")
        return
    lost = walked.after.keys() - _back(walked.after, walked.final)
    lost -= _back(walked.after, walked.stuck)
    kept = _not_told(outcome, walked, set(lost))
    told += _lost(outcome, walked, kept)
    if told or len(stuck) < len(walked.stuck) or len(kept) < len(lost):
        return
    sure = _back(walked.surely, walked.final)
    if len(sure) == len(walked.after):
        outcome.proved.append(
            f"from each of {len(sure)} situations something can happen, and an end can be reached"
        )
    else:
        outcome.assumptions.append(
            f"a way to an end is proved, whatever was left open, from {len(sure)} of "
            f"{len(walked.after)} situations; from the others nothing found stands in the way"
        )


# ---------------------------------------------------------------------------- the map


def _variables(search: Search) -> tuple[Key, ...]:
    """Every region, and the facts most asked about for as long as the map stays small."""
    chart, cells = search.chart, search.cells
    variables: list[Key] = [place(region.name) for region in chart.regions]
    size = 1
    for region in chart.regions:
        size *= len(region.states)
    for key in _asked(search):
        size *= max(len(cells.domain(key)), 1)
        if size > _MOST:
            break
        variables.append(key)
    return tuple(variables)


def _asked(search: Search) -> list[Key]:
    counts: Counter[Key] = Counter()
    for heard in search.chart.events.values():
        goals = search.possible.goals_of(heard, ())[1]
        keys = {key for guard, _ in goals for key in search.cells.keys(guard)}
        variables = {search.cells.variable(key) for key in keys}
        counts.update(v for v in variables if v is not None and not v.startswith("in:"))
    return [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _others(search: Search, variables: tuple[Key, ...]) -> list[str]:
    left = (key for key in _asked(search) if key not in variables and key not in search.cells.based)
    return sorted(key.removeprefix(TOUCHED).removeprefix("any:") for key in left)


def _walk(search: Search, variables: tuple[Key, ...]) -> _Map:
    part = search.slice(variables)
    after: dict[Situation, tuple[Situation, ...]] = {}
    surely: dict[Situation, tuple[Situation, ...]] = {}
    stuck: set[Situation] = set()
    final: set[Situation] = set()
    waiting = list(part.begin())
    seen = set(waiting)
    while waiting:
        situation = waiting.pop()
        if _is_final(search, part, situation):
            final.add(situation)
            after[situation] = surely[situation] = ()
            continue
        moves = part.after(situation)
        after[situation] = tuple(to for _, to in moves)
        surely[situation] = tuple(
            to for edge, to in moves if not edge.event or part.surely(edge, situation)
        )
        if not moves and not any(_may(search, heard, part, situation) for heard in _events(search)):
            stuck.add(situation)
        for _, to in moves:
            if to not in seen:
                if len(seen) >= _MOST_PLACES:
                    raise TooLarge
                seen.add(to)
                waiting.append(to)
    return _Map(part, after, surely, frozenset(stuck), frozenset(final))


def _events(search: Search) -> Iterable[ChartEvent]:
    return search.chart.events.values()


def _may(search: Search, heard: ChartEvent, part: Slice, situation: Situation) -> bool:
    name, goals = search.possible.goals_of(heard, ())
    return search.possible.find(name, goals, part.variables, situation) is not None


def _is_final(search: Search, part: Slice, situation: Situation) -> bool:
    values = dict(zip(part.variables, situation, strict=True))
    return any(
        search.chart.states[region.name][str(values[place(region.name)])].final
        for region in search.chart.regions
    )


def _back(
    after: dict[Situation, tuple[Situation, ...]], ends: Iterable[Situation]
) -> set[Situation]:
    """Everything from which one of the ends can be reached."""
    before: dict[Situation, list[Situation]] = {}
    for situation, nexts in after.items():
        for to in nexts:
            before.setdefault(to, []).append(situation)
    found = set(ends)
    waiting = list(found)
    while waiting:
        for situation in before.get(waiting.pop(), ()):
            if situation not in found:
                found.add(situation)
                waiting.append(situation)
    return found


# ---------------------------------------------------------------------------- what was found


def _not_told(outcome: Outcome, walked: _Map, bad: set[Situation]) -> set[Situation]:
    """Leave out what follows from a voluntary step that closes something: that was told."""
    keys = {outcome.search.cells.variable(key) for key in outcome.punished}
    if not bad or not keys & {*walked.part.variables}:
        return bad
    told = {key for key in keys if key is not None}
    return unpunished(walked.part.variables, walked.after.keys(), bad, told)


def _dead_ends(outcome: Outcome, walked: _Map, stuck: set[Situation], never: frozenset[str]) -> int:
    told = 0
    seen: set[Cause] = set()
    regions = len(outcome.search.chart.regions)
    for situation in walked.after:
        places = tuple(zip(walked.part.variables, situation, strict=True))[:regions]
        if situation in stuck and places not in seen and told < _TOLD:
            shut = _shut(outcome, places, never)
            because = f", because `{shut}` can never happen" if shut else ", which is no end"
            mend = f"mend `{shut}` first" if shut else "add an event that leads on"
            sentence = (
                f"nothing can happen any more once {named(outcome, places)}{because}; {mend}, "
                "or mark the state as final"
            )
            closing = "nothing can happen any more, and this is no end"
            if _tell(
                outcome,
                tuple(zip(walked.part.variables, situation, strict=True)),
                places,
                kind="dead_end",
                sentence=sentence,
                closing=closing,
                because=shut,
            ):
                seen.add(places)
                told += 1
    return told


def _shut(outcome: Outcome, places: Cause, never: frozenset[str]) -> str:
    """The first event that has ways from these places and never happens."""
    for heard in _events(outcome.search):
        states = {key.removeprefix("in:"): str(state) for key, state in places}
        if heard.name in never and any(
            states[region] in heard.ways[region] for region in heard.ways
        ):
            return heard.name
    return ""


def _lost(outcome: Outcome, walked: _Map, lost: set[Situation]) -> int:
    told = 0
    # Whoever is lost goes on among the lost: tell where that begins, once for each cause.
    entered = {
        to for situation, nexts in walked.after.items() if situation not in lost for to in nexts
    }
    first = [s for s in walked.after if s in lost and s in entered] or [
        s for s in walked.after if s in lost
    ][:1]
    for cause in causes(walked.part.variables, walked.after.keys(), lost, first):
        if told == _TOLD:
            break
        sentence = (
            f"no end can be reached once {named(outcome, cause)}; "
            "add an event that leads to an end, or mark a state as final"
        )
        closing = "from here no end can be reached"
        told += _tell(
            outcome,
            cause,
            cause,
            kind="no_way_to_an_end",
            sentence=sentence,
            closing=closing,
        )
    return told


def _tell(
    outcome: Outcome,
    there: Cause,
    about: Cause,
    *,
    kind: Kind,
    sentence: str,
    closing: str,
    because: str = "",
) -> bool:
    search = outcome.search
    values = dict(there)
    goals = tuple(goal for key, value in there for goal in _known(search, key, value))
    verdict = search.reach(Attempt(goals), values, targets=values)
    if isinstance(verdict, Never):
        return False
    part = search.slice(tuple(values))
    if isinstance(verdict, Trail):
        day = verdict.day

        def shows(snapshot: Snapshot, _: list[Decision]) -> bool:
            now = Trail(snapshot, day, day)
            stands = tuple(values.values()) in search.situations(part, now)
            return stands and _settled(goals, search, now)

        outcome.shown(
            kind,
            subjects(about, search.cells.based),
            sentence,
            verdict,
            shows,
            closing=closing,
            because=because,
        )
    else:
        outcome.doubt(kind, subjects(about, search.cells.based), sentence, verdict.why)
    return True


def _settled(goals: tuple[Goal, ...], search: Search, now: Trail) -> bool:
    return met_in(search.cells, goals, now.snapshot, now.day)


def _known(search: Search, key: Key, value: Value | None) -> list[Goal]:
    """The goals that say that a fixed or rising fact is in a cell."""
    fact = search.chart.facts.get(key)
    if key.startswith(("in:", TOUCHED)) or search.cells.kind(key) not in {"fixed", "rising"}:
        return []
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
