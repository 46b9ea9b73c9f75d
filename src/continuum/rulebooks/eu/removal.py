"""How somebody leaves, is removed, or cannot be (R10 to R12, R14, R17 to R19, R21 to R24)."""

from __future__ import annotations

from continuum.guards import parameter
from continuum.rulebook import Ends, Event, Said, Sets, Transition, stays
from continuum.rulebook.request import evidence_given, the_day
from continuum.rulebooks.eu.asked import (
    extension_days,
    individual_reasons,
    monitor_recorded,
    planned_for,
    refusal_ground,
    status_given,
    voluntary_days,
)
from continuum.rulebooks.eu.facts import (
    return_decision_in_force,
    rule39_in_force,
    third_country_national,
    voluntary_until,
)
from continuum.rulebooks.eu.legal import AT_LIBERTY, HELD, freed
from continuum.rulebooks.eu.residence import AWAY, BARRED, PURSUED, falls_back

__all__ = ["ENDS_DETENTION", "EVENTS", "NOTHING_PENDING", "TRANSITIONS"]

_OFFICER = ("immigration_case_officer",)
_BOTH = ("immigration_case_officer", "asylum_or_administrative_court")
_decided = "there must be a return decision in force"

NOTHING_PENDING = (
    Sets("return_decision_in_force", False),
    Sets("entry_ban", False),
    Sets("appeal_open", False),
    Sets("suspensive_effect", None),
    Sets("removal_planned_for", None),
)
"""What an end of the removal procedure leaves: no decision, no ban, no appeal, no plan to remove."""

ENDS_DETENTION = Ends("titles", {"kind": "pre_removal_detention"})

_FROM_ZERO = (
    Sets("refoulement_bar", None),
    Sets("fit_to_travel", None),
    Sets("travel_document", None),
    Sets("acceptance_by_receiving_state", None),
    Sets("best_interests_assessed", None),
)

EVENTS = (
    Event(
        "rule39_requested",
        "interim measure requested in Strasbourg",
        ("person", "lawyer"),
        requires=third_country_national,
        remedy="only for third-country nationals",
        effects=(Sets("removal_unit_told", False),),
        sources=("SEEN:echr39",),
    ),
    Event(
        "removal_unit_told",
        "removal unit told of the request",
        ("lawyer", "immigration_case_officer"),
        effects=(Sets("removal_unit_told", True),),
        sources=("SEEN:echr39",),
    ),
    Event(
        "rule39_indicated",
        "interim measure indicated",
        "european_court_of_human_rights",
        effects=(Sets("rule39_in_force", True),),
        sources=("SEEN:echr39",),
    ),
    Event(
        "rule39_lifted",
        "interim measure lifted",
        "european_court_of_human_rights",
        adverse=True,
        requires=rule39_in_force,
        remedy="there must be a measure in force",
        effects=(Sets("rule39_in_force", False), Sets("removal_planned_for", None), *_FROM_ZERO),
        about="Everything is examined again from zero.",
        sources=("SEEN:echr39",),
    ),
    Event(
        "rule39_expired",
        "interim measure expired",
        "european_court_of_human_rights",
        adverse=True,
        requires=rule39_in_force,
        remedy="there must be a measure in force",
        effects=(Sets("rule39_in_force", False), Sets("removal_planned_for", None), *_FROM_ZERO),
        about="Everything is examined again from zero.",
        sources=("SEEN:echr39",),
    ),
    Event(
        "voluntary_period_granted",
        "period for voluntary departure granted",
        _OFFICER,
        requires=return_decision_in_force
        & voluntary_days.at_least(parameter("voluntary_departure_days_least"))
        & voluntary_days.at_most(parameter("voluntary_departure_days_max")),
        remedy="there must be a return decision, and the period must be one that the law gives",
        asks=(voluntary_days,),
        needs="voluntary_days",
        effects=(Sets("voluntary_until", the_day + voluntary_days),),
        sources=("SEEN:rd-sum",),
    ),
    Event(
        "voluntary_period_extended",
        "period for voluntary departure extended",
        _OFFICER,
        asks=(extension_days,),
        needs=("extension_days", "reasons"),
        effects=(Sets("voluntary_until", voluntary_until + extension_days),),
        sources=("SEEN:rd-sum", "GK: art 7(2) Return Directive"),
    ),
    Event(
        "voluntary_period_refused",
        "period for voluntary departure refused or cut short",
        _OFFICER,
        adverse=True,
        asks=(refusal_ground, individual_reasons),
        effects=(Sets("voluntary_until", None), Sets("decision_explained", False)),
        sources=("SEEN:rd-sum",),
    ),
    Event(
        "voluntary_period_expired",
        "period for voluntary departure expired",
        _OFFICER,
        adverse=True,
        requires=voluntary_until.reached(),
        remedy="wait for the end of the period",
        sources=("GK: art 8 Return Directive",),
    ),
    Event(
        "removal_prepared",
        "removal prepared and planned",
        ("removal_unit", "immigration_case_officer"),
        adverse=True,
        requires=return_decision_in_force,
        remedy=_decided,
        asks=(planned_for,),
        effects=(Sets("removal_planned_for", Said("planned_for")),),
        about="Travel document, acceptance, fitness, route, escort, what the person takes along.",
        sources=("GK",),
    ),
    Event(
        "removal_postponed",
        "removal postponed",
        _BOTH,
        effects=(Sets("removal_planned_for", None),),
        about="Confirmed to the person in writing.",
        sources=("SEEN:rd-app",),
    ),
    Event("postponement_ended", "postponement ended", _BOTH, adverse=True, sources=("GK",)),
    Event(
        "removal_prospect_lost",
        "removal has no prospect any more",
        _BOTH,
        asks=(status_given,),
        needs="status_given",
        effects=(
            *NOTHING_PENDING,
            Sets("reasonable_prospect", False),
            Sets("reactivated", False),
            Sets("conference_told", False),
            Sets("fell_away_on", the_day),
            ENDS_DETENTION,
        ),
        about="A new return decision would be needed, should a prospect come back.",
        sources=("SEED:S10", "SEEN:nl-insp22"),
    ),
    Event("toleration_granted", "toleration granted", _BOTH, sources=("SEEN:dk-tolerated",)),
    Event(
        "departed",
        "departed of own accord",
        ("immigration_case_officer", "police_contact_point"),
        "voluntary",
        requires=third_country_national & evidence_given,
        remedy="departure is confirmed by evidence, such as a stamp at the border",
        effects=(Sets("removal_planned_for", None), ENDS_DETENTION),
        sources=("GK: art 7 Return Directive",),
    ),
    Event(
        "removed",
        "removed",
        "removal_unit",
        adverse=True,
        requires=return_decision_in_force & monitor_recorded,
        remedy="there must be a return decision, and a monitor of forced returns",
        asks=(monitor_recorded,),
        effects=(Sets("removal_planned_for", None), ENDS_DETENTION),
        sources=("GK: art 8(6) Return Directive",),
    ),
    Event(
        "readmitted",
        "taken over by the receiving State",
        "receiving_state_authority",
        sources=("SEEN:nl-mor",),
    ),
    Event(
        "returned",
        "found again after exit",
        ("police_contact_point", "immigration_case_officer"),
        effects=(*NOTHING_PENDING, *_FROM_ZERO, Sets("linked_pathway", False)),
        about="A linked pathway begins where the person is found; nothing is presumed.",
        sources=("SEEN:nl-sob", "SEEN:de-456a"),
    ),
)

