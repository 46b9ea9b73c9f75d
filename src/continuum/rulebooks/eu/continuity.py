"""The track of continuity: who is the liaison, which plans live, which handovers are open."""

from __future__ import annotations

from continuum.guards import during, parameter, share_of
from continuum.rulebook import Adds, Ends, Event, Handover, Region, Said, Sets, State, Transition
from continuum.rulebooks.eu.asked import (
    because,
    life_in_danger,
    override_for,
    plan_asked,
    second_person_named,
    view_recorded,
)
from continuum.rulebooks.eu.facts import sentence_start, term
from continuum.rulebooks.eu.legal import HELD, sentence_end
from continuum.rulebooks.eu.residence import AWAY, PURSUED, away
from continuum.rulebooks.eu.supervision import RUNNING, supervised

__all__ = [
    "CONTINUITY",
    "EVENTS",
    "H5",
    "H7",
    "H8",
    "H9",
    "H12",
    "HANDOVERS",
    "REGIONS",
    "TRANSITIONS",
    "closed",
    "earliest_release",
    "left_the_country",
    "nothing_left",
]

CONTINUITY = Region(
    "continuity",
    title="continuity",
    about="Who is the liaison, and whether the pathway is still open.",
    initial="liaison_unassigned",
    states=(
        State("liaison_unassigned", "no liaison yet", sources=("SEED:S80",)),
        State("liaison_assigned", "a liaison is assigned", sources=("SEED:S80",)),
        State("liaison_changing", "two liaisons overlap", sources=("SEED:S16",)),
        State("closed", "closed", "The pathway has ended.", final=True, sources=("SEED:S81",)),
    ),
)
REGIONS = (CONTINUITY,)

closed = during("continuity", "closed")
earliest_release = sentence_start + share_of(term, parameter("release_share"))

nothing_left = (
    during("legal", "none", "end_of_sentence", "released_no_conviction", "pardon_or_amnesty")
    | (during("legal", "interrupted_for_departure") & away)
) & ~supervised

EVENTS = (
    Event(
        "plan_opened",
        "plan opened",
        ("prison_case_manager", "probation_officer", "continuity_liaison", "case_conference_chair"),
        "organisational",
        asks=(plan_asked, view_recorded),
        needs="plan_asked",
        effects=(Adds("plans", {"plan_kind": Said("plan_asked")}),),
        sources=("SEED:S66", "SEED:S7"),
    ),
    Event(
        "stay_plan_closed",
        "plan for staying closed",
        ("case_conference_chair", "continuity_liaison"),
        "organisational",
        asks=(because,),
        needs="because",
        effects=(Ends("plans", {"plan_kind": "stay"}),),
        sources="SEED:S7",
    ),
    Event(
        "leave_plan_closed",
        "plan for leaving closed",
        ("case_conference_chair", "continuity_liaison"),
        "organisational",
        asks=(because,),
        needs="because",
        effects=(Ends("plans", {"plan_kind": "leave"}),),
        sources="SEED:S7",
    ),
    Event(
        "support_refused",
        "shelter, care or other support refused",
        ("municipality", "community_actor"),
        adverse=True,
        asks=(because,),
        needs="because",
        effects=(Sets("support_refused", True),),
        sources="SEED:S64",
    ),
    Event(
        "lawyer_engaged",
        "lawyer engaged",
        ("lawyer", "person", "immigration_case_officer"),
        effects=(Sets("lawyer_engaged", True),),
        sources="GK",
    ),
    Event(
        "decision_explained",
        "decision explained in a language understood, lawyer informed",
        ("immigration_case_officer", "lawyer"),
        effects=(Sets("decision_explained", True),),
        sources="GK",
    ),
    Event(
        "conference_told",
        "case conference told that removal fell away",
        ("immigration_case_officer", "lawyer"),
        effects=(Sets("conference_told", True),),
        sources="SEED:S10",
    ),
    Event(
        "reintegration_resumed",
        "plan reviewed and municipality contacted",
        ("case_conference_chair", "municipality"),
        "organisational",
        effects=(Sets("reactivated", True),),
        sources=("SEED:S10", "SEEN:nl-arn"),
    ),
    Event(
        "linked_pathway_opened",
        "pathway opened where the person was found",
        ("case_conference_chair", "continuity_liaison"),
        "organisational",
        effects=(Sets("linked_pathway", True),),
        sources="GK",
    ),
    Event(
        "emergency_override",
        "emergency override to save a life",
        ("prison_governor", "probation_officer", "clinician", "manager"),
        asks=(life_in_danger, second_person_named, override_for),
        needs="override_for",
        effects=(Sets("override_reviewed", False),),
        about="Records that a rule was set aside to save a life; it moves nothing.",
        sources="ASSUMPTION: design rule on emergencies",
    ),
    Event(
        "override_reviewed",
        "emergency override reviewed",
        ("complaints_body", "manager"),
        effects=(Sets("override_reviewed", True),),
        sources="ASSUMPTION: design rule on emergencies",
    ),
    Event(
        "closure_reviewed",
        "closing talked over with the person",
        ("case_conference_chair", "continuity_liaison"),
        "organisational",
        effects=(Sets("closure_reviewed", True),),
        about="The person may take part, and may decline to; what is kept, and until when, is told.",
        sources="SEED:S81",
    ),
    Event(
        "pathway_closed",
        "pathway closed",
        "case_conference_chair",
        "organisational",
        requires=nothing_left,
        remedy="no sentence, supervision or detention may be left",
        asks=(because,),
        needs="because",
        sources="SEED:S81",
    ),
)

