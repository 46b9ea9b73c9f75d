"""Last days that nobody can keep, and duties that shut each other out; each with its twin."""

import attrs
import pytest
from tests import planted_ground as ground

import continuum as ct
from continuum.rulebook.request import the_day
from continuum.verify.outcome import Outcome
from continuum.verify.questions.contradictions import contradictions
from continuum.verify.questions.deadlines import deadlines
from continuum.verify.search import Search

done = ct.Flag("done", moves="step", initially=False)


def asked(book, question):
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    question(outcome)
    return outcome


def told(outcome):
    return [(finding.kind, finding.subjects) for finding in outcome.findings]


def with_step(*, facts=(), events=(), requires=ct.ALWAYS, **more):
    """A book with one step that one event does."""
    act = ground.event("act_done", requires=requires, effects=(ct.Sets("done", True),))
    step = ct.Step(
        "ST1", "Act.", "statutory", "judge", "act_done", done, **{"sources": "GK", **more}
    )
    return ground.book(facts=(done, *facts), events=(act, *events), steps=(step,))


# ------------------------------------------------------------------------------ last days


@pytest.mark.parametrize(
    ("opens", "due", "kept"), [(2, 1, True), (1, 1, True), (1, 2, False), (0, 1, False)]
)
def test_a_step_that_opens_after_its_last_day_cannot_be_kept(opens, due, kept):
    """On the last day itself it is kept, so a step that opens on that day can be."""
    day = ground.release_day
    book = with_step(
        facts=(day,), available=(day - ct.months(opens)).reached(), due=day - ct.months(due)
    )
    outcome = asked(book, deadlines)
    assert outcome.undecided == []
    assert told(outcome) == ([] if kept else [("deadline_cannot_be_met", ("ST1",))])


def test_the_story_ends_on_a_day_on_which_the_step_is_owed_and_late():
    day = ground.release_day
    book = with_step(facts=(day,), available=day.reached(), due=day - ct.days(1))
    (finding,) = asked(book, deadlines).findings
    snapshot, _ = finding.history.replay(book)
    on = finding.history.closing.split()[1]
    (duty,) = ct.semantics.duties_on(book.lower(on), snapshot, ct.guards.as_day(on, "it"))
    assert duty.status(on) == "overdue"


def test_what_can_only_be_done_after_its_day_cannot_be_kept():
    day = ground.release_day
    book = with_step(facts=(day,), requires=day.reached(), due=day - ct.months(2))
    assert told(asked(book, deadlines)) == [("deadline_cannot_be_met", ("ST1",))]
    early = (day - ct.months(3)).reached()
    assert told(asked(with_step(facts=(day,), requires=early, due=day), deadlines)) == []


@pytest.mark.parametrize(("ahead", "back", "kept"), [(6, 12, False), (12, 6, True), (6, 6, True)])
def test_a_day_counted_back_from_what_an_event_sets_is_known_too_late_or_not(ahead, back, kept):
    release = ct.Day("release", moves="step")
    book = with_step(
        facts=(release,),
        events=(ground.event("set", effects=(ct.Sets("release", the_day + ct.months(ahead)),)),),
        due=release - ct.months(back),
    )
    outcome = asked(book, deadlines)
    assert outcome.undecided == []
    expected = [] if kept else [("deadline_known_too_late", ("ST1", "release"))]
    assert told(outcome) == expected


def test_a_day_that_one_of_two_events_sets_early_enough_is_not_known_too_late():
    release = ct.Day("release", moves="step")
    events = tuple(
        ground.event(f"set_{n}", effects=(ct.Sets("release", the_day + ct.months(n)),))
        for n in (6, 24)
    )
    book = with_step(facts=(release,), events=events, due=release - ct.months(12))
    assert told(asked(book, deadlines)) == []


def test_a_handover_that_opens_after_its_last_day_cannot_be_kept():
    day = ground.release_day
    handover = ct.Handover(
        "H1", "judge", "officer", "plan", available=day.reached(), due=day - ct.days(7),
        sources="GK",
    )  # fmt: skip
    book = ground.book(facts=(day,), handovers=(handover,))
    assert told(asked(book, deadlines)) == [("deadline_cannot_be_met", ("H1",))]


