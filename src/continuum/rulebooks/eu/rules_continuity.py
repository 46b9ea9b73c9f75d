"""Rules on plans, handovers, the liaison, decisions and emergencies."""

from __future__ import annotations

from continuum.guards import NEVER, during, parameter
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import (
    human_actor,
    named_actor,
    reasons_given,
    remedy_given,
    the_day,
    tool_output_only,
)
from continuum.rulebooks.eu.asked import (
    life_in_danger,
    override_for,
    second_person_named,
    view_recorded,
)
from continuum.rulebooks.eu.continuity import H5, H7, H8, left_the_country
from continuum.rulebooks.eu.facts import (
    override_reviewed,
    release_meeting_held,
)

__all__ = ["RULES"]

RULES = (
    Rule(
        "GR-24",
        "A plan becomes active only with the person's view, or the choice to give none.",
        "Ask for the person's view, and record it or the choice to give none.",
        guard=view_recorded,
        governs=Governs("plan_opened"),
        precedence="rights",
        title="the person's view",
        sources="SEED:S66",
    ),
    Rule(
        "GR-30",
        "The lead changes by a handover that was accepted; until it is effective the sender answers.",
        "Let the receiver read and accept handover H5.",
        guard=H5.accepted
        | during("legal", "conditional_release", "escaped_or_unlawfully_at_large"),
        governs=Governs(("conditional_release_granted", "sentence_expired")),
        precedence="continuity",
        duty=DutyForm(
            "complete the handover from prison (H5, or H7 where no supervision follows)",
            "prison_case_manager",
            due=the_day + parameter("urgent_handover_time"),
            met=H5.effective | H7.effective,
            lapses=left_the_country,
        ),
        title="no hole between two leads",
        sources=("SEED:S13", "SEED:S54"),
    ),
    Rule(
        "GR-30.2",
        "Before supervision ends, aftercare has accepted what it takes over.",
        "Let the municipality read and accept handover H8.",
        guard=H8.accepted,
        governs=Governs("supervision_ended"),
        precedence="continuity",
        duty=DutyForm(
            "complete the handover to aftercare (H8)",
            "probation_officer",
            due=the_day + parameter("urgent_handover_time"),
            met=H8.effective,
        ),
        title="no hole after supervision",
        sources=("SEED:S81", "SEED:S13"),
    ),
    Rule(
        "GR-31",
        "Sender, receiver and the person, if wished, meet before the change where time allows.",
        "Hold the joint meeting.",
        guard=release_meeting_held
        | during("legal", "conditional_release", "escaped_or_unlawfully_at_large"),
        governs=Governs(("conditional_release_granted", "sentence_expired")),
        then="owes",
        force="profile",
        precedence="continuity",
        duty=DutyForm(
            "hold the joint meeting that should have come before release",
            "prison_case_manager",
            due=the_day + parameter("urgent_handover_time"),
            met=release_meeting_held,
            lapses=H5.effective | H7.effective | left_the_country,
        ),
        title="meet before the change",
        sources=("SEED:S82", "SEED:S67", "ASSUMPTION: three months before release"),
    ),
    Rule(
        "GR-90",
        "Whatever takes something from the person is decided by a named human with own reasons.",
        "Let a named human decide and give reasons beyond what a tool says.",
        guard=human_actor & named_actor & reasons_given & ~tool_output_only,
        governs=Governs(adverse=True),
        precedence="rights",
        title="a human decides",
        sources="GK: LED art 11, GDPR art 22",
    ),
    Rule(
        "GR-92",
        "Every decision against the person says how to challenge it.",
        "Name the remedy, the forum and the deadline.",
        guard=remedy_given,
        governs=Governs(adverse=True),
        precedence="rights",
        title="remedy",
        sources="ASSUMPTION: design rule on contestability",
    ),
    Rule(
        "GR-93",
        "The person gets a plain explanation of every such decision, in a language understood.",
        "Explain the decision in plain words.",
        guard=NEVER,
        governs=Governs(
            (
                "condition_imposed",
                "administrative_measure_imposed",
                "administrative_measure_renewed",
                "post_sentence_supervision_ordered",
                "supervision_started",
                "supervision_renewed",
                "suspended_sentence_activated",
                "recall_decided",
                "recall_confirmed",
            )
        ),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "explain the decision to the person in plain words, in a language understood",
            "probation_officer",
            due=the_day + parameter("explanation_time"),
        ),
        title="plain explanation",
        sources="ASSUMPTION: design rule on explanation",
    ),
    Rule(
        "GR-96",
        "An emergency override saves a life and nothing else; it never removes or holds anybody.",
        "Name a second person and the danger to life; removal and custody have their own rules.",
        guard=life_in_danger
        & second_person_named
        & human_actor
        & named_actor
        & reasons_given
        & override_for.is_in("medical_emergency", "imminent_violence", "fire_or_disaster"),
        governs=Governs("emergency_override"),
        precedence="life",
        title="emergency override",
        sources="ASSUMPTION: design rule on emergencies",
    ),
    Rule(
        "GR-96.2",
        "Every emergency override is reviewed, whoever used it.",
        "Review the override.",
        guard=NEVER,
        governs=Governs("emergency_override"),
        then="owes",
        precedence="life",
        duty=DutyForm(
            "review the emergency override",
            "manager",
            due=the_day + parameter("override_review_time"),
            met=override_reviewed,
        ),
        title="review of an override",
        sources="ASSUMPTION: automatic review",
    ),
)
