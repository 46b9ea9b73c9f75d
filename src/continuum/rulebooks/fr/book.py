"""France: what differs from the EU baseline."""

from __future__ import annotations

import attrs

from continuum.guards import Day, Flag, during, parameter
from continuum.rulebook import Event, Governs, Rule, Sets, stays
from continuum.rulebook.request import the_day
from continuum.rulebooks import eu
from continuum.rulebooks.eu.asked import strictly_necessary, title_until
from continuum.rulebooks.eu.facts import programme_offered, term
from continuum.rulebooks.eu.registers import detention_days_asked
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
_DETENTION = ("pre_removal_detention_ordered", "detention_renewed")


def _asked(name: str, title: str) -> Flag:
    return Flag(name, title=title, of="request")


_repeat_offence = Flag(
    "repeat_offence",
    title="the sentence is for a repeat offence",
    moves="fixed",
    recorded_by=("sentence_court", "prosecutor"),
)
_minor_at_offence = Flag(
    "minor_at_offence",
    title="the person was a minor at the time of the offence",
    moves="fixed",
    recorded_by=("sentence_court", "prosecutor"),
)
_suspended_on = Day(
    "suspended_on", title="the day on which supervision was suspended", moves="step"
)
_back_at_liberty_on = Day(
    "back_at_liberty_on",
    title="the day on which the detention that suspended it ended",
    moves="step",
)
_resumption_confirmed = Flag(
    "resumption_confirmed",
    title="the court confirmed that supervision resumes",
    moves="step",
    initially=False,
)
_prosecutor_applied = _asked("prosecutor_applied", "the anti-terrorism prosecutor applied for it")
_very_high_probability = _asked(
    "very_high_probability",
    "the court finds a very high probability of a new offence, and persistent adherence",
)
_no_other_surveillance = _asked(
    "no_other_surveillance", "no socio-judicial follow-up or other surveillance runs beside it"
)
_terrorism_linked = _asked(
    "terrorism_linked",
    "a terrorism-linked ban or expulsion is carried out, and house arrest would not suffice",
)
_exceptional = _asked("exceptional", "the further extension is exceptional and says why")

_EVENTS = (
    *counted_after_sentence(
        _BASE, _prosecutor_applied, _very_high_probability, _no_other_surveillance
    ),
    *(also_asking(_BASE, event, _terrorism_linked, _exceptional) for event in _DETENTION),
    attrs.evolve(
        _BASE.event("supervision_suspended"),
        effects=(
            Sets("suspended_on", the_day),
            Sets("back_at_liberty_on", None),
            Sets("resumption_confirmed", False),
        ),
    ),
    Event(
        "suspending_detention_ended",
        "detention that suspended supervision ended",
        ("probation_officer", "prison_governor"),
        effects=(Sets("back_at_liberty_on", the_day),),
        sources=("SEEN:fr-mjp",),
    ),
    Event(
        "resumption_confirmed",
        "resumption of supervision confirmed",
        "sentence_court",
        adverse=True,
        effects=(Sets("resumption_confirmed", True),),
        sources=("SEEN:fr-mjp",),
    ),
)
_TRANSITIONS = (
    stays("suspending_detention_ended", "supervision", "suspended"),
    stays("resumption_confirmed", "supervision", "suspended"),
)

_long_suspension = (_suspended_on + parameter("suspension_without_court")).reached()

