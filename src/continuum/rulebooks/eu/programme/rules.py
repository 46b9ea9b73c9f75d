"""Rules on programme work: consent, declining, reporting, and what an offer must say."""

from __future__ import annotations

from continuum.guards import NEVER, during, parameter
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import view_recorded
from continuum.rulebooks.eu.continuity import closed
from continuum.rulebooks.eu.programme.consents import (
    consents_to_programme,
    consents_to_reporting,
)
from continuum.rulebooks.eu.programme.work import (
    beyond_attendance,
    language_understood,
    module_evidence_asked,
    offers_made,
    reporting_agreement_shown,
    who_pays_said,
)

__all__ = [
    "RULES",
]

RULES = (
    Rule(
        "GR-20.3",
        "Programme work begins and goes on only with the person's consent to it.",
        "Ask the person, who is free to decline.",
        guard=consents_to_programme,
        governs=Governs(
            ("programme_started", "programme_resumed", "module_started", "transition_started")
        ),
        precedence="rights",
        title="consent to the programme",
        sources=("SEED:S36", "SEED:S28"),
    ),
    Rule(
        "GR-20.4",
        "An offer is in a language the person understands, and says who pays.",
        "Say it in the person's language, and say who pays.",
        guard=language_understood & who_pays_said,
        governs=Governs("offer_explained"),
        precedence="rights",
        title="an offer one can understand",
        sources=("SEED:S36", "ASSUMPTION: what an offer says"),
    ),
    Rule(
        "GR-21.3",
        "Whoever declined or left is offered the programme again later.",
        "Offer the programme again.",
        guard=NEVER,
        governs=Governs(("programme_declined", "programme_left")),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "offer the programme again, in writing",
            "ddr_practitioner",
            due=the_day + parameter("offer_again_time"),
            met=~during("ddr", "declined", "withdrawn"),
            lapses=closed,
        ),
        title="the door stays open",
        sources=("SEED:S36", "ASSUMPTION: after six months"),
    ),
    Rule(
        "GR-23",
        "What staff report is fixed in an agreement that the person sees before the first session.",
        "Show the person the reporting agreement.",
        guard=reporting_agreement_shown,
        governs=Governs("programme_started"),
        precedence="rights",
        title="reporting agreement first",
        sources=("SEED:S27",),
    ),
    Rule(
        "GR-23.2",
        "Programme staff report attendance only, unless the person consents to more.",
        "Leave it at attendance, or ask the person for consent to the reporting.",
        guard=~beyond_attendance | consents_to_reporting,
        governs=Governs("reporting_agreement_shown"),
        precedence="rights",
        title="attendance only",
        sources=("SEED:S27",),
    ),
    Rule(
        "GR-24.2",
        "A programme is agreed only with the person's view, or the choice to give none.",
        "Ask for the person's view, and record it or the choice to give none.",
        guard=view_recorded,
        governs=Governs("programme_agreed"),
        precedence="rights",
        title="the person's view on the programme",
        sources="SEED:S66",
    ),
    Rule(
        "S34",
        "A module that is used should have something known of its effect.",
        "Register what is known: practice, an evaluation or a systematic review.",
        guard=module_evidence_asked.is_in("practice", "evaluation", "systematic_review"),
        governs=Governs("module_started"),
        then="warns",
        title="evidence for a module",
        sources="SEED:S34",
    ),
    Rule(
        "S33",
        "A measure after the sentence rests on weak ground where nothing was offered before.",
        "Offer the programme in writing while there is time.",
        guard=offers_made.at_least(1),
        governs=Governs("post_sentence_supervision_ordered"),
        then="warns",
        precedence="rights",
        title="something was offered",
        sources=("SEEN:fr-mjp", "SEED:S33"),
    ),
)
