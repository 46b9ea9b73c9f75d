"""Decision diagrams against truth tables: both engines, every operation, and what they refuse."""

from functools import reduce
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

import continuum as ct
from continuum.verify.diagrams import ENGINES, open_diagrams

WIDTH = 5
ROWS = 1 << WIDTH
EVERY = (1 << ROWS) - 1
"""A table is a number: its row ``r`` is bit ``r``, and bit ``n`` of ``r`` is what bit ``n`` is."""

bits = st.integers(0, WIDTH - 1)
cubes = st.lists(bits, max_size=WIDTH)
formulas = st.recursive(
    st.one_of(bits.map(lambda n: ("bit", n)), st.sampled_from([("true",), ("false",)])),
    lambda below: st.one_of(
        st.tuples(st.just("not"), below),
        st.tuples(st.sampled_from(["and", "or", "xor"]), below, below),
        st.tuples(st.just("forget"), below, cubes),
        st.tuples(st.just("meet"), below, below, cubes),
    ),
    max_leaves=12,
)
engines = pytest.mark.parametrize("engine", ENGINES)


def table(formula):
    """The truth table, row by row."""
    match formula:
        case ("true",):
            return EVERY
        case ("false",):
            return 0
        case ("bit", n):
            return sum(1 << row for row in range(ROWS) if row >> n & 1)
        case ("not", one):
            return EVERY & ~table(one)
        case ("and", one, other):
            return table(one) & table(other)
        case ("or", one, other):
            return table(one) | table(other)
        case ("xor", one, other):
            return table(one) ^ table(other)
        case ("forget", one, cube):
            return forgotten(table(one), cube)
        case ("meet", one, other, cube):
            return forgotten(table(one) & table(other), cube)


def forgotten(rows, cube):
    for n in cube:
        rows = sum(1 << row for row in range(ROWS) if rows >> row & 1 or rows >> (row ^ 1 << n) & 1)
    return rows


def opened(engine):
    diagrams = open_diagrams(engine, 1 << 12)
    assert [*diagrams.add(2), *diagrams.add(WIDTH - 2)] == [*range(WIDTH)]
    return diagrams


def built(diagrams, formula):
    """The same formula, as a diagram."""
    match formula:
        case ("true",):
            return diagrams.true
        case ("false",):
            return diagrams.false
        case ("bit", n):
            return diagrams.bit(n)
        case ("not", one):
            return ~built(diagrams, one)
        case ("and", one, other):
            return built(diagrams, one) & built(diagrams, other)
        case ("or", one, other):
            return built(diagrams, one) | built(diagrams, other)
        case ("xor", one, other):
            return built(diagrams, one) ^ built(diagrams, other)
        case ("forget", one, cube):
            return diagrams.forget(built(diagrams, one), diagrams.cube(cube))
        case ("meet", one, other, cube):
            return diagrams.meet(built(diagrams, one), built(diagrams, other), diagrams.cube(cube))


def read(diagrams, diagram):
    """The table of a diagram, by following its branches in every row."""
    found = 0
    for row in range(ROWS):
        at, last = diagram, -1
        while (branches := diagrams.branches(at)) is not None:
            number, low, high = branches
            assert number > last, "bits stand in their order"
            assert low != high, "a bit that makes no difference is not asked about"
            at, last = high if row >> number & 1 else low, number
        assert at in (diagrams.true, diagrams.false)
        found |= (at == diagrams.true) << row
    return found


def reduced(rows):
    """How many different functions are left over while bits are answered in their order."""

    def ask(rows, n):
        if rows in {0, EVERY}:
            return {rows}
        set_ = sum(1 << row for row in range(ROWS) if row >> n & 1)
        low, high = rows & ~set_, rows & set_
        low, high = low | low << (1 << n), high | high >> (1 << n)
        below = ask(low, n + 1) | ask(high, n + 1)
        return below if low == high else below | {rows}

    return len(ask(rows, 0))


@engines
@given(formula=formulas)
def test_a_diagram_says_what_its_truth_table_says(engine, formula):
    """Read row by row, counted, and counted over bits that it does not ask about."""
    diagrams, rows = opened(engine), table(formula)
    diagram = built(diagrams, formula)
    assert read(diagrams, diagram) == rows
    assert diagrams.count(diagram, WIDTH) == rows.bit_count()
    assert diagrams.size(diagram) == reduced(rows)
    diagrams.add(70)
    assert diagrams.count(diagram, WIDTH + 70) == rows.bit_count() << 70


@engines
@given(formula=formulas)
def test_what_is_picked_is_a_member_whatever_the_other_bits_are(engine, formula):
    """Nothing is picked from the empty set alone."""
    diagrams, rows = opened(engine), table(formula)
    picked = diagrams.pick(built(diagrams, formula))
    if picked is None:
        assert rows == 0
        return
    fitting = [
        row for row in range(ROWS) if all(row >> n & 1 == value for n, value in picked.items())
    ]
    assert fitting
    assert all(rows >> row & 1 for row in fitting)


@engines
@given(one=formulas, other=formulas)
def test_two_diagrams_are_equal_if_and_only_if_their_tables_are(engine, one, other):
    """However they were made."""
    diagrams = opened(engine)
    assert (built(diagrams, one) == built(diagrams, other)) is (table(one) == table(other))


@engines
def test_members_are_counted_exactly_over_hundreds_of_bits(engine):
    """Far beyond what a floating number tells apart."""
    diagrams = open_diagrams(engine)
    numbers = diagrams.add(300)
    some = reduce(lambda found, n: found | diagrams.bit(n), numbers, diagrams.false)
    assert diagrams.count(some, 300) == (1 << 300) - 1
    assert diagrams.size(some) == 300 + 2


@engines
def test_bits_that_are_added_later_leave_what_there_is_as_it_was(engine):
    """They come below."""
    diagrams = open_diagrams(engine)
    (top,) = diagrams.add(1)
    before = diagrams.bit(top)
    (below,) = diagrams.add(1)
    assert diagrams.branches(before & diagrams.bit(below))[0] == top
    assert diagrams.bit(top) == before
    assert diagrams.add(0) == range(2, 2)


@engines
def test_an_engine_that_may_hold_few_nodes_raises_where_it_needs_more(engine):
    """It never answers wrongly instead."""
    diagrams = open_diagrams(engine, 64)

    def parity():
        numbers = diagrams.add(60)
        return reduce(lambda found, n: found ^ diagrams.bit(n), numbers, diagrams.false)

    with pytest.raises(MemoryError):
        parity()


def test_there_is_no_other_engine():
    """The error says which there are."""
    with pytest.raises(ct.RulebookError) as raised:
        open_diagrams("cudd")
    assert "there is no engine `cudd` for decision diagrams" in str(raised.value)
    assert raised.value.help == "use one of `oxidd`, `plain`"


def test_without_a_name_the_swiftest_engine_there_is_is_opened():
    """Each says its own name."""
    assert [open_diagrams(engine).engine for engine in ENGINES] == [*ENGINES]
    assert open_diagrams().engine == ("oxidd" if find_spec("oxidd") else "plain")


def test_without_oxidd_the_plain_engine_is_taken_and_asking_for_oxidd_says_what_to_install(
    monkeypatch,
):
    """The bare install checks as well."""
    for module in ("continuum.verify.diagrams", "continuum.errors"):
        monkeypatch.setattr(f"{module}.find_spec", lambda _: None)
    assert open_diagrams().engine == "plain"
    with pytest.raises(ct.MissingExtra, match="verify"):
        open_diagrams("oxidd")
