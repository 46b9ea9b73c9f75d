"""Laws 2 and 3: a column weighs as each of its rows, and a situation as each person in it.

There is one evaluator and there are many views.  Three are written here as simply as can be, and
an oracle that shares nothing with them but the calendar says what is right.
"""

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import OPTIONS, edges, guards, worlds

from continuum.guards import (
    FAILS,
    HOLDS,
    UNKNOWN,
    All,
    AtLeast,
    AtLeastOf,
    Choice,
    Day,
    During,
    Flag,
    IsIn,
    Known,
    Not,
    Number,
    Reached,
    Some,
    Truth,
    day_of,
    weigh,
)
from continuum.semantics import CaseView, Snapshot

FACTS = (
    Flag("heard"),
    Flag("informed"),
    Choice("ground", options=OPTIONS),
    Number("age", low=0, high=12, unit="years"),
    Day("release_day"),
    Day("start_day"),
)
REGIONS = {"legal": ("remand", "custody", "free"), "family": ("apart", "together")}


class RowView:
    """One world: a person."""

    certain = HOLDS

    def __init__(self, world):
        self.world = world

    def _told(self, value, test):
        return UNKNOWN if value is None else HOLDS if test(value) else FAILS

    def flag(self, fact):
        return self._told(self.world.read(fact), bool)

    def is_in(self, choice, among):
        return self._told(self.world.read(choice), lambda value: value in among)

    def at_least(self, number, bound):
        return self._told(self.world.read(number), lambda value: value >= bound)

    def reached(self, milestone):
        return self._told(day_of(milestone, self.world.read), lambda day: day <= self.world.on)

    def during(self, region, states):
        return HOLDS if self.world.configuration[region] in states else FAILS

    def known(self, fact):
        return FAILS if self.world.read(fact) is None else HOLDS


class ColumnView:
    """Many worlds side by side, a column for each fact."""

    def __init__(self, persons):
        self.persons = persons
        self.certain = self._truth(np.ones(len(persons), bool), np.ones(len(persons), bool))
        self.on = np.array([world.on for world in persons], "datetime64[D]")

    def _truth(self, known, met):
        return Truth(known & met, known & ~met)

    def _column(self, values, dtype, filler):
        known = np.array([value is not None for value in values], bool)
        return known, np.array([filler if v is None else v for v in values], dtype)

    def flag(self, fact):
        known, column = self._column([w.read(fact) for w in self.persons], bool, filler=False)
        return self._truth(known, column)

    def is_in(self, choice, among):
        known, column = self._column([w.read(choice) for w in self.persons], "U9", "")
        return self._truth(known, np.isin(column, among))

    def at_least(self, number, bound):
        known, column = self._column([w.read(number) for w in self.persons], int, 0)
        return self._truth(known, column >= bound)

    def reached(self, milestone):
        days = [day_of(milestone, world.read) for world in self.persons]
        known, column = self._column(days, "datetime64[D]", "1970-01-01")
        return self._truth(known, column <= self.on)

    def during(self, region, states):
        column = np.array([world.configuration[region] for world in self.persons])
        return self._truth(self.certain.holds, np.isin(column, states))

    def known(self, fact):
        known = np.array([world.read(fact) is not None for world in self.persons])
        return self._truth(self.certain.holds, known)


class SetView:
    """Many worlds as a set: which of them a question holds in, and which it fails in."""

    def __init__(self, persons):
        self.persons = dict(enumerate(persons))
        self.certain = Truth(frozenset(self.persons), frozenset())

    def _where(self, answer):
        told = {number: answer(RowView(world)) for number, world in self.persons.items()}
        return Truth(
            frozenset(number for number, truth in told.items() if truth.holds),
            frozenset(number for number, truth in told.items() if truth.fails),
        )

    def flag(self, fact):
        return self._where(lambda row: row.flag(fact))

    def is_in(self, choice, among):
        return self._where(lambda row: row.is_in(choice, among))

    def at_least(self, number, bound):
        return self._where(lambda row: row.at_least(number, bound))

    def reached(self, milestone):
        return self._where(lambda row: row.reached(milestone))

    def during(self, region, states):
        return self._where(lambda row: row.during(region, states))

    def known(self, fact):
        return self._where(lambda row: row.known(fact))


def oracle(guard, world):
    """Say yes (True), no (False) or not known (None), by the words of the definition alone."""
    match guard:
        case Flag(name):
            return world.values.get(name)
        case IsIn(choice, among):
            value = world.values.get(choice.name)
            return None if value is None else any(value == option for option in among)
        case AtLeast(number, bound):
            value = world.values.get(number.name)
            return None if value is None else not value < bound
        case Reached(milestone):
            day = day_of(milestone, lambda fact: world.values.get(fact.name))
            return None if day is None else not world.on < day
        case During(region, states):
            return world.configuration[region] in states
        case Known(fact):
            return fact.name in world.values
        case Not(part):
            told = oracle(part, world)
            return None if told is None else not told
        case All(parts):
            told = [oracle(part, world) for part in parts]
            return False if False in told else None if None in told else True
        case Some(parts):
            told = [oracle(part, world) for part in parts]
            return True if True in told else None if None in told else False
        case AtLeastOf(count, parts):
            told = [oracle(part, world) for part in parts]
            if told.count(True) >= count:
                return True
            return False if told.count(True) + told.count(None) < count else None


TRUTH = {True: HOLDS, False: FAILS, None: UNKNOWN}


@st.composite
def cohorts(draw):
    """A guard, and some persons who stand at its edges."""
    guard = draw(guards(FACTS, REGIONS, depth=draw(st.integers(0, 2))))
    return guard, edges(guard, draw(worlds(guard, REGIONS)))


@settings(max_examples=250)
@given(cohorts())
def test_a_person_weighs_as_the_words_say(cohort):
    """One world, by the evaluator and by the oracle."""
    guard, persons = cohort
    for world in persons:
        assert weigh(guard, RowView(world)) == TRUTH[oracle(guard, world)]


@settings(max_examples=250)
@given(cohorts())
def test_a_column_weighs_as_each_of_its_rows(cohort):
    """Boolean columns, row by row against the oracle."""
    guard, persons = cohort
    column = weigh(guard, ColumnView(persons))
    rows = zip(column.holds.tolist(), column.fails.tolist(), strict=True)
    assert list(rows) == [TRUTH[oracle(guard, world)] for world in persons]


@settings(max_examples=250)
@given(cohorts())
def test_a_set_of_situations_weighs_as_each_of_them(cohort):
    """Sets, element by element against the oracle."""
    guard, persons = cohort
    cells = weigh(guard, SetView(persons))
    found = [Truth(n in cells.holds, n in cells.fails) for n in range(len(persons))]
    assert found == [TRUTH[oracle(guard, world)] for world in persons]


@settings(max_examples=250)
@given(cohorts())
def test_a_case_weighs_as_the_person_it_is_about(cohort):
    """The library's own view of a case, against the oracle."""
    guard, persons = cohort
    chart = SimpleNamespace(place={region: place for place, region in enumerate(REGIONS)})
    for world in persons:
        configuration = tuple(world.configuration[region] for region in REGIONS)
        snapshot = Snapshot(world.on, configuration, world.values)
        assert weigh(guard, CaseView(chart, snapshot, world.on)) == TRUTH[oracle(guard, world)]