_RULES = (
    Rule(
        "FR-2",
        "The measure after the sentence is for long terms only, or for shorter ones upon repetition.",
        "Nothing but voluntary offers or an administrative measure is possible.",
        guard=~term.below(parameter("post_sentence_term"))
        | (~term.below(parameter("post_sentence_term_repeat")) & _repeat_offence),
        governs=Governs(AFTER_SENTENCE),
        precedence="rights",
        title="long terms only",
        sources=("SEEN:fr-mjp", "SEEN:fr-70625"),
    ),
    Rule(
        "FR-3",
        "The measure after the sentence is only for people who could benefit from support during it.",
        "Offer the programme in writing while the sentence is served.",
        guard=programme_offered,
        governs=Governs(AFTER_SENTENCE),
        precedence="rights",
        title="support was offered first",
        sources=("SEEN:fr-mjp",),
    ),
    Rule(
        "FR-4",
        "The court orders the measure after the sentence on the prosecutor's request, with strict "
        "findings, and never beside other surveillance.",
        "The prosecutor must apply, the findings be made, and no other surveillance run.",
        guard=_prosecutor_applied
        & _very_high_probability
        & strictly_necessary
        & _no_other_surveillance,
        governs=Governs(AFTER_SENTENCE),
        precedence="rights",
        title="strict preconditions",
        sources=("SEEN:fr-mjp", "SEEN:fr-70625"),
    ),
    Rule(
        "FR-5",
        "The measure after the sentence is ordered for one year at most.",
        "Give it an end within a year; it may be renewed on new elements.",
        guard=after_sentence_days_asked.at_most(parameter("post_sentence_days_at_once")),
        governs=Governs(AFTER_SENTENCE),
        precedence="rights",
        title="a year at first",
        sources=("SEEN:fr-mjp-1",),
    ),
    Rule(
        "FR-5.2",
        "The measure after the sentence is renewed for one year at most, and for five years in all, "
        "three for people who were minors.",
        "Give it an end within a year, and within the years that it may last in all.",
        guard=(title_until - parameter("post_sentence_longest")).reached()
        & after_sentence_days_asked.at_most(parameter("post_sentence_days_max"))
        & (
            ~_minor_at_offence
            | after_sentence_days_asked.at_most(parameter("post_sentence_days_max_minors"))
        ),
        governs=Governs("supervision_renewed"),
        precedence="rights",
        title="a year at a time, five in all",
        sources=("SEEN:fr-mjp", "SEEN:fr-mjp-1"),
    ),
    Rule(
        "FR-6",
        "After a suspension of more than six months supervision resumes only when the court confirms it.",
        "Let the court confirm that supervision resumes.",
        guard=~_long_suspension | _resumption_confirmed,
        governs=Governs("supervision_resumed"),
        precedence="rights",
        title="confirmed by the court",
        sources=("SEEN:fr-mjp", "ASSUMPTION: counted from suspension to resumption"),
    ),
    Rule(
        "FR-6.2",
        "Supervision that was suspended for long ends by law when the court does not confirm it in time.",
        "End the supervision today.",
        guard=during("supervision", "suspended")
        & _long_suspension
        & ~_resumption_confirmed
        & (_back_at_liberty_on + parameter("resumption_time")).reached(),
        governs=Governs("supervision_lifted"),
        then="demands",
        precedence="liberty",
        title="not confirmed, so ended",
        sources=("SEEN:fr-mjp",),
    ),
    Rule(
        "FR-7",
        "Detention for removal beyond ninety days is for terrorism-linked bans and expulsions only.",
        "Release the person, or show the ban or expulsion, and why house arrest would not do.",
        guard=detention_days_asked.at_most(parameter("detention_days_max")) | _terrorism_linked,
        governs=Governs(_DETENTION),
        precedence="rights",
        title="longer detention",
        sources=("SEEN:fr-l742", "SEEN:fr-ce25"),
    ),
    Rule(
        "FR-7.2",
        "Detention for removal beyond a hundred and eighty days is exceptional.",
        "Release the person, or show what makes the extension exceptional.",
        guard=detention_days_asked.at_most(parameter("detention_days_unexceptional"))
        | _exceptional,
        governs=Governs(_DETENTION),
        precedence="rights",
        title="exceptional detention",
        sources=("SEEN:fr-l742",),
    ),
)

RULEBOOK = _BASE.extend(
    name="fr",
    title="France",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, the start of the recodified "
        "measure after the sentence (Ordinance 2025-1091) was not found, and no fraction for "
        "conditional release was read; not legal advice"
    ),
    registers=(AFTER_SENTENCE_REGISTER,),
    facts=(
        after_sentence_days_asked,
        _repeat_offence,
        _minor_at_offence,
        _suspended_on,
        _back_at_liberty_on,
        _resumption_confirmed,
    ),
    parameters=read_parameters("continuum.rulebooks.fr", "fr.toml", _BASE.parameters),
    events=_EVENTS,
    transitions=_TRANSITIONS,
    rules=_RULES,
    references=references("references_of_countries.toml"),
)
