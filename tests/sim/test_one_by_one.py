"""The columns say what a slow simulator says, which decides every attempt as for a case."""

import attrs
import pytest
from tests.one_by_one import OnePerson
from tests.simulated import ATTEMPTS, specimen

from continuum.sim import (
    Arrives,
    Attempt,
    Behaviour,
    Bernoulli,
    Exponential,
    Fixed,
    Hazard,
    Logit,
    LogNormal,
    Perhaps,
    Setting,
    Uniform,
    Weibull,
    WorkingDays,
    outline_eu_2022,
    simulate,
)
from continuum.sim.columns.judge import OUTCOMES
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full


def told(run, place):
    """The attempts of one person in the log of a run."""
    events, names = run.events, run.scenario.behaviour.names
    return [
        (
            pytest.approx(events.time[row], abs=1e-6),
            names[events.attempt[row]],
            OUTCOMES[events.outcome[row]],
            events.reasons[events.against[row]],
        )
        for row in (events.person == place).nonzero()[0]
    ]


def same(scenario, n, seed):
    """Compare everybody."""
    run = simulate(scenario, n=n, seed=seed)
    for place in range(n):
        assert OnePerson(scenario, run.cohort, place, seed).run() == told(run, place), place
    return run


def test_the_outline_goes_as_one_person_after_the_other():
    """Thirty people: the same attempts, moments, outcomes and reasons."""
    same(outline_eu_2022(), 30, 3)


@pytest.mark.parametrize("rulebook", ["eu", "nl"])
def test_the_law_in_full_goes_as_one_person_after_the_other(rulebook):
    """With ten regions, thirty registers and two hundred attempts."""
    run = same(eu_2022_in_full(rulebook), 4, 11)
    assert len(run.events) > 300


def every_clock(closing):
    """The specimen with clocks of every sort."""
    changed = {
        "released": {"guard": "enabled", "closing": closing, "delay": LogNormal(4, 0.7)},
        "returned": {"hazard": Hazard({"patient": 0.7, "term": -0.02})},
        "ended": {"clock": "keep", "hazard": Hazard({"patient": {True: 0.4}})},
        "care_accepted": {"clock": "keep", "delay": LogNormal(60, 0.8)},
        "care_offered": {"retry": 2, "most_retries": 1, "delay": Exponential(20)},
        "measures_ended": {"chance": Logit(0.5, {"patient": 1.0}), "guard": "enabled"}
        | {"closing": closing, "clock": "keep"},
        "measure_softened": {"guard": "enabled", "closing": closing, "clock": "restart"},
    }
    attempts = [
        attrs.evolve(
            attempt,
            **changed.get(attempt.name, {}),
        )
        for attempt in ATTEMPTS
    ]
    attempts.append(
        Attempt(
            "reviewed",
            "judge",
            3,
            given={"asked_day": Fixed(10)},
            after_giving_up="care_offered",
            label="reviewed_in_the_end",
        )
    )
    return specimen(
        behaviour=Behaviour(
            attempts,
            arrives=[
                Arrives("lawyer", "judge", Exponential(90), Bernoulli(0.7)),
                Arrives(
                    "lawyer",
                    "judge",
                    Weibull(2, 30),
                    Perhaps(0.5, False),
                    after="returned",
                    during={"legal": "held"},
                    only={"patient": True},
                    label="lawyer_gone",
                ),
            ],
            pace={"officer": 1.4},
        ),
        setting=Setting(
            calendar=WorkingDays("NL", roles=("judge", "officer")), arrivals=Uniform(0, 90)
        ),
        horizon="2023-06-20",
    )


@pytest.mark.parametrize("closing", ["forget", "hold", "run"])
def test_clocks_of_every_sort_go_as_those_of_one_person(closing):
    """Kept ages, guards that stop a clock, hazards, late facts, pace, giving up, working days."""
    scenario = every_clock(closing)
    run = simulate(scenario, n=300, seed=5)
    events, names = run.events, scenario.behaviour.names
    for rare in ("released", "lawyer_gone", "care_accepted", "reviewed_in_the_end"):
        made = events.person[events.attempt == names.index(rare)]
        assert len(made), rare
        place = int(made[-1])
        assert OnePerson(scenario, run.cohort, place, 5).run() == told(run, place), place
