"""The continuity liaison: one trusted person, and how one hands over to the next."""

from __future__ import annotations

from typing import Final

from continuum.guards import Choice, CountOf, Number, during, parameter
from continuum.rulebook import (
    Adds,
    DutyForm,
    Ends,
    Event,
    Governs,
    Register,
    Rule,
    Said,
    Sets,
    Step,
    Transition,
)
from continuum.rulebook.request import reasons_given, the_day
from continuum.rulebooks.eu.continuity import H12
from continuum.rulebooks.eu.facts import liaison_change_since, sentence_start
from continuum.rulebooks.eu.legal import in_custody

_SERVICES: Final = ("civil_society", "probation", "mentor", "prison_service", "municipality")

LIAISONS = Register(
    "liaisons",
    (Choice("liaison_service", title="the service of the liaison", options=_SERVICES),),
    title="liaisons",
    about="Who was the liaison from when to when; one may stay through every legal phase.",
)
LIAISON_MEETINGS = Register(
    "liaison_meetings",
    (),
    title="joint meetings of two liaisons",
    about="Both liaisons and the person; they count for the change that is under way.",
)
REGISTERS = (LIAISONS, LIAISON_MEETINGS)

liaisons_so_far = Number("liaisons_so_far", title="liaisons so far", derived=CountOf("liaisons"))
joint_meetings = Number(
    "joint_meetings",
    title="joint meetings of the two liaisons",
    derived=CountOf("liaison_meetings", in_force=True),
)
DERIVED = (liaisons_so_far, joint_meetings)

service_asked = Choice(
    "service_asked", title="the service of the liaison", of="request", options=_SERVICES
)

_begins = Adds("liaisons", {"liaison_service": Said("service_asked")})

EVENTS = (
    Event(
        "liaison_assigned",
        "continuity liaison assigned",
        "case_conference_chair",
        "organisational",
        asks=(service_asked,),
        effects=(_begins,),
        sources="SEED:S80",
    ),
    Event(
        "liaison_change_started",
        "liaisons begin to overlap",
        ("continuity_liaison", "case_conference_chair"),
        "organisational",
        effects=(Sets("liaison_change_since", the_day), Ends("liaison_meetings")),
        sources=("SEED:S16", "SEED:S80"),
    ),
    Event(
        "liaisons_met",
        "both liaisons met the person",
        ("continuity_liaison", "incoming_liaison"),
        "organisational",
        effects=(Adds("liaison_meetings"),),
        about="What was said before is not asked again.",
        sources=("SEED:S16", "SEED:S35"),
    ),
    Event(
        "liaison_changed",
        "the new liaison has taken over",
        ("incoming_liaison", "case_conference_chair"),
        "organisational",
        asks=(service_asked,),
        effects=(Sets("h12", "not_started"), Ends("liaisons"), _begins),
        sources=("SEED:S16", "SEED:S80"),
    ),
)

TRANSITIONS = (
    Transition("liaison_assigned", "continuity", "liaison_unassigned", "liaison_assigned"),
    Transition("liaison_change_started", "continuity", "liaison_assigned", "liaison_changing"),
    Transition("liaisons_met", "continuity", "liaison_changing", None),
    Transition("liaison_changed", "continuity", "liaison_changing", "liaison_assigned"),
)

_in_place = during("continuity", "liaison_assigned", "liaison_changing")

RULES = (
    Rule(
        "GR-32",
        "A continuity liaison is always assigned.",
        "Assign a continuity liaison.",
        guard=_in_place,
        governs=Governs(("remanded", "convicted", "sentenced_to_supervision")),
        then="owes",
        force="profile",
        precedence="continuity",
        duty=DutyForm(
            "assign a continuity liaison",
            "case_conference_chair",
            due=the_day + parameter("liaison_time"),
            met=_in_place,
        ),
        title="one trusted person",
        sources=("SEED:S80", "SEED:S16", "ASSUMPTION: fourteen days"),
    ),
    Rule(
        "GR-32.2",
        "A liaison changes by a handover and an overlap, so that trust can be carried over.",
        "Let both liaisons work side by side for the overlap, and the new one accept handover H12.",
        guard=H12.accepted & (liaison_change_since + parameter("liaison_overlap")).reached(),
        governs=Governs("liaison_changed"),
        force="profile",
        precedence="continuity",
        title="overlap of liaisons",
        sources=("SEED:S16", "ASSUMPTION: four weeks"),
    ),
    Rule(
        "GR-32.3",
        "Before a liaison changes, both of them meet the person together more than once.",
        "Hold the joint meetings that are missing.",
        guard=joint_meetings.at_least(parameter("liaison_joint_meetings")),
        governs=Governs("liaison_changed"),
        force="profile",
        precedence="continuity",
        title="meet together first",
        sources=("SEED:S16", "ASSUMPTION: two joint meetings"),
    ),
    Rule(
        "GR-32.4",
        "Each further change of liaison costs trust, and needs a reason that is written down.",
        "Give the reason for another change.",
        guard=liaisons_so_far.below(parameter("liaisons_before_a_reason")) | reasons_given,
        governs=Governs("liaison_change_started"),
        then="warns",
        force="profile",
        precedence="continuity",
        title="few changes",
        sources=("SEED:S16", "ASSUMPTION: from the second change on"),
    ),
)

STEPS = (
    Step(
        "ST02",
        "Assign a continuity liaison.",
        "organisational",
        "case_conference_chair",
        "liaison_assigned",
        _in_place,
        in_custody,
        sentence_start + parameter("liaison_time"),
        "assignment accepted by the person, or declined choice recorded",
        sources="SEED:S80",
    ),
)

__all__ = [
    "DERIVED",
    "EVENTS",
    "LIAISONS",
    "LIAISON_MEETINGS",
    "REGISTERS",
    "RULES",
    "STEPS",
    "TRANSITIONS",
    "joint_meetings",
    "liaisons_so_far",
    "service_asked",
]
