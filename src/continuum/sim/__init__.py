"""Simulate: what happens to many people under a rulebook, these delays, and this behaviour.

Behaviour proposes and the rulebook disposes: every attempt is weighed by the same rules and the
same evaluator as a single case.  What comes out are numbers of people, days and rules; there are
no scores, and nobody is predicted.
"""

from continuum.errors import needs as _needs

_needs("sim", "numpy")

from continuum.sim.behaviour.attempts import Attempt, Behaviour
from continuum.sim.behaviour.distributions import (
    Bernoulli,
    By,
    Choices,
    Distribution,
    Exponential,
    Fixed,
    LogNormal,
    Perhaps,
    Shares,
    Spread,
    Trait,
    Uniform,
    Weibull,
    Within,
)
from continuum.sim.columns.view import ColumnView
from continuum.sim.pictures.counts import occupancy_picture, stopped_picture
from continuum.sim.population.cohort import Cohort, Marked, Population
from continuum.sim.population.eu_2022 import eu_2022
from continuum.sim.results.log import Log
from continuum.sim.results.owed import Owed, owed_in
from continuum.sim.results.run import Run
from continuum.sim.results.stories import Happening, Story
from continuum.sim.results.tables import NoSuchColumn, Table, Words
from continuum.sim.results.times import Times
from continuum.sim.scenario.scenario import Scenario
from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
from continuum.sim.simulate import simulate
from continuum.sim.statistics.competing import aalen_johansen
from continuum.sim.statistics.curves import Curve
from continuum.sim.statistics.intervals import Interval, mean_interval, t_quantile
from continuum.sim.statistics.survival import kaplan_meier, nelson_aalen

__all__ = [
    "Attempt",
    "Behaviour",
    "Bernoulli",
    "By",
    "Choices",
    "Cohort",
    "ColumnView",
    "Curve",
    "Distribution",
    "Exponential",
    "Fixed",
    "Happening",
    "Interval",
    "Log",
    "LogNormal",
    "Marked",
    "NoSuchColumn",
    "Owed",
    "Perhaps",
    "Population",
    "Run",
    "Scenario",
    "Shares",
    "Spread",
    "Story",
    "Table",
    "Times",
    "Trait",
    "Uniform",
    "Weibull",
    "Within",
    "Words",
    "aalen_johansen",
    "eu_2022",
    "kaplan_meier",
    "mean_interval",
    "nelson_aalen",
    "occupancy_picture",
    "outline_eu_2022",
    "owed_in",
    "simulate",
    "stopped_picture",
    "t_quantile",
]
