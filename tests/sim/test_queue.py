"""The engine with queues: the log of the columns, one by one; and places that are waited for."""

import numpy as np
import pytest
from tests.simulated import specimen

from continuum.errors import ScenarioError
from continuum.guards import Day
from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition, stays
from continuum.sim import (
    Attempt,
    Capacity,
    Choices,
    Cohort,
    Exponential,
    Fixed,
    Officers,
    Population,
    Scenario,
    Setting,
    Uniform,
    simulate,
)
from continuum.sim.queue import run_queue
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full
from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022


def told(log):
    """Every happening of a log, in words."""
    return list(
        zip(
            log.person.tolist(),
            log.attempt.tolist(),
            log.outcome.tolist(),
            [log.configurations[k] for k in log.target],
            [log.reasons[k] for k in log.against],
            log.occurrence.tolist(),
            strict=True,
        )
    )


def same(one, other):
    """Two logs say the same, moments to a billionth of a day."""
    assert told(one) == told(other)
    np.testing.assert_allclose(one.time, other.time, rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("scenario", "n"),
    [(specimen, 60), (outline_eu_2022, 100), (eu_2022_in_full, 30)],
    ids=["specimen", "outline", "eu"],
)
def test_without_places_the_log_is_that_of_the_columns(scenario, n):
    """Attempt by attempt: person, moment, outcome, where to, what stood in the way."""
    run = simulate(scenario(), n, seed=5)
    same(run.events, run_queue(run.scenario, run.cohort, 5, compiled=False))


DESK = Rulebook(
    "desk",
    "1",
    as_of="2026-11-23",
    roles=(Role("officer"),),
    regions=(
        Region(
            "desk",
            (State("outside"), State("served"), State("away"), State("gone", final=True)),
            "outside",
        ),
    ),
    facts=(Day("last_day", moves="fixed"),),
    events=tuple(
        Event(name, decided_by="officer", sources="ASSUMPTION")
        for name in ("served", "left", "gone", "paused", "noted")
    ),
    transitions=(
        Transition("served", "desk", "outside", "served"),
        Transition("left", "desk", "outside", "away"),
        Transition("gone", "desk", "served", "gone"),
        Transition("paused", "desk", "served", "away"),
        stays("noted", "desk", "outside"),
    ),
)


def desk(people, attempts, **capacity):
    """A scenario with one counter."""
    given = {"places": 1, "takes": "served", "held": {"desk": "served"}, **capacity}
    return Scenario(
        "desk",
        DESK,
        people,
        attempts,
        start="2024-01-01",
        horizon="2025-01-01",
        setting=Setting([Capacity("desk", **given)]),
    )


def days(run, outcome="allowed"):
    """Of each happening with an outcome: person, event, and days since the start."""
    start, code = (
        run.scenario.start.toordinal(),
        ("allowed", "refused", "", "waiting").index(outcome),
    )
    names = run.scenario.behaviour.names
    return [
        (int(person), names[attempt], round(float(time) - start, 6))
        for person, attempt, time, out in zip(
            run.events.person, run.events.attempt, run.events.time, run.events.outcome, strict=True
        )
        if out == code
    ]


def at_the(days, event="served"):
    """An attempt of each person on the own day."""
    return [
        Attempt(event, "officer", day, only={"number": [k]}, label=f"{event}_{k}")
        for k, day in enumerate(days)
    ]


def numbered(n, facts=None):
    """People who know their number."""
    return Cohort.from_columns(facts or {}, traits={"number": list(range(n))})


GONE = Attempt("gone", "officer", Fixed(10))


def test_whoever_comes_first_is_served_first_at_the_very_moment_a_place_is_free():
    """Three come on days 3, 1 and 2; each is served for ten days."""
    scenario = desk(numbered(3), [*at_the([3, 1, 2]), GONE], takes=["served"])
    run = simulate(scenario, seed=1, compiled=False)
    served = [one for one in days(run) if one[1].startswith("served")]
    assert sorted(served, key=lambda one: one[2]) == [
        (1, "served_1", 1.0),
        (2, "served_2", 11.0),
        (0, "served_0", 21.0),
    ]
    assert days(run, "waiting") == [(0, "served_0", 3.0), (2, "served_2", 2.0)]


def test_a_queue_may_go_by_the_day_that_is_due_and_then_by_number():
    """Nobody's due day is not last but theirs who have none."""
    people = numbered(4, {"last_day": ["2024-03-01", None, "2024-02-01", "2024-02-01"]})
    scenario = desk(people, [*at_the([2, 1, 3, 3]), GONE], order="due_date", due="last_day")
    run = simulate(scenario, seed=1, compiled=False)
    served = [one for one in days(run) if one[1].startswith("served")]
    assert sorted(served, key=lambda one: one[2]) == [
        (1, "served_1", 1.0),
        (2, "served_2", 11.0),
        (3, "served_3", 21.0),
        (0, "served_0", 31.0),
    ]


def test_whoever_leaves_meanwhile_leaves_the_queue():
    """The second goes away on day 5, so the third is served when the first is gone."""
    attempts = [*at_the([1, 2, 3]), GONE, Attempt("left", "officer", 5, only={"number": [1]})]
    run = simulate(desk(numbered(3), attempts), seed=1, compiled=False)
    assert (2, "served_2", 11.0) in days(run)
    assert (1, "left", 5.0) in days(run)
    assert not [one for one in days(run) if one[1] == "served_1"]


