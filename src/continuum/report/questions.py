"""The parts of a page that answer two questions: why not, and what would it take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuum.prose import Reason, reason_tree, say_event, say_list, say_role, say_sources
from continuum.prose.naming import say_day
from continuum.prose.reasons import verdict_words
from continuum.report.page import Part
from continuum.report.story import OUTCOMES, titled

if TYPE_CHECKING:
    from continuum.rulebook import Rulebook
    from continuum.runtime.advised import Advice
    from continuum.runtime.change import Change
    from continuum.semantics import Decision

__all__ = ["why_not_part", "would_take_part"]

_NAMES = {
    "way": "The statechart",
    "role": "Who decides",
    "requires": "The event itself",
    "target": "The record named",
}


def why_not_part(decision: Decision, *, heading: str = "Why not?", lead: str = "") -> Part:
    """Answer why an event is not possible, with the whole tree of reasons.

    Args:
        decision: The decision.
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    book = decision.view.chart.book
    items = []
    for item in decision.against:
        tree = None if item.guard is None else reason_tree(item.guard, decision.view, book)
        items.append(
            {
                "id": _NAMES.get(item.id.partition(":")[0], item.id),
                "sentence": titled(item, book).sentence,
                "remedy": titled(item, book).remedy,
                "sources": item.sources,
                "source": say_sources(item.sources, book),
                "tree": None if tree is None else _branch(tree),
            }
        )
    event = say_event(decision.event, book)
    content = {
        "question": f"“{event[:1].upper()}{event[1:]}” on {say_day(decision.on)}: why not?",
        "outcome": decision.outcome,
        "said": OUTCOMES[decision.outcome],
        "items": items,
        "text": decision.explain("en"),
    }
    return Part("why-not", heading, "question", content, lead)


def _branch(reason: Reason) -> dict[str, Any]:
    return {
        "text": reason.text,
        "verdict": reason.verdict,
        "said": verdict_words(reason.verdict),
        "parts": [_branch(part) for part in reason.parts],
    }


def would_take_part(
    advice: Advice, book: Rulebook, *, heading: str = "What would it take?", lead: str = ""
) -> Part:
    """Answer what would open an event: the smallest sets of changes, by whom, and from when.

    Args:
        advice: What ``case.what_would_it_take`` gave.
        book: The rulebook, for titles.
        heading: The heading of the part.
        lead: One or two sentences under it.
    """
    event = f"“{say_event(advice.event, book)}”"
    day = say_day(advice.on)
    shared = (
        [c for c in advice.sets[0] if all(c in one for one in advice.sets)] if advice.sets else []
    )
    choices = [[c for c in one if c not in shared] for one in advice.sets]
    if advice.open:
        opening = f"{event} is open on {day} already."
    elif not advice.sets:
        opening = f"Nothing that can still change would open {event} after {day}."
    elif shared:
        opening = f"Seen from {day}, {event} would open only if all of this were so:"
    else:
        opening = f"Seen from {day}, {event} would open in any one of these ways:"
    content = {
        "opening": opening,
        "shared": [_told(change, advice, book) for change in shared],
        "choices": [[_told(c, advice, book) for c in one] for one in choices if one],
        "cut": advice.cut,
    }
    return Part("would-take", heading, "ways", content, lead)


def _told(change: Change, advice: Advice, book: Rulebook) -> dict[str, str]:
    later = change.earliest is not None and change.earliest > advice.on
    return {
        "what": change.what[:1].upper() + change.what[1:],
        "who": say_list((say_role(role, book) for role in change.who), "or"),
        "when": f"at the earliest on {say_day(change.earliest)}"
        if later and change.earliest
        else "",
    }
