"""The kinds of information, what of a case belongs to each, and who has it by their own work."""

from __future__ import annotations

from typing import Final

from continuum.rulebook import Category

__all__ = ["CATEGORIES", "CATEGORY_NAMES", "SPECIAL"]

_PRISON = ("prison_case_manager", "incoming_case_manager", "prison_governor", "assessment_unit")
_COURTS = ("sentence_court", "prosecutor")
_HEALTH = ("clinician", "community_clinician")
_LIAISON = ("continuity_liaison", "incoming_liaison")
_LISTED = "ASSUMPTION: who has it follows from who may tell it"

CATEGORIES: Final[tuple[Category, ...]] = (
    Category(
        "identity_and_contact",
        "identity and contact",
        "I01",
        holders=(
            *_PRISON,
            *_COURTS,
            *_HEALTH,
            *_LIAISON,
            "probation_officer",
            "municipality",
            "immigration_case_officer",
            "removal_unit",
            "ddr_practitioner",
            "case_conference_chair",
        ),
        sources=("SEED:S20", _LISTED),
    ),
    Category(
        "legal_status",
        "legal status, dates and conditions",
        "I02",
        facts=(
            "sentence_start",
            "term",
            "conviction_stands",
            "interruption_decided",
            "conditions_explained",
            "released_on",
        ),
        registers=("titles", "conditions", "measures"),
        regions=("legal", "supervision"),
        holders=(*_PRISON, *_COURTS, "probation_officer", "executing_state_authority"),
        sources=("SEED:S20", _LISTED),
    ),
    Category(
        "conduct_facts",
        "conduct in custody or supervision, facts only",
        "I03",
        facts=("condition_breached", "heard", "breach_alleged_on"),
        holders=(*_PRISON, "probation_officer"),
        sources=("SEED:S20", _LISTED),
    ),
    Category(
        "plan_and_goals",
        "plan and goals",
        "I04",
        facts=("release_meeting_held", "in_contact", "support_refused", "liaison_change_since"),
        registers=("plans", "consents"),
        regions=("continuity",),
        holders=(*_PRISON, *_LIAISON, "probation_officer", "case_conference_chair"),
        sources=("SEED:S66", _LISTED),
    ),
    Category(
        "ddr_attendance",
        "attendance in the programme",
        "I05",
        facts=("coaching", "programme_offered", "offer_withheld"),
        holders=("ddr_practitioner",),
        sources=("SEED:S27", _LISTED),
    ),
    Category(
        "ddr_content",
        "content of the programme",
        "I06",
        holders=("ddr_practitioner",),
        sources=("SEED:S27", _LISTED),
    ),
    Category(
        "health_content",
        "health content",
        "I07",
        holders=_HEALTH,
        special=True,
        sources=("SEED:S20", "GK: GDPR art 9"),
    ),
    Category(
        "health_function_summary",
        "what support is needed, without a diagnosis",
        "I08",
        facts=("fit_to_travel",),
        holders=_HEALTH,
        special=True,
        sources=("SEED:S20", "GK: GDPR art 9"),
    ),
    Category(
        "online_life",
        "online life",
        "I09",
        holders=("intelligence_service",),
        sources=("SEED:S37", _LISTED),
    ),
    Category(
        "professional_assessment",
        "professional assessment with its author",
        "I10",
        registers=("assessments",),
        holders=(*_PRISON, "probation_officer"),
        sources=("SEED:S20", _LISTED),
    ),
    Category(
        "intelligence_statement",
        "statement derived from intelligence",
        "I11",
        holders=("intelligence_service",),
        sources=("SEED:S20", _LISTED),
    ),
    Category("family_data", "data of the family", "I12", sources=("SEED:S4", _LISTED)),
    Category(
        "child_data",
        "data of a child",
        "I13",
        facts=("child_affected", "best_interests_assessed"),
        holders=("child_protection_service",),
        sources=("GK: child law", _LISTED),
    ),
    Category(
        "victim_data",
        "data of a victim",
        "I14",
        holders=("victim_service",),
        sources=("SEEN:vic-6", _LISTED),
    ),
    Category(
        "residence_file",
        "residence, asylum and removal file",
        "I15",
        facts=(
            "third_country_national",
            "holds_nationality",
            "would_be_stateless",
            "return_decision_in_force",
            "entry_ban",
            "appeal_open",
            "suspensive_effect",
            "remedy_deadline",
            "asylum_pending",
            "rule39_in_force",
            "refoulement_bar",
            "removal_planned_for",
            "removal_unit_told",
            "travel_document",
            "acceptance_by_receiving_state",
            "voluntary_until",
            "reasonable_prospect",
            "lawyer_engaged",
        ),
        regions=("residence",),
        holders=(
            "immigration_case_officer",
            "removal_unit",
            "asylum_or_administrative_court",
            "european_court_of_human_rights",
        ),
        sources=("SEED:S7", _LISTED),
    ),
    Category(
        "safety_alert_for_person",
        "alert that others are a danger to the person",
        "I16",
        holders=("police_contact_point",),
        sources=("SEED:S39", _LISTED),
    ),
    Category(
        "safety_alert_for_others",
        "alert on a danger to staff or third parties",
        "I17",
        holders=("manager",),
        sources=("SEED:S40", _LISTED),
    ),
    Category(
        "religion_belief_opinion",
        "religion, belief and political opinion",
        "I18",
        special=True,
        sources=("SEED:S17", "GK: GDPR art 9"),
    ),
    Category(
        "aggregated_data",
        "data of many people taken together",
        "I19",
        sources=("SEED:S34", _LISTED),
    ),
)
"""Each kind of information, in the order of its code."""

CATEGORY_NAMES: Final = tuple(category.name for category in CATEGORIES)
"""The names of the categories."""

SPECIAL: Final = tuple(category.name for category in CATEGORIES if category.special)
"""Those whose data are of a special category: health, belief."""
