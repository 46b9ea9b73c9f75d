"""Faults planted in a rulebook, one at a time: what an author may get wrong without noticing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from continuum.guards import NEVER
from continuum.prose.naming import say_parameter_value
from continuum.rulebook import Rulebook
from continuum.verify.mutating.guard_faults import guard_faults, milestone_faults, value_faults
from continuum.verify.mutating.slots import guard_slots, milestone_slots
from continuum.verify.mutating.ways import way_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from continuum.verify.mutating.slots import Slot

__all__ = ["FAULTS", "Mutant", "mutants"]

FAULTS: Final[dict[str, str]] = {
    "drop_part": "a part of a condition is left out",
    "swap": "all and any are mistaken for each other",
    "negate": "a question is asked the wrong way round",
    "shift": "a boundary is off by one",
    "redirect": "a way leads to another state",
    "drop_way": "a way is missing",
    "double_way": "a second way leads elsewhere under the same condition",
    "drop_effect": "something that is to be recorded is not",
    "drop_rule": "a rule is missing",
    "drop_governed": "a rule does not govern an event that it should",
}
"""Every sort of fault that is planted, and what it is."""


@attrs.frozen
class Mutant:
    """A rulebook with one fault, not made yet.

    Args:
        id: Stable as long as what it changes is: the place, the sort of fault, the part.
        kind: One of :data:`FAULTS`.
        subjects: The rule, event, step or parameter it is in; the first names the place.
        sentence: What is otherwise, in the words of the rulebook.
        sources: The sources of the place, which is the clause of law.
        changes: The parts of the rulebook that are replaced.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    sentence: str
    sources: tuple[str, ...]
    changes: Mapping[str, Any] = attrs.field(repr=False)

    def planted(self, book: Rulebook) -> Rulebook:
        """Give the rulebook with the fault in it.

        Args:
            book: The rulebook that the fault was made for.

        Raises:
            InvalidRulebook: The form checks notice the fault.
        """
        return attrs.evolve(book, **self.changes)


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Give every rulebook that differs from this one by one planted fault, in a fixed order.

    Args:
        book: The rulebook; it stays as it is.

    Example:
        >>> import continuum as ct
        >>> found = {mutant.id: mutant for mutant in mutants(ct.load("outline"))}
        >>> found["liaison_time/0/shift/=P13D"].sentence
        'the time to assign a continuity liaison becomes 13 days instead of 14 days'
    """
    for slot in guard_slots(book):
        for fault in guard_faults(slot.guard, book, drop_whole=slot.may_lose_it):
            yield _mutant(
                slot, fault.kind, fault.mark, f"{slot.words} {fault.words}", slot.put(fault.guard)
            )
    for timed in milestone_slots(book):
        for mark, other, words in milestone_faults(timed.milestone, book):
            sentence = f"{timed.words} is {words}"
            yield _mutant(timed, "shift", mark, sentence, timed.put(other))
    yield from _of_parameters(book)
    yield from (Mutant(*told) for told in way_faults(book))
    yield from _of_effects(book)
    yield from _of_rules(book)


def _mutant(
    slot: Slot | Any, kind: str, mark: str, sentence: str, changes: Mapping[str, Any]
) -> Mutant:
    return Mutant(f"{slot.id}/{kind}/{mark}", kind, slot.subjects, sentence, slot.sources, changes)


def _of_parameters(book: Rulebook) -> Iterator[Mutant]:
    for place, parameter in enumerate(book.parameters):
        for number, dated in enumerate(parameter.values):
            for mark, value in value_faults(dated.value):
                values = list(parameter.values)
                values[number] = attrs.evolve(dated, value=value)
                was, now = (say_parameter_value(v) for v in (dated.value, value))
                yield Mutant(
                    f"{parameter.name}/{number}/shift/{mark}",
                    "shift",
                    (parameter.name,),
                    f"the {parameter.title or parameter.name.replace('_', ' ')} "
                    f"becomes {now} instead of {was}",
                    dated.sources,
                    _one(book.parameters, "parameters", place, values=tuple(values)),
                )


def _of_effects(book: Rulebook) -> Iterator[Mutant]:
    for place, event in enumerate(book.events):
        for number, effect in enumerate(event.effects):
            left = event.effects[:number] + event.effects[number + 1 :]
            what = getattr(effect, "fact", "") or getattr(effect, "register", "")
            verb = {"Adds": "adds to", "Ends": "ends in", "Sets": "records"}[type(effect).__name__]
            yield Mutant(
                f"{event.name}/effects/drop_effect/{number}",
                "drop_effect",
                (event.name, what),
                f"`{event.name}` no longer {verb} `{what}`",
                _sources(event),
                _one(book.events, "events", place, effects=left),
            )


def _of_rules(book: Rulebook) -> Iterator[Mutant]:
    for place, rule in enumerate(book.rules):
        left = book.rules[:place] + book.rules[place + 1 :]
        yield Mutant(
            f"{rule.id}/rule/drop_rule/all",
            "drop_rule",
            (rule.id,),
            f"there is no rule {rule.id} ({rule.sentence})",
            _sources(rule),
            {"rules": left},
        )
        for slot in ("events", "enters"):
            names = getattr(rule.governs, slot)
            for name in names if len(names) > 1 or rule.governs.by_attribute else ():
                fewer = tuple(other for other in names if other != name)
                governs = attrs.evolve(rule.governs, **{slot: fewer})  # type: ignore[arg-type]
                yield Mutant(
                    f"{rule.id}/{slot}/drop_governed/{name}",
                    "drop_governed",
                    (rule.id, name),
                    f"rule {rule.id} no longer governs `{name}`",
                    _sources(rule),
                    _one(book.rules, "rules", place, governs=governs),
                )
        for number, exemption in enumerate(rule.exemptions):
            fewer_exemptions = rule.exemptions[:number] + rule.exemptions[number + 1 :]
            if exemption.guard != NEVER:
                yield Mutant(
                    f"{rule.id}/exemptions/drop_part/{exemption.label}",
                    "drop_part",
                    (rule.id, exemption.label),
                    f"rule {rule.id} has no exemption `{exemption.label}`",
                    _sources(exemption),
                    _one(book.rules, "rules", place, exemptions=fewer_exemptions),
                )


def _one(items: tuple[Any, ...], part: str, place: int, **changed: Any) -> dict[str, Any]:
    one = attrs.evolve(items[place], **changed)
    return {part: (*items[:place], one, *items[place + 1 :])}


def _sources(item: Any) -> tuple[str, ...]:
    return tuple(str(source) for source in item.sources)
