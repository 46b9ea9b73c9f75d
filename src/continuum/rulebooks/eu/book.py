"""The EU baseline, put together: legal status, supervision, residence and continuity."""

from __future__ import annotations

from continuum.rulebook import Rulebook
from continuum.rulebooks.eu import (
    continuity,
    detention,
    legal,
    removal,
    residence,
    rules_continuity,
    rules_liberty,
    rules_removal,
    sentence,
    status,
    supervision,
)
from continuum.rulebooks.eu.facts import FACTS
from continuum.rulebooks.eu.phases import PHASES_OF
from continuum.rulebooks.eu.registers import DERIVED, REGISTERS
from continuum.rulebooks.eu.steps import STEPS
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references
from continuum.rulebooks.roles import ROLES

__all__ = ["RULEBOOK"]

_TRACKS = (sentence, supervision, status, removal, detention, continuity)

RULEBOOK = Rulebook(
    "eu",
    "1",
    as_of="2026-11-23",
    title="the baseline of European law",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, and the Return Directive of "
        "2008 is the regime; not legal advice"
    ),
    roles=ROLES,
    regions=(legal.LEGAL, supervision.SUPERVISION, residence.RESIDENCE, continuity.CONTINUITY),
    facts=(*FACTS, *DERIVED),
    registers=REGISTERS,
    parameters=read_parameters("continuum.rulebooks.eu", "eu.toml"),
    events=tuple(event for track in _TRACKS for event in track.EVENTS),
    transitions=tuple(way for track in _TRACKS for way in track.TRANSITIONS),
    rules=(*rules_liberty.RULES, *rules_continuity.RULES, *rules_removal.RULES),
    steps=STEPS,
    handovers=continuity.HANDOVERS,
    phases=PHASES_OF,
    lead="prison_case_manager",
    references=references(),
)
