"""The steps of programme work, planning, the case conference and what follows release."""

from __future__ import annotations

from continuum.guards import AnyInForce, Flag, during, parameter
from continuum.rulebook import Adds, Event, Register, Sets, Step
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.facts import (
    coaching,
    programme_offered,
    released_on,
    sentence_start,
)
from continuum.rulebooks.eu.legal import at_liberty, in_custody
from continuum.rulebooks.eu.programme.work import needs_talked_over
from continuum.rulebooks.eu.registers import release_plan
from continuum.rulebooks.eu.supervision import LEVELS

supervisor_met = Flag(
    "supervisor_met",
    title="the person and the supervisor have met",
    moves="step",
    initially=False,
)
FACTS = (supervisor_met,)

REVIEWS = Register(
    "reviews",
    (),
    title="reviews",
    about="Reviews of the plan by the case conference; each holds until the next one is due.",
)
REGISTERS = (REVIEWS,)
review_current = Flag(
    "review_current", title="the last review is not yet due again", derived=AnyInForce("reviews")
)
DERIVED = (review_current,)

_supervised = during("supervision", *LEVELS)

EVENTS = (
    Event(
        "supervision_meeting_held",
        "meeting with the supervisor held",
        "probation_officer",
        "mandatory",
        requires=_supervised,
        remedy="there must be supervision",
        effects=(Sets("supervisor_met", True),),
        sources="SEED:S57",
    ),
    Event(
        "review_held",
        "plan reviewed by the case conference",
        "case_conference_chair",
        "organisational",
        effects=(Adds("reviews", end=the_day + parameter("review_lasts")),),
        sources=("SEED:S81", "SEED:S30"),
    ),
)

STEPS = (
    Step(
        "ST04",
        "Talk over needs and strengths with the person.",
        "voluntary",
        ("prison_case_manager", "continuity_liaison"),
        "needs_conversation_held",
        needs_talked_over,
        in_custody,
        sentence_start + parameter("needs_time"),
        "signed summary",
        sources=("SEED:S66", "ASSUMPTION: sixty days"),
    ),
    Step(
        "ST06",
        "Open the case conference with an agreement in place.",
        "organisational",
        ("case_conference_chair", "prison_case_manager", "municipality"),
        "conference_opened",
        ~during("conference", "not_opened"),
        in_custody,
        sentence_start + parameter("conference_time"),
        "id of the agreement",
        sources=("SEED:S84", "ASSUMPTION: ninety days"),
    ),
    Step(
        "ST07",
        "Offer a programme in writing, open to be declined.",
        "organisational",
        "ddr_practitioner",
        "programme_offered",
        programme_offered,
        in_custody,
        sentence_start + parameter("offer_time"),
        "offer letter",
        sources=("SEED:S33", "SEEN:fr-mjp", "ASSUMPTION: ninety days"),
    ),
    Step(
        "ST08",
        "Agree a plan for release with the person's view.",
        "organisational",
        ("case_conference_chair", "prison_case_manager"),
        "plan_opened",
        release_plan,
        in_custody,
        sentence_start + parameter("plan_time"),
        "version of the plan",
        sources=("SEED:S66", "ASSUMPTION: 120 days"),
    ),
    Step(
        "ST20",
        "Keep the meetings with the supervisor.",
        "mandatory",
        ("probation_officer", "person"),
        "supervision_meeting_held",
        supervisor_met,
        _supervised,
        None,
        "attendance",
        sources="SEED:S57",
    ),
    Step(
        "ST21",
        "Offer coaching by the same practitioner after release.",
        "voluntary",
        ("continuity_liaison", "ddr_practitioner"),
        "coaching_joined",
        coaching,
        at_liberty,
        None,
        "consent",
        needs_consent=True,
        sources=("SEED:S60", "SEEN:vpn-phase"),
    ),
    Step(
        "ST22",
        "Review the plan after release, and then every quarter.",
        "organisational",
        "case_conference_chair",
        "review_held",
        review_current,
        at_liberty & ~during("conference", "not_opened", "closed"),
        released_on + parameter("first_review_time"),
        "minute",
        sources=("SEED:S81", "ASSUMPTION: 28 days, 90 days, then quarterly"),
    ),
)
__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "REGISTERS",
    "REVIEWS",
    "STEPS",
    "review_current",
    "supervisor_met",
]
