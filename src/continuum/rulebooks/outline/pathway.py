"""The region of the outline: the eight states, and the ways that events go between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from continuum.guards import ALWAYS, during
from continuum.rulebook import Region, State, Transition, stays
from continuum.rulebooks.outline.words import (
    interruption_decided,
    removal,
    served,
    supervised,
    unserved,
    window_open,
)

if TYPE_CHECKING:
    from continuum.guards import Guard

__all__ = ["PATHWAY", "TRANSITIONS", "in_custody", "on_probation"]

in_custody = during("pathway", "sentence", "pre_release")
on_probation = during("pathway", "probation")

PATHWAY = Region(
    "pathway",
    title="pathway",
    about="The six words of the pathway, with its beginning and its end.",
    initial="remand",
    states=(
        State(
            "remand",
            "before judgment",
            "Suspected and not convicted: innocence is presumed.",
            coercive=True,
            sources=("SEED:S23",),
        ),
        State(
            "sentence",
            "serving the sentence",
            "Held on a sentence, up to its end and no longer.",
            coercive=True,
            lawful_while=unserved,
            rule="GR-03",
            sources=("SEED:S24",),
        ),
        State(
            "pre_release",
            "preparing release",
            "Still held, inside the preparation window.",
            coercive=True,
            lawful_while=unserved,
            rule="GR-03",
            sources=("SEED:S82", "ASSUMPTION: window of twelve months"),
        ),
        State(
            "probation",
            "under supervision",
            "At liberty with conditions that have their own title and end.",
            coercive=True,
            lawful_while=supervised,
            rule="GR-12",
            sources=("SEED:S57",),
        ),
        State(
            "reintegration",
            "at liberty",
            "At liberty without any title; every offer is voluntary.",
            sources=("SEED:S81",),
        ),
        State(
            "deportation",
            "leaving the country",
            "Removal is pursued, or the person has left.",
            coercive=True,
            sources=("SEED:S7",),
        ),
        State(
            "stay",
            "removal barred or without prospect",
            "The person stays for now, with at least the minimum plan.",
            sources=("SEED:S10", "SEED:S64"),
        ),
        State("closed", "closed", "The pathway has ended.", final=True, sources=("SEED:S26",)),
    ),
)

# Where somebody goes who leaves custody or supervision: a supervision title first, then residence.
_pursued = ~supervised & removal.is_in("pursued", "done")
_barred = ~supervised & removal.is_in("barred", "without_prospect")
_settled = ~supervised & removal.is_in("none")


def _leaves(event: str, *source: str, when: Guard = ALWAYS) -> tuple[Transition, ...]:
    ways = (
        ("probation", supervised),
        ("deportation", _pursued),
        ("stay", _barred),
        ("reintegration", _settled),
    )
    return tuple(
        Transition(event, "pathway", source, target, when & guard) for target, guard in ways
    )


def _moves(event: str, source: tuple[str, ...], target: str, *same: str) -> tuple[Transition, ...]:
    moved = Transition(event, "pathway", source, target)
    return (moved, stays(event, "pathway", *same)) if same else (moved,)


_ANY = ("remand", "sentence", "pre_release", "probation", "reintegration", "deportation", "stay")
_HELD = ("remand", "sentence", "pre_release", "probation")

TRANSITIONS = (
    Transition("convicted", "pathway", "remand", "sentence", unserved & ~window_open),
    Transition("convicted", "pathway", "remand", "pre_release", unserved & window_open),
    *_leaves("convicted", "remand", when=served),
    Transition(
        "acquitted_or_charges_dropped", "pathway", "remand", "reintegration", removal.is_in("none")
    ),
    Transition(
        "acquitted_or_charges_dropped",
        "pathway",
        "remand",
        "deportation",
        removal.is_in("pursued", "done"),
    ),
    Transition(
        "acquitted_or_charges_dropped",
        "pathway",
        "remand",
        "stay",
        removal.is_in("barred", "without_prospect"),
    ),
    Transition("preparation_opened", "pathway", "sentence", "pre_release"),
    Transition("preparation_halted", "pathway", "pre_release", "sentence"),
    Transition("conditional_release_granted", "pathway", "pre_release", "probation"),
    *_leaves("sentence_expired", "sentence", "pre_release"),
    Transition(
        "supervision_ordered", "pathway", ("reintegration", "deportation", "stay"), "probation"
    ),
    Transition("supervision_ended", "pathway", "probation", "deportation", _pursued),
    Transition("supervision_ended", "pathway", "probation", "stay", _barred),
    Transition("supervision_ended", "pathway", "probation", "reintegration", _settled),
    stays("breach_recorded", "pathway", "probation"),
    stays("person_heard", "pathway", "probation"),
    Transition("recalled", "pathway", "probation", "pre_release", window_open),
    Transition("recalled", "pathway", "probation", "sentence", ~window_open),
    *_moves("removal_started", ("reintegration", "stay"), "deportation", *_HELD),
    *_moves("removal_barred", ("reintegration", "deportation"), "stay", *_HELD, "stay"),
    *_moves("removal_prospect_lost", ("deportation",), "stay", *_HELD, "stay"),
    *_moves("stay_granted", ("deportation", "stay"), "reintegration", *_HELD),
    *_moves("departed", ("reintegration", "stay"), "deportation", "deportation"),
    *_moves("removed", ("sentence", "pre_release", "probation"), "deportation", "deportation"),
    Transition(
        "returned",
        "pathway",
        "deportation",
        "pre_release",
        interruption_decided & unserved & window_open,
        "R24",
    ),
    Transition(
        "returned",
        "pathway",
        "deportation",
        "sentence",
        interruption_decided & unserved & ~window_open,
        "R24",
    ),
    Transition(
        "returned",
        "pathway",
        "deportation",
        "reintegration",
        ~(interruption_decided & unserved),
        "R24",
    ),
    Transition("pathway_closed", "pathway", ("reintegration", "deportation", "stay"), "closed"),
    Transition("transferred_abroad", "pathway", ("sentence", "pre_release", "probation"), "closed"),
    Transition("died", "pathway", _ANY, "closed"),
)
