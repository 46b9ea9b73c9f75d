"""Faults of effects: what an event records must have a place, and fit there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from continuum.errors import Fault
from continuum.guards import AnyInForce, Choice, CountOf, Day, LatestDay, Number, TotalDays
from continuum.guards.walk import milestone_facts
from continuum.rulebook.faults.declared import FACTS, LEAD, kind_of, missing, quoted
from continuum.rulebook.faults.facts import value_faults
from continuum.rulebook.faults.guards import GuardReader
from continuum.rulebook.request import SAID
from continuum.rulebook.statechart import Adds, Ends, Said, Sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Fact
    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.statechart import Event

__all__ = ["effect_faults"]


def effect_faults(known: Declared, event: Event, place: str) -> Iterator[Fault]:
    """Give the faults of what an event records.

    Args:
        known: What the rulebook declares.
        event: The event.
        place: Where the event stands.
    """
    stages = {handover.stage.name for handover in known.book.handovers}
    seen: set[str] = set()
    for index, effect in enumerate(event.effects):
        checked = _Effect(known, event, f"{place}.effects[{index}]")
        match effect:
            case Sets():
                yield from checked.sets(effect, stages)
                if effect.fact in seen:
                    yield Fault(
                        checked.place,
                        f"{quoted(effect.fact)} is set twice by {quoted(event.name)}",
                        help="set it once: order carries no meaning",
                    )
                seen.add(effect.fact)
            case Adds():
                yield from checked.adds(effect)
            case Ends():
                yield from checked.ends(effect)


@attrs.frozen(eq=False)
class _Effect:
    """One effect of one event, and where it stands."""

    known: Declared
    event: Event
    place: str

    def sets(self, effect: Sets, stages: set[str]) -> Iterator[Fault]:
        found = self.known.facts.get(effect.fact)
        if found is None or found.of != "case":
            names = [fact.name for fact in self.known.facts.values() if fact.of == "case"]
            known_elsewhere = self.known.fact(effect.fact)
            said = (
                f"there is no fact {quoted(effect.fact)} of the case"
                if known_elsewhere is None
                else f"{quoted(effect.fact)} is of the {known_elsewhere.of}, not of the case"
            )
            yield self._fault(said, missing("fact", effect.fact, names))
            return
        if found.derived is not None:
            yield self._fault(
                f"{quoted(effect.fact)} is derived, so no event sets it",
                "add to the register, or end records in it, and the fact follows",
            )
        elif found.moves != "step":
            yield self._fault(
                f"{quoted(effect.fact)} moves by {quoted(found.moves)}, so no event sets it",
                'declare it with `moves="step"`',
            )
        if effect.fact in stages and effect.to != "not_started":
            yield self._fault(
                f"{quoted(effect.fact)} is the stage of a handover; only its own events move it on",
                f"let people send {quoted(effect.fact + '_prepared')} and what follows; "
                "an event may only set it back to `not_started`",
            )
        if effect.fact == LEAD and effect.to is None:
            yield self._fault(
                f"{quoted(self.event.name)} leaves nobody in the lead",
                "name the role that leads from then on: the lead is never empty",
            )
        yield from self._value(found, effect.to)

    def adds(self, effect: Adds) -> Iterator[Fault]:
        if not self._register(effect.register):
            yield self._no_register(effect.register)
            return
        names: set[str] = set()
        for name, value in effect.fields:
            field = None if name in {"start", "end"} else self.known.field(effect.register, name)
            if field is None:
                yield self._no_field(effect.register, name)
                continue
            if name in names:
                yield self._fault(f"field {quoted(name)} is given twice", "give it once")
            names.add(name)
            yield from self._value(field, value, words=True)
        for slot, day in (("start", effect.start), ("end", effect.end)):
            if day is not None:
                yield from self._value(Day(slot), day, register=effect.register)

    def ends(self, effect: Ends) -> Iterator[Fault]:
        if not self._register(effect.register):
            yield self._no_register(effect.register)
            return
        if effect.target and self.event.target != effect.register:
            about = self.event.target
            yield self._fault(
                f"it ends the record of {quoted(effect.register)} that the request names, and "
                + (f"the request names one of {quoted(about)}" if about else "it names none"),
                f"give {quoted(self.event.name)} the target {quoted(effect.register)}, "
                "or leave out `target`",
            )
        elif effect.target and "target" not in self.event.needs:
            yield self._fault(
                f"a request for {quoted(self.event.name)} need not name a record, "
                "and would then end none",
                "add `target` to its `needs`",
            )
        names: set[str] = set()
        for name, value in effect.where:
            field = self.known.field(effect.register, name)
            if field is None:
                yield self._no_field(effect.register, name)
                continue
            if name in names:
                yield self._fault(f"field {quoted(name)} is given twice", "give it once")
            names.add(name)
            if isinstance(value, Said):
                yield from self._said(field, value.fact, words=True, kept=False)
            else:
                yield from value_faults(field, value, self.place)
            if field.sensitive:
                yield self._fault(
                    f"records end by {quoted(name)}, a sensitive field; it never decides",
                    "choose the records by what was decided, such as their kind",
                )

    def _value(
        self, fact: Fact, value: object, *, words: bool = False, register: str = ""
    ) -> Iterator[Fault]:
        """What is recorded must fit; ``words``: in a record, free words are kept as a choice."""
        if isinstance(value, Said):
            yield from self._said(fact, value.fact, words=words)
        elif hasattr(value, "reached") or isinstance(value, FACTS):
            if not isinstance(fact, Day):
                yield self._fault(
                    f"a day is recorded in {quoted(fact.name)}, which is {kind_of(fact)}",
                    "record it in a day",
                )
            faults = list(GuardReader(self.known, self.place, (self.event,)).milestone(value))
            yield from faults
            if register and not faults:
                yield from self._circle(register, value)
        else:
            yield from value_faults(fact, value, self.place)

    def _said(self, fact: Fact, name: str, *, words: bool, kept: bool = True) -> Iterator[Fault]:
        asks = {ask.name: ask for ask in self.event.asks}
        standard = {
            known.name: known for known in self.known.facts.values() if known.of == "request"
        }
        said = asks.get(name, standard.get(name))
        if said is None and name in SAID:
            if not (words and isinstance(fact, Choice) and not fact.options):
                yield self._fault(
                    f"{quoted(name)} is free words, which {quoted(fact.name)} cannot hold",
                    f"record the flag {quoted(SAID[name])}, or add a record with a choice without "
                    "options, which holds words",
                )
            return
        if said is None:
            yield self._fault(
                f"a request for {quoted(self.event.name)} does not say {quoted(name)}",
                missing(
                    "word", name, (*asks, *SAID, *standard), kinds="facts and words that it may say"
                ),
            )
        elif (why := _misfit(said, fact)) and said != fact:
            yield self._fault(
                f"what the request says for {quoted(name)} does not fit {quoted(fact.name)}: {why}",
                "give the two the same kind and the same limits",
            )
        elif said.sensitive and not kept:
            yield self._fault(
                f"records end by {quoted(name)}, a sensitive fact; it never decides",
                "choose the records by what was decided, such as their kind",
            )
        elif said.sensitive and not fact.sensitive:
            yield self._fault(
                f"{quoted(name)} is sensitive ({said.sensitive}) and would be kept in "
                f"{quoted(fact.name)}, which is not",
                f'declare {quoted(fact.name)} with `sensitive="{said.sensitive}"`, '
                "so that no guard can read it",
            )

    def _circle(self, register: str, milestone: object) -> Iterator[Fault]:
        """A day of a new record cannot be counted from a fact that counts the new record."""
        for fact in milestone_facts(milestone):  # type: ignore[arg-type]
            how = fact.derived
            if (
                isinstance(how, (AnyInForce, CountOf, TotalDays, LatestDay))
                and how.with_request
                and how.register == register
            ):
                yield self._fault(
                    f"a day of the new record is counted from {quoted(fact.name)}, "
                    "which counts the new record",
                    "count it from a fact without `with_request`",
                )

    def _register(self, name: str) -> bool:
        return name in self.known.registers

    def _no_register(self, name: str) -> Fault:
        return self._fault(
            f"there is no register {quoted(name)}",
            missing("register", name, self.known.registers),
        )

    def _no_field(self, register: str, name: str) -> Fault:
        fields = (field.name for field in self.known.registers[register].fields)
        return self._fault(
            f"a record of {quoted(register)} has no field {quoted(name)}",
            missing("field", name, fields),
        )

    def _fault(self, message: str, help_line: str) -> Fault:
        return Fault(self.place, message, help=help_line)


def _misfit(said: Fact, fact: Fact) -> str:
    """Why not every value of one fact fits another; empty when each does."""
    if type(said) is not type(fact):
        return f"{kind_of(said)} is not {kind_of(fact)}"
    if isinstance(said, Choice) and isinstance(fact, Choice):
        missing_options = [option for option in said.options if option not in fact.options]
        if missing_options:
            return f"it has no option {quoted(missing_options[0])}"
    if isinstance(said, Number) and isinstance(fact, Number):
        if said.low < fact.low or said.high > fact.high:
            return f"it goes from {quoted(fact.low)} to {quoted(fact.high)} only"
        if said.unit != fact.unit:
            return f"its unit is {quoted(fact.unit or 'none')}, not {quoted(said.unit or 'none')}"
    return ""
