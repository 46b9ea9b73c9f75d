"""The track of residence: may the person stay; is removal pending, blocked, or done."""

from __future__ import annotations

from continuum.guards import ALWAYS, Guard, during
from continuum.rulebook import Region, State, Transition
from continuum.rulebooks.eu.facts import (
    appeal_open,
    asylum_pending,
    return_decision_in_force,
    rule39_in_force,
)
from continuum.rulebooks.eu.registers import detention_title

__all__ = [
    "AWAY",
    "BARRED",
    "PURSUED",
    "REGIONS",
    "RESIDENCE",
    "SETTLED",
    "UNSETTLED",
    "away",
    "barred",
    "falls_back",
    "pursued",
    "settled",
]

RESIDENCE = Region(
    "residence",
    title="residence",
    about="May the person stay; is removal pending, blocked, or done.",
    initial="not_established",
    states=(
        State(
            "not_established",
            "residence status not established",
            sources=("ASSUMPTION: not known is not no",),
        ),
        State("national", "national of the State", sources=("GK",)),
        State(
            "eu_citizen",
            "citizen of another Member State",
            "Only Directive 2004/38 applies, never the Return Directive.",
            sources=("GK",),
        ),
        State(
            "eu_expulsion",
            "expulsion of a citizen of another Member State decided",
            sources=("GK: arts 27 and 28 Directive 2004/38",),
        ),
        State("lawful_stay", "lawful stay", "A permit, or protection.", sources=("GK",)),
        State(
            "status_at_risk",
            "withdrawal of status announced",
            "The person is heard.",
            sources=("GK",),
        ),
        State(
            "no_lawful_stay",
            "no right to stay",
            "No return decision is in force yet.",
            sources=("SEED:S64",),
        ),
        State("return_decision", "return decision issued", sources=("SEEN:rd-sum",)),
        State("appeal_pending", "appeal pending", sources=("GK",)),
        State(
            "asylum_pending",
            "asylum application pending",
            "With a right to remain.",
            sources=("GK",),
        ),
        State("rule39_stay", "interim measure of the Strasbourg court", sources=("SEEN:echr39",)),
        State("refoulement_bar", "refoulement bars removal", sources=("SEEN:saadi",)),
        State("voluntary_departure", "period for voluntary departure", sources=("SEEN:rd-sum",)),
        State("removal_preparation", "removal in preparation", sources=("GK",)),
        State(
            "pre_removal_detention",
            "detained for removal",
            coercive=True,
            lawful_while=detention_title,
            rule="GR-52",
            sources=("SEEN:rd-det",),
        ),
        State(
            "alternative_to_detention",
            "measure instead of detention",
            coercive=True,
            sources=("GK",),
        ),
        State("removal_postponed", "removal postponed", sources=("SEEN:rd-app",)),
        State(
            "non_removable_no_status", "not removable, without status", sources=("SEEN:nl-insp22",)
        ),
        State("tolerated_stay", "tolerated stay", sources=("SEEN:dk-tolerated",)),
        State("regularised", "stay granted, permit to follow", sources=("GK",)),
        State("departed_voluntarily", "departed of own accord", sources=("GK",)),
        State("removed", "removed", sources=("GK",)),
        State("readmitted", "taken over by the receiving State", sources=("GK",)),
        State("returned_after_exit", "found again after exit", sources=("SEEN:nl-sob",)),
    ),
)
REGIONS = (RESIDENCE,)

SETTLED = ("national", "eu_citizen", "lawful_stay", "regularised")
AWAY = ("departed_voluntarily", "removed", "readmitted")
UNSETTLED = ("not_established", "status_at_risk", "no_lawful_stay", "returned_after_exit")
PURSUED = (
    "return_decision",
    "voluntary_departure",
    "removal_preparation",
    "pre_removal_detention",
    "alternative_to_detention",
)
BARRED = (
    "appeal_pending",
    "asylum_pending",
    "rule39_stay",
    "refoulement_bar",
    "removal_postponed",
    "non_removable_no_status",
    "tolerated_stay",
)

away = during("residence", *AWAY)
settled = during("residence", *SETTLED, *AWAY)
pursued = during("residence", *PURSUED, "eu_expulsion")
barred = during("residence", *BARRED)

_LAYERS: tuple[tuple[str, Guard], ...] = (
    ("rule39_stay", rule39_in_force),
    ("asylum_pending", asylum_pending),
    ("appeal_pending", appeal_open),
    ("return_decision", return_decision_in_force),
)


def falls_back(
    event: str, *source: str, but: str = "", floor: str = "no_lawful_stay", basis: str = ""
) -> tuple[Transition, ...]:
    """Give the ways back to what stands beneath once a layer of the residence status falls away.

    An interim measure comes first, then an asylum application, an appeal, a return decision; where
    none of them stands, the person has no right to stay.

    Args:
        event: The event.
        source: The states that it leaves.
        but: The layer that the event itself ends.
        floor: What always stands beneath; layers under it are not looked at.
        basis: The id of the transition in the sources.
    """
    ways: list[Transition] = []
    above: Guard = ALWAYS
    for state, stands in _LAYERS:
        if state not in {but, floor}:
            ways.append(Transition(event, "residence", source, state, above & stands, basis))
            above = above & ~stands
    return (*ways, Transition(event, "residence", source, floor, above, basis))
