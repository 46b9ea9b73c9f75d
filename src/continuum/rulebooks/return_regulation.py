"""Law in motion: what the Return Regulation agreed in 2026 would change, off unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from continuum.errors import FactError, RulebookError
from continuum.guards import DatedValue, Known, as_day
from continuum.rulebook import Governs, Rule
from continuum.rulebooks.references import references

if TYPE_CHECKING:
    from datetime import date

    from continuum.guards import Parameter
    from continuum.rulebook import Rulebook

__all__ = ["in_motion"]

_AGREED: Final = "2026-06-01"
_STATUS: Final = "agreed, not adopted"
_CAP: Final = "detention_days_max_extended"
_TWO_YEARS: Final = 731
_NOT_BOUND: Final = {
    "uk": "the United Kingdom is no Member State, so no regulation of the Union applies there",
    "dk": "whether a regulation on return binds Denmark has to be checked first",
    "outline": "the outline has no numbers on return",
}
_KEYS: Final = ("rr-brief", "rr-ohh")


def in_motion(book: Rulebook, from_day: date | str) -> Rulebook:
    """Give a rulebook with the Return Regulation, as politically agreed on 1 June 2026, from a day.

    Its adoption and its start were not found, so nothing built in uses it: whoever wants to see
    what it would change says from which day.  Until that day the law stays as it is.  From it, the
    longest detention for removal is 24 months where a rulebook has the cap of the Directive of
    2008 (shorter caps of a country stay), and an appeal no longer suspends removal by itself.
    What bars removal (GR-50, GR-51) is fixed and stays as it is, and a recorded suspension bars
    removal as before.

    Args:
        book: ``eu``, or a rulebook of a Member State on it.
        from_day: The first day on which it is taken to be law.

    Returns:
        A new rulebook; its version and its status say what it is.

    Raises:
        RulebookError: The rulebook is of no State that it would bind, or the day is before the
            agreement.
        FactError: ``from_day`` is not a day.

    Example:
        >>> from continuum.rulebooks import load
        >>> book = in_motion(load("eu"), "2028-01-01")
        >>> book.version, [rule.id for rule in book.rules if rule.id.startswith("RR")]
        ('1+rr-2028-01-01', ['RR-1'])
    """
    day = as_day(from_day, "the day from which the Return Regulation is taken to be law")
    if day < as_day(_AGREED, "the day of the agreement"):
        raise RulebookError(
            f"the Return Regulation cannot be law on {day}, before it was agreed",
            help=f"give a day after {_AGREED}; when it will start was not found",
        )
    if book.name in _NOT_BOUND:
        raise RulebookError(
            f"rulebook `{book.name}` cannot have the Return Regulation: {_NOT_BOUND[book.name]}",
            help="take `eu`, or the rulebook of a Member State that it would bind",
        )
    cap = next((number for number in book.parameters if number.name == _CAP), None)
    if cap is None:
        raise RulebookError(
            f"rulebook `{book.name}` has no cap on detention for removal",
            help="take `eu`, or a rulebook that extends it",
        )
    known = {reference.key for reference in book.references}
    return book.extend(
        version=f"{book.version}+rr-{day}",
        status=f"{book.status}; with the Return Regulation from {day}: {_STATUS}",
        parameters=_lengthened(cap, day),
        rules=_no_suspension_by_itself(day),
        references=tuple(
            reference
            for reference in references("references_of_countries.toml")
            if reference.key in _KEYS and reference.key not in known
        ),
    )


def _lengthened(cap: Parameter, day: date) -> Parameter:
    """The cap with a last value from the day on, where it is that of the Directive."""
    from continuum.rulebooks import load

    try:
        baseline = load("eu").parameter(_CAP).on(day)
        present = cap.on(day)
    except FactError:
        return cap
    if present != baseline:
        return cap
    until = tuple(
        attrs.evolve(dated, valid_to=day)
        if dated.valid_to is None or dated.valid_to > day
        else dated
        for dated in cap.values
        if dated.valid_from is None or dated.valid_from < day
    )
    agreed = DatedValue(
        _TWO_YEARS,
        valid_from=day,
        sources=(
            f"SEEN:rr-brief (24 months, advocacy source; {_STATUS})",
            f"SEEN:rr-ohh (longer detention, press summary; {_STATUS})",
            "ASSUMPTION: 24 months counted as 731 days",
        ),
    )
    return attrs.evolve(cap, values=(*until, agreed))


def _no_suspension_by_itself(day: date) -> Rule:
    from continuum.rulebooks.eu.asked import suspension

    return Rule(
        "RR-1",
        "Under the Return Regulation as agreed, an appeal no longer suspends removal by itself.",
        "Ask the court to suspend removal; where a real risk is arguable, it must suspend all the same.",
        guard=~Known(suspension) | ~suspension.is_in("automatic"),
        governs=Governs("appeal_lodged"),
        then="warns",
        force="profile",
        precedence="rights",
        title="no suspension by itself",
        in_force_from=day,
        sources=(
            f"SEEN:rr-ohh (end of automatic suspension; {_STATUS})",
            "GK: ECtHR case law under art 13, where a claim under art 3 is arguable",
        ),
    )
