"""Consents: what the person, a relative or a victim said yes to, each for one thing only."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, Flag
from continuum.rulebook import Adds, Ends, Event, Governs, Register, Rule, Said

__all__ = [
    "CONSENTS",
    "CONSENT_FOR",
    "DERIVED",
    "EVENTS",
    "REGISTERS",
    "RULES",
    "consent_for_asked",
    "consent_informed",
    "consent_specific",
    "consents_to",
    "consents_to_coaching",
    "consents_to_programme",
    "consents_to_reporting",
    "under_threat",
    "withdraws",
]

CONSENT_FOR: Final = (
    "programme",
    "coaching",
    "reporting",
    "family_involvement",
    "relatives_side",
    "community_contact",
    "care_information",
    "treatment",
    "public_story",
    "restorative_contact",
    "victim_side",
    "disclosure",
    "transfer",
)
"""What one can consent to; two of them are the consent of somebody else than the person."""

CONSENTS = Register(
    "consents",
    (Choice("consent_for", title="what it is for", options=CONSENT_FOR),),
    title="consents",
    about="Each is for one thing, and whoever gave it may take it back on any day.",
)
REGISTERS = (CONSENTS,)

consent_for_asked = Choice(
    "consent_for_asked", title="what the consent is for", of="request", options=CONSENT_FOR
)
consent_informed = Flag(
    "consent_informed", title="whoever consents was told what it means, and by whom", of="request"
)
consent_specific = Flag("consent_specific", title="the consent is for this one thing", of="request")
under_threat = Flag("under_threat", title="something bad was held out for a refusal", of="request")


def consents_to(option: str, words: str) -> Flag:
    """Give the derived fact that a consent for one thing is in force.

    Args:
        option: One of :data:`CONSENT_FOR`.
        words: Its title.

    Example:
        >>> consents_to("programme", "the person consents to the programme").name
        'consents_to_programme'
    """
    return Flag(
        f"consents_to_{option}",
        title=words,
        derived=AnyInForce("consents", {"consent_for": option}),
    )


def withdraws(option: str) -> Ends:
    """Give the effect that ends the consent for one thing.

    Example:
        >>> withdraws("coaching").where
        (('consent_for', 'coaching'),)
    """
    return Ends("consents", {"consent_for": option})


consents_to_coaching = consents_to("coaching", "the person consents to coaching")

consents_to_programme = consents_to("programme", "the person consents to the programme")
consents_to_reporting = consents_to(
    "reporting", "the person consents to reports of more than attendance"
)

DERIVED = (consents_to_coaching, consents_to_programme, consents_to_reporting)
"""Those that some rule reads; a fact that nothing reads has no place in a rulebook."""

_WITNESSES = (
    "person",
    "continuity_liaison",
    "ddr_practitioner",
    "prison_case_manager",
    "probation_officer",
    "clinician",
    "family_supporter",
    "victim_service",
    "lawyer",
)

EVENTS = (
    Event(
        "consent_given",
        "consent given",
        _WITNESSES,
        "voluntary",
        asks=(consent_for_asked, consent_informed, consent_specific, under_threat),
        needs="consent_for_asked",
        effects=(Adds("consents", {"consent_for": Said("consent_for_asked")}),),
        about="Whoever hears it records it; a relative or a victim gives their own.",
        sources="SEED:S36",
    ),
    Event(
        "consent_withdrawn",
        "consent taken back",
        _WITNESSES,
        "voluntary",
        asks=(consent_for_asked,),
        needs="consent_for_asked",
        effects=(Ends("consents", {"consent_for": Said("consent_for_asked")}),),
        about="On any day, without a reason, and with no consequence.",
        sources="SEED:S36",
    ),
)

RULES = (
    Rule(
        "GR-20",
        "A voluntary step needs consent that is in force and may be withdrawn.",
        "Ask the person, who is free to decline.",
        guard=consents_to_coaching,
        governs=Governs("coaching_joined"),
        precedence="rights",
        title="consent",
        sources=("SEED:S36", "SEED:S28"),
    ),
    Rule(
        "GR-20.2",
        "Consent is informed and for one thing; given under a stated threat it is no consent.",
        "Take the threat back, explain what the consent is for and what follows, and ask again.",
        guard=consent_informed & consent_specific & ~under_threat,
        governs=Governs("consent_given"),
        precedence="rights",
        title="free and informed",
        sources=("SEED:S36", "ASSUMPTION: a hidden incentive or a threat undoes consent"),
    ),
)
