"""The rulebook: what law and good practice say about a pathway, written once, as data.

Regions with states, events and transitions make the statechart; rules, steps and handovers say
what is allowed and owed; :class:`Rulebook` holds them together and lowers them to the
:class:`Chart` in force on a day, which is all that the readers take.
"""

from continuum.rulebook import request
from continuum.rulebook.book import Rulebook
from continuum.rulebook.chart import Chart, ChartEvent, Gate, Leg
from continuum.rulebook.rules import (
    PRECEDENCE,
    DutyForm,
    Effectiveness,
    Exemption,
    Force,
    Governs,
    Precedence,
    Rule,
)
from continuum.rulebook.sharing import LEAVES, Category, Leave, Sharing
from continuum.rulebook.sources import MARKS, Mark, Reference, Source, as_sources
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
    stays,
)
from continuum.rulebook.steps import PHASES, PROTOCOL, Handover, PhaseForm, Register, Step

__all__ = [
    "LEAVES",
    "MARKS",
    "PHASES",
    "PRECEDENCE",
    "PROTOCOL",
    "Adds",
    "Category",
    "Chart",
    "ChartEvent",
    "DutyForm",
    "Effect",
    "Effectiveness",
    "Ends",
    "Event",
    "Exemption",
    "Force",
    "Gate",
    "Governs",
    "Handover",
    "Leave",
    "Leg",
    "Mark",
    "Obligation",
    "PhaseForm",
    "Precedence",
    "Reference",
    "Region",
    "Register",
    "Role",
    "Rule",
    "Rulebook",
    "Said",
    "Sets",
    "Sharing",
    "Source",
    "State",
    "Step",
    "Transition",
    "as_sources",
    "request",
    "stays",
]
