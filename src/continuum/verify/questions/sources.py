"""Questions to the sources: does what binds somebody say where it comes from?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.rulebook import Rulebook, Source
    from continuum.verify.outcome import Outcome

__all__ = ["sources"]


def sources(outcome: Outcome) -> None:
    """Ask of whatever binds somebody where it comes from.

    Rules, exemptions and parameters without a source are refused when the rulebook is built.
    What is left are the events, the steps and handovers, and the states that hold or restrict
    the person.

    Args:
        outcome: Where the faults are kept.
    """
    asked = found = 0
    for subjects, what, given in _binding(outcome.book):
        asked += 1
        if not given:
            found += 1
            outcome.found(
                "rule_without_source",
                subjects,
                f"{what} does not say where it comes from; name a source such as `SEEN:key`, "
                "or say `GK` or `ASSUMPTION`",
            )
    if asked and not found:
        outcome.proved.append(
            f"whatever binds somebody names its source ({asked} events, steps, handovers "
            "and coercive states)"
        )


def _binding(book: Rulebook) -> Iterator[tuple[tuple[str, ...], str, tuple[Source, ...]]]:
    for event in book.events:
        yield (event.name,), f"event `{event.name}` ({event.words})", event.sources
    for step in book.steps:
        yield (step.id,), f"step {step.id} ({step.sentence})", step.sources
    for handover in book.handovers:
        title = handover.title or f"from {handover.sender} to {handover.receiver}"
        yield (handover.id,), f"handover {handover.id} ({title})", handover.sources
    for region in book.regions:
        for state in region.states:
            if state.coercive:
                what = f"the coercive state `{state.name}` ({state.words}) in {region.words}"
                yield (region.name, state.name), what, state.sources
