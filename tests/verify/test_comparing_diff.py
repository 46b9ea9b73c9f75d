"""What differs between two rulebooks, against brute force: both are walked side by side."""

from __future__ import annotations

from collections import deque
from itertools import product

import attrs
import pytest
from hypothesis import given
from tests.planted_ground import age, book, course, event, heard, minor, rule
from tests.verify.test_comparing_same import JUDGE, once, pairs

import continuum as ct
from continuum.errors import DoesNotReplay, EventRefused, RulebookError
from continuum.rulebook.request import the_day
from continuum.semantics import Changes, advance, decide, opening, request_for
from continuum.semantics import step as stepped
from continuum.verify.comparing import diff
from continuum.verify.comparing.rules import rule_changes
from continuum.verify.comparing.terms import Terms
from continuum.verify.space import Limits


def parted(old, new, *, strict):
    """The events that only the old one allows, that only the new one does, and that differ.

    Both are followed as long as both allow the same; strictly: with the same effect.
    """
    on = old.as_of
    one, other = old.lower(on), new.lower(on)
    found = set(), set(), set()
    seen, waiting = set(), deque([(opening(one, on), opening(other, on))])
    while waiting:
        case, that = waiting.popleft()
        mark = tuple(
            (c.configuration, tuple(sorted(i for i in c.facts.items() if i[0] != "fit")))
            for c in (case, that)
        )
        if mark in seen:
            continue
        seen.add(mark)
        minor = case.facts.get("minor")
        for fit, young in product((None, False, True), (None, False, True)):
            if minor is not None and young is not minor:
                continue
            learned = Changes(sets={"fit": fit, "minor": young})
            now, then = advance(one, case, on, learned), advance(other, that, on, learned)
            waiting.append((once(now), once(then)))
            for name, asked in one.events.items():
                request = request_for(asked, on, JUDGE, {})
                was = decide(one, now, name, on, request)
                again = decide(other, then, name, on, request)
                if was and not again:
                    found[0].add(name)
                if again and not was:
                    found[1].add(name)
                if was and again:
                    same = effect(was) == effect(again)
                    if not same:
                        found[2].add(name)
                    if same or not strict:
                        after = stepped(one, now, was), stepped(other, then, again)
                        waiting.append((once(after[0]), once(after[1])))
    return found


def effect(decision):
    """Where it leads, what it records, what is owed, what is warned of."""
    moves = {(leg.region, leg.target) for leg in decision.changes.moves if leg.source != leg.target}
    owed = {duty.rule for duty in decision.duties if not duty.urgent}
    return moves, decision.changes.sets, owed, {warning.id for warning in decision.warnings}


@given(pairs())
def test_what_is_allowed_by_one_alone_is_found_if_and_only_if_some_case_shows_it(pair):
    """And nothing is left undecided: what is told lies between the strict walk and the other."""
    old, new = pair
    found = diff(old, new, moving=False)
    least, most = parted(old, new, strict=True), parted(old, new, strict=False)
    for told, lower, upper in zip((found.removed, found.added), least[:2], most[:2], strict=True):
        events = {one.event for one in told}
        assert lower <= events <= upper
    assert least[2] <= {one.event for one in found.otherwise}
    assert found.undecided == ()


@given(pairs())
def test_every_story_replays_in_one_book_and_ends_otherwise_in_the_other(pair):
    """The story of what was lost replays in the old book, of what was gained in the new one."""
    old, new = pair
    found = diff(old, new, moving=False)
    for told, yes, no in ((found.removed, old, new), (found.added, new, old)):
        for one in told:
            one.history.replay(yes)
            asked = attrs.evolve(
                one.history, acts=one.history.acts[:-1], question=one.history.acts[-1]
            )
            _, decisions = asked.replay(no)
            assert decisions[-1].event == one.event
            assert one.cause in {against.id for against in decisions[-1].against}
            with pytest.raises(DoesNotReplay):
                one.history.replay(no)
    for one in found.otherwise:
        assert one.history.replay(old)[1][-1].event == one.event
        assert one.history.replay(new)[1][-1].event == one.event


