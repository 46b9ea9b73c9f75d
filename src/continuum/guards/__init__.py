"""The words of the law: facts, questions, connectives, days, parameters, and how they are weighed.

A guard is data.  Whoever wants to know whether it holds gives a *view* (see
:func:`continuum.guards.weigh`); there is no second evaluator.
"""

from continuum.guards.calendar import as_day
from continuum.guards.connectives import ALWAYS, NEVER, All, AtLeastOf, Not, Some
from continuum.guards.facts import Choice, Day, Flag, Number, Value, fit
from continuum.guards.language import Fact, Guard, Milestone
from continuum.guards.milestones import (
    Portion,
    Shifted,
    day_of,
    half_of,
    share_of,
    two_thirds_of,
)
from continuum.guards.parameters import DatedValue, Parameter, ParameterRef, parameter
from continuum.guards.periods import Period, days, months, working_days, years
from continuum.guards.questions import AtLeast, During, IsIn, Known, Reached, during
from continuum.guards.reductions import (
    AnyInForce,
    CountOf,
    DaysSince,
    Earlier,
    LatestDay,
    Reduction,
    Same,
    TotalDays,
)
from continuum.guards.truth import FAILS, HOLDS, UNKNOWN, Truth
from continuum.guards.walk import facts_in, leaves
from continuum.guards.weigh import View, weigh

__all__ = [
    "ALWAYS",
    "FAILS",
    "HOLDS",
    "NEVER",
    "UNKNOWN",
    "All",
    "AnyInForce",
    "AtLeast",
    "AtLeastOf",
    "Choice",
    "CountOf",
    "DatedValue",
    "Day",
    "DaysSince",
    "During",
    "Earlier",
    "Fact",
    "Flag",
    "Guard",
    "IsIn",
    "Known",
    "LatestDay",
    "Milestone",
    "Not",
    "Number",
    "Parameter",
    "ParameterRef",
    "Period",
    "Portion",
    "Reached",
    "Reduction",
    "Same",
    "Shifted",
    "Some",
    "TotalDays",
    "Truth",
    "Value",
    "View",
    "as_day",
    "day_of",
    "days",
    "during",
    "facts_in",
    "fit",
    "half_of",
    "leaves",
    "months",
    "parameter",
    "share_of",
    "two_thirds_of",
    "weigh",
    "working_days",
    "years",
]
