"""The steps of the circle: family strand, victim information, community map and briefing."""

from __future__ import annotations

from continuum.guards import during, parameter
from continuum.rulebook import Step
from continuum.rulebooks.eu.circle.victims import (
    victim_asks,
    victim_notice_withheld,
    victim_rights_explained,
    victim_told,
)
from continuum.rulebooks.eu.continuity import earliest_release, left_the_country
from continuum.rulebooks.eu.facts import conviction_stands, sentence_start
from continuum.rulebooks.eu.legal import in_custody
from continuum.rulebooks.eu.phases import window_open

__all__ = ["STEPS"]

_preparing = in_custody & window_open
_released = during("legal", "conditional_release", "end_of_sentence") & ~left_the_country

STEPS = (
    Step(
        "ST09",
        "Offer contact and support with the family, as both sides wish.",
        "voluntary",
        ("continuity_liaison", "family_supporter"),
        "family_contact_made",
        during("family", "in_contact", "supporting", "needs_support"),
        in_custody,
        sentence_start + parameter("family_strand_time"),
        "two consents",
        needs_consent=True,
        sources=("SEED:S70", "ASSUMPTION: sixty days"),
    ),
    Step(
        "ST10",
        "Tell victims that they may ask to be told.",
        "statutory",
        ("victim_service", "prosecutor"),
        "victim_rights_explained",
        victim_rights_explained,
        in_custody & conviction_stands,
        None,
        "record of the request",
        sources=("SEEN:vic-6",),
    ),
    Step(
        "ST11",
        "Map the community to which the person comes.",
        "organisational",
        ("municipality", "continuity_liaison"),
        "community_mapped",
        ~during("community", "unmapped"),
        _preparing | _released,
        earliest_release - parameter("community_map_lead"),
        "map without secrets of others",
        sources=("SEED:S61", "SEED:S68", "ASSUMPTION: from twelve to six months before release"),
    ),
    Step(
        "ST11.2",
        "Brief the community in general, with nothing about the person.",
        "organisational",
        ("municipality", "continuity_liaison"),
        "community_briefed",
        during("community", "briefed_general", "engaged"),
        _preparing & during("community", "mapped", "briefed_general", "engaged"),
        earliest_release - parameter("community_briefing_lead"),
        "note on what was told",
        sources=("SEED:S69", "SEED:S68", "ASSUMPTION: six months before release"),
    ),
    Step(
        "ST18",
        "Tell the victim who asked before release.",
        "statutory",
        ("victim_service", "prosecutor"),
        "victim_notified",
        victim_told | victim_notice_withheld,
        _preparing & victim_asks,
        earliest_release - parameter("victim_notice_lead"),
        "log of the notice",
        sources=("SEEN:vic-6", "ASSUMPTION: seven days"),
    ),
)
