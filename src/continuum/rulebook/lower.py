"""From a rulebook to the flat chart in force on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.guards import ALWAYS, All, Choice, Some, facts_in
from continuum.guards.calendar import in_force
from continuum.guards.reductions import Earlier, Same
from continuum.guards.walk import milestone_facts, resolve, resolve_milestone
from continuum.rulebook.chart import Chart, ChartEvent, Gate, Leg
from continuum.rulebook.request import ACTING_ROLE, fair_wording
from continuum.rulebook.statechart import Adds, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from continuum.guards import Fact, Guard
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook.book import Rulebook
    from continuum.rulebook.rules import DutyForm, Rule
    from continuum.rulebook.statechart import Effect, Event

    Resolver = Callable[[str], ParameterValue]

__all__ = ["Reach", "change_days", "governs", "lower"]


def change_days(book: Rulebook) -> tuple[date, ...]:
    """Give the days on which the law of a rulebook changes, oldest first."""
    days: set[date] = set()
    for parameter in book.parameters:
        for dated in parameter.values:
            days.update(day for day in (dated.valid_from, dated.valid_to) if day)
    for rule in book.rules:
        days.update(day for day in (rule.in_force_from, rule.in_force_to) if day)
    return tuple(sorted(days))


def lower(book: Rulebook, on: date) -> Chart:
    """Flatten a rulebook to what is in force on a day."""
    parameters = {parameter.name: parameter for parameter in book.parameters}

    def value(name: str) -> ParameterValue:
        return parameters[name].on(on)

    changes = change_days(book)
    facts = {fact.name: fact for fact in book.every_fact}
    rules = [
        _resolved_rule(rule, value)
        for rule in book.every_rule
        if in_force(on, rule.in_force_from, rule.in_force_to)
    ]
    states = {
        region.name: {
            state.name: attrs.evolve(state, lawful_while=resolve(state.lawful_while, value))
            for state in region.states
        }
        for region in book.regions
    }
    legs = list(_legs(book, value))
    reach = Reach.of(book)
    events = {
        event.name: _chart_event(
            _resolved_event(event, value),
            [leg for leg in legs if leg.event == event.name],
            [rule for rule in rules if governs(rule, event, reach)],
            facts,
        )
        for event in book.every_event
    }
    return Chart(
        book=book,
        valid_from=max((day for day in changes if day <= on), default=None),
        valid_to=min((day for day in changes if day > on), default=None),
        regions=book.regions,
        place={region.name: place for place, region in enumerate(book.regions)},
        states=states,
        initial=tuple(region.initial for region in book.regions),
        events=events,
        facts=facts,
        initially={
            fact.name: fact.initially for fact in facts.values() if fact.initially is not None
        },
        steps=tuple(
            attrs.evolve(
                step,
                done=resolve(step.done, value),
                available=resolve(step.available, value),
                due=resolve_milestone(step.due, value) if step.due else None,
            )
            for step in book.steps
        ),
        handovers=tuple(
            attrs.evolve(
                handover,
                available=resolve(handover.available, value),
                due=resolve_milestone(handover.due, value) if handover.due else None,
            )
            for handover in book.handovers
        ),
        phases=tuple(attrs.evolve(phase, when=resolve(phase.when, value)) for phase in book.phases),
        registers={register.name: register for register in book.registers},
        categories=tuple(
            attrs.evolve(one, masked_while=resolve(one.masked_while, value))
            for one in book.categories
        ),
        sharing=tuple(
            attrs.evolve(one, given=resolve(one.given, value), when=resolve(one.when, value))
            for one in book.sharing
        ),
    )


@attrs.frozen
class Reach:
    """Where the events of a rulebook lead, and which of those states are coercive.

    Args:
        entered: Event to the states that it enters, as ``region.state``; a way that stays in a
            state does not enter it.
        coercive: The coercive states.
    """

    entered: Mapping[str, frozenset[str]]
    coercive: frozenset[str]

    @classmethod
    def of(cls, book: Rulebook) -> Reach:
        """Read it off the transitions and states of a rulebook."""
        entered: dict[str, set[str]] = {}
        for move in book.transitions:
            if move.target is not None and any(source != move.target for source in move.source):
                entered.setdefault(move.event, set()).add(f"{move.region}.{move.target}")
        coercive = {
            f"{region.name}.{state.name}"
            for region in book.regions
            for state in region.states
            if state.coercive
        }
        return cls({name: frozenset(to) for name, to in entered.items()}, frozenset(coercive))


def governs(rule: Rule, event: Event, reach: Reach) -> bool:
    """Whether a rule governs an event: by name, by where it leads, or by what it declares.

    Args:
        rule: The rule.
        event: The event.
        reach: Where the events of the rulebook lead.
    """
    wanted, entered = rule.governs, reach.entered.get(event.name, frozenset())
    if event.name in wanted.events or not entered.isdisjoint(wanted.enters):
        return True
    return wanted.by_attribute and (
        wanted.adverse in (None, event.adverse)
        and wanted.kind in (None, event.kind)
        and wanted.coercive in (None, not entered.isdisjoint(reach.coercive))
    )


def _legs(book: Rulebook, value: Resolver) -> Iterator[Leg]:
    for transition in book.transitions:
        for source in transition.source:
            yield Leg(
                transition.event,
                transition.region,
                source,
                source if transition.target is None else transition.target,
                resolve(transition.when, value),
                transition.basis,
                transition.sources,
            )


def _resolved_duty(duty: DutyForm, value: Resolver) -> DutyForm:
    return attrs.evolve(
        duty,
        due=resolve_milestone(duty.due, value) if duty.due else None,
        met=resolve(duty.met, value),
        lapses=resolve(duty.lapses, value) if duty.lapses is not None else None,
    )


def _resolved_rule(rule: Rule, value: Resolver) -> Rule:
    return attrs.evolve(
        rule,
        guard=resolve(rule.guard, value),
        exemptions=tuple(
            attrs.evolve(exemption, guard=resolve(exemption.guard, value))
            for exemption in rule.exemptions
        ),
        duty=tuple(_resolved_duty(duty, value) for duty in rule.duty),
    )


def _resolved_effect(effect: Effect, value: Resolver) -> Effect:
    def day(given: object) -> object:
        dated = hasattr(given, "reached")
        return resolve_milestone(given, value) if dated else given  # type: ignore[arg-type]

    match effect:
        case Sets(fact, to):
            return Sets(fact, day(to))  # type: ignore[arg-type]
        case Adds(register, fields, start, end):
            return Adds(register, fields, day(start), day(end))  # type: ignore[arg-type]
        case _:
            return effect


def _resolved_event(event: Event, value: Resolver) -> Event:
    return attrs.evolve(
        event,
        requires=resolve(event.requires, value),
        effects=tuple(_resolved_effect(effect, value) for effect in event.effects),
    )


def _chart_event(
    event: Event, legs: list[Leg], rules: list[Rule], facts: dict[str, Fact]
) -> ChartEvent:
    demands = [_gate(rule) for rule in rules if rule.then == "demands"]
    gates = [*_own_gates(event, facts, demands)]
    gates += [_blocking(rule, demands) for rule in rules if rule.then == "blocks"]
    warnings = [_gate(rule) for rule in rules if rule.then == "warns"]
    owed = [_gate(rule) for rule in rules if rule.then == "owes"]
    ways: dict[str, dict[str, tuple[Leg, ...]]] = {}
    for leg in legs:
        by_state = ways.setdefault(leg.region, {})
        by_state[leg.source] = (*by_state.get(leg.source, ()), leg)
    guards = [gate.guard for gate in (*gates, *warnings, *owed, *demands)]
    guards += [gate.base for gate in gates if gate.base is not None]
    guards += [leg.when for leg in legs]
    return ChartEvent(
        event=event,
        gates=tuple(gates),
        warnings=tuple(warnings),
        owed=tuple(owed),
        demands=tuple(demands),
        ways=ways,
        asks={fact.name: fact for fact in event.asks},
        reads=_reads(guards, event, facts),
        heeds_words=_heeding_words(guards, event, facts),
        silent=not event.effects and not owed and all(gate.base is None for gate in gates),
    )


def _own_gates(event: Event, facts: dict[str, Fact], demands: Iterable[Gate]) -> Iterator[Gate]:
    role = facts[ACTING_ROLE]
    if event.decided_by and isinstance(role, Choice):
        may = " or ".join(f"`{name}`" for name in event.decided_by)
        yield Gate(
            "role",
            role.is_in(*event.decided_by),
            f"`{event.name}` is decided by {may}",
            f"let {may} decide it",
            event.sources,
        )
    if event.requires != ALWAYS:
        gate = Gate(
            "requires",
            event.requires,
            f"`{event.name}` ({event.words}) is not open yet",
            event.remedy or "see what it requires",
            event.sources,
        )
        yield _opened_by(gate, [demand.guard for demand in demands])


def _gate(rule: Rule) -> Gate:
    guard = _with_exemptions(rule)
    return Gate(rule.id, guard, rule.sentence, rule.remedy, rule.sources, None, rule, rule.duty)


def _with_exemptions(rule: Rule) -> Guard:
    if not rule.exemptions:
        return rule.guard
    exemptions = tuple(exemption.guard for exemption in rule.exemptions)
    if rule.then == "demands":  # what is exempt is not demanded
        return All((rule.guard, *(~guard for guard in exemptions)))
    return Some((rule.guard, *exemptions))


def _blocking(rule: Rule, demands: Iterable[Gate]) -> Gate:
    gate = _gate(rule)
    higher = [d.guard for d in demands if d.rule is not None and d.rule.rank < rule.rank]
    return _opened_by(gate, higher)


def _opened_by(gate: Gate, demands: list[Guard]) -> Gate:
    """What is demanded passes; what would have stood in the way is kept as what is owed."""
    if not demands:
        return gate
    return attrs.evolve(gate, guard=Some((gate.guard, *demands)), base=gate.guard)


def _heeding_words(guards: Iterable[Guard], event: Event, facts: dict[str, Fact]) -> bool:
    """Whether a guard or an effect may read if the words of a request label anybody."""
    name = fair_wording.name
    said = (
        given
        for effect in event.effects
        for given in (
            getattr(effect, "to", None),
            *dict(getattr(effect, "fields", ())).values(),
            *dict(getattr(effect, "where", ())).values(),
        )
    )
    compared = (fact.derived for fact in facts.values())
    return (
        any(fact.name == name for guard in guards for fact in facts_in(guard))
        or any(isinstance(given, Said) and given.fact == name for given in said)
        or any(name in {getattr(how, "one", ""), getattr(how, "other", "")} for how in compared)
    )


def _reads(guards: Iterable[Guard], event: Event, facts: dict[str, Fact]) -> tuple[Fact, ...]:
    """Every case fact behind the guards; comparisons are opened to the facts they compare."""
    found: dict[str, Fact] = {}

    def note(fact: Fact) -> None:
        if fact.of == "case" and fact.name not in found:
            found[fact.name] = fact
            if isinstance(fact.derived, (Same, Earlier)):
                note(facts[fact.derived.one])
                note(facts[fact.derived.other])

    for guard in guards:
        for fact in facts_in(guard):
            note(fact)
    for effect in event.effects:
        for given in (getattr(effect, slot, None) for slot in ("to", "start", "end")):
            if hasattr(given, "reached"):
                for fact in milestone_facts(given):  # type: ignore[arg-type]
                    note(fact)
    return tuple(found[name] for name in sorted(found))
