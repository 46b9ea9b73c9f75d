"""Weighing: what each question and connective says of one small situation."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import World, guards, truths, worlds

from continuum.guards import (
    ALWAYS,
    FAILS,
    HOLDS,
    NEVER,
    UNKNOWN,
    All,
    AtLeastOf,
    Choice,
    Day,
    Flag,
    Not,
    Number,
    Some,
    Truth,
    day_of,
    during,
    facts_in,
    leaves,
    months,
    weigh,
)

heard, informed, missing = Flag("heard"), Flag("informed"), Flag("missing")
ground = Choice("ground", options=("absconding", "risk"))
age = Number("age", high=120, unit="years")
release_day, other_day = Day("release_day"), Day("other_day")
POOL = (heard, informed, ground, age, release_day)


class PersonView:
    """One situation, as plainly as it can be said."""

    certain = HOLDS

    def __init__(self, on="2024-02-29", legal="custody", **values):
        self.on = date.fromisoformat(on)
        self.legal = legal
        self.values = values

    def read(self, fact):
        return self.values.get(fact.name)

    def told(self, value, test):
        return UNKNOWN if value is None else Truth(test(value), not test(value))

    def flag(self, fact):
        return self.told(self.read(fact), bool)

    def is_in(self, choice, among):
        return self.told(self.read(choice), lambda value: value in among)

    def at_least(self, number, bound):
        return self.told(self.read(number), lambda value: value >= bound)

    def reached(self, milestone):
        return self.told(day_of(milestone, self.read), lambda day: day <= self.on)

    def during(self, region, states):
        return self.told(self.legal, lambda state: state in states)

    def known(self, fact):
        return self.told(fact.name in self.values, bool)


VIEW = PersonView(heard=True, informed=False, ground="risk", age=18, release_day=date(2024, 8, 31))


@pytest.mark.parametrize(
    ("guard", "truth"),
    [
        (heard, HOLDS),
        (informed, FAILS),
        (missing, UNKNOWN),
        (ground.is_in("risk", "absconding"), HOLDS),
        (ground.is_in("absconding"), FAILS),
        (age.at_least(17), HOLDS),
        (age.at_least(18), HOLDS),
        (age.at_least(19), FAILS),
        (age.below(18), FAILS),
        (age.below(19), HOLDS),
        (age.at_most(18), HOLDS),
        (age.at_most(17), FAILS),
        ((release_day - months(6)).reached(), HOLDS),
        ((release_day - months(5)).reached(), FAILS),
        (other_day.reached(), UNKNOWN),
        (during("legal", "custody", "remand"), HOLDS),
        (during("legal", "free"), FAILS),
        (heard.known(), HOLDS),
        (missing.known(), FAILS),
        (~missing.known(), HOLDS),
    ],
)
def test_a_question_is_answered(guard, truth):
    """Each question, at its threshold and beside it, and where the fact is not known."""
    assert weigh(guard, VIEW) == truth


def test_a_milestone_is_reached_on_its_day_and_not_the_day_before():
    """The day itself counts."""
    guard = release_day.reached()
    days = {"2024-08-30": FAILS, "2024-08-31": HOLDS, "2024-09-01": HOLDS}
    for on, truth in days.items():
        assert weigh(guard, PersonView(on, release_day=date(2024, 8, 31))) == truth


def test_nothing_to_join_is_always_or_never():
    """All of nothing holds, some of nothing fails."""
    assert weigh(ALWAYS, VIEW) == weigh(All(()), VIEW) == HOLDS
    assert weigh(NEVER, VIEW) == weigh(Some(()), VIEW) == FAILS


def test_an_exception_that_is_not_known_opens_no_door():
    """A bar stands as long as nobody knows whether it fell."""
    assert weigh(informed | missing, VIEW) == UNKNOWN
    assert not weigh(informed | missing, VIEW).holds
    assert weigh(heard & ~missing, VIEW) == UNKNOWN


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("parts", list(product((heard, informed, missing), repeat=3)))
def test_at_least_so_many_hold_is_exact(count, parts):
    """It holds once so many hold, fails once too few can, and is not known in between."""
    told = [weigh(part, VIEW) for part in parts]
    sure, possible = told.count(HOLDS), told.count(HOLDS) + told.count(UNKNOWN)
    expected = HOLDS if sure >= count else FAILS if possible < count else UNKNOWN
    assert weigh(AtLeastOf(count, parts), VIEW) == expected


@given(st.lists(truths(), max_size=6), st.integers(0, 7))
def test_so_many_of_all_and_one_of_some(drawn, count):
    """At least one is *some*, at least as many as there are is *all*."""
    flags = {HOLDS: heard, FAILS: informed, UNKNOWN: missing}
    parts = tuple(flags[truth] for truth in drawn)
    assert weigh(AtLeastOf(1, parts), VIEW) == weigh(Some(parts), VIEW)
    assert weigh(AtLeastOf(len(parts), parts), VIEW) == weigh(All(parts), VIEW)
    more, fewer = (weigh(AtLeastOf(n, parts), VIEW) for n in (count + 1, count))
    assert more & fewer == more


@st.composite
def situations(draw):
    """A guard and a situation at its edges."""
    guard = draw(guards(POOL, {"legal": ("custody", "free")}))
    return guard, draw(worlds(guard, {"legal": ("custody", "free")}))


def view_of(world: World):
    """The world as a person."""
    return PersonView(world.on.isoformat(), world.configuration["legal"], **world.values)


@given(situations())
def test_the_opposite_of_a_guard_swaps_its_truth(situation):
    """A guard and its opposite never both hold."""
    guard, world = situation
    assert weigh(Not(guard), view_of(world)) == ~weigh(guard, view_of(world))
    assert weigh(~guard, view_of(world)) == ~weigh(guard, view_of(world))


@given(situations())
def test_nothing_is_asked_that_the_guard_does_not_read(situation):
    """The facts of a guard and the leaves that a view is asked are the same."""
    guard, world = situation
    asked = set()

    class Listening(PersonView):
        def read(self, fact):
            asked.add(fact.name)
            return super().read(fact)

        def known(self, fact):
            asked.add(fact.name)
            return super().known(fact)

    weigh(guard, Listening(world.on.isoformat(), world.configuration["legal"], **world.values))
    named = {fact.name for fact in facts_in(guard)}
    assert asked <= named
    assert named == {fact.name for leaf in leaves(guard) for fact in facts_in(leaf)}


@given(situations())
def test_a_guard_that_reads_only_known_facts_is_never_unknown(situation):
    """Not known comes from facts that are not known, and from nothing else."""
    guard, world = situation
    if {fact.name for fact in facts_in(guard)} <= world.values.keys():
        assert weigh(guard, view_of(world)) in (HOLDS, FAILS)
    else:
        assert weigh(guard, view_of(world)) in (HOLDS, FAILS, UNKNOWN)
