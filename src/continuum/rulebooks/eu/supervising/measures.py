"""Measures with an end of their own: administrative ones, and supervision renewed or overlapping."""

from __future__ import annotations

from continuum.guards import AnyInForce, Choice, Flag, Number, TotalDays, parameter
from continuum.rulebook import Adds, Ends, Event, Governs, Register, Rule, Said
from continuum.rulebooks.eu.asked import (
    condition_asked,
    individual_reasons,
    strictly_necessary,
    support_was_offered,
    title_until,
    treatment_agreed,
)
from continuum.rulebooks.eu.legal import at_liberty
from continuum.rulebooks.eu.registers import measure_title, supervision_title, title

__all__ = [
    "DERIVED",
    "EVENTS",
    "MEASURES",
    "REGISTERS",
    "RULES",
    "measure_asked",
    "measure_days_asked",
    "new_elements",
    "renewal_basis",
    "reporting_condition",
    "reporting_measure",
]

_KINDS = ("reporting", "residence", "contact_ban", "area_ban", "electronic_monitoring")
_AUTHORITIES = ("municipality", "prosecutor")

MEASURES = Register(
    "measures",
    (
        Choice("measure_kind", title="what the measure asks", options=_KINDS),
        Choice("authority", title="the authority that imposed it"),
        Choice("reference", title="its reference or legal basis"),
    ),
    title="administrative measures",
    about="Each has its own title and its own end; on its end day it holds no more.",
)
REGISTERS = (MEASURES,)

measure_asked = Choice("measure_asked", title="what the measure asks", of="request", options=_KINDS)
new_elements = Flag(
    "new_elements", title="there are new or additional elements since the last one", of="request"
)
renewal_basis = Choice(
    "renewal_basis",
    title="what the renewal rests on",
    of="request",
    options=("new_elements", "same_elements"),
)

measure_days_asked = Number(
    "measure_days_asked",
    title="days of administrative measures, those now asked for included",
    moves="rising",
    unit="days",
    derived=TotalDays("measures", with_request=True),
)


def _reporting(name: str, register: str, field: str, words: str) -> Flag:
    return Flag(name, title=words, derived=AnyInForce(register, {field: "reporting"}))


reporting_measure = _reporting(
    "reporting_measure", "measures", "measure_kind", "a measure that asks to report is in force"
)
reporting_condition = _reporting(
    "reporting_condition",
    "conditions",
    "condition_kind",
    "a condition that asks to report is in force",
)
DERIVED = (measure_days_asked, reporting_measure, reporting_condition)

_RECORDED = Adds(
    "measures",
    {
        "measure_kind": Said("measure_asked"),
        "authority": Said("authority"),
        "reference": Said("legal_basis"),
    },
    end=Said("title_until"),
)
_ENDED = (Ends("titles", {"kind": "administrative_measure"}), Ends("measures"))
_ASKS = (measure_asked, title_until, strictly_necessary, individual_reasons, new_elements)
_NEEDS = ("measure_asked", "title_until")

EVENTS = (
    Event(
        "administrative_measure_imposed",
        "administrative measure imposed",
        _AUTHORITIES,
        adverse=True,
        requires=at_liberty & ~measure_title,
        remedy="an administrative measure is for people at liberty, and while one is in force it "
        "can only be renewed",
        asks=_ASKS,
        needs=_NEEDS,
        effects=(title("administrative_measure"), _RECORDED),
        about="A minister or prefect acts through the authority that is named.",
        sources="SEEN:fr-micas",
    ),
    Event(
        "administrative_measure_renewed",
        "administrative measure renewed",
        _AUTHORITIES,
        adverse=True,
        requires=at_liberty & measure_title,
        remedy="a measure is renewed before it ends; afterwards a new one must be imposed",
        asks=_ASKS,
        needs=_NEEDS,
        effects=(*_ENDED, title("administrative_measure"), _RECORDED),
        about="The old measure ends on the day on which the new one begins.",
        sources="SEEN:fr-micas",
    ),
    Event(
        "administrative_measure_lifted",
        "administrative measure lifted early",
        (*_AUTHORITIES, "asylum_or_administrative_court"),
        requires=measure_title,
        remedy="there must be a measure in force",
        effects=_ENDED,
        sources="GK",
    ),
    Event(
        "supervision_renewed",
        "supervision renewed",
        "sentence_court",
        adverse=True,
        asks=(title_until, renewal_basis),
        needs=("title_until", "renewal_basis"),
        effects=(Ends("titles", {"kind": "supervision"}), title("supervision")),
        about="The old title ends on the day on which the new one begins.",
        sources="SEEN:fr-mjp",
    ),
)
_MEASURES = ("administrative_measure_imposed", "administrative_measure_renewed")
_no_reporting = ~reporting_measure & ~reporting_condition

