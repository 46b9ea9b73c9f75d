"""The people of a simulation: drawn, given, refused, and nobody real."""

from datetime import date

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.guards import Day
from continuum.sim import (
    Bernoulli,
    By,
    Choices,
    Cohort,
    Marked,
    Perhaps,
    Population,
    Shares,
    eu_2022,
)
from continuum.sim.population.encoding import Plain, encoded


def test_a_cohort_is_drawn_the_same_for_the_same_seed():
    """And otherwise for another."""
    facts = {"foreign_national": Bernoulli(0.3)}
    one, same, other = (Cohort.drawn(500, seed, facts) for seed in (1, 1, 2))
    column = one.facts["foreign_national"].values
    assert (column == same.facts["foreign_national"].values).all()
    assert (column != other.facts["foreign_national"].values).any()


def test_a_larger_cohort_begins_with_the_smaller_one():
    """Nobody's luck depends on how many there are."""
    population = eu_2022()
    few, many = population.draw(100, seed=3), population.draw(1_000, seed=3)
    for name, column in few.traits.items():
        assert (column.values == many.traits[name].values[:100]).all()


def test_known_with_a_probability():
    """The rest is not known, which is not no."""
    column = Cohort.drawn(10_000, 1, {"lawyer": Perhaps(0.7, Bernoulli(0.5))}).facts["lawyer"]
    assert column.known.mean() == pytest.approx(0.7, abs=0.02)
    assert column.values[column.known].mean() == pytest.approx(0.5, abs=0.03)


def test_traits_may_depend_on_those_before_them():
    """A distribution for each value."""
    cohort = Cohort.drawn(
        2_000,
        1,
        tags={"kind": Choices({"a": 1, "b": 1})},
        traits={"hit": By("kind", {"a": Bernoulli(1), "b": Bernoulli(0)})},
    )
    assert (cohort.traits["hit"].values == (cohort.tags["kind"].values == "a")).all()


def test_a_trait_that_is_not_there_is_named():
    """The order of declaration matters, and the message says so."""
    with pytest.raises(ScenarioError, match="trait `hit` depends on 'kind', which was not drawn"):
        Cohort.drawn(2, 1, traits={"hit": By("kind", {})})


def test_the_built_in_population_has_the_published_shares_exactly():
    """As many of each kind as were arrested."""
    cohort = eu_2022().draw(seed=9)
    kinds, counts = np.unique(cohort.tags["motivation"].values, return_counts=True)
    assert dict(zip(kinds.tolist(), counts.tolist(), strict=True)) == {
        "jihadist": 266,
        "right_wing": 45,
        "separatist": 18,
        "other_or_unspecified": 51,
    }
    assert cohort.traits["convicted"].values[cohort.tags["motivation"].values == "right_wing"].all()


def test_every_number_of_the_built_in_population_says_where_it_comes_from():
    """Published, or an assumption."""
    marks = {note.mark.partition(":")[0] for note in eu_2022().notes}
    assert marks == {"SEED", "SEEN", "ASSUMPTION"}
    with pytest.raises(ScenarioError, match="`HEARSAY` is no source mark"):
        Marked(1, "HEARSAY")


def test_terms_lie_around_the_published_means():
    """Mean terms of four, seven and sixteen years."""
    cohort = eu_2022().draw(100_000, seed=1)
    term, level = cohort.traits["term"].values, cohort.traits["level"].values
    for name, years in (("short", 4), ("middle", 7), ("long", 16)):
        assert term[level == name].mean() / 12 == pytest.approx(years, rel=0.03)


def test_a_cohort_from_columns_keeps_what_is_not_known():
    """Lists, arrays, days as text; `None` is not known."""
    cohort = Cohort.from_columns(
        {
            "heard": [True, None, False],
            "age": np.array([20, 30, 40]),
            "begun": ["2022-01-31", None, None],
        },
        starts=["2022-01-01", "2022-02-01", date(2022, 3, 1)],
    )
    assert cohort.n == len(cohort) == 3
    assert cohort.facts["heard"].known.tolist() == [True, False, True]
    assert repr(cohort) == "<Cohort of 3 people: heard, age, begun>"


def test_all_faults_of_columns_are_told_at_once():
    """Lengths, kinds and days."""
    with pytest.raises(ScenarioError) as caught:
        Cohort.from_columns({"a": [True, 1], "b": [1, 2, 3]}, starts=["2022-02-30"])
    assert "column `a` does not hold values of one kind" in caught.value.message
    assert "columns differ in length: `a` 2, `b` 3, `starts` 1" in caught.value.message
    assert "`2022-02-30`, a day that the calendar does not have" in caught.value.message
    assert "(3 faults)" in caught.value.message


@pytest.mark.parametrize("n", [0, -1, True, 2.5, 10**9])
def test_a_cohort_of_nobody_or_of_too_many_is_refused(n):
    """A whole number of people."""
    with pytest.raises(ScenarioError, match="a cohort cannot have"):
        Population(5).draw(n)


def test_shares_come_round_by_round_in_other_sizes():
    """Twice as many people, twice as many of each."""
    cohort = Cohort.drawn(6, 1, tags={"kind": Shares({"a": 1, "b": 2})})
    assert cohort.tags["kind"].values.tolist() == ["a", "b", "b"] * 2


def test_a_day_outside_the_calendar_is_not_known():
    """As for milestones: one absurd draw stops nobody else."""
    column = Plain("real", np.array([0.0, 400.0, 1e12]), np.ones(3, dtype=bool))
    found = encoded(column, Day("begun"), date(2022, 1, 1).toordinal())
    assert found.known.tolist() == [True, True, False]
    assert date.fromordinal(found.values[1]) == date(2023, 2, 5)
