"""The worked case P-EU-06, row by row: outcome, rules, duties, warnings and states."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from continuum.errors import EventRefused, EventUndetermined
from continuum.guards import as_day
from continuum.rulebooks import load
from continuum.runtime import Case
from continuum.semantics import Actor, CaseView

TOLD = json.loads(
    (Path(__file__).parents[2] / "examples" / "p_eu_06.json").read_text(encoding="utf-8")
)
BOOK = load(TOLD["rulebook"])


def opened() -> Case:
    """Give the case as it opens."""
    return Case.open(BOOK, on=TOLD["opened"], case_id=TOLD["case_id"], facts=TOLD["facts"])


def do(case: Case, act: dict):
    """Do one act as told, refusals included, and give the decision (none for what was learned)."""
    by = Actor(*act["by"])
    if "learn" in act:
        case.learn(act["learn"], on=act["on"], by=by)
        return None
    decision = case.ask(act["event"], on=act["on"], by=by, **act["with"])
    with suppress(EventRefused, EventUndetermined):
        case.send(act["event"], on=act["on"], by=by, **act["with"])
    assert case.history[-1].outcome == decision.outcome
    return decision


def until(number: int) -> Case:
    """Give the case just before an act."""
    case = opened()
    for act in TOLD["rows"][:number]:
        do(case, act)
    return case


@pytest.fixture(scope="module")
def replayed():
    """Every act with the decision it got and the case as it stood right after."""
    case, seen = opened(), []
    for act in TOLD["rows"]:
        decision = do(case, act)
        seen.append((act, decision, case.as_of(act["on"])))
    return seen


def test_every_row_comes_out_as_told(replayed):
    """Outcome, rule ids, duties, warnings, states and facts of every act are as the case tells."""
    told, found = [], []
    for act, decision, case in replayed:
        expect = act["expect"]
        wanted = {"row": act["row"], "event": act.get("event", "learned"), **expect}
        got = {"row": act["row"], "event": act.get("event", "learned")}
        got["outcome"] = "allowed" if decision is None else decision.outcome
        if "against" in expect:
            got["against"] = sorted(against.id for against in decision.against)
        if "duties" in expect:
            got["duties"] = sorted(duty.rule for duty in decision.duties)
        if "warnings" in expect:
            got["warnings"] = sorted(warning.id for warning in decision.warnings)
        if "states" in expect:
            got["states"] = {region: case.state(region) for region in expect["states"]}
        if "facts" in expect:
            view = CaseView(BOOK.lower(act["on"]), case.snapshot, as_day(act["on"]))
            values = {name: view.value(BOOK.fact(name)) for name in expect["facts"]}
            got["facts"] = {
                name: value.isoformat() if hasattr(value, "isoformat") else value
                for name, value in values.items()
            }
        told.append(wanted)
        found.append(got)
    assert told == found


def test_every_row_of_the_vignette_is_told_or_left_out_with_a_reason():
    """Rows 1 to 24 are all accounted for, and each that is left out says why."""
    left_out = {row["row"]: row["reason"] for row in TOLD["left_out"]}
    assert {act["row"] for act in TOLD["rows"]} | set(left_out) == set(range(1, 25))
    assert {act["row"] for act in TOLD["rows"]} & set(left_out) == set()
    assert all(reason.strip() for reason in left_out.values())


def test_every_act_says_why():
    """No act is without its reason."""
    assert [act for act in TOLD["rows"] if not act["why"].strip()] == []


def test_every_refusal_says_what_would_make_it_possible(replayed):
    """Whatever stands in the way carries a sentence and a remedy."""
    standing = [a for _, decision, _ in replayed if decision is not None for a in decision.against]
    assert standing
    assert [a.id for a in standing if not (a.sentence.strip() and a.remedy.strip())] == []


def test_no_adverse_event_is_ever_brought_by_the_system(replayed):
    """What the case allows against the person was decided by a human; the system never may."""
    adverse = [
        number
        for number, (act, decision, _) in enumerate(replayed)
        if decision and BOOK.event(act["event"]).adverse
    ]
    assert adverse
    for number in adverse:
        act = TOLD["rows"][number]
        assert act["by"][0] != "system"
        decision = until(number).ask(
            act["event"], on=act["on"], by=Actor("system", "S-1"), **act["with"]
        )
        assert decision.outcome == "refused"
        assert {"role", "GR-90"} <= {against.id for against in decision.against}


def test_replay_from_the_history_gives_the_same_case():
    """The history alone, written and read back, leads to the same states, facts and duties."""
    case = until(len(TOLD["rows"]))
    again = Case.from_json(case.to_json(), BOOK)
    assert again == case
    assert again.configuration == case.configuration
    assert again.snapshot == case.snapshot


def test_the_phases_go_the_way_the_outline_allows(replayed):
    """The case goes through the phases one by one, each move being a move of the outline."""
    phases = [case.phase for _, _, case in replayed]
    moves = {(a, b) for a, b in pairwise(phases) if a != b}
    outline = {
        (leg.source, leg.target)
        for event in load("outline").lower("2024-01-01").events.values()
        for legs in event.ways.get("pathway", {}).values()
        for leg in legs
    }
    assert phases[0] == "sentence"
    assert phases[-1] == "reintegration"
    assert moves - outline == set()


def test_an_indefinite_bar_forbids_the_return_decision():
    """Had refoulement been found to bar removal for good, R3 would have met GR-50."""
    number = next(
        n for n, act in enumerate(TOLD["rows"]) if act.get("event") == "return_decision_issued"
    )
    case = until(number - 1)
    court = Actor("asylum_or_administrative_court", "AC-1")
    case.send("refoulement_bar_found", on="2022-05-16", by=court, bar_duration="indefinite")
    case.send("toleration_granted", on="2022-05-16", by=court)
    act = TOLD["rows"][number]
    decision = case.ask(act["event"], on=act["on"], by=Actor(*act["by"]), **act["with"])
    assert decision.outcome == "refused"
    assert [against.id for against in decision.against] == ["GR-50"]
