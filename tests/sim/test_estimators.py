"""The estimators give what lifelines gives on its own data sets, and what their formulas say.

The numbers of lifelines were recorded once, so that nobody needs it to run this file; with
``CONTINUUM_RECORD=1`` and lifelines at hand they are recorded anew.
"""

import json
import math
import os
import warnings
from pathlib import Path

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import aalen_johansen, kaplan_meier, mean_interval, nelson_aalen, t_quantile

RECORDED = Path(__file__).parents[1] / "specimens" / "estimators" / "lifelines.json"
SETS = ("waltons", "rossi", "larynx", "multicenter_aids_cohort_study")


def _columns(name):
    from lifelines import datasets

    frame = getattr(datasets, f"load_{name}")()
    if name == "waltons":
        return frame["T"], frame["E"], None
    if name == "rossi":
        return frame["week"], frame["arrest"], None
    if name == "larynx":
        return frame["time"], frame["death"], None
    frame = frame[frame["T"] > frame["W"]]
    return frame["T"], frame["D"], frame["W"]


def _of_lifelines(name):
    from lifelines import AalenJohansenFitter, KaplanMeierFitter, NelsonAalenFitter

    durations, happened, entries = _columns(name)
    km = KaplanMeierFitter().fit(durations, happened, entry=entries)
    na = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(durations, happened, entry=entries)
    record = {
        "durations": durations.tolist(),
        "happened": [int(one) for one in happened],
        "entries": None if entries is None else entries.tolist(),
        "times": km.timeline.tolist(),
        "survival": km.survival_function_.iloc[:, 0].tolist(),
        "survival_low": km.confidence_interval_.iloc[:, 0].tolist(),
        "survival_high": km.confidence_interval_.iloc[:, 1].tolist(),
        "median": km.median_survival_time_,
        "hazard": na.cumulative_hazard_.iloc[:, 0].tolist(),
        "hazard_low": na.confidence_interval_.iloc[:, 0].tolist(),
        "hazard_high": na.confidence_interval_.iloc[:, 1].tolist(),
    }
    if entries is None:
        record["fits"] = _parametric(durations, happened)
        # No two at the same time, else lifelines moves them by chance: a hair apart, by place.
        apart = durations + np.arange(len(durations)) * 1e-5
        causes = np.where(happened, 1 + np.arange(len(durations)) % 2, 0)
        record |= {"apart": apart.tolist(), "causes": causes.tolist()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cause in (1, 2):
                aj = AalenJohansenFitter().fit(apart, causes, event_of_interest=cause)
                # What lifelines calls the upper end is the lower one, and the other way round.
                record |= {
                    f"times_{cause}": aj.cumulative_density_.index.tolist(),
                    f"incidence_{cause}": aj.cumulative_density_.iloc[:, 0].tolist(),
                    f"low_{cause}": aj.confidence_interval_.iloc[:, 0].tolist(),
                    f"high_{cause}": aj.confidence_interval_.iloc[:, 1].tolist(),
                }
    return {
        key: [float(f"{v:.12g}") for v in value] if isinstance(value, list) else value
        for key, value in record.items()
    }


def _parametric(durations, happened):
    """Its own fits by maximum likelihood: numbers, standard errors, logarithm of likelihood."""
    from lifelines import ExponentialFitter, LogNormalFitter, WeibullFitter

    found = {}
    for name, fitter in (
        ("exponential", ExponentialFitter()),
        ("weibull", WeibullFitter()),
        ("lognormal", LogNormalFitter()),
    ):
        fitter.fit(durations, happened)
        found[name] = {
            "values": [float(v) for v in fitter.params_],
            "errors": [float(v) for v in fitter.summary["se(coef)"]],
            "likelihood": float(fitter.log_likelihood_),
        }
    return found


@pytest.fixture(scope="module")
def recorded():
    """What lifelines gave."""
    if os.environ.get("CONTINUUM_RECORD"):
        RECORDED.parent.mkdir(exist_ok=True)
        found = {name: _of_lifelines(name) for name in SETS}
        RECORDED.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    return json.loads(RECORDED.read_text(encoding="utf-8"))


def _same(found, wanted):
    """Equal where lifelines gives a number."""
    wanted = np.array(wanted, dtype=float)
    told = np.isfinite(wanted)
    assert told.sum() > 5
    assert np.asarray(found)[told] == pytest.approx(wanted[told], rel=1e-9, abs=1e-10)


@pytest.mark.parametrize("name", SETS)
def test_kaplan_meier_is_that_of_lifelines(recorded, name):
    """At every time of its own: the estimate, both ends of the interval, and the median."""
    data = recorded[name]
    curve = kaplan_meier(data["durations"], data["happened"], entries=data["entries"])
    _same(curve.at(data["times"]), data["survival"])
    low, high = curve.interval(data["times"])
    _same(low, data["survival_low"])
    _same(high, data["survival_high"])
    if math.isfinite(data["median"]):
        assert curve.reached(0.5) == data["median"]


@pytest.mark.parametrize("name", SETS)
def test_nelson_aalen_is_that_of_lifelines(recorded, name):
    """At every time of its own: the estimate and both ends of the interval."""
    data = recorded[name]
    curve = nelson_aalen(data["durations"], data["happened"], entries=data["entries"])
    _same(curve.at(data["times"]), data["hazard"])
    low, high = curve.interval(data["times"])
    later = np.array(data["times"]) >= curve.times[0]
    _same(low[later], np.array(data["hazard_low"])[later])
    _same(high[later], np.array(data["hazard_high"])[later])


@pytest.mark.parametrize("cause", [1, 2])
@pytest.mark.parametrize("name", SETS[:3])
def test_aalen_johansen_is_that_of_lifelines(recorded, name, cause):
    """Two endings, by place; the estimate and both ends of the interval."""
    data = recorded[name]
    curve = aalen_johansen(data["apart"], data["causes"])[cause - 1]
    times = np.array(data[f"times_{cause}"])
    _same(curve.at(times), data[f"incidence_{cause}"])
    low, high = curve.interval(times)
    _same(low, data[f"low_{cause}"])
    _same(high, data[f"high_{cause}"])


def test_one_ending_alone_is_the_complement_of_kaplan_meier(recorded):
    """F = 1 - S when nothing else can happen, and the variances are the same."""
    data = recorded["rossi"]
    survival = kaplan_meier(data["durations"], data["happened"])
    (incidence,) = aalen_johansen(data["durations"], data["happened"])
    assert incidence.estimate == pytest.approx(1 - survival.estimate)
    assert incidence.variance == pytest.approx(survival.variance)


def test_endings_add_up_to_those_who_wait_no_longer(recorded):
    """F1 + F2 = 1 - S at every time."""
    data = recorded["waltons"]
    one, two = aalen_johansen(data["durations"], data["causes"])
    survival = kaplan_meier(data["durations"], data["causes"])
    assert one.estimate + two.estimate == pytest.approx(1 - survival.estimate)


@pytest.mark.parametrize(
    ("level", "freedom", "expected"),
    # Of a printed table of Student's t; infinity by the normal distribution.
    [
        (0.95, 1, 12.7062),
        (0.95, 2, 4.3027),
        (0.95, 10, 2.2281),
        (0.99, 30, 2.7500),
        (0.90, 120, 1.6577),
        (0.95, 10**7, 1.959964),
    ],
)
def test_students_t_is_that_of_the_tables(level, freedom, expected):
    """To the digits that are printed."""
    assert t_quantile(level, freedom) == pytest.approx(expected, abs=6e-5)


def test_an_interval_holds_the_mean_as_often_as_it_says():
    """Of four thousand means of five draws each, ninety-five in a hundred, give or take one."""
    draws = np.random.default_rng(1).normal(3.0, 2.0, size=(5, 4_000))
    inside = [low <= 3.0 <= high for _, low, high in (mean_interval(column) for column in draws.T)]
    assert sum(inside) / 4_000 == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize(
    ("durations", "causes", "entries", "message"),
    [
        ([1, 2], [1], None, "the columns differ in length: `durations` 2, `causes` 1"),
        ([], [], None, "nobody waited"),
        ([-1, 2], [1, 0.5], None, "a duration is negative; a cause is not a whole number"),
        ([1, "x"], [1, 1], None, "`durations` are not numbers"),
        ([1, math.nan], [1, 1], None, "`durations` hold something that is no number"),
        ([[1], [2]], [1, 1], None, "`durations` are not one column"),
        ([1, 2], [1, 1], [0, 3], "somebody comes under watch after the wait has ended"),
    ],
)
def test_columns_that_are_no_waits_are_refused(durations, causes, entries, message):
    """With every fault in one sentence."""
    with pytest.raises(ScenarioError, match=message):
        kaplan_meier(durations, causes, entries=entries)


def test_a_level_or_a_share_that_is_none_is_refused():
    """In words."""
    with pytest.raises(ScenarioError, match="the level of an interval cannot be `95`"):
        kaplan_meier([1], [1], level=95)
    with pytest.raises(ScenarioError, match="a share cannot be `2`"):
        kaplan_meier([1], [1]).reached(2)
    with pytest.raises(ScenarioError, match="there is a cause 2, and 1 names"):
        aalen_johansen([1, 2], [1, 2], names=("one",))
    assert math.isnan(kaplan_meier([1, 2], [1, 0]).reached(0.4))
