"""Facts that nobody sets or reads, ends that are left, circles, leads: each with its twin."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import planted_ground as ground

import continuum as ct
from continuum.rulebook.request import the_day
from continuum.verify.outcome import Outcome
from continuum.verify.questions.circles import circles
from continuum.verify.questions.dead import dead
from continuum.verify.questions.finals import exits
from continuum.verify.questions.handovers import receivers
from continuum.verify.questions.leads import leads
from continuum.verify.questions.sources import sources
from continuum.verify.questions.statechart import walk
from continuum.verify.questions.unread import unread, unset
from continuum.verify.search import Search

home = ct.Flag("home_found", moves="step", initially=False)
plan = ct.Flag("plan_made", moves="step", initially=False)


def asked(book, *questions):
    """The outcome of some questions, those to what was walked after the walk."""
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    walked = walk(outcome)
    for question in questions:
        if question in {dead, circles}:
            question(walked)
        elif question in {exits, receivers}:
            question(outcome, walked)
        else:
            question(outcome)
    return outcome


def told(outcome):
    return [(finding.kind, finding.subjects, finding.because) for finding in outcome.findings]


# ------------------------------------------------------------------------------ final states


def test_a_way_out_of_a_final_state_is_shown_with_the_case_that_takes_it():
    book = ground.book(
        events=(ground.event("reopened"),),
        ways=(ct.Transition("reopened", "legal", "ended", "free"),),
    )
    (finding,) = asked(book, exits).findings
    assert finding.subjects == ("legal", "ended", "reopened")
    assert [act.event for act in finding.history.acts] == ["released", "closed", "reopened"]
    snapshot, _ = finding.history.replay(book)
    assert snapshot.configuration == ("free",)


def test_an_event_that_stays_in_a_final_state_leaves_nothing():
    book = ground.book(
        events=(ground.event("letter_sent"),), ways=(ct.stays("letter_sent", "legal", "ended"),)
    )
    outcome = asked(book, exits)
    assert outcome.findings == []
    assert "no case leaves a final state again (1 of them)" in outcome.proved


def test_a_way_out_that_is_never_open_is_told_as_dead_only():
    book = ground.book(
        facts=(ground.heard,),
        events=(ground.event("reopened", requires=ground.heard & ~ground.heard),),
        ways=(ct.Transition("reopened", "legal", "ended", "free"),),
    )
    assert [kind for kind, *_ in told(asked(book, exits, dead))] == ["dead_transition"]


# ------------------------------------------------------------------------------ sources


def test_an_event_without_a_source_is_told():
    book = ground.book()
    events = (*book.events, ct.Event("let_out", decided_by="judge"))
    ways = (*book.transitions, ct.Transition("let_out", "legal", "custody", "free"))
    outcome = asked(attrs.evolve(book, events=events, transitions=ways), sources)
    assert told(outcome) == [("rule_without_source", ("let_out",), "")]


def test_a_state_that_holds_nobody_needs_no_source_and_one_that_does_needs_it():
    assert asked(ground.book(), sources).findings == []
    states = (ct.State("custody", coercive=True), ground.FREE, ground.ENDED)
    outcome = asked(ground.book(states=states), sources)
    assert told(outcome) == [("rule_without_source", ("legal", "custody"), "")]


# ------------------------------------------------------------------------------ facts


def test_what_waits_for_a_fact_that_nothing_records_comes_after_that_fact():
    book = ground.book(facts=(home,), rules=(ground.rule("GR-1", home, "released"),))
    outcome = asked(book, unset, dead)
    assert ("fact_read_never_set", ("home_found",), "") in told(outcome)
    assert ("dead_transition", ("released", "GR-1"), "home_found") in told(outcome)


@pytest.mark.parametrize(
    "more", [{"moves": "fixed"}, {"moves": "live"}, {"moves": "step", "recorded_by": "officer"}]
)
def test_a_fact_that_somebody_may_record_is_not_said_to_be_unset(more):
    fact = ct.Flag("home_found", **more)
    book = ground.book(facts=(fact,), rules=(ground.rule("GR-1", ~fact, "released"),))
    assert asked(book, unset).findings == []


def test_a_fact_that_a_rule_of_another_day_reads_is_read():
    book = ground.book(
        facts=(home,),
        events=(ground.event("home_given", effects=(ct.Sets("home_found", True),)),),
        rules=(ground.rule("GR-1", ~home, "released", in_force_from="2030-01-01"),),
    )
    assert asked(book, unread).findings == []


def test_what_is_kept_and_never_read_is_told_unless_it_is_sensitive():
    def with_home(**more):
        fact = attrs.evolve(home, **more)
        return ground.book(
            facts=(fact,),
            events=(ground.event("let_out", effects=(ct.Sets("home_found", True),)),),
            ways=(ct.Transition("let_out", "legal", "custody", "free"),),
        )

    assert told(asked(with_home(), unread)) == [("fact_set_never_read", ("home_found",), "")]
    assert asked(with_home(sensitive="assessment", initially=None), unread).findings == []


def test_a_fact_that_is_the_only_trace_of_an_event_is_left_alone():
    """An event that moved nothing and recorded nothing would be refused by the rulebook."""
    book = ground.book(
        facts=(home,),
        events=(ground.event("home_given", effects=(ct.Sets("home_found", True),)),),
    )
    assert asked(book, unread).findings == []


def test_a_day_that_only_a_last_day_is_counted_from_is_read():
    freed = ct.Day("freed_on", moves="step")
    step = ct.Step(
        "ST1", "Call.", "organisational", "officer", due=freed + ct.days(3), sources="GK"
    )
    book = ground.book(
        facts=(freed,),
        events=(ground.event("let_out", effects=(ct.Sets("freed_on", the_day),)),),
        steps=(step,),
    )
    assert asked(book, unread).findings == []


# ------------------------------------------------------------------------------ circles


def circle(first, second):
    return ground.book(
        facts=(home, plan, ground.minor),
        events=(
            ground.event("home_given", requires=first, effects=(ct.Sets("home_found", True),)),
            ground.event("plan_agreed", requires=second, effects=(ct.Sets("plan_made", True),)),
        ),
    )


def test_two_events_that_wait_for_each_other_are_told_once_and_not_as_dead():
    outcome = asked(circle(plan, home), dead)
    assert told(outcome) == [("circular_prerequisite", ("home_given", "plan_agreed"), "")]
    assert "`home_given` waits for `plan_made`" in outcome.findings[0].sentence
    assert "`plan_agreed` waits for `home_found`" in outcome.findings[0].sentence


def test_an_event_that_waits_for_what_only_it_records_waits_for_itself():
    outcome = asked(circle(home, ct.ALWAYS), dead)
    assert told(outcome) == [("circular_prerequisite", ("home_given",), "")]


def test_no_circle_where_one_of_them_may_come_first():
    outcome = asked(circle(plan, home | ground.minor), circles)
    assert outcome.findings == []


def test_what_waits_for_a_circle_is_told_as_its_consequence():
    book = circle(plan, home)
    events = (*book.events, ground.event("housed", requires=home))
    ways = (*book.transitions, ct.stays("housed", "legal", "custody"))
    outcome = asked(attrs.evolve(book, events=events, transitions=ways), dead)
    assert told(outcome) == [
        ("circular_prerequisite", ("home_given", "plan_agreed"), ""),
        ("dead_transition", ("housed", "requires"), "home_given"),
    ]


def test_regions_that_wait_for_each_other_are_a_circle():
    """Work needs a home, and a home is given to whoever has work."""
    work = ct.Region("work", (ct.State("idle"), ct.State("hired")), "idle")
    house = ct.Region("house", (ct.State("street"), ct.State("flat")), "street")
    book = ground.book(
        regions=(work, house),
        events=(
            ground.event("hired_on", requires=ct.during("house", "flat")),
            ground.event("flat_given", requires=ct.during("work", "hired")),
        ),
        ways=(
            ct.Transition("hired_on", "work", "idle", "hired"),
            ct.Transition("flat_given", "house", "street", "flat"),
        ),
    )
    found = told(asked(book, dead))
    assert found[0] == ("circular_prerequisite", ("hired_on", "flat_given"), "")
    assert {kind for kind, *_ in found[1:]} == {"unreachable_state"}
    assert {because for *_, because in found[1:]} == {"hired_on", "flat_given"}


def test_steps_each_of_which_must_come_before_the_other_are_told():
    steps = (
        ct.Step("ST1", "Find a home.", "statutory", "judge", "home_given", home,
                before="plan_agreed", sources="GK"),
        ct.Step("ST2", "Agree a plan.", "statutory", "judge", "plan_agreed", plan,
                before="home_given", sources="GK"),
    )  # fmt: skip
    outcome = asked(attrs.evolve(circle(ct.ALWAYS, ct.ALWAYS), steps=steps), circles)
    assert told(outcome) == [("circular_prerequisite", ("ST1", "ST2"), "")]
    one_way = (attrs.evolve(steps[0], before=()), steps[1])
    clean = asked(attrs.evolve(circle(ct.ALWAYS, ct.ALWAYS), steps=one_way), circles)
    assert clean.findings == []


def test_handovers_that_wait_for_each_other_are_told_as_handovers():
    one = ct.Handover("H1", "judge", "officer", "the plan", sources="GK")
    two = ct.Handover("H2", "officer", "mentor", "file", available=one.accepted, sources="GK")
    one = attrs.evolve(one, available=two.accepted)
    outcome = asked(ground.book(handovers=(one, two)), dead, receivers)
    assert told(outcome) == [("circular_prerequisite", ("H1", "H2"), "")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 3), max_size=2), min_size=4, max_size=4))
def test_circles_are_told_exactly_where_some_events_never_come_first(needs):
    """Each of four events records a fact and asks for some; what can happen is a fixpoint."""
    facts = tuple(ct.Flag(f"fact_{n}", moves="step", initially=False) for n in range(4))
    events = tuple(
        ground.event(
            f"event_{n}",
            requires=ct.All(facts[k] for k in sorted(asked_for)),
            effects=(ct.Sets(f"fact_{n}", True),),
        )
        for n, asked_for in enumerate(needs)
    )
    happen: set[int] = set()
    while more := {n for n in range(4) if n not in happen and needs[n] <= happen}:
        happen |= more
    found = asked(ground.book(facts=facts, events=events), circles).findings
    assert bool(found) is (len(happen) < 4)
    for finding in found:
        ring = [int(name.removeprefix("event_")) for name in finding.subjects]
        assert happen.isdisjoint(ring)
        assert all(other in needs[n] for n, other in zip(ring, ring[1:] + ring[:1], strict=True))


# ------------------------------------------------------------------------------ the lead


def two_handovers(*, other="judge", **more):
    return ground.book(
        lead="judge",
        handovers=(
            ct.Handover("H1", "judge", "officer", "the plan", leads=True, sources="GK"),
            ct.Handover("H2", other, "mentor", "the file", leads=True, sources="GK", **more),
        ),
    )


def test_the_lead_that_two_have_accepted_is_shown():
    book = two_handovers()
    (finding,) = asked(book, leads).findings
    snapshot, _ = finding.history.replay(book)
    assert snapshot.facts["h1"] == snapshot.facts["h2"] == "accepted"
    assert snapshot.facts["lead"] == "judge"


def test_the_lead_may_pass_on_from_one_to_the_next():
    assert asked(two_handovers(other="officer"), leads).findings == []


def test_a_handover_that_is_open_only_where_the_other_is_over_promises_nothing_twice():
    first = ct.Handover("H1", "judge", "officer", "the plan", sources="GK")
    second = ct.Handover("H2", "judge", "mentor", "the file", sources="GK")
    one, two = two_handovers().handovers
    one = attrs.evolve(one, available=second.stage.is_in("not_started"))
    two = attrs.evolve(two, available=first.stage.is_in("effective"))
    book = attrs.evolve(two_handovers(), handovers=(one, two))
    assert asked(book, leads).findings == []


def test_a_lead_that_goes_to_the_system_is_with_nobody():
    book = ground.book()
    roles = (*book.roles, ct.Role("system"))
    passed = ground.event("given_up", effects=(ct.Sets("lead", "system"),))
    book = attrs.evolve(book, roles=roles, events=(*book.events, passed), lead="judge")
    (finding,) = asked(book, leads).findings
    assert finding.subjects == ("lead", "given_up")
    assert [act.event for act in finding.history.acts] == ["given_up"]


# ------------------------------------------------------------------------------ built-in books


def test_the_outline_has_none_of_these():
    outcome = asked(ct.load("outline"), sources, unset, unread, dead, exits, receivers, leads)
    assert outcome.findings == []
    assert outcome.undecided == []
