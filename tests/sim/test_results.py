"""What is counted from a run: against counts by hand, and against the reports over real cases."""

from datetime import date
from itertools import pairwise

import attrs
import numpy as np
import polars as pl
import pytest
from tests.rooms import rooms
from tests.simulated import specimen

import continuum as ct
from continuum.errors import ScenarioError
from continuum.report.across import handing_over, reversals
from continuum.sim import Cohort, Officers, Setting, outline_eu_2022, owed_in, simulate
from continuum.sim.results.caseload import held
from continuum.sim.results.owed import sampled
from continuum.sim.statistics.intervals import mean_interval


@pytest.fixture(scope="module")
def outline():
    """One run of the built-in scenario."""
    return simulate(outline_eu_2022(), n=400, seed=1)


@pytest.fixture(scope="module")
def small():
    """One run of the specimen, which has two regions and neither phases nor steps."""
    return simulate(specimen(), n=200, seed=1)


@pytest.fixture(scope="module")
def cases(outline):
    """Thirty people of the run, as cases."""
    return [_case(outline, place) for place in sampled(outline, 30)]


def _case(run, place):
    story = run.story(place)
    case = ct.Case.open(story.book, on=story.opened, case_id=f"made-up-{place}", facts=story.facts)
    for happening in story.happenings:
        if happening.learned:
            case.learn(happening.learned, on=happening.on, by=happening.by)
        if happening.outcome == "allowed":
            case.send(happening.event, on=happening.on, by=happening.by, **happening.given)
    return case


def test_spans_follow_one_another_without_a_gap(small):
    """In each region, from the opening to the horizon, and no two neighbours are the same."""
    frame = pl.DataFrame(small.spans())
    for (_, _), spans in frame.group_by("person", "region", maintain_order=True):
        begins, ends = spans["from"].to_list(), spans["to"].to_list()
        assert begins[1:] == ends[:-1]
        assert ends[-1] == small.scenario.horizon
        assert spans["censored"].to_list() == [False] * (len(spans) - 1) + [True]
        states = spans["state"].to_list()
        assert all(a != b for a, b in pairwise(states))
    total = frame.group_by("person").agg(pl.col("days").sum())["days"].sum()
    scenario = small.scenario
    assert total == pytest.approx(2 * 200 * (scenario.horizon - scenario.start).days)


def test_spans_say_what_occupancy_counts(small):
    """On the first of each quarter: as many spans run in a state as people are counted in it."""
    frame = pl.DataFrame(small.spans("legal"))
    for row in small.occupancy("legal", "month").rows()[3::6]:
        day = row["day"]
        # What happens on a day counts on that day.
        goes_on = (pl.col("to") > day) | pl.col("censored")
        running = frame.filter((pl.col("from") <= day) & goes_on)
        found = dict(running.group_by("state").len().iter_rows())
        assert {s: found.get(s, 0) for s in ("held", "free", "done")} == {
            s: row[s] for s in ("held", "free", "done")
        }


def test_times_are_those_of_the_log(outline):
    """From conviction to release or the end of the sentence, person by person."""
    waits = outline.times("convicted", "conditional_release_granted", "sentence_expired")
    spent = dict(zip(waits.rows.tolist(), zip(waits.causes, waits.days, strict=True), strict=True))
    since, found = {}, {}
    for row in outline.log.rows():
        if row["outcome"] != "allowed":
            continue
        if row["event"] == "convicted":
            since.setdefault(row["person"], row["day"])
        elif row["event"] in waits.endings and row["person"] in since:
            cause = waits.endings.index(row["event"]) + 1
            found.setdefault(row["person"], (cause, (row["day"] - since[row["person"]]).days))
    assert {who for who, (cause, _) in spent.items() if cause} == set(found)
    assert len(spent) == len(since)
    for who, (cause, days) in found.items():
        assert spent[who][0] == cause
        assert spent[who][1] == pytest.approx(days, abs=1)
    assert repr(waits).startswith(f"<Times of {len(since)} waits since convicted: ")
    assert set(pl.DataFrame(waits.table())["ended_by"]) <= {"nothing yet", *waits.endings}