@given(pairs())
def test_a_rule_is_called_wider_only_if_it_holds_more(pair):
    """What is the same, wider or narrower is so the other way round."""
    old, new = pair
    charts = old.lower(old.as_of), new.lower(new.as_of)
    there, back = (
        list(rule_changes(Terms(one, other, {}), Limits())) for one, other in (charts, charts[::-1])
    )
    turned = {"wider": "narrower", "narrower": "wider", "added": "dropped", "dropped": "added"}
    names = {(one.sort, one.name): one.breadth for one in back}
    for one in there:
        assert names[one.sort, one.name] == turned.get(one.breadth, one.breadth)


# ---------------------------------------------------------------------------- what came out


def test_a_rule_that_is_dropped_lets_exactly_its_event_pass():
    """Its own event, told with the rule as the cause; nothing else is stopped differently."""
    rules = (rule("GR-1", heard, "released"),)
    events = (event("hearing_held", effects=(ct.Sets("heard", True),)),)
    old = book(facts=(heard,), events=events, rules=rules)
    found = diff(old, attrs.evolve(old, rules=()))
    assert [(one.event, one.cause) for one in found.added] == [("released", "GR-1")]
    assert (found.removed, found.otherwise, found.moving) == ((), (), ())
    assert found.stopped_differently == ("released",)
    assert found.rule("GR-1").breadth == "dropped"
    assert found.level == "minor"
    assert found.advice == "minor: 1 event allowed in more cases; nothing is lost"


def test_a_boundary_is_told_at_the_boundary():
    """What a shifted threshold lets pass is somebody just above it."""
    old = book(facts=(age,), rules=(rule("GR-1", age.at_least(18), "released"),))
    new = attrs.evolve(old, rules=(rule("GR-1", age.at_least(21), "released"),))
    found = diff(old, new)
    assert found.rule("GR-1").breadth == "narrower"
    assert found.rule("GR-1").less == "`age` is 18 to 20 years"
    (removed,) = found.removed
    assert removed.history.acts[0].given == {"age": 18}
    assert found.level == "major"
    assert diff(new, old).rule("GR-1").more == "`age` is 18 to 20 years"


@pytest.mark.parametrize(
    ("was", "now", "more", "less"),
    [
        (age.at_least(35), age.at_least(30), "`age` is 30 to 34 years", ""),
        (age.at_least(30), age.below(30), "`age` is 0 to 29 years", "`age` is 30 years or more"),
        # It holds now where the age is not known, too.
        (age.at_least(30), ct.ALWAYS, "`age` is 0 to 29 years, for example", ""),
        (
            age.at_least(30) & age.below(60),
            age.at_least(20) & age.below(60) | age.at_least(80),
            "`age` is 20 to 29 years, for example",
            "",
        ),
    ],
)
def test_what_a_rule_holds_for_is_told_as_a_range_and_whether_it_is_all(was, now, more, less):
    """Every age of the range is one, and the ages beside it are none unless it says so."""
    old = book(facts=(age,), rules=(rule("GR-1", was, "released"),))
    found = diff(old, attrs.evolve(old, rules=(rule("GR-1", now, "released"),)), moving=False)
    changed = found.rule("GR-1")
    assert changed.more == more
    assert changed.less == less


@pytest.mark.parametrize(
    ("young", "how"),
    [
        (age.below(21), "it had several ways from `custody` at once, to `free` and `liberty`"),
        (age.below(18) & age.at_least(18), "none of its ways from `custody` was open"),
    ],
)
def test_an_event_that_had_no_single_way_is_told_with_the_reason(young, how):
    """Several ways stop an event as none does, and are mended otherwise."""

    def version(other: ct.Guard) -> ct.Rulebook:
        return ct.Rulebook(
            "doors",
            "1",
            as_of="2026-11-25",
            roles=(ct.Role("judge"),),
            facts=(age,),
            regions=(
                ct.Region(
                    "legal",
                    (
                        ct.State("custody"),
                        ct.State("free", final=True),
                        ct.State("liberty", final=True),
                    ),
                    "custody",
                ),
            ),
            events=(ct.Event("released", decided_by="judge", sources="GK"),),
            transitions=(
                ct.Transition("released", "legal", "custody", "free", other),
                ct.Transition("released", "legal", "custody", "liberty", age.at_least(18)),
            ),
        )

    found = diff(version(young), version(age.below(18)), moving=False)
    assert f"`released` is now also allowed where {how}" in {one.sentence for one in found.added}
    back = diff(version(age.below(18)), version(young), moving=False)
    how = how.replace("had", "has").replace("was", "is")
    assert f"`released` is no longer allowed where {how}" in {one.sentence for one in back.removed}


