"""The simulator against known answers, and against itself in another order."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.simulated import POPULATION, specimen

from continuum.errors import ScenarioError
from continuum.guards import Day, Flag, months
from continuum.rulebook import (
    Event,
    Governs,
    Region,
    Role,
    Rule,
    Rulebook,
    State,
    Transition,
    stays,
)
from continuum.sim import (
    Attempt,
    Bernoulli,
    Cohort,
    Exponential,
    LogNormal,
    Population,
    Scenario,
    Trait,
    Weibull,
    outline_eu_2022,
    simulate,
)

START = date(2022, 1, 1)
heard = Flag("heard", moves="live")
opens = Day("opens", moves="step", recorded_by="person")


def book(*rules):
    """Three states in a row, and a way back."""
    return Rulebook(
        "row",
        "1",
        as_of="2026-11-23",
        roles=(Role("judge"), Role("person")),
        regions=(Region("way", (State("a"), State("b"), State("c", final=True)), "a"),),
        facts=(heard, opens),
        events=(
            Event("on", decided_by="judge", sources="GK"),
            Event("other", decided_by="judge", sources="GK"),
            Event("back", decided_by="judge", sources="GK"),
            Event("ended", decided_by="judge", sources="GK"),
            Event("spoken", decided_by="person", sources="GK"),
        ),
        transitions=(
            Transition("on", "way", "a", "b"),
            Transition("other", "way", "a", "b"),
            Transition("back", "way", "b", "a"),
            Transition("ended", "way", "b", "c"),
            stays("spoken", "way", "a"),
        ),
        rules=rules,
    )


def needs_heard(**more):
    """A rule that an event waits for somebody to be heard."""
    return Rule("GR-H", "Heard first.", "Hear.", heard, Governs("on"), sources="GK", **more)


def run(*attempts, n=1, seed=0, rules=(), horizon="2023-01-01", facts=(), **more):
    """Simulate the row."""
    people = Population(n, facts, **more)
    return simulate(Scenario("row", book(*rules), people, attempts, START, horizon), seed=seed)


def told(found):
    """Event, days since the start and outcome, in order."""
    return [
        (row["event"], (row["day"] - START).days, row["outcome"], row["against"])
        for row in found.log.rows()
    ]


# ------------------------------------------------------------------------------ known answers


def test_fixed_delays_fall_on_their_exact_days():
    """Each clock counts from where the one before ended."""
    found = run(Attempt("on", "judge", 31), Attempt("ended", "judge", 28))
    assert told(found) == [("on", 31, "allowed", ""), ("ended", 59, "allowed", "")]
    assert found.log.rows()[0]["day"] == date(2022, 2, 1)
    assert found.log.rows()[1]["moves"] == "way: b to c"


def test_the_earlier_clock_wins_and_the_first_named_among_equals():
    """Competing clocks; the loser stops when the person leaves."""
    first, second = Attempt("other", "judge", 20), Attempt("on", "judge", 10)
    assert told(run(first, second)) == [("on", 10, "allowed", "")]
    same = Attempt("other", "judge", 10)
    assert told(run(same, second)) == [("other", 10, "allowed", "")]


def test_nothing_happens_on_or_after_the_horizon():
    """The horizon is the first day that is no longer simulated."""
    assert told(run(Attempt("on", "judge", 365))) == []
    assert told(run(Attempt("on", "judge", 364))) == [("on", 364, "allowed", "")]


def test_competing_exponentials_split_by_their_rates():
    """Rates of 1/100 and 1/300: three in four go the first way, after 75 days on average."""
    n = 200_000
    found = run(
        Attempt("on", "judge", Exponential(100)),
        Attempt("other", "judge", Exponential(300)),
        n=n,
        horizon="2092-01-01",
    )
    assert len(found.events) == n
    share = (found.log["event"] == "on").mean()
    assert share == pytest.approx(0.75, abs=5 * math.sqrt(0.75 * 0.25 / n))
    waits = found.events.time - START.toordinal()
    assert waits.mean() == pytest.approx(75, abs=5 * 75 / math.sqrt(n))
    first = waits[found.log["event"] == "on"]
    assert first.mean() == pytest.approx(75, abs=5 * 75 / math.sqrt(len(first)))


@pytest.mark.parametrize(
    ("spread", "survival"),
    [
        (Weibull(1.7, 90), lambda t: math.exp(-((t / 90) ** 1.7))),
        (LogNormal(60, 0.8), lambda t: 0.5 * math.erfc(math.log(t / 60) / 0.8 / math.sqrt(2))),
        (Exponential(50), lambda t: math.exp(-t / 50)),
    ],
)
def test_waits_follow_their_survival_curve(spread, survival):
    """At 10, 50 and 150 days, within five standard errors."""
    n = 100_000
    found = run(Attempt("on", "judge", spread), n=n, horizon="2092-01-01")
    waits = found.events.time - START.toordinal()
    for day in (10, 50, 150):
        want = survival(day)
        assert (waits > day).mean() == pytest.approx(want, abs=5 * math.sqrt(0.25 / n))


def test_a_loop_of_exponentials_reaches_its_balance():
    """On for 100 days, off for 50: two thirds of the time on."""
    found = run(
        Attempt("on", "judge", Exponential(100)),
        Attempt("back", "judge", Exponential(50)),
        n=20_000,
        horizon="2026-01-01",
    )
    last = found.occupancy(by="way", every="month").rows()[-1]
    assert last["a"] / 20_000 == pytest.approx(2 / 3, abs=5 * math.sqrt(0.25 / 20_000))


# ------------------------------------------------------------------------------ behaviour


def test_a_refused_attempt_is_logged_with_its_rule_and_retried():
    """Until a fact is learned, on the day of the attempt."""
    found = run(
        Attempt("on", "judge", 10, retry=7, label="first"),
        Attempt("spoken", "person", 20, learn={"heard": True}),
        rules=[needs_heard()],
    )
    assert told(found) == [
        ("on", 10, "undetermined", "GR-H"),
        ("on", 17, "undetermined", "GR-H"),
        ("spoken", 20, "allowed", ""),
        ("on", 24, "allowed", ""),
    ]


def test_known_no_is_refused_and_not_known_is_undetermined():
    """As in a single case."""
    rules = [needs_heard()]
    assert told(run(Attempt("on", "judge", 1), rules=rules, facts={"heard": False})) == [
        ("on", 1, "refused", "GR-H")
    ]
    assert told(run(Attempt("on", "judge", 1), rules=rules)) == [("on", 1, "undetermined", "GR-H")]


def test_a_milestone_starts_the_clock_and_waits_to_be_known():
    """On its day; at once when it has passed; never while it is not known."""
    at = Attempt("on", "judge", 0, at=opens + months(1))
    assert told(run(at, facts={"opens": date(2022, 1, 31)})) == [("on", 58, "allowed", "")]
    assert told(run(at, facts={"opens": date(2020, 1, 31)})) == [("on", 0, "allowed", "")]
    assert told(run(at)) == []
    learned = Attempt("spoken", "person", 9, learn={"opens": date(2022, 2, 1)})
    assert told(run(at, learned))[1] == ("on", 59, "allowed", "")


def test_an_attempt_after_an_event_waits_for_it():
    """And is set again each time."""
    found = run(
        Attempt("on", "judge", 10),
        Attempt("back", "judge", 5, after="on"),
        horizon=START + timedelta(41),
    )
    days = [(event, day) for event, day, *_ in told(found)]
    assert days == [("on", 10), ("back", 15), ("on", 25), ("back", 30), ("on", 40)]


def test_a_clock_runs_on_while_the_attempt_stays_possible():
    """What happens in another region does not set it anew."""
    regions = (
        Region("way", (State("a"), State("b")), "a"),
        Region("side", (State("x"), State("y")), "x"),
    )
    two = Rulebook(
        "two",
        "1",
        as_of="2026-11-23",
        roles=(Role("judge"),),
        regions=regions,
        events=tuple(
            Event(e, decided_by="judge", sources="GK") for e in ("on", "turned", "returned")
        ),
        transitions=(
            Transition("on", "way", "a", "b"),
            Transition("turned", "side", "x", "y"),
            Transition("returned", "side", "y", "x"),
        ),
    )
    attempts = [
        Attempt("on", "judge", 100),
        Attempt("turned", "judge", 30),
        Attempt("returned", "judge", 30),
    ]
    found = simulate(Scenario("two", two, Population(1), attempts, START, "2023-01-01"))
    assert ("on", 100, "allowed", "") in told(found)
    assert found.log.rows()[0]["moves"] == "side: x to y"


def test_only_and_chance_choose_whom_an_attempt_is_for():
    """A trait, a probability, or a trait that is the probability."""
    traits = {"patient": Bernoulli(0.25), "luck": 0.5}
    n = 10_000
    for more, share in (
        ({"only": {"patient": True}}, 0.25),
        ({"chance": 0.1}, 0.1),
        ({"chance": Trait("patient")}, 0.25),
        ({"chance": Trait("luck")}, 0.5),
    ):
        found = run(Attempt("on", "judge", 1, **more), n=n, traits=traits)
        assert len(found.events) / n == pytest.approx(share, abs=0.02)


def test_attempts_without_end_are_stopped_in_words():
    """A loop of no time at all."""
    with pytest.raises(ScenarioError, match="without end"):
        run(Attempt("on", "judge", 0), Attempt("back", "judge", 0))


# ------------------------------------------------------------------------------ order and luck


def rows(found):
    """The log as plain rows."""
    return found.log.rows()


def test_the_same_seed_gives_the_same_run_and_another_another():
    """Byte for byte, and by digest."""
    one, same, other = (simulate(specimen(), n=15, seed=seed) for seed in (1, 1, 2))
    assert rows(one) == rows(same)
    assert one.events.time.tobytes() == same.events.time.tobytes()
    assert one.digest == same.digest
    assert one.digest != other.digest
    assert rows(one) != rows(other)


@settings(max_examples=5)
@given(block=st.integers(1, 20), seed=st.integers(0, 1000))
def test_how_many_are_simulated_at_once_changes_nothing(block, seed):
    """One by one, in pairs, or all together."""
    together, apart = (simulate(specimen(), n=15, seed=seed, block=size) for size in (15, block))
    assert rows(together) == rows(apart)
    assert together.events.time.tobytes() == apart.events.time.tobytes()
    assert together.events.configurations == apart.events.configurations


@settings(max_examples=5)
@given(st.permutations(range(12)), st.integers(0, 1000))
def test_the_order_of_people_changes_nothing(order, seed):
    """Each keeps the own luck."""
    cohort = POPULATION.draw(12, seed=seed)
    straight = simulate(specimen(people=cohort), seed=seed)
    shuffled = simulate(specimen(people=cohort.take(order)), seed=seed)
    by_person = sorted(rows(shuffled), key=lambda row: row["person"])
    assert by_person == rows(straight)


def test_who_else_is_there_changes_nothing():
    """The first twenty people do the same among forty."""
    few, many = simulate(specimen(), n=20, seed=5), simulate(specimen(), n=40, seed=5)
    assert rows(few) == [row for row in rows(many) if row["person"] < 20]


def test_the_same_luck_in_another_scenario():
    """Handovers made sooner let nobody out later: the same people, the same other delays."""
    sooner, later = (simulate(outline_eu_2022(days), seed=3) for days in (30, 300))
    name = "conditional_release_granted"

    def released(found):
        here = (found.log["event"] == name) & (found.log["outcome"] == "allowed")
        people, first = np.unique(found.log["person"][here], return_index=True)
        return dict(zip(people.tolist(), found.log["day"][here][first].tolist(), strict=True))

    soon, late = released(sooner), released(later)
    both = [(soon[person], late[person]) for person in soon if person in late]
    assert len(both) > 30
    assert all(one <= other for one, other in both)
    assert len(soon) > len(late)


def test_tags_change_nothing():
    """Taken out of the cohort, the run is the same."""
    cohort = outline_eu_2022().people.draw(60, seed=1)
    bare = Cohort(cohort.numbers, cohort.starts, cohort.facts, cohort.traits)
    tagged, untagged = (
        simulate(outline_eu_2022().with_(people=people, uncertain=()), seed=1)
        for people in (cohort, bare)
    )
    assert rows(tagged) == rows(untagged)


# ------------------------------------------------------------------------------ the whole


def test_nobody_does_anything_after_the_end():
    """A final state is the last thing in the log of a person."""
    found = simulate(outline_eu_2022(), seed=2)
    events = found.events
    closed = events.configurations.index(("closed",))
    last = np.append(np.diff(events.person) > 0, True)
    assert (events.target == closed).any()
    assert last[events.target == closed].all()


def test_the_log_of_each_person_is_in_order_of_time_and_of_place():
    """Each attempt starts where the one before ended."""
    events = simulate(specimen(), n=100, seed=2).events
    same = np.diff(events.person) == 0
    assert (np.diff(events.time)[same] >= 0).all()
    assert (events.origin[1:][same] == events.target[:-1][same]).all()


def test_pathways_open_on_their_own_days():
    """Nothing happens to anybody before."""
    people = Cohort.from_columns({"heard": [True, True]}, starts=["2022-01-01", "2022-06-01"])
    attempts = [Attempt("on", "judge", 10)]
    found = simulate(Scenario("row", book(), people, attempts, START, "2023-01-01"))
    assert [row["day"] for row in rows(found)] == [date(2022, 1, 11), date(2022, 6, 11)]
    counts = found.occupancy(by="way", every="month").rows()
    assert [(row["not_opened"], row["a"], row["b"]) for row in counts[:8:2]] == [
        (1, 1, 0),
        (1, 0, 1),
        (1, 0, 1),
        (0, 0, 2),
    ]


def test_a_cohort_has_as_many_people_as_it_has():
    """`n` is for populations; a block has somebody in it."""
    people = POPULATION.draw(5)
    with pytest.raises(ScenarioError, match="the cohort has 5 people, not 6"):
        simulate(specimen(people=people), n=6)
    with pytest.raises(ScenarioError, match="a block cannot have `0` people"):
        simulate(specimen(people=people), block=0)
    assert simulate(specimen(people=people), n=5).n == 5


@pytest.mark.parametrize("seed", ["a", 1.5, True])
def test_a_seed_is_a_whole_number(seed):
    """Anything else is refused in words."""
    with pytest.raises(ScenarioError, match=f"a seed cannot be `{seed}`"):
        simulate(specimen(), n=3, seed=seed)
    assert simulate(specimen(), n=3, seed=np.int64(4)).digest


@pytest.mark.parametrize("n", ["a", 2.5, True, 0])
def test_how_many_is_a_whole_number(n):
    """For a population and for a cohort."""
    with pytest.raises(ScenarioError, match=f"a cohort cannot have `{n}` people"):
        simulate(specimen(), n=n)
    with pytest.raises(ScenarioError, match=f"the cohort has 1 people, not {n}"):
        simulate(specimen(people=POPULATION.draw(1)), n=n)


def test_only_a_scenario_is_simulated():
    """Not the name of one."""
    with pytest.raises(ScenarioError, match="what is simulated is a scenario, not `str`"):
        simulate("outline_eu_2022")


def test_the_hard_date_frees_whoever_the_handover_kept():
    """GR-30 stops conditional releases, and never the end of the sentence (GR-03)."""
    found = simulate(outline_eu_2022(handover_days=400), seed=1)
    stopped = found.log["against"] == "GR-30"
    assert set(found.log["event"][stopped].tolist()) == {"conditional_release_granted"}
    ended = found.log["event"] == "sentence_expired"
    assert ended.sum() > 30
    assert set(found.log["outcome"][ended].tolist()) == {"allowed"}
