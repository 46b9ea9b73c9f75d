"""The steps of the EU baseline: what is done, and whose obligation it is."""

from __future__ import annotations

from continuum.guards import during, parameter
from continuum.rulebook import Step
from continuum.rulebooks.eu.continuity import closed, earliest_release, nothing_left
from continuum.rulebooks.eu.facts import (
    aftercare_offered,
    closure_reviewed,
    conditions_explained,
    fell_away_on,
    free_since,
    in_contact,
    reactivated,
    release_meeting_held,
    released_on,
    sentence_start,
)
from continuum.rulebooks.eu.legal import SERVING, in_custody, sentence_end
from continuum.rulebooks.eu.phases import window_open
from continuum.rulebooks.eu.rules_removal import nothing_bars
from continuum.rulebooks.eu.supervision import LEVELS, RUNNING

__all__ = ["STEPS"]

_preparing = in_custody & window_open
_limbo = during("residence", "non_removable_no_status", "tolerated_stay", "regularised")

STEPS = (
    Step(
        "ST03",
        "Establish the residence status and give legal advice.",
        "statutory",
        "immigration_case_officer",
        "no_lawful_stay_established",
        ~during("residence", "not_established"),
        during("legal", "remand", *SERVING),
        sentence_start + parameter("status_check_time"),
        "status record",
        before="return_decision_issued",
        sources=("GK", "ASSUMPTION: thirty days"),
    ),
    Step(
        "ST13",
        "Decide on conditional release, before the day on which it may begin.",
        "statutory",
        "sentence_court",
        "conditional_release_granted",
        during("legal", "conditional_release"),
        _preparing,
        earliest_release,
        "reasoned decision with its remedy",
        sources=("SEEN:dk-vejl", "SEEN:coe-cr"),
    ),
    Step(
        "ST14",
        "Explain the conditions in a language the person understands.",
        "statutory",
        "probation_officer",
        "conditions_explained",
        conditions_explained,
        _preparing,
        None,
        "acknowledgment",
        before="conditional_release_granted",
        sources="GK",
    ),
    Step(
        "ST15",
        "Hold the joint meeting before release.",
        "organisational",
        ("prison_case_manager", "probation_officer"),
        "release_meeting_held",
        release_meeting_held,
        _preparing,
        earliest_release - parameter("joint_meeting_lead"),
        "minute, and the person's copy",
        sources=("SEED:S82", "ASSUMPTION: three months before release"),
    ),
    Step(
        "ST19",
        "Make the first contact after release.",
        "mandatory",
        ("probation_officer", "continuity_liaison"),
        "first_contact_made",
        in_contact,
        during("supervision", *LEVELS),
        released_on + parameter("first_contact_time"),
        "contact note",
        sources=("SEED:S81", "ASSUMPTION: one working day"),
    ),
    Step(
        "ST24",
        "Examine by name, on the day, everything that can bar removal.",
        "statutory",
        ("removal_unit", "asylum_or_administrative_court"),
        "",
        nothing_bars,
        during("residence", "removal_preparation"),
        None,
        "check list by name",
        before="removed",
        sources=("SEEN:saadi", "SEEN:rd-app"),
    ),
    Step(
        "ST25",
        "Take reintegration up again after the reversal.",
        "organisational",
        ("case_conference_chair", "municipality"),
        "reintegration_resumed",
        reactivated,
        _limbo,
        fell_away_on + parameter("reactivation_time"),
        "timestamps",
        sources=("SEED:S10", "ASSUMPTION: fourteen days"),
    ),
    Step(
        "ST26",
        "Talk about the end of supervision and what is on offer then.",
        "voluntary",
        ("probation_officer", "continuity_liaison"),
        "aftercare_offered",
        aftercare_offered,
        during("supervision", *RUNNING),
        sentence_end - parameter("aftercare_lead"),
        "offer letter",
        sources=("SEED:S81", "ASSUMPTION: three months before the end"),
    ),
    Step(
        "ST27",
        "Talk over the closing with the person, who may take part, and say what is kept until when.",
        "organisational",
        ("case_conference_chair", "continuity_liaison"),
        "closure_reviewed",
        closure_reviewed,
        nothing_left & ~closed,
        free_since + parameter("closure_time"),
        "closure note",
        sources=("SEED:S81", "ASSUMPTION: thirty days"),
    ),
)
