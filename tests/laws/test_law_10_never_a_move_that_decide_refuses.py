"""Law 10: the simulator never makes a move that `decide` refuses, nor refuses one that it allows."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sim.specimens import specimen

from continuum.guards import fit
from continuum.semantics import Changes, advance, decide, opening, request_for, step
from continuum.sim import simulate
from continuum.sim.scenarios import outline_eu_2022

SEEDS = st.integers(min_value=0, max_value=2**63)


def repeated(run, place):
    """One person's attempts, each decided again as a case: what the log says, what `decide` says."""
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


def check(run, places):
    for place in places:
        for happening, told, decided in repeated(run, place):
            assert told == decided, (place, happening)


@settings(max_examples=12)
@given(seed=SEEDS)
def test_a_chart_with_registers_two_regions_and_changing_law(seed):
    """Every attempt of the specimen comes out as the same case would."""
    check(simulate(specimen(), n=12, seed=seed), range(12))


@settings(max_examples=12)
@given(seed=SEEDS, handover_days=st.sampled_from([20, 110, 400]))
def test_the_outline_with_handovers_on_time_and_late(seed, handover_days):
    """Every attempt in the built-in scenario comes out as the same case would."""
    check(simulate(outline_eu_2022(handover_days), n=5, seed=seed), range(5))


def test_the_specimen_meets_every_rule_and_every_outcome():
    """The law is not empty: all rules stop somebody, and all outcomes come up."""
    run = simulate(specimen(), n=2_000, seed=1)
    stopped = {name for ids in run.events.reasons for name in ids}
    rules = {rule.id for rule in run.scenario.book.rules if rule.then == "blocks"}
    assert rules - stopped == set()
    assert {"role", "requires", "way:legal", "way:care"} - stopped == set()
    assert set(run.log["outcome"].tolist()) == {"allowed", "refused", "undetermined"}
