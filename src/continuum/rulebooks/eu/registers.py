"""What comes in numbers: legal titles, conditions and plans, and the facts derived from them."""

from __future__ import annotations

from continuum.guards import AnyInForce, Choice, Flag, Number, TotalDays
from continuum.rulebook import Adds, Register, Said
from continuum.rulebooks.eu.asked import title_until

__all__ = [
    "CONDITIONS",
    "DERIVED",
    "PLANS",
    "REGISTERS",
    "TITLES",
    "care_title",
    "condition_in_force",
    "custody_title",
    "detention_days",
    "detention_days_asked",
    "detention_title",
    "leave_plan",
    "measure_title",
    "minimum_plan",
    "release_plan",
    "remand_title",
    "stay_plan",
    "supervision_title",
    "title",
]

_KINDS = (
    "remand",
    "custody",
    "care",
    "supervision",
    "pre_removal_detention",
    "administrative_measure",
)

TITLES = Register(
    "titles",
    (
        Choice("kind", title="what the title allows", options=_KINDS),
        Choice("authority", title="the authority that gave it"),
        Choice("reference", title="its reference or legal basis"),
    ),
    title="legal titles",
    about="On what ground the person is held or restricted; on its end day a title holds no more.",
)
CONDITIONS = Register(
    "conditions",
    (
        Choice(
            "condition_kind",
            title="what the condition asks",
            options=("reporting", "residence", "contact_ban", "area_ban", "curfew", "treatment"),
        ),
        Choice("authority", title="the authority that set it"),
        Choice("reference", title="its reference or legal basis"),
    ),
    title="conditions",
)
PLANS = Register(
    "plans",
    (
        Choice(
            "plan_kind",
            title="what the plan is for",
            options=("release", "stay", "leave", "minimum"),
        ),
    ),
    title="plans",
)
REGISTERS = (TITLES, CONDITIONS, PLANS)


def _title(name: str, kind: str, words: str) -> Flag:
    return Flag(name, title=words, derived=AnyInForce("titles", {"kind": kind}))


def _plan(name: str, kind: str, words: str) -> Flag:
    return Flag(name, title=words, derived=AnyInForce("plans", {"plan_kind": kind}))


remand_title = _title("remand_title", "remand", "a title for remand is in force")
custody_title = _title("custody_title", "custody", "a part of the sentence is still to be served")
care_title = _title("care_title", "care", "a care order is in force")
supervision_title = _title("supervision_title", "supervision", "a supervision title is in force")
detention_title = _title(
    "detention_title", "pre_removal_detention", "a title for detention for removal is in force"
)
measure_title = _title(
    "measure_title", "administrative_measure", "an administrative measure is in force"
)
detention_days = Number(
    "detention_days",
    title="days of detention for removal, from start to end of every title",
    moves="rising",
    unit="days",
    derived=TotalDays("titles", {"kind": "pre_removal_detention"}),
)
detention_days_asked = Number(
    "detention_days_asked",
    title="days of detention for removal, those now asked for included",
    moves="rising",
    unit="days",
    derived=TotalDays("titles", {"kind": "pre_removal_detention"}, with_request=True),
)
condition_in_force = Flag(
    "condition_in_force", title="a condition is in force", derived=AnyInForce("conditions")
)
release_plan = _plan("release_plan", "release", "a plan for release is live")
stay_plan = _plan("stay_plan", "stay", "the plan for staying is live")
leave_plan = _plan("leave_plan", "leave", "the plan for leaving is live")
minimum_plan = _plan("minimum_plan", "minimum", "the minimum plan is live")

DERIVED = (
    remand_title,
    custody_title,
    care_title,
    supervision_title,
    detention_title,
    measure_title,
    detention_days,
    detention_days_asked,
    condition_in_force,
    release_plan,
    stay_plan,
    leave_plan,
    minimum_plan,
)


def title(kind: str) -> Adds:
    """Give the effect that records a title of a kind, from the event's day to the day asked for."""
    return Adds(
        "titles",
        {"kind": kind, "authority": Said("authority"), "reference": Said("legal_basis")},
        end=Said(title_until.name),
    )
