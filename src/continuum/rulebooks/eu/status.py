"""How a status is found, withdrawn, appealed, protected or granted (R1 to R9, R13, R20)."""

from __future__ import annotations

from continuum.guards import during, parameter
from continuum.rulebook import Event, Said, Sets, Transition, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    appeal_outcome,
    arguable_claim,
    ban_years,
    bar_duration,
    individual_reasons,
    remedy_until,
    serious_threat,
    suspension,
)
from continuum.rulebooks.eu.facts import (
    appeal_open,
    asylum_pending,
    holds_nationality,
    return_decision_in_force,
    third_country_national,
    would_be_stateless,
)
from continuum.rulebooks.eu.legal import freed
from continuum.rulebooks.eu.removal import ENDS_DETENTION, NOTHING_PENDING
from continuum.rulebooks.eu.residence import BARRED, PURSUED, SETTLED, falls_back

__all__ = ["EVENTS", "TRANSITIONS"]

_OFFICER = ("immigration_case_officer",)
_COURT = ("asylum_or_administrative_court",)
_BOTH = (*_OFFICER, *_COURT)
_ABROAD = "only for third-country nationals"
_HELD_BY = ("pre_removal_detention", "alternative_to_detention")

_appeal_stands = "there must be an open appeal"

EVENTS = (
    Event(
        "nationality_established",
        "found to be a national",
        _OFFICER,
        effects=(Sets("holds_nationality", True),),
        sources=("GK",),
    ),
    Event(
        "eu_citizenship_established",
        "found to be a citizen of another Member State",
        _OFFICER,
        sources=("GK",),
    ),
    Event(
        "lawful_stay_established",
        "found to have a right to stay",
        _OFFICER,
        effects=(Sets("holds_nationality", False),),
        sources=("GK",),
    ),
    Event(
        "no_lawful_stay_established",
        "found to have no right to stay",
        _OFFICER,
        effects=(Sets("holds_nationality", False),),
        sources=("SEED:S64",),
    ),
    Event(
        "status_withdrawal_proposed",
        "withdrawal of status announced",
        _OFFICER,
        adverse=True,
        asks=(individual_reasons,),
        requires=~during("residence", "national") | ~would_be_stateless,
        remedy="nationality may not be withdrawn where the person would be left stateless",
        effects=(Sets("status_heard", False),),
        about="Stay, protection or nationality; the person is heard.",
        sources=("SEEN:nl-nat", "SEEN:nl-rb25"),
    ),
    Event("status_kept", "status kept after all", _BOTH, sources=("GK",)),
    Event(
        "status_withdrawn",
        "status withdrawn",
        _BOTH,
        adverse=True,
        asks=(individual_reasons,),
        effects=(Sets("holds_nationality", False), Sets("decision_explained", False)),
        sources=("SEEN:nl-rvs",),
    ),
    Event(
        "return_decision_issued",
        "return decision issued",
        ("immigration_case_officer", "sentence_court"),
        adverse=True,
        requires=third_country_national,
        remedy=_ABROAD,
        asks=(individual_reasons, remedy_until),
        needs="remedy_until",
        effects=(
            Sets("return_decision_in_force", True),
            Sets("remedy_deadline", Said("remedy_until")),
            Sets("decision_explained", False),
        ),
        about="By the authority, or by a criminal court where expulsion is a penalty.",
        sources=("GK: arts 5 and 6 Return Directive", "SEEN:cjeu-663"),
    ),
    Event(
        "entry_ban_set",
        "entry ban set",
        _OFFICER,
        adverse=True,
        requires=return_decision_in_force
        & (ban_years.at_most(parameter("entry_ban_years_max")) | serious_threat),
        remedy="a longer ban needs a serious threat that is established",
        asks=(ban_years, serious_threat, individual_reasons),
        needs="ban_years",
        effects=(Sets("entry_ban", True),),
        sources=("SEEN:rd-sum", "GK: art 11 Return Directive"),
    ),
    Event(
        "appeal_lodged",
        "appeal lodged",
        ("person", "lawyer"),
        requires=~appeal_open,
        remedy="an appeal is open already",
        asks=(suspension, arguable_claim),
        effects=(Sets("appeal_open", True), Sets("suspensive_effect", Said("suspension"))),
        about="Whether it suspends removal is recorded, never assumed.",
        sources=("GK: art 13 Return Directive",),
    ),
    Event(
        "suspension_granted",
        "suspension of removal granted",
        _COURT,
        requires=appeal_open,
        remedy=_appeal_stands,
        effects=(Sets("suspensive_effect", "granted"),),
        sources=("GK",),
    ),
    Event(
        "suspension_refused",
        "suspension of removal refused",
        _COURT,
        adverse=True,
        requires=appeal_open,
        remedy=_appeal_stands,
        effects=(Sets("suspensive_effect", "none"),),
        sources=("GK",),
    ),
    Event(
        "appeal_allowed",
        "appeal allowed",
        _COURT,
        requires=appeal_open,
        remedy=_appeal_stands,
        asks=(appeal_outcome,),
        needs="appeal_outcome",
        effects=(*NOTHING_PENDING, ENDS_DETENTION),
        sources=("GK",),
    ),
    Event(
        "appeal_dismissed",
        "appeal dismissed",
        _COURT,
        adverse=True,
        requires=appeal_open,
        remedy=_appeal_stands,
        effects=(Sets("appeal_open", False), Sets("suspensive_effect", None)),
        sources=("GK",),
    ),
    Event(
        "asylum_applied",
        "asylum application made",
        ("person", "lawyer"),
        requires=third_country_national & ~asylum_pending,
        remedy="only for third-country nationals without a pending application",
        effects=(Sets("asylum_pending", True),),
        about="A first or later application that carries a right to remain.",
        sources=("GK: Qualification Directive",),
    ),
    Event(
        "asylum_granted",
        "protection granted",
        _BOTH,
        requires=asylum_pending,
        remedy="there must be a pending application",
        effects=(
            *NOTHING_PENDING,
            Sets("asylum_pending", False),
            Sets("reactivated", False),
            Sets("conference_told", False),
            Sets("fell_away_on", the_day),
            ENDS_DETENTION,
        ),
        sources=("GK: Qualification Directive",),
    ),
    Event(
        "asylum_refused",
        "protection refused",
        _BOTH,
        adverse=True,
        requires=asylum_pending,
        remedy="there must be a pending application",
        asks=(individual_reasons,),
        effects=(Sets("asylum_pending", False), Sets("decision_explained", False)),
        about="Exclusion or refusal never lifts a bar of refoulement.",
        sources=("GK: Qualification Directive",),
    ),
    Event(
        "refoulement_examined",
        "refoulement examined, no bar found",
        _BOTH,
        requires=~during("residence", "refoulement_bar"),
        remedy="a bar that was found ends by its own decision",
        effects=(Sets("refoulement_bar", "none"),),
        sources=("SEEN:cjeu-663", "GK: art 5 Return Directive"),
    ),
    Event(
        "refoulement_bar_found",
        "refoulement found to bar removal",
        _BOTH,
        asks=(bar_duration,),
        needs="bar_duration",
        effects=(Sets("refoulement_bar", Said("bar_duration")), ENDS_DETENTION),
        sources=("SEEN:saadi", "GK: art 3 ECHR, art 19 Charter"),
    ),
    Event(
        "refoulement_bar_ended",
        "bar of refoulement ended on review",
        _BOTH,
        adverse=True,
        asks=(individual_reasons,),
        effects=(Sets("refoulement_bar", "none"), Sets("decision_explained", False)),
        sources=("GK",),
    ),
    Event(
        "regularised",
        "stay granted",
        _BOTH,
        requires=third_country_national,
        remedy=_ABROAD,
        effects=(
            *NOTHING_PENDING,
            Sets("asylum_pending", False),
            Sets("reactivated", False),
            Sets("conference_told", False),
            Sets("fell_away_on", the_day),
            ENDS_DETENTION,
        ),
        sources=("GK: art 6(4) Return Directive, art 8 ECHR",),
    ),
    Event("permit_issued", "permit issued", _OFFICER, sources=("GK",)),
)

