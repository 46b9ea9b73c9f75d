"""Simulate: what happens to many people under a rulebook, these delays, and this behaviour.

Behaviour proposes and the rulebook disposes: every attempt is weighed by the same rules and the
same evaluator as a single case.  What comes out are numbers of people, days and rules; there are
no scores, and nobody is predicted.
"""

from continuum.errors import needs as _needs

_needs("sim", "numpy")

from continuum.sim.behaviour.arrives import Arrives
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
from continuum.sim.behaviour.gamma import Gamma
from continuum.sim.behaviour.measured import Empirical, Piecewise
from continuum.sim.behaviour.proportional import Hazard, Logit
from continuum.sim.columns.view import ColumnView
from continuum.sim.compare.comparing import Comparison, Pair, compare
from continuum.sim.fitting.fit import fit
from continuum.sim.fitting.fitted import Estimate, Fit, Fitting
from continuum.sim.pictures.beside import beside_picture
from continuum.sim.pictures.counts import occupancy_picture, stopped_picture
from continuum.sim.pictures.curves import incidence_picture
from continuum.sim.pictures.flows import flow_picture
from continuum.sim.pictures.interactive import flow_chart, incidence_chart, occupancy_chart
from continuum.sim.pictures.picture import Picture
from continuum.sim.pictures.places import caseload_picture, queue_picture
from continuum.sim.pictures.tornado import tornado_picture
from continuum.sim.population.cohort import Cohort, Marked, Population
from continuum.sim.population.eu_2022 import eu_2022, ranges_2022
from continuum.sim.results.log import Log
from continuum.sim.results.owed import Owed, owed_in
from continuum.sim.results.run import Run
from continuum.sim.results.stories import Happening, Story
from continuum.sim.results.tables import NoSuchColumn, Table, Words
from continuum.sim.results.times import Times
from continuum.sim.scale.saving import open_run
from continuum.sim.scale.streaming import Written
from continuum.sim.scenario.lint import Remark
from continuum.sim.scenario.patching import Patch
from continuum.sim.scenario.scenario import Scenario
from continuum.sim.scenario.uncertain import Uncertain
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full
from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022
from continuum.sim.setting.arrivals import Poisson
from continuum.sim.setting.capacity import Capacity, Officers
from continuum.sim.setting.setting import Setting
from continuum.sim.setting.working_days import WorkingDays
from continuum.sim.simulate import simulate
from continuum.sim.statistics.competing import aalen_johansen
from continuum.sim.statistics.curves import Curve
from continuum.sim.statistics.intervals import Interval, mean_interval, t_quantile
from continuum.sim.statistics.survival import kaplan_meier, nelson_aalen
from continuum.sim.uncertainty.one_way import OneWay, one_way
from continuum.sim.uncertainty.resting import Resting
from continuum.sim.uncertainty.sobol import Sobol, sobol
from continuum.sim.uncertainty.sweep import Sweep, sweep

__all__ = [
    "Arrives",
    "Attempt",
    "Behaviour",
    "Bernoulli",
    "By",
    "Capacity",
    "Choices",
    "Cohort",
    "ColumnView",
    "Comparison",
    "Curve",
    "Distribution",
    "Empirical",
    "Estimate",
    "Exponential",
    "Fit",
    "Fitting",
    "Fixed",
    "Gamma",
    "Happening",
    "Hazard",
    "Interval",
    "Log",
    "LogNormal",
    "Logit",
    "Marked",
    "NoSuchColumn",
    "Officers",
    "OneWay",
    "Owed",
    "Pair",
    "Patch",
    "Perhaps",
    "Picture",
    "Piecewise",
    "Poisson",
    "Population",
    "Remark",
    "Resting",
    "Run",
    "Scenario",
    "Setting",
    "Shares",
    "Sobol",
    "Spread",
    "Story",
    "Sweep",
    "Table",
    "Times",
    "Trait",
    "Uncertain",
    "Uniform",
    "Weibull",
    "Within",
    "Words",
    "WorkingDays",
    "Written",
    "aalen_johansen",
    "beside_picture",
    "caseload_picture",
    "compare",
    "eu_2022",
    "eu_2022_in_full",
    "fit",
    "flow_chart",
    "flow_picture",
    "incidence_chart",
    "incidence_picture",
    "kaplan_meier",
    "mean_interval",
    "nelson_aalen",
    "occupancy_chart",
    "occupancy_picture",
    "one_way",
    "open_run",
    "outline_eu_2022",
    "owed_in",
    "queue_picture",
    "ranges_2022",
    "simulate",
    "sobol",
    "stopped_picture",
    "sweep",
    "t_quantile",
    "tornado_picture",
]
