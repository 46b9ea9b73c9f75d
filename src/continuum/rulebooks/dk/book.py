"""Denmark: what differs from the EU baseline."""

from __future__ import annotations

import attrs

from continuum.guards import NEVER, Flag, during, parameter
from continuum.rulebook import Adds, DutyForm, Event, Governs, Rule, Said, Sets, stays
from continuum.rulebook.request import authority_named, legal_basis_given, the_day
from continuum.rulebooks import eu
from continuum.rulebooks.eu.asked import condition_asked, title_until
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references

__all__ = ["RULEBOOK"]

_BASE = eu.RULEBOOK

_close_family_spared = Flag(
    "close_family_spared", title="the ban leaves close family alone", of="request"
)
_duties_examined = Flag(
    "duties_examined",
    title="it was examined whether the duties of tolerated stay are still proportionate",
    moves="step",
    initially=False,
)

_EVENTS = (
    Event(
        "ban_imposed_with_judgment",
        "ban on residence or contact imposed with the judgment",
        "sentence_court",
        adverse=True,
        requires=during("legal", "remand", "sentenced_custody"),
        remedy="it is imposed with the judgment",
        asks=(condition_asked, title_until, _close_family_spared),
        needs=("condition_asked", "title_until"),
        effects=(
            Adds(
                "conditions",
                {
                    "condition_kind": Said("condition_asked"),
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                end=Said("title_until"),
            ),
        ),
        sources=("SEEN:dk-l130",),
    ),
    Event(
        "toleration_duties_examined",
        "duties of tolerated stay examined",
        ("asylum_or_administrative_court", "immigration_case_officer"),
        effects=(Sets("duties_examined", True),),
        about="To live at a centre, to report, not to work.",
        sources=("SEEN:dk-tolerated", "SEEN:dk-drc"),
    ),
    attrs.evolve(
        _BASE.event("toleration_granted"),
        effects=(*_BASE.event("toleration_granted").effects, Sets("duties_examined", False)),
    ),
)
_TRANSITIONS = (stays("toleration_duties_examined", "residence", "tolerated_stay"),)

_RULES = (
    attrs.evolve(_BASE.rule("GR-44"), force="fixed", sources=("SEEN:dk-115",)),
    Rule(
        "DK-1",
        "A ban with the judgment concerns residence, places or contact, and never keeps close family "
        "apart.",
        "Choose a ban that the law knows, and leave close family out of it.",
        guard=condition_asked.is_in("residence", "area_ban", "contact_ban")
        & _close_family_spared
        & authority_named
        & legal_basis_given,
        governs=Governs("ban_imposed_with_judgment"),
        precedence="rights",
        title="bans with the judgment",
        sources=("SEEN:dk-l130 (bill)",),
    ),
    Rule(
        "DK-2",
        "The duties of tolerated stay are examined again, since they do not stay proportionate for "
        "ever.",
        "Examine whether living at the centre and reporting are still proportionate.",
        guard=NEVER,
        governs=Governs("toleration_granted"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "examine whether the duties of tolerated stay are still proportionate",
            "immigration_case_officer",
            due=the_day + parameter("toleration_review_time"),
            met=_duties_examined,
        ),
        title="tolerated stay is examined again",
        sources=("SEEN:dk-tolerated", "ASSUMPTION: at four years, the shorter of two judgments"),
    ),
)

RULEBOOK = _BASE.extend(
    name="dk",
    title="Denmark",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked; Denmark's part in each "
        "instrument of the Union must be checked one by one, and the outcome of bill L 198 of 2025 "
        "was not found; not legal advice"
    ),
    facts=(_duties_examined,),
    parameters=read_parameters("continuum.rulebooks.dk", "dk.toml", _BASE.parameters),
    events=_EVENTS,
    transitions=_TRANSITIONS,
    rules=_RULES,
    references=references("references_of_countries.toml"),
)
