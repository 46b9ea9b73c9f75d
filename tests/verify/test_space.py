"""The space of all situations, against cases that are walked by the semantics alone."""

from functools import partial
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.explicit import Explicit
from tests.strategies import rulebooks
from tests.verify.test_against_every_case import books
from tests.verify.test_against_every_case import guards as small_guards
from tests.verify.test_against_walks import walk

import continuum as ct
from continuum.guards import day_of
from continuum.semantics import CaseView, step
from continuum.verify.diagrams import ENGINES
from continuum.verify.situations.cells import TOUCHED, Cells
from continuum.verify.space import Limits, Space


def opened(book, engine="", also=()):
    return Space(Cells(book.lower(book.as_of), also), engine=engine, limits=Limits(nodes=1 << 16))


def members(space, situations):
    """Every situation of a set, one by one."""
    found = []
    while (one := space.member(situations)) is not None:
        found.append(tuple(one.items()))
        situations &= ~space.only(one)
    return found


def standing(space, snapshot, day):
    """What a case keeps, by key; what it does not settle is left out."""
    cells, found = space.cells, {}
    view = CaseView(cells.chart, snapshot, day)
    for key in space.coding.stored:
        if key.startswith("in:"):
            found[key] = snapshot.configuration[cells.chart.place[key.removeprefix("in:")]]
        elif key.startswith("any:"):
            found[key] = bool(snapshot.records.get(key.removeprefix("any:")))
        elif key.startswith(TOUCHED):
            fact = cells.chart.facts[key.removeprefix(TOUCHED)]
            # What differs from an empty register was touched; the other way round is open.
            if view.value(fact) != cells.empty(fact):
                found[key] = True
        elif key in cells.milestones:
            day_come = day_of(cells.milestones[key], view.value)
            if day_come is not None:
                found[key] = day >= day_come
        else:
            found[key] = cells.cell(key, snapshot.facts.get(key))
    return found


# ---------------------------------------------------------------------------- what is reached


@given(books(), st.sampled_from(ENGINES))
def test_what_is_reached_is_exactly_what_cases_come_to(book, engine):
    """Of books without registers and days, whatever the engine."""
    space, walked = opened(book, engine), Explicit(book)
    stood = {
        tuple((key, walked.cell(space.cells, mark, key)) for key in space.coding.stored)
        for mark in walked.cases
    }
    every = members(space, space.reachable())
    assert len(every) == len(set(every)) == space.count(space.reachable())
    assert set(every) == stood


@given(rulebooks(), st.integers(0, 2**32))
def test_every_case_that_walks_stands_in_what_is_reached(book, seed):
    """Registers, days and all: no step of any walk leaves the space."""
    chance = Random(seed)  # noqa: S311 - walks, no secrets
    space = opened(book)
    every = space.reachable()
    for _ in range(6):
        for decision in walk(book, chance, 15):
            before = decision.view.snapshot
            after = step(space.cells.chart, before, decision)
            here = space.only(standing(space, before, decision.on))
            there = space.only(standing(space, after, decision.on))
            assert space.meets(here, every)
            assert space.meets(there, every)
            move = space.moves.moves[decision.event]
            assert space.meets(space.moves.after(move, here & every), there)


@given(rulebooks())
def test_both_engines_count_the_same(book):
    """What is reached, what leads back, and what each event opens."""
    swift, plain = (opened(book, engine) for engine in ENGINES)
    assert swift.coding.stored == plain.coding.stored
    assert swift.count(swift.reachable()) == plain.count(plain.reachable())
    assert swift.diagrams.size(swift.reachable()) == plain.diagrams.size(plain.reachable())
    for name, move in swift.moves.moves.items():
        other = plain.moves.moves[name]
        assert swift.count(move.open) == plain.count(other.open)
        assert swift.count(swift.moves.into(move)) == plain.count(plain.moves.into(other))
        assert swift.count(swift.moves.sure(move)) == plain.count(plain.moves.sure(other))
    begun = [s.can_reach(s.begin, s.lawful) for s in (swift, plain)]
    assert swift.count(begun[0]) == plain.count(begun[1])


# ---------------------------------------------------------------------------- moves and days


def somewhere(draw, space):
    """Some set of lawful situations: a few keys, each being one of some values."""
    found = space.lawful
    for key in draw(st.lists(st.sampled_from(space.coding.stored), max_size=3, unique=True)):
        values = space.coding.block(key).values
        cell = space.nothing
        for value in draw(st.lists(st.sampled_from(values), min_size=1, unique=True)):
            cell |= space.coding.at(key, value)
        found &= cell
    return found


@given(st.one_of(books(), rulebooks()), st.data())
def test_a_move_back_undoes_a_move(book, data):
    """One set meets where a move comes from, if and only if the other meets where it leads."""
    space = opened(book)
    one, other = (somewhere(data.draw, space) for _ in range(2))
    for move in space.moves.moves.values():
        after, before = space.moves.after(move, one), space.moves.before(move, other)
        assert space.meets(after, other) is space.meets(one, before)
        assert after & space.lawful == after
        assert space.moves.after(move, one & ~move.open) == space.nothing
        assert after & space.moves.into(move) == after
        assert space.moves.before(move, other, sure=True) & before == (
            before & space.moves.sure(move)
        )


