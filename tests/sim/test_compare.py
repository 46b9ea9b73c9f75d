"""Two scenarios beside each other: the same people, the same luck, and what made the difference."""

from itertools import pairwise

import numpy as np
import pytest

from continuum.errors import ScenarioError
from continuum.sim import Officers, Setting, compare, outline_eu_2022, simulate

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
    assert not same.differ.any()
    assert not same.shift.any()
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


def test_what_happens_on_one_day_stands_on_one_line_and_repeats_are_told_once(compared):
    """Days go on from line to line, and the same refusal again and again has a count."""
    lines = [line for pair in compared.most_different(5) for line in pair.lines]
    both = [(left[:10], right[:10]) for left, right in lines if left and right and left != "..."]
    assert both
    assert all(left == right for left, right in both)
    assert any("times until" in right for _, right in lines)


def test_a_place_that_is_lacking_is_what_made_the_difference():
    """With fewer officers people wait; nobody is said to be stopped by nothing."""
    officers = Officers(
        "probation",
        officers=12,
        caseload=9,
        takes="first_contact_made",
        held={"pathway": "probation"},
        sources="ASSUMPTION",
    )
    enough = SOON.with_(name="enough", setting=Setting([officers]))
    few = enough.patched("few", {"setting.probation.officers": 1})
    pairs = compare(enough, few, n=100, seed=1).most_different(3)
    assert pairs
    for pair in pairs:
        assert pair.days == 0
        assert f"in the same places, with something up to {pair.shift:,.0f} days" in pair.sentence
        assert "for want of a place" in pair.sentence or "waits for a place" in pair.sentence
        assert "nothing" not in pair.sentence
        assert "waiting" in repr(pair)


def test_what_differs_and_what_is_shifted_is_what_the_logs_say(compared):
    """Counted person by person, from one attempt to the next."""
    for row in range(0, 120, 3):
        paths = []
        for run in (compared.one, compared.other):
            events = run.events
            paths.append(
                [
                    (events.time[k], events.attempt[k], events.outcome[k], events.reasons[against])
                    for k in range(*events.bounds[[row, row + 1]].tolist())
                    for against in [events.against[k]]
                ]
            )
        assert compared.differ[row] == (paths[0] != paths[1])
        done = [{}, {}]
        for path, found in zip(paths, done, strict=True):
            for moment, attempt, outcome, _ in path:
                if outcome == 0:
                    found.setdefault(attempt, []).append(moment)
        shifts = [
            abs(before - after)
            for what in done[0]
            for before, after in zip(done[0][what], done[1].get(what, []), strict=False)
        ]
        assert compared.shift[row] == pytest.approx(max(shifts, default=0.0), abs=1e-9)


def test_the_ends_are_the_last_row_of_the_occupancy(compared):
    """As many are in each phase at the horizon, and the shares add up to one."""
    table = compared.ends()
    late = dict(compared.other.occupancy("phase", "day").rows()[-1])
    assert table["late"].sum() == pytest.approx(1.0)
    assert table["difference"].sum() == pytest.approx(0.0)
    for row in table.rows():
        name = row["measure"].removeprefix("at the end in phase: ")
        assert row["late"] * 120 == pytest.approx(late[name])


def test_what_parts_two_paths_and_moves_them_apart_at_once_is_told_once():
    """A conviction that comes later is both the first difference and the first other place."""
    later = SOON.patched("later", {"behaviour.convicted.delay.median_days": 500})
    pair = compare(SOON, later, n=40, seed=1).most_different(1)[0]
    assert pair.parting.attempt == "convicted"
    assert pair.parting.standing is not None
    assert not pair.parting.moved
    assert "; then" not in pair.sentence
