"""Hypotheses of false compliance, and of false non-compliance: open, fair, short, and powerless."""

from __future__ import annotations

from typing import Final

from continuum.guards import NEVER, AnyInForce, AtLeastOf, Choice, Flag, parameter
from continuum.rulebook import (
    Adds,
    DutyForm,
    Ends,
    Event,
    Governs,
    Register,
    Rule,
    Said,
    Sets,
)
from continuum.rulebook.request import evidence_given, named_actor, reasons_given, the_day

_ABOUT: Final = ("false_compliance", "false_non_compliance")
_INDEPENDENT: Final = ("custody_staff", "probation", "family", "work_or_school", "health_function")
_CONFIDED: Final = ("programme_content", "pastoral_content")
_FROM: Final = (*_INDEPENDENT, *_CONFIDED)
_TEAM: Final = (
    "prison_case_manager",
    "probation_officer",
    "ddr_practitioner",
    "continuity_liaison",
)

HYPOTHESES = Register(
    "hypotheses",
    (Choice("hypothesis_about", title="what is supposed", options=_ABOUT),),
    title="hypotheses about compliance",
    about="A question about what was seen, not a state of the person; each ends by itself.",
)
OBSERVATIONS = Register(
    "observations",
    (
        Choice("observed_by", title="where it was observed", options=_FROM),
        Choice("bearing", title="whether it speaks for it or against", options=("for", "against")),
    ),
    title="observations on a hypothesis",
)
REGISTERS = (HYPOTHESES, OBSERVATIONS)

hypothesis_disclosed = Flag(
    "hypothesis_disclosed",
    title="the person was told of the hypothesis",
    moves="step",
    initially=False,
)
FACTS = (hypothesis_disclosed,)

supposed_about = Choice("supposed_about", title="what is supposed", of="request", options=_ABOUT)
alternatives_listed = Flag(
    "alternatives_listed",
    title="other explanations are listed: trauma, neurodiversity, fear, fatigue, faith practice",
    of="request",
)
observed_by_asked = Choice(
    "observed_by_asked", title="where it was observed", of="request", options=_FROM
)
bearing_asked = Choice(
    "bearing_asked",
    title="whether it speaks for the hypothesis or against it",
    of="request",
    options=("for", "against"),
)
hypothesis_result = Choice(
    "hypothesis_result",
    title="what becomes of the hypothesis",
    of="request",
    options=("dropped", "support_question", "plan_change_agreed", "separate_lawful_step"),
)

hypothesis_open = Flag(
    "hypothesis_open", title="a hypothesis is open", derived=AnyInForce("hypotheses")
)


def _open(about: str, words: str) -> Flag:
    return Flag(
        f"{about}_open", title=words, derived=AnyInForce("hypotheses", {"hypothesis_about": about})
    )


false_compliance_open = _open("false_compliance", "a hypothesis of false compliance is open")
false_non_compliance_open = _open(
    "false_non_compliance", "a hypothesis of false non-compliance is open"
)


def _observed(source: str) -> Flag:
    return Flag(
        f"observed_by_{source}",
        title=f"it was observed by {source.replace('_', ' ')}",
        derived=AnyInForce("observations", {"observed_by": source, "bearing": "for"}),
    )


_observations = tuple(_observed(source) for source in _INDEPENDENT)
DERIVED = (hypothesis_open, false_compliance_open, false_non_compliance_open, *_observations)

EVENTS = (
    Event(
        "hypothesis_opened",
        "hypothesis about compliance opened",
        _TEAM,
        "organisational",
        asks=(supposed_about, alternatives_listed),
        needs="supposed_about",
        effects=(
            Adds(
                "hypotheses",
                {"hypothesis_about": Said("supposed_about")},
                end=the_day + parameter("hypothesis_lifetime"),
            ),
            Sets("hypothesis_disclosed", False),
        ),
        about="Whoever complies outwardly, and whoever stays away through illness, fear or care.",
        sources=("SEED:S32", "SEEN:ran-false"),
    ),
    Event(
        "observation_recorded",
        "observation on a hypothesis recorded",
        (*_TEAM, "family_supporter", "clinician"),
        "organisational",
        requires=hypothesis_open,
        remedy="there must be an open hypothesis",
        asks=(observed_by_asked, bearing_asked),
        needs=("observed_by_asked", "bearing_asked"),
        effects=(
            Adds(
                "observations",
                {"observed_by": Said("observed_by_asked"), "bearing": Said("bearing_asked")},
            ),
        ),
        sources=("SEED:S32", "SEEN:epc"),
    ),
    Event(
        "hypothesis_disclosed",
        "hypothesis told to the person",
        ("continuity_liaison", "prison_case_manager", "probation_officer"),
        "organisational",
        requires=hypothesis_open,
        remedy="there must be an open hypothesis",
        effects=(Sets("hypothesis_disclosed", True),),
        about="The person answers to it.",
        sources="SEED:S32",
    ),
    Event(
        "hypothesis_closed",
        "hypothesis closed by the reviewer",
        ("manager", "assessment_unit"),
        "organisational",
        requires=hypothesis_open,
        remedy="there must be an open hypothesis",
        asks=(hypothesis_result,),
        needs="hypothesis_result",
        effects=(Ends("hypotheses"), Ends("observations")),
        about="The reviewer is named and stands outside the daily team.",
        sources=("SEED:S32", "SEEN:epc", "SEEN:deceit"),
    ),
)

