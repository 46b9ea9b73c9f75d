"""The United Kingdom (England and Wales): what differs from the EU baseline."""

from __future__ import annotations

from continuum.guards import Flag, parameter
from continuum.rulebook import Governs, Rule
from continuum.rulebooks import eu
from continuum.rulebooks.eu.custody import borders
from continuum.rulebooks.national import (
    AFTER_SENTENCE,
    AFTER_SENTENCE_REGISTER,
    after_sentence_days_asked,
    also_asking,
    counted_after_sentence,
)
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references

__all__ = ["RULEBOOK"]

_BASE = eu.RULEBOOK

_special_sentence = Flag(
    "special_sentence",
    title="the judgment gave a special sentence with a further year on licence",
    moves="fixed",
    recorded_by=("sentence_court", "prosecutor"),
)
_board_directs = Flag("board_directs", title="the Parole Board directs release", of="request")

_RULES = (
    Rule(
        "UK-1",
        "People convicted of a terrorist offence are released before the end only if the Parole Board "
        "directs it.",
        "Wait for the direction of the Parole Board.",
        guard=_board_directs,
        governs=Governs("conditional_release_granted"),
        force="profile",
        precedence="rights",
        title="the Parole Board directs",
        in_force_from="2020-01-01",
        sources=("SEEN:uk-torer", "ASSUMPTION: since 1 January 2020; the source says since 2020"),
    ),
    Rule(
        "UK-2",
        "Only a special sentence brings a licence after its end.",
        "Nothing but voluntary offers is possible.",
        guard=_special_sentence,
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="licence after the sentence",
        sources=("SEEN:uk-ctsa",),
    ),
    Rule(
        "UK-2.2",
        "The licence after a special sentence lasts twelve months.",
        "Give it an end within twelve months.",
        guard=after_sentence_days_asked.at_most(parameter("licence_days_max")),
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="length of the licence",
        sources=("SEEN:uk-ctsa",),
    ),
)

_OUT = tuple(event.name for event in borders.EVENTS)

RULEBOOK = _BASE.extend(
    name="uk",
    title="the United Kingdom (England and Wales)",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked; not a Member State: the "
        "framework decisions are left out, and the numbers of the Return Directive stand for "
        "national ones that were not found; not legal advice"
    ),
    registers=(AFTER_SENTENCE_REGISTER,),
    facts=(
        after_sentence_days_asked,
        _special_sentence,
    ),
    parameters=read_parameters("continuum.rulebooks.uk", "uk.toml", _BASE.parameters),
    events=(
        *counted_after_sentence(_BASE),
        also_asking(_BASE, "conditional_release_granted", _board_directs),
    ),
    rules=_RULES,
    references=references("references_of_countries.toml"),
    without={
        "events": _OUT,
        "transitions": tuple(dict.fromkeys(move.event for move in borders.TRANSITIONS)),
        "facts": tuple(fact.name for fact in borders.FACTS),
        "handovers": tuple(handover.id for handover in borders.HANDOVERS),
        "rules": ("GR-15.4", *(rule.id for rule in borders.RULES)),
    },
)
