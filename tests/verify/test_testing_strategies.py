"""What `continuum.verify.testing` draws: at the thresholds, and never anything impossible."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, Phase, assume, find, given, settings
from hypothesis import strategies as st
from tests.strategies import guards as drawn_guards
from tests.strategies import rulebooks as drawn_books

import continuum as ct
from continuum.errors import FactError, RulebookError, UnknownEvent
from continuum.guards import leaves
from continuum.rulebook import request
from continuum.verify.testing import Situation, from_guard, from_rulebook, histories, requests

QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
OUTLINE = ct.load("outline")
BOOKS = [OUTLINE, ct.load("eu")]

age = ct.Number("age", low=0, high=120, unit="years")
heard = ct.Flag("heard")
ground = ct.Choice("ground", options=("absconding", "public_order", "none"))
release_day = ct.Day("release_day")


def one(strategy, wanted=bool, examples=200):
    """Something drawn that is as wanted, as it was drawn and not as small as it could be."""
    quick = settings(
        phases=[Phase.generate], max_examples=examples, database=None, derandomize=True
    )
    return find(strategy, wanted, settings=quick)


def values_drawn(guard, name, **options):
    """Every value of a fact that a few hundred draws give."""
    found = set()

    @settings(max_examples=200, deadline=None, database=None)
    @given(from_guard(guard, **options))
    def collect(situation):
        found.add(situation.facts[name])

    collect()
    return found


# ------------------------------------------------------------------------------ guards


def test_a_number_is_drawn_at_the_bound_one_less_one_more_and_not_known():
    assert values_drawn(age.at_least(18), "age") == {17, 18, 19, None}


def test_a_number_is_never_drawn_beyond_its_limits():
    assert values_drawn(age.at_least(120), "age") == {119, 120, None}


def test_a_day_is_drawn_so_that_the_milestone_comes_today_tomorrow_and_yesterday():
    on = date(2024, 2, 29)
    drawn = values_drawn((release_day - ct.months(6)).reached(), "release_day", on=on)
    # 29 February is six months before 29, 30 and 31 August alike: the last of them is the edge
    assert {date(2024, 8, 30), date(2024, 8, 31), date(2024, 9, 1), None} <= drawn


def test_every_option_of_a_choice_is_drawn():
    assert values_drawn(ground.is_in("absconding"), "ground") == {*ground.options, None}


@QUICK
@given(
    drawn_guards([heard, age, ground, release_day], {"legal": ("custody", "free")}),
    st.booleans(),
    st.data(),
)
def test_what_is_drawn_to_hold_holds_and_what_is_drawn_to_fail_fails(guard, holds, data):
    # one that contradicts itself has no such situation, which Hypothesis then says
    assume(any(True for _ in leaves(guard)))
    situation = data.draw(from_guard(guard, holds=holds))
    truth = ct.weigh(guard, situation)
    assert truth.holds if holds else truth.fails


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_whatever_a_rule_asks_for_can_be_drawn_to_hold_and_to_fail(book):
    for rule in book.rules:
        if any(True for _ in leaves(rule.guard)):
            for holds in (True, False):
                drawn = one(from_guard(rule.guard, holds=holds, book=book))
                assert isinstance(drawn, Situation)


def test_a_guard_with_a_number_of_the_law_says_that_a_rulebook_must_give_it():
    guard = (release_day - ct.parameter("window")).reached()
    with pytest.raises(FactError, match="`window`") as raised:
        from_guard(guard)
    assert "book=book" in raised.value.help


def test_a_guard_that_asks_nothing_cannot_be_drawn_to_fail():
    with pytest.raises(FactError, match="always holds"):
        from_guard(ct.ALWAYS, holds=False)
    with pytest.raises(FactError, match="never holds"):
        from_guard(ct.NEVER, holds=True)


def test_the_states_of_a_rulebook_are_drawn_beside_those_that_a_guard_names():
    guard = ct.during("pathway", "remand")
    drawn = set()

    @settings(max_examples=100, deadline=None, database=None)
    @given(from_guard(guard, holds=False, book=OUTLINE))
    def collect(situation):
        drawn.add(situation.states["pathway"])

    collect()
    assert drawn == set(OUTLINE.region("pathway").names) - {"remand"}


# ------------------------------------------------------------------------------ cases


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_drawn_history_replays_and_is_a_case(book):
    @QUICK
    @given(histories(book, length=6))
    def replays(story):
        snapshot, decisions = story.replay(book)
        assert all(decisions)
        assert list(story.days) == sorted(story.days)
        case = ct.Case.open(book, on=story.opened, case_id="P-1", facts=story.facts)
        for act in story.acts:
            if act.event:
                case.send(act.event, on=act.on, by=act.by, **act.given)
            else:
                case.learn(act.given, on=act.on, by=act.by, source="drawn")
        assert tuple(case.configuration.values()) == snapshot.configuration
        assert case.facts == snapshot.facts

    replays()


@QUICK
@given(drawn_books(), st.data())
def test_histories_of_any_rulebook_replay(book, data):
    story = data.draw(histories(book, length=4))
    _, decisions = story.replay(book)
    assert all(decisions)


def test_a_history_comes_as_far_as_it_is_asked_to():
    story = one(histories(OUTLINE, length=5, least=5))
    assert len(story.replay(OUTLINE)[1]) == 5


@pytest.mark.parametrize(("on", "outcome"), [("2024-03-09", "refused"), ("2024-03-10", "allowed")])
def test_an_event_is_asked_for_on_the_day_on_which_it_becomes_possible_and_the_day_before(
    on, outcome
):
    """A term of two months from 10 January ends on 10 March, which nobody would guess."""

    def at_the_edge(story):
        last = story.replay(OUTLINE)[1][-1]
        return (str(last.on), last.outcome) == (on, outcome)

    facts = {"sentence_start": "2024-01-10", "term": 2}
    cases = from_rulebook(
        OUTLINE, event="sentence_expired", length=1, opened="2024-01-20", facts=facts
    )
    assert one(cases, at_the_edge, 3000)


@pytest.mark.parametrize("outcome", ["allowed", "refused", "undetermined"])
def test_whole_cases_are_asked_what_is_allowed_and_what_is_not(outcome):
    cases = from_rulebook(OUTLINE, length=1, facts={})
    assert one(cases, lambda case: case.replay(OUTLINE)[1][-1].outcome == outcome, 2000)


def test_facts_that_do_not_fit_are_told_all_at_once():
    with pytest.raises(FactError, match="2 faults") as raised:
        histories(OUTLINE, facts={"term": 481, "trem": 12})
    assert "`term` cannot be 481" in str(raised.value)
    assert "did you mean `term`" in str(raised.value)


def test_the_day_and_the_facts_of_the_opening_may_be_given():
    @QUICK
    @given(histories(OUTLINE, length=2, opened="2024-01-10", facts={"foreign_national": True}))
    def opens(story):
        assert story.opened == date(2024, 1, 10)
        assert story.facts == {"foreign_national": True}

    opens()


def test_requests_fit_their_event_and_come_from_the_right_and_the_wrong_people():
    found = []

    @settings(max_examples=100, deadline=None, database=None)
    @given(requests(OUTLINE, "removed"))
    def collect(act):
        found.append(act)

    collect()
    roles = {act.by.role for act in found}
    assert {"removal_unit", "system"} <= roles
    assert any("reasons" in act.given for act in found)
    assert any("reasons" not in act.given for act in found)
    case = ct.Case.open(OUTLINE, on="2023-01-10", case_id="P-1")
    for act in found:
        case.ask(act.event, on=act.on, by=act.by, **act.given)


def test_what_is_no_rulebook_and_what_is_no_event_is_said():
    with pytest.raises(RulebookError, match="a `str` is none"):
        histories("outline")
    with pytest.raises(UnknownEvent, match="`relased`"):
        requests(OUTLINE, "relased")
    with pytest.raises(FactError, match="at least 3"):
        histories(OUTLINE, length=2, least=3)


def test_what_hypothesis_prints_of_a_strategy_does_not_hold_the_whole_rulebook():
    for strategy in (histories(OUTLINE), from_rulebook(OUTLINE), requests(OUTLINE, "died")):
        assert len(repr(strategy)) < 200


# ------------------------------------------------------------------------------ what opens an event

kind = ct.Choice("kind", options=("amber", "red"))
weeks = ct.Number("weeks", low=1, high=52, unit="weeks", of="request")
wish = ct.Flag("wish", of="request")
until = ct.Day("until", of="request")
acting_role = ct.Choice("acting_role", options=("system", "judge", "mentor"), of="request")


def leave(requires, *, asks=(), facts=(), decided_by=("judge", "mentor")):
    """A rulebook in which one event is all that can happen, once it is open."""
    return ct.Rulebook(
        "leave",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"), ct.Role("mentor")),
        regions=(ct.Region("legal", (ct.State("in"), ct.State("out")), initial="in"),),
        facts=facts,
        events=(
            ct.Event("granted", decided_by=decided_by, requires=requires, asks=asks, sources="GK"),
        ),
        transitions=(ct.Transition("granted", "legal", "in", "out"),),
    )


@pytest.mark.parametrize(
    "requires",
    [
        ~request.named_actor,
        request.tool_output_only,
        request.reasons_given & ~request.remedy_given,
        acting_role.is_in("mentor"),
        weeks.at_least(3),
        ~wish.known(),
        wish & ~weeks.at_least(2),
        until.reached(),
        ~until.reached(),
        (until + ct.months(1)).reached() & until.known(),
    ],
    ids=str,
)
def test_what_a_request_must_say_is_said(requires):
    book = leave(requires, asks=(weeks, wish, until))
    story = one(histories(book, length=1, least=1))
    assert story.replay(book)[0].configuration == ("out",)


def test_an_event_of_nobody_in_particular_may_be_brought_by_the_system():
    book = leave(~request.human_actor, decided_by=())
    story = one(histories(book, length=1, least=1))
    assert story.acts[-1].by == ct.Actor("system")


def test_what_must_be_recorded_first_is_recorded_by_somebody_who_may():
    served = ct.Number("served", high=60, unit="months", moves="rising", recorded_by="mentor")
    term = ct.Number("term", low=1, high=60, unit="months")
    start = ct.Day("start", recorded_by="judge")
    requires = (
        served.at_least(7) & (start + term).reached() & ct.AtLeastOf(2, (heard, ~heard, wish))
    )
    book = leave(requires & heard, asks=(wish,), facts=(served, term, start, heard))
    story = one(histories(book, length=1, least=1, facts={"served": 6}))
    recorded = {name: act.by.role for act in story.acts if not act.event for name in act.given}
    assert recorded["served"] == "mentor"
    assert recorded["start"] == "judge"


def test_the_day_that_is_waited_for_is_waited_for():
    start = ct.Day("start", moves="fixed")
    book = leave((start + ct.months(1)).reached(), facts=(start,))
    opening = {"opened": "2024-01-31", "facts": {"start": "2024-01-31"}}
    story = one(histories(book, length=1, least=1, **opening))
    assert story.acts[-1].on >= date(2024, 2, 29)


def test_an_event_about_a_record_names_the_one_that_it_is_about():
    book = leave(ct.ALWAYS)
    amber = ~attrs.evolve(kind, of="target").is_in("red")
    book = attrs.evolve(
        book,
        registers=(ct.Register("measures", (kind,)),),
        events=(
            ct.Event("found", effects=(ct.Adds("measures", {"kind": "red"}),), sources="GK"),
            ct.Event("seen", effects=(ct.Adds("measures", {"kind": "amber"}),), sources="GK"),
            attrs.evolve(book.events[0], target="measures", requires=amber),
        ),
    )
    story = one(
        histories(book, length=4, least=3),
        lambda story: [act.event for act in story.acts][:3] == ["found", "seen", "granted"],
        3000,
    )
    assert story.acts[2].given["target"] == "measures-2"
