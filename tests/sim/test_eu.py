"""The EU baseline is simulated with its registers."""

from datetime import date

import pytest

from continuum.guards import weigh
from continuum.rulebooks import load
from continuum.semantics import opening
from continuum.semantics.view import CaseView
from continuum.sim import Attempt, Fixed, LogNormal, Population, Scenario, Within, simulate
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full

EU = load("eu")
WORDS = {"reasons": "because", "remedy": "appeal", "authority": "a court", "legal_basis": "a law"}
REMANDED = Attempt(
    "remanded",
    "sentence_court",
    5,
    given={"title_until": Fixed(120), **WORDS},
    sources="ASSUMPTION",
)
CONVICTED = Attempt(
    "convicted",
    "sentence_court",
    LogNormal(90, 0.4),
    given={
        "counts_from": Fixed(0),
        "term_in_months": Within(LogNormal(24, 0.6), 1, 120),
        **WORDS,
    },
    retry=14,
    sources="ASSUMPTION",
)
LIAISON = Attempt("liaison_assigned", "case_conference_chair", 10, sources="ASSUMPTION")
EXPLAINED = Attempt("conditions_explained", "probation_officer", 60, after="convicted")
EXPIRED = Attempt(
    "sentence_expired",
    "prison_governor",
    at=EU.fact("sentence_start") + EU.fact("term"),
    retry=1,
    sources="ASSUMPTION",
)


def scenario(*attempts):
    """A few people under the EU baseline."""
    return Scenario("baseline", EU, Population(8), attempts, "2024-01-01", "2029-01-01")


def test_a_handful_of_attempts_runs_with_registers_in_use():
    """And every attempt is decided again as for a single case."""
    run = simulate(scenario(REMANDED, LIAISON, CONVICTED, EXPLAINED), seed=1)
    moves = set(run.log["moves"].tolist())
    assert "legal: remand to sentenced_custody" in moves
    assert run.occupancy(by="legal", every="year").rows()[-1]["sentenced_custody"] == 8
    for person in range(8):
        story = run.story(person)
        assert len(story.happenings) >= 4
        assert [str(d.outcome) for d in story.replay()] == [h.outcome for h in story.happenings]


def test_titles_that_start_on_another_day_than_their_event_hold_and_lapse():
    """The sentence counts from the judgment, and whoever serves it leaves on its last day."""
    run = simulate(scenario(REMANDED, CONVICTED, EXPIRED), seed=1)
    assert run.occupancy(by="legal", every="year").rows()[-1]["sentenced_custody"] < 8
    for person in range(8):
        story = run.story(person)
        assert [str(d.outcome) for d in story.replay()] == [h.outcome for h in story.happenings]


def phase_of(book, snapshot, on):
    """The phase of a case on a day."""
    chart = book.lower(on)
    view = CaseView(chart, snapshot, on)
    return next(form.phase for form in chart.phases if weigh(form.when, view).holds)


def test_phases_that_depend_on_facts_and_days_are_those_of_the_cases():
    """A week is looked at every week: preparation opens by itself, titles lapse by themselves."""
    run = simulate(eu_2022_in_full().with_(horizon="2026-01-01"), n=40, seed=1)
    moves, seen = run.phase_moves, set()
    for place in (3, 11, 17):
        story = run.story(place)
        snapshot = opening(EU.lower(story.opened), story.opened, story.facts)
        steps = [
            (h.on, after) for h, (_, _, after) in zip(story.decided, story.steps(), strict=True)
        ]
        mine = moves.rows == place
        changes = list(zip(moves.times[mine], moves.after[mine], strict=True))
        for number in range(story.opened.toordinal(), date(2026, 1, 1).toordinal(), 7):
            on = date.fromordinal(number)
            snapshot = ([snapshot] + [after for day, after in steps if day <= on])[-1]
            codes = [moves.initial[place], *(code for time, code in changes if time < number + 1)]
            assert moves.names[codes[-1]] == phase_of(EU, snapshot, on), (place, on)
            seen.add(moves.names[codes[-1]])
    assert seen >= {"remand", "sentence", "pre_release"}
    table = run.occupancy(by="phase", every="year").rows()
    assert sum(list(table[-1].values())[1:]) == 40


def test_waits_between_phases_that_depend_on_days_are_measured():
    """Preparation opens by a day that comes, and not by an attempt."""
    run = simulate(eu_2022_in_full(), n=12, seed=1)
    waits = run.times("phase: sentence", "phase: pre_release")
    spans = [row for row in run.spans("phase").rows() if row["state"] == "sentence"]
    assert len(spans) == len(waits) > 5
    ended = waits.causes == 1
    assert ended.sum() > 3
    assert waits.days[ended] == pytest.approx(
        [row["days"] for row, done in zip(spans, ended, strict=True) if done]
    )