@given(st.one_of(books(), rulebooks()), st.data())
def test_days_back_undo_days(book, data):
    """The same of what is learned and of days that pass; both hold what they began with."""
    space = opened(book)
    one, other = (somewhere(data.draw, space) for _ in range(2))
    assert space.meets(space.passed(one), other) is space.meets(one, space.unpassed(other))
    assert space.passed(one) & one == one == space.unpassed(one) & one
    assert space.passed(space.passed(one)) == space.passed(one)
    assert space.unpassed(space.unpassed(one)) == space.unpassed(one)


@given(books())
def test_a_move_leads_exactly_where_the_event_leads(book):
    """From each situation that a case comes to, one by one."""
    space, walked = opened(book), Explicit(book)
    cells, stored = space.cells, space.coding.stored
    for mark, sends in walked.sends.items():
        here = space.only({key: walked.cell(cells, mark, key) for key in stored})
        for name, move in space.moves.moves.items():
            told = set(members(space, space.moves.after(move, here)))
            assert told == {
                tuple((key, walked.cell(cells, sent.after, key)) for key in stored)
                for sent in sends
                if sent.event == name
            }


@given(books(), small_guards())
def test_what_can_reach_something_is_exactly_what_leads_there(book, guard):
    """Among all that cases come to."""
    space, walked = opened(book, also=[guard]), Explicit(book)
    every = space.reachable()
    target = space.stored(space.view.goals([(guard, "holds")])) & every
    there = {
        mark for mark in walked.cases if any(walked.holds(guard, mark, now) for now in walked.nows)
    }
    back = set(members(space, space.can_reach(target, every)))
    cell = partial(walked.cell, space.cells)
    assert back == {
        tuple((key, cell(mark, key)) for key in space.coding.stored)
        for mark in walked.lead_to(there)
    }


# ---------------------------------------------------------------------------- ways


@given(st.one_of(books(), rulebooks()), st.data())
def test_a_way_is_made_of_moves_and_ends_where_it_should(book, data):
    """It begins where cases open; between two moves only days pass."""
    space = opened(book)
    target = somewhere(data.draw, space)
    found = space.way(space.reached, target)
    if found is None:
        assert not space.meets(space.reachable(), target)
        return
    strides, there = found
    here = space.begin
    for stride in strides:
        before, after = space.only(stride.before), space.only(stride.after)
        move = space.moves.moves[stride.event]
        assert space.meets(space.passed(here), before)
        assert space.meets(space.moves.after(move, before), after)
        assert {leg.region for leg in stride.legs} == {*move.legs}
        for leg in stride.legs:
            assert stride.before[f"in:{leg.region}"] == leg.source
            assert stride.after[f"in:{leg.region}"] == leg.target
        here = after
    assert space.meets(space.passed(here), space.only(there))
    assert space.meets(space.only(there), target)


# ---------------------------------------------------------------------------- sets


@given(books(), st.data())
def test_sets_are_counted_listed_and_looked_at_along_some_keys(book, data):
    """Against every combination of cells, written out."""
    space = opened(book)
    stored = space.coding.stored
    some = somewhere(data.draw, space)
    lawful = {
        tuple(zip(stored, values, strict=True))
        for values in product(*(space.coding.block(key).values for key in stored))
    }
    assert set(members(space, space.lawful)) == lawful
    every = set(members(space, some))
    assert space.count(some) == len(every)
    assert every <= lawful
    keys = data.draw(st.sets(st.sampled_from(stored)))
    seen = {tuple((key, dict(one)[key]) for key in stored if key in keys) for one in every}
    along = set(members(space, space.along(some, keys) & space.lawful))
    assert along == {one for one in lawful if tuple((k, v) for k, v in one if k in keys) in seen}
    one = space.member(some)
    assert space.count(space.only(one)) == 1
    assert space.meets(space.only(one), some)
    assert space.member(space.nothing) is None


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("count", [2, 10])
def test_regions_beside_each_other_add_to_the_diagram_and_multiply_the_situations(engine, count):
    """Three states and a flag each: twelve to the power of the regions, and no more nodes each."""
    numbers = range(count)
    flags = [ct.Flag(f"seen_{n}", moves="step") for n in numbers]
    names = ("first", "second", "third")
    book = ct.Rulebook(
        "parallel",
        "1",
        as_of="2026-11-23",
        roles=(ct.Role("judge"),),
        facts=flags,
        regions=[ct.Region(f"track_{n}", tuple(map(ct.State, names)), "first") for n in numbers],
        events=[
            ct.Event(f"{name}_{n}", requires=guard, effects=effects, sources="GK")
            for n in numbers
            for name, guard, effects in (
                ("on", ct.ALWAYS, (ct.Sets(f"seen_{n}", to=True),)),
                ("back", flags[n], (ct.Sets(f"seen_{n}", to=None),)),
                ("over", flags[n].known(), (ct.Sets(f"seen_{n}", to=False),)),
            )
        ],
        transitions=[
            way
            for n in numbers
            for way in (
                ct.Transition(f"on_{n}", f"track_{n}", names, "second"),
                ct.Transition(f"back_{n}", f"track_{n}", names, "first"),
                ct.Transition(f"over_{n}", f"track_{n}", names, "third"),
            )
        ],
    )
    space = opened(book, engine)
    every = space.reachable()
    # on: second, yes; back: first, not known; over: third, no.
    assert space.count(every) == 3**count
    assert space.diagrams.size(every) <= 8 * count + 2
