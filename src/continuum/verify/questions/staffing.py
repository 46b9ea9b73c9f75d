"""Questions to the roles: does everything that has to happen have somebody who does it?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from continuum.guards import Choice
from continuum.prose.naming import say_list
from continuum.rulebook.request import ACTING_ROLE
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.questions.owing import owed_in
from continuum.verify.search import Never, Search
from continuum.verify.situations.moves import allowed_by
from continuum.verify.situations.rewriting import renamed
from continuum.verify.situations.staffed import held_by, staffed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from continuum.guards import Fact
    from continuum.rulebook import ChartEvent, Rulebook
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.situations.staffed import Held

__all__ = ["staffing"]

_KIND: Final = "role_that_nobody_holds"
_STAGES: Final = ("prepared", "person_informed", "offered", "read", "accepted", "effective")


@attrs.frozen(eq=False)
class _Waits:
    """Something that waits for people who are not there.

    Args:
        roles: The roles, none of which is held.
        subject: The event, step or rule.
        what: What stands still, in words.
        attempt: What brings a case to where it waits.
    """

    roles: tuple[str, ...]
    subject: str
    what: str
    attempt: Attempt


def staffing(outcome: Outcome, staff: Mapping[str, int] | None = None, *, away: int = 0) -> None:
    """Ask of everything that has to happen whether somebody is there who does it.

    What has to happen is whatever is owed, and the events that a rule demands, that a step or a
    handover needs, without which a case goes nowhere, or that are neither adverse nor voluntary.
    Without a staff it is only said which roles have nothing to do.

    Args:
        outcome: Where the faults are kept.
        staff: Role to how many people hold it; ``None``: it is not looked at.
        away: How many people of every role may be away.
    """
    if staff is None:
        idle = _idle(outcome.book)
        if idle:
            outcome.assumptions.append(
                f"these roles are declared and have nothing to do here: {', '.join(idle)}"
            )
        return
    held = held_by(outcome.book, staff, away)
    if not held.people:
        _nobody_at_all(outcome)
        return
    if held.alone:
        outcome.assumptions.append(
            "one person alone holds each of these roles, and is taken never to be away: "
            + ", ".join(held.alone)
        )
    whole = outcome.search
    chart = staffed(whole.chart, held)
    search = Search(chart, whole.on, engine=whole.engine, limits=whole.limits)
    found: dict[tuple[str, ...], list[tuple[_Waits, Trail]]] = {}
    asked = doubts = 0
    for waits in _waiting(outcome, search, held):
        asked += 1
        verdict = search.reach(waits.attempt)
        if isinstance(verdict, Trail):
            found.setdefault(waits.roles, []).append((waits, verdict))
        elif not isinstance(verdict, Never):
            doubts += 1
            sentence = f"{_nobody(waits.roles)}, so {waits.what}; name somebody"
            outcome.doubt(_KIND, (*waits.roles, waits.subject), sentence, verdict.why)
    for roles, several in found.items():
        _tell(outcome, search, roles, several)
    if not found and not doubts:
        outcome.proved.append(
            "whatever has to happen has somebody who does it, with the staff given"
            + (f" ({asked} things that only absent people do never come up)" if asked else "")
        )


def _tell(
    outcome: Outcome,
    search: Search,
    roles: tuple[str, ...],
    several: list[tuple[_Waits, Trail]],
) -> None:
    """Tell once what stands still for want of some people, with the shortest story to it."""
    waits, trail = min(several, key=lambda item: len(item[1].acts))
    sentence = (
        f"{_nobody(roles)}, so {', '.join(item.what for item, _ in several)}; name somebody, "
        "or let a role that is held do it as well"
    )
    shows = partial(_still_waits, search, waits.attempt, trail.day)
    outcome.shown(
        _KIND,
        (*roles, *dict.fromkeys(item.subject for item, _ in several)),
        sentence,
        trail,
        shows,
        asked=waits.attempt.refused,
        closing=f"from {trail.day} on {waits.what}",
    )


def _nobody(roles: tuple[str, ...]) -> str:
    return f"nobody holds {say_list((f'`{role}`' for role in roles), 'or')}"


def _still_waits(
    search: Search,
    attempt: Attempt,
    day: date,
    snapshot: Snapshot,
    decisions: list[Decision],
) -> bool:
    if not attempt.event:
        return met_in(search.cells, attempt.goals, snapshot, day)
    judge = attempt.judge
    return bool(decisions) and judge is not None and judge(snapshot, decisions[-1])


# ---------------------------------------------------------------------------- what waits


def _waiting(outcome: Outcome, search: Search, held: Held) -> Iterator[_Waits]:
    """Give everything that has to happen and that only roles do which nobody holds."""
    chart = outcome.search.chart
    for heard in chart.events.values():
        if not heard.event.decided_by or held.by(heard.event.decided_by):
            continue
        why = _needed(outcome, heard, held)
        if why:
            what = f"`{heard.name}` waits for somebody to decide it ({why})"
            attempt = _asked_in_vain(outcome, heard, held)
            yield _Waits(heard.event.decided_by, heard.name, what, attempt)
    owners = {step.id: step.owner for step in chart.steps}
    for owed in owed_in(search):
        roles = owners.get(owed.id, ())
        if roles and not held.by(roles):
            yield _Waits(roles, owed.id, f"step {owed.id} is owed by nobody", Attempt(owed.owed))
    for fact in chart.facts.values():
        if fact.recorded_by and not held.by(fact.recorded_by) and fact.moves != "fixed":
            yield from _never_known(outcome, search, held, fact)
    for heard in search.chart.events.values():
        for gate in heard.owed:
            for form in gate.duty:
                if not held.by((form.owner,)):
                    yield _owes_nobody(search, heard, gate.id, form.owner)


def _needed(outcome: Outcome, heard: ChartEvent, held: Held) -> str:
    """Why an event has to happen; empty where it need not."""
    chart = outcome.search.chart
    if heard.demands:
        return f"rule {heard.demands[0].id} demands it"
    for step in chart.steps:
        if step.event == heard.name and step.kind != "voluntary":
            return f"it does step {step.id}"
    for handover in chart.handovers:
        if heard.name in {f"{handover.stage.name}_{stage}" for stage in _STAGES}:
            return f"handover {handover.id} needs it"
    for region, by_state in heard.ways.items():
        for source, legs in by_state.items():
            if all(leg.target == source for leg in legs) or chart.states[region][source].final:
                continue
            others = {
                other.name
                for other in chart.events.values()
                for leg in other.ways.get(region, {}).get(source, ())
                if leg.target != source
                and other is not heard
                and (not other.event.decided_by or held.by(other.event.decided_by))
            }
            if not others:
                return f"nothing else leads on from `{source}`"
    # What takes something from the person need not happen, nor what may be declined; of a handover
    # everything that must happen was asked already.
    declared = any(event.name == heard.name for event in chart.book.events)
    need_not = heard.event.adverse or heard.event.kind == "voluntary"
    return "nobody else may" if declared and not need_not else ""


def _asked_in_vain(outcome: Outcome, heard: ChartEvent, held: Held) -> Attempt:
    """Somebody who is there asks for it, and only who may decide it stands against that."""
    role = outcome.search.chart.facts[ACTING_ROLE]
    assert isinstance(role, Choice)  # noqa: S101 - the rulebook makes it one
    goals: tuple[Goal, ...] = ((role.is_in(*held.people), "holds"),)
    goals += tuple(goal for name, goal in allowed_by(heard, {}) if name != "role")

    def judged(_: Snapshot, decision: Decision) -> bool:
        return {against.id for against in decision.against} == {"role"}

    return Attempt(goals, heard.name, judge=judged, refused=True)


def _never_known(outcome: Outcome, search: Search, held: Held, fact: Fact) -> Iterator[_Waits]:
    """Events that wait for a fact that only absent people record, and for nothing else."""
    for heard in outcome.search.chart.events.values():
        may = not heard.event.decided_by or held.by(heard.event.decided_by)
        named = allowed_by(search.chart.events[heard.name], {})
        reading = {name for name, goal in named if fact.name in search.cells.keys(goal[0])}
        if not may or not reading or heard.event.kind == "voluntary":
            continue
        other = {fact.name: f"{fact.name}'"}
        goals: list[Goal] = []
        for name, (guard, want) in named:
            goals.append((renamed(guard, other), want))
            if name in reading:
                goals.append((guard, "not"))

        def judged(_: Snapshot, decision: Decision, reading: set[str] = reading) -> bool:
            against = {against.id for against in decision.against}
            return bool(against) and against <= reading

        what = f"`{heard.name}` waits for somebody to record `{fact.name}`"
        attempt = Attempt(tuple(goals), heard.name, judge=judged, refused=True)
        yield _Waits(fact.recorded_by, heard.name, what, attempt)


def _owes_nobody(search: Search, heard: ChartEvent, rule: str, owner: str) -> _Waits:
    goals = next(o.owed for o in owed_in(search) if o.subjects == (rule, heard.name))

    def judged(_: Snapshot, decision: Decision) -> bool:
        return any(duty.rule == rule and duty.owner == owner for duty in decision.duties)

    what = f"what rule {rule} has `{owner}` do is owed by nobody"
    return _Waits((owner,), rule, what, Attempt(goals, heard.name, judge=judged))


# ---------------------------------------------------------------------------- nobody, and nothing


def _nobody_at_all(outcome: Outcome) -> None:
    outcome.shown(
        _KIND,
        ("staff",),
        "nobody holds any role of this rulebook, so nothing can happen but what `system` may do; "
        "say how many people hold each role",
        outcome.search.start,
        lambda _, decisions: not decisions,
        closing="nobody is there to do anything",
    )


def _idle(book: Rulebook) -> list[str]:
    """The roles that neither decide, record, own, hand over, receive nor lead anything."""
    busy = {book.lead, "system"}
    for event in book.every_event:
        busy |= {*event.decided_by}
    for fact in book.facts:
        busy |= {*fact.recorded_by}
    for step in book.steps:
        busy |= {*step.owner}
    for handover in book.handovers:
        busy |= {handover.sender, handover.receiver}
    for rule in book.every_rule:
        busy |= {form.owner for form in rule.duty}
    return [role.name for role in book.roles if role.name not in busy]
