"""Faults of rules, steps, handovers and phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.errors import Fault
from continuum.guards import AnyInForce, CountOf, DaysSince, During, LatestDay, TotalDays
from continuum.guards.reductions import Earlier, Same
from continuum.guards.walk import facts_in, leaves
from continuum.rulebook.faults.declared import missing, quoted
from continuum.rulebook.faults.facts import role_faults
from continuum.rulebook.faults.guards import GuardReader
from continuum.rulebook.faults.shape import named_place
from continuum.rulebook.faults.sources import source_faults
from continuum.rulebook.rules import PRECEDENCE
from continuum.rulebook.statechart import Adds, Ends, Sets
from continuum.rulebook.steps import PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.rules import DutyForm, Rule
    from continuum.rulebook.statechart import Event
    from continuum.rulebook.steps import Step

__all__ = ["handover_faults", "phase_faults", "rule_faults", "step_faults"]


def rule_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the rules."""
    for index, rule in enumerate(known.book.rules):
        place = named_place("rules", index, rule)
        for slot, what in (("sentence", "what it says"), ("remedy", "what would make it possible")):
            if not getattr(rule, slot).strip():
                yield Fault(
                    f"{place}.{slot}",
                    f"rule {quoted(rule.id)} has no {slot}",
                    help=f"say {what}, in a sentence",
                )
        yield from _sourced(known, rule, place, f"rule {quoted(rule.id)}")
        yield from _governs(known, rule, f"{place}.governs")
        governed = known.governed(rule)
        yield from GuardReader(known, f"{place}.guard", governed).guard(rule.guard)
        labels: set[str] = set()
        for number, exemption in enumerate(rule.exemptions):
            where = f"{place}.exemptions[{number}]"
            yield from GuardReader(known, f"{where}.guard", governed).guard(exemption.guard)
            yield from _sourced(known, exemption, where, "the exemption")
            if not exemption.label.strip() or exemption.label in labels:
                yield Fault(
                    f"{where}.label",
                    "two exemptions have one label"
                    if exemption.label
                    else "the exemption has no label",
                    help="give each exemption a label of its own, so that a decision can name it",
                )
            labels.add(exemption.label)
        yield from _duties(known, rule, governed, place)
        if rule.then == "demands":
            yield from _demands(rule, governed, place)
        if rule.then == "blocks":
            yield from _against_demands(known, rule, governed, place)
        if rule.in_force_from and rule.in_force_to and rule.in_force_to <= rule.in_force_from:
            yield Fault(
                f"{place}.in_force_to",
                f"rule {quoted(rule.id)} is in force from {rule.in_force_from} to "
                f"{rule.in_force_to}, so never",
                help="`in_force_to` is the first day on which it is no longer in force",
            )


def _sourced(known: Declared, item: object, place: str, what: str) -> Iterator[Fault]:
    sources = getattr(item, "sources", ())
    if not sources:
        yield Fault(
            f"{place}.sources",
            f"{what} has no source",
            help="say where it comes from, such as `SEEN:key`, `GK` or `ASSUMPTION`",
        )
    yield from source_faults(known, sources, f"{place}.sources")


def _governs(known: Declared, rule: Rule, place: str) -> Iterator[Fault]:
    wanted = rule.governs
    for name in wanted.events:
        if name not in known.events:
            yield Fault(
                place,
                f"there is no event {quoted(name)}",
                help=missing("event", name, known.events),
            )
    for name in wanted.enters:
        region, _, state = name.partition(".")
        there = known.regions.get(region)
        if there is None or state not in there.names:
            yield Fault(
                place,
                f"there is no state {quoted(name)}",
                help="name region and state, such as `residence.removed`",
            )
        elif not any(name in entered for entered in known.reach.entered.values()):
            yield Fault(
                place,
                f"no event enters {quoted(name)}, so rule {quoted(rule.id)} governs nothing by it",
                help="give an event a transition there, or leave the state out",
            )
    if not wanted.events and not wanted.enters and not wanted.by_attribute:
        yield Fault(
            place,
            f"rule {quoted(rule.id)} governs no event",
            help="name its events, or what they declare: `Governs(adverse=True)`",
        )
    elif wanted.by_attribute and not known.governed(rule):
        yield Fault(
            place,
            f"no event declares what rule {quoted(rule.id)} governs",
            help="declare such an event, or name the events that the rule governs",
        )


