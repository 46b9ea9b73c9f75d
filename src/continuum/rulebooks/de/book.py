"""Germany: what differs from the EU baseline (federal law; the Laender run prisons)."""

from __future__ import annotations

from continuum.guards import Flag, during, parameter, share_of
from continuum.rulebook import Adds, DutyForm, Event, Governs, Rule, Said, Sets, stays
from continuum.rulebook.request import authority_named, legal_basis_given, the_day
from continuum.rulebooks import eu
from continuum.rulebooks.eu.asked import title_until
from continuum.rulebooks.eu.facts import condition_breached, linked_pathway, sentence_start, term
from continuum.rulebooks.eu.legal import HELD, at_liberty, in_custody
from continuum.rulebooks.eu.registers import supervision_title
from continuum.rulebooks.eu.residence import BARRED, PURSUED
from continuum.rulebooks.national import (
    AFTER_SENTENCE,
    AFTER_SENTENCE_REGISTER,
    after_sentence_days_asked,
    counted_after_sentence,
)
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references

__all__ = ["RULEBOOK"]

_BASE = eu.RULEBOOK
_COURTS = ("sentence_court", "prosecutor")

_intentional_offence = Flag(
    "intentional_offence",
    title="the sentence is for an intentional offence",
    moves="fixed",
    recorded_by=_COURTS,
)
_supervision_dropped = Flag(
    "supervision_dropped",
    title="the court found that supervision after full service is not needed",
    moves="step",
    initially=False,
)
_resumption_announced = Flag(
    "resumption_announced",
    title="the person was told that the rest of the sentence may be enforced upon return",
    moves="step",
    initially=False,
)
_application_made = Flag(
    "application_made", title="the supervising authority applied for it", of="request"
)

_by_law = ~term.below(parameter("automatic_supervision_term")) & _intentional_offence

_EVENTS = (
    *counted_after_sentence(_BASE),
    Event(
        "automatic_supervision_dropped",
        "supervision after full service dropped",
        "sentence_court",
        requires=in_custody,
        remedy="it is decided before the sentence ends",
        effects=(Sets("supervision_dropped", True),),
        about="Because no new offences are to be expected even without it.",
        sources=("SEEN:de-68f",),
    ),
    Event(
        "resumption_announced",
        "told that the rest of the sentence may be enforced upon return",
        ("prosecutor", "prison_case_manager"),
        effects=(Sets("resumption_announced", True),),
        sources=("SEEN:de-456a",),
    ),
    Event(
        "breach_prosecuted",
        "breach of a directive prosecuted as an offence of its own",
        "prosecutor",
        adverse=True,
        requires=condition_breached,
        remedy="there must be a breach of a directive",
        asks=(_application_made,),
        effects=(Sets("linked_pathway", False),),
        about="A new procedure with a pathway of its own; nothing is recalled.",
        sources=("SEEN:de-145a", "GK: section 145a Penal Code, on application"),
    ),
    Event(
        "surveillance_of_expelled_ordered",
        "surveillance of somebody expelled and not removed ordered",
        "immigration_case_officer",
        adverse=True,
        requires=at_liberty & during("residence", *PURSUED, *BARRED),
        remedy="it is for people at liberty who have to leave and are not removed",
        asks=(title_until,),
        needs="title_until",
        effects=(
            Adds(
                "titles",
                {
                    "kind": "administrative_measure",
                    "authority": Said("authority"),
                    "reference": Said("legal_basis"),
                },
                end=Said("title_until"),
            ),
        ),
        about="Reporting at least weekly, residence in the district, ordered accommodation.",
        sources=("SEEN:de-56", "GK: limits on contact and communication"),
    ),
)
_TRANSITIONS = (stays("breach_prosecuted", "supervision", "breach_review"),)