def test_where_nobody_leaves_early_the_estimators_only_count(outline):
    """Everybody of the opening is watched to the horizon: F(t) is a share of people."""
    waits = outline.times("opening", "phase: probation", "phase: reintegration")
    probation, _ = waits.aalen_johansen()
    hit = (waits.causes == 1) & (waits.days <= 1500)
    assert probation.at(1500) == pytest.approx(hit.mean())
    assert waits.kaplan_meier().at(1500) == pytest.approx(1 - (waits.days <= 1500).mean())
    assert waits.nelson_aalen().at(1500) >= probation.at(1500)


def test_every_wait_of_a_person_can_be_measured(small):
    """A wait that begins while another runs is the same wait; none overlap."""
    first = small.times("released", "legal: held")
    every = small.times("released", "legal: held", every=True)
    assert len(every) > len(first)
    assert len(np.unique(first.rows)) == len(first)
    again = every.rows[1:] == every.rows[:-1]
    assert (every.causes[:-1][again] == 1).all(), "the one before has ended"


@pytest.mark.parametrize(
    ("ask", "message", "advice"),
    [
        (("convictet", "released"), "no event `convictet`", "did you mean `convicted`?"),
        (("convicted", "phase: prison"), "`phase` has no state `prison`", "it has `remand`"),
        (("convicted", "legal: x"), "cannot be counted by `legal`", "count by `phase`"),
        (("convicted", "opening"), "a wait cannot end with opening", "none of them the opening"),
        (("opening", "recalled", "recalled"), "a wait cannot end with recalled, recalled", "diff"),
        ((3, "recalled"), "a point of a pathway cannot be `3`", "region: state"),
    ],
)
def test_points_that_are_not_there_are_named(outline, ask, message, advice):
    """In words, with what was meant."""
    with pytest.raises(ScenarioError, match=message) as caught:
        outline.times(*ask)
    assert advice in caught.value.help


def test_handovers_are_those_of_the_report_over_cases(outline, cases):
    """The same people as cases: begun, effective, refused, missed."""
    some = _only(outline, sampled(outline, 30))
    table = {row["handover"]: row for row in some.handovers(sample=30).rows()}
    report = handing_over(cases, outline.scenario.horizon)
    assert set(table) == {kept.id for kept in report.handovers}
    for kept in report.handovers:
        row = table[kept.id]
        assert (row["begun"], row["effective"], row["missed"]) == (
            kept.begun,
            kept.effective,
            kept.missed,
        )
        assert row["refused"] == kept.refused
        assert row["between"] == kept.between
        assert row["longest_days"] == pytest.approx(max(kept.days), abs=1)


def test_reversals_are_those_of_the_report_over_cases(outline, cases):
    """The duties of GR-54: how often they arose, and how they were kept."""
    report = reversals(cases, outline.scenario.horizon)
    rows = outline.reversals(sample=30).rows()
    assert [
        (row["rule"], row["arisen"], row["in_time"], row["late"], row["overdue"], row["open"])
        for row in rows
    ] == [(d.rule, d.arisen, d.in_time, d.late, d.overdue, d.open) for d in report.duties]
    assert sum(row["arisen"] for row in rows) > 0


def test_duties_that_stand_at_the_end_are_those_of_the_case(outline):
    """For a few people: open and overdue, by rule."""
    horizon = outline.scenario.horizon
    for place in range(0, 400, 80):
        due = sorted(
            (duty.id, "overdue" if duty.status(horizon) == "overdue" else "open")
            for duty in _case(outline, place).due(on=horizon)
        )
        owed = [(o.duty.id, o.status(horizon)) for o in owed_in(outline.story(place), horizon)]
        assert sorted(one for one in owed if one[1] in {"overdue", "open"}) == due
    kept = outline.duties(40)
    assert kept["in_time"].sum() > 0
    assert kept["late"].sum() > 0


def test_gaps_run_from_release_to_first_contact(outline):
    """By hand, from the log: every release from prison, and the first contact while at liberty."""
    gaps, since = [], {}
    for row in outline.log.rows():
        who = row["person"]
        if row["outcome"] == "allowed" and row["event"] == "first_contact_made" and who in since:
            gaps.append((row["day"] - since.pop(who)).days)
        if row["moves"].startswith("pathway: "):
            _, _, after = row["moves"].partition(" to ")
            if after == "probation":
                since.setdefault(who, row["day"])
            else:
                since.pop(who, None)
    (row,) = outline.gaps().rows()
    assert (row["met"], row["without_contact_yet"]) == (len(gaps), len(since))
    assert row["mean_days"] == pytest.approx(np.mean(gaps), abs=1)


