"""Each kind of fault, planted in a small book, is found and nothing else; its twin is clean."""

from datetime import date

import attrs
import pytest
from tests import planted

import continuum as ct
from continuum.errors import DoesNotReplay, RulebookError
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


def test_what_is_planted_is_a_kind_of_finding():
    """That every kind is planted somewhere is held beside the specimens."""
    assert {*planted.PLANTED.values()} <= KINDS.keys()


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
    never = planted.minor & ~planted.minor
    book = attrs.evolve(
        planted.plain(),
        facts=(planted.minor,),
        rules=(planted.rule("GR-1", never, "released", in_force_from="2027-01-01"),),
    )
    assert check(book).clean
    later = check(book, on="2027-01-01")
    assert later.on == date(2027, 1, 1)
    assert later.of_kind("guard_never_holds")[0].subjects == ("GR-1",)
    assert later.of_kind("dead_transition")[0].subjects == ("released", "GR-1")
    assert later.of_kind("dead_end")[0].subjects == ("legal", "custody")
    assert [f.because for f in later.findings] == ["", "GR-1", "released", "released", "free"]
    assert {f.subjects[1] for f in later.of_kind("unreachable_state")} == {"free", "ended"}


def test_a_step_that_comes_before_nothing_is_said_to_be_loose():
    """It is owed, but nothing waits for it: that is said, not reported as a fault."""
    step = ct.Step("ST9", "Say hello.", "mandatory", "officer", available=ct.ALWAYS, sources="GK")
    report = check(planted.book(steps=(step,)))
    assert report.clean
    assert any("ST9" in said for said in report.assumptions)


