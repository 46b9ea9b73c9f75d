"""What is asked of ends, of what is voluntary, and of what is not known, against every case walked.

Both ways round: what some case shows is told, and what is told some case shows.
"""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.explicit import HEARD, LEVEL, MINOR, PLANNED, REGIONS, Explicit, lively_books

import continuum as ct
from continuum.guards import AtLeast, leaves
from continuum.verify.outcome import Outcome
from continuum.verify.questions.ends import ends
from continuum.verify.questions.knowledge import list_what_must_be_known, strandings
from continuum.verify.questions.leaks import leaks
from continuum.verify.questions.only_way_on import only_ways_on
from continuum.verify.search import Search
from continuum.verify.sights import Sight

SAID = {"yes": True, "no": False, "not known": None}


def asked(book, question):
    """What a question comes to: nothing is left undecided, and every story replays."""
    outcome = Outcome(Search(book.lower(book.as_of), book.as_of))
    question(outcome)
    assert outcome.undecided == []
    return outcome


def matching(walked, subjects):
    """The places to stand that are as subjects say, which come in pairs of name and value."""
    pairs = dict(zip(subjects[::2], subjects[1::2], strict=True))
    return {mark for mark in walked.cases if all(is_so(walked, mark, *p) for p in pairs.items())}


def is_so(walked, mark, name, value):
    if name in REGIONS:
        return mark[0][REGIONS.index(name)] == value
    known = walked.fact(mark, name)
    if value in SAID or known is None:
        return value in SAID and known is SAID[value]
    # A cell reaches to the next bound that some rule names.
    bounds = {leaf.bound for leaf in leaves(walked.asked) if isinstance(leaf, AtLeast)}
    upper = min((bound for bound in bounds if bound > int(value)), default=LEVEL.high + 1)
    return int(value) <= known < upper


def stands(walked, finding):
    """Where the story of a finding ends."""
    snapshot, decisions = finding.history.replay(walked.book)
    assert all(decisions)
    return walked.mark(snapshot)


# ---------------------------------------------------------------------------- ends


@given(lively_books())
def test_no_way_to_an_end_is_told_if_and_only_if_some_case_has_none(book):
    """Before an end, where something can still happen; wherever the cause is, it is so."""
    walked = Explicit(book)
    found = [f for f in asked(book, ends).findings if f.kind == "no_way_to_an_end"]
    every = walked.reach([walked.start], until=walked.ends)
    final = walked.ends & every
    acting = {mark for mark in every if walked.sends[mark]}
    stuck = every - final - walked.lead_to(acting, sends=lambda *_: False)
    lost = every - walked.lead_to(final, among=every) - walked.lead_to(stuck, among=every)
    lost = lost if final else set()
    assert bool(found) is bool(lost)
    causes = [matching(walked, finding.subjects) & every for finding in found]
    for finding, cause in zip(found, causes, strict=True):
        assert cause
        assert cause <= lost
        assert stands(walked, finding) in cause
    if len(found) < 8:
        begun = walked.reach([walked.start], sends=lambda *_: False)
        entered = lost & begun
        for mark in every - lost:
            nexts = {sent.after for sent in walked.sends[mark]} if mark not in final else set()
            entered |= lost & walked.reach({mark}, sends=lambda *_: False) | lost & nexts
        assert entered <= set().union(*causes)


# ---------------------------------------------------------------------------- what is voluntary


@given(lively_books())
def test_a_voluntary_way_on_is_told_if_and_only_if_some_case_has_no_other(book):
    """And the story is one of somebody who has declined everything until then."""
    walked = Explicit(book)
    found = asked(book, only_ways_on).findings
    voluntary = {event.name for event in book.events if event.kind == "voluntary"}

    def other(_, sent):
        return sent.event not in voluntary

    final = walked.ends
    shut = set(walked.cases) - walked.lead_to(final, sends=other) if final else set()
    trapped = shut & walked.lead_to(final)
    trapped &= walked.reach([walked.start], sends=other, until=final)
    assert bool(found) is bool(trapped)
    causes = [matching(walked, finding.subjects) for finding in found]
    for finding, cause in zip(found, causes, strict=True):
        assert cause <= shut
        assert cause & trapped
        assert stands(walked, finding) in cause
        assert not {act.event for act in finding.history.acts} & voluntary
    if len(found) < 4:
        assert trapped <= set().union(*causes)


