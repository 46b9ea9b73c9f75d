"""Rules on return, removal, detention for removal, and the reversal (GR-50 to GR-58)."""

from __future__ import annotations

from continuum.guards import NEVER, Known, during, parameter
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import reasons_given, remedy_given, the_day
from continuum.rulebooks.eu.asked import (
    because,
    detention_ground,
    extension_ground,
    individual_reasons,
    less_coercive_considered,
    prospect_stated,
    refusal_ground,
)
from continuum.rulebooks.eu.facts import (
    acceptance_by_receiving_state,
    appeal_open,
    asylum_pending,
    best_interests_assessed,
    child_affected,
    conference_told,
    decision_explained,
    detention_reviewed,
    fit_to_travel,
    interruption_decided,
    lawyer_engaged,
    linked_pathway,
    reactivated,
    reasonable_prospect,
    refoulement_bar,
    remedy_deadline,
    removal_planned_for,
    removal_unit_told,
    rule39_in_force,
    suspensive_effect,
    travel_document,
)
from continuum.rulebooks.eu.legal import in_custody
from continuum.rulebooks.eu.registers import (
    detention_days_asked,
    detention_title,
    leave_plan,
    minimum_plan,
    stay_plan,
)
from continuum.rulebooks.eu.residence import settled

__all__ = ["RULES", "nothing_bars", "nothing_national_bars"]

_not_suspended = (
    (~appeal_open | suspensive_effect.is_in("none")) & ~asylum_pending & ~rule39_in_force
)

nothing_bars = (
    _not_suspended
    & refoulement_bar.is_in("none")
    & fit_to_travel
    & travel_document
    & acceptance_by_receiving_state
)
nothing_national_bars = remedy_deadline.reached() & (~child_affected | best_interests_assessed)

_WITHOUT_STAY = ("no_lawful_stay_established", "status_withdrawn")
_AGAINST_STAY = (
    "status_withdrawal_proposed",
    "status_withdrawn",
    "return_decision_issued",
    "entry_ban_set",
    "voluntary_period_refused",
    "asylum_refused",
    "refoulement_bar_ended",
)

