"""Programme work, conference, liaison: every rule bites once, and lets go once it is met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from continuum.guards import ALWAYS
from continuum.rulebooks import load
from continuum.rulebooks.eu.programme import (
    conference,
    consents,
    ddr,
    hypotheses,
    learning,
    liaison,
    plans,
    rules,
    rules_conference,
)
from continuum.rulebooks.eu.programme.grounds import rules_on_grounds
from continuum.runtime.walk_form import read_walk

FILE = Path(__file__).parents[2] / "examples" / "cases" / "eu" / "programme_and_conference.json"
PARTS = (consents, liaison, rules, rules_conference, plans, hypotheses, learning)
RULES = (
    *(rule for part in PARTS for rule in part.RULES),
    *rules_on_grounds(load("eu").events),
)


@pytest.fixture(scope="module")
def rows():
    """Every row of the cases, with the event it was and what the rulebook said."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return [
        [(row.act.event, row.decision) for row in read_walk(json.dumps(case), load("eu")).rows]
        for case in told
    ]


def raised(decision):
    """The ids of the rules that stood in the way, warned, or made something owed."""
    return {
        *(item.id for item in decision.against),
        *(duty.rule for duty in decision.duties),
        *(item.id for item in decision.warnings),
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_is_raised_and_then_lets_the_event_pass(rule, rows):
    """The same event is allowed without it, before or after, in one of the cases."""
    events = {
        event.name
        for event in load("eu").lower("2024-06-01").events.values()
        for gate in (*event.gates, *event.warnings, *event.owed)
        if gate.id == rule.id
    }
    bitten = {e for case in rows for e, said in case if e in events and rule.id in raised(said)}
    assert bitten, "no case shows the rule"
    if rule.then == "owes":
        return
    passed = {
        e
        for case in rows
        for e, said in case
        if said.outcome == "allowed" and rule.id not in raised(said)
    }
    assert bitten & passed, "no case shows the event once the remedy is met"


@pytest.mark.parametrize("region", [ddr.DDR, conference.CONFERENCE], ids=lambda r: r.name)
def test_every_state_of_the_track_is_come_to(region):
    """The cases of the file come to each state."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    seen = {region.initial} | {
        row["expect"].get("states", {}).get(region.name) for case in told for row in case["rows"]
    }
    assert set(region.names) <= seen


@pytest.mark.parametrize("state", ["not_offered", *ddr.TAKING_PART, *ddr.OFFERS_AGAIN])
def test_declining_is_possible_wherever_somebody_stands(state):
    """Whoever has an offer may decline it, whoever takes part may leave; both are voluntary."""
    chart = load("eu").lower("2024-06-01")
    ways = [
        name
        for name in ("programme_declined", "programme_left")
        if chart.events[name].ways["ddr"].get(state)
    ]
    assert ways
    assert {chart.events[name].event.kind for name in ways} == {"voluntary"}
    assert not any(chart.events[name].event.adverse for name in ways)


def test_nothing_that_is_not_programme_work_waits_for_the_programme():
    """No release, title, removal or step of another track waits for the programme.

    Care may pause it; then it has a way wherever the programme stands.
    """
    own = {way.event for way in ddr.TRANSITIONS}
    every = {state.name for state in ddr.DDR.states}
    chart = load("eu").lower("2024-06-01")
    for name, event in chart.events.items():
        if name not in own:
            assert set(event.ways.get("ddr", every)) == every, name
            assert all(
                leg.when == ALWAYS for legs in event.ways.get("ddr", {}).values() for leg in legs
            )
