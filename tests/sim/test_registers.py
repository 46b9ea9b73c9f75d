"""Registers of many people say what the registers of a single case say."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import continuum as ct
from continuum.semantics import Actor, advance, decide, opening, request_for
from continuum.semantics.view import CaseView
from continuum.sim.columns.registers import Registers
from continuum.sim.columns.view import ColumnView
from continuum.sim.population.encoding import constant, encoded

KIND = ct.Choice("kind", options=("house", "town"))
ASKED = ct.Choice("kind_asked", options=("town", "house"), of="request")
UNTIL = ct.Day("until_asked", of="request")
SINCE = ct.Day("since_asked", of="request")
HOUSE = {"kind": "house"}

FACTS = (
    ct.Flag("any_now", derived=ct.AnyInForce("measures")),
    ct.Flag("house_now", derived=ct.AnyInForce("measures", HOUSE)),
    ct.Flag("house_then", derived=ct.AnyInForce("measures", HOUSE, with_request=True)),
    ct.Number("all_ever", derived=ct.CountOf("measures")),
    ct.Number("now", derived=ct.CountOf("measures", in_force=True)),
    ct.Number("then", derived=ct.CountOf("measures", HOUSE, in_force=True, with_request=True)),
    ct.Number("all_days", derived=ct.TotalDays("measures")),
    ct.Number("house_days", derived=ct.TotalDays("measures", HOUSE)),
    ct.Number("days_then", derived=ct.TotalDays("measures", with_request=True)),
    ct.Day("latest_start", derived=ct.LatestDay("measures", "start")),
    ct.Day("latest_end", derived=ct.LatestDay("measures", "end", HOUSE)),
    ct.Day("latest_until", derived=ct.LatestDay("measures", "until", with_request=True)),
    ct.Number("since", derived=ct.DaysSince("measures", "until")),
    ct.Flag("earlier", derived=ct.Earlier("latest_start", "latest_end")),
    ct.Flag("same_day", derived=ct.Same("latest_start", "latest_end")),
)
GUARD = ct.All(tuple(fact.known() | ~fact.known() for fact in FACTS))
ADDS = ct.Adds(
    "measures",
    {"kind": ct.Said("kind_asked"), "until": ct.Said("until_asked")},
    start=ct.Said("since_asked"),
    end=ct.Said("until_asked"),
)
BOOK = ct.Rulebook(
    "measures",
    "1",
    as_of="2026-11-23",
    roles=(ct.Role("judge"),),
    facts=FACTS,
    registers=(ct.Register("measures", (KIND, ct.Day("until"))),),
    regions=(ct.Region("legal", (ct.State("free"),), "free"),),
    events=tuple(
        ct.Event(
            name,
            decided_by="judge",
            sources="GK",
            asks=(ASKED, UNTIL, SINCE),
            requires=GUARD,
            effects=effects,
        )
        for name, effects in {
            "ordered": (ADDS,),
            "house_ordered": (ct.Adds("measures", HOUSE),),
            "replaced": (ct.Ends("measures", HOUSE), ADDS),
            "lifted": (ct.Ends("measures"),),
            "one_lifted": (ct.Ends("measures", {"kind": ct.Said("kind_asked")}),),
            "asked": (),
        }.items()
    ),
    transitions=(ct.Transition("asked", "legal", "free", "free"),),
)
CHART = BOOK.lower("2026-11-23")
FIRST = date(2024, 1, 1)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from(sorted(CHART.events)),
        st.none() | st.sampled_from(ASKED.options),
        st.none() | st.integers(0, 9),
        st.none() | st.integers(-3, 0),
    ),
    max_size=9,
)


def one_row(column):
    """The value of a column for the one who is asked about; ``None``: not known."""
    values, known = (np.broadcast_to(part, (2,))[1] for part in column)
    return values.item() if known else None


def plainly(value):
    return value.toordinal() if isinstance(value, date) else value


@settings(max_examples=120)
@given(STEPS)
def test_every_reduction_is_that_of_a_case(steps):
    """Records that start and end on other days, overlap, are lifted by kind, or are asked for."""
    registers = Registers((CHART,), CHART.events, 3)
    snapshot, day = opening(CHART, FIRST), FIRST
    for wait, event, kind, until, since in steps:
        day += timedelta(days=wait)
        given = {
            "kind_asked": kind,
            "until_asked": None if until is None else day + timedelta(days=until),
            "since_asked": None if since is None else day + timedelta(days=since),
        }
        heard = CHART.events[event]
        request = request_for(
            heard, day, Actor("judge", "one"), {n: v for n, v in given.items() if v is not None}
        )
        rows, on = np.array([0, 2]), np.full(2, day.toordinal())
        view = ColumnView(
            CHART,
            on,
            {},
            {},
            request={
                fact.name: encoded(constant(given[fact.name], 2), fact)
                for fact in heard.asks.values()
            },
            heard=heard,
            registers=registers.of(rows),
        )
        case = CaseView(CHART, snapshot, day, request, heard)
        for fact in FACTS:
            assert one_row(view.column(fact)) == plainly(case.value(fact)), (fact, day, snapshot)
        decision = decide(CHART, snapshot, event, day, request)
        assert decision
        snapshot = advance(CHART, snapshot, day, decision.changes)
        # Only the second of them is the case; the other one never has a record.
        who = np.array([False, True])
        for change in registers.changes(heard, rows[who], on[who], who, view):
            change()
        other = ColumnView(CHART, on, {}, {}, registers=registers.of(np.array([0, 1])))
        assert np.broadcast_to(other.column(FACTS[3]).values, (2,)).tolist() == [0, 0]


def test_nothing_is_kept_of_a_register_that_no_guard_reads():
    """Columns hold what somebody may ask, and no more."""
    assert Registers((CHART,), (), 5).records == {}
    assert sorted(Registers((CHART,), CHART.events, 5).records) == ["measures"]