RULES = (
    Rule(
        "GR-50",
        "No return decision where refoulement bars removal for good.",
        "Examine refoulement first; while a bar stands without end, no return decision is possible.",
        guard=~refoulement_bar.is_in("indefinite"),
        governs=Governs("return_decision_issued"),
        precedence="refoulement",
        title="no decision to return into danger",
        sources="SEEN:cjeu-663",
    ),
    Rule(
        "GR-51",
        "Nobody is removed while a suspensive appeal, an asylum claim, an interim measure or a bar of "
        "refoulement stands, or without fitness, travel document and acceptance on the day.",
        "Every bar must have ended and every check be recorded for the day; nobody can set this aside.",
        guard=nothing_bars,
        governs=Governs("removed", enters="residence.removed"),
        precedence="refoulement",
        title="no removal while a bar stands",
        sources=("SEEN:saadi", "SEEN:echr39", "GK: arts 8, 9 and 13 Return Directive, art 3 ECHR"),
    ),
    Rule(
        "GR-51.2",
        "Nobody is removed before the time for a remedy has passed and the best interests of a child "
        "who is directly affected were assessed.",
        "Wait for the end of the time for a remedy; let the child-protection service assess.",
        guard=nothing_national_bars,
        governs=Governs("removed"),
        force="profile",
        precedence="refoulement",
        title="remedy period and children",
        sources="GK: arts 5 and 13 Return Directive",
    ),
    Rule(
        "GR-52",
        "Detention is for removal only: a lawful ground, a reasonable prospect, nothing less coercive "
        "that would do, and no longer than the cap; never for public order alone.",
        "Give a ground of the law and the prospect of removal, show why less would not do, and stay "
        "under the cap.",
        guard=detention_ground.is_in(parameter("detention_grounds"))
        & prospect_stated
        & less_coercive_considered
        & (
            detention_days_asked.at_most(parameter("detention_days_max"))
            | (
                extension_ground
                & detention_days_asked.at_most(parameter("detention_days_max_extended"))
            )
        ),
        governs=Governs(("pre_removal_detention_ordered", "detention_renewed")),
        precedence="rights",
        title="detention for removal only",
        sources=("SEEN:rd-det", "SEEN:rd-app", "SEEN:cjeu-357", "GK: art 15 Return Directive"),
    ),
    Rule(
        "GR-52.2",
        "A judge looks at detention for removal within days.",
        "Bring the detention before the judge.",
        guard=NEVER,
        governs=Governs(("pre_removal_detention_ordered", "detention_renewed")),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "review the detention, its prospect and what would be less coercive",
            "asylum_or_administrative_court",
            due=the_day + parameter("detention_review_time"),
            met=detention_reviewed,
        ),
        title="review by a judge",
        sources=("GK: art 15(2) Return Directive", "ASSUMPTION: fourteen days"),
    ),
    Rule(
        "GR-52.3",
        "Removal is suspended at present, so detention for removal stands on thin ground.",
        "Wait until removal is no longer suspended, or choose something less coercive.",
        guard=_not_suspended,
        governs=Governs(("pre_removal_detention_ordered", "detention_renewed")),
        then="warns",
        precedence="rights",
        title="detained while suspended",
        sources="GK: art 15(4) Return Directive",
    ),
    Rule(
        "GR-52.4",
        "Without a title or a reasonable prospect of removal, detention for removal ends at once.",
        "Release the person today.",
        guard=during("legal", "immigration_detention")
        & (~detention_title | (Known(reasonable_prospect) & ~reasonable_prospect)),
        governs=Governs("detention_ended"),
        then="demands",
        precedence="liberty",
        title="release when the prospect is gone",
        sources="GK: art 15(4) Return Directive",
    ),
    Rule(
        "GR-53",
        "While it is open whether the person stays, nothing is refused or closed on the forecast that "
        "the person will be deported.",
        "Wait until departure is confirmed or stay is granted, or give another reason that is true.",
        guard=settled | ~because.is_in("will_be_deported"),
        governs=Governs(
            (
                "programme_withheld",
                "programme_ended",
                "stay_plan_closed",
                "leave_plan_closed",
                "pathway_closed",
            )
        ),
        title="nothing closes on a forecast",
        sources=("SEED:S7", "SEED:S10", "SEED:S64"),
    ),
    Rule(
        "GR-53.2",
        "While it is open whether the person stays, a plan for staying and one for leaving both live.",
        "Open both plans.",
        guard=stay_plan & leave_plan,
        governs=Governs((*_WITHOUT_STAY, "return_decision_issued")),
        then="owes",
        duty=DutyForm(
            "keep both a plan for staying and a plan for leaving live",
            "case_conference_chair",
            due=the_day + parameter("two_plans_time"),
            met=stay_plan & leave_plan,
            lapses=settled,
        ),
        title="two plans while it is open",
        sources=("SEED:S7", "SEED:S8", "ASSUMPTION: within 120 days"),
    ),
    Rule(
        "GR-54",
        "When removal falls away, reintegration is taken up again within days.",
        "Tell the case conference, review the plan, and bring in the municipality.",
        guard=NEVER,
        governs=Governs(("removal_prospect_lost", "regularised", "asylum_granted")),
        then="owes",
        force="profile",
        duty=(
            DutyForm(
                "tell the case conference that removal has fallen away",
                "immigration_case_officer",
                due=the_day + parameter("reactivation_notice"),
                met=conference_told,
            ),
            DutyForm(
                "review the plan and make contact with the municipality",
                "case_conference_chair",
                due=the_day + parameter("reactivation_time"),
                met=reactivated,
            ),
        ),
        title="the reversal",
        sources=(
            "SEED:S10",
            "SEEN:nl-insp22",
            "SEEN:nl-arn",
            "ASSUMPTION: 2 working days, 14 days",
        ),
    ),
    Rule(
        "GR-55",
        "A period for voluntary departure is the default; less needs a ground of the law that is shown "
        "for this person.",
        "Grant the period, or show one of the grounds from this person's own conduct.",
        guard=refusal_ground.is_in(parameter("voluntary_departure_refusal_grounds"))
        & individual_reasons,
        governs=Governs("voluntary_period_refused"),
        force="profile",
        title="voluntary departure first",
        sources="SEEN:rd-sum",
    ),
    Rule(
        "GR-56",
        "A sentence is interrupted for departure only by decision, and only by departure itself.",
        "Let the court decide to interrupt the sentence, or wait for its end.",
        guard=~in_custody | interruption_decided,
        governs=Governs("removed"),
        precedence="rights",
        title="interruption by departure",
        sources=("SEEN:nl-sob", "SEEN:de-456a"),
    ),
    Rule(
        "GR-57",
        "Decisions against stay are in writing, about this person, and say how to challenge them.",
        "Give written reasons about this person's own case, and name remedy, forum and deadline.",
        guard=reasons_given & remedy_given & individual_reasons,
        governs=Governs(_AGAINST_STAY),
        precedence="rights",
        title="written, individual, contestable",
        sources="GK: art 12 Return Directive",
    ),
    Rule(
        "GR-57.2",
        "Decisions against stay are explained in a language understood, with a lawyer informed.",
        "Explain the decision and inform the lawyer.",
        guard=NEVER,
        governs=Governs(_AGAINST_STAY),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "explain the decision, its reasons and the remedy in a language understood; inform the "
            "lawyer",
            "immigration_case_officer",
            due=the_day + parameter("explanation_time"),
            met=decision_explained,
        ),
        title="explained and with a lawyer",
        sources=("GK: art 12 Return Directive", "ASSUMPTION: a week"),
    ),
    Rule(
        "GR-58",
        "Nobody is refused the minimum for want of status: shelter, urgent care, papers, contact, and "
        "schooling for children.",
        "Give the support; status is no ground to refuse the minimum.",
        guard=~because.is_in("no_status", "will_be_deported"),
        governs=Governs("support_refused"),
        title="the minimum is for everybody",
        sources=("SEED:S64", "SEEN:rd-app", "GK: art 14 Return Directive"),
    ),
    Rule(
        "GR-58.2",
        "Somebody without a right to stay, or whose removal is postponed, has a lawyer and a minimum "
        "plan.",
        "Bring in a lawyer and make the minimum plan.",
        guard=lawyer_engaged & minimum_plan,
        governs=Governs((*_WITHOUT_STAY, "removal_postponed", "removal_prospect_lost")),
        then="owes",
        duty=(
            DutyForm(
                "bring in a lawyer",
                "immigration_case_officer",
                due=the_day + parameter("minimum_plan_time"),
                met=lawyer_engaged,
            ),
            DutyForm(
                "make the minimum plan: papers, health file, family contact, safety, urgent care",
                "prison_case_manager",
                due=the_day + parameter("minimum_plan_time"),
                met=minimum_plan,
            ),
        ),
        title="minimum plan",
        sources=("SEED:S64", "SEEN:rd-app", "ASSUMPTION: thirty days"),
    ),
    Rule(
        "R10",
        "An interim measure is requested while a removal is planned: hold still and ask.",
        "Take the planned removal off the calendar until the court has answered.",
        guard=~Known(removal_planned_for),
        governs=Governs("rule39_requested"),
        then="warns",
        precedence="refoulement",
        title="request on the eve of removal",
        sources=("SEEN:echr39", "GK: Rules of Court"),
    ),
    Rule(
        "R10.2",
        "The removal unit learns of a requested interim measure on the same day.",
        "Tell the removal unit today.",
        guard=NEVER,
        governs=Governs("rule39_requested"),
        then="owes",
        precedence="refoulement",
        duty=DutyForm(
            "tell the removal unit today that an interim measure is requested",
            "immigration_case_officer",
            due=the_day,
            met=removal_unit_told,
        ),
        title="tell the removal unit",
        sources=("SEEN:echr39", "GK: Rules of Court"),
    ),
    Rule(
        "R24",
        "Found again after exit, the person has a pathway there; data follow only a lawful request, "
        "and nothing is presumed.",
        "Open a linked pathway where the person is; answer lawful requests and no others.",
        guard=NEVER,
        governs=Governs("returned"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "open a linked pathway where the person was found, and pass data only on lawful request",
            "case_conference_chair",
            due=the_day + parameter("reactivation_time"),
            met=linked_pathway,
        ),
        title="found again",
        sources=("SEEN:nl-sob", "ASSUMPTION: fourteen days"),
    ),
)