def test_the_same_rules_in_other_words_are_a_patch():
    """And whether anything differs reads as no."""
    old = book(facts=(heard, minor), rules=(rule("GR-1", heard & ~minor, "released"),))
    new = attrs.evolve(old, rules=(rule("GR-1", ~minor & heard, "released"),))
    found = diff(old, new)
    assert found.level == "patch"
    assert not found
    assert found.rule("GR-1").breadth == "same"


def test_duties_and_warnings_are_told_as_done_differently():
    """Both allow the event, and only one of them lets something be owed."""
    duty = ct.DutyForm("Write a report.", "officer", due=the_day + ct.days(3))
    owes = rule("GR-1", ~course, "released", then="owes", duty=duty)
    events = (event("joined", effects=(ct.Sets("course", True),)),)
    old = book(facts=(course,), events=events)
    new = attrs.evolve(old, rules=(owes,))
    found = diff(old, new)
    assert [(one.sort, one.event, one.cause) for one in found.otherwise] == [
        ("owed", "released", "GR-1")
    ]
    later = attrs.evolve(owes, duty=attrs.evolve(duty, due=the_day + ct.days(5)))
    moved = diff(new, attrs.evolve(new, rules=(later,)))
    assert [(one.sort, one.cause) for one in moved.otherwise] == [("duty", "GR-1")]


def test_new_and_dropped_events_come_with_a_case_that_uses_them():
    """The one replays in the new book, the other in the old one."""
    old = book(
        events=(event("pardoned"),), ways=(ct.Transition("pardoned", "legal", "free", None),)
    )
    new = book(events=(event("thanked"),), ways=(ct.Transition("thanked", "legal", "free", None),))
    found = diff(old, new)
    assert [(one.event, one.cause) for one in found.added] == [("thanked", "gone")]
    assert [(one.event, one.cause) for one in found.removed] == [("pardoned", "gone")]
    assert [act.event for act in found.removed[0].history.acts] == ["released", "pardoned"]
    assert {(part.sort, part.name, part.added) for part in found.parts} == {
        ("event", "pardoned", False),
        ("event", "thanked", True),
    }


# ---------------------------------------------------------------------------- moving


def halfway(*, ends=True):
    """A book with a house on the way, from which one comes to freedom, or not."""
    states = (
        ct.State("custody"),
        ct.State("house"),
        ct.State("free"),
        ct.State("ended", final=True),
    )
    ways = (ct.Transition("housed", "legal", "custody", "house"),)
    if ends:
        ways += (ct.Transition("left", "legal", "house", "free"),)
    else:
        ways += (ct.Transition("left", "legal", "free", "free"),)
    return book(states=states, events=(event("housed"), event("left")), ways=ways)


def test_whoever_would_be_stranded_is_told_with_the_way_there():
    """The story is one of the old book; under the new rules no end can be reached from there."""
    found = diff(halfway(), halfway(ends=False))
    (stranded,) = found.moving
    assert stranded.why == "no_way"
    assert stranded.subjects == ("in:legal", "house")
    snapshot, _ = stranded.history.replay(halfway())
    assert snapshot.configuration == ("house",)
    assert found.level == "major"


def test_nobody_is_told_to_be_stranded_who_was_so_before():
    """A dead end of the old book is no news."""
    dead = halfway(ends=False)
    assert diff(dead, attrs.evolve(dead, version="2")).moving == ()


