"""The track of the community: a map of actors, a general briefing, and contact by consent."""

from __future__ import annotations

from continuum.guards import AnyInForce, Choice, Flag
from continuum.rulebook import (
    Adds,
    Ends,
    Event,
    Region,
    Register,
    Said,
    State,
    Transition,
    stays,
)
from continuum.rulebooks.eu.circle.asked import (
    ACTOR_KINDS,
    COMMUNITY_NEEDS,
    OWNERS,
    STANCES,
    actor_consents_asked,
    actor_kind_asked,
    community_need_asked,
    contact_owner_asked,
    need_owner_asked,
    personal_data_included,
    stance_asked,
)
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.programme.consents import withdraws

__all__ = [
    "COMMUNITY",
    "COMMUNITY_MAP",
    "COMMUNITY_NEEDS_REGISTER",
    "DERIVED",
    "EVENTS",
    "REGIONS",
    "REGISTERS",
    "TRANSITIONS",
    "anybody_mapped",
    "anybody_willing",
    "community_needs_open",
    "opposition_mapped",
]

COMMUNITY = Region(
    "community",
    title="community",
    about="How far the community to which the person comes is known, briefed and engaged.",
    initial="unmapped",
    states=(
        State("unmapped", "not mapped", sources=("SEED:S61",)),
        State("mapped", "mapped", "Who supports and who opposes is known.", sources=("SEED:S61",)),
        State(
            "briefed_general",
            "briefed in general",
            "Told about the work, and nothing about the person.",
            sources=("SEED:S69",),
        ),
        State("engaged", "engaged", "Somebody helps, as the person wishes.", sources=("SEED:S4",)),
        State(
            "hostile_relocation_considered",
            "hostile, another place is considered",
            sources=("SEED:S65", "SEED:S39"),
        ),
    ),
)
REGIONS = (COMMUNITY,)

COMMUNITY_MAP = Register(
    "community_map",
    (
        Choice("actor_kind", title="what kind of actor it is", options=ACTOR_KINDS),
        Choice("stance", title="where the actor stands", options=STANCES),
        Flag("actor_consents", title="the actor agrees to take part"),
        Choice("contact_owner", title="who keeps the contact", options=OWNERS),
    ),
    title="map of the community",
    about="Who there is, where they stand, whether they agree, and who keeps the contact.",
)
COMMUNITY_NEEDS_REGISTER = Register(
    "community_needs",
    (
        Choice("community_need", title="what the community needs", options=COMMUNITY_NEEDS),
        Choice("need_owner", title="who answers the need", options=OWNERS),
    ),
    title="needs of the community",
    about="What it takes to receive the person; in force until it is answered.",
)
REGISTERS = (COMMUNITY_MAP, COMMUNITY_NEEDS_REGISTER)

anybody_mapped = Flag(
    "anybody_mapped", title="somebody is on the map", derived=AnyInForce("community_map")
)
anybody_willing = Flag(
    "anybody_willing",
    title="somebody on the map does not oppose and agrees to take part",
    derived=AnyInForce(
        "community_map", {"actor_consents": True, "stance": ("supportive", "neutral")}
    ),
)
opposition_mapped = Flag(
    "opposition_mapped",
    title="somebody on the map opposes",
    derived=AnyInForce("community_map", {"stance": "opposing"}),
)
community_needs_open = Flag(
    "community_needs_open",
    title="something that the community needs is not answered",
    derived=AnyInForce("community_needs"),
)
DERIVED = (anybody_mapped, anybody_willing, opposition_mapped, community_needs_open)

_MAPPING = ("municipality", "continuity_liaison")