_irregular = (*PURSUED, *BARRED, "no_lawful_stay", "status_at_risk", "returned_after_exit")


def _without(states: tuple[str, ...], *left_out: str) -> tuple[str, ...]:
    return tuple(state for state in states if state not in left_out)


_protectable = _without(_irregular, "asylum_pending", "rule39_stay", "refoulement_bar", *_HELD_BY)
_restored, _annulled = (
    appeal_outcome.is_in("stay_restored"),
    appeal_outcome.is_in("decision_annulled"),
)
_appealable = (
    "no_lawful_stay",
    "return_decision",
    "voluntary_departure",
    "removal_preparation",
    "removal_postponed",
)
_layered = ("asylum_pending", "rule39_stay", "refoulement_bar")

TRANSITIONS = (
    Transition("nationality_established", "residence", "not_established", "national"),
    Transition("eu_citizenship_established", "residence", "not_established", "eu_citizen"),
    Transition("lawful_stay_established", "residence", "not_established", "lawful_stay"),
    Transition("no_lawful_stay_established", "residence", "not_established", "no_lawful_stay"),
    Transition(
        "status_withdrawal_proposed",
        "residence",
        ("national", "lawful_stay"),
        "status_at_risk",
        basis="R1",
    ),
    Transition("status_kept", "residence", "status_at_risk", "national", holds_nationality),
    Transition("status_kept", "residence", "status_at_risk", "lawful_stay", ~holds_nationality),
    Transition("status_withdrawn", "residence", "status_at_risk", "no_lawful_stay", basis="R2"),
    Transition(
        "return_decision_issued",
        "residence",
        ("no_lawful_stay", "returned_after_exit", "non_removable_no_status", "tolerated_stay"),
        "return_decision",
        basis="R3",
    ),
    Transition("appeal_lodged", "residence", _appealable, "appeal_pending", basis="R5"),
    stays("appeal_lodged", "residence", *_HELD_BY, *_layered),
    Transition(
        "appeal_allowed",
        "residence",
        ("appeal_pending", *_HELD_BY, *_layered),
        "lawful_stay",
        _restored,
        "R7",
    ),
    Transition(
        "appeal_allowed",
        "residence",
        ("appeal_pending", *_HELD_BY),
        "no_lawful_stay",
        _annulled,
        "R7",
    ),
    stays("appeal_allowed", "residence", *_layered, when=_annulled),
    *freed("appeal_allowed"),
    *falls_back("appeal_dismissed", "appeal_pending", but="appeal_pending", basis="R8"),
    stays("appeal_dismissed", "residence", *_HELD_BY, *_layered),
    Transition(
        "asylum_applied",
        "residence",
        (*_protectable, "not_established"),
        "asylum_pending",
        basis="R9",
    ),
    stays("asylum_applied", "residence", "rule39_stay", "refoulement_bar", *_HELD_BY),
    Transition(
        "asylum_granted",
        "residence",
        ("asylum_pending", "rule39_stay", "refoulement_bar", *_HELD_BY),
        "lawful_stay",
        basis="R9",
    ),
    *freed("asylum_granted"),
    *falls_back("asylum_refused", "asylum_pending", but="asylum_pending", basis="R9"),
    stays("asylum_refused", "residence", "rule39_stay", "refoulement_bar", *_HELD_BY),
    Transition(
        "refoulement_bar_found",
        "residence",
        (*_irregular, "not_established"),
        "refoulement_bar",
        basis="R13",
    ),
    stays("refoulement_bar_found", "residence", *SETTLED),
    *freed("refoulement_bar_found"),
    *falls_back("refoulement_bar_ended", "refoulement_bar"),
    Transition("regularised", "residence", _irregular, "regularised", basis="R20"),
    *freed("regularised"),
    Transition("permit_issued", "residence", "regularised", "lawful_stay", basis="R20"),
)
