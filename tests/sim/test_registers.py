"""Registers of many people, beside the records of each of them."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import continuum as ct
from continuum.guards.calendar import days_covered
from continuum.sim.columns.registers import Registers, kinds_of, totals_of
from continuum.sim.population.encoding import Column

BOOK = ct.Rulebook(
    "measures",
    "1",
    as_of="2026-11-23",
    roles=(ct.Role("judge"),),
    facts=(
        ct.Number("all_days", unit="days", derived=ct.TotalDays("measures")),
        ct.Number("house_days", unit="days", derived=ct.TotalDays("measures", {"kind": "house"})),
    ),
    registers=(ct.Register("measures", (ct.Choice("kind", options=("house", "town")),)),),
    regions=(ct.Region("legal", (ct.State("free"),), "free"),),
    events=tuple(
        ct.Event(
            kind, decided_by="judge", sources="GK", effects=(ct.Adds("measures", {"kind": kind}),)
        )
        for kind in ("house", "town")
    ),
)
CHART = BOOK.lower("2026-11-23")
FIRST = date(2024, 1, 1).toordinal()
STEPS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(("house", "town", "lift")),
        st.none() | st.integers(0, 30),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(STEPS, st.booleans())
def test_days_of_measures_that_overlap_are_counted_once(steps, dated):
    """Either all end by date, or some are open and are lifted."""
    kinds = kinds_of(CHART)
    held = Registers(kinds, 2, totals_of(CHART))
    someone, day, records = np.array([1]), FIRST, []
    for wait, what, length in steps:
        day += wait
        on = np.array([day])
        if what == "lift":
            if dated:
                continue
            held.end(ct.Ends("measures"), someone, on)
            records = [(kind, a, day if b is None else b) for kind, a, b in records]
        else:
            end = day + length if dated and length is not None else None
            column = None if end is None else Column(np.array([end]), np.array([True]))
            held.add(next(k for k in kinds if k.event == what), someone, on, column)
            records.append((what, day, end))
        for (_, where), total in held.totals.items():
            spans = [
                (date.fromordinal(a), date.fromordinal(day + 3 if b is None else b))
                for kind, a, b in records
                if not where or kind == "house"
            ]
            assert total.on(held.open, np.array([0]), on + 3).tolist() == [0]
            assert total.on(held.open, someone, on + 3).tolist() == [days_covered(spans)]