_OPEN = ("liaison_unassigned", "liaison_assigned", "liaison_changing")

TRANSITIONS = (Transition("pathway_closed", "continuity", _OPEN, "closed"),)

# once the person has left, a handover here has nobody to receive them for
left_the_country = during("residence", *AWAY, "returned_after_exit")
_preparing = during("legal", *HELD) & (earliest_release - parameter("preparation_window")).reached()
_released = during("legal", "conditional_release", "end_of_sentence", "sentenced_at_liberty")

H5 = Handover(
    "H5",
    "prison_case_manager",
    "probation_officer",
    ("plan", "conditions", "home", "first appointment", "safety"),
    due=earliest_release - parameter("joint_meeting_lead"),
    available=(_preparing | _released) & ~left_the_country,
    leads=True,
    evidence="minute of the joint meeting",
    title="prison to probation",
    sources=("SEED:S55", "SEED:S57", "ASSUMPTION: from twelve to six months before release"),
)
H7 = Handover(
    "H7",
    "prison_case_manager",
    "municipality",
    ("identity papers", "housing", "income", "debts", "schooling"),
    due=earliest_release - parameter("municipality_lead"),
    available=(_preparing | _released) & ~left_the_country,
    evidence="checklist",
    title="prison to municipality",
    sources=("SEED:S81", "ASSUMPTION: six months before release"),
)
H8 = Handover(
    "H8",
    "probation_officer",
    "municipality",
    ("voluntary offers", "contact person", "crisis line"),
    due=sentence_end - parameter("aftercare_lead"),
    available=during("supervision", *RUNNING),
    leads=True,
    evidence="the person's copy",
    title="probation to aftercare",
    sources=("SEED:S81", "ASSUMPTION: three months before the end"),
)
H9 = Handover(
    "H9",
    "removal_unit",
    "person",
    ("documents", "health file", "money", "property", "family contact", "legal contact"),
    available=during("residence", *PURSUED),
    evidence="the person's receipt",
    title="before departure, to the person",
    sources=("SEED:S8",),
)
H12 = Handover(
    "H12",
    "continuity_liaison",
    "incoming_liaison",
    ("relationship history agreed with the person",),
    available=during("continuity", "liaison_changing"),
    evidence="overlap and joint meetings",
    title="liaison to liaison",
    sources=("SEED:S16", "ASSUMPTION: overlap of four weeks and two joint meetings"),
)
HANDOVERS = (H5, H7, H8, H9, H12)
