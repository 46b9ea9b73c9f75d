"""The Netherlands: what differs from the EU baseline."""

from __future__ import annotations

from continuum.guards import Flag, during, parameter, share_of
from continuum.rulebook import Governs, Rule
from continuum.rulebooks import eu
from continuum.rulebooks.eu.facts import (
    holds_nationality,
    sentence_start,
    term,
    would_be_stateless,
)
from continuum.rulebooks.eu.legal import in_custody, sentence_end
from continuum.rulebooks.eu.programme.conference import mode_asked
from continuum.rulebooks.national import (
    AFTER_SENTENCE,
    AFTER_SENTENCE_REGISTER,
    after_sentence_days_asked,
    counted_after_sentence,
    decided_by,
)
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references

__all__ = ["RULEBOOK"]

_BASE = eu.RULEBOOK
_COURTS = ("sentence_court", "prosecutor")

_supervision_imposed = Flag(
    "supervision_imposed_with_sentence",
    title="the judgment imposed the measure of long-term supervision with the sentence",
    moves="fixed",
    recorded_by=_COURTS,
)
_terrorism_conviction_final = Flag(
    "terrorism_conviction_final",
    title="the conviction is for a terrorist offence, and is final",
    moves="step",
    recorded_by=_COURTS,
    initially=False,
)
_prosecutor_applied = Flag(
    "prosecutor_applied", title="the prosecutor applied for it", of="request"
)
_real_chance_found = Flag(
    "real_chance_found",
    title="the court finds a real chance of a new offence, or of seriously burdening conduct",
    of="request",
)

_LAWFUL = ("national", "eu_citizen", "lawful_stay", "status_at_risk", "regularised")
_short_enough = term.at_most(parameter("interruption_short_term_max"))

_RULES = (
    Rule(
        "NL-1",
        "The part of the sentence that conditional release leaves open has a longest length.",
        "Wait until no more than that part of the sentence remains.",
        guard=(sentence_end - parameter("release_last_part")).reached(),
        governs=Governs("conditional_release_granted"),
        force="profile",
        precedence="rights",
        title="the last part of the sentence",
        in_force_from="2021-07-01",
        sources=("SEEN:nl-cvt2", "GK: art 6:2:10 Code of Criminal Procedure"),
    ),
    Rule(
        "NL-2",
        "Without a right to stay there is no conditional release, since life in the country cannot "
        "be prepared for.",
        "Establish the right to stay, or decide on an interruption of the sentence for departure.",
        guard=during("residence", *_LAWFUL),
        governs=Governs("conditional_release_granted"),
        force="profile",
        precedence="rights",
        title="no right to stay, no conditional release",
        sources=(
            "SEEN:nl-vi",
            "SEEN:nl-elh",
            "ASSUMPTION: a right to stay lasts until its withdrawal is decided",
        ),
    ),
    Rule(
        "NL-3",
        "A sentence is interrupted for departure only after a half of a short term, or two thirds of "
        "a longer one.",
        "Wait for that part of the sentence to be served.",
        guard=~in_custody
        | (
            _short_enough
            & (sentence_start + share_of(term, parameter("interruption_share_short"))).reached()
        )
        | (sentence_start + share_of(term, parameter("interruption_share_long"))).reached(),
        governs=Governs("removed"),
        force="profile",
        precedence="rights",
        title="when a sentence may be interrupted",
        sources=("SEEN:nl-sob", "GK: moved by Decree Stb. 2024, 387"),
    ),
    Rule(
        "NL-4",
        "Long-term supervision is imposed with the sentence; at its end the court decides on the "
        "prosecutor's application whether to carry it out.",
        "It must stand in the judgment, the prosecutor must apply, and the court must find a real "
        "chance of a new offence.",
        guard=_supervision_imposed & _prosecutor_applied & _real_chance_found,
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="long-term supervision",
        sources=("SEEN:nl-wlt", "GK: art 38z Penal Code"),
    ),
    Rule(
        "NL-6",
        "The case conference is one continuous process, from remand to the end of supervision.",
        "Open the conference in the continuous mode, so that the same people stay.",
        guard=mode_asked.is_in("continuous"),
        governs=Governs("conference_opened"),
        then="warns",
        force="profile",
        title="one continuous conference",
        sources=("SEED:S84", "SEEN:nl-insp22"),
    ),
    Rule(
        "NL-5",
        "Nationality is withdrawn only after a final conviction for terrorism, and only from people "
        "who hold another nationality.",
        "Wait for the final judgment; nobody may be left stateless.",
        guard=~holds_nationality | (_terrorism_conviction_final & ~would_be_stateless),
        governs=Governs("status_withdrawn"),
        force="profile",
        precedence="rights",
        title="withdrawal of nationality",
        sources=("SEEN:nl-rvs", "SEEN:nl-nat", "SEEN:nl-nos"),
    ),
    Rule(
        "NL-4.2",
        "Long-term supervision lasts as long as the law says.",
        "Give it an end within those bounds.",
        guard=after_sentence_days_asked.at_least(parameter("long_supervision_days_least"))
        & after_sentence_days_asked.at_most(parameter("long_supervision_days_max")),
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="length of long-term supervision",
        sources=("GK: two to five years",),
    ),
)

RULEBOOK = _BASE.extend(
    name="nl",
    title="the Netherlands",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, above all the articles on "
        "conditional release, the fractions of an interruption since 2024, and whether bill 36225 "
        "on case conferences is law; not legal advice"
    ),
    registers=(AFTER_SENTENCE_REGISTER,),
    facts=(after_sentence_days_asked, _supervision_imposed, _terrorism_conviction_final),
    parameters=read_parameters("continuum.rulebooks.nl", "nl.toml", _BASE.parameters),
    events=(
        decided_by(_BASE, "conditional_release_granted", "prosecutor"),
        *counted_after_sentence(_BASE, _prosecutor_applied, _real_chance_found),
    ),
    rules=_RULES,
    references=references("references_of_countries.toml"),
    without={"rules": "GR-15.4"},
)
