"""Advice starts where the case is: it offers only what leads there, the plain and lawful first."""

from __future__ import annotations

import pytest

import continuum as ct
from continuum.prose import Speaker

OFFICER = ct.Actor("immigration_case_officer", "IM-1")


@pytest.fixture(scope="module")
def case() -> ct.Case:
    """A pathway under the Dutch rulebook whose residence is not established."""
    facts = {"third_country_national": True}
    return ct.Case.open(ct.load("nl"), on="2021-09-01", case_id="P-1", facts=facts)


def test_states_are_reached_by_events_that_have_a_way_from_here(case: ct.Case) -> None:
    """Each event has a way from where the case is, or from where the one before it leads."""
    chart = case.book.lower("2021-10-01")
    asked = 0
    for event in ("status_withdrawn", "permit_issued", "returned", "removed", "discharged"):
        if event not in chart.events:
            continue
        for changes in case.what_would_it_take(event, on="2021-10-01"):
            for change in changes:
                if change.about not in chart.place:
                    continue
                asked += 1
                now = {case.state(change.about)}
                for names in (change.by_events, *((name,) for name in change.then)):
                    ways = [chart.events[name].ways[change.about] for name in names]
                    assert all(now & set(way) for way in ways), (event, change)
                    now = {
                        leg.target for way in ways for state in now for leg in way.get(state, ())
                    }
                assert now & set(change.to)
    assert asked


def test_where_one_event_is_not_enough_the_next_ones_are_named(case: ct.Case) -> None:
    """A withdrawal has to be announced, and only lawful stay can be withdrawn."""
    advice = case.what_would_it_take("status_withdrawn", on="2021-10-01")
    told = "by `lawful_stay_established`, then `status_withdrawal_proposed`"
    assert told in str(advice)


def test_words_are_sent_with_the_event(case: ct.Case) -> None:
    """Nobody records the reasons of a decision."""
    advice = case.what_would_it_take("status_withdrawn", on="2021-10-01")
    assert "reasons are given; send it with the event: `reasons=...`" in str(advice)


def _small(**facts: object) -> ct.Case:
    citizen = ct.Flag("citizen", moves="fixed")
    paper = ct.Flag("paper")
    crime = ct.Flag("crime", moves="step", initially=False)
    book = ct.Rulebook(
        "small",
        "1",
        as_of="2024-01-01",
        roles=(ct.Role("judge"),),
        facts=(citizen, paper, crime),
        regions=(ct.Region("track", tuple(map(ct.State, "abcd")), "a"),),
        events=(
            ct.Event("settled", requires=paper | crime, sources="GK"),
            ct.Event("convicted", "guilty", effects=(ct.Sets("crime", True),), adverse=True,
                     decided_by="judge", sources="GK"),
            ct.Event("naturalised", requires=citizen, sources="GK"),
            ct.Event("ended", sources="GK"),
        ),
        transitions=(
            ct.Transition("settled", "track", "a", "b"),
            ct.Transition("naturalised", "track", "a", "c"),
            ct.Transition("ended", "track", "c", "d"),
        ),
    )  # fmt: skip
    return ct.Case.open(book, on="2024-01-01", case_id="P-1", facts=facts)


def test_a_paper_comes_before_a_crime() -> None:
    """What may become known first; what is against the person last."""
    advice = _small().what_would_it_take("settled", on="2024-01-02")
    assert [[change.about for change in changes] for changes in advice] == [["paper"], ["crime"]]


def test_no_way_leads_through_what_is_settled_for_good() -> None:
    """Who is no citizen is not naturalised, and is told from where the event would have a way."""
    open_still = _small(citizen=True).what_would_it_take("ended", on="2024-01-02")
    assert [change.by_events for changes in open_still for change in changes] == [("naturalised",)]
    shut = _small(citizen=False).what_would_it_take("ended", on="2024-01-02")
    assert not shut.sets
    assert "it has a way only while track is “c”" in str(shut)


@pytest.mark.parametrize("language", ["nl", "de", "fr", "da"])
def test_advice_speaks_other_languages(case: ct.Case, language: str) -> None:
    """All of it is translated, and the codes are the same."""
    speaker = Speaker(language)
    advice = case.what_would_it_take("status_withdrawn", on="2021-10-01")
    told = advice.explain(speaker)
    assert "`status_withdrawal_proposed`" in told
    assert "would open if" not in told
    assert "reasons are given" not in told
    assert not speaker.missed
