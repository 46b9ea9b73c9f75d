"""From a log to a scenario: what was put in comes out, and lifelines finds the same numbers."""

import json
import math
from pathlib import Path

import attrs
import numpy as np
import polars as pl
import pytest

from continuum.errors import MissingExtra, ScenarioError
from continuum.guards import Flag
from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import (
    Arrives,
    Attempt,
    Behaviour,
    Bernoulli,
    Cohort,
    Exponential,
    Fixed,
    Gamma,
    LogNormal,
    Piecewise,
    Population,
    Scenario,
    Trait,
    Weibull,
    fit,
    outline_eu_2022,
    simulate,
)
from continuum.sim.behaviour.proportional import Hazard, Logit, drawn_with
from continuum.sim.fitting.estimating import Asked, estimate
from continuum.sim.fitting.spells import Spells
from continuum.sim.population.encoding import plain

RECORDED = Path(__file__).parents[1] / "specimens" / "estimators" / "lifelines.json"
TRUE = {
    "recalled": Exponential(900),
    "completed": Weibull(1.8, 700),
    "transferred": LogNormal(800, 0.6),
    "widened": Gamma(3, 300),
    "returned": Piecewise(((100, 0.001), (300, 0.004), (None, 0.002))),
}


def _book(facts=()):
    """Three states; all but one of the ways compete in the first."""
    return Rulebook(
        "fitted",
        "1",
        as_of="2026-11-25",
        roles=(Role("agency"),),
        facts=facts,
        regions=(
            Region("state", (State("open"), State("away"), State("done", final=True)), "open"),
        ),
        events=tuple(Event(name, decided_by="agency", sources="ASSUMPTION") for name in TRUE),
        transitions=tuple(
            Transition(name, "state", "away", "open")
            if name == "returned"
            else Transition(name, "state", "open", "done" if name == "completed" else "away")
            for name in TRUE
        ),
    )


def _scenario(delays, **more):
    attempts = [
        Attempt(name, "agency", delay, clock="restart", **more.get(name, {}))
        for name, delay in delays.items()
    ]
    return Scenario(
        "fitted",
        _book(),
        Population(3_000),
        attempts,
        start="2020-01-01",
        horizon="2026-01-01",
    )


@pytest.fixture(scope="module")
def run():
    """Three thousand people; every spell is cut off by four other clocks, or by the horizon."""
    return simulate(_scenario(TRUE), seed=1)


@pytest.fixture(scope="module")
def found(run):
    """What is fitted to it, with intervals that are wrong once in a thousand."""
    return fit(run, level=0.999)


@pytest.mark.parametrize("label", list(TRUE))
def test_what_was_put_in_comes_out(found, label):
    """Each number lies in its interval, although four clocks compete."""
    fitted = found[label]
    true = [
        rate for _, rate in TRUE[label].pieces
    ] if label == "returned" else list(attrs.astuple(TRUE[label]))  # fmt: skip
    assert type(fitted.spread) is type(TRUE[label])
    assert len(fitted.numbers) == len(true)
    for number, value in zip(fitted.numbers, true, strict=True):
        assert number.low < value < number.high
        assert number.low < number.value < number.high
        assert number.high / number.low < 2
    assert fitted.spells > fitted.ended > 200
    assert fitted.apart < 0.05


def test_of_several_families_the_true_one_is_chosen(run):
    """By Akaike's criterion, for each clock whose shape is clear."""
    families = ("exponential", "weibull", "lognormal", "gamma")
    found = fit(run, families=families, only=["completed", "transferred", "widened"])
    assert [fitted.family for fitted in found.fits] == ["weibull", "lognormal", "gamma"]


