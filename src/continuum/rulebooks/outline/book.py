"""The outline, put together."""

from __future__ import annotations

from continuum.guards import during, parameter
from continuum.rulebook import PHASES, PhaseForm, Rulebook, Step
from continuum.rulebooks.outline.events import EVENTS
from continuum.rulebooks.outline.handovers import HANDOVERS
from continuum.rulebooks.outline.pathway import (
    PATHWAY,
    TRANSITIONS,
    in_custody,
    on_probation,
)
from continuum.rulebooks.outline.rules import RULES
from continuum.rulebooks.outline.words import (
    FACTS,
    condition_breached,
    conditions_explained,
    earliest_release,
    family,
    heard,
    in_contact,
    liaison_assigned,
    plan_agreed,
    programme,
    released_on,
    removal,
    removal_cleared,
    sentence_start,
)
from continuum.rulebooks.parameters import read_parameters
from continuum.rulebooks.references import references
from continuum.rulebooks.roles import ROLES

__all__ = ["RULEBOOK", "STEPS"]

_at_work = during("pathway", "sentence", "pre_release", "probation", "reintegration", "stay")

STEPS = (
    Step(
        "ST02",
        "Assign a continuity liaison.",
        "organisational",
        "case_conference_chair",
        "liaison_assigned",
        liaison_assigned,
        in_custody,
        sentence_start + parameter("liaison_time"),
        "assignment accepted by the person",
        sources="SEED:S80",
    ),
    Step(
        "ST08",
        "Agree a plan with the person's view, for staying and for leaving while that is open.",
        "organisational",
        ("prison_case_manager", "continuity_liaison"),
        "plan_agreed",
        plan_agreed,
        in_custody,
        earliest_release,
        "version of the plan",
        sources=("SEED:S66", "SEED:S7"),
    ),
    Step(
        "ST14",
        "Explain the conditions in a language the person understands.",
        "statutory",
        "probation_officer",
        "conditions_explained",
        conditions_explained,
        during("pathway", "pre_release"),
        None,
        "acknowledgment",
        before="conditional_release_granted",
        sources="GK",
    ),
    Step(
        "ST19",
        "Make the first contact after release.",
        "mandatory",
        ("probation_officer", "continuity_liaison"),
        "first_contact_made",
        in_contact,
        on_probation,
        released_on + parameter("first_contact_time"),
        "contact note",
        sources=("SEED:S81", "ASSUMPTION: one working day"),
    ),
    Step(
        "ST23",
        "Hear the person on a breach.",
        "statutory",
        "probation_officer",
        "person_heard",
        heard,
        on_probation & condition_breached,
        None,
        "hearing note",
        before="recalled",
        sources="GK",
    ),
    Step(
        "ST24",
        "Examine every bar to removal, on the day.",
        "statutory",
        "immigration_case_officer",
        "removal_checked",
        removal_cleared,
        removal.is_in("pursued"),
        None,
        "check list by name",
        before="removed",
        sources=("SEEN:saadi", "SEEN:rd-app"),
    ),
    Step(
        "ST07",
        "Offer a programme that works on violence, biography and relationships.",
        "voluntary",
        "ddr_practitioner",
        "programme_joined",
        programme,
        _at_work,
        None,
        "offer letter",
        needs_consent=True,
        sources=("SEED:S33", "SEED:S51"),
    ),
    Step(
        "ST09",
        "Involve the family, as far as both sides wish.",
        "voluntary",
        ("continuity_liaison", "family_supporter"),
        "family_involved",
        family,
        _at_work,
        None,
        "two consents",
        needs_consent=True,
        sources=("SEED:S70", "SEED:S71"),
    ),
)

RULEBOOK = Rulebook(
    "outline",
    "1",
    as_of="2026-11-23",
    title="the pathway on one page",
    status="an outline for every country: its numbers are assumptions, its law is to be checked",
    roles=ROLES,
    regions=(PATHWAY,),
    facts=FACTS,
    parameters=read_parameters("continuum.rulebooks.outline", "outline.toml"),
    events=EVENTS,
    transitions=TRANSITIONS,
    rules=RULES,
    steps=STEPS,
    handovers=HANDOVERS,
    phases=tuple(PhaseForm(phase, during("pathway", phase)) for phase in PHASES),
    lead="prison_case_manager",
    references=references(),
)
