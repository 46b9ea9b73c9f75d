"""Questions to single guards: can it hold, can it fail?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, NEVER
from continuum.prose.sentences import say
from continuum.verify.marking import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.verify.outcome import Outcome

__all__ = ["weigh_alone"]


def weigh_alone(outcome: Outcome) -> None:
    """Ask of every gate, rule, exemption and way whether its guard can hold and can fail."""
    search = outcome.search
    weighed = faults = 0
    done: set[tuple[object, ...]] = set()
    for subjects, what, guard in _guards(outcome):
        if guard in (ALWAYS, NEVER) or (subjects, guard) in done:
            continue
        done.add((subjects, guard))
        weighed += 1
        said = say(guard, outcome.book)
        if not search.satisfiable([(guard, "holds")]):
            faults += 1
            outcome.found(
                "guard_never_holds",
                subjects,
                f"{what} never holds, whatever is recorded: {said}; loosen it, "
                "or leave out what it stands for",
                about=normal_form(guard),
            )
        elif not search.satisfiable([(guard, "fails")]):
            faults += 1
            outcome.found(
                "guard_always_holds",
                subjects,
                f"{what} always holds once its facts are known: {said}; it decides nothing, "
                "so tighten it or leave it out",
                about=normal_form(guard),
            )
    if weighed and not faults:
        outcome.proved.append(f"each of the {weighed} conditions can hold and can fail")


def _guards(outcome: Outcome) -> Iterator[tuple[tuple[str, ...], str, Guard]]:
    for heard in outcome.search.chart.events.values():
        for gate in (*heard.gates, *heard.warnings, *heard.owed, *heard.demands):
            if gate.rule is not None:
                what = f"what rule {gate.id} asks"
                guard = gate.guard if gate.base is None else gate.base
                yield (gate.id,), what, guard
                for exemption in gate.rule.exemptions:
                    what = f"exemption `{exemption.label}` of rule {gate.id}"
                    yield (gate.id, exemption.label), what, exemption.guard
            elif gate.id == "requires" and not _of_a_handover(outcome, heard.name):
                yield (heard.name, gate.id), f"what `{heard.name}` requires", gate.guard
        for region, by_state in heard.ways.items():
            for source, legs in by_state.items():
                for leg in legs:
                    what = f"the condition of `{heard.name}` from `{source}` to `{leg.target}`"
                    yield (heard.name, region, source, leg.target), what, leg.when


def _of_a_handover(outcome: Outcome, event: str) -> bool:
    return all(event != declared.name for declared in outcome.book.events)
