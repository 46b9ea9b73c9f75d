"""A fixed rule of another rulebook stands, or something passes by it: each way of relaxing it."""

import attrs
import pytest
from tests import planted_ground as ground

import continuum as ct
from continuum.rulebook.request import the_day
from continuum.semantics import decide
from continuum.verify.outcome import Outcome
from continuum.verify.questions.relaxed import relaxed
from continuum.verify.search import Search

heard, minor, age = ground.heard, ground.minor, ground.age


def law(*rules):
    return ground.book(
        facts=(heard, minor, age),
        events=(
            ground.event("hearing_held", effects=(ct.Sets("heard", True),)),
            ground.event("pardoned", adverse=False),
        ),
        ways=(
            ct.stays("hearing_held", "legal", "custody"),
            ct.Transition("pardoned", "legal", "custody", "free"),
        ),
        rules=rules,
    )


def rule(guard=heard, governs=("released", "pardoned"), **more):
    return ground.rule("GR-1", guard, governs, **more)


def asked(book, base):
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    relaxed(outcome, base)
    return outcome


RELAXED = {
    "left out": (rule(), None),
    "a wider guard": (rule(), rule(heard | minor)),
    "a lower bound": (rule(age.at_least(21)), rule(age.at_least(18))),
    "a new exemption": (rule(), rule(exemptions=(ct.Exemption("minors", minor, "GK"),))),
    "no longer fixed": (rule(), rule(force="profile")),
    "fewer events": (rule(), rule(governs="released")),
    "a warning only": (rule(), rule(then="warns")),
    "a lower precedence": (rule(precedence="life"), rule(precedence="continuity")),
    "in force later": (rule(), rule(in_force_from="2030-01-01")),
    "what is owed, in fewer cases": (
        rule(then="owes", duty=ct.DutyForm("hear", "judge", the_day + ct.days(5), heard)),
        rule(
            heard | minor,
            then="owes",
            duty=ct.DutyForm("hear", "judge", the_day + ct.days(5), heard),
        ),
    ),
    "what is owed, later": (
        rule(then="owes", duty=ct.DutyForm("hear", "judge", the_day + ct.days(5), heard)),
        rule(then="owes", duty=ct.DutyForm("hear", "judge", the_day + ct.days(9), heard)),
    ),
    "what is owed, met by less": (
        rule(then="owes", duty=ct.DutyForm("hear", "judge", met=heard)),
        rule(then="owes", duty=ct.DutyForm("hear", "judge", met=heard | minor)),
    ),
    "a demand in fewer cases": (
        rule(minor, "released", then="demands", precedence="liberty"),
        rule(minor & heard, "released", then="demands", precedence="liberty"),
    ),
}

KEPT = {
    "as it was": (rule(), rule()),
    "a narrower guard": (rule(), rule(heard & minor)),
    "a higher bound": (rule(age.at_least(18)), rule(age.at_least(21))),
    "the same guard in other words": (rule(~(heard & minor)), rule(~heard | ~minor)),
    "more events": (rule(governs="released"), rule()),
    "a block where it warned": (rule(then="warns"), rule()),
    "a higher precedence": (rule(precedence="other"), rule(precedence="life")),
    "what is owed, sooner": (
        rule(then="owes", duty=ct.DutyForm("hear", "judge", the_day + ct.days(9), heard)),
        rule(then="owes", duty=ct.DutyForm("hear", "judge", the_day + ct.days(5), heard)),
    ),
    "a demand in more cases": (
        rule(minor & heard, "released", then="demands", precedence="liberty"),
        rule(minor, "released", then="demands", precedence="liberty"),
    ),
}


@pytest.mark.parametrize("name", RELAXED)
def test_a_fixed_rule_that_is_relaxed_is_told_once(name):
    before, after = RELAXED[name]
    outcome = asked(law(*[after] * (after is not None)), law(before))
    (finding,) = outcome.findings
    assert finding.kind == "fixed_rule_relaxed"
    assert finding.subjects[0] == "GR-1"
    assert outcome.undecided == outcome.proved == []


@pytest.mark.parametrize("name", KEPT)
def test_a_fixed_rule_that_stands_or_is_stricter_is_left_alone(name):
    before, after = KEPT[name]
    outcome = asked(law(after), law(before))
    assert outcome.findings == outcome.undecided == []
    assert outcome.proved == ["each of the 1 fixed rules of `specimen 1` stands as it did"]


@pytest.mark.parametrize(
    "name", ["left out", "a wider guard", "a lower bound", "a new exemption", "fewer events",
             "a warning only", "in force later"]
)  # fmt: skip
def test_in_the_story_the_other_rulebook_refuses_what_this_one_allows(name):
    """The last event, decided once more under the law, is refused by the fixed rule."""
    before, after = RELAXED[name]
    book, base = law(*[after] * (after is not None)), law(before)
    (finding,) = asked(book, base).findings
    *_, last = finding.history.replay(book)[1]
    assert last
    there = decide(base.lower(last.on), last.view.snapshot, last.event, last.on, last.request)
    assert not there
    assert "GR-1" in {against.id for against in there.against}


def test_a_rule_that_may_be_relaxed_is_not_asked_about():
    outcome = asked(law(), law(rule(force="profile")))
    assert outcome.findings == outcome.proved == []


def test_a_rule_that_a_higher_demand_opens_is_relaxed():
    """The words of the rule stand, and a new demand of a higher class passes over it."""
    demand = ground.rule(
        "GR-9", minor, "released", then="demands", precedence="life", force="profile"
    )
    base = law(rule(precedence="continuity"))
    book = attrs.evolve(base, rules=(*base.rules, demand))
    (finding,) = asked(book, base).findings
    assert finding.subjects == ("GR-1", "released")


def test_a_rule_that_reads_what_this_rulebook_does_not_have_stops_all_of_it():
    local = ct.Flag("local", moves="step", initially=False)
    base = law(rule())
    base = attrs.evolve(
        base,
        facts=(*base.facts, local),
        events=(*base.events, ground.event("told", effects=(ct.Sets("local", True),))),
        rules=(rule(local),),
    )
    (finding,) = asked(law(), base).findings
    assert finding.history is not None


@pytest.mark.parametrize("name", ["outline", "eu"])
def test_a_rulebook_relaxes_nothing_of_itself(name):
    outcome = asked(ct.load(name), ct.load(name))
    assert outcome.findings == outcome.undecided == []
    assert len(outcome.proved) == 1


def test_an_extension_of_the_outline_keeps_its_fixed_rules():
    book = ct.load("outline")
    assert asked(book.extend(name="mine", roles=(ct.Role("buddy"),)), book).findings == []
