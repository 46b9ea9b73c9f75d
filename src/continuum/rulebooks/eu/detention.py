"""Detention for removal, and what stands instead of it (R15, R16)."""

from __future__ import annotations

from continuum.rulebook import Event, Said, Sets, Transition, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    detention_ground,
    extension_ground,
    less_coercive_considered,
    prospect_now,
    prospect_stated,
    title_until,
)
from continuum.rulebooks.eu.facts import return_decision_in_force
from continuum.rulebooks.eu.legal import freed
from continuum.rulebooks.eu.registers import title
from continuum.rulebooks.eu.removal import ENDS_DETENTION
from continuum.rulebooks.eu.residence import falls_back

__all__ = ["EVENTS", "TRANSITIONS"]

_OFFICER = ("immigration_case_officer",)
_BOTH = ("immigration_case_officer", "asylum_or_administrative_court")
_ASKS = (detention_ground, prospect_stated, less_coercive_considered, extension_ground, title_until)
_NEEDS = ("detention_ground", "title_until")
_decided = "there must be a return decision in force"

EVENTS = (
    Event(
        "pre_removal_detention_ordered",
        "detention for removal ordered",
        _OFFICER,
        adverse=True,
        requires=return_decision_in_force,
        remedy=_decided,
        asks=_ASKS,
        needs=_NEEDS,
        effects=(
            Sets("reasonable_prospect", Said("prospect_stated")),
            Sets("detention_reviewed", False),
            title("pre_removal_detention"),
        ),
        sources=("SEEN:rd-det", "SEEN:cjeu-357"),
    ),
    Event(
        "detention_renewed",
        "detention for removal renewed",
        _BOTH,
        adverse=True,
        requires=return_decision_in_force,
        remedy=_decided,
        asks=_ASKS,
        needs=_NEEDS,
        effects=(
            ENDS_DETENTION,
            Sets("reasonable_prospect", Said("prospect_stated")),
            Sets("detention_reviewed", False),
            title("pre_removal_detention"),
        ),
        about="The old title ends on the day on which the new one begins.",
        sources=("SEEN:rd-det", "SEEN:rd-app"),
    ),
    Event(
        "prospect_review",
        "prospect of removal reviewed",
        _BOTH,
        asks=(prospect_now,),
        needs="prospect_now",
        effects=(
            Sets("reasonable_prospect", Said("prospect_now")),
            Sets("detention_reviewed", True),
        ),
        sources=("GK: art 15(4) Return Directive",),
    ),
    Event(
        "detention_ended",
        "released from detention for removal",
        _BOTH,
        effects=(Sets("detention_reviewed", True), Sets("released_on", the_day), ENDS_DETENTION),
        sources=("GK: art 15(4) Return Directive",),
    ),
    Event(
        "detention_replaced",
        "detention replaced by a less coercive measure",
        _BOTH,
        effects=(Sets("detention_reviewed", True), Sets("released_on", the_day), ENDS_DETENTION),
        sources=("GK: art 15(1) Return Directive",),
    ),
    Event(
        "alternative_ordered",
        "measure instead of detention ordered",
        _OFFICER,
        adverse=True,
        requires=return_decision_in_force,
        remedy=_decided,
        about="Reporting, a place to live, a deposit, papers handed in.",
        sources=("GK: arts 7 and 15 Return Directive",),
    ),
    Event("alternative_ended", "measure instead of detention ended", _BOTH, sources=("GK",)),
)

_orderable = (
    "return_decision",
    "removal_preparation",
    "alternative_to_detention",
    "appeal_pending",
    "rule39_stay",
)
_liberty_without_sentence = ("end_of_sentence", "released_no_conviction", "pardon_or_amnesty")

TRANSITIONS = (
    Transition(
        "pre_removal_detention_ordered",
        "legal",
        _liberty_without_sentence,
        "immigration_detention",
        basis="R15",
    ),
    Transition(
        "pre_removal_detention_ordered",
        "residence",
        _orderable,
        "pre_removal_detention",
        basis="R15",
    ),
    stays("detention_renewed", "legal", "immigration_detention"),
    stays("detention_renewed", "residence", "pre_removal_detention"),
    stays("prospect_review", "residence", "pre_removal_detention"),
    *freed("detention_ended", elsewhere=False),
    *falls_back("detention_ended", "pre_removal_detention", floor="return_decision", basis="R16"),
    *freed("detention_replaced", elsewhere=False),
    Transition(
        "detention_replaced",
        "residence",
        "pre_removal_detention",
        "alternative_to_detention",
        basis="R16",
    ),
    Transition(
        "alternative_ordered",
        "residence",
        ("return_decision", "removal_preparation"),
        "alternative_to_detention",
    ),
    *falls_back("alternative_ended", "alternative_to_detention", floor="return_decision"),
)
