"""The columns say what a slow simulator says, which decides every attempt as for a case."""

import pytest
from tests.one_by_one import OnePerson

from continuum.sim import outline_eu_2022, simulate
from continuum.sim.columns.judge import OUTCOMES


def told(run, place):
    """The attempts of one person in the log of a run."""
    events, attempts = run.events, run.scenario.behaviour.attempts
    return [
        (
            pytest.approx(events.time[row], abs=1e-6),
            attempts[events.attempt[row]].name,
            OUTCOMES[events.outcome[row]],
            events.reasons[events.against[row]],
        )
        for row in (events.person == place).nonzero()[0]
    ]


def test_the_outline_goes_as_one_person_after_the_other():
    """Sixty people: the same attempts, moments, outcomes and reasons."""
    scenario = outline_eu_2022()
    run = simulate(scenario, n=60, seed=3)
    for place in range(run.n):
        assert OnePerson(scenario, run.cohort, place, 3).run() == told(run, place)
