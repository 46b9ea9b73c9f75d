"""The story of a broken property shows all of it: the moment came, and the claim did not hold."""

from __future__ import annotations

import pytest

import continuum as ct
import continuum.verify
from continuum.verify.properties import always, eventually, happens, never_before, until

INCOME = ct.Number("income", low=0, high=900, title="income", recorded_by=("officer",))
SEEN = ct.Flag("seen", title="the person was seen", moves="step", initially=False)
BOOK = ct.Rulebook(
    "desk",
    "1",
    as_of="2026-11-25",
    lead="officer",
    roles=(ct.Role("officer"),),
    facts=(INCOME, SEEN),
    regions=(
        ct.Region(
            "file", (ct.State("open"), ct.State("shut"), ct.State("done", final=True)), "open"
        ),
    ),
    events=(
        ct.Event("look", decided_by="officer", effects=(ct.Sets("seen", to=True),), sources="GK"),
        ct.Event("final", decided_by="officer", sources="GK"),
        ct.Event("objection", decided_by="officer", sources="GK"),
    ),
    transitions=(
        ct.stays("look", "file", "open"),
        ct.Transition("final", "file", "open", "shut"),
        ct.Transition("objection", "file", "shut", "done"),
    ),
)


def broken(one):
    """Give the finding about a property, and its story followed by the meaning alone."""
    report = continuum.verify.check(BOOK, properties=[one])
    (found,) = report.of_kind("property_violated")
    assert report.undecided == ()
    return found, *found.history.replay(BOOK)


def test_an_always_at_an_event_shows_the_event_while_what_is_given_holds():
    """What is given is not left out when the story is made shorter."""
    one = always(INCOME.at_least(100), happens("final", given=SEEN), name="asked")
    _, _, decisions = broken(one)
    assert [decision.event for decision in decisions] == ["look", "final"]


def test_what_comes_first_is_shown_with_what_is_given():
    """An objection alone breaks nothing; one while the income is high does."""
    one = never_before(
        happens("objection", given=INCOME.at_least(300)), happens("look"), name="looked"
    )
    _, _, decisions = broken(one)
    assert decisions[-1].event == "objection"
    assert decisions[-1].view.value(INCOME) >= 300


@pytest.mark.parametrize(
    "one",
    [
        until(INCOME.at_least(100), happens("objection"), happens("final"), name="kept"),
        eventually(SEEN, happens("final"), name="seen_at_last"),
    ],
)
def test_what_counts_from_a_moment_is_shown_from_that_moment_on(one):
    """Before the moment nothing is broken, so the story comes to it."""
    _, _, decisions = broken(one)
    assert "final" in [decision.event for decision in decisions]


def test_an_end_that_came_is_no_longer_waited_for():
    """A claim that fails after the end breaks nothing."""
    one = until(ct.during("file", "open"), happens("final"), happens("look"), name="a")
    report = continuum.verify.check(BOOK, properties=[one])
    assert report.of_kind("property_violated") == ()


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (always(INCOME.at_least(100), name="a"), "`income` is not known"),
        (always(INCOME.at_least(100), happens("final"), name="a"), "`income` is not known"),
        (until(INCOME.at_least(100), happens("final"), name="a"), "`income` is not known"),
        (always(SEEN, name="a"), ""),
        (always(INCOME.at_least(100), INCOME.known(), name="a"), ""),
    ],
)
def test_a_claim_that_fails_for_want_of_a_fact_says_which(one, why):
    """And one that fails by what is known does not."""
    found, *_ = broken(one)
    closing = found.history.told()[-1]
    assert closing.endswith(why)
    assert ("not known" in closing) == bool(why)
    assert closing in found.sentence


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (
            never_before(happens("final"), happens("objection"), name="a"),
            "“final” can happen before “objection” happens",
        ),
        (
            never_before(ct.during("file", "done"), SEEN, name="a"),
            "it can be so that file is “done” before the person was seen",
        ),
        (
            until(ct.during("file", "open"), happens("objection"), name="a"),
            "before “objection” happens, a case comes where it is not so that file is “open”",
        ),
    ],
)
def test_how_a_property_is_broken_is_said_in_a_whole_sentence(one, how):
    """In the sentence and at the end of the story."""
    found, *_ = broken(one)
    assert found.history.told()[-1] == how
    assert f"does not hold: {how} (" in found.sentence