RULES = (
    Rule(
        "GR-95",
        "A hypothesis about compliance gives its reasons and lists other explanations.",
        "List what else could explain it, and say what was seen.",
        guard=alternatives_listed & reasons_given & named_actor,
        governs=Governs("hypothesis_opened"),
        precedence="rights",
        title="a fair hypothesis",
        sources=("SEED:S32", "SEEN:ran-false"),
    ),
    Rule(
        "GR-95.2",
        "What was confided in the programme or to a chaplain is no observation.",
        "Leave it out, and rest on what others saw.",
        guard=~observed_by_asked.is_in(*_CONFIDED),
        governs=Governs("observation_recorded"),
        precedence="rights",
        title="nothing confided",
        sources=("SEED:S32", "SEEN:deceit"),
    ),
    Rule(
        "GR-95.3",
        "A hypothesis leads to something only with two independent observations.",
        "Find a second source that saw it, or drop the hypothesis.",
        guard=hypothesis_result.is_in("dropped") | AtLeastOf(2, _observations),
        governs=Governs("hypothesis_closed"),
        precedence="rights",
        title="two independent sources",
        sources=("SEED:S32", "SEEN:epc"),
    ),
    Rule(
        "GR-95.4",
        "A named reviewer outside the daily team closes a hypothesis, with reasons and evidence.",
        "Let the reviewer give their name, their reasons and the evidence.",
        guard=named_actor & reasons_given & evidence_given,
        governs=Governs("hypothesis_closed"),
        precedence="rights",
        title="a named reviewer",
        sources=("SEED:S32", "SEEN:epc"),
    ),
    Rule(
        "GR-95.5",
        "A hypothesis is reviewed before it ends by itself.",
        "Let a reviewer outside the team look at it.",
        guard=NEVER,
        governs=Governs("hypothesis_opened"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "review the hypothesis from outside the daily team",
            "manager",
            due=the_day + parameter("hypothesis_lifetime"),
            met=~hypothesis_open,
        ),
        title="a hypothesis expires",
        sources=("SEED:S32", "ASSUMPTION: sixty days"),
    ),
    Rule(
        "GR-95.6",
        "The person is told of the hypothesis as soon as that is safe.",
        "Tell the person, and record the answer.",
        guard=NEVER,
        governs=Governs("hypothesis_opened"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "tell the person of the hypothesis, or record why that is not safe yet",
            "continuity_liaison",
            due=the_day + parameter("hypothesis_told_time"),
            met=hypothesis_disclosed,
            lapses=~hypothesis_open,
        ),
        title="told when safe",
        sources=("SEED:S32", "ASSUMPTION: within fourteen days"),
    ),
    Rule(
        "GR-95.7",
        "Whoever supposes false compliance also asks whether non-compliance only looks like it.",
        "Open the hypothesis of false non-compliance as well.",
        guard=~supposed_about.is_in("false_compliance") | false_non_compliance_open,
        governs=Governs("hypothesis_opened"),
        then="owes",
        precedence="rights",
        duty=DutyForm(
            "ask as well whether missed steps have ordinary reasons, as a second hypothesis",
            "case_conference_chair",
            due=the_day + parameter("hypothesis_told_time"),
            met=false_non_compliance_open,
            lapses=~false_compliance_open,
        ),
        title="the mirrored question",
        sources=("SEED:S32", "SEEN:ran-false"),
    ),
)
__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "HYPOTHESES",
    "OBSERVATIONS",
    "REGISTERS",
    "RULES",
    "alternatives_listed",
    "bearing_asked",
    "false_compliance_open",
    "false_non_compliance_open",
    "hypothesis_disclosed",
    "hypothesis_open",
    "hypothesis_result",
    "observed_by_asked",
    "supposed_about",
]
