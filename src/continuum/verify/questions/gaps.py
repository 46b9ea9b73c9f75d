"""Questions to the choice of a way: is there one for everybody of whom it may be decided?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, All, During, Not, Some
from continuum.prose.naming import say_list
from continuum.prose.sentences import say
from continuum.verify.following.trail import Attempt, Trail
from continuum.verify.search import Never
from continuum.verify.situations.cells import place
from continuum.verify.situations.moves import allowed_by, way, with_request

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Leg
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome

__all__ = ["gaps"]


def gaps(outcome: Outcome) -> None:
    """Ask of every choice between ways whether one is open, whatever is known.

    A choice is what an event finds where several ways lead on from one state: there one of them
    must be open for all facts, once they are known, for which the event may be decided at all.
    One way alone is no choice: its condition says whether the event may happen from there, like
    what the event requires, and may well not hold.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    for heard in outcome.search.chart.events.values():
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                if len(legs) < 2 or any(leg.when == ALWAYS for leg in legs):  # noqa: PLR2004
                    continue
                asked += 1
                found += _gap(outcome, heard, region, source, legs)
    if asked and not found:
        outcome.proved.append(
            "wherever an event chooses between ways, one is open for everybody of whom it may be "
            f"decided ({asked} choices)"
        )


def _gap(
    outcome: Outcome, heard: ChartEvent, region: str, source: str, legs: tuple[Leg, ...]
) -> bool:
    search = outcome.search
    asked = allowed_by(heard, {})
    goals: list[Goal] = [goal for name, goal in asked if not name.startswith("way:")]
    goals.append((During(region, (source,)), "holds"))
    goals += [(_decided(heard, other), "holds") for other in heard.ways if other != region]
    goals += [(with_request(heard, leg.when), "fails") for leg in legs]
    if not search.satisfiable(goals):
        return False
    where = f"way:{region}"

    def judged(_: Snapshot, decision: Decision) -> bool:
        """Nothing is in the way but that ways are closed by what is known."""
        against = decision.against
        closed = all(a.id.startswith("way:") and a.known and a.guard is not None for a in against)
        return closed and where in {a.id for a in against}

    wanted = Attempt(tuple(goals), heard.name, judge=judged, refused=True)
    verdict = search.reach(wanted, [place(region)])
    if isinstance(verdict, Never):
        return False
    ways = say_list(sorted(f"{_into(leg)} where {say(leg.when, outcome.book)}" for leg in legs))
    sentence = (
        f"`{heard.name}` may be decided of somebody in `{source}` for whom it has no way: it "
        f"leads {ways}, and nowhere otherwise; widen one of the ways until everybody has one, or "
        f"let `{heard.name}` require more"
    )
    subjects = (heard.name, region, source)
    if isinstance(verdict, Trail):
        outcome.shown(
            "guard_gap",
            subjects,
            sentence,
            verdict,
            lambda snapshot, decisions: judged(snapshot, decisions[-1]),
            asked=True,
            closing=f"all is known, and `{heard.name}` has no way from `{source}`",
        )
    else:
        outcome.doubt("guard_gap", subjects, sentence, verdict.why)
    return True


def _decided(heard: ChartEvent, region: str) -> Guard:
    """Say that in another region one way is open, or that those from there are closed."""
    shut = (
        All((During(region, (source,)), *(Not(leg.when) for leg in legs)))
        for source, legs in heard.ways[region].items()
    )
    return with_request(heard, Some((way(heard, region), *shut)))


def _into(leg: Leg) -> str:
    return "back there" if leg.target == leg.source else f"to `{leg.target}`"
