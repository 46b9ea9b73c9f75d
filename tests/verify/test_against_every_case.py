"""The checker against brute force: on books small enough, every case there is is walked."""

from __future__ import annotations

from collections import deque
from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

import continuum as ct
from continuum.guards import weigh
from continuum.semantics import Changes, advance, decide, opening, request_for, step
from continuum.verify import check

STATES = ("first", "second", "third")
SET = tuple(ct.Flag(name, moves="step", initially=False) for name in ("heard", "warned"))
UNSET = ct.Flag("planned", moves="step")
FIXED = ct.Flag("minor", moves="fixed")
LIVE = ct.Flag("fit")
REGIONS = ("legal", "care")


@st.composite
def guards(draw, depth=2):
    """A guard about flags and places."""
    kind = draw(st.sampled_from(("ask", "ask", "all", "some", "not") if depth else ("ask",)))
    if kind == "not":
        return ~draw(guards(depth - 1))
    if kind in {"all", "some"}:
        one, other = draw(guards(depth - 1)), draw(guards(depth - 1))
        return one & other if kind == "all" else one | other
    place = st.builds(
        ct.during, st.sampled_from(REGIONS), st.sampled_from(STATES), st.sampled_from(STATES)
    )
    known = st.sampled_from((UNSET.known(), FIXED.known()))
    return draw(st.one_of(st.sampled_from((*SET, UNSET, FIXED, LIVE)), place, known))


@st.composite
def books(draw):
    """A book of two regions and five flags."""
    events, ways = [], []
    for name in ("asked", "moved", "noted", "ended")[: draw(st.integers(2, 4))]:
        effects = draw(
            st.lists(
                st.builds(
                    ct.Sets,
                    st.sampled_from([fact.name for fact in (*SET, UNSET)]),
                    st.sampled_from((True, False, None)),
                ),
                max_size=2,
                unique_by=lambda effect: effect.fact,
            )
        )
        requires = draw(st.one_of(st.just(ct.ALWAYS), guards()))
        regions = draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=2))
        if not regions and not effects:
            regions = ["legal"]
        for region in regions:
            source = draw(st.lists(st.sampled_from(STATES), min_size=1, unique=True))
            target = draw(st.sampled_from((*STATES, None)))
            if draw(st.booleans()):
                ways.append(ct.Transition(name, region, source, target, sources="GK"))
            else:
                when, other = draw(guards()), draw(guards())
                ways.append(ct.Transition(name, region, source, target, when, sources="GK"))
                ways.append(
                    ct.Transition(name, region, source, draw(st.sampled_from(STATES)), other)
                )
        events.append(
            ct.Event(
                name, decided_by="judge", requires=requires, effects=tuple(effects), sources="GK"
            )
        )
    states = tuple(ct.State(name, coercive=draw(st.booleans())) for name in STATES[:2])
    demand = ct.Rule(
        "D-1",
        "It must happen.",
        "Let it happen.",
        draw(guards()),
        ct.Governs(draw(st.sampled_from([event.name for event in events]))),
        then="demands",
        sources="GK",
    )
    last = ct.State(STATES[2], final=draw(st.booleans()))
    return ct.Rulebook(
        "small",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        regions=tuple(ct.Region(name, (*states, last), STATES[0]) for name in REGIONS),
        facts=(*SET, UNSET, FIXED, LIVE),
        events=tuple(events),
        transitions=tuple(ways),
        rules=(demand,) if draw(st.booleans()) else (),
    )


@attrs.frozen
class Walked:
    """What some case comes to: states, ways, events; where it is stuck; two ways; lost demands."""

    states: set[tuple[str, str]]
    ways: set[tuple[str, str, str, str]]
    events: set[str]
    stuck: set[tuple[str, ...]]
    twice: set[tuple[str, str, str]]
    blocked: set[tuple[str, str, str, str]]


def walked(book):
    """Walk every case of a book to the end, by the semantics alone."""
    chart, on = book.lower(book.as_of), book.as_of
    found = Walked(set(), set(), set(), set(), set(), set())
    seen, waiting = set(), deque([(opening(chart, on), False)])
    while waiting:
        case, ended = waiting.popleft()
        ended = ended or chart.final(case.configuration)
        mark = (
            ended,
            case.configuration,
            tuple(sorted(item for item in case.facts.items() if item[0] != "fit")),
        )
        if mark in seen:
            continue
        seen.add(mark)
        found.states.update(zip(REGIONS, case.configuration, strict=True))
        minor = case.facts.get("minor")
        open_now = False
        for fit, young in product(
            (None, False, True), (None, False, True) if minor is None else (minor,)
        ):
            learned = {"fit": fit} | ({} if young is None else {"minor": young})
            now = advance(chart, case, on, Changes(sets=learned))
            waiting.append((now, ended))
            for heard in chart.events.values():
                request = request_for(heard, on, ct.Actor("judge", "A-1"), {})
                decision = decide(chart, now, heard.name, on, request)
                for against in decision.against:
                    if "several ways" in against.sentence and len(decision.against) == 1:
                        region = against.id.removeprefix("way:")
                        state = now.configuration[chart.place[region]]
                        found.twice.add((heard.name, region, state))
                found.blocked.update(_blocked(chart, now, heard, decision))
                if decision:
                    open_now = True
                    found.events.add(heard.name)
                    found.ways.update(
                        (leg.event, leg.region, leg.source, leg.target)
                        for leg in decision.changes.moves
                    )
                    waiting.append((step(chart, now, decision), ended))
        if not open_now and not ended:
            found.stuck.add(case.configuration)
    return found


