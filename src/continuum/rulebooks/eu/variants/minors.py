"""Minors and young adults: guardian, a place apart, and the youth service that leads (H11)."""

from __future__ import annotations

from continuum.guards import Day, Flag, during, parameter
from continuum.rulebook import DutyForm, Event, Governs, Handover, Rule, Sets
from continuum.rulebook.request import the_day
from continuum.rulebooks.eu.asked import apart_from_adults

__all__ = ["EVENTS", "FACTS", "H11", "HANDOVERS", "RULES", "eighteenth_birthday", "minor"]

_YOUTH = "child_protection_service"

minor = Flag(
    "minor",
    title="the person is a minor",
    recorded_by=(_YOUTH, "sentence_court", "prison_case_manager"),
    initially=False,
)
eighteenth_birthday = Day(
    "eighteenth_birthday",
    title="the day on which the person comes of age",
    moves="fixed",
    recorded_by=(_YOUTH, "sentence_court", "prison_case_manager"),
)
FACTS = (minor, eighteenth_birthday)

H11 = Handover(
    "H11",
    _YOUTH,
    "probation_officer",
    ("plan", "schooling", "family"),
    due=eighteenth_birthday,
    available=(eighteenth_birthday - parameter("youth_handover_lead")).reached() & minor,
    leads=True,
    evidence="acceptance",
    title="youth service to adult service",
    sources=("SEED:S55", "ASSUMPTION: from seventeen and a half years"),
)
HANDOVERS = (H11,)

EVENTS = (
    Event(
        "youth_service_led",
        "youth service takes the lead",
        _YOUTH,
        "organisational",
        requires=minor,
        remedy="the youth service leads for minors",
        effects=(Sets("lead", _YOUTH),),
        sources="ASSUMPTION: the youth service leads for minors",
    ),
)

_AGAINST = (
    "remanded",
    "convicted",
    "sentenced_to_supervision",
    "recall_decided",
    "recall_confirmed",
    "suspended_sentence_activated",
)

RULES = (
    Rule(
        "B6.1",
        "The guardian of a minor is told of every decision on liberty, and the best interests of the "
        "minor come first.",
        "Tell the guardian and the lawyer.",
        guard=~minor,
        governs=Governs(_AGAINST),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "tell the guardian of the minor, and write down what was done for the best interests",
            _YOUTH,
            due=the_day + parameter("explanation_time"),
            lapses=~minor,
        ),
        title="guardian and best interests",
        sources="ASSUMPTION: variant for minors",
    ),
    Rule(
        "B6.2",
        "A minor is kept apart from adults.",
        "Find a place apart from adults.",
        guard=~minor | apart_from_adults,
        governs=Governs("placed"),
        precedence="rights",
        title="apart from adults",
        sources=("SEEN:dk-l198", "ASSUMPTION: variant for minors"),
    ),
    Rule(
        "B6.3",
        "For a minor the youth service leads.",
        "Let the youth service take the lead.",
        guard=~minor,
        governs=Governs(("remanded", "convicted", "sentenced_to_supervision")),
        then="owes",
        precedence="continuity",
        duty=DutyForm(
            "let the youth service take the lead for the minor",
            _YOUTH,
            due=the_day + parameter("liaison_time"),
            lapses=~minor | during("legal", "released_no_conviction"),
        ),
        title="the youth service leads",
        sources="ASSUMPTION: variant for minors",
    ),
)
