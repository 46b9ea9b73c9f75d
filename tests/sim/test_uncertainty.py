"""Ranges over what nobody knows: their effect has a formula where the answer is linear.

Two delays in a row, ``y = a + b``, with ``a`` even between 10 and 40 and ``b`` even between 5 and
15.  A range of width ``w`` has the variance ``w^2 / 12``, so the first-order and total indices of
``a`` are ``30^2 / (30^2 + 10^2) = 0.9``, and those of ``b`` are 0.1.
"""

import attrs
import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.rulebook import Event, Region, Role, Rulebook, State, Transition
from continuum.sim import (
    Attempt,
    Fixed,
    Population,
    Scenario,
    Uncertain,
    one_way,
    outline_eu_2022,
    simulate,
    sobol,
    sweep,
)
from continuum.sim.uncertainty.sweep import latin_hypercube

SUM, PART = "days from opening to ended", "days in pathway: first"
A, B = "behaviour.begun.delay.days", "behaviour.ended.delay.days"
SHARE = 0.9


@pytest.fixture(scope="module")
def linear():
    """Two fixed delays in a row, one of them a published number, and one that changes nothing."""
    names = ("first", "second", "third")
    book = Rulebook(
        "line",
        "1",
        as_of="2026-11-25",
        roles=(Role("agency"),),
        regions=(Region("pathway", (*map(State, names[:2]), State("third", final=True)), "first"),),
        events=tuple(
            Event(e, decided_by="agency", sources="ASSUMPTION") for e in ("begun", "ended", "never")
        ),
        transitions=(
            Transition("begun", "pathway", "first", "second"),
            Transition("ended", "pathway", "second", "third"),
            Transition("never", "pathway", "first", "third"),
        ),
    )
    return Scenario(
        "line",
        book,
        Population(6),
        [
            Attempt("begun", "agency", Fixed(20), sources="ASSUMPTION"),
            Attempt("ended", "agency", Fixed(8), sources="SEEN:tesat23"),
            Attempt("never", "agency", Fixed(500), sources="ASSUMPTION"),
        ],
        start="2026-01-01",
        horizon="2027-01-01",
        uncertain=(
            Uncertain(A, 10, 40, sources="ASSUMPTION"),
            Uncertain(B, 5, 15, sources="SEEN:tesat23"),
        ),
    )


def shares(resting, measure):
    return {row["where"]: row["share"] for row in resting.rows() if row["measure"] == measure}


def test_draws_lie_once_in_each_equal_part_of_each_range():
    """And depend on the seed and the range alone, not on what else is drawn."""
    drawn = latin_hypercube(50, ["a", "b"], seed=3)
    for column in drawn.T:
        assert sorted((column * 50).astype(int)) == list(range(50))
    assert np.array_equal(drawn[:, 1], latin_hypercube(50, ["b"], seed=3)[:, 0])
    assert not np.array_equal(drawn, latin_hypercube(50, ["a", "b"], seed=4))
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.5


def test_one_number_at_a_time_swings_by_the_width_of_its_range(linear):
    """Exactly, because the same people have the same luck."""
    found = one_way(linear, [SUM, PART])
    rows = {(row["measure"], row["where"]): row for row in found.table().rows()}
    assert rows[SUM, A]["swing"] == pytest.approx(30)
    assert rows[SUM, B]["swing"] == pytest.approx(10)
    assert rows[PART, A]["at_low"] == pytest.approx(10)
    assert rows[PART, B]["swing"] == pytest.approx(0)
    assert rows[SUM, A]["as_it_is"] == pytest.approx(28)
    assert rows[SUM, A]["by_chance"] == pytest.approx(0)
    assert shares(found.rests_on(), SUM) == pytest.approx({A: SHARE, B: 1 - SHARE})
    # What moves a measure most stands first.
    assert found.table()["where"].tolist()[:2] == [A, B]


def test_a_sweep_has_the_mean_and_the_spread_of_a_sum(linear):
    """The mean is 25 + 10; between the ends lie all sums."""
    found = sweep(linear, 40, [SUM, PART])
    row = found.measures(level=0.9).rows()[0]
    assert row["mean"] == pytest.approx(35, abs=0.2)
    assert 15 < row["low"] < 22
    assert 48 < row["high"] < 55
    for draw in found.draws.rows():
        assert draw[SUM] == pytest.approx(draw[A] + draw[B])
    assert shares(found.rests_on(), SUM)[A] == pytest.approx(SHARE, abs=0.07)
    assert shares(found.rests_on(), PART)[A] == pytest.approx(1)


