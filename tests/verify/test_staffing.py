"""Who is there decides what can happen: roles that nobody holds, and what waits for them."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import planted_ground as ground

import continuum as ct
from continuum.errors import RulebookError
from continuum.verify.outcome import Outcome
from continuum.verify.questions.staffing import staffing
from continuum.verify.search import Search

FULL = {"judge": 2, "officer": 2, "mentor": 2}


def asked(book, staff=None, **more):
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    staffing(outcome, staff, **more)
    return outcome


def told(outcome):
    return [finding.subjects for finding in outcome.findings]


def test_with_everybody_there_nothing_waits():
    outcome = asked(ground.book(), FULL)
    assert outcome.findings == outcome.undecided == outcome.assumptions == []
    assert outcome.proved == [
        "whatever has to happen has somebody who does it, with the staff given"
    ]


def test_the_case_waits_in_the_place_that_only_an_absent_role_leads_on_from():
    """In custody, not in freedom, for nobody gets that far."""
    book = ground.book()
    (finding,) = asked(book, {"officer": 1}).findings
    assert finding.subjects == ("judge", "released")
    snapshot, (decision,) = finding.history.replay(book)
    assert snapshot.configuration == ("custody",)
    assert [against.id for against in decision.against] == ["role"]
    assert decision.request.by.role == "officer"


def test_nobody_acts_in_a_story_who_is_not_there():
    """Each event may be brought by two roles; the story takes the one that is held."""
    book = ground.book()
    released = ground.event("released", decided_by=("judge", "officer"))
    book = attrs.evolve(book, events=(released, *book.events[1:]))
    (finding,) = asked(book, {"officer": 1}).findings
    assert finding.subjects == ("judge", "closed")
    actors = {act.by.role for act in (*finding.history.acts, finding.history.question)}
    assert actors == {"officer"}


def test_an_event_that_takes_something_from_the_person_need_not_happen():
    book = ground.book(
        events=(ground.event("confined", decided_by="mentor", adverse=True),),
        ways=(ct.Transition("confined", "legal", "free", "custody"),),
    )
    assert told(asked(book, {"judge": 1})) == []


def test_an_offer_need_not_happen_and_what_is_neither_must_have_somebody():
    def with_kind(kind):
        helped = ct.Flag("helped", moves="step", initially=False)
        help_ = ground.event(
            "help_given", decided_by="mentor", kind=kind, effects=(ct.Sets("helped", True),)
        )
        return ground.book(facts=(helped,), events=(help_,))

    assert told(asked(with_kind("voluntary"), {"judge": 1})) == []
    assert told(asked(with_kind("statutory"), {"judge": 1})) == [("mentor", "help_given")]


def test_a_duty_whose_owner_is_not_there_is_owed_by_nobody():
    form = ct.DutyForm("say goodbye", "mentor")
    duty = ground.rule("GR-1", ct.NEVER, "released", then="owes", duty=form)
    book = ground.book(rules=(duty,))
    (finding,) = asked(book, {"judge": 1}).findings
    assert finding.subjects == ("mentor", "GR-1")
    snapshot, _ = finding.history.replay(book)
    assert [duty.owner for duty in snapshot.duties] == ["mentor"]


def test_a_fact_that_only_absent_people_record_keeps_an_event_waiting():
    fit = ct.Flag("fit", recorded_by="mentor")
    book = ground.book(facts=(fit,), rules=(ground.rule("GR-1", fit, "closed"),))
    (finding,) = asked(book, {"judge": 1, "officer": 1}).findings
    assert finding.subjects == ("mentor", "closed")
    *_, decision = finding.history.replay(book)[1]
    assert [unknown.fact for unknown in decision.unknown] == ["fit"]
    assert told(asked(book, FULL)) == []


def test_an_absent_role_that_never_comes_up_leaves_nothing_waiting():
    """The mentor is needed in a place that nobody comes to without the judge."""
    book = ground.book()
    closed = ground.event("closed", decided_by="mentor")
    book = attrs.evolve(book, events=(book.events[0], closed))
    outcome = asked(book, {"officer": 1})
    assert told(outcome) == [("judge", "released")]


def test_a_role_that_one_person_holds_is_said_and_may_be_away():
    staff = {"judge": 1, "officer": 2, "mentor": 2}
    outcome = asked(ground.book(), staff)
    assert outcome.findings == []
    assert any("never to be away: judge" in said for said in outcome.assumptions)
    assert told(asked(ground.book(), staff, away=1)) == [("judge", "released")]


def test_with_nobody_at_all_that_is_said_once():
    outcome = asked(ground.book(), {})
    assert told(outcome) == [("staff",)]


def test_without_a_staff_the_roles_that_have_nothing_to_do_are_named():
    (said,) = asked(ground.book()).assumptions
    assert said.endswith("officer, mentor")


@pytest.mark.parametrize("count", [-1, 1.5, "two", True])
def test_a_staff_that_does_not_fit_is_refused_with_every_fault(count):
    with pytest.raises(RulebookError, match="no role `jugde`") as refused:
        asked(ground.book(), {"jugde": 1, "officer": count})
    assert "no number of people" in str(refused.value)
    assert "{'judge': 2}" in refused.value.help


ROLES = st.sets(st.sampled_from(("judge", "officer", "mentor")), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROLES, min_size=3, max_size=3), ROLES)
def test_a_chain_of_events_waits_at_the_first_that_nobody_there_decides(deciders, there):
    """Whoever walks the chain by hand stops where no decider is there."""
    names = ("tried", "released", "closed")
    places = ("charged", "custody", "free", "ended")
    stops = [n for n, roles in zip(names, deciders, strict=True) if not roles & there]
    book = ct.Rulebook(
        "specimen",
        "1",
        as_of="2026-11-23",
        roles=ground.ROLES,
        regions=(ct.Region("legal", tuple(map(ct.State, places)), "charged"),),
        events=tuple(
            ground.event(name, decided_by=tuple(sorted(roles)))
            for name, roles in zip(names, deciders, strict=True)
        ),
        transitions=tuple(
            ct.Transition(name, "legal", source, target)
            for name, source, target in zip(names, places, places[1:], strict=False)
        ),
    )
    found = asked(book, dict.fromkeys(there, 1)).findings
    assert [f.subjects[-1] for f in found] == stops[:1]
    for finding in found:
        assert {act.by.role for act in finding.history.acts} <= there


def test_the_outline_needs_its_probation_officer():
    book = ct.load("outline")
    roles = [role.name for role in book.roles if role.name != "system"]
    assert told(asked(book, dict.fromkeys(roles, 2))) == []
    staff = {role: 2 for role in roles if role != "probation_officer"}
    (finding,) = asked(book, staff).findings
    assert finding.subjects[0] == "probation_officer"
    assert "conditions_explained" in finding.subjects
