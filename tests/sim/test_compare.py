"""Two scenarios beside each other: the same people, the same luck, and what made the difference."""

from itertools import pairwise

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import compare, outline_eu_2022, simulate

SOON, LATE = outline_eu_2022(), outline_eu_2022(handover_days=200).with_(name="late")


@pytest.fixture(scope="module")
def compared():
    """The outline, and the same with a prison that hands over later."""
    return compare(SOON, LATE, n=120, seed=4)


def stands(run, row, moment):
    """Where a person stands at a moment, read off the log one attempt after the other."""
    events = run.events
    here = events.configurations[events.initial]
    for k in range(int(events.bounds[row]), int(events.bounds[row + 1])):
        if events.time[k] > moment:
            break
        here = events.configurations[events.target[k]]
    return here


def test_days_apart_are_those_on_which_two_paths_stand_otherwise(compared):
    """Counted at every moment at which one of the two changes."""
    end = SOON.horizon.toordinal()
    for row in range(0, 120, 7):
        runs = (compared.one, compared.other)
        parts = [run.events.time[slice(*run.events.bounds[[row, row + 1]])] for run in runs]
        moments = sorted({*np.concatenate(parts).tolist(), float(end)})
        apart = sum(
            after - before
            for before, after in pairwise(moments)
            if stands(runs[0], row, before) != stands(runs[1], row, before)
        )
        assert compared.apart[row] == pytest.approx(apart, abs=1e-6)


def test_a_scenario_beside_itself_differs_in_nothing():
    """Nobody's path parts, and every difference is 0."""
    same = compare(SOON, SOON, n=60, seed=2)
    assert not same.apart.any()
    assert same.most_different() == []
    assert same.pair(0).parting.day is None
    assert not np.nan_to_num(same.differences()["difference"]).any()


def test_what_made_the_difference_is_named(compared):
    """The delay that came first, and the rule that then stood in the way, in two stories."""
    pairs = compared.most_different(10)
    assert [pair.days for pair in pairs] == sorted((p.days for p in pairs), reverse=True)
    said = " / ".join(pair.sentence for pair in pairs)
    assert "days later in `late`" in said
    assert "stopped by GR-30 in `late`" in said
    for pair in pairs:
        text = repr(pair)
        assert pair.sentence in text
        assert text.count("|") == len(pair.lines) + 1
        assert "<table" in pair._repr_html_()


def test_differences_are_those_of_each_person_with_themselves(compared):
    """People who stay longer in preparation are those of the paired means."""
    name = "days in phase: pre_release"
    row = compared.differences(name).rows()[0]
    gain = compared.other.measure(name) - compared.one.measure(name)
    assert row["difference"] == pytest.approx(gain.mean())
    assert row["low"] < row["difference"] < row["high"]
    assert row["difference"] > 0


def test_a_rule_that_one_run_never_met_counts_as_nobody(compared):
    """A measure of one run alone is compared with nothing."""
    table = compared.differences()
    assert "stopped by GR-30" in table["measure"].tolist()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: compare(simulate(SOON, n=20, seed=1), simulate(LATE, n=20, seed=2)), "seeds"),
        (lambda: compare(simulate(SOON, n=20, seed=1), simulate(LATE, n=30, seed=1)), "20 and 30"),
        (lambda: compare(SOON, LATE, n=20, seed=1).most_different(0), "pairs to show"),
        (lambda: compare(SOON, LATE, n=20, seed=1).differences("luck"), "no measure"),
    ],
)
def test_what_cannot_be_compared_is_refused(make, said):
    """Other luck, other people, nothing to show, a measure that is none."""
    with pytest.raises(ScenarioError, match=said):
        make()
