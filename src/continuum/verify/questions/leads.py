"""Questions to the lead: does always exactly one human role lead?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from continuum.guards import Choice
from continuum.rulebook import Said, Sets
from continuum.verify.following.trail import Attempt, Trail, met_in
from continuum.verify.search import Never
from continuum.verify.situations.moves import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from continuum.guards import Guard
    from continuum.rulebook import ChartEvent, Handover
    from continuum.semantics import Decision, Snapshot
    from continuum.verify.following.solving import Goal
    from continuum.verify.outcome import Outcome
    from continuum.verify.situations.moves import Wishes

__all__ = ["leads"]

_KIND: Final = "lead_empty_or_doubled"
_LEAD: Final = "lead"
_NOBODY: Final = "system"


def leads(outcome: Outcome) -> None:
    """Ask whether the lead of a case is ever with nobody, or promised to two at once.

    A handover that is accepted and not yet effective is a promise: the receiver counts on the
    lead.  Two of them from one sender to two receivers cannot both be kept.

    Args:
        outcome: Where the faults are kept.
    """
    chart = outcome.search.chart
    if not chart.book.lead:
        return
    found = int(_nobody_at_first(outcome))
    for heard, said in _gives_it_up(outcome):
        found += _nobody_after(outcome, heard, said)
    leading = [handover for handover in chart.handovers if handover.leads]
    for one, other in combinations(leading, 2):
        if one.sender == other.sender and one.receiver != other.receiver:
            found += _promised_twice(outcome, one, other)
    if not found:
        outcome.proved.append(
            "somebody leads at any time, and the lead is never promised to two at once "
            f"({len(leading)} handovers pass it on)"
        )


def _nobody_at_first(outcome: Outcome) -> bool:
    search = outcome.search
    if search.chart.book.lead != _NOBODY:
        return False
    outcome.shown(
        _KIND,
        (_LEAD,),
        f"when a case opens, `{_NOBODY}` leads, which is nobody; name a role of people",
        search.start,
        _nobody_leads,
        closing="nobody leads",
    )
    return True


def _gives_it_up(outcome: Outcome) -> Iterator[tuple[ChartEvent, Wishes]]:
    """Give the events that may leave the lead to nobody, and what is said with them then."""
    chart = outcome.search.chart
    lead = chart.facts[_LEAD]
    if not isinstance(lead, Choice) or _NOBODY not in lead.options:
        return
    for heard in chart.events.values():
        for effect in heard.event.effects:
            if isinstance(effect, Sets) and effect.fact == _LEAD:
                if effect.to == _NOBODY:
                    yield heard, ()
                elif isinstance(effect.to, Said):
                    asked = heard.asks.get(effect.to.fact)
                    if isinstance(asked, Choice) and _NOBODY in asked.options:
                        yield heard, ((asked.name, _NOBODY),)


def _nobody_after(outcome: Outcome, heard: ChartEvent, said: Wishes) -> bool:
    verdict = outcome.search.reach(Attempt(allowed(heard, {}), heard.name, said=said))
    if isinstance(verdict, Never):
        return False
    subjects = (_LEAD, heard.name)
    sentence = (
        f"`{heard.name}` leaves the lead to `{_NOBODY}`, which is nobody; name a role of people"
    )
    if isinstance(verdict, Trail):
        outcome.shown(_KIND, subjects, sentence, verdict, _nobody_leads, closing="nobody leads")
    else:
        outcome.doubt(_KIND, subjects, sentence, verdict.why)
    return True


def _nobody_leads(snapshot: Snapshot, _: list[Decision]) -> bool:
    return snapshot.facts.get(_LEAD, _NOBODY) == _NOBODY


def _promised_twice(outcome: Outcome, one: Handover, other: Handover) -> bool:
    search = outcome.search
    lead = search.chart.facts[_LEAD]
    assert isinstance(lead, Choice)  # noqa: S101 - the rulebook makes it one
    goals: tuple[Goal, ...] = (
        (_promised(one), "holds"),
        (_promised(other), "holds"),
        (lead.is_in(one.sender), "holds"),
    )
    verdict = search.reach(Attempt(goals))
    if isinstance(verdict, Never):
        return False
    subjects = (one.id, other.id)
    sentence = (
        f"handovers {one.id} and {other.id} can both be accepted while neither has taken effect, "
        f"so `{one.receiver}` and `{other.receiver}` both count on the lead of `{one.sender}`; "
        "let one of them be open only where the other is not under way"
    )
    if isinstance(verdict, Trail):
        day = verdict.day
        outcome.shown(
            _KIND,
            subjects,
            sentence,
            verdict,
            lambda snapshot, _: met_in(search.cells, goals, snapshot, day),
            closing=f"`{one.receiver}` and `{other.receiver}` have both accepted the lead",
        )
    else:
        outcome.doubt(_KIND, subjects, sentence, verdict.why)
    return True


def _promised(handover: Handover) -> Guard:
    """The receiver has accepted, and it has not taken effect."""
    return handover.accepted & ~handover.effective