_suspendable = (
    "no_lawful_stay",
    "return_decision",
    "appeal_pending",
    "asylum_pending",
    "voluntary_departure",
    "removal_preparation",
    "removal_postponed",
)
_fixed = (
    "pre_removal_detention",
    "alternative_to_detention",
    "refoulement_bar",
    "non_removable_no_status",
    "tolerated_stay",
)
_losable = (*PURSUED, "appeal_pending", "rule39_stay", "refoulement_bar", "removal_postponed")
_removable = (
    "return_decision",
    "removal_preparation",
    "pre_removal_detention",
    "alternative_to_detention",
    "appeal_pending",
    "removal_postponed",
)
_can_leave = (*PURSUED, *BARRED, "no_lawful_stay", "status_at_risk", "returned_after_exit")

TRANSITIONS = (
    Transition("rule39_indicated", "residence", _suspendable, "rule39_stay", basis="R11"),
    stays("rule39_indicated", "residence", *_fixed, "rule39_stay"),
    *falls_back("rule39_lifted", "rule39_stay", but="rule39_stay", basis="R12"),
    stays("rule39_lifted", "residence", *_fixed),
    *falls_back("rule39_expired", "rule39_stay", but="rule39_stay", basis="R12"),
    stays("rule39_expired", "residence", *_fixed),
    Transition(
        "voluntary_period_granted",
        "residence",
        ("return_decision", "alternative_to_detention", "removal_preparation"),
        "voluntary_departure",
        basis="R14",
    ),
    stays("voluntary_period_extended", "residence", "voluntary_departure"),
    Transition(
        "voluntary_period_refused",
        "residence",
        ("return_decision", "voluntary_departure"),
        "removal_preparation",
        basis="R14",
    ),
    Transition(
        "voluntary_period_expired",
        "residence",
        "voluntary_departure",
        "removal_preparation",
        basis="R14",
    ),
    Transition(
        "removal_prepared",
        "residence",
        ("return_decision", "removal_preparation"),
        "removal_preparation",
    ),
    stays("removal_prepared", "residence", "pre_removal_detention", "alternative_to_detention"),
    Transition(
        "removal_postponed",
        "residence",
        (
            "return_decision",
            "voluntary_departure",
            "removal_preparation",
            "alternative_to_detention",
        ),
        "removal_postponed",
        basis="R18",
    ),
    *falls_back("postponement_ended", "removal_postponed", floor="return_decision", basis="R18"),
    Transition(
        "removal_prospect_lost",
        "residence",
        _losable,
        "non_removable_no_status",
        status_given.is_in("none"),
        "R19",
    ),
    Transition(
        "removal_prospect_lost",
        "residence",
        _losable,
        "tolerated_stay",
        status_given.is_in("tolerated"),
        "R19",
    ),
    *freed("removal_prospect_lost"),
    Transition(
        "toleration_granted",
        "residence",
        ("non_removable_no_status", "refoulement_bar"),
        "tolerated_stay",
        basis="R19",
    ),
    Transition("departed", "residence", _can_leave, "departed_voluntarily", basis="R21"),
    *freed("departed", elsewhere=False),
    stays("departed", "legal", *AT_LIBERTY),
    Transition("removed", "residence", _removable, "removed", basis="R22"),
    *freed("removed", elsewhere=False),
    Transition("removed", "legal", HELD, "interrupted_for_departure", basis="R22"),
    stays("removed", "legal", *AT_LIBERTY),
    Transition(
        "readmitted", "residence", ("departed_voluntarily", "removed"), "readmitted", basis="R23"
    ),
    Transition("returned", "residence", AWAY, "returned_after_exit", basis="R24"),
)
