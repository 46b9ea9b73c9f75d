"""What surrounds removal: hearing, papers, postponement, and citizens of other Member States."""

from __future__ import annotations

from continuum.guards import NEVER, Flag, parameter
from continuum.rulebook import DutyForm, Ends, Event, Governs, Rule, Sets, Transition, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import (
    arguable_claim,
    individual_reasons,
    monitor_recorded,
    remedy_until,
    suspension,
)
from continuum.rulebooks.eu.facts import (
    appeal_open,
    refoulement_bar,
    suspensive_effect,
)
from continuum.rulebooks.eu.legal import AT_LIBERTY

__all__ = ["EVENTS", "FACTS", "RULES", "TRANSITIONS", "status_heard"]

_OFFICER = ("immigration_case_officer",)
_COURT = ("asylum_or_administrative_court",)
_STATE = ("receiving_state_authority", "immigration_case_officer")

status_heard = Flag(
    "status_heard",
    title="the person was heard on the withdrawal, with lawyer and interpreter",
    moves="step",
    initially=False,
)
FACTS = (status_heard,)

_present_threat = Flag(
    "present_serious_threat",
    title="the person's own conduct is a present and serious threat",
    of="request",
)
_proportionate = Flag(
    "proportionate",
    title="it is shown that expulsion is in proportion, length of stay and family weighed",
    of="request",
)


def _fact_event(name: str, title: str, fact: str, value: bool) -> Event:
    return Event(name, title, _STATE, effects=(Sets(fact, value),), sources=("SEEN:nl-mor", "GK"))


EVENTS = (
    Event(
        "heard_on_status",
        "person heard on the withdrawal of status",
        ("immigration_case_officer", "asylum_or_administrative_court"),
        effects=(Sets("status_heard", True),),
        about="With a lawyer, and an interpreter where one is needed.",
        sources=("GK",),
    ),
    _fact_event("travel_document_issued", "travel document issued", "travel_document", True),
    _fact_event("travel_document_refused", "travel document refused", "travel_document", False),
    _fact_event(
        "acceptance_given",
        "receiving State accepts the person",
        "acceptance_by_receiving_state",
        True,
    ),
    _fact_event(
        "acceptance_refused",
        "receiving State does not accept the person",
        "acceptance_by_receiving_state",
        False,
    ),
    Event(
        "eu_expulsion_decided",
        "expulsion of a citizen of another Member State decided",
        _OFFICER,
        adverse=True,
        asks=(individual_reasons, _present_threat, _proportionate, remedy_until),
        needs="remedy_until",
        effects=(Sets("decision_explained", False),),
        about="Under Directive 2004/38 alone; the Return Directive does not apply.",
        sources=("GK: arts 27 and 28 Directive 2004/38",),
    ),
    Event(
        "eu_expulsion_annulled",
        "expulsion of a citizen of another Member State set aside",
        (*_OFFICER, *_COURT),
        sources=("GK: arts 27 and 28 Directive 2004/38",),
    ),
    Event(
        "eu_expulsion_carried_out",
        "expulsion of a citizen of another Member State carried out",
        "removal_unit",
        adverse=True,
        requires=monitor_recorded,
        remedy="there must be a monitor of forced returns",
        asks=(monitor_recorded,),
        effects=(Ends("conditions"),),
        sources=("GK: arts 27 and 28 Directive 2004/38",),
    ),
)

TRANSITIONS = (
    Transition("eu_expulsion_decided", "residence", "eu_citizen", "eu_expulsion"),
    Transition("eu_expulsion_annulled", "residence", "eu_expulsion", "eu_citizen"),
    Transition("eu_expulsion_carried_out", "residence", "eu_expulsion", "removed"),
    stays("eu_expulsion_carried_out", "legal", *AT_LIBERTY),
)

RULES = (
    Rule(
        "R1",
        "The person is heard before status is withdrawn, with a lawyer and an interpreter.",
        "Hear the person on the withdrawal.",
        guard=status_heard,
        governs=Governs("status_withdrawn"),
        precedence="rights",
        title="heard on status",
        sources=("GK",),
    ),
    Rule(
        "R5",
        "Where it can be argued that removal leads to torture or ill-treatment, the appeal suspends it "
        "by itself.",
        "Record the suspensive effect as automatic, or have it said why no such claim is made.",
        guard=~arguable_claim.known() | ~arguable_claim | suspension.is_in("automatic"),
        governs=Governs("appeal_lodged"),
        then="warns",
        precedence="refoulement",
        title="an arguable claim suspends",
        sources=("GK: art 13 with art 3 ECHR",),
    ),
    Rule(
        "R18",
        "A postponement of removal is confirmed to the person in writing.",
        "Give the person the written confirmation.",
        guard=NEVER,
        governs=Governs("removal_postponed"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "confirm the postponement to the person in writing",
            "immigration_case_officer",
            due=the_day + parameter("explanation_time"),
        ),
        title="confirmed in writing",
        sources=("SEEN:rd-app", "ASSUMPTION: a week"),
    ),
    Rule(
        "R18.2",
        "A postponement lasts as long as refoulement bars removal or a remedy suspends it.",
        "Wait until the bar or the suspension has ended.",
        guard=(~appeal_open | suspensive_effect.is_in("none"))
        & ~refoulement_bar.is_in("until_review", "indefinite"),
        governs=Governs("postponement_ended"),
        precedence="refoulement",
        title="mandatory postponement",
        sources=("SEEN:rd-app", "GK: art 9(1) Return Directive"),
    ),
    Rule(
        "GR-57.3",
        "A citizen of another Member State is expelled only for own conduct that is a present and "
        "serious threat, and only in proportion.",
        "Show the person's own conduct, the threat of today, and that expulsion is in proportion.",
        guard=individual_reasons & _present_threat & _proportionate,
        governs=Governs("eu_expulsion_decided"),
        precedence="rights",
        title="citizens of the Union",
        sources=("GK: arts 27 and 28 Directive 2004/38",),
    ),
)
