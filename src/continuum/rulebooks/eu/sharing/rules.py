"""The rules on passing something on, beside those that the table itself brings."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, Flag, Known, parameter
from continuum.rulebook import DutyForm, Exemption, Governs, Rule
from continuum.rulebook.request import ACTING_ROLE, named_actor, the_day
from continuum.rulebooks.eu.facts import asylum_pending
from continuum.rulebooks.eu.safety.flags import reprisal_risk
from continuum.rulebooks.eu.sharing.agreements import AGREED
from continuum.rulebooks.eu.sharing.asked import (
    address_left_out,
    basis,
    bridge_law_named,
    category,
    danger_specific_serious_imminent,
    data_subject,
    item,
    lawyer_informed,
    minimum_only,
    originator_agrees,
    purpose_for,
    recipient,
    separate_request,
    strict_need_noted,
    telling_raises_danger,
)
from continuum.rulebooks.eu.sharing.assessments import assessment_in_force
from continuum.rulebooks.eu.sharing.categories import ADDRESS_KNOWN_TO, SPECIAL
from continuum.rulebooks.eu.sharing.letters import consents_to_disclosure
from continuum.rulebooks.roles import ROLES

__all__ = ["DERIVED", "GDPR", "LED", "RULES", "warning_untold"]

LED: Final = (
    "prison_case_manager",
    "incoming_case_manager",
    "assessment_unit",
    "prison_governor",
    "probation_officer",
    "sentence_court",
    "prosecutor",
    "police_contact_point",
    "investigator",
)
"""Who works under the directive for law enforcement: authorities that execute penalties."""

GDPR: Final = (
    "municipality",
    "continuity_liaison",
    "incoming_liaison",
    "clinician",
    "community_clinician",
    "ddr_practitioner",
    "child_protection_service",
    "victim_service",
    "community_actor",
)
"""Who works under the general regulation: municipality, civil society, health, schooling."""

_acting = Choice(
    ACTING_ROLE,
    title="the role of whoever acts",
    of="request",
    options=tuple(role.name for role in ROLES),
)
_warning = basis.is_in("duty_to_warn")
_to_warn = Exemption(
    "duty to warn",
    _warning & danger_specific_serious_imminent & minimum_only,
    sources="ASSUMPTION: duty to warn stands above what would close the way",
)
_abroad = recipient.is_in("receiving_state_authority")
_document = (
    category.is_in("identity_and_contact")
    & purpose_for.is_in("return_travel_document")
    & lawyer_informed
)
_care = category.is_in("health_function_summary") & purpose_for.is_in("care")

warning_untold = Flag(
    "warning_untold",
    title="a warning was given of which the person was not told",
    derived=AnyInForce("disclosures", {"basis": "duty_to_warn"}),
)
DERIVED = (warning_untold,)

RULES = (
    Rule(
        "GR-33",
        "Health content travels from clinician to clinician; others get a summary of what support "
        "is needed.",
        "Let a clinician send it, or pass on only what support is needed.",
        guard=~category.is_in("health_content")
        | _acting.is_in("clinician", "community_clinician")
        | recipient.is_in("person"),
        governs=Governs("disclose"),
        precedence="rights",
        title="clinician to clinician",
        sources=("SEED:S20", "SEED:S19"),
    ),
    Rule(
        "GR-40.7",
        "What leaves the regime of law enforcement for another purpose needs a law that says so.",
        "Name the law that lets it pass from one regime to the other.",
        guard=~(_acting.is_in(*LED) & recipient.is_in(*GDPR)) | bridge_law_named,
        governs=Governs("disclose"),
        precedence="rights",
        exemptions=(_to_warn,),
        title="a law between two regimes",
        sources=("GK: LED art 9(1)", "GK: GDPR art 10"),
    ),
    Rule(
        "GR-40.8",
        "Whoever relies on an agreement has one in force for this purpose.",
        "Make the agreement, or review the one that has run out.",
        guard=~basis.is_in("agreement") | AGREED,
        governs=Governs("disclose"),
        precedence="rights",
        title="an agreement in force",
        sources="SEED:S41",
    ),
    Rule(
        "GR-40.9",
        "Without consent, a named human decides to pass something on.",
        "Name who decides it, or ask the person for consent.",
        guard=basis.is_in("consent") | named_actor,
        governs=Governs("disclose"),
        precedence="rights",
        title="somebody decides it",
        sources="ASSUMPTION: disclosure without consent takes something from the person",
    ),
    Rule(
        "GR-41.2",
        "An assessment that has run out is not passed on.",
        "Attach a new one, with its author, its date and the day on which it runs out.",
        guard=~category.is_in("professional_assessment")
        | assessment_in_force
        | recipient.is_in("person"),
        governs=Governs("disclose"),
        precedence="rights",
        title="no stale assessment",
        sources="ASSUMPTION: each assessment runs out",
    ),
    Rule(
        "GR-42",
        "It is said whom the information is about.",
        "Say whether it is about a suspect, a convicted person, a victim, a relative or a child.",
        guard=Known(data_subject)
        & (~category.is_in("family_data") | data_subject.is_in("family"))
        & (~category.is_in("child_data") | data_subject.is_in("child"))
        & (~category.is_in("victim_data") | data_subject.is_in("victim")),
        governs=Governs("disclose"),
        precedence="rights",
        title="whom it is about",
        sources="GK: LED art 6",
    ),
    Rule(
        "GR-43",
        "Data on health, belief or opinion are passed on only when strictly necessary.",
        "Note why it is strictly necessary, or leave it out.",
        guard=~category.is_in(*SPECIAL) | strict_need_noted | recipient.is_in("person"),
        governs=Governs("disclose"),
        precedence="rights",
        title="special categories",
        sources=("GK: LED art 10", "GK: GDPR art 9"),
    ),
    Rule(
        "GR-44",
        "What was shared for reintegration is not used to investigate a case.",
        "Let the investigator make a separate lawful request to the original holder.",
        guard=~purpose_for.is_in("investigation")
        | (recipient.is_in("investigator") & separate_request & ~item.is_in("received")),
        governs=Governs("disclose"),
        force="profile",
        precedence="rights",
        title="not for investigating",
        sources=("SEEN:dk-115", "ASSUMPTION: elsewhere by default"),
    ),
    Rule(
        "GR-45",
        "A warning is given of a specific, serious and imminent danger only, and tells the least.",
        "Say which danger it is and leave out what does not avert it.",
        guard=~_warning | (danger_specific_serious_imminent & minimum_only),
        governs=Governs("disclose"),
        precedence="life",
        title="duty to warn",
        sources="ASSUMPTION: duty to warn",
    ),
    Rule(
        "GR-45.2",
        "The person is told of a warning afterwards, unless that raises the danger.",
        "Tell the person what was passed on, to whom and why.",
        guard=~_warning | telling_raises_danger,
        governs=Governs("disclose"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "tell the person what was passed on to avert the danger",
            "continuity_liaison",
            due=the_day + parameter("warning_told_time"),
            met=~warning_untold,
        ),
        title="told afterwards",
        sources="ASSUMPTION: duty to warn",
    ),
    Rule(
        "GR-46",
        "What was received is not passed on without the leave of whoever it came from.",
        "Ask the originator, or let the originator pass it on.",
        guard=~item.is_in("received") | originator_agrees,
        governs=Governs("disclose"),
        precedence="rights",
        exemptions=(_to_warn,),
        title="the originator decides",
        sources="ASSUMPTION: originator control",
    ),
    Rule(
        "GR-47",
        "The country of origin gets the identity data for a travel document, and nothing else.",
        "Send identity data only, once the lawyer knows and no asylum application is pending; let "
        "the person send what is their own.",
        guard=~_abroad | ((_document | _care) & ~asylum_pending),
        governs=Governs("disclose"),
        precedence="rights",
        title="the country of origin",
        sources=("SEED:S9", "ASSUMPTION: identity for the travel document only"),
    ),
    Rule(
        "GR-47.2",
        "Nothing goes to a partner abroad without the person's consent.",
        "Ask the person, who chooses what goes to whom.",
        guard=~recipient.is_in("partner_abroad")
        | (basis.is_in("consent") & consents_to_disclosure),
        governs=Governs("disclose"),
        precedence="rights",
        title="a partner abroad",
        sources=("SEED:S8", "ASSUMPTION: identity for the travel document only"),
    ),
    Rule(
        "GR-81.3",
        "While reprisals threaten the person, the address is known to two roles only.",
        "Leave the address out, or let the police contact point or the liaison pass word on.",
        guard=~category.is_in("identity_and_contact")
        | ~reprisal_risk
        | address_left_out
        | recipient.is_in(*ADDRESS_KNOWN_TO, "person"),
        governs=Governs("disclose"),
        precedence="rights",
        title="the address is masked",
        sources=("SEED:S39", "ASSUMPTION: all but two roles"),
    ),
)