def test_a_hidden_combination_of_conditions_is_found_with_its_days():
    """Seven conditions that must come together are found by reasoning, not by luck."""
    flags = tuple(ct.Flag(f"flag_{n}", moves="step", initially=False) for n in range(5))
    window = planted.opened & ~planted.release_day.reached()
    step = ct.Step(
        "ST1", "Hear the person.", "statutory", "judge", "hearing_held", planted.heard,
        before="released", sources="GK",
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


def test_rules_that_exclude_each_other_are_named_with_what_they_ask():
    """The fewest rules that never come together, and nothing that has no part in it."""
    book = planted.dead_transition_by_two_rules()
    rules = (*book.rules, planted.rule("V-5", planted.fit, "recalled"))
    book = attrs.evolve(book, facts=(*book.facts, planted.fit), rules=rules)
    (finding,) = check(book).findings
    assert finding.subjects == ("recalled", "V-3", "V-4")
    assert "V-3 and V-4 exclude each other" in finding.sentence
    assert "at least 3 days" in finding.sentence
    assert "below 3 days" in finding.sentence
    assert "V-5" not in finding.sentence


def test_what_follows_from_a_dead_event_says_so_and_comes_after_it():
    """The state that only it leads to, and the event that waits for what only it records."""
    book = planted.dead_transition_by_two_rules()
    recalled = planted.event("recalled", effects=(ct.Sets("heard", True),))
    book = attrs.evolve(
        book,
        facts=(*book.facts, planted.heard),
        regions=(
            ct.Region(
                "legal", (*book.regions[0].states, ct.State("recall"), ct.State("strict")),
                "custody",
            ),
        ),
        events=(
            *(event for event in book.events if event.name != "recalled"),
            recalled, planted.event("confined"), planted.event("pardoned", requires=planted.heard),
        ),
        transitions=(
            *(way for way in book.transitions if way.event != "recalled"),
            ct.Transition("recalled", "legal", "free", "recall"),
            ct.Transition("confined", "legal", "recall", "strict"),
            ct.Transition("released", "legal", ("recall", "strict"), "free"),
            ct.stays("pardoned", "legal", "custody"),
        ),
    )  # fmt: skip
    findings = check(book).findings
    assert [(f.kind, f.subjects, f.because) for f in findings] == [
        ("dead_transition", ("recalled", "V-3", "V-4"), ""),
        ("unreachable_state", ("legal", "recall"), "recalled"),
        ("dead_transition", ("pardoned", "requires"), "recalled"),
        ("unreachable_state", ("legal", "strict"), "recall"),
    ]
    said = {f.subjects: f.sentence for f in findings}
    assert "because `recalled` can never lead there" in said["legal", "recall"]
    assert "because no case comes to `recall` either" in said["legal", "strict"]
    assert "only `recalled` would record `heard`" in said["pardoned", "requires"]


def test_states_that_only_lead_to_each_other_stand_for_themselves():
    """In a circle nothing is the cause: each is told, and neither is said to follow."""
    limbo = (ct.State("here"), ct.State("there"))
    book = planted.book(
        states=(planted.CUSTODY, planted.FREE, planted.ENDED, *limbo),
        events=(planted.event("sent"),),
        ways=(
            ct.Transition("sent", "legal", "here", "there"),
            ct.Transition("sent", "legal", "there", "here"),
            ct.Transition("released", "legal", limbo[0].name, "free"),
        ),
    )
    assert {(f.subjects, f.because) for f in check(book).findings} == {
        (("legal", "here"), ""),
        (("legal", "there"), ""),
    }


def test_the_story_of_a_voluntary_step_leaves_nothing_else_in_the_way():
    """On replay the gate is the only thing against, and the step the only thing it waits for."""
    (finding,) = check(planted.voluntary_step_gates()).findings
    _, decisions = finding.history.replay(planted.voluntary_step_gates())
    (against,) = decisions[-1].against
    assert against.id == "GR-1"
    assert against.facts == {"fit": True, "course": False}


def test_where_two_gates_ask_for_a_voluntary_step_the_other_is_told_too():
    """No story has only one of them against, so each sentence names the other."""
    book = planted.voluntary_step_gates()
    more = planted.rule("GR-2", planted.course, "released")
    report = check(attrs.evolve(book, rules=(*book.rules, more)))
    findings = report.of_kind("voluntary_step_gates")
    said = {finding.subjects[2]: finding.sentence for finding in findings}
    assert said.keys() == {"GR-1", "GR-2"}
    assert "also in the way: GR-2" in said["GR-1"]
    assert "also in the way: GR-1" in said["GR-2"]


def test_a_voluntary_step_that_is_punished_is_told_once():
    """Not once more for each place in which the person is then stuck."""
    (finding,) = check(planted.voluntary_step_punishes()).findings
    assert finding.subjects == ("ST1", "sentence_over", "requires")
    assert finding.sentence.startswith("whoever accepts the voluntary step ST1")
    events = {act.event for act in finding.history.acts}
    assert events == {"placed", "course_joined", "hearing_held"}


def test_a_loss_that_one_fact_explains_is_told_once():
    """However many regions there are besides."""
    (finding,) = check(planted.no_way_to_an_end_by_fact()).findings
    assert finding.subjects == ("warned", "yes")
    assert "once `warned` is yes" in finding.sentence


def test_a_demand_that_can_be_honoured_is_proved():
    """A pass is a statement about every coercive state."""
    report = check(planted.demand_blocked(healthy=True))
    assert any("whatever is demanded" in said for said in report.proved)
    assert not any("whatever is demanded" in s for s in check(planted.demand_blocked()).proved)


def test_a_demand_is_not_missed_where_the_event_itself_has_led():
    """Supervision after the sentence is coercive too, and the demand was honoured by then."""
    book = planted.demand_blocked(healthy=True)
    (region,) = book.regions
    states = (*region.states, ct.State("supervised", coercive=True, sources="GK"))
    ways = tuple(
        attrs.evolve(way, target="supervised") if way.event == "sentence_over" else way
        for way in book.transitions
    )
    book = attrs.evolve(
        book,
        regions=(attrs.evolve(region, states=states),),
        events=(*book.events, planted.event("lifted")),
        transitions=(*ways, ct.Transition("lifted", "legal", "supervised", "free")),
    )
    assert check(book).clean


@pytest.mark.parametrize("given", ["valmark", None, 3])
def test_what_is_no_rulebook_is_refused_with_help(given):
    """A name or a document has to be loaded first."""
    with pytest.raises(RulebookError, match="is none") as refused:
        check(given)
    assert "ct.load" in refused.value.help