def renamed():
    """The book with the house under another name."""
    states = (
        ct.State("custody"),
        ct.State("home"),
        ct.State("free"),
        ct.State("ended", final=True),
    )
    ways = (
        ct.Transition("housed", "legal", "custody", "home"),
        ct.Transition("left", "legal", "home", "free"),
    )
    return book(states=states, events=(event("housed"), event("left")), ways=ways)


def test_a_state_without_a_counterpart_strands_whoever_is_in_it():
    """Unless it is said which state stands for it: then nothing differs at all."""
    lost = diff(halfway(), renamed())
    assert [(one.why, one.subjects) for one in lost.moving] == [("no_place", ("legal", "house"))]
    assert lost.moving[0].history.replay(halfway())[0].configuration == ("house",)
    found = diff(halfway(), renamed(), places={"house": "home"})
    assert found == diff(halfway(), renamed(), places={"legal.house": "legal.home"})
    assert (found.added, found.removed, found.otherwise, found.moving) == ((), (), (), ())
    assert found.changed == ()
    assert found.parts == ()


def test_places_that_are_not_there_are_said():
    """With the nearest that is, and in which of the two."""
    with pytest.raises(RulebookError, match=r"the new rulebook .* has no state `hme`") as told:
        diff(halfway(), renamed(), places={"house": "hme"})
    assert told.value.help == "did you mean `home`?"
    with pytest.raises(RulebookError, match=r"has no state `legal\.hotel`") as told:
        diff(halfway(), renamed(), places={"legal.hotel": "legal.home"})
    assert "`legal.house`" in told.value.help


def test_a_state_that_another_one_stands_for_is_not_taken_for_itself():
    """A state of the old name may be there and be another one."""
    states = (
        ct.State("custody"),
        ct.State("home"),
        ct.State("house"),
        ct.State("free"),
        ct.State("ended", final=True),
    )
    ways = (
        ct.Transition("housed", "legal", "custody", "house"),
        ct.Transition("left", "legal", "home", "free"),
        ct.Transition("left", "legal", "house", "free"),
    )
    both = book(states=states, events=(event("housed"), event("left")), ways=ways)
    found = diff(halfway(), both, places={"house": "home"}, moving=False)
    (led,) = [one.sentence for one in found.otherwise if one.event == "housed"]
    assert led == "`housed` leads to `house`, and led to `house` before (which is `home` now)"


# ---------------------------------------------------------------------------- running cases


def sent(old, *events):
    """A case that has come so far."""
    case = ct.Case.open(old, on="2026-11-23", case_id="P-7")
    for day, name in enumerate(events, start=24):
        case.send(name, on=f"2026-11-{day}", by=JUDGE)
    return case


def test_the_first_decision_that_would_come_out_otherwise_is_told_with_its_remedy():
    """One for each case; cases that nothing touches are not told."""
    old = halfway()
    new = attrs.evolve(old, rules=(rule("GR-1", ct.during("legal", "custody"), "left"),))
    touched, other = sent(old, "housed", "left", "closed"), sent(old, "released")
    found = diff(old, new, cases=(touched, other))
    (decided,) = found.decisions
    assert (decided.case, decided.number, decided.event) == ("P-7", 2, "left")
    assert (decided.was, decided.now) == ("allowed", "refused")
    assert [(item.id, item.remedy) for item in decided.against] == [("GR-1", "Make it so.")]
    assert found.stuck == ()


def test_a_refusal_that_would_now_be_allowed_is_told_too():
    """Refusals are part of a history."""
    new = halfway()
    old = attrs.evolve(new, rules=(rule("GR-1", ct.during("legal", "custody"), "left"),))
    case = sent(old, "housed")
    with pytest.raises(EventRefused):
        case.send("left", on="2026-11-25", by=JUDGE)
    (decided,) = diff(old, new, cases=(case,)).decisions
    assert (decided.was, decided.now) == ("refused", "allowed")


