"""What a disclosure says: to whom, what kind of information, what for, and on what basis."""

from __future__ import annotations

from continuum.guards import Choice, Flag
from continuum.rulebooks.eu.sharing.categories import CATEGORY_NAMES
from continuum.rulebooks.roles import ROLES

__all__ = [
    "PURPOSES",
    "address_left_out",
    "basis",
    "bridge_law_named",
    "category",
    "consent_covers_this",
    "danger_specific_serious_imminent",
    "data_subject",
    "dated_and_graded",
    "item",
    "lawyer_informed",
    "minimum_only",
    "necessity_noted",
    "originator_agrees",
    "purpose_for",
    "recipient",
    "regime_from",
    "regime_to",
    "sanitised",
    "separate_request",
    "strict_need_noted",
    "telling_raises_danger",
]

PURPOSES = (
    "reintegration",
    "supervision",
    "care",
    "safety",
    "removal",
    "return_travel_document",
    "transfer_of_judgment",
    "victim_information",
    "child_protection",
    "access_by_the_person",
    "investigation",
    "publication",
)
"""What information is passed on for."""

_REGIMES = ("led", "gdpr")


def _flag(name: str, title: str) -> Flag:
    return Flag(name, title=title, of="request")


recipient = Choice(
    "recipient",
    title="the role that is told",
    of="request",
    options=tuple(role.name for role in ROLES if role.name != "system"),
)
category = Choice("category", title="the kind of information", of="request", options=CATEGORY_NAMES)
purpose_for = Choice("purpose_for", title="what it is for", of="request", options=PURPOSES)
basis = Choice(
    "basis",
    title="the legal basis",
    of="request",
    options=("law", "agreement", "consent", "court_order", "duty_to_warn"),
)
item = Choice(
    "item",
    title="where it comes from",
    of="request",
    options=("own_record", "self_reported", "open_source", "received"),
)
data_subject = Choice(
    "data_subject",
    title="whom it is about",
    of="request",
    options=("suspect", "convicted", "victim", "family", "third_party", "child"),
)
regime_from = Choice(
    "regime_from", title="the data-protection regime it leaves", of="request", options=_REGIMES
)
regime_to = Choice(
    "regime_to", title="the data-protection regime it enters", of="request", options=_REGIMES
)
bridge_law_named = _flag(
    "bridge_law_named", "the law that lets it pass from one regime to the other is named"
)
necessity_noted = _flag("necessity_noted", "it is noted why it is necessary")
strict_need_noted = _flag("strict_need_noted", "it is noted why it is strictly necessary")
consent_covers_this = _flag(
    "consent_covers_this", "the consent names this recipient and this kind of information"
)
originator_agrees = _flag("originator_agrees", "whoever it was received from agrees")
sanitised = _flag("sanitised", "what would give away its origin is left out")
dated_and_graded = _flag("dated_and_graded", "it carries its date and the grade of its source")
address_left_out = _flag("address_left_out", "the address is left out")
minimum_only = _flag("minimum_only", "it is the minimum that is needed")
separate_request = _flag(
    "separate_request", "a separate lawful request was made to the original holder"
)
danger_specific_serious_imminent = _flag(
    "danger_specific_serious_imminent",
    "there is a specific, serious and imminent danger to life or limb",
)
telling_raises_danger = _flag(
    "telling_raises_danger", "telling the person afterwards would raise the danger"
)
lawyer_informed = _flag(
    "lawyer_informed", "the person's lawyer was informed before the embassy is asked"
)
