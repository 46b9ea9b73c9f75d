"""What each letter of the table asks: the leave, and what must be given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.rulebooks.eu.programme.consents import consents_to, consents_to_reporting
from continuum.rulebooks.eu.sharing.asked import (
    basis,
    consent_covers_this,
    danger_specific_serious_imminent,
    dated_and_graded,
    item,
    minimum_only,
    originator_agrees,
    purpose_for,
    sanitised,
    separate_request,
)

if TYPE_CHECKING:
    from continuum.guards import Guard
    from continuum.rulebook import Leave

__all__ = [
    "DERIVED",
    "LETTERS",
    "Letter",
    "consented",
    "consents_to_disclosure",
    "consents_to_relatives_side",
    "on_law",
    "warned",
]


@attrs.frozen
class Letter:
    """What a letter of the table stands for.

    Args:
        leave: The kind of leave.
        given: What must be given for it.
        narrowed: How the way is narrowed, in words.
    """

    leave: Leave
    given: Guard
    narrowed: str = ""


consents_to_disclosure = consents_to("disclosure", "the person consents to passing on information")
consents_to_relatives_side = consents_to("relatives_side", "the relative consents, too")
DERIVED = (consents_to_disclosure, consents_to_relatives_side)

on_law = basis.is_in("law", "agreement", "court_order")
consented = basis.is_in("consent") & consents_to_disclosure & consent_covers_this
warned = basis.is_in("duty_to_warn") & danger_specific_serious_imminent & minimum_only
_relative = basis.is_in("consent") & consents_to_relatives_side & consent_covers_this
_statute = basis.is_in("law")

LETTERS: Final[dict[str, Letter]] = {
    "L": Letter("law", on_law),
    "L min": Letter("law", on_law & minimum_only, "the minimum only"),
    "L dated": Letter(
        "law",
        on_law & item.is_in("open_source", "self_reported") & dated_and_graded,
        "what is open to all or self-reported, dated and source-graded only",
    ),
    "L agreed": Letter(
        "law",
        basis.is_in("agreement") & consents_to_reporting,
        "as the reporting agreement says, which the person was shown first",
    ),
    "L breach": Letter("law", _statute & minimum_only, "only where the law on breach says so"),
    "L statute": Letter("law", _statute, "only where a statute says so"),
    "L dates": Letter("law", on_law & minimum_only, "dates only"),
    "L fitness": Letter("law", on_law & minimum_only, "whether the person is fit to travel only"),
    "L document": Letter(
        "law",
        on_law & minimum_only & purpose_for.is_in("return_travel_document"),
        "what the travel document needs only",
    ),
    "L release": Letter(
        "law",
        on_law & minimum_only & purpose_for.is_in("victim_information"),
        "the fact of release or escape only, on request",
    ),
    "L request": Letter(
        "law",
        basis.is_in("law", "court_order") & separate_request,
        "on a separate lawful request to the original holder only",
    ),
    "L limits": Letter("law", on_law & minimum_only, "within the limits that the law sets"),
    "L gist": Letter("sanitised", on_law & sanitised, "the gist, where the law requires it"),
    "C": Letter("consent", consented),
    "C both": Letter(
        "consent", consented & consents_to_relatives_side, "with consent on both sides"
    ),
    "C relative": Letter("consent", _relative, "with the relative's consent"),
    "C care": Letter("consent", consented & purpose_for.is_in("care"), "for care only"),
    "L/C": Letter("law_or_consent", on_law | consented),
    "S": Letter(
        "sanitised",
        on_law & sanitised & originator_agrees,
        "sanitised, and with the originator's leave",
    ),
    "W": Letter("warning", warned, "the least that averts the danger"),
}
"""Each letter of the table, with the word that narrows it."""
