"""What leaves the house as numbers: nobody in it can be told."""

from __future__ import annotations

from continuum.guards import Choice, Flag, Number, parameter
from continuum.rulebook import Adds, Event, Governs, Register, Rule, Said

__all__ = ["EVENTS", "REGISTERS", "RULES", "de_identified", "finest_dates", "smallest_cell"]

_DATES = ("none", "year", "quarter", "month", "day")

REGISTERS = (
    Register(
        "exports",
        (Choice("finest_dates", title="the finest dates in it", options=_DATES),),
        about="Data of many people taken together that left the house.",
    ),
)

smallest_cell = Number(
    "smallest_cell",
    title="the people in the smallest cell",
    of="request",
    low=0,
    high=100_000,
    unit="people",
)
finest_dates = Choice(
    "finest_dates",
    title="the finest dates in it",
    of="request",
    options=_DATES,
)
de_identified = Flag("de_identified", title="nobody can be told from it", of="request")

EVENTS = (
    Event(
        "export_made",
        "data of many people exported",
        ("auditor", "manager", "case_conference_chair"),
        "organisational",
        asks=(smallest_cell, finest_dates, de_identified),
        needs=("smallest_cell", "finest_dates"),
        effects=(Adds("exports", {"finest_dates": Said("finest_dates")}),),
        sources=("SEED:S22", "SEED:S34"),
    ),
)

RULES = (
    Rule(
        "GR-97",
        "An export tells nobody apart: no small cells, and no dates finer than a quarter.",
        "Take names out, join small cells, and give quarters or years.",
        guard=de_identified
        & smallest_cell.at_least(parameter("smallest_cell_allowed"))
        & finest_dates.is_in("none", "year", "quarter"),
        governs=Governs("export_made"),
        force="profile",
        precedence="rights",
        title="nobody can be told",
        sources="ASSUMPTION: minimum cell size ten",
    ),
)
