"""Each kind of fault, planted in a small book, is found and nothing else; its twin is clean."""

from datetime import date

import attrs
import planted
import pytest

import continuum as ct
from continuum.errors import DoesNotReplay
from continuum.verify import check
from continuum.verify.findings import KINDS

FAULTS = pytest.mark.parametrize("plant", planted.PLANTED, ids=lambda plant: plant.__name__)


@FAULTS
def test_a_planted_fault_is_found_and_nothing_else(plant):
    """The kind is the one planted, and nothing is left undecided."""
    report = check(plant())
    assert {finding.kind for finding in report.findings} == {planted.PLANTED[plant]}
    assert report.undecided == ()
    assert not report.clean


@FAULTS
def test_the_healthy_twin_is_clean(plant):
    """What looks alike and is right is left alone."""
    report = check(plant(healthy=True))
    assert report.findings == ()
    assert report.clean


@FAULTS
def test_a_finding_names_what_it_is_about_and_how_to_mend_it(plant):
    """One sentence, in lower case where it begins, with a remedy after the semicolon or colon."""
    for finding in check(plant()).findings:
        assert all(finding.subjects)
        assert ";" in finding.sentence
        assert finding.sentence[0] in "`abcdefghijklmnopqrstuvwxyz"
        assert not finding.sentence.endswith(".")


@FAULTS
def test_a_story_under_the_healthy_twin_does_not_show_the_fault(plant):
    """Mending the rules takes the story away: it stops somewhere, or is answered otherwise."""
    for finding in check(plant()).findings:
        story = finding.history
        if story is None or finding.kind in {"dead_end", "no_way_to_an_end"} or not story.acts:
            assert finding.kind in KINDS
            continue
        try:
            _, decisions = story.replay(plant(healthy=True))
        except DoesNotReplay:
            continue
        if story.question is not None:
            _, before = story.replay(plant())
            assert decisions[-1] != before[-1]


def test_every_kind_of_finding_is_planted_somewhere():
    """No kind goes untested."""
    assert {*planted.PLANTED.values()} == KINDS.keys()


def test_a_plain_book_is_clean_and_says_what_was_proved_and_assumed():
    """A pass is a statement too."""
    report = check(planted.plain())
    assert report
    assert report.clean
    assert any("each of the 3 states" in said for said in report.proved)
    assert any("each of the 2 ways" in said for said in report.proved)
    assert any("an end can be reached" in said for said in report.proved)
    assert any("law of 2026-11-23" in said for said in report.assumptions)
    assert report.configurations > 0


def test_what_only_days_contradict_is_seen():
    """A window that would have to be shut before it opens is found by the order of its days."""
    kinds = {finding.kind for finding in check(planted.dead_transition_by_days()).findings}
    assert kinds == {"dead_transition", "guard_never_holds"}
    assert check(planted.dead_transition_by_days(healthy=True)).clean


def test_the_law_of_another_day_is_checked_on_that_day():
    """A rule that is in force from a day on gates nothing before it."""
    never = planted.heard & ~planted.heard
    book = attrs.evolve(
        planted.plain(),
        facts=(planted.heard,),
        rules=(planted.rule("GR-1", never, "released", in_force_from="2027-01-01"),),
    )
    assert check(book).clean
    later = check(book, on="2027-01-01")
    assert later.on == date(2027, 1, 1)
    assert later.of_kind("guard_never_holds")[0].subjects == ("GR-1",)
    assert later.of_kind("dead_transition")[0].subjects == ("released", "legal", "custody", "free")
    assert later.of_kind("dead_end")[0].subjects == ("legal", "custody")
    assert {f.subjects[1] for f in later.of_kind("unreachable_state")} == {"free", "ended"}


def test_a_step_that_comes_before_nothing_is_said_to_be_loose():
    """It is owed, but nothing waits for it: that is said, not reported as a fault."""
    step = ct.Step("ST9", "Say hello.", "mandatory", "officer", available=ct.ALWAYS)
    report = check(planted.book(steps=(step,)))
    assert report.clean
    assert any("ST9" in said for said in report.assumptions)


def test_a_hidden_combination_of_conditions_is_found_with_its_days():
    """Seven conditions that must come together are found by reasoning, not by luck."""
    flags = tuple(ct.Flag(f"flag_{n}", moves="step", initially=False) for n in range(5))
    window = planted.opened & ~planted.release_day.reached()
    step = ct.Step(
        "ST1", "Hear the person.", "statutory", "judge", "hearing_held", planted.heard,
        before="released",
    )  # fmt: skip
    rare = ct.All((*flags, window, planted.age.at_least(60), planted.ground.is_in("flight")))
    book = planted.book(
        facts=(*flags, planted.heard, planted.release_day, planted.age, planted.ground),
        events=(
            *(
                planted.event(f"{flag.name}_set", effects=(ct.Sets(flag.name, True),))
                for flag in flags
            ),
            planted.event("hearing_held", effects=(ct.Sets("heard", True),)),
        ),
        rules=(planted.rule("GR-1", planted.heard | rare, "released"),),
        steps=(step,),
    )
    report = check(book)
    (finding,) = report.findings
    assert finding.kind == "mandatory_step_bypassed"
    snapshot, decisions = finding.history.replay(book)
    assert {d.event for d in decisions} == {*(f"flag_{n}_set" for n in range(5)), "released"}
    assert len(decisions) == 6
    assert snapshot.facts["age"] >= 60
    assert snapshot.facts["ground"] == "flight"