def test_a_case_that_cannot_move_says_why():
    """Its state is gone, or it leads nowhere, or a fact of it is gone."""
    old = halfway()
    case = sent(old, "housed")
    (stuck,) = diff(old, renamed(), cases=(case,)).stuck
    assert stuck.reasons == ("state `legal.house` is not there any more",)
    (stuck,) = diff(old, halfway(ends=False), cases=(case,)).stuck
    assert stuck.reasons == ("from where it stands (`house`) no end can be reached any more",)
    known = attrs.evolve(old, facts=(minor,))
    case = ct.Case.open(known, on="2026-11-23", case_id="P-8", facts={"minor": True})
    (stuck,) = diff(known, old, cases=(case,)).stuck
    assert stuck.reasons == ("fact `minor`, which is recorded, is not there any more",)


def test_a_step_that_would_have_come_first_keeps_a_case_from_moving():
    """What it should have come before has happened already."""
    events = (event("hearing_held", effects=(ct.Sets("heard", True),)),)
    ways = (ct.Transition("hearing_held", "legal", "custody", None),)
    old = book(facts=(heard,), events=events, ways=ways)
    step = ct.Step(
        "ST1", "Hear the person.", "statutory", "judge", "hearing_held", heard, before="released"
    )
    new = attrs.evolve(old, steps=(attrs.evolve(step, sources="GK"),))
    (stuck,) = diff(old, new, cases=(sent(old, "released"),)).stuck
    assert stuck.reasons == (
        "step ST1 comes before `released`, which has happened, and is not done",
    )
    assert diff(old, new, cases=(sent(old, "hearing_held", "released"),)).stuck == ()


def test_a_snapshot_with_its_entries_is_a_case_too():
    """And what is none is refused by its place."""
    old = halfway()
    case = sent(old, "housed")
    snapshot, _ = diff(old, halfway(ends=False)).moving[0].history.replay(old)
    (stuck,) = diff(old, halfway(ends=False), cases=[(snapshot, case.history)]).stuck
    assert stuck.case == "case 1"
    with pytest.raises(RulebookError, match="the case at place 2 is a `int`"):
        diff(old, old, cases=(case, 7))


# ---------------------------------------------------------------------------- limits, forms


def test_what_was_not_finished_is_said():
    """With what was not looked at; the advice is no more than a beginning."""
    eu = ct.load("eu")
    less = attrs.evolve(eu, rules=tuple(r for r in eu.rules if r.id != "GR-51"))
    found = diff(eu, less, limits=Limits(nodes=200))
    assert found.stopped.startswith("the 200 nodes that it was given are used up; not decided: ")
    assert found.advice.startswith("at least ")
    assert found


def test_the_form_of_a_comparison_is_plain_and_the_same_each_time():
    """As JSON, in a notebook, and in a shell."""
    found = diff(halfway(), halfway(ends=False), cases=(sent(halfway(), "housed"),))
    again = diff(halfway(), halfway(ends=False), cases=(sent(halfway(), "housed"),))
    assert found.to_json() == again.to_json()
    assert found.to_form()["moving"][0]["history"]["opened"] == "2026-11-23"
    assert "where cases would be stranded (1):" in repr(found)
    assert "<section" in found._repr_html_()


def test_a_day_on_which_the_law_differs_too_is_named():
    """So that nobody takes the answer about today for one about every day."""
    outline = ct.load("outline")
    ends = attrs.evolve(outline.rules[0], in_force_to="2030-01-01")
    later = attrs.evolve(outline, rules=(ends, *outline.rules[1:]))
    found = diff(outline, later, moving=False)
    assert len(found.undecided) == 1
    assert found.undecided[0].startswith("the law of 2030-01-01 was not compared")
    assert found.advice.startswith("at least minor: numbers or days of the law are otherwise")
    assert diff(outline, later, on="2030-01-01", moving=False).undecided == ()


def test_a_number_of_the_law_that_changed_is_told_with_both_values():
    """And the days on which the law changes are named."""
    outline = ct.load("outline")
    number = next(p for p in outline.parameters if p.name == "liaison_time")
    longer = ct.Parameter(number.name, (ct.DatedValue(ct.days(20), sources=("GK",)),), number.title)
    kept = tuple(longer if p is number else p for p in outline.parameters)
    found = diff(outline, attrs.evolve(outline, parameters=kept), moving=False)
    assert found.numbers == ("the number `liaison_time` is 20 days, and was 14 days",)