EVENTS = (
    Event(
        "community_actor_mapped",
        "actor put on the map of the community",
        _MAPPING,
        "organisational",
        asks=(actor_kind_asked, stance_asked, actor_consents_asked, contact_owner_asked),
        needs=("actor_kind_asked", "stance_asked", "contact_owner_asked"),
        effects=(
            Adds(
                "community_map",
                {
                    "actor_kind": Said("actor_kind_asked"),
                    "stance": Said("stance_asked"),
                    "actor_consents": Said("actor_consents_asked"),
                    "contact_owner": Said("contact_owner_asked"),
                },
            ),
        ),
        sources=("SEED:S6", "SEED:S61"),
    ),
    Event(
        "community_actor_left",
        "actor taken off the map of the community",
        (*_MAPPING, "community_actor"),
        "organisational",
        target="community_map",
        needs="target",
        effects=(Ends("community_map", target=True),),
        sources="SEED:S6",
    ),
    Event(
        "community_mapped",
        "community mapped",
        _MAPPING,
        "organisational",
        requires=anybody_mapped,
        remedy="put those on the map who support, oppose or stand between",
        sources=("SEED:S61", "SEED:S68"),
    ),
    Event(
        "community_briefed",
        "community briefed in general",
        _MAPPING,
        "organisational",
        asks=(personal_data_included,),
        sources=("SEED:S69", "SEED:S68"),
    ),
    Event(
        "community_engaged",
        "somebody in the community takes part",
        ("person", "continuity_liaison", "municipality", "community_actor"),
        "voluntary",
        sources=("SEED:S4", "SEEN:cosa"),
    ),
    Event(
        "community_contact_ended",
        "contact with the community ended",
        ("person", "continuity_liaison", "community_actor"),
        "voluntary",
        effects=(withdraws("community_contact"),),
        about="Either side may end it at any time; nothing follows from it.",
        sources="SEED:S4",
    ),
    Event(
        "community_need_raised",
        "need of the community raised",
        (*_MAPPING, "community_actor"),
        "organisational",
        asks=(community_need_asked, need_owner_asked),
        needs=("community_need_asked", "need_owner_asked"),
        effects=(
            Adds(
                "community_needs",
                {
                    "community_need": Said("community_need_asked"),
                    "need_owner": Said("need_owner_asked"),
                },
            ),
        ),
        sources="SEED:S62",
    ),
    Event(
        "community_need_answered",
        "need of the community answered",
        _MAPPING,
        "organisational",
        target="community_needs",
        needs=("target", "evidence"),
        effects=(Ends("community_needs", target=True),),
        about="The answer is said as evidence.",
        sources="SEED:S62",
    ),
    Event(
        "community_turned_hostile",
        "another place to live is considered",
        (*_MAPPING, "police_contact_point"),
        "organisational",
        requires=opposition_mapped,
        remedy="put those who oppose on the map first",
        sources=("SEED:S65", "SEED:S39"),
    ),
    Event(
        "relocation_accepted",
        "another place to live accepted",
        ("person", "continuity_liaison"),
        "voluntary",
        effects=(
            Ends("community_map"),
            Ends("community_needs"),
            withdraws("community_contact"),
        ),
        about="The map begins anew at the other place.",
        sources=("SEED:S65", "SEED:S39"),
    ),
    Event(
        "relocation_declined",
        "another place to live declined",
        ("person", "continuity_liaison", "municipality"),
        "voluntary",
        about="The person stays, and nothing follows from it.",
        sources="SEED:S65",
    ),
)

_known = ("mapped", "briefed_general", "engaged")

TRANSITIONS = (
    Transition("community_mapped", "community", "unmapped", "mapped"),
    Transition("community_briefed", "community", "mapped", "briefed_general"),
    stays("community_briefed", "community", "briefed_general", "engaged"),
    Transition("community_engaged", "community", ("mapped", "briefed_general"), "engaged"),
    Transition("community_contact_ended", "community", "engaged", "mapped"),
    Transition(
        "community_turned_hostile",
        "community",
        ("unmapped", *_known),
        "hostile_relocation_considered",
    ),
    Transition("relocation_accepted", "community", "hostile_relocation_considered", "unmapped"),
    Transition("relocation_declined", "community", "hostile_relocation_considered", "mapped"),
    *while_open(EVENTS),
)
