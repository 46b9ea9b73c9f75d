"""The event by which something is passed on, its log, and telling the person of a warning."""

from __future__ import annotations

from continuum.guards import Choice
from continuum.rulebook import Adds, Ends, Event, Register, Said
from continuum.rulebooks.eu.sharing.asked import (
    address_left_out,
    basis,
    bridge_law_named,
    category,
    consent_covers_this,
    danger_specific_serious_imminent,
    data_subject,
    dated_and_graded,
    item,
    lawyer_informed,
    minimum_only,
    necessity_noted,
    originator_agrees,
    purpose_for,
    recipient,
    regime_from,
    regime_to,
    sanitised,
    separate_request,
    strict_need_noted,
    telling_raises_danger,
)
from continuum.rulebooks.eu.sharing.table import SHARING

__all__ = ["DISCLOSURES", "EVENTS", "REGISTERS"]

DISCLOSURES = Register(
    "disclosures",
    (
        Choice("recipient", title="who was told", options=recipient.options),
        Choice("category", title="what kind of information", options=category.options),
        Choice("purpose_for", title="what for", options=purpose_for.options),
        Choice("basis", title="on what basis", options=basis.options),
        Choice("data_subject", title="whom it is about", options=data_subject.options),
        Choice("regime_from", title="the regime it left", options=regime_from.options),
        Choice("regime_to", title="the regime it entered", options=regime_to.options),
        Choice("bridge_law", title="the law or agreement that was named"),
    ),
    title="disclosures",
    about="Who was told what, why and on what basis; a warning is open until the person is told.",
)
REGISTERS = (DISCLOSURES,)

EVENTS = (
    Event(
        "disclose",
        "something is passed on",
        tuple(dict.fromkeys(sender for way in SHARING for sender in way.senders)),
        asks=(
            recipient,
            category,
            purpose_for,
            basis,
            data_subject,
            item,
            necessity_noted,
            strict_need_noted,
            consent_covers_this,
            minimum_only,
            address_left_out,
            sanitised,
            dated_and_graded,
            originator_agrees,
            separate_request,
            bridge_law_named,
            regime_from,
            regime_to,
            lawyer_informed,
            danger_specific_serious_imminent,
            telling_raises_danger,
        ),
        needs=("recipient", "category"),
        effects=(
            Adds(
                "disclosures",
                {
                    "recipient": Said("recipient"),
                    "category": Said("category"),
                    "purpose_for": Said("purpose_for"),
                    "basis": Said("basis"),
                    "data_subject": Said("data_subject"),
                    "regime_from": Said("regime_from"),
                    "regime_to": Said("regime_to"),
                    "bridge_law": Said("legal_basis"),
                },
            ),
        ),
        about="What no way opens stays closed; each disclosure is logged.",
        sources=("SEED:S12", "SEED:S20"),
    ),
    Event(
        "warning_told",
        "person told of a warning that was given",
        ("continuity_liaison", "probation_officer", "prison_case_manager", "police_contact_point"),
        effects=(Ends("disclosures", {"basis": "duty_to_warn"}),),
        sources="ASSUMPTION: duty to warn",
    ),
)
