"""What somebody agreed to, as the rules of the circle and of care ask about it."""

from __future__ import annotations

from continuum.rulebooks.eu.programme.consents import consents_to

__all__ = [
    "DERIVED",
    "consents_to_community_contact",
    "consents_to_family_involvement",
    "consents_to_public_story",
    "consents_to_restorative_contact",
    "consents_to_treatment",
    "consents_to_victim_side",
]

consents_to_family_involvement = consents_to(
    "family_involvement", "the person agrees that the family takes part"
)
consents_to_community_contact = consents_to(
    "community_contact", "the person agrees to contact with the community"
)
consents_to_public_story = consents_to("public_story", "the person agrees to a public story")
consents_to_restorative_contact = consents_to(
    "restorative_contact", "the person agrees to meet the victim"
)
consents_to_victim_side = consents_to("victim_side", "the victim agrees to meet the person")
consents_to_treatment = consents_to("treatment", "the person agrees to treatment")

DERIVED = (
    consents_to_family_involvement,
    consents_to_community_contact,
    consents_to_public_story,
    consents_to_restorative_contact,
    consents_to_victim_side,
    consents_to_treatment,
)