def _demands(rule: Rule, governed: tuple[Event, ...], place: str) -> Iterator[Fault]:
    """A demand overrides lower rules, so it may never take anything from the person."""
    for event in governed:
        if event.adverse:
            yield Fault(
                f"{place}.governs",
                f"rule {quoted(rule.id)} demands {quoted(event.name)}, which is adverse",
                help="only what gives the person something back may be demanded: "
                "an adverse event is always somebody's own decision",
            )


def _against_demands(
    known: Declared, rule: Rule, governed: tuple[Event, ...], place: str
) -> Iterator[Fault]:
    """What is demanded may only be blocked by a higher class, and a day of liberty by nothing."""
    for other in known.book.rules:
        if other.then != "demands" or not {rule.precedence, other.precedence} <= {*PRECEDENCE}:
            continue
        hard = other.precedence == "liberty" and rule.rank < other.rank
        if not hard and rule.rank != other.rank:
            continue
        names = {event.name for event in known.governed(other)}
        for event in governed:
            if event.name in names:
                yield Fault(
                    f"{place}.precedence",
                    f"rule {quoted(rule.id)} could block {quoted(event.name)} on the day on which "
                    f"{quoted(other.id)} demands it",
                    help=f"give it a class below {quoted(other.precedence)}; what it wants is "
                    "then owed at once, and stops nothing",
                )


def _duties(
    known: Declared, rule: Rule, governed: tuple[Event, ...], place: str
) -> Iterator[Fault]:
    if rule.then == "owes" and not rule.duty:
        yield Fault(
            f"{place}.duty",
            f"rule {quoted(rule.id)} says that something is owed, but not what",
            help="give it a duty: what must be done, who owes it, by when",
        )
    for number, duty in enumerate(rule.duty):
        yield from _duty(known, duty, governed, f"{place}.duty[{number}]")


def _duty(
    known: Declared, duty: DutyForm, governed: tuple[Event, ...], place: str
) -> Iterator[Fault]:
    if not duty.sentence.strip():
        yield Fault(f"{place}.sentence", "the duty has no sentence", help="say what must be done")
    yield from role_faults(known, (duty.owner,), f"{place}.owner")
    if duty.due is not None:
        yield from GuardReader(known, f"{place}.due", governed).milestone(duty.due)
    why = "a duty is looked at on every day until it is met"
    yield from GuardReader(known, f"{place}.met", None, why).guard(duty.met)
    if duty.lapses is not None:
        yield from GuardReader(known, f"{place}.lapses", None, why).guard(duty.lapses)