def test_measures_are_means_of_people(outline):
    """Days in all phases add up to the length of the run, and every mean lies in its interval."""
    table = outline.measures()
    frame = pl.DataFrame(table)
    days = frame.filter(pl.col("measure").str.starts_with("days in phase"))["mean"].sum()
    assert days == pytest.approx((date(2037, 1, 1) - date(2022, 1, 1)).days)
    stopped = {row["rule"]: row["people"] for row in outline.stopped_by().rows()}
    told = frame.filter(pl.col("measure") == "stopped by GR-30")["mean"].item()
    assert told == pytest.approx(stopped["GR-30"] / 400)
    waits = {row["event"]: row for row in outline.waiting().rows()}
    (wait,) = outline.measures("waited for conditional_release_granted").rows()
    assert wait["people"] == waits["conditional_release_granted"]["allowed_later"]
    assert (outline.measure("ever recalled") <= outline.measure("times recalled")).all()
    told = frame.filter(pl.col("low").is_not_nan())
    assert (told["low"] <= told["mean"]).all()
    assert (told["mean"] <= told["high"]).all()


def test_over_replications_the_interval_is_that_of_their_means(outline):
    """The same people, read as eight replications of fifty."""
    run = attrs.evolve(outline, replications=8)
    (row,) = run.measures("days in phase: sentence").rows()
    means = outline.measure("days in phase: sentence").reshape(8, 50).mean(axis=1)
    assert (row["mean"], row["low"], row["high"]) == pytest.approx(mean_interval(means))
    assert row["people"] == 50
    assert run.log.names[:2] == ("replication", "person")
    assert set(run.spans("phase")["replication"].tolist()) == set(range(8))
    assert (run.n, run.rows) == (50, 400)
    assert "50 people 8 times" in repr(run)


def test_the_spread_of_replications_is_wider_than_that_of_their_mean(outline):
    """Percentiles of the eight means; one replication has none."""
    run = attrs.evolve(outline, replications=8)
    (row,) = run.measures("days in phase: sentence", spread=True, level=0.5).rows()
    means = outline.measure("days in phase: sentence").reshape(8, 50).mean(axis=1)
    assert (row["low"], row["high"]) == pytest.approx(np.percentile(means, [25, 75]))
    (narrow,) = run.measures("days in phase: sentence", level=0.5).rows()
    assert row["high"] - row["low"] > narrow["high"] - narrow["low"]
    with pytest.raises(ScenarioError, match="a single replication has no spread"):
        outline.measures(spread=True)


def test_occupancy_over_replications_is_a_mean_with_an_interval(outline):
    """Means add up to the people of one replication; and one replication has no interval."""
    run = attrs.evolve(outline, replications=8)
    frame = pl.DataFrame(run.occupancy("phase", "year", level=0.95))
    sums = frame.group_by("day").agg(pl.col("mean").sum())["mean"]
    assert sums.to_list() == pytest.approx([50.0] * 15)
    whole = pl.DataFrame(run.occupancy("phase", "year"))["sentence"] / 8
    assert frame.filter(pl.col("phase") == "sentence")["mean"].to_list() == pytest.approx(
        whole.to_list()
    )
    assert (frame["low"] <= frame["mean"]).all()
    with pytest.raises(ScenarioError, match="a single replication has no interval"):
        outline.occupancy("phase", "year", level=0.95)


def test_a_mean_of_few_people_is_not_told(outline):
    """Fewer than five, or as many as the caller asks."""
    people = int(np.isfinite(outline.measure("waited for removed")).sum())
    (row,) = outline.measures("waited for removed", least=people + 1).rows()
    assert row["people"] == people
    assert np.isnan(row["mean"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("danger", "there is no measure `danger`"),
        ("days in phase: prison", "`phase` has no state `prison`"),
        ("ever recaled", "has no event `recaled`"),
        ("handover H99 days", "there is no measure `handover H99 days`"),
        ("stopped by GR-999", "has no rule `GR-999`"),
        ("days without liaison", "has no state `liaison_unassigned`"),
    ],
)
def test_measures_that_are_not_there_are_refused(outline, name, message):
    """With those that there are."""
    with pytest.raises(ScenarioError, match=message):
        outline.measure(name)
    if name == "danger":
        with pytest.raises(ScenarioError) as caught:
            outline.measure(name)
        assert "`stopped by GR-30`" in caught.value.help


