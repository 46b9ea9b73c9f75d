"""The track of the family: contact and support as both sides wish, needs and children apart."""

from __future__ import annotations

from continuum.guards import Choice, CountOf, Number
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
    FAMILY_NEEDS,
    family_need_asked,
    family_tasked_to_observe,
)
from continuum.rulebooks.eu.circle.open_pathway import while_open
from continuum.rulebooks.eu.programme.consents import withdraws

__all__ = [
    "CHILD_RECORDS",
    "DERIVED",
    "EVENTS",
    "FAMILY",
    "FAMILY_NEEDS_REGISTER",
    "REGIONS",
    "REGISTERS",
    "TRANSITIONS",
    "family_needs_open",
]

FAMILY = Region(
    "family",
    title="family",
    about="Which contact there is with the family, as both sides wish it.",
    initial="unknown",
    states=(
        State("unknown", "not known", sources=("SEED:S70",)),
        State(
            "no_contact_wished",
            "no contact wished",
            "The person wishes no contact; nothing follows from it.",
            sources=("SEED:S70",),
        ),
        State("in_contact", "in contact", sources=("SEED:S70",)),
        State(
            "supporting",
            "the family supports",
            "A relative helps, and never informs.",
            sources=("SEED:S71",),
        ),
        State(
            "needs_support",
            "the family needs support",
            "Their needs are a record of their own, with a consent of their own.",
            sources=("SEED:S70",),
        ),
        State(
            "protection_issue",
            "somebody needs protection",
            "Contact waits until child protection or the police say that it is safe.",
            sources=("SEED:S70", "SEED:S39"),
        ),
    ),
)
REGIONS = (FAMILY,)

FAMILY_NEEDS_REGISTER = Register(
    "family_needs",
    (Choice("family_need", title="what the family needs", options=FAMILY_NEEDS),),
    title="needs of the family",
    about="What relatives need for themselves; in force until it is answered.",
)
CHILD_RECORDS = Register(
    "child_records",
    (Choice("record_reference", title="the reference of the child's own record"),),
    title="records of children",
    about="Linked and separate: what they hold is kept by child protection and never read here.",
)
REGISTERS = (FAMILY_NEEDS_REGISTER, CHILD_RECORDS)

family_needs_open = Number(
    "family_needs_open",
    title="needs of the family that are not answered",
    derived=CountOf("family_needs", in_force=True),
)
DERIVED = (family_needs_open,)

_CHILD_PROTECTION = ("child_protection_service", "police_contact_point")

EVENTS = (
    Event(
        "family_contact_declined",
        "contact with the family declined",
        ("person", "continuity_liaison", "family_supporter"),
        "voluntary",
        effects=(withdraws("family_involvement"),),
        about="Either side may decline at any time; nothing follows from it.",
        sources="SEED:S70",
    ),
    Event(
        "family_contact_made",
        "contact with the family made",
        ("person", "continuity_liaison", "family_supporter", "prison_case_manager"),
        "voluntary",
        asks=(family_tasked_to_observe,),
        sources="SEED:S70",
    ),
    Event(
        "family_involved",
        "a relative supports the way back",
        ("person", "continuity_liaison", "family_supporter"),
        "voluntary",
        asks=(family_tasked_to_observe,),
        sources=("SEED:S71", "SEED:S70"),
    ),
    Event(
        "family_need_recorded",
        "need of the family recorded",
        ("family_supporter", "continuity_liaison", "municipality"),
        "voluntary",
        asks=(family_need_asked,),
        needs="family_need_asked",
        effects=(Adds("family_needs", {"family_need": Said("family_need_asked")}),),
        sources="SEED:S70",
    ),
    Event(
        "family_need_answered",
        "need of the family answered",
        ("family_supporter", "continuity_liaison", "municipality"),
        "organisational",
        target="family_needs",
        needs="target",
        effects=(Ends("family_needs", target=True),),
        sources="SEED:S70",
    ),
    Event(
        "protection_issue_raised",
        "somebody in the family needs protection",
        _CHILD_PROTECTION,
        adverse=True,
        effects=(withdraws("relatives_side"),),
        about="Contact waits; relatives are asked anew before it is taken up again.",
        sources=("SEED:S39", "SEED:S65", "GK"),
    ),
    Event(
        "protection_issue_cleared",
        "protection in the family no longer needed",
        _CHILD_PROTECTION,
        sources="GK",
    ),
    Event(
        "child_record_opened",
        "separate record of a child opened",
        "child_protection_service",
        needs="legal_basis",
        effects=(Adds("child_records", {"record_reference": Said("legal_basis")}),),
        about="School, trauma care and visits are planned there; no rule reads it.",
        sources="SEED:S65",
    ),
    Event(
        "child_record_closed",
        "separate record of a child closed",
        "child_protection_service",
        target="child_records",
        needs="target",
        effects=(Ends("child_records", target=True),),
        sources="SEED:S65",
    ),
)

_apart = ("unknown", "no_contact_wished")
_together = ("in_contact", "supporting")
_more_needs = family_needs_open.at_least(2)

TRANSITIONS = (
    Transition(
        "family_contact_declined",
        "family",
        ("unknown", *_together, "needs_support"),
        "no_contact_wished",
    ),
    stays("family_contact_declined", "family", "no_contact_wished", "protection_issue"),
    Transition("family_contact_made", "family", _apart, "in_contact"),
    Transition("family_involved", "family", "in_contact", "supporting"),
    Transition("family_need_recorded", "family", _together, "needs_support"),
    stays("family_need_recorded", "family", *_apart, "needs_support", "protection_issue"),
    Transition("family_need_answered", "family", "needs_support", "in_contact", ~_more_needs),
    stays("family_need_answered", "family", "needs_support", when=_more_needs),
    stays("family_need_answered", "family", *_apart, *_together, "protection_issue"),
    Transition(
        "protection_issue_raised",
        "family",
        (*_apart, *_together, "needs_support"),
        "protection_issue",
    ),
    Transition("protection_issue_cleared", "family", "protection_issue", "unknown"),
    *while_open(EVENTS),
)