def test_a_duty_counted_from_the_day_of_its_event_is_always_in_time():
    form = ct.DutyForm("act", "judge", due=the_day + ct.days(5), met=done)
    duty = ground.rule("GR-1", done, "released", then="owes", duty=form)
    book = attrs.evolve(with_step(), rules=(duty,), steps=())
    outcome = asked(book, deadlines)
    assert told(outcome) == []
    assert any("each last day can be kept" in said for said in outcome.proved)


def test_a_duty_whose_day_lies_before_its_event_is_told_with_the_event():
    form = ct.DutyForm("act", "judge", due=the_day - ct.days(5), met=done)
    duty = ground.rule("GR-1", done, "released", then="owes", duty=form)
    (finding,) = asked(attrs.evolve(with_step(), rules=(duty,), steps=()), deadlines).findings
    assert finding.kind == "deadline_cannot_be_met"
    assert finding.subjects == ("GR-1", "released")


def test_nobody_is_late_in_declining_an_offer():
    day = ground.release_day
    book = with_step(facts=(day,), available=day.reached(), due=day - ct.days(1))
    (step,) = book.steps
    book = attrs.evolve(book, steps=(attrs.evolve(step, kind="voluntary"),))
    assert told(asked(book, deadlines)) == []


# ------------------------------------------------------------------------------ duties


def two_steps(*, back=False):
    """Two things to be placed in, of which the first shuts out the second for good."""
    region = ct.Region("home", tuple(map(ct.State, ("none", "family", "care"))), "none")
    events = [ground.event("in_family"), ground.event("in_care"), ground.event("moved_out")]
    ways = [
        ct.Transition("in_family", "home", "none", "family"),
        ct.Transition("in_care", "home", "none", "care"),
        ct.Transition("moved_out", "home", "family", "none" if back else "family"),
    ]
    steps = tuple(
        ct.Step(id, "Place.", "statutory", "judge", event, ct.during("home", place),
                sources="GK")
        for id, event, place in (("ST1", "in_family", "family"), ("ST2", "in_care", "care"))
    )  # fmt: skip
    return ground.book(regions=(region,), events=events, ways=ways, steps=steps)


def test_two_steps_that_shut_each_other_out_are_told_once():
    assert told(asked(two_steps(), contradictions)) == [("contradictory_duties", ("ST1", "ST2"))]


def test_two_steps_that_can_be_done_one_after_the_other_are_left_alone():
    assert told(asked(two_steps(back=True), contradictions)) == []


def test_two_steps_that_are_never_owed_at_once_are_left_alone():
    book = two_steps()
    steps = tuple(
        attrs.evolve(step, available=ct.during("legal", place))
        for step, place in zip(book.steps, ("custody", "ended"), strict=True)
    )
    # One is owed in custody only, the other at the end only, and each can be done then.
    assert told(asked(attrs.evolve(book, steps=steps), contradictions)) == []


def test_a_step_that_the_rules_never_let_be_done_once_it_is_owed_is_told():
    held = ct.during("legal", "custody")
    book = with_step(available=ct.during("legal", "free"))
    forbidden = attrs.evolve(book, rules=(ground.rule("GR-1", held, "act_done"),))
    assert told(asked(forbidden, contradictions)) == [("contradictory_duties", ("ST1", "act_done"))]
    free = ground.rule("GR-1", held | ct.during("legal", "free"), "act_done")
    assert told(asked(attrs.evolve(book, rules=(free,)), contradictions)) == []


def test_a_duty_that_only_an_entry_meets_is_left_alone():
    form = ct.DutyForm("say goodbye", "judge")
    duty = ground.rule("GR-1", done, "released", then="owes", duty=form)
    book = attrs.evolve(with_step(), rules=(duty,))
    assert told(asked(book, contradictions)) == []


def test_the_outline_has_none_of_these():
    for question in (deadlines, contradictions):
        outcome = asked(ct.load("outline"), question)
        assert outcome.findings == []
        assert outcome.undecided == []
        assert len(outcome.proved) == 1
