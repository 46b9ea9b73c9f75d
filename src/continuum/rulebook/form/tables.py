"""What a document is made of: its classes, what they are called, and which keys they have."""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import Any

from continuum.guards import (
    AnyInForce,
    Choice,
    CountOf,
    DatedValue,
    Day,
    DaysSince,
    Earlier,
    Fact,
    Flag,
    Guard,
    LatestDay,
    Milestone,
    Number,
    Parameter,
    Reduction,
    Same,
    TotalDays,
    Value,
)
from continuum.guards.parameters import ParameterValue
from continuum.rulebook.book import Rulebook
from continuum.rulebook.form.guards import COUNTED, FROM_A_DAY, GUARD, MILESTONE
from continuum.rulebook.form.pieces import (
    NOTHING,
    TEXT,
    WHOLE,
    YES_NO,
    Form,
    by_name,
    list_of,
    one_of,
    plain,
)
from continuum.rulebook.form.values import DAY, PARAMETER_VALUE, SAID, SOURCE, VALUE, open_to
from continuum.rulebook.rules import DutyForm, Exemption, Governs, Rule
from continuum.rulebook.sharing import Category, Sharing
from continuum.rulebook.sources import Reference, Source
from continuum.rulebook.statechart import (
    Adds,
    Effect,
    Ends,
    Event,
    Obligation,
    Region,
    Role,
    Said,
    Sets,
    State,
    Transition,
)
from continuum.rulebook.steps import Handover, PhaseForm, Register, Step

__all__ = ["CALLED", "FORMS", "KEYS", "KINDS", "TYPE_NAMES"]

CALLED: dict[type, str] = {
    Rulebook: "a rulebook",
    Role: "a role",
    Region: "a region",
    State: "a state",
    Flag: "a fact",
    Choice: "a fact",
    Number: "a fact",
    Day: "a fact",
    Register: "a register",
    Parameter: "a parameter",
    DatedValue: "a dated value",
    Event: "an event",
    Transition: "a transition",
    Rule: "a rule",
    Governs: "what a rule governs",
    Exemption: "an exemption",
    DutyForm: "a duty",
    Step: "a step",
    Handover: "a handover",
    Category: "a category",
    Sharing: "a way",
    PhaseForm: "a phase",
    Reference: "a reference",
    **dict.fromkeys((Sets, Adds, Ends), "an effect"),
    **dict.fromkeys(
        (AnyInForce, CountOf, TotalDays, LatestDay, DaysSince, Same, Earlier), "a derived fact"
    ),
}
"""The classes of a document, and what each is called in a message."""

KINDS: dict[str, Any] = {"flag": Flag, "choice": Choice, "number": Number, "day": Day}
"""The kinds of facts, under ``kind`` beside the name."""

KEYS: dict[type, dict[str, str]] = {
    Sets: {"fact": "sets"},
    Adds: {"register": "adds"},
    Ends: {"register": "ends"},
    AnyInForce: {"register": "any_in_force"},
    CountOf: {"register": "count_of"},
    TotalDays: {"register": "total_days"},
    LatestDay: {"register": "latest_day"},
    DaysSince: {"register": "days_since"},
    Same: {"one": "same", "other": "as"},
    Earlier: {"one": "earlier", "other": "than"},
}
"""Where a key has another name than its field: the first marks the kind of effect or reduction."""

FORMS: dict[Any, Form] = {
    str: TEXT,
    int: WHOLE,
    bool: YES_NO,
    date: DAY,
    Guard: GUARD,
    Milestone: MILESTONE,
    Source: SOURCE,
    Value: VALUE,
    ParameterValue: PARAMETER_VALUE,
    tuple[tuple[str, tuple[Value, ...]], ...]: by_name(list_of(VALUE)),
    tuple[tuple[str, Value], ...]: by_name(VALUE),
    tuple[tuple[str, Value | Said], ...]: by_name(open_to("a value", SAID)),
    Value | Said | Milestone | None: open_to(
        "a value", SAID, FROM_A_DAY, COUNTED, plain(NOTHING, NoneType)
    ),
    Said | Milestone: one_of("a day", SAID, FROM_A_DAY, COUNTED),
}
"""The types that have a form of their own."""

TYPE_NAMES: dict[str, Any] = {
    **{thing.__name__: thing for thing in (*CALLED, Source)},
    "Effect": Effect,
    "Fact": Fact,
    "Guard": Guard,
    "Milestone": Milestone,
    "Obligation": Obligation,
    "Reduction": Reduction,
    "Said": Said,
    "Value": Value,
    "date": date,
}
"""What the annotations of the classes name; many import it for type checking only."""
