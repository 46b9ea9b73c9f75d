"""Faults of reading: a fact or a parameter must be declared, fit, and be there to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import Fault
from continuum.guards import Day, Earlier, Same
from continuum.rulebook.faults.declared import FACTS, kind_of, listed, missing, quoted, same_fact
from continuum.rulebook.faults.shape import said
from continuum.rulebook.request import ACTING_ROLE, STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from continuum.guards import Fact, ParameterRef
    from continuum.guards.parameters import ParameterValue
    from continuum.rulebook.faults.declared import Declared
    from continuum.rulebook.statechart import Event

__all__ = ["NEVER_DECIDES", "FactReader", "sensitive_origin"]

NEVER_DECIDES: Final = {
    "motivation": "what a person believes, or is taken to believe, never decides",
    "diagnosis": "a diagnosis never decides",
    "assessment": "an assessment, a score or an opinion never decides",
}
"""Why no guard may read a sensitive fact."""

_STANDARD: Final = {ACTING_ROLE, *(fact.name for fact in STANDARD)}
_READ_INSTEAD: Final = (
    "let the guard read what was done or decided: a title, a measure, a recorded decision"
)


def sensitive_origin(known: Declared, fact: Fact) -> tuple[str, str] | None:
    """Give the name and the kind of the sensitive fact behind a fact, or ``None``.

    Args:
        known: What the rulebook declares.
        fact: Any fact; what it is derived from is followed.
    """
    seen: set[str] = set()
    waiting: list[Fact | None] = [fact]
    while waiting:
        found = waiting.pop()
        if found is None or found.name in seen:
            continue
        seen.add(found.name)
        if found.sensitive:
            return found.name, found.sensitive
        match found.derived:
            case None:
                pass
            case Same(one, other) | Earlier(one, other):
                waiting += [known.fact(one), known.fact(other)]
            case reduction:
                names = [name for name, _ in reduction.where]
                names += [reduction.field] if hasattr(reduction, "field") else []
                for name in names:
                    field = known.field(reduction.register, name)
                    if field is not None and field.sensitive:
                        return f"{reduction.register}.{name}", field.sensitive
    return None


@attrs.frozen(eq=False)
class FactReader:
    """Reads facts and parameters as one place of a rulebook allows.

    Args:
        known: What the rulebook declares.
        place: Where the guard stands.
        events: The events whose request is there to be read; ``None``: there is no request.
        why_none: Why there is no request, for the message.
    """

    known: Declared
    place: str
    events: tuple[Event, ...] | None = None
    why_none: str = "it is asked on days on which nobody asks for anything"

    def fault(self, message: str, help_line: str) -> Fault:
        """Give a fault at this place."""
        return Fault(self.place, message, help=help_line)

    def reads(self, fact: object, wanted: type | None = None) -> list[Fault]:
        """Give the faults of reading one fact; none: it exists and may be read here."""
        if not isinstance(fact, FACTS) or not isinstance(fact.name, str):
            return [self.fault(f"{said(fact)} stands where a fact belongs", "give the fact itself")]
        if wanted is not None and not isinstance(fact, wanted):
            word = wanted.__name__.lower()
            return [
                self.fault(
                    f"{quoted(fact.name)} is {kind_of(fact)}, where only a {word} can be asked",
                    f"ask a {word}, or ask {kind_of(fact)} what it can answer",
                )
            ]
        if fact.of == "target":
            return list(self._target(fact))
        found = self.known.fact(fact.name)
        if found is None:
            return [
                self.fault(
                    f"there is no fact {quoted(fact.name)}",
                    missing("fact", fact.name, self.known.fact_names),
                )
            ]
        if not same_fact(found, fact):
            return [self._another(fact, found)]
        return [*self._sensitive(found), *self._scope(found, set())]

    def _another(self, fact: Fact, found: Fact) -> Fault:
        if type(fact) is not type(found):
            how = f"it is {kind_of(fact)} here and declared as {kind_of(found)}"
        else:
            slots = [field.name for field in attrs.fields(type(fact))]
            differ = [slot for slot in slots if getattr(fact, slot) != getattr(found, slot)]
            how = f"{listed(differ)} {'differs' if len(differ) == 1 else 'differ'}"
        return self.fault(
            f"fact {quoted(fact.name)} is not the one that is declared: {how}",
            "define it once and use that one in every guard",
        )

    def _sensitive(self, fact: Fact) -> Iterator[Fault]:
        origin = sensitive_origin(self.known, fact)
        if origin is None:
            return
        name, kind = origin
        through = "" if name == fact.name else f", which comes from {quoted(name)}"
        word = {"motivation": "a motivation tag", "diagnosis": "a diagnosis"}.get(
            kind, "an assessment"
        )
        yield self.fault(
            f"it reads {quoted(fact.name)}{through}, {word}; {NEVER_DECIDES.get(kind, '')}",
            _READ_INSTEAD,
        )

    def _scope(self, fact: Fact, seen: set[str]) -> Iterator[Fault]:
        """A fact of the request can be read where there is a request that carries it."""
        if fact.name in seen:
            return
        seen.add(fact.name)
        if isinstance(fact.derived, (Same, Earlier)):
            for name in (fact.derived.one, fact.derived.other):
                found = self.known.fact(name)
                if found is not None:
                    yield from self._scope(found, seen)
        if fact.of == "target":
            yield from self._target(fact)
        if fact.of != "request":
            return
        if self.events is None:
            yield self.fault(
                f"{quoted(fact.name)} is a fact of a request, and here is none: {self.why_none}",
                "read a fact of the case that an event records",
            )
        elif fact.name not in _STANDARD:
            for event in self.events:
                if fact.name not in {ask.name for ask in event.asks}:
                    yield self.fault(
                        f"event {quoted(event.name)} does not ask for {quoted(fact.name)}",
                        f"add it to the `asks` of {quoted(event.name)}, "
                        "or let the rule govern only events that ask for it",
                    )

    def _target(self, fact: Fact) -> Iterator[Fault]:
        """A fact of the record named can be read where the event names one that has it."""
        if self.events is None:
            yield self.fault(
                f"{quoted(fact.name)} is a fact of a record, and here is none: {self.why_none}",
                "read a fact of the case, derived from the register",
            )
            return
        for event in self.events:
            if not event.target:
                yield self.fault(
                    f"event {quoted(event.name)} names no record of which {quoted(fact.name)} "
                    "could be read",
                    f"give {quoted(event.name)} a `target`, or read a fact of the case",
                )
            elif event.target in self.known.registers:
                yield from self._target_field(event, fact)

    def _target_field(self, event: Event, fact: Fact) -> Iterator[Fault]:
        field = self.known.field(event.target, fact.name)
        if field is None:
            yield self.fault(
                f"a record of {quoted(event.target)} has no field {quoted(fact.name)}",
                missing("field", fact.name, self.known.field_names(event.target)),
            )
        elif fact.name in {"start", "end"}:
            if not isinstance(fact, Day):
                yield self._another(fact, field)
        elif not same_fact(field, fact):
            yield self._another(fact, field)
        elif field.sensitive:
            yield from self._sensitive(field)

    def parameter(
        self,
        ref: ParameterRef,
        wanted: str,
        fits: Callable[[ParameterValue], Any],
        *,
        beyond: bool = False,
    ) -> Iterator[Fault]:
        """Give the faults of using a parameter: it must exist, and each dated value must fit."""
        if ref.beyond and not beyond:
            yield self.fault(
                f"what lies beyond parameter {quoted(ref.name)} is asked for, and here is no bound",
                "only `number.at_most(parameter(...))` asks for it; name the parameter itself",
            )
        name: object = ref.name
        found = self.known.parameters.get(name) if isinstance(name, str) else None
        if found is None:
            yield self.fault(
                f"there is no parameter {quoted(ref.name)}",
                missing("parameter", name if isinstance(name, str) else "", self.known.parameters),
            )
            return
        for dated in found.values:
            if not fits(dated.value):
                since = f" from {dated.valid_from}" if dated.valid_from else ""
                shown = dated.value
                text = listed(shown) if isinstance(shown, tuple) else quoted(str(shown))
                yield self.fault(
                    f"parameter {quoted(ref.name)} is {text}{since}, which does not fit here",
                    wanted,
                )
