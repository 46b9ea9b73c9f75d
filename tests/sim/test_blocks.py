"""Who is simulated with whom, and how often, changes nothing; and the log stays what it was."""

from hashlib import sha256

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import Cohort, Log, Poisson, Setting, outline_eu_2022, simulate
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full

COLUMNS = ("bounds", "time", "attempt", "outcome", "origin", "target", "against", "occurrence")


def told(log):
    """A log as bytes."""
    return [getattr(log, name).tobytes() for name in COLUMNS], log.configurations, log.reasons


def digest(log):
    """A digest that does not hang on the last bits of a moment."""
    columns = [getattr(log, name).astype(np.int64) for name in COLUMNS]
    words = repr((log.configurations, log.reasons)).encode()
    return sha256(b"".join(column.tobytes() for column in columns) + words).hexdigest()[:16]


def test_the_law_in_full_is_the_same_in_any_blocks():
    """All at once, in two blocks, and one after the other."""
    scenario = eu_2022_in_full("eu").with_(horizon="2025-01-01")
    whole = simulate(scenario, n=9, seed=4)
    for block in (5, 1):
        assert told(simulate(scenario, n=9, seed=4, block=block).events) == told(whole.events)
    assert len(whole.events) > 300


def test_the_log_of_the_outline_is_what_it_was():
    """Equal on every machine; a change of meaning shows here first."""
    assert digest(simulate(outline_eu_2022(), n=200, seed=1).events) == "8890e3578aed1b7c"


def test_replications_are_runs_with_other_luck_side_by_side():
    """The first is the run without any; each has people and luck of its own."""
    scenario = outline_eu_2022()
    once = simulate(scenario, n=40, seed=2)
    thrice = simulate(scenario, n=40, seed=2, replications=3, block=17)
    assert (thrice.n, thrice.rows, thrice.replications) == (40, 120, 3)
    count = len(once.events)
    assert thrice.events.time[:count].tobytes() == once.events.time.tobytes()
    days = thrice.events.time[: thrice.events.bounds[120]]
    parts = [days[a:b].tolist() for a, b in zip(*_thirds(thrice.events), strict=True)]
    assert parts[0] != parts[1] != parts[2]
    cohort = scenario.people.draw(40, 2)
    fixed = simulate(scenario.with_(people=cohort, uncertain=()), seed=2, replications=2)
    assert fixed.events.time[:count].tobytes() == once.events.time.tobytes()
    again = fixed.cohort.traits["consents"].values.reshape(2, 40)
    assert (again[0] == again[1]).all(), "the same people"


def _thirds(log):
    return log.bounds[[0, 40, 80]].tolist(), log.bounds[[40, 80, 120]].tolist()


def test_a_scenario_may_say_how_often_it_is_drawn():
    """And whoever runs it may say otherwise."""
    scenario = outline_eu_2022().with_(replications=4)
    assert simulate(scenario, n=5).replications == 4
    assert simulate(scenario, n=5, replications=1).replications == 1
    with pytest.raises(ScenarioError, match="cannot be drawn `0` times"):
        simulate(scenario, n=5, replications=0)


def test_pathways_open_one_after_the_other():
    """People arrive in the order of their numbers, and nothing happens to them before."""
    scenario = outline_eu_2022().with_(setting=Setting(arrivals=Poisson(per_year=50)))
    run = simulate(scenario, n=60, seed=3, replications=2)
    starts = run.cohort.starts.reshape(2, 60)
    assert (np.diff(starts, axis=1) >= 0).all()
    assert (starts[0] != starts[1]).any()
    assert 120 < starts.max() - starts.min() < 2000
    log = run.events
    assert (log.time >= run.cohort.starts[log.person]).all()


def test_logs_are_put_together_by_name():
    """Each part has numbers of its own for configurations and reasons."""
    scenario = outline_eu_2022()
    cohort = scenario.people.draw(30, 5)
    whole = simulate(scenario.with_(people=cohort, uncertain=()), seed=5).events
    parts = [
        simulate(scenario.with_(people=cohort.take(some), uncertain=()), seed=5).events
        for some in (range(11), range(11, 12), range(12, 30))
    ]
    assert len({part.configurations for part in parts}) > 1
    assert told(Log.joined(parts)) == told(whole)
    assert isinstance(cohort, Cohort)
