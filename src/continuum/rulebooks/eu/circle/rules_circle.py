"""Rules on the family, the community, victims and public stories: GR-70 to GR-74."""

from __future__ import annotations

from typing import Final

from continuum.guards import Known, during, parameter
from continuum.rulebook import DutyForm, Governs, Rule
from continuum.rulebook.request import reasons_given, the_day
from continuum.rulebooks.eu.asked import plan_asked
from continuum.rulebooks.eu.circle.agreed import (
    consents_to_community_contact,
    consents_to_family_involvement,
    consents_to_public_story,
    consents_to_restorative_contact,
    consents_to_victim_side,
)
from continuum.rulebooks.eu.circle.asked import (
    family_tasked_to_observe,
    in_writing,
    personal_data_included,
    third_party_details,
    through_victim_service,
)
from continuum.rulebooks.eu.circle.community import anybody_willing, community_needs_open
from continuum.rulebooks.eu.circle.stories import story_proposed_on, story_safety_checked
from continuum.rulebooks.eu.circle.victims import (
    victim_asks,
    victim_notice_withheld,
    victim_told,
)
from continuum.rulebooks.eu.continuity import earliest_release, left_the_country
from continuum.rulebooks.eu.safety.flags import reprisal_risk
from continuum.rulebooks.eu.sharing.letters import consents_to_relatives_side

__all__ = ["RULES"]

_RELEASES: Final = ("conditional_release_granted", "sentence_expired")
# who is at liberty already was prepared for, and looked at, at the release before
_free_already = during("legal", "conditional_release", "escaped_or_unlawfully_at_large")
_mapped = ~during("community", "unmapped")

RULES = (
    Rule(
        "GR-70",
        "Contact with the family, and its part in the way back, needs consent on both sides.",
        "Ask the person and the relative, each of whom is free to decline.",
        guard=consents_to_family_involvement & consents_to_relatives_side,
        governs=Governs(("family_contact_made", "family_involved")),
        precedence="rights",
        title="both sides consent",
        sources=("SEED:S70", "SEED:S71"),
    ),
    Rule(
        "GR-70.2",
        "Relatives are helpers, never informants: they are not asked to observe or to report.",
        "Let the relative help as they wish, and ask nobody in the family to observe.",
        guard=~(Known(family_tasked_to_observe) & family_tasked_to_observe),
        governs=Governs(("family_contact_made", "family_involved")),
        precedence="rights",
        title="helper, never informant",
        sources="SEED:S71",
    ),
    Rule(
        "GR-70.3",
        "What relatives need is a record of their own, with a consent of their own.",
        "Ask the relative, whatever the person wishes.",
        guard=consents_to_relatives_side,
        governs=Governs("family_need_recorded"),
        precedence="rights",
        title="the family's own needs",
        sources="SEED:S70",
    ),
    Rule(
        "GR-71",
        "Community actors are told nothing about the person without the person's consent.",
        "Give general information only, or ask the person.",
        guard=consents_to_community_contact
        | ~(Known(personal_data_included) & personal_data_included),
        governs=Governs("community_briefed"),
        precedence="rights",
        title="no personal data without consent",
        sources="SEED:S69",
    ),
    Rule(
        "GR-71.2",
        "Who plans a release has the community mapped before it.",
        "Put those on the map who support, oppose or stand between.",
        guard=~plan_asked.is_in("release") | _mapped,
        governs=Governs("plan_opened"),
        then="owes",
        precedence="continuity",
        duty=DutyForm(
            "map the community to which the person comes",
            "municipality",
            due=earliest_release - parameter("community_map_lead"),
            met=_mapped,
            lapses=left_the_country,
        ),
        title="map before release",
        sources=("SEED:S61", "SEED:S68", "ASSUMPTION: from twelve to six months before release"),
    ),
    Rule(
        "GR-71.3",
        "Somebody in the community takes part only as the person and they themselves wish.",
        "Ask the person, and put somebody on the map who agrees to take part.",
        guard=consents_to_community_contact & anybody_willing,
        governs=Governs("community_engaged"),
        precedence="rights",
        title="contact by consent",
        sources=("SEED:S4", "SEED:S69", "SEEN:cosa"),
    ),
    Rule(
        "GR-71.4",
        "What the community needs to receive the person is answered before release.",
        "Answer what is still open, and say who answers.",
        guard=~community_needs_open | _free_already,
        governs=Governs(_RELEASES),
        then="warns",
        force="profile",
        precedence="continuity",
        title="needs of the community",
        sources="SEED:S62",
    ),
    Rule(
        "GR-72",
        "A victim who asked is told of release in time; the release itself never waits for it.",
        "Tell the victim, or let the prosecutor withhold it for a recorded risk.",
        guard=~victim_asks | victim_told | victim_notice_withheld,
        governs=Governs(_RELEASES),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "tell the victim who asked of the release",
            "victim_service",
            due=the_day,
            met=victim_told | victim_notice_withheld,
            lapses=~victim_asks,
        ),
        title="victims are told of release",
        sources=("SEEN:vic-6", "SEED:S63"),
    ),
    Rule(
        "GR-72.2",
        "A victim who asked is told of an escape at once.",
        "Tell the victim.",
        guard=~victim_asks,
        governs=Governs("absconded"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "tell the victim who asked of the escape",
            "victim_service",
            due=the_day,
            met=victim_told | victim_notice_withheld,
            lapses=~victim_asks,
        ),
        title="victims are told of escape",
        sources=("SEEN:vic-6", "SEED:S63"),
    ),
    Rule(
        "GR-72.3",
        "Telling a victim is withheld only for an identified risk to the person that is recorded.",
        "Record the risk and the reasons, or tell the victim.",
        guard=reprisal_risk & reasons_given,
        governs=Governs("victim_notice_withheld"),
        precedence="rights",
        title="withheld only for a recorded risk",
        sources="SEEN:vic-6",
    ),
    Rule(
        "GR-73",
        "A public story needs consent, a time to think and a safety check, and names nobody else.",
        "Ask the person, wait out the time to think, check the safety and leave others out.",
        guard=consents_to_public_story
        & (story_proposed_on + parameter("story_cooling_off")).reached()
        & story_safety_checked
        & ~third_party_details,
        governs=Governs("public_story_released"),
        precedence="rights",
        title="public story",
        sources=("SEED:S72", "ASSUMPTION: cooling-off of fourteen days"),
    ),
    Rule(
        "GR-73.2",
        "Consent to a public story is given in writing.",
        "Let the person put it in writing.",
        guard=consents_to_public_story & in_writing,
        governs=Governs("public_story_proposed"),
        precedence="rights",
        title="consent in writing",
        sources="SEED:S72",
    ),
    Rule(
        "GR-74",
        "A meeting of victim and person goes through a victim service and changes no release.",
        "Let a victim service offer and lead it.",
        guard=through_victim_service,
        governs=Governs(("restorative_offered", "restorative_contact_held")),
        precedence="rights",
        title="through a victim service",
        sources=("SEED:S63", "SEED:S73"),
    ),
    Rule(
        "GR-74.2",
        "Victim and person meet only as both wish, and each may leave at any time.",
        "Ask both sides, each of whom is free to decline.",
        guard=consents_to_restorative_contact & consents_to_victim_side,
        governs=Governs("restorative_contact_held"),
        precedence="rights",
        title="both sides consent to meet",
        sources=("SEED:S63", "SEED:S73"),
    ),
)