RULES = (
    Rule(
        "GR-10.2",
        "Treatment is a condition only where the person agrees to it.",
        "Ask the person, explain the treatment, and record the answer.",
        guard=~condition_asked.is_in("treatment") | treatment_agreed,
        governs=Governs("condition_imposed"),
        precedence="rights",
        title="treatment by consent",
        sources="GK",
    ),
    Rule(
        "GR-10.3",
        "Two titles that both ask the person to report can collide.",
        "Let the authorities agree on days and places before both apply.",
        guard=~condition_asked.is_in("reporting") | _no_reporting,
        governs=Governs("condition_imposed"),
        then="warns",
        title="two titles collide",
        sources=("SEED:S58",),
    ),
    Rule(
        "GR-12.2",
        "Supervision is renewed before it ends and, where the law says so, on new elements.",
        "Decide before the last day, and name the new elements; afterwards it has ended.",
        guard=supervision_title & renewal_basis.is_in(parameter("supervision_renewal_bases")),
        governs=Governs("supervision_renewed"),
        precedence="rights",
        title="renewed before its end",
        sources=("SEEN:fr-mjp", "GK"),
    ),
    Rule(
        "GR-15",
        "A measure needs individual reasons, must be strictly necessary, and keeps to its longest "
        "term and to the most that all measures may last together.",
        "Give reasons about this person, show the need, and choose an end within both limits.",
        guard=individual_reasons
        & strictly_necessary
        & (title_until - parameter("measure_longest_time")).reached()
        & measure_days_asked.at_most(parameter("measure_days_max")),
        governs=Governs(_MEASURES),
        precedence="rights",
        title="limits of a measure",
        sources=("SEEN:fr-micas", "ASSUMPTION: by country"),
    ),
    Rule(
        "GR-15.2",
        "Beyond a first length, a measure goes on only on new or additional elements.",
        "Name the new elements, or let the measure end on its day.",
        guard=new_elements
        | ~measure_days_asked.at_least(parameter("measure_days_on_same_elements")),
        governs=Governs(_MEASURES),
        precedence="rights",
        title="new elements",
        sources=("SEEN:fr-micas", "ASSUMPTION: by country"),
    ),
    Rule(
        "GR-15.3",
        "A measure beside supervision doubles what is asked of the person.",
        "Compare both titles first, and let their authorities agree on what each asks.",
        guard=~supervision_title,
        governs=Governs(_MEASURES),
        then="warns",
        title="measure beside supervision",
        sources=("SEED:S58", "SEEN:fr-mjp"),
    ),
    Rule(
        "GR-15.4",
        "Supervision after the sentence is ordered only where it is strictly necessary and the person "
        "could benefit from support while serving.",
        "Show the need from this person's own case, and that support was on offer.",
        guard=individual_reasons & strictly_necessary & support_was_offered,
        governs=Governs(("post_sentence_supervision_ordered", "supervision_started")),
        force="profile",
        precedence="rights",
        title="supervision after the sentence",
        sources=("SEEN:fr-mjp",),
    ),
)