def test_sobol_gives_each_delay_its_share_of_the_variance(linear):
    """First-order and total alike, since a sum has nothing that works together."""
    found = sobol(linear, 32, [SUM, PART])
    rows = {(row["measure"], row["where"]): row for row in found.table().rows()}
    for where, share in ((A, SHARE), (B, 1 - SHARE)):
        row = rows[SUM, where]
        assert row["first"] == pytest.approx(share, abs=0.15)
        assert row["total"] == pytest.approx(share, abs=0.15)
        assert row["first_low"] <= share <= row["first_high"]
    assert rows[PART, A]["total"] == pytest.approx(1, abs=0.15)
    assert found.together[0] == pytest.approx(0, abs=0.15)


def test_what_rests_on_an_assumption_says_so(linear):
    """By the marks of the numbers that move it; what no range moves is named, too."""
    said = one_way(linear, [SUM, PART, "ever never"]).rests_on()
    assert str(said).splitlines() == [
        f"{SUM}: rests on assumptions; moved by {A} (90%, assumption), {B} (10%, published).",
        f"{PART}: rests on assumptions; moved by {A} (100%, assumption).",
        "ever never: none of the ranges moves it.",
        "2 more numbers are assumptions without a range; what they move is not seen here.",
    ]
    published = linear.with_(uncertain=linear.uncertain[1:])
    said = one_way(published, SUM).rests_on().sentences[0]
    assert said == f"{SUM}: of the ranges, no assumption moves it; moved by {B} (100%, published)."


def test_numbers_that_are_whole_stay_whole(linear):
    """A draw of so many people is rounded, and other people are not compared one by one."""
    several = linear.with_(uncertain=(Uncertain("people.size", 5, 9.4),))
    found = one_way(several, PART)
    assert found.at_low[0, 0] == pytest.approx(20)
    assert np.isnan(found.chance).all()


def stopped_after(runs, monkeypatch):
    """Let somebody interrupt after so many runs."""
    left = iter(range(runs))

    def simulated(*given, **more):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return simulate(*given, **more)

    monkeypatch.setattr("continuum.sim.uncertainty.trying.simulate", simulated)


def test_an_interruption_keeps_the_draws_that_are_done(linear, monkeypatch):
    """With a warning; the first run is the scenario as it is."""
    stopped_after(4, monkeypatch)
    with pytest.warns(UserWarning, match="after 3 of 9 draws"):
        found = sweep(linear, 9, PART)
    assert found.values.shape == (3, 2)
    assert found.means[:, 0] == pytest.approx(found.values[:, 0])


def test_an_interruption_before_two_draws_is_one(linear, monkeypatch):
    """One draw has no spread."""
    stopped_after(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        sweep(linear, 9, PART)


def test_results_show_themselves(linear):
    """In a line, and as a table in a notebook."""
    found = (one_way(linear, PART), sweep(linear, 2, PART), sobol(linear, 2, PART))
    for one, said in zip(found, ("2 ranges", "2 draws", "8 runs"), strict=True):
        assert said in repr(one)
        assert "<table" in one._repr_html_()
        assert one.digests["run"] == one.trials.run.digest
        assert "<li>" in one.rests_on()._repr_html_()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda s: sweep(s.with_(uncertain=()), 4), "has no ranges"),
        (lambda s: sweep(s, 1), "cannot be `1` draws"),
        (lambda s: sobol(s, 12), "12 is none"),
        (lambda s: sobol(s, True), "cannot be `True` draws"),
        (lambda s: one_way(s, "luck"), "no measure"),
        (lambda s: sweep(s, 4, into="runs"), "one folder"),
        (lambda s: one_way(s.with_(uncertain=(Uncertain(A, -4, 4),))), "-4"),
    ],
)
def test_what_cannot_be_tried_is_refused(linear, make, said):
    """No ranges, too few draws, a measure that is none, a delay below 0."""
    with pytest.raises(ScenarioError, match=said):
        make(linear)


def test_the_built_in_ranges_can_be_swept():
    """The stay of people who cannot be removed rests on assumptions."""
    small = attrs.evolve(outline_eu_2022(), seed=1)
    said = one_way(small, "days in phase: stay", n=60).rests_on().sentences
    assert said[0].startswith("days in phase: stay: rests on assumptions")
    assert "more numbers are assumptions without a range" in said[-1]