def step_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the steps."""
    why = "a step is looked at on every day"
    for index, step in enumerate(known.book.steps):
        place = named_place("steps", index, step)
        if not step.sentence.strip():
            yield Fault(
                f"{place}.sentence",
                f"step {quoted(step.id)} has no sentence",
                help="say what is done",
            )
        if not step.owner:
            yield Fault(
                f"{place}.owner",
                f"step {quoted(step.id)} has no owner",
                help="name the role, or the roles, that do it",
            )
        yield from role_faults(known, step.owner, f"{place}.owner")
        done = list(GuardReader(known, f"{place}.done", None, why).guard(step.done))
        yield from done
        yield from GuardReader(known, f"{place}.available", None, why).guard(step.available)
        if step.due is not None:
            yield from GuardReader(known, f"{place}.due", None, why).milestone(step.due)
        yield from _step_event(known, step, place, readable=not done)
        if step.kind == "voluntary" and step.before:
            yield Fault(
                f"{place}.before",
                f"step {quoted(step.id)} is voluntary, so it comes before nothing",
                help="leave out `before`: declining it may never close a way",
            )
        for name in step.before:
            if name not in known.events:
                yield Fault(
                    f"{place}.before",
                    f"there is no event {quoted(name)}",
                    help=missing("event", name, known.events),
                )
        yield from source_faults(known, step.sources, f"{place}.sources")


def _step_event(known: Declared, step: Step, place: str, *, readable: bool) -> Iterator[Fault]:
    if not step.event:
        return
    event = known.events.get(step.event)
    if event is None:
        yield Fault(
            f"{place}.event",
            f"there is no event {quoted(step.event)}",
            help=missing("event", step.event, known.events),
        )
    elif readable and not _records(known, event) & _reads(known, step):
        yield Fault(
            f"{place}.event",
            f"event {quoted(step.event)} records nothing that `done` of step "
            f"{quoted(step.id)} reads",
            help="let the event set a fact, and let `done` read that fact",
        )


def _records(known: Declared, event: Event) -> set[tuple[str, str]]:
    """What an event leaves behind: facts, registers, regions."""
    found = {("region", move.region) for move in known.book.transitions if move.event == event.name}
    for effect in event.effects:
        match effect:
            case Sets(fact, _):
                found.add(("fact", fact))
            case Adds() | Ends():
                found.add(("register", effect.register))
    return found


def _reads(known: Declared, step: Step) -> set[tuple[str, str]]:
    """What the guard of a step looks at, behind derived facts too."""
    found = {("region", leaf.region) for leaf in leaves(step.done) if isinstance(leaf, During)}
    waiting: list[Fact | None] = list(facts_in(step.done))
    while waiting:
        fact = waiting.pop()
        if fact is None or ("fact", fact.name) in found:
            continue
        found.add(("fact", fact.name))
        match fact.derived:
            case Same(one, other) | Earlier(one, other):
                waiting += [known.fact(one), known.fact(other)]
            case AnyInForce() | CountOf() | TotalDays() | LatestDay() | DaysSince() as how:
                found.add(("register", how.register))
            case _:
                pass
    return found


def handover_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the handovers."""
    why = "a handover is looked at on every day"
    for index, handover in enumerate(known.book.handovers):
        place = named_place("handovers", index, handover)
        yield from role_faults(known, (handover.sender,), f"{place}.sender")
        yield from role_faults(known, (handover.receiver,), f"{place}.receiver")
        if handover.sender == handover.receiver:
            yield Fault(
                place,
                f"handover {quoted(handover.id)} goes from {quoted(handover.sender)} to itself",
                help="name another role as the receiver",
            )
        yield from GuardReader(known, f"{place}.available", None, why).guard(handover.available)
        if handover.due is not None:
            yield from GuardReader(known, f"{place}.due", None, why).milestone(handover.due)
        if handover.leads and not known.book.lead:
            yield Fault(
                f"{place}.leads",
                f"handover {quoted(handover.id)} passes the lead on, but nobody leads at first",
                help="give the rulebook a `lead`: the role that leads when a case opens",
            )
        yield from source_faults(known, handover.sources, f"{place}.sources")


def phase_faults(known: Declared) -> Iterator[Fault]:
    """Give the faults of the phase map."""
    why = "the phase of a case is asked on every day"
    seen: set[str] = set()
    for index, form in enumerate(known.book.phases):
        place = named_place("phases", index, form)
        if form.phase not in PHASES:
            yield Fault(
                f"{place}.phase",
                f"there is no phase {quoted(form.phase)}",
                help=missing("phase", form.phase, PHASES),
            )
        elif form.phase in seen:
            yield Fault(
                f"{place}.phase",
                f"phase {quoted(form.phase)} is there twice",
                help="join the two guards with `|`",
            )
        seen.add(form.phase)
        yield from GuardReader(known, f"{place}.when", None, why).guard(form.when)
