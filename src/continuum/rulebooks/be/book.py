"""Belgium: what differs from the EU baseline."""

from __future__ import annotations

from continuum.guards import Flag, parameter, share_of
from continuum.rulebook import Governs, Rule
from continuum.rulebooks import eu
from continuum.rulebooks.eu.facts import sentence_start, term
from continuum.rulebooks.eu.registers import detention_days_asked
from continuum.rulebooks.national import (
    AFTER_SENTENCE,
    AFTER_SENTENCE_REGISTER,
    after_sentence_days_asked,
    also_asking,
    counted_after_sentence,
    decided_by,
)
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references

__all__ = ["RULEBOOK"]

_BASE = eu.RULEBOOK
_COURTS = ("sentence_court", "prosecutor")
_DETENTION = ("pre_removal_detention_ordered", "detention_renewed")

_legal_repeat = Flag(
    "legal_repeat",
    title="the judgment found a repeat offence in the sense of the law",
    moves="fixed",
    recorded_by=_COURTS,
)
_at_disposal = Flag(
    "at_disposal_of_court",
    title="the judgment put the person at the disposal of the sentence court",
    moves="fixed",
    recorded_by=_COURTS,
)
_threat_to_public_order = Flag(
    "threat_to_public_order",
    title="beside a ground of the law, a threat to public order is established",
    of="request",
)

_RULES = (
    Rule(
        "BE-1",
        "After a repeat offence in the sense of the law, conditional release waits for two thirds.",
        "Wait for two thirds of the sentence.",
        guard=~_legal_repeat
        | (sentence_start + share_of(term, parameter("release_share_repeat"))).reached(),
        governs=Governs("conditional_release_granted"),
        force="profile",
        precedence="rights",
        title="repeat offence",
        sources=("GK: being reformed, check",),
    ),
    Rule(
        "BE-2",
        "The end of the sentence brings no conditions, unless the judgment put the person at the "
        "disposal of the sentence court.",
        "Nothing but voluntary offers is possible.",
        guard=_at_disposal,
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="nothing after the sentence without the judgment",
        sources=("SEEN:be-bt", "SEEN:be-tbs"),
    ),
    Rule(
        "BE-3",
        "The time at the disposal of the sentence court is as long as the law says.",
        "Give it an end within those bounds.",
        guard=after_sentence_days_asked.at_least(parameter("disposal_days_least"))
        & after_sentence_days_asked.at_most(parameter("disposal_days_max")),
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="length of the time at disposal",
        sources=("SEEN:be-tbs",),
    ),
    Rule(
        "BE-4",
        "Detention for removal beyond five months is for threats to public order only, and never for "
        "them alone.",
        "Release the person, or establish the threat beside a ground of the law.",
        guard=detention_days_asked.at_most(parameter("detention_days_max"))
        | _threat_to_public_order,
        governs=Governs(_DETENTION),
        force="profile",
        precedence="rights",
        title="longer detention",
        sources=("SEEN:be-det",),
    ),
)

RULEBOOK = _BASE.extend(
    name="be",
    title="Belgium",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, above all the fractions for "
        "conditional release, which are being reformed, and the new Penal Code of 2026; not legal "
        "advice"
    ),
    registers=(AFTER_SENTENCE_REGISTER,),
    facts=(after_sentence_days_asked, _legal_repeat, _at_disposal),
    parameters=read_parameters("continuum.rulebooks.be", "be.toml", _BASE.parameters),
    events=(
        *counted_after_sentence(_BASE),
        decided_by(_BASE, "supervision_transfer_requested", "prosecutor"),
        *(also_asking(_BASE, event, _threat_to_public_order) for event in _DETENTION),
    ),
    rules=_RULES,
    references=references("references_of_countries.toml"),
    without={"rules": "GR-15.4"},
)
