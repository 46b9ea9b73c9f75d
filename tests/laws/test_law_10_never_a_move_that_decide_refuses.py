"""Law 10: the simulator never makes a move that `decide` refuses, nor refuses what it allows."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.simulated import specimen
from tests.strategies import ROLE_NAMES, flip, pick, rulebooks, values

from continuum.errors import ScenarioError
from continuum.guards import fit
from continuum.semantics import Changes, advance, decide, opening, request_for, step
from continuum.sim import (
    Attempt,
    Exponential,
    Fixed,
    Perhaps,
    Population,
    Scenario,
    Uniform,
    simulate,
)
from continuum.sim.scenarios.eu_2022_in_full import eu_2022_in_full
from continuum.sim.scenarios.outline_eu_2022 import outline_eu_2022

SEEDS = st.integers(min_value=0, max_value=2**63)


def repeated(run, place):
    """One person's attempts, each as the log tells it and as `decide` decides it again."""
    book, story = run.scenario.book, run.story(place)
    snapshot = opening(book.lower(story.opened), story.opened, story.facts)
    for happening in story.happenings:
        chart = book.lower(happening.on)
        fitted = {name: fit(chart.facts[name], value) for name, value in happening.learned.items()}
        snapshot = advance(chart, snapshot, happening.on, Changes(sets=fitted))
        heard = chart.events[happening.event]
        request = request_for(heard, happening.on, happening.by, happening.given)
        decision = decide(chart, snapshot, happening.event, happening.on, request)
        snapshot = step(chart, snapshot, decision)
        told = (happening.outcome, happening.against, happening.configuration)
        ids = tuple(against.id for against in decision.against)
        yield happening, told, (decision.outcome, ids, snapshot.configuration)


def compared(run, places):
    """Compare every attempt of these people; give how many there were."""
    count = 0
    for place in places:
        for happening, told, decided in repeated(run, place):
            assert told == decided, (place, happening)
            count += 1
    return count


@settings(max_examples=12)
@given(seed=SEEDS)
def test_a_chart_with_registers_two_regions_and_changing_law(seed):
    """Every attempt of the specimen comes out as the same case would."""
    assert compared(simulate(specimen(), n=6, seed=seed), range(6)) > 0


@settings(max_examples=12)
@given(seed=SEEDS, handover_days=st.sampled_from([20, 110, 400]))
def test_the_outline_with_handovers_on_time_and_late(seed, handover_days):
    """Every attempt in the built-in scenario comes out as the same case would."""
    assert compared(simulate(outline_eu_2022(handover_days), n=5, seed=seed), range(5)) > 0


@pytest.mark.parametrize("rulebook", ["eu", "be"])
def test_the_law_in_full(rulebook):
    """Under ten regions and some thirty registers, with every rule that stood in the way."""
    run = simulate(eu_2022_in_full(rulebook), n=60, seed=6)
    events = run.events
    stopped = np.unique(events.person[events.outcome > 0])[:4]
    assert compared(run, [*stopped.tolist(), *range(4)]) > 600
    assert len(events.reasons) > 10


def test_the_specimen_meets_every_rule_and_every_outcome():
    """The law is not empty: all rules stop somebody, and all outcomes come up."""
    run = simulate(specimen(), n=400, seed=1)
    stopped = {name for ids in run.events.reasons for name in ids}
    rules = {rule.id for rule in run.scenario.book.rules if rule.then == "blocks"}
    assert rules - stopped == set()
    assert {"requires", "way:legal", "way:care"} - stopped == set()
    assert set(run.log["outcome"].tolist()) == {"allowed", "refused", "undetermined"}


def attempts_for(draw, book):
    """For every event that columns can follow, an attempt with what it asks."""
    for event in book.every_event:
        given = {ask.name: draw(values(ask)) for ask in event.asks if pick(draw, (1, 1, 0))}
        if "reasons" in event.needs or flip(draw):
            given["reasons"] = "because of what was recorded"
        attempt = Attempt(
            event.name,
            pick(draw, event.decided_by or ROLE_NAMES),
            pick(draw, (Exponential(40), Uniform(0, 90), Fixed(7))),
            given=given,
            retry=pick(draw, (None, Fixed(30))),
            again=pick(draw, (None, Exponential(60))),
            clock="restart",
        )
        try:
            scenario(book, [attempt])
        except ScenarioError as error:
            if "nobody ever moves" not in error.message or error.message.count("\n- ") > 1:
                continue
        yield attempt


def scenario(book, attempts, facts=()):
    return Scenario("drawn", book, Population(4, facts), attempts, "2024-01-30", "2025-01-30")


@settings(max_examples=25)
@given(st.data())
def test_rulebooks_that_nobody_wrote(data):
    """Every attempt under a rulebook drawn at random comes out as the same case would."""
    book = data.draw(rulebooks())
    learned = [fact for fact in book.facts if fact.of == "case" and fact.derived is None]
    draw = data.draw
    facts = {fact.name: Perhaps(0.8, draw(values(fact))) for fact in learned}
    attempts = list(attempts_for(draw, book))
    assume(any(event.name == attempt.event for attempt in attempts for event in moving(book)))
    run = simulate(scenario(book, attempts, facts), seed=data.draw(SEEDS))
    assert compared(run, range(4)) == len(run.log)


def moving(book):
    """The events that have a way."""
    ways = {transition.event for transition in book.transitions}
    return [event for event in book.events if event.name in ways]
