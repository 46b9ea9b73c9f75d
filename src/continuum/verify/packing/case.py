"""One case of a pack: how a case stands, what is asked, and what is compared of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.errors import FactError
from continuum.guards import fit, weigh
from continuum.semantics import (
    Actor,
    CaseView,
    Duty,
    Record,
    Snapshot,
    decide,
    request_for,
)
from continuum.semantics.duties import duties_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from continuum.guards import Value
    from continuum.rulebook import Chart, Rulebook
    from continuum.semantics import Decision

__all__ = ["WORDS", "Answer", "PackCase", "answer", "told"]

WORDS: Final = "words of the case"
"""What is given with an event where free text is asked for."""

Answer = dict[str, Any]
"""What comes out, as plain values: only what is compared."""


@attrs.frozen
class PackCase:
    """A case as it stands on a day, and one question to it.

    Args:
        about: What it is there for, in a few words.
        on: The day.
        event: The event that is asked for; empty where something standing is looked at.
        by: Who asks.
        given: What is given with the event.
        state: Region to state; a region that is not named is in its initial state.
        facts: Facts to their values, beside those that a case begins with; ``None``: not known.
        records: Every record of the registers.
        duty: The id of a duty that may stand on the day: of a step, a handover, a demand or an
            unlawful state.
        owed: Event, rule and place of a duty that the event created before; whether it still
            stands is asked.
        phase: The phase that is asked about.
        subject: The ids of what it was made for: events, rules, steps, parameters.
    """

    about: str
    on: date
    event: str = ""
    by: Actor = Actor("system")  # noqa: RUF009 - frozen
    given: Mapping[str, Any] = attrs.field(factory=dict)
    state: Mapping[str, str] = attrs.field(factory=dict)
    facts: Mapping[str, Value | None] = attrs.field(factory=dict)
    records: tuple[Record, ...] = ()
    duty: str = ""
    owed: tuple[str, str, int] | None = None
    phase: str = ""
    subject: tuple[str, ...] = ()

    def snapshot(self, chart: Chart) -> Snapshot:
        """Give how the case stands.

        Args:
            chart: The chart in force on the day.

        Raises:
            FactError: It names what the rulebook does not have.
        """
        for region, state in self.state.items():
            if state not in chart.states.get(region, {}):
                raise FactError(f"there is no state `{state}` in `{region}` any more")
        configuration = tuple(self.state.get(r.name, r.initial) for r in chart.regions)
        facts: dict[str, Value] = dict(chart.initially)
        for name, value in self.facts.items():
            if name not in chart.facts:
                raise FactError(f"there is no fact `{name}` any more")
            fitted = fit(chart.facts[name], value)
            if fitted is None:
                facts.pop(name, None)
            else:
                facts[name] = fitted
        records: dict[str, tuple[Record, ...]] = {}
        for record in self.records:
            if record.register not in chart.registers:
                raise FactError(f"there is no register `{record.register}` any more")
            records[record.register] = (*records.get(record.register, ()), record)
        return Snapshot(self.on, configuration, facts, records, self._duties(chart))

    def _duties(self, chart: Chart) -> tuple[Duty, ...]:
        if self.owed is None:
            return ()
        event, rule, place = self.owed
        heard = chart.events.get(event)
        gates = () if heard is None else (*heard.owed, *heard.gates)
        forms = next((gate.duty for gate in gates if gate.id == rule), ())
        if place >= len(forms):
            raise FactError(f"`{event}` creates no duty by {rule} any more")
        form = forms[place]
        return (
            Duty(
                "owed", form.sentence, form.owner, rule, self.on,
                met_when=form.met, lapses_when=form.lapses,
            ),
        )  # fmt: skip


def answer(book: Rulebook, case: PackCase) -> Answer:
    """Ask a rulebook the question of a case.

    Args:
        book: The rulebook.
        case: The case.

    Returns:
        What comes out; where the case does not fit the rulebook, why, under ``gone``.
    """
    try:
        return _answer(book, case)
    except FactError as error:
        return {"gone": error.message}


def _answer(book: Rulebook, case: PackCase) -> Answer:
    chart = book.lower(case.on)
    snapshot = case.snapshot(chart)
    if not case.event:
        return _standing(chart, snapshot, case)
    heard = chart.events.get(case.event)
    if heard is None:
        raise FactError(f"there is no event `{case.event}` any more")
    request = request_for(heard, case.on, case.by, case.given)
    return told(decide(chart, snapshot, case.event, case.on, request))


def told(decision: Decision) -> Answer:
    """Give what is compared of a decision; what is empty is left out."""
    changes = decision.changes
    found: Answer = {
        "outcome": decision.outcome,
        "against": sorted(item.id for item in decision.against),
        "not known": sorted(item.fact for item in decision.unknown),
        "warnings": sorted(item.id for item in decision.warnings),
        "moves": sorted(f"{leg.region}: {leg.source} -> {leg.target}" for leg in changes.moves),
        "sets": {name: _plain(value) for name, value in sorted(changes.sets.items())},
        "adds": [_record(record) for record in changes.adds],
        "ends": sorted(changes.ends),
        "duties": sorted(_duty(duty) for duty in decision.duties),
    }
    return {name: value for name, value in found.items() if value}


def _standing(chart: Chart, snapshot: Snapshot, case: PackCase) -> Answer:
    if case.phase:
        view = CaseView(chart, snapshot, case.on)
        forms = [form for form in chart.phases if form.phase == case.phase]
        return {"phase": any(weigh(form.when, view).holds for form in forms)}
    wanted = "owed" if case.owed is not None else case.duty
    found = [duty for duty in duties_on(chart, snapshot, case.on) if duty.id == wanted]
    return {"stands": sorted(_duty(duty) for duty in found)}


def _duty(duty: Duty) -> str:
    urgent = "urgent, " if duty.urgent else ""
    last = "when its day is known" if duty.waits else f"by {duty.due or duty.since}"
    return f"{duty.rule}: {duty.owner}, {urgent}{last}"


def _record(record: Record) -> str:
    fields = ", ".join(f"{name} {_plain(value)}" for name, value in sorted(record.fields.items()))
    return f"{record.register}: {fields} from {record.start} to {record.end}"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
