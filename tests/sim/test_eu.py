"""The EU baseline is simulated with its registers."""

import pytest

from continuum.errors import ScenarioError
from continuum.rulebooks import load
from continuum.sim import Attempt, Fixed, LogNormal, Population, Scenario, Within, simulate

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


def test_phases_that_depend_on_facts_cannot_be_counted():
    """The error says on which, and what to count by instead."""
    run = simulate(scenario(REMANDED), seed=1)
    with pytest.raises(ScenarioError, match=r"depend on facts \(`sentence_start`") as caught:
        run.occupancy(by="phase")
    regions = ", ".join(f"`{region.name}`" for region in load("eu").regions)
    assert caught.value.help == f"count by a region instead: {regions}"
