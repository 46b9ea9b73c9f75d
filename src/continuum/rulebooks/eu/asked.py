"""What the events of the EU baseline ask of a request, beside the standard words."""

from __future__ import annotations

from continuum.guards import Choice, Day, Flag, Number

__all__ = [
    "apart_from_adults",
    "appeal_outcome",
    "arguable_claim",
    "ban_years",
    "bar_duration",
    "because",
    "condition_asked",
    "consent_or_exception",
    "counts_from",
    "detention_ground",
    "extension_days",
    "extension_ground",
    "individual_reasons",
    "less_coercive_considered",
    "life_in_danger",
    "monitor_recorded",
    "opinion_recorded",
    "override_for",
    "plan_asked",
    "planned_for",
    "prospect_now",
    "prospect_stated",
    "refusal_ground",
    "rehabilitation_reason",
    "remedy_until",
    "second_person_named",
    "serious_threat",
    "status_given",
    "strictly_necessary",
    "support_was_offered",
    "suspension",
    "term_in_months",
    "title_from",
    "title_until",
    "treatment_agreed",
    "view_recorded",
    "voluntary_days",
]

title_from = Day("title_from", title="the first day of the title", of="request")
title_until = Day(
    "title_until", title="the first day on which the title no longer holds", of="request"
)
counts_from = Day("counts_from", title="the day from which the sentence counts", of="request")
term_in_months = Number(
    "term_in_months", title="the term of the sentence", of="request", low=1, high=600, unit="months"
)
condition_asked = Choice(
    "condition_asked",
    title="what the condition asks",
    of="request",
    options=("reporting", "residence", "contact_ban", "area_ban", "curfew", "treatment"),
)
opinion_recorded = Flag(
    "opinion_recorded", title="the person's opinion on the transfer is recorded", of="request"
)
consent_or_exception = Flag(
    "consent_or_exception", title="the person consents, or a listed exception applies", of="request"
)
rehabilitation_reason = Flag(
    "rehabilitation_reason", title="it is said how the transfer serves rehabilitation", of="request"
)
individual_reasons = Flag(
    "individual_reasons", title="the reasons concern this person's own conduct", of="request"
)
remedy_until = Day("remedy_until", title="the first day after the time for a remedy", of="request")
ban_years = Number(
    "ban_years", title="the length of the entry ban", of="request", low=1, high=50, unit="years"
)
serious_threat = Flag("serious_threat", title="a serious threat is established", of="request")
suspension = Choice(
    "suspension",
    title="whether the appeal suspends removal",
    of="request",
    options=("automatic", "granted", "none"),
)
appeal_outcome = Choice(
    "appeal_outcome",
    title="what the court decided",
    of="request",
    options=("stay_restored", "decision_annulled"),
)
bar_duration = Choice(
    "bar_duration",
    title="how long refoulement bars removal",
    of="request",
    options=("until_review", "indefinite"),
)
planned_for = Day("planned_for", title="the day planned for removal", of="request")
voluntary_days = Number(
    "voluntary_days",
    title="days given for voluntary departure",
    of="request",
    low=0,
    high=365,
    unit="days",
)
extension_days = Number(
    "extension_days",
    title="days added for voluntary departure",
    of="request",
    low=1,
    high=365,
    unit="days",
)
refusal_ground = Choice(
    "refusal_ground",
    title="the ground for giving no time, or less",
    of="request",
    options=(
        "absconding_risk",
        "abusive_application",
        "public_policy_or_security",
        "conviction_alone",
        "other",
    ),
)
detention_ground = Choice(
    "detention_ground",
    title="the ground for detention",
    of="request",
    options=("absconding_risk", "hampers_return", "public_order", "conviction", "other"),
)
prospect_stated = Flag(
    "prospect_stated", title="a reasonable prospect of removal is stated", of="request"
)
prospect_now = Flag("prospect_now", title="removal still has a reasonable prospect", of="request")
less_coercive_considered = Flag(
    "less_coercive_considered",
    title="less coercive means were considered and do not suffice",
    of="request",
)
extension_ground = Flag(
    "extension_ground",
    title="the person does not cooperate, or papers from a third country are late",
    of="request",
)
status_given = Choice(
    "status_given",
    title="the status given when removal has no prospect",
    of="request",
    options=("none", "tolerated"),
)
monitor_recorded = Flag(
    "monitor_recorded", title="the monitor of forced returns is recorded", of="request"
)
plan_asked = Choice(
    "plan_asked",
    title="what the plan is for",
    of="request",
    options=("release", "stay", "leave", "minimum"),
)
view_recorded = Flag(
    "view_recorded",
    title="the person's view, or the choice to give none, is recorded",
    of="request",
)
because = Choice(
    "because",
    title="the reason that is given",
    of="request",
    options=(
        "will_be_deported",
        "no_status",
        "goals_reached",
        "person_declined",
        "no_provider",
        "has_left",
        "new_arrest",
        "other",
    ),
)
second_person_named = Flag(
    "second_person_named", title="a second person is named beside the one who acts", of="request"
)
life_in_danger = Flag("life_in_danger", title="a life is in danger", of="request")
override_for = Choice(
    "override_for",
    title="what the override is for",
    of="request",
    options=(
        "medical_emergency",
        "imminent_violence",
        "fire_or_disaster",
        "removal",
        "longer_custody",
    ),
)
strictly_necessary = Flag(
    "strictly_necessary", title="nothing less would do, and it is said why", of="request"
)
support_was_offered = Flag(
    "support_was_offered",
    title="the person could benefit from reintegration support during the sentence",
    of="request",
)
treatment_agreed = Flag(
    "treatment_agreed", title="the person agrees to the treatment", of="request"
)
apart_from_adults = Flag("apart_from_adults", title="the place is apart from adults", of="request")
arguable_claim = Flag(
    "arguable_claim",
    title="it can be argued that removal leads to torture or ill-treatment",
    of="request",
)