@pytest.mark.parametrize("name", ["waltons", "rossi", "larynx"])
@pytest.mark.parametrize("family", ["exponential", "weibull", "lognormal"])
def test_lifelines_finds_the_same_numbers_on_its_own_data(name, family):
    """Estimates, standard errors and likelihood of its own fitters, as recorded."""
    data = json.loads(RECORDED.read_text(encoding="utf-8"))[name]
    wanted = data["fits"][family]
    spells = Spells(
        np.arange(len(data["durations"])),
        np.array(data["durations"]),
        np.array(data["happened"], dtype=bool),
    )
    fitted = estimate(spells, _asked(families=(family,)))
    values = [number.value for number in fitted.numbers]
    errors = [
        math.log(number.high / number.low) / (2 * 1.959964) * number.value
        for number in fitted.numbers
    ]
    if family == "weibull":  # scale and shape, where we say shape and scale
        values, errors = values[::-1], errors[::-1]
    if family == "lognormal":  # the mean of logarithms, where we say the median
        values[0], errors[0] = math.log(values[0]), errors[0] / values[0]
    assert values == pytest.approx(wanted["values"], rel=2e-4)
    assert errors == pytest.approx(wanted["errors"], rel=5e-3)
    assert fitted.likelihood == pytest.approx(wanted["likelihood"], rel=1e-6)


def _asked(**changes):
    asked = Asked("x", "delay", Fixed(0), ("weibull",), (), np.zeros((0, 0)), None, False, 20, 0.95)
    return asked._replace(**changes)


@pytest.mark.parametrize("spread", [Weibull(1.5, 400), LogNormal(300, 0.7), Gamma(2, 150)])
def test_weights_of_traits_come_out_for_every_family(spread):
    """A flag that doubles the hazard and a number that lowers it; 1,200 days are watched."""
    rng = np.random.default_rng(3)
    traits = np.column_stack([rng.random(6_000) < 0.4, rng.normal(size=6_000)]).astype(float)
    true = (math.log(2), -0.5)
    days = drawn_with(spread, rng.random(6_000), np.exp(traits @ np.array(true)))
    spells = Spells(np.arange(6_000), np.minimum(days, 1_200), days <= 1_200)
    names = ("no_address", "age")
    fitted = estimate(
        spells, _asked(declared=spread, families=(), names=names, traits=traits, level=0.999)
    )
    for name, value in zip(names, true, strict=True):
        assert fitted[name].low < value < fitted[name].high
        assert fitted[name].high - fitted[name].low < 0.5
    for number, value in zip(fitted.numbers, attrs.astuple(spread), strict=True):
        assert number.low < value < number.high


