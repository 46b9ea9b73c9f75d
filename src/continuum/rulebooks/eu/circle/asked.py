"""What the events of the circle, of care and of safety ask of a request."""

from __future__ import annotations

from continuum.guards import Choice, Flag, Number

__all__ = [
    "ACTOR_KINDS",
    "ANSWERS",
    "CARE_DECIDERS",
    "COMMUNITY_NEEDS",
    "FAMILY_NEEDS",
    "FLAG_REASONS",
    "FLAG_SOURCES",
    "OWNERS",
    "RELEASE_NEEDS",
    "STANCES",
    "actor_consents_asked",
    "actor_kind_asked",
    "community_need_asked",
    "contact_owner_asked",
    "decided_as",
    "family_need_asked",
    "family_tasked_to_observe",
    "flag_reason_asked",
    "flag_source_asked",
    "in_writing",
    "need_owner_asked",
    "personal_data_included",
    "release_answer_asked",
    "release_need_asked",
    "stance_asked",
    "third_party_details",
    "through_victim_service",
    "workers",
]

FAMILY_NEEDS = ("own_support", "housing", "income", "safety", "child_care", "information", "other")
ACTOR_KINDS = (
    "neighbourhood",
    "association",
    "religious_community",
    "employer",
    "landlord",
    "school",
    "sports_club",
    "volunteers",
    "other",
)
STANCES = ("supportive", "neutral", "opposing", "unknown")
OWNERS = ("municipality", "continuity_liaison", "probation_officer", "community_actor")
COMMUNITY_NEEDS = ("information", "contact_person", "safety", "time", "support", "other")
RELEASE_NEEDS = ("home", "income", "identity", "health", "contact_person", "crisis_line")
ANSWERS = ("arranged", "not_needed", "declined")
CARE_DECIDERS = ("clinical", "judicial", "administrative")
FLAG_REASONS = (
    "threat",
    "incident",
    "former_associates",
    "threat_from_others",
    "honour_based_threat",
    "other",
)
FLAG_SOURCES = ("staff", "person", "family", "police", "community", "other")

family_tasked_to_observe = Flag(
    "family_tasked_to_observe",
    title="relatives are asked to observe or to report",
    of="request",
)
family_need_asked = Choice(
    "family_need_asked", title="what the family needs", of="request", options=FAMILY_NEEDS
)
actor_kind_asked = Choice(
    "actor_kind_asked", title="what kind of actor it is", of="request", options=ACTOR_KINDS
)
stance_asked = Choice("stance_asked", title="where the actor stands", of="request", options=STANCES)
actor_consents_asked = Flag(
    "actor_consents_asked", title="the actor agrees to take part", of="request"
)
contact_owner_asked = Choice(
    "contact_owner_asked", title="who keeps the contact", of="request", options=OWNERS
)
personal_data_included = Flag(
    "personal_data_included", title="something is told about the person", of="request"
)
community_need_asked = Choice(
    "community_need_asked",
    title="what the community needs to receive the person",
    of="request",
    options=COMMUNITY_NEEDS,
)
need_owner_asked = Choice(
    "need_owner_asked", title="who answers the need", of="request", options=OWNERS
)
third_party_details = Flag(
    "third_party_details", title="the story holds details of somebody else", of="request"
)
in_writing = Flag("in_writing", title="the consent is in writing", of="request")
through_victim_service = Flag(
    "through_victim_service", title="it goes through a victim service", of="request"
)
decided_as = Choice(
    "decided_as", title="what kind of decision it is", of="request", options=CARE_DECIDERS
)
release_need_asked = Choice(
    "release_need_asked", title="the item of the list", of="request", options=RELEASE_NEEDS
)
release_answer_asked = Choice(
    "release_answer_asked", title="how the item is answered", of="request", options=ANSWERS
)
workers = Number(
    "workers", title="how many workers go", of="request", low=1, high=9, unit="workers"
)
flag_reason_asked = Choice(
    "flag_reason_asked", title="why the flag is raised", of="request", options=FLAG_REASONS
)
flag_source_asked = Choice(
    "flag_source_asked", title="where it is known from", of="request", options=FLAG_SOURCES
)