# ---------------------------------------------------------------------------- what is not known


def without(walked, name):
    """What happens, and what is learned, while a fact is not known."""
    live = [fact.name for fact in walked.live]
    if name in live:
        at = live.index(name)
        return set(walked.cases), (lambda _, sent: sent.now[at] is None), True
    lacking = {mark for mark in walked.cases if walked.fact(mark, name) is None}
    return lacking, None, lambda _, mark: mark in lacking


def stranded(walked, name):
    """Where a case is stranded for want of a fact alone, and where it may stand without it."""
    lacking, sends, learns = without(walked, name)
    final = walked.ends
    gone = lacking - walked.lead_to(final & lacking, sends=sends, among=lacking, learns=learns)
    came = walked.reach([walked.start], sends=sends, among=lacking, learns=learns, until=final)
    return gone & came & walked.lead_to(final), gone, lacking


@given(lively_books())
def test_a_fact_strands_if_and_only_if_some_case_is_stranded_for_want_of_it_alone(book):
    """It never had the fact, no end can be reached without it, and one could be with it."""
    walked = Explicit(book)
    outcome = asked(book, strandings)
    told = {finding.subjects[0]: finding for finding in outcome.findings}
    # What may be recorded anew on any day is in the hands of those who record it.
    assert set(told) == {
        MINOR.name for _ in (1,) if walked.ends and stranded(walked, MINOR.name)[0]
    }
    for name, finding in told.items():
        _, gone, _ = stranded(walked, name)
        assert stands(walked, finding) in gone


@given(lively_books())
def test_what_must_be_known_by_a_state_is_what_every_way_out_of_it_needs(book):
    """Of states that some case comes to, and that some case leaves."""
    walked = Explicit(book)
    expected = set()
    for place, region in enumerate(book.regions):
        for state in region.states:
            ways = [
                sent
                for mark, sends in walked.sends.items()
                for sent in sends
                for leg in sent.moves
                if leg.region == region.name
                and mark[0][place] == leg.source == state.name != leg.target
            ]
            for fact in (MINOR, LEVEL, *walked.live):
                known = all(sent.view.value(fact) is not None for sent in ways)
                if ways and known and not state.final:
                    expected.add((region.name, state.name, fact.name))
    listed = asked(book, list_what_must_be_known).checklist
    assert {(one.region, one.state, one.fact) for one in listed} == expected


def test_no_more_than_eight_facts_are_told_to_strand():
    """The others are named as not looked at."""
    facts = [ct.Flag(f"fact_{n}", moves="fixed", recorded_by="judge") for n in range(12)]
    book = ct.Rulebook(
        "needy",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=(ct.Region("legal", (ct.State("held"), ct.State("free", final=True)), "held"),),
        facts=facts,
        events=(
            ct.Event("released", requires=ct.All(facts), sources="GK"),
            ct.Event("reviewed", sources="GK"),
        ),
        transitions=(
            ct.Transition("released", "legal", "held", "free"),
            ct.stays("reviewed", "legal", "held"),
        ),
    )
    outcome = asked(book, strandings)
    told = [finding.subjects[0] for finding in outcome.findings]
    assert told == [f"fact_{n}" for n in range(8)]
    (said,) = (one for one in outcome.assumptions if "not looked at" in one)
    assert all((f"`fact_{n}`" in said) is (n >= 8) for n in range(12))


# ---------------------------------------------------------------------------- what roles conclude