_RULES = (
    Rule(
        "DE-1",
        "A very short sentence leaves nothing to release from, since two months are served first.",
        "Wait for the end of the sentence.",
        guard=~term.below(parameter("shortest_term_for_release")),
        governs=Governs("conditional_release_granted"),
        force="profile",
        precedence="rights",
        title="least time served",
        sources=("SEEN:de-57 (at least two months served)",),
    ),
    Rule(
        "DE-2",
        "Whoever serves a longer sentence for an intentional offence in full is supervised by law, "
        "unless the court drops it.",
        "Record the supervision with its end and conditions, or that the court drops it.",
        guard=~_by_law | _supervision_dropped | supervision_title | ~during("legal", *HELD),
        governs=Governs("sentence_expired"),
        then="owes",
        force="profile",
        precedence="continuity",
        duty=DutyForm(
            "record the supervision that began by law, its end and its conditions",
            "sentence_court",
            due=the_day + parameter("automatic_supervision_time"),
            met=supervision_title | _supervision_dropped,
        ),
        title="supervision by law after full service",
        sources=("SEEN:de-68f", "ASSUMPTION: one working day"),
    ),
    Rule(
        "DE-3",
        "Supervision after full service is for longer sentences for an intentional offence, and not "
        "where the court dropped it.",
        "Nothing but voluntary offers is possible, unless another title is decided.",
        guard=_by_law & ~_supervision_dropped,
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="when supervision follows full service",
        sources=("SEEN:de-68f",),
    ),
    Rule(
        "DE-4",
        "Supervision after full service lasts as long as the law says.",
        "Give it an end within those bounds.",
        guard=after_sentence_days_asked.at_least(parameter("supervision_days_least"))
        & after_sentence_days_asked.at_most(parameter("supervision_days_max")),
        governs=Governs(AFTER_SENTENCE),
        force="profile",
        precedence="rights",
        title="length of supervision",
        sources=("GK: section 68c Penal Code",),
    ),
    Rule(
        "DE-5",
        "After full service the breach of a directive can only be an offence of its own, and only on "
        "application.",
        "Let the supervising authority apply first.",
        guard=_application_made,
        governs=Governs("breach_prosecuted"),
        force="profile",
        precedence="rights",
        title="breach is a separate offence",
        sources=("SEEN:de-145a", "GK: section 145a Penal Code"),
    ),
    Rule(
        "DE-5.2",
        "A new procedure opens a linked pathway; nothing is merged.",
        "Open a linked pathway.",
        guard=linked_pathway,
        governs=Governs("breach_prosecuted"),
        then="owes",
        force="profile",
        precedence="rights",
        duty=DutyForm(
            "open a linked pathway for the new procedure",
            "case_conference_chair",
            due=the_day + parameter("reactivation_time"),
            met=linked_pathway,
        ),
        title="linked pathway",
        sources=("ASSUMPTION: one pathway per title, fourteen days",),
    ),
    Rule(
        "DE-6",
        "Enforcement may be waived for removal from half of the sentence.",
        "Wait for half of the sentence.",
        guard=~in_custody | (sentence_start + share_of(term, parameter("waiver_share"))).reached(),
        governs=Governs("removed"),
        force="profile",
        precedence="rights",
        title="waiver of enforcement for removal",
        sources=("SEEN:de-456a", "SEEN:de-456a-b (in practice, and it varies by Land)"),
    ),
    Rule(
        "DE-6.2",
        "Whoever leaves during the sentence is told that its rest may be enforced upon return.",
        "Tell the person what return would mean.",
        guard=~in_custody | _resumption_announced,
        governs=Governs("removed"),
        then="owes",
        force="profile",
        precedence="rights",
        duty=DutyForm(
            "tell the person that the rest of the sentence may be enforced upon return",
            "prosecutor",
            due=the_day,
            met=_resumption_announced,
        ),
        title="told what return would mean",
        sources=("SEEN:de-456a",),
    ),
    Rule(
        "DE-7",
        "The rest of the sentence is caught up only with people who were told that it may be.",
        "Somebody who was not told is not held for the rest.",
        guard=_resumption_announced,
        governs=Governs("sentence_resumed"),
        force="profile",
        precedence="rights",
        title="told before it is caught up",
        sources=("SEEN:de-456a",),
    ),
    Rule(
        "DE-8",
        "Surveillance of people expelled and not removed has a title and a legal basis.",
        "Name the authority and the legal basis.",
        guard=authority_named & legal_basis_given,
        governs=Governs("surveillance_of_expelled_ordered"),
        force="fixed",
        precedence="rights",
        title="title of the surveillance",
        sources=("SEEN:de-56", "ASSUMPTION: design rule on coercive states"),
    ),
)

RULEBOOK = _BASE.extend(
    name="de",
    title="Germany",
    status=(
        "drafted from stored excerpts; what is marked GK is unchecked, above all sections 57(2), "
        "68c, 145a Penal Code and 60a Residence Act, and practice varies by Land; not legal advice"
    ),
    registers=(AFTER_SENTENCE_REGISTER,),
    facts=(
        after_sentence_days_asked,
        _intentional_offence,
        _supervision_dropped,
        _resumption_announced,
    ),
    parameters=read_parameters("continuum.rulebooks.de", "de.toml", _BASE.parameters),
    events=_EVENTS,
    transitions=_TRANSITIONS,
    rules=_RULES,
    references=references("references_of_countries.toml"),
    without={"rules": "GR-15.4"},
)
