"""Agreements between agencies: what for, under which regime, until when they are reviewed."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, Day, Flag, Some
from continuum.rulebook import Adds, Ends, Event, Governs, Register, Rule, Said
from continuum.rulebook.request import legal_basis_given
from continuum.rulebooks.eu.sharing.asked import purpose_for

__all__ = [
    "AGREED",
    "AGREEMENTS",
    "DERIVED",
    "EVENTS",
    "REGISTERS",
    "RULES",
    "agreement_for_asked",
    "agreement_regime",
    "agreement_until",
    "agreement_whole",
]

_FOR: Final = ("reintegration", "supervision", "care", "safety")
_REGIMES = ("led", "gdpr")

AGREEMENTS = Register(
    "agreements",
    (
        Choice("agreement_for", title="what it is for", options=_FOR),
        Choice("regime", title="its data-protection regime", options=_REGIMES),
        Choice("legal_basis", title="its legal basis"),
    ),
    title="agreements",
    about="An agreement holds until the day of its review.",
)
REGISTERS = (AGREEMENTS,)

agreement_for_asked = Choice(
    "agreement_for_asked", title="what the agreement is for", of="request", options=_FOR
)
agreement_regime = Choice(
    "agreement_regime", title="its data-protection regime", of="request", options=_REGIMES
)
agreement_until = Day("agreement_until", title="the day on which it is reviewed", of="request")
agreement_whole = Flag(
    "agreement_whole",
    title="it names parties, roles, categories, retention, a security contact, the text for the "
    "person and a way out",
    of="request",
)


def _in_force(purpose: str) -> Flag:
    return Flag(
        f"agreement_for_{purpose}",
        title=f"an agreement on sharing for {purpose} is in force",
        derived=AnyInForce("agreements", {"agreement_for": purpose}),
    )


_FLAGS = {purpose: _in_force(purpose) for purpose in _FOR}
DERIVED = tuple(_FLAGS.values())
AGREED: Final = Some(tuple(purpose_for.is_in(name) & flag for name, flag in _FLAGS.items()))
"""An agreement for the purpose that is stated is in force."""

_PARTIES = ("manager", "municipality", "case_conference_chair", "prison_governor")
_CONTENT = {
    "agreement_for": Said("agreement_for_asked"),
    "regime": Said("agreement_regime"),
    "legal_basis": Said("legal_basis"),
}
_ASKS = (agreement_for_asked, agreement_regime, agreement_until, agreement_whole)
_NEEDS = ("agreement_for_asked", "agreement_regime", "agreement_until")

EVENTS = (
    Event(
        "agreement_made",
        "agreement on sharing made",
        _PARTIES,
        "organisational",
        asks=_ASKS,
        needs=_NEEDS,
        effects=(Adds("agreements", _CONTENT, end=Said("agreement_until")),),
        sources="SEED:S41",
    ),
    Event(
        "agreement_reviewed",
        "agreement on sharing reviewed and kept up",
        _PARTIES,
        "organisational",
        asks=_ASKS,
        needs=_NEEDS,
        effects=(
            Ends("agreements", {"agreement_for": Said("agreement_for_asked")}),
            Adds("agreements", _CONTENT, end=Said("agreement_until")),
        ),
        sources="SEED:S41",
    ),
    Event(
        "agreement_ended",
        "agreement on sharing ended",
        _PARTIES,
        "organisational",
        asks=(agreement_for_asked,),
        needs="agreement_for_asked",
        effects=(Ends("agreements", {"agreement_for": Said("agreement_for_asked")}),),
        sources="SEED:S41",
    ),
)

RULES = (
    Rule(
        "GR-40.10",
        "An agreement names its legal basis and everything that the template asks for.",
        "Fill in the template: parties, purpose, categories, roles, retention and the rest.",
        guard=agreement_whole & legal_basis_given,
        governs=Governs(("agreement_made", "agreement_reviewed")),
        precedence="rights",
        title="a whole agreement",
        sources=("SEED:S41", "SEED:S42"),
    ),
)
