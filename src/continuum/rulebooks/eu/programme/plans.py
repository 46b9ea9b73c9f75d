"""What a plan holds for the person, how it adapts, and who provides until when."""

from __future__ import annotations

from typing import Final

from continuum.guards import AnyInForce, Choice, Day, Earlier, Flag, Known, during, parameter
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
from continuum.rulebook.request import reasons_given, the_day
from continuum.rulebooks.eu.programme.ddr import TAKING_PART

_TEAM: Final = (
    "case_conference_chair",
    "prison_case_manager",
    "probation_officer",
    "continuity_liaison",
    "ddr_practitioner",
)
_KINDS: Final = ("release", "stay", "leave", "minimum")
_NEEDS: Final = (
    "programme",
    "coaching",
    "housing",
    "income",
    "identity_papers",
    "health",
    "schooling_or_work",
    "counsel",
    "other",
)

PLAN_ITEMS = Register(
    "plan_items",
    (
        Choice("item_plan", title="the plan it belongs to", options=_KINDS),
        Flag("benefit_if_stay", title="it helps the person who stays"),
        Flag("benefit_if_leave", title="it helps the person who leaves"),
    ),
    title="items of plans",
    about="Papers, a health file, skills and family contact help wherever the person lives.",
)
SERVICES = Register(
    "services",
    (
        Choice("service_for", title="what the service is for", options=_NEEDS),
        Flag("service_interim", title="it fills a gap until somebody else takes over"),
    ),
    title="services",
    about="Who provides what, and until when it is paid for.",
)
REGISTERS = (PLAN_ITEMS, SERVICES)

plan_until = Day("plan_until", title="the day until which the plan runs", moves="step")
FACTS = (plan_until,)

item_plan_asked = Choice(
    "item_plan_asked", title="the plan it belongs to", of="request", options=_KINDS
)
helps_if_stay = Flag("helps_if_stay", title="it helps the person who stays", of="request")
helps_if_leave = Flag("helps_if_leave", title="it helps the person who leaves", of="request")
touches_condition = Flag(
    "touches_condition", title="it touches a condition from a decision", of="request"
)
service_for_asked = Choice(
    "service_for_asked", title="what the service is for", of="request", options=_NEEDS
)
interim = Flag(
    "interim", title="the service fills a gap until somebody else takes over", of="request"
)
own_data_agreement = Flag(
    "own_data_agreement", title="the provider has its own agreement on data", of="request"
)
funded_until = Day("funded_until", title="the day on which the funding ends", of="request")
plan_ends_on = Day("plan_ends_on", title="the day until which the plan runs", of="request")

portable_item = Flag(
    "portable_item",
    title="something in the plan for leaving helps the person who leaves",
    derived=AnyInForce(
        "plan_items", {"item_plan": "leave", "benefit_if_leave": True}, with_request=True
    ),
)
funding_ends_first = Flag(
    "funding_ends_first",
    title="the funding ends before the plan does",
    derived=Earlier("funded_until", "plan_until"),
)
programme_secured = Flag(
    "programme_secured",
    title="somebody provides the programme, and it is paid for",
    derived=AnyInForce("services", {"service_for": "programme"}),
)
DERIVED = (portable_item, funding_ends_first, programme_secured)

_item = Adds(
    "plan_items",
    {
        "item_plan": Said("item_plan_asked"),
        "benefit_if_stay": Said("helps_if_stay"),
        "benefit_if_leave": Said("helps_if_leave"),
    },
)
_item_asks = (item_plan_asked, helps_if_stay, helps_if_leave)

EVENTS = (
    Event(
        "plan_item_added",
        "item added to a plan",
        _TEAM,
        "organisational",
        asks=(*_item_asks, plan_ends_on),
        needs="item_plan_asked",
        effects=(_item, Sets("plan_until", Said("plan_ends_on"))),
        sources="SEED:S8",
    ),
    Event(
        "plan_adapted",
        "plan adapted",
        _TEAM,
        "organisational",
        asks=(*_item_asks, touches_condition),
        needs=("item_plan_asked", "target"),
        effects=(Ends("plan_items", target=True), _item),
        target="plan_items",
        about="The team swaps one item for another round needs and what the person wants.",
        sources="SEED:S21",
    ),
    Event(
        "service_secured",
        "service secured for the person",
        ("manager", "municipality", "case_conference_chair", "continuity_liaison"),
        "organisational",
        asks=(service_for_asked, interim, own_data_agreement, funded_until),
        needs=("service_for_asked", "funded_until"),
        effects=(
            Adds(
                "services",
                {"service_for": Said("service_for_asked"), "service_interim": Said("interim")},
                end=Said("funded_until"),
            ),
        ),
        about="Also where civil society fills a gap for a time.",
        sources=("SEED:S75", "SEED:S78"),
    ),
)

RULES = (
    Rule(
        "S8",
        "The plan for leaving holds something that helps the person who leaves.",
        "Add papers, a health file, skills or family contact that travel with the person.",
        guard=~item_plan_asked.is_in("leave") | portable_item,
        governs=Governs("plan_item_added"),
        then="warns",
        title="something to take along",
        sources=("SEED:S8", "SEED:S7"),
    ),
    Rule(
        "S8.2",
        "An item of a plan does something for the person, who stays or who leaves.",
        "Say what the item does for the person, or leave it out.",
        guard=helps_if_stay | helps_if_leave,
        governs=Governs("plan_item_added"),
        then="warns",
        title="of use to the person",
        sources=("SEED:S8", "SEED:S50"),
    ),
    Rule(
        "S21",
        "The team adapts a plan with a reason, as long as it touches no condition.",
        "Give the reason; what touches a condition goes to whoever decided on it.",
        guard=reasons_given & ~(Known(touches_condition) & touches_condition),
        governs=Governs("plan_adapted"),
        precedence="rights",
        title="room to adapt",
        sources="SEED:S21",
    ),
    Rule(
        "S75",
        "Whoever fills a gap for a time has an agreement on data of its own.",
        "Make the agreement with the provider first.",
        guard=~(Known(interim) & interim) | own_data_agreement,
        governs=Governs("service_secured"),
        precedence="rights",
        title="interim provider",
        sources="SEED:S75",
    ),
    Rule(
        "S78",
        "A service should be paid for as long as the person's plan runs.",
        "Secure the funding, or name now who takes over on that day.",
        guard=~(Known(plan_until) & funding_ends_first),
        governs=Governs("service_secured"),
        then="warns",
        title="funding as long as the plan",
        sources="SEED:S78",
    ),
    Rule(
        "S78.2",
        "A programme starts with somebody who provides it and is paid for it.",
        "Secure the service, with the day on which the funding ends.",
        guard=programme_secured,
        governs=Governs("programme_started"),
        then="owes",
        duty=DutyForm(
            "secure the funding of the programme that has started",
            "manager",
            due=the_day + parameter("funding_time"),
            met=programme_secured,
            lapses=~during("ddr", *TAKING_PART),
        ),
        title="a programme that is paid for",
        sources=("SEED:S78", "ASSUMPTION: within thirty days"),
    ),
)
__all__ = [
    "DERIVED",
    "EVENTS",
    "FACTS",
    "PLAN_ITEMS",
    "REGISTERS",
    "RULES",
    "SERVICES",
    "funded_until",
    "funding_ends_first",
    "helps_if_leave",
    "helps_if_stay",
    "interim",
    "item_plan_asked",
    "own_data_agreement",
    "plan_ends_on",
    "plan_until",
    "portable_item",
    "programme_secured",
    "service_for_asked",
    "touches_condition",
]