def test_places_change_on_their_day_and_nobody_is_sent_away():
    """Two places from day 4 on let the third in; one place again from day 5 on is not refilled."""
    scenario = desk(
        numbered(4), [*at_the([1, 2, 3, 3]), GONE], changes={"2024-01-05": 2, "2024-01-06": 1}
    )
    run = simulate(scenario, seed=1, compiled=False)
    served = sorted(one[::2] for one in days(run) if one[1].startswith("served"))
    assert served == [(0, 1.0), (1, 4.0), (2, 14.0), (3, 24.0)]


def test_an_event_may_free_the_place():
    """Held until the pause, which comes after four days."""
    attempts = [*at_the([1, 2]), Attempt("paused", "officer", 4)]
    run = simulate(desk(numbered(2), attempts, held={}, until="paused"), seed=1, compiled=False)
    assert (1, "served_1", 5.0) in days(run)


def erlang_c(servers, load):
    """The chance to wait in M/M/c: C(c, a) = B / (1 - a/c (1 - B)), B by its recursion."""
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


def test_waiting_is_as_erlang_says():
    """M/M/5 at a load of 0.7: P(wait) = C(c, a), mean wait = C / (c mu - lambda)."""
    n, span, servers = 8_000, 4_000, 5
    waited, waits, mean = waits_at_a_counter(n, span, servers, compiled=False)
    chance = erlang_c(servers, 0.7 * servers)
    assert waited == pytest.approx(chance, rel=0.1)
    assert waits == pytest.approx(chance * mean / (servers - 0.7 * servers), rel=0.2)


def waits_at_a_counter(n, span, servers, *, compiled):
    """How likely it was to wait, how long on average, and the mean of a service."""
    mean = 0.7 * servers * span / n
    scenario = Scenario(
        "counter",
        DESK,
        Population(n),
        [
            Attempt("served", "officer", Uniform(0, span)),
            Attempt("gone", "officer", Exponential(mean)),
        ],
        start="1950-01-01",
        horizon="2100-01-01",
        setting=Setting([Officers("desk", 1, servers, takes="served", held={"desk": "served"})]),
    )
    events = simulate(scenario, seed=2, compiled=compiled).events
    first = events.bounds[:-1]
    waited = events.outcome[first] == 3
    waits = events.time[first + waited] - events.time[first]
    came = events.time[first] - scenario.start.toordinal()
    steady = (came > span * 0.05) & (came < span * 0.98)
    return waited[steady].mean(), waits[steady].mean(), mean


def test_replications_never_meet():
    """Each replication has the places for itself, and is what it would be alone."""
    people = Population(40, traits={"kind": Choices({"a": 1, "b": 1})})
    attempts = [Attempt("served", "officer", Uniform(0, 60)), GONE]
    scenario = desk(people, attempts, places=4)
    run = simulate(scenario, seed=3, replications=3, compiled=False)
    alone = simulate(scenario, seed=3, compiled=False)
    cut = run.events.bounds[40]
    np.testing.assert_array_equal(run.events.time[:cut], alone.events.time)
    assert (run.events.outcome == 3).any()


def crowded():
    """The outline with a court that has few places."""
    scenario = outline_eu_2022()
    held, changes = {"pathway": "sentence"}, {"2023-01-01": 30}
    court = Capacity(
        "court", 40, takes=scenario.behaviour.attempts[0].event, held=held, changes=changes
    )
    return scenario.with_(setting=Setting([court]))


def test_nothing_happens_that_decide_would_refuse_where_people_wait():
    """Each attempt, decided again as for a single case, comes out as it did in the run."""
    run = simulate(crowded(), 120, seed=2, compiled=False)
    assert (run.events.outcome == 3).sum() > 10
    for place in range(0, 120, 6):
        story = run.story(place)
        told = [(one.outcome, one.against) for one in story.decided]
        again = [(d.outcome, tuple(a.id for a in d.against)) for d in story.replay()]
        assert told == again


def by_due_date():
    """A counter to which many come, some with a day that is due."""
    people = numbered(40, {"last_day": [f"2024-0{1 + k % 7}-11" for k in range(38)] + [None] * 2})
    return desk(
        people,
        [*at_the([1 + k % 5 for k in range(40)]), GONE, Attempt("left", "officer", 90)],
        order="due_date",
        due="last_day",
        changes={"2024-02-01": 3},
    )


@pytest.mark.long
def test_the_compiled_form_says_what_the_plain_one_says():
    """The same log, attempt by attempt; and, with more people, what Erlang says.

    One test, because compiling takes half a minute.
    """
    pytest.importorskip("numba")
    for scenario, n in (
        (specimen(), 60),
        (outline_eu_2022(), 100),
        (eu_2022_in_full(), 30),
        (crowded(), 200),
        (by_due_date(), None),
    ):
        run = simulate(scenario, n, seed=1, compiled=False)
        plain = run_queue(scenario, run.cohort, 1, compiled=False)
        same(plain, run_queue(scenario, run.cohort, 1, compiled=True))
    waited, waits, mean = waits_at_a_counter(100_000, 50_000, 5, compiled=True)
    chance = erlang_c(5, 3.5)
    assert waited == pytest.approx(chance, rel=0.05)
    assert waits == pytest.approx(chance * mean / 1.5, rel=0.1)


def test_attempts_without_end_are_refused():
    """Twenty thousand attempts of one person are taken for a circle."""
    attempts = [Attempt("noted", "officer", 0, again=0.001), *at_the([400])]
    with pytest.raises(ScenarioError, match="repeated without end"):
        simulate(desk(numbered(1), attempts), seed=1, compiled=False)


def test_a_guard_that_stops_the_clock_is_refused_by_name():
    """It says which attempt it cannot follow."""
    attempts = [Attempt("served", "officer", 3, guard="enabled", closing="hold")]
    with pytest.raises(ScenarioError, match="cannot follow the guard of served"):
        simulate(desk(numbered(1), attempts), seed=1, compiled=False)
