"""A decision says everything that stands in the way, and what would make the event possible."""

from __future__ import annotations

from datetime import date

import pytest
from tests.books import JUDGE, MENTOR, OFFICER, handed_over, opened

import continuum as ct


def test_an_event_with_nothing_in_the_way_is_allowed_and_truthy() -> None:
    """The plain way."""
    decision = opened().ask("place_found", on="2024-02-01", by=MENTOR)
    assert decision
    assert decision.outcome == "allowed"
    assert decision.against == ()


def test_every_rule_in_the_way_is_reported_not_the_first() -> None:
    """Role and rule both stand."""
    decision = opened(barred=True).ask("removed", on="2024-02-01", by=MENTOR, reasons="r")
    assert {a.id for a in decision.against} == {"role", "GR-51"}
    assert all(a.sentence for a in decision.against)
    assert all(a.remedy for a in decision.against)


def test_not_known_never_opens_a_door() -> None:
    """A bar that was never looked into counts as standing; the fact and its recorder are named."""
    decision = opened().ask("removed", on="2024-02-01", by=OFFICER)
    assert decision.outcome == "undetermined"
    assert [(u.fact, u.recorded_by) for u in decision.unknown] == [("barred", ("judge",))]


def test_a_failing_bar_refuses_even_where_other_facts_are_not_known() -> None:
    """What certainly fails outweighs what is not known."""
    decision = opened(foreign=False).ask("removed", on="2024-02-01", by=OFFICER)
    assert decision.outcome == "refused"


def test_an_exemption_lifts_its_rule() -> None:
    """A labelled exception, one level deep."""
    decision = opened(barred=True, age=0).ask("removed", on="2024-02-01", by=OFFICER)
    assert decision.outcome == "allowed"


def test_a_warning_warns_and_lets_pass() -> None:
    """`warns` never stands in the way."""
    decision = opened(barred=False).ask(
        "removed", on="2024-02-01", by=OFFICER, ground="public_order"
    )
    assert decision.outcome == "allowed"
    assert [w.id for w in decision.warnings] == ["GR-94"]


def test_a_rule_that_owes_creates_its_duty_with_the_law_of_the_day() -> None:
    """Fourteen days before July 2024, seven from then on."""
    dues = {
        day: opened(barred=False).ask("removed", on=day, by=OFFICER).duties[0].due
        for day in ("2024-06-30", "2024-07-01")
    }
    assert dues == {"2024-06-30": date(2024, 7, 14), "2024-07-01": date(2024, 7, 8)}


def test_a_lower_rule_blocks_while_no_higher_one_demands() -> None:
    """Before the last day a handover can hold a release back."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    decision = case.ask("term_ended", on="2024-06-30", by=OFFICER)
    assert [a.id for a in decision.against] == ["GR-30"]


def test_what_a_higher_rule_demands_becomes_an_urgent_duty_not_a_block() -> None:
    """On the last day custody ends; the missing handover is owed at once."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    decision = case.ask("term_ended", on="2024-07-01", by=OFFICER)
    assert decision.outcome == "allowed"
    assert [(d.rule, d.urgent) for d in decision.duties] == [("GR-30", True)]


def test_a_demand_lets_nothing_pass_that_was_handed_over_in_time() -> None:
    """With the handover accepted there is no urgent duty."""
    case = opened()
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    handed_over(case, on="2024-06-01")
    assert case.ask("term_ended", on="2024-07-01", by=OFFICER).duties == ()


def test_an_event_without_a_way_from_here_says_from_where_there_is_one() -> None:
    """The statechart itself can stand in the way."""
    decision = opened().ask("released", on="2024-02-01", by=JUDGE)
    against = {a.id: a for a in decision.against}
    assert "way:legal" in against
    assert "custody" in against["way:legal"].remedy


def test_the_way_that_a_fact_would_choose_is_not_known_without_it() -> None:
    """Two ways by age, and no age."""
    decision = opened(age=None, heard=True).ask("supervised", on="2024-02-01", by=OFFICER)
    assert decision.outcome == "undetermined"
    assert [u.fact for u in decision.unknown] == ["age"]


def test_a_record_that_the_request_would_add_counts_toward_the_limit() -> None:
    """Ninety days in all, the new ones among them."""
    case = opened()
    case.send("measured", on="2024-02-01", by=JUDGE, until="2024-04-01")
    renewed = case.ask("measured", on="2024-03-15", by=JUDGE, until="2024-05-01")
    assert renewed  # the days on which both would be in force count once
    fits = case.ask("measured", on="2024-04-01", by=JUDGE, until="2024-05-01")
    exceeds = case.ask("measured", on="2024-04-01", by=JUDGE, until="2024-05-02")
    assert fits.outcome == "allowed"
    assert [a.id for a in exceeds.against] == ["GR-15"]


def test_a_decision_keeps_the_facts_it_read() -> None:
    """They are what a late fact is compared with."""
    decision = opened(barred=False).ask("removed", on="2024-02-01", by=OFFICER)
    assert decision.read == {"barred": False, "foreign": True, "age": 34, "heard": None}


def test_asking_changes_nothing() -> None:
    """`ask` is a question."""
    case = opened(barred=False)
    before = case.to_json()
    case.ask("removed", on="2024-02-01", by=OFFICER)
    assert before == case.to_json()


def test_an_event_that_moves_several_regions_needs_a_way_in_each() -> None:
    """`supervised` leaves the legal region as it is, but only at liberty."""
    case = opened(heard=True)
    case.send("sentenced", on="2024-01-02", by=JUDGE, until="2024-07-01")
    decision = case.ask("supervised", on="2024-02-01", by=OFFICER)
    assert [a.id for a in decision.against] == ["way:legal"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"ground": "whim"}, "whim"),
        ({"grounds": "absconding"}, "grounds"),
        ({"reasons": 5}, "reasons"),
        ({"reasons": "x" * 20_001}, "20000"),
    ],
)
def test_a_request_that_does_not_fit_names_what(given: dict[str, object], named: str) -> None:
    """What, where, and what may be given."""
    with pytest.raises(ct.FactError, match=named) as caught:
        opened().ask("removed", on="2024-02-01", by=OFFICER, **given)
    assert "ground" in caught.value.help


def test_all_faults_of_a_request_come_at_once() -> None:
    """Three faults, one error."""
    with pytest.raises(ct.FactError) as caught:
        opened().ask("sentenced", on="2024-02-01", by=JUDGE, ground="x", reasons=1)
    assert all(word in caught.value.message for word in ("ground", "reasons", "until"))
