"""What a scenario rests on: every number with its mark, and what should be looked at again."""

import math

import pytest
from tests.simulated import POPULATION, specimen

from continuum.sim import (
    Attempt,
    Capacity,
    Choices,
    Exponential,
    Population,
    Setting,
    Trait,
    Uncertain,
    WorkingDays,
    eu_2022,
    outline_eu_2022,
)
from continuum.sim.scenario.paths import part_at
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full


@pytest.mark.parametrize("made", [outline_eu_2022, eu_2022_in_full, specimen])
def test_every_number_is_listed_under_the_path_by_which_it_can_be_changed(made):
    scenario = made()
    rows = scenario.assumptions().rows()
    assert len(rows) > 50
    for row in rows:
        assert part_at(scenario, row["where"]) == row["number"]
    assert len({row["where"] for row in rows}) == len(rows)


def test_a_number_rests_on_the_weakest_of_its_sources():
    released = Attempt(
        "released", "judge", Exponential(9), sources=["SEEN:a", "GK: heard", "SEED:b"]
    )
    rows = specimen(behaviour=[released]).assumptions().rows()
    found = {row["where"]: (row["mark"], row["rests_on"]) for row in rows}
    assert found["behaviour.released.delay.mean_days"] == ("GK", "to be checked")
    assert found["people.traits.term.of.sigma"] == ("none", "nobody says")


def test_published_and_assumed_numbers_of_the_built_in_population_are_told_apart():
    """As section D marks them: 380 and 266/45/18/51 published, 30 % and 60 % assumed."""
    rows = outline_eu_2022().assumptions().rows()
    rests = {row["where"]: row["rests_on"] for row in rows}
    assert rests["people.size"] == "seed"
    assert rests["people.tags.motivation.counts.jihadist"] == "published"
    assert rests["people.traits.convicted.cases.separatist.p"] == "published"
    assert rests["people.traits.convicted.cases.other_or_unspecified.p"] == "assumption"
    assert rests["people.traits.consents.p"] == "assumption"
    ranges = {row["where"]: (row["low"], row["high"]) for row in rows}
    assert ranges["people.traits.consents.p"] == (0.3, 0.85)
    assert ranges["behaviour.removed.chance"] == (0.05, 0.6)
    assert math.isnan(ranges["people.size"][0])


@pytest.mark.parametrize("in_full", [False, True])
def test_every_number_of_the_built_in_population_is_marked(in_full):
    people = eu_2022(in_full=in_full)
    marked = [path for note in people.notes for path in note.paths]
    scenario = (eu_2022_in_full if in_full else outline_eu_2022)()
    for row in scenario.assumptions().rows():
        if row["where"].startswith("people.") and ".facts." not in row["where"]:
            assert any(row["where"].startswith(path) for path in marked), row["where"]


def kinds(scenario):
    return {(remark.kind, remark.subject) for remark in scenario.lint()}


def test_a_mandatory_step_without_an_actor_is_remarked():
    outline = outline_eu_2022()
    assert ("no_actor", "ST2") not in kinds(outline)
    needed = {
        step.event: step.id
        for step in outline.book.steps
        if step.kind in {"mandatory", "statutory"} and step.event
    }
    event, step = next(iter(needed.items()))
    gone = [attempt for attempt in outline.behaviour.attempts if attempt.event != event]
    waits = [attempt for attempt in gone if event not in attempt.after]
    assert ("no_actor", step) in kinds(outline.with_(behaviour=waits))


def test_an_attempt_that_can_never_be_made_is_remarked():
    """Nobody offers care, so nobody can accept it."""
    accepted = Attempt("care_accepted", "person", 3)
    returned = Attempt("returned", "officer", 9)
    released = Attempt("released", "judge", 9)
    found = kinds(specimen(behaviour=[returned, accepted, released]))
    assert ("out_of_reach", "care_accepted") in found
    assert ("out_of_reach", "returned") not in found
    offered = Attempt("care_offered", "officer", 3)
    assert kinds(specimen(behaviour=[returned, accepted, offered, released])).isdisjoint(
        {("out_of_reach", "care_accepted")}
    )


def test_a_hard_date_that_waits_for_a_working_day_is_remarked():
    closed = outline_eu_2022().patched(
        "closed", {"setting.calendar": WorkingDays("NL", roles="prison_governor")}
    )
    assert ("hard_date", "sentence_expired") in kinds(closed)


def test_rules_turned_off_places_never_free_and_odd_numbers_are_remarked():
    people = Population(
        5, facts={"ground": Choices({"none": 0.5, "flight": 0.4})}, traits={"term": 3}
    )
    attempts = [
        Attempt("sentenced", "judge", Exponential(9), given={"asked_term": Trait("term")}),
        Attempt("released", "judge", 9, sources="GK"),
    ]
    scenario = specimen(
        people=people,
        behaviour=attempts,
        setting=Setting([Capacity("beds", 3, takes="released", sources="GK")]),
        uncertain=[Uncertain("behaviour.released.delay.days", 10, 20)],
    ).patched("without", {"rulebook.rules.S-1": "off"})
    assert kinds(scenario) == {
        ("not_the_law", "S-1"),
        ("never_free", "beds"),
        ("weights", "people.facts.ground"),
        ("unmarked", "behaviour.sentenced"),
        ("unmarked", "people.size"),
        ("unmarked", "people.facts"),
        ("unmarked", "people.traits"),
        ("range", "behaviour.released.delay.days"),
    }
    assert all(str(remark).startswith(remark.subject) for remark in scenario.lint())
    assert specimen(people=POPULATION).lint()