def _blocked(chart, case, heard, decision):
    """The demands that hold in a coercive state while recorded facts leave no single way."""
    if chart.final(case.configuration) or not _held(chart, case, heard):
        return
    for gate in heard.demands:
        for against in decision.against if weigh(gate.guard, decision.view).holds else ():
            region = against.id.removeprefix("way:")
            if region in chart.place and against.known:
                yield gate.id, heard.name, region, case.configuration[chart.place[region]]


def _held(chart, case, heard):
    """Whether a state is coercive that the event may lead out of, and that others lead to."""
    for region, state in zip(REGIONS, case.configuration, strict=True):
        legs = [leg for legs in heard.ways.get(region, {}).values() for leg in legs]
        reached = {"first"}
        for _ in STATES:
            reached |= {
                leg.target
                for other in chart.events.values()
                for source, ways in other.ways.get(region, {}).items()
                for leg in ways
                if other is not heard and source in reached
            }
        moves = any(leg.target != leg.source for leg in legs)
        if moves and state in reached and chart.states[region][state].coercive:
            return True
    return False


@given(books())
def test_a_blocked_demand_is_found_if_and_only_if_some_case_meets_one(book):
    """In the states, with the facts, in which the day cannot be kept."""
    report, every = check(book), walked(book)
    assert {finding.subjects for finding in report.of_kind("demand_blocked")} == every.blocked


@given(books())
def test_the_checker_reaches_what_some_case_reaches_and_nothing_else(book):
    """States, ways and events: both ways round, and nothing is left undecided."""
    report, every = check(book), walked(book)
    chart = book.lower(book.as_of)
    assert report.undecided == ()

    unreached = {(region, state) for region in REGIONS for state in STATES} - every.states
    assert {finding.subjects for finding in report.of_kind("unreachable_state")} == unreached

    ways = {
        (heard.name, region, source, leg.target)
        for heard in chart.events.values()
        for region, by_state in heard.ways.items()
        for source, legs in by_state.items()
        for leg in legs
        if (region, source) in every.states
    }
    still = {name for name, heard in chart.events.items() if not heard.ways} - every.events
    told_of_ways, told_of_events = set(), set()
    for finding in report.of_kind("dead_transition"):
        event, *where = finding.subjects
        if where[:1] and where[0] in REGIONS:
            told_of_ways.add(finding.subjects[:4])
        else:
            told_of_events.add(event)
            told_of_ways |= {way for way in ways if way[0] == event}
    for finding in report.of_kind("circular_prerequisite"):
        told_of_events |= {*finding.subjects}
        told_of_ways |= {way for way in ways if way[0] in finding.subjects}
    assert {event for event in told_of_events if not chart.events[event].ways} == still
    # Two ways to one target share their subjects: one of them may be dead and the other not.
    # And where two ways are open at once, that is told instead.
    doubled = {way for way in ways if _count(chart, way) > 1}
    twice = {finding.subjects[:3] for finding in report.of_kind("two_ways")}
    doubled |= {way for way in ways if way[:3] in twice}
    assert told_of_ways - doubled == (ways - every.ways) - doubled
    assert not told_of_ways & every.ways - doubled
    assert not told_of_events & every.events


def _count(chart, way):
    event, region, source, target = way
    return sum(leg.target == target for leg in chart.events[event].ways[region][source])


@given(books())
def test_a_dead_end_is_found_if_and_only_if_some_case_comes_to_one(book):
    """A dead end: nothing can happen, whatever is recorded, and it is no end."""
    report, every = check(book), walked(book)
    told = {finding.subjects[1::2] for finding in report.of_kind("dead_end")}
    assert told == every.stuck


@given(books())
def test_two_ways_at_once_are_found_if_and_only_if_some_case_meets_them(book):
    """Found wherever an event is refused for nothing but its two ways."""
    report, every = check(book), walked(book)
    told = {finding.subjects[:3] for finding in report.of_kind("two_ways")}
    assert every.twice <= told
    for finding in report.of_kind("two_ways"):
        _, decisions = finding.history.replay(book)
        assert any("several ways" in against.sentence for against in decisions[-1].against)
