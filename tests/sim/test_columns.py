"""Columns of facts as a view of guards: many people weigh as each of them."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import OPTIONS, edges, guards, worlds

from continuum.guards import Choice, Day, Flag, Number, facts_in, weigh
from continuum.rulebook import Region, State
from continuum.semantics import CaseView, Snapshot
from continuum.sim import ColumnView
from continuum.sim.population.encoding import Column, encoded, plain

FACTS = (
    Flag("heard"),
    Flag("informed"),
    Choice("ground", options=OPTIONS),
    Number("age", low=0, high=12, unit="years"),
    Day("release_day"),
    Day("start_day"),
)
REGIONS = {"legal": ("remand", "custody", "free"), "family": ("apart", "together")}
CHART = SimpleNamespace(
    place={region: place for place, region in enumerate(REGIONS)},
    regions=tuple(
        Region(n, tuple(State(s) for s in states), states[0]) for n, states in REGIONS.items()
    ),
    facts={fact.name: fact for fact in FACTS},
)


@st.composite
def cohorts(draw):
    """A guard, and some people who stand at its edges."""
    guard = draw(guards(FACTS, REGIONS, depth=draw(st.integers(0, 2))))
    return guard, edges(guard, draw(worlds(guard, REGIONS)))


def spread(truth, n):
    """The two bits of everybody."""
    holds, fails = (np.broadcast_to(bits, (n,)).tolist() for bits in truth)
    return list(zip(holds, fails, strict=True))


@settings(max_examples=250)
@given(cohorts())
def test_columns_weigh_as_each_of_their_people(cohort):
    """Flags, choices, numbers, days and states, known or not, at the guard's own edges."""
    guard, people = cohort
    columns = {
        fact.name: encoded(plain(fact.name, [world.read(fact) for world in people]), fact)
        for fact in facts_in(guard)
    }
    regions = {
        region: np.array([states.index(world.configuration[region]) for world in people])
        for region, states in REGIONS.items()
    }
    on = np.array([world.on.toordinal() for world in people])
    view = ColumnView(CHART, on, columns, regions)
    one_by_one = []
    for world in people:
        configuration = tuple(world.configuration[region] for region in REGIONS)
        case = CaseView(CHART, Snapshot(world.on, configuration, world.values), world.on)
        one_by_one.append(tuple(weigh(guard, case)))
    assert spread(weigh(guard, view), len(people)) == one_by_one


def test_a_fact_that_nobody_recorded_is_not_known():
    """A column that is left out opens no door."""
    view = ColumnView(CHART, np.array([738_000]), {}, {})
    heard = Flag("heard")
    assert spread(weigh(heard, view), 1) == [(False, False)]
    assert spread(weigh(~heard, view), 1) == [(False, False)]
    assert spread(weigh(heard.known(), view), 1) == [(False, True)]


def test_people_of_one_region_may_share_one_code():
    """A state that is the same for all is given once."""
    view = ColumnView(CHART, np.array([738_000, 738_001]), {}, {"legal": 1})
    assert spread(view.during("legal", ("custody",)), 2) == [(True, False)] * 2
    assert isinstance(view.column(Flag("heard")), Column)
