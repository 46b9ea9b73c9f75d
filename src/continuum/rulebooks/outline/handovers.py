"""The handovers of the outline: who passes what to whom, and when the lead goes with it."""

from __future__ import annotations

from continuum.guards import during
from continuum.rulebook import Handover
from continuum.rulebooks.outline.words import earliest_release, removal, supervision_until

__all__ = ["H5", "H7", "H8", "H9", "HANDOVERS"]

_after_custody = during(
    "pathway", "pre_release", "probation", "reintegration", "deportation", "stay"
)

H5 = Handover(
    "H5",
    "prison_case_manager",
    "probation_officer",
    ("plan", "conditions", "home", "first appointment", "safety"),
    due=earliest_release,
    available=_after_custody,
    leads=True,
    evidence="minute of the joint meeting",
    title="prison to probation",
    sources=("SEED:S55", "SEED:S57", "ASSUMPTION: from twelve to six months before release"),
)
H7 = Handover(
    "H7",
    "prison_case_manager",
    "municipality",
    ("identity papers", "housing", "income", "debts", "schooling"),
    due=earliest_release,
    available=_after_custody,
    evidence="checklist",
    title="prison to municipality",
    sources=("SEED:S81", "ASSUMPTION: six months before release"),
)
H8 = Handover(
    "H8",
    "probation_officer",
    "continuity_liaison",
    ("voluntary offers", "contact person", "crisis line"),
    due=supervision_until,
    available=during("pathway", "probation", "reintegration", "stay"),
    leads=True,
    evidence="the person's copy",
    title="probation to aftercare",
    sources=("SEED:S81", "ASSUMPTION: three months before the end"),
)
H9 = Handover(
    "H9",
    "removal_unit",
    "person",
    ("documents", "health file", "money", "property", "family contact", "legal contact"),
    available=removal.is_in("pursued"),
    evidence="the person's receipt",
    title="before departure, to the person",
    sources=("SEED:S8",),
)

HANDOVERS = (H5, H7, H8, H9)
