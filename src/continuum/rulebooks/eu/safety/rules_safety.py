"""Rules on safety, and the step that prepares for it: GR-80 to GR-82, ST17."""

from __future__ import annotations

from continuum.guards import NEVER, parameter
from continuum.rulebook import DutyForm, Governs, Rule, Step
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.circle.asked import workers
from continuum.rulebooks.eu.continuity import earliest_release
from continuum.rulebooks.eu.legal import in_custody
from continuum.rulebooks.eu.phases import window_open
from continuum.rulebooks.eu.safety.flags import (
    contact_goes_on,
    protective_plan_made,
    reprisal_risk,
    safety_flag_reviewed,
    safety_talk_held,
    staff_measures_taken,
    staff_safety_flag,
)

__all__ = ["RULES", "STEPS"]

RULES = (
    Rule(
        "GR-80",
        "While a safety flag is in force nobody visits a home alone.",
        "Let a second worker come along, or meet at a safe place or by phone.",
        guard=~staff_safety_flag | workers.at_least(2),
        governs=Governs("home_visit_planned"),
        title="no lone home visit",
        sources=("SEED:S9", "SEED:S40"),
    ),
    Rule(
        "GR-80.2",
        "The service goes on: a contact that was called off is held elsewhere.",
        "Hold the contact at a safe place or by phone.",
        guard=NEVER,
        governs=Governs("home_visit_called_off"),
        then="owes",
        duty=DutyForm(
            "hold the contact at a safe place or by phone",
            "probation_officer",
            due=the_day + parameter("contact_moved_time"),
            met=contact_goes_on,
        ),
        title="safety never becomes abandonment",
        sources=("SEED:S9", "ASSUMPTION: two working days"),
    ),
    Rule(
        "GR-80.3",
        "A safety flag ends after ninety days at the latest, and a manager looks at it before.",
        "Look at the flag, and keep it until it ends or end it.",
        guard=NEVER,
        governs=Governs(("safety_flag_raised", "reprisal_risk_raised")),
        then="owes",
        duty=DutyForm(
            "look at the safety flag",
            "manager",
            due=the_day + parameter("safety_flag_review_time"),
            met=safety_flag_reviewed,
        ),
        title="flags are looked at",
        sources=("SEED:S9", "ASSUMPTION: ninety days, looked at within thirty"),
    ),
    Rule(
        "GR-80.4",
        "After a safety incident the service takes measures on its own side first.",
        "Take measures on the side of the service: place, second worker, calls, role code.",
        guard=NEVER,
        governs=Governs("safety_incident"),
        then="owes",
        duty=DutyForm(
            "take measures on the side of the service",
            "manager",
            due=the_day + parameter("staff_measures_time"),
            met=staff_measures_taken,
        ),
        title="the service first",
        sources=("SEED:S40", "ASSUMPTION: the next working day"),
    ),
    Rule(
        "GR-81",
        "Where reprisals threaten the person there is a protective plan and the address is masked.",
        "Make the protective plan with the police contact point.",
        guard=NEVER,
        governs=Governs("reprisal_risk_raised"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "make the protective plan and keep the address masked",
            "police_contact_point",
            due=the_day + parameter("protective_plan_time"),
            met=protective_plan_made,
            lapses=~reprisal_risk,
        ),
        title="protective plan",
        sources=("SEED:S39", "ASSUMPTION: the next working day"),
    ),
    Rule(
        "GR-81.2",
        "Before anybody in the community takes part, the person's safety is talked about.",
        "Hold the safety conversation.",
        guard=safety_talk_held,
        governs=Governs("community_engaged"),
        title="safety before contact",
        sources="SEED:S39",
    ),
    Rule(
        "GR-82",
        "Staff appear under a role code where a safety reason is recorded.",
        "Record the safety reason as a safety flag.",
        guard=staff_safety_flag,
        governs=Governs("role_code_assigned"),
        force="profile",
        title="role code",
        sources=("SEED:S40", "ASSUMPTION: a role code in place of the name"),
    ),
)

STEPS = (
    Step(
        "ST17",
        "Talk about safety: reprisals against the person, and safety of staff.",
        "organisational",
        ("continuity_liaison", "manager"),
        "safety_conversation_held",
        safety_talk_held,
        in_custody & window_open,
        earliest_release - parameter("safety_talk_lead"),
        "list of measures",
        sources=("SEED:S39", "SEED:S40", "ASSUMPTION: one month before release"),
    ),
)