@given(
    lively_books(),
    st.sets(st.sampled_from((*REGIONS, *(fact.name for fact in (HEARD, PLANNED, MINOR))))),
    st.sets(st.sampled_from([fact.name for fact in (HEARD, PLANNED, MINOR)]), min_size=1),
)
def test_a_conclusion_is_told_if_and_only_if_every_case_that_looks_alike_bears_it_out(
    book, sees, secret
):
    """For each value of a secret; what a role sees counts whether rules read it or not."""
    walked = Explicit(book)
    sees = sees - secret
    sight = Sight("judge", sorted(sees), sorted(secret))
    outcome = asked(book, lambda outcome: leaks(outcome, (sight,)))
    told = {f.subjects[1:]: f for f in outcome.findings if f.subjects[2] in SAID}

    def look(mark):
        return tuple(
            mark[0][REGIONS.index(name)] if name in REGIONS else walked.fact(mark, name)
            for name in sorted(sees)
        )

    alike = {}
    for mark in walked.cases:
        alike.setdefault(look(mark), []).append(mark)
    certain = {}
    for marks in alike.values():
        for name in secret:
            values = {walked.fact(mark, name) for mark in marks}
            if len(values) == 1 and None not in values:
                said = "yes" if values.pop() else "no"
                certain.setdefault((name, said), set()).update(marks)
    assert set(told) == set(certain)
    for what, finding in told.items():
        assert stands(walked, finding) in certain[what]


def ward(setting, fact, **asked):
    """A book in which an event that leads to the ward records something that no rule reads."""
    return ct.Rulebook(
        "ward",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=(ct.Region("legal", tuple(map(ct.State, ("home", "ward", "other"))), "home"),),
        facts=(fact,),
        events=[
            ct.Event(name, effects=(ct.Sets(fact.name, to),), sources="GK", **asked)
            for name, to in setting.items()
        ],
        transitions=[
            ct.Transition(name, "legal", "home", state)
            for name, state in zip(setting, ("ward", "other"), strict=True)
        ],
    )


def test_a_choice_that_no_rule_reads_is_concluded_from_where_it_was_recorded():
    """Option by option."""
    illness = ct.Choice("illness", options=("none", "measles", "mumps"), moves="step")
    book = ward({"put_away": "mumps", "sent_home": "none"}, illness)
    sight = Sight("judge", "legal", "illness")
    told = [f.subjects for f in asked(book, lambda o: leaks(o, (sight,))).findings]
    assert told == [("judge", "illness", "none"), ("judge", "illness", "mumps")]


def test_a_number_is_concluded_as_far_as_events_set_it_apart():
    """It is said from where to where it lies."""
    level = ct.Number("level", high=9, moves="step")
    book = ward({"put_away": 9, "sent_home": 4}, level)
    sight = Sight("judge", "legal", "level")
    found = asked(book, lambda o: leaks(o, (sight,))).findings
    assert [f.subjects for f in found] == [("judge", "level", "4"), ("judge", "level", "9")]
    named = ct.Number("named", high=9, of="request")
    setting = {"put_away": 9, "sent_home": ct.Said("named")}
    book = ward(setting, level, asks=(named,), needs=("named",))
    found = asked(book, lambda o: leaks(o, (sight,))).findings
    assert [f.subjects for f in found] == [("judge", "level", "9")]
    (story,) = (f.history for f in found)
    assert [act.event for act in story.acts] == ["put_away"]


def test_what_is_worked_out_is_said_not_to_have_been_looked_at():
    """It never counts as seen."""
    same = ct.Flag("same", derived=ct.Same("level", "level"))
    level = ct.Number("level", high=9, moves="step")
    book = ward({"put_away": 9, "sent_home": None}, level)
    book = attrs.evolve(book, facts=(level, same))
    outcome = asked(book, lambda o: leaks(o, (Sight("judge", "same", "level"),)))
    assert outcome.findings == []
    assert any("`same`, worked out from other things" in said for said in outcome.assumptions)
