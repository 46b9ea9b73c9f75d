"""Law 5: replaying a case's history gives the case, byte for byte."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.books import OFFICER, ruritania
from tests.strategies import rulebooks, walks

import continuum as ct
from continuum.semantics import fold

REFUSALS = (ct.EventRefused, ct.EventUndetermined, ct.FactError)


@given(st.data())
def test_a_history_read_back_is_the_same_case_byte_for_byte(data: st.DataObject) -> None:
    """Refusals, late facts and all."""
    book = data.draw(rulebooks())
    walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    for asked in walk.asked:
        with suppress(*REFUSALS):
            case.send(asked.event, on=asked.on, by=ct.Actor(asked.role, "A-1"), **asked.given)
    live = [f for f in book.facts if f.of == "case" and f.derived is None and f.moves == "live"]
    if live:
        from tests.strategies import values

        fact = data.draw(st.sampled_from(live))
        role = fact.recorded_by[0] if fact.recorded_by else "system"
        late = max(case.on, walk.on)
        case.learn(
            {fact.name: data.draw(values(fact))},
            on=walk.on,
            recorded=late,
            by=ct.Actor(role, "A-1"),
        )
    text = case.to_json()
    again = ct.Case.from_json(text, book)
    assert text == again.to_json()
    assert case == again
    assert case.snapshot == again.snapshot


@given(st.data())
def test_what_was_derived_step_by_step_is_what_the_fold_derives(data: st.DataObject) -> None:
    """The quick way and the whole way meet."""
    book = data.draw(rulebooks())
    walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    for asked in walk.asked:
        with suppress(*REFUSALS):
            case.send(asked.event, on=asked.on, by=ct.Actor(asked.role, "A-1"), **asked.given)
    assert fold(book, case.history) == case.snapshot


@given(st.data())
def test_seen_as_of_its_last_day_a_case_is_itself(data: st.DataObject) -> None:
    """`as_of` is a fold over a part of the history."""
    book = data.draw(rulebooks())
    walk = data.draw(walks(book))
    case = ct.Case.open(book, on=walk.on, case_id="P-1", facts=dict(walk.facts))
    for asked in walk.asked:
        with suppress(*REFUSALS):
            case.send(asked.event, on=asked.on, by=ct.Actor(asked.role, "A-1"), **asked.given)
    assert case.as_of(case.on) == case
    assert case.as_of(case.on).snapshot == case.snapshot


@given(st.data())
def test_the_order_in_which_facts_are_learned_does_not_matter_for_how_things_stand(
    data: st.DataObject,
) -> None:
    """What counts is the day since which a fact is so, not the day on which it was written down."""
    day = st.dates(date(2024, 1, 2), date(2024, 12, 31))
    learned = data.draw(
        st.lists(
            st.tuples(day, st.integers(0, 120)),
            min_size=2,
            max_size=5,
            unique_by=lambda pair: pair[0],
        )
    )
    shuffled = data.draw(st.permutations(learned))

    def lived(pairs: list[tuple[date, int]]) -> ct.Case:
        case = ct.Case.open(ruritania(), on="2024-01-01", case_id="P-1")
        for since, age in pairs:
            case.learn({"age": age}, on=since, recorded="2025-01-01", by=OFFICER)
        return case

    one, other = lived(sorted(learned)), lived(shuffled)
    assert one.facts == other.facts == {**one.facts, "age": max(learned)[1]}
    for since, age in learned:
        assert one.as_of(since).facts["age"] == other.as_of(since).facts["age"] == age