def test_where_the_law_has_no_first_contact_there_are_no_gaps(small):
    """And a sample has people."""
    with pytest.raises(ScenarioError, match="has no step `ST19`"):
        small.gaps()
    with pytest.raises(ScenarioError, match="a sample cannot have `0` people"):
        small.duties(sample=0)
    assert len(small.handovers(sample=2)) == 0


def _only(run, places):
    """The same run for some of its people."""
    cohort = run.cohort.take(places)
    assert isinstance(cohort, Cohort)
    return simulate(run.scenario.with_(people=cohort, uncertain=()), seed=run.seed)


def test_places_and_queues_are_counted_from_the_log():
    """A log by hand: two places; the third waits until one is free, the fourth leaves the queue."""
    run = rooms()
    (row,) = run.queues().rows()
    assert row == {
        "capacity": "room",
        "came": 4,
        "at_once": 2,
        "after_waiting": 1,
        "left": 1,
        "still_waiting": 0,
        "mean_days": pytest.approx(10 / 3),
        "median_days_waited": 10.0,
        "longest_days": 10.0,
        "used": pytest.approx((20 + 46 + 36) / (2 * 31 + 1 * 29)),
    }
    days = {row["day"].day: row for row in run.caseload("day").rows()[:31]}
    assert [(days[d]["taken"], days[d]["waiting"]) for d in (1, 5, 14, 15, 16, 21, 25, 31)] == [
        (0, 0),
        (1, 0),
        (1, 0),
        (2, 1),
        (2, 2),
        (2, 1),
        (2, 0),
        (2, 0),
    ]
    assert set(run.caseload("month")["places"].tolist()) == {2, 1}
    assert "2 waits for a place" in repr(run)


def test_waits_for_a_place_are_a_measure():
    """Who did not wait has 0, who never got one is not spoken of; and means are those of queues."""
    run = rooms()
    waits = run.measure("waited for a place in room")
    assert waits[:3].tolist() == [0.0, 0.0, 10.0]
    assert np.isnan(waits[3])
    assert "waited for a place in room" in run.measures(least=1)["measure"]
    with pytest.raises(ScenarioError, match="has no capacity `hall`") as caught:
        run.measure("waited for a place in hall")
    assert caught.value.help == "it has `room`"


def test_no_more_places_are_taken_than_there_are():
    """In each of five replications of a simulated scenario, on every day, changes included."""
    scenario = outline_eu_2022().with_(
        horizon="2030-01-01",
        setting=Setting(
            [
                Officers(
                    "probation",
                    3,
                    3,
                    takes="conditional_release_granted",
                    held={"pathway": "probation"},
                    changes=[("2027-01-01", 4)],
                )
            ]
        ),
    )
    run = simulate(scenario, n=60, seed=1, replications=5)
    (capacity,) = scenario.setting.capacities
    taken, days = held(run, capacity), np.arange(738_200, 741_000, 7)
    for replication in range(5):
        here = taken.rows // 60 == replication
        there = (taken.begins[here] <= days[:, None]) & (days[:, None] < taken.ends[here])
        least = np.where(days < date(2027, 1, 1).toordinal(), 9, 12)
        assert (there.sum(axis=1) <= least).all()
        assert there.sum(axis=1).max() >= 9
    (row,) = run.queues().rows()
    assert row["came"] == row["at_once"] + row["after_waiting"] + row["left"] + row["still_waiting"]
    assert row["after_waiting"] > 10
    (mean,) = run.measures("waited for a place in probation", level=0.9).rows()
    assert mean["low"] < mean["mean"] < mean["high"]
    assert mean["mean"] > 0


def test_without_places_there_is_no_caseload(small):
    """And no queue."""
    for ask in (small.caseload, small.queues):
        with pytest.raises(ScenarioError, match="has no places that could be full"):
            ask()