def test_a_chance_comes_out_beside_the_delay():
    """Three in ten are never attempted, and look like those who wait for long."""
    rng = np.random.default_rng(4)
    days = np.where(rng.random(3_000) < 0.7, Weibull(2, 200).draw(rng.random(3_000)), np.inf)
    spells = Spells(np.arange(3_000), np.minimum(days, 500), days <= 500)
    fitted = estimate(spells, _asked(find_chance=True, level=0.999))
    assert fitted["chance"].low < 0.7 < fitted["chance"].high
    assert fitted["scale_days"].low < 200 < fitted["scale_days"].high
    known = estimate(spells, _asked(chance=np.full(3_000, 0.7), level=0.999))
    assert known["scale_days"].low < 200 < known["scale_days"].high
    assert known.chance is None


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Of a hundred and twenty logs of sixty spells, nineteen in twenty; give or take six."""
    rng = np.random.default_rng(5)
    inside = 0
    for _ in range(120):
        days = rng.exponential(100, size=60)
        spells = Spells(np.arange(60), np.minimum(days, 150), days <= 150)
        number = estimate(spells, _asked(families=("exponential",)))["mean_days"]
        inside += number.low < 100 < number.high
    assert 0.95 - 0.06 <= inside / 120 <= 1


def test_a_thin_log_gives_no_number():
    """Fewer than twenty spells that ended; the scenario keeps what it had."""
    scenario = _scenario(TRUE)
    run = simulate(scenario, n=12, seed=2)
    found = fit(run)
    assert "recalled" in found.thin
    fitted = found["recalled"]
    assert fitted.spread is None
    assert fitted.note == (
        f"too thin: {fitted.ended} spells ended, fewer than 20, so no number is given"
    )
    assert math.isnan(found.table()["value"][found.table()["attempt"] == "recalled"][0])
    kept = {a.name: a.delay for a in found.scenario.behaviour.attempts}
    assert kept["recalled"] == TRUE["recalled"]
    assert "too thin" in repr(found)


def test_the_fitted_scenario_says_from_how_many_spells(found):
    """It is a scenario like any other: written, read, and run."""
    attempt = next(a for a in found.scenario.behaviour.attempts if a.name == "completed")
    fitted = found["completed"]
    assert str(attempt.sources[0]) == (
        f"SEEN:own_log (delay fitted from {fitted.ended} of {fitted.spells} spells)"
    )
    ranges = {one.path: one for one in found.scenario.uncertain}
    scale = ranges["behaviour.completed.delay.scale_days"]
    number = fitted["scale_days"]
    assert (scale.low, scale.mode, scale.high) == (number.low, number.value, number.high)
    marks = {row["where"]: row["mark"] for row in found.scenario.assumptions().rows()}
    assert marks["behaviour.completed.delay.shape"] == "SEEN"
    assert Scenario.from_json(found.scenario.to_json()).digest == found.scenario.digest
    assert len(simulate(found.scenario, n=50).events) > 50


def test_a_log_of_events_says_nearly_what_the_run_says(run, found):
    """Only who, what and on which day; people are where the ways of the rulebook lead."""
    frame = pl.DataFrame(run.log).select("person", "event", "day")
    some = ["completed", "returned"]
    read = fit(frame, run.scenario, level=0.999, only=some)
    for label in some:
        for ours, theirs in zip(read[label].numbers, found[label].numbers, strict=True):
            assert ours.value == pytest.approx(theirs.value, rel=0.02)
    assert read.notes == ("nothing is known of the people but their events",)
    plain_columns = {name: frame[name].to_list() for name in frame.columns}
    again = fit(plain_columns, run.scenario, level=0.999, only=some)
    assert again.table().rows() == read.table().rows()
    table = fit(run.log, run.scenario, level=0.999, only=some).table()
    assert table["value"].tolist() == read.table()["value"].tolist()


def test_traits_of_a_cohort_are_found_again_by_number():
    """A log of people who are known may ask for what is known of them."""
    cohort = Cohort(
        np.arange(3_000, dtype=np.int64) + 100,
        np.zeros(3_000, dtype=np.int64),
        traits={"city": plain("city", ["a", "b", "c"] * 1_000)},
    )
    rng = np.random.default_rng(6)
    city = np.arange(3_000) % 3
    days = Exponential(200).draw(rng.random(3_000)) / np.array([1.0, 2.0, 0.5])[city]
    log = {
        "person": cohort.numbers.tolist(),
        "event": ["completed"] * 3_000,
        "time": (737425.0 + days).tolist(),
    }
    scenario = _scenario({"completed": Exponential(100)}).with_(people=cohort)
    found = fit(log, scenario, hazards={"completed": ["city"]}, level=0.999)
    assert {weight.name for weight in found["completed"].weights} == {"city=b", "city=c"}
    assert found["completed"]["city=b"].value == pytest.approx(math.log(2), abs=0.2)
    assert found["completed"]["city=c"].value == pytest.approx(-math.log(2), abs=0.2)
    attempt = found.scenario.behaviour.attempts[0]
    assert isinstance(attempt.hazard, Hazard)
    assert all(note.startswith("left out, behind the last day") for note in found.notes)


def test_the_outline_is_fitted_from_its_own_run():
    """Every clock that a log can show; those on days of facts say that it cannot."""
    scenario = outline_eu_2022()
    run = simulate(scenario, n=500, seed=1)
    found = fit(run, level=0.999)
    inside = outside = 0
    for attempt in scenario.behaviour.attempts:
        fitted = found[attempt.name]
        if isinstance(attempt.delay, LogNormal) and fitted.spread is not None:
            for number, value in zip(fitted.numbers, attrs.astuple(attempt.delay), strict=True):
                inside += number.low <= value <= number.high
                outside += not number.low <= value <= number.high
    assert inside > 40
    assert outside <= 1
    assert found["sentence_expired"].note == (
        "not fitted: its clock is set on a day that the log does not hold"
    )
    retry = next(f for f in found.fits if (f.label, f.part) == ("convicted", "retry"))
    assert retry.spread == Fixed(7)


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ({"event": ["completed"]}, "no column `person`\n- there is neither a column `day` nor"),
        ({"person": [1, 2], "event": ["completed"], "day": ["2020-01-01"]}, "`person` 2, `event`"),
        (
            {"person": [1], "event": ["complete"], "day": ["soon"]},
            r"row 0: `soon` is no day\n- row 0: .*no event `complete` \(did you mean `completed`",
        ),
        (
            {"person": [1], "event": ["completed"], "day": ["2020-01-01"], "outcome": ["maybe"]},
            "row 0: there is no outcome `maybe`",
        ),
        (7, "a log cannot be `int`"),
    ],
)
def test_a_log_that_cannot_be_read_is_refused_with_every_fault(log, message):
    """And their rows."""
    with pytest.raises(ScenarioError, match=message):
        fit(log, _scenario(TRUE))


def test_what_the_log_does_not_fit_is_told():
    """Events with no way, events after the last day, and events of no attempt."""
    scenario = _scenario({name: TRUE[name] for name in ("completed", "recalled")})
    log = {
        "person": ["a", "a", "b", "c"],
        "event": ["returned", "completed", "recalled", "completed"],
        "day": ["2020-02-01", "2020-03-01", "2020-04-01", "2022-01-01"],
    }
    found = fit(log, scenario, until="2021-01-01")
    assert found.notes == (
        "nothing is known of the people but their events",
        (
            "without a way from where the person was: 1 event; the log begins late, or tells what "
            "the rulebook does not allow"
        ),
        "left out, behind the last day: 1 event",
        "of no attempt, or of one of several: 1 event",
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"only": ["recaled"]}, "there is no attempt `recaled`"),
        ({"hazards": {"recalled": ["age"]}}, "`recalled` asks for the trait `age`"),
        ({"families": "normal"}, "no delays are fitted by `normal`"),
        ({"level": 2}, "the level of an interval cannot be `2`"),
        ({"until": "2022-01-01"}, "a run tells everything up to its horizon"),
        ({"scenario": outline_eu_2022()}, "has other attempts than the run"),
    ],
)
def test_what_is_named_and_not_there_is_refused(run, more, message):
    """In words."""
    with pytest.raises(ScenarioError, match=message):
        fit(run, **more)
    with pytest.raises(ScenarioError, match="does not say what sets clocks"):
        fit({"person": []})


def test_without_scipy_fitting_says_what_to_install(run, monkeypatch):
    """The extra is named."""

    def missing(extra, *modules):
        raise MissingExtra(f"needs {modules}", help=f"install {extra}")

    monkeypatch.setattr("continuum.sim.fitting.fit.needs", missing)
    with pytest.raises(MissingExtra, match="scipy") as caught:
        fit(run)
    assert caught.value.help == "install fit"


def test_clocks_that_keep_their_age_are_joined_over_absences():
    """Forty days, an absence, and sixty more are one spell of a hundred days."""
    scenario = _scenario({name: TRUE[name] for name in ("completed", "recalled", "returned")})
    attempts = tuple(
        attrs.evolve(a, clock="keep") if a.name == "completed" else a
        for a in scenario.behaviour.attempts
    )
    scenario = scenario.with_(behaviour=attempts)
    log = {
        "person": [k for k in range(30) for _ in range(3)],
        "event": ["recalled", "returned", "completed"] * 30,
        "time": [737425.0 + d for _ in range(30) for d in (40, 70, 130)],
    }
    found = fit(log, scenario)
    assert found["completed"].spread == Fixed(100)
    assert (found["completed"].spells, found["completed"].ended) == (30, 30)
    assert found["recalled"].spread == Fixed(40)
    assert (found["recalled"].spells, found["recalled"].ended) == (60, 30)


def test_facts_that_arrive_are_fitted_like_attempts():
    """Half of the addresses are ever checked, within some weeks of the opening."""
    scenario = _scenario({"completed": Exponential(900)})
    arrives = Arrives("address_checked", "agency", Exponential(10), chance=0.9)
    scenario = scenario.with_(
        rulebook=_book(facts=(Flag("address_checked", moves="live"),)),
        behaviour=attrs.evolve(scenario.behaviour, arrives=[arrives]),
    )
    rng = np.random.default_rng(7)
    days = Weibull(2, 40).draw(rng.random(1_000))
    log = {
        "person": list(range(1_000)) + list(range(1_000, 2_000)),
        "event": ["address_checked learned"] * 1_000 + ["completed"] * 1_000,
        "outcome": ["learned"] * 1_000 + ["allowed"] * 1_000,
        "time": (737425.0 + np.concatenate([days, Exponential(900).draw(rng.random(1_000))])),
    }
    found = fit(log, scenario, only=["address_checked"], families="weibull", level=0.999)
    fitted = found["address_checked"]
    assert fitted["shape"].low < 2 < fitted["shape"].high
    assert fitted["scale_days"].low < 40 < fitted["scale_days"].high
    assert fitted["chance"].low < 0.5 < fitted["chance"].high
    assert found.scenario.behaviour.arrives[0].delay == fitted.spread
    assert found.scenario.behaviour.arrives[0].chance == fitted["chance"].value


def test_hazards_kept_ages_and_pace_come_out_of_a_run():
    """A trait that doubles a hazard, a clock that keeps its age, a slow agency."""
    scenario = _scenario({name: TRUE[name] for name in ("recalled", "completed", "returned")})
    changes = {"completed": {"clock": "keep", "hazard": Hazard({"alone": math.log(2)})}}
    attempts = [
        attrs.evolve(attempt, **changes.get(attempt.name, {}))
        for attempt in scenario.behaviour.attempts
    ]
    scenario = scenario.with_(
        people=Population(4_000, traits={"alone": Bernoulli(0.5)}),
        behaviour=Behaviour(attempts, pace={"agency": 1.5}),
    )
    found = fit(simulate(scenario, seed=8), level=0.999)
    for label, true in (("recalled", (900,)), ("completed", (1.8, 700))):
        for number, value in zip(found[label].numbers, true, strict=True):
            assert number.low < value < number.high
    alone = found["completed"]["alone"]
    assert alone.low < math.log(2) < alone.high
    assert alone.high - alone.low < 0.4
    hazard = next(a.hazard for a in found.scenario.behaviour.attempts if a.name == "completed")
    assert dict(hazard.weights)["alone"] == alone.value


def test_chances_that_traits_say_are_taken_as_known():
    """By a logit and by a trait; without the traits nothing is fitted, and it says so."""
    chances = {"recalled": Logit(-1.0, {"alone": 2.0}), "completed": Trait("luck")}
    scenario = _scenario({name: TRUE[name] for name in ("recalled", "completed", "returned")})
    attempts = [
        attrs.evolve(attempt, chance=chances.get(attempt.name, 1.0))
        for attempt in scenario.behaviour.attempts
    ]
    scenario = scenario.with_(
        people=Population(5_000, traits={"alone": Bernoulli(0.5), "luck": Bernoulli(0.7)}),
        behaviour=attempts,
    )
    run = simulate(scenario, seed=9)
    found = fit(run, scenario, level=0.999)
    for label, true in (("recalled", (900,)), ("completed", (1.8, 700))):
        for number, value in zip(found[label].numbers, true, strict=True):
            assert number.low < value < number.high
        assert found[label].chance is None
    read = fit(run.log, scenario)
    assert read["recalled"].note == (
        "not fitted: it depends on the trait `alone`, which the log does not hold"
    )
    assert "`luck`" in read["completed"].note
    assert read["returned"].spread is not None


def test_clocks_that_no_log_can_show_say_why():
    """Guards that stop a clock, and clocks that are set when another attempt is given up."""
    delays = {name: TRUE[name] for name in ("recalled", "completed", "returned")}
    scenario = _scenario(delays)
    changes = {
        "recalled": {"guard": "enabled", "closing": "hold"},
        "completed": {"retry": 5, "most_retries": 1},
        "returned": {"after_giving_up": "completed"},
    }
    attempts = [attrs.evolve(a, **changes[a.name]) for a in scenario.behaviour.attempts]
    found = fit(simulate(scenario.with_(behaviour=attempts), n=50, seed=1))
    assert "its clock stops while a guard is closed" in found["recalled"].note
    assert "its clock is set when another attempt is given up" in found["returned"].note
    assert "<table" in found._repr_html_()
    with pytest.raises(KeyError):
        found["nobody"]
    with pytest.raises(KeyError):
        found["completed"]["luck"]


def test_numbers_that_no_scenario_may_hold_are_not_put_into_one():
    """A log-normal that is wider than a scenario lets it be."""
    days = np.exp(np.random.default_rng(2).normal(5.0, 9.0, size=400))
    fitted = estimate(
        Spells(np.arange(400), np.minimum(days, 1e6), days <= 1e6), _asked(families=("lognormal",))
    )
    assert fitted.spread is None
    assert fitted.note == "no family fits: its numbers would be out of bounds"
